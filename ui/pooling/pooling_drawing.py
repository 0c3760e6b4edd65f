"""How cooperations are drawn: a map whose areas are links, and bars up to the threshold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from samenleven import dutch
from ui.map.region_outlines import outlines

WIDTH, HIGHEST = 740, 940  # points; twice the pixels of the column that a map stands in
LETTER, LINE = 24, 27  # points: the size of a name, and from one line to the next
WIDE = 0.56  # of the size: how wide a letter is, taken broadly
MOVES = ((0, 0), (0, -20), (0, 20), (-26, 0), (26, 0), (-26, -20), (26, 20), (26, -20), (-26, 20))
"""Where a name may stand from the middle of its area when others are in the way."""


@dataclass(frozen=True, slots=True)
class Area:
    """A municipality on a map: `look` is the class that colours it, `said` what is read aloud, `link` where it leads.

    `value` stands under its name. The `first` ones get their name before the others.
    """

    code: str
    name: str
    look: str
    value: str
    said: str
    link: str
    first: bool = False


def area_map(
    areas: Sequence[Area],
    title: str,
    *,
    groups: Iterable[Sequence[str]] = (),
    known: Iterable[Sequence[str]] = (),
) -> str:
    """A map of municipalities, with names where they have one; `groups` get a line around, `known` a dashed one."""
    drawn = outlines(tuple(sorted(area.code for area in areas)), WIDTH, HIGHEST)
    paths = "".join(
        f'<a href="{escape(area.link)}" aria-label="{escape(area.said)}"><path class="{area.look}" '
        f'd="{drawn.path([area.code])}"/><title>{escape(area.said)}</title></a>'
        for area in areas
    )
    lines = "".join(f'<path class="gr" d="{drawn.around(members)}"/>' for members in groups)
    lines += "".join(f'<path class="kn" d="{drawn.around(members)}"/>' for members in known)
    names = "".join(_label(area, *place) for area, place in _placed(areas, drawn.points, drawn.width, drawn.height))
    return (
        f'<svg class="po-map" viewBox="0 0 {drawn.width} {drawn.height}" style="max-width:{drawn.width // 2}px" '
        f'role="group" aria-label="{escape(title)}"><path class="be" d="{drawn.beside}"/>{paths}'
        f'<g aria-hidden="true">{lines}{names}</g></svg>'
    )


def _label(area: Area, x: int, y: int) -> str:
    value = f'<tspan class="v" x="{x}" dy="{LINE}">{escape(area.value)}</tspan>' if area.value else ""
    return f'<text class="lb {area.look}" x="{x}" y="{y}">{escape(area.name)}{value}</text>'


def _placed(
    areas: Sequence[Area], points: Mapping[str, tuple[int, int]], width: int, height: int
) -> list[tuple[Area, tuple[int, int]]]:
    """The names that fit without touching each other, and where; the others are read aloud and on hover."""
    taken: list[tuple[float, float, float, float]] = []
    placed = []
    for area in sorted(areas, key=lambda one: (not one.first, len(one.name))):
        if area.code not in points or not area.name:
            continue
        half = max(len(area.name), len(area.value)) * LETTER * WIDE / 2
        down = LINE * 0.4 + (LINE if area.value else 0)
        for across, lower in MOVES:
            x, y = points[area.code][0] + across, points[area.code][1] + lower
            x = round(min(max(x, half + 2), width - half - 2))
            box = (x - half, y - LETTER, x + half, y + down)
            inside = box[1] >= 0 and box[3] <= height
            if inside and not any(
                box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3] for other in taken
            ):
                taken.append(box)
                placed.append((area, (x, y)))
                break
    return placed


def key(looks: Mapping[str, str]) -> str:
    """What the colours of a map mean, by the class of each."""
    parts = "".join(f'<span><i class="{look}"></i>{escape(text)}</span>' for look, text in looks.items())
    return f'<p class="po-key">{parts}</p>'


def stacked(parts: Sequence[tuple[str, int]], floor: int, most: int) -> str:
    """The members of a set beside each other, the first one darker, with the threshold; `most` fills the width."""
    pieces = "".join(
        f'<span class="sg{" s0" if place == 0 else ""}" style="width:{_share(people, most)}">'
        f"<b>{escape(name)}</b><i>{dutch.number(people)}</i></span>"
        for place, (name, people) in enumerate(parts)
    )
    return f'<span class="po-bar"><span class="segs">{pieces}</span>{_threshold(floor, most)}</span>'


def bar(people: int, floor: int, most: int) -> str:
    """One cooperation as a thin bar with the threshold."""
    look = "mb" if people >= floor else "mb un"
    return (
        f'<span class="po-thin" aria-hidden="true"><span class="{look}" style="width:{_share(people, most)}"></span>'
        f"{_threshold(floor, most)}</span>"
    )


def _threshold(floor: int, most: int) -> str:
    return f'<span class="thr" style="left:{_share(floor, most)}"></span>'


def _share(people: int, most: int) -> str:
    return f"{100 * min(1, people / max(most, 1)):.2f}%"


def threshold_label(floor: int, most: int) -> str:
    """The word above the line of the threshold."""
    return f'<span class="po-thl"><span style="left:{_share(floor, most)}">drempel {dutch.number(floor)}</span></span>'
