"""What a screen sets beside each other: goals over the years, the action that lags, and the largest shifts.

An action whose measures count one unit is compared by its sum (doelbereik, uncapped); one that counts several units
by its measures, because its progress is another figure. Rules: `docs/rules.md`, section 2.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from samenleven.attainment import Attainment
from samenleven.catalogue import Action, Family, Goal
from samenleven.sums import by_action, by_goal


@dataclass(frozen=True)
class GoalOverYears:
    """A goal with its progress per project year, oldest first; a year without measures of the goal is not there."""

    goal: int
    title: str
    years: tuple[Attainment, ...]

    def of(self, project_year: int) -> Attainment | None:
        """The progress in one year."""
        return next((row for row in self.years if row.project_year == project_year), None)


def goals_over_years(
    per_year: Mapping[int, Sequence[Attainment]], goals: Sequence[Goal], family: Family
) -> list[GoalOverYears]:
    """Every goal that has measures in some year, in the order of the plan; `per_year` holds the measures per year."""
    found = {year: {row.goal: row for row in by_goal(rows, goals, family)} for year, rows in sorted(per_year.items())}
    whole = [
        GoalOverYears(goal.goal_id, goal.title, tuple(of[goal.goal_id] for of in found.values() if goal.goal_id in of))
        for goal in goals
    ]
    return [one for one in whole if one.years]


def comparable(rows: Sequence[Attainment], actions: Sequence[Action]) -> list[Attainment]:
    """Per action its sum, or its measures where they count several units: all with an uncapped ratio.

    `rows` are measures of one family and one year; what has no target or no figure stays out.
    """
    found: list[Attainment] = []
    for whole in by_action(rows, actions):
        parts = [row for row in rows if row.action == whole.action]
        found += [whole] if whole.target is not None else parts
    return [row for row in found if row.ratio is not None]


def lowest(rows: Sequence[Attainment], actions: Sequence[Action], goal: int) -> list[Attainment]:
    """What is furthest from its target in a goal: an action (or a measure of it), or several that tie; [] for none."""
    found = [row for row in comparable(rows, actions) if row.goal == goal]
    least = min((row.ratio for row in found if row.ratio is not None), default=None)
    return [row for row in found if row.ratio == least]


@dataclass(frozen=True)
class Shift:
    """The change of one action between two years: both results, and whether the form grouped people differently."""

    before: Attainment
    after: Attainment
    regrouped: bool

    @property
    def action(self) -> int:
        """The number of the action."""
        return self.after.action or 0

    @property
    def difference(self) -> Decimal:
        """How much the ratio rose, as a share: 0.1 is ten points of percentage."""
        return (self.after.ratio or Decimal(0)) - (self.before.ratio or Decimal(0))

    @property
    def rose_above(self) -> bool:
        """Whether it came from under its target to its target or more."""
        return (self.before.ratio or 0) < 1 <= (self.after.ratio or 0)

    @property
    def fell_below(self) -> bool:
        """Whether it fell from its target or more to under it."""
        return (self.after.ratio or 0) < 1 <= (self.before.ratio or 0)


def shifts(before: Sequence[Attainment], after: Sequence[Attainment], actions: Sequence[Action]) -> list[Shift]:
    """The changes of the actions that count the same single unit in both years, the largest first.

    An action that is new, has no figure in one of the years or counts several units is not compared.
    """
    old = {row.action: row for row in by_action(before, actions) if row.target is not None and row.ratio is not None}
    found = [
        Shift(old[row.action], row, _counted(before, row.action) != _counted(after, row.action))
        for row in by_action(after, actions)
        if row.target is not None and row.ratio is not None and row.action in old and old[row.action].unit == row.unit
    ]
    return sorted(found, key=lambda shift: (-abs(shift.difference), shift.action))


def _counted(rows: Sequence[Attainment], action: int | None) -> set[str | None]:
    """The measures of an action that have a ratio."""
    return {row.measure for row in rows if row.action == action and row.ratio is not None}
