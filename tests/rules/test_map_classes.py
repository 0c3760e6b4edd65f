"""Classes for a map: rising round bounds, with areas in each class."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenleven.map_classes import class_of, round_bounds, scale_of

# What the dashboard shows: counts, amounts, shares, and differences of these.
values = st.one_of(
    st.just(0.0),
    st.floats(1e-6, 1e9, allow_nan=False),
    st.floats(-1e9, -1e-6, allow_nan=False),
    st.integers(-1000, 1000).map(float),
)
many = st.lists(values, max_size=60)
classes = st.integers(1, 9)


def in_parts(found: list[float], count: int) -> list[float]:
    """The bounds of about equal parts."""
    return round_bounds(found, [(part, count) for part in range(1, count)])


@given(many, classes)
def test_bounds_rise_and_are_few(found: list[float], count: int) -> None:
    bounds = in_parts(found, count)
    assert len(bounds) <= max(0, count - 1)
    assert all(low < high for low, high in pairwise(bounds))


@given(many, classes)
def test_every_class_has_an_area_in_it(found: list[float], count: int) -> None:
    bounds = in_parts(found, count)
    if found:
        assert {class_of(value, bounds) for value in found} == set(range(len(bounds) + 1))


@given(many, classes, values)
def test_a_value_falls_between_the_bounds_of_its_class(found: list[float], count: int, value: float) -> None:
    bounds = in_parts(found, count)
    number = class_of(value, bounds)
    edges = [-math.inf, *bounds, math.inf]
    assert edges[number] <= value < edges[number + 1]


@given(many, classes)
def test_a_higher_value_is_never_in_a_lower_class(found: list[float], count: int) -> None:
    bounds = in_parts(found, count)
    numbers = [class_of(value, bounds) for value in sorted(found)]
    assert numbers == sorted(numbers)


@given(many, classes)
def test_the_order_of_the_values_and_what_is_no_number_do_not_matter(found: list[float], count: int) -> None:
    assert in_parts([*reversed(found), math.nan, math.inf, -math.inf], count) == in_parts(found, count)


def test_a_bound_belongs_to_the_class_above_it() -> None:
    assert [class_of(value, [10, 20]) for value in (9, 10, 19, 20, 21)] == [0, 1, 1, 2, 2]


@pytest.mark.parametrize(
    ("zin", "found", "bounds"),
    [
        ("Zonder waarden zijn er geen grenzen", [], []),
        ("Een enkele waarde maakt geen grens", [7.0], []),
        ("Gelijke waarden maken geen grens", [7.0] * 20, []),
        ("Grenzen zijn ronde getallen", [float(v) for v in range(0, 1000, 7)], [200.0, 400.0, 600.0, 800.0]),
        ("Aandelen krijgen kleine ronde grenzen", [v / 1000 for v in range(100)], [0.02, 0.04, 0.06, 0.08]),
        ("Tussen 13 en 21 ligt niets: geen lege klasse van 15 tot 20", [10.0, 13.0, 21.0, 30.0], None),
    ],
)
def test_examples(zin: str, found: list[float], bounds: list[float] | None) -> None:
    given_bounds = in_parts(found, 5)
    if bounds is not None:
        assert given_bounds == bounds, zin
    filled = {class_of(value, given_bounds) for value in found}
    assert not found or filled == set(range(len(given_bounds) + 1)), zin


def test_one_large_city_does_not_push_all_others_into_the_lowest_class() -> None:
    found = [float(v) for v in range(100, 400)] + [550_000.0]
    bounds = in_parts(found, 5)
    sizes = [sum(class_of(value, bounds) == number for value in found) for number in range(len(bounds) + 1)]
    assert len(sizes) == 5
    assert max(sizes) < 120


@pytest.mark.parametrize(
    ("zin", "waarde", "grens"),
    [
        ("Onder 3 telt elk tweede cijfer: 12,4 wordt 12", 12.4, 12.0),
        ("Net onder 3: 29,4 wordt 29", 29.4, 29.0),
        ("Vanaf 3 is het tweede cijfer 0 of 5: 31 wordt 30", 31.0, 30.0),
        ("Ook in duizendtallen: 7 249 wordt 7 000", 7249.0, 7000.0),
        ("En onder 1: 0,0437 wordt 0,045", 0.0437, 0.045),
    ],
)
def test_a_bound_is_a_number_to_say_aloud(zin: str, waarde: float, grens: float) -> None:
    assert in_parts([waarde / 2, waarde, waarde, waarde * 2], 2) == [pytest.approx(grens)], zin


moments = st.lists(st.lists(st.one_of(st.none(), values), max_size=20), max_size=5)


@given(moments)
def test_the_classes_of_an_indicator_are_those_of_all_its_moments_together(found: list[list[float | None]]) -> None:
    """A colour then means the same in every year: adding a moment twice, or in another order, changes nothing."""
    scale = scale_of(found, against_target=False)
    assert scale_of([*reversed(found)], against_target=False) == scale
    assert len(scale.shades) == len(scale.bounds) + 1 == len(set(scale.shades))
    assert list(scale.shades) == sorted(scale.shades)
    assert all(low < high for low, high in pairwise(scale.bounds))
    assert scale.middle is None


@given(moments)
def test_a_ratio_to_a_target_always_breaks_at_the_target(found: list[list[float | None]]) -> None:
    scale = scale_of(found, against_target=True)
    assert scale == scale_of([], against_target=True)
    assert scale.middle == 1.0
    at = scale.bounds.index(1.0)
    assert all(shade.startswith("under") for shade in scale.shades[: at + 1])
    assert all(shade.startswith("over") for shade in scale.shades[at + 1 :])
    assert scale.shades[class_of(0.999, scale.bounds)].startswith("under")
    assert scale.shades[class_of(1.0, scale.bounds)].startswith("over")
