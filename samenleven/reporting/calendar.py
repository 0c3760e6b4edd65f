"""Which figures are asked when: the window of every half-year and every project year, and who is late on a day.

A day that no source publishes is unknown and stays so: nobody is late against it. `docs/rules.md`, section 3.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samenleven.catalogue import ProjectYear
from samenleven.counted import Period
from samenleven.parameters import Parameters


class Phase(StrEnum):
    """Where a window stands on a day."""

    WAITING = "waiting"
    """The period still runs, or its window is not open yet."""
    OPEN = "open"
    """Figures can come in, up to and including the last day."""
    PAST = "past"
    """The last day is over."""
    NO_DAY = "no_day"
    """Figures can come in; no source publishes the last day."""


class Receipt(StrEnum):
    """What came in from an applicant. The order is that of a list with the worst first."""

    LATE = "late"
    """The last day is over and something is missing: everything, or a part."""
    PARTLY = "partly"
    NOT_DUE = "not_due"
    """Nothing yet, and the last day is not over or not known."""
    RECEIVED = "received"


@dataclass(frozen=True, kw_only=True)
class Window:
    """When the figures over one period are asked; dates inclusive, None where no source publishes the day.

    `by_month`: only the month of the last day is published, and `due_on` is the last day of that month.
    """

    project_year: int
    period: Period
    starts_on: date
    ends_on: date
    opens_on: date | None
    due_on: date | None
    by_month: bool = False

    def phase(self, on: date) -> Phase:
        """Where the window stands on a day. Figures over a period come in when it is over, not before."""
        if on <= self.ends_on or (self.opens_on is not None and on < self.opens_on):
            return Phase.WAITING
        if self.due_on is None:
            return Phase.NO_DAY
        return Phase.PAST if on > self.due_on else Phase.OPEN

    def days_late(self, on: date) -> int:
        """How many days the last day is over; 0 when it is not, or not known."""
        return max(0, (on - self.due_on).days) if self.due_on else 0

    def days_left(self, on: date) -> int | None:
        """How many days are left, 0 on the last one; None when that day is over or not known."""
        return (self.due_on - on).days if self.due_on and on <= self.due_on else None


def windows(years: Iterable[ProjectYear]) -> list[Window]:
    """The two windows of every project year, in the order of time."""
    return [
        window
        for year in sorted(years, key=lambda one: one.starts_on)
        for window in (
            Window(
                project_year=year.project_year,
                period=Period.HALF_YEAR,
                starts_on=year.starts_on,
                ends_on=year.half_year_ends_on,
                opens_on=year.half_year_opens_on,
                due_on=year.half_year_due_on,
            ),
            Window(
                project_year=year.project_year,
                period=Period.YEAR,
                starts_on=year.starts_on,
                ends_on=year.ends_on,
                opens_on=None,
                due_on=year.year_due_on,
                by_month=year.year_due_precision == "month",
            ),
        )
    ]


def window_of(years: Iterable[ProjectYear], project_year: int, period: Period) -> Window:
    """One window. Raises KeyError for a project year that is not among them."""
    found = {(one.project_year, one.period): one for one in windows(years)}
    return found[project_year, period]


def current(every: Sequence[Window], on: date) -> Window | None:
    """The window that matters on a day: the newest that has opened, else the first; None when there is none."""
    opened = [one for one in every if one.phase(on) is not Phase.WAITING]
    return opened[-1] if opened else next(iter(every), None)


def receipt(window: Window, on: date, *, expected: int, received: int) -> Receipt:
    """What came in of `expected` figures: complete whenever it came, late when something is missing after the day."""
    if received >= expected:
        return Receipt.RECEIVED
    if window.phase(on) is Phase.PAST:
        return Receipt.LATE
    return Receipt.PARTLY if received else Receipt.NOT_DUE


def must_remind(window: Window, on: date, came: Receipt, parameters: Parameters) -> bool:
    """Whether an applicant is reminded on a day: something is missing, and the last day is near, over or unknown."""
    phase = window.phase(on)
    if came is Receipt.RECEIVED or phase is Phase.WAITING:
        return False
    left = window.days_left(on)
    return phase is not Phase.OPEN or (left is not None and left <= parameters.number("reminder_days", on))
