"""Bands and tornado: seeded, in order, and from published figures."""

from __future__ import annotations

import time
from dataclasses import replace
from decimal import Decimal
from math import exp, log

import pytest

from samenleven.budget.rules import rules_of
from samenleven.budget.scenario import Scenario, parse
from samenleven.budget.settings import Setting
from samenleven.budget.simulation import simulate
from samenleven.budget.uncertainty import (
    Band,
    Observation,
    Swing,
    bands,
    observed_rates,
    realisation_model,
    swing,
    tornado,
)
from samenleven.store import budget
from samenleven.store.connection import Store
from tests.support.budget_case import invented, space

SEEN = [
    Observation(5, 1, Decimal(100), Decimal(150), "x"),
    Observation(5, 2, Decimal(100), Decimal(250), "x"),
    Observation(2, 1, Decimal(20), Decimal(15), "x"),
]


def in_order(band: Band) -> bool:
    return band.low <= band.middle <= band.high


def test_the_rate_of_an_action_is_all_realised_over_all_promised() -> None:
    assert observed_rates(SEEN) == {5: Decimal(2), 2: Decimal("0.75")}


def test_an_action_with_one_figure_gets_the_general_spread() -> None:
    model = realisation_model(SEEN, correlation=0.5, seed=1, draws=10)
    assert set(model.spread) == {5}
    logs = [log(1.5), log(2.5), log(0.75)]
    assert model.general == pytest.approx((sum(v**2 for v in logs) / 3) ** 0.5)


@pytest.mark.parametrize("correlation", [0.0, 0.5, 1.0])
def test_draws_have_the_stated_spread_and_togetherness(correlation: float) -> None:
    model = realisation_model(SEEN, correlation=correlation, seed=3, draws=4000)
    draws = [(log(seven), log(eight)) for seven, eight in zip(*model.factors([7, 8]), strict=True)]
    variance = sum(a**2 for a, _ in draws) / len(draws)
    together = sum(a * b for a, b in draws) / len(draws)
    assert variance == pytest.approx(model.general**2, rel=0.1)
    assert together / variance == pytest.approx(correlation, abs=0.06)


def test_bands_are_in_order_and_the_same_every_time() -> None:
    outcome, rules = run()
    model = realisation_model(SEEN, correlation=0.5, seed=7, draws=400)
    found = bands(outcome, rules, ["call-08.1"], model, low=0.1, high=0.9)
    assert found == bands(outcome, rules, ["call-08.1"], model, low=0.1, high=0.9)
    assert found != bands(outcome, rules, ["call-08.1"], replace(model, seed=8), low=0.1, high=0.9)
    assert found.weighted_attainment is not None
    assert in_order(found.weighted_attainment)
    assert all(in_order(band) for band in (*found.goals.values(), *found.targets.values(), found.extra_people))
    assert all(0 <= share <= 1 for share in found.reached.values())


def test_without_published_figures_every_band_is_a_point() -> None:
    outcome, rules = run()
    found = bands(outcome, rules, [], realisation_model([], correlation=0, seed=1, draws=20), low=0.1, high=0.9)
    assert found.weighted_attainment is not None
    assert found.weighted_attainment.low == found.weighted_attainment.high
    assert found.weighted_attainment.middle == pytest.approx(outcome.weighted_attainment)


def run() -> tuple:  # type: ignore[type-arg]
    rules = replace(rules_of(space(), Scenario()), budget_cents=150_000_000)
    return simulate(invented(2, 12, 10), rules), rules


def test_a_model_out_of_range_is_refused() -> None:
    with pytest.raises(ValueError, match="samenhang"):
        realisation_model(SEEN, correlation=1.5, seed=1, draws=10)


def test_the_tornado_puts_what_matters_most_first() -> None:
    model = invented(2, 12, 10)
    base = replace(rules_of(space(), Scenario()), budget_cents=150_000_000)
    swings = [
        Swing(Setting.OWN_SHARE, base, replace(base, call=replace(base.call, own_share=Decimal("0.6"))), "keuze"),
        Swing(Setting.THRESHOLD_ALONE, replace(base, budget_cents=0), replace(base, budget_cents=300_000_000), "keuze"),
        Swing(Setting.ORIGIN_SHARE, base, replace(base, budget_cents=160_000_000), "keuze"),
    ]
    bars = tornado(swings, lambda rules: simulate(model, rules, base).weighted_attainment or 0.0)
    assert [bar.name for bar in bars] == [Setting.THRESHOLD_ALONE, Setting.ORIGIN_SHARE, Setting.OWN_SHARE]
    assert bars[-1].width == 0


def test_a_swing_moves_one_parameter_and_nothing_else() -> None:
    scenario = Scenario(numbers={Setting.THRESHOLD_ALONE: Decimal(5000)})
    found = swing(space(), scenario, Setting.ORIGIN_SHARE, Decimal("0.6"), Decimal("0.8"), "gepubliceerde lijst")
    assert (found.low.counting.share, found.high.counting.share) == (Decimal("0.6"), Decimal("0.8"))
    assert replace(found.low, counting=found.high.counting) == found.high
    assert found.low.alone.count == 5000


def test_published_figures_give_wide_bands_quickly(store: Store) -> None:
    here, model = budget.space(store, 2), budget.budget_model(store, 2)
    rules = rules_of(here, parse({}, here))
    outcome = simulate(model, rules)
    drawn = realisation_model(budget.observations(store), correlation=0.3, seed=1, draws=1000)
    assert exp(drawn.general) == pytest.approx(1.58, abs=0.02)
    start = time.perf_counter()
    found = bands(outcome, rules, model.people, drawn, low=0.1, high=0.9)
    assert time.perf_counter() - start < 1
    assert found.extra_people.high > 1.3 * found.extra_people.low
