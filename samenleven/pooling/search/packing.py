"""Exact division by listing every possible pool and letting the solver choose.

Works well when pools are small: with a largest number of members, or when only pools without a
superfluous member count (fewest members). Gives up when there are too many pools to list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from samenleven.pooling.search.problem import Deadline, Pools, Problem
from samenleven.solver import Model, SolveStatus, solve

# Bounds on memory and on the size of the model (columns).
_MAX_VISITED = 300_000
_MAX_POOLS = 25_000
_CLOCK_EVERY = 1000


@dataclass(frozen=True)
class Aim:
    """One criterion: the sum over the chosen pools of `per_pool` + `per_member` x members +
    `per_metre` x metres of border inside, to be maximised."""

    per_pool: int = 0
    per_member: int = 0
    per_metre: int = 0


MOST_POOLS = Aim(per_pool=1)
MOST_MEMBERS = Aim(per_member=1)
FEWEST_MEMBERS = Aim(per_member=-1)
MOST_METRES = Aim(per_metre=1)


def pack(problem: Problem, required: int, aims: Sequence[Aim], minimal: bool, deadline: Deadline) -> Pools | None:
    """The proven best choice of at least `required` pools, on each aim in turn.

    None when there is no such choice or no proof could be had (too many pools, out of time).
    `minimal`: consider only pools that fall below the floor when a member at their edge leaves.
    """
    candidates = list_pools(problem, minimal, deadline)
    if candidates is None:
        return None
    model = Model(maximise=True)
    columns = [model.add_binary() for _ in candidates]
    for node in range(len(problem.weights)):
        model.add_row({c: 1 for c in columns if node in candidates[c]}, upper=1)
    model.add_row(dict.fromkeys(columns, 1), lower=required)
    chosen: Pools = ()
    for aim in aims:
        scores = [_score(problem, pool, aim) for pool in candidates]
        model.costs = [float(score) for score in scores]
        solution = solve(model, time_limit_seconds=deadline.seconds_left)
        if solution.status is not SolveStatus.OPTIMAL:
            return None
        picked = [c for c in columns if solution.values and solution.values[c] > 0.5]
        reached = sum(scores[c] for c in picked)
        model.add_row(dict(zip(columns, model.costs, strict=True)), lower=reached)
        chosen = tuple(sorted(tuple(sorted(candidates[c])) for c in picked))
    return chosen


def _score(problem: Problem, pool: frozenset[int], aim: Aim) -> int:
    score = aim.per_pool + aim.per_member * len(pool)
    if aim.per_metre:
        inner = sum(m for i in pool for j, m in problem.neighbours[i].items() if j in pool)
        score += aim.per_metre * inner // 2
    return score


def list_pools(problem: Problem, minimal: bool, deadline: Deadline) -> list[frozenset[int]] | None:
    """Every connected set that reaches the floor within the largest size, or None if too many.

    Each set is made once, from its lowest node, by only adding neighbours not refused before.
    Sets of nodes are whole numbers here, one bit per node: that makes them quick to compare.
    """
    weights, floor = problem.weights, problem.floor
    near = [sum(1 << other for other in others) for others in problem.neighbours]
    heaviest = max(weights, default=0)
    limit = problem.max_size if problem.max_size is not None else len(weights)
    found: list[frozenset[int]] = []
    visited = 0
    for root in range(len(weights)):
        # pool, its size and weight, the nodes around it, the nodes refused
        stack = [(1 << root, 1, weights[root], near[root], (1 << root) - 1)]
        while stack:
            pool, size, weight, around, refused = stack.pop()
            visited += 1
            if visited > _MAX_VISITED or len(found) > _MAX_POOLS:
                return None
            if visited % _CLOCK_EVERY == 0:
                deadline.check()
            if weight >= floor:
                if not minimal or _is_minimal(problem, near, pool, weight):
                    found.append(frozenset(_nodes(pool)))
                if minimal:
                    continue
            if size >= limit or weight + (limit - size) * heaviest < floor:
                continue
            for node in _nodes(around & ~pool & ~refused):
                bit = 1 << node
                total = weight + weights[node]
                stack.append((pool | bit, size + 1, total, around | near[node], refused))
                refused |= bit
    return found


def _nodes(bits: int) -> Iterator[int]:
    """The node numbers in a set of bits, lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _is_minimal(problem: Problem, near: Sequence[int], pool: int, weight: int) -> bool:
    """False when one member can leave a pool that stays connected and heavy enough."""
    return not any(
        weight - problem.weights[node] >= problem.floor and _connected(near, pool ^ (1 << node))
        for node in _nodes(pool)
    )


def _connected(near: Sequence[int], pool: int) -> bool:
    reached = fresh = pool & -pool
    while fresh:
        around = 0
        for node in _nodes(fresh):
            around |= near[node]
        fresh = around & pool & ~reached
        reached |= fresh
    return reached == pool != 0
