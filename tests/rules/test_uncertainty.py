"""Bands and tornado: seeded, in order, from published figures, and what is shown lies inside its band."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from math import exp, log
from random import Random
from statistics import stdev
from typing import Any

import pytest

from samenleven.budget import tables
from samenleven.budget.realisation import METHOD, Observation, RealisationModel, observed_rates, realisation_model
from samenleven.budget.rules import Rules, rules_of
from samenleven.budget.scenario import Scenario
from samenleven.budget.scenario_parser import CHOICES, parse
from samenleven.budget.settings import Choice, Numbers, Setting, Yardstick
from samenleven.budget.simulation import simulate, targets_of
from samenleven.budget.uncertainty import (
    Band,
    Bar,
    Swing,
    attainment,
    bands,
    bands_of_actions,
    extra_people,
    swings,
    tornado,
)
from samenleven.budget.what_if import WhatIf, run_scenario
from samenleven.figures import Shown
from samenleven.store import budget
from samenleven.store.connection import Store
from tests.support.budget_case import AWARDED, invented, space


def seen(action: int | None, year: int, promised: int, realised: int) -> Observation:
    return Observation(action, f"Actie {action}", year, Decimal(promised), Decimal(realised), "stuks", "x")


SEEN = [seen(5, 1, 100, 150), seen(5, 2, 100, 250), seen(2, 1, 20, 15), seen(None, 1, 100, 170)]
HOW: Mapping[str, Any] = {"correlation": 0.3, "seed": 7, "draws": 400, "low": 0.1, "high": 0.9}


def doubt(observations: list[Observation], **how: Any) -> RealisationModel:
    return realisation_model(observations, **{**HOW, **how})


def in_order(band: Band) -> bool:
    return band.low <= band.middle <= band.high


def ran(store: Store, year: int, **source: Any) -> WhatIf:
    here = budget.space(store, year)
    return run_scenario(budget.budget_model(store, year, shown=Shown.EXAMPLE), here, parse(source, here), AWARDED[year])


# --- What is published -----------------------------------------------------------------------


def test_the_rate_of_an_action_is_all_realised_over_all_promised() -> None:
    assert observed_rates(SEEN) == {5: Decimal(2), 2: Decimal("0.75")}


def test_a_figure_of_several_actions_counts_in_the_spread_and_in_no_middle(store: Store) -> None:
    together = [one for one in budget.observations(store) if one.action_id is None]
    assert [(one.promised, one.realised) for one in together] == [(42_370, 72_897)]
    assert [one.source_id for one in together] == ["kick2"]
    without = [one for one in budget.observations(store) if one.action_id is not None]
    assert len(without) == 4
    assert set(budget.space(store, 3).realisation) == {2, 5}
    assert doubt(budget.observations(store)).general > doubt(without).general
    assert doubt(budget.observations(store)).spread == doubt(without).spread


def test_the_sentence_on_the_method_by_hand(store: Store) -> None:
    """Every part of the sentence, worked out apart from the code, for one action of each sort."""
    for part in (
        "de realisatiegraad die het scenario kiest, en anders",
        "alles wat ze volgens de gepubliceerde cijfers behaalde gedeeld door alles wat ze beloofde",
        "(zonder eigen cijfers: zoals beloofd)",
        "lognormale factor met mediaan 1",
        "standaardafwijking van de natuurlijke logaritmen van behaald gedeeld door beloofd van de actie zelf (bij twee",
        "anders de wortel uit het gemiddelde kwadraat van die logaritmen over alle gepubliceerde cijfers",
    ):
        assert part in METHOD
    ratios = {2: [14 / 16, 18 / 19], 5: [118178 / 68429, 170951 / 83110]}
    every = [log(ratio) for ratio in (*ratios[2], *ratios[5], 72897 / 42370)]
    general = (sum(value**2 for value in every) / 5) ** 0.5
    run = ran(store, 3)
    rate = {m.action_id: run.rules.realisation[m.measure_id] for m in run.after.measures}
    assert rate[2] == pytest.approx((14 + 18) / (16 + 19))
    assert rate[5] == pytest.approx((118178 + 170951) / (68429 + 83110))
    assert rate[8] == 1
    assert ran(store, 3, realisation_rate=0.5).rules.realisation["call-05.1"] == 0.5
    model = run.model.doubt
    assert model.spread == {action: pytest.approx(stdev(map(log, own))) for action, own in ratios.items()}
    assert model.general == pytest.approx(general)
    actions = sorted(run.model.draws)
    random, place = Random(1), actions.index(8)
    for factor in run.model.draws[8].factors:
        shared, *own = (random.gauss(0, 1) for _ in range(len(actions) + 1))
        assert factor == pytest.approx(exp(general * (0.3**0.5 * shared + 0.7**0.5 * own[place])))
    draws = sorted(doubt(SEEN, draws=4001).drawn([8])[8].factors)
    assert draws[2000] == pytest.approx(1, abs=0.04)


def test_an_action_with_one_figure_gets_the_general_spread() -> None:
    model = doubt(SEEN)
    assert set(model.spread) == {5}
    logs = [log(1.5), log(2.5), log(0.75), log(1.7)]
    assert model.general == pytest.approx((sum(v**2 for v in logs) / 4) ** 0.5)


@pytest.mark.parametrize("correlation", [0.0, 0.5, 1.0])
def test_draws_have_the_stated_spread_and_togetherness(correlation: float) -> None:
    model = doubt(SEEN, correlation=correlation, seed=3, draws=4000)
    drawn = [one.factors for one in model.drawn([7, 8]).values()]
    draws = [(log(seven), log(eight)) for seven, eight in zip(*drawn, strict=True)]
    variance = sum(a**2 for a, _ in draws) / len(draws)
    together = sum(a * b for a, b in draws) / len(draws)
    assert variance == pytest.approx(model.general**2, rel=0.1)
    assert together / variance == pytest.approx(correlation, abs=0.06)


def test_a_model_out_of_range_is_refused() -> None:
    with pytest.raises(ValueError, match="samenhang"):
        doubt(SEEN, correlation=1.5)


# --- Bands -----------------------------------------------------------------------------------


@pytest.mark.parametrize("year", AWARDED)
@pytest.mark.parametrize("yardstick", Yardstick)
@pytest.mark.parametrize("euro", [2_500_000, 8_000_000, 16_000_000])
def test_what_is_shown_lies_inside_its_band(store: Store, year: int, yardstick: Yardstick, euro: int) -> None:
    run = ran(store, year, yardstick=yardstick.value, budget={str(year): euro})
    shown = {row["figure"]: row for row in tables.key_figures(run)}["weighted_attainment"]
    for value, found in ((shown["before"], run.bands_before), (shown["after"], run.bands_after)):
        band = found.weighted_attainment
        assert band is not None
        assert value == band.middle
        assert band.low < value < band.high
    for row in tables.goal_rows(run):
        goal = run.bands_after.goals.get(row["goal"])
        assert row["progress"] == (goal and goal.middle)
        assert goal is None or in_order(goal)
    of_action = bands_of_actions(run.model, run.after.targets)
    assert {row["action"]: row["progress"] for row in tables.action_rows(run) if row["targets"]} == {
        action: band.middle for action, band in of_action.items()
    }
    people = extra_people(run.model, run.after)
    assert people.low < sum(row.extra_people for row in run.after.applicants) < people.high


def test_the_middle_of_the_draws_lies_below_the_model_at_its_centre(store: Store) -> None:
    """Why it must be said which is which: with the awarded budget the centre lies above its own band."""
    run = ran(store, 3)
    band, centre = run.bands_after.weighted_attainment, run.after.weighted_attainment
    assert band is not None
    assert centre is not None
    assert band.middle < band.high < centre


def test_bands_are_the_weighted_mean_of_goals_in_every_draw() -> None:
    rules = replace(rules_of(space(), Scenario()), budget_cents=150_000_000, weights=dict.fromkeys(range(1, 8), 1.0))
    rules = replace(rules, weights={**rules.weights, 1: 0.0, 3: 4.0})
    model = invented(2, 12, 10, doubt=doubt(SEEN, draws=31))
    targets = simulate(model, rules).targets
    by_hand = []
    for draw in range(31):
        goals: dict[int, list[float]] = {}
        for target in targets:
            goals.setdefault(target.goal_id, []).append(
                min(1, target.ratio * model.draws[target.action_id].factors[draw])
            )
        whole = sum(rules.weights[goal] for goal in goals)
        by_hand.append(sum(rules.weights[goal] * sum(own) / len(own) for goal, own in goals.items()) / whole)
    found = bands(model, rules, targets).weighted_attainment
    assert found is not None
    assert (found.low, found.middle, found.high) == pytest.approx([sorted(by_hand)[i] for i in (3, 15, 27)])
    assert attainment(model, rules, targets) == found.middle


def test_without_published_figures_every_band_is_a_point() -> None:
    rules = replace(rules_of(space(), Scenario()), budget_cents=150_000_000)
    model = invented(2, 12, 10, doubt=doubt([], draws=20))
    outcome = simulate(model, rules)
    found = bands(model, rules, outcome.targets).weighted_attainment
    assert found is not None
    assert found.low == found.middle == found.high == pytest.approx(outcome.weighted_attainment)


def test_without_any_weight_there_is_no_attainment_and_no_band() -> None:
    rules = replace(rules_of(space(), Scenario()), weights=dict.fromkeys(range(1, 8), 0.0))
    model = invented(2, 12, 10)
    assert bands(model, rules, simulate(model, rules).targets).weighted_attainment is None


def test_bands_come_quickly(store: Store) -> None:
    run = ran(store, 2)
    start = time.perf_counter()
    again = bands(run.model, run.rules, run.after.targets)
    assert time.perf_counter() - start < 0.1
    assert again == run.bands_after


# --- Tornado ---------------------------------------------------------------------------------


def bars_of(run: WhatIf) -> dict[str, Bar]:
    def middle(rules: Rules) -> float:
        return attainment(run.model, rules, targets_of(run.model, rules, run.reference)) or 0.0

    moved = swings(run.space, run.scenario, run.rules, run.bands_after.goals)
    return {str(bar.name): bar for bar in tornado(moved, middle)}


@pytest.mark.parametrize("yardstick", Yardstick)
def test_every_assumption_has_a_bar(store: Store, yardstick: Yardstick) -> None:
    run = ran(store, 3, yardstick=yardstick.value)
    found = bars_of(run)
    bounded = {name.removesuffix("_low") for name in run.space.parameters if name.endswith("_low")} - {"band"}
    of_data = {str(Numbers.WEIGHT) if name == "goal_weight" else name for name in bounded}
    assert set(found) == of_data | set(Choice)
    assert {"realisation_rate", "participation_existing", "baseline", "yardstick", "weight"} <= set(found)
    now = run.bands_after.weighted_attainment
    assert now is not None
    assert now.middle in (found["yardstick"].at_low, found["yardstick"].at_high)
    assert found["yardstick"].width > 0.01
    assert found["weight"].at_low < now.middle < found["weight"].at_high
    assert found["baseline"].at_low < found["baseline"].at_high == now.middle
    assert all(bar.reason or bar.name in CHOICES for bar in found.values())


def test_what_changes_nothing_is_a_bar_of_zero(store: Store) -> None:
    """A scenario with a budget of its own does not start from the baseline's; one goal alone has no weight to shift."""
    alone = {str(goal): 0 for goal in range(2, 8)}
    found = bars_of(ran(store, 3, budget={"3": 5_000_000}, weight=alone))
    assert found["baseline"].width == found["weight"].width == 0


def test_the_tornado_puts_what_matters_most_first() -> None:
    model = invented(2, 12, 10)
    base = replace(rules_of(space(), Scenario()), budget_cents=150_000_000)
    dearer = replace(base, call=replace(base.call, own_share=Decimal("0.6")))
    moved = [
        Swing(Setting.OWN_SHARE, [base, dearer], "keuze"),
        Swing(Setting.THRESHOLD_ALONE, [replace(base, budget_cents=0), replace(base, budget_cents=3 * 10**8)], "keuze"),
        Swing(Choice.ROUND_CUT, [replace(base, budget_cents=160_000_000), base], ""),
    ]
    bars = tornado(moved, lambda rules: simulate(model, rules, base).weighted_attainment or 0.0)
    assert [bar.name for bar in bars] == [Setting.THRESHOLD_ALONE, Choice.ROUND_CUT, Setting.OWN_SHARE]
    assert bars[-1].width == 0
    assert bars[1].at_low < bars[1].at_high


def test_a_swing_moves_one_parameter_and_nothing_else() -> None:
    scenario = Scenario(numbers={Setting.THRESHOLD_ALONE: Decimal(5000)})
    moved = swings(space(), scenario, rules_of(space(), scenario), {})
    low, high = next(one.rules for one in moved if one.name is Setting.ORIGIN_SHARE)
    assert (low.counting.share, high.counting.share) == (Decimal("0.582"), Decimal("0.802"))
    assert replace(low, counting=high.counting) == high
    assert low.alone.count == 5000
