"""Dividing an envelope over all applications when money is short. All money is in whole cents.

Published (`docs/rules.md`, distribution when money is short): existing applicants first keep their envelope; then
applicants' own ranking decides; the last priority is cut to the money left; call 2 had three rounds. Not published
is how the rounds went exactly: that is what `Order` and `Cut` leave open, each with its explanation.

Rounds. An applicant's rows are ranked by its priority, equal priorities together: its lowest number is round 1,
the next one round 2, whatever the numbers are. Each round is paid whole as long as there is money; the round in
which the money runs out is cut, later ones get nothing.

Ties. Everything is decided on amounts, applicant and measure codes, never on the order of the rows: single cents
left over by rounding go to the largest fractions, equal fractions in order of code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from samenleven.shares import in_proportion


class Order(StrEnum):
    """Who shares in what existing applicants leave. Not published: a setting."""

    TOGETHER = "together"
    NEW_FIRST = "new_first"
    EXISTING_FIRST = "existing_first"


class Cut(StrEnum):
    """How money is shared in the round in which it runs out. Not published: a setting."""

    PROPORTIONAL = "proportional"
    EQUAL = "equal"


EXPLANATION = {
    Order.TOGETHER: "Na de bestaande enveloppes rangschikken alle indieners samen, bestaande en nieuwe.",
    Order.NEW_FIRST: "Na de bestaande enveloppes komen eerst de nieuwe indieners, dan het extra van de bestaande.",
    Order.EXISTING_FIRST: "Na de bestaande enveloppes komt eerst het extra van de bestaande indieners, dan de nieuwe.",
    Cut.PROPORTIONAL: "In de laatste ronde krijgt elke rij hetzelfde deel van wat ze vraagt.",
    Cut.EQUAL: "In de laatste ronde krijgt elke rij hetzelfde bedrag, hoogstens wat ze vraagt.",
}


@dataclass(frozen=True, slots=True)
class RoundRules:
    """The settings of the rounds."""

    order: Order = Order.TOGETHER
    cut: Cut = Cut.PROPORTIONAL


@dataclass(frozen=True, slots=True)
class Claim:
    """What one row of one application asks in cents, after maximum units and ceiling."""

    applicant_id: str
    measure_id: str
    priority: int
    cents: int


@dataclass(frozen=True, slots=True)
class Allocation:
    """Who gets what, in cents, by (applicant, measure); `left` is what nobody asked for."""

    granted: Mapping[tuple[str, str], int]
    left: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The claims of all applicants in their fixed order: by applicant, priority, measure.

    `spans` holds per applicant where its claims start and end; `rounds` per round the positions of its claims.
    Fixed once, so that a what-if only brings new amounts.
    """

    applicants: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    rounds: tuple[tuple[int, ...], ...]
    owner: tuple[int, ...]


def rounds_of(priorities: Sequence[int]) -> list[int]:
    """The round of each claim of one applicant, the first one 0."""
    ranks = {priority: rank for rank, priority in enumerate(sorted(set(priorities)))}
    return [ranks[priority] for priority in priorities]


def lay_out(claims: Iterable[tuple[str, Sequence[int]]]) -> Layout:
    """The layout of applicants with the rounds of their claims, the first one first; without claims is allowed."""
    applicants: list[str] = []
    spans: list[tuple[int, int]] = []
    owner: list[int] = []
    every: list[int] = []
    for applicant, rounds in claims:
        spans.append((len(every), len(every) + len(rounds)))
        owner += [len(applicants)] * len(rounds)
        applicants.append(applicant)
        every += rounds
    found: list[list[int]] = [[] for _ in range(max(every, default=-1) + 1)]
    for position, rank in enumerate(every):
        found[rank].append(position)
    return Layout(tuple(applicants), tuple(spans), tuple(map(tuple, found)), tuple(owner))


def divide(claims: Iterable[Claim], envelopes: Mapping[str, int], budget_cents: int, rules: RoundRules) -> Allocation:
    """The division of a budget over claims.

    `envelopes` are the cents that existing applicants keep; who is not in it is new. Grants never exceed a claim
    and add up, to the cent, to the budget or to everything that was asked, whichever is less.

    Raises ValueError for a negative budget and for the same applicant and measure twice.
    """
    ordered = sorted(claims, key=lambda claim: (claim.applicant_id, claim.priority, claim.measure_id))
    keys = [(claim.applicant_id, claim.measure_id) for claim in ordered]
    if budget_cents < 0 or len(set(keys)) < len(keys):
        raise ValueError("Een budget is niet negatief en elke indiener vraagt elk onderdeel één keer.")
    by_applicant = groupby(ordered, key=lambda claim: claim.applicant_id)
    layout = lay_out((applicant, rounds_of([claim.priority for claim in group])) for applicant, group in by_applicant)
    kept = [envelopes.get(applicant) for applicant in layout.applicants]
    granted = divide_in_layout(layout, [claim.cents for claim in ordered], kept, budget_cents, rules)
    return Allocation(dict(zip(keys, granted, strict=True)), budget_cents - sum(granted))


def divide_in_layout(
    layout: Layout, asked: Sequence[int], envelopes: Sequence[int | None], budget: int, rules: RoundRules
) -> list[int]:
    """What each claim gets in cents; `asked` by claim, `envelopes` by applicant (None for a new one)."""
    if sum(asked) <= budget:
        return list(asked)
    granted = _kept(layout, asked, envelopes, budget, rules.cut)
    money = budget - sum(granted)
    existing = [envelope is not None for envelope in envelopes]
    for chosen in _stages(rules.order):
        for positions in layout.rounds:
            if chosen is not None:
                positions = tuple(i for i in positions if existing[layout.owner[i]] is chosen)
            wanted = [asked[i] - granted[i] for i in positions]
            need = sum(wanted)
            paid = wanted if need <= money else share_out(money, wanted, rules.cut)
            for i, cents in zip(positions, paid, strict=True):
                granted[i] += cents
            money -= min(need, money)
            if not money:
                return granted
    return granted


def _stages(order: Order) -> tuple[bool | None, ...]:
    """Whom each stage serves: all (None), existing (True) or new (False) applicants."""
    return {
        Order.TOGETHER: (None,),
        Order.NEW_FIRST: (False, True),
        Order.EXISTING_FIRST: (True, False),
    }[order]


def _kept(layout: Layout, asked: Sequence[int], envelopes: Sequence[int | None], budget: int, cut: Cut) -> list[int]:
    """What existing applicants keep: their envelope, spent on their claims in order of priority.

    Nobody keeps more than it asks; when the envelopes together exceed the budget they are cut like a round.
    """
    granted = [0] * len(asked)
    kept = [
        min(envelope or 0, sum(asked[start:end]))
        for envelope, (start, end) in zip(envelopes, layout.spans, strict=True)
    ]
    if sum(kept) > budget:
        kept = share_out(budget, kept, cut)
    for left, (start, end) in zip(kept, layout.spans, strict=True):
        position = start
        while left and position < end:
            granted[position] = min(asked[position], left)
            left -= granted[position]
            position += 1
    return granted


def share_out(money: int, wanted: Sequence[int], cut: Cut = Cut.PROPORTIONAL) -> list[int]:
    """Share cents over wishes that together exceed them; every cent is used and no wish exceeded.

    When the wishes do not exceed the money, everyone gets its wish.
    """
    total = sum(wanted)
    if total <= money:
        return list(wanted)
    return in_proportion(money, wanted) if cut is Cut.PROPORTIONAL else _equal(money, wanted)


def _equal(money: int, wanted: Sequence[int]) -> list[int]:
    """Equal amounts, small wishes first: what they do not need is shared by the others."""
    paid = [0] * len(wanted)
    waiting = sorted(range(len(wanted)), key=lambda i: wanted[i])
    for served, i in enumerate(waiting):
        paid[i] = min(wanted[i], money // (len(waiting) - served))
        money -= paid[i]
    return paid
