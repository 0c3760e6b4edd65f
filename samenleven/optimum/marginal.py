"""What one more euro brings: the one-sided derivative of the best attainment, worked out at the division itself.

The best attainment is a concave function of money with kinks, and at a kink the duals of a solver are one of many
right answers. What a reader means by "one more euro" is one of them: the slope to the right. It is the optimum of a
small program over directions: how may the division move, when everything that is at its limit now stays within it
and only the limit in question gives way? (The derivative of a linear program in its limits; Gal, "Postoptimal
analyses", 1995, chapter 5.)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import inf

from samenleven.solver import Model, SolveStatus, solve

ACTIVE = 2e-6
"""What is this near to its limit is at its limit: two euro on money in millions, two millionths of a target."""
SECONDS = 5.0
FAR = 1e6
"""Directions end here, so that rounding never makes a program without end."""


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

    def of(self, more: Mapping[int, float], must: Iterable[int] = ()) -> float | None:
        """The slope when upper limits of rows rise at the rate `more` (by row).

        `must`: variables that together have to rise by one unit as well. None when that is impossible.
        """
        cone = self._cone
        rows = list(cone.rows)
        for number, rate in more.items():
            if number in self._row_of:
                low, coefficients, high = rows[self._row_of[number]]
                rows[self._row_of[number]] = (low, coefficients, high + rate)
        if chosen := list(must):
            rows.append((1.0, dict.fromkeys(chosen, 1.0), inf))
        found = solve(Model(True, cone.costs, cone.lower, cone.upper, cone.integer, rows), time_limit_seconds=SECONDS)
        return found.objective if found.status is SolveStatus.OPTIMAL else None


def near(value: float, limit: float) -> bool:
    """Whether a value is at its limit."""
    return abs(value - limit) <= ACTIVE
