"""Queries for results against their targets: per authority and for all together.

The store gives the rows: published totals, and lines of agreements with their reports. Which of them count is decided
in `samenleven.counted`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from samenleven.attainment import MeasureFigures
from samenleven.catalogue import Family, Measure, ProjectYear, reading_of_target
from samenleven.counted import (
    NOTHING,
    Aggregation,
    CellFigures,
    Figure,
    Line,
    Period,
    Published,
    count_for_plan,
    count_promises,
    period_that_counts,
)
from samenleven.figures import Kind, Shown
from samenleven.store import catalogue
from samenleven.store.connection import Store

CONCEPTS = {"engaged": "promised", "realised": "realised", "represented_authorities": "authorities"}
"""What a published figure is about, and which total that is."""


def kinds(shown: Shown) -> list[str]:
    """The kinds of figures to read, as the store writes them."""
    return [kind.value for kind in shown.kinds]


PER_LINE = """
    with line as (
        select a.*, g.project_year, g.applicant_id, c.name as cooperation
        from agreement_line a join agreement g using (agreement_id) left join cooperation c using (cooperation_id)
        where g.project_year = $year and a.kind in (select unnest($kinds))),
    report as (select * from latest_report where kind in (select unnest($kinds))),
    taking_part as (select agreement_id, list(authority_id order by authority_id) as authorities
                    from participant group by agreement_id)
    select l.measure_id, l.applicant_id as authority_id, n.nis, n.name, l.cooperation, p.authorities,
           l.baseline_reach + l.planned_reach as promised, l.kind as promised_kind, l.source_id as promised_source,
           l.reference_date as promised_date, y.realised as year, y.kind as year_kind, y.source_id as year_source,
           y.reference_date as year_date, h.realised as half_year, h.kind as half_year_kind,
           h.source_id as half_year_source, h.reference_date as half_year_date
    from line l
    join local_authority n on n.authority_id = l.applicant_id
    join taking_part p using (agreement_id)
    left join report y on y.agreement_id = l.agreement_id and y.measure_id = l.measure_id and y.period = 'year'
    left join report h on h.agreement_id = l.agreement_id and h.measure_id = l.measure_id and h.period = 'half_year'
    order by n.name, l.measure_id
"""


LINKS = """
    select k.plan_measure_id, k.call_measure_id, if(coalesce(f.in_force, false), k.aggregation, 'none') as aggregation
    from measure_link k left join form_row f on f.measure_id = k.call_measure_id and f.project_year = ?
"""
"""What counts for a measure of the plan in a year: nothing once the form counts its group only together with others."""


def authority_figures(store: Store, project_year: int, *, shown: Shown) -> list[MeasureFigures]:
    """What every applicant promised and reported in a project year: one row per agreement and measure."""
    measures = {measure.measure_id: measure for measure in catalogue.measures(store)}
    year = _year(store, project_year)
    if year is None:
        return []
    rows = _lines(store, project_year, shown)
    lines = [_line(row) for row in rows]
    period = period_that_counts(lines)
    found = []
    for row, line in zip(rows, lines, strict=True):
        counted = count_promises([line], period)
        who = {name: row[name] for name in ("authority_id", "nis", "name", "cooperation")}
        elapsed = _elapsed(year, counted.realised)
        found.append(_figures(counted, measures[row["measure_id"]], project_year, elapsed=elapsed, **who))
    return found


def measure_figures(store: Store, project_year: int, *, shown: Shown) -> list[MeasureFigures]:
    """What all authorities together promised and realised in a project year: one row for each measure.

    Measures of the call carry the promises as target, measures of the plan the Flemish target; their results come
    from the measure of the call that counts the same, where one does (`data/plan/measure_link.csv`).
    """
    year = _year(store, project_year)
    if year is None:
        return []
    lines: dict[str, list[Line]] = {}
    for row in _lines(store, project_year, shown):
        lines.setdefault(row["measure_id"], []).append(_line(row))
    period = period_that_counts(line for some in lines.values() for line in some)
    published = _published(store, project_year)
    in_force = "select * from target where valid_from <= ? order by measure_id, valid_from"
    targets = {row["measure_id"]: row for row in store.rows(in_force, [year.ends_on])}  # the last one counts
    links = {row["plan_measure_id"]: row for row in store.rows(LINKS, [project_year])}
    figures = []
    for measure in catalogue.measures_of_year(store, project_year):
        link = links.get(measure.measure_id, {"call_measure_id": measure.measure_id, "aggregation": "none"})
        code = link["call_measure_id"]
        known = lines.get(code, []), period, published.get(code, NOTHING)
        if measure.family is Family.PLAN:
            target = targets.get(measure.measure_id)
            figures.append(_of_plan(measure, year, target, Aggregation(link["aggregation"]), known))
        else:
            counted = count_promises(*known)
            elapsed = _elapsed(year, counted.realised)
            figures.append(_figures(counted, measure, project_year, elapsed=elapsed))
    # A cohort to wait for exists only when somebody is known to have been reached; else there is simply no figure.
    reached = {one.measure.action_id for one in figures if one.realised}
    return [one if one.measure.action_id in reached else replace(one, measurable_from=None) for one in figures]


def _of_plan(
    measure: Measure,
    year: ProjectYear,
    target: dict[str, Any] | None,
    aggregation: Aggregation,
    known: tuple[list[Line], Period, Published],
) -> MeasureFigures:
    if target is None:
        counted = count_for_plan(aggregation, None, *known)
        return _figures(counted, measure, year.project_year, elapsed=_elapsed(year, counted.realised))
    stated = Figure(target["value"], Kind.OFFICIAL, target["source_id"], target["due_on"] or year.ends_on)
    counted = count_for_plan(aggregation, stated, *known)
    elapsed = _elapsed(year, counted.realised)
    if target["due_on"] and counted.realised and counted.realised.reference_date:
        whole = (target["due_on"] - target["valid_from"]).days
        passed = (counted.realised.reference_date - target["valid_from"]).days
        elapsed = min(Decimal(1), Decimal(passed) / Decimal(whole))
    cohort = target["cohort_years"]
    return _figures(
        counted,
        measure,
        year.project_year,
        elapsed=elapsed,
        measurable_from=_years_later(year.ends_on, cohort) if cohort else None,
        target_reading=reading_of_target(target["stated_year"], target["stated_yearly"], year),
    )


def _figures(counted: CellFigures, measure: Measure, project_year: int, **more: Any) -> MeasureFigures:
    """What counts, with what it is about."""
    return MeasureFigures(measure=measure, project_year=project_year, **vars(counted), **more)


def _year(store: Store, project_year: int) -> ProjectYear | None:
    years = {year.project_year: year for year in catalogue.project_years(store)}
    return years.get(project_year)


def _years_later(day: date, years: int) -> date:
    return day.replace(year=day.year + years)


def _elapsed(year: ProjectYear, realised: Figure | None) -> Decimal:
    return year.elapsed(realised.reference_date) if realised and realised.reference_date else Decimal(1)


def _lines(store: Store, project_year: int, shown: Shown) -> list[dict[str, Any]]:
    return store.rows(PER_LINE, {"year": project_year, "kinds": kinds(shown)})


def _line(row: dict[str, Any]) -> Line:
    promised = figure_of(row, "promised")
    if promised is None:  # the columns are not null
        raise ValueError(f"agreement line without a promise: {row}")
    return Line(promised, figure_of(row, "year"), figure_of(row, "half_year"), frozenset(row["authorities"]))


def _published(store: Store, project_year: int) -> dict[str, Published]:
    """The followed totals for all of Flanders, by measure."""
    rows = store.rows(
        "select measure_id, concept, value, kind, source_id, reference_date from published_figure "
        "where followed and project_year = ? and measure_id is not null and authority_id is null "
        "and concept in (select unnest(?))",
        [project_year, list(CONCEPTS)],
    )
    found: dict[str, dict[str, Figure]] = {}
    for row in rows:
        figure = Figure(row["value"], Kind(row["kind"]), row["source_id"], row["reference_date"])
        found.setdefault(row["measure_id"], {})[CONCEPTS[row["concept"]]] = figure
    return {measure: Published(**figures) for measure, figures in found.items()}


def figure_of(row: dict[str, Any], name: str) -> Figure | None:
    """The figure in a column of a row, with its kind, source and date in the columns named after it; None for none."""
    if row[name] is None:
        return None
    return Figure(
        Decimal(row[name]),
        Kind(row[f"{name}_kind"]),
        row[f"{name}_source"],
        row[f"{name}_date"],
    )
