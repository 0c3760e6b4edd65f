"""`geo/derive.py` on a few squares: borders are shared, also of an enclave; joined areas are their union."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas
import pytest
import shapely
from shapely.geometry import Polygon

from geo import derive
from geo import topology as topo

SIDE = 0.06  # degrees: some 4 by 7 km
ENCLAVE = "13002"
# Two by two squares of one region and of Brussels, and an enclave in the first.
CORNERS = {"11001": (0, 0), "11002": (0, 1), "21001": (1, 0), "21002": (1, 1)}
PAIRS = {("11001", "11002"), ("11001", ENCLAVE), ("11001", "21001"), ("11002", "21002"), ("21001", "21002")}


def square(x: float, y: float, side: float, turn: int = 0) -> list[tuple[float, float]]:
    """The corners and middles of the sides of a square, from another point on for each turn."""
    half = [(0.0, 0.0), (0.5, 0.0), (1.0, 0.0), (1.0, 0.5), (1.0, 1.0), (0.5, 1.0), (0.0, 1.0), (0.0, 0.5)]
    return [(round(x + a * side, 5), round(y + b * side, 5)) for a, b in [*half[turn:], *half[:turn]]]


def layer(turn: int) -> geopandas.GeoDataFrame:
    hole = square(3.02, 51.02, SIDE / 4)
    shapes = {nis: square(3 + SIDE * x, 51 + SIDE * y, SIDE, turn) for nis, (x, y) in CORNERS.items()}
    polygons = [Polygon(ring, [hole] if nis == "11001" else []) for nis, ring in shapes.items()]
    enclave = Polygon(square(3.02, 51.02, SIDE / 4, turn)[::-1])
    return geopandas.GeoDataFrame({"nis": [*shapes, ENCLAVE]}, geometry=[*polygons, enclave], crs="EPSG:4326")


def rows() -> list[dict[str, str]]:
    regions = {nis: "" if nis.startswith("21") else "Noord" for nis in (*CORNERS, ENCLAVE)}
    return [
        {"nis": nis, "name_nl": f"Naam {nis}", "referentieregio": region, "lon": "3.01", "lat": "51.01"}
        for nis, region in regions.items()
    ]


@pytest.fixture(params=[0, 3])
def derived(request: pytest.FixtureRequest, tmp_path: Path) -> topo.Topology:
    """The layer read back, whose rings start at a corner, or at the middle of a side."""
    path = tmp_path / "derived.topojson"
    path.write_text(json.dumps(derive.derive(layer(request.param), rows())), encoding="utf-8")
    return topo.load_topology(path)


def test_areas_that_touch_share_their_border_once(derived: topo.Topology) -> None:
    assert topo.borders(derived) == PAIRS
    ends = [tuple(sorted((arc[0], arc[-1]))) for arc in derived.arcs if arc[0] != arc[-1]]
    assert len(derived.arcs) == 9  # four between two of them, four outside, and around the enclave
    assert len(set(ends)) == 5 + 3


def test_joined_areas_are_their_union_and_keep_their_parts(derived: topo.Topology) -> None:
    areas = topo.polygons(derived, "areas")
    (brussels,), (north,) = (topo.polygons(derived, name).values() for name in ("brussels", "regions"))
    for joined, members in ((brussels, ["21001", "21002"]), (north, ["11001", "11002", ENCLAVE])):
        assert joined.symmetric_difference(shapely.union_all([areas[nis] for nis in members])).area == 0
    assert north.interiors[:] == []
    assert derived.objects["brussels"][0]["properties"] == {"name": "Brussel (VGC)", "parts": ["21001", "21002"]}


def test_areas_keep_their_code_name_and_place(derived: topo.Topology) -> None:
    assert {one["id"]: one["properties"]["name"] for one in derived.objects["areas"]} == {
        nis: f"Naam {nis}" for nis in (*CORNERS, ENCLAVE)
    }
    for nis, shape in topo.polygons(derived, "areas").items():
        source = layer(0).set_index("nis").geometry[nis]
        assert shape.is_valid
        assert shape.exterior.is_ccw
        assert shape.hausdorff_distance(source) < max(derive.GRID)
    assert derived.points[topo.BRUSSELS_NIS] == pytest.approx((3 + SIDE * 1.5, 51 + SIDE), abs=SIDE)
    assert topo.polygons(derived, "brussels")[topo.BRUSSELS_NIS].contains(shapely.Point(derived.points["04000"]))
