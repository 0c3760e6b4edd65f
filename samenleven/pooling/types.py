"""The words of pooling: who takes part, what borders what, which settings, what comes out.

Values only. No threshold, share or date is written here: they come in through `Settings`
(source: `data/` parameters; rules: Plan Samenleven, calls 1 to 3, see docs/glossary.md for terms).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from samenleven.eligibility import EVERY, NONE, TargetGroup, Weight
from samenleven.errors import SamenlevenError
from samenleven.grant.incentive import IncentiveRules


class PoolingError(SamenlevenError, ValueError):
    """An instance that cannot be solved as given; the message is Dutch and names the culprit."""


class PoolingObjective(StrEnum):
    """What a division must be best at, in lexicographic order."""

    MOST_POOLS = "most_pools"  # number of cooperations, then covered, then compact
    COVERAGE = "coverage"  # covered, then number of cooperations, then compact
    FEWEST_MEMBERS = "fewest_members"  # number of cooperations, then fewest members, then compact


class Answer(StrEnum):
    """The answer of one rule."""

    OK = "ok"
    FAILS = "fails"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Authority:
    """A local authority that may take part in a cooperation: the one value from the counts to the search.

    `group` is its target group in inhabitants, `reading` which of its three numbers counts here; `share` is that
    number over the `population` (0..1, None when not known); `alone_by` are the readings by which it may apply alone
    (`samenleven.eligibility`); `rand_facility` marks the facility municipalities that vzw de Rand works for.
    """

    id: str
    region: str
    group: TargetGroup
    name: str = ""
    share: float | None = None
    rand_facility: bool = False
    alone_by: frozenset[Weight] = NONE
    population: int | None = None
    reading: Weight = Weight.LOWER

    @property
    def weight(self) -> int:
        """The inhabitants of the target group that count here."""
        return self.group.by(self.reading)

    @property
    def may_apply_alone(self) -> bool:
        """Whether it needs nobody, by the reading that counts here."""
        return self.reading in self.alone_by

    @property
    def uncertain(self) -> bool:
        """Whether it may apply alone by some readings and not by others."""
        return self.alone_by not in (NONE, EVERY)

    @property
    def label(self) -> str:
        """The name to show; the id when there is no name."""
        return self.name or self.id


@dataclass(frozen=True, slots=True)
class Border:
    """Two authorities that touch. `km` is the length of the shared border (1 when not measured,
    so that compactness then counts borders)."""

    a: str
    b: str
    km: float = 1.0


@dataclass(frozen=True, slots=True)
class Settings:
    """The rules of the game; every number comes from the caller.

    `threshold`: target-group inhabitants a cooperation needs together: at least that many, or
    more than that when `strict`. `min_border_km`: shorter borders do not connect.
    `max_members`: None switches the rule off. `time_limit_seconds` holds for one region.
    `min_share` (0..1) is a wish of who asks for a division, no rule of the plan: authorities below
    it are left out. `incentive`: the conditions of the incentive for cooperation, which is never
    needed to be valid (None: nothing is said about it).
    """

    threshold: int
    strict: bool = False
    contiguity: bool = True
    min_border_km: float = 0.0
    max_members: int | None = None
    min_share: float | None = None
    objective: PoolingObjective = PoolingObjective.MOST_POOLS
    time_limit_seconds: float = 10.0
    incentive: IncentiveRules | None = None

    @property
    def floor(self) -> int:
        """The smallest whole total that passes the threshold."""
        return self.threshold + 1 if self.strict else self.threshold


@dataclass(frozen=True, slots=True)
class Check:
    """What one rule says. `amount` is by how much it fails or holds, in `unit`; a rule that is
    not `required` informs and does not decide on validity."""

    rule: str
    outcome: Answer
    amount: float | None
    unit: str
    sentence: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class Judgement:
    """One cooperation, rule by rule. `total` is the sum of the members' weights."""

    members: tuple[str, ...]
    total: int
    checks: tuple[Check, ...]

    @property
    def valid(self) -> bool:
        """True when no required rule fails."""
        return not any(c.required and c.outcome is Answer.FAILS for c in self.checks)

    def check(self, rule: str) -> Check:
        """The answer of one rule; KeyError when there is no such rule."""
        for candidate in self.checks:
            if candidate.rule == rule:
                return candidate
        raise KeyError(rule)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion of a division: `value` reached, best `bound` proven, in the order of the
    objective. A bound holds given the values reached on the criteria before it."""

    name: str
    value: float
    bound: float
    proven: bool


@dataclass(frozen=True, slots=True)
class Division:
    """The best division found of one reference region.

    `pools`: sorted tuples of ids, in sorted order. `left_out`: id -> reason (`not_connected`,
    `share_too_low`, `share_unknown`, `not_needed`). `bound`: no division has more pools (for the
    coverage objective: none with as many members). `proven_optimal`: the number of pools is the
    best there is. `seconds` is wall-clock time and the only field that differs between runs.
    """

    region: str
    pools: tuple[tuple[str, ...], ...]
    left_out: Mapping[str, str]
    criteria: tuple[Criterion, ...]
    bound: int
    proven_optimal: bool
    seconds: float

    @property
    def count(self) -> int:
        """Number of cooperations."""
        return len(self.pools)

    @property
    def covered(self) -> int:
        """Number of authorities that take part."""
        return sum(len(pool) for pool in self.pools)

    @property
    def gap(self) -> int:
        """How many cooperations more could exist at most."""
        return self.bound - self.count

    @property
    def compactness(self) -> Criterion:
        """Length in km of the borders inside the cooperations (more is more compact)."""
        return self.criteria[-1]
