"""What an authority can ask for: every action the call pays, once, for whom it is meant that year, and until when."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from samenleven.figures import Kind
from samenleven.grant.offer import ONE_OF, Offer, offer, target_group_in
from samenleven.store import Store, budget, catalogue

TODAY = date(2026, 11, 30)


def offered(store: Store, year: int, on: date = TODAY) -> Offer:
    return offer(
        budget.call(store, year),
        catalogue.project_year(store, year),
        catalogue.actions(store),
        catalogue.measures(store),
        on,
    )


@pytest.mark.parametrize("year", [1, 2, 3])
def test_every_payable_action_once_and_nothing_else(store: Store, year: int) -> None:
    call, found = budget.call(store, year), offered(store, year)
    assert sorted(one.action_id for one in found.actions) == sorted(call.payable)
    assert [one.ceiling for one in found.actions] == sorted((one.ceiling for one in found.actions), reverse=True)
    assert found.most == sum(one.ceiling for one in found.actions)
    rows = [row.tariff for one in found.actions for row in one.measures]
    assert {row.measure_id: row for row in rows} == {m: t for m, t in call.tariffs.items() if call.pays(m)}
    assert {row.per for one in found.actions for row in one.measures} <= set(ONE_OF.values())
    assert all(one.measures and one.target_group and one.source_id for one in found.actions)


def test_the_amounts_as_a_reader_may_check_them(store: Store) -> None:
    one = next(one for one in offered(store, 3).actions if one.action_id == 9)
    row = one.measures[0]
    assert (len(one.measures), row.tariff.amount, row.tariff.max_units, row.unit) == (1, 650, 263, "personen")
    assert (one.ceiling, one.ceiling_kind) == (Decimal("170625"), Kind.OFFICIAL)
    assert one.target_group == "personen met grotere afstand tot de arbeidsmarkt"
    early = next(one for one in offered(store, 1).actions if one.action_id == 9)
    assert (len(early.measures), early.target_group) == (3, "nieuwkomers, personen met een handicap, 55+")


def test_a_call_is_open_until_it_is_awarded(store: Store) -> None:
    assert offered(store, 3).closed
    assert not offered(store, 3, date(2024, 7, 5)).closed, "the day itself: nothing says that it is too late"
    assert offered(store, 3, date(2024, 7, 6)).closed
    assert [offered(store, year).open_to_new for year in (1, 2, 3)] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "year", "answer"),
    [
        ("alle burgers", 2, "alle burgers"),
        ("jaar 1: wie nieuw is; vanaf jaar 2: iedereen", 1, "wie nieuw is"),
        ("jaar 1: wie nieuw is; vanaf jaar 2: iedereen", 2, "iedereen"),
        ("jaar 1: wie nieuw is; vanaf jaar 2 iedereen", 3, "iedereen"),
        ("gezinnen; scholen", 3, "gezinnen; scholen"),
        ("", 1, ""),
    ],
)
def test_for_whom_in_which_year(text: str, year: int, answer: str) -> None:
    assert target_group_in(text, year) == answer
