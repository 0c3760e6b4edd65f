"""Attainment: what was realised against its target, and the status that follows from it.

Rules: DESIGN section 5 of this product, after chapter "KPI" of the plan (2021) and the reporting pages of the
Flemish government (`docs/rules.md`). Status is decided here and nowhere else; which figure counts is decided in
`samenleven.counted`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from samenleven.catalogue import Family, Measure, MeasureKind
from samenleven.counted import CellFigures, Figure, remark
from samenleven.figures import Kind
from samenleven.parameters import Parameters


class Status(StrEnum):
    """Where a measure stands. The order is that of legends and filters."""

    REACHED = "reached"
    ON_TRACK = "on_track"
    INCOMPLETE = "incomplete"
    BEHIND = "behind"
    NO_FIGURE = "no_figure"
    NO_TARGET = "no_target"
    NOT_YET_MEASURABLE = "not_yet_measurable"


@dataclass(frozen=True, kw_only=True)
class MeasureFigures(CellFigures):
    """What counts for one measure in one project year, for one authority or for all together.

    `elapsed` is the share (0 to 1) of the period that had passed on the date of the realised figure.
    `measurable_from` is the first day a cohort ratio can be measured at all. `target_reading` says in one sentence
    what the plan leaves open about its target.
    """

    measure: Measure
    project_year: int
    elapsed: Decimal = Decimal(1)
    measurable_from: date | None = None
    target_reading: str | None = None
    authority_id: str | None = None
    nis: str | None = None
    name: str | None = None
    cooperation: str | None = None


@dataclass(frozen=True)
class Attainment:
    """One row of the dashboard: a measure, action or goal with its target, result, ratio and status.

    `ratio` is realised / target, uncapped, None when either is missing; for an action of several units and for a
    goal it is the progress: the mean of min(1, ratio) over the measures that have both, so from 0 to 1.
    `target` is what `realised` is compared with, `promised` the whole promise of the agreements: more than the target
    where not everybody reported. `kind`, `source_id` and `reference_date` are those of the realised figure, or of the
    target when nothing was realised yet. `with_figure` and `without_figure` count the measures behind a row.
    `half_way`: the result is that of the half-year. `remark` says in words who reported, and whether it is a lower
    bound; `target_reading` what the plan leaves open. `expected_reports` is None for what is not added up from reports.
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
    promised: Decimal | None = None
    promised_kind: Kind | None = None
    promised_source_id: str | None = None
    below_half_year_gate: bool | None = None
    with_figure: int = 0
    without_figure: int = 0
    expected_reports: int | None = None
    received_reports: int | None = None
    is_lower_bound: bool = False
    half_way: bool = False
    remark: str | None = None
    target_reading: str | None = None
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
    is_lower_bound: bool = False,
    elapsed: Decimal = Decimal(1),
    measurable_from: date | None = None,
    as_of: date | None = None,
) -> Status:
    """The status of a measure: the only place where it is decided.

    Missing is said before anything else: without a figure nothing can be on track. A cohort ratio that cannot be
    measured yet says so. With a ratio, 1 and more is reached, at least the elapsed share of the period is on track.
    A lower bound that stays below the line says nothing about the whole: incomplete, never behind.
    """
    if not has_figure:
        if measurable_from is not None and as_of is not None and as_of < measurable_from:
            return Status.NOT_YET_MEASURABLE
        return Status.NO_FIGURE
    if not has_target or ratio is None:
        return Status.NO_TARGET
    if ratio >= 1:
        return Status.REACHED
    if ratio >= elapsed and elapsed < 1:
        return Status.ON_TRACK
    return Status.INCOMPLETE if is_lower_bound else Status.BEHIND


def below_gate(half_year: Figure | None, target: Figure | None, parameters: Parameters) -> bool | None:
    """Whether the half-year figure stays under the gate (a share of the target); None when it cannot be said.

    The gate is that of the day the half-year figure is about: a later value never judges an earlier half-year.
    """
    ratio = attainment_ratio(half_year.value if half_year else None, target.value if target else None)
    if ratio is None or half_year is None or half_year.reference_date is None:
        return None
    return ratio < parameters.number("half_year_gate", half_year.reference_date)


def gate_reach(target: int, on: date, parameters: Parameters) -> int:
    """The least whole reach that passes the half-year gate of a day, out of the target of an agreement."""
    return math.ceil(parameters.number("half_year_gate", on) * target)


def attain(figures: MeasureFigures, parameters: Parameters, as_of: date) -> Attainment:
    """The attainment of one measure; `as_of` is the day on which one looks, for cohorts only."""
    target, realised, promised, measure = figures.target, figures.realised, figures.promised, figures.measure
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
            is_lower_bound=figures.is_lower_bound,
            elapsed=figures.elapsed,
            measurable_from=figures.measurable_from,
            as_of=as_of,
        ),
        kind=shown.kind if shown else None,
        source_id=shown.source_id if shown else None,
        reference_date=shown.reference_date if shown else None,
        target_kind=target.kind if target else None,
        target_source_id=target.source_id if target else None,
        promised=promised.value if promised else None,
        promised_kind=promised.kind if promised else None,
        promised_source_id=promised.source_id if promised else None,
        below_half_year_gate=below_gate(figures.half_year, figures.half_year_target, parameters),
        with_figure=int(realised is not None),
        without_figure=int(realised is None),
        expected_reports=figures.expected_reports,
        received_reports=figures.received_reports,
        is_lower_bound=figures.is_lower_bound,
        half_way=figures.half_way,
        remark=remark(
            figures.received_reports,
            figures.expected_reports,
            is_lower_bound=figures.is_lower_bound,
            half_way=figures.half_way,
        ),
        target_reading=figures.target_reading,
        authority_id=figures.authority_id,
        nis=figures.nis,
        name=figures.name,
        cooperation=figures.cooperation,
    )


def is_additive_over_years(measure: Measure) -> bool:
    """Only flows add up over project years; plans, schools and municipalities are counted once."""
    return measure.kind is MeasureKind.FLOW


def attain_all(figures: Sequence[MeasureFigures], parameters: Parameters, as_of: date) -> list[Attainment]:
    """The attainment of each measure, in the order given."""
    return [attain(row, parameters, as_of) for row in figures]
