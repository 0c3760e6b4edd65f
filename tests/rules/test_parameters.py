"""Parameters: what was in force on a day, and what the register must hold."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenleven.errors import SamenlevenError
from samenleven.parameters import Parameter, Parameters
from samenleven.store import catalogue
from samenleven.store.connection import Store


def parameter(valid_from: date, value: int | str, name: str = "drempel") -> Parameter:
    return Parameter(
        name=name,
        valid_from=valid_from,
        value=Decimal(value),
        unit="inwoners",
        minimum=Decimal(0),
        maximum=Decimal(100_000),
        setting=True,
        title="Drempel",
        description="Proef",
        source_id="plan-2021",
    )


CHANGE = date(2023, 1, 1)
TWO = Parameters([parameter(CHANGE, 8000), parameter(date(2022, 1, 1), 7500)])


@pytest.mark.parametrize(
    ("zin", "on", "value"),
    [
        ("De dag voor de wijziging geldt de oude waarde", CHANGE - timedelta(days=1), 7500),
        ("Op de dag zelf geldt de nieuwe waarde", CHANGE, 8000),
        ("Erna blijft de nieuwe waarde gelden", date(2030, 1, 1), 8000),
        ("Voor de eerste datum geldt de eerste waarde", date(2015, 1, 1), 7500),
    ],
)
def test_the_value_in_force(zin: str, on: date, value: int) -> None:
    assert TWO.number("drempel", on) == value, zin


def test_an_unknown_name_says_where_to_add_it() -> None:
    with pytest.raises(SamenlevenError, match=r"'drempl' bestaat niet.*parameter\.csv"):
        TWO.number("drempl", CHANGE)


@pytest.mark.parametrize(("value", "holds"), [("0", False), ("1", True)])
def test_yes_or_no(value: str, holds: bool) -> None:
    assert Parameters([parameter(CHANGE, value)]).holds("drempel", CHANGE) is holds


days = st.dates(date(2015, 1, 1), date(2030, 12, 31))


@given(st.lists(days, min_size=1, unique=True), days)
def test_the_newest_value_not_after_the_day_counts_in_whatever_order(starts: list[date], on: date) -> None:
    found = Parameters(parameter(start, start.toordinal()) for start in starts).at("drempel", on)
    earlier = [start for start in starts if start <= on]
    assert found.valid_from == (max(earlier) if earlier else min(starts))


# --- The register ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "on", "value"),
    [
        ("threshold_alone", date(2020, 1, 1), "7500"),
        ("threshold_alone_strict", date(2022, 6, 1), "1"),
        ("threshold_together", date(2022, 6, 1), "7500"),
        ("half_year_gate", date(2023, 5, 5), "0.25"),
        ("origin_share", date(2021, 1, 1), "0.69"),
        ("budget_awarded", date(2023, 9, 21), "14100000"),
        ("budget_awarded", date(2023, 9, 22), "16907780"),
        ("budget_awarded", date(2024, 7, 5), "16830000"),
    ],
)
def test_the_published_values(store: Store, name: str, on: date, value: str) -> None:
    assert catalogue.parameters(store).number(name, on) == Decimal(value)


def test_every_parameter_has_a_source_a_unit_and_lies_in_its_range(store: Store) -> None:
    titles = catalogue.source_titles(store)
    rows = store.rows("select * from parameter")
    assert rows
    for row in rows:
        assert row["source_id"] in titles
        assert row["unit"]
        assert row["minimum"] <= row["value"] <= row["maximum"], row["name"]
