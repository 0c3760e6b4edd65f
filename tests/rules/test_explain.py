"""What a scenario changes for one authority, in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from samenleven import dutch
from samenleven.budget.explain import Explanation, explain
from samenleven.budget.model import BudgetModel
from samenleven.budget.scenario_parser import parse
from samenleven.budget.settings import Numbers
from samenleven.budget.what_if import WhatIf, run_scenario
from samenleven.errors import SamenlevenError
from tests.support.budget_case import invented, space


def explained(source: Mapping[str, Any], seed: int = 4) -> Explanation:
    model = invented(seed, 12, 8)
    return explain(what_if(model, source), model.applications[0].applicant_id)


def what_if(model: BudgetModel, source: Mapping[str, Any]) -> WhatIf:
    return run_scenario(model, space(), parse(source, space()), date(2024, 1, 1))


def test_three_sentences_say_what_changes_and_why() -> None:
    found = explained({"budget": {"2": 500_000}, "threshold_alone": 0, "own_share": 0.4})
    assert found.after.grant_cents < found.before.grant_cents
    assert found.causes[0].key is Numbers.BUDGET
    what, why, people = found.sentences
    assert "minder dan de" in what
    assert "het budget" in why
    extra, already = (dutch.number(value) for value in (found.after.extra_people, found.after.baseline_people))
    assert found.after.baseline_people
    assert f"naar schatting {extra} bereikte plaatsen extra" in people
    assert f"{already} waren er al, zonder deze subsidie" in people
    assert "legt naar schatting zelf" in people


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ({}, ("evenveel als", "wijzigt niets")),
        ({"realisation_rate": 0.9}, ("evenveel als", "Geen enkele wijziging")),
        ({"own_share": 0.4}, ("meer dan de", "Eigen inbreng")),
        ({"threshold_alone": 90_000, "threshold_together": 90_000}, ("niet meer mee", "Drempel")),
    ],
)
def test_a_sentence_for_every_case(source: dict[str, Any], words: tuple[str, str]) -> None:
    found = explained({"budget": {"2": 100_000_000}, **source} if source else source)
    assert all(word in sentence for word, sentence in zip(words, found.sentences, strict=False))


def test_a_cause_is_what_that_difference_alone_does() -> None:
    model = invented(4, 12, 8)
    first = model.applications[0].applicant_id
    alone = explain(what_if(model, {"budget": {"2": 500_000}}), first)
    both = explain(what_if(model, {"budget": {"2": 500_000}, "threshold_alone": 0}), first)
    assert alone.causes[0].change_cents == alone.after.grant_cents - alone.before.grant_cents
    assert next(cause for cause in both.causes if cause.key is Numbers.BUDGET) == alone.causes[0]


def test_a_baseline_is_taken_over_only_from_a_run_with_the_same_one() -> None:
    model = invented(4, 12, 8)
    start = what_if(model, {})
    for baseline in ("awarded", "announced"):
        scenario = parse({"baseline": baseline, "threshold_alone": 5000}, space())
        quick = run_scenario(model, space(), scenario, start.reference_date, start)
        assert quick == run_scenario(model, space(), scenario, start.reference_date)


def test_an_authority_that_the_call_does_not_know_is_refused() -> None:
    with pytest.raises(SamenlevenError, match="'x' bestaat niet"):
        explain(what_if(invented(4, 12, 8), {}), "x")
