"""A small map of one reference region, as SVG: who is in a set of partners, and who is not."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from math import cos, radians

from shapely.geometry import MultiPolygon, Polygon

from geo import topology

WIDTH = 100.0
FINEST = 0.35  # units of the drawing; what is finer cannot be seen at this size


@cache
def shapes(codes: tuple[str, ...]) -> tuple[str, dict[str, str]]:
    """The view box of these municipalities, and the path of each, in whole tenths of a unit."""
    areas = topology.polygons(topology.load_topology(topology.TOPOLOGY_PATH), "areas")
    here = {code: areas[code] for code in codes if code in areas}
    if not here:
        return "0 0 1 1", {}
    boxes = [area.bounds for area in here.values()]
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    east, north = max(box[2] for box in boxes), max(box[3] for box in boxes)
    narrow = cos(radians((south + north) / 2))
    scale = WIDTH / max((east - west) * narrow, north - south)

    def path(area: Polygon | MultiPolygon) -> str:
        thin = area.simplify(FINEST / scale, preserve_topology=True)
        rings = []
        for part in getattr(thin, "geoms", [thin]):
            points = [f"{(x - west) * narrow * scale:.1f} {(north - y) * scale:.1f}" for x, y in part.exterior.coords]
            rings.append(f"M{'L'.join(points)}Z")
        return "".join(rings)

    size = f"-1 -1 {(east - west) * narrow * scale + 2:.1f} {(north - south) * scale + 2:.1f}"
    return size, {code: path(area) for code, area in here.items()}


def draw(region: Collection[str], members: Collection[str], authority_id: str) -> str:
    """The region with the members of a set filled, and the authority itself darker."""
    box, paths = shapes(tuple(sorted(region)))
    drawn = "".join(
        f'<path class="{"hi" if code == authority_id else "in" if code in members else "no"}" d="{path}"/>'
        for code, path in sorted(paths.items(), key=lambda item: item[0] in members)
    )
    return f'<svg class="au-mini" viewBox="{box}" aria-hidden="true">{drawn}</svg>'
