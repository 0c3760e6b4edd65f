"""The exploration on the page *budget*: controls beside results. A fragment, so a slider moves nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from samenleven.budget import assumptions
from samenleven.budget.what_if import WhatIf
from samenleven.errors import SamenlevenError
from samenleven.figures import Kind
from samenleven.grant.call import amounts_said
from ui.budget import best as budget_best
from ui.budget import budget_drawing, budget_reads, scenario_controls, scenario_files, scenario_state, takeaway
from ui.budget import compare as budget_compare
from ui.budget import doubt as budget_doubt
from ui.budget import results as budget_results
from ui.budget.budget_choice import Choice
from ui.budget.scenario_state import MAIN
from ui.figure import object as figure_object
from ui.filters import widgets as filters
from ui.filters.bar import Bar
from ui.frame import block
from ui.frame import page as frame

VIEWS = {
    "kern": "Kern",
    "kaart": "Kaart",
    "besturen": "Besturen",
    "doelen": "Tekorten",
    "kas": "Per jaar",
}
TABLES = {
    "kern": ["kern"],
    "kaart": ["besturen"],
    "kas": ["kas"],
} | {code: [code] for code in (*budget_results.LISTS, *budget_results.SHORT, *budget_doubt.PARTS)}
"""The tables that can be taken along, by view or by the table that is open."""
MODEL_NOTICE = (
    "Modeluitkomst, geen officieel cijfer: wie wat vroeg is verzonnen (gearceerd), en telt op tot de gepubliceerde "
    "totalen."
)


def ready(choice: Choice, bar: Bar) -> bool:
    """Whether there are applications to explore; says so when there are none."""
    if budget_reads.model(choice.year, choice.address.only_official).has_claims:
        return True
    draw(
        bar,
        figure_object.headline("Budget", "Zonder aanvragen valt er niets te verkennen"),
        figure_object.empty(
            "Wie hoeveel aanvroeg is niet gepubliceerd.",
            "Zet 'Alleen officieel' uit voor een verkenning op de voorbeeldset, of kies 'Eén aanvraag': die rekent "
            "zonder aanvragen van anderen.",
        ),
    )
    return False


def draw(bar: Bar, head: str, body: str = "") -> None:
    """A part of the screen as its three blocks: headline, filters, and what answers the question."""
    block.show(head, "budget_kop")
    block.show(bar.html(), "budget_filters")
    if body:
        block.show(body, "budget")


def notice(year: int) -> str:
    """Mark everything below as model output, in one line."""
    if budget_reads.model(year, False).kind is not Kind.EXAMPLE:
        return ""
    return figure_object.ribbon(escape(f"{MODEL_NOTICE} {amounts_said(budget_reads.call(year))}"))


def _old(choice: Choice, bar: Bar, show: Callable[[int], None]) -> None:
    draw(
        bar,
        figure_object.headline("Budget", "Wat als het geld, de bedragen of de drempels veranderen?")
        + notice(choice.year),
    )
    show(choice.year)


@st.fragment
def explore(year: int) -> None:
    """Controls at the left, the open view of the results at the right.

    What a slider moves is a fragment of its own, `_moves`; all the rest stays as it is then, and is made as little as
    possible: a download is made at the click.
    """
    scenario = scenario_state.follow(MAIN, year)
    space = budget_reads.space_for(year, scenario_state.text(MAIN))
    left, right = st.columns([3, 7], gap="medium")
    with right:
        view = filters.choose("Toon", "toon", VIEWS, style="buttons")
        detail = _detail(year, view)
        place = st.container()
        whole = view == "besturen" and filters.switch("Toon de hele tabel", "alles")
        takeaway.offer(year, TABLES.get(detail) or TABLES[view])
        budget_results.sources(budget_reads.what_if(year, ""))
    with left:
        group = filters.choose("Wat wilt u veranderen?", "groep", scenario_controls.GROUPS)
        scenario_controls.above(group, space)
        _moves(year, group, view, detail, whole, place)
        scenario_controls.below(group, year, space)
        scenario_files.start_again()
        scenario_files.menu(year, scenario)


def _detail(year: int, view: str) -> str:
    """What the reader wants to see within a view."""
    if view == "besturen":
        return filters.choose("Tabel", "tabel", budget_results.LISTS, style="buttons")
    if view == "doelen":
        return filters.choose("Tabel", "tekort", budget_results.SHORT, style="buttons")
    if view == "kaart":
        names = budget_results.areas(budget_reads.what_if(year, ""))
        return filters.choose("Wat veranderde er, en waarom?", "gemeente", names)
    return view


@st.fragment
def _moves(year: int, group: str, view: str, detail: str, whole: bool, place: DeltaGenerator) -> None:
    """The fields of the open group and the results in `place`: what is made anew when a slider moves.

    The results are made first, so that all parts leave together and the browser draws them in one go.
    """
    text = scenario_state.text(MAIN)
    space = budget_reads.space_for(year, text)
    try:
        run = budget_reads.what_if(year, text)
        assumed = budget_drawing.listed(assumptions.at_work(run))
        drawn = budget_drawing.whole(scenario_files.sentence(space), assumed, _results(run, view, detail, whole))
    except SamenlevenError as error:
        scenario_controls.fields(group, year, space)
        with place:
            frame.empty("Dit scenario kan niet berekend worden.", str(error))
        return
    scenario_controls.fields(group, year, space)
    with place:
        st.html(drawn)
        if view == "kaart":
            picked = budget_results.money_map(run, detail)
            if picked and picked != detail:
                st.query_params["gemeente"] = picked
                st.rerun()
        elif whole:
            {"besturen": budget_results.all_authorities, "indieners": budget_results.all_applicants}[detail](run)


def _results(run: WhatIf, view: str, detail: str, whole: bool) -> budget_drawing.Markup:
    if view == "kern":
        return budget_results.key_figures(run)
    if view == "kaart":
        return budget_results.reason(run, detail)
    if view == "besturen":
        return budget_results.authorities(run, "" if whole else detail)
    if view == "doelen":
        return budget_results.targets(run, detail)
    return budget_results.cash(run)


@st.fragment
def compare(year: int) -> None:
    """Two scenarios side by side."""
    try:
        budget_compare.show(year)
    except SamenlevenError as error:
        frame.empty("Dit scenario kan niet berekend worden.", str(error))


def sure(year: int) -> None:
    """How sure the scenario is."""
    scenario_state.follow(MAIN, year)
    text = scenario_state.text(MAIN)
    st.markdown(budget_doubt.assumed())
    detail = filters.choose("Wat wilt u zien?", "onzeker", budget_doubt.PARTS, style="buttons")
    st.html(budget_drawing.whole(budget_doubt.drawn(budget_reads.what_if(year, text), text, detail)))


@st.fragment
def best(year: int) -> None:
    """The optimiser on the scenario of the page."""
    scenario_state.follow(MAIN, year)
    space = budget_reads.space_for(year, scenario_state.text(MAIN))
    scenario_files.summary(space)
    try:
        budget_best.show(year, space, scenario_state.text(MAIN))
    except SamenlevenError as error:
        frame.empty("Dit scenario kan niet berekend worden.", str(error))


PARTS: dict[str, Callable[[Choice, Bar], None]] = {
    "verkenning": partial(_old, show=explore),
    "vergelijken": partial(_old, show=compare),
    "beste": partial(_old, show=best),
    "zekerheid": partial(_old, show=sure),
}
"""What draws each part that rests on applications."""
