"""What a call pays: amounts per unit, maximum units, ceilings, and which actions it pays at all.

All numbers come from data/ (unit_amount, ceiling, action_call, parameter); a what-if makes another `Call`.
Source: the government's application form of call 1 and the action pages (`docs/rules.md`, money per action).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from samenleven.errors import SamenlevenError

CENTS_PER_EURO = 100


def to_cents(euro: Decimal) -> int:
    """An amount in euro as whole cents, half a cent rounded up."""
    return int((euro * CENTS_PER_EURO).to_integral_value(ROUND_HALF_UP))


def to_euro(cents: int) -> Decimal:
    """Whole cents as euro with two decimals, exactly."""
    return Decimal(cents).scaleb(-2)


@dataclass(frozen=True)
class Tariff:
    """What one measure of the call brings: `amount` in euro per unit, at most `max_units` units per application."""

    measure_id: str
    action_id: int
    amount: Decimal
    max_units: int

    @cached_property
    def amount_cents(self) -> int:
        """The amount in whole cents; one run asks for it several times."""
        return to_cents(self.amount)


@dataclass(frozen=True)
class Call:
    """One call (oproep) as the rules need it.

    `tariffs` by measure, `ceilings` in euro per application by action (an action without one has no ceiling),
    `payable` the actions that this call pays, `measures` every measure of the form with its action (also those
    that this call does not pay), `actions` every action of the plan, `own_share` the share (0 to 1) of the cost
    that the authority bears itself, `incentive` the amount in euro of the incentive for cooperation (None: not
    known for this call), `paid_by` who pays an action, where the data say so. `open_to_new`: an applicant that was not
    in the year before may apply; where it may not, a new municipality can only join an applicant that was.
    """

    project_year: int
    tariffs: Mapping[str, Tariff]
    ceilings: Mapping[int, Decimal]
    payable: frozenset[int]
    measures: Mapping[str, int]
    actions: frozenset[int]
    own_share: Decimal
    incentive: Decimal | None = None
    paid_by: Mapping[int, str] = field(default_factory=dict)
    open_to_new: bool = True

    def tariff(self, measure_id: str) -> Tariff:
        """The tariff of a measure of a payable action.

        Raises SamenlevenError when the data hold none: paying nothing would hide a gap in the data.
        """
        found = self.tariffs.get(measure_id)
        if found is None:
            raise SamenlevenError(
                f"Voor onderdeel '{measure_id}' staat geen bedrag in oproep {self.project_year}. "
                "Vul het aan in data/plan/unit_amount.csv."
            )
        return found

    def pays(self, measure_id: str) -> bool:
        """Whether this call pays a measure."""
        return self.measures.get(measure_id) in self.payable


def own_share_cents(grant_cents: int, own_share: Decimal) -> int:
    """What the authority adds to a grant, in cents: its share of the cost, of which the grant is the rest.

    With an own share of one half that is exactly the grant; else half a cent is rounded up.

    Raises SamenlevenError when the authority would bear the whole cost: then there is no grant to add to.
    """
    return added_cents(grant_cents, own_share_ratio(own_share))


def own_share_ratio(own_share: Decimal) -> tuple[int, int]:
    """Own share over grant as a fraction of whole numbers, for many grants at once; raises as above."""
    if own_share >= 1:
        raise SamenlevenError(
            "Bij een eigen inbreng van 100 % van de kosten blijft er geen subsidie over. Kies minder dan 100 %."
        )
    share, whole = own_share.as_integer_ratio()
    return share, whole - share


def added_cents(grant_cents: int, ratio: tuple[int, int]) -> int:
    """What the authority adds to a grant at a ratio of `own_share_ratio`, half a cent rounded up."""
    share, rest = ratio
    return (2 * grant_cents * share + rest) // (2 * rest)
