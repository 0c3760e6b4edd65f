"""What the address of *doelstellingen* asks: which year, against what, which status, in which order, what is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from samenleven import terms
from samenleven.attainment import Attainment, Status
from samenleven.catalogue import Family
from samenleven.compared import goals_over_years
from samenleven.figures import Shown
from ui.filters.address import Address
from ui.filters.bar import Bar, unknown
from ui.reading import reads
from ui.reading.daily import daily

SCREEN = "doelstellingen"
ALL = "alle"
AGAINST = {"oproep": "afspraken van de oproep", "plan": "streefwaarden plan 2021"}
FAMILY = {"oproep": Family.CALL, "plan": Family.PLAN}
ORDERS = {
    "slechtste": "slechtste eerst",
    "beste": "beste eerst",
    "verandering": "grootste verandering eerst",
    "nummer": "nummer van het plan",
}
CODES = {word.replace(" ", "-"): Status(code) for code, word in terms.STATUS.items()}
"""The status as it stands in an address: its Dutch word."""
ASKED = ("jaar", "cijfers", "nis", "regio", "tegenover", "status", "volgorde", "doelstelling", "kpi", "open")
OLD = {("tegenover", "call"): "oproep", ("doelstelling", ALL): ""} | {
    ("status", status.value): code for code, status in CODES.items()
}
"""Values of addresses that were given out before, and what they are called now; "" takes the parameter away."""


@dataclass(frozen=True)
class Choice:
    """The filters of the screen; `status` None is all of them, `goal` and `measure` are what stands open."""

    year: int
    shown: Shown
    family: Family
    status: Status | None
    order: str
    goal: int | None
    measure: str | None
    all_open: bool


def current(address: Address) -> Address:
    """The same address with the names of now, and only with what this screen knows."""
    renamed = [(key, OLD.get((key, value), value)) for key, value in address.values if key in ASKED]
    return Address(
        address.screen, tuple((key, value) for key, value in renamed if value or key not in ("doelstelling",))
    )


def of(address: Address, bar: Bar | None = None) -> Choice:
    """What an address asks; `bar` gets the filters, and what the address asks that does not exist."""
    address = current(address)
    row = bar or Bar(address)
    years = {str(one.project_year): f"Jaar {one.project_year}" for one in reads.project_years()}
    statuses = {ALL: ALL} | {code: terms.STATUS[status.value] for code, status in CODES.items()}
    year = row.buttons("Projectjaar", "jaar", years, reads.newest_year())
    against = row.select("Tegenover", "tegenover", AGAINST)
    status = row.select("Status", "status", statuses)
    order = row.select("Volgorde", "volgorde", ORDERS)
    goals = {str(goal.goal_id): goal.title for goal in reads.goals()}
    measures = {one.measure_id: one.component for one in reads.measures()}
    return Choice(
        year=int(year),
        shown=address.shown,
        family=FAMILY[against],
        status=CODES.get(status),
        order=order,
        goal=int(goal) if (goal := _known(row, address, "doelstelling", goals)) else None,
        measure=_known(row, address, "kpi", measures),
        all_open=address.get("open") == "alle",
    )


def _known(row: Bar, address: Address, key: str, options: Mapping[str, str]) -> str | None:
    """A value that has no control of its own; an unknown one is said, and counts as none."""
    value = address.get(key)
    if value is None or value in options:
        return value
    row.notices.append(unknown(key, value))
    return None


@dataclass(frozen=True)
class OneMeasure:
    """A measure with its result in the chosen year and in every year, by year."""

    now: Attainment
    years: Mapping[int, Attainment]

    def before(self, year: int) -> Attainment | None:
        """The result of the year before, when it has a ratio."""
        found = self.years.get(year - 1)
        return found if found is not None and found.ratio is not None else None

    def change(self, year: int) -> Decimal | None:
        """How the ratio changed since the year before."""
        before = self.before(year)
        if before is None or before.ratio is None or self.now.ratio is None:
            return None
        return self.now.ratio - before.ratio


@dataclass(frozen=True)
class OneGoal:
    """A goal with its progress by year, all its measures of the year, and those that the filters leave."""

    goal: int
    title: str
    years: Mapping[int, Attainment]
    measures: tuple[OneMeasure, ...]
    shown: tuple[OneMeasure, ...]

    def change(self, year: int) -> Decimal | None:
        """How its progress changed since the year before."""
        now, before = self.years.get(year), self.years.get(year - 1)
        if now is None or before is None or now.ratio is None or before.ratio is None:
            return None
        return now.ratio - before.ratio


def rows(choice: Choice) -> list[Attainment]:
    """All measures of the chosen family and year."""
    return [row for row in reads.attainment(choice.year, choice.shown) if row.family is choice.family]


def filtered(choice: Choice) -> list[Attainment]:
    """Those that the filter of status leaves."""
    return [row for row in rows(choice) if choice.status in (None, row.status)]


def goals(choice: Choice) -> list[OneGoal]:
    """The goals with what the filters leave of them, in the chosen order; a goal without anything left is not there."""
    return _goals(choice.year, choice.shown, choice.family.value, choice.status, choice.order)


@daily(128)
def _goals(year: int, shown: Shown, family: str, status: str | None, order: str) -> list[OneGoal]:
    every = {
        one.project_year: [row for row in reads.attainment(one.project_year, shown) if row.family == family]
        for one in reads.project_years()
    }
    found = []
    for goal in goals_over_years(every, reads.goals(), Family(family)):
        measures = [
            OneMeasure(row, {at: other for at, of in every.items() for other in of if other.measure == row.measure})
            for row in every[year]
            if row.goal == goal.goal
        ]
        left = sorted(
            (one for one in measures if status in (None, one.now.status)), key=lambda one: _rank(one, year, order)
        )
        by_year = {row.project_year: row for row in goal.years}
        if left:
            found.append(OneGoal(goal.goal, goal.title, by_year, tuple(measures), tuple(left)))
    return sorted(found, key=lambda one: _rank_of_goal(one, year, order))


def _rank(one: OneMeasure, year: int, order: str) -> tuple[bool, Decimal, str]:
    return *_key(one.now.ratio, one.change(year), order, one.now.action or 0), str(one.now.measure)


def _rank_of_goal(one: OneGoal, year: int, order: str) -> tuple[bool, Decimal, str]:
    now = one.years.get(year)
    return *_key(now.ratio if now else None, one.change(year), order, one.goal), str(one.goal)


def _key(ratio: Decimal | None, change: Decimal | None, order: str, number: int) -> tuple[bool, Decimal]:
    """What one sorts by; without it one comes last."""
    if order == "nummer":
        return False, Decimal(number)
    if order == "verandering":
        return change is None, -abs(change or Decimal(0))
    return ratio is None, (ratio or Decimal(0)) * (-1 if order == "beste" else 1)
