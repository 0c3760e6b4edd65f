"""Division without the rule that members must border each other: bin covering.

Without borders only weights count. The exact search fills one pool at a time around the heaviest
authority left (it can always be part of some pool: swap it for another member), with the least
possible excess (bin completion, after Korf and Fukunaga).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from samenleven.pooling.search.problem import Deadline, OutOfTimeError, Pools, Problem
from samenleven.solver import Model, SolveStatus, solve

# Tries per question; beyond it the question stays open (and the bound says so).
_MAX_TRIES = 200_000
# The search recurses once per authority; Python allows about a thousand calls in depth.
_MOST_NODES = 300
_CLOCK_EVERY = 500
# The compactness model grows with borders x pools; larger ones are not proven.
_MAX_PRODUCTS = 120
_MAX_NODES = 1_000


@dataclass(frozen=True)
class LoosePools:
    """Pools found, the proven bound on their number, and the fewest members known necessary (0
    when not asked for)."""

    pools: Pools
    bound: int
    members_bound: int


def most_loose_pools(problem: Problem, deadline: Deadline, fewest: bool) -> LoosePools:
    """The largest number of pools; with `fewest`, on as few members as possible."""
    ranked = sorted(range(len(problem.weights)), key=lambda n: (-problem.weights[n], n))
    bound = count = problem.pool_bound()
    pools = _greedy(problem, ranked)
    while count > len(pools) and not deadline.passed:
        answer = _fill(problem, ranked, count, deadline)
        if answer.pools is not None:
            pools = answer.pools
        elif answer.complete and count == bound:
            bound -= 1
        count -= 1
    if not fewest:
        return LoosePools(pools, bound, 0)
    members_bound = _fewest_needed(problem, ranked, len(pools))
    # The heaviest m suffice whenever any m do, so the smallest such m is the fewest members.
    for members in range(members_bound, sum(len(p) for p in pools)):
        answer = _fill(problem, ranked[:members], len(pools), deadline)
        if answer.pools is not None:
            pools = answer.pools
            break
        if answer.complete and members == members_bound:
            members_bound += 1
    return LoosePools(pools, bound, members_bound)


def _fewest_needed(problem: Problem, ranked: Sequence[int], count: int) -> int:
    total, members = 0, 0
    while total < count * problem.floor:
        total += problem.weights[ranked[members]]
        members += 1
    return members


def _greedy(problem: Problem, ranked: Sequence[int]) -> Pools:
    """A quick division: around the heaviest left, add the lightest that completes the pool or
    else the heaviest."""
    left = list(ranked)
    pools: list[tuple[int, ...]] = []
    while left:
        pool = [left.pop(0)]
        need = problem.floor - problem.weights[pool[0]]
        while need > 0 and left and (problem.max_size is None or len(pool) < problem.max_size):
            enough = [n for n in left if problem.weights[n] >= need]
            chosen = enough[-1] if enough else left[0]
            left.remove(chosen)
            pool.append(chosen)
            need -= problem.weights[chosen]
        if need > 0:
            break
        pools.append(tuple(sorted(pool)))
    return tuple(sorted(pools))


@dataclass
class _Answer:
    pools: Pools | None
    complete: bool


def _fill(problem: Problem, ranked: Sequence[int], count: int, deadline: Deadline) -> _Answer:
    """Can these nodes (heaviest first) make `count` pools?"""
    if len(ranked) > _MOST_NODES:
        return _Answer(None, False)
    filler = _Filler(problem, deadline)
    try:
        pools = filler.fill(tuple(ranked), count)
    except (_TooManyTriesError, OutOfTimeError):
        return _Answer(None, False)
    if pools is None:
        return _Answer(None, True)
    return _Answer(tuple(sorted(tuple(sorted(pool)) for pool in pools)), True)


class _TooManyTriesError(Exception):
    pass


@dataclass
class _Filler:
    problem: Problem
    deadline: Deadline
    tries: int = 0
    hopeless: set[tuple[int, ...]] = field(default_factory=set)

    def fill(self, nodes: tuple[int, ...], count: int) -> list[tuple[int, ...]] | None:
        """`count` pools from `nodes` (heaviest first), or None when that is impossible."""
        if count == 0:
            return []
        weights, floor, size = self.problem.weights, self.problem.floor, self.problem.max_size
        usable = nodes if size is None else nodes[: count * size]
        spare = sum(weights[n] for n in usable) - count * floor
        signature = (count, *(weights[n] for n in nodes))
        if spare < 0 or signature in self.hopeless:
            return None
        first, rest = nodes[0], nodes[1:]
        room = len(nodes) if size is None else size - 1
        for others in self._completions(rest, 0, floor - weights[first], spare, room):
            left = tuple(n for n in rest if n not in others)
            more = self.fill(left, count - 1)
            if more is not None:
                return [(first, *others), *more]
        self.hopeless.add(signature)
        return None

    def _completions(
        self, nodes: tuple[int, ...], start: int, need: int, spare: int, room: int
    ) -> Iterator[tuple[int, ...]]:
        """Sets of nodes that bring at least `need` and at most `spare` more, without a
        superfluous node; the tightest last node first."""
        self.tries += 1
        if self.tries > _MAX_TRIES:
            raise _TooManyTriesError
        if self.tries % _CLOCK_EVERY == 0:
            self.deadline.check()
        if need <= 0:
            yield ()
            return
        if room == 0:
            return
        weights = self.problem.weights
        seen: set[int] = set()
        for node in reversed(nodes[start:]):
            weight = weights[node]
            if need <= weight <= need + spare and weight not in seen:
                seen.add(weight)
                yield (node,)
        seen.clear()
        for place in range(start, len(nodes)):
            weight = weights[nodes[place]]
            if weight >= need or weight in seen:
                continue
            seen.add(weight)
            for more in self._completions(nodes, place + 1, need - weight, spare, room - 1):
                yield (nodes[place], *more)


def most_compact_loose(problem: Problem, pools: Pools, members: int, deadline: Deadline) -> Pools | None:
    """The proven most compact division into as many pools with `members` members in all.

    None when the model is too large or no proof came in time.
    """
    pairs = [(i, j, m) for i, near in enumerate(problem.neighbours) for j, m in near.items() if i < j]
    if not pairs or len(pairs) * len(pools) > _MAX_PRODUCTS:
        return None
    model = Model(maximise=True)
    nodes, slots = range(len(problem.weights)), range(len(pools))
    inside = [[model.add_binary() for _ in slots] for _ in nodes]
    for node in nodes:
        model.add_row({inside[node][p]: 1 for p in slots}, upper=1)
        # Pools in order of their lowest member: without this each answer comes in every order.
        for p in slots[1:]:
            earlier = {inside[m][p - 1]: -1.0 for m in range(node)}
            model.add_row({inside[node][p]: 1, **earlier}, upper=0)
    model.add_row({inside[n][p]: 1 for n in nodes for p in slots}, lower=members, upper=members)
    most = float("inf") if problem.max_size is None else problem.max_size
    for p in slots:
        model.add_row({inside[n][p]: problem.weights[n] for n in nodes}, lower=problem.floor)
        model.add_row({inside[n][p]: 1 for n in nodes}, upper=most)
    together = []
    for i, j, metres in pairs:
        for p in slots:
            both = model.add_variable(metres, 0, 1)
            together.append((both, i, j, p))
            model.add_row({both: 1, inside[i][p]: -1}, upper=0)
            model.add_row({both: 1, inside[j][p]: -1}, upper=0)
    pool_of = {n: p for p, pool in enumerate(pools) for n in pool}
    start = [0.0] * len(model.costs)
    for node, p in pool_of.items():
        start[inside[node][p]] = 1.0
    for both, i, j, p in together:
        start[both] = float(pool_of.get(i) == p and pool_of.get(j) == p)
    solution = solve(model, time_limit_seconds=deadline.seconds_left, node_limit=_MAX_NODES, start=start)
    if solution.status is not SolveStatus.OPTIMAL:
        return None
    return tuple(sorted(tuple(n for n in nodes if solution.values[inside[n][p]] > 0.5) for p in slots))
