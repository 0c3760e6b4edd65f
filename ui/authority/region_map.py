"""A small map of one reference region, as SVG: who is in a set of partners, and who is not."""

from __future__ import annotations

from collections.abc import Collection

from ui.map.region_outlines import outlines

WIDTH = 300  # points: three times what it is on the screen


def draw(region: Collection[str], members: Collection[str], authority_id: str) -> str:
    """The region with the members of a set filled, and the authority itself darker."""
    drawn = outlines(tuple(sorted(region)), WIDTH, WIDTH)
    look = dict.fromkeys(drawn.shapes, "no") | dict.fromkeys(members, "in") | {authority_id: "hi"}
    paths = "".join(
        f'<path class="{look[code]}" d="{drawn.path([code])}"/>'
        for code in sorted(drawn.shapes, key=lambda code: (code in members, code))
    )
    return f'<svg class="au-mini" viewBox="0 0 {drawn.width} {drawn.height}" aria-hidden="true">{paths}</svg>'
