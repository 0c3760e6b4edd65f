"""One connected map, in numbers, as the exact search sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from time import monotonic

from samenleven.pooling.search.frontier import MAX_OPTIONS, Labels, Option, Route, options_of

Pools = tuple[tuple[int, ...], ...]


class OutOfTimeError(Exception):
    """The time limit was reached inside a search; the caller keeps the best it has."""


@dataclass(frozen=True)
class Deadline:
    """A moment on the monotonic clock; `at` None means no limit."""

    at: float | None

    @classmethod
    def after(cls, seconds: float) -> Deadline:
        """The deadline that many seconds from now."""
        return cls(monotonic() + seconds)

    @property
    def passed(self) -> bool:
        """True when the time is up."""
        return self.at is not None and monotonic() > self.at

    @property
    def seconds_left(self) -> float:
        """Seconds until the deadline, zero or more."""
        return float("inf") if self.at is None else max(0.0, self.at - monotonic())

    def check(self) -> None:
        """Raises OutOfTimeError when the time is up."""
        if self.passed:
            raise OutOfTimeError


@dataclass(frozen=True)
class Gains:
    """What a division is worth, in whole numbers: per member, per authority left out, per
    complete pool and (always 1) per metre of border inside a pool."""

    member: int = 0
    left_out: int = 0
    pool: int = 0


@dataclass(frozen=True)
class SearchGoal:
    """What a search looks for.

    `required`: at least this many pools. `may_skip`: authorities may stay out. `close_early`: a
    pool is complete as soon as it reaches the floor. `may_drop`: a pool that never reaches the
    floor is forgotten instead of forbidden (then worth nothing: only to count pools).
    """

    required: int
    gains: Gains = field(default_factory=Gains)
    may_skip: bool = False
    close_early: bool = False
    may_drop: bool = False


@dataclass
class _Memory:
    """Options worked out before, and whether some were left out."""

    options: dict[tuple[int, Labels, bool], tuple[Option, ...]] = field(default_factory=dict)
    narrowed: bool = False


@dataclass(frozen=True)
class Problem:
    """Nodes 0..n-1 with weights capped at the floor (more than enough is enough), neighbours in
    metres, at most `max_size` members per pool, and the route along which the map is built up."""

    weights: tuple[int, ...]
    neighbours: tuple[Mapping[int, int], ...]
    floor: int
    max_size: int | None
    route: Route

    @cached_property
    def weight_after(self) -> tuple[int, ...]:
        """Total weight of the nodes still to come, at step i (last: 0)."""
        order = self.route.order
        backwards = accumulate((self.weights[n] for n in reversed(order)), initial=0)
        return tuple(reversed(list(backwards)))

    @cached_property
    def total_metres(self) -> int:
        """Length of all borders between the nodes."""
        return sum(sum(near.values()) for near in self.neighbours) // 2

    @cached_property
    def _memory(self) -> _Memory:
        return _Memory()

    @property
    def narrowed(self) -> bool:
        """True when some options were left out: then no search on this map is a proof."""
        return self._memory.narrowed

    def options(self, step: int, labels: Labels, may_skip: bool) -> tuple[Option, ...]:
        """All ways to add the authority of a step; remembered, for many states ask the same."""
        key = (step, labels, may_skip)
        found = self._memory.options.get(key)
        if found is None:
            found = options_of(self.route.steps[step], labels, may_skip)
            self._memory.options[key] = found
            self._memory.narrowed = self._memory.narrowed or len(found) >= MAX_OPTIONS
        return found

    def worth(self, pools: Sequence[Sequence[int]], gains: Gains) -> int:
        """The value of a division under `gains`."""
        members = sum(len(pool) for pool in pools)
        left_out = len(self.weights) - members
        metres = 0
        for pool in pools:
            inside = set(pool)
            metres += sum(m for i in pool for j, m in self.neighbours[i].items() if j in inside)
        base = gains.member * members + gains.left_out * left_out + gains.pool * len(pools)
        return base + metres // 2

    def pool_bound(self) -> int:
        """A simple bound on the number of pools: by weight, and by the fewest members needed."""
        total, needed = 0, 0
        for weight in sorted(self.weights, reverse=True):
            if total >= self.floor:
                break
            total += weight
            needed += 1
        if total < self.floor or (self.max_size is not None and needed > self.max_size):
            return 0
        return min(sum(self.weights) // self.floor, len(self.weights) // needed)
