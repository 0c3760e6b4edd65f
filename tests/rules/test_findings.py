"""What the headlines of overzicht and doelstellingen say: a Dutch sentence per row of the tables."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenleven.attainment import Attainment
from samenleven.figures import Kind, Shown
from samenleven.findings import goals, overview
from samenleven.sums import by_goal
from tests.support import findings_case as case
from tests.support.files import read_csv

TABLES = Path(__file__).parents[1] / "tables"
RATIO = st.one_of(st.just("-"), st.just("?"), st.integers(0, 300).map(lambda n: str(n / 100)))
CELL = st.lists(st.tuples(st.sampled_from("ABCDEFG"), RATIO), max_size=14).map(
    lambda found: ";".join(f"{name}:{ratio}" for name, ratio in sorted(found))
)


def said(cell: str, *, shown: Shown = Shown.EXAMPLE, kind: Kind = Kind.EXAMPLE) -> str:
    """The verdict on the goals of a cell."""
    found = case.goals(cell)
    actions = case.actions({100 + goal.goal_id: goal.title for goal in found})
    rows = case.of_goals(cell, kind)
    return overview.verdict(rows, found, actions, year=2, shown=shown).text


@pytest.mark.parametrize("row", read_csv(TABLES / "findings_overview.csv"), ids=lambda row: row["sentence"])
def test_the_verdict(row: dict[str, str]) -> None:
    assert said(row["results"], shown=Shown(row["shown"]), kind=Kind(row["kind"])) == row["sentence"]


@pytest.mark.parametrize("row", read_csv(TABLES / "findings_strip.csv"), ids=lambda row: row["sentence"])
def test_the_heading_of_the_strip(row: dict[str, str]) -> None:
    assert overview.strip(by_goal(case.of_goals(row["results"]), case.goals(row["results"]))) == row["sentence"]


@pytest.mark.parametrize("row", read_csv(TABLES / "findings_goals.csv"), ids=lambda row: row["sentence"])
def test_the_headline_of_doelstellingen(row: dict[str, str]) -> None:
    rows = [
        case.measure(f"m{place}", ratio, goal=1, action=int(action))
        for place, (action, ratio) in enumerate(case.parts(row["results"]))
    ]
    actions = case.actions({99: "een actie zonder korte naam"})
    found = goals.headline(rows, actions, year=2, shown=Shown(row["shown"]))
    assert found.text == row["sentence"]


@given(CELL)
def test_a_verdict_names_the_lowest_and_only_among_three(cell: str) -> None:
    """Checked by hand from the rows: who lags the most has the lowest mean, and at least two others are above it."""
    text = said(cell)
    known = [row for row in by_goal(case.of_goals(cell), case.goals(cell)) if row.ratio is not None]
    if "het meest" in text or "het laagst" in text:
        assert len(known) >= 3
        least = min(row.ratio for row in known if row.ratio is not None)
        assert least < 1
        names = text.split("; ")[1].split(" loopt ")[0].split(" lopen ")[0].split(" staa")[0]
        if "doelstellingen" not in names:
            named = names.replace(" en ", ", ").split(", ")
            assert next(row.component for row in known if row.ratio == least) in named
    assert "  " not in text
    assert text[0] == text[0].upper()


def test_a_headline_on_made_up_figures_says_so() -> None:
    cell = "A:1;B:0.5;C:0.6"
    actions = case.actions({101: "A", 102: "B", 103: "C"})
    for kind, mark in ((Kind.EXAMPLE, "rust op voorbeeldcijfers"), (Kind.OFFICIAL, None)):
        rows = case.of_goals(cell, kind)
        found = overview.verdict(rows, case.goals(cell), actions, year=2, shown=Shown.EXAMPLE)
        assert found.mark == mark
        assert goals.headline(rows, actions, year=2).mark == mark


def test_the_kind_of_a_promise_without_a_result_is_not_that_of_the_headline() -> None:
    rows = [*case.of_goals("A:1;B:0.5;C:0.6", Kind.OFFICIAL), case.measure("x", "-", goal=1, action=9)]
    found = overview.verdict(rows, case.goals("A:1;B:0.5;C:0.6"), case.actions({9: "x"}), year=2, shown=Shown.EXAMPLE)
    assert found.mark is None


@pytest.mark.parametrize(
    ("pairs", "text"),
    [
        ([], "Geen enkel cijfer is over twee jaren gepubliceerd"),
        ([(1, 2)], "Eén cijfer is over twee jaren gepubliceerd, en het groeide"),
        ([(2, 2)], "Eén cijfer is over twee jaren gepubliceerd, en het bleef gelijk"),
        ([(3, 2)], "Eén cijfer is over twee jaren gepubliceerd, en het daalde"),
        ([(1, 2), (0, 10**9)], "Alles wat over twee jaren gepubliceerd is, groeide"),
        ([(1, 1), (0, 0)], "Alles wat over twee jaren gepubliceerd is, bleef gelijk"),
        ([(1, 2), (2, 1), (3, 3)], "Van drie gepubliceerde cijfers: één groeide, één bleef gelijk en één daalde"),
        ([(1, 2), (2, 3), (2, 1)], "Van drie gepubliceerde cijfers: twee groeiden en één daalde"),
    ],
)
def test_growth_of_what_is_published(pairs: list[tuple[float, float]], text: str) -> None:
    assert overview.growth(pairs) == text


def test_money_and_participants() -> None:
    assert overview.subsidy(16_907_780, 14_100_000, 1) == "subsidie, € 2,8 mln meer dan jaar 1"
    assert overview.subsidy(16_830_000, 16_907_780, 2) == "subsidie, € 0,1 mln minder dan jaar 2"
    assert overview.subsidy(16_900_000, 16_907_780, 2) == "subsidie, ongeveer evenveel als jaar 2"
    assert overview.subsidy(5, 5, 2) == "subsidie, evenveel als jaar 2"
    assert overview.subsidy(5, None, 0) == "subsidie"
    assert overview.beside(147, 104) == "43 meer"
    assert overview.beside(59, 59) == "evenveel"
    assert overview.beside(50, None) == ""
    assert overview.taking_part(147, 300) == "147 van de 300 gemeenten doen mee"
    assert overview.taking_part(1, 300) == "1 van de 300 gemeenten doet mee"
    assert overview.taking_part(300, 300) == "Alle 300 gemeenten doen mee"
    assert overview.taking_part(147, 300, named=39) == "147 gemeenten doen mee, 39 namen zijn bekend"
    assert overview.taking_part(None, 300) == "Hoeveel gemeenten meedoen is niet gepubliceerd"


def kept(*ratios: str) -> tuple[str, str]:
    return goals.kept([case.measure(str(i), ratio, goal=1, action=1) for i, ratio in enumerate(ratios)])


def test_how_many_parts_of_a_goal_are_reached() -> None:
    assert kept("1", "1.2", "0.9") == ("2 van 3", "onderdelen gehaald")
    assert kept("0.9") == ("0 van 1", "onderdeel gehaald")
    assert kept("0.9", "?", "-") == ("0 van 1", "onderdeel gehaald, 2 zonder")
    assert kept("-") == ("", "geen resultaat")


def test_the_ribbon_counts_what_is_made_up() -> None:
    def row(kind: Kind, action: int, ratio: str = "1") -> Attainment:
        return case.measure("m", ratio, goal=1, action=action, kind=kind)

    example, official = Kind.EXAMPLE, Kind.OFFICIAL
    assert goals.ribbon([]) is None
    assert goals.ribbon([row(official, 2)]) is None
    assert goals.ribbon([row(example, 2)]) == "Het enige resultaat is een voorbeeld"
    assert goals.ribbon([row(example, 2), row(example, 3)]) == "Beide resultaten zijn voorbeelden"
    mixed = [row(example, 3), row(official, 5), row(official, 2), row(example, 9, "-")]
    assert goals.ribbon(mixed) == "Eén van de drie resultaten is een voorbeeld; officieel zijn acties 2 en 5"


@given(st.decimals(0, 10**6, places=3))
def test_times_never_says_more_than_it_is(ratio: Decimal) -> None:
    text = overview.times(ratio)
    assert ("meer dan" in text) <= (ratio > 1)
    assert ("ruim dubbel" in text) <= (ratio > 2)
    assert ("bijna" in text) <= (ratio < 2)
    assert ("van wat afgesproken is" in text) == (ratio < 1)
