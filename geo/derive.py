"""Make `samenleven.topojson` and `adjacency.csv` from a municipal boundary layer.

    python geo/derive.py --boundaries municipalities.geojson --areas municipalities.csv \
        --adjacency adjacency.csv

Inputs: a WGS84 GeoJSON whose neighbours share their border vertex by vertex (property `nis`), a
table with `nis, name_nl, referentieregio, lon, lat` per municipality, and a table of neighbours
with `nis_a, nis_b, shared_border_km`. The same input gives the same bytes. The result is checked
before anything is written; on a fault the script says what is wrong and leaves the files alone.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import LineString, Polygon, shape
from shapely.geometry.polygon import orient

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that it also runs as a script

from geo.topology import ADJACENCY_PATH, BRUSSELS_NIS, TOPOLOGY_PATH, Coordinate, check

# The grid of the file in degrees (longitude, latitude): about 21 by 22 metres here.
GRID = (0.0003, 0.0002)
# No border moves more than this (metres); a map of the whole of Flanders shows 200 m per pixel.
SIMPLIFY_METRES = 60.0
# ... nor more than this share of the length of the border: the enclaves of Baarle are small.
SIMPLIFY_SHARE = 0.03
# Metres per degree of longitude and latitude at 51 degrees north.
METRES = (70_000.0, 111_200.0)
BRUSSELS_NAME = "Brussel (VGC)"
BRUSSELS_PROVINCE = "21"  # the NIS codes of the 19 Brussels municipalities start with it
ADJACENCY_SOURCE = "pic-gebiedsniveaus"

Ring = tuple[int, ...]  # arc references; ~n is arc n backwards
Rings = list[list[Ring]]  # per polygon: the outer ring, then its holes
Cell = tuple[int, int]  # a grid position


@dataclass
class Arcs:
    """Every stretch of border once, in the order of first use."""

    lines: list[tuple[Coordinate, ...]] = field(default_factory=list)
    numbers: dict[tuple[Coordinate, ...], int] = field(default_factory=dict)

    def reference(self, line: tuple[Coordinate, ...]) -> int:
        """The reference to this line, adding it when it is new."""
        if line in self.numbers:
            return self.numbers[line]
        if line[::-1] in self.numbers:
            return ~self.numbers[line[::-1]]
        self.numbers[line] = len(self.lines)
        self.lines.append(line)
        return self.numbers[line]

    def ends(self, reference: int) -> tuple[Coordinate, Coordinate]:
        """First and last point of a referenced arc, in its direction."""
        line = self.lines[reference] if reference >= 0 else self.lines[~reference][::-1]
        return line[0], line[-1]

    def coordinates(self, ring: Ring) -> list[Coordinate]:
        """The closed line a ring stands for."""
        points: list[Coordinate] = []
        for reference in ring:
            line = self.lines[reference] if reference >= 0 else self.lines[~reference][::-1]
            points.extend(line if not points else line[1:])
        return points


def cut_into_arcs(areas: dict[str, list[Polygon]]) -> tuple[Arcs, dict[str, Rings]]:
    """Cut all rings where borders meet; returns the arcs and, per area, its rings as references.

    Borders meet in a point with three or more different neighbouring points.
    Outer rings run counter-clockwise, so two areas walk a shared arc in opposite directions.
    """
    outlines = {
        nis: [[ring.coords[:-1] for ring in (part.exterior, *part.interiors)] for part in parts]
        for nis, parts in areas.items()
    }
    neighbours: defaultdict[Coordinate, set[Coordinate]] = defaultdict(set)
    for part in (part for parts in outlines.values() for part in parts):
        for ring in part:
            for first, second in pairwise([*ring, ring[0]]):
                neighbours[first].add(second)
                neighbours[second].add(first)
    meeting = {point for point, others in neighbours.items() if len(others) > 2}
    arcs = Arcs()
    return arcs, {
        nis: [[_cut_ring(ring, meeting, arcs) for ring in part] for part in parts] for nis, parts in outlines.items()
    }


def _cut_ring(ring: list[Coordinate], meeting: set[Coordinate], arcs: Arcs) -> Ring:
    # Start where borders meet; an island that meets none starts at its smallest point, so that
    # the hole around it, if any, becomes the same arc.
    start = next((i for i, p in enumerate(ring) if p in meeting), ring.index(min(ring)))
    references, line = [], [ring[start]]
    for point in [*ring[start + 1 :], *ring[: start + 1]]:
        line.append(point)
        if point in meeting or point == ring[start]:
            references.append(arcs.reference(tuple(line)))
            line = [point]
    return tuple(references)


def dissolve(members: Iterable[Rings], arcs: Arcs) -> Rings:
    """The union of neighbouring areas: drop the arcs two members share, join what is left."""
    used = {ref for rings in members for part in rings for ring in part for ref in ring}
    rings = _join_into_rings(sorted(ref for ref in used if ~ref not in used), arcs)
    shapes = {ring: Polygon(arcs.coordinates(ring)) for ring in rings}
    # Areas lie to the left of their arcs: outer rings run counter-clockwise, holes clockwise.
    outer = [ring for ring in rings if shapes[ring].exterior.is_ccw]
    parts = {ring: [ring] for ring in outer}
    for hole in (ring for ring in rings if ring not in parts):
        inside = shapes[hole].representative_point()
        around = [ring for ring in outer if shapes[ring].contains(inside)]
        parts[min(around, key=lambda ring: shapes[ring].area)].append(hole)
    return list(parts.values())


def _join_into_rings(references: list[int], arcs: Arcs) -> list[Ring]:
    """Walk from arc to arc; as soon as the walk meets itself, what it enclosed is a ring."""
    leaving: defaultdict[Coordinate, list[int]] = defaultdict(list)
    for reference in reversed(references):
        leaving[arcs.ends(reference)[0]].append(reference)
    rings: list[Ring] = []
    for first in references:
        path: list[int] = []
        point = arcs.ends(first)[0]
        while leaving[point]:
            path.append(leaving[point].pop())
            point = arcs.ends(path[-1])[1]
            starts = [arcs.ends(reference)[0] for reference in path]
            if point in starts:
                rings.append(tuple(path[starts.index(point) :]))
                path = path[: starts.index(point)]
    return rings


def quantise(line: tuple[Coordinate, ...], origin: Coordinate) -> list[Cell]:
    """Simplify one arc (its ends stay) and put it on the grid, counted from `origin`.

    Simplifying per arc, not per polygon, keeps both sides of a border equal.
    """
    metres = LineString([(x * METRES[0], y * METRES[1]) for x, y in line])
    tolerance = min(SIMPLIFY_METRES, metres.length * SIMPLIFY_SHARE)
    simple = metres.simplify(tolerance, preserve_topology=True)
    cells = [to_cell((x / METRES[0], y / METRES[1]), origin) for x, y in simple.coords]
    return [cells[0], *(cell for before, cell in pairwise(cells) if cell != before)]


def to_cell(point: Coordinate, origin: Coordinate) -> Cell:
    """The grid position of a point in degrees."""
    return round((point[0] - origin[0]) / GRID[0]), round((point[1] - origin[1]) / GRID[1])


def steps(cells: list[Cell]) -> list[list[int]]:
    """TopoJSON's way to write a line: the first position, then each step."""
    moves = [[x2 - x1, y2 - y1] for (x1, y1), (x2, y2) in pairwise(cells)]
    return [list(cells[0]), *moves]


def geometry(key: str, rings: Rings, name: str | None = None) -> dict[str, Any]:
    """One TopoJSON polygon; a single polygon is written with one level of brackets less."""
    single = len(rings) == 1
    properties = {} if name is None else {"properties": {"name": name}}
    kind = "Polygon" if single else "MultiPolygon"
    return {"type": kind, "id": key, **properties, "arcs": rings[0] if single else rings}


def derive(boundaries: dict[str, Any], rows: list[dict[str, str]]) -> dict[str, Any]:
    """The TopoJSON document for a boundary layer and its table of municipalities."""
    shapes = {str(f["properties"]["nis"]): shape(f["geometry"]) for f in boundaries["features"]}
    areas = {nis: _polygons(shapes[nis]) for nis in sorted(shapes)}
    arcs, rings = cut_into_arcs(areas)
    table = sorted(rows, key=lambda row: row["nis"])
    regions: defaultdict[str, list[Rings]] = defaultdict(list)
    for row in table:
        if row["referentieregio"]:
            regions[row["referentieregio"]].append(rings[row["nis"]])
    brussels = [nis for nis in areas if nis.startswith(BRUSSELS_PROVINCE)]
    middle = shapely.maximum_inscribed_circle(
        shapely.union_all([shapes[nis] for nis in brussels]), tolerance=GRID[1]
    ).coords[0]  # the line from the centre to the nearest border starts at the centre
    points = {row["nis"]: (float(row["lon"]), float(row["lat"])) for row in table}
    west, south, east, north = shapely.total_bounds(list(shapes.values()))
    origin = (round(west, 4), round(south, 4))
    whole = geometry(BRUSSELS_NIS, dissolve([rings[nis] for nis in brussels], arcs), BRUSSELS_NAME)
    whole["properties"]["parts"] = brussels  # so that a map knows which areas to draw in its place
    objects = {
        "areas": [geometry(row["nis"], rings[row["nis"]], row["name_nl"]) for row in table],
        "brussels": [whole],
        "regions": [geometry(name, dissolve(regions[name], arcs), name) for name in sorted(regions)],
        "labels": [
            {"type": "Point", "id": nis, "coordinates": to_cell(point, origin)}
            for nis, point in sorted({**points, BRUSSELS_NIS: middle}.items())
        ],
    }
    return {
        "type": "Topology",
        "bbox": [round(value, 4) for value in (west, south, east, north)],
        "transform": {"scale": GRID, "translate": origin},
        "objects": {
            name: {"type": "GeometryCollection", "geometries": geometries} for name, geometries in objects.items()
        },
        "arcs": [steps(quantise(line, origin)) for line in arcs.lines],
    }


def _polygons(area: Any) -> list[Polygon]:
    """The parts of a (Multi)Polygon, outer rings counter-clockwise."""
    return [orient(part) for part in getattr(area, "geoms", [area])]


def read_rows(path: Path) -> list[dict[str, str]]:
    """A CSV file as rows of text: codes keep their leading zeros."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_adjacency(rows: list[dict[str, str]], path: Path) -> None:
    """Write the neighbours sorted, smaller NIS first, with their source."""
    lines = sorted((*sorted((row["nis_a"], row["nis_b"])), row["shared_border_km"], ADJACENCY_SOURCE) for row in rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["nis_a", "nis_b", "shared_border_km", "source_id"])
        writer.writerows(lines)


def main() -> int:
    """Run the script; 0 when both files were written, 1 when the result has a fault."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--boundaries", type=Path, required=True)
    parser.add_argument("--areas", type=Path, required=True)
    parser.add_argument("--adjacency", type=Path, required=True)
    arguments = parser.parse_args()

    boundaries = json.loads(arguments.boundaries.read_text(encoding="utf-8"))
    neighbours = read_rows(arguments.adjacency)
    document = derive(boundaries, read_rows(arguments.areas))
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / TOPOLOGY_PATH.name
        trial.write_text(text, encoding="utf-8")
        faults = check(trial, {(row["nis_a"], row["nis_b"]) for row in neighbours})
    for fault in faults:
        print(f"{fault.what} {fault.remedy}", file=sys.stderr)
    if faults:
        return 1
    TOPOLOGY_PATH.write_text(text, encoding="utf-8")
    write_adjacency(neighbours, ADJACENCY_PATH)
    return 0


if __name__ == "__main__":
    sys.exit(main())
