"""Who holds one figure on a map: alone or together, with sums divided and never a mean of ratios."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenleven.figures import Kind
from samenleven.indicators import AreaFigure, Form, Topic
from samenleven.map_rows import MapRow, related, rows_of, together, total


def figure(name: str, value: float | None, **more: object) -> AreaFigure:
    return AreaFigure(name, name, name.title(), value, "x", kind=Kind.OFFICIAL, **more)  # type: ignore[arg-type]


def test_a_share_of_people_is_its_count_and_the_population() -> None:
    rows = rows_of(
        Topic.PEOPLE,
        Form.SHARE,
        [figure("a", 0.25), figure("b", None)],
        counts=[figure("a", 25.0, lower=20, upper=30), figure("b", None)],
        bases={"a": 100.0, "b": 50.0},
    )
    assert [(row.places, row.amount, row.base, row.value) for row in rows] == [
        (("a",), 25, 100, 0.25),
        (("b",), None, 50, None),
    ]
    assert (rows[0].lower, rows[0].upper) == (20, 30)


def test_members_of_a_cooperation_are_one_row_that_its_applicant_leads() -> None:
    shared = {"realised": 30.0, "target": 20.0}
    rows = rows_of(
        Topic.RESULT,
        Form.SHARE,
        [figure("a", 1.5, **shared), figure("b", 1.5, **shared), figure("c", 0.5, realised=5.0, target=10.0)],
        leads={"a": "b", "b": "b", "c": "c"},
    )
    assert [(row.places, row.value) for row in rows] == [(("b", "a"), 1.5), (("c",), 0.5)]
    assert together(rows) == (35, 30)


def test_money_per_head_is_what_the_members_got_over_all_their_heads() -> None:
    rows = rows_of(
        Topic.GRANT,
        Form.SHARE,
        [figure("a", 4.0), figure("b", 4.0)],
        counts=[figure("a", 300.0), figure("b", 100.0)],
        bases={"a": 75.0, "b": 25.0},
        leads={"a": "a", "b": "a"},
    )
    assert [(row.places, row.amount, row.base, row.value) for row in rows] == [(("a", "b"), 400, 100, 4)]


def test_an_amount_stays_with_each_area() -> None:
    rows = rows_of(Topic.RESULT, Form.COUNT, [figure("a", 3.0), figure("b", None)], leads={"a": "b", "b": "b"})
    assert [(row.places, row.value) for row in rows] == [(("a",), 3), (("b",), None)]


@pytest.mark.parametrize(
    ("zin", "amount", "base", "value"),
    [
        ("Zonder aantal geen cijfer", None, 10.0, None),
        ("Zonder geheel geen cijfer", 5.0, None, None),
        ("Door nul delen geeft geen cijfer", 5.0, 0.0, None),
        ("Nul is een cijfer", 0.0, 10.0, 0.0),
    ],
)
def test_a_ratio(zin: str, amount: float | None, base: float | None, value: float | None) -> None:
    assert related(amount, base) == value, zin


def test_nothing_adds_up_to_nothing_and_not_to_zero() -> None:
    assert total([]) is None
    assert total([None, None]) is None
    assert total([None, 0.0]) == 0


amounts = st.one_of(st.none(), st.integers(0, 1000).map(float))


@given(st.lists(st.tuples(amounts, amounts), max_size=20))
def test_all_together_lies_between_the_lowest_and_the_highest(found: list[tuple[float | None, float | None]]) -> None:
    rows = [MapRow((str(i),), amount, base, True) for i, (amount, base) in enumerate(found)]
    values = [row.value for row in rows if row.value is not None]
    whole = related(*together(rows))
    assert (whole is None) == (not values)
    if whole is not None:
        assert min(values) - 1e-9 <= whole <= max(values) + 1e-9
