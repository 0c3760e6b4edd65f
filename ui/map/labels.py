"""Names on a map that the server draws: placed so that none covers another, with a line to what lies further off.

Letters are not measured: a sign counts as `WIDE` of its size, which is more than the fonts of the dashboard take.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDE = 0.56
"""Of the size of the letters: the width of one sign, on average, in half-bold letters."""
AIR = 0.25
"""Of the size of the letters: what stays free around a name."""
AWAY = 1.5
"""In sizes of the letters: from here on a line says what a name belongs to."""
SIDES = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))
FAR = (0.35, 1.2, 2.2, 3.4, 5.0, 7.0, 9.5)
"""In sizes of the letters: how far a name may lie from its place, near ones first."""


@dataclass(frozen=True)
class Box:
    """A rectangle in points."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Box) -> bool:
        """Whether two rectangles have a point in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def inside(self, other: Box) -> bool:
        """Whether it lies wholly in another one."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )

    def grown(self, by: float) -> Box:
        """The rectangle with so much more on every side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


@dataclass(frozen=True)
class Wanted:
    """A name to place: what it says, where it belongs, the size of its letters, and whether it may lie elsewhere.

    One that may not (`loose` is False) stands on its place, or is left out.
    """

    text: str
    x: float
    y: float
    size: float
    loose: bool = False


@dataclass(frozen=True)
class Placed:
    """Where a name stands: the middle of its letters, its box, and whether a line leads to its place."""

    wanted: Wanted
    x: float
    y: float
    box: Box
    led: bool


def place(wanted: Sequence[Wanted], frame: Box) -> list[Placed]:
    """The names that fit in the frame, the first ones first; none touches another or the place of a loose one."""
    placed: list[Placed] = []
    spots = [Box(one.x, one.y, one.x, one.y).grown(one.size * AIR) for one in wanted if one.loose]
    for one in wanted:
        found = next((spot for spot in _spots(one) if _fits(spot, one, placed, spots, frame)), None)
        if found:
            placed.append(found)
    return placed


def _spots(one: Wanted) -> Iterable[Placed]:
    """Where a name may stand, best first."""
    if not one.loose:
        yield _at(one, one.x, one.y, led=False)
        return
    for far in FAR:
        for right, down in SIDES:
            reach = one.size * far
            half = _width(one) / 2
            x = one.x + right * (half + reach)
            y = one.y + down * (one.size * 0.6 + reach)
            yield _at(one, x, y, led=far * one.size >= AWAY * one.size)


def _at(one: Wanted, x: float, y: float, *, led: bool) -> Placed:
    half = _width(one) / 2
    return Placed(one, x, y, Box(x - half, y - one.size * 0.6, x + half, y + one.size * 0.6), led)


def _width(one: Wanted) -> float:
    return len(one.text) * one.size * WIDE


def _fits(spot: Placed, one: Wanted, placed: Sequence[Placed], spots: Sequence[Box], frame: Box) -> bool:
    box = spot.box.grown(one.size * AIR)
    if not spot.box.inside(frame) or any(box.touches(other.box) for other in placed):
        return False
    own = Box(one.x, one.y, one.x, one.y).grown(one.size * AIR)
    return not any(spot.box.touches(other) for other in spots if other != own)
