"""From money per measure back to every claim: in proportion to what applicants ask, within their own limits."""

from __future__ import annotations

from collections.abc import Collection, MutableSequence, Sequence

from samenleven.optimum.program import SCALE, Block, DivisionProblem
from samenleven.shares import in_proportion
from samenleven.solver import Model, solve

SPLIT_SECONDS = 5.0
"""Far more than a split takes; it only keeps a broken solver from holding a page."""


def split(problem: DivisionProblem, money: Sequence[float]) -> list[int]:
    """Cents per claim out of millions of euro per variable; never above the budget, a claim or a ceiling.

    The solver works to a tenth of a euro, so what it gives is first brought back within the limits.
    """
    granted = [0] * len(problem.asked)
    cents = [max(0, int(value * SCALE + 0.5)) for value in money]
    _trim(cents, range(len(cents)), problem.budget_cents)
    for b, block in enumerate(problem.blocks):
        wanted = {m: cents[v] for v, (owner, m) in enumerate(problem.variables) if owner == b}
        for position, grant in _split_block(problem, block, wanted).items():
            granted[position] = grant
    return granted


def _trim(amounts: MutableSequence[int] | dict[int, int], keys: Collection[int], limit: int) -> None:
    """Take what `keys` have together above a limit from the largest of them."""
    over = sum(amounts[key] for key in keys) - limit
    while over > 0:
        largest = max(keys, key=lambda key: amounts[key])
        taken = min(over, amounts[largest])
        amounts[largest] -= taken
        over -= taken


def _split_block(problem: DivisionProblem, block: Block, wanted: dict[str, int]) -> dict[int, int]:
    """Claims keep the proportions of what they ask within their ceilings, whenever that is possible."""
    asked = {m: {p: problem.asked[p] for p in claims.values()} for m, claims in block.claims.items()}
    slack = SCALE // 1_000_000
    if all(wanted[m] <= sum(asked[m].values()) + slack for m in wanted):
        granted: dict[int, int] = {}
        for m, claims in asked.items():
            money = min(wanted[m], sum(claims.values()))
            shares = in_proportion(money, list(claims.values())) if money else [0] * len(claims)
            granted.update(zip(claims, shares, strict=True))
        return granted
    return _split_under_ceilings(problem, block, wanted)


def _split_under_ceilings(problem: DivisionProblem, block: Block, wanted: dict[str, int]) -> dict[int, int]:
    """A measure takes more of a ceiling than applicants' own order gave it: find a split that fits."""
    ceiling = problem.rules.ceiling_cents.get(block.action_id)
    model = Model(maximise=True)
    variables = {
        position: model.add_variable(cost=1.0, upper=problem.demand[position] / SCALE)
        for claims in block.claims.values()
        for position in claims.values()
    }
    for m, claims in block.claims.items():
        model.add_row({variables[p]: 1.0 for p in claims.values()}, upper=wanted[m] / SCALE)
    by_owner: dict[int, list[int]] = {}
    for claims in block.claims.values():
        for owner, position in claims.items():
            by_owner.setdefault(owner, []).append(position)
    for positions in by_owner.values():
        if ceiling is not None:
            model.add_row({variables[p]: 1.0 for p in positions}, upper=ceiling / SCALE)
    values = solve(model, time_limit_seconds=SPLIT_SECONDS).values
    granted = {p: min(problem.demand[p], int(values[variable] * SCALE + 1e-3)) for p, variable in variables.items()}
    # The solver's tolerance is some cents: bring every limit back to the cent.
    for m, claims in block.claims.items():
        _trim(granted, claims.values(), wanted[m])
    for positions in by_owner.values():
        if ceiling is not None:
            _trim(granted, positions, ceiling)
    return granted
