"""The grant of one application.

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

from samenleven.figures import Kind
from samenleven.grant.application import ApplicationRow, validate
from samenleven.grant.call import PUBLISHED, Call, own_share_cents, to_cents, to_euro

METHOD = "product-method"


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
    whole number, because a ceiling is an amount. `amount_kind` and `ceiling_kind` say whether the amount per unit and
    the ceiling behind it were published (official) or assumed (estimate); None for a row that is not paid. The grant
    itself is always an estimate: a computation, no decision.
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
    amount_kind: Kind | None = None
    ceiling_kind: Kind | None = None
    source_id: str = ""
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


def in_priority_order(rows: Iterable[ApplicationRow]) -> list[ApplicationRow]:
    """Rows by the applicant's priority; equal priorities by measure, so that the order in the file never matters."""
    return sorted(rows, key=lambda row: (row.priority, row.measure_id, row.action_id))


def grant_application(rows: Sequence[ApplicationRow], call: Call) -> Grant:
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
        grants = within_ceiling(asked, to_cents(call.ceiling(action))) if action in call.payable else asked
        for row, before, after in zip(of_action, asked, grants, strict=True):
            paid[row.action_id, row.measure_id] = after, _limit(row, call, before, after)
    results = tuple(_row_grant(row, call, *paid[row.action_id, row.measure_id]) for row in rows)
    return Grant(
        call.project_year,
        results,
        sum((row.grant for row in results), Decimal(0)),
        sum((row.own_share for row in results), Decimal(0)),
    )


def _asked(row: ApplicationRow, call: Call) -> int:
    """What a row asks within its maximum units, in cents; nothing when the call does not pay it."""
    if not call.pays(row.measure_id):
        return 0
    tariff = call.tariff(row.measure_id)
    return within_max_units(row.planned_reach, tariff.amount_cents, tariff.max_units)


def _limit(row: ApplicationRow, call: Call, asked: int, granted: int) -> Limit:
    if not call.pays(row.measure_id):
        return Limit.NOT_PAYABLE
    if granted < asked:
        return Limit.CEILING
    return Limit.MAX_UNITS if row.planned_reach > call.tariff(row.measure_id).max_units else Limit.NONE


def _row_grant(row: ApplicationRow, call: Call, cents: int, limit: Limit) -> RowGrant:
    tariff = call.tariff(row.measure_id) if limit is not Limit.NOT_PAYABLE else None
    ceiling = call.ceiling_backing.get(row.action_id, PUBLISHED) if tariff else None
    backing = [one for one in (tariff.backing if tariff else None, ceiling) if one]
    sources = {one.source_id for one in backing if one.source_id} | {METHOD}
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
        paid_units=to_euro(cents) / tariff.amount if tariff else Decimal(0),
        amount_kind=tariff.backing.kind if tariff else None,
        ceiling_kind=ceiling.kind if ceiling else None,
        source_id=", ".join(sorted(sources)),
        line=row.line,
    )
