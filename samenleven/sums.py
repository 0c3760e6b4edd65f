"""Actions and goals out of measures: sums where they count the same unit, else progress.

Rules: `docs/rules.md`, section 2.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from samenleven.attainment import Attainment, Status, attainment_ratio
from samenleven.catalogue import SEVERAL_READINGS, Action, Family, Goal
from samenleven.counted import remark
from samenleven.figures import weakest


def by_action(rows: Sequence[Attainment], actions: Sequence[Action]) -> list[Attainment]:
    """One row per action that has measures, by website number."""
    grouped = {action.action_id: [r for r in rows if r.action == action.action_id] for action in actions}
    return [
        of_action(action.goal_id, action.action_id, action.title, grouped[action.action_id])
        for action in actions
        if grouped[action.action_id]
    ]


def by_goal(rows: Sequence[Attainment], goals: Sequence[Goal], family: Family | None = None) -> list[Attainment]:
    """One row per goal; of one family of measures (against the agreements, or against the plan) or of all."""
    chosen = [row for row in rows if family is None or row.family is family]
    grouped = {goal.goal_id: [r for r in chosen if r.goal == goal.goal_id] for goal in goals}
    return [of_goal(goal.goal_id, goal.title, grouped[goal.goal_id]) for goal in goals if grouped[goal.goal_id]]


def progress(rows: Iterable[Attainment]) -> Decimal | None:
    """The mean of min(1, ratio) over the measures that have a target and a figure; None when none has.

    Capped per measure, so that one action far over its target does not hide another that lags.
    """
    ratios = [min(Decimal(1), row.ratio) for row in rows if row.ratio is not None]
    return sum(ratios, Decimal(0)) / len(ratios) if ratios else None


def of_goal(goal: int, title: str, rows: Sequence[Attainment]) -> Attainment:
    """One row for a goal out of the rows of its measures."""
    return _combined(goal=goal, action=None, title=title, rows=rows, add_up=False)


def of_action(goal: int, action: int, title: str, rows: Sequence[Attainment]) -> Attainment:
    """One row for an action out of the rows of its measures.

    What the agreements promise leads: the measures of the call when the action has any, else those of the plan,
    so that the two units of one action (actions 5, 15, 18 and 22) never end up in one bar.
    """
    promised = [row for row in rows if row.family is Family.CALL]
    return _combined(goal=goal, action=action, title=title, rows=promised or rows, add_up=True)


def _combined(*, goal: int, action: int | None, title: str, rows: Sequence[Attainment], add_up: bool) -> Attainment:
    """Several measures in one row: sums when they count the same unit, else progress only."""
    measured = [row for row in rows if row.ratio is not None]
    shown = measured or [row for row in rows if row.target is not None] or list(rows)
    units = {row.unit for row in shown}
    same_unit = add_up and len(units) == 1
    target = _total(row.target for row in shown) if same_unit else None
    realised = _total(row.realised for row in (measured if target is not None else shown)) if same_unit else None
    ratio = attainment_ratio(realised, target) if same_unit else progress(rows)
    dates = [row.reference_date for row in shown if row.reference_date]
    has_figure = any(row.realised is not None for row in rows)
    # A measure of the plan counts the reports of one of the call: beside each other they are the same reports.
    sent = [row for row in rows if row.family is Family.CALL] or rows
    expected, received = _reports(row.expected_reports for row in sent), _reports(row.received_reports for row in sent)
    is_lower_bound = any(row.is_lower_bound for row in measured)
    half_way = any(row.half_way for row in shown)
    return Attainment(
        measure=shown[0].measure if add_up and len(rows) == 1 else None,
        action=action,
        goal=goal,
        family=shown[0].family if shown and len({row.family for row in shown}) == 1 else None,
        component=title,
        unit=next(iter(units)) if same_unit else "aandeel",
        project_year=rows[0].project_year if rows else 0,
        target=target,
        realised=realised,
        ratio=ratio,
        status=_status_of_many(rows, ratio, has_figure),
        kind=weakest(row.kind for row in shown if row.kind),
        source_id=_sources(row.source_id for row in shown),
        reference_date=max(dates, default=None),
        promised=_total(row.promised for row in shown) if same_unit else None,
        promised_kind=weakest(row.promised_kind for row in shown if row.promised_kind) if same_unit else None,
        promised_source_id=_sources(row.promised_source_id for row in shown) if same_unit else None,
        with_figure=sum(row.realised is not None for row in rows),
        without_figure=sum(row.realised is None for row in rows),
        expected_reports=expected,
        received_reports=received,
        is_lower_bound=is_lower_bound,
        half_way=half_way,
        remark=remark(received, expected, is_lower_bound=is_lower_bound, half_way=half_way),
        target_reading=_reading(row.target_reading for row in shown),
    )


def _status_of_many(rows: Sequence[Attainment], ratio: Decimal | None, has_figure: bool) -> Status:
    """Reached when the sum or every part is; else as its worst part: behind, incomplete or on track."""
    if ratio is None:
        return Status.NO_TARGET if has_figure else Status.NO_FIGURE
    measured = {row.status for row in rows if row.ratio is not None}
    if measured == {Status.REACHED} or ratio >= 1:
        return Status.REACHED
    return next((status for status in (Status.BEHIND, Status.INCOMPLETE) if status in measured), Status.ON_TRACK)


def _total(values: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of what is there; None when nothing is there, because missing is not zero."""
    present = [value for value in values if value is not None]
    return sum(present, Decimal(0)) if present else None


def _reports(counts: Iterable[int | None]) -> int | None:
    """Reports together; None where nothing is added up from reports."""
    present = [count for count in counts if count is not None]
    return sum(present) if present else None


def _sources(ids: Iterable[str | None]) -> str | None:
    """Every source once, by code; None when nothing has a source."""
    return ", ".join(sorted({one for each in ids if each for one in each.split(", ")})) or None


def _reading(readings: Iterable[str | None]) -> str | None:
    """The sentence of all measures together; when they differ, that they do."""
    found = {reading for reading in readings if reading}
    return found.pop() if len(found) == 1 else SEVERAL_READINGS if found else None
