"""The optimum, the cheapest of all optima and one more euro, against an independent program per claim.

Slopes are checked by finite difference at the right, on three project years, both yardsticks and three budgets: one
that is scarce, one that is exactly enough (a kink) and one that is more than enough.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from samenleven.budget.rules import Rules, rules_of
from samenleven.budget.scenario import Scenario
from samenleven.budget.settings import Yardstick
from samenleven.budget.simulation import simulate
from samenleven.figures import Shown
from samenleven.optimum.optimiser import Optimum, optimise
from samenleven.optimum.program import DivisionProblem, problem_of
from samenleven.store import Store, budget
from tests.support.per_claim import MILLION, PerClaim

EURO = 1e-6
STEP = 25 * EURO
SCARCE, NEARLY, JUST_ENOUGH, AMPLE = "schaars", "bijna genoeg", "net genoeg", "ruim"
YEARS = (1, 2, 3)


class Case:
    """One project year measured one way with one budget: the product's answer, and the independent program."""

    def __init__(self, store: Store, year: int, yardstick: Yardstick, size: str) -> None:
        model, space = budget.budget_model(store, year, shown=Shown.EXAMPLE), budget.space(store, year)
        self.rules: Rules = rules_of(space, Scenario(yardstick=yardstick))
        outcome = simulate(model, self.rules)
        self.problem: DivisionProblem = problem_of(model, self.rules)
        enough = sum(optimise(self._with(10**11)).granted_cents)
        money = {SCARCE: enough // 3, NEARLY: enough * 97 // 100, JUST_ENOUGH: enough, AMPLE: 2 * enough}[size]
        self.problem = self._with(money)
        self.budget = money + outcome.incentive_cents
        self.best: Optimum = optimise(self.problem)
        self.own = PerClaim(model, self.rules, outcome.incentive_cents)

    def _with(self, cents: int) -> DivisionProblem:
        return replace(self.problem, budget_cents=cents)

    def spent(self, actions: set[int]) -> float:
        """Millions that the best division gives to some actions."""
        call = self.problem.model.call
        return sum(cents for m, cents in self.best.measure_cents.items() if call.measures[m] in actions) / MILLION


@cache
def case(path: Path, year: int, yardstick: Yardstick, size: str) -> Case:
    return Case(Store(path), year, yardstick, size)


@pytest.fixture(params=[(y, s, b) for y in YEARS for s in Yardstick for b in (SCARCE, JUST_ENOUGH, AMPLE)], ids=str)
def one(request: pytest.FixtureRequest, store_path: Path) -> Case:
    return case(store_path, *request.param)


def test_the_best_is_the_best(one: Case) -> None:
    assert one.best.proven
    assert one.best.attainment == pytest.approx(one.own.best(one.budget), abs=1e-8)


def test_of_equally_good_divisions_it_is_the_cheapest(one: Case) -> None:
    cheapest = one.own.cheapest(one.budget, one.best.attainment)
    assert sum(one.best.granted_cents) / MILLION == pytest.approx(cheapest, abs=20 * EURO)


@pytest.mark.parametrize("year", YEARS)
def test_and_then_the_nearest_to_the_rounds(store_path: Path, year: int) -> None:
    one = case(store_path, year, Yardstick.AGREEMENTS, AMPLE)
    measures = [measure for _, measure in one.problem.variables]
    rounds = {m: cents / MILLION for m, cents in zip(measures, one.problem.rounds, strict=True)}
    spent = sum(one.best.granted_cents) / MILLION
    distance = sum(abs(one.best.measure_cents[m] / MILLION - rounds[m]) for m in measures)
    assert distance == pytest.approx(one.own.nearest(one.budget, one.best.attainment, spent, rounds), abs=50 * EURO)


def test_one_more_euro_for_the_budget(one: Case) -> None:
    slope = (one.own.best(one.budget + STEP * MILLION) - one.own.best(one.budget)) / STEP * EURO
    assert one.best.one_more_euro.budget == pytest.approx(slope, rel=1e-3, abs=1e-12)


def test_one_more_euro_that_must_go_somewhere(one: Case) -> None:
    """On top of what the best division gives there; None where applicants ask no more, or a ceiling is full."""
    more, goal_of = one.best.one_more_euro, one.problem.model.goal_of_action
    here = one.own.best(one.budget)
    wishes = [({action}, price) for action, price in more.actions.items()]
    wishes += [({a for a in more.actions if goal_of[a] == goal}, price) for goal, price in more.goals.items()]
    for actions, price in wishes:
        found = one.own.solve(one.budget + STEP * MILLION, must=(actions, one.spent(actions) + STEP))
        if price is None:
            assert found is None, actions
        else:
            assert found is not None, actions
            assert price == pytest.approx((found[0] - here) / STEP * EURO, rel=1e-2, abs=2e-10), actions


def test_a_ceiling_of_one_more_euro(one: Case) -> None:
    here = one.own.best(one.budget)
    for action, price in one.best.one_more_euro.ceilings.items():
        ceilings = dict(one.rules.ceiling_cents)
        if action not in ceilings:
            assert price == 0
            continue
        ceilings[action] += int(STEP * MILLION)
        slope = (one.own.best(one.budget, ceilings=ceilings) - here) / STEP * EURO
        assert price == pytest.approx(slope, rel=1e-2, abs=2e-10), action


@pytest.mark.parametrize("yardstick", Yardstick)
@pytest.mark.parametrize("year", YEARS)
def test_at_a_kink_the_slope_is_that_to_the_right(store_path: Path, year: int, yardstick: Yardstick) -> None:
    """With just enough money one euro less costs something, and one euro more brings nothing."""
    at = case(store_path, year, yardstick, JUST_ENOUGH)
    assert at.best.one_more_euro.budget == 0
    less = replace(at.problem, budget_cents=at.problem.budget_cents - 100_00)
    assert optimise(less).one_more_euro.budget > 0
