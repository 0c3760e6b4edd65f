"""Numbers as people in Flanders write them: whatever the way of writing, the number that was meant or a reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenleven.store.ledger.incoming.text_sql import MACROS, MOST_DIGITS


@cache
def connected() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute("create table formula (formula varchar)")
    connection.execute(MACROS)
    return connection


def ask(sql: str, text: str) -> tuple[object, ...]:
    return connected().execute(sql, [text]).fetchone() or ()


def whole(text: str) -> tuple[object, ...]:
    return ask("select whole_fault(t), whole(t) from (select tidy($1) as t)", text)


def grouped(number: int, sign: str) -> str:
    return f"{number:,}".replace(",", sign)


WAYS = st.sampled_from(["", ".", " ", "\u00a0", "\u202f"])
NUMBERS = st.integers(0, 10**MOST_DIGITS - 1)


@given(NUMBERS, WAYS, st.sampled_from(["", ",0", ",00"]), st.sampled_from(["", " ", "\t", "\u00a0"]))
def test_every_way_to_write_a_whole_number_gives_that_number(number: int, way: str, end: str, around: str) -> None:
    assert whole(f"{around}{grouped(number, way)}{end}{around}") == (None, number)


@given(NUMBERS, WAYS, st.from_regex(r"[0-9]{0,3}[1-9][0-9]{0,2}", fullmatch=True))
def test_what_has_decimals_is_not_whole(number: int, way: str, decimals: str) -> None:
    assert whole(f"{grouped(number, way)},{decimals}")[0] == "not_whole"


@given(st.integers(1, 10**MOST_DIGITS - 1), WAYS, st.sampled_from("-−–"))
def test_what_is_below_zero_is_negative(number: int, way: str, sign: str) -> None:
    if way in ("", ".", " "):
        assert whole(f"{sign}{grouped(number, way)}")[0] == "negative"


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d.%m.%Y"]))
def test_a_day_is_a_day_and_never_a_number(day: date, form: str) -> None:
    text = day.strftime(form)
    assert whole(text)[0] == "date"
    assert ask("select as_day($1)", text) == (day,)


@given(st.integers(0, 10**11 - 1), st.sampled_from(["", ".", " "]), st.sampled_from(["", "€ ", "€"]))
def test_every_way_to_write_an_amount_gives_that_amount(cents: int, way: str, sign: str) -> None:
    text = f"{sign}{grouped(cents // 100, way)},{cents % 100:02d}"
    assert ask("select euro_fault(t), euro(t) from (select tidy($1) as t)", text) == (None, Decimal(cents) / 100)


@given(st.text(max_size=12))
def test_any_text_is_a_number_or_has_a_reason(text: str) -> None:
    fault, number = whole(text)
    assert (fault is None) == (number is not None and fault is None)
    if fault is None:
        assert isinstance(number, int)
        assert number >= 0


@pytest.mark.parametrize("text", ["nog niet bekend", "Niet bekend", "onbekend", "nog niet gekend", "nnb", "n.n.b."])
def test_not_yet_known_may_be_said_in_several_words(text: str) -> None:
    assert ask("select is_unknown(tidy($1))", text) == (True,)
