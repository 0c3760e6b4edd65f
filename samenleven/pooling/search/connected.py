"""The best division of one connected map: count first, then value, each proven where it can be."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from samenleven.pooling.search.completion import CoarseCompletion, TooWideError
from samenleven.pooling.search.improve import anneal, attach, compact, grow
from samenleven.pooling.search.packing import (
    FEWEST_MEMBERS,
    MOST_MEMBERS,
    MOST_METRES,
    MOST_POOLS,
    Aim,
    pack,
)
from samenleven.pooling.search.problem import Deadline, Gains, OutOfTimeError, Pools, Problem, SearchGoal
from samenleven.pooling.search.sweep import Found, sweep
from samenleven.pooling.search.trees import tree_pools
from samenleven.pooling.types import PoolingObjective

# Widths of the search, from quick try to full search. The last one bounds memory, not time: one
# state takes some 300 bytes. Tuned on the 15 regions and on synthetic maps of 10 to 150 nodes
# (benchmarks/pooling.py).
_BEAMS = (30, 300, 3_000)
_FULL = 300_000
_VALUE_BEAMS = (100, 2_000, 20_000, _FULL)
_PACK_BEFORE = _VALUE_BEAMS[1]
_ANNEAL_BEFORE = _VALUE_BEAMS[2]
# Swaps of each run of the tree search; a run stops as soon as it meets the bound.
_SWAPS = (1_000, 4_000, 16_000, 32_000)
# Units per floor of the relaxation. Doubling the units takes up to six times the states, and on
# frontiers wider than seven even the coarsest takes longer than it saves.
_UNITS = (2, 4)
_STATES_PER_DOUBLING = 6
_WIDEST_RELAXED = 7
# The relaxation recurses once per authority; Python allows about a thousand calls in depth.
_LONGEST_RELAXED = 300
_FINER_UNITS = (4, 8, 16, 32)
_MAX_RELAXED_STATES = 150_000


@dataclass
class Counted:
    """The most pools found, with the proven bound; gets better while the search goes on."""

    pools: Pools
    bound: int

    @property
    def proven(self) -> bool:
        """True when no division has more pools."""
        return len(self.pools) >= self.bound


@dataclass(frozen=True)
class Valued:
    """A division with what it is worth: `value` and `bound` on the scale of `gains`."""

    pools: Pools
    value: int
    bound: int
    gains: Gains


def most_pools(problem: Problem, deadline: Deadline) -> Counted:
    """The largest number of pools: a quick search that meets a bound is proof; if it does not,
    the bound is lowered by a full search or the search is widened."""
    best = Counted(grow(problem), problem.pool_bound())
    try:
        for beam in (*_BEAMS, _FULL):
            if best.proven:
                break
            _search(problem, best, beam, deadline)
            if beam == _BEAMS[0] and not best.proven:
                _other_ways(problem, best, deadline)
    except OutOfTimeError:
        pass
    return best


def _search(problem: Problem, best: Counted, beam: int, deadline: Deadline) -> None:
    """Look for as many pools as the bound allows, then halve the distance to what is known."""
    target = failed = best.bound
    while len(best.pools) < target:
        found = sweep(problem, _counting(target), deadline, beam=beam)
        if found.pools is not None:
            best.pools = found.pools
        else:
            failed = target
        if found.pools is None and found.complete:
            best.bound = target - 1
            target -= 1
        else:
            target = (len(best.pools) + failed) // 2


def _other_ways(problem: Problem, best: Counted, deadline: Deadline) -> None:
    """More pools from spanning trees; with small pools: from a list of all pools, with proof."""
    if problem.max_size is not None:
        packed = pack(problem, 0, [MOST_POOLS], minimal=True, deadline=deadline)
        if packed is not None:
            best.pools, best.bound = packed, len(packed)
        return
    for seed, swaps in enumerate(_SWAPS):
        found = tree_pools(problem, best.bound, deadline, seed=seed, swaps=swaps)
        best.pools = max(best.pools, found, key=len)
        if best.proven:
            break


def _counting(required: int) -> SearchGoal:
    return SearchGoal(required, close_early=True, may_drop=True)


def most_valuable(problem: Problem, counted: Counted, objective: PoolingObjective, deadline: Deadline) -> Valued:
    """The best division on the second and third criterion, starting from the one counted."""
    goal = value_goal(problem, len(counted.pools), objective)
    if not goal.may_skip and counted.bound == 1:
        whole = (tuple(range(len(problem.weights))),)
        return Valued(whole, problem.total_metres, problem.total_metres, goal.gains)
    best = _Best(problem, goal, counted.pools, _simple_bound(problem, goal))
    if objective is not PoolingObjective.FEWEST_MEMBERS:
        attached = attach(problem, counted.pools, connected=True)
        best.offer(compact(problem, attached, connected=True, deadline=deadline))
    with suppress(OutOfTimeError):
        _improve(best, objective, deadline)
    return Valued(best.pools, best.value, max(best.bound, best.value), goal.gains)


class _Best:
    """The best division so far for a goal, and the bound on all of them."""

    def __init__(self, problem: Problem, goal: SearchGoal, pools: Pools, bound: int) -> None:
        self.problem, self.goal, self.pools, self.bound = problem, goal, pools, bound
        self.value = problem.worth(pools, goal.gains)

    @property
    def proven(self) -> bool:
        return self.value >= self.bound

    def offer(self, pools: Pools) -> None:
        """Take these pools when they are worth more."""
        value = self.problem.worth(pools, self.goal.gains)
        if value > self.value:
            self.pools, self.value = pools, value


def _improve(best: _Best, objective: PoolingObjective, deadline: Deadline) -> None:
    """Wider and wider searches until one is proof; in between, ways that suit other maps."""
    problem, goal = best.problem, best.goal
    completion = _completion(problem, goal, deadline)
    if completion is not None:
        best.bound = min(best.bound, completion(0, (), (), 0))
    for beam in _VALUE_BEAMS:
        if best.proven:
            return
        if beam == (_ANNEAL_BEFORE if completion else _VALUE_BEAMS[0]):
            best.offer(anneal(problem, best.pools, connected=True, deadline=deadline))
        if beam == _PACK_BEFORE and goal.may_skip:
            packed = pack(problem, goal.required, _aims(objective), goal.close_early, deadline)
            if packed is not None:
                best.offer(packed)
                best.bound = best.value
                return
        found = _try_sweep(problem, goal, deadline, beam, best.value, completion)
        if found.pools is not None:
            best.offer(found.pools)
        if found.complete:
            best.bound = best.value
    _refine_bound(best, deadline)


def value_goal(problem: Problem, required: int, objective: PoolingObjective) -> SearchGoal:
    """The criteria after the first as one whole number: a member is worth more than all borders
    together, and for the coverage objective a pool lies in between."""
    step = problem.total_metres + 1
    if objective is PoolingObjective.FEWEST_MEMBERS:
        return SearchGoal(required, Gains(left_out=step), may_skip=True, close_early=True)
    if problem.max_size is None:
        return SearchGoal(required)  # leftovers can always join a neighbour: everybody is covered
    if objective is PoolingObjective.COVERAGE:
        members = step * (len(problem.weights) + 1)
        return SearchGoal(0, Gains(member=members, pool=step), may_skip=True)
    return SearchGoal(required, Gains(member=step), may_skip=True)


def _aims(objective: PoolingObjective) -> list[Aim]:
    """The criteria of `value_goal` one by one."""
    if objective is PoolingObjective.FEWEST_MEMBERS:
        return [FEWEST_MEMBERS, MOST_METRES]
    if objective is PoolingObjective.COVERAGE:
        return [MOST_MEMBERS, MOST_POOLS, MOST_METRES]
    return [MOST_MEMBERS, MOST_METRES]


def _try_sweep(
    problem: Problem,
    goal: SearchGoal,
    deadline: Deadline,
    beam: int,
    to_beat: int,
    completion: CoarseCompletion | None,
) -> Found:
    try:
        return sweep(problem, goal, deadline, beam=beam, to_beat=to_beat, completion=completion)
    except TooWideError:
        return sweep(problem, goal, deadline, beam=beam, to_beat=to_beat)


def _relaxable(problem: Problem) -> bool:
    return problem.route.width <= _WIDEST_RELAXED and len(problem.weights) <= _LONGEST_RELAXED


def _completion(problem: Problem, goal: SearchGoal, deadline: Deadline) -> CoarseCompletion | None:
    """The finest of the usual relaxations that fits in memory."""
    best = None
    if not _relaxable(problem):
        return None
    for units in _UNITS:
        completion = CoarseCompletion(problem, goal, deadline, units=units, max_states=_MAX_RELAXED_STATES)
        try:
            completion(0, (), (), 0)
        except TooWideError:
            break
        best = completion
        if completion.states * _STATES_PER_DOUBLING > _MAX_RELAXED_STATES:
            break
    return best


def _refine_bound(best: _Best, deadline: Deadline) -> None:
    """A lower bound by finer units, when the search could not prove its answer."""
    for units in _FINER_UNITS if _relaxable(best.problem) else ():
        if best.proven:
            break
        completion = CoarseCompletion(
            best.problem, best.goal, deadline, units=units, max_states=_MAX_RELAXED_STATES * 4
        )
        try:
            best.bound = min(best.bound, completion(0, (), (), 0))
        except TooWideError:
            break


def _simple_bound(problem: Problem, goal: SearchGoal) -> int:
    """Every border inside a pool, except that n pools of one connected map cut n - 1 borders."""
    lengths = sorted(m for i, near in enumerate(problem.neighbours) for j, m in near.items() if i < j)
    cut = sum(lengths[: max(0, goal.required - 1)])
    count = len(problem.weights)
    people = goal.gains.member * count + goal.gains.left_out * count
    if goal.may_skip:
        cut = 0
    return people + goal.gains.pool * problem.pool_bound() + problem.total_metres - cut
