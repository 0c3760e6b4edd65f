"""The slim bar of the page *presentatie*: filters, which slides in which order, and the buttons that turn them.

Every run draws all chosen slides; ui/assets/presentation.js shows one of them. Turning a page asks nothing of the
server, so a presentation survives a lost connection; a filter moves all slides at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from samenleven.catalogue import Family
from ui.authority import profile_reads
from ui.filters import widgets as filters
from ui.goals import attained_rows
from ui.reading import reads
from ui.server import served

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

TITLES = {
    "stand": "Stand van zaken",
    "kaart": "Kaart",
    "doelen": "Zeven doelstellingen",
    "gemeente": "Eén gemeente",
    "samenwerking": "Samenwerking",
    "budget": "Budget",
    "bronnen": "Bronnen",
}
HELP = (
    "Leeg: alle dia's. Kies ze in de volgorde waarin u ze toont. Bladeren: pijltjes, spatie, Page Up en Page Down, of "
    "een klikker; Home en End voor de eerste en de laatste. De link bewaart dia's en filters. Een eigen scenario: "
    "maak het op het scherm Budget en neem `scenario=` uit dat adres over in deze link."
)
MEASURE = "call-05.1"
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
nav { position: relative; display: flex; align-items: center; gap: 0.375rem; padding-bottom: 0.5rem;
  font: 0.875rem/1.2 var(--st-font); color: var(--st-text-color); box-sizing: border-box; }
button, a { font: inherit; color: inherit; background: var(--st-background-color); padding: 0 0.625rem; height: 2.25rem;
  min-width: 2.25rem; border: 1px solid var(--st-border-color); border-radius: var(--st-base-radius); cursor: pointer;
  display: inline-flex; align-items: center; justify-content: center; text-decoration: none; white-space: nowrap;
  box-sizing: border-box; }
[data-step] { font-size: 1.5rem; }
[aria-disabled="true"] { border-style: dashed; cursor: default; }
[hidden] { display: none; }
:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 1px; }
output { flex: 1; min-width: 0; text-align: center; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
progress { position: absolute; inset: auto 0 0 0; width: 100%; height: 4px; appearance: none; border: 0;
  background: color-mix(in srgb, var(--st-border-color) 35%, transparent); }
progress::-webkit-progress-bar { background: transparent; }
progress::-webkit-progress-value { background: var(--st-primary-color); }
progress::-moz-progress-bar { background: var(--st-primary-color); }
@media (max-width: 1100px) { [data-full] { display: none; } }
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

    @property
    def name(self) -> str:
        """The name of the authority."""
        return str(self.authority["name"])

    @property
    def nis(self) -> str | None:
        """The code of its area; vzw de Rand has none."""
        found = self.authority["nis"]
        return found if isinstance(found, str) else None


def choose(bar: DeltaGenerator, only_official: bool) -> View:
    """The filters in the bar; all of them live in the URL. What is wrong with a link is said where this is called."""
    years = {str(one.project_year): one.title for one in reads.project_years()}
    year = int(filters.choose("Projectjaar", "jaar", years, default=reads.newest_year(), where=bar))
    authorities = reads.authorities()
    names = dict(zip(authorities["authority_id"], authorities["name"], strict=True))
    nis = filters.choose("Gemeente", "nis", names, default=profile_reads.first(names), where=bar)
    rows = [row for row in reads.attainment(year, only_official) if row.family is Family.CALL]
    measures = attained_rows.measure_names(rows)
    measure = filters.choose("KPI-onderdeel", "kpi", measures, default=MEASURE, where=bar)
    menu = bar.popover("Dia's")
    chosen = filters.choose_many("Welke dia's, in welke volgorde?", "dias", TITLES, where=menu)
    menu.markdown(HELP)
    one = authorities[authorities["authority_id"] == nis].iloc[0]
    return View(year, one, measure, tuple(dict.fromkeys(chosen)), only_official)


def turn(view: View) -> None:
    """Buttons, number and progress; the script behind them listens to the keys."""
    query = urlencode(filters.shared())
    close = served.page("") + (f"?{query}" if query else "")
    _component()(key="bladeren", data={"slides": [[code, TITLES[code]] for code in view.slides], "close": close})


@cache
def _component() -> ComponentRenderer:
    """The component, registered at first use: only then is the base path of the app known."""
    return st.components.v2.component(
        "samenleven_slides", html=_HTML, css=_CSS, js=_LOADER % served.url(served.SLIDES_SCRIPT)
    )
