"""The store with the ledger over it: real beats example, the newest row counts, and any earlier state can be shown."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from samenleven.attainment import attain_all
from samenleven.counted import Period
from samenleven.figures import Kind, Shown
from samenleven.over_years import over_years
from samenleven.store import Current, Store, catalogue, results, switch
from samenleven.store.ledger import Ledger, overlay, state, trace
from tests.support.ledger import SINT_NIKLAAS, ZELE, agreed, confirmed, report, reported

WHEN = datetime(2023, 4, 28, 12, 3, tzinfo=UTC)
TODAY = date(2026, 11, 30)
Over = Callable[[], Store]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "register")


@pytest.fixture
def current(store_path: Path, ledger: Ledger) -> Current:
    return Current(store_path, ledger=ledger)


def figures(store: Store, authority: str = SINT_NIKLAAS) -> dict[str, tuple[object, ...]]:
    """What an authority promised, reached over the half-year and over the year, in the first project year."""
    found = {}
    for one in results.authority_figures(store, 1, shown=Shown.EXAMPLE):
        if one.authority_id == authority:
            told = [(figure.value, figure.kind) if figure else None for figure in (one.target, one.half_year)]
            found[one.measure.measure_id] = tuple(told)
    return found


def kinds(store: Store, table: str = "agreement") -> dict[str, int]:
    rows = store.rows(f"select kind, count(*) as n from {table} where project_year = 1 group by kind")
    return {row["kind"]: row["n"] for row in rows}


def test_an_empty_ledger_changes_nothing(current: Current, store_path: Path) -> None:
    assert current.get().store.path == Store(store_path).path


def test_a_real_agreement_takes_the_place_of_the_example_with_its_reports(current: Current, ledger: Ledger) -> None:
    before = current.get().store
    assert len(figures(before)) > 1
    agreed(ledger)
    after = current.get().store
    assert figures(after) == {"call-05.1": ((300, Kind.OFFICIAL), None)}
    assert kinds(after) == {"example": kinds(before)["example"] - 1, "official": 1}
    assert figures(after, ZELE) == figures(before, ZELE), "van een ander bestuur verandert niets"


def test_examples_are_off_once_the_agency_confirmed_a_report(current: Current, ledger: Ledger) -> None:
    agreed(ledger)
    batch = reported(ledger, report(80))
    waiting = current.get().store
    assert switch.default(waiting, tuple(Shown)) is Shown.EXAMPLE, "zolang niets bevestigd is, staan ze aan"
    confirmed(ledger, batch.sequence)
    after = current.get().store
    assert switch.default(after, tuple(Shown)) is Shown.REPORTED
    found = {shown: results.authority_figures(after, 1, shown=shown) for shown in Shown}
    told = [(one.authority_id, one.half_year) for one in found[Shown.OFFICIAL]]
    assert [(who, figure and figure.value) for who, figure in told] == [(SINT_NIKLAAS, 80)]
    assert len(found[Shown.REPORTED]) == 1 < len(found[Shown.EXAMPLE])


def test_the_example_of_who_takes_part_elsewhere_goes_as_well(current: Current, ledger: Ledger) -> None:
    """A member is in one cooperation a year: an example that it is part of cannot stand beside the real one."""
    before = current.get().store
    (one, *_) = before.rows(
        "select applicant_id, cooperation_id, list(authority_id) as members from agreement join membership "
        "using (cooperation_id, project_year) where project_year = 1 group by all order by applicant_id"
    )
    member = next(who for who in one["members"] if who != one["applicant_id"])
    agreed(ledger, ZELE, cooperation="Verband Zele", members=(member,))
    after = current.get().store
    assert not after.rows("select 1 from agreement where applicant_id = ? and project_year = 1", [one["applicant_id"]])
    assert state.taking_part(after, ZELE, 1) == {ZELE, member}
    (named,) = after.rows(
        "select c.name, c.kind from cooperation c join membership m using (cooperation_id) "
        "where m.authority_id = ? and m.project_year = 1",
        [member],
    )
    assert named == {"name": "Verband Zele", "kind": "official"}


def test_a_figure_is_reported_until_this_very_one_is_confirmed(current: Current, ledger: Ledger) -> None:
    agreed(ledger)
    first = reported(ledger, report(50))
    assert figures(current.get().store)["call-05.1"][1] == (50, Kind.REPORTED)
    assert not state.first_confirmed(current.get().store)
    confirmed(ledger, first.sequence)
    assert figures(current.get().store)["call-05.1"][1] == (50, Kind.OFFICIAL)
    assert state.first_confirmed(current.get().store)
    reported(ledger, report(60), why="telfout")
    assert figures(current.get().store)["call-05.1"][1] == (60, Kind.REPORTED), "een verbetering is niet bevestigd"


def test_not_yet_known_is_no_figure_and_zero_is_one(current: Current, ledger: Ledger) -> None:
    agreed(ledger)
    reported(ledger, report(None))
    assert figures(current.get().store)["call-05.1"][1] is None
    (cell,) = state.report_cells(current.get().store)
    assert (cell.realised, cell.versions) == (None, 1)
    reported(ledger, report(0))
    assert figures(current.get().store)["call-05.1"][1] == (0, Kind.REPORTED)


def test_a_figure_outside_the_agreement_of_today_does_not_count(current: Current, ledger: Ledger) -> None:
    agreed(ledger)
    reported(ledger, report(9, measure_id="call-02.1"))
    assert set(figures(current.get().store)) == {"call-05.1"}
    assert len(state.report_cells(current.get().store)) == 1, "maar het register vergeet het niet"


def test_every_earlier_state_can_be_shown(current: Current, ledger: Ledger) -> None:
    agreed(ledger, now=WHEN)
    reported(ledger, report(50), now=WHEN + timedelta(hours=1))
    reported(ledger, report(60), now=WHEN + timedelta(hours=2), why="telfout")
    confirmed(ledger, 2, now=WHEN + timedelta(hours=3))
    half_past = [(WHEN + timedelta(minutes=30 + 60 * hours)).replace(tzinfo=None) for hours in range(4)]
    found = [figures(current.get(at=at).store)["call-05.1"][1] for at in half_past]
    assert found == [None, (50, Kind.REPORTED), (60, Kind.REPORTED), (60, Kind.REPORTED)]
    assert figures(current.get().store)["call-05.1"][1] == (60, Kind.REPORTED)


def test_a_register_that_is_taken_over_keeps_its_history(current: Current, ledger: Ledger) -> None:
    """Agreements hold from their award and figures from the day they were handed in, though recorded years later."""
    agreed(ledger)
    handed_in = (date(2023, 4, 28), date(2023, 5, 3))
    reported(ledger, *(report(value, reported_on=day) for value, day in zip((60, 50), handed_in[::-1], strict=True)))
    states = [current.get(at=datetime(2023, *day)).store for day in ((4, 1), (4, 30), (6, 1))]
    assert [figures(store)["call-05.1"][1] for store in states] == [None, (50, Kind.REPORTED), (60, Kind.REPORTED)]
    assert figures(current.get(at=datetime(2022, 1, 1)).store) == figures(Current(current.place).get().store)
    (cell,) = state.report_cells(current.get().store)
    assert [one.realised for one in trace.history(ledger, cell)] == [50, 60]


def test_a_newer_agreement_replaces_the_one_before_whole(current: Current, ledger: Ledger) -> None:
    agreed(ledger, cooperation="Verband Waas", members=(ZELE,), now=WHEN)
    agreed(ledger, now=WHEN + timedelta(days=1), why="Zele stapt uit")
    store = current.get().store
    assert state.taking_part(store, SINT_NIKLAAS, 1) == {SINT_NIKLAAS}
    assert state.taking_part(
        current.get(at=(WHEN + timedelta(hours=1)).replace(tzinfo=None)).store, SINT_NIKLAAS, 1
    ) == {
        SINT_NIKLAAS,
        ZELE,
    }
    assert store.rows("select versions from ledger_agreement") == [{"versions": 2}]


def test_building_on_the_state_of_before_gives_the_same_as_from_nothing(
    current: Current, ledger: Ledger, tmp_path: Path
) -> None:
    """Random batches, read a few at a time and all at once, against a plain walk through the rows in Python."""
    chance = random.Random(7)
    agreed(ledger, now=WHEN)
    measures = ("call-05.1", "call-02.1", "call-16.1")
    newest: dict[tuple[str, str], tuple[object, ...]] = {}
    for number in range(2, 14):
        rows = [
            report(
                chance.choice([None, 0, 5, 10]),
                measure_id=chance.choice(measures),
                period=chance.choice(list(Period)),
                reported_on=chance.choice([None, date(2023, 4, chance.randrange(1, 28))]),
            )
            for _ in range(chance.randrange(1, 6))
        ]
        reported(ledger, *rows, now=WHEN + timedelta(days=number))
        if number == 9:
            agreed(ledger, ZELE, now=WHEN + timedelta(days=number))
        for place, row in enumerate(rows):
            day = datetime.combine(row.reported_on, datetime.min.time()) if row.reported_on else None
            order = (day or (WHEN + timedelta(days=number)).replace(tzinfo=None), number, place)
            key = (row.period, row.measure_id)
            newest[key] = max(
                newest.get(key, (datetime.min, 0, 0, None)), (*order, row.realised), key=lambda one: one[:3]
            )
        if number % 4 == 0:
            current.get()
    stepwise = state.report_cells(current.get().store)
    overlay.lay(Current(current.place).get().store, ledger, tmp_path / "whole.duckdb")
    whole = Store(tmp_path / "whole.duckdb")
    assert stepwise == state.report_cells(whole)
    assert state.batches(current.get().store) == state.batches(whole)
    for one in state.batches(whole):
        rows = ledger.rows(one["sequence"])
        assert one["authority_ids"] == sorted(set(rows.column("applicant_id").to_pylist()))
        assert one["rows"] == rows.num_rows
    assert {(one.period, one.measure_id): one.realised for one in stepwise} == {
        key: found[3] for key, found in newest.items()
    }


def test_a_ledger_that_was_put_back_from_a_copy_is_read_anew(current: Current, ledger: Ledger) -> None:
    agreed(ledger)
    reported(ledger, report(50))
    assert figures(current.get().store)["call-05.1"][1] == (50, Kind.REPORTED)
    ledger.path(2).unlink()
    other = Ledger(ledger.folder)
    reported(other, report(70))
    reported(other, report(80, measure_id="call-02.1"))
    fresh = Current(current.place, ledger=other)
    assert figures(fresh.get().store)["call-05.1"][1] == (70, Kind.REPORTED)


def test_a_ledger_that_cannot_be_read_says_so_and_shows_what_there_was(current: Current, ledger: Ledger) -> None:
    agreed(ledger)
    before = current.get().store
    reported(ledger, report(50))
    ledger.path(2).write_bytes(b"stuk")
    served = current.get()
    assert served.store.path == before.path
    assert served.notice
    assert "beschadigd" in served.notice


def test_a_half_year_is_never_judged_as_a_year(current: Current, ledger: Ledger) -> None:
    """Until somebody reports over the year the figure says that it is of the half-year, and adds to no sum of years."""
    agreed(ledger)
    reported(ledger, report(50))
    store = current.get().store
    figures = results.authority_figures(store, 1, shown=Shown.REPORTED)
    rows = attain_all(figures, catalogue.parameters(store), TODAY)
    assert [(one.realised, one.half_way, one.remark) for one in rows] == [(50, True, "halfjaarcijfer")]
    (together,) = over_years(rows, {one.measure_id: one for one in catalogue.measures(store)})
    assert (together.realised, together.without_figure) == (None, (1,))
    reported(ledger, report(310, period=Period.YEAR))
    (row,) = results.authority_figures(current.get().store, 1, shown=Shown.REPORTED)
    assert row.realised
    assert (row.realised.value, row.half_way) == (310, False)
