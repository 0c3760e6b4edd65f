"""A quick seeded search for many pools: spanning trees cut from the leaves, annealed.

A spanning tree is cut into the largest number of parts that reach the floor by walking from the
leaves to the root and cutting as soon as a part is heavy enough. Swapping edges of the tree moves
the weight that is left over at the root up to a next part.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from random import Random

from samenleven.pooling.search.problem import Deadline, Pools, Problem

# Annealing temperature at the start, as a share of one pool; measured against 0.2 on synthetic
# maps of 40 to 150 nodes (the cooler one found more pools in as many steps).
_START_TEMPERATURE = 0.05
_COLDEST = 1e-9
_CLOCK_EVERY = 500


def tree_pools(problem: Problem, target: int, deadline: Deadline, *, seed: int, swaps: int) -> Pools:
    """The most pools found in `swaps` swaps; stops early at `target` pools or at the deadline.

    Does not know of a largest pool size: only for problems without one.
    """
    random = Random(seed)
    tree = _Tree(problem, random)
    edges = [(a, b) for a, near in enumerate(problem.neighbours) for b in near if a < b]
    score, parents = tree.cut()
    best, best_pools = int(score), tree.pools()
    for swap in range(swaps):
        if best >= target or (swap % _CLOCK_EVERY == 0 and deadline.passed):
            break
        temperature = _START_TEMPERATURE * (1 - swap / swaps) + _COLDEST
        a, b = edges[random.randrange(len(edges))]
        if b in tree.links[a]:
            continue
        cycle = _path(parents, a, b)
        u, v = cycle[random.randrange(len(cycle))]
        tree.swap((u, v), (a, b))
        new_score, new_parents = tree.cut()
        if new_score >= score or random.random() < exp((new_score - score) / temperature):
            score, parents = new_score, new_parents
            if int(score) > best:
                best, best_pools = int(score), tree.pools()
        else:
            tree.swap((a, b), (u, v))
    return best_pools


class _Tree:
    """A spanning tree of the map, with the cutting of it."""

    def __init__(self, problem: Problem, random: Random) -> None:
        self._weights = problem.weights
        self._floor = problem.floor
        self._root = random.randrange(len(problem.weights))
        self.links: list[set[int]] = [set() for _ in problem.weights]
        reached = {self._root}
        waiting = [(self._root, n) for n in sorted(problem.neighbours[self._root])]
        while waiting:
            pick = random.randrange(len(waiting))
            waiting[pick], waiting[-1] = waiting[-1], waiting[pick]
            a, b = waiting.pop()
            if b not in reached:
                reached.add(b)
                self.links[a].add(b)
                self.links[b].add(a)
                waiting += [(b, n) for n in sorted(problem.neighbours[b]) if n not in reached]

    def swap(self, out: tuple[int, int], into: tuple[int, int]) -> None:
        """Replace one edge of the tree by another."""
        self.links[out[0]].discard(out[1])
        self.links[out[1]].discard(out[0])
        self.links[into[0]].add(into[1])
        self.links[into[1]].add(into[0])

    def _walk(self) -> tuple[list[int], list[int]]:
        """Nodes from the root down, and the parent of each (-1 for the root)."""
        order, parents = [self._root], [-1] * len(self.links)
        for node in order:
            above = parents[node]
            for other in self.links[node]:
                if other != above:
                    parents[other] = node
                    order.append(other)
        return order, parents

    def cut(self) -> tuple[float, list[int]]:
        """Number of pools plus the leftover at the root as a part of the floor; parents."""
        order, parents = self._walk()
        sums = list(self._weights)
        count, floor = 0, self._floor
        for node in reversed(order):
            if sums[node] >= floor:
                count += 1
            elif parents[node] >= 0:
                sums[parents[node]] += sums[node]
            else:
                return count + sums[node] / floor, parents
        return float(count), parents

    def pools(self) -> Pools:
        """The parts that reach the floor."""
        order, parents = self._walk()
        sums = list(self._weights)
        parts: list[list[int]] = [[node] for node in range(len(sums))]
        pools: list[Sequence[int]] = []
        for node in reversed(order):
            if sums[node] >= self._floor:
                pools.append(parts[node])
            elif parents[node] >= 0:
                sums[parents[node]] += sums[node]
                parts[parents[node]] += parts[node]
        return tuple(sorted(tuple(sorted(pool)) for pool in pools))


def _path(parents: Sequence[int], a: int, b: int) -> list[tuple[int, int]]:
    """The tree edges between two nodes."""
    above: dict[int, int] = {}
    trail: list[int] = []
    node = a
    while node >= 0:
        above[node] = len(trail)
        trail.append(node)
        node = parents[node]
    edges: list[tuple[int, int]] = []
    node = b
    while node not in above:
        edges.append((node, parents[node]))
        node = parents[node]
    return edges + [(trail[i], trail[i + 1]) for i in range(above[node])]
