"""Bands around the what-if, and which assumption matters most.

The draws are those of `samenleven.budget.realisation`: the money stays, the realisation is drawn. Progress is capped
at 100 %: what falls short counts, what goes beyond does not, so the middle of the draws may lie far below the progress
of the model at its centre. What is shown as attainment and progress is the middle of the draws, so that it lies in its
band; the optimiser and `Outcome` have the model at its centre.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import reduce
from itertools import repeat
from operator import add, attrgetter, mul
from typing import Any

from samenleven.budget.model import BudgetModel, per_model
from samenleven.budget.outcome import Outcome, TargetOutcome
from samenleven.budget.realisation import Drawn
from samenleven.budget.rules import Rules, rules_of
from samenleven.budget.scenario import Scenario, Space
from samenleven.budget.scenario_parser import CHOICES
from samenleven.budget.settings import RANGES, Choice, Numbers, Setting

Assumption = Setting | Choice | Numbers
Draws = list[float]
"""One figure in every draw."""
MIDDLE = (
    "Betaald doelbereik en voortgang zijn het midden van de trekkingen: wat boven 100 % uitkomt telt niet mee en wat "
    "eronder blijft wel, dus kunnen ze onder het model met elke actie op haar midden liggen."
)
"""What is shown as attainment, in one sentence."""
CENTRE = (
    "Het doelbereik van de beste verdeling rekent met elke actie op haar midden, en wat elders betaald doelbereik heet "
    "is het midden van de trekkingen: vergelijk ze niet."
)
"""What the optimiser shows instead, for where both stand together."""


@dataclass(frozen=True, slots=True)
class Band:
    """A figure with its band: `low` and `high` at the chosen quantiles, `middle` the median."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Bands:
    """Bands of one run, from 0 to 1: the weighted attainment, and progress by goal that has a target."""

    weighted_attainment: Band | None
    goals: Mapping[int, Band]


def bands(model: BudgetModel, rules: Rules, targets: Sequence[TargetOutcome]) -> Bands:
    """The bands of a run from what it brings for its targets."""
    of_goal = _progress(model, targets, attrgetter("goal_id"))
    weighted = _weighted(rules, of_goal)
    return Bands(
        weighted_attainment=_band(model, *weighted) if weighted else None,
        goals={goal: _band(model, draws) for goal, draws in of_goal.items()},
    )


def bands_of_actions(model: BudgetModel, targets: Sequence[TargetOutcome]) -> dict[int, Band]:
    """The band of the progress of every action that has a target."""
    of_action = _progress(model, targets, attrgetter("action_id"))
    return {action: _band(model, draws) for action, draws in of_action.items()}


def attainment(model: BudgetModel, rules: Rules, targets: Sequence[TargetOutcome]) -> float | None:
    """Only the middle of the weighted attainment, as in `bands`: a tornado asks for it many times."""
    weighted = _weighted(rules, _progress(model, targets, attrgetter("goal_id")))
    return _band(model, *weighted).middle if weighted else None


def extra_people(model: BudgetModel, outcome: Outcome) -> Band:
    """The band of the extra people that the grants bring (contacts)."""
    by_action: dict[int, float] = {}
    for row in outcome.measures:
        if row.measure_id in model.people:
            by_action[row.action_id] = by_action.get(row.action_id, 0.0) + row.extra
    reach = [[extra * factor for factor in model.draws[action].factors] for action, extra in by_action.items()]
    return _band(model, list(map(sum, zip(*reach, strict=True))) or [0.0])


def _progress(
    model: BudgetModel, targets: Sequence[TargetOutcome], number: Callable[[TargetOutcome], int]
) -> dict[int, Draws]:
    """By goal or action its progress in every draw."""
    parts: dict[int, list[tuple[int, float]]] = {}
    for target in targets:
        parts.setdefault(number(target), []).append((target.action_id, target.ratio))
    return {one: _mean(model, tuple(parts[one])) for one in sorted(parts)}


@per_model(64)
def _mean(model: BudgetModel, parts: tuple[tuple[int, float], ...]) -> Draws:
    """In every draw the mean over targets, each an action and what is paid of it, of what is realised of that, at most
    all of it. Kept, as a scenario leaves many goals as they were.
    """
    share = 1 / len(parts)
    columns = [_realised(model.draws[action], ratio, share) for action, ratio in parts]
    return list(_added(columns))


def _realised(drawn: Drawn, ratio: float, share: float) -> Sequence[float]:
    """In every draw `share` times what is realised of what is paid, at most all of it.

    Where all is realised is found by the order of the draws, twice as fast as asking each of them.
    """
    some = bisect_left(drawn.ordered, 1.0, key=ratio.__mul__)
    less = map(mul, repeat(share), map(mul, repeat(ratio), drawn.ordered[:some]))
    return drawn.as_drawn([*less, *repeat(share, len(drawn.ordered) - some)])


def _weighted(rules: Rules, of_goal: Mapping[int, Draws]) -> tuple[Iterable[float], float] | None:
    """The progress times the weight in every draw, and all weight to divide that by; None when no goal with weight has
    a target.
    """
    whole = sum(rules.weights[goal] for goal in of_goal)
    if not whole:
        return None
    columns = [_times(rules.weights[goal], draws) for goal, draws in of_goal.items()]
    return _added(columns), whole


def _added(columns: Iterable[Iterable[float]]) -> Iterable[float]:
    """The sum of the columns in every draw, from the first column to the last."""
    return reduce(lambda total, column: map(add, total, column), columns)


def _times(weight: float, draws: Draws) -> Iterable[float]:
    return draws if weight == 1 else map(mul, repeat(weight), draws)


def _band(model: BudgetModel, draws: Iterable[float], whole: float = 1.0) -> Band:
    """The band of the draws, each divided by `whole`."""
    ordered = sorted(draws)
    last = len(ordered) - 1
    return Band(*(ordered[round(share * last)] / whole for share in (model.doubt.low, 0.5, model.doubt.high)))


@dataclass(frozen=True, slots=True)
class Swing:
    """One assumption and the rules between which it is uncertain: at its lowest and highest value, or one for every
    option of a choice. `reason` says where the values come from; a choice speaks for itself.
    """

    name: Assumption
    rules: Sequence[Rules]
    reason: str


def swings(space: Space, scenario: Scenario, rules: Rules, goals: Mapping[int, Band]) -> list[Swing]:
    """Every assumption: each setting with a lowest and highest value in the data, every choice, and the weights.

    `rules` are those of the scenario. Weights have no lowest and highest outcome of their own: the weakest of the
    `goals` with weight counts more and the strongest less, and the other way round.
    """

    def run(**changes: Any) -> Rules:
        moved = replace(scenario, **changes)
        return rules if moved == scenario else rules_of(space, moved)

    def ends(name: str) -> tuple[Decimal, Decimal, str] | None:
        low, high = space.parameters.get(f"{name}_low"), space.parameters.get(f"{name}_high")
        if not low or not high:
            return None
        return low.value, high.value, " ".join(filter(None, (low.note, high.note)))

    found = []
    for setting in Setting:
        if values := ends(setting):
            *numbers, reason = values
            moved = [run(numbers={**scenario.numbers, setting: number}) for number in numbers]
            found.append(Swing(setting, moved, reason))
    found += [Swing(choice, [run(**{choice.value: one}) for one in options], "") for choice, options in CHOICES.items()]
    counted = sorted((goal for goal in goals if rules.weights[goal]), key=lambda goal: (goals[goal].middle, goal))
    if counted and (values := ends(RANGES[Numbers.WEIGHT])):
        less, more, reason = values
        both = [_weighed(rules, {counted[0]: a, counted[-1]: b}) for a, b in ((more, less), (less, more))]
        found.append(Swing(Numbers.WEIGHT, both if len(counted) > 1 else [rules], reason))
    return found


def _weighed(rules: Rules, factors: Mapping[int, Decimal]) -> Rules:
    weights = {goal: weight * float(factors.get(goal, 1)) for goal, weight in rules.weights.items()}
    return replace(rules, weights=weights)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the tornado: the outcome at the lowest and highest value, or the lowest and highest of a choice."""

    name: Assumption
    at_low: float
    at_high: float
    reason: str

    @property
    def width(self) -> float:
        """How much this assumption moves the outcome."""
        return abs(self.at_high - self.at_low)


def tornado(swings: Iterable[Swing], measure: Callable[[Rules], float]) -> list[Bar]:
    """Every assumption moved on its own, the one that matters most first; equal widths by name.

    `measure` runs the what-if and takes one figure from it, such as weighted attainment or money.
    """
    bars = []
    for one in swings:
        found = [measure(rules) for rules in one.rules]
        if isinstance(one.name, Choice):
            found.sort()
        bars.append(Bar(one.name, found[0], found[-1], one.reason))
    return sorted(bars, key=lambda bar: (-bar.width, bar.name))
