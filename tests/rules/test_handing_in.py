"""What is due, and what a figure means before it is handed in: just below, at and above the gate and the KPI."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from samenleven.counted import Period
from samenleven.findings import handing_in as findings
from samenleven.reporting.calendar import window_of
from samenleven.reporting.running import Asked, falls_short, running, totals
from samenleven.store import catalogue
from samenleven.store.connection import Store

HEADLINES = list(
    csv.DictReader((Path(__file__).parents[1] / "tables" / "handing_in.csv").open(encoding="utf-8", newline=""))
)


@pytest.mark.parametrize("row", HEADLINES, ids=lambda row: row["zin"])
def test_the_headline_says_what_is_due(store: Store, row: dict[str, str]) -> None:
    window = window_of(catalogue.project_years(store), int(row["project_year"]), Period(row["period"]))
    counts = {name: int(row[name]) for name in ("asked", "received", "unknown")}
    assert findings.headline(window, date.fromisoformat(row["on"]), **counts) == row["headline"]


@pytest.fixture
def asked(store: Store) -> Asked:
    measure = next(one for one in catalogue.measures(store) if one.measure_id == "call-05.1")
    return Asked(measure=measure, priority=1, baseline_reach=40, planned_reach=160, awarded_on=date(2023, 9, 22))


@pytest.mark.parametrize(
    ("period", "realised", "said", "look", "short"),
    [
        (Period.HALF_YEAR, None, "", "none", False),
        (Period.HALF_YEAR, 0, "0 %, onder de drempel van 25 %", "behind", True),
        (Period.HALF_YEAR, 49, "24,5 %, onder de drempel van 25 %", "behind", True),
        (Period.HALF_YEAR, 50, "25 %, haalt de drempel van 25 %", "reached", False),
        (Period.HALF_YEAR, 51, "25,5 %, haalt de drempel van 25 %", "reached", False),
        (Period.HALF_YEAR, 200, "100 %, KPI gehaald", "reached", False),
        (Period.YEAR, 0, "0 %, KPI niet gehaald", "behind", True),
        (Period.YEAR, 199, "99,5 %, KPI niet gehaald", "behind", True),
        (Period.YEAR, 200, "100 %, KPI gehaald", "reached", False),
        (Period.YEAR, 201, "100,5 %, KPI gehaald", "reached", False),
    ],
)
def test_what_a_figure_means(
    store: Store, asked: Asked, period: Period, realised: int | None, said: str, look: str, short: bool
) -> None:
    year = next(one for one in catalogue.project_years(store) if one.project_year == 2)
    found = running(asked, realised, year, period, catalogue.parameters(store))
    assert findings.meaning(found, period, "25 %") == (said, look)
    assert falls_short(found, period) is short
    assert found.target == 200, "what was there already counts, and what is promised extra"


def test_a_line_without_anything_to_reach_has_no_percentage(store: Store, asked: Asked) -> None:
    year = next(one for one in catalogue.project_years(store) if one.project_year == 2)
    found = running(
        replace(asked, baseline_reach=0, planned_reach=0), 5, year, Period.YEAR, catalogue.parameters(store)
    )
    assert findings.meaning(found, Period.YEAR, "25 %") == ("geen streefwaarde", "none")


@given(figures=some.lists(some.one_of(some.none(), some.just("onbekend"), some.integers(0, 500)), max_size=8))
def test_every_line_is_counted_once(store: Store, figures: list[int | str | None]) -> None:
    measure = next(one for one in catalogue.measures(store) if one.measure_id == "call-05.1")
    line = Asked(measure=measure, priority=1, baseline_reach=0, planned_reach=100, awarded_on=date(2023, 9, 22))
    year = next(one for one in catalogue.project_years(store) if one.project_year == 2)
    numbers = {str(place): value if isinstance(value, int) else None for place, value in enumerate(figures)}
    parameters = catalogue.parameters(store)
    for period, least in ((Period.HALF_YEAR, Decimal(25)), (Period.YEAR, Decimal(100))):
        standing = {name: running(line, value, year, period, parameters) for name, value in numbers.items()}
        stated = [str(place) for place, value in enumerate(figures) if value == "onbekend"]
        found = totals(standing, stated, period)
        assert found.lines == found.figures + found.unknown + found.open == len(figures)
        assert found.short == sum(isinstance(value, int) and value < least for value in figures)


@pytest.mark.parametrize(
    ("figures", "unknown", "period", "said"),
    [
        ([None, None], [], Period.HALF_YEAR, "0 van de 2 ingevuld"),
        ([None, None], ["1"], Period.HALF_YEAR, "1 van de 2 ingevuld, waarvan 1 nog niet bekend"),
        ([60], [], Period.HALF_YEAR, "1 van de 1 ingevuld · dat ene cijfer haalt de drempel van 25 %"),
        ([0], [], Period.HALF_YEAR, "1 van de 1 ingevuld · dat ene cijfer haalt de drempel van 25 % niet"),
        ([0, 60], [], Period.HALF_YEAR, "2 van de 2 ingevuld · 1 van de 2 cijfers haalt de drempel van 25 %"),
        ([200, 260], [], Period.YEAR, "2 van de 2 ingevuld · 2 van de 2 cijfers halen de KPI"),
    ],
)
def test_how_far_a_form_is(
    store: Store, asked: Asked, figures: list[int | None], unknown: list[str], period: Period, said: str
) -> None:
    year = next(one for one in catalogue.project_years(store) if one.project_year == 2)
    standing = {
        str(place): running(asked, value, year, period, catalogue.parameters(store))
        for place, value in enumerate(figures)
    }
    assert findings.progress(totals(standing, unknown, period), period, "25 %") == said


@pytest.mark.parametrize(
    ("new", "corrected", "said"),
    [
        (14, 0, "14 nieuwe cijfers"),
        (1, 0, "1 nieuw cijfer"),
        (0, 1, "1 verbetering"),
        (2, 3, "2 nieuwe cijfers en 3 verbeteringen"),
    ],
)
def test_a_summary_counts_what_it_brings(new: int, corrected: int, said: str) -> None:
    assert findings.changes(new, corrected) == said
