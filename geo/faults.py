"""What is wrong with the geometry file: its objects, arcs, rings, shapes and labels, and its borders beside those of
an independent list of neighbours.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.topology import (
    Coordinate,
    Pair,
    Topology,
    TopologyError,
    arc_numbers,
    arc_of,
    borders,
    decode,
    polygon_rings,
    polygons,
    read,
)

# 300 Flemish and 19 Brussels municipalities (2019 to 2024); one label more, for Brussels as a whole.
EXPECTED_COUNTS: Mapping[str, int] = {"areas": 319, "brussels": 1, "regions": 15, "labels": 320}
NIS_PATTERN = re.compile(r"\d{5}", re.ASCII)
# Square degrees, about 8 square metres: far below the grid of the file, above rounding noise.
OVERLAP_TOLERANCE = 1e-9
REBUILD = "Maak het bestand opnieuw met `python geo/derive.py`."


@dataclass(frozen=True)
class Fault:
    """One thing wrong with the geometry: what it is and what to do, as Dutch sentences."""

    what: str
    remedy: str


def check(path: Path | str, adjacency_pairs: Iterable[Pair]) -> list[Fault]:
    """Everything that is wrong with the geometry file; an empty list means it can be used.

    `adjacency_pairs` is the independent list of neighbours the borders must equal.
    Checks that build on a broken part are skipped, so that one cause gives one report.
    Takes well under a second and a half, and nothing for a file and neighbours that are as they were last time.
    """
    try:
        return list(_found(read(path), Path(path).name, frozenset(adjacency_pairs)))
    except OSError as error:
        return [Fault(f"{path} kan niet gelezen worden ({error.strerror}).", REBUILD)]
    except TopologyError as error:
        return [Fault(str(error), REBUILD)]


@lru_cache(maxsize=1)
def _found(written: bytes, name: str, adjacency_pairs: frozenset[Pair]) -> tuple[Fault, ...]:
    return tuple(faults_in(decode(written, name), adjacency_pairs))


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
            for ring in (ring for rings in polygon_rings(geometry) for ring in rings):
                arcs = [arc_of(topology, reference) for reference in ring]
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
