"""What one more euro brings: the one-sided derivative of the best attainment, worked out at the division itself.

The best attainment is a concave function of money with kinks, and at a kink the duals of a solver are one of many
right answers. What a reader means by "one more euro" is one of them: the slope to the right. It is the optimum of a
small program over directions: how may the division move, when everything that is at its limit now stays within it
and only the limit in question gives way? (The derivative of a linear program in its limits; Gal, "Postoptimal
analyses", 1995, chapter 5.)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf
from typing import NamedTuple

from samenleven.solver import Model, Variant, best_of_each

ACTIVE = 2e-6
"""What is this near to its limit is at its limit: two euro on money in millions, two millionths of a target."""
SECONDS = 5.0
FAR = 1e6
"""Directions end here, so that rounding never makes a program without end."""


class Question(NamedTuple):
    """Upper limits of rows that rise at the rate `more`, and variables that `must` together rise by one unit."""

    more: Mapping[int, float]
    must: Sequence[int] = ()


class Slopes:
    """The slopes of a program at one best point; `values` by variable of `model`, which maximises."""

    def __init__(self, model: Model, values: Sequence[float]) -> None:
        self._cone = Model(
            maximise=True,
            costs=list(model.costs),
            lower=[0.0 if near(value, low) else -FAR for value, low in zip(values, model.lower, strict=True)],
            upper=[0.0 if near(value, high) else FAR for value, high in zip(values, model.upper, strict=True)],
            integer=list(model.integer),
        )
        self._row_of: dict[int, int] = {}
        for number, (low, coefficients, high) in enumerate(model.rows):
            value = sum(part * values[variable] for variable, part in coefficients.items())
            at_low, at_high = near(value, low), near(value, high)
            if at_low or at_high:
                self._row_of[number] = self._cone.add_row(
                    coefficients, 0.0 if at_low else -inf, 0.0 if at_high else inf
                )

    def of(self, questions: Sequence[Question]) -> list[float | None]:
        """The slope for every question; None where what must rise cannot."""
        return best_of_each(self._cone, [self._variant(one) for one in questions], time_limit_seconds=SECONDS)

    def _variant(self, asked: Question) -> Variant:
        limits = {}
        for number, rate in asked.more.items():
            if number in self._row_of:
                row = self._row_of[number]
                low, _, high = self._cone.rows[row]
                limits[row] = (low, high + rate)
        return Variant(limits, (1.0, dict.fromkeys(asked.must, 1.0), inf) if asked.must else None)


def near(value: float, limit: float) -> bool:
    """Whether a value is at its limit."""
    return abs(value - limit) <= ACTIVE
