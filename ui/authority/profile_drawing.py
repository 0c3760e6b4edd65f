"""What the figures on the page of one authority are drawn with: HTML and SVG, every text escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from samenleven import dutch
from samenleven.attainment import Attainment, Status
from samenleven.eligibility import TargetGroup
from samenleven.figures import Kind
from samenleven.findings import words
from samenleven.over_years import OverYears
from ui.look import theme

WIDEST = 2.5  # of the axis of attainment: 250 %
LINE = 1.15  # rem that a line of a label takes
LETTERS = 20  # that fit in one of them


def number(html: str, label: str) -> str:
    """A cell with a number; `label` stands before it on a phone, where the heads of the columns are gone."""
    return f'<td class="num" data-l="{escape(label)}">{html}</td>'


def hatched(kind: Kind | None) -> str:
    """The class of what is drawn of an example figure."""
    return " ex" if kind is Kind.EXAMPLE else ""


def place(ratio: float) -> float:
    """Where a ratio lies on the axis, in % of its width."""
    return round(min(max(ratio, 0.0), WIDEST) / WIDEST * 100, 1)


def dots(row: OverYears, year: int) -> str:
    """One measure on the axis of attainment: this year large, the others small, and the distance to the agreement."""
    parts = ['<span class="h"></span>']
    now = row.years.get(year)
    if now is not None and now.ratio is not None:
        at, one = place(float(now.ratio)), place(1)
        colour = "reached" if now.status is Status.REACHED else "behind"
        low, wide = min(at, one), abs(at - one)
        parts.append(f'<u class="c-{colour}" style="left:{low}%;width:{round(wide, 1)}%"></u>')
        parts.append(f'<b class="c-{colour}{hatched(now.kind)}" style="left:{at}%"></b>')
    far: list[tuple[Decimal, str]] = []  # beyond the axis: their figures stand at its end
    for other, then in row.years.items():
        if other == year or then.ratio is None:
            continue
        said = f"projectjaar {other}: {words.percent(then.ratio)}"
        if then.ratio > WIDEST:
            far.append((then.ratio, said))
        else:
            parts.append(f'<s title="{escape(said)}" style="left:{place(float(then.ratio))}%"></s>')
    if far:
        shown, said = " · ".join(dutch.percent(ratio) for ratio, _ in far), ", ".join(one for _, one in far)
        parts.append(f'<em title="{escape(said)}">{shown} ▸</em>')
    return f'<div class="au-plot" aria-hidden="true">{"".join(parts)}</div>'


def axis() -> str:
    """The head above the dots."""
    return (
        f'<div class="au-axis" aria-hidden="true"><span>0</span><span class="m" style="left:{place(1)}%">100 %</span>'
        f'<span style="left:{place(2)}%">200</span></div><span class="au-unseen">% van de afspraak</span>'
    )


def status(row: Attainment | None, over: bool) -> str:
    """A status as sign and word; once the year is past nobody catches up, so "achter" is "niet gehaald"."""
    if row is None:
        return ""
    look = theme.STATUS[row.status]
    return f'<span class="st-{"reached" if row.status is Status.REACHED else "behind"}">{look.sign}</span>'


def bar(share: float, whole: float, kind: Kind | None, said: str) -> str:
    """Something used of what there was: `whole` (0 to 1) is its width among others, `share` the part that is filled."""
    return (
        f'<div class="au-bar" style="width:{whole * 100:.1f}%" title="{escape(said)}">'
        f'<i class="{hatched(kind).strip()}" style="width:{min(share, 1) * 100:.1f}%"></i></div>'
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a trend: its name, its values (0 to 1) by year, and how it is drawn."""

    name: str
    values: Mapping[int, float]
    look: str


def trend(lines: Sequence[Line], *, height: float = 8.5) -> str:
    """Shares over the years as lines, with their names at the end; `height` in rem."""
    years = sorted({year for line in lines for year in line.values})
    top = max(value for line in lines for value in line.values.values()) * 1.08 or 1
    first, last = years[0], years[-1]

    def x(year: int) -> float:
        return (year - first) / (last - first) * 100 if last > first else 100

    def y(value: float) -> float:
        return 100 - value / top * 100

    paths, ends = [], []
    for line in reversed(lines):
        known = sorted(line.values.items())
        steps = " ".join(f"{x(year):.1f},{y(value):.1f}" for year, value in known)
        paths.append(f'<polyline class="{line.look}" points="{steps}" vector-effect="non-scaling-stroke"/>')
        ends.append((y(known[-1][1]) / 100 * height, line, known[-1][1]))
    own = sorted(lines[0].values.items())
    begin = sorted(line.values[first] for line in lines[1:] if first in line.values)
    over = min((value - own[0][1] for value in begin if value >= own[0][1]), default=1.0)
    under = min((own[0][1] - value for value in begin if value < own[0][1]), default=1.0)
    fits = y(own[0][1]) / 100 * height + 0.5 + LINE <= height  # else it would lie over the year
    shift = 0.5 if under > over and fits else -1.875
    start = (
        f'<span class="v0" style="top:{y(own[0][1]) / 100 * height + shift:.2f}rem">{words.percent(own[0][1])}</span>'
    )
    labels = "".join(
        f'<span class="to {line.look}" style="top:{at - LINE / 2:.2f}rem"><b>{words.percent(value)}</b> '
        f"{escape(line.name)}</span>"
        for at, line, value in spread(ends, height)
    )
    return (
        f'<div class="au-trend" style="--h:{height}rem"><svg viewBox="0 0 100 100" preserveAspectRatio="none" '
        f'aria-hidden="true">{"".join(paths)}</svg>{start if len(own) > 1 else ""}{labels}'
        f'<span class="x0">{first}</span><span class="x1">{last}</span></div>'
    )


def spread(ends: Sequence[tuple[float, Line, float]], height: float) -> list[tuple[float, Line, float]]:
    """Labels moved apart so that none covers another, in the order of the lines, and inside the picture."""
    placed: list[tuple[float, Line, float]] = []
    free = 0.0
    for at, line, value in sorted(ends, key=lambda end: (end[0], end[1].look != "me")):
        placed.append((max(at, free), line, value))
        free = placed[-1][0] + LINE * lines_of(line)
    too_far = max(0.0, free - LINE - height) if placed else 0.0
    return [(at - too_far, line, value) for at, line, value in placed]


def lines_of(line: Line) -> int:
    """How many lines its label takes beside the picture: a percentage and a name, in letters."""
    return -(-(len(line.name) + 7) // LETTERS)


def gap(name: str, group: TargetGroup, floor: int) -> str:
    """The target group between its bounds, and what lacks to the threshold."""
    most = max(floor * 1.2, group.upper * 1.08)

    def at(people: float) -> str:
        return f"{people / most * 100:.2f}%"

    between = f"{dutch.number(group.lower)} en {dutch.number(group.upper)}"
    parts = [
        '<span class="ln"></span>',
        f'<span class="lo" style="width:{at(group.lower)}"></span>',
        f'<span class="rg" style="left:{at(group.lower)};width:{at(group.upper - group.lower)}"></span>',
        f'<b class="dt" style="left:{at(group.estimate)}"></b>',
        f'<span class="th" style="left:{at(floor)}"></span>',
    ]
    lacks = floor - group.estimate
    if lacks > 0:
        short = f"{dutch.number(lacks)} te kort"
        parts.append(f'<span class="gp" style="left:{at(group.estimate)};width:{at(lacks)}"></span>')
        parts.append(f'<b class="gt num" style="--x:{at(group.estimate + lacks / 2)}">{short}</b>')
    end = at(min(group.estimate, floor))
    parts.append(
        f'<span class="t1" style="--x:{end}"><b class="num">≈ {dutch.number(group.estimate)}</b> '
        f'{escape(name)}<br><span class="small num">tussen {between}</span></span>'
    )
    parts.append(
        f'<span class="t2" style="--x:{at(floor)}"><b class="num">{dutch.number(floor)}</b> '
        f'<span class="small">drempel</span></span>'
    )
    return f'<div class="au-gap">{"".join(parts)}</div>'


def stack(parts: Sequence[tuple[str, int]], floor: int) -> str:
    """What each member brings, the authority first, with a line at the threshold."""
    most = max(floor * 1.25, sum(people for _, people in parts))
    pieces = "".join(
        f'<i class="{"z" if n == 0 else ""}" style="width:{people / most * 100:.2f}%" '
        f'title="{escape(name)}: {dutch.number(people)}"></i>'
        for n, (name, people) in enumerate(parts)
    )
    line = f'<span class="th" style="left:{floor / most * 100:.2f}%"></span>'
    return f'<span class="au-stack" aria-hidden="true">{line}{pieces}</span>'


def strip(values: Sequence[tuple[str, float, str, bool, Kind | None]]) -> str:
    """Shares (0 to 1) on one axis, equal ones stacked: name, value, address, whether it is the authority, and kind."""
    rows: dict[int, int] = {}
    marks, me, at, above = [], "", 0.0, 0.0
    for name, value, link, own, kind in sorted(values, key=lambda one: (one[3], one[1], one[0])):
        column = round(value * 20)
        level = rows.get(column, 0)
        rows[column] = level + 1
        said = f"{name}: {words.percent(value)}"
        inside = f'<span class="au-unseen">{escape(said)}</span>'
        left = f"{4 + column / 20 * 92:.1f}%"
        style = f'style="left:{left};bottom:{1.5 + level * 1.5:.2f}rem" title="{escape(said)}"'
        if own:
            marks.append(f'<b class="me" {style}>{inside}</b>')
            me, at, above = name, min(max(column / 20 * 92 + 4, 18), 82), 3 + level * 1.5
        else:
            marks.append(f'<a class="{hatched(kind).strip()}" href="{escape(link)}" {style}>{inside}</a>')
    high = 1.5 * max(rows.values(), default=1) + 3
    if me:
        marks.append(f'<span class="nm" style="left:{at:.1f}%;bottom:{above:.2f}rem">{escape(me)}</span>')
    ends = '<span style="left:4%">0 %</span><span style="left:50%">50 %</span><span style="left:96%">100 %</span>'
    return f'<div class="au-strip" style="height:{high:.2f}rem"><span class="l"></span>{"".join(marks)}{ends}</div>'
