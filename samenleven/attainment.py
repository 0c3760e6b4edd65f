"""Attainment: what was realised against its target, and the status that follows from it.

Rules: DESIGN section 5 of this product, after chapter "KPI" of the plan (2021) and the reporting pages of the
Flemish government (`docs/rules.md`). Status is decided here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from samenleven.catalogue import Action, Family, Goal, Measure, MeasureKind
from samenleven.figures import Kind, weakest
from samenleven.parameters import Parameters


class Status(StrEnum):
    """Where a measure stands. The order is that of legends and filters."""

    REACHED = "reached"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    NO_FIGURE = "no_figure"
    NO_TARGET = "no_target"
    NOT_YET_MEASURABLE = "not_yet_measurable"


@dataclass(frozen=True)
class Figure:
    """A number with what makes it trustworthy: kind, source and the date it is about."""

    value: Decimal
    kind: Kind
    source_id: str
    reference_date: date | None


@dataclass(frozen=True)
class MeasureFigures:
    """What the store knows of one measure in one project year, for one authority or for all together.

    `elapsed` is the share (0 to 1) of the period that had passed on the date of the realised figure.
    `measurable_from` is the first day a cohort ratio can be measured at all.
    `half_year` is the figure reported after six months, for the half-year gate.
    """

    measure: Measure
    project_year: int
    target: Figure | None
    realised: Figure | None
    elapsed: Decimal = Decimal(1)
    measurable_from: date | None = None
    half_year: Figure | None = None
    authority_id: str | None = None
    nis: str | None = None
    name: str | None = None
    cooperation: str | None = None
    expected_reports: int = 0
    received_reports: int = 0


@dataclass(frozen=True)
class Attainment:
    """One row of the dashboard: a measure, action or goal with its target, result, ratio and status.

    `ratio` is realised / target, uncapped, None when either is missing; for an action of several units and for a
    goal it is the progress: the mean of min(1, ratio) over the measures that have both, so from 0 to 1.
    `kind`, `source_id` and `reference_date` are those of the realised figure, or of the target when nothing was
    realised yet. `with_figure` and `without_figure` count the measures behind a row.
    """

    measure: str | None
    action: int | None
    goal: int
    family: Family | None
    component: str
    unit: str | None
    project_year: int
    target: Decimal | None
    realised: Decimal | None
    ratio: Decimal | None
    status: Status
    kind: Kind | None
    source_id: str | None
    reference_date: date | None
    target_kind: Kind | None = None
    target_source_id: str | None = None
    below_half_year_gate: bool | None = None
    with_figure: int = 0
    without_figure: int = 0
    expected_reports: int = 0
    received_reports: int = 0
    authority_id: str | None = None
    nis: str | None = None
    name: str | None = None
    cooperation: str | None = None


def attainment_ratio(realised: Decimal | None, target: Decimal | None) -> Decimal | None:
    """Realised divided by target, uncapped; None when either is missing or the target is zero.

    A target of zero has no ratio: it is its own case, not a very small number.
    """
    if realised is None or target is None or target == 0:
        return None
    return realised / target


def decide_status(
    ratio: Decimal | None,
    *,
    has_figure: bool,
    has_target: bool,
    elapsed: Decimal = Decimal(1),
    measurable_from: date | None = None,
    as_of: date | None = None,
) -> Status:
    """The status of a measure: the only place where it is decided.

    Missing is said before anything else: without a figure nothing can be on track. A cohort ratio that cannot be
    measured yet says so. With a ratio, 1 and more is reached, at least the elapsed share of the period is on track.
    """
    if not has_figure:
        if measurable_from is not None and as_of is not None and as_of < measurable_from:
            return Status.NOT_YET_MEASURABLE
        return Status.NO_FIGURE
    if not has_target or ratio is None:
        return Status.NO_TARGET
    if ratio >= 1:
        return Status.REACHED
    return Status.ON_TRACK if ratio >= elapsed and elapsed < 1 else Status.BEHIND


def below_gate(half_year: Figure | None, target: Figure | None, gate: Decimal) -> bool | None:
    """Whether the half-year figure stays under the gate (a share of the target); None when it cannot be said."""
    ratio = attainment_ratio(half_year.value if half_year else None, target.value if target else None)
    return None if ratio is None else ratio < gate


def attain(figures: MeasureFigures, *, gate: Decimal, as_of: date) -> Attainment:
    """The attainment of one measure.

    `gate` is the half-year gate (share of the target), `as_of` the day on which one looks.
    """
    target, realised, measure = figures.target, figures.realised, figures.measure
    ratio = attainment_ratio(realised.value if realised else None, target.value if target else None)
    shown = realised or target
    return Attainment(
        measure=measure.measure_id,
        action=measure.action_id,
        goal=measure.goal_id,
        family=measure.family,
        component=measure.component,
        unit=measure.unit,
        project_year=figures.project_year,
        target=target.value if target else None,
        realised=realised.value if realised else None,
        ratio=ratio,
        status=decide_status(
            ratio,
            has_figure=realised is not None,
            has_target=target is not None,
            elapsed=figures.elapsed,
            measurable_from=figures.measurable_from,
            as_of=as_of,
        ),
        kind=shown.kind if shown else None,
        source_id=shown.source_id if shown else None,
        reference_date=shown.reference_date if shown else None,
        target_kind=target.kind if target else None,
        target_source_id=target.source_id if target else None,
        below_half_year_gate=below_gate(figures.half_year, target, gate),
        with_figure=int(realised is not None),
        without_figure=int(realised is None),
        expected_reports=figures.expected_reports,
        received_reports=figures.received_reports,
        authority_id=figures.authority_id,
        nis=figures.nis,
        name=figures.name,
        cooperation=figures.cooperation,
    )


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
    sources = {one for row in shown if row.source_id for one in row.source_id.split(", ")}
    dates = [row.reference_date for row in shown if row.reference_date]
    has_figure = any(row.realised is not None for row in rows)
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
        source_id=next(iter(sources)) if len(sources) == 1 else ", ".join(sorted(sources)) or None,
        reference_date=max(dates, default=None),
        with_figure=sum(row.realised is not None for row in rows),
        without_figure=sum(row.realised is None for row in rows),
        expected_reports=sum(row.expected_reports for row in rows),
        received_reports=sum(row.received_reports for row in rows),
    )


def _status_of_many(rows: Sequence[Attainment], ratio: Decimal | None, has_figure: bool) -> Status:
    """Reached when the sum or every part is; on track when nothing measured lags behind; else behind."""
    if ratio is None:
        return Status.NO_TARGET if has_figure else Status.NO_FIGURE
    measured = {row.status for row in rows if row.ratio is not None}
    if measured == {Status.REACHED} or ratio >= 1:
        return Status.REACHED
    return Status.BEHIND if Status.BEHIND in measured else Status.ON_TRACK


def _total(values: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of what is there; None when nothing is there, because missing is not zero."""
    present = [value for value in values if value is not None]
    return sum(present, Decimal(0)) if present else None


def is_additive_over_years(measure: Measure) -> bool:
    """Only flows add up over project years; plans, schools and municipalities are counted once."""
    return measure.kind is MeasureKind.FLOW


def attain_all(figures: Sequence[MeasureFigures], parameters: Parameters, as_of: date) -> list[Attainment]:
    """The attainment of each measure, in the order given."""
    gate = parameters.number("half_year_gate", as_of)
    return [attain(row, gate=gate, as_of=as_of) for row in figures]


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
