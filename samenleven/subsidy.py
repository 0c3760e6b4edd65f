"""The grant of one application, and the incentive for working together.

Rule (application form of call 1 and action pages, `docs/rules.md`): `grant = planned reach x unit amount`, at most
the maximum units of the measure, and per application at most the ceiling in euro of the action. These are two
limits: the units of an action together can be worth more than its ceiling. The authority adds its own share of
the cost. The target to report against is the baseline reach plus the planned reach. All money is exact to the cent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from samenleven.budget.application import Row, validate
from samenleven.budget.call import Call, own_share_cents, to_cents, to_euro
from samenleven.eligibility import passes


class Limit(StrEnum):
    """What kept a grant below planned reach times amount."""

    NONE = "none"
    MAX_UNITS = "max_units"
    CEILING = "ceiling"
    NOT_PAYABLE = "not_payable"


@dataclass(frozen=True, slots=True)
class RowGrant:
    """What one row brings: `grant` and `own_share` in euro, `report_target` in units of the measure.

    `paid_units` are the units that the grant pays: fewer than planned when a limit cut the row, and not always a
    whole number, because a ceiling is an amount.
    """

    action_id: int
    measure_id: str
    baseline_reach: int
    planned_reach: int
    priority: int
    grant: Decimal
    own_share: Decimal
    limited_by: Limit
    report_target: int
    paid_units: Decimal
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Grant:
    """One application: its rows in the order given, and their totals in euro (incentives not included)."""

    project_year: int
    rows: tuple[RowGrant, ...]
    total_grant: Decimal
    total_own_share: Decimal

    def of_action(self, action_id: int) -> Decimal:
        """The grant of all rows of one action together, in euro."""
        return sum((row.grant for row in self.rows if row.action_id == action_id), Decimal(0))


def within_max_units(planned: int, amount_cents: int, max_units: int) -> int:
    """Planned units times the amount, in cents, at most the maximum units."""
    return min(planned, max_units) * amount_cents


def within_ceiling(asked_cents: Iterable[int], ceiling_cents: int) -> list[int]:
    """The rows of one action cut to its ceiling, in cents.

    The rows come in order of the applicant's own priority: the first ones keep what they ask, the row at which
    the ceiling is reached gets what is left, later ones nothing.
    """
    paid = []
    left = ceiling_cents
    for asked in asked_cents:
        grant = min(asked, left)
        left -= grant
        paid.append(grant)
    return paid


def in_priority_order(rows: Iterable[Row]) -> list[Row]:
    """Rows by the applicant's priority; equal priorities by measure, so that the order in the file never matters."""
    return sorted(rows, key=lambda row: (row.priority, row.measure_id, row.action_id))


def grant_application(rows: Sequence[Row], call: Call) -> Grant:
    """The grant of one application in one call.

    Rows of an action that the call does not pay stay in the result with grant 0 and `not_payable`. Reach above
    the maximum is paid up to the maximum (`max_units`); where the ceiling cut the row further it says `ceiling`.

    Raises ApplicationError with all faults, SamenlevenError when the data lack an amount.
    """
    validate(rows, call)
    paid: dict[tuple[int, str], tuple[int, Limit]] = {}
    for action in {row.action_id for row in rows}:
        of_action = in_priority_order(row for row in rows if row.action_id == action)
        asked = [_asked(row, call) for row in of_action]
        ceiling = call.ceilings.get(action)
        grants = within_ceiling(asked, sum(asked) if ceiling is None else to_cents(ceiling))
        for row, before, after in zip(of_action, asked, grants, strict=True):
            paid[row.action_id, row.measure_id] = after, _limit(row, call, before, after)
    results = tuple(_row_grant(row, call, *paid[row.action_id, row.measure_id]) for row in rows)
    return Grant(
        call.project_year,
        results,
        sum((row.grant for row in results), Decimal(0)),
        sum((row.own_share for row in results), Decimal(0)),
    )


def _asked(row: Row, call: Call) -> int:
    """What a row asks within its maximum units, in cents; nothing when the call does not pay it."""
    if not call.pays(row.measure_id):
        return 0
    tariff = call.tariff(row.measure_id)
    return within_max_units(row.planned_reach, tariff.amount_cents, tariff.max_units)


def _limit(row: Row, call: Call, asked: int, granted: int) -> Limit:
    if not call.pays(row.measure_id):
        return Limit.NOT_PAYABLE
    if granted < asked:
        return Limit.CEILING
    return Limit.MAX_UNITS if row.planned_reach > call.tariff(row.measure_id).max_units else Limit.NONE


def _row_grant(row: Row, call: Call, cents: int, limit: Limit) -> RowGrant:
    amount = call.tariff(row.measure_id).amount if limit is not Limit.NOT_PAYABLE else None
    return RowGrant(
        row.action_id,
        row.measure_id,
        row.baseline_reach,
        row.planned_reach,
        row.priority,
        grant=to_euro(cents),
        own_share=to_euro(own_share_cents(cents, call.own_share)),
        limited_by=limit,
        report_target=row.baseline_reach + row.planned_reach,
        paid_units=to_euro(cents) / amount if amount else Decimal(0),
        line=row.line,
    )


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
