"""An application read in the other way of counting target groups.

From call 2 the groups of some actions are merged into one wider group; the split rows of call 1 stay a second reading.
An agreement promised in one reading has no rows in the other: its reach is then divided over them by their maximum
units. How it would really be divided is not known, so this is an assumption of the what-if.
"""

from __future__ import annotations

from dataclasses import replace

from samenleven.budget.participation import Application
from samenleven.grant.application import ApplicationRow
from samenleven.grant.call import Call
from samenleven.shares import in_proportion


def regrouped(application: Application, call: Call) -> Application:
    """The application with rows that the form of `call` has: rows of the other reading are added up and divided."""
    kept = [row for row in application.rows if row.measure_id in call.measures or row.action_id not in call.payable]
    loose = [row for row in application.rows if row not in kept]
    if not loose:
        return application
    for action in sorted({row.action_id for row in loose}):
        kept += _divided([row for row in loose if row.action_id == action], action, call)
    return replace(application, rows=tuple(kept))


def _divided(rows: list[ApplicationRow], action: int, call: Call) -> list[ApplicationRow]:
    """Rows of one action as the rows that the call has for it, by their maximum units; no unit is lost."""
    tariffs = sorted((t for t in call.tariffs.values() if t.action_id == action), key=lambda t: t.measure_id)
    if not tariffs:
        return []
    weights = [tariff.max_units for tariff in tariffs]
    baseline = in_proportion(sum(row.baseline_reach for row in rows), weights)
    planned = in_proportion(sum(row.planned_reach for row in rows), weights)
    priority = min(row.priority for row in rows)
    return [
        ApplicationRow(action, tariff.measure_id, before, extra, priority)
        for tariff, before, extra in zip(tariffs, baseline, planned, strict=True)
    ]
