"""The borders as SVG paths drawn on the server, for every picture of a map that needs no script.

All pictures share one frame (Flanders and Brussels), so that a path, the name of a place and the box of a region fit.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from math import cos, radians

import shapely
from shapely.geometry.base import BaseGeometry

from geo import topology

FINE = 0.008  # square root of degrees squared; what is smaller cannot be seen in a picture of a few hundred points
NAMED = {
    "11002": "Antwerpen",
    "44021": "Gent",
    "31005": "Brugge",
    "24062": "Leuven",
    "71022": "Hasselt",
    "04000": "Brussel",
}
"""The cities that say where one looks."""
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Frame:
    """Where the world stands in a picture: west, north, points per degree east and north, and the size in points."""

    west: float
    north: float
    across: float
    down: float
    width: int
    height: int

    def put(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a place stands in the picture."""
        return 1 + (longitude - self.west) * self.across, 1 + (self.north - latitude) * self.down


@cache
def frame(width: int) -> Frame:
    """All of Flanders and Brussels in a picture `width` points wide."""
    places = [place for arc in _geometry().arcs for place in arc]
    west, east = min(x for x, _ in places), max(x for x, _ in places)
    south, north = min(y for _, y in places), max(y for _, y in places)
    across = (width - 2) / (east - west)
    down = across / cos(radians((south + north) / 2))
    return Frame(west, north, across, down, width, round((north - south) * down) + 2)


@cache
def paths(width: int, fine: float = FINE) -> dict[str, str]:
    """The outline of every municipality of Flanders, and of Brussels as one, by NIS code, in tenths of a point."""
    shapes = _shapes()
    plain = shapely.coverage_simplify(list(shapes.values()), fine)
    return {nis: _path(shape, frame(width)) for nis, shape in zip(shapes, plain, strict=True)}


def box(width: int, codes: Collection[str]) -> Box | None:
    """Left, top, width and height in points of these areas together; None when none of them has an area."""
    bounds = [shape.bounds for nis, shape in _shapes().items() if nis in codes]
    if not bounds:
        return None
    here = frame(width)
    left, top = here.put(min(one[0] for one in bounds), max(one[3] for one in bounds))
    right, bottom = here.put(max(one[2] for one in bounds), min(one[1] for one in bounds))
    return left, top, right - left, bottom - top


@lru_cache(256)
def around(width: int, codes: frozenset[str] | None = None, fine: float = FINE) -> str:
    """One line around these areas together; without any given, around all of Flanders and Brussels."""
    found = [shape for nis, shape in _shapes().items() if codes is None or nis in codes]
    return _path(shapely.simplify(shapely.union_all(found), fine), frame(width))


def names() -> dict[str, str]:
    """What the map calls every area, by NIS code."""
    geometry = _geometry()
    return {
        str(one["id"]): str(one["properties"]["name"])
        for kind in ("areas", "brussels")
        for one in geometry.objects[kind]
    }


@cache
def points(width: int) -> dict[str, tuple[float, float]]:
    """Where the name of an area stands, by NIS code."""
    return {nis: frame(width).put(*place) for nis, place in _geometry().points.items()}


@cache
def _geometry() -> topology.Topology:
    return topology.load_topology(topology.TOPOLOGY_PATH)


@cache
def _shapes() -> dict[str, BaseGeometry]:
    """What is drawn: the whole of Brussels and not its 19 parts."""
    geometry = _geometry()
    whole = topology.polygons(geometry, "brussels")
    parts = {str(one) for found in geometry.objects["brussels"] for one in found.get("properties", {}).get("parts", ())}
    areas = topology.polygons(geometry, "areas")
    return {nis: shape for nis, shape in {**areas, **whole}.items() if nis not in parts}


def _path(shape: BaseGeometry, here: Frame) -> str:
    """The outlines of an area in tenths of a point, each step from the point before: a third of the signs."""
    rings = [ring for part in shapely.get_parts(shape) for ring in (part.exterior, *part.interiors)]
    return "".join(_outline(ring.coords, here) for ring in rings)


def _outline(places: Iterable[tuple[float, ...]], here: Frame) -> str:
    at: tuple[int, int] | None = None
    steps = []
    for place in places:
        x, y = here.put(place[0], place[1])
        now = round(x * 10), round(y * 10)
        if at is None:
            steps.append(f"M{now[0]} {now[1]}l")
        elif now != at:
            steps.append(f"{now[0] - at[0]} {now[1] - at[1]} ".replace(" -", "-"))
        at = now
    return f"{''.join(steps).rstrip()}z" if len(steps) > 3 else ""
