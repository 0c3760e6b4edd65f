"""Realisation is not certain: bands around the what-if, and which assumption matters most.

Published: for a few actions and years what was promised and what was realised. ASSUMED, and said on screen:
 - the realisation (realised / promised) of an action is lognormal: never negative, and it may be far above 1;
 - an action with published figures has their geometric mean as middle, any other the rate of the scenario;
 - the spread of an action is that of its own published figures when there are two or more, else the spread of all
   published figures around the promise;
 - actions move together to a degree `correlation` (0: each on its own; 1: all together).
With four published ratios these are bands of what is plausible, no confidence intervals. Seeded: the same inputs
give the same bands.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from random import Random

from samenleven.budget.outcome import Outcome, TargetOutcome
from samenleven.budget.rules import Rules, rules_of
from samenleven.budget.scenario import Scenario, Space
from samenleven.budget.settings import Setting


@dataclass(frozen=True, slots=True)
class Observation:
    """What one action promised and realised in one project year, in its own unit."""

    action_id: int
    project_year: int
    promised: Decimal
    realised: Decimal
    source_id: str

    @property
    def ratio(self) -> float:
        """Realised / promised."""
        return float(self.realised / self.promised)


def observed_rates(observations: Iterable[Observation]) -> dict[int, Decimal]:
    """The published rate by action: all that was realised over all that was promised in the years with both."""
    promised: dict[int, Decimal] = {}
    realised: dict[int, Decimal] = {}
    for seen in observations:
        promised[seen.action_id] = promised.get(seen.action_id, Decimal(0)) + seen.promised
        realised[seen.action_id] = realised.get(seen.action_id, Decimal(0)) + seen.realised
    return {action: realised[action] / promised[action] for action in promised if promised[action]}


@dataclass(frozen=True, slots=True)
class RealisationModel:
    """The stated model: `spread` (standard deviation of the logarithm) by action, `general` for all others."""

    spread: Mapping[int, float]
    general: float
    correlation: float
    seed: int
    draws: int

    def __post_init__(self) -> None:
        if not 0 <= self.correlation <= 1 or self.draws < 1:
            raise ValueError("De samenhang ligt tussen 0 en 1 en er is minstens één trekking.")

    def factors(self, actions: Sequence[int]) -> Sequence[Sequence[float]]:
        """Per action, per draw: how many times its middle the action realises."""
        spreads = tuple(self.spread.get(action, self.general) for action in actions)
        return _factors(spreads, self.correlation, self.seed, self.draws)


@lru_cache(maxsize=8)
def _factors(spreads: tuple[float, ...], correlation: float, seed: int, draws: int) -> Sequence[Sequence[float]]:
    """Remembered: the draws are the same at every move of a slider, as they do not depend on the money."""
    random = Random(seed)
    common, own = math.sqrt(correlation), math.sqrt(1 - correlation)
    drawn = []
    for _ in range(draws):
        shared = random.gauss(0, 1) * common
        drawn.append([math.exp(s * (shared + own * random.gauss(0, 1))) for s in spreads])
    return tuple(zip(*drawn, strict=True))


def realisation_model(
    observations: Sequence[Observation], *, correlation: float, seed: int, draws: int
) -> RealisationModel:
    """The model that published figures give; without any there is no spread and every band is a point."""
    logs: dict[int, list[float]] = {}
    for seen in observations:
        if seen.promised > 0 and seen.realised > 0:
            logs.setdefault(seen.action_id, []).append(math.log(seen.ratio))
    every = [value for values in logs.values() for value in values]
    general = math.sqrt(sum(value**2 for value in every) / len(every)) if every else 0.0
    own = {action: _deviation(values) for action, values in logs.items() if len(values) > 1}
    return RealisationModel(own, general, correlation, seed, draws)


def _deviation(values: Sequence[float]) -> float:
    mean = sum(values) / len(values)
    return math.sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1))


@dataclass(frozen=True, slots=True)
class Band:
    """A figure with its band: `low` and `high` at the chosen quantiles, `middle` the median."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Bands:
    """Bands of one run: the weighted attainment (0 to 1), progress by goal, what counts towards each target, and the
    extra people that the grants bring (contacts). `reached` is by target the share of draws in which it is reached.
    """

    weighted_attainment: Band | None
    goals: Mapping[int, Band]
    targets: Mapping[str, Band]
    reached: Mapping[str, float]
    extra_people: Band


def bands(
    outcome: Outcome,
    rules: Rules,
    people_measures: Iterable[str],
    model: RealisationModel,
    *,
    low: float,
    high: float,
) -> Bands:
    """The bands of a run between two quantiles (0 to 1): the money stays, the realisation is drawn."""
    actions = sorted({row.action_id for row in outcome.measures} | {t.action_id for t in outcome.targets})
    factors = dict(zip(actions, model.factors(actions), strict=True))
    of_target = {t.target_id: [t.extra * factor for factor in factors[t.action_id]] for t in outcome.targets}
    of_goal = _progress(outcome.targets, of_target)
    counted = set(people_measures)
    by_action: dict[int, float] = {}
    for row in outcome.measures:
        if row.measure_id in counted:
            by_action[row.action_id] = by_action.get(row.action_id, 0.0) + row.extra
    reach = [[extra * factor for factor in factors[action]] for action, extra in by_action.items()]
    people = [sum(draw) for draw in zip(*reach, strict=True)] or [0.0] * model.draws
    weights = {goal: rules.weights[goal] for goal in of_goal}
    whole = sum(weights.values())
    weighted = (
        [sum(weights[goal] * of_goal[goal][i] for goal in of_goal) / whole for i in range(model.draws)]
        if whole
        else None
    )
    return Bands(
        weighted_attainment=_band(weighted, low, high) if weighted else None,
        goals={goal: _band(values, low, high) for goal, values in of_goal.items()},
        targets={target: _band(values, low, high) for target, values in of_target.items()},
        reached={t.target_id: _share_at_least(of_target[t.target_id], t.value) for t in outcome.targets},
        extra_people=_band(people, low, high),
    )


def _progress(targets: Sequence[TargetOutcome], reach: Mapping[str, Sequence[float]]) -> dict[int, list[float]]:
    """Per goal its progress in every draw: the mean of min(1, ratio) over its targets."""
    ratios: dict[int, list[list[float]]] = {goal: [] for goal in sorted({t.goal_id for t in targets})}
    for t in targets:
        ratios[t.goal_id].append([value / t.value if value < t.value else 1.0 for value in reach[t.target_id]])
    return {goal: [sum(draw) / len(own) for draw in zip(*own, strict=True)] for goal, own in ratios.items()}


def _share_at_least(values: Sequence[float], bound: float) -> float:
    return sum(value >= bound for value in values) / len(values)


def _band(values: Sequence[float], low: float, high: float) -> Band:
    ordered = sorted(values)
    return Band(*(ordered[round(share * (len(ordered) - 1))] for share in (low, 0.5, high)))


@dataclass(frozen=True, slots=True)
class Swing:
    """One assumption and the two settings between which it is uncertain; `reason` says where they come from."""

    name: Setting
    low: Rules
    high: Rules
    reason: str


def swing(space: Space, scenario: Scenario, name: Setting, low: Decimal, high: Decimal, reason: str) -> Swing:
    """The swing of one setting of a scenario between two values, the rest as in the scenario."""
    at_low, at_high = (
        rules_of(space, replace(scenario, numbers={**scenario.numbers, name: value})) for value in (low, high)
    )
    return Swing(name, at_low, at_high, reason)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the tornado: the outcome at both settings."""

    name: Setting
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
    bars = [Bar(s.name, measure(s.low), measure(s.high), s.reason) for s in swings]
    return sorted(bars, key=lambda bar: (-bar.width, bar.name))
