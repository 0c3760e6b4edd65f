"""Which figures *budget* shows for an address: those of its part, worked out once for all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from samenleven.budget import scenario_text
from samenleven.budget.settings import Cell, Numbers
from samenleven.budget.what_if import WhatIf
from samenleven.errors import SamenlevenError
from samenleven.figures import Kind
from samenleven.findings import words
from samenleven.grant.call import amounts_said
from ui.budget import (
    application_figures,
    application_incentive,
    best_figures,
    budget_choice,
    budget_figures,
    budget_reads,
    budget_sides,
    compare,
    doubt_figures,
    scenario_values,
    scenario_words,
)
from ui.budget.budget_choice import SCREEN, Choice
from ui.figure.model import Figure, shown_on
from ui.filters.address import Address
from ui.filters.bar import Bar

WARNING = "Modeluitkomst van het dashboard Samenleven: geen officieel cijfer."
SETTINGS = "budget-scenario"


@shown_on(SCREEN)
def shown(address: Address) -> list[Figure]:
    """The figures of the part, after the settings that they rest on; none where nothing can be worked out."""
    choice = budget_choice.of(address)
    if choice.part == "aanvraag":
        builds = (application_figures.plan, application_incentive.incentive)
        return [build(address) for build in (builds[:1] if address.only_official else builds)]
    if not budget_reads.model(choice.year, address.shown).has_claims:
        return []
    try:
        return PARTS[choice.part](choice)
    except SamenlevenError:
        return []  # the screen says what is wrong


def settings(run: WhatIf, text: str, year: int, whose: str = "dit scenario") -> Figure:
    """What a scenario (its text) sets, each beside its start; its budget also when that is as it was."""
    budget = Cell(Numbers.BUDGET, year)
    keyed, space = scenario_text.keyed(text), budget_reads.space_for(year, text)
    kept = {budget: scenario_values.baseline(budget, space, scenario_values.start_of(keyed))}
    rows = [
        {"title": what, "after": now, "before": was} | run.provenance
        for what, now, was in scenario_words.in_words(kept | keyed, space)
    ]
    changed = sum(row["after"] != row["before"] for row in rows)
    what = f"{words.cardinal(changed)} {'instelling' if changed == 1 else 'instellingen'}" if changed else "niets"
    return Figure(
        name=SETTINGS,
        finding=words.sentence(f"{whose} wijzigt {what}"),
        unit=f"{WARNING} {amounts_said(run.rules.call)}",
        picture="",
        table=pd.DataFrame(rows),
        columns=("title", "after", "before", "kind"),
        headings={"title": "instelling"},
        made_up=run.model.kind is Kind.EXAMPLE,
    )


def _own(choice: Choice) -> Figure:
    return settings(choice.run(), choice.text, choice.year)


def _explored(choice: Choice) -> list[Figure]:
    sides = budget_sides.of(choice)
    return [_own(choice), *(build(sides) for build in budget_figures.FIGURES.values())]


def _compared(choice: Choice) -> list[Figure]:
    text, theirs = compare.chosen(choice, Bar(choice.address))
    sides, own = budget_sides.beside(choice, text), compare.own(choice)
    return [
        settings(sides.run, choice.text, choice.year, own),
        settings(sides.run, text, choice.year, theirs),
        *(build(sides) for build in compare.FIGURES.values()),
        compare.key_figures(sides, (own, theirs)),
    ]


def _best(choice: Choice) -> list[Figure]:
    best_figures.of(choice)  # says what cannot be reached
    builds = (best_figures.goals, best_figures.frontier, best_figures.actions, best_figures.one_more)
    return [_own(choice), *(build(choice.address) for build in (*builds, best_figures.points))]


def _doubted(choice: Choice) -> list[Figure]:
    if not choice.run().bands_after.weighted_attainment:
        return [_own(choice)]
    return [_own(choice), *(build(choice.address) for build in (doubt_figures.bands, doubt_figures.assumptions))]


PARTS: Mapping[str, Callable[[Choice], list[Figure]]] = {
    "verkenning": _explored,
    "vergelijken": _compared,
    "beste": _best,
    "zekerheid": _doubted,
}
