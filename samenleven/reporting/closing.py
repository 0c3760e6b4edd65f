"""Closing a project year, or the whole plan: from that day it is an archive that can only be read.

Which ones are closed are settings of everybody (`records.SettingChange` without an authority), with the day as value;
an empty value opens again. The write path of the ledger asks it (`store/ledger/book.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from samenleven import dutch
from samenleven.errors import SamenlevenError
from samenleven.reporting.records import SettingChange

YEAR = "closed_year_"
PLAN = "closed_plan"


class YearClosed(SamenlevenError):
    """Somebody tried to write about a project year that is closed."""


@dataclass(frozen=True)
class Closed:
    """The day on which the plan, and each project year, was closed."""

    plan: date | None = None
    years: Mapping[int, date] = field(default_factory=dict)

    def on(self, project_year: int) -> date | None:
        """The day since which a project year is an archive; None when it is open."""
        own = self.years.get(project_year)
        return min(filter(None, (own, self.plan)), default=None)

    def require_open(self, project_years: Iterable[int]) -> None:
        """Stop who writes about a closed project year. Raises YearClosed."""
        for year in sorted(set(project_years)):
            day = self.on(year)
            if day:
                raise YearClosed(
                    f"Projectjaar {year} is afgesloten op {dutch.day(day)}: er kan niets meer in veranderen, en er is "
                    "niets bewaard. Moet er toch iets verbeterd worden, vraag dan het agentschap om het te openen."
                )


def closed(settings: Iterable[tuple[str, str]]) -> Closed:
    """What is closed, out of the settings that hold for everybody: name and value, oldest first."""
    found = {
        name: date.fromisoformat(value) if value else None for name, value in settings if name.startswith("closed_")
    }
    years = {int(name.removeprefix(YEAR)): day for name, day in found.items() if name.startswith(YEAR) and day}
    return Closed(found.get(PLAN), years)


def change(project_year: int | None, day: date | None) -> SettingChange:
    """The setting that closes a project year (None: the whole plan) on a day, or with None opens it again."""
    return SettingChange(name=f"{YEAR}{project_year}" if project_year else PLAN, value=day.isoformat() if day else "")
