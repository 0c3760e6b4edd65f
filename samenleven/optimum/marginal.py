"""What one more euro brings: the one-sided derivative of the best attainment, worked out at the division itself.

The best attainment is a concave function of money with kinks, and at a kink the duals of a solver are one of many
right answers. What a reader means by "one more euro" is one of them: the slope to the right. It is the optimum of a
small program over directions: how may the division move, when everything that is at its limit now stays within it
and only the limit in question gives way? Checked by finite difference: tests/rules/test_one_more_euro.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

from samenleven.grant.call import CENTS_PER_EURO
from samenleven.optimum.program import SCALE, DivisionProblem, Program
from samenleven.solver import Limits, Model, best_of_each

ACTIVE = 2e-6
"""What is this near to its limit is at its limit: two euro on money in millions, two millionths of a target."""
NOTHING = 1e-9
"""A slope below this, in attainment per million euro, is a rounding of the solver."""
SECONDS = 5.0
FAR = 1e6
"""Directions end here, so that rounding never makes a program without end."""


class Question(NamedTuple):
    """Upper limits of rows that rise at the rate `more`, and variables that `must` together rise by one unit."""

    more: Mapping[int, float]
    must: Sequence[int] = ()


class Slopes:
    """The slopes of a program at one best point; `values` by variable of `model`, which maximises."""

    def __init__(self, model: Model, values: Sequence[float]) -> None:
        self._cone = Model(
            maximise=True,
            costs=list(model.costs),
            lower=[0.0 if near(value, low) else -FAR for value, low in zip(values, model.lower, strict=True)],
            upper=[0.0 if near(value, high) else FAR for value, high in zip(values, model.upper, strict=True)],
            integer=list(model.integer),
        )
        self._row_of: dict[int, int] = {}
        self._at_upper: set[int] = set()
        for number, (low, coefficients, high) in enumerate(model.rows):
            value = sum(part * values[variable] for variable, part in coefficients.items())
            at_low, at_high = near(value, low), near(value, high)
            if at_high:
                self._at_upper.add(number)
            if at_low or at_high:
                self._row_of[number] = self._cone.add_row(
                    coefficients, 0.0 if at_low else -inf, 0.0 if at_high else inf
                )

    def at_limit(self, row: int) -> bool:
        """Whether a row of the program is at its upper limit."""
        return row in self._at_upper

    def of(self, questions: Sequence[Question]) -> list[float | None]:
        """The slope for every question; None where what must rise cannot."""
        variants = [self._variant(one) for one in questions]
        changed = [one for one in variants if one]
        found = iter(best_of_each(self._cone, changed, time_limit_seconds=SECONDS))
        # Where no limit gives way nothing is gained: this is the best point.
        return [next(found) if one else 0.0 for one in variants]

    def _variant(self, asked: Question) -> Limits:
        limits = {}
        for number, rate in asked.more.items():
            if number in self._row_of:
                row = self._row_of[number]
                low, _, high = self._cone.rows[row]
                limits[row] = (low, high + rate)
        if asked.must:
            limits[self._cone.add_row(dict.fromkeys(asked.must, 1.0))] = (1.0, inf)
        return limits


def near(value: float, limit: float) -> bool:
    """Whether a value is at its limit."""
    return abs(value - limit) <= ACTIVE


@dataclass(frozen=True, slots=True)
class OneMoreEuro:
    """What one more euro brings, in attainment (0 to 1) per euro: slopes to the right, 0 where nothing is gained.

    `budget`: one more euro to use freely. `actions` and `goals`: one more euro that must go there, on top of what the
    best division gives them; None where nothing can be added. `ceilings`: a ceiling one euro higher for every
    application, within the same budget. With `worst_first`: on the lowest goals that money can still lift, in `lifts`;
    where money lifts nobody, on the weighted attainment with every goal at least where it is.
    """

    budget: float
    actions: Mapping[int, float | None]
    goals: Mapping[int, float | None]
    ceilings: Mapping[int, float]
    lifts: tuple[int, ...]


def one_more_euro(problem: DivisionProblem, program: Program, slopes: Slopes, lifts: tuple[int, ...]) -> OneMoreEuro:
    """What one more euro brings at the point of `slopes`, in the variables and rows of `program`; `lifts`: of what."""
    euro = {} if program.budget_row is None else {program.budget_row: 1.0}
    of_action: dict[int, tuple[int, ...]] = {}
    for v, variable in enumerate(program.money):
        of_action[problem.action_of(v)] = (*of_action.get(problem.action_of(v), ()), variable)
    of_goal: dict[int, tuple[int, ...]] = {}
    higher: dict[int, dict[int, float]] = {}
    for action in of_action:
        goal = problem.model.goal_of_action[action]
        of_goal[goal] = (*of_goal.get(goal, ()), *of_action[action])
        higher[action] = {
            row: float(room.cut)
            for row, room, block in program.room_rows
            if room.cut and problem.blocks[block].action_id == action
        }
    full = {
        variable for row, _, _ in program.room_rows if slopes.at_limit(row) for variable in program.model.rows[row][1]
    }
    # Where all is full nothing can be added; a goal of one action asks what the action asks.
    distinct = dict.fromkeys([*of_action.values(), *of_goal.values()])
    wanted = [own for own in distinct if not full.issuperset(own)]
    asked = [Question(euro), *(Question(euro, own) for own in wanted), *(Question(rows) for rows in higher.values())]
    budget, *found = [_per_euro(slope) for slope in slopes.of(asked)]
    added = dict(zip(wanted, found[: len(wanted)], strict=True))
    return OneMoreEuro(
        budget or 0.0,
        {action: added.get(own) for action, own in of_action.items()},
        {goal: added.get(own) for goal, own in sorted(of_goal.items())},
        {action: slope or 0.0 for action, slope in zip(higher, found[len(wanted) :], strict=True)},
        lifts,
    )


def _per_euro(slope: float | None) -> float | None:
    """A slope per unit of money of the program as one per euro; what rounding leaves of nothing is nothing."""
    if slope is None:
        return None
    return slope * CENTS_PER_EURO / SCALE if abs(slope) > NOTHING else 0.0
