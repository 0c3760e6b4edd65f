"""What was realised of what was promised: the published figures, and the draws that stand for what is not known.

`METHOD` says in one sentence what `observed_rates` and `realisation_model` do. With five published ratios the draws
show what is plausible; they are no measurement. Seeded: the same inputs give the same draws.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter
from random import Random

METHOD = (
    "Het midden van een actie is de realisatiegraad die het scenario kiest, en anders alles wat ze volgens de "
    "gepubliceerde cijfers behaalde gedeeld door alles wat ze beloofde (zonder eigen cijfers: zoals beloofd); elke "
    "trekking vermenigvuldigt dat midden met een lognormale factor met mediaan 1, met als spreiding de "
    "standaardafwijking van de natuurlijke logaritmen van behaald gedeeld door beloofd van de actie zelf (bij twee of "
    "meer cijfers), en anders de wortel uit het gemiddelde kwadraat van die logaritmen over alle gepubliceerde cijfers."
)


@dataclass(frozen=True, slots=True)
class Observation:
    """What was promised and realised in one project year, in its own unit; `subject` says of what in Dutch.

    `action_id` is None for a figure of several actions together: it counts in the spread, in no action's middle.
    """

    action_id: int | None
    subject: str
    project_year: int
    promised: Decimal
    realised: Decimal
    unit: str
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
        if seen.action_id is not None:
            promised[seen.action_id] = promised.get(seen.action_id, Decimal(0)) + seen.promised
            realised[seen.action_id] = realised.get(seen.action_id, Decimal(0)) + seen.realised
    return {action: realised[action] / promised[action] for action in promised if promised[action]}


class Drawn:
    """What is drawn for one action: in every draw how many times its middle it realises; `ordered` from low to high."""

    def __init__(self, factors: Sequence[float]) -> None:
        self.factors = tuple(factors)
        order = sorted(range(len(self.factors)), key=self.factors.__getitem__)
        self.ordered = [self.factors[draw] for draw in order]
        place = sorted(range(len(order)), key=order.__getitem__)
        self._pick = itemgetter(*place) if len(place) > 1 else tuple

    def as_drawn(self, ordered: Sequence[float]) -> tuple[float, ...]:
        """Values that stand in the order of `ordered`, in the order of the draws."""
        return self._pick(ordered)


@dataclass(frozen=True, slots=True)
class RealisationModel:
    """The draws: `spread` (standard deviation of the natural logarithm) by action, `general` for all others.

    Actions move together to a degree `correlation` (0: each on its own; 1: all together). A band lies between the
    quantiles `low` and `high` (0 to 1) of the draws.
    """

    spread: Mapping[int, float]
    general: float
    correlation: float
    seed: int
    draws: int
    low: float
    high: float

    def __post_init__(self) -> None:
        if not 0 <= self.correlation <= 1 or self.draws < 1:
            raise ValueError("De samenhang ligt tussen 0 en 1 en er is minstens één trekking.")

    def drawn(self, actions: Sequence[int]) -> dict[int, Drawn]:
        """What is drawn for every action."""
        random = Random(self.seed)
        common, own = math.sqrt(self.correlation), math.sqrt(1 - self.correlation)
        spreads = [self.spread.get(action, self.general) for action in actions]
        drawn = []
        for _ in range(self.draws):
            shared = random.gauss(0, 1) * common
            drawn.append([math.exp(s * (shared + own * random.gauss(0, 1))) for s in spreads])
        return {action: Drawn(factors) for action, factors in zip(actions, zip(*drawn, strict=True), strict=True)}


CERTAIN = RealisationModel({}, 0.0, 0.0, seed=0, draws=1, low=0.0, high=1.0)
"""No spread: every band is a point, the model at its centre."""


def realisation_model(
    observations: Iterable[Observation], *, correlation: float, seed: int, draws: int, low: float, high: float
) -> RealisationModel:
    """The model that published figures give; without any there is no spread and every band is a point."""
    every: list[float] = []
    logs: dict[int, list[float]] = {}
    for seen in observations:
        if seen.promised > 0 and seen.realised > 0:
            every.append(math.log(seen.ratio))
            if seen.action_id is not None:
                logs.setdefault(seen.action_id, []).append(every[-1])
    general = math.sqrt(sum(value**2 for value in every) / len(every)) if every else 0.0
    own = {action: _deviation(values) for action, values in logs.items() if len(values) > 1}
    return RealisationModel(own, general, correlation, seed, draws, low, high)


def _deviation(values: Sequence[float]) -> float:
    mean = sum(values) / len(values)
    return math.sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1))
