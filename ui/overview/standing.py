"""What the screen *overzicht* is about: the results of all years, beside each other, for one choice of a reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from samenleven.attainment import Attainment
from samenleven.catalogue import Family, ProjectYear
from samenleven.compared import GoalOverYears, Shift, goals_over_years, shifts
from samenleven.figures import Shown
from samenleven.sums import by_goal
from ui.filters.address import Address
from ui.reading import reads
from ui.reading.daily import daily

MOST_SHIFTS = 7


@dataclass(frozen=True)
class Standing:
    """The results of every year; `year` is the one that was chosen."""

    year: int
    shown: Shown
    years: tuple[ProjectYear, ...]
    every: Mapping[int, list[Attainment]]

    @cached_property
    def call(self) -> list[Attainment]:
        """The measures of the call in the chosen year."""
        return self._of(self.year)

    @cached_property
    def goals(self) -> list[GoalOverYears]:
        """The progress of every goal in every year."""
        return goals_over_years(self.every, reads.goals(), Family.CALL)

    @cached_property
    def now(self) -> list[Attainment]:
        """The progress of every goal in the chosen year."""
        return by_goal(self.call, reads.goals())

    @property
    def pair(self) -> tuple[int, int] | None:
        """The two years to compare: the chosen one with the one before, the first one with the one after."""
        known = sorted(self.every)
        before = [year for year in known if year < self.year]
        after = [year for year in known if year > self.year]
        return (before[-1], self.year) if before else (self.year, after[0]) if after else None

    @cached_property
    def shifts(self) -> list[Shift]:
        """How the actions shifted between the two years, the largest first."""
        if self.pair is None:
            return []
        before, after = self.pair
        return shifts(self._of(before), self._of(after), reads.actions())

    def _of(self, year: int) -> list[Attainment]:
        return [row for row in self.every[year] if row.family is Family.CALL]


def year_of(address: Address) -> int:
    """The project year that an address asks for; without one the newest with a published result."""
    return int(address.choose("jaar", year_titles(), reads.newest_year()))


def year_titles() -> dict[str, str]:
    """The project years to choose from: "1" to "Jaar 1"."""
    return {str(one.project_year): f"Jaar {one.project_year}" for one in reads.project_years()}


def of(address: Address) -> Standing:
    """What an address of the screen shows."""
    return _standing(year_of(address), address.shown)


@daily(16)
def _standing(year: int, shown: Shown) -> Standing:
    years = tuple(reads.project_years())
    every = {one.project_year: reads.attainment(one.project_year, shown) for one in years}
    return Standing(year, shown, years, every)
