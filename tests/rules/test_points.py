"""Where the points are and what they cost: the table beside every division."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samenleven.budget.points import points_rows, whole_plans
from samenleven.budget.rules import rules_of
from samenleven.budget.scenario import Scenario
from samenleven.budget.scenario_parser import parse
from samenleven.budget.settings import Yardstick
from samenleven.budget.simulation import evaluate
from samenleven.budget.what_if import WhatIf, run_scenario
from samenleven.figures import Shown
from samenleven.store import Store, budget


@pytest.fixture(params=[(year, yardstick) for year in (1, 2, 3) for yardstick in Yardstick], ids=str)
def run(request: pytest.FixtureRequest, store: Store) -> WhatIf:
    year, yardstick = request.param
    space = budget.space(store, year)
    scenario = parse({"yardstick": yardstick.value, "weight": {"1": 3}}, space)
    return run_scenario(
        budget.budget_model(store, year, shown=Shown.EXAMPLE), space, scenario, budget.awarded_on(store, year)
    )


def test_the_points_of_all_targets_are_the_whole_attainment(run: WhatIf) -> None:
    rows = points_rows(run, {})
    assert sum(row["points"] for row in rows) == pytest.approx(100)
    assert len(rows) == len(run.after.targets)


def test_a_first_euro_brings_the_points_that_the_table_says(run: WhatIf) -> None:
    """By finite difference, from a division without any money; per claim, so also where authorities are counted."""
    claims = run.after.claims
    nothing = [0] * len(claims.planned)
    of = {row["measure"]: row for row in points_rows(run, {})}
    targets = {target.target_id: target.measure_id for target in run.after.targets}
    counted = {t.target_id for t in run.model.targets[run.rules.yardstick] if t.counts_authorities}
    for target, measure in targets.items():
        positions = claims.positions[measure]
        if not positions or target in counted:
            continue
        step = list(nothing)
        step[positions[0]] = 1000
        gained = evaluate(run.model, run.rules, run.reference, step).weighted_attainment
        assert gained is not None
        assert gained * 100 / 10 * 100_000 == pytest.approx(of[target]["points_per_100000"], rel=1e-6), target


def test_what_costs_more_than_it_is_asked_for_has_both_parts_of_its_cost(store: Store) -> None:
    space = budget.space(store, 3)
    whole = run_scenario(
        budget.budget_model(store, 3, shown=Shown.EXAMPLE), space, Scenario(), budget.awarded_on(store, 3)
    )
    rows = points_rows(whole, {})
    assert all(row["unit_cost_eur"] == 2 * row["amount_eur"] for row in rows), "half the cost is the authority's own"


def test_whole_plans_are_counted_down_and_the_next_one_costs_the_rest(store: Store) -> None:
    call = budget.space(store, 3).call
    rules = rules_of(budget.space(store, 3), Scenario())
    (found,) = whole_plans(call, rules, {"call-02.1": 60_000_00, "call-05.1": 1})
    assert (found["plans"], found["next_plan_eur"]) == (2, 15_000)
    (none,) = whole_plans(call, replace(rules), {"call-02.1": 0})
    assert (none["plans"], none["next_plan_eur"]) == (0, 25_000)
