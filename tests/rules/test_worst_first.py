"""Worst goal first, against an independent program per claim: who is lifted, how far, and what one more euro brings.

The program knows no prices: it lifts the lowest goals step by step and looks which money still moves. Slopes are
checked by finite difference at the right, on three project years, both yardsticks and four budgets: with
one of them money no longer lifts the lowest goal, but the next ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from samenleven.budget.settings import Yardstick
from samenleven.optimum.optimiser import Objective, Optimum, optimise
from tests.rules.test_one_more_euro import AMPLE, EURO, JUST_ENOUGH, NEARLY, SCARCE, STEP, YEARS, Case, case
from tests.support.per_claim import MILLION

RICHER = STEP * MILLION
SIZES = (SCARCE, NEARLY, JUST_ENOUGH, AMPLE)


@dataclass
class Fair:
    """The product's answer for the worst goal first, beside the first goals that money lifts by the other program."""

    case: Case
    best: Optimum
    free: list[int]
    levels: dict[int, float]
    here: float

    def spent(self, actions: set[int]) -> float:
        call = self.case.problem.model.call
        return sum(cents for m, cents in self.best.measure_cents.items() if call.measures[m] in actions) / MILLION

    @property
    def nothing(self) -> float:
        """What the rounding to cents of the product's answer leaves of a slope over so few euro."""
        return max(2e-10, 0.01 * self.best.one_more_euro.budget)

    def slope(self, cents: float, **more: object) -> float | None:
        """What the lowest of the free goals gains per euro; None when there is no such division.

        Where money lifts nobody: what the weighted attainment gains while every goal stays where it is.
        """
        own = self.case.own
        if self.free:
            found = own.lowest(cents, self.free, self.levels, **more)
        else:
            held = own.solve(cents, extra=own.at_least(self.best.progress), **more)  # type: ignore[arg-type]
            found = None if held is None else held[0]
        return None if found is None else (found - self.here) / STEP * EURO


@cache
def fair(path: Path, year: int, yardstick: Yardstick, size: str) -> Fair:
    one = case(path, year, yardstick, size)
    best = optimise(one.problem, Objective.WORST_FIRST)
    free, levels = one.own.scarce(one.budget, one.budget + RICHER) or ([], {})
    here = one.own.lowest(one.budget, free, levels) if free else best.attainment
    assert here is not None
    return Fair(one, best, free, levels, here)


@pytest.fixture(params=[(y, s, b) for y in YEARS for s in Yardstick for b in SIZES], ids=str)
def one(request: pytest.FixtureRequest, store_path: Path) -> Fair:
    return fair(store_path, *request.param)


def test_the_lowest_goal_is_as_high_as_it_can_be(one: Fair) -> None:
    goals = one.case.own.goals
    lowest = one.case.own.lowest(one.case.budget, goals, {})
    assert min(one.best.progress[goal] for goal in goals) == pytest.approx(lowest, abs=1e-6)


def test_the_goals_that_money_lifts_stand_at_their_level(one: Fair) -> None:
    """Those before them gain nothing from money; among the others the lowest is as high as the program says."""
    for goal, level in one.levels.items():
        assert one.best.progress[goal] == pytest.approx(level, abs=1e-6), goal
    if one.free:
        assert set(one.best.one_more_euro.lifts) <= set(one.free)
        assert min(one.best.progress[goal] for goal in one.free) == pytest.approx(one.here, abs=1e-6)


def test_one_more_euro_for_the_budget(one: Fair) -> None:
    slope = one.slope(one.case.budget + RICHER)
    assert one.best.one_more_euro.budget == pytest.approx(slope, rel=1e-3, abs=1e-12)


def test_one_more_euro_that_must_go_somewhere(one: Fair) -> None:
    """On top of what this division gives there; None where applicants ask no more, or a ceiling is full."""
    more, goal_of = one.best.one_more_euro, one.case.problem.model.goal_of_action
    wishes = [({action}, price) for action, price in more.actions.items()]
    wishes += [({a for a in more.actions if goal_of[a] == goal}, price) for goal, price in more.goals.items()]
    for actions, price in wishes:
        slope = one.slope(one.case.budget + RICHER, must=(actions, one.spent(actions) + STEP))
        assert (price is None) is (slope is None), actions
        if price is not None:
            assert price == pytest.approx(slope, rel=1e-2, abs=one.nothing), actions


def test_a_ceiling_of_one_more_euro(one: Fair) -> None:
    for action, price in one.best.one_more_euro.ceilings.items():
        ceilings = dict(one.case.rules.ceiling_cents)
        if action not in ceilings:
            assert price == 0
            continue
        ceilings[action] += int(RICHER)
        assert price == pytest.approx(one.slope(one.case.budget, ceilings=ceilings), rel=1e-2, abs=one.nothing), action


def test_the_cases_hold_what_the_tests_are_about(store_path: Path) -> None:
    """Goals that money lifts all together, some below those that it lifts, and none; a price on a ceiling."""
    found = {size: [fair(store_path, y, s, size) for y in YEARS for s in Yardstick] for size in SIZES}
    assert all(one.free for one in found[SCARCE])
    assert all(one.free and one.levels for one in found[NEARLY])
    assert not any(one.free for one in found[AMPLE])
    assert any(max(one.best.one_more_euro.ceilings.values()) > 0 for size in SIZES for one in found[size])
