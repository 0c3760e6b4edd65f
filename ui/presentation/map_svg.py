"""Maps of slides as SVG: classes, hatching, outlines and names with a line to their place; also as one whole drawing.

On the screen every map uses the same outlines (`areas`), which the browser fetches once. Names are placed here, for a
wide picture and for a narrow one (a phone, or three maps beside each other); the style sheet shows one of the two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape

from ui.look import theme
from ui.map import labels, outlines
from ui.map.labels import Box, Placed, Wanted
from ui.presentation.slide import Label, MapPicture, Maps

WIDTH, FINE = 1000, 0.003
EDGE = 14.0
"""Points that stay free around a map, for names at its border."""


@dataclass(frozen=True)
class Room:
    """The place that a map is thought to get, in pixels, and the size of its letters there; `plain` 0: no cities."""

    width: float
    height: float
    strong: float
    plain: float


WIDE, BESIDE = Room(1180, 440, 24, 19), Room(700, 420, 19, 16)
NARROW, SMALL = Room(328, 330, 13.5, 0), Room(560, 220, 15.5, 0)
LIGHT = dict(theme.SHADES) | {"none": "#8A96A3", "land": "#FAFBFC", "aside": theme.ASIDE}
LIGHT |= {f"group{number}": colour for number, colour in enumerate(theme.POOLS, 1)}
INK, SOFT, UNDER, PAPER = "#16212B", "#8A96A3", "#B4430F", "#FFFFFF"


@cache
def areas() -> bytes:
    """Every outline under the name that maps use: a file of its own for the browser."""
    drawn = "".join(f'<path id="g{nis}" d="{path}"/>' for nis, path in outlines.paths(WIDTH, FINE).items())
    hatch = (
        '<pattern id="pr-hatch" width="60" height="60" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect class="pr-stripe" width="15" height="60"/></pattern>'
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg"><defs>{hatch}{drawn}</defs></svg>'.encode()


def picture(one: MapPicture, said: str, *, small: bool = False, beside: bool = False) -> str:
    """One map for the screen; `said` describes it, `small` is one of several, `beside` stands next to a list."""
    known = outlines.paths(WIDTH, FINE)
    classes: dict[str, list[str]] = {}
    for nis, code in one.classes.items():
        if nis in known:
            classes.setdefault(code, []).append(nis)
    filled = "".join(
        f'<g class="pr-area k-{code}"{_own_colour(code)}>{_uses(codes)}</g>' for code, codes in classes.items()
    )
    hatched = f'<g class="pr-hatched">{_uses([nis for nis in one.hatched if nis in known])}</g>' if one.hatched else ""
    rest = [nis for nis in known if nis not in one.classes and (not one.view or nis in one.view)]
    whole = "" if one.view else f'<path class="pr-land" d="{outlines.around(WIDTH, None, FINE)}"/>'
    bare = f'<g class="pr-bare">{_uses(rest)}</g>{whole}'
    groups = "".join(f'<path class="pr-group" d="{outlines.around(WIDTH, group, FINE)}"/>' for group in one.groups)
    own = frozenset(one.marked & known.keys())
    marked = f'<path class="pr-own" d="{outlines.around(WIDTH, own, FINE)}"/>' if own else ""
    frame = _frame(one)
    rooms = (
        (("pr-wide", SMALL), ("pr-near", NARROW))
        if small
        else (("pr-wide", BESIDE if beside else WIDE), ("pr-near", NARROW))
    )
    named = "".join(f'<g class="{name}">{_named(one, frame, room)}</g>' for name, room in rooms)
    box = f"{frame.left:.0f} {frame.top:.0f} {frame.right - frame.left:.0f} {frame.bottom - frame.top:.0f}"
    return (
        f'<svg viewBox="{box}" role="img" aria-label="{escape(said)}"><g transform="scale(.1)">{bare}{filled}{hatched}'
        f"{groups}{marked}</g>{named}</svg>"
    )


def _uses(codes: Sequence[str]) -> str:
    return "".join(f'<use href="#g{nis}"/>' for nis in sorted(codes))


def _own_colour(code: str) -> str:
    """A group of a division has a colour of its own, which no style sheet names."""
    return f' style="--k:{LIGHT[code]}"' if code.startswith("group") else ""


def _frame(one: MapPicture) -> Box:
    """What fills the picture, with room for names at its border."""
    found = outlines.box(WIDTH, one.view) if one.view else None
    if found is None:
        frame = outlines.frame(WIDTH)
        return Box(-EDGE, -EDGE, frame.width + EDGE, frame.height + EDGE)
    left, top, width, height = found
    around = EDGE * width / WIDTH * 3
    return Box(left - around, top - around, left + width + around, top + height + around)


def _placed(one: MapPicture, frame: Box, room: Room) -> list[tuple[Label, Placed]]:
    """The names that fit; in a narrow picture only those that stand out, or the whole of a region."""
    scale = max((frame.right - frame.left) / room.width, (frame.bottom - frame.top) / room.height)
    points = outlines.points(WIDTH)
    by_text: dict[Wanted, Label] = {}
    for label in one.labels:
        strong = bool(label.text) or label.nis in one.marked
        size = (room.strong if strong else room.plain or (room.strong - 2 if one.view else 0)) * scale
        if size and label.nis in points:
            by_text[Wanted(f"{label.name} {label.text}".strip(), *points[label.nis], size, strong)] = label
    return [(by_text[spot.wanted], spot) for spot in labels.place(list(by_text), frame)]


def _named(one: MapPicture, frame: Box, room: Room) -> str:
    lines, texts = "", ""
    for label, spot in _placed(one, frame, room):
        wanted = spot.wanted
        if spot.led:
            x, y = _touch(spot)
            lines += f'<path class="pr-line" d="M{wanted.x:.1f} {wanted.y:.1f}L{x:.1f} {y:.1f}"/>'
        value = (
            f' <tspan class="{"pr-under" if label.under else ""}">{escape(label.text)}</tspan>' if label.text else ""
        )
        strong = ' class="pr-strong"' if wanted.loose else ""
        texts += (
            f'<text{strong} x="{spot.x:.1f}" y="{spot.y + wanted.size * 0.34:.1f}" font-size="{wanted.size:.1f}">'
            f"{escape(label.name)}{value}</text>"
        )
    return lines + texts


def _touch(spot: Placed) -> tuple[float, float]:
    """The point of a name that is nearest to its place."""
    wanted, box = spot.wanted, spot.box
    return min(max(wanted.x, box.left), box.right), min(max(wanted.y, box.top), box.bottom)


def standalone(maps: Maps) -> str:
    """The maps with their legend as one drawing without ground, for a program that knows no style sheet of ours."""
    count = len(maps.maps)
    gap, title = 30.0, 44.0 if count > 1 else 0.0
    frames = [_frame(one) for one in maps.maps]
    widths = [frame.right - frame.left for frame in frames]
    high = max(frame.bottom - frame.top for frame in frames)
    whole = sum(widths) + gap * (count - 1)
    parts, left = [], 0.0
    for one, frame, width in zip(maps.maps, frames, widths, strict=True):
        box = f"{frame.left:.0f} {frame.top:.0f} {width:.0f} {frame.bottom - frame.top:.0f}"
        head = _text(one.title, left, 30, 30 * whole / 3000 + 18, "600") if count > 1 else ""
        parts.append(
            f'{head}<svg x="{left:.0f}" y="{title:.0f}" width="{width:.0f}" height="{high:.0f}" viewBox="{box}">'
            f"{_coloured(one, frame, SMALL if count > 1 else BESIDE if one.view else WIDE)}</svg>"
        )
        left += width + gap
    size = 20 * max(min(1.0, 1.8 * whole / WIDTH), whole / 1600)  # the drawing of a region is small
    row = size * 1.6
    legend, lines = _legend(maps, whole, title + high + row, size)
    height = title + high + row * (lines + 0.5)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole:.0f} {height:.0f}" width="{whole:.0f}" '
        f'height="{height:.0f}"><defs><pattern id="hatch" width="60" height="60" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="15" height="60" fill="{PAPER}" fill-opacity="0.55"/></pattern>'
        f"</defs>{''.join(parts)}{legend}</svg>"
    )


def _coloured(one: MapPicture, frame: Box, room: Room) -> str:
    """A map with its light colours in it."""
    paths = outlines.paths(WIDTH, FINE)
    thin = f'stroke="{PAPER}" stroke-width="6"'
    drawn = "".join(
        f'<path d="{path}" fill="{LIGHT[one.classes.get(nis, "land")]}" '
        f'{thin if nis in one.classes else f"""stroke="{SOFT}" stroke-opacity="0.4" stroke-width="5" """}/>'
        for nis, path in sorted(paths.items(), key=lambda item: item[0] in one.classes)
        if not one.view or nis in one.view
    )
    hatched = "".join(f'<path d="{paths[nis]}" fill="url(#hatch)"/>' for nis in sorted(one.hatched) if nis in paths)
    outlined = [*one.groups, frozenset(one.marked & paths.keys())]
    lines = "".join(
        f'<path d="{outlines.around(WIDTH, group, FINE)}" fill="none" stroke="{INK}" stroke-width="25"/>'
        for group in outlined
        if group
    )
    names = ""
    for label, spot in _placed(one, frame, room):
        wanted = spot.wanted
        if spot.led:
            x, y = _touch(spot)
            names += f'<path d="M{wanted.x:.1f} {wanted.y:.1f}L{x:.1f} {y:.1f}" stroke="{INK}" stroke-width="1.5"/>'
        names += _text(
            wanted.text,
            spot.box.left + (spot.box.right - spot.box.left) / 2,
            spot.y + wanted.size * 0.34,
            wanted.size,
            "700" if wanted.loose else "600",
            fill=UNDER if label.under else INK,
            middle=True,
        )
    return f'<g transform="scale(.1)">{drawn}{hatched}{lines}</g>{names}'


def _text(text: str, x: float, y: float, size: float, weight: str, *, fill: str = INK, middle: bool = False) -> str:
    anchor = ' text-anchor="middle"' if middle else ""
    halo = f'stroke="{PAPER}" stroke-width="{size / 6:.1f}" stroke-linejoin="round" paint-order="stroke"'
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="Source Sans Pro" font-size="{size:.1f}" font-weight="{weight}" '
        f'fill="{fill}" {halo}{anchor}>{escape(text)}</text>'
    )


def _legend(maps: Maps, whole: float, top: float, size: float) -> tuple[str, int]:
    """The classes in words below the maps, and how many lines they take."""
    parts, left, line = "", size / 2, 0
    for shade in maps.legend:
        wide = size * (1.9 + len(shade.label) * 0.55)
        if left + wide > whole and left > size:
            left, line = size / 2, line + 1
        y = top + line * size * 1.6
        box = f'x="{left:.0f}" y="{y - size * 0.8:.0f}" width="{size * 1.2:.0f}" height="{size:.0f}"'
        parts += f'<rect {box} fill="{LIGHT[shade.code]}" stroke="{SOFT}"/>'
        if shade.example:
            parts += (
                f'<g transform="translate({left:.0f} {y - size * 0.8:.0f}) scale(.1)">'
                f'<rect width="{size * 12:.0f}" height="{size * 10:.0f}" fill="url(#hatch)"/></g>'
            )
        parts += _text(shade.label, left + size * 1.5, y, size, "400")
        left += wide
    return parts, line + 1


def described(maps: Maps, one: MapPicture) -> str:
    """What a map shows, for who does not see it: how many areas are in each class."""
    counts: Mapping[str, int] = {
        shade.label: sum(code == shade.code for code in one.classes.values()) for shade in maps.legend
    }
    said = "; ".join(f"{label}: {count}" for label, count in counts.items() if count)
    return f"Kaart, {one.title}. Aantal gemeenten per klasse: {said or 'geen'}"
