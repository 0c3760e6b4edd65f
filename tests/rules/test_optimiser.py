"""The optimiser: proven, never worse than the rounds or a greedy division, and its prices are what they say."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import pairwise

import pytest

from samenleven.budget.model import BudgetModel
from samenleven.budget.rules import Rules, rules_of
from samenleven.budget.scenario import Scenario
from samenleven.budget.scenario_parser import parse
from samenleven.budget.settings import Yardstick
from samenleven.budget.simulation import evaluate, simulate
from samenleven.figures import Shown
from samenleven.grant.call import to_cents
from samenleven.optimum.bound import dual_bound
from samenleven.optimum.optimiser import (
    Objective,
    OptimiserError,
    frontier,
    optimise,
    smallest_budget,
)
from samenleven.optimum.program import DivisionProblem, problem_of
from samenleven.solver import Model, solve
from samenleven.store import budget
from samenleven.store.connection import Store
from tests.support.budget_case import invented, space

INSTANCES = 200
CLOSE = 1e-6


def rules_with(seed: int, **changes: object) -> Rules:
    base = rules_of(space(), Scenario())
    weights = {goal: float((seed * goal) % 4 + 1) for goal in base.weights}
    rates = {measure: 0.6 + (seed + i) % 9 / 10 for i, measure in enumerate(base.realisation)}
    yardstick = list(Yardstick)[seed % 2]
    return replace(base, weights=weights, realisation=rates, yardstick=yardstick, **changes)  # type: ignore[arg-type]


def instance(seed: int) -> tuple[BudgetModel, Rules, DivisionProblem]:
    """A made-up call; every third one with low ceilings, so that they bind on several measures at once."""
    model = invented(seed, applicants=4 + seed % 9, measures=6 + seed % 14)
    rules = rules_with(seed)
    if seed % 3 == 0:
        ceilings = {action: euro * (seed % 5 + 3) / 10 for action, euro in rules.call.ceilings.items()}
        rules = replace(rules, call=replace(rules.call, ceilings=ceilings))
    asked = simulate(model, replace(rules, budget_cents=10**12)).asked_cents
    rules = replace(rules, budget_cents=asked * (seed % 7 + 1) // 9)
    return model, rules, problem_of(model, rules)


def greedy(problem: DivisionProblem) -> list[int]:
    """The obvious rule: the claims with the most attainment per cent first, each as far as it still helps."""
    rules = problem.rules
    granted = [0] * len(problem.asked)
    money = problem.budget_cents
    reach = [0.0] * len(problem.gains)
    whole = sum(rules.weights[g] for g in problem.counted_goals())
    worth = [rules.weights[g.goal_id] / whole / len(problem.goals[g.goal_id]) for g in problem.gains]
    order = []
    for t, gain in enumerate(problem.gains):
        for v, per_unit in gain.per_unit.items():
            block, measure = problem.blocks[problem.variables[v][0]], problem.variables[v][1]
            order += [(-per_unit * worth[t], p, t, per_unit) for p in block.claims[measure].values()]
    for _, position, t, per_unit in sorted(order):
        useful = max(0.0, 1 - reach[t]) / per_unit * 100_000_000 if per_unit else 0.0
        paid = min(problem.asked[position] - granted[position], money, int(useful) + 1)
        granted[position] += paid
        money -= paid
        reach[t] += per_unit * paid / 100_000_000
    assert len(granted) == len(problem.claims.planned)
    return granted


def check_limits(problem: DivisionProblem, granted: list[int]) -> None:
    claims = problem.claims
    assert sum(granted) <= problem.budget_cents
    assert all(0 <= cents <= limit for cents, limit in zip(granted, problem.demand, strict=True))
    spent: dict[tuple[int, int], int] = {}
    for position, cents in enumerate(granted):
        key = claims.layout.owner[position], problem.model.call.measures[claims.measure_of[position]]
        spent[key] = spent.get(key, 0) + cents
    for (_, action), cents in spent.items():
        assert cents <= problem.rules.ceiling_cents.get(action, cents)


@pytest.mark.parametrize("part", range(10))
def test_proven_within_every_limit_and_never_worse_than_rounds_or_greedy(part: int) -> None:
    for seed in range(part, INSTANCES, 10):
        model, rules, problem = instance(seed)
        best = optimise(problem)
        assert best.proven, (seed, best.bound, best.attainment)
        check_limits(problem, list(best.granted_cents))
        judged = evaluate(model, rules, rules, best.granted_cents).weighted_attainment
        assert judged == pytest.approx(best.attainment, abs=CLOSE), seed
        rounds = simulate(model, rules).weighted_attainment
        rule_of_thumb = evaluate(model, rules, rules, greedy(problem)).weighted_attainment
        assert judged is not None
        assert rounds is not None
        assert rule_of_thumb is not None
        assert judged >= max(rounds, rule_of_thumb) - CLOSE, seed


@pytest.mark.parametrize("seed", range(0, 120, 2))
def test_worst_first_lifts_the_lowest_goal_as_far_as_it_goes(seed: int) -> None:
    model, rules, problem = instance(seed)
    fair, best = optimise(problem, Objective.WORST_FIRST), optimise(problem)
    counted = problem.counted_goals()
    lowest = min(fair.progress[g] for g in counted)
    rounds = {g.number: g.progress for g in simulate(model, rules).goals if g.number in counted}
    assert lowest >= min(best.progress[g] for g in counted) - 2 * CLOSE
    assert lowest >= min(p for p in rounds.values() if p is not None) - 2 * CLOSE
    assert fair.attainment <= best.attainment + CLOSE
    assert not is_lower(sorted(fair.progress[g] for g in counted), sorted(best.progress[g] for g in counted))
    check_limits(problem, list(fair.granted_cents))
    with pytest.raises(OptimiserError):
        optimise(problem, floors=dict.fromkeys(counted, min(1.0, lowest) + 1e-4))


def is_lower(one: list[float], other: list[float]) -> bool:
    """Whether the first clear difference, from the lowest goal up, is to the disadvantage of `one`."""
    return next((a < b for a, b in zip(one, other, strict=True) if abs(a - b) > 1e-5), False)


@pytest.mark.parametrize("seed", range(25))
def test_one_more_euro_is_worth_what_its_slope_says(seed: int) -> None:
    """The attainment is concave in money: the slope to the right is at least that of a step, at most that before it."""
    _, _, problem = instance(seed)
    best = optimise(problem)
    step = 1_000_00
    more = optimise(replace(problem, budget_cents=problem.budget_cents + step)).attainment
    less = optimise(replace(problem, budget_cents=problem.budget_cents - step)).attainment
    per_euro = step / 100
    right, left = (more - best.attainment) / per_euro, (best.attainment - less) / per_euro
    assert right - 1e-10 <= best.one_more_euro.budget <= left + 1e-10


@pytest.mark.parametrize("seed", range(12))
def test_a_euro_that_must_go_to_an_action_comes_on_top_of_what_it_has(seed: int) -> None:
    _, _, problem = instance(seed)
    best = optimise(problem)
    step = 100_00
    call = problem.model.call
    for action, slope in best.one_more_euro.actions.items():
        spent = sum(cents for m, cents in best.measure_cents.items() if call.measures[m] == action)
        richer = replace(problem, budget_cents=problem.budget_cents + step)
        if slope is None:
            with pytest.raises(OptimiserError):
                optimise(richer, earmarked_cents={action: spent + step})
            continue
        assert slope <= best.one_more_euro.budget + 1e-12
        forced = optimise(richer, earmarked_cents={action: spent + step}).attainment
        assert (forced - best.attainment) / (step / 100) <= slope + 1e-9


def test_the_bound_holds_for_any_duals() -> None:
    model = Model(maximise=True)
    x, y = model.add_variable(cost=3.0), model.add_variable(cost=2.0, upper=4.0)
    model.add_row({x: 1.0, y: 1.0}, upper=5.0)
    best = solve(model, time_limit_seconds=1.0)
    assert dual_bound(model, best.row_duals, 5.0) == pytest.approx(best.objective)
    for dual in (-3.0, 0.0, 1.0, 2.5, 7.0):
        assert dual_bound(model, [dual], 5.0) >= (best.objective or 0.0)


@pytest.mark.parametrize("seed", range(8))
def test_the_frontier_rises_ever_more_slowly_and_starts_at_nothing(seed: int) -> None:
    _, _, problem = instance(seed)
    points = frontier(problem, [problem.budget_cents * k // 8 for k in range(13)])
    gains = [b[1] - a[1] for a, b in pairwise(points)]
    assert all(gain >= -CLOSE for gain in gains)
    assert all(later <= earlier + CLOSE for earlier, later in pairwise(gains))
    assert points[8][1] == pytest.approx(optimise(problem).attainment, abs=CLOSE)


@pytest.mark.parametrize("seed", range(12))
def test_the_smallest_budget_is_enough_and_not_a_euro_too_much(seed: int) -> None:
    _, _, problem = instance(seed)
    progress = optimise(problem).progress
    wishes = {goal: 0.9 * progress[goal] for goal in problem.counted_goals()}
    cents = smallest_budget(problem, {}, wishes)
    assert cents <= problem.budget_cents
    optimise(replace(problem, budget_cents=cents + 100), floors={g: w - CLOSE for g, w in wishes.items()})
    if cents > 10_000:
        with pytest.raises(OptimiserError):
            optimise(replace(problem, budget_cents=cents - 10_000), floors=wishes)


def test_what_cannot_be_reached_is_named_with_how_far_one_gets() -> None:
    _, _, problem = instance(1)
    target = problem.gains[0].target_id
    with pytest.raises(OptimiserError, match=f"Streefwaarde {target} haalt hoogstens"):
        smallest_budget(problem, {target: 1e6})
    with pytest.raises(OptimiserError, match="Streefwaarde onbekend: plan-99z"):
        smallest_budget(problem, {"plan-99z": 1.0})
    with pytest.raises(OptimiserError, match="Doelstelling 99 heeft geen streefwaarde"):
        optimise(problem, floors={99: 0.1})


def test_wishes_that_only_clash_together_are_said_to() -> None:
    model, rules, _ = instance(2)
    poor = problem_of(model, replace(rules, budget_cents=3_000_000_00))
    alone = {g: optimise(poor, floors={}).progress[g] for g in poor.counted_goals()}
    poorer = replace(poor, budget_cents=sum(optimise(poor).granted_cents) // 3)
    levels = {}
    for goal in alone:
        only = replace(poorer, rules=replace(rules, weights=dict.fromkeys(rules.weights, 0.0) | {goal: 1.0}))
        levels[goal] = optimise(only).progress[goal] - CLOSE
    with pytest.raises(OptimiserError, match="samen vragen ze meer dan het budget"):
        optimise(poorer, floors=levels)


def test_no_weight_or_no_money_is_said_or_gives_nothing() -> None:
    model, rules, problem = instance(4)
    with pytest.raises(OptimiserError, match="gewicht boven 0"):
        optimise(problem_of(model, replace(rules, weights=dict.fromkeys(rules.weights, 0.0))))
    with pytest.raises(OptimiserError, match="gaat helemaal op aan de stimulansen"):
        optimise(replace(problem, budget_cents=0))


def test_without_any_application_there_is_nothing_to_divide(store: Store) -> None:
    model = budget.budget_model(store, 2, shown=Shown.OFFICIAL)
    problem = problem_of(model, rules_of(budget.space(store, 2), Scenario()))
    for objective in Objective:
        with pytest.raises(OptimiserError, match="meetlat heeft hier geen cijfers"):
            optimise(problem, objective)


def test_same_question_same_answer() -> None:
    _, _, problem = instance(6)
    assert optimise(problem) == optimise(problem)


def test_all_of_flanders_is_solved_in_a_moment(store: Store) -> None:
    model, here = budget.budget_model(store, 2, shown=Shown.EXAMPLE), budget.space(store, 2)
    rules = rules_of(here, parse({"budget": {"2": 5_000_000}}, here))
    problem = problem_of(model, rules)
    start = time.perf_counter()
    best, fair = optimise(problem), optimise(problem, Objective.WORST_FIRST)
    assert time.perf_counter() - start < 0.5
    assert best.proven
    assert fair.proven
    assert best.attainment > (simulate(model, rules).weighted_attainment or 0)
    assert problem.budget_cents <= to_cents(here.value("budget_awarded"))
