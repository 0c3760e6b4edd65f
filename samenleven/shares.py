"""Sharing an amount in whole parts, so that the parts add up to it exactly: the one home for spreading.

A cooperation applies and reports as one; how it shares money and people over its members is not published. Spreading
them by target group is an estimate, and says so wherever it is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple


class Cash(NamedTuple):
    """What is paid of a grant: the advance at the start and the balance afterwards, in cents."""

    advance_cents: int
    balance_cents: int


def cash(paid_cents: int, advance_share: Decimal) -> Cash:
    """The advance (a share of the money, half a cent rounded up) and the balance that completes it."""
    advance = int((paid_cents * advance_share).to_integral_value(ROUND_HALF_UP))
    return Cash(advance, paid_cents - advance)


def in_proportion(amount: int, weights: Sequence[int]) -> list[int]:
    """An amount in proportion to weights (not all zero), by largest remainders; equal ones in the order given."""
    total = sum(weights)
    shares = [divmod(amount * weight, total) for weight in weights]
    parts = [whole for whole, _ in shares]
    missing = amount - sum(parts)
    if missing:
        for i in sorted(range(len(shares)), key=lambda i: -shares[i][1])[:missing]:
            parts[i] += 1
    return parts


def weights_of_members(target_groups: Sequence[int | None]) -> list[int]:
    """How members weigh: by target group; equally when none of them has a count."""
    counted = [0 if group is None else group for group in target_groups]
    return counted if any(counted) else [1] * len(counted)
