"""Who may apply: alone, in a cooperation, or by a rule of their own.

This is the only place that decides who may apply alone (`stand`); screens, commands, cooperations and the budget
what-if receive its answer. Sources: the plan of 2021 (published list of municipalities and Brussels, more than 7,500
inhabitants of non-EU15 origin), the calls of 2022 to 2024 (non-EU14), Statbel (origin on 1 January). The threshold
group is not published per municipality, so beyond the list it is an estimate with bounds (`docs/rules.md`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from samenleven.figures import Kind
from samenleven.parameters import Parameters

ESTIMATED_FROM = "statbel-origin, product-method"
"""The sources of every figure that rests on the estimated target group."""


class Eligibility(StrEnum):
    """How an authority may apply."""

    ALONE = "alone"
    POOL = "pool"
    UNCERTAIN = "uncertain"
    """Alone or not: the bounds of its target group lie on both sides of the threshold, or there is no figure."""
    OWN_RULE = "own_rule"


class Basis(StrEnum):
    """What the answer rests on."""

    PUBLISHED = "published"
    ESTIMATE = "estimate"


class Weight(StrEnum):
    """Which reading of the target group counts, for a calculation that needs one number."""

    LOWER = "lower"
    ESTIMATE = "estimate"
    UPPER = "upper"


@dataclass(frozen=True)
class OriginCount:
    """What an authority's population counts on one day, in inhabitants; None where no figure exists.

    `own_rule` marks VGC and vzw de Rand, `published` the municipalities of the plan's list. `on_list_day`: these are
    the counts of the day that the list goes with, so that it decides both ways. `rule_source_id` is where that list
    or own rule stands.
    """

    authority_id: str
    nis: str | None
    name: str
    reference_region: str | None
    non_eu27: int | None
    other_eu27: int | None
    population: int | None
    published: bool
    own_rule: bool
    neighbouring_country: int | None = None
    on_list_day: bool = False
    counted_on: date | None = None
    rule_source_id: str | None = None


@dataclass(frozen=True)
class Counting:
    """How the target group is counted from the published groups of origin.

    `share` (0 to 1) is the estimated part of the other EU27 countries that belongs to it. `with_neighbours`: the
    group of neighbouring countries, where Statbel counts the British, belongs to the upper bound (non-EU14).
    """

    share: Decimal
    with_neighbours: bool = False

    def __post_init__(self) -> None:
        """Raises ValueError when the share is not between 0 and 1."""
        if not 0 <= self.share <= 1:
            raise ValueError("Het aandeel van de andere EU-landen ligt tussen 0 en 1.")


@dataclass(frozen=True)
class TargetGroup:
    """The target group (niet-EU15/14-herkomst) of an area in inhabitants: an estimate between two bounds."""

    lower: int
    estimate: int
    upper: int

    @classmethod
    def exactly(cls, people: int) -> TargetGroup:
        """A target group of which the number is known."""
        return cls(people, people, people)

    def by(self, weight: Weight) -> int:
        """The target group by one reading."""
        return {Weight.LOWER: self.lower, Weight.ESTIMATE: self.estimate, Weight.UPPER: self.upper}[weight]


@dataclass(frozen=True, order=True)
class Threshold:
    """More than (`strict`) or at least `count` inhabitants of the target group. A larger one asks more."""

    count: Decimal
    strict: bool

    def reached_by(self, people: int) -> bool:
        """Whether a number of inhabitants reaches it."""
        return passes(people, self.count, strict=self.strict)


@dataclass(frozen=True)
class Standing:
    """Whether an authority may apply alone, and what that rests on.

    `alone_by` holds the readings of the target group by which it is large enough: all when that is certain, none when
    it is not or when no threshold counts (own rule), and some when it is uncertain. A calculation that needs yes or no
    asks by which reading it counts: by the lower bound only who may for certain, by the estimate who probably may.
    """

    eligible: Eligibility
    basis: Basis
    alone_by: frozenset[Weight]


NONE: frozenset[Weight] = frozenset()
EVERY = frozenset(Weight)
OWN_RULE = Standing(Eligibility.OWN_RULE, Basis.PUBLISHED, NONE)
LISTED = Standing(Eligibility.ALONE, Basis.PUBLISHED, EVERY)
NOT_LISTED = Standing(Eligibility.POOL, Basis.PUBLISHED, NONE)
LARGE = Standing(Eligibility.ALONE, Basis.ESTIMATE, EVERY)
SMALL = Standing(Eligibility.POOL, Basis.ESTIMATE, NONE)
PROBABLY_LARGE = Standing(Eligibility.UNCERTAIN, Basis.ESTIMATE, frozenset({Weight.ESTIMATE, Weight.UPPER}))
PROBABLY_SMALL = Standing(Eligibility.UNCERTAIN, Basis.ESTIMATE, frozenset({Weight.UPPER}))
UNKNOWN = Standing(Eligibility.UNCERTAIN, Basis.ESTIMATE, NONE)


@dataclass(frozen=True)
class Eligible:
    """How one authority may apply, with the count it rests on (None where there is no figure).

    `reference_date` is the day of the counts, `source_id` where the answer comes from.
    """

    authority_id: str
    nis: str | None
    name: str
    reference_region: str | None
    lower: int | None
    estimate: int | None
    upper: int | None
    population: int | None
    eligible: Eligibility
    basis: Basis
    alone_by: frozenset[Weight] = NONE
    source_id: str | None = None
    reference_date: date | None = None

    @property
    def kind(self) -> Kind:
        """What the answer is: published, or our estimate."""
        return Kind.OFFICIAL if self.basis is Basis.PUBLISHED else Kind.ESTIMATE


def target_group(counts: OriginCount, counting: Counting) -> TargetGroup | None:
    """The target group of an area; None when a count is missing.

    People of an origin outside the EU27 all belong to it; of those from other EU27 countries an unknown part does
    (Poland yes, Spain no), estimated as a share and rounded to whole inhabitants. The British are counted among the
    neighbouring countries: under non-EU14 they belong too, so that group then widens the upper bound. The estimate
    leaves them out.
    """
    neighbours = counts.neighbouring_country if counting.with_neighbours else 0
    if counts.non_eu27 is None or counts.other_eu27 is None or neighbours is None:
        return None
    return TargetGroup(
        lower=counts.non_eu27,
        estimate=int((counts.non_eu27 + counting.share * counts.other_eu27).to_integral_value()),
        upper=counts.non_eu27 + counts.other_eu27 + neighbours,
    )


def passes(count: int | Decimal, threshold: Decimal, *, strict: bool) -> bool:
    """Whether a count reaches a threshold: more than it when strict, else at least."""
    return count > threshold if strict else count >= threshold


def stand(
    counts: OriginCount,
    group: TargetGroup | None,
    threshold: Threshold,
    *,
    in_force: Threshold | None = None,
    estimate_only: bool = False,
) -> Standing:
    """Whether an authority may apply alone: the one rule.

    1. VGC and vzw de Rand have their own rule.
    2. Who is on the published list may apply alone, on every date. With the counts of the day of the list it decides
       both ways: who is not on it may not.
    3. For all others the figures decide: certain where both bounds say the same, else uncertain. A missing figure is
       uncertain too, not zero.

    `in_force` is the threshold that the list answers for (None: this one). A what-if asks what the list does not say:
    a lower threshold for who is not on it, a higher one for who is; then the figures decide. `estimate_only` sets the
    list aside and lets the estimate itself decide without doubt, which shows that it gives back the published list.
    """
    answered = in_force or threshold
    if counts.own_rule:
        return OWN_RULE
    if estimate_only:
        return LARGE if group and threshold.reached_by(group.estimate) else SMALL
    if counts.published and threshold <= answered:
        return LISTED
    if counts.on_list_day and not counts.published and threshold >= answered:
        return NOT_LISTED
    if group is None:
        return UNKNOWN
    if threshold.reached_by(group.lower):
        return LARGE
    if not threshold.reached_by(group.upper):
        return SMALL
    return PROBABLY_LARGE if threshold.reached_by(group.estimate) else PROBABLY_SMALL


def judge_authority(
    counts: OriginCount, threshold: Threshold, counting: Counting, *, estimate_only: bool = False
) -> Eligible:
    """How one authority may apply, by the rule of `stand`, with its target group."""
    group = target_group(counts, counting)
    standing = stand(counts, group, threshold, estimate_only=estimate_only)
    return Eligible(
        authority_id=counts.authority_id,
        nis=counts.nis,
        name=counts.name,
        reference_region=counts.reference_region,
        lower=group.lower if group else None,
        estimate=group.estimate if group else None,
        upper=group.upper if group else None,
        population=counts.population,
        eligible=standing.eligible,
        basis=standing.basis,
        alone_by=standing.alone_by,
        source_id=counts.rule_source_id if standing.basis is Basis.PUBLISHED else ESTIMATED_FROM,
        reference_date=counts.counted_on,
    )


def judge_all(
    counts: Sequence[OriginCount],
    parameters: Parameters,
    on: date,
    *,
    estimate_only: bool = False,
) -> list[Eligible]:
    """How every authority may apply on a date, with the parameters in force then."""
    threshold, counting = threshold_alone(parameters, on), counting_of(parameters, on)
    return [judge_authority(row, threshold, counting, estimate_only=estimate_only) for row in counts]


def threshold_alone(parameters: Parameters, on: date) -> Threshold:
    """What a municipality needs to apply alone on a day."""
    return Threshold(parameters.number("threshold_alone", on), parameters.holds("threshold_alone_strict", on))


def counting_of(parameters: Parameters, on: date) -> Counting:
    """How the target group is counted on a day."""
    return Counting(parameters.number("origin_share", on), parameters.holds("upper_with_neighbours", on))
