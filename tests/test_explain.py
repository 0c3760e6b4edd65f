"""What a scenario changes for one authority, in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from samenleven.budget.explain import Explanation, claims_of, explain
from samenleven.budget.scenario import Scenario, parse
from samenleven.errors import SamenlevenError
from tests.budget_case import invented, run, space


def explained(source: Mapping[str, Any], seed: int = 4) -> Explanation:
    model = invented(seed, 12, 8)
    return explain(model, space(), parse(source, space()), model.applications[0].applicant_id)


def test_three_sentences_say_what_changes_and_why() -> None:
    found = explained({"budget": {"2": 500_000}, "threshold_alone": 0, "own_share": 0.4})
    assert found.after.grant_cents < found.before.grant_cents
    assert found.causes[0].key == "budget"
    what, why, people = found.sentences
    assert "minder dan de" in what
    assert "het budget" in why
    assert "mensen" in people
    assert "legt zelf" in people


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ({}, ("evenveel als", "wijzigt niets")),
        ({"own_share": 0.4}, ("evenveel als", "Geen enkele wijziging")),
        ({"threshold_alone": 90_000, "threshold_together": 90_000}, ("doet niet meer mee", "Drempel")),
    ],
)
def test_a_sentence_for_every_case(source: dict[str, Any], words: tuple[str, str]) -> None:
    found = explained({"budget": {"2": 100_000_000}, **source} if source else source)
    assert all(word in sentence for word, sentence in zip(words, found.sentences, strict=False))


def test_the_rows_of_an_applicant_add_up_to_its_grant() -> None:
    model = invented(4, 12, 8)
    _, _, outcome = run({"budget": {"2": 900_000}}, model)
    for row in outcome.applicants:
        claims = claims_of(model, outcome, row.applicant_id)
        assert sum(c.grant_cents for c in claims) == row.grant_cents
        assert sum(c.asked_cents for c in claims) == row.asked_cents
    assert claims_of(model, outcome, "x") == []
    with pytest.raises(SamenlevenError, match="'x' bestaat niet"):
        explain(model, space(), Scenario(), "x")
