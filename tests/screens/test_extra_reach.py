"""What was there already and what the grant adds stand apart wherever expected reach is shown."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest

from samenleven import column_names, dutch, terms
from samenleven.budget.outcome import Outcome
from samenleven.budget.realisation import METHOD
from samenleven.budget.rules import rules_of
from samenleven.budget.scenario import Scenario
from samenleven.budget.settings import Yardstick
from samenleven.budget.simulation import simulate
from samenleven.figures import Shown
from samenleven.findings.words import percent as plain
from samenleven.store import budget, catalogue
from samenleven.store.connection import Store
from samenleven.terms import CONTACTS, CONTACTS_NOTE, YARDSTICK
from tests.screens.test_budget import drawn, shown, words
from tests.screens.test_pages import check, open_page
from tests.support.screen import blocks
from tests.support.screen import plain as as_text
from ui.budget import budget_reads, doubt
from ui.figure import forms
from ui.take import workbook

YEAR = 3
PEOPLE = ("baseline_people", "extra_people")
UNITS = ("baseline_reach", "extra_reach")


@pytest.fixture
def outcome(store: Store) -> Outcome:
    return simulate(
        budget.budget_model(store, YEAR, shown=Shown.EXAMPLE), rules_of(budget.space(store, YEAR), Scenario())
    )


@pytest.mark.parametrize(
    ("sentence", "link", "said"),
    [
        ("De balk", {}, ("was er al", "extra door de subsidie", "daarvoor wordt geen subsidie betaald")),
        ("De kerncijfers", {"toon": "kern"}, ("Was er al, zonder subsidie", "Extra door de subsidie, verwacht")),
        ("De doelstellingen", {"toon": "doelen"}, ("Was er al", "Voortgang")),
        ("De acties", {"toon": "acties"}, ("Was er al", "Voortgang")),
        ("De streefwaarden", {"toon": "tekorten"}, ("Was er al", "Extra", "wat er al was telt niet mee")),
        ("Eén bestuur", {"nis": "46021"}, (f"{CONTACTS} extra", "waren er al, zonder deze", CONTACTS_NOTE)),
        ("De banden", {"deel": "zekerheid"}, ("betaald doelbereik", "Extra door de subsidie", "die er al waren")),
        ("De beste verdeling", {"deel": "beste"}, ("Wat er al was telt niet mee", "de goedkoopste")),
    ],
)
def test_a_screen_says_both(store_path: Path, sentence: str, link: dict[str, str], said: tuple[str, ...]) -> None:
    app = open_page("budget", jaar=str(YEAR), **link)
    check(app)
    seen = words(app)
    assert all(one in seen for one in said), sentence
    assert "Verwacht bereik" not in seen
    assert "dezelfde persoon kan meermaals tellen" in seen or "deel" in link, sentence


def test_the_bar_and_the_key_figures_are_the_two_figures_and_not_their_sum(store_path: Path, outcome: Outcome) -> None:
    app = open_page("budget", jaar=str(YEAR))
    already = dutch.number(sum(row.baseline_people for row in outcome.applicants))
    extra = dutch.number(sum(row.extra_people for row in outcome.applicants))
    assert already != "0"
    assert shown(app, f"Was er al, zonder subsidie ({CONTACTS})") == already
    assert shown(app, f"Extra door de subsidie, verwacht ({CONTACTS})") == extra
    assert re.findall(r"<em><b>([^<]*)</b>", drawn(app)) == [already, extra]


@pytest.mark.parametrize("yardstick", Yardstick)
def test_the_slide_says_what_is_paid_in_this_model_and_of_what(store_path: Path, yardstick: Yardstick) -> None:
    app = open_page("presentatie", jaar=str(YEAR), scenario=f"budget.{YEAR}~5000000~yardstick~{yardstick}")
    heading = next(line for line in as_text(blocks(app)[-1]).splitlines() if "betaalt" in line)
    assert "betaalt in dit rekenmodel" in heading
    assert f"van {YARDSTICK[yardstick]}" in heading
    assert "zonder subsidie" not in heading


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("budget-bereik", UNITS),
        ("budget-kaart", PEOPLE),
        ("budget-indieners", PEOPLE),
        ("budget-tekorten", (*UNITS, "baseline_ratio")),
        ("budget-doelen", ("progress", "baseline_progress")),
        ("budget-per-actie", ("progress", "baseline_progress")),
    ],
)
def test_a_file_has_a_column_for_each(store_path: Path, name: str, columns: tuple[str, ...]) -> None:
    head = next(csv.reader([taken(name, YEAR).split("\n")[0].strip()]))
    assert set(column_names.headings(columns)) <= set(head)


def taken(name: str, year: int) -> str:
    """The CSV of a figure."""
    return bytes(forms.answer(name, "csv", f"jaar={year}").body).decode()


def test_the_excel_file_has_both(store_path: Path) -> None:
    made = workbook.make(forms.of_query("budget", f"jaar={YEAR}"), "http://dashboard/budget")
    assert made is not None
    book = zipfile.ZipFile(io.BytesIO(made.content))
    written = set(re.findall(r"<t[^>]*>([^<]*)</t>", book.read("xl/sharedStrings.xml").decode()))
    for name in (*PEOPLE, *UNITS, "baseline_progress", "baseline_ratio"):
        assert terms.capital(column_names.heading(name)) in written
    for figure in ("baseline_people", "extra_people", "weighted_baseline", "weighted_attainment"):
        assert terms.KEY_FIGURE[figure] in written


def test_a_target_of_an_own_call_is_listed_with_its_reason(store_path: Path, store: Store) -> None:
    """Action 23 had a call of its own in the first year: what it reached is not known here, and that is not zero."""
    years = [year.project_year for year in catalogue.project_years(store)]
    for year in years:
        model = budget.budget_model(store, year, shown=Shown.EXAMPLE)
        app = open_page("budget", jaar=str(year), toon="tekorten")
        seen = words(app)
        for target in model.not_paid:
            payer = model.call.paid_by[target.action_id]
            assert f"oproep {year} betaalt actie {target.action_id} niet (betaald door: {payer})" in seen
        if not model.not_paid:
            assert "niet in dit rekenmodel" not in seen
        told = taken("budget-tekorten", year)
        assert told.count("niet in dit rekenmodel") == len(model.not_paid)
    assert budget.budget_model(store, years[0], shown=Shown.EXAMPLE).not_paid


def test_the_headline_stands_in_its_band_on_cards_bands_slide_and_best_division(store_path: Path) -> None:
    """One value per quantity: what the cards show is the middle of the band on the page and on the slide."""
    scenario = f"budget.{YEAR}~16000000"
    band = budget_reads.what_if(YEAR, scenario, Shown.EXAMPLE).bands_after.weighted_attainment
    assert band is not None
    middle = dutch.percent(band.middle, 1)
    app = open_page("budget", jaar=str(YEAR), scenario=scenario)
    assert shown(app, "Gewogen betaald doelbereik (model)") == plain(band.middle)
    assert f"{plain(band.middle)}, met een band van {plain(band.low)} tot {plain(band.high)}" in words(app)
    app = open_page("budget", jaar=str(YEAR), deel="zekerheid", scenario=scenario)
    ends = f"{plain(band.low)} en {plain(band.high)}"
    assert f"In dit rekenmodel ligt het betaalde doelbereik tussen {ends}" in words(app)
    assert METHOD in words(app)
    slide = open_page("presentatie", jaar=str(YEAR), scenario=scenario)
    assert any(middle in line for line in as_text(blocks(slide)[-1]).splitlines() if "betaalt" in line)
    best = open_page("budget", jaar=str(YEAR), deel="beste", scenario=scenario)
    assert f"Dat midden is voor de verdeling in rondes {middle}." in words(best)


def test_what_is_needed_to_say_more_stands_there_as_in_the_rules(store_path: Path) -> None:
    app = open_page("budget", jaar=str(YEAR), deel="zekerheid")
    assert len(doubt.needed()) == 5
    rules = " ".join(doubt.RULES.read_text(encoding="utf-8").split())
    seen = words(app)
    assert doubt.NEEDED in seen
    for line in doubt.needed():
        assert f"- {line}" in rules
        assert line in seen
    for topic in ("zonder de subsidie", "kost", "ander bedrag", "meer dan één keer", "echte aanvragen"):
        assert any(topic in line for line in doubt.needed())


def test_without_any_weight_no_assumption_matters(store_path: Path) -> None:
    scenario = "~".join(f"weight.{goal}~0" for goal in range(1, 8))
    app = open_page("budget", jaar=str(YEAR), deel="zekerheid", scenario=scenario)
    check(app)
    assert "Zonder gewichten is er geen gewogen doelbereik" in words(app)
