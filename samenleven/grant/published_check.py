"""Published money against published units: does `units x amount` give what the government paid?

For plans the promised units times the amount must be the money. For reach the promise includes reach that is not
subsidised, so the money gives the paid units, and the promise minus those is the baseline reach. Paid units that
are no whole number show that some applications were cut to the money left.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class PublishedMoney:
    """What is published of one measure in one project year: `grant` and `amount` in euro, `engaged` in units."""

    measure_id: str
    action_id: int
    project_year: int
    grant: Decimal
    amount: Decimal
    engaged: Decimal
    source_id: str


@dataclass(frozen=True, slots=True)
class MoneyCheck:
    """The outcome: `paid_units` = grant / amount, `baseline` = engaged - paid units, both in units.

    `whole` is whether the paid units are a whole number, so the money is exactly reproduced by whole units.
    """

    published: PublishedMoney
    paid_units: Decimal
    baseline: Decimal
    whole: bool
    reproduced: Decimal


def check_money(published: PublishedMoney) -> MoneyCheck:
    """One published amount against the amount per unit; `reproduced` is the euro that whole units give."""
    units = published.grant / published.amount
    whole_units = units.to_integral_value()
    return MoneyCheck(
        published,
        paid_units=units,
        baseline=published.engaged - units,
        whole=units == whole_units,
        reproduced=whole_units * published.amount,
    )
