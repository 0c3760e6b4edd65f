"""Results as dots on one axis around 100 %: where they stand, how large, and in which colour.

A dot is an empty element placed in percent of the width, so a picture has no fixed size. Colour follows the status,
hatching says example; the text beside it says both, so a dot itself is never read aloud.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from math import ceil, floor

from samenleven import terms
from samenleven.attainment import Attainment, Status
from samenleven.figures import Kind
from samenleven.findings import words
from ui.look import theme

COLOUR = {
    Status.REACHED: "reached",
    Status.ON_TRACK: "track",
    Status.INCOMPLETE: "behind",
    Status.BEHIND: "behind",
}
EDGE = 0.03  # of the width, on both sides, so that a dot on the edge is whole
STEPS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
MOST_TICKS = 8
FURTHEST = 3.0
"""A dot further than three times what was agreed stands at the edge with an arrow: else nothing else can be read."""


@dataclass(frozen=True)
class Axis:
    """From where to where an axis goes, as ratios, and at which of them a number stands."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def at(self, ratio: Decimal | float) -> float:
        """The place of a ratio in percent of the width; what lies outside stands at the edge."""
        inside = min(max(float(ratio), self.low), self.high)
        return 100 * (EDGE + (1 - 2 * EDGE) * (inside - self.low) / (self.high - self.low))

    def beyond(self, ratio: Decimal | float) -> bool:
        """Whether a ratio lies past the high end."""
        return float(ratio) > self.high


def axis(ratios: Iterable[Decimal | None], *, widest: float = FURTHEST, most: int = MOST_TICKS) -> Axis:
    """An axis that holds 100 % and the ratios, with round numbers at its ends and on it."""
    known = [float(ratio) for ratio in ratios if ratio is not None]
    low, high = min([*known, 0.9]), min(max([*known, 1.0]), widest)
    step = next((one for one in STEPS if (high - low) / one <= most), STEPS[-1])
    low, high = floor(low / step + 1e-9) * step, ceil(high / step - 1e-9) * step
    high = max(high, 1.0)
    count = round((high - low) / step)
    return Axis(low, high, tuple(round(low + step * n, 4) for n in range(count + 1)))


def ticks(axis: Axis, *, first: bool = True) -> str:
    """The numbers of an axis, `first` with that at its low end; only the line of 100 % says what it is in."""
    return "".join(
        f'<i class="{"line" if tick == 1 else ""}" style="left:{axis.at(tick):.2f}%">'
        f"{words.percent(tick).replace(' ', NARROW) if tick == 1 else words.percent(tick).removesuffix(' %')}</i>"
        for tick in (axis.ticks if first else axis.ticks[1:])
    )


NARROW = "\u00a0"
"""A space that does not break, between a number and its sign."""


def colour(status: Status) -> str:
    """The name of the colour of a status."""
    return COLOUR.get(status, "none")


def dot(row: Attainment, axis: Axis, size: str, *, top: str = "50%") -> str:
    """A result as a dot; `size` is now, before or after. Nothing for what has no ratio."""
    if row.ratio is None:
        return ""
    hatched = " ex" if row.kind is Kind.EXAMPLE and size == "now" else ""
    far = " far" if axis.beyond(row.ratio) else ""
    place = f"left:{axis.at(row.ratio):.2f}%;top:{top}"
    return f'<i class="gl-dot {size} c-{colour(row.status)}{hatched}{far}" style="{place}"></i>'


def span(one: Attainment, other: Attainment, axis: Axis) -> str:
    """The line between two results."""
    if one.ratio is None or other.ratio is None:
        return ""
    left, right = sorted((axis.at(one.ratio), axis.at(other.ratio)))
    return f'<i class="gl-span" style="left:{left:.2f}%;width:{right - left:.2f}%"></i>'


def spread(rows: Iterable[Attainment], axis: Axis, *, near: float = 2.2) -> str:
    """The dots of many results on one line, those that would cover each other above and below it."""
    placed: list[tuple[float, int]] = []
    drawn = []
    for row in sorted((one for one in rows if one.ratio is not None), key=lambda one: one.ratio or 0):
        at = axis.at(row.ratio or 0)
        taken = {level for other, level in placed if abs(other - at) < near}
        level = next((one for one in (0, -1, 1, -2, 2) if one not in taken), 0)
        placed.append((at, level))
        drawn.append(dot(row, axis, "now", top=f"calc(50% + {level * 0.8125:g}rem)"))
    return "".join(drawn)


def shown(row: Attainment) -> str:
    """The ratio of a result with the sign of its status: "▼ 89,5 %", in the colour of that status."""
    sign = theme.STATUS[row.status].sign
    return f'<b class="num c-{colour(row.status)}">{sign}{NARROW}{percent(row.ratio)}</b>'


def percent(ratio: Decimal | float | None) -> str:
    """A percentage that does not break over lines."""
    return words.percent(ratio).replace(" %", f"{NARROW}%")


def said(row: Attainment | None, year: int, amount: str = "") -> str:
    """A result of one year as words for the card beside a dot: "jaar 2: 94,6 %, ▨ voorbeeld"."""
    if row is None or (row.realised is None and row.ratio is None):
        return f"jaar {year}: geen cijfer"
    kind = f", {theme.kind_word(row.kind)}" if row.kind else ""
    status = f", {terms.STATUS[row.status]}" if row.ratio is None else ""
    value = percent(row.ratio) if row.ratio is not None else ""
    both = f"{value} ({amount})" if value and amount else value or amount
    return escape(f"jaar {year}: {both}{status}{kind}")
