"""What a call pays: amounts per unit, maximum units, ceilings, and which actions it pays at all.

All numbers come from data/ (unit_amount, ceiling, action_call, parameter); a what-if makes another `Call`.
Source: the government's application form of call 1 and the action pages (`docs/rules.md`, money per action).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cached_property

from samenleven.errors import SamenlevenError
from samenleven.figures import Kind

CENTS_PER_EURO = 100


def to_cents(euro: Decimal) -> int:
    """An amount in euro as whole cents, half a cent rounded up."""
    return int((euro * CENTS_PER_EURO).to_integral_value(ROUND_HALF_UP))


def to_euro(cents: int) -> Decimal:
    """Whole cents as euro with two decimals, exactly."""
    return Decimal(cents).scaleb(-2)


class Reading(StrEnum):
    """How the form counts the actions whose target groups were merged: one wider group, or the groups of call 1."""

    MERGED = "merged"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Backing:
    """What an amount rests on: official when the call published it, an estimate when we assume or compute it."""

    kind: Kind = Kind.OFFICIAL
    source_id: str = ""


PUBLISHED = Backing()


@dataclass(frozen=True)
class Tariff:
    """What one measure of the call brings: `amount` in euro per unit, at most `max_units` units per application."""

    measure_id: str
    action_id: int
    amount: Decimal
    max_units: int
    backing: Backing = PUBLISHED

    @cached_property
    def amount_cents(self) -> int:
        """The amount in whole cents; one run asks for it several times."""
        return to_cents(self.amount)


@dataclass(frozen=True)
class Call:
    """One call (oproep) as the rules need it.

    `tariffs` by measure, `ceilings` in euro per application by action, `payable` the actions that this call pays,
    `measures` every measure of the form with its action (also those that this call does not pay), `actions` every
    action of the plan, `own_share` the share (0 to 1) of the cost that the authority bears itself.
    `ceiling_backing` is what the ceilings rest on, by action. `reading` is how the form counts merged target groups;
    None when it has only one way. `awarded_on` is the day of which the parameters are.
    `incentive` is the amount in euro of the incentive for cooperation (None: not known for this call), `paid_by` who
    pays an action, where the data say so. `components` is what each measure counts, as the form says it.
    `open_to_new`: an applicant that was not in the year before may apply; where it may not, a new municipality can only
    join an applicant that was.
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
    ceiling_backing: Mapping[int, Backing] = field(default_factory=dict)
    reading: Reading | None = None
    awarded_on: date | None = None
    components: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def ceiling_cents(self) -> Mapping[int, int]:
        """The ceilings in whole cents; every run of the budget asks for them."""
        return {action: to_cents(euro) for action, euro in self.ceilings.items()}

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

    def ceiling(self, action_id: int) -> Decimal:
        """The ceiling of a payable action in euro.

        Raises SamenlevenError when the data hold none: a gap in the data is not "no ceiling".
        """
        found = self.ceilings.get(action_id)
        if found is None:
            raise SamenlevenError(
                f"Voor actie {action_id} staat geen plafond in oproep {self.project_year}. "
                "Vul het aan in data/plan/ceiling.csv."
            )
        return found

    def pays(self, measure_id: str) -> bool:
        """Whether this call pays a measure."""
        return self.measures.get(measure_id) in self.payable


def most_to_ask(call: Call) -> Decimal:
    """What one application can be granted at most in a call, in euro: the ceilings of all actions it pays for."""
    return sum((euro for action, euro in call.ceilings.items() if action in call.payable), Decimal(0))


def amounts_said(call: Call) -> str:
    """One or two Dutch sentences on what the amounts and ceilings of a call rest on, for all screens."""
    paid = [call.tariffs[m] for m in sorted(call.tariffs) if call.pays(m)]
    assumed = sum(tariff.backing.kind is not Kind.OFFICIAL for tariff in paid)
    year = call.project_year
    if not paid:
        return f"Van oproep {year} zijn er geen bedragen."
    if not assumed:
        amounts = f"De bedragen per eenheid zijn die van oproep {year}."
    elif assumed == len(paid):
        amounts = (
            f"De bedragen per eenheid van oproep {year} zijn niet gepubliceerd: ze zijn overgenomen uit een eerdere "
            "oproep of het eerste formulier, een aanname."
        )
    else:
        amounts = (
            f"{assumed} van de {len(paid)} bedragen per eenheid van oproep {year} zijn niet gepubliceerd: ze zijn "
            "overgenomen uit een eerdere oproep of het eerste formulier, een aanname."
        )
    ceilings = [call.ceiling_backing.get(action, PUBLISHED) for action in sorted(call.payable & call.ceilings.keys())]
    computed = sum(one.kind is not Kind.OFFICIAL for one in ceilings)
    if not computed:
        return amounts
    return f"{amounts} {computed} van de {len(ceilings)} plafonds zijn berekend: hoogste aantal maal bedrag."


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
