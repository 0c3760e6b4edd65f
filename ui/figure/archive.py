"""That a project year is closed, said on every screen that shows it."""

from __future__ import annotations

from samenleven import dutch
from samenleven.reporting.closing import Closed
from samenleven.store import Store, followup
from ui.figure import object as figure_object
from ui.reading.cached import per_store


@per_store(8)
def closings(store: Store) -> Closed:
    """Which project years are an archive, and since when."""
    return followup.closings(store)


def line(project_year: int) -> str:
    """One line with the day on which a project year was closed; nothing for one that is open."""
    day = closings().on(project_year)
    if day is None:
        return ""
    said = f"Projectjaar {project_year} is afgesloten op {dutch.day(day)}: een archief, er verandert niets meer in."
    return figure_object.ribbon(said, calm=True)
