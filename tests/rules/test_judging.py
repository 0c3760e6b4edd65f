"""Judging reports: the table that a policy officer can check, and what holds for every report."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenleven.counted import Period
from samenleven.figures import Kind
from samenleven.reporting.calendar import Receipt
from samenleven.reporting.judging import Consequence, FiguresSay, JudgedApplicant, worst_first
from tests.support import judging_case as case
from tests.support.files import read_csv

TABLE = read_csv(Path(__file__).parents[1] / "tables" / "judging.csv")


def of(row: dict[str, str]) -> JudgedApplicant:
    action = int(row["lines"].split(":")[0])
    found = case.decision(row["decision"])
    return case.judged(row["lines"], period=row["period"], on=row["on"], decided={action: found} if found else {})


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["zin"])
def test_what_follows_from_a_report(row: dict[str, str]) -> None:
    applicant = of(row)
    (action,) = applicant.actions
    assert (action.figures_say, action.consequence, action.may_be_recovered, applicant.receipt) == (
        row["figures_say"],
        row["consequence"],
        row["recover"] == "ja",
        row["receipt"],
    )


def test_the_actions_that_are_judged_by_hand_are_rows_of_data() -> None:
    half, year = ({action for action, period in case.by_hand() if period is one} for one in Period)
    assert half == {2, 16, 18, 19, 22}
    assert year == {2, 16, 18}


def test_the_gate_is_that_of_the_half_year_itself() -> None:
    (action,) = case.judged("5:26/100", half_year_gate="0.27").actions
    assert action.figures_say is FiguresSay.SHORT


def test_the_balance_is_what_the_advance_leaves_and_exists_only_after_the_year() -> None:
    (half,) = case.judged("5:24/100").actions
    (year,) = case.judged("5:24/100; 5:24/100", period="year").actions
    assert half.balance_eur is None
    assert year.grant_eur == 2000
    assert year.balance_eur == 400


def test_a_figure_that_came_after_the_decision_asks_for_another_look() -> None:
    for sequence, outdated in ((case.FIRST - 1, True), (case.FIRST + 1, False)):
        decided = case.decision("positive", sequence=sequence)
        assert decided
        (action,) = case.judged("5:24/100", decided={5: decided}).actions
        assert action.outdated is outdated
        assert action.consequence is Consequence.PROLONGED  # the decision holds until there is another


def test_confirmed_is_when_every_figure_is_there_and_official() -> None:
    assert case.judged("5:24!/100").is_confirmed
    assert not case.judged("5:24!/100; 7:-/100").is_confirmed
    mixed = case.judged("5:24!/100; 7:30/100; 8:40v/100")
    assert not mixed.is_confirmed
    assert mixed.to_confirm == 1  # nobody confirms what is made up
    assert [action.kind for action in mixed.actions] == [Kind.OFFICIAL, Kind.REPORTED, Kind.EXAMPLE]


def test_the_worst_come_first() -> None:
    cells = {
        "op tijd en goed": "5:90/100",
        "op tijd en laag": "5:26/100",
        "te beoordelen": "5:24/100",
        "twee te beoordelen": "5:24/100; 7:24/100",
        "te laat voor een deel": "5:90/100; 7:-/100",
        "te laat voor alles": "5:-/100; 7:-/100",
    }
    found = [case.judged(cell, on="2023-05-06", name=name) for name, cell in cells.items()]
    assert [one.name for one in worst_first(found)] == [
        "te laat voor alles",
        "te laat voor een deel",
        "twee te beoordelen",
        "te beoordelen",
        "op tijd en laag",
        "op tijd en goed",
    ]


ratios = st.integers(0, 300)
reports = st.lists(
    st.tuples(st.sampled_from([2, 5, 9, 19, 22]), st.one_of(st.none(), ratios), st.integers(0, 100)),
    min_size=1,
    max_size=8,
)
moments = st.sampled_from([("half_year", "2023-05-05"), ("half_year", "2023-05-06"), ("year", "2023-10-16")])
verdicts = st.sampled_from(["", "positive", "negative"])


def cell(rows: list[tuple[int, int | None, int]]) -> str:
    return "; ".join(f"{action}:{'-' if value is None else value}/{target}" for action, value, target in rows)


@given(reports, moments, verdicts)
def test_what_holds_for_every_report(
    rows: list[tuple[int, int | None, int]], moment: tuple[str, str], verdict: str
) -> None:
    found = case.decision(verdict)
    decided = {action: found for action, _, _ in rows} if found else {}
    one = case.judged(cell(rows), period=moment[0], on=moment[1], decided=decided)
    assert one.expected == len(rows)
    assert (one.receipt is Receipt.RECEIVED) == all(value is not None for _, value, _ in rows)
    assert sum(action.grant_eur for action in one.actions) == 1000 * len(rows)
    for action in one.actions:
        nothing = all(line.realised is None for line in action.lines)
        if nothing:
            assert action.figures_say is FiguresSay.NO_FIGURE
            assert action.may_be_recovered == (verdict == "negative" and moment[0] == "year")
        if not verdict and action.consequence in (Consequence.PROLONGED, Consequence.BALANCE):
            assert action.figures_say is FiguresSay.ENOUGH
            assert all(line.ratio is None or line.ratio >= Decimal("0.25") for line in action.lines)
        if verdict == "positive":
            assert action.consequence in (Consequence.PROLONGED, Consequence.BALANCE)
            assert not action.may_be_recovered
        if moment[0] == "half_year":
            assert not action.may_be_recovered


@given(reports, moments)
def test_a_figure_more_never_makes_a_report_later(
    rows: list[tuple[int, int | None, int]], moment: tuple[str, str]
) -> None:
    """To send what is missing helps: who sent everything is not late, and a higher figure never falls shorter."""
    before = case.judged(cell(rows), period=moment[0], on=moment[1])
    more = case.judged(cell([(a, 300 if v is None else v, t) for a, v, t in rows]), period=moment[0], on=moment[1])
    assert list(Receipt).index(more.receipt) >= list(Receipt).index(before.receipt)
    assert more.short <= before.short
    assert more.days_late == 0
