"""Which figure counts for a cell, and what an incomplete one says: tables a policy officer can check."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from samenleven.counted import (
    Aggregation,
    Figure,
    Line,
    Period,
    Published,
    add_up,
    count_for_plan,
    count_promises,
    period_that_counts,
    remark,
)
from samenleven.figures import Kind
from tests.support.files import read_csv

TABLES = Path(__file__).parents[1] / "tables"
CASES = read_csv(TABLES / "counted.csv")
PLAN_CASES = read_csv(TABLES / "counted_for_plan.csv")
KINDS = {"o": Kind.OFFICIAL, "g": Kind.REPORTED, "e": Kind.EXAMPLE}
DAY = date(2023, 9, 30)
TARGET = Figure(Decimal(10), Kind.OFFICIAL, "plan-2021", None)


def figure(text: str, kind: Kind) -> Figure | None:
    return None if text in ("", "-") else Figure(Decimal(text), kind, f"bron-{kind}", DAY)


def published(text: str, authorities: str = "") -> Published:
    """`realised/promised` of a published total."""
    realised, promised = text.split("/") if text else ("", "")
    official = Kind.OFFICIAL
    return Published(figure(promised, official), figure(realised, official), figure(authorities, official))


def lines(text: str) -> list[Line]:
    """`kind realised/promised` per agreement: the first of one authority, later ones of that one and two others."""
    found = []
    for number, part in enumerate(text.split("; ") if text else []):
        kind, numbers = KINDS[part[0]], part[2:].split("/")
        promised = figure(numbers[1], kind)
        assert promised
        others = {f"{number} a", f"{number} b"} if number else set()
        found.append(Line(promised, figure(numbers[0], kind), None, frozenset({"first"} | others)))
    return found


def value(found: Figure | None) -> str:
    return "" if found is None else str(found.value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["zin"])
def test_which_figure_counts(case: dict[str, str]) -> None:
    found = count_promises(lines(case["lines"]), Period.YEAR, published(case["published"]))
    said = remark(found.received_reports, found.expected_reports, is_lower_bound=found.is_lower_bound)
    assert [value(found.realised), value(found.target), value(found.promised)] == [
        case["realised"],
        case["target"],
        case["promised"],
    ]
    assert (found.realised.kind if found.realised else "", said or "") == (case["kind"], case["remark"])


@pytest.mark.parametrize("case", PLAN_CASES, ids=lambda case: case["zin"])
def test_which_figure_counts_for_the_plan(case: dict[str, str]) -> None:
    found = count_for_plan(
        Aggregation(case["aggregation"]), TARGET, lines(case["lines"]), Period.YEAR, published(case["published"])
    )
    said = remark(found.received_reports, found.expected_reports, is_lower_bound=found.is_lower_bound)
    assert (value(found.realised), found.is_lower_bound, said or "") == (
        case["realised"],
        case["is_lower_bound"] == "true",
        case["remark"],
    )
    assert (found.target, found.promised) == (TARGET, None)


def test_who_engages_is_what_is_published_when_it_is() -> None:
    found = count_for_plan(
        Aggregation.ENGAGED_AUTHORITIES, TARGET, lines("e 1/1"), Period.YEAR, published("14/16", authorities="24")
    )
    assert found.realised == figure("24", Kind.OFFICIAL)


def test_the_tables_hold_every_way_of_counting() -> None:
    assert {case["aggregation"] for case in PLAN_CASES} == set(Aggregation)


def test_the_half_year_counts_until_somebody_reports_the_year() -> None:
    promised = Figure(Decimal(100), Kind.REPORTED, "akkoord", DAY)
    half = Figure(Decimal(30), Kind.REPORTED, "halfjaar", date(2023, 3, 31))
    early, late = Line(promised, None, half), Line(promised, Figure(Decimal(90), Kind.REPORTED, "jaar", DAY), half)
    assert [period_that_counts(some) for some in ([], [early], [early, late])] == [
        Period.HALF_YEAR,
        Period.HALF_YEAR,
        Period.YEAR,
    ]
    first = count_promises([early, early], Period.HALF_YEAR)
    assert (value(first.realised), value(first.target)) == ("60", "200")
    found = count_promises([early, late], Period.YEAR)
    assert (value(found.realised), value(found.target), value(found.promised)) == ("90", "100", "200")
    assert (value(found.half_year), value(found.half_year_target)) == ("60", "200")


def test_the_half_year_is_compared_with_who_reported_it() -> None:
    promised = Figure(Decimal(100), Kind.REPORTED, "akkoord", DAY)
    half = Figure(Decimal(30), Kind.REPORTED, "halfjaar", date(2023, 3, 31))
    found = count_promises([Line(promised, None, half), Line(promised)], Period.HALF_YEAR)
    assert (value(found.half_year), value(found.half_year_target)) == ("30", "100")


def test_nothing_adds_up_to_nothing_and_zeros_to_zero() -> None:
    zero = Figure(Decimal(0), Kind.REPORTED, "bron", None)
    assert add_up([]) is None
    assert add_up([None, None]) is None
    assert value(add_up([zero, None, zero])) == "0"


def test_a_sum_names_every_source_once_and_the_newest_date() -> None:
    one, other = (Figure(Decimal(1), Kind.REPORTED, source, DAY) for source in ("b", "a"))
    found = add_up([one, other, Figure(Decimal(1), Kind.EXAMPLE, "a", date(2024, 9, 30))])
    assert found == Figure(Decimal(3), Kind.EXAMPLE, "a, b", date(2024, 9, 30))
