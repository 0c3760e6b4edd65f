"""The second view of the map: 3D columns with pydeck, for those who have WebGL. It asks nothing of the internet."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import pydeck
import streamlit as st

from geo import topology

NOTE = (
    "Deze 3D-weergave vraagt een browser met WebGL. Blijft ze leeg, kies dan *Kaart*: die toont dezelfde cijfers. "
    "Sleep om te schuiven, met Ctrl ingedrukt om te draaien en te kantelen."
)
TALLEST = 60_000  # metres on the map
RADIUS = 1_500
SOUTH_VIEW = {"latitude": 50.9, "longitude": 4.3, "zoom": 6.9, "pitch": 45}
CLOSE = 0.008  # degrees: an outline seen from this far needs no finer point


class Column(NamedTuple):
    """What stands on one area: a value of zero or more with its words, and the colour of its class ("#rrggbb")."""

    nis: str
    value: float
    said: str
    colour: str


def columns_3d(columns: Sequence[Column], *, key: str, height: int) -> None:
    """Columns at the label points, with the outlines of the reference regions.

    A code without geometry (vzw de Rand) gets none: the table beside the map must show it.
    """
    points = _shapes().points
    highest = max((one.value for one in columns), default=0) or 1
    rows = [
        {
            "p": [round(coordinate, 4) for coordinate in points[one.nis]],
            "h": round(TALLEST * one.value / highest),
            "c": _rgb(one.colour),
            "t": f"{_names().get(one.nis, one.nis)}: {one.said}",
        }
        for one in columns
        if one.nis in points
    ]
    standing = pydeck.Layer(
        "ColumnLayer", rows, get_position="p", get_elevation="h", get_fill_color="c", radius=RADIUS, pickable=True
    )
    outlines = pydeck.Layer("PathLayer", _outlines(), get_path="path", get_color=[118, 129, 141], width_min_pixels=1)
    deck = _CompactDeck(
        [outlines, standing],
        initial_view_state=pydeck.ViewState(**SOUTH_VIEW),
        map_provider=None,  # naming a map_style, even None, would still fetch one from the internet
        tooltip={"text": "{t}"},
    )
    st.pydeck_chart(deck, height=height, key=key)
    st.markdown(f":small[{NOTE}]")
    st.markdown(f":small[{topology.ATTRIBUTION}]")


class _CompactDeck(pydeck.Deck):  # type: ignore[misc]
    """A deck without the white space that makes pydeck's own JSON five times as large."""

    def to_json(self) -> str:
        """The deck for the browser."""
        return json.dumps(json.loads(super().to_json()), separators=(",", ":"))


def _rgb(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


@cache
def _shapes() -> topology.Topology:
    return topology.load_topology(topology.TOPOLOGY_PATH)


@cache
def _names() -> dict[str, str]:
    shapes = _shapes().objects
    return {str(g["id"]): str(g["properties"]["name"]) for g in (*shapes["areas"], *shapes["brussels"])}


@cache
def _outlines() -> list[dict[str, list[list[float]]]]:
    """The borders of the reference regions as light lines; each shared border once."""
    shapes = _shapes()
    used = {
        number if number >= 0 else ~number
        for region in shapes.objects["regions"]
        for number in topology.arc_numbers(region)
    }
    return [{"path": _thinned(shapes.arcs[number])} for number in sorted(used)]


def _thinned(line: Sequence[tuple[float, float]]) -> list[list[float]]:
    """A line with the points left out that lie close to the one before; both ends stay."""
    kept = [line[0]]
    for point, after in pairwise([*line[1:], line[-1]]):
        far = max(abs(point[0] - kept[-1][0]), abs(point[1] - kept[-1][1])) > CLOSE
        if far or point == after == line[-1]:
            kept.append(point)
    if kept[-1] != line[-1]:
        kept.append(line[-1])
    return [[round(x, 3), round(y, 3)] for x, y in kept]
