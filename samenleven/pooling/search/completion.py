"""How much a half-built map can still gain at most: a relaxation in coarse units.

Weights are rounded up to whole units of the floor (say a quarter), sizes are ignored, and the rest
of the map is solved exactly under those easier rules. The answer can never be below the true one.
(A relaxed decision diagram: Bergman et al., "Decision Diagrams for Optimization", 2016.)
"""

from __future__ import annotations

from samenleven.pooling.search.frontier import Labels
from samenleven.pooling.search.problem import Deadline, Problem, SearchGoal
from samenleven.pooling.search.sweep import Loads

_DEAD = -1
_CLOCK_EVERY = 2000


class TooWideError(Exception):
    """The relaxation itself has become too large."""


class CoarseCompletion:
    """Callable: (step, labels, weights, complete pools) -> bound on what can still be gained, -1
    when the required number of pools is out of reach. Raises TooWideError, OutOfTimeError."""

    def __init__(self, problem: Problem, goal: SearchGoal, deadline: Deadline, *, units: int, max_states: int) -> None:
        self._problem = problem
        self._goal = goal
        self._deadline = deadline
        self._units = units
        self._max_states = max_states
        self._node_units = [self._round_up(problem.weights[step.node]) for step in problem.route.steps]
        self._known: dict[tuple[int, Labels, Loads, int], int] = {}

    @property
    def states(self) -> int:
        """Number of states worked out so far."""
        return len(self._known)

    def _round_up(self, weight: int) -> int:
        return -(-weight * self._units // self._problem.floor)

    def __call__(self, step: int, labels: Labels, weights: Loads, closed: int) -> int:
        """The bound for the map from `step` on; see the class."""
        units, floor = self._units, self._problem.floor
        coarse = tuple([-(-weight * units // floor) for weight in weights])
        return self._bound(step, labels, coarse, closed)

    def _bound(self, step: int, labels: Labels, loads: Loads, closed: int) -> int:
        problem, goal = self._problem, self._goal
        if step == len(problem.weights):
            return 0 if closed >= goal.required else _DEAD
        # More complete pools than required change nothing any more.
        key = (step, labels, loads, min(closed, goal.required))
        known = self._known.get(key)
        if known is not None:
            return known
        if len(self._known) >= self._max_states or problem.narrowed:
            raise TooWideError
        if len(self._known) % _CLOCK_EVERY == 0:
            self._deadline.check()
        best = _DEAD
        reachable = problem.weight_after[step] * self._units + sum(loads) * problem.floor
        if reachable >= (goal.required - closed) * problem.floor * self._units:
            best = self._best(step, labels, loads, closed)
        self._known[key] = best
        return best

    def _best(self, step: int, labels: Labels, loads: Loads, closed: int) -> int:
        units, gains = self._units, self._goal.gains
        best = _DEAD
        for option in self._problem.options(step, labels, self._goal.may_skip):
            if option.joined is None:
                weight, gain = 0, gains.left_out
            else:
                weight = self._node_units[step]
                for block in option.joined:
                    weight += loads[block - 1]
                if weight > units:
                    weight = units
                gain = gains.member + option.metres
            if option.closing and not self._all_full(option.closing, loads, weight):
                continue
            more = self._bound(
                step + 1,
                option.labels,
                tuple([loads[b - 1] if b else weight for b in option.origin]),
                closed + len(option.closing),
            )
            if more != _DEAD:
                more += gain + gains.pool * len(option.closing)
                if more > best:
                    best = more
        return best

    def _all_full(self, closing: tuple[int, ...], loads: Loads, weight: int) -> bool:
        """True when every block that leaves the frontier has reached the floor."""
        return all((loads[b - 1] if b else weight) >= self._units for b in closing)
