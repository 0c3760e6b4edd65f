"""The page *budget* in the app-test harness: each part, scenarios in links, and what a hostile link does."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from samenleven.budget import scenario_text
from samenleven.budget.scenario import Scenario
from samenleven.budget.scenario_parser import parse
from samenleven.errors import SamenlevenError
from samenleven.store import budget
from samenleven.store.connection import Store
from tests.screens.test_pages import check, open_page, texts
from tests.support.screen import blocks, headlines
from ui.budget import budget_choice, budget_details, budget_figures, budget_files
from ui.figure import forms
from ui.filters.address import Address
from ui.reading import cached

PARTS = ("verkenning", "vergelijken", "beste", "zekerheid", "aanvraag")
FULL = {
    "title": "Proef ~ met teken",
    "baseline": "announced",
    "round_order": "new_first",
    "threshold_alone": 5000,
    "origin_share": 0.7,
    "budget": {"2": 15_000_000},
    "unit_amount": {"call-05.1": 65.5},
    "ceiling": {"9": 150_000},
    "weight": {"3": 2},
}


def words(app: AppTest) -> str:
    """Everything a reader sees as text."""
    return texts(app)


def drawn(app: AppTest) -> str:
    """The HTML of the page."""
    return html.unescape("".join(blocks(app)))


def shown(app: AppTest, label: str) -> str:
    """A key figure by its name."""
    for one in app.metric:
        if one.label == label:
            return str(one.value)
    found = re.search(f'<th scope="row">{re.escape(label)}</th><td class="num">([^<]*)</td>', drawn(app))
    assert found, label
    return found[1]


def value_of(app: AppTest, field: str) -> str:
    """What stands in a field of the scenario."""
    found = re.search(f'<input[^>]*id="{re.escape(field)}"[^>]*value="([^"]*)"', drawn(app))
    assert found, field
    return found[1]


@pytest.mark.parametrize("view", budget_details.TITLES)
@pytest.mark.parametrize("scenario", ["", "threshold_alone~5000~budget.2~9000000"])
def test_every_view_of_the_exploration_opens_with_figures_that_say_what_they_are(
    store_path: Path, view: str, scenario: str
) -> None:
    app = open_page("budget", toon=view, jaar="2", scenario=scenario)
    check(app)
    seen = texts(app)
    assert "Modeluitkomst, geen officieel cijfer" in seen
    assert "rust op voorbeeldaanvragen" in seen
    assert "▨ voorbeeld" in seen
    assert not app.dataframe
    figures = re.findall(r'<figure class="obj [^"]*" id="([a-z-]+)"', drawn(app))
    assert figures[:4] == ["budget-bereik", "budget-doelen", "budget-kaart", "budget-indieners"]
    assert len(figures) == 5


def test_the_answer_is_the_headline_and_the_same_in_figure_and_file(store_path: Path) -> None:
    app = open_page("budget", jaar="3", scenario="budget.3~12000000")
    assert headlines(app)[0].strip().startswith("Met € 12,0 mln zakt Non-discriminatie in dit model het verst: van ")
    with cached.using(Store(store_path)):
        one = budget_figures.FIGURES["budget-indieners"]
        address = Address("budget", (("scenario", "budget.3~12000000"),))
        finding = one(budget_figures.budget_sides.of(budget_choice.of(address))).finding
    assert f">{finding}" in drawn(app)
    assert "Verband Ninove verliest in dit rekenmodel voor zijn grootte het meest" in finding


@pytest.mark.parametrize("name", [*budget_figures.FIGURES, "vergelijken-kern", "vergelijken-kaart"])
def test_a_figure_is_taken_along_from_the_scenario_of_its_address(store_path: Path, name: str) -> None:
    first, second = (forms.answer(name, "csv", f"jaar=3&scenario={one}") for one in ("", "budget.3~9000000"))
    assert first.status_code == second.status_code == 200
    assert "soort cijfer" in bytes(first.body).decode().split("\n")[0]
    assert first.body != second.body
    table = forms.answer(name, "tabel", "jaar=3&scenario=budget.3~9000000")
    assert b"<table>" in table.body
    assert b"-\xe2\x82\xac" not in table.body, "a minus is no hyphen"


def test_with_only_official_figures_there_is_nothing_to_take_along(store_path: Path) -> None:
    body = bytes(forms.answer("budget-kaart", "csv", "jaar=3&cijfers=officieel").body).decode()
    assert "voorbeeld" not in body


def test_the_files_of_a_scenario(store_path: Path) -> None:
    query = "jaar=3&scenario=budget.3~9000000~title~Proef"
    file = budget_files.made(query)
    assert file is not None
    assert budget_files.read(file.content, 2) == (3, "budget.3~9000000~title~Proef")
    assert budget_files.made(query + "x" * 30_000) is None


def test_what_a_scenario_says_about_itself_can_be_read(store_path: Path) -> None:
    app = open_page("budget", scenario="title~Proef~author~An~threshold_alone~5000")
    check(app)
    assert [value_of(app, f"s-{name}") for name in ("title", "author", "reference")] == ["Proef", "An", ""]


def test_every_setting_has_a_field(store_path: Path, store: Store) -> None:
    """All that a scenario may say, but what it says of itself and the amounts of other actions than the chosen one."""
    app = open_page("budget", jaar="3", actie="5")
    cells = set(re.findall(r'data-cell="([^"]+)"', drawn(app)))
    space = budget.space(store, 3)
    settings = {name for name, one in space.parameters.items() if one.setting}
    pooling = {name for name in settings if name.startswith("cooperation_")}  # those are for *samenwerking*
    tables = {"budget_awarded", "budget_announced", "goal_weight"}
    assert settings - pooling - tables <= cells
    assert {"budget.3", "unit_amount.call-05.1", "max_units.call-05.1", "realisation.5", "ceiling.5"} <= cells
    assert {f"weight.{goal}" for goal in range(1, 8)} <= cells
    assert {"baseline", "yardstick", "round_order", "round_cut", "title", "author", "reference"} <= cells


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("official", ["", "officieel"])
def test_every_part_opens_with_and_without_examples(store_path: Path, part: str, official: str) -> None:
    app = open_page("budget", deel=part, **({"cijfers": official} if official else {}))
    check(app)
    if official and part != "aanvraag":
        assert "Zonder aanvragen valt er niets te verkennen" in texts(app)
    assert ("wie wat vroeg is verzonnen" in texts(app)) == (part != "aanvraag" and not official)


def test_a_lower_threshold_shows_who_enters(store_path: Path) -> None:
    app = open_page("budget", jaar="2", scenario="threshold_alone~4500")
    seen = words(app)
    assert "Komen in dit rekenmodel erbij (1): Zele." in seen
    assert "mogen voortaan alleen indienen" in seen
    assert "Dendermonde" in seen
    assert "Drempel alleen 4.500 (was 7.500)" in seen
    assert "stond alleen open" not in seen


def test_a_call_for_those_of_the_year_before_says_why_nobody_enters(store_path: Path) -> None:
    seen = words(open_page("budget", jaar="3", scenario="threshold_alone~5000"))
    assert "mogen voortaan alleen indienen" in seen
    assert "Komen in dit rekenmodel erbij" not in seen
    assert "Oproep 3 stond alleen open voor indieners van projectjaar 2" in seen


@pytest.mark.parametrize(
    ("scenario", "field", "exact"),
    [
        ("budget.3~9123456", "bg-budget", "9123456"),
        ("budget.3~9123456", "s-budget.3", "9123456"),
        ("budget.3~90000000", "bg-budget", "90000000"),
        ("threshold_alone~7512", "s-threshold_alone", "7512"),
        ("own_share~0.123456", "s-own_share", "12.3456"),
        ("unit_amount_factor~1.234567", "s-unit_amount_factor", "1.234567"),
        ("threshold_alone~-5", "s-threshold_alone", "-5"),
        ("threshold_alone~veel", "s-threshold_alone", "veel"),
    ],
)
def test_a_field_shows_a_number_exactly_also_a_wrong_one(
    store_path: Path, scenario: str, field: str, exact: str
) -> None:
    app = open_page("budget", jaar="3", scenario=scenario)
    check(app)
    assert value_of(app, field) == exact


def test_the_slider_marks_what_was_awarded_and_gives_the_way_back(store_path: Path) -> None:
    seen = drawn(open_page("budget", jaar="3", scenario="budget.3~9000000~threshold_alone~5000"))
    assert '<b id="bg-live" class="num">€ 9,0 mln</b>' in seen
    assert "−46,5 %" in seen
    assert ">toegekend 16,83</i>" in seen
    assert re.search(
        r'href="/budget\?jaar=3&scenario=threshold_alone~5000">Terug naar 16,83<', seen.replace("%7E", "~")
    )
    assert "Terug naar" not in drawn(open_page("budget", jaar="3"))
    announced = drawn(open_page("budget", jaar="3", scenario="baseline~announced"))
    assert ">aangekondigd 13,0</i>" in announced


def test_start_again_takes_everything_back(store_path: Path) -> None:
    app = open_page("budget", jaar="3", scenario="budget.3~9000000")
    assert shown(app, "Toegekend, met stimulansen") == "€ 9.000.000"
    assert '<a href="/budget?jaar=3">Begin opnieuw</a>' in drawn(app)
    app = open_page("budget", jaar="3")
    assert shown(app, "Toegekend, met stimulansen") == "€ 16.830.000"
    assert "Begin opnieuw" not in drawn(app)


def test_one_authority_sees_what_changes_for_it_and_why(store_path: Path) -> None:
    seen = words(open_page("budget", jaar="3", nis="46021", scenario="budget.3~12000000"))
    assert "Sint-Niklaas krijgt in dit rekenmodel" in seen
    assert "Het meest doet het budget" in seen
    assert "is niet in dit rekenmodel" in words(open_page("budget", nis="99999"))


def test_two_scenarios_stand_side_by_side(store_path: Path) -> None:
    link = {"deel": "vergelijken", "jaar": "3"}
    app = open_page("budget", **link, scenario="budget.3~9000000", naast="threshold_alone~5000")
    check(app)
    row = r'<th scope="row">Budget</th><td class="num">([^<]*)</td><td class="num">([^<]*)</td>'
    assert re.findall(row, drawn(app)) == [("€ 9.000.000", "€ 16.830.000")]
    assert "Drempel alleen: 5.000 (was 7.500)" in texts(app)
    announced = open_page("budget", **link, met="aangekondigd")
    assert re.findall(row, drawn(announced)) == [("€ 16.830.000", "€ 13.000.000")]
    same = open_page("budget", **link)
    assert (
        headlines(same)[0]
        .strip()
        .startswith("Uw scenario en het plan zoals toegekend geven in dit rekenmodel hetzelfde")
    )


@pytest.mark.parametrize(
    ("sentence", "scenario", "said"),
    [
        ("Alle gewichten nul", "~".join(f"weight.{goal}~0" for goal in range(1, 8)), "geen betaald doelbereik"),
        ("Een budget onder de stimulansen", "budget.3~100000", "Met € 100.000 valt in dit model niets te verdelen"),
        ("Een klein budget", "budget.3~5000", "alles gaat op aan de stimulansen voor samenwerking"),
        ("Alles voor eigen rekening", "own_share~1", "blijft er geen subsidie over"),
        ("Een naam van 40 tekens", "title~" + "Langenaam" * 4, "Verkennen"),
        ("Meer geld dan iemand vraagt", "budget.3~100000000", "vraagt niemand"),
    ],
)
def test_an_odd_scenario_gives_an_answer_that_can_be_read(
    store_path: Path, sentence: str, scenario: str, said: str
) -> None:
    app = open_page("budget", jaar="3", scenario=scenario)
    check(app)
    assert said in words(app), sentence
    assert "nan" not in words(app).lower().split()


@pytest.mark.parametrize(
    ("zin", "scenario", "fault"),
    [
        ("Een onbekende sleutel", "zomaar~5", "'zomaar' is onbekend"),
        ("Een drempel onder nul", "threshold_alone~-1", "minstens 0"),
        ("Een budget van tien miljard", "budget.3~10000000000", "hoogstens 100.000.000"),
        ("Een budget van nul", "budget.3~0", "valt niets te verdelen"),
        ("Een sleutel zonder waarde", "threshold_alone", "niet volledig"),
        ("Dezelfde sleutel twee keer", "threshold_alone~1~threshold_alone~2", "niet volledig of staat dubbel"),
        ("HTML in een waarde", "threshold_alone~<script>alert(1)</script>", "geen getal"),
        ("Een reusachtige macht", "own_share~1e-999999999", "geen getal"),
        ("Een te lange tekst", "title~" + "x" * 9000, "Naam van het scenario is te lang. Schrijf hoogstens 200 tekens"),
        ("Een te lang adres", "title~" + "x" * 20_001, "niet volledig"),
        ("Een getal en een tabel met één naam", "weight~1~weight.2~1", "'weight' staat er als één getal en als tabel"),
        ("Een tabel en een getal met één naam", "weight.2~1~weight~1", "'weight' staat er als één getal en als tabel"),
        ("Een schakelaar op half", "threshold_alone_strict~0.5", "Schrijf 1 (ja) of 0 (nee)"),
        ("Te veel cijfers na de komma", "origin_share~0." + "1" * 21, "geen getal"),
        ("Een actie die niet bestaat", "ceiling.99~1", "Plafond van actie 99 is onbekend"),
    ],
)
def test_a_hostile_scenario_gives_a_notice_and_the_baseline(
    store_path: Path, zin: str, scenario: str, fault: str
) -> None:
    app = open_page("budget", jaar="3", scenario=scenario)
    check(app)
    notice = next(one for one in drawn(app).split("</p>") if "Dit telt niet mee in het scenario" in one)
    assert fault in notice, zin
    assert "<script" not in "".join(blocks(app))
    assert len(notice) < 900
    assert shown(app, "Toegekend, met stimulansen") == "€ 16.830.000"


def test_what_is_right_in_a_scenario_counts_beside_what_is_wrong(store_path: Path) -> None:
    """One wrong number once threw the whole scenario away."""
    app = open_page("budget", jaar="3", scenario="budget.3~9000000~threshold_alone~-3")
    check(app)
    assert shown(app, "Toegekend, met stimulansen") == "€ 9.000.000"
    assert "Drempel alleen is -3. Het moet minstens 0" in texts(app)
    assert 'href="/budget?jaar=3&scenario=budget.3~9000000">Laat het weg</a>' in drawn(app)


def test_a_scenario_survives_link_and_file(store: Store) -> None:
    space = budget.space(store, 2)
    scenario = parse(FULL, space)
    link = scenario_text.as_text(scenario)
    by_link = parse(scenario_text.nest(scenario_text.decode(link)), space)
    by_file = parse(scenario_text.from_toml(scenario_text.to_toml(scenario)), space)
    assert by_file == scenario
    assert by_link == parse(FULL | {"title": "Proef   met teken"}, space)
    assert parse(scenario_text.from_toml(scenario_text.to_toml(Scenario())), space) == Scenario()


@pytest.mark.parametrize("text", ["a = ", "a = 1\na = 2", "[" * 5000, "\x00", "budget = [1"])
def test_a_file_that_is_no_toml_says_so(text: str) -> None:
    with pytest.raises(SamenlevenError, match="geen leesbare TOML"):
        scenario_text.from_toml(text)


@pytest.mark.parametrize("title", ['a"b', "a\\b", "a\nb", "a\x7fb", "2024", "é ~ \ud800"])
def test_any_title_makes_a_readable_file(store: Store, title: str) -> None:
    text = scenario_text.to_toml(Scenario(title=title))
    assert isinstance(parse(scenario_text.from_toml(text), budget.space(store, 2)).title, str)
