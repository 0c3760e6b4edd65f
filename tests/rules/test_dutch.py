"""Numbers and dates as people in Flanders write them; what is missing is said in words."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd
import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from samenleven import dutch

MISSING = [None, float("nan"), pd.NaT, pd.NA, Decimal("NaN")]


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, 0, "0"),
        (7, 0, "7"),
        (999, 0, "999"),
        (1000, 0, "1.000"),
        (1234567.891, 0, "1.234.568"),
        (1234567.891, 2, "1.234.567,89"),
        (1234567.891, 3, "1.234.567,891"),
        (Decimal("1234567.891"), 1, "1.234.567,9"),
        (2.5, 1, "2,5"),
        (2.0, 2, "2"),
        (-1234, 0, "−1.234"),
        # Half a unit goes up, as people are taught and as Excel does.
        (0.5, 0, "1"),
        (2.5, 0, "3"),
        (1234.5, 0, "1.235"),
        (-0.4, 0, "0"),
    ],
)
def test_number(value: float | Decimal, decimals: int, text: str) -> None:
    assert dutch.number(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "cents", "text"),
    [
        (0, False, "€ 0"),
        (700_000, False, "€ 700.000"),
        (16_907_780, False, "€ 16.907.780"),
        (Decimal("170625.00"), False, "€ 170.625"),
        (1234.5, False, "€ 1.235"),
        (1234.5, True, "€ 1.234,50"),
        (60, True, "€ 60,00"),
    ],
)
def test_euro(value: float | Decimal, cents: bool, text: str) -> None:
    assert dutch.euro(value, cents) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(16_907_780, "€ 16,9 mln"), (14_100_000, "€ 14,1 mln"), (Decimal("16830000"), "€ 16,8 mln"), (0, "€ 0,0 mln")],
)
def test_millions(value: float | Decimal, text: str) -> None:
    assert dutch.millions(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(16_830_000, "€ 16,83 mln"), (12_000_000, "€ 12,0 mln"), (9_123_456, "€ 9,12 mln")]
)
def test_millions_with_a_second_decimal_where_it_is_needed(value: int, text: str) -> None:
    assert dutch.millions(value, 2) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, 0, "0 %"),
        (1, 0, "100 %"),
        (1.727, 0, "173 %"),
        (0.125, 0, "13 %"),
        (0.125, 1, "12,5 %"),
        (Decimal("0.875"), 1, "87,5 %"),
        (12.5, 0, "1.250 %"),
    ],
)
def test_percent(value: float | Decimal, decimals: int, text: str) -> None:
    assert dutch.percent(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0, "personen", "0 personen"),
        (68429, "oefenkansen", "68.429 oefenkansen"),
        (25_000, "euro", "€ 25.000"),
        (0.1146, "%", "11,5 %"),
        (0.6, "aandeel", "60 %"),
        (5, None, "5"),
    ],
)
def test_with_unit(value: float, unit: str | None, text: str) -> None:
    assert dutch.with_unit(value, unit) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2024, 1, 1), "1 januari 2024"),
        (date(2023, 9, 30), "30 september 2023"),
        (datetime(2022, 3, 31, 14, 5), "31 maart 2022"),
        (pd.Timestamp("2021-10-20"), "20 oktober 2021"),
        (None, "zonder datum"),
        (pd.NaT, "zonder datum"),
    ],
)
def test_day(value: Any, text: str) -> None:
    assert dutch.day(value) == text


@pytest.mark.parametrize("missing", MISSING, ids=str)
def test_missing_is_said_and_never_shown_as_zero(missing: Any) -> None:
    assert dutch.is_missing(missing)
    assert dutch.number(missing) == "geen cijfer"
    assert dutch.euro(missing) == "geen cijfer"
    assert dutch.millions(missing) == "geen cijfer"
    assert dutch.percent(missing) == "geen cijfer"
    assert dutch.with_unit(missing, "personen") == "geen cijfer"


@pytest.mark.parametrize("value", [0, 0.0, Decimal(0), False, "", "geen"])
def test_zero_is_not_missing(value: Any) -> None:
    assert not dutch.is_missing(value)


@given(st.integers(-(10**12), 10**12))
def test_a_whole_number_keeps_every_digit(value: int) -> None:
    text = dutch.number(value)
    assert int(text.replace(".", "").replace("−", "-")) == value
    assert all(len(group) == 3 for group in text.lstrip("−").split(".")[1:])


@given(st.floats(-1e12, 1e12), st.integers(0, 3))
def test_numbers_are_written_as_babel_writes_them(value: float, decimals: int) -> None:
    """We write them by hand, as babel takes ten times as long; only our minus is a minus and no hyphen."""
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0
    pattern = "#,##0" + ("." + "#" * decimals if decimals else "")
    assert dutch.number(value, decimals) == format_decimal(exact, pattern, "nl_BE").replace("-", "−")


@pytest.mark.parametrize(
    ("value", "text"),
    [(7500, "7.500"), (Decimal("7500.000000"), "7.500"), (0.25, "0,25"), (Decimal("0.666667"), "0,666667"), (0, "0")],
)
def test_a_number_with_all_its_decimals(value: float | Decimal, text: str) -> None:
    assert dutch.exact(value) == text


@pytest.mark.parametrize(("value", "text"), [(0, "0 leden"), (1, "1 lid"), (2, "2 leden"), (1200, "1.200 leden")])
def test_a_number_with_its_word(value: int, text: str) -> None:
    assert dutch.counted(value, "lid", "leden") == text


@pytest.mark.parametrize(
    ("words", "text"),
    [([], ""), (["Aalst"], "Aalst"), (["Aalst", "Gent"], "Aalst en Gent"), (["a", "b", "c"], "a, b en c")],
)
def test_words_in_a_sentence(words: list[str], text: str) -> None:
    assert dutch.listed(words) == text


@pytest.mark.parametrize(
    ("value", "text"), [(1234.5, "+€ 1.235"), (-1, "−€ 1"), (0, "–"), (0.4, "–"), (-0.4, "–"), (Decimal(60), "+€ 60")]
)
def test_a_change_in_euro(value: float | Decimal, text: str) -> None:
    assert dutch.signed_euro(value) == text
