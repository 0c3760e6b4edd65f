"""Read and check `geo/samenleven.topojson`, the one geometry file of the dashboard.

TopoJSON stores every border once, as an *arc*; a polygon is a list of arc numbers (`~n` means arc
`n` walked backwards). Neighbours therefore share their border exactly, and "who borders whom" is
simply "who shares an arc". Coordinates are WGS84 degrees (longitude, latitude).

Objects in the file: `areas` (municipalities), `brussels` (the 19, its `parts`, as one area), `regions` (the
reference regions) and `labels` (one point inside each area).

Format: https://github.com/topojson/topojson-specification. Origin of the borders: `geo/NOTICE`.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
import shapely
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

# 300 Flemish and 19 Brussels municipalities (2019 to 2024); one label more, for Brussels as a whole.
EXPECTED_COUNTS: Mapping[str, int] = {"areas": 319, "brussels": 1, "regions": 15, "labels": 320}
NIS_PATTERN = re.compile(r"\d{5}", re.ASCII)
# Square degrees, about 8 square metres: far below the grid of the file, above rounding noise.
OVERLAP_TOLERANCE = 1e-9
REBUILD = "Maak het bestand opnieuw met `python geo/derive.py`."
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


@dataclass(frozen=True)
class Fault:
    """One thing wrong with the geometry: what it is and what to do, as Dutch sentences."""

    what: str
    remedy: str


def load_topology(path: Path | str) -> Topology:
    """Read and decode a quantised TopoJSON file.

    Raises `TopologyError` when the file is no JSON or has another shape than we draw; `OSError` when it cannot be
    opened. Whether arcs exist and areas are sound is not checked here: see `check`.
    """
    with Path(path).open("rb") as file:
        return decode(file.read(LARGEST_FILE + 1), Path(path).name)


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
    # In a coverage an arc has one or two sides; a third user is an overlap, and `check` says so.
    return {(first, second) for sharing in users.values() for first in sharing for second in sharing if first < second}


def arc_numbers(geometry: Geometry) -> Iterator[int]:
    """The numbers of the arcs a polygon uses, whatever the direction."""
    for rings in _polygon_rings(geometry):
        for ring in rings:
            for reference in ring:
                yield reference if reference >= 0 else ~reference


def load_adjacency(path: Path | str = ADJACENCY_PATH) -> set[Pair]:
    """The pairs of neighbouring municipalities in `adjacency.csv`, smaller NIS first."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        return {(row["nis_a"], row["nis_b"]) for row in csv.DictReader(file)}


def check(path: Path | str, adjacency_pairs: Iterable[Pair]) -> list[Fault]:
    """Everything that is wrong with the geometry file; an empty list means it can be used.

    `adjacency_pairs` is the independent list of neighbours the borders must equal.
    Checks that build on a broken part are skipped, so that one cause gives one report.
    Takes well under a second and a half.
    """
    try:
        topology = load_topology(path)
    except OSError as error:
        return [Fault(f"{path} kan niet gelezen worden ({error.strerror}).", REBUILD)]
    except TopologyError as error:
        return [Fault(str(error), REBUILD)]
    return faults_in(topology, adjacency_pairs)


def faults_in(topology: Topology, adjacency_pairs: Iterable[Pair]) -> list[Fault]:
    """Everything that is wrong with a geometry that could be decoded: see `check`."""
    for part in (_faults_in_objects, _faults_in_arcs, _faults_in_rings):
        if faults := list(part(topology)):
            return faults
    areas = polygons(topology, "areas")
    shapes = {**areas, **polygons(topology, "brussels"), **polygons(topology, "regions")}
    faults = _faults_in_shapes(shapes)
    if not faults:  # the intersection of an invalid polygon means nothing
        faults = [*_overlap_faults(areas), *_label_faults(shapes, polygons(topology, "labels"))]
    return [*faults, *_border_faults(borders(topology), set(adjacency_pairs))]


def _faults_in_objects(topology: Topology) -> Iterator[Fault]:
    for name, expected in EXPECTED_COUNTS.items():
        if name not in topology.objects:
            yield Fault(f"Het onderdeel '{name}' ontbreekt.", REBUILD)
            continue
        ids = [geometry["id"] for geometry in topology.objects[name]]
        if len(ids) != expected:
            yield Fault(f"'{name}' telt {len(ids)} vormen in plaats van {expected}.", REBUILD)
        for repeated in (key for key, count in Counter(map(str, ids)).items() if count > 1):
            yield Fault(f"In '{name}' komt de code {repeated} meer dan eens voor.", REBUILD)
        for geometry in topology.objects[name]:
            if (geometry["type"] == "Point") != (name == "labels"):
                yield Fault(f"{geometry['id']} in '{name}' is een {geometry['type']}.", REBUILD)
        if name == "regions":  # regions are known by name
            continue
        for wrong in ids:
            if not (isinstance(wrong, str) and NIS_PATTERN.fullmatch(wrong)):
                yield Fault(
                    f"In '{name}' is {wrong!r} geen NIS-code: dat is een tekst van vijf cijfers.",
                    "Lees codes als tekst (04000 is geen 4000) en maak het bestand opnieuw.",
                )


def _faults_in_arcs(topology: Topology) -> Iterator[Fault]:
    for number, arc in enumerate(topology.arcs):
        if not _on_earth(arc):
            yield Fault(f"Grenslijn {number} ligt buiten de wereld.", REBUILD)
    for key, point in topology.points.items():
        if not _on_earth([point]):
            yield Fault(f"Het punt {key} ligt buiten de wereld.", REBUILD)
    for name, geometries in topology.objects.items():
        users: defaultdict[int, list[str]] = defaultdict(list)
        for geometry in geometries:
            for arc_number in arc_numbers(geometry):
                users[arc_number].append(str(geometry["id"]))
        for arc_number, using in sorted(users.items()):
            who = f"{', '.join(using[:5])}{' ...' if len(using) > 5 else ''} in '{name}'"
            if arc_number >= len(topology.arcs):
                yield Fault(f"{who} verwijst naar grenslijn {arc_number}, maar die bestaat niet.", REBUILD)
            elif len(using) > 2:  # this also bounds the size of all shapes by that of the file
                yield Fault(
                    f"Grenslijn {arc_number} hoort bij {who}, maar een grens heeft hoogstens twee kanten.", REBUILD
                )


def _on_earth(coordinates: Iterable[Coordinate]) -> bool:
    return all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in coordinates)


def _faults_in_rings(topology: Topology) -> Iterator[Fault]:
    for name, geometries in topology.objects.items():
        for geometry in geometries:
            for ring in (ring for rings in _polygon_rings(geometry) for ring in rings):
                arcs = [_arc(topology, reference) for reference in ring]
                joined = all(arc[0] == before[-1] for before, arc in zip([arcs[-1], *arcs], arcs, strict=False))
                if not joined or sum(len(arc) - 1 for arc in arcs) < 3:
                    yield Fault(f"De rand van {geometry['id']} in '{name}' sluit niet.", REBUILD)


def _faults_in_shapes(shapes: Mapping[str, BaseGeometry]) -> list[Fault]:
    return [
        Fault(
            f"De vorm van {key} is ongeldig ({shapely.is_valid_reason(shape)}).",
            "Herstel de grens in de bron of kies een fijner raster in geo/derive.py.",
        )
        for key, shape in shapes.items()
        if not shape.is_valid
    ]


def _overlap_faults(areas: Mapping[str, BaseGeometry]) -> Iterator[Fault]:
    keys, shapes = list(areas), np.array(list(areas.values()))
    left, right = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    left, right = left[left < right], right[left < right]  # each pair once, none with itself
    overlaps = shapely.area(shapely.intersection(shapes[left], shapes[right]))
    for index in np.flatnonzero(overlaps > OVERLAP_TOLERANCE):
        yield Fault(
            f"{keys[left[index]]} en {keys[right[index]]} overlappen elkaar.",
            "Herstel de grens in de bron of kies een fijner raster in geo/derive.py.",
        )


def _label_faults(shapes: Mapping[str, BaseGeometry], labels: Mapping[str, BaseGeometry]) -> Iterator[Fault]:
    for key, label in labels.items():
        if key not in shapes:
            yield Fault(f"Labelpunt {key} hoort bij geen enkel gebied.", REBUILD)
        elif not shapes[key].contains(label):
            yield Fault(
                f"Het labelpunt van {key} ligt buiten het gebied.",
                "Kies in de bron een punt binnen de grens en maak het bestand opnieuw.",
            )


def _border_faults(found: set[Pair], expected: set[Pair]) -> Iterator[Fault]:
    for missing in sorted(expected - found):
        yield Fault(
            f"{missing[0]} en {missing[1]} zijn buren volgens adjacency.csv, maar delen geen grens op de kaart.",
            "Leid beide bestanden uit dezelfde bron af met `python geo/derive.py`.",
        )
    for extra in sorted(found - expected):
        yield Fault(
            f"{extra[0]} en {extra[1]} delen een grens op de kaart, maar zijn geen buren volgens adjacency.csv.",
            "Leid beide bestanden uit dezelfde bron af met `python geo/derive.py`.",
        )


def _geometry(topology: Topology, geometry: Geometry) -> BaseGeometry:
    if geometry["type"] == "Point":
        return Point(topology.points[str(geometry["id"])])
    parts = [
        Polygon(rings[0], rings[1:])
        for rings in ([_ring_coordinates(topology, ring) for ring in polygon] for polygon in _polygon_rings(geometry))
    ]
    return parts[0] if geometry["type"] == "Polygon" else MultiPolygon(parts)


def _polygon_rings(geometry: Geometry) -> list[list[list[int]]]:
    """The rings of arc references per polygon; none for a point."""
    if geometry["type"] == "Polygon":
        return [geometry["arcs"]]
    return list(geometry["arcs"]) if geometry["type"] == "MultiPolygon" else []


def _ring_coordinates(topology: Topology, ring: Iterable[int]) -> list[Coordinate]:
    coordinates: list[Coordinate] = []
    for reference in ring:
        arc = _arc(topology, reference)
        # The last point of an arc is the first one of the next.
        coordinates.extend(arc if not coordinates else arc[1:])
    return coordinates


def _arc(topology: Topology, reference: int) -> tuple[Coordinate, ...]:
    return topology.arcs[reference] if reference >= 0 else topology.arcs[~reference][::-1]
