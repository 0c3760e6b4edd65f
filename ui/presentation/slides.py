"""The slides of the page *presentatie*: one finding each, with its number, its picture, its sources and its date."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from samenleven import dutch
from samenleven.attainment import Attainment
from samenleven.budget import tables as rows_of
from samenleven.budget.what_if import WhatIf
from samenleven.catalogue import Family
from samenleven.errors import SamenlevenError
from samenleven.figures import Kind
from samenleven.sums import by_goal
from samenleven.terms import KEY_FIGURE
from ui.budget import budget_choice, budget_reads, budget_tables, scenario_words
from ui.frame import page as frame
from ui.goals import attained_rows
from ui.look import cards, theme
from ui.presentation import places, slide_figures
from ui.presentation import slide_drawing as drawing
from ui.presentation import slide_findings as findings
from ui.presentation.slide_bar import View
from ui.presentation.slide_drawing import Origin
from ui.reading import reads

ORIGIN = "statbel-origin"
TOTALS = ("grant_awarded", "authorities", "applicants")
WAITS = "samenwerking"  # may wait for what other visitors asked, so it is drawn last
CARDS = {
    "paid": "Toegekend",
    "taking_part": "Besturen",
    "covered_share": "Dekking",
    "weighted_attainment": "Betaald doelbereik",
}
MODEL = (
    "≈ Modeluitkomsten op ▨ voorbeeldcijfers: de aanvragen zijn verzonnen en tellen op tot de gepubliceerde totalen."
)
MEANING = {
    Kind.OFFICIAL: "gepubliceerd of bevestigd door een overheid",
    Kind.REPORTED: "ingediend door een lokaal bestuur",
    Kind.ESTIMATE: "berekend door dit dashboard, met grenzen",
    Kind.EXAMPLE: "verzonnen om het dashboard te tonen",
}


def show(view: View) -> None:
    """All chosen slides; the style sheet keeps one in view. The slide of sources names those of the others."""
    st.html(_style(view.slides))
    places_of = {code: st.container(key=f"slide_{code}") for code in view.slides}
    origins: dict[str, Origin] = {}
    for code in sorted(SLIDES.keys() & places_of, key=lambda code: (code == WAITS, view.slides.index(code))):
        with places_of[code]:
            origins[code] = SLIDES[code](view)
            drawing.foot(origins[code])
    if "bronnen" in places_of:
        used = dict.fromkeys(one for code in view.slides if code in origins for one in origins[code].source_ids)
        with places_of["bronnen"]:
            _sources(list(used))


def _style(slides: Sequence[str]) -> str:
    css = (theme.ASSETS / "presentation.css").read_text(encoding="utf-8")
    first = f"html:not([data-dia]) .st-key-dias .st-key-slide_{slides[0]}"
    shown = ", ".join([first, *(f'html[data-dia="{code}"] .st-key-dias .st-key-slide_{code}' for code in slides)])
    return f"<style>{css} {shown} {{ opacity: 1; pointer-events: auto; z-index: 1; }}</style>"


def _call_rows(view: View) -> list[Attainment]:
    return [row for row in reads.attainment(view.year, view.only_official) if row.family is Family.CALL]


def _standing(view: View) -> Origin:
    rows = _call_rows(view)
    st.header(findings.standing(rows, view.year), anchor=False)
    shown = attained_rows.as_frame(findings.measured(rows))
    totals = reads.published_totals().query("project_year == @view.year and concept in @TOTALS")
    origin = Origin((shown, totals.drop_duplicates("concept")), (ORIGIN,))
    if origin.has_examples:
        drawing.mark()
    drawing.goals(reads.goals())
    slide_figures.row(view.year, view.only_official)
    st.markdown(f"De {len(rows)} KPI-onderdelen van de oproep, tegenover de samenwerkingsakkoorden:")
    drawing.strip(rows)
    return origin


def _goals(view: View) -> Origin:
    rows = by_goal(reads.attainment(view.year, view.only_official), reads.goals(), Family.CALL)
    st.header(findings.lowest_goal(rows), anchor=False)
    known = findings.measured(rows)
    origin = Origin((attained_rows.as_frame(known),))
    if origin.has_examples:
        drawing.mark()
    st.markdown(
        f"Voortgang in projectjaar {view.year}: het gemiddelde, per onderdeel hoogstens 100 %. Wat geen cijfer heeft "
        "telt niet mee."
    )
    icons = [theme.goal_icon(row.goal) for row in rows]
    names = [f"{row.goal}. {row.component}" for row in rows]
    drawing.bars([drawing.attainment_bar(row, *one) for row, *one in zip(rows, names, icons, strict=True)])
    return origin


def _budget(view: View) -> Origin:
    if view.only_official or not budget_reads.model(view.year, False).has_claims:
        st.header("Budget: wie wat aanvroeg is niet openbaar", anchor=False)
        frame.empty("Met alleen officiële cijfers valt er niets te verkennen.", "Zet die keuze uit in het menu.")
        return Origin()
    asked = budget_choice.scenario(st.query_params.get(budget_choice.MAIN), view.year)
    text = asked.text
    try:
        run = budget_reads.what_if(view.year, text)
    except SamenlevenError as error:
        st.header("Budget: dit scenario kan niet berekend worden", anchor=False)
        frame.empty("Het scenario in de link past niet bij dit projectjaar.", str(error).split("\n")[0])
        return Origin()
    found = {row["figure"]: row for row in rows_of.key_figures(run)}
    st.header(findings.budget(found, run.rules.yardstick, changed=bool(text)), anchor=False)
    drawing.mark(MODEL)
    changes = scenario_words.in_words(asked.scenario.differences(), run.space)
    said = "; ".join(f"{what} **{now}** (was {was})" for what, now, was in changes)
    st.markdown(f"Scenario: {said}." if said else f"Het uitgangspunt van projectjaar {view.year}, zonder wijzigingen.")
    for column, code in zip(st.columns(len(CARDS)), CARDS, strict=True):
        row = found[code]
        value = budget_tables.shown(row["after"], row["unit"])
        cards.figure(column, CARDS[code], value, f"≈ {KEY_FIGURE[code]}")
    drawing.bars(_progress(run, both=bool(said)))
    return Origin((pd.DataFrame([run.provenance]),))


def _progress(run: WhatIf, *, both: bool) -> list[drawing.Bar]:
    """Progress by goal; beside a scenario the start, so that one sees what it changes."""
    titles = {goal.goal_id: goal.title for goal in reads.goals()}
    bars = []
    for row in rows_of.goal_rows(run):
        name, icon = f"{row['goal']}. {titles.get(row['goal'], '')}", theme.goal_icon(row["goal"])
        now, before = dutch.percent(row["progress"]), dutch.percent(row["progress_before"])
        said = f"betaald (model); wat er al was: {dutch.percent(row['baseline_progress'])}"
        said += f", was {before}" if both and before != now else ""
        bars.append(drawing.Bar(name, row["progress"], now, said, theme.ACCENT, True, icon))
    return bars


def _sources(used: Sequence[str]) -> None:
    """Every source of the chosen slides, with who published it and when."""
    register = reads.register("source").set_index("source_id")
    if not used:
        st.header("Bronnen: de gekozen dia's tonen geen cijfers", anchor=False)
        frame.empty("Er zijn geen bronnen te noemen.", "Kies bij Dia's ook een dia met cijfers.")
        return
    st.header(f"Deze dia's steunen op {len(used)} {'bron' if len(used) == 1 else 'bronnen'}", anchor=False)
    known = [register.loc[one] for one in used if one in register.index]
    drawing.listed((str(one["title"]), f"{one['publisher']}, {_when(one)}") for one in known)
    drawing.kinds(MEANING.items())


def _when(source: pd.Series) -> str:
    """When a source was published, or else when we read it."""
    if not dutch.is_missing(source["published_on"]):
        return f"gepubliceerd op {dutch.day(source['published_on'])}"
    return f"zonder datum, gelezen op {dutch.day(source['accessed_on'])}"


SLIDES: dict[str, Callable[[View], Origin]] = {
    "stand": _standing,
    "kaart": places.area_map,
    "doelen": _goals,
    "gemeente": places.authority,
    "samenwerking": places.cooperation,
    "budget": _budget,
}
