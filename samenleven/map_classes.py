"""Sensible classes for a map: few, round bounds, each with areas in it.

The bounds follow quantiles, so that one large city does not push all others into the lowest class, and are then
rounded to numbers a reader can say aloud.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor, isfinite, log10


def round_bounds(values: Sequence[float], quantiles: Iterable[tuple[int, int]]) -> list[float]:
    """Rising round inner bounds at these quantiles (a part and of how many), where an area falls on either side.

    A bound belongs to the class above it. Fewer values than classes, or equal values, give fewer bounds; no values
    give none. Negative and zero values are allowed; what is not finite is ignored.
    """
    known = sorted(value for value in values if isfinite(value))
    bounds: list[float] = []
    for part, whole in quantiles:
        if not known:
            break
        bound = _rounded(known[min(len(known) - 1, part * len(known) // whole)])
        below = bisect_left(known, bound)
        if below and known[below - 1] >= (bounds[-1] if bounds else known[0]) and bound <= known[-1]:
            bounds.append(bound)
    return bounds


def _rounded(value: float) -> float:
    """The nearest number with two digits, from 3 up the second of them 0 or 5: 1 234 is 1 200, 0.0437 is 0.045.

    Below 3 a step of 5 would be up to a quarter of the value, and the classes would hold unequal numbers of areas.
    """
    if value == 0:
        return 0.0
    decade: float = 10.0 ** floor(log10(abs(value)))
    step = decade / (10 if abs(value) < 3 * decade else 2)
    rounded = round(value / step) * step
    digits = max(0, 2 - floor(log10(abs(value))))
    return round(rounded, digits)


def class_of(value: float, bounds: Sequence[float]) -> int:
    """The number of the class a value falls in, 0 for the lowest; a value on a bound is in the class above it."""
    return bisect_right(bounds, value)


ATTAINED = (0.5, 1.0, 1.5, 2.5)
"""Bounds for a ratio to a target: the same for every measure and year, with a break at 100 % and two classes below."""
UNDER, OVER = ("under2", "under1"), ("over1", "over2", "over3")
"""The shades of those classes, from far below the target to far above it."""
SEQUENCE = ("seq1", "seq2", "seq3", "seq4", "seq5")
"""The shades of a count or share, from few to many; how they look in light and dark is for the style sheet."""
CHANGED = (-0.45, -0.30, -0.15, -0.0025, 0.0025, 0.15)
"""Bounds for what a scenario changes, as a share of what there was; fixed, so that two scenarios compare."""
CHANGED_SHADES = ("less4", "less3", "less2", "less1", "same", "more1", "more2")
"""The shades of those classes, from far less to more; the fifth is for who keeps what there was."""
APART = (15, 45, 70, 90)
"""Where the classes of all moments part, in hundredths of the values: the last class holds only who stands out."""


@dataclass(frozen=True)
class MapScale:
    """The classes of a map, fixed over all moments of an indicator: `shades` has one more than `bounds`.

    `middle` is the bound that divides too little from enough (1 for a target); None where nothing does.
    """

    bounds: tuple[float, ...]
    shades: tuple[str, ...]
    middle: float | None = None


def scale_of(moments: Iterable[Iterable[float | None]], *, against_target: bool) -> MapScale:
    """The classes that hold for every moment, so that a colour means the same in each year and two pictures compare.

    Ratios to a target break at 100 %; all else is divided by the values of all moments together.
    """
    if against_target:
        return MapScale(ATTAINED, (*UNDER, *OVER), 1.0)
    values = [value for moment in moments for value in moment if value is not None]
    bounds = round_bounds(values, ((percent, 100) for percent in APART))
    last = len(SEQUENCE) - 1
    return MapScale(tuple(bounds), tuple(SEQUENCE[last * i // max(1, len(bounds))] for i in range(len(bounds) + 1)))
