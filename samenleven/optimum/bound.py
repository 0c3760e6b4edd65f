"""A proof that needs no trust in the solver: no division can do better than its duals say."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from samenleven.solver import Model


def dual_bound(model: Model, row_duals: Sequence[float], largest: float) -> float:
    """A bound on the maximum of a program from row duals alone: weak duality, valid for any duals at all.

    `largest` is a limit that no variable exceeds in any feasible point, for variables without a limit of their own.
    A dual with the wrong sign (a rounding of zero) is left out, which keeps the bound valid.
    """
    bound = 0.0
    left = list(model.costs)
    for (lower, coefficients, upper), dual in zip(model.rows, row_duals, strict=True):
        limit = upper if dual > 0 else lower
        if dual and isfinite(limit):
            bound += dual * limit
            for variable, coefficient in coefficients.items():
                left[variable] -= dual * coefficient
    for reduced, lower, upper in zip(left, model.lower, model.upper, strict=True):
        bound += reduced * (min(upper, largest) if reduced > 0 else lower)
    return bound
