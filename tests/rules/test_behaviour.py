"""Behaviour is an assumption that one can see: each moves the outcome as it says, and the page says which did it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenleven.budget.assumptions import at_work
from samenleven.budget.rules import rules_of
from samenleven.budget.scenario import Scenario
from samenleven.budget.scenario_parser import parse
from samenleven.budget.what_if import WhatIf, run_scenario
from samenleven.figures import Shown
from samenleven.store import Store, budget
from tests.support.budget_case import space

YEAR = 2
NOTHING = {"take_up": 0, "unit_cost_fixed": 0}


def what_if(store: Store, year: int = YEAR, **source: Any) -> WhatIf:
    here = budget.space(store, year)
    return run_scenario(
        budget.budget_model(store, year, shown=Shown.EXAMPLE), here, parse(source, here), budget.awarded_on(store, year)
    )


def said(run: WhatIf) -> str:
    return " ".join(at_work(run))


def test_the_baseline_rests_on_neither(store: Store) -> None:
    """Both assumptions are about change: without any the outcome is what it is without them."""
    plain, without = what_if(store), what_if(store, **NOTHING)
    assert plain.after == without.after
    assert said(plain) == said(without) == ""


def test_halving_every_amount_with_half_the_budget(store: Store) -> None:
    """Without behaviour only the money changes; with take-up applicants ask less, and the rest comes from them."""
    half = {"budget": {str(YEAR): 8_450_000}, "unit_amount_factor": 0.5, "ceiling_factor": 0.5}
    start = what_if(store).after
    indifferent = what_if(store, **half, **NOTHING)
    eager = what_if(store, **half, take_up=0.5, unit_cost_fixed=1)
    assert indifferent.after.weighted_attainment == pytest.approx(start.weighted_attainment, abs=0.02)
    assert eager.after.asked_cents < indifferent.after.asked_cents
    assert (eager.after.weighted_attainment or 0) < (indifferent.after.weighted_attainment or 0)
    assert "Vraag volgt het bedrag (niet geschat" in said(eager)
    assert "71 % van wat ze planden" in said(eager)
    assert "dragen besturen er nu 75 % van, was 50 %" in said(eager)
    paid = sum(row.grant_cents for row in eager.after.measures)
    own = sum(row.own_share_cents for row in eager.after.measures)
    assert own == pytest.approx(3 * paid, rel=1e-6), "half of half the cost is paid: the rest is three times that"
    assert said(indifferent) == ""


def test_an_own_share_of_ten_percent_buys_fewer_units(store: Store) -> None:
    """Row 6 of the review: with a fixed cost the grant per unit rises, so the same budget pays fewer units."""
    start = what_if(store).after
    fixed = what_if(store, own_share=0.1, take_up=0)
    loose = what_if(store, own_share=0.1, **NOTHING)
    amount = fixed.rules.amount_cents["call-05.1"]
    assert amount == pytest.approx(1.8 * start_amount(store, "call-05.1"))
    assert (fixed.after.weighted_attainment or 0) < (start.weighted_attainment or 0)
    assert loose.after.weighted_attainment == start.weighted_attainment
    assert "dragen besturen er nu 10 % van, was 50 %" in said(fixed)
    assert fixed.after.own_share_cents == pytest.approx(fixed.after.grant_cents / 9, rel=1e-4)


def start_amount(store: Store, measure: str) -> int:
    return budget.space(store, YEAR).call.tariffs[measure].amount_cents


def test_a_lower_threshold_says_first_who_may_and_then_what_is_assumed(store: Store) -> None:
    open_call = what_if(store, threshold_alone=5000)
    assert "door deze drempel alleen indienen, zeker of misschien." in said(open_call)
    assert "Aangenomen, niet geschat" in said(open_call)
    closed = what_if(store, 3, threshold_alone=5000)
    assert "stond alleen open voor indieners van projectjaar 2" in said(closed)
    assert "Aangenomen" not in said(closed)
    assert not closed.change.entered


def test_a_higher_amount_than_the_cost_leaves_nothing_to_bear(store: Store) -> None:
    run = what_if(store, unit_amount_factor=3, take_up=0)
    assert run.after.own_share_cents == 0
    assert "dragen besturen er nu 0 % van" in said(run)


@given(factor=st.decimals(Decimal("0.1"), Decimal(10), places=2), power=st.decimals(Decimal(0), Decimal(3), places=2))
def test_demand_moves_with_the_amount_and_never_against_it(factor: Decimal, power: Decimal) -> None:
    here = space(YEAR)
    rules = rules_of(here, parse({"unit_amount_factor": factor, "take_up": power}, here))
    for measure in rules.amount_cents:
        wanted = rules.wanted(measure)
        assert wanted == pytest.approx(float(factor) ** float(power), rel=0.02)
        assert (wanted - 1) * (float(factor) - 1) >= 0


@given(share=st.decimals(Decimal(0), Decimal("0.95"), places=2))
def test_a_fixed_cost_is_grant_and_own_share_together(share: Decimal) -> None:
    here = space(YEAR)
    rules = rules_of(here, parse({"own_share": share}, here))
    before = rules_of(here, Scenario())
    for measure, amount in rules.amount_cents.items():
        own, grant = rules.own_ratio[measure]
        assert own + grant == pytest.approx(2 * before.amount_cents[measure], abs=1)
        assert amount == pytest.approx(2 * before.amount_cents[measure] * (1 - float(share)), abs=1)
