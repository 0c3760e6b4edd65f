"""How much of the target group the authorities of the published list hold, with the VGC and without.

Source: Statbel (origin on 1 January), by our estimate (`docs/rules.md`, section 6).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from samenleven.eligibility import Eligibility, Eligible


class CoveredGroup(StrEnum):
    """Which authorities a coverage counts, as a part of which whole."""

    THE_28_OF_FLANDERS = "the_28_of_flanders"
    THE_28_OF_BOTH = "the_28_of_both"
    """Of Flanders and Brussels together."""
    THE_28_AND_BRUSSELS_OF_BOTH = "the_28_and_brussels_of_both"


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
