"""Make `samenleven.topojson` and `adjacency.csv` from a municipal boundary layer.

    python geo/derive.py --boundaries municipalities.geojson --areas municipalities.csv \
        --adjacency adjacency.csv

Inputs: a WGS84 GeoJSON whose neighbours share their border vertex by vertex (property `nis`), a
table with `nis, name_nl, referentieregio, lon, lat` per municipality, and a table of neighbours
with `nis_a, nis_b, shared_border_km`. The same input gives the same bytes. The result is checked
before anything is written; on a fault the script says what is wrong and leaves the files alone.
Run by hand, in the environment of the tests: the dashboard needs neither geopandas nor topojson.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import geopandas
import pandas as pd
from shapely.geometry import LineString
from topojson.core.topology import Topology

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that it also runs as a script

from geo.faults import check
from geo.topology import ADJACENCY_PATH, BRUSSELS_NIS, TOPOLOGY_PATH, Coordinate

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

Cell = tuple[int, int]  # a grid position


def quantise(line: list[Coordinate], origin: Coordinate) -> list[Cell]:
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


def derive(boundaries: geopandas.GeoDataFrame, rows: list[dict[str, str]]) -> dict[str, Any]:
    """The TopoJSON document for a boundary layer and its table of municipalities.

    The library `topojson` finds the stretches that neighbours share; simplifying and the grid are ours, because
    its own work with one tolerance in degrees for all, and with a grid that follows the extent of the layer.
    """
    table = pd.DataFrame(rows).set_index("nis").rename(columns={"name_nl": "name"})
    areas = boundaries.set_index("nis")[["geometry"]].join(table).sort_index()
    inside = areas[areas.index.str.startswith(BRUSSELS_PROVINCE)]
    brussels = inside.dissolve(method="coverage").set_axis([BRUSSELS_NIS]).assign(name=BRUSSELS_NAME)
    brussels["parts"] = [list(inside.index)]  # so that a map knows which areas to draw in its place
    regions = areas[areas["referentieregio"] != ""].dissolve("referentieregio", method="coverage")
    regions["name"] = regions.index
    layers = {
        "areas": areas[["name", "geometry"]],
        "brussels": brussels[["name", "parts", "geometry"]],
        "regions": regions[["name", "geometry"]],
    }
    same_start = [layer.set_geometry(layer.normalize()) for layer in layers.values()]  # or an enclave shares no arc
    found = Topology(same_start, object_name=list(layers), prequantize=False, winding_order="CCW_CW").to_dict()
    for name, layer in layers.items():
        for key, geometry in zip(layer.index, found["objects"][name]["geometries"], strict=True):
            geometry["id"] = key
    west, south, east, north = areas.total_bounds
    origin = (round(west, 4), round(south, 4))
    # The line from the centre of the largest circle to the nearest border starts at the centre.
    middle = brussels.maximum_inscribed_circle(tolerance=GRID[1]).iloc[0].coords[0]
    points = {row["nis"]: (float(row["lon"]), float(row["lat"])) for row in rows}
    labels = [
        {"type": "Point", "id": nis, "coordinates": to_cell(point, origin)}
        for nis, point in sorted({**points, BRUSSELS_NIS: middle}.items())
    ]
    return {
        "type": "Topology",
        "bbox": [round(value, 4) for value in (west, south, east, north)],
        "transform": {"scale": GRID, "translate": origin},
        "objects": {**found["objects"], "labels": {"type": "GeometryCollection", "geometries": labels}},
        "arcs": [steps(quantise(line, origin)) for line in found["arcs"]],
    }


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

    boundaries = geopandas.read_file(arguments.boundaries)
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
