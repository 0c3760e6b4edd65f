"""What the screen reads of the store, once per build: agreements, what is recorded of them, when figures are asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from samenleven import dutch
from samenleven.counted import Period
from samenleven.reporting.calendar import Window, windows
from samenleven.reporting.running import Asked
from samenleven.store import Store
from samenleven.store.ledger import asked, state
from samenleven.store.ledger.incoming.known import Facts, facts_of
from samenleven.store.ledger.state import ReportedCell
from ui.reading import cached, reads
from ui.reading.cached import per_store


@per_store(4)
def applicants(store: Store) -> dict[str, dict[int, frozenset[str]]]:
    """Who takes part in the real agreements, by applicant and project year."""
    return asked.applicants(store)


@per_store(256)
def lines(store: Store, applicant_id: str, project_year: int) -> tuple[Asked, ...]:
    """The lines of a real agreement; none where there is no such agreement."""
    return asked.lines(store, applicant_id, project_year)


@per_store(256)
def cells(store: Store, applicant_id: str, project_year: int, period: Period) -> Mapping[str, ReportedCell]:
    """What is recorded of every line over a period, by measure."""
    found = state.report_cells(store, applicant_id=applicant_id, project_year=project_year, period=period)
    return {one.measure_id: one for one in found}


@per_store(4)
def held_against(store: Store, on: date) -> Facts:
    """What figures that come in are held against on a day."""
    return facts_of(store, on, closed=cached.ledger().closed())


@per_store(4)
def every_window(store: Store) -> tuple[Window, ...]:
    """When figures are asked, in the order of time."""
    return tuple(windows(reads.project_years()))


def gate(on: date) -> str:
    """The share of the KPI that is asked at half-year, as people write it."""
    return dutch.percent(reads.parameters().number("half_year_gate", on))
