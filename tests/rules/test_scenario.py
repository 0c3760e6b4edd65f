"""Scenarios: every fault is named, what is saved is read back, and a baseline comes from the data."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import Any

import pytest

from samenleven.budget.rules import rules_of
from samenleven.budget.scenario import NEUTRAL, Baseline, Scenario, Space
from samenleven.budget.scenario_parser import ScenarioError, parse
from samenleven.budget.scenario_text import as_text, keyed
from samenleven.budget.settings import About, Cell, Choice, Numbers, Setting, key_of
from samenleven.errors import SamenlevenError
from samenleven.grant.call import to_cents
from tests.support.budget_case import AWARDED, call, parameters, space


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ({"drempel": 5000}, "'drempel' is onbekend"),
        ({"threshold_alone": "veel"}, "'threshold_alone' is 'veel': dat is geen getal"),
        ({"threshold_alone": -1}, "'threshold_alone' is -1. Het moet minstens 0"),
        ({"origin_share": 1.5}, "'origin_share' is 1.5. Het moet minstens 0 en hoogstens 1 zijn"),
        ({"origin_share": float("nan")}, "'origin_share' is nan"),
        ({"threshold_alone": True}, "'threshold_alone' is 'True': dat is geen getal"),
        ({"half_year_gate": 0.3}, "'half_year_gate' is onbekend"),
        ({"budget": 9_000_000}, "'budget' is geen tabel"),
        ({"budget": {"2": 0}}, "'budget.2' is 0: er valt niets te verdelen"),
        ({"budget": {"2": 10_000_000_000}}, "'budget.2' is 10000000000. Het moet minstens 0 en hoogstens 100.000.000"),
        ({"budget": {"7": 1}}, "'budget.7' is onbekend. Kies uit: 1, 2, 3"),
        ({"unit_amount": {"call-99.1": 60}}, "'unit_amount.call-99.1' is onbekend"),
        ({"unit_amount": {"call-05.1": 0}}, "'unit_amount.call-05.1' is 0"),
        ({"max_units": {"call-05.1": 300.5}}, "'max_units.call-05.1' is 300.5: eenheden zijn gehele getallen"),
        ({"ceiling": {"3": 1}}, "'ceiling.3' is onbekend"),
        ({"realisation": {"5": -0.1}}, "'realisation.5' is -0.1"),
        ({"weight": {"8": 1}}, "'weight.8' is onbekend"),
        ({"baseline": "vroeger"}, "'baseline' is 'vroeger'. Kies uit: announced, awarded"),
        ({"round_order": "anders"}, "'round_order' is 'anders'"),
        ({"project_year": 4}, "'project_year' is '4'. Kies uit: 1, 2, 3"),
        ({"title": 5}, "'title' is geen tekst"),
    ],
)
def test_a_fault_in_a_scenario_names_its_key(source: dict[str, Any], words: str) -> None:
    with pytest.raises(ScenarioError) as raised:
        parse(source, space())
    assert words in str(raised.value)


def test_all_faults_of_a_scenario_come_together() -> None:
    with pytest.raises(ScenarioError) as raised:
        parse({"a": 1, "origin_share": 2, "budget": {"9": 1}}, space())
    assert len(raised.value.faults) == 3


def test_a_scenario_is_read_back_as_it_was_saved() -> None:
    text = """
        title = "Lagere drempel"
        baseline = "announced"
        project_year = 2
        round_cut = "equal"
        threshold_alone = 5000
        threshold_alone_strict = false
        origin_share = 0.7
        [budget]
        2 = 11500000
        [unit_amount]
        "call-05.1" = 62.5
        [ceiling]
        9 = 200000
        [weight]
        1 = 2
    """
    scenario = parse(tomllib.loads(text), space())
    assert scenario.baseline is Baseline.ANNOUNCED
    assert parse(scenario.as_dict(), space()) == scenario
    assert Scenario().as_dict() == {}


def test_a_scenario_changes_only_what_it_says() -> None:
    base, rules = (rules_of(space(), parse(s, space())) for s in ({}, {"unit_amount": {"call-05.1": 70}}))
    assert rules.call.tariffs["call-05.1"].amount == 70
    changed = {m for m in base.call.tariffs if base.call.tariffs[m] != rules.call.tariffs[m]}
    assert changed == {"call-05.1"}
    assert replace(rules, call=base.call) == base


def test_every_key_reads_back_from_its_path() -> None:
    cells = [Cell(Numbers.BUDGET, 2), Cell(Numbers.UNIT_AMOUNT, "call-05.1"), Cell(Numbers.CEILING, 9)]
    for key in (*Setting, *Choice, *About, *cells):
        assert key_of(str(key)) == key
    for path in ("drempel", "budget", "budget.x", "weight.", "threshold_alone.2"):
        with pytest.raises(SamenlevenError, match="onbekend"):
            key_of(path)


def test_the_address_names_a_scenario_by_the_same_keys_as_the_file() -> None:
    source = {"threshold_alone": 5000, "round_cut": "equal", "budget": {"2": 15_000_000}, "title": "Proef"}
    scenario = parse(source, space())
    text = "budget.2~15000000~round_cut~equal~threshold_alone~5000~title~Proef"
    assert as_text(scenario) == text
    differences = {Cell(Numbers.BUDGET, 2): 15_000_000, Choice.ROUND_CUT: "equal", Setting.THRESHOLD_ALONE: 5000}
    assert keyed(text) == differences | {About.TITLE: "Proef"}
    assert scenario.differences() == differences


@pytest.mark.parametrize("year", [1, 2, 3])
def test_both_baselines_take_their_budget_from_the_data(year: int) -> None:
    for baseline in Baseline:
        rules = rules_of(space(year), Scenario(baseline=baseline))
        assert rules.budget_cents == to_cents(parameters().number(f"budget_{baseline}", AWARDED[year]))


def test_what_changes_nothing_needs_no_parameter_but_all_else_does() -> None:
    bare = Space(call(2), {}, space().goal_of_action, frozenset(AWARDED))
    assert {name: bare.value(name) for name in NEUTRAL} == NEUTRAL
    with pytest.raises(SamenlevenError, match="threshold_alone"):
        bare.value("threshold_alone")
