"""The page *budget* in the app-test harness: each part, scenarios in links, and what a hostile link does."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from samenleven import dutch
from samenleven.budget import scenario_text
from samenleven.budget.rules import rules_of
from samenleven.budget.scenario import Scenario, parse
from samenleven.errors import SamenlevenError
from samenleven.optimum.optimiser import optimise
from samenleven.optimum.program import problem_of
from samenleven.store import budget
from samenleven.store.connection import Store
from tests.screens.test_pages import check, open_page, texts
from ui.budget import takeaway

VIEWS = ("kern", "kaart", "besturen", "doelen", "kas")
GROUPS = ("geld", "drempel", "bedragen", "deelname", "inbreng", "rondes", "gewichten")
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
    """Everything a reader sees as text, also what is drawn as HTML."""
    drawn = "\n".join(one.body for one in app.html if 'class="outcome"' in one.body)
    return html.unescape(texts(app) + re.sub(r"<[^>]*>", "", drawn))


def shown(app: AppTest, label: str) -> str:
    """A key figure by its name."""
    for one in app.metric:
        if one.label == label:
            return str(one.value)
    pattern = f'<span class="name">{label}</span><span class="value">([^<]*)</span>'
    return next(found[1] for one in app.html if (found := re.search(pattern, one.body)))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("scenario", ["", "threshold_alone~5000~budget.2~9000000"])
def test_every_view_of_the_exploration_opens(store_path: Path, view: str, scenario: str) -> None:
    app = open_page("budget", toon=view, jaar="2", scenario=scenario)
    check(app)
    assert "Modeluitkomst, geen officieel cijfer" in texts(app)
    assert "Soort cijfers:** ▨ voorbeeld" in texts(app)


def test_what_a_scenario_says_about_itself_can_be_read_and_changed(store_path: Path) -> None:
    app = open_page("budget", scenario="title~Proef~author~An~threshold_alone~5000")
    check(app)
    fields = {one.label: one for one in app.text_input}
    assert [one.value for one in fields.values()] == ["Proef", "An", ""]
    fields["Wie maakte het?"].set_value(" Els ").run()
    fields = {one.label: one for one in app.text_input}
    fields["Naam van het scenario"].set_value("").run()
    check(app)
    found = scenario_text.decode(app.session_state["scenario_texts"]["scenario"])
    assert found == {"author": "Els", "threshold_alone": 5000}


@pytest.mark.parametrize("group", GROUPS)
def test_every_group_of_settings_opens(store_path: Path, group: str) -> None:
    app = open_page("budget", groep=group)
    check(app)
    assert len(app.slider) + len(app.number_input) + len(app.radio) >= 2


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("official", ["", "ja"])
def test_every_part_opens_with_and_without_examples(store_path: Path, part: str, official: str) -> None:
    app = open_page("budget", deel=part, **({"officieel": official} if official else {}))
    check(app)
    if official and part != "aanvraag":
        assert "Zonder aanvragen valt er niets te verkennen" in texts(app)
    assert ("wie wat vroeg is verzonnen" in texts(app)) == (part != "aanvraag" and not official)


def test_a_lower_threshold_shows_who_enters(store_path: Path) -> None:
    app = open_page("budget", jaar="2", scenario="threshold_alone~4500")
    seen = words(app)
    assert "Komen in dit model erbij (1): Zele." in seen
    assert "mogen voortaan alleen indienen" in seen
    assert "Dendermonde" in seen
    assert "Drempel alleen 4.500 (was 7.500)" in seen
    assert "stond alleen open" not in seen


def test_a_call_for_those_of_the_year_before_says_why_nobody_enters(store_path: Path) -> None:
    seen = words(open_page("budget", jaar="3", scenario="threshold_alone~5000"))
    assert "mogen voortaan alleen indienen" in seen
    assert "Komen in dit model erbij (0): niemand." in seen
    assert "Oproep 3 stond alleen open voor indieners van projectjaar 2" in seen


def test_a_slider_writes_the_scenario_into_the_url(store_path: Path) -> None:
    app = open_page("budget", groep="drempel", jaar="2")
    app.slider(key="schuif_threshold_alone").set_value(4500).run()
    check(app)
    assert app.query_params["scenario"] == "threshold_alone~4500"
    assert "Zele" in words(app)
    app.slider(key="schuif_threshold_alone").set_value(7500).run()
    assert "scenario" not in app.query_params
    assert "wijzigt nog niets" in words(app)


@pytest.mark.parametrize(
    ("group", "scenario", "key", "exact"),
    [
        ("geld", "budget.3~9123456", "schuif_budget.3", 9_123_456),
        ("geld", "budget.3~90000000", "schuif_budget.3", 90_000_000),
        ("drempel", "threshold_alone~7512", "schuif_threshold_alone", 7512),
        ("inbreng", "own_share~0.123456", "schuif_own_share", 0.123456),
        ("bedragen", "unit_amount_factor~1.234567", "schuif_unit_amount_factor", 1.234567),
    ],
)
def test_one_number_has_one_widget_that_shows_it_exactly(
    store_path: Path, group: str, scenario: str, key: str, exact: float
) -> None:
    """What a link or file says between the steps of a slider or beyond it stays as it is, also when another moves."""
    app = open_page("budget", groep=group, jaar="3", scenario=scenario)
    check(app)
    assert app.slider(key=key).value == exact
    assert app.query_params["scenario"] == scenario
    names = [str(one.key).split("_", 1)[1] for one in (*app.slider, *app.number_input) if one.key]
    assert len(names) == len(set(names))


def test_a_budget_is_typed_to_the_euro_where_one_asks_for_the_best_division(store_path: Path) -> None:
    app = open_page("budget", deel="beste", jaar="3")
    assert not app.slider
    app.number_input(key="veld_budget.3").set_value(9_123_456).run()
    check(app)
    assert app.query_params["scenario"] == "budget.3~9123456"


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_has_its_figures_in_a_table_with_a_finding_as_title(store_path: Path, view: str) -> None:
    app = open_page("budget", toon=view, jaar="3", scenario="budget.3~9000000")
    drawn = "".join(one.body for one in app.html if 'class="outcome"' in one.body)
    headings = re.findall(r"<h2>(.*?)</h2>", drawn)
    assert headings
    if view != "kaart":  # the map has its table on the view of authorities, and names and figures in itself
        assert "<table>" in drawn
        assert any(re.search("[0-9]", heading) for heading in headings)
        assert "≈ model op ▨ voorbeeld" in drawn
        assert 'class="scroll made-up"' in drawn


def test_the_whole_table_is_a_switch_away(store_path: Path) -> None:
    assert not open_page("budget", toon="besturen").dataframe
    for table, rows in (("besturen", 284), ("indieners", 50)):
        app = open_page("budget", toon="besturen", tabel=table, alles="ja")
        check(app)
        assert len(app.dataframe[0].value) >= rows


@pytest.mark.parametrize("code", takeaway.FRAMES)
def test_a_table_is_taken_along_from_the_scenario_of_the_moment(store_path: Path, code: str) -> None:
    """The buttons hold on to the scenarios of the session, and make the file from what these say at the click."""
    texts_now = {"scenario": ""}
    first = takeaway.csv(3, texts_now, code, "csv").decode()
    texts_now["scenario"] = "budget.3~9000000"
    second = takeaway.csv(3, texts_now, code, "csv").decode()
    assert first.count("\n") > 1
    assert "soort cijfer" in first.split("\n")[0]
    assert first != second


def test_start_again_takes_everything_back(store_path: Path) -> None:
    app = open_page("budget", jaar="3", scenario="budget.3~9000000")
    assert shown(app, "Toegekend") == "€ 9,0 mln"
    next(one for one in app.button if one.label == "Begin opnieuw").click().run()
    assert shown(app, "Toegekend") == "€ 16,8 mln"
    assert "scenario" not in app.query_params


def test_two_scenarios_stand_side_by_side(store_path: Path) -> None:
    app = open_page("budget", deel="vergelijken", jaar="3", scenario="budget.3~9000000", naast="threshold_alone~5000")
    check(app)
    figures = app.dataframe[0].value
    assert figures["after"].iloc[0] == "€ 9.000.000"
    assert figures["before"].iloc[0] == "€ 16.830.000"
    announced = open_page("budget", deel="vergelijken", jaar="3", met="aangekondigd")
    assert announced.dataframe[0].value["before"].iloc[0] == "€ 13.000.000"


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
        ("Een te lange tekst", "title~" + "x" * 9000, "'title' is te lang. Schrijf hoogstens 200 tekens"),
        ("Een te lang adres", "title~" + "x" * 20_001, "niet volledig"),
        ("Een getal en een tabel met één naam", "weight~1~weight.2~1", "'weight' staat er als één getal en als tabel"),
        ("Een tabel en een getal met één naam", "weight.2~1~weight~1", "'weight' staat er als één getal en als tabel"),
        ("Een schakelaar op half", "threshold_alone_strict~0.5", "Schrijf 1 (ja) of 0 (nee)"),
        ("Te veel cijfers na de komma", "origin_share~0." + "1" * 21, "geen getal"),
        ("Een actie die niet bestaat", "ceiling.99~1", "'ceiling.99' is onbekend"),
    ],
)
def test_a_hostile_scenario_gives_a_notice_and_the_baseline(
    store_path: Path, zin: str, scenario: str, fault: str
) -> None:
    app = open_page("budget", jaar="3", scenario=scenario)
    check(app)
    assert any("De link vraagt scenario" in warning.value for warning in app.warning), zin
    assert any(fault in line.value for line in app.text), zin
    assert all(len(line.value) <= 201 for line in app.text)
    assert shown(app, "Toegekend") == "€ 16,8 mln"


def test_an_own_share_of_everything_says_that_nothing_is_left(store_path: Path) -> None:
    app = open_page("budget", scenario="own_share~1")
    check(app)
    assert any("blijft er geen subsidie over" in info.value for info in app.info)


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


# --- Best division ---------------------------------------------------------------------------


def test_the_best_division_is_proven_and_beats_the_rounds(store_path: Path) -> None:
    app = open_page("budget", deel="beste", jaar="3", scenario="budget.3~5000000")
    check(app)
    best, rounds = (shown(app, label) for label in ("Beste betaalde doelbereik", "Verdeling in rondes"))
    assert float(best[:-2].replace(",", ".")) >= float(rounds[:-2].replace(",", "."))
    assert "**Bewezen:**" in texts(app)
    assert "**Eén euro meer levert in dit rekenmodel 0,0000" in texts(app)
    assert "**Per doelstelling, voor € 100.000 meer" in texts(app)


def test_a_floor_out_of_reach_says_how_far_one_gets(store_path: Path) -> None:
    app = open_page("budget", deel="beste", jaar="3", minstens="90", scenario="yardstick~plan")
    check(app)
    assert any("haalt hoogstens" in info.value for info in app.info)


def test_a_goal_can_have_a_floor_of_its_own(store_path: Path) -> None:
    """What the page gives is what the model gives with that floor; the others keep the one of all."""
    link = {"deel": "beste", "jaar": "3", "scenario": "budget.3~9000000"}
    app = open_page("budget", **link)
    free = shown(app, "Beste betaalde doelbereik")
    app.selectbox(key="filter_minstens4").set_value("80").run()
    check(app)
    assert app.query_params["minstens4"] == "80"
    held = shown(app, "Beste betaalde doelbereik")
    assert held != free
    space = budget.space(Store(store_path), 3)
    rules = rules_of(space, parse({"budget": {"3": 9_000_000}}, space))
    problem = problem_of(budget.budget_model(Store(store_path), 3), rules)
    assert held == dutch.percent(optimise(problem, floors={4: 0.8}).attainment, 2)
    app.selectbox(key="filter_minstens").set_value("70").run()
    app.selectbox(key="filter_minstens4").set_value("0").run()
    check(app)
    others = optimise(problem, floors=dict.fromkeys((1, 2, 3, 5, 6, 7), 0.7))
    assert others.progress[4] < 0.7
    assert shown(app, "Beste betaalde doelbereik") == dutch.percent(others.attainment, 2)


def test_the_floor_of_one_goal_that_cannot_be_met_is_named(store_path: Path) -> None:
    app = open_page("budget", deel="beste", jaar="3", minstens="25", minstens3="95", scenario="yardstick~plan")
    check(app)
    said = [info.value for info in app.info if "haalt hoogstens" in info.value]
    assert len(said) == 1
    assert "Doelstelling 3 haalt hoogstens" in said[0]
    assert "gevraagd is 95,0 %" in said[0]
    assert said[0].count("haalt hoogstens") == 1


def test_the_smallest_budget_for_chosen_targets(store_path: Path) -> None:
    app = open_page("budget", deel="beste", jaar="3", halen="plan-08a", scenario="yardstick~plan")
    check(app)
    assert "is in dit rekenmodel genoeg voor de gekozen streefwaarden" in texts(app)
