"""The slides of the page *presentatie* and the bar below them.

Every run draws all chosen slides; ui/assets/presentation.js shows one of them. Turning a page asks nothing of the
server, so a presentation survives a lost connection; a filter moves all slides at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from samenleven import divisions, overview, terms
from samenleven.attainment import Attainment, Status
from samenleven.budget import what_if as rows_of
from samenleven.catalogue import Family
from samenleven.divisions import Weight
from samenleven.errors import SamenlevenError
from samenleven.figures import Kind
from samenleven.indicators import Form
from samenleven.pooling import Objective
from ui import (
    attainment_view,
    authority_view,
    charts,
    filters,
    formats,
    frame,
    goal_tiles,
    map_view,
    overview_view,
    reads,
    served,
    theme,
)
from ui.budget import charts as budget_charts
from ui.budget import reads as budget_reads
from ui.budget import results as budget_results
from ui.budget import scenario_state
from ui.pooling import map as pooling_map
from ui.pooling import reads as pooling_reads
from ui.pooling import solve as pooling_solve
from ui.pooling.reads import Choice

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

LETTERS = 17  # of charts: readable from the back of a room
MAP_HEIGHT = 470
MOST_BARS = 9
MARK = "**▨ Voorbeeldcijfers:** verzonnen om het dashboard te tonen; ze tellen op tot de gepubliceerde totalen."
_HTML = """
<nav aria-label="Dia's">
  <button type="button" data-step="-1" aria-label="Vorige dia">&#8249;</button>
  <output aria-live="polite"></output>
  <button type="button" data-step="1" aria-label="Volgende dia">&#8250;</button>
  <button type="button" data-full>Volledig scherm</button>
  <a href=".">Sluiten</a>
  <progress aria-label="Voortgang van de presentatie"></progress>
</nav>
"""
_CSS = """
nav { position: relative; display: flex; align-items: center; gap: 0.375rem; padding: 0.25rem 0.5rem 0.5rem;
  font: 0.875rem/1.2 var(--st-font); color: var(--st-text-color); box-sizing: border-box; }
button, a { font: inherit; color: inherit; background: var(--st-background-color); padding: 0 0.625rem; height: 2.25rem;
  min-width: 2.25rem; border: 1px solid var(--st-border-color); border-radius: var(--st-base-radius); cursor: pointer;
  display: inline-flex; align-items: center; justify-content: center; text-decoration: none; white-space: nowrap; }
[data-step] { font-size: 1.5rem; }
[aria-disabled="true"] { border-style: dashed; cursor: default; }
[hidden] { display: none; }
:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 1px; }
output { flex: 1; min-width: 0; text-align: center; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
progress { position: absolute; inset: auto 0.5rem 0 0.5rem; width: calc(100% - 1rem); height: 4px; appearance: none;
  border: 0; background: var(--st-border-color); }
progress::-webkit-progress-bar { background: transparent; }
progress::-webkit-progress-value { background: var(--st-primary-color); }
progress::-moz-progress-bar { background: var(--st-primary-color); }
@media (max-width: 640px) { [data-full] { display: none; } }
"""
_LOADER = """
export default (component) => import(new URL("%s", location.origin))
  .then((slides) => slides.default(component));
"""


@dataclass(frozen=True)
class View:
    """What the presenter chose: one project year, one authority, one measure, and which slides in which order."""

    year: int
    authority: Any
    measure: str
    slides: tuple[str, ...]
    only_official: bool


def choose(bar: DeltaGenerator, only_official: bool) -> View:
    """The filters in the bar; all of them live in the URL."""
    with bar:
        years = {str(one.project_year): one.title for one in reversed(reads.project_years())}
        year = int(filters.choose("Projectjaar", "jaar", years, default=reads.newest_year()))
        authorities = reads.authorities()
        names = dict(zip(authorities["nis"].fillna("de-rand"), authorities["name"], strict=True))
        nis = filters.choose("Gemeente", "nis", names, default=authority_view.default_nis(authorities))
        rows = [row for row in reads.attainment(year, only_official) if row.family is Family.CALL]
        measure = filters.choose("KPI-onderdeel", "kpi", attainment_view.measure_names(rows), default="call-05.1")
        with st.popover("Dia's"):
            titles = {code: title for code, (title, _) in SLIDES.items()}
            slides = filters.choose_many("Welke dia's, in welke volgorde?", "dias", titles)
            st.markdown(
                "Leeg: alle dia's. Kies ze in de volgorde waarin u ze toont. De link bewaart dia's en filters. "
                "Bladeren: pijltjes, spatie, Page Up en Page Down, of een klikker."
            )
    one = authorities[authorities["nis"].fillna("de-rand") == nis].iloc[0]
    return View(year, one, measure, tuple(slides), only_official)


def show(view: View) -> None:
    """All chosen slides; the style sheet keeps one in view."""
    st.html(_style(view.slides))
    for code in view.slides:
        with st.container(key=f"dia_{code}"):
            SLIDES[code][1](view)


def turn(view: View) -> None:
    """Buttons, number and progress; the script behind them listens to the keys."""
    sent = {"slides": [[code, SLIDES[code][0]] for code in view.slides], "close": served.page("")}
    _component()(key="bladeren", data=sent)


def _style(slides: tuple[str, ...]) -> str:
    css = (theme.ASSETS / "presentation.css").read_text(encoding="utf-8")
    chosen = [f'html[data-dia="{code}"] .st-key-dia_{code}.st-key-dia_{code}' for code in slides]
    first = f"html:not([data-dia]) .st-key-dias .st-key-dia_{slides[0]}"
    shown = ", ".join([first, *(one.replace(" ", " .st-key-dias ", 1) for one in chosen)])
    return f"<style>{css} {shown} {{ opacity: 1; pointer-events: auto; display: flex; }}</style>"


@cache
def _component() -> ComponentRenderer:
    """The component, registered at first use: only then is the base path of the app known."""
    return st.components.v2.component(
        "samenleven_slides", html=_HTML, css=_CSS, js=_LOADER % served.url(served.SLIDES_SCRIPT)
    )


def _marked(*frames: pd.DataFrame) -> None:
    """The mark of example figures; what it says stands on every slide that shows one."""
    if any((frame["kind"] == Kind.EXAMPLE).any() for frame in frames if "kind" in frame):
        st.markdown(MARK)


def _call_rows(view: View) -> list[Attainment]:
    return [row for row in reads.attainment(view.year, view.only_official) if row.family is Family.CALL]


def _stand(view: View) -> None:
    rows = _call_rows(view)
    measured = [row for row in rows if row.ratio is not None]
    reached = sum(row.status is Status.REACHED for row in measured)
    said = (
        f"{reached} van {len(measured)} KPI-onderdelen met een cijfer zijn bereikt"
        if measured
        else "nog geen gepubliceerd resultaat"
    )
    st.header(f"Projectjaar {view.year}: {said}", anchor=False)
    data = attainment_view.as_frame(rows)
    shown = data[data["ratio"].notna()]
    _marked(shown)
    overview_view.key_figures(view.year, view.only_official)
    counts = Counter(row.status for row in rows)
    tiles = [(status, counts[status]) for status in Status if counts[status]]
    st.html(
        '<ul class="goals">'
        + "".join(
            f'<li><div class="tile"><span class="value">{count}</span><span class="said">'
            f"{theme.STATUS[status].sign} {terms.STATUS[status]}</span></div></li>"
            for status, count in tiles
        )
        + "</ul>"
    )
    st.markdown(f"Status van de {len(rows)} KPI-onderdelen van de oproep, tegenover de samenwerkingsakkoorden.")
    frame.sources(shown, reads.published_totals().query("project_year == @view.year"), extra=["statbel-origin"])


def _map(view: View) -> None:
    result = not view.only_official
    code = view.measure if result else "non_eu27"
    indicator = next((one for one in reads.indicator_list(view.only_official) if one.code == code), None)
    days = reads.reference_dates()
    if indicator is None or not days:
        st.header("Voor deze keuze is er geen kaart", anchor=False)
        frame.empty("Dit KPI-onderdeel heeft geen cijfers per bestuur.", "Kies een ander onderdeel in de balk.")
        return
    moment = str(view.year) if result else days[0].isoformat()
    figures = map_view.in_scope(reads.area_figures(code, Form.SHARE, moment, view.only_official), "all")
    known = [figure for figure in figures if figure.value is not None]
    top = max(known, key=lambda figure: figure.value or 0, default=None)
    said = f"{top.name} staat het hoogst, met {map_view.figure_text(top)}" if top else "geen cijfers per bestuur"
    st.header(f"{indicator.title}: {said}", anchor=False)
    data = reads.frame(figures)
    _marked(data)
    if not known:
        frame.empty("Voor deze keuze zijn er geen cijfers.", "Kies een ander projectjaar of een ander onderdeel.")
        return
    when = formats.day(known[0].reference_date) if not result else f"projectjaar {view.year}"
    what = map_view.form_text(indicator, Form.SHARE)
    st.markdown(f"{what}, {when}. {len(known)} van {len(figures)} gebieden hebben een cijfer.")
    nis = view.authority["nis"]
    map_view.draw(
        figures,
        title=f"{indicator.title}, {what}",
        key="dia_kaart_beeld",
        scope="all",
        height=MAP_HEIGHT,
        selected=nis if isinstance(nis, str) else None,
        on_pick=_pick,
    )
    frame.sources(data, extra=["pic-gebiedsniveaus"])


def _pick(nis: str) -> None:
    """A click on the map chooses the municipality of the presentation."""
    filters.write("nis", nis, "")
    st.session_state["url_nis"] = None  # so that the list in the bar takes it over
    st.rerun()


def _goals(view: View) -> None:
    rows = overview.by_goal(reads.attainment(view.year, view.only_official), reads.goals(), Family.CALL)
    measured = [row for row in rows if row.ratio is not None]
    least = min(measured, key=lambda row: row.ratio or 0, default=None)
    said = (
        f"{least.component} staat het laagst, met {formats.percent(least.ratio)} van de streefwaarde"
        if least
        else "geen enkele doelstelling heeft een cijfer"
    )
    st.header(f"Zeven doelstellingen: {said}", anchor=False)
    data = attainment_view.as_frame(rows)
    _marked(data[data["ratio"].notna()])
    goal_tiles.show(rows)
    st.markdown(
        f"Gemiddeld doelbereik in projectjaar {view.year}, per KPI-onderdeel hoogstens 100 %. Onderdelen zonder cijfer "
        "tellen niet mee."
    )
    frame.sources(data)


def _authority(view: View) -> None:
    name, members = view.authority["name"], reads.members(view.only_official)
    here = members["authority_id"] == view.authority["authority_id"]
    mine = members[here & (members["project_year"] == view.year)]
    applicant = mine.iloc[0]["applicant_id"] if len(mine) else None
    rows = [
        row
        for row in reads.attainment_by_authority(view.year, view.only_official)
        if applicant is not None and row.authority_id == applicant
    ]
    measured = [row for row in rows if row.ratio is not None]
    reached = sum(row.status is Status.REACHED for row in measured)
    if not measured:
        st.header(f"{name}: geen resultaat bekend in projectjaar {view.year}", anchor=False)
        frame.empty(
            "Resultaten per bestuur zijn niet gepubliceerd, of dit bestuur deed dat jaar niet mee.",
            "Kies een andere gemeente of een ander projectjaar.",
        )
        _people(view)
        return
    st.header(f"{name} haalt {reached} van {len(measured)} streefwaarden in projectjaar {view.year}", anchor=False)
    first = sorted(measured, key=lambda row: (row.measure != view.measure, row.action or 0))[:MOST_BARS]
    data = attainment_view.as_frame(first)
    _marked(data)
    together = mine.iloc[0]["cooperation"]
    text = f"Samen in {together}: de cijfers gelden voor het geheel. " if isinstance(together, str) else ""
    if len(first) < len(measured):
        text += f"{len(first)} van {len(measured)} KPI-onderdelen met een cijfer, het gekozen onderdeel eerst."
    if text:
        st.markdown(text)
    labels = [f"{row.action}. {row.component}" for row in first]
    chart = charts.bullets(data.assign(label=labels), "label", title=f"Doelbereik van {name}")
    charts.show(chart, key="dia_akkoord", letters=LETTERS)
    frame.sources(data)


def _people(view: View) -> None:
    days = reads.reference_dates()
    judged = next((row for row in reads.judged(days[0]) if row.authority_id == view.authority["authority_id"]), None)
    if judged is None:
        return
    left, right = st.columns(2)
    left.metric("Inwoners", formats.number(judged.population), border=True)
    left.markdown(f":small[● officieel, {formats.day(days[0])}, Statbel]")
    right.metric("Herkomst buiten de EU27", formats.number(judged.lower), border=True)
    right.markdown(f":small[● officieel, {formats.day(days[0])}, Statbel]")


def _pooling(view: View) -> None:
    region, days = view.authority["reference_region"], reads.reference_dates()
    if not isinstance(region, str) or not days:
        st.header("Samenwerken: deze gemeente hoort bij geen referentieregio", anchor=False)
        frame.empty("Brussel en vzw de Rand volgen een eigen regel.", "Kies een andere gemeente in de balk.")
        return
    reading = Weight.LOWER if view.only_official else Weight.ESTIMATE
    settings = divisions.settings_of(reads.parameters(), days[0], objective=next(iter(Objective)))
    choice = Choice((region,), days[0], reading, False, settings)
    found = pooling_reads.division(choice, region)
    rows = pooling_solve.cooperations(list(found.pools), choice)
    word = "samenwerkingsverband" if found.count == 1 else "samenwerkingsverbanden"
    st.header(f"{region}: {found.count} {word} mogelijk, {pooling_solve.proof(found)}", anchor=False)
    st.markdown(
        f"{found.covered} gemeenten samen, {len(found.left_out)} over. Doelgroep: {terms.WEIGHT[reading]}, "
        f"{theme.KIND[choice.kind].sign} {terms.KIND[choice.kind]}, {formats.day(days[0])}."
    )
    around = {nis: one for nis, one in pooling_reads.candidates(choice.on).items() if one.region == region}
    pooling_map.draw(
        {row.number: row.members for row in rows},
        choice,
        around,
        title=f"De beste verdeling van {region}",
        key="dia_verbanden",
        height=MAP_HEIGHT,
    )
    data = pooling_solve.as_frame(rows, choice, view.only_official)
    frame.sources(data, extra=["pic-gebiedsniveaus"])


def _budget(view: View) -> None:
    if view.only_official or not budget_reads.model(view.year, False).layout.owner:
        st.header("Budget: wie wat aanvroeg is niet openbaar", anchor=False)
        frame.empty("Met alleen officiële cijfers valt er niets te verkennen.", "Zet 'Alleen officiële cijfers' uit in het menu.")
        return
    scenario_state.follow(scenario_state.MAIN, budget_reads.space(view.year))
    text = scenario_state.text(scenario_state.MAIN)
    try:
        run = budget_reads.what_if(view.year, text)
    except SamenlevenError as error:
        st.header("Budget: dit scenario kan niet berekend worden", anchor=False)
        frame.empty("Het scenario in de link past niet bij dit projectjaar.", str(error).split("\n")[0])
        return
    found = {row["figure"]: row for row in rows_of.key_figures(run)}
    paid, asked = found["paid"], found["asked"]
    said = "uw scenario" if text else "het uitgangspunt"
    st.header(
        f"Budget, {said}: {budget_results.shown(paid['after'], paid['unit'])} toegekend van "
        f"{budget_results.shown(asked['after'], asked['unit'])} gevraagd",
        anchor=False,
    )
    st.markdown(
        "**≈ Modeluitkomsten op ▨ voorbeeldcijfers.** De aanvragen zijn verzonnen en tellen op tot de gepubliceerde "
        "totalen. Maak een scenario op het scherm Budget en neem `scenario=` uit dat adres over in deze link."
    )
    codes = ("own_share", "taking_part", "covered_share", "weighted_attainment")
    for column, code in zip(st.columns(len(codes)), codes, strict=True):
        row = found[code]
        column.metric(budget_results.CARDS[code], budget_results.shown(row["after"], row["unit"]), border=True)
    budget_charts.goals(run)
    budget_results.sources(run)


def _sources(view: View) -> None:
    titles, register = reads.source_titles(), reads.register("source")
    rows = [*_call_rows(view), *reads.attainment_by_authority(view.year, view.only_official)]
    used = Counter(one for row in rows if row.source_id for one in row.source_id.split(", "))
    for one in ("statbel-origin", "pic-gebiedsniveaus"):
        used[one] += 1
    st.header(f"Bronnen: deze dia's steunen op {len(used)} bronnen", anchor=False)
    published = dict(zip(register["source_id"], register["published_on"], strict=True))
    for one, _ in used.most_common():
        st.markdown(f"- {titles.get(one, one)} ({formats.day(published.get(one))})")
    st.markdown(" ".join(f"**{theme.KIND[kind].sign} {terms.KIND[kind]}:** {text}" for kind, text in MEANING.items()))


MEANING = {
    Kind.OFFICIAL: "gepubliceerd of bevestigd door een overheid.",
    Kind.REPORTED: "ingediend door een lokaal bestuur.",
    Kind.ESTIMATE: "berekend door dit dashboard, met grenzen.",
    Kind.EXAMPLE: "verzonnen om het dashboard te tonen.",
}
SLIDES: dict[str, tuple[str, Callable[[View], None]]] = {
    "stand": ("Stand van zaken", _stand),
    "kaart": ("Kaart", _map),
    "doelen": ("Zeven doelstellingen", _goals),
    "gemeente": ("Eén gemeente", _authority),
    "samenwerking": ("Samenwerking", _pooling),
    "budget": ("Budget", _budget),
    "bronnen": ("Bronnen", _sources),
}
