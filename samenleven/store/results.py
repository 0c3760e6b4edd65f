"""Queries for results against their targets: per authority and for all together.

A published figure leads over what the rows below it add up to: for all of Flanders the official number is shown,
for one authority the row itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from samenleven.attainment import Figure, MeasureFigures
from samenleven.catalogue import Measure, ProjectYear
from samenleven.figures import Kind, weakest
from samenleven.store import catalogue
from samenleven.store.connection import Store

ALL_KINDS = [kind.value for kind in Kind]
OFFICIAL = [Kind.OFFICIAL.value]


def kinds(only_official: bool) -> list[str]:
    """The kinds of figures to read: all, or only the official ones."""
    return OFFICIAL if only_official else ALL_KINDS


PER_LINE = """
    with line as (
        select a.*, g.project_year, g.applicant_id, c.name as cooperation
        from agreement_line a join agreement g using (agreement_id) left join cooperation c using (cooperation_id)
        where g.project_year = $year and a.kind in (select unnest($kinds))),
    report as (
        select r.* from latest_report r join agreement g using (agreement_id)
        where g.project_year = $year and r.kind in (select unnest($kinds))),
    last_period as (
        select case when exists (select 1 from report where period = 'year') then 'year' else 'half_year' end as period)
    select l.measure_id, l.agreement_id, l.applicant_id as authority_id, n.nis, n.name, l.cooperation,
           l.baseline_reach + l.planned_reach as target, l.kind as target_kind, l.source_id as target_source,
           l.reference_date as target_date, r.realised, r.kind as realised_kind, r.source_id as realised_source,
           r.reference_date as realised_date, h.realised as half_year, h.kind as half_year_kind,
           h.source_id as half_year_source, h.reference_date as half_year_date
    from line l
    join local_authority n on n.authority_id = l.applicant_id
    left join report r on r.agreement_id = l.agreement_id and r.measure_id = l.measure_id
        and r.period = (select period from last_period)
    left join report h on h.agreement_id = l.agreement_id and h.measure_id = l.measure_id and h.period = 'half_year'
    order by n.name, l.measure_id
"""


def authority_figures(store: Store, project_year: int, *, only_official: bool) -> list[MeasureFigures]:
    """What every applicant promised and reported in a project year: one row per agreement and measure."""
    measures = {measure.measure_id: measure for measure in catalogue.measures(store)}
    year = _year(store, project_year)
    if year is None:
        return []
    return [
        MeasureFigures(
            measure=measures[row["measure_id"]],
            project_year=project_year,
            target=_figure(row, "target"),
            realised=_figure(row, "realised"),
            half_year=_figure(row, "half_year"),
            elapsed=_elapsed(year, row["realised_date"]),
            authority_id=row["authority_id"],
            nis=row["nis"],
            name=row["name"],
            cooperation=row["cooperation"],
            expected_reports=1,
            received_reports=int(row["realised"] is not None),
        )
        for row in _lines(store, project_year, only_official)
    ]


def measure_figures(store: Store, project_year: int, *, only_official: bool) -> list[MeasureFigures]:
    """What all authorities together promised and realised in a project year: one row for each of the 67 measures.

    Measures of the call carry the promises as target, measures of the plan the Flemish target; their results come
    from the measure of the call that counts the same, where one does (`data/plan/measure_link.csv`).
    """
    year = _year(store, project_year)
    if year is None:
        return []
    lines: dict[str, list[dict[str, Any]]] = {}
    for row in _lines(store, project_year, only_official):
        lines.setdefault(row["measure_id"], []).append(row)
    published = _published(store, project_year)
    in_force = "select * from target where valid_from <= ? order by measure_id, valid_from"
    targets = {row["measure_id"]: row for row in store.rows(in_force, [year.ends_on])}  # the last one counts
    links = {row["plan_measure_id"]: row for row in store.rows("select * from measure_link")}
    distinct = _distinct_authorities(store, project_year, only_official)
    figures = [
        _of_plan(
            measure, year, targets.get(measure.measure_id), links.get(measure.measure_id), lines, distinct, published
        )
        if measure.family == "plan"
        else _of_call(measure, year, lines.get(measure.measure_id, []), published)
        for measure in catalogue.measures(store)
    ]
    # A cohort to wait for exists only when somebody is known to have been reached; else there is simply no figure.
    reached = {one.measure.action_id for one in figures if one.realised}
    return [one if one.measure.action_id in reached else replace(one, measurable_from=None) for one in figures]


def _of_call(
    measure: Measure,
    year: ProjectYear,
    rows: list[dict[str, Any]],
    published: dict[tuple[str, str], Figure],
) -> MeasureFigures:
    realised = published.get((measure.measure_id, "realised")) or _sum(rows, "realised")
    return MeasureFigures(
        measure=measure,
        project_year=year.project_year,
        target=published.get((measure.measure_id, "engaged")) or _sum(rows, "target"),
        realised=realised,
        half_year=_sum(rows, "half_year"),
        elapsed=_elapsed(year, realised.reference_date if realised else None),
        expected_reports=len(rows),
        received_reports=sum(row["realised"] is not None for row in rows),
    )


def _of_plan(
    measure: Measure,
    year: ProjectYear,
    target: dict[str, Any] | None,
    link: dict[str, Any] | None,
    lines: dict[str, list[dict[str, Any]]],
    distinct: dict[str, Figure],
    published: dict[tuple[str, str], Figure],
) -> MeasureFigures:
    aggregation = link["aggregation"] if link else "none"
    counted = lines.get(link["call_measure_id"], []) if link else []
    realised = None
    if link and aggregation == "sum":
        realised = published.get((link["call_measure_id"], "realised")) or _sum(counted, "realised")
    elif link and aggregation == "distinct_authorities":
        realised = distinct.get(link["call_measure_id"])
    elapsed = _elapsed(year, realised.reference_date if realised else None)
    measurable_from = None
    if target and target["cohort_years"]:
        measurable_from = _years_later(year.ends_on, target["cohort_years"])
    if target and target["due_on"] and realised and realised.reference_date:
        whole = (target["due_on"] - target["valid_from"]).days
        passed = (realised.reference_date - target["valid_from"]).days
        elapsed = min(Decimal(1), Decimal(passed) / Decimal(whole))
    return MeasureFigures(
        measure=measure,
        project_year=year.project_year,
        target=Figure(target["value"], Kind.OFFICIAL, target["source_id"], target["due_on"] or year.ends_on)
        if target
        else None,
        realised=realised,
        elapsed=elapsed,
        measurable_from=measurable_from,
        expected_reports=len(counted) if aggregation != "none" else 0,
        received_reports=sum(row["realised"] is not None for row in counted) if aggregation != "none" else 0,
    )


def _year(store: Store, project_year: int) -> ProjectYear | None:
    years = {year.project_year: year for year in catalogue.project_years(store)}
    return years.get(project_year)


def _years_later(day: date, years: int) -> date:
    return day.replace(year=day.year + years)


def _elapsed(year: ProjectYear, on: date | None) -> Decimal:
    return year.elapsed(on) if on else Decimal(1)


def _lines(store: Store, project_year: int, only_official: bool) -> list[dict[str, Any]]:
    return store.rows(PER_LINE, {"year": project_year, "kinds": kinds(only_official)})


def _published(store: Store, project_year: int) -> dict[tuple[str, str], Figure]:
    """Published results for all of Flanders: (measure, concept) to figure."""
    rows = store.rows(
        "select measure_id, concept, value, kind, source_id, reference_date from published_figure "
        "where followed and project_year = ? and measure_id is not null and authority_id is null "
        "and concept in ('engaged', 'realised')",
        [project_year],
    )
    return {
        (row["measure_id"], row["concept"]): Figure(
            row["value"], Kind(row["kind"]), row["source_id"], row["reference_date"]
        )
        for row in rows
    }


def _distinct_authorities(store: Store, project_year: int, only_official: bool) -> dict[str, Figure]:
    """How many authorities stand behind a realised result, per measure of the call."""
    rows = store.rows(
        """
        select r.measure_id, count(distinct p.authority_id) as value, list(distinct r.kind) as kinds,
               any_value(r.source_id) as source_id, max(r.reference_date) as reference_date
        from latest_report r join participant p using (agreement_id)
        where p.project_year = $year and r.period = 'year' and r.realised > 0 and r.kind in (select unnest($kinds))
        group by r.measure_id
        """,
        {"year": project_year, "kinds": kinds(only_official)},
    )
    return {
        row["measure_id"]: Figure(
            Decimal(row["value"]),
            weakest(Kind(kind) for kind in row["kinds"]) or Kind.ESTIMATE,
            row["source_id"],
            row["reference_date"],
        )
        for row in rows
    }


def _figure(row: dict[str, Any], name: str) -> Figure | None:
    if row[name] is None:
        return None
    return Figure(
        Decimal(row[name]),
        Kind(row[f"{name}_kind"]),
        row[f"{name}_source"],
        row[f"{name}_date"],
    )


def _sum(rows: Iterable[dict[str, Any]], name: str) -> Figure | None:
    """The sum of one figure over rows; None when no row has it. Its kind is that of its weakest part."""
    parts = [part for row in rows if (part := _figure(row, name))]
    kind = weakest(part.kind for part in parts)
    if kind is None:
        return None
    return Figure(
        sum((part.value for part in parts), Decimal(0)),
        kind,
        ", ".join(sorted({part.source_id for part in parts})),
        max((part.reference_date for part in parts if part.reference_date), default=None),
    )
