"""The figures of this screen, each a function of its address."""

from __future__ import annotations

from samenleven import dutch, terms
from samenleven.findings import pooling as findings
from ui.authority.agreement_figures import nothing
from ui.figure.model import Build, Figure, figure
from ui.filters.address import Address
from ui.pooling import (
    ceilings_figure,
    division_figures,
    flanders_figure,
    hand,
    known,
    leave_figures,
    left_over,
    partner_sets,
    pooling_choice,
)
from ui.pooling import solve as pooling_solve
from ui.pooling.pooling_choice import Asked

SCREEN = "samenwerking"

partners = figure(partner_sets.NAME, SCREEN)(partner_sets.partners)
region = figure(division_figures.REGION, SCREEN)(division_figures.region)
flanders = figure(flanders_figure.FLANDERS, SCREEN)(flanders_figure.flanders)
left = figure(left_over.LEFT, SCREEN)(left_over.left)
money = figure(ceilings_figure.NAME, SCREEN)(ceilings_figure.money)
published = figure(known.NAME, SCREEN)(known.published)
by_hand = figure(hand.HAND, SCREEN)(hand.division)
rules = figure(hand.RULES, SCREEN)(hand.active_rules)
hand_left = figure(hand.LEFT, SCREEN)(hand.left)
compare = figure(hand.COMPARE, SCREEN)(hand.compare)


@figure("samenwerking-verbanden", SCREEN)
def every(address: Address) -> Figure:
    """All cooperations of Flanders as one list."""
    asked = division_figures.ask(address)
    if asked is None:
        return nothing("samenwerking-verbanden", division_figures.WITHHELD)
    choice = asked.choice
    rows = division_figures.cooperations(division_figures.found(choice), choice)
    totals = [row.total.by(choice.reading) for row in rows]
    return Figure(
        "samenwerking-verbanden",
        findings.list_title(totals, choice.settings.floor),
        f"inwoners van de doelgroep per verband, {terms.WEIGHT[choice.reading]}, {dutch.day(choice.on)}",
        division_figures.listed(rows, asked),
        pooling_solve.as_frame(rows, choice, asked.shown),
        division_figures.POOL_COLUMNS,
        file_name="samenwerkingsverbanden",
    )


@figure(leave_figures.NAME, SCREEN)
def leaving(address: Address) -> Figure:
    """What leaving and joining do for the chosen municipality, in the best division or in the reader's own."""
    if not pooling_choice.is_ready():
        return nothing(leave_figures.NAME, "Er zijn nog geen cijfers")
    if pooling_choice.asked(address).view == pooling_choice.HAND:
        return hand.leaving(address)
    asked = division_figures.ask(address)
    if asked is None or asked.region is None:
        return nothing(leave_figures.NAME, division_figures.WITHHELD)
    rows = division_figures.cooperations(division_figures.found(asked.choice), asked.choice)
    return leave_figures.leaving({row.number: row.members for row in rows}, asked)


def body(asked: Asked) -> list[Build]:
    """The figures of a view, in order, without what comes last because it may have to wait."""
    if asked.view == pooling_choice.HAND:
        return [by_hand, rules, hand_left, leaving]
    if asked.view == pooling_choice.KNOWN or asked.shown.only_official:
        return [published]
    if asked.choice.whole:
        return [flanders, every, left, money]
    return [partners, region, leaving, left, money]
