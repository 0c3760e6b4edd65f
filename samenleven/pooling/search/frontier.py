"""The frontier of a map that is built up one authority at a time.

Authorities are added in a fixed order. Those already added that still have a neighbour to come
form the frontier. All that matters of the past is which frontier authorities are in the same
pool: a labelling of the frontier with block numbers 1, 2, .. in order of appearance, 0 for an
authority that no longer matters. (The frontier method, as in Kawahara et al., "Generating all
patterns of graph partitions within a disparity bound", WALCOM 2017.)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations, islice
from typing import NamedTuple

Labels = tuple[int, ...]

# A cost for the width of the frontier: states grow about this many times per extra authority.
_GROWTH = 3
# Places to start from: an even spread, fewer on large maps so that planning stays quick.
_MAX_STARTS, _MIN_STARTS = 40, 2
_START_WORK = 6_000
# No more ways than this to add one authority: dense maps would have millions. Maps on paper,
# with a handful of neighbours each, never come near it.
MAX_OPTIONS = 512


class Step(NamedTuple):
    """Adding authority `node`: where its neighbours are in the frontier (position, metres), and
    which positions of the frontier with `node` appended stay in the frontier."""

    node: int
    near: tuple[tuple[int, int], ...]
    keep: tuple[int, ...]


class Option(NamedTuple):
    """One way to add an authority.

    `joined`: the blocks it ties together (block numbers), None when it takes part in nothing.
    `metres`: border length inside the new block. `labels`: the new frontier. `origin`: for each
    new block the old block number, or 0 for the block of the added authority.
    `closing`: old block numbers (0 for the new one) that leave the frontier for good.
    `finished`: the same frontier when the new block is complete, with its own `origin`.
    """

    joined: tuple[int, ...] | None
    metres: int
    labels: Labels
    origin: tuple[int, ...]
    closing: tuple[int, ...]
    finished: Labels
    finished_origin: tuple[int, ...]


@dataclass(frozen=True)
class Route:
    """An order of adding, as steps, with the width of the widest frontier."""

    steps: tuple[Step, ...]
    width: int

    @cached_property
    def order(self) -> tuple[int, ...]:
        """The nodes in the order in which they are added."""
        return tuple(step.node for step in self.steps)


def plan_route(neighbours: Sequence[Mapping[int, int]]) -> Route:
    """A narrow route through a connected map (nodes 0..n-1, neighbours with metres).

    From each start the next node is the one that leaves the narrowest frontier; the best start
    wins. Deterministic: ties go to the lowest number.
    """
    count = len(neighbours)
    wanted = min(_MAX_STARTS, max(_MIN_STARTS, _START_WORK // max(1, count)))
    starts = range(0, count, max(1, -(-count // wanted)))
    best: tuple[int, list[int]] | None = None
    for start in starts:
        found = _greedy_order(neighbours, start, best[0] if best else None)
        if found is not None and (best is None or found[0] < best[0]):
            best = found
    assert best is not None
    return _steps(neighbours, best[1])


def _greedy_order(
    neighbours: Sequence[Mapping[int, int]], start: int, stop_at: int | None
) -> tuple[int, list[int]] | None:
    """Cost and order from one start; None when it cannot beat `stop_at`."""
    waiting = [len(near) for near in neighbours]  # neighbours not yet added
    added: set[int] = set()
    frontier: set[int] = set()
    reachable: set[int] = set()
    order: list[int] = []
    cost, node = 0, start
    while True:
        order.append(node)
        added.add(node)
        reachable.discard(node)
        for near in neighbours[node]:
            waiting[near] -= 1
            if near in added:
                if waiting[near] == 0:
                    frontier.discard(near)
            else:
                reachable.add(near)
        if waiting[node] > 0:
            frontier.add(node)
        cost += _GROWTH ** len(frontier)
        if stop_at is not None and cost >= stop_at:
            return None
        if not reachable:
            return cost, order
        node = min(reachable, key=lambda n: _preference(neighbours[n], n, waiting, added))


def _preference(near: Mapping[int, int], node: int, waiting: Sequence[int], added: set[int]) -> tuple[int, int, int]:
    """Lower is better: growth of the frontier, then most neighbours already added."""
    inside = [n for n in near if n in added]
    released = sum(1 for n in inside if waiting[n] == 1)
    return (1 if waiting[node] else 0) - released, -len(inside), node


def _steps(neighbours: Sequence[Mapping[int, int]], order: Iterable[int]) -> Route:
    added: set[int] = set()
    frontier: list[int] = []
    steps = []
    width = 0
    for node in order:
        added.add(node)
        near = tuple(
            (place, neighbours[node][other]) for place, other in enumerate(frontier) if other in neighbours[node]
        )
        extended = [*frontier, node]
        keep = tuple(place for place, other in enumerate(extended) if any(n not in added for n in neighbours[other]))
        steps.append(Step(node, near, keep))
        frontier = [extended[place] for place in keep]
        width = max(width, len(frontier))
    return Route(tuple(steps), width)


def options_of(step: Step, labels: Labels, may_skip: bool) -> tuple[Option, ...]:
    """The ways to add the authority of `step` to a frontier labelled `labels`.

    All of them, except on very dense maps: see `MAX_OPTIONS`.
    """
    metres: dict[int, int] = {}
    for place, length in step.near:
        if labels[place]:
            metres[labels[place]] = metres.get(labels[place], 0) + length
    touching = sorted(metres)
    # Small sets first, so that a state is reached by its simplest way when ways are equal.
    sets = chain.from_iterable(combinations(touching, k) for k in range(len(touching) + 1))
    choices = [_option(step, labels, joined, sum(metres[b] for b in joined)) for joined in islice(sets, MAX_OPTIONS)]
    if may_skip:
        choices.append(_option(step, labels, None, 0))
    return tuple(choices)


def _option(step: Step, labels: Labels, joined: tuple[int, ...] | None, metres: int) -> Option:
    new_block = max(labels, default=0) + 1
    if joined is None:
        extended = [*labels, 0]
    else:
        extended = [*(new_block if label in joined else label for label in labels), new_block]
    kept = [extended[place] for place in step.keep]
    closing = sorted(set(extended) - set(kept) - {0})
    renumbered, blocks = _renumber(kept)
    finished, finished_blocks = _renumber([0 if label == new_block else label for label in kept])
    return Option(
        joined,
        metres,
        renumbered,
        tuple(0 if block == new_block else block for block in blocks),
        tuple(0 if block == new_block else block for block in closing),
        finished,
        finished_blocks,
    )


def _renumber(labels: Sequence[int]) -> tuple[Labels, tuple[int, ...]]:
    """Block numbers in order of appearance, and the old number of each."""
    number: dict[int, int] = {0: 0}
    for label in labels:
        number.setdefault(label, len(number))
    return tuple(number[label] for label in labels), tuple(list(number)[1:])
