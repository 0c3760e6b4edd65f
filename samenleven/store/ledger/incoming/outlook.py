"""What reports that were judged would mean, asked of the store: the same for the screens that confirm them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow.compute as pc

from samenleven.catalogue import ProjectYear
from samenleven.counted import Figure, Period
from samenleven.figures import Kind
from samenleven.reporting.meaning import ActionChange, CellChange, meaning
from samenleven.store import catalogue
from samenleven.store.connection import Store
from samenleven.store.ledger.incoming.judged import Incoming

SOURCE = "ledger-report"
_LINES = """
    select l.measure_id, l.baseline_reach + l.planned_reach as promised, g.kind, g.source_id, g.awarded_on,
           h.realised as half_year, h.kind as half_year_kind, h.source_id as half_year_source_id,
           y.realised as year, y.kind as year_kind, y.source_id as year_source_id
    from agreement_line l join agreement g using (agreement_id)
    left join latest_report h
        on h.agreement_id = l.agreement_id and h.measure_id = l.measure_id and h.period = 'half_year'
    left join latest_report y on y.agreement_id = l.agreement_id and y.measure_id = l.measure_id and y.period = 'year'
    where g.applicant_id = ? and g.project_year = ? order by l.measure_id
"""


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """What changes for one applicant in one project year."""

    applicant_id: str
    name: str
    project_year: int
    actions: tuple[ActionChange, ...]


def outlook(incoming: Incoming, store: Store, today: date, most: int = 50) -> list[Outlook]:
    """What the rows of judged reports mean for each applicant and project year, at most so many of them.

    Empty for rows with faults: what is not stored means nothing.
    """
    after: dict[tuple[str, int], dict[tuple[str, Period], int | None]] = {}
    newest = ("realised", "last", pc.ScalarAggregateOptions(skip_nulls=False))
    cells_of = incoming.rows.group_by(["applicant_id", "project_year", "period", "measure_id"], use_threads=False)
    for row in cells_of.aggregate([newest]).to_pylist():  # a later row of a cell is a newer figure
        figures = after.setdefault((row["applicant_id"], row["project_year"]), {})
        figures[row["measure_id"], Period(row["period"])] = row["realised_last"]
    names = {row["authority_id"]: row["name"] for row in store.rows("select authority_id, name from local_authority")}
    measures = {one.measure_id: one for one in catalogue.measures(store)}
    actions, parameters = catalogue.actions(store), catalogue.parameters(store)
    found = []
    for (applicant_id, number), figures in sorted(after.items())[:most]:
        year = catalogue.project_year(store, number)
        cells = []
        for line in store.rows(_LINES, [applicant_id, number]):
            before = {period: figure for period in Period if (figure := _recorded(line, period, year))}
            told = {period: figures[key] for period in Period if (key := (line["measure_id"], period)) in figures}
            kept = {period: figure for period, figure in before.items() if period not in told}
            new = {period: _reported(value, period, year) for period, value in told.items() if value is not None}
            promised = Figure(Decimal(line["promised"]), Kind(line["kind"]), line["source_id"], line["awarded_on"])
            measure = measures[line["measure_id"]]
            cells.append(CellChange(measure=measure, promised=promised, before=before, after=kept | new))
        changes = tuple(meaning(cells, year, actions, parameters, today))
        found.append(Outlook(applicant_id=applicant_id, name=names[applicant_id], project_year=number, actions=changes))
    return found


def _recorded(line: dict[str, Any], period: Period, year: ProjectYear) -> Figure | None:
    value = line[period.value]
    if value is None:
        return None
    kind, source = Kind(line[f"{period.value}_kind"]), line[f"{period.value}_source_id"]
    return Figure(Decimal(value), kind, source, _until(period, year))


def _reported(value: int, period: Period, year: ProjectYear) -> Figure:
    return Figure(Decimal(value), Kind.REPORTED, SOURCE, _until(period, year))


def _until(period: Period, year: ProjectYear) -> date:
    return year.half_year_ends_on if period is Period.HALF_YEAR else year.ends_on
