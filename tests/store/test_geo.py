"""The shipped geometry is sound, and every kind of damage to it is found and named."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import shapely

from geo import faults as geometry
from geo import topology as topo
from tests.support.files import read_csv

Damage = Callable[[dict[str, Any]], None]


@pytest.fixture(scope="module")
def shipped() -> topo.Topology:
    return topo.load_topology(topo.TOPOLOGY_PATH)


def neighbours() -> set[topo.Pair]:
    return {(row["nis_a"], row["nis_b"]) for row in read_csv(topo.ADJACENCY_PATH)}


def test_shipped_file_has_no_fault_and_the_check_is_quick() -> None:
    start = time.perf_counter()
    assert geometry.check(topo.TOPOLOGY_PATH, neighbours()) == []
    assert time.perf_counter() - start < 1.5


def test_shipped_file_is_small() -> None:
    assert topo.TOPOLOGY_PATH.stat().st_size <= 170_000


def test_borders_are_the_adjacency_pairs(shipped: topo.Topology) -> None:
    pairs = neighbours()
    assert len(pairs) == 867
    assert topo.borders(shipped) == pairs
    assert not any("73109" in pair for pair in pairs), "Voeren has no neighbour in the layer"


def test_adjacency_file_is_sorted_and_names_its_source() -> None:
    rows = read_csv(topo.ADJACENCY_PATH)
    assert rows == sorted(rows, key=lambda row: (row["nis_a"], row["nis_b"]))
    assert all(row["nis_a"] < row["nis_b"] for row in rows)
    assert all(float(row["shared_border_km"]) > 0 for row in rows)
    assert {row["source_id"] for row in rows} == {"pic-gebiedsniveaus"}


def test_brussels_and_regions_cover_exactly_the_areas(shipped: topo.Topology) -> None:
    areas = topo.polygons(shipped, "areas")
    brussels = topo.polygons(shipped, "brussels")[topo.BRUSSELS_NIS]
    regions = topo.polygons(shipped, "regions")
    nineteen = [shape for nis, shape in areas.items() if nis.startswith("21")]
    assert len(nineteen) == 19
    assert brussels.symmetric_difference(shapely.union_all(nineteen)).area < 1e-12
    assert list(regions) == sorted(regions)
    everything = shapely.union_all([brussels, *regions.values()])
    assert everything.symmetric_difference(shapely.union_all(list(areas.values()))).area < 1e-12


def test_a_code_has_its_own_shape(shipped: topo.Topology) -> None:
    assert topo.polygons(shipped, "areas")["44021"].contains(shapely.Point(3.72, 51.05))


def _areas(document: dict[str, Any]) -> list[dict[str, Any]]:
    return list(document["objects"]["areas"]["geometries"])


def drop_the_labels(document: dict[str, Any]) -> None:
    del document["objects"]["labels"]


def drop_an_area(document: dict[str, Any]) -> None:
    document["objects"]["areas"]["geometries"].pop()


def repeat_a_code(document: dict[str, Any]) -> None:
    _areas(document)[1]["id"] = _areas(document)[0]["id"]


def write_a_code_as_a_number(document: dict[str, Any]) -> None:
    _areas(document)[0]["id"] = 11001


def lose_a_leading_zero(document: dict[str, Any]) -> None:
    document["objects"]["brussels"]["geometries"][0]["id"] = "4000"


def refer_to_an_unknown_arc(document: dict[str, Any]) -> None:
    _areas(document)[0]["arcs"][0][0] = 99_999


def cross_a_border_with_itself(document: dict[str, Any]) -> None:
    """Lead the first border past a far point on the other side of its area and back."""
    x, y = document["arcs"][0][1]
    document["arcs"][0][1:2] = [[5000, 5000], [-5000, 0], [5000, -200], [x - 5000, y - 4800]]


def give_three_areas_the_same_border(document: dict[str, Any]) -> None:
    _areas(document)[2]["arcs"] = _areas(document)[0]["arcs"]


def draw_an_area_twice(document: dict[str, Any]) -> None:
    """With border lines of its own, so that none has three sides."""
    arcs = document["arcs"]
    ring = []
    for number in _areas(document)[0]["arcs"][0]:
        ring.append(len(arcs) if number >= 0 else ~len(arcs))
        arcs.append(arcs[number if number >= 0 else ~number])
    _areas(document)[2]["arcs"] = [ring]


def leave_a_gap_in_a_border(document: dict[str, Any]) -> None:
    del _areas(document)[0]["arcs"][0][0]


def draw_an_area_as_a_point(document: dict[str, Any]) -> None:
    _areas(document)[0].update(document["objects"]["labels"]["geometries"][0], id="11001")


def leave_the_earth(document: dict[str, Any]) -> None:
    document["transform"]["scale"] = [1, 1]


def give_a_neighbour_its_own_copy_of_a_border(document: dict[str, Any]) -> None:
    """The drawing stays the same, but Aartselaar no longer shares this border with anyone."""
    ring, copy = _areas(document)[0]["arcs"][0], len(document["arcs"])
    forward = ring[0] >= 0
    document["arcs"].append(document["arcs"][ring[0] if forward else ~ring[0]])
    ring[0] = copy if forward else ~copy


def move_a_label(document: dict[str, Any]) -> None:
    labels = document["objects"]["labels"]["geometries"]
    labels[1]["coordinates"] = labels[-1]["coordinates"]


def rename_a_label(document: dict[str, Any]) -> None:
    document["objects"]["labels"]["geometries"][1]["id"] = "99999"


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (drop_the_labels, "Het onderdeel 'labels' ontbreekt."),
        (drop_an_area, "'areas' telt 318 vormen in plaats van 319."),
        (repeat_a_code, "komt de code 11001 meer dan eens voor"),
        (write_a_code_as_a_number, "is 11001 geen NIS-code"),
        (lose_a_leading_zero, "is '4000' geen NIS-code"),
        (refer_to_an_unknown_arc, "verwijst naar grenslijn 99999"),
        (cross_a_border_with_itself, "De vorm van 11001 is ongeldig"),
        (give_three_areas_the_same_border, "in 'areas', maar een grens heeft hoogstens twee kanten."),
        (draw_an_area_twice, "11001 en 11004 overlappen elkaar."),
        (leave_a_gap_in_a_border, "De rand van 11001 in 'areas' sluit niet."),
        (draw_an_area_as_a_point, "11001 in 'areas' is een Point."),
        (leave_the_earth, "Grenslijn 0 ligt buiten de wereld."),
        (give_a_neighbour_its_own_copy_of_a_border, "11001 en "),
        (move_a_label, "ligt buiten het gebied"),
        (rename_a_label, "Labelpunt 99999 hoort bij geen enkel gebied."),
    ],
)
def test_damage_is_found_and_named(damage: Damage, expected: str, tmp_path: Path) -> None:
    document = json.loads(topo.TOPOLOGY_PATH.read_text(encoding="utf-8"))
    damage(document)
    path = tmp_path / "damaged.topojson"
    path.write_text(json.dumps(document), encoding="utf-8")
    found = geometry.check(path, neighbours())
    assert any(expected in fault.what for fault in found), found
    assert all(fault.remedy for fault in found)


GEOMETRY = (
    '{"transform": {"scale": [1, 1], "translate": [0, 0]}, "arcs": [%s], "objects": {"areas": {"geometries": [%s]}}}'
)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("{", "geen JSON in UTF-8"),
        ("", "geen JSON in UTF-8"),
        ("\udcff", "geen JSON in UTF-8"),
        ("[" * 100_000, "geen JSON in UTF-8"),
        ("[" + "9" * 4301 + "]", "geen JSON in UTF-8"),
        ("[]", "het geheel is geen object"),
        ('"kaart"', "het geheel is geen object"),
        ("{}", "transform ontbreekt"),
        ('{"transform": {"scale": 1}}', "transform.scale is geen lijst van precies 2"),
        (GEOMETRY % ("[[0, NaN]]", ""), "arcs[0][0][1] is geen geheel getal"),
        (GEOMETRY % ("[[0, true]]", ""), "arcs[0][0][1] is geen geheel getal"),
        (GEOMETRY % ("[[0, 1e3]]", ""), "arcs[0][0][1] is geen geheel getal"),
        (GEOMETRY % ("[[0, 1000000000]]", ""), "arcs[0][0][1] is geen geheel getal onder een miljard"),
        (GEOMETRY % ("[[0]]", ""), "arcs[0][0] is geen lijst van precies 2"),
        (GEOMETRY % ("", "[]"), "objects.areas.geometries[0] is geen Polygon, MultiPolygon, Point"),
        (GEOMETRY % ("", '{"type": "Polygon", "arcs": [[0]]}'), "objects.areas.geometries[0].id ontbreekt"),
        (GEOMETRY % ("", '{"type": "Point", "id": "\\ud800"}'), "objects.areas.geometries[0].id is geen code"),
        (GEOMETRY % ("", '{"type": "Polygon", "id": "a", "arcs": [0]}'), "arcs[0] is geen lijst van minstens 1"),
        (GEOMETRY % ("", '{"type": "Polygon", "id": "a", "arcs": [[[0]]]}'), "arcs[0][0] is geen geheel getal"),
        (" " * (topo.LARGEST_FILE + 1), "te groot: meer dan 2 MB"),
    ],
)
def test_a_file_that_is_no_topojson_is_one_fault_with_its_place(text: str, where: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.topojson"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(topo.TopologyError):
        topo.load_topology(path)
    (fault,) = geometry.check(path, set())
    assert fault.what.startswith("broken.topojson is ")
    assert where in fault.what


def test_a_missing_file_is_one_fault(tmp_path: Path) -> None:
    (fault,) = geometry.check(tmp_path / "weg.topojson", set())
    assert "kan niet gelezen worden" in fault.what


def test_different_neighbours_are_named_one_by_one() -> None:
    pairs = neighbours()
    found = geometry.check(topo.TOPOLOGY_PATH, (pairs - {("11001", "11002")}) | {("11001", "73109")})
    assert [fault.what for fault in found] == [
        "11001 en 73109 zijn buren volgens adjacency.csv, maar delen geen grens op de kaart.",
        "11001 en 11002 delen een grens op de kaart, maar zijn geen buren volgens adjacency.csv.",
    ]
