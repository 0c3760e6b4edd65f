"""The screen *kaart* as one component: map, time bar, legend, ranking and pinned places, all moments sent at once.

Borders and script are fetched by the browser once, as plain files; a figure is sent once and then moves through time
without the server (ui/map/script/atlas.js). The foot line is a component of its own, so that a change of the moment,
which is in the table and the files too, sends only that.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import streamlit as st

from ui.figure import object as figures
from ui.map import atlas_data
from ui.map.atlas_choice import Choice
from ui.server import served

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

KEYBOARD_HELP = (
    "Met de pijltjestoetsen gaat u naar een gemeente ernaast, met Home en End naar de eerste en de "
    "laatste. Enter zet de gemeente vast, plus en min zoomen in en uit."
)
FAILED = "De kaart kon niet geladen worden. De lijst toont dezelfde cijfers."
_MARK = figures.example_mark().replace(">", " hidden>", 1)
_HTML = f"""
<figure class="obj atlas" id="kaart" aria-labelledby="kaart-t">
  <div class="m-stage">
    <div class="m-view">
      <div class="m-head">
        <p class="eyebrow"></p>
        <h1 class="t" id="kaart-t"><span class="finding"></span>{_MARK}</h1>
        <p class="u lede"></p>
      </div>
      <div class="m-zoom" role="group" aria-label="Zoomen">
        <button type="button" data-zoom="in" aria-label="Inzoomen">+</button>
        <button type="button" data-zoom="out" aria-label="Uitzoomen">&minus;</button>
        <button type="button" data-zoom="reset">Hele kaart</button>
      </div>
      <div class="drawn" data-picture>
        <div class="land">
          <p class="failure" role="status">{FAILED}</p>
          <svg role="group" aria-labelledby="kaart-t" aria-describedby="kaart-help"></svg>
        </div>
        <div class="m-band"><div class="legend"></div><div class="time"></div></div>
      </div>
      <p class="unseen" id="kaart-help">{KEYBOARD_HELP}</p>
    </div>
    <div class="m-card" aria-hidden="true" hidden></div>
  </div>
  <div class="m-side">
    <section class="pins" aria-label="Vastgezet" aria-live="polite"></section>
    <section class="ranking" aria-label="Rangschikking"></section>
  </div>
  <div class="slot"></div>
</figure>
"""
_LOADER = """
const parts = () => Promise.all([import(new URL("%s", location.origin)), import(new URL("%s", location.origin))]);
export default (component) => parts().then(([atlas, page]) => atlas.%s);
"""


def show(choice: Choice, foot: str) -> None:
    """Draw the figure with its foot line (HTML)."""
    _component()(key="kaart", data={"figure": atlas_data.text(choice)})
    _foot()(key="kaart_voet", data={"html": foot})


@cache
def _component() -> ComponentRenderer:
    """The component, registered at first use: only then is the base path of the app known."""
    return st.components.v2.component(
        "samenleven_atlas", html=_HTML, js=_script("default(component, page)"), isolate_styles=False
    )


@cache
def _foot() -> ComponentRenderer:
    return st.components.v2.component(
        "samenleven_atlas_foot", html="", js=_script("foot(component, page)"), isolate_styles=False
    )


def _script(call: str) -> str:
    return _LOADER % (served.url(served.ATLAS_SCRIPT), served.url(served.PAGE_SCRIPT), call)
