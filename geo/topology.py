"""Read `geo/samenleven.topojson`, the one geometry file of the dashboard.

TopoJSON stores every border once, as an *arc*; a polygon is a list of arc numbers (`~n` means arc
`n` walked backwards). Neighbours therefore share their border exactly, and "who borders whom" is
simply "who shares an arc". Coordinates are WGS84 degrees (longitude, latitude).

Objects in the file: `areas` (municipalities), `brussels` (the 19, its `parts`, as one area), `regions` (the
reference regions) and `labels` (one point inside each area).

Format: https://github.com/topojson/topojson-specification. Origin of the borders: `geo/NOTICE`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from shapely.geometry import MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

ATTRIBUTION = (
    "Grenzen: Wijken voor omgevingsanalyse, © gemeentebesturen, verzameld door Data & Analyse van "
    "de Vlaamse provincies (Modellicentie Gratis Hergebruik Vlaanderen v1.0), op basis van "
    "statistische sectoren, Statbel (CC BY 4.0). Samengevoegd tot gemeenten en vereenvoudigd."
)
TOPOLOGY_PATH = Path(__file__).with_name("samenleven.topojson")
ADJACENCY_PATH = Path(__file__).with_name("adjacency.csv")
BRUSSELS_NIS = "04000"

LARGEST_FILE = 2_000_000
"""In bytes: ten times what the file is now."""
LARGEST_NUMBER = 10**9
"""A coordinate, step or arc number is far smaller; with this the arithmetic never overflows."""

Coordinate = tuple[float, float]
Pair = tuple[str, str]
Geometry = Mapping[str, Any]  # one geometry of a TopoJSON object: type, id, arcs or coordinates


class TopologyError(ValueError):
    """The file is no readable TopoJSON; the message is a Dutch sentence for the administrator."""


@dataclass(frozen=True)
class Topology:
    """One TopoJSON file, with its arcs decoded to degrees.

    `arcs[n]` is a list of (longitude, latitude); `objects[name]` is the list of its geometries,
    as in the file; `points` maps the id of every point geometry to its coordinate.
    """

    arcs: tuple[tuple[Coordinate, ...], ...]
    objects: Mapping[str, tuple[Geometry, ...]]
    points: Mapping[str, Coordinate]


def load_topology(path: Path | str) -> Topology:
    """Read and decode a quantised TopoJSON file.

    Raises `TopologyError` when the file is no JSON or has another shape than we draw; `OSError` when it cannot be
    opened. Whether arcs exist and areas are sound is not checked here: see geo/faults.py.
    """
    return decode(read(path), Path(path).name)


def read(path: Path | str) -> bytes:
    """What is written in a file, as far as `decode` may want it. Raises `OSError` when it cannot be opened."""
    with Path(path).open("rb") as file:
        return file.read(LARGEST_FILE + 1)


def decode(written: bytes, name: str) -> Topology:
    """Decode what is written in a TopoJSON file of this name. Raises `TopologyError` as `load_topology`."""
    if len(written) > LARGEST_FILE:
        raise TopologyError(f"{name} is te groot: meer dan {LARGEST_FILE // 10**6} MB.")
    try:
        content = json.loads(written.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise TopologyError(f"{name} is geen leesbare TopoJSON: het is geen JSON in UTF-8.") from error
    if wrong := next(DOCUMENT(content, ""), None):
        raise TopologyError(f"{name} is geen leesbare TopoJSON: {wrong}.")
    scale, translate = content["transform"]["scale"], content["transform"]["translate"]

    def degrees(x: float, y: float) -> Coordinate:
        return x * scale[0] + translate[0], y * scale[1] + translate[1]

    arcs = tuple(tuple(degrees(x, y) for x, y in accumulate(arc, _add_step)) for arc in content["arcs"])
    objects = {name: tuple(item["geometries"]) for name, item in content["objects"].items()}
    points = {
        geometry["id"]: degrees(*geometry["coordinates"])
        for geometries in objects.values()
        for geometry in geometries
        if geometry["type"] == "Point"
    }
    return Topology(arcs, objects, points)


# The shape of the file. Each rule yields what is wrong, with its place in the document: `arcs[3][0] is geen getal`.
# After `DOCUMENT` every part is there and is of its kind, and the rest of this module takes that for granted.

Rule = Callable[[Any, str], Iterator[str]]


def _is(kinds: type | tuple[type, ...], word: str, accepts: Callable[[Any], bool] = lambda value: True) -> Rule:
    """One value of these kinds; true and false are no numbers."""

    def rule(value: Any, place: str) -> Iterator[str]:
        if not isinstance(value, kinds) or isinstance(value, bool) or not accepts(value):
            yield f"{place or 'het geheel'} is geen {word}"

    return rule


def _list(item: Rule, least: int = 1, most: float = float("inf")) -> Rule:
    def rule(value: Any, place: str) -> Iterator[str]:
        if not isinstance(value, list) or not least <= len(value) <= most:
            yield f"{place} is geen lijst van {'precies' if least == most else 'minstens'} {least}"
        else:
            for number, one in enumerate(value):
                yield from item(one, f"{place}[{number}]")

    return rule


def _parts(needed: Mapping[str, Rule], optional: Mapping[str, Rule] | None = None) -> Rule:
    """An object with these parts; it may have others, which nobody reads."""

    def rule(value: Any, place: str) -> Iterator[str]:
        yield from _is(dict, "object")(value, place)
        for name, part in ({**needed, **(optional or {})} if isinstance(value, dict) else {}).items():
            if name in value:
                yield from part(value[name], f"{place}.{name}".lstrip("."))
            elif name in needed:
                yield f"{f'{place}.{name}'.lstrip('.')} ontbreekt"

    return rule


def _geometry_rule(value: Any, place: str) -> Iterator[str]:
    """A polygon, polygons or a point, with an id."""
    if not isinstance(value, dict) or not isinstance(value.get("type"), str) or value["type"] not in GEOMETRIES:
        yield f"{place} is geen {', '.join(GEOMETRIES)}"
    else:
        yield from GEOMETRIES[value["type"]](value, place)


INTEGER = _is(int, "geheel getal onder een miljard", lambda value: abs(value) < LARGEST_NUMBER)
NUMBER = _is((int, float), "getal onder een miljard", lambda value: abs(value) < LARGEST_NUMBER)  # so no NaN either
TEXT = _is(str, "tekst", str.isprintable)
POSITION = _list(INTEGER, 2, 2)
RINGS = _list(_list(INTEGER))
NAMED = {"properties": _parts({}, {"name": TEXT, "parts": _list(TEXT)})}
# The kind of an id is judged later, by its own message: many tools write a code as a number.
IDENTIFIED: Mapping[str, Rule] = {
    "id": _is((str, int), "code", lambda value: isinstance(value, int) or value.isprintable())
}
GEOMETRIES: Mapping[str, Rule] = {
    "Polygon": _parts({**IDENTIFIED, "arcs": RINGS}, NAMED),
    "MultiPolygon": _parts({**IDENTIFIED, "arcs": _list(RINGS)}, NAMED),
    "Point": _parts({**IDENTIFIED, "coordinates": POSITION}, NAMED),
}


def _objects_rule(value: Any, place: str) -> Iterator[str]:
    yield from _is(dict, "object")(value, place)
    for name in value if isinstance(value, dict) else ():
        yield from TEXT(name, f"een naam in {place}")
        yield from _parts({"geometries": _list(_geometry_rule, 0)})(value[name], f"{place}.{name[:40]}")


DOCUMENT = _parts(
    {
        "transform": _parts({"scale": _list(NUMBER, 2, 2), "translate": _list(NUMBER, 2, 2)}),
        "arcs": _list(_list(POSITION), 0),
        "objects": _objects_rule,
    }
)


def _add_step(position: list[int], step: list[int]) -> list[int]:
    """Arcs are stored as a first position followed by steps from each point to the next."""
    return [position[0] + step[0], position[1] + step[1]]


def polygons(topology: Topology, object_name: str) -> dict[str, BaseGeometry]:
    """The geometries of one object by id, in file order: (Multi)Polygons, or Points for `labels`.

    Raises `KeyError` for an unknown object and `IndexError` for an arc that does not exist.
    """
    return {str(geometry["id"]): _geometry(topology, geometry) for geometry in topology.objects[object_name]}


def borders(topology: Topology) -> set[Pair]:
    """The pairs of areas (smaller NIS first) that share at least one arc."""
    users: defaultdict[int, set[str]] = defaultdict(set)
    for geometry in topology.objects["areas"]:
        for arc in arc_numbers(geometry):
            users[arc].add(str(geometry["id"]))
    # In a coverage an arc has one or two sides; a third user is an overlap, and geo/faults.py says so.
    return {(first, second) for sharing in users.values() for first in sharing for second in sharing if first < second}


def arc_numbers(geometry: Geometry) -> Iterator[int]:
    """The numbers of the arcs a polygon uses, whatever the direction."""
    for rings in polygon_rings(geometry):
        for ring in rings:
            for reference in ring:
                yield reference if reference >= 0 else ~reference


def _geometry(topology: Topology, geometry: Geometry) -> BaseGeometry:
    if geometry["type"] == "Point":
        return Point(topology.points[str(geometry["id"])])
    parts = [
        Polygon(rings[0], rings[1:])
        for rings in ([_ring_coordinates(topology, ring) for ring in polygon] for polygon in polygon_rings(geometry))
    ]
    return parts[0] if geometry["type"] == "Polygon" else MultiPolygon(parts)


def polygon_rings(geometry: Geometry) -> list[list[list[int]]]:
    """The rings of arc references per polygon; none for a point."""
    if geometry["type"] == "Polygon":
        return [geometry["arcs"]]
    return list(geometry["arcs"]) if geometry["type"] == "MultiPolygon" else []


def _ring_coordinates(topology: Topology, ring: Iterable[int]) -> list[Coordinate]:
    coordinates: list[Coordinate] = []
    for reference in ring:
        arc = arc_of(topology, reference)
        # The last point of an arc is the first one of the next.
        coordinates.extend(arc if not coordinates else arc[1:])
    return coordinates


def arc_of(topology: Topology, reference: int) -> tuple[Coordinate, ...]:
    """The points of the arc that a reference means, in its direction."""
    return topology.arcs[reference] if reference >= 0 else topology.arcs[~reference][::-1]
