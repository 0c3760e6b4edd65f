"""Queries for following up reports: every applicant of a project year with what it sent and what was decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

from samenleven import dutch
from samenleven.counted import Period
from samenleven.reporting.calendar import Window, window_of
from samenleven.reporting.calendar_file import CalendarEntry
from samenleven.reporting.closing import Closed, closed
from samenleven.reporting.judging import JudgedApplicant, ReportedLine, Ruling, judge_applicant
from samenleven.store import budget, catalogue
from samenleven.store.connection import Store
from samenleven.store.ledger import state
from samenleven.store.results import figure_of

LINES = """
    with told as (
        select agreement_id, measure_id, count(*) as versions, min(reported_on) as first_on
        from report_line where period = $period group by all)
    select g.applicant_id, n.name, n.reference_region, c.name as cooperation,
           l.measure_id, m.action_id, m.component, m.unit, l.grant_eur,
           l.baseline_reach + l.planned_reach as target, l.kind as target_kind, l.source_id as target_source,
           l.reference_date as target_date, r.realised, r.kind as realised_kind, r.source_id as realised_source,
           r.reference_date as realised_date, r.reported_on, k.sequence, k.sequence is not null as in_ledger,
           coalesce(k.versions, t.versions, 0) as versions, k.shortfall_reason, k.double_count_note
    from agreement g
    join agreement_line l using (agreement_id)
    join measure m using (measure_id)
    join local_authority n on n.authority_id = g.applicant_id
    left join cooperation c using (cooperation_id)
    left join ledger_report k on k.applicant_id = g.applicant_id and k.project_year = g.project_year
         and k.period = $period and k.measure_id = l.measure_id
    left join told t on t.agreement_id = l.agreement_id and t.measure_id = l.measure_id and k.sequence is null
    left join latest_report r on r.agreement_id = l.agreement_id and r.measure_id = l.measure_id and r.period = $period
         and (k.sequence is not null or t.first_on <= $day) and ($examples or r.kind <> 'example')
    where g.project_year = $year and ($examples or g.kind <> 'example')
    order by n.name, g.applicant_id, m.action_id, l.measure_id
"""
"""A made-up figure is there from the day on which it is said to be sent; of the ledger the store knows the moment."""


def judged(
    store: Store, project_year: int, period: Period, on: date, *, with_examples: bool
) -> tuple[Window, list[JudgedApplicant]]:
    """The window of a period, and every applicant judged on a day, by name.

    Raises SamenlevenError when the data hold no such project year.
    """
    year = catalogue.project_year(store, project_year)
    window = window_of([year], project_year, period)
    rows = store.rows(LINES, {"year": project_year, "period": period.value, "day": on, "examples": with_examples})
    rulings = _rulings(store, project_year, period)
    by_hand = {
        (row["action_id"], Period(row["period"])) for row in store.rows("select action_id, period from hand_judged")
    }
    parameters, advance_share = catalogue.parameters(store), budget.advance_share(store, project_year)
    return window, [
        judge_applicant(
            some[0],
            [_line(row) for row in some],
            window,
            on,
            by_hand=by_hand,
            decided=rulings.get(applicant_id, {}),
            parameters=parameters,
            advance_share=advance_share,
        )
        for applicant_id, some in _by_applicant(rows)
    ]


def events(store: Store) -> list[CalendarEntry]:
    """What stands in the calendar of data/, in the order of time."""
    return [
        CalendarEntry(
            row["event_id"], row["title"], row["starts_on"], row["ends_on"] or row["starts_on"], row["note"] or ""
        )
        for row in store.rows("select * from calendar_event order by starts_on, event_id")
    ]


def closings(store: Store) -> Closed:
    """Which project years are an archive, as this store knows it."""
    rows = store.rows("select name, value from ledger_setting where authority_id is null order by sequence")
    return closed((row["name"], row["value"]) for row in rows)


def _rulings(store: Store, project_year: int, period: Period) -> dict[str, dict[int, Ruling]]:
    """What the agency decided, by applicant and action."""
    found: dict[str, dict[int, Ruling]] = {}
    for one in state.decisions(store, project_year=project_year):
        if one.period is period:
            found.setdefault(one.applicant_id, {})[one.action_id] = Ruling(
                verdict=one.verdict,
                reason=one.reason,
                sequence=one.sequence,
                decided_on=one.recorded_at.astimezone(dutch.BRUSSELS).date(),
            )
    return found


def _by_applicant(rows: list[dict[str, Any]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for applicant_id, some in groupby(rows, key=lambda row: str(row["applicant_id"])):
        yield applicant_id, list(some)


def _line(row: dict[str, Any]) -> ReportedLine:
    target, realised = figure_of(row, "target"), figure_of(row, "realised")
    assert target, "the columns of a promise are not null"
    return ReportedLine(
        measure_id=row["measure_id"],
        action_id=row["action_id"],
        component=row["component"],
        unit=row["unit"],
        target=target,
        grant_eur=row["grant_eur"],
        realised=realised,
        stated=realised is None and row["in_ledger"],
        sequence=row["sequence"],
        reported_on=row["reported_on"],
        versions=row["versions"],
        shortfall_reason=row["shortfall_reason"],
        double_count_note=row["double_count_note"],
    )


def last_sequence(store: Store) -> int:
    """The number of the last batch that this store knows, 0 for none."""
    (row,) = store.rows("select coalesce(max(sequence), 0) as last from ledger_batch")
    return int(row["last"])
