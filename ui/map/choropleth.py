"""The map of the dashboard: a flat choropleth that everyone can use, also by keyboard (3D columns: ui/map/columns.py).

The choropleth is a Streamlit components-v2 component (inline SVG, `ui/map/script/choropleth.js`). Borders and
script are fetched by the browser once, as plain files (`ui/server/served.py`); a rerun sends
only values. The map and its legend are drawn from the same list of `MapClass`, so they cannot
disagree. What a figure means and which class it falls in is decided by the caller.
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import streamlit as st

from geo import topology
from ui.server import served

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

Scope = Literal["all", "flanders", "signatories"]
Line = tuple[str, str]  # label, text
Cell = str | int | None  # a text, its number in the table of repeated texts, or nothing

FAILED = "De kaart kon niet geladen worden. De tabel hieronder toont dezelfde cijfers."
KEYBOARD_HELP = (
    "Met de pijltjestoetsen gaat u naar een gemeente ernaast, met Home en End naar de eerste en de "
    "laatste. Enter kiest de gemeente, plus en min zoomen in en uit."
)
_HTML = f"""
<figure class="map">
  <p class="failure" role="status">{FAILED}</p>
  <div class="stage">
    <svg role="group" aria-describedby="help"></svg>
    <div class="zoom" role="group" aria-label="Zoomen">
      <button type="button" data-zoom="in" aria-label="Inzoomen">+</button>
      <button type="button" data-zoom="out" aria-label="Uitzoomen">&minus;</button>
      <button type="button" data-zoom="reset">Hele kaart</button>
    </div>
    <div class="card" aria-hidden="true" hidden></div>
  </div>
  <ul class="legend" aria-label="Legende"></ul>
  <p class="attribution">{html.escape(topology.ATTRIBUTION)}</p>
  <p class="help" id="help">{KEYBOARD_HELP}</p>
</figure>
"""
# The module map of the browser keeps the script, so a rerun fetches nothing.
_LOADER = """
export default (component) => import(new URL("%s", location.origin))
  .then((map) => map.default(component), () =>
    component.parentElement.querySelector(".map").classList.add("failed"));
"""


@dataclass(frozen=True)
class MapClass:
    """One entry of the legend, and the look of every area in that class."""

    colour: str  # "#rrggbb"
    label: str  # Dutch, for example "25 tot 50 %" or "geen cijfer"
    hatched: bool = False  # hatching over the colour: "geen cijfer" and example figures


@dataclass(frozen=True)
class MapArea:
    """What the map shows of one area."""

    nis: str  # the code of an area of geo/samenleven.topojson: of a whole and its parts, one is drawn
    class_index: int  # position in the list of classes
    value: str  # formatted figure, for example "12 345 personen"
    details: Sequence[Line] = ()  # extra lines: target, source, date, kind of figure
    group: int | None = None  # areas of one group share a thick outline and its number


def choropleth(
    areas: Sequence[MapArea],
    classes: Sequence[MapClass],
    *,
    title: str,
    key: str,
    scope: Scope = "all",
    outlines: bool = True,
    selected: str | None = None,
    shared_details: Sequence[Line] = (),
    height: int = 520,
    fit: bool = False,
) -> str | None:
    """Draw the flat map with its legend; returns the NIS code of an area the user just picked.

    The answer is given in one run only, after a click or Enter; otherwise it is None. To keep an
    area selected, pass it as `selected` in the next runs.

    Areas of the geometry that are not in `areas` are light background and cannot be picked. A code
    without geometry (vzw de Rand) is not drawn: the table beside the map must show it. `scope` sets
    that background: "all" draws every municipality, "flanders" leaves Brussels out unless it has a
    figure, "signatories" draws no borders between municipalities without a figure.
    `shared_details` are lines that hold for every area. `height` is the largest height in pixels.
    `fit` lets the areas of this run fill the frame, with the rest of Flanders around them.

    Raises `ValueError` for a code that occurs twice or a class that does not exist.
    """
    data = payload(
        areas,
        classes,
        title=title,
        scope=scope,
        outlines=outlines,
        selected=selected,
        shared_details=shared_details,
        height=height,
        fit=fit,
    )
    result = _component()(key=key, data=data, on_picked_change=lambda: None)
    picked = result.get("picked")
    return picked if isinstance(picked, str) else None


def payload(
    areas: Sequence[MapArea],
    classes: Sequence[MapClass],
    *,
    title: str,
    scope: Scope,
    outlines: bool,
    selected: str | None,
    shared_details: Sequence[Line],
    height: int,
    fit: bool = False,
) -> dict[str, Any]:
    """What one run sends to the browser, arranged by column to keep it small.

    `nis` is one text with spaces, `cls` the class numbers, `values` the figures and `lines` the
    details as [label, one cell per area]. A text that occurs more than once is a number, its place
    in `strings`; None means that an area lacks this line. `groups` is there only when an area has one.
    """
    _check(areas, classes)
    columns = _detail_columns(areas)
    cells = [area.value for area in areas] + [text for _, texts in columns for text in texts if text]
    strings = [text for text, count in Counter(cells).items() if count > 1]
    number = {text: index for index, text in enumerate(strings)}

    def short(texts: Sequence[str | None]) -> list[Cell]:
        return [None if text is None else number.get(text, text) for text in texts]

    sent: dict[str, Any] = {
        "geo": served.url(served.GEOMETRY),
        "title": title,
        "scope": scope,
        "outlines": outlines,
        "selected": selected,
        "height": height,
        "classes": [[entry.colour, entry.label, int(entry.hatched)] for entry in classes],
        "strings": strings,
        "nis": " ".join(area.nis for area in areas),
        "cls": [area.class_index for area in areas],
        "values": short([area.value for area in areas]),
        "lines": [[label, short(texts)] for label, texts in columns],
        "shared": [list(line) for line in shared_details],
    }
    if any(area.group is not None for area in areas):
        sent["groups"] = [area.group for area in areas]
    return sent | {"fit": 1} if fit else sent


def _check(areas: Sequence[MapArea], classes: Sequence[MapClass]) -> None:
    for nis, count in Counter(area.nis for area in areas).items():
        if count > 1:
            raise ValueError(f"area {nis} occurs {count} times on one map")
    for area in areas:
        if not 0 <= area.class_index < len(classes):
            raise ValueError(f"area {area.nis} has class {area.class_index} of {len(classes)}")


def _detail_columns(areas: Sequence[MapArea]) -> list[tuple[str, list[str | None]]]:
    """The detail lines of all areas as columns, labels in order of first appearance."""
    columns: dict[tuple[str, int], list[str | None]] = {}
    for position, area in enumerate(areas):
        seen: Counter[str] = Counter()  # an area may have two lines with one label
        for label, text in area.details:
            column = columns.setdefault((label, seen[label]), [None] * len(areas))
            column[position] = text
            seen[label] += 1
    return [(label, texts) for (label, _), texts in columns.items()]


@cache
def _component() -> ComponentRenderer:
    """The component, registered at first use: only then is the base path of the app known."""
    return st.components.v2.component(
        "samenleven_map",
        html=_HTML,
        css=Path(__file__).with_name("choropleth.css").read_text(encoding="utf-8"),
        js=_LOADER % served.url(served.MAP_SCRIPT),
    )
