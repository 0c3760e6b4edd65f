"""What lags in a goal and what shifted between two years, checked against a plain count over all measures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenleven.attainment import Attainment, attain_all
from samenleven.catalogue import Family
from samenleven.compared import comparable, goals_over_years, lowest, shifts
from samenleven.figures import Shown
from samenleven.store import catalogue, results
from samenleven.store.connection import Store
from tests.support import findings_case as case

ACTIONS = case.actions({1: "een", 2: "twee", 3: "drie"}, {1: 1, 2: 1, 3: 2})
RATIO = st.one_of(st.just("-"), st.just("?"), st.integers(0, 300).map(lambda n: str(n / 100)))
MEASURES = st.lists(st.tuples(st.integers(1, 3), RATIO, st.sampled_from(("personen", "jongeren"))), max_size=9).map(
    lambda found: [
        case.measure(f"m{i}", ratio, goal=1 if action < 3 else 2, action=action, unit=unit)
        for i, (action, ratio, unit) in enumerate(found)
    ]
)


def by_hand(rows: list[Attainment], action: int) -> Decimal | None:
    """Realised over promised of an action whose measured measures have one unit; None when it cannot be said."""
    known = [row for row in rows if row.action == action and row.ratio is not None]
    if not known or len({row.unit for row in known}) > 1:
        return None
    return sum((row.realised or Decimal(0) for row in known), Decimal(0)) / (100 * len(known))


@given(MEASURES)
def test_nothing_of_a_goal_is_further_from_its_target(rows: list[Attainment]) -> None:
    found = lowest(rows, ACTIONS, 1)
    every = [row for row in comparable(rows, ACTIONS) if row.goal == 1]
    assert bool(found) == any(row.ratio is not None for row in rows if row.goal == 1)
    assert all(one.ratio <= other.ratio for one in found for other in every)  # type: ignore[operator]
    for one in found:
        if one.measure is None:
            assert one.ratio == by_hand(rows, one.action or 0)


@given(MEASURES, MEASURES)
def test_every_shift_is_the_difference_of_two_sums(before: list[Attainment], after: list[Attainment]) -> None:
    found = shifts(before, after, ACTIONS)
    for one in found:
        was, now = by_hand(before, one.action), by_hand(after, one.action)
        assert was is not None
        assert now is not None
        assert one.difference == now - was
        assert one.before.unit == one.after.unit
        assert one.rose_above == (was < 1 <= now)
        assert one.fell_below == (now < 1 <= was)
    sizes = [abs(one.difference) for one in found]
    assert sizes == sorted(sizes, reverse=True)
    both = {a for a in (1, 2, 3) if by_hand(before, a) is not None and by_hand(after, a) is not None}
    units = {
        a: {r.unit for rows in (before, after) for r in rows if r.action == a and r.ratio is not None} for a in both
    }
    assert {one.action for one in found} == {action for action in both if len(units[action]) == 1}


@pytest.fixture(scope="module")
def per_year(store: Store) -> dict[int, list[Attainment]]:
    parameters = catalogue.parameters(store)
    return {
        year: [
            row
            for row in attain_all(
                results.measure_figures(store, year, shown=Shown.EXAMPLE), parameters, date(2026, 1, 1)
            )
            if row.family is Family.CALL
        ]
        for year in (1, 2, 3)
    }


def test_the_seven_goals_have_three_years(store: Store, per_year: dict[int, list[Attainment]]) -> None:
    found = goals_over_years(per_year, catalogue.goals(store), Family.CALL)
    assert [one.goal for one in found] == list(range(1, 8))
    assert all([row.project_year for row in one.years] == [1, 2, 3] for one in found)
    assert all(row.ratio is not None and 0 <= row.ratio <= 1 for one in found for row in one.years)
    assert found[0].of(2) is found[0].years[1]
    assert found[0].of(9) is None


def test_groups_that_the_form_merged_are_marked(store: Store, per_year: dict[int, list[Attainment]]) -> None:
    """From year 2 the form counts the groups of actions 9 and 24 together; action 13 counted two units before."""
    found = {one.action: one for one in shifts(per_year[1], per_year[2], catalogue.actions(store))}
    assert {action for action, one in found.items() if one.regrouped} == {9, 24}
    assert 13 not in found
    assert 23 not in found  # new in year 2
