"""The phrases of findings: number words, ties, no superlative of fewer than three, and what a sentence rests on."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenleven.figures import Kind
from samenleven.findings import words
from tests.support.files import read_csv

TABLE = read_csv(Path(__file__).parents[1] / "tables" / "findings_words.csv")
RATIOS = st.decimals(0, 10**9, places=4)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["sentence"])
def test_a_count_in_a_sentence(row: dict[str, str]) -> None:
    count, total = int(row["count"]), int(row["total"])
    if row["phrase"] == "some":
        said = words.some(count, "actie", "acties")
    else:
        said = words.part(count, total, "doelstelling", "doelstellingen")
        said += f" {words.verb(count, total, 'haalt', 'halen')} alles"
    assert words.sentence(said) == row["sentence"]


@pytest.mark.parametrize(
    ("ratio", "said"),
    [
        (None, "geen cijfer"),
        (float("nan"), "geen cijfer"),
        (Decimal(0), "0 %"),
        (Decimal("0.8953"), "89,5 %"),
        (Decimal("0.7"), "70 %"),
        (Decimal("0.9994"), "99,9 %"),
        (Decimal("0.9996"), "net geen 100 %"),
        (Decimal(1), "100 %"),
        (1.0004, "100 %"),
        (Decimal(10) ** 9, "100.000.000.000 %"),
    ],
)
def test_a_percentage(ratio: Decimal | float | None, said: str) -> None:
    assert words.percent(ratio) == said


@given(RATIOS)
def test_what_stays_under_the_agreement_never_reads_as_reached(ratio: Decimal) -> None:
    assert (words.percent(ratio) == "100 %") <= (ratio >= 1)


def test_differences_are_points() -> None:
    assert words.points(Decimal("-0.105")) == "10,5 punten"
    assert words.points(Decimal("0.01")) == "1 punt"
    assert words.signed_points(Decimal("-0.006")) == "−0,6 punt"
    assert words.signed_points(Decimal("0.171")) == "+17,1 punt"
    assert words.signed_points(Decimal("0.0001")) == "gelijk"
    assert words.signed_points(None) == ""
    assert words.span([Decimal("0.013"), Decimal("0.105")]) == "1,3 tot 10,5 punten"
    assert words.span([Decimal("0.05"), Decimal("0.0501")]) == "5 punten"
    assert words.more_or_less(-9, "9") == "9 minder"
    assert words.more_or_less(0, "0") == "evenveel"


def lagging(*ratios: str) -> str | None:
    found = words.extreme([(chr(65 + i), Decimal(ratio)) for i, ratio in enumerate(ratios)])
    return words.lag_most(found, "doelstellingen") if found else None


@pytest.mark.parametrize(
    ("ratios", "said"),
    [
        ((), None),
        (("0.5",), None),
        (("0.5", "0.6"), None),  # the lower of two is not "the lowest"
        (("0.5", "0.5", "0.5001"), None),  # all read the same
        (("0.5", "0.6", "0.7"), "A loopt het meest achter, op 50 %"),
        (("0.5", "0.6", "0.50001"), "A en C lopen het meest achter, op 50 %"),
        (("0.5", "0.5", "0.5", "0.5", "1"), "vier doelstellingen lopen het meest achter, op 50 %"),
    ],
)
def test_a_superlative_needs_three_and_a_tie_is_named_together(ratios: tuple[str, ...], said: str | None) -> None:
    assert lagging(*ratios) == said


@given(st.lists(RATIOS, max_size=8), st.booleans())
def test_an_extreme_is_one_of_at_least_three_and_nobody_is_beyond_it(ratios: list[Decimal], highest: bool) -> None:
    figures = [(str(i), ratio) for i, ratio in enumerate(ratios)]
    found = words.extreme(figures, highest=highest)
    texts = [words.percent(ratio) for ratio in ratios]
    assert (found is None) == (len(ratios) < 3 or len(set(texts)) == 1)
    if found:
        inside = {ratio for name, ratio in figures if name in found.names}
        others = [ratio for name, ratio in figures if name not in found.names]
        assert {words.percent(ratio) for ratio in inside} == {found.shown}
        assert all(all(one > ratio if highest else one < ratio for one in inside) for ratio in others)


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        ([], None),
        ([None], None),
        ([Kind.OFFICIAL, Kind.REPORTED, None], None),
        ([Kind.OFFICIAL, Kind.ESTIMATE], "rust op schattingen"),
        ([Kind.ESTIMATE, Kind.EXAMPLE], "rust op voorbeeldcijfers"),
    ],
)
def test_a_headline_says_what_it_rests_on(kinds: list[Kind | None], said: str | None) -> None:
    assert words.rests_on(kinds) == said
