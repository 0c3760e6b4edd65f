"""When figures are asked, who is late and who is reminded, and the calendar file that other programs read."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenleven.counted import Period
from samenleven.reporting.calendar import Phase, Receipt, Window, current, must_remind, receipt, window_of, windows
from samenleven.reporting.calendar_file import CalendarEntry, calendar_file
from tests.support import judging_case as case
from tests.support.files import read_csv

TABLE = read_csv(Path(__file__).parents[1] / "tables" / "calendar.csv")
YEARS = case.years()
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
days = st.dates(date(2022, 1, 1), date(2027, 12, 31))
counts = st.integers(0, 12)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["zin"])
def test_what_is_open_who_is_late_and_who_is_reminded(row: dict[str, str]) -> None:
    window = window_of(YEARS, int(row["project_year"]), Period(row["period"]))
    on = date.fromisoformat(row["on"])
    came = receipt(window, on, expected=int(row["expected"]), received=int(row["received"]))
    left = window.days_left(on)
    assert (window.phase(on), window.days_late(on), "" if left is None else str(left), came) == (
        row["phase"],
        int(row["days_late"]),
        row["days_left"],
        row["receipt"],
    )
    assert must_remind(window, on, came, case.parameters()) == (row["remind"] == "ja")


@given(st.sampled_from(windows(YEARS)), days, counts, counts)
def test_who_sent_everything_is_never_late_and_who_is_late_was_late_since(
    window: Window, on: date, expected: int, received: int
) -> None:
    came = receipt(window, on, expected=expected, received=received)
    assert (came is Receipt.RECEIVED) == (received >= expected)
    if came is Receipt.LATE:
        assert window.due_on
        assert window.due_on < on
        assert window.days_late(on) == (on - window.due_on).days > 0
        assert receipt(window, on + timedelta(days=1), expected=expected, received=received) is Receipt.LATE
    if must_remind(window, on, came, case.parameters()):
        assert came is not Receipt.RECEIVED
        assert on > window.ends_on


def test_the_window_that_matters_is_the_newest_that_opened() -> None:
    every = windows(YEARS)

    def at(day: str) -> tuple[int, str] | None:
        found = current(every, date.fromisoformat(day))
        return (found.project_year, found.period.value) if found else None

    assert at("2022-01-01") == (1, "half_year")  # nothing opened yet: the first
    assert at("2023-09-30") == (1, "half_year")
    assert at("2023-10-01") == (1, "year")
    assert at("2024-04-21") == (1, "year")
    assert at("2024-04-22") == (2, "half_year")
    assert at("2026-11-30") == (3, "year")
    assert current([], date(2023, 1, 1)) is None


def test_a_day_that_is_not_published_stays_unknown() -> None:
    window = window_of(YEARS, 3, Period.HALF_YEAR)
    assert window.due_on is None
    assert window.phase(date(2030, 1, 1)) is Phase.NO_DAY
    assert window_of(YEARS, 3, Period.YEAR).by_month
    assert not window_of(YEARS, 2, Period.YEAR).by_month


def parsed(content: bytes) -> list[tuple[str, str]]:
    """A calendar file as (name with its parameters, value), read as RFC 5545 says, with every rule on lines checked."""
    text = content.decode("utf-8")
    assert text.endswith("\r\n")
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", text), "every line ends in CR LF"
    lines = text.removesuffix("\r\n").split("\r\n")
    for line in lines:
        assert 0 < len(line.encode()) <= 75, line
    unfolded: list[str] = []
    for line in lines:
        if line[0] == " ":
            unfolded[-1] += line[1:]
        else:
            unfolded.append(line)
    found = []
    for line in unfolded:
        name, _, value = line.partition(":")
        assert re.fullmatch(r"[A-Z-]+(;[A-Z-]+=[^:;,]+)*", name), line
        found.append((name, value))
    return found


def unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], value)


def test_a_calendar_file_has_what_a_calendar_asks() -> None:
    event = CalendarEntry(
        "py1", 'Cijfers; halfjaar, "1" \\ 2', date(2023, 5, 5), date(2023, 5, 5), "Regel een\nRegel twee é"
    )
    found = parsed(calendar_file("Plan Samenleven", [event], NOW))
    assert found[0] == ("BEGIN", "VCALENDAR")
    assert found[-1] == ("END", "VCALENDAR")
    said = dict(found)
    assert (said["VERSION"], said["TZID"]) == ("2.0", "Europe/Brussels")
    assert said["PRODID"]
    inside = dict(found[found.index(("BEGIN", "VEVENT")) : found.index(("END", "VEVENT"))])
    assert inside["UID"] == "py1@plan-samenleven"
    assert inside["DTSTAMP"] == "20261130T120000Z"
    assert (inside["DTSTART;VALUE=DATE"], inside["DTEND;VALUE=DATE"]) == ("20230505", "20230506")
    assert unescaped(inside["SUMMARY"]) == event.title
    assert unescaped(inside["DESCRIPTION"]) == event.description


texts = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=200)


@given(st.lists(st.tuples(texts, days, st.integers(0, 400), texts), max_size=4))
def test_any_text_survives_a_calendar_file(rows: list[tuple[str, date, int, str]]) -> None:
    events = [
        CalendarEntry(f"e{place}", title, day, day + timedelta(days=more), about)
        for place, (title, day, more, about) in enumerate(rows)
    ]
    found = parsed(calendar_file("Alle dagen", events, NOW))
    titles = [unescaped(value) for name, value in found if name == "SUMMARY"]
    visible = ["".join(sign for sign in event.title if sign.isprintable()) for event in events]
    assert titles == visible
    assert [value for name, value in found if name == "DTSTART;VALUE=DATE"] == [
        f"{event.starts_on:%Y%m%d}" for event in events
    ]
    assert found.count(("BEGIN", "VEVENT")) == found.count(("END", "VEVENT")) == len(events)
