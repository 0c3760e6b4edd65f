"""The incentive for working together: a fixed amount per project year, without an own share.

The one home of this rule: the screens, the budget model and the example set all ask `cooperation_incentive`. Source:
page on financial incentives of project year 2, and the horizontal plan of 2021 (`docs/rules.md`, section 7).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from samenleven import dutch
from samenleven.eligibility import passes
from samenleven.parameters import Parameters

AMOUNT = "incentive_cooperation"
SHARE, SHARE_APPLIES = "incentive_min_share", "incentive_min_share_applies"
NOT_KNOWN = (
    "Hoeveel de stimulans in deze oproep was, is niet bekend: het horizontaal plan kondigde ze aan, maar een bedrag "
    "vonden we niet."
)


@dataclass(frozen=True, slots=True)
class Member:
    """One authority of a cooperation, as the incentive looks at it.

    `may_apply_alone`: it is large enough by itself (`samenleven.eligibility`; for VGC and vzw de Rand, which have a
    rule of their own, no). `new`: it was not in this cooperation in the previous project year. `target_group` and
    `population` in inhabitants, None where no figure exists.
    """

    authority_id: str
    name: str
    reference_region: str | None
    may_apply_alone: bool
    new: bool
    target_group: int | None
    population: int | None


@dataclass(frozen=True, slots=True)
class IncentiveRules:
    """The conditions: `amount` in euro (None: not known for this call), `threshold` in inhabitants together.

    `min_share` (0 to 1) is the share of the target group in every member's population that the horizontal plan of
    2021 asked; whether it still counted when the amount came was not found, so `min_share_applies` is a setting.
    """

    amount: Decimal | None
    threshold: Decimal
    strict: bool
    min_share: Decimal
    min_share_applies: bool = False


class Ground(StrEnum):
    """What decides on the incentive."""

    LARGE_WITH_SMALL = "large_with_small"
    GROWS = "grows"
    ALONE = "alone"
    REGIONS = "regions"
    BELOW_THRESHOLD = "below_threshold"
    NEITHER = "neither"
    SHARE_UNKNOWN = "share_unknown"
    SHARE_TOO_LOW = "share_too_low"


@dataclass(frozen=True, slots=True)
class Incentive:
    """The incentive of an applicant in one project year, and why."""

    ground: Ground
    members: Sequence[Member]
    rules: IncentiveRules

    @property
    def earned(self) -> bool:
        """Whether there is a right to it."""
        return self.ground in (Ground.LARGE_WITH_SMALL, Ground.GROWS)

    @property
    def amount(self) -> Decimal | None:
        """The amount in euro: 0 when there is no right to it, None when there is but no amount is known."""
        return self.rules.amount if self.earned else Decimal(0)

    @property
    def reason(self) -> str:
        """Why, in Dutch; only made when asked for, because a run of the budget model asks for many amounts."""
        said = [_why(self)]
        if self.amount is None:
            said.append(NOT_KNOWN)
        if self.earned or self.ground in (Ground.SHARE_UNKNOWN, Ground.SHARE_TOO_LOW):
            said.append(open_condition(self.rules))
        return " ".join(said)


def rules_on(parameters: Parameters, on: date) -> IncentiveRules:
    """The conditions in force on a day."""
    return IncentiveRules(
        amount=parameters.known(AMOUNT, on),
        threshold=parameters.number("threshold_together", on),
        strict=parameters.holds("threshold_together_strict", on),
        min_share=parameters.number(SHARE, on),
        min_share_applies=parameters.holds(SHARE_APPLIES, on),
    )


def cooperation_incentive(members: Sequence[Member], rules: IncentiveRules, *, took_part_before: bool) -> Incentive:
    """The incentive for cooperation: once per project year, whatever the number of actions or new members.

    For an authority that may apply alone and works with authorities that may not, or for an applicant at the
    threshold that took part in the previous project year and takes in new members. All in one reference region,
    together at the threshold. The authority adds no own share to it. Source: page on financial incentives of project
    year 2; the share per member: horizontal plan of 2021, leading principles.
    """
    return Incentive(_ground(members, rules, took_part_before), members, rules)


def open_condition(rules: IncentiveRules) -> str:
    """The condition of which we do not know whether it held, to be said wherever the incentive is shown."""
    applied = "Hier is dat toegepast." if rules.min_share_applies else "Hier is dat niet toegepast."
    return (
        f"Het horizontaal plan vroeg van elk lid {dutch.exact(rules.min_share * 100)} % inwoners van de doelgroep; of "
        f"dat nog gold toen het bedrag er kwam, is niet gevonden. {applied}"
    )


def _ground(members: Sequence[Member], rules: IncentiveRules, took_part_before: bool) -> Ground:
    def enough(some: Iterable[Member]) -> bool:
        return passes(sum(m.target_group or 0 for m in some), rules.threshold, strict=rules.strict)

    if len(members) < 2:
        return Ground.ALONE
    if len({m.reference_region for m in members if m.reference_region}) > 1:
        return Ground.REGIONS
    if not enough(members):
        return Ground.BELOW_THRESHOLD
    earlier = [m for m in members if not m.new]
    if any(m.may_apply_alone for m in members) and not all(m.may_apply_alone for m in members):
        ground = Ground.LARGE_WITH_SMALL
    elif took_part_before and len(earlier) < len(members) and enough(earlier):
        ground = Ground.GROWS
    else:
        return Ground.NEITHER
    if not rules.min_share_applies:
        return ground
    if any(_has_no_share(m) for m in members):
        return Ground.SHARE_UNKNOWN
    return Ground.SHARE_TOO_LOW if any(_below_share(m, rules) for m in members) else ground


def _has_no_share(member: Member) -> bool:
    return member.target_group is None or not member.population


def _below_share(member: Member, rules: IncentiveRules) -> bool:
    return (member.target_group or 0) < rules.min_share * (member.population or 0)


def _why(found: Incentive) -> str:
    members = found.members
    match found.ground:
        case Ground.LARGE_WITH_SMALL:
            large = [m.name for m in members if m.may_apply_alone]
            may, works = ("mag", "werkt") if len(large) == 1 else ("mogen", "werken")
            partners = dutch.counted(len(members) - len(large), "kleiner bestuur", "kleinere besturen")
            return f"{dutch.listed(large)} {may} alleen indienen en {works} samen met {partners}."
        case Ground.GROWS:
            added = dutch.counted(sum(m.new for m in members), "nieuw lid", "nieuwe leden")
            return f"Een bestaand verband boven de drempel neemt {added} op."
        case Ground.ALONE:
            return "Er is geen samenwerking: de stimulans vraagt minstens twee besturen."
        case Ground.REGIONS:
            return "De leden liggen niet in dezelfde referentieregio."
        case Ground.BELOW_THRESHOLD:
            return _below_threshold(members)
        case Ground.NEITHER:
            return "Geen bestuur dat alleen mag indienen werkt samen met kleinere, en geen bestaand verband groeit."
        case Ground.SHARE_UNKNOWN:
            unknown = dutch.listed([m.name for m in members if _has_no_share(m)])
            return f"Het aandeel van {unknown} is niet gekend, dus het minimumaandeel is niet na te gaan."
        case Ground.SHARE_TOO_LOW:
            low = [m.name for m in members if _below_share(m, found.rules)]
            return f"{dutch.listed(low)} {'haalt' if len(low) == 1 else 'halen'} het minimumaandeel niet."


def _below_threshold(members: Sequence[Member]) -> str:
    together = sum(m.target_group for m in members if m.target_group is not None)
    short = f"samen {dutch.counted(together, 'inwoner', 'inwoners')} van de doelgroep en halen de drempel niet."
    if unknown := [m.name for m in members if m.target_group is None]:
        return f"Van {dutch.listed(unknown)} is er geen cijfer; de leden met een cijfer tellen {short}"
    return f"De leden tellen {short}"
