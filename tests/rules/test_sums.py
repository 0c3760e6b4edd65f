"""Actions and goals out of measures: the units of the plan and of the call never share a bar."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from samenleven.attainment import Attainment, MeasureFigures, Status, attain, attain_all
from samenleven.catalogue import Action, Family, Goal, Measure
from samenleven.counted import Figure
from samenleven.figures import Kind, Shown
from samenleven.parameters import Parameters
from samenleven.store import catalogue, paths, results
from samenleven.store.connection import Store
from samenleven.sums import by_action, by_goal
from tests.support.files import read_csv

CHANGED_UNIT = (5, 15, 18, 22)
PAID = read_csv(paths.DATA / "plan" / "action_call.csv")
ONLY_PLAN = (1, 3, 4, 12)
TODAY = date(2026, 1, 1)


@pytest.fixture(scope="module")
def actions(store: Store) -> list[Action]:
    return catalogue.actions(store)


@pytest.fixture(scope="module")
def goals(store: Store) -> list[Goal]:
    return catalogue.goals(store)


@pytest.fixture(scope="module")
def measures(store: Store) -> list[Measure]:
    return catalogue.measures(store)


@pytest.fixture(scope="module")
def per_year(store: Store) -> dict[int, list[Attainment]]:
    parameters = catalogue.parameters(store)
    return {
        year: attain_all(results.measure_figures(store, year, shown=Shown.EXAMPLE), parameters, TODAY)
        for year in (1, 2, 3)
    }


def full(measure: Measure, realised: int, target: int) -> Attainment:
    """A row with a figure, also for a measure that has none in the store."""
    day = date(2023, 9, 30)
    return attain(
        MeasureFigures(
            measure=measure,
            project_year=1,
            target=Figure(Decimal(target), Kind.OFFICIAL, "plan-2021", day),
            realised=Figure(Decimal(realised), Kind.OFFICIAL, "cij", day),
        ),
        Parameters([]),
        TODAY,
    )


def of(rows: list[Attainment], action: int) -> Attainment:
    return next(row for row in rows if row.action == action)


def test_these_four_actions_changed_their_unit(measures: list[Measure]) -> None:
    assert {measure.action_id for measure in measures if measure.unit_changed} == set(CHANGED_UNIT)
    for action in CHANGED_UNIT:
        units = {
            family: {m.unit for m in measures if m.action_id == action and m.family is family and m.unit}
            for family in Family
        }
        assert not units[Family.PLAN] & units[Family.CALL]


@pytest.mark.parametrize("year", [1, 2, 3])
@pytest.mark.parametrize("number", CHANGED_UNIT)
def test_an_action_shows_the_unit_of_the_call_only(
    per_year: dict[int, list[Attainment]], actions: list[Action], number: int, year: int
) -> None:
    row = of(by_action(per_year[year], actions), number)
    promised = [r for r in per_year[year] if r.action == number and r.family is Family.CALL]
    assert row.family is Family.CALL
    assert {row.unit} == {r.unit for r in promised}
    assert row.target == sum(r.target or 0 for r in promised if r.ratio is not None or row.ratio is None)


@pytest.mark.parametrize("number", CHANGED_UNIT)
def test_not_even_when_the_plan_has_a_figure_too(measures: list[Measure], actions: list[Action], number: int) -> None:
    """A figure of the plan must not slip into the bar of the call, whatever is published later."""
    plan = [full(m, 999, 1) for m in measures if m.action_id == number and m.family is Family.PLAN]
    call = [full(m, 3, 4) for m in measures if m.action_id == number and m.family is Family.CALL]
    (row,) = by_action([*plan, *call], actions)
    assert (row.realised, row.target, row.ratio) == (3, 4, Decimal("0.75"))


@pytest.mark.parametrize("number", CHANGED_UNIT)
@pytest.mark.parametrize("year", [1, 2, 3])
def test_the_plan_measures_of_these_actions_take_no_result_from_the_call(
    per_year: dict[int, list[Attainment]], number: int, year: int
) -> None:
    plan = [row for row in per_year[year] if row.action == number and row.family is Family.PLAN]
    assert plan
    assert all(row.realised is None and row.status is Status.NO_FIGURE for row in plan)


@pytest.mark.parametrize("family", list(Family))
def test_a_goal_of_one_family_counts_only_that_family(
    per_year: dict[int, list[Attainment]], goals: list[Goal], family: Family
) -> None:
    for goal in by_goal(per_year[1], goals, family):
        chosen = [row for row in per_year[1] if row.goal == goal.goal and row.family is family]
        ratios = [min(Decimal(1), row.ratio) for row in chosen if row.ratio is not None]
        assert goal.with_figure + goal.without_figure == len(chosen)
        assert goal.ratio == (sum(ratios) / len(ratios) if ratios else None)


def test_actions_without_a_row_in_the_call_show_the_plan(
    per_year: dict[int, list[Attainment]], actions: list[Action]
) -> None:
    rows = by_action(per_year[1], actions)
    assert [row.action for row in rows] == list(range(1, 25))
    unpaid = {int(r["action_id"]) for r in PAID if r["project_year"] == "1" and r["payable"] == "false"}
    assert set(ONLY_PLAN) <= unpaid
    assert {row.action for row in rows if row.family is Family.PLAN} == unpaid
    assert {of(rows, number).status for number in unpaid} == {Status.NO_FIGURE}


def test_an_action_with_several_rows_in_the_call_adds_them_up(
    per_year: dict[int, list[Attainment]], actions: list[Action]
) -> None:
    parts = [row for row in per_year[1] if row.action == 9 and row.family is Family.CALL]
    whole = of(by_action(per_year[1], actions), 9)
    assert len(parts) == 3
    assert whole.realised == sum(part.realised or 0 for part in parts)
    assert whole.target == sum(part.target or 0 for part in parts)
    assert (whole.with_figure, whole.kind) == (3, Kind.EXAMPLE)


def test_goals_come_in_the_order_of_the_plan(per_year: dict[int, list[Attainment]], goals: list[Goal]) -> None:
    rows = by_goal(per_year[1], goals)
    assert [row.goal for row in rows] == list(range(1, 8))
    assert [row.component for row in rows] == [goal.title for goal in goals]
    assert sum(row.with_figure + row.without_figure for row in rows) == len(per_year[1])


def test_no_rows_give_no_rows(actions: list[Action], goals: list[Goal]) -> None:
    assert by_action([], actions) == []
    assert by_goal([], goals) == []
