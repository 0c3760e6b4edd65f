"""The incentive for working together: a fixed amount per project year, without an own share.

Source: page on financial incentives of project year 2 (`docs/rules.md`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from samenleven.eligibility import passes


@dataclass(frozen=True, slots=True)
class Member:
    """One authority of a cooperation, as the incentive looks at it.

    `qualifies_alone`: it may apply alone (`samenleven.eligibility`). `new`: it was not in this cooperation in the
    previous project year. `target_group` and `population` in inhabitants, None where no figure exists.
    """

    authority_id: str
    reference_region: str | None
    qualifies_alone: bool
    new: bool
    target_group: int | None
    population: int | None


@dataclass(frozen=True, slots=True)
class IncentiveRules:
    """The conditions of the incentive: `amount` in euro, `threshold` in inhabitants of the target group together.

    `min_share` (0 to 1) is the share of the target group in every member's population that the plan of 2021 asked
    and later texts do not: None leaves it out.
    """

    amount: Decimal
    threshold: Decimal
    strict: bool
    min_share: Decimal | None


@dataclass(frozen=True, slots=True)
class Incentive:
    """The incentive of an applicant in one project year, in euro, with the reason in one Dutch sentence."""

    amount: Decimal
    reason: str


def cooperation_incentive(members: Sequence[Member], rules: IncentiveRules, *, took_part_before: bool) -> Incentive:
    """The incentive for cooperation: once per project year, whatever the number of actions or new members.

    For an authority that may apply alone and works with authorities that may not, or for an applicant at the
    threshold that took part in the previous project year and takes in new members. All in one reference region,
    together at the threshold. The authority adds no own share to it. Source: page on financial incentives of project
    year 2.
    """
    if refusal := _refusal(members, rules):
        return Incentive(Decimal(0), refusal)
    if any(m.qualifies_alone for m in members) and not all(m.qualifies_alone for m in members):
        return Incentive(rules.amount, "Een bestuur boven de drempel werkt samen met besturen eronder.")
    earlier = sum(m.target_group or 0 for m in members if not m.new)
    if took_part_before and any(m.new for m in members) and passes(earlier, rules.threshold, strict=rules.strict):
        return Incentive(rules.amount, "Een bestaande indiener neemt nieuwe leden op.")
    return Incentive(Decimal(0), "Er is geen lid boven de drempel dat met kleinere samenwerkt, en geen nieuw lid.")


def _refusal(members: Sequence[Member], rules: IncentiveRules) -> str | None:
    """Why there is no incentive whatever the kind of cooperation; None when nothing stands in the way."""
    if len(members) < 2:
        return "Er is geen samenwerking: de stimulans vraagt minstens twee besturen."
    if len({m.reference_region for m in members if m.reference_region}) > 1:
        return "De leden liggen niet in dezelfde referentieregio."
    together = sum(m.target_group or 0 for m in members)
    if not passes(together, rules.threshold, strict=rules.strict):
        return f"De leden tellen samen {together} inwoners van de doelgroep en halen de drempel niet."
    if rules.min_share is not None:
        for m in members:
            if not m.population or (m.target_group or 0) < rules.min_share * m.population:
                return f"Bestuur {m.authority_id} haalt het minimumaandeel van de doelgroep niet."
    return None
