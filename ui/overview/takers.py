"""Who takes part, on a small map: drawn on the server as four shapes, one for each answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from html import escape
from math import cos, radians
from typing import Any

import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geo import topology
from samenleven.figures import Kind
from ui.overview.standing import Standing
from ui.pooling import pooling_reads
from ui.reading import reads
from ui.reading.daily import daily

WIDTH = 380
FINE = 0.008  # square root of degrees squared; what is smaller cannot be seen in a picture of this width
NAMED = {
    "11002": "Antwerpen",
    "44021": "Gent",
    "31005": "Brugge",
    "24062": "Leuven",
    "71022": "Hasselt",
    "04000": "Brussel",
}
"""The cities that say where one looks."""
SIGNED, PARTNER, EXAMPLE, NOT = "signed", "partner", "example", "not"
ANSWER = {
    SIGNED: "28 en Brussel, uit het plan",
    PARTNER: "partner, gepubliceerd",
    EXAMPLE: "voorbeeld",
    NOT: "niet",
}
"""What an area may say, and the words for it."""
COLUMNS = ["name", "nis", "answer", "cooperation", "kind", "source_id", "reference_date"]


@dataclass(frozen=True)
class Takers:
    """Every area with its answer; `table` has a row per area with kind, source and date."""

    answers: dict[str, str]
    table: pd.DataFrame

    def count(self, answer: str) -> int:
        """How many areas give an answer."""
        return sum(one == answer for one in self.answers.values())


@daily(16)
def takers(year: int, only_official: bool) -> Takers:
    """Who takes part in a year, by NIS code: the 28 and Brussels, published partners, and members made up."""
    everyone = reads.authorities()
    published = {nis: one for one in pooling_reads.published() for nis in one.members}
    known = reads.members(only_official)
    members = {row["nis"]: row for row in reads.records(known[known["project_year"] == year])}
    rows = []
    for one in reads.records(everyone):
        nis = one["nis"]
        if nis is None or one["represented_by"] is not None:
            continue  # vzw de Rand has no area, and the VGC acts for the municipalities of Brussels
        row: dict[str, Any] = dict.fromkeys(COLUMNS) | {"name": one["name"], "nis": nis}
        if one["signatory"]:
            row |= {"answer": SIGNED, "kind": Kind.OFFICIAL.value, "source_id": "plan-2021"}
        elif nis in published:
            source = published[nis]
            row |= {"answer": PARTNER, "cooperation": source.name, "kind": source.kind}
            row |= {"source_id": source.source_id, "reference_date": source.reference_date}
        elif nis in members:
            by = members[nis]
            row |= {"answer": EXAMPLE, "cooperation": by["cooperation"], "kind": by["kind"]}
            row |= {"source_id": by["source_id"], "reference_date": by["reference_date"]}
        else:
            row |= {"answer": NOT}
        rows.append(row)
    table = pd.DataFrame(rows, columns=COLUMNS)
    return Takers(dict(zip(table["nis"], table["answer"], strict=True)), table)


def picture(data: Standing) -> str:
    """The map with its legend."""
    found = takers(data.year, data.only_official)
    words = legend(found, data.only_official)
    said = "; ".join(f"{text}: {found.count(answer)}" for answer, text in words.items())
    listed = "".join(f'<li><i class="ov-key {answer}"></i>{escape(text)}</li>' for answer, text in words.items())
    return (
        f'<div class="ov-map" role="img" aria-label="Kaart van Vlaanderen en Brussel. {escape(said)}">'
        f'{_svg(data.year, data.only_official)}</div><ul class="ov-legend">{listed}</ul>'
    )


def legend(found: Takers, only_official: bool) -> dict[str, str]:
    """The answers that occur, with what a reader must know of each."""
    words = dict(ANSWER)
    if only_official:
        words[NOT] = "naam niet gepubliceerd, of doet niet mee"
    partners = found.count(PARTNER)
    words[PARTNER] = f"{partners} {'gepubliceerde partner' if partners == 1 else 'gepubliceerde partners'}"
    return {answer: text for answer, text in words.items() if found.count(answer)}


@daily(16)
def _svg(year: int, only_official: bool) -> str:
    answers = takers(year, only_official).answers
    shapes, height = _shapes()
    drawn = []
    for answer in (NOT, EXAMPLE, PARTNER, SIGNED):
        outlines = "".join(shapes.get(nis, "") for nis, one in answers.items() if one == answer)
        drawn.append(f'<path class="{answer}" transform="scale(.1)" d="{outlines}"/>' if outlines else "")
    names = "".join(f'<text x="{x:.0f}" y="{y:.0f}">{escape(name)}</text>' for x, y, name in _places())
    hatch = (
        '<defs><pattern id="ov-hatch" width="40" height="40" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="40" height="40" class="ground"/>'
        '<rect width="12" height="40" class="stripe"/></pattern></defs>'
    )
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" aria-hidden="true" focusable="false">{hatch}{"".join(drawn)}{names}</svg>'
    )


@cache
def _shapes() -> tuple[dict[str, str], int]:
    """Every municipality of Flanders, and Brussels as one, as SVG paths in a picture `WIDTH` wide; and its height."""
    geometry = topology.load_topology(topology.TOPOLOGY_PATH)
    drawn = {one["nis"] for one in reads.records(reads.authorities()) if one["represented_by"] is None}
    whole = {
        nis: shape
        for name in ("areas", "brussels")
        for nis, shape in topology.polygons(geometry, name).items()
        if nis in drawn
    }
    plain = shapely.coverage_simplify(list(whole.values()), FINE)
    return {nis: _path(shape) for nis, shape in zip(whole, plain, strict=True)}, _projection()[1]


@cache
def _projection() -> tuple[tuple[float, float, float, float], int]:
    """West, north, points per degree east and per degree north, and the height of the picture."""
    geometry = topology.load_topology(topology.TOPOLOGY_PATH)
    places = [place for arc in geometry.arcs for place in arc]
    west, east = min(x for x, _ in places), max(x for x, _ in places)
    south, north = min(y for _, y in places), max(y for _, y in places)
    across = (WIDTH - 2) / (east - west)
    down = across / cos(radians((south + north) / 2))
    return (west, north, across, down), round((north - south) * down) + 2


@cache
def _places() -> tuple[tuple[float, float, str], ...]:
    """Where the names of the cities stand."""
    points = topology.load_topology(topology.TOPOLOGY_PATH).points
    return tuple((*_put(*points[nis]), name) for nis, name in NAMED.items() if nis in points)


def _put(longitude: float, latitude: float) -> tuple[float, float]:
    """Where a place stands in the picture."""
    (west, north, across, down), _ = _projection()
    return 1 + (longitude - west) * across, 1 + (north - latitude) * down


def _path(shape: BaseGeometry) -> str:
    """The outlines of an area in tenths of a point, each step from the point before: a third of the signs."""
    rings = [ring for part in shapely.get_parts(shape) for ring in (part.exterior, *part.interiors)]
    return "".join(_outline(ring.coords) for ring in rings)


def _outline(places: Iterable[tuple[float, ...]]) -> str:
    at: tuple[int, int] | None = None
    steps = []
    for place in places:
        x, y = _put(place[0], place[1])
        now = round(x * 10), round(y * 10)
        if at is None:
            steps.append(f"M{now[0]} {now[1]}l")
        elif now != at:
            steps.append(f"{now[0] - at[0]} {now[1] - at[1]} ".replace(" -", "-"))
        at = now
    return f"{''.join(steps).rstrip()}z" if len(steps) > 3 else ""
