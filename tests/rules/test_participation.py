"""Who takes part: at, below and above every threshold, and what newcomers ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from samenleven.budget.model import BudgetModel
from samenleven.budget.outcome import compare
from samenleven.budget.participation import Application, candidates
from samenleven.budget.rules import rules_of
from samenleven.budget.scenario import Scenario
from samenleven.budget.scenario_parser import parse
from samenleven.budget.simulation import simulate
from samenleven.eligibility import OriginCount
from samenleven.figures import Kind, Shown
from samenleven.grant.application import ApplicationRow
from samenleven.store import areas, budget
from samenleven.store.connection import Store
from tests.support.budget_case import COUNTING, YEARS, call, space


def counts(nis: str, non_eu: int, *, published: bool = False, own_rule: bool = False) -> OriginCount:
    return OriginCount(nis, nis, nis, "Kempen", non_eu, 0, 20_000, published, own_rule, 0)


def who_takes_part(source: Mapping[str, Any], base: Mapping[str, Any] = {}) -> tuple[set[str], set[str], set[str]]:
    """Taking part, entered and dropped, for one authority of each sort."""
    people = [
        counts("listed", 8000, published=True), counts("listed-7400", 7400, published=True),
        counts("vgc", 0, own_rule=True), counts("lead", 4000), counts("member", 3600),
        counts("out-7500", 7500), counts("out-7501", 7501), counts("out-5000", 5000), counts("out-5001", 5001),
    ]  # fmt: skip
    row = ApplicationRow(5, "call-05.1", 0, 100, 1)
    present = [
        Application(ids[0], ids[0], tuple(ids), (row,), None, frozenset(), Kind.EXAMPLE)
        for ids in (["listed"], ["listed-7400"], ["vgc"], ["lead", "member"])
    ]
    extra = candidates(people, present, call(2), COUNTING)
    model = BudgetModel(call(2), space().goal_of_action, people, [*present, *extra], [], [], COUNTING)
    before = rules_of(space(), parse(base, space()))
    first = simulate(model, before)
    after = simulate(model, rules_of(space(), parse(source, space())), before)
    change = compare(first, after)
    return {a.authority_id for a in after.authorities if a.takes_part}, set(change.entered), set(change.dropped)


PRESENT = {"listed", "listed-7400", "vgc", "lead", "member"}


@pytest.mark.parametrize(
    ("sentence", "source", "entered", "dropped"),
    [
        ("niets verandert", {}, set(), set()),
        ("7.500 telt pas mee bij 'minstens'", {"threshold_alone_strict": 0}, {"out-7500"}, set()),
        ("5.000: net boven komt erbij, net op niet", {"threshold_alone": 5000}, {"out-7500", "out-5001"}, set()),
        ("5.000 of meer", {"threshold_alone": 5000, "threshold_alone_strict": 0},
         {"out-7500", "out-5001", "out-5000"}, set()),
        ("hoger: de lijst beslist niet meer, VGC blijft", {"threshold_alone": 7900}, set(), {"listed-7400"}),
        ("samen precies genoeg", {"threshold_together": 7600}, set(), set()),
        ("samen te weinig", {"threshold_together": 7601}, set(), {"lead", "member"}),
        ("samen meer dan", {"threshold_together": 7600, "threshold_together_strict": 1}, set(), {"lead", "member"}),
        ("de helft van de nieuwe, de grootste eerst", {"threshold_alone": 5000, "participation_new": 0.5},
         {"out-7500"}, set()),
    ],
)  # fmt: skip
def test_who_enters_and_who_drops_out(
    sentence: str, source: dict[str, Any], entered: set[str], dropped: set[str]
) -> None:
    here, came, went = who_takes_part(source)
    assert (came, went) == (entered, dropped), sentence
    assert here == (PRESENT | entered) - dropped


def test_candidates_ask_per_head_what_present_applicants_ask() -> None:
    row = ApplicationRow(5, "call-05.1", 40, 800, 1)
    present = [Application("a", "a", ("a",), (row,), None, frozenset(), Kind.EXAMPLE)]
    people = [counts("a", 8000), counts("b", 5000), counts("c", 1_000_000), counts("d", 4)]
    found = {c.applicant_id: c.rows for c in candidates(people, present, call(2), COUNTING)}
    maximum = call(2).tariffs["call-05.1"].max_units
    assert found == {
        "b": (ApplicationRow(5, "call-05.1", 0, 500, 1),),
        "c": (ApplicationRow(5, "call-05.1", 0, maximum, 1),),
        "d": (),
    }


@pytest.mark.parametrize("year", YEARS)
def test_a_threshold_of_5000_shows_who_may_apply_alone_and_who_enters(store: Store, year: int) -> None:
    model, here = budget.budget_model(store, year, shown=Shown.EXAMPLE), budget.space(store, year)
    base = rules_of(here, Scenario())
    lower = rules_of(here, parse({"threshold_alone": 5000}, here))
    change = compare(simulate(model, base), simulate(model, lower, base))
    groups = model.groups(base.counting)
    certain, perhaps, by_estimate = set(), set(), set()
    for row in areas.origin_counts(store, budget.counts_on(store, year)):
        group = groups[row.authority_id]
        if row.published or row.own_rule or group is None or group.lower > 7500:
            continue
        if group.lower > 5000:
            certain.add(row.authority_id)
        elif group.upper > 5000 and (row.on_list_day or group.upper <= 7500):
            perhaps.add(row.authority_id)
        if group.estimate > 5000:
            by_estimate.add(row.authority_id)
    assert (set(change.alone_from_now), set(change.maybe_from_now)) == (certain, perhaps)
    assert certain
    assert set(change.entered) <= by_estimate
    assert bool(change.entered) <= here.call.open_to_new
    assert not change.dropped


def test_a_call_for_those_of_the_year_before_lets_nobody_in_at_any_threshold(store: Store) -> None:
    closed = [year for year in YEARS if not budget.call(store, year).open_to_new]
    assert closed
    for year in closed:
        model, here = budget.budget_model(store, year, shown=Shown.EXAMPLE), budget.space(store, year)
        assert not any(application.candidate for application in model.applications)
        base = rules_of(here, Scenario())
        free = rules_of(here, parse({"threshold_alone": 0, "threshold_together": 0}, here))
        change = compare(simulate(model, base), simulate(model, free, base))
        assert change.alone_from_now
        assert not change.entered
