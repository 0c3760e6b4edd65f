"""The exact search: build the map up authority by authority, keep every state that can matter.

A state is a labelled frontier with the weight (and, if it matters, the size) of each open block.
Of two states with the same frontier and the same number of complete pools, one that is nowhere
worse makes the other superfluous. A state that cannot reach the required number of pools with
the weight still to come, or cannot beat the best division known, is dropped. With a `beam` only
the most promising states are kept: then the search is a heuristic and says so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from samenleven.pooling.search.frontier import Labels, Option
from samenleven.pooling.search.problem import Deadline, Pools, Problem, SearchGoal

Loads = tuple[int, ...]
"""Weight of each open block, followed by the size of each when sizes matter."""

Trail = tuple["Trail", int] | None
"""The options chosen so far, last one first."""

Group = dict[Loads, tuple[int, Trail]]
Layer = dict[tuple[Labels, int], Group]
Completion = Callable[[int, Labels, Loads, int], int]
"""(step, labels, weights, complete pools) -> at most this much more can be gained; < 0: dead."""

# A state is compared with this many of the best of its group: more costs more than it saves.
_COMPARED = 48
# Look at the clock once in so many states.
_CLOCK_EVERY = 500


@dataclass(frozen=True)
class Found:
    """The outcome of a search. `pools` None: nothing (better) found. `complete`: nothing was cut
    off, so the outcome is proof."""

    pools: Pools | None
    value: int
    complete: bool


def sweep(
    problem: Problem,
    goal: SearchGoal,
    deadline: Deadline,
    *,
    beam: int,
    to_beat: int = -1,
    completion: Completion | None = None,
) -> Found:
    """The best division for `goal` worth more than `to_beat`.

    At most `beam` states are kept after each step. Raises OutOfTimeError.
    """
    search = _Search(problem, goal, deadline, to_beat, completion)
    layer: Layer = {((), 0): {(): (0, None)}}
    complete = True
    for step in range(len(problem.weights)):
        layer = search.advance(step, layer)
        if goal.may_drop:
            for (_, closed), group in layer.items():
                if closed >= goal.required:
                    _, trail = next(iter(group.values()))
                    return Found(replay(problem, goal, trail), 0, True)
        if sum(len(group) for group in layer.values()) > beam:
            layer = search.best_of(step + 1, layer, beam)
            complete = False
        if not layer:
            return Found(None, to_beat, complete and not problem.narrowed)
    value, trail = max((state for group in layer.values() for state in group.values()), key=lambda s: s[0])
    return Found(replay(problem, goal, trail), value, complete and not problem.narrowed)


@dataclass
class _Search:
    problem: Problem
    goal: SearchGoal
    deadline: Deadline
    to_beat: int
    completion: Completion | None

    def advance(self, step: int, layer: Layer) -> Layer:
        """All states after adding the authority of `step`, without the superfluous ones."""
        following: Layer = {}
        seen = 0
        for (labels, closed), group in layer.items():
            options = self.problem.options(step, labels, self.goal.may_skip)
            for loads, (value, trail) in group.items():
                seen += 1
                if seen % _CLOCK_EVERY == 0:
                    self.deadline.check()
                self._extend(step, closed, loads, value, trail, options, following)
        self.deadline.check()
        if self.goal.may_drop:
            following = _without_hopeless(following)
        sized = self.problem.max_size is not None
        thinned: Layer = {}
        for key, group in following.items():
            self.deadline.check()
            thinned[key] = _thin(group, len(set(key[0]) - {0}), sized)
        return thinned

    def _extend(
        self,
        step: int,
        closed: int,
        loads: Loads,
        value: int,
        trail: Trail,
        options: tuple[Option, ...],
        following: Layer,
    ) -> None:
        """Put the states that follow from one state into `following`."""
        problem, goal = self.problem, self.goal
        floor, max_size = problem.floor, problem.max_size
        node_weight = problem.weights[problem.route.steps[step].node]
        weight_to_come = problem.weight_after[step + 1]
        blocks = len(loads) // 2 if max_size is not None else len(loads)
        for choice, option in enumerate(options):
            joined = option.joined
            weight, size, gain = 0, 0, goal.gains.left_out
            if joined is not None:
                weight, size, gain = node_weight, 1, goal.gains.member + option.metres
                for block in joined:
                    weight += loads[block - 1]
                if max_size is not None:
                    size += sum(loads[blocks + block - 1] for block in joined)
                    if size > max_size:
                        continue
                if weight > floor:
                    weight = floor
            labels, origin, now_closed = option.labels, option.origin, closed
            if goal.close_early and weight >= floor:
                labels, origin, now_closed = option.finished, option.finished_origin, closed + 1
                if joined and _one_too_many(node_weight, loads, joined, floor):
                    continue
                if not goal.may_drop and any(option.closing):
                    continue  # another block leaves the frontier unfinished
            elif not goal.may_drop:
                if option.closing and any((loads[b - 1] if b else weight) < floor for b in option.closing):
                    continue
                now_closed += len(option.closing)
            new_loads = tuple([loads[b - 1] if b else weight for b in origin])
            lacking = (goal.required - now_closed) * floor
            if weight_to_come + sum(new_loads) < lacking:
                continue
            new_value = value + gain + goal.gains.pool * (now_closed - closed)
            if self.completion is not None:
                more = self.completion(step + 1, labels, new_loads, now_closed)
                if more < 0 or new_value + more <= self.to_beat:
                    continue
            if max_size is not None:
                new_loads += tuple([loads[blocks + b - 1] if b else size for b in origin])
            group = following.setdefault((labels, now_closed), {})
            known = group.get(new_loads)
            if known is None or known[0] < new_value:
                group[new_loads] = (new_value, (trail, choice))

    def best_of(self, step: int, layer: Layer, beam: int) -> Layer:
        """The `beam` most promising states."""
        sized = self.problem.max_size is not None
        ranked = []
        for (labels, closed), group in layer.items():
            blocks = len(set(labels) - {0})
            for loads, state in group.items():
                weights = loads[:blocks] if sized else loads
                progress = closed * self.problem.floor + sum(weights)
                promise = state[0]
                if self.completion is not None:
                    promise += self.completion(step, labels, weights, closed)
                ranked.append((-promise, -progress, labels, closed, loads, state))
        ranked.sort(key=lambda entry: entry[:5])
        kept: Layer = {}
        for _, _, labels, closed, loads, state in ranked[:beam]:
            kept.setdefault((labels, closed), {})[loads] = state
        return kept


def _one_too_many(node_weight: int, loads: Loads, joined: tuple[int, ...], floor: int) -> bool:
    """True when the lightest joined block could have stayed out: then that way is better."""
    weights = [loads[block - 1] for block in joined]
    return node_weight + sum(weights) - min(weights) >= floor


def _without_hopeless(layer: Layer) -> Layer:
    """Drop frontiers that cannot get ahead of the leader in number of pools.

    An open block can become part of one pool at most, and pools made only of authorities still to
    come are open to every state alike.
    """
    leading = max((closed for _, closed in layer), default=0)
    return {
        (labels, closed): group
        for (labels, closed), group in layer.items()
        if closed == leading or closed + len(set(labels) - {0}) > leading
    }


def _thin(group: Group, blocks: int, sized: bool) -> Group:
    """The states of a group that no other state of it beats on value, weights and sizes."""
    if len(group) < 2:
        return group
    ranked = sorted(group.items(), key=lambda s: (-s[1][0], -sum(s[0][:blocks]), s[0]))
    kept: Group = {}
    strong: list[Loads] = []
    for loads, state in ranked:
        if sized:
            better = any(
                all(a >= b for a, b in zip(other[:blocks], loads, strict=False))
                and all(a <= b for a, b in zip(other[blocks:], loads[blocks:], strict=True))
                for other in strong
            )
        else:
            better = False
            for other in strong:
                for theirs, ours in zip(other, loads, strict=True):
                    if theirs < ours:
                        break
                else:
                    better = True
                    break
        if not better:
            kept[loads] = state
            if len(strong) < _COMPARED:
                strong.append(loads)
    return kept


def replay(problem: Problem, goal: SearchGoal, trail: Trail) -> Pools:
    """The complete pools that a trail of options leads to, sorted."""
    choices = []
    while trail is not None:
        trail, choice = trail
        choices.append(choice)
    pools: list[tuple[int, ...]] = []
    labels: Labels = ()
    blocks: dict[int, list[int]] = {}
    for step, choice in enumerate(reversed(choices)):
        option = problem.options(step, labels, goal.may_skip)[choice]
        node = problem.route.steps[step].node
        blocks[0] = [] if option.joined is None else [node]
        for block in option.joined or ():
            blocks[0] += blocks[block]
        if goal.close_early and sum(problem.weights[n] for n in blocks[0]) >= problem.floor:
            pools.append(tuple(sorted(blocks[0])))
            labels, origin = option.finished, option.finished_origin
        else:
            if not goal.may_drop:
                pools += [tuple(sorted(blocks[b])) for b in option.closing]
            labels, origin = option.labels, option.origin
        blocks = {number: blocks[b] for number, b in enumerate(origin, start=1)}
    return tuple(sorted(pools))
