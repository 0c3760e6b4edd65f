"""Bronnen: one search, a card with a permanent address per thing, whole numbers, and no codes but that address."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from samenleven import dutch, terms
from samenleven.figures import Kind, Shown
from tests.screens.test_pages import check, open_page
from tests.support.screen import blocks, headlines, plain, said
from ui.filters.address import Address
from ui.look import tables
from ui.reading import reads
from ui.sources import computed, entries, register_rows, sources_screen
from ui.sources import sources_figures as figures
from ui.sources.entries import Sort

ENGLISH_CODE = re.compile(r"^(?:[a-z]+(?:[-_][a-z0-9.]+)+)$")
BRONNEN = Address("bronnen")


def card(app: AppTest) -> str:
    """The card on the page, as HTML; empty without one."""
    found = re.findall(r'<section class="so-card".*?</section>', "".join(blocks(app)), re.DOTALL)
    return found[0] if found else ""


def lines(app: AppTest) -> list[str]:
    """The lines of the list, as text."""
    shown = re.search(r'<nav class="so-list".*?</nav>', "".join(blocks(app)), re.DOTALL)
    assert shown is not None
    return [plain(one) for one in re.findall(r"<a .*?</a>", shown[0], re.DOTALL)]


def counts(app: AppTest) -> dict[str, int]:
    """How many the page says there are of each sort."""
    shown = re.search(r'<nav class="so-kinds".*?</nav>', "".join(blocks(app)), re.DOTALL)
    assert shown is not None
    found = re.findall(r"<a [^>]*>(\w+) <i>([\d.]+)</i>", shown[0])
    return {name: int(number.replace(".", "")) for name, number in found}


def test_the_headline_counts_what_is_published_followed_and_contradicted(store_path: Path) -> None:
    rows, disagree = reads.register("published_figure"), reads.register("contradiction")
    text = headlines(open_page("bronnen"))[0]
    assert f"Van {len(rows)} gepubliceerde cijfers volgen we er {rows['followed'].sum()}" in text
    assert f"op {len(disagree)} plaatsen spreken bronnen elkaar tegen" in text


@pytest.mark.parametrize("shown", [Shown.OFFICIAL, pytest.param(Shown.REPORTED, marks=pytest.mark.long), Shown.EXAMPLE])
def test_everything_has_a_card_under_its_permanent_address(store_path: Path, shown: Shown) -> None:
    every = entries.entries(shown)
    assert {one.sort for one in every} == set(Sort)
    assert len({(one.sort, one.key) for one in every}) == len(every)
    for one in every:
        address = Address(
            "bronnen", ((one.sort.value, one.key), *([("cijfers", "officieel")] if shown.only_official else []))
        )
        drawn = sources_screen.html(address)
        found = re.search(r'<section class="so-card".*?</section>', drawn, re.DOTALL)
        assert found is not None, one.key
        text = plain(found[0])
        assert html.escape(one.key) in found[0]
        assert "notice" not in drawn.split('<div class="so-search">')[0], one.key
        assert not {"None", "nan", "NaT", "<NA>"} & set(text.split()), (one.key, text)
        assert 'data-copy="/bronnen?' in found[0]
        if one.sort is not Sort.WORD:
            assert "Zo verwijst u ernaar" in text, one.key
        if shown.only_official:
            assert "≈" not in text, one.key


@pytest.mark.parametrize(
    ("zin", "asked", "words"),
    [
        (
            "Een gepubliceerd bedrag",
            {"cijfer": "awarded-2"},
            [
                "€ 16.907.780",
                "officieel, exact",
                "22 september 2023",
                "Gelezen",
                "samen 26,6 %",
                "Aangekondigd totaalbudget",
                "€ 16.970.780",
                "Overzicht: geld en deelnemers van jaar 2",
                "Toegekend budget",
                "bronnen?cijfer=awarded-2",
            ],
        ),
        ("Een afgerond bedrag", {"cijfer": "awarded-1"}, ["afgerond € 14.100.000", "die het afgerond geeft"]),
        (
            "Een cijfer dat niet gevolgd wordt",
            {"cijfer": "a5-engaged-wrong"},
            ["Niet gevolgd", "Actie 5 in projectjaar 2"],
        ),
        (
            "Een schatting zegt haar regel en haar grenzen",
            {"cijfer": "dekking"},
            [
                "73,1 %",
                "≈ schatting",
                "1.555.144 ÷ 2.128.787",
                "68,6 % tot 74,0 %",
                "Twee derde",
                "Statbel",
                "(schatting)",
            ],
        ),
        ("Een doelbereik", {"cijfer": "doelbereik-call-05.1-2"}, ["205,7 %", "170.951 ÷ 83.110 oefenkansen", "Jaar 1"]),
        ("Een streefwaarde", {"cijfer": "streefwaarde-plan-05a"}, ["15.000 personen", "plan 5a", "jaarlijks"]),
        (
            "Een aangenomen bedrag is een schatting",
            {"cijfer": "bedrag-call-05.1-3"},
            ["€ 60", "≈ schatting", "aanname"],
        ),
        ("Een streven blijft een streven", {"cijfer": "cl-plan-01"}, ["2/3e", "wil dit bereiken", "De woorden zelf"]),
        ("Een bron", {"bron": "statbel-origin"}, ["Geraadpleegd op", "CC BY 4.0", "73,1 %"]),
        (
            "Een oude link naar een bron",
            {"lijst": "source", "bron": "statbel-origin"},
            ["Geraadpleegd op", "CC BY 4.0"],
        ),
        (
            "Een parameter",
            {"parameter": "budget_awarded"},
            ["€ 14.100.000 per projectjaar", "€ 16.830.000", "Van 0 tot"],
        ),
        ("Een instelbare parameter", {"parameter": "origin_share"}, ["0,69 aandeel", "Budget: in te stellen"]),
        ("Een woord", {"woord": "doelbereik"}, ["Behaald gedeeld door streefwaarde", "Woordenlijst: kernbegrippen"]),
        ("Een tegenspraak", {"tegenspraak": "budget-33"}, ["Gevolgd. 47 miljoen", "€ 33.000.000", "Waarom"]),
        ("Een cijfer dat verbeterd is", {"cijfer": "a2-budget-total"}, ["Verbeterd", ".350.000", "30 november 2026"]),
    ],
)
def test_a_card_says(store_path: Path, zin: str, asked: dict[str, str], words: list[str]) -> None:
    app = open_page("bronnen", **asked)
    check(app)
    text = plain(card(app)).replace("\N{NO-BREAK SPACE}", " ")
    assert [one for one in words if one not in text] == [], zin


@pytest.mark.parametrize("sort", list(Sort))
def test_a_card_that_does_not_exist_is_said_as_text(store_path: Path, sort: Sort) -> None:
    app = open_page("bronnen", **{sort.value: "<b>zomaar</b>"})
    check(app)
    assert f"De link vraagt {sort} = <b>zomaar</b>" in said(app)
    assert card(app) == ""


@pytest.mark.parametrize(
    ("zin", "question", "first"),
    [
        ("73 %", "73 %", "73,1 %"),
        ("een bedrag in miljoenen", "16,9 miljoen", "€ 16.907.780"),
        ("zonder accent", "een van de zeven doelen", "Doelstelling"),
        ("een bron", "kanaal z", "Ruim 16.000 leerlingen volgen zomerschool"),
        ("een woord", "doelbereik", "Doelbereik"),
        ("een tegenspraak", "zwijndrecht", "Regio van Zwijndrecht"),
        ("een parameter", "drempel alleen", "Drempel alleen"),
        ("een vaste naam", "awarded-2", "€ 16.907.780"),
    ],
)
def test_a_search_finds(store_path: Path, zin: str, question: str, first: str) -> None:
    app = open_page("bronnen", zoek=question)
    check(app)
    assert any(first in one for one in lines(app)[:3]), (zin, lines(app)[:3])
    assert f'value="{html.escape(question)}"' in "".join(blocks(app))


def test_the_sorts_add_up_and_filter(store_path: Path) -> None:
    every = counts(open_page("bronnen"))
    assert every["alles"] == sum(every.values()) - every["alles"] == len(entries.entries(Shown.EXAMPLE))
    found = counts(open_page("bronnen", zoek="drempel"))
    assert 0 < found["alles"] == sum(found.values()) - found["alles"] < every["alles"]
    shown = lines(open_page("bronnen", zoek="drempel", soort="parameter"))
    assert len(shown) == found["parameters"]
    assert all("parameter" in one for one in shown)


def test_nothing_found_says_what_to_do(store_path: Path) -> None:
    app = open_page("bronnen", zoek="xyzzy<script>")
    check(app)
    assert "Niets gevonden voor xyzzy<script>" in said(app)
    assert card(app) == ""


def test_a_link_of_the_list_keeps_the_question_and_opens_one_card(store_path: Path) -> None:
    shown = "".join(blocks(open_page("bronnen", zoek="subsidie", soort="cijfer", bron="statbel-origin")))
    links = [html.unescape(one) for one in re.findall(r'<nav class="so-list".*?</nav>', shown, re.DOTALL)]
    first = re.findall(r'href="([^"]+)"', links[0])[0]
    assert "zoek=subsidie" in first
    assert "soort=cijfer" in first
    assert "cijfer=" in first.replace("soort=cijfer", "")
    assert "bron=" not in first


def test_with_only_official_figures_an_estimate_says_that_it_is_hidden(store_path: Path) -> None:
    app = open_page("bronnen", cijfer=computed.COVERAGE, cijfers="officieel")
    check(app)
    assert "is niet officieel, en u ziet alleen wat officieel is" in said(app)
    assert card(app) == ""
    assert "≈" not in said(app)
    assert counts(app)["cijfers"] < counts(open_page("bronnen"))["cijfers"]


def test_the_figure_of_a_card_is_that_of_the_first_screen(store_path: Path) -> None:
    """73,1 % on both, and the first screen leads to the card."""
    first = "".join(blocks(open_page("overzicht")))
    for key in ("awarded-2", "authorities-2", "applicants-2", computed.COVERAGE):
        number = re.search(rf'href="/bronnen\?cijfer={key}"[^>]*>([^<]+)</a>', first)
        assert number is not None, key
        one = entries.figures()[key]
        ways = {one.shown, one.shown.split()[0], f"≈ {one.shown}", dutch.millions(one.value)}
        assert number[1].replace("\N{NO-BREAK SPACE}", " ") in {way.replace("\N{NO-BREAK SPACE}", " ") for way in ways}


@pytest.mark.parametrize("code", register_rows.REGISTERS)
def test_a_register_has_every_row_with_its_kind_and_no_codes_of_programmers(store_path: Path, code: str) -> None:
    """Fault 23: `figure_id`, `plan-2021` and `call-05.1` stood there."""
    app = open_page("bronnen", lijst=code)
    check(app)
    rows = reads.register(code)
    drawn = figures.register(Address("bronnen", ((figures.LIST, code),)))
    assert drawn.picture in "".join(blocks(app))
    assert drawn.picture.count("<tr>") - 1 == len(rows) == len(drawn.table)
    assert not {"figure_id", "claim_id", "event_id", "contradiction_id", "correction_id"} & set(drawn.columns)
    shown = register_rows.in_words(rows)
    for name in ("source_id", "source_a", "source_b", "measure_id", "call_measure_id"):
        if name in drawn.columns:
            assert [one for one in shown[name].dropna() if ENGLISH_CODE.match(str(one))] == [], name
    official = figures.register(Address("bronnen", ((figures.LIST, code), ("cijfers", "officieel"))))
    assert set(official.table["kind"]) <= {Kind.OFFICIAL.value}


@pytest.mark.usefixtures("store_path")
def test_a_register_shows_numbers_whole_and_with_every_decimal() -> None:
    """Fault 7: 1.350.000 stood there as .350.000; and 0,582 is not 0,6."""
    published = plain(figures.register(Address("bronnen", ((figures.LIST, "published_figure"),))).picture)
    assert "\n1.350.000\n" in published
    assert "\n0,582\n" in plain(figures.register(Address("bronnen", ((figures.LIST, "parameter"),))).picture)


@pytest.mark.usefixtures("store_path")
def test_nothing_of_our_own_is_shown_with_only_official_figures() -> None:
    official = Address("bronnen", (("cijfers", "officieel"),))
    assert figures.money(official).table.empty
    assert set(figures.coverage(official).table["kind"]) == {"official"}
    assert set(figures.corrections(official).table["kind"]) == {"official"}
    assert "nakijken-geld" not in sources_screen.registers(official)


def test_a_correction_stands_on_the_card_of_its_figure(store_path: Path) -> None:
    rows = reads.records(reads.register("correction"))
    assert rows
    known = entries.figures()
    for row in rows:
        if row["card"] is None:
            continue
        assert row["card"] in known, row["correction_id"]
        drawn = sources_screen.html(Address("bronnen", (("cijfer", row["card"]),)))
        assert html.escape(row["became"], quote=False) in html.unescape(drawn) or row["became"] in plain(drawn)


@pytest.mark.parametrize(
    ("code", "name"), [("call-05.1", "oproep 5.1"), ("plan-01a", "plan 1a"), ("call-24.10", "oproep 24.10")]
)
def test_a_measure_has_a_number_that_people_know(code: str, name: str) -> None:
    assert terms.measure_name(code) == name


def test_files_have_dutch_names() -> None:
    assert terms.slug("Gepubliceerde cijfers") == "gepubliceerde-cijfers"
    assert terms.slug("  Eén: plan (2021)! ") == "een-plan-2021"


def test_the_address_of_a_publisher_is_a_link_and_nothing_else_is(store_path: Path) -> None:
    assert tables._html("url", "https://www.vvsg.be/a?b=1&c=2").startswith(
        '<a href="https://www.vvsg.be/a?b=1&amp;c=2"'
    )
    assert "<a" not in tables._html("url", "javascript:alert(1)")
