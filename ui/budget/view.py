"""The exploration on the page *budget*: controls beside results. A fragment, so a slider moves nothing else."""

from __future__ import annotations

import streamlit as st

from samenleven.errors import SamenlevenError
from samenleven.figures import Kind
from ui import filters, frame
from ui.budget import best as budget_best
from ui.budget import compare as budget_compare
from ui.budget import doubt as budget_doubt
from ui.budget import excel as budget_excel
from ui.budget import reads as budget_reads
from ui.budget import results as budget_results
from ui.budget import scenario_controls, scenario_files, scenario_state
from ui.budget.scenario_state import MAIN

PARTS = {
    "verkenning": "Verkennen",
    "vergelijken": "Vergelijken",
    "beste": "Beste verdeling",
    "aanvraag": "Eén aanvraag",
}
VIEWS = {
    "kern": "Kern",
    "kaart": "Kaart",
    "besturen": "Besturen",
    "doelen": "Tekorten",
    "kas": "Per jaar",
    "zekerheid": "Zekerheid",
}
MODEL_NOTICE = (
    "**≈ Modeluitkomsten, geen officiële cijfers.** Het model past de regels van de oproepen toe op aanvragen. Wat wie "
    "aanvroeg is niet gepubliceerd: die aanvragen zijn **▨ voorbeeldcijfers**, die optellen tot de gepubliceerde "
    "totalen. Bedragen per eenheid, plafonds en drempels zijn die van de oproep."
)


def ready(year: int, only_official: bool) -> bool:
    """Whether there are applications to explore; says so when there are none."""
    if budget_reads.model(year, only_official).layout.owner:
        return True
    frame.empty(
        "Zonder aanvragen valt er niets te verkennen.",
        "Wie hoeveel aanvroeg is niet gepubliceerd. Zet 'Alleen officiële cijfers' uit voor een verkenning op de "
        "voorbeeldset, of kies 'Eén aanvraag': die rekent alleen met gepubliceerde bedragen en grenzen.",
    )
    return False


def notice(year: int) -> None:
    """Mark everything below as model output."""
    if budget_reads.model(year, False).kind is Kind.EXAMPLE:
        st.warning(MODEL_NOTICE, icon=None)


@st.fragment
def explore(year: int) -> None:
    """Controls at the left, the open view of the results at the right."""
    space = budget_reads.space(year)
    scenario = scenario_state.follow(MAIN, space)
    left, right = st.columns([3, 7], gap="medium")
    with left:
        scenario_controls.show(year, space)
        scenario_files.menu(year, space, scenario)
    with right:
        scenario_files.summary(space)
        view = filters.choose("Toon", "toon", VIEWS, style="buttons")
        text = scenario_state.text(MAIN)
        try:
            run = budget_reads.what_if(year, text)
        except SamenlevenError as error:
            frame.empty("Dit scenario kan niet berekend worden.", str(error))
            return
        if view == "kern":
            budget_results.key_figures(run)
        elif view == "kaart":
            budget_results.map_and_reason(run)
        elif view == "besturen":
            budget_results.authorities(run)
        elif view == "doelen":
            budget_results.targets(run)
        elif view == "kas":
            budget_results.cash(run)
        else:
            budget_doubt.show(year, text, run)
        st.download_button(
            "Alles in één Excel-bestand",
            data=lambda: budget_excel.workbook(run, space),
            file_name=f"verkenning-projectjaar-{year}.xlsx",
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            on_click="ignore",
        )
        budget_results.sources(run)


@st.fragment
def compare(year: int) -> None:
    """Two scenarios side by side."""
    try:
        budget_compare.show(year, budget_reads.space(year))
    except SamenlevenError as error:
        frame.empty("Dit scenario kan niet berekend worden.", str(error))


@st.fragment
def best(year: int) -> None:
    """The optimiser on the scenario of the page."""
    space = budget_reads.space(year)
    scenario_state.follow(MAIN, space)
    scenario_files.summary(space)
    try:
        budget_best.show(year, space, scenario_state.text(MAIN))
    except SamenlevenError as error:
        frame.empty("Dit scenario kan niet berekend worden.", str(error))
