"""Quick improvements of a division: leftovers join a neighbour, members move to a better pool.

Deterministic: nodes are tried in order, ties go to the lowest number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp
from random import Random

from samenleven.pooling.search.problem import Deadline, Pools, Problem

# Rounds of moves after which the search stops even when it still gains a little.
_MAX_ROUNDS = 200
# Annealing: steps per authority, and the heat at the start as a share of the mean border.
_STEPS_PER_NODE = 300
_HEAT = 0.5
_COLDEST = 1e-6
_CLOCK_EVERY = 200


def grow(problem: Problem) -> Pools:
    """A first division, made in one go: around the heaviest authority left, take in the heaviest
    neighbour until the floor is reached or nobody fits."""
    free = set(range(len(problem.weights)))
    pools = []
    for seed in sorted(free, key=lambda n: (-problem.weights[n], n)):
        if seed not in free:
            continue
        pool, total = {seed}, problem.weights[seed]
        while total < problem.floor and _has_room(problem, len(pool)):
            around = {n for i in pool for n in problem.neighbours[i] if n in free} - pool
            if not around:
                break
            chosen = max(around, key=lambda n: (problem.weights[n], -n))
            pool.add(chosen)
            total += problem.weights[chosen]
        if total >= problem.floor:
            pools.append(tuple(sorted(pool)))
            free -= pool
    return tuple(sorted(pools))


def attach(problem: Problem, pools: Pools, connected: bool) -> Pools:
    """Leftovers join the pool they share most border with, as long as someone can.

    When pools need not be `connected`, those without such a pool join the smallest one.
    """
    pool_of = {node: number for number, pool in enumerate(pools) for node in pool}
    sizes = [len(pool) for pool in pools]
    moved = True
    while moved:
        moved = False
        for node, near in enumerate(problem.neighbours):
            if node in pool_of:
                continue
            shared = _shared(near, pool_of)
            choice = shared if connected else range(len(pools))
            room = [p for p in choice if _has_room(problem, sizes[p])]
            if room:
                target = max(room, key=lambda p: (shared.get(p, 0), -sizes[p], -p))
                pool_of[node] = target
                sizes[target] += 1
                moved = True
    return _collect(pool_of, len(pools))


def compact(problem: Problem, pools: Pools, connected: bool, deadline: Deadline) -> Pools:
    """Move members between pools while that adds border inside pools and keeps all pools valid.

    Covered authorities stay covered. Stops at the deadline or when no move helps.
    """
    state = _Moves(problem, pools, connected)
    for _ in range(_MAX_ROUNDS):
        if not _one_round(state) or deadline.passed:
            break
    return _collect(state.pool_of, len(pools))


def anneal(problem: Problem, pools: Pools, connected: bool, deadline: Deadline, seed: int = 0) -> Pools:
    """As `compact`, but seeded and also taking steps back, to get out of a local optimum.

    Returns the best division seen; the work is in proportion to the number of authorities.
    """
    random = Random(seed)
    state = _Moves(problem, pools, connected)
    lengths = [m for near in problem.neighbours for m in near.values()]
    hottest = _HEAT * sum(lengths) / max(1, len(lengths))
    nodes = sorted(state.pool_of)
    steps = _STEPS_PER_NODE * len(nodes)
    gained = best_gain = 0
    best = dict(state.pool_of)
    for step in range(steps):
        if step % _CLOCK_EVERY == 0 and deadline.passed:
            break
        node = nodes[random.randrange(len(nodes))]
        targets = sorted(p for p in state.shared(node) if p != state.pool_of[node])
        if not targets:
            continue
        target = targets[random.randrange(len(targets))]
        gain = state.gain(node, target)
        heat = hottest * (1 - step / steps) + _COLDEST
        if gain < 0 and random.random() >= exp(gain / heat):
            continue
        if state.allowed(node, target):
            state.move(node, target)
            gained += gain
            if gained > best_gain:
                best_gain, best = gained, dict(state.pool_of)
    return _collect(best, len(pools))


def _one_round(state: _Moves) -> bool:
    improved = False
    for node in sorted(state.pool_of):
        gains = {p: state.gain(node, p) for p in state.shared(node)}
        better = [p for p in sorted(gains, key=lambda p: (-gains[p], p)) if gains[p] > 0]
        target = next((p for p in better if state.allowed(node, p)), None)
        if target is not None:
            state.move(node, target)
            improved = True
    return improved


class _Moves:
    """A division that can be changed one member at a time."""

    def __init__(self, problem: Problem, pools: Pools, connected: bool) -> None:
        self._problem = problem
        self._connected = connected
        self.pool_of = {node: number for number, pool in enumerate(pools) for node in pool}
        self._members = [set(pool) for pool in pools]
        self._totals = [sum(problem.weights[n] for n in pool) for pool in pools]

    def shared(self, node: int) -> dict[int, int]:
        """Metres of border with each pool."""
        return _shared(self._problem.neighbours[node], self.pool_of)

    def gain(self, node: int, target: int) -> int:
        """Metres of inner border won by a move."""
        shared = self.shared(node)
        return shared.get(target, 0) - shared.get(self.pool_of[node], 0)

    def allowed(self, node: int, target: int) -> bool:
        """True when both pools stay valid."""
        home = self.pool_of[node]
        left = self._members[home] - {node}
        return (
            target != home
            and self._totals[home] - self._problem.weights[node] >= self._problem.floor
            and _has_room(self._problem, len(self._members[target]))
            and (not self._connected or _still_connected(self._problem.neighbours, left))
        )

    def move(self, node: int, target: int) -> None:
        """Carry out a move."""
        home = self.pool_of[node]
        self.pool_of[node] = target
        self._members[home].discard(node)
        self._members[target].add(node)
        self._totals[home] -= self._problem.weights[node]
        self._totals[target] += self._problem.weights[node]


def _has_room(problem: Problem, size: int) -> bool:
    return problem.max_size is None or size < problem.max_size


def _shared(near: Mapping[int, int], pool_of: Mapping[int, int]) -> dict[int, int]:
    """Metres shared with each pool."""
    shared: dict[int, int] = {}
    for other, metres in near.items():
        if other in pool_of:
            shared[pool_of[other]] = shared.get(pool_of[other], 0) + metres
    return shared


def _still_connected(neighbours: Sequence[Mapping[int, int]], nodes: set[int]) -> bool:
    if not nodes:
        return False
    start = min(nodes)
    seen, stack = {start}, [start]
    while stack:
        for near in neighbours[stack.pop()]:
            if near in nodes and near not in seen:
                seen.add(near)
                stack.append(near)
    return len(seen) == len(nodes)


def _collect(pool_of: Mapping[int, int], count: int) -> Pools:
    pools: list[list[int]] = [[] for _ in range(count)]
    for node in sorted(pool_of):
        pools[pool_of[node]].append(node)
    return tuple(sorted(tuple(pool) for pool in pools))
