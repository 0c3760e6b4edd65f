"""The drawings of a report, as SVG with colours of its own: the place on the map, a trend, peers on one axis.

A text in it has only letters that the fonts of a report have (ui/take/typeset.py), and ends inside its drawing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from html import escape

from samenleven.figures import Kind
from samenleven.findings import words
from ui.authority import profile_drawing
from ui.authority.profile_drawing import Line
from ui.look import theme
from ui.map import outlines
from ui.take.typeset import FAMILY, colour

FRAME = 2_000  # points over Flanders: a municipality is then about 60 wide
FINE = 0.002
MAP_RATIO = 1.55  # width by height of the map
LETTER = 5.6  # points that a letter of a bold label takes
LEAST = 420.0  # points of the frame that the map shows at least
TEXT = f'font-family="{FAMILY}"'
HATCH = (
    '<pattern id="h" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="6" height="6" fill="{0}"/><rect width="1.5" height="6" fill="#fff" fill-opacity="0.6"/></pattern>'
)


def place(own: str, partners: Collection[str], region: Collection[str], names: Mapping[str, str]) -> str:
    """The areas around `own`, that one dark, its partners lighter, the rest of its region washed, with their names."""
    near = [own, *partners] if partners else [own, *region]
    left, top, wide, high = outlines.box(FRAME, near) or (0, 0, FRAME, FRAME / MAP_RATIO)
    across = max(wide * 1.12, high * 1.12 * MAP_RATIO, LEAST)
    down = across / MAP_RATIO
    x, y = left + wide / 2 - across / 2, top + high / 2 - down / 2
    size = across / 34  # of a letter
    areas = []
    for nis, path in outlines.paths(FRAME, FINE).items():
        a, b, c, d = outlines.box(FRAME, [nis]) or (0, 0, 0, 0)
        if a > x + across or a + c < x or b > y + down or b + d < y:
            continue  # out of the picture
        role = "seq5" if nis == own else "seq3" if nis in partners else "seq1" if nis in region else "wash"
        areas.append((nis == own, f'<path d="{path}" transform="scale(0.1)" fill="{colour(role)}"/>'))
    labels = _labels([own, *sorted(partners)], own, names, size)
    drawn = "".join(path for _, path in sorted(areas))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{x:.0f} {y:.0f} {across:.0f} {down:.0f}">'
        f'<g stroke="#fff" stroke-width="{across / 60:.1f}" stroke-linejoin="round">{drawn}</g>{labels}</svg>'
    )


def _labels(codes: Sequence[str], own: str, names: Mapping[str, str], size: float) -> str:
    """Names in their areas, moved up or down where two would lie on each other; what finds no place is left out."""
    placed: list[tuple[float, float, float]] = []
    drawn = []
    for code in codes:
        if code not in outlines.points(FRAME):
            continue
        x, y = outlines.points(FRAME)[code]
        half = len(names[code]) * size * 0.28
        free = [
            y + move * size * 0.7
            for move in (0, 1, -1, 2, -2)
            if all(abs(x - a) > half + b or abs(y + move * size * 0.7 - c) > size for a, c, b in placed)
        ]
        if free:
            placed.append((x, free[0], half))
            drawn.append(_label(x, free[0], names[code], size, code == own))
    return "".join(reversed(drawn))


def _label(x: float, y: float, name: str, size: float, own: bool) -> str:
    weight = 700 if own else 600
    return (
        f'<text x="{x:.0f}" y="{y + size / 3:.0f}" {TEXT} font-size="{size:.1f}" font-weight="{weight}" text-anchor='
        f'"middle" fill="{colour("ink")}" stroke="#fff" stroke-width="{size / 4:.1f}" paint-order="stroke" '
        f'stroke-linejoin="round">{escape(name)}</text>'
    )


def trend(lines: Sequence[Line]) -> str:
    """Shares over the years as lines, with value and name at their end; the first line is the reader's own."""
    years = sorted({year for line in lines for year in line.values})
    top = max(value for line in lines for value in line.values.values()) * 1.08 or 1
    wide, high, first, last = 150.0, 85.0, years[0], years[-1]
    looks = {"me": (colour("ink"), 2.2, ""), "rg": (colour("accent"), 1.4, ""), "vl": (colour("soft"), 1.2, "4 3")}

    def x(year: int) -> float:
        return 2 + ((year - first) / (last - first) if last > first else 1) * wide

    def y(value: float) -> float:
        return 5 + (1 - value / top) * high

    drawn, ends = [], []
    for line in reversed(lines):
        ink, thick, dash = looks[line.look]
        found = sorted(line.values.items())
        steps = " ".join(f"{x(year):.1f},{y(value):.1f}" for year, value in found)
        drawn.append(
            f'<polyline points="{steps}" fill="none" stroke="{ink}" stroke-width="{thick}" stroke-dasharray="{dash}"/>'
        )
        drawn.append(f'<circle cx="{x(found[-1][0]):.1f}" cy="{y(found[-1][1]):.1f}" r="2.4" fill="{ink}"/>')
        ends.append((y(found[-1][1]) / 10, line, found[-1][1]))
    for at, line, value in profile_drawing.spread(ends, high / 10 + 1):
        ink = looks[line.look][0]
        drawn.append(
            f'<text x="{wide + 9}" y="{at * 10 + 3:.1f}" {TEXT} font-size="10" fill="{ink}">'
            f'<tspan font-weight="700">{words.percent(value)}</tspan> {escape(line.name)}</text>'
        )
    own = sorted(lines[0].values.items())
    if len(own) > 1:
        lowest = all(line.values.get(first, 1) > own[0][1] for line in lines[1:])
        at = y(own[0][1]) + (11 if lowest else -5)
        drawn.append(
            f'<text x="2" y="{at:.1f}" {TEXT} font-size="9.5" fill="{colour("ink")}">{words.percent(own[0][1])}</text>'
        )
    base = high + 7
    drawn.append(f'<path d="M2 {base}H{wide + 2}" stroke="{colour("line")}"/>')
    for edge, anchor, year in [(2, "start", first), (wide + 2, "end", last)][: 2 if last > first else 1]:
        drawn.append(
            f'<text x="{edge}" y="{base + 10}" {TEXT} font-size="9" text-anchor="{anchor}" fill="{colour("soft")}">'
            f"{year}</text>"
        )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 {base + 13}">{"".join(drawn)}</svg>'


def strip(values: Sequence[tuple[str, float, bool, Kind | None]]) -> str:
    """Shares (0 to 1) on one axis, equal ones stacked: name, value, whether it is the reader's own, and kind."""
    wide, step, left = 272.0, 9.0, 14.0
    levels: dict[int, int] = {}
    marks = []
    for name, value, own, kind in sorted(values, key=lambda one: (one[2], one[1], one[0])):
        column = round(value * 40)
        level = levels.get(column, 0)
        levels[column] = level + 1
        marks.append((left + column / 40 * wide, level, name, own, kind))
    mine = next(((x, level, name) for x, level, name, own, _ in marks if own), None)
    tall = max(levels.values(), default=1)
    if mine:
        x, level, name = mine
        anchor = "start" if x < left + wide * 0.3 else "end" if x > left + wide * 0.7 else "middle"
        room = len(name) * LETTER  # and the name stands above every mark that it would lie on
        begin = x - {"start": 0, "middle": room / 2, "end": room}[anchor] - step
        above = max((other for at, other, *_ in marks if begin < at < begin + room + 2 * step), default=level) + 1
        tall = max(tall, above)
    high = step * tall + 14
    drawn = []
    if mine:
        y = high - above * step - 4
        drawn.append(f'<path d="M{x:.1f} {y + 2:.1f}V{high - level * step - step / 2:.1f}" stroke="{colour("soft")}"/>')
        drawn.append(
            f'<text x="{x:.1f}" y="{y:.1f}" {TEXT} font-size="10" font-weight="700" text-anchor="{anchor}" '
            f'fill="{colour("ink")}">{escape(name)}</text>'
        )
    for x, level, _, own, kind in marks:
        y = high - level * step - step / 2
        fill = colour("ink") if own else "url(#h)" if kind is Kind.EXAMPLE else theme.ACCENT
        drawn.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{4.2 if own else 3.6}" fill="{fill}"/>')
    ends = "".join(
        f'<text x="{left + part * wide:.1f}" y="{high + 12}" {TEXT} font-size="9" text-anchor="middle" '
        f'fill="{colour("soft")}">{round(part * 100)} %</text>'
        for part in (0, 0.5, 1)
    )
    line = f'<path d="M{left} {high + 1}H{left + wide}" stroke="{colour("line")}"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide + 2 * left} {high + 15}">'
        f"<defs>{HATCH.format(theme.ACCENT)}</defs>{line}{''.join(drawn)}{ends}</svg>"
    )
