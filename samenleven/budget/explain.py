"""What a scenario changes for one authority, and why, in three plain Dutch sentences with the numbers filled in.

Why: every difference of the scenario is tried on its own. Those effects need not add up to the whole change,
because differences work on each other; the sentences say so by speaking of what one change does alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from samenleven import dutch
from samenleven.budget.outcome import AuthorityOutcome, Outcome
from samenleven.budget.rules import rules_of
from samenleven.budget.scenario import Scenario, Space
from samenleven.budget.settings import Choice, Numbers, Setting
from samenleven.budget.simulation import simulate
from samenleven.budget.uncertainty import attainment
from samenleven.budget.what_if import WhatIf
from samenleven.errors import SamenlevenError
from samenleven.grant.call import CENTS_PER_EURO
from samenleven.terms import CONTACTS

Difference = Setting | Numbers | Choice
"""A setting, a whole table or a choice in which a scenario differs from its baseline."""

LABELS: Mapping[Difference, str] = {
    Numbers.BUDGET: "het budget",
    Numbers.UNIT_AMOUNT: "de bedragen per eenheid",
    Numbers.MAX_UNITS: "de hoogste aantallen",
    Numbers.CEILING: "de plafonds",
    Numbers.REALISATION: "de realisatiegraad",
    Numbers.WEIGHT: "de gewichten van de doelstellingen",
    Choice.ROUND_ORDER: "de volgorde van de rondes",
    Choice.ROUND_CUT: "de verdeling in de laatste ronde",
}


class Cause(NamedTuple):
    """One difference of the scenario and what it alone does to an authority's grant, in cents."""

    key: Difference
    label: str
    change_cents: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """One authority before and after; `causes` with the largest effect first; `sentences` for the screen."""

    before: AuthorityOutcome
    after: AuthorityOutcome
    causes: tuple[Cause, ...]
    sentences: tuple[str, str, str]


def explain(run: WhatIf, authority_id: str) -> Explanation:
    """What a scenario changes for one authority against its own baseline, and which difference does most.

    Raises SamenlevenError for an authority that is not in the model.
    """
    parts = differences(run.scenario)

    def found(outcome: Outcome) -> AuthorityOutcome:
        for row in outcome.authorities:
            if row.authority_id == authority_id:
                return row
        raise SamenlevenError(f"Het bestuur '{authority_id}' bestaat niet in deze oproep.")

    def alone(part: Scenario) -> Outcome:
        if len(parts) == 1:  # then it is the whole scenario
            return run.after
        return simulate(run.model, rules_of(run.space, part), run.reference)

    before, after = found(run.before), found(run.after)
    causes = [
        Cause(key, _label(key, run.space), found(alone(part)).grant_cents - before.grant_cents)
        for key, part in parts.items()
    ]
    causes.sort(key=lambda cause: (-abs(cause.change_cents), cause.key))
    sentences = (_first(before, after), _second(causes), _third(before, after))
    return Explanation(before, after, tuple(causes), sentences)


def effects(run: WhatIf) -> list[tuple[str, float]]:
    """What each difference of the scenario does on its own to the paid attainment (the middle of its band, a share of
    1), the largest effect first; nothing where no goal has weight.
    """
    start = run.bands_before.weighted_attainment
    found = []
    for key, part in differences(run.scenario).items():
        rules = rules_of(run.space, part)
        alone = attainment(run.model, rules, simulate(run.model, rules, run.reference).targets)
        if start is not None and alone is not None:
            found.append((_label(key, run.space), alone - start.middle))
    return sorted(found, key=lambda one: -abs(one[1]))


def differences(scenario: Scenario) -> dict[Difference, Scenario]:
    """For every difference the scenario that differs only in that from the same baseline."""
    start = replace(scenario.start, project_year=scenario.project_year)
    found: dict[Difference, Scenario] = {
        setting: replace(start, numbers={setting: value}) for setting, value in scenario.numbers.items()
    }
    for part in (*Numbers, Choice.ROUND_ORDER, Choice.ROUND_CUT):
        value = getattr(scenario, part)
        if value != getattr(start, part):
            found[part] = replace(start, **{part.value: value})
    return found


def _label(key: Difference, space: Space) -> str:
    return LABELS.get(key) or f"'{space.parameters[key].title}'"


def _euro(cents: int) -> str:
    return dutch.euro(cents / CENTS_PER_EURO)


def _more_or_less(change: int) -> str:
    return f"{_euro(abs(change))} {'meer' if change > 0 else 'minder'}"


def _first(before: AuthorityOutcome, after: AuthorityOutcome) -> str:
    name, change = after.name, after.grant_cents - before.grant_cents
    if after.takes_part and not before.takes_part:
        return f"{name} komt erbij en krijgt in dit rekenmodel {_euro(after.grant_cents)}."
    if before.takes_part and not after.takes_part:
        return f"{name} doet in dit rekenmodel niet meer mee en verliest {_euro(before.grant_cents)}."
    if not after.takes_part:
        return f"{name} doet niet mee, ook niet in dit scenario."
    if not change:
        return f"{name} krijgt in dit rekenmodel {_euro(after.grant_cents)}, evenveel als in het uitgangspunt."
    return (
        f"{name} krijgt in dit rekenmodel {_euro(after.grant_cents)}: {_more_or_less(change)} dan de "
        f"{_euro(before.grant_cents)} in het uitgangspunt."
    )


def _second(causes: list[Cause]) -> str:
    if not causes:
        return "Het scenario wijzigt niets."
    cause = causes[0]
    if not cause.change_cents:
        return "Geen enkele wijziging van het scenario verandert op zich de subsidie van dit bestuur."
    return f"Het meest doet {cause.label}: dat alleen geeft in dit rekenmodel al {_more_or_less(cause.change_cents)}."


def _third(before: AuthorityOutcome, after: AuthorityOutcome) -> str:
    """What the grant brings, apart from what was there already: only what is extra is paid."""
    start = f"in het uitgangspunt {dutch.number(before.extra_people)}"
    if not after.takes_part:
        return f"Wie niet meedoet, krijgt niets voor extra bereik (naar schatting {start} {CONTACTS})."
    return (
        f"Dat brengt naar schatting {dutch.number(after.extra_people)} {CONTACTS} extra ({start}); "
        f"{dutch.number(after.baseline_people)} waren er al, zonder deze subsidie. "
        f"Het bestuur legt naar schatting zelf {_euro(after.own_share_cents)} bij."
    )
