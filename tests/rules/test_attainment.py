"""Attainment and status: the table a policy officer can check, and what holds for every figure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenleven.attainment import (
    Attainment,
    MeasureFigures,
    Status,
    attain,
    attainment_ratio,
    below_gate,
    decide_status,
    gate_reach,
    is_additive_over_years,
)
from samenleven.catalogue import SEVERAL_READINGS, Family, Measure, MeasureKind, ProjectYear, reading_of_target
from samenleven.counted import Figure
from samenleven.figures import STRENGTH, Kind, weakest
from samenleven.parameters import Parameter, Parameters
from samenleven.sums import of_action, of_goal, progress
from tests.support.files import read_csv

TABLES = Path(__file__).parents[1] / "tables"
CASES, COHORTS, GATES = (read_csv(TABLES / f"{name}.csv") for name in ("attainment", "cohort", "half_year_gate"))
TODAY = date(2023, 12, 1)

counts = st.integers(0, 10**7).map(Decimal)
targets = st.integers(1, 10**7).map(Decimal)
shares = st.decimals(0, 1, places=3)
kinds = st.sampled_from(Kind)


def number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def gates(first: str, from_2026: str = "") -> Parameters:
    """The half-year gate, with another value from 2026 where one is given."""
    values = [(date(2022, 10, 1), first), (date(2026, 1, 1), from_2026)]
    return Parameters(
        Parameter("half_year_gate", day, Decimal(text), "aandeel", Decimal(0), Decimal(1), False, "", "", "rep1")
        for day, text in values
        if text
    )


GATE = gates("0.25")


def figure(value: Decimal | None, kind: Kind = Kind.EXAMPLE, source: str = "bron") -> Figure | None:
    return None if value is None else Figure(value, kind, source, date(2023, 9, 30))


def measure(code: str = "call-09.1", family: Family = Family.CALL, unit: str | None = "personen") -> Measure:
    return Measure(
        measure_id=code,
        family=family,
        action_id=int(code[5:7]),
        goal_id=4,
        component="begeleide nieuwkomers",
        unit=unit,
        kind=MeasureKind.FLOW,
        base=None,
        counts_people=True,
        unit_changed=False,
        source_id="form",
        note=None,
    )


def row(
    realised: int | None,
    target: int | None,
    *,
    code: str = "call-09.1",
    family: Family = Family.CALL,
    unit: str | None = "personen",
    kind: Kind = Kind.EXAMPLE,
    source: str = "bron",
    elapsed: Decimal = Decimal(1),
    missing: int = 0,
    is_lower_bound: bool = False,
    reading: str | None = None,
) -> Attainment:
    figures = MeasureFigures(
        measure=measure(code, family, unit),
        project_year=1,
        target=figure(None if target is None else Decimal(target), Kind.OFFICIAL, "plan"),
        realised=figure(None if realised is None else Decimal(realised), kind, source),
        elapsed=elapsed,
        expected_reports=1 + missing,
        received_reports=int(realised is not None),
        is_lower_bound=is_lower_bound,
        target_reading=reading,
    )
    return attain(figures, GATE, TODAY)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["zin"])
def test_status(case: dict[str, str]) -> None:
    figures = MeasureFigures(
        measure=measure(),
        project_year=1,
        target=figure(number(case["target"])),
        realised=figure(number(case["realised"])),
        elapsed=Decimal(case["elapsed"]),
        is_lower_bound=case["is_lower_bound"] == "true",
    )
    found = attain(figures, GATE, TODAY)
    assert (found.ratio, found.status) == (number(case["ratio"]), case["status"])


@pytest.mark.parametrize("case", COHORTS, ids=lambda case: case["zin"])
def test_status_of_a_cohort(case: dict[str, str]) -> None:
    figures = MeasureFigures(
        measure=measure(),
        project_year=1,
        target=figure(number(case["target"])),
        realised=figure(number(case["realised"])),
        measurable_from=day(case["measurable_from"]),
    )
    found = attain(figures, GATE, date.fromisoformat(case["as_of"]))
    assert (found.ratio, found.status) == (number(case["ratio"]), case["status"])


@pytest.mark.parametrize("case", GATES, ids=lambda case: case["zin"])
def test_half_year_gate(case: dict[str, str]) -> None:
    half_year, target = number(case["half_year"]), number(case["target"])
    figures = MeasureFigures(
        measure=measure(),
        project_year=1,
        half_year=None
        if half_year is None
        else Figure(half_year, Kind.EXAMPLE, "bron", date.fromisoformat(case["ends_on"])),
        half_year_target=figure(target),
    )
    found = attain(figures, gates(case["gate"], case["gate_from_2026"]), TODAY)
    assert found.below_half_year_gate == {"true": True, "false": False, "": None}[case["below"]]


@given(target=st.integers(1, 10**6), gate=st.decimals("0.001", 1, places=3))
def test_the_reach_that_passes_the_gate_is_the_least_that_does(target: int, gate: Decimal) -> None:
    parameters, promised = gates(str(gate)), figure(Decimal(target))
    on = date(2023, 9, 30)
    least = gate_reach(target, on, parameters)
    assert below_gate(figure(Decimal(least)), promised, parameters) is False
    assert below_gate(figure(Decimal(least - 1)), promised, parameters) is True


def test_table_holds_every_status() -> None:
    assert {case["status"] for case in (*CASES, *COHORTS)} == set(Status)


def test_a_row_says_its_kind_source_and_date() -> None:
    known = row(50, 100, kind=Kind.REPORTED, source="verslag")
    assert (known.kind, known.source_id, known.reference_date) == (Kind.REPORTED, "verslag", date(2023, 9, 30))
    assert (known.target_kind, known.target_source_id) == (Kind.OFFICIAL, "plan")
    missing = row(None, 100)
    assert (missing.kind, missing.source_id) == (Kind.OFFICIAL, "plan")
    nothing = row(None, None)
    assert (nothing.kind, nothing.source_id, nothing.reference_date) == (None, None, None)


# --- For every figure ------------------------------------------------------------------------


@given(counts, counts, targets)
def test_more_realised_never_gives_a_lower_ratio(one: Decimal, other: Decimal, target: Decimal) -> None:
    low, high = attainment_ratio(min(one, other), target), attainment_ratio(max(one, other), target)
    assert low is not None
    assert high is not None
    assert 0 <= low <= high


@given(counts, counts, targets, shares)
def test_more_realised_never_gives_a_worse_status(one: Decimal, other: Decimal, target: Decimal, gone: Decimal) -> None:
    order = [Status.BEHIND, Status.ON_TRACK, Status.REACHED]
    low, high = (
        decide_status(attainment_ratio(value, target), has_figure=True, has_target=True, elapsed=gone)
        for value in (min(one, other), max(one, other))
    )
    assert order.index(low) <= order.index(high)


@given(st.none() | counts, st.none() | counts)
def test_there_is_a_ratio_exactly_when_both_are_there_and_the_target_is_not_zero(
    realised: Decimal | None, target: Decimal | None
) -> None:
    ratio = attainment_ratio(realised, target)
    assert (ratio is None) == (realised is None or target is None or target == 0)


@given(st.lists(kinds))
def test_a_sum_is_worth_no_more_than_its_weakest_part(parts: list[Kind]) -> None:
    found = weakest(parts)
    if not parts:
        assert found is None
    else:
        assert found in parts
        assert all(STRENGTH.index(part) <= STRENGTH.index(found) for part in parts)


some_rows = st.lists(
    st.builds(row, st.none() | st.integers(0, 10**6), st.none() | st.integers(0, 10**6), kind=kinds), max_size=8
)


@given(some_rows)
def test_progress_lies_between_nothing_and_everything(rows: list[Attainment]) -> None:
    found = progress(rows)
    if any(one.ratio is not None for one in rows):
        assert found is not None
        assert 0 <= found <= 1
    else:
        assert found is None


@given(some_rows)
def test_a_goal_counts_what_it_knows_and_what_it_does_not(rows: list[Attainment]) -> None:
    goal = of_goal(4, "Werk", rows)
    assert goal.with_figure + goal.without_figure == len(rows)
    assert goal.ratio is None or 0 <= goal.ratio <= 1
    assert goal.target is None
    assert goal.realised is None
    assert (goal.status in (Status.NO_FIGURE, Status.NO_TARGET)) == (goal.ratio is None)


@given(some_rows.filter(bool))
def test_an_action_of_one_unit_divides_sums(rows: list[Attainment]) -> None:
    action = of_action(4, 9, "Begeleiding", rows)
    measured = [one for one in rows if one.ratio is not None]
    if measured:
        realised, target = sum(one.realised or 0 for one in measured), sum(one.target or 0 for one in measured)
        assert (action.realised, action.target, action.ratio) == (realised, target, realised / target)
        assert action.kind == weakest(one.kind for one in measured if one.kind)
    else:
        assert action.ratio is None


# --- Several measures in one row -------------------------------------------------------------


def test_one_action_far_over_its_target_does_not_hide_another() -> None:
    assert progress([row(300, 100), row(0, 100)]) == Decimal("0.5")


def test_a_goal_is_reached_only_when_all_of_it_is() -> None:
    assert of_goal(4, "Werk", [row(300, 100), row(99, 100)]).status is Status.BEHIND
    assert of_goal(4, "Werk", [row(300, 100), row(100, 100)]).status is Status.REACHED
    half = Decimal("0.5")
    assert of_goal(4, "Werk", [row(100, 100), row(60, 100, elapsed=half)]).status is Status.ON_TRACK
    assert of_goal(4, "Werk", [row(10, 100, elapsed=half), row(60, 100, elapsed=half)]).status is Status.BEHIND


def test_missing_figures_do_not_pull_a_goal_down() -> None:
    goal = of_goal(4, "Werk", [row(100, 100), row(None, 100), row(None, None)])
    assert (goal.ratio, goal.status, goal.with_figure, goal.without_figure) == (1, Status.REACHED, 1, 2)


def test_nothing_known_is_said_as_such() -> None:
    assert of_goal(4, "Werk", [row(None, 100)]).status is Status.NO_FIGURE
    assert of_goal(4, "Werk", [row(5, None)]).status is Status.NO_TARGET
    assert of_goal(4, "Werk", []).status is Status.NO_FIGURE


def test_an_action_with_several_units_has_progress_but_no_sum() -> None:
    action = of_action(5, 13, "Sport", [row(50, 100), row(300, 100, unit="gezinnen")])
    assert (action.target, action.realised, action.unit, action.ratio) == (None, None, "aandeel", Decimal("0.75"))


def test_an_action_without_any_figure_still_shows_what_was_promised() -> None:
    action = of_action(4, 9, "Begeleiding", [row(None, 100), row(None, 50)])
    assert (action.target, action.realised, action.ratio, action.status) == (150, None, None, Status.NO_FIGURE)


def test_a_row_of_many_says_who_reported_and_what_stays_open() -> None:
    whole = [row(50, 100), row(50, 100, missing=2)]
    assert of_action(4, 9, "Begeleiding", whole).remark == "2 van 4 rapporteerden"
    assert of_action(4, 9, "Begeleiding", whole[:1]).remark is None
    least = [row(50, 100, missing=1, is_lower_bound=True), row(100, 100)]
    goal = of_goal(4, "Werk", least)
    assert (goal.status, goal.is_lower_bound) == (Status.INCOMPLETE, True)
    assert goal.remark == "minstens, want 2 van 3 rapporteerden"
    assert of_goal(4, "Werk", [*least, row(1, 100)]).status is Status.BEHIND
    plan = row(50, 200, code="plan-09a", family=Family.PLAN, missing=1, is_lower_bound=True)
    assert of_goal(4, "Werk", [*whole, plan]).remark == "minstens, want 2 van 4 rapporteerden"
    same, other = row(1, 2, reading="Het plan zegt 2024"), row(1, 2, reading="Het plan noemt geen jaar")
    assert of_goal(4, "Werk", [same, same]).target_reading == "Het plan zegt 2024"
    assert of_goal(4, "Werk", [same, other]).target_reading == SEVERAL_READINGS
    assert of_goal(4, "Werk", whole).target_reading is None


def test_a_figure_without_target_is_not_lost_in_its_action() -> None:
    action = of_action(4, 9, "Begeleiding", [row(40, None)])
    assert (action.realised, action.target, action.status) == (40, None, Status.NO_TARGET)


def test_a_combined_row_names_all_its_sources() -> None:
    goal = of_goal(4, "Werk", [row(1, 2, source="b"), row(1, 2, source="a")])
    assert goal.source_id == "a, b"


def test_a_combined_row_names_each_source_once() -> None:
    """A sum over authorities may already name two sources."""
    goal = of_goal(4, "Werk", [row(1, 2, source="a, b"), row(1, 2, source="b")])
    assert goal.source_id == "a, b"


# --- Time and counting -----------------------------------------------------------------------

YEAR = ProjectYear(
    1,
    "Projectjaar 1",
    date(2022, 10, 1),
    date(2023, 3, 31),
    date(2023, 9, 30),
    date(2023, 5, 5),
    date(2023, 10, 15),
    date(2022, 9, 23),
    date(2021, 1, 1),
    True,
)


@given(st.dates(date(2020, 1, 1), date(2026, 12, 31)), st.dates(date(2020, 1, 1), date(2026, 12, 31)))
def test_elapsed_lies_between_0_and_1_and_never_runs_back(one: date, other: date) -> None:
    first, last = YEAR.elapsed(min(one, other)), YEAR.elapsed(max(one, other))
    assert 0 <= first <= last <= 1


def test_elapsed_counts_whole_days_both_ends_included() -> None:
    assert YEAR.elapsed(date(2022, 9, 30)) == 0
    assert YEAR.elapsed(date(2022, 10, 1)) == Decimal(1) / 365
    assert YEAR.elapsed(date(2023, 3, 31)) == Decimal(182) / 365
    assert YEAR.elapsed(date(2023, 9, 30)) == 1


def test_only_flows_add_up_over_years() -> None:
    assert {kind for kind in MeasureKind if is_additive_over_years(replace(measure(), kind=kind))} == {MeasureKind.FLOW}


BOTH = "Het plan zegt 2024 en jaarlijks: of dat elk jaar is of alleen 2024, blijft open"
ONCE = "Het plan zegt 2024, zonder eerste of laatste dag"
EARLIER = "; projectjaar 1 eindigt vóór 2024"


@pytest.mark.parametrize(
    ("stated", "yearly", "last", "sentence"),
    [
        (2024, True, date(2023, 12, 31), BOTH + EARLIER),
        (2024, True, date(2024, 1, 1), BOTH),
        (2024, True, date(2025, 9, 30), BOTH),
        (2024, False, date(2023, 9, 30), ONCE + EARLIER),
        (2024, False, date(2024, 9, 30), ONCE),
        (None, False, date(2023, 9, 30), "Het plan noemt hierbij geen jaar"),
    ],
)
def test_what_the_plan_leaves_open_about_a_target(stated: int | None, yearly: bool, last: date, sentence: str) -> None:
    assert reading_of_target(stated, yearly, replace(YEAR, ends_on=last)) == sentence
