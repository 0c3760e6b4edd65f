"""Who may apply: alone, in a cooperation, or by a rule of their own; and how much of the target group that covers.

Sources: the plan of 2021 (published list of 28 municipalities and Brussels, more than 7,500 inhabitants of
non-EU15 origin), the calls of 2022 to 2024 (non-EU14), Statbel (origin on 1 January). The threshold group is not
published per municipality, so for all but the published list it is an estimate with bounds (`docs/rules.md`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from samenleven.parameters import Parameters

ESTIMATED_FROM = "statbel-origin, product-method"
"""The sources of every figure that rests on the estimated target group."""


class Eligibility(StrEnum):
    """How an authority may apply."""

    ALONE = "alone"
    POOL = "pool"
    OWN_RULE = "own_rule"


class Basis(StrEnum):
    """What the answer rests on."""

    PUBLISHED = "published"
    ESTIMATE = "estimate"


class CoveredGroup(StrEnum):
    """Which authorities a coverage counts, as a part of which whole."""

    THE_28_OF_FLANDERS = "the_28_of_flanders"
    THE_28_OF_BOTH = "the_28_of_both"
    """Of Flanders and Brussels together."""
    THE_28_AND_BRUSSELS_OF_BOTH = "the_28_and_brussels_of_both"


@dataclass(frozen=True)
class OriginCount:
    """What an authority's population counts on one day, in inhabitants; None where no figure exists.

    `own_rule` marks VGC and vzw de Rand, `published` the 28 municipalities of the plan's list.
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


@dataclass(frozen=True)
class TargetGroup:
    """The target group (niet-EU15/14-herkomst) of an area in inhabitants: an estimate between two bounds."""

    lower: int
    estimate: int
    upper: int


@dataclass(frozen=True)
class Eligible:
    """How one authority may apply, with the count it rests on (None where there is no figure)."""

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


@dataclass(frozen=True)
class Coverage:
    """Which share of the target group a set of authorities holds (0 to 1): by the estimate, and by each of its bounds.

    Each share compares like with like, so `at_lower` (people from outside the EU27 only) may be the largest.
    `covered` and `total` are inhabitants, by the estimate.
    """

    at_lower: Decimal
    estimate: Decimal
    at_upper: Decimal
    covered: int
    total: int


def target_group(non_eu27: int, other_eu27: int, share: Decimal) -> TargetGroup:
    """The target group of an area.

    People of an origin outside the EU27 all belong to it; of those from other EU27 countries an unknown part does
    (Poland yes, Spain no), estimated as `share` (0 to 1). The estimate is rounded to whole inhabitants.

    Raises ValueError when the share is not between 0 and 1.
    """
    if not 0 <= share <= 1:
        raise ValueError("Het aandeel van de andere EU-landen ligt tussen 0 en 1.")
    return TargetGroup(
        lower=non_eu27,
        estimate=int((non_eu27 + share * other_eu27).to_integral_value()),
        upper=non_eu27 + other_eu27,
    )


def passes(count: int | Decimal, threshold: Decimal, *, strict: bool) -> bool:
    """Whether a count reaches a threshold: more than it when strict, else at least."""
    return count > threshold if strict else count >= threshold


def judge_authority(
    counts: OriginCount,
    *,
    threshold: Decimal,
    strict: bool,
    share: Decimal,
    estimate_only: bool = False,
) -> Eligible:
    """How one authority may apply.

    The published list decides for the authorities on it; VGC and vzw de Rand have their own rule; all others are
    judged on the estimate. `estimate_only` sets the published list aside, to see what the estimate alone says.
    """
    group = (
        target_group(counts.non_eu27, counts.other_eu27, share)
        if counts.non_eu27 is not None and counts.other_eu27 is not None
        else None
    )
    on_list = counts.published and not estimate_only
    if counts.own_rule:
        answer, basis = Eligibility.OWN_RULE, Basis.PUBLISHED
    elif on_list:
        answer, basis = Eligibility.ALONE, Basis.PUBLISHED
    else:
        enough = group is not None and passes(group.estimate, threshold, strict=strict)
        answer, basis = (Eligibility.ALONE if enough else Eligibility.POOL), Basis.ESTIMATE
    return Eligible(
        authority_id=counts.authority_id,
        nis=counts.nis,
        name=counts.name,
        reference_region=counts.reference_region,
        lower=group.lower if group else None,
        estimate=group.estimate if group else None,
        upper=group.upper if group else None,
        population=counts.population,
        eligible=answer,
        basis=basis,
    )


def coverage(part: Iterable[Eligible], whole: Sequence[Eligible]) -> Coverage | None:
    """Which share of the target group of `whole` lives with the authorities of `part`; None without figures."""
    chosen = [row for row in part if row.estimate is not None]
    everyone = [row for row in whole if row.estimate is not None]
    total = sum(row.estimate or 0 for row in everyone)
    if not total:
        return None

    def share(field: str) -> Decimal:
        below = sum(getattr(row, field) for row in everyone)
        return Decimal(sum(getattr(row, field) for row in chosen)) / Decimal(below) if below else Decimal(0)

    return Coverage(
        at_lower=share("lower"),
        estimate=share("estimate"),
        at_upper=share("upper"),
        covered=sum(row.estimate or 0 for row in chosen),
        total=total,
    )


def judge_all(
    counts: Sequence[OriginCount],
    parameters: Parameters,
    on: date,
    *,
    estimate_only: bool = False,
) -> list[Eligible]:
    """How every authority may apply on a date, with the parameters in force then."""
    return [
        judge_authority(
            row,
            threshold=parameters.number("threshold_alone", on),
            strict=parameters.holds("threshold_alone_strict", on),
            share=parameters.number("origin_share", on),
            estimate_only=estimate_only,
        )
        for row in counts
    ]


def coverages(rows: Sequence[Eligible], listed: set[str]) -> dict[CoveredGroup, Coverage | None]:
    """The share of the target group held by the published 28, and by the 28 with Brussels.

    `listed` are the authority ids of the published 28. None of these shares is what the plan aims at: that counts the
    cooperations too (`claim_reading` says which text may be compared with which share).
    """
    flanders = [row for row in rows if row.eligible is not Eligibility.OWN_RULE]
    the_28 = [row for row in flanders if row.authority_id in listed]
    brussels = [row for row in rows if row.eligible is Eligibility.OWN_RULE]
    return {
        CoveredGroup.THE_28_OF_FLANDERS: coverage(the_28, flanders),
        CoveredGroup.THE_28_OF_BOTH: coverage(the_28, [*flanders, *brussels]),
        CoveredGroup.THE_28_AND_BRUSSELS_OF_BOTH: coverage([*the_28, *brussels], [*flanders, *brussels]),
    }
