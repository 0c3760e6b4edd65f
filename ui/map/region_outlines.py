"""Areas as outlines for a drawing made on the server: neighbours keep one border, however small the picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import cos, radians
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo import topology

FINE = 0.9  # points; what is smaller cannot be seen
EDGE = 6  # points around the areas


@dataclass(frozen=True)
class Outlines:
    """A picture of `width` by `height` points: the shape of each area, where its name stands, and what lies around.

    `beside` is one path of all other areas that show.
    """

    width: int
    height: int
    shapes: Mapping[str, BaseGeometry]
    points: Mapping[str, tuple[int, int]]
    beside: str

    def path(self, codes: Iterable[str]) -> str:
        """The areas one by one, in one path."""
        return "".join(_path(self.shapes[code]) for code in codes if code in self.shapes)

    def around(self, codes: Iterable[str]) -> str:
        """The edge of these areas together, as a path."""
        here = [self.shapes[code] for code in codes if code in self.shapes]
        return _path(shapely.coverage_union_all(here)) if here else ""

    def middle(self, codes: Iterable[str]) -> tuple[int, int]:
        """A place well inside these areas together, where a number may stand."""
        whole = shapely.coverage_union_all([self.shapes[code] for code in codes if code in self.shapes])
        parts = shapely.get_parts(whole)
        circle = shapely.maximum_inscribed_circle(max(parts, key=shapely.area), 5)
        x, y = shapely.get_coordinates(circle)[0]
        return round(x), round(y)


@cache
def outlines(codes: tuple[str, ...], width: int, highest: int = 10_000) -> Outlines:
    """The outlines of these municipalities in a picture so wide, or narrower where it would be higher than `highest`.

    Codes without an area are left out; without any the picture is empty.
    """
    areas, points = _areas()
    here = {code: areas[code] for code in codes if code in areas}
    if not here:
        return Outlines(1, 1, {}, {}, "")
    west, south, east, north = shapely.total_bounds(list(here.values()))
    narrow = cos(radians((south + north) / 2))
    across = min((width - 2 * EDGE) / ((east - west) * narrow), (highest - 2 * EDGE) / (north - south))
    size = round((east - west) * narrow * across) + 2 * EDGE, round((north - south) * across) + 2 * EDGE
    margin = EDGE / across / narrow
    window = shapely.box(west - margin, south - margin, east + margin, north + margin)
    beside = {code: shape for code, shape in areas.items() if code not in here and shape.intersects(window)}
    every = shapely.coverage_simplify([*here.values(), *beside.values()], FINE / across)

    scale, corner = np.array([narrow * across, -across]), np.array([west, north])

    def put(places: Any) -> Any:
        return EDGE + (places - corner) * scale

    shapes = dict(zip([*here, *beside], shapely.transform(every, put), strict=True))
    named = {code: (round(x), round(y)) for code in here for x, y in [put(np.array(points[code]))]}
    return Outlines(
        *size, {code: shapes[code] for code in here}, named, "".join(_path(shapes[code]) for code in beside)
    )


@cache
def _areas() -> tuple[dict[str, BaseGeometry], Mapping[str, tuple[float, float]]]:
    """Every municipality, those of Brussels too, and where its name stands."""
    geometry = topology.load_topology(topology.TOPOLOGY_PATH)
    return topology.polygons(geometry, "areas"), geometry.points


def _path(shape: BaseGeometry) -> str:
    """The rings of an area in whole points, each step from the point before."""
    rings = [ring for part in shapely.get_parts(shape) for ring in (part.exterior, *part.interiors)]
    return "".join(_ring([(round(x), round(y)) for x, y in ring.coords]) for ring in rings)


def _ring(places: list[tuple[int, int]]) -> str:
    (x, y), *others = places[:-1]
    steps = []
    for right, down in others:
        if (right, down) != (x, y):
            steps.append(f"{right - x} {down - y}")
            x, y = right, down
    return f"M{places[0][0]} {places[0][1]}l{' '.join(steps)}z" if steps else ""
