"""*De beste verdeling* and *Zekerheid* in the app harness: one amount everywhere, and what cannot be is said kindly."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from samenleven import dutch
from samenleven.budget.points import points_rows
from samenleven.budget.rules import rules_of
from samenleven.budget.scenario_parser import parse
from samenleven.figures import Shown
from samenleven.findings import words
from samenleven.optimum.optimiser import optimise
from samenleven.optimum.program import problem_of
from samenleven.store import Store, budget
from tests.screens.test_pages import check, open_page
from tests.support.screen import blocks, headlines, said
from ui.budget import best_figures, budget_choice, doubt_figures
from ui.figure import forms
from ui.filters.address import Address

pytestmark = pytest.mark.usefixtures("store_path")

NO_WEIGHT = "~".join(f"weight.{goal}~0" for goal in range(1, 8))
SCENARIOS = ("", "budget.3~5000000", "budget.3~100000000", "yardstick~plan", "budget.3~1000000")
FIGURES = (best_figures.goals, best_figures.frontier, best_figures.actions, best_figures.one_more, best_figures.points)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def address(**values: str) -> Address:
    return Address("budget", tuple({"deel": "beste", "jaar": "3", **values}.items()))


def opened(part: str = "beste", **values: str) -> AppTest:
    app = open_page("budget", deel=part, jaar="3", **values)
    check(app)
    return app


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_headline_picture_and_table_have_one_amount(scenario: str) -> None:
    """Before, the table reached its top at 8.4 million, the tile said 12.8 and the title 16.8."""
    link = {"scenario": scenario} if scenario else {}
    best = best_figures.of(budget_choice.of(address(**link)))
    (headline,) = headlines(opened(**link))
    spent = plain(dutch.millions(best.spent) if best.spent >= 1_000_000 else dutch.euro(best.spent))
    assert spent in plain(headline)
    curve = best_figures.frontier(address(**link))
    assert spent in plain(curve.finding)
    assert spent in plain(curve.picture)
    (row,) = curve.table[curve.table["budget_eur"] == best.spent].to_dict("records")
    assert words.percent(row["ratio"]) == words.percent(best.optimum.attainment)
    earlier = curve.table[curve.table["budget_eur"] < best.spent]
    assert all(words.percent(ratio) != words.percent(row["ratio"]) for ratio in earlier["ratio"])
    money = best_figures.actions(address(**link)).table
    assert money["best_eur"].sum() == pytest.approx(best.spent)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_axis_names_three_amounts_that_cannot_meet(scenario: str) -> None:
    drawn = best_figures.frontier(address(scenario=scenario) if scenario else address()).picture
    assert len(re.findall(r'<span class="x( l| r)?">', drawn)) == 3
    assert len(re.findall(r'<span class="y"', drawn)) == 3
    assert "<text" not in drawn


def test_the_best_division_is_proven_and_beats_the_rounds() -> None:
    seen = plain(said(opened(scenario="budget.3~5000000")))
    best = best_figures.of(budget_choice.of(address(scenario="budget.3~5000000")))
    assert best.optimum.attainment >= (best.run.after.weighted_attainment or 0)
    assert "Bewezen (duale grens): geen enkele verdeling haalt in dit rekenmodel meer dan" in seen
    assert "In dit rekenmodel levert € 100.000 meer budget" in seen
    assert "Geld dat naar een doelstelling moet, in procentpunt" in seen
    assert "rust op voorbeeldaanvragen" in seen


def test_the_worst_first_is_told_by_its_weakest_goal() -> None:
    (headline,) = headlines(opened(doel="worst_first", scenario="budget.3~9000000"))
    best = best_figures.of(budget_choice.of(address(doel="worst_first", scenario="budget.3~9000000")))
    assert f"komt de zwakste doelstelling met € 8,9 mln op {words.percent(best.facts.weakest)}" in plain(headline)
    assert best.facts.weakest == min(now for _, _, now in best.goals)


@pytest.mark.parametrize(
    ("zin", "link", "seen"),
    [
        ("Een ondergrens die niet kan", {"minstens": "90", "scenario": "yardstick~plan"}, "haalt hoogstens"),
        (
            "Die van één doelstelling",
            {"minstens3": "95", "scenario": "yardstick~plan"},
            "Doelstelling 3 haalt hoogstens",
        ),
        ("Alle gewichten nul", {"scenario": NO_WEIGHT}, "een gewicht boven 0"),
        (
            "Een budget dat opgaat aan stimulansen",
            {"scenario": "budget.3~100000"},
            "gaat helemaal op aan de stimulansen",
        ),
    ],
)
def test_what_cannot_be_says_so_and_what_to_do(zin: str, link: dict[str, str], seen: str) -> None:
    app = opened(**link)
    text = said(app)
    assert "Zo is er in dit rekenmodel geen verdeling" in text, zin
    assert seen in text, zin
    assert "Verlaag een ondergrens" in text
    for build in FIGURES:
        assert build(address(**link)).table.empty


@pytest.mark.parametrize("scenario", ["budget.3~0", "budget.3~10000000000", "budget.3~-5", "zomaar~1"])
def test_a_budget_out_of_reach_is_named_and_left_out(scenario: str) -> None:
    app = opened(scenario=scenario)
    assert "Dit telt niet mee in het scenario" in said(app)
    assert "In dit rekenmodel volstaat" in said(app)


def test_a_goal_can_have_a_floor_of_its_own(store: Store) -> None:
    """What the page gives is what the model gives with that floor; the others keep the one of all."""
    link = {"scenario": "budget.3~9000000"}
    free = best_figures.of(budget_choice.of(address(**link))).optimum.attainment
    held = best_figures.of(budget_choice.of(address(**link, minstens4="80"))).optimum
    space = budget.space(store, 3)
    rules = rules_of(space, parse({"budget": {"3": 9_000_000}}, space))
    problem = problem_of(budget.budget_model(store, 3, shown=Shown.EXAMPLE), rules)
    assert held.attainment == optimise(problem, floors={4: 0.8}).attainment != free
    others = optimise(problem, floors=dict.fromkeys((1, 2, 3, 5, 6, 7), 0.7))
    found = best_figures.of(budget_choice.of(address(**link, minstens="70", minstens4="0"))).optimum
    assert found.attainment == others.attainment
    assert found.progress[4] < 0.7


def test_the_smallest_budget_for_chosen_targets() -> None:
    seen = plain(said(opened(halen="plan-08a", scenario="yardstick~plan")))
    assert re.search(r"In dit rekenmodel volstaat € [\d.]+ voor deze streefwaarde, zonder stimulansen", seen)
    assert "Geen enkel budget haalt dit in dit rekenmodel" in said(opened(halen="plan-06a", scenario="yardstick~plan"))
    assert "Kies de streefwaarden" in said(opened(halen="zomaar"))


def test_points_and_costs_are_those_of_the_model() -> None:
    best = best_figures.of(budget_choice.of(address()))
    table = best_figures.points(address()).table
    rows = points_rows(best.run, {})
    assert table["points"].tolist() == pytest.approx([row["points"] for row in rows])
    assert table["points"].sum() == pytest.approx(100)


@pytest.mark.parametrize("name", ["beste-budget", "beste-doelstellingen", "beste-acties", "beste-euro", "beste-punten"])
def test_nothing_is_left_in_english_of_what_is_taken_along(name: str) -> None:
    content = forms.answer(name, "excel", "deel=beste&jaar=3&scenario=budget.3~9000000").body.decode("utf-8-sig")
    heads = content.splitlines()[0].split(";")
    assert not [head for head in heads if "_" in head]
    assert b"soort cijfer" in forms.answer(name, "csv", "jaar=3").body
    assert forms.answer(name, "tabel", "jaar=3&cijfers=officieel").status_code == 200


# --- Zekerheid ---------------------------------------------------------------------------------


def test_the_pictures_come_first_and_the_method_is_folded_below() -> None:
    """Before, three paragraphs of method pushed the picture out of sight."""
    drawn = "".join(blocks(opened("zekerheid")))
    first, second = drawn.index('id="zekerheid-banden"'), drawn.index('id="zekerheid-aannames"')
    method = drawn.index("Wat is gepubliceerd?")
    assert first < second < method
    assert drawn.rindex("<details", 0, method) > second
    assert not re.search(r"<details[^>]* open", drawn[second:])


@pytest.mark.parametrize("scenario", ["", "budget.3~9000000", "yardstick~plan"])
def test_the_bands_are_those_of_the_run(scenario: str) -> None:
    link = {"scenario": scenario} if scenario else {}
    run = budget_choice.of(address(**link)).run()
    found = run.bands_after.weighted_attainment
    assert found
    (headline,) = headlines(opened("zekerheid", **link))
    assert f"tussen {words.percent(found.low)} en {words.percent(found.high)}" in headline
    table = doubt_figures.bands(address(**link)).table
    assert set(table["goal"]) == set(run.bands_after.goals)
    assert all(table["low"] <= table["middle"])
    assert all(table["middle"] <= table["high"])


def test_without_any_weight_there_is_nothing_to_doubt() -> None:
    app = opened("zekerheid", scenario=NO_WEIGHT)
    assert "Zonder gewichten is er geen gewogen doelbereik" in said(app)
    assert doubt_figures.assumptions(address(scenario=NO_WEIGHT)).table.empty
    assert doubt_figures.bands(address(cijfers="officieel")).table.empty
