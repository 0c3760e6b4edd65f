"""The grant of one application: the table of sentences, properties, and the published money."""

from __future__ import annotations

import csv
import random
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenleven.errors import SamenlevenError
from samenleven.grant.application import COLUMNS, ApplicationError, ApplicationRow, read_rows
from samenleven.grant.call import own_share_cents
from samenleven.grant.grant import Limit, grant_application
from samenleven.grant.published_check import PublishedMoney, check_money
from tests.support.budget_case import ROOT, call, plan
from tests.support.files import read_csv

TABLE = ROOT / "tests" / "tables" / "grant.csv"


CASES = {row["sentence"]: row for row in read_csv(TABLE)}


def cells(row: dict[str, str], column: str) -> list[str]:
    """What a cell says of each row of the application."""
    return row[column].split("; ")


@pytest.mark.parametrize("sentence", CASES)
def test_table(sentence: str) -> None:
    case = CASES[sentence]
    number, _, reading = case["call"].partition(" ")
    here = call(int(number), reading)
    records = [dict(zip(COLUMNS, line, strict=True)) for line in csv.reader(cells(case, "application"))]
    if case["fault"]:
        with pytest.raises(ApplicationError) as raised:
            read_rows(COLUMNS, records, here, file="aanvraag.csv")
        assert case["fault"] in str(raised.value)
        return
    grant = grant_application(read_rows(COLUMNS, records, here, file="aanvraag.csv"), here)
    paid, own = ([Decimal(cell) for cell in cells(case, name)] for name in ("grant", "own_share"))
    assert [row.grant for row in grant.rows] == paid
    assert [row.own_share for row in grant.rows] == own
    assert [row.limited_by for row in grant.rows] == cells(case, "limited_by")
    assert [str(row.report_target) for row in grant.rows] == cells(case, "report_target")
    assert (grant.total_grant, grant.total_own_share) == (sum(paid), sum(own))


def test_table_covers_every_action_every_call_and_every_limit() -> None:
    rows = [row for row in read_csv(TABLE) if not row["fault"]]
    actions = {int(line.split(",")[0]) for row in rows for line in cells(row, "application")}
    assert actions == {int(row["action_id"]) for row in plan("action")}
    assert {row["call"].split()[0] for row in rows} == {row["project_year"] for row in plan("project_year")}
    assert {limit for row in rows for limit in cells(row, "limited_by")} == set(Limit)


def test_all_faults_come_together_and_each_names_its_row() -> None:
    records = [
        dict(zip(COLUMNS, cells, strict=True))
        for cells in (
            ("5", "call-05.1", "0", "tien", "1"),
            ("", "", "", "", ""),
            ("99", "call-05.1", "0", "1", "1"),
            ("9", "call-09.1", "0", "1", "0"),
        )
    ]
    with pytest.raises(ApplicationError) as raised:
        read_rows(COLUMNS, records, call(1), file="in.csv")
    assert [fault.row for fault in raised.value.faults] == [2, 4, 5]
    assert "in.csv, rij 2" in str(raised.value)


def test_wrong_columns_are_named() -> None:
    with pytest.raises(ApplicationError) as raised:
        read_rows(("action", "measure", "bereik", "bereik"), [], call(1), file="in.csv")
    text = str(raised.value)
    assert all(f"'{name}' ontbreekt" in text for name in ("huidig bereik", "gepland bereik", "prioriteit"))
    assert "'bereik' is onbekend" in text


def test_a_measure_is_named_by_what_it_counts_under_the_headings_of_our_own_table() -> None:
    """Before, the calculator refused the column KPI-onderdeel that its own table shows, and asked for a code."""
    headings = ("Actie", "KPI-onderdeel", "Huidig bereik", "Gepland bereik", "Prioriteit", "Subsidie (euro)", "Bron")
    line = ("9", "Begeleide nieuwkomers", "0", "10", "1", "6500", "form")
    (row,) = read_rows(headings, [dict(zip(headings, line, strict=True))], call(1), file="in.csv")
    assert row == ApplicationRow(9, "call-09.1", 0, 10, 1, 2)
    with pytest.raises(ApplicationError, match="'tien' in de kolom 'Gepland bereik' is geen getal"):
        read_rows(headings, [dict(zip(headings, (*line[:3], "tien", *line[4:]), strict=True))], call(1), file="in.csv")


def test_what_a_measure_counts_names_one_measure_of_its_action() -> None:
    for number, reading in ((1, "split"), (2, "split"), (2, "merged"), (3, "merged")):
        here = call(number, reading)
        named = [(here.measures[one], here.components[one].lower()) for one in here.measures]
        assert len(named) == len(set(named))


def test_a_row_with_more_cells_than_columns_is_a_fault() -> None:
    record = {**dict(zip(COLUMNS, ("5", "call-05.1", "0", "1", "1"), strict=True)), None: ["x"]}
    with pytest.raises(ApplicationError, match="meer cellen"):
        read_rows(COLUMNS, [record], call(1), file="in.csv")


def test_an_amount_missing_from_the_data_is_said() -> None:
    here = call(1)
    without = replace(here, tariffs={m: t for m, t in here.tariffs.items() if m != "call-05.1"})
    with pytest.raises(SamenlevenError, match=r"unit_amount\.csv"):
        grant_application([ApplicationRow(5, "call-05.1", 0, 1, 1)], without)


applications = st.lists(
    st.tuples(st.sampled_from(sorted(call(2).tariffs)), st.integers(0, 50), st.integers(1, 4000), st.integers(1, 9)),
    min_size=1,
    unique_by=lambda row: row[0],
).map(lambda rows: [ApplicationRow(call(2).measures[m], m, b, p, k) for m, b, p, k in rows])


@given(applications, st.integers(0, 27), st.integers(1, 3000))
@settings(max_examples=150)
def test_more_reach_never_brings_less(rows: list[ApplicationRow], which: int, extra: int) -> None:
    row = rows[which % len(rows)]
    more = [replace(r, planned_reach=r.planned_reach + extra) if r is row else r for r in rows]
    before, after = grant_application(rows, call(2)), grant_application(more, call(2))
    assert after.total_grant >= before.total_grant
    assert after.of_action(row.action_id) >= before.of_action(row.action_id)


@given(applications)
@settings(max_examples=150)
def test_actions_add_up_and_stay_within_maximum_and_ceiling(rows: list[ApplicationRow]) -> None:
    whole = grant_application(rows, call(2))
    actions = {row.action_id for row in rows}
    parts = [grant_application([r for r in rows if r.action_id == action], call(2)) for action in actions]
    assert whole.total_grant == sum(part.total_grant for part in parts)
    assert whole.total_own_share == sum(part.total_own_share for part in parts)
    for action in actions:
        assert whole.of_action(action) <= call(2).ceilings[action]
    for row in whole.rows:
        tariff = call(2).tariffs[row.measure_id]
        assert row.grant <= min(row.planned_reach, tariff.max_units) * tariff.amount
        assert row.grant == row.grant.quantize(Decimal("0.01"))
        assert (row.limited_by is Limit.NONE) == (row.grant == row.planned_reach * tariff.amount)


@given(applications, st.randoms(use_true_random=False))
@settings(max_examples=100)
def test_the_order_of_the_rows_does_not_matter(rows: list[ApplicationRow], shuffler: random.Random) -> None:
    shuffled = rows[:]
    shuffler.shuffle(shuffled)
    before = {row.measure_id: row for row in grant_application(rows, call(2)).rows}
    after = {row.measure_id: row for row in grant_application(shuffled, call(2)).rows}
    assert before == after


@given(st.integers(0, 10**9), st.decimals("0", "0.99", places=2))
def test_own_share_is_that_share_of_the_cost(grant: int, share: Decimal) -> None:
    own = own_share_cents(grant, share)
    assert abs(Decimal(own) - share * (grant + own)) <= 1
    if share == Decimal("0.5"):
        assert own == grant


def test_an_own_share_of_everything_leaves_no_grant() -> None:
    with pytest.raises(SamenlevenError, match="100 %"):
        own_share_cents(1, Decimal(1))


def published() -> list[PublishedMoney]:
    rows = [
        r
        for r in read_csv(ROOT / "data" / "published" / "published_figure.csv")
        if r["followed"] == "true" and r["measure_id"] and r["project_year"] and not r["authority_id"]
    ]
    engaged = {(r["measure_id"], r["project_year"]): r for r in rows if r["concept"] == "engaged"}
    return [
        PublishedMoney(
            r["measure_id"],
            int(r["action_id"]),
            int(r["project_year"]),
            Decimal(r["value"]),
            call(int(r["project_year"])).tariffs[r["measure_id"]].amount,
            Decimal(engaged[r["measure_id"], r["project_year"]]["value"]),
            r["source_id"],
        )
        for r in rows
        if r["concept"] == "grant_awarded"
    ]


@pytest.mark.parametrize(
    ("action", "year", "units", "baseline"),
    [(2, 1, 16, 0), (2, 2, 19, 0), (2, 3, 19, 0), (5, 2, 67_181, 15_929), (5, 3, 67_121, 15_929)],
)
def test_published_money_follows_from_published_units(action: int, year: int, units: int, baseline: int) -> None:
    check = next(check_money(p) for p in published() if p.action_id == action and p.project_year == year)
    assert check.whole
    assert (check.paid_units, check.baseline) == (units, baseline)
    assert check.reproduced == check.published.grant


def test_action_5_in_year_1_was_cut_to_the_money_left() -> None:
    check = next(check_money(p) for p in published() if p.action_id == 5 and p.project_year == 1)
    assert not check.whole
    assert check.paid_units.quantize(Decimal("0.01")) == Decimal("56492.77")
