"""Cached reads of the budget what-if: models, runs and the optimiser, once per data version and scenario text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from samenleven.budget import explain, scenario_text, uncertainty
from samenleven.budget.model import BudgetModel
from samenleven.budget.realisation import Observation
from samenleven.budget.rules import Rules
from samenleven.budget.scenario import Baseline, Scenario, Space
from samenleven.budget.scenario_parser import parse, reading_of
from samenleven.budget.simulation import targets_of
from samenleven.budget.uncertainty import Bar
from samenleven.budget.what_if import WhatIf, run_scenario
from samenleven.budget.years import CallYear, calendar_cash
from samenleven.figures import Shown
from samenleven.grant.call import CENTS_PER_EURO, Reading
from samenleven.grant.published_check import MoneyCheck, check_money
from samenleven.optimum.optimiser import Objective, Optimum, frontier, optimise
from samenleven.optimum.program import DivisionProblem, problem_of
from samenleven.store import Store, budget
from ui.reading import reads
from ui.reading.cached import per_store


@per_store(16)
def model(store: Store, year: int, shown: Shown, reading: Reading | None = None) -> BudgetModel:
    """Everything of one call that scenarios share; `reading` is how it counts merged target groups."""
    return budget.budget_model(store, year, reading, shown=shown)


@per_store(16)
def space(store: Store, year: int, reading: Reading | None = None) -> Space:
    """What a scenario for a project year may say."""
    return budget.space(store, year, reading)


def space_for(year: int, text: str) -> Space:
    """What the scenario in the text of an address may say: it chooses itself how merged target groups are counted."""
    return space(year, reading_of(scenario_text.decode(text)))


@per_store(16)
def awarded_on(store: Store, year: int) -> date:
    """The day a call was awarded: its parameters are those of that day."""
    return budget.awarded_on(store, year)


@per_store(64)
def what_if(store: Store, year: int, text: str, shown: Shown) -> WhatIf:
    """A scenario (the text of an address, already checked) against its baseline."""
    source = scenario_text.nest(scenario_text.decode(text))
    reading = reading_of(source)
    here = space(year, reading)
    start = what_if(year, "", shown) if text and reading is None else None
    return run_scenario(model(year, shown, reading), here, parse(source, here), awarded_on(year), start)


@per_store(8)
def call_years(store: Store, shown: Shown) -> list[CallYear]:
    """All project years, for cash."""
    return [
        CallYear(year, model(number, shown), space(number), budget.advance_share(store, number))
        for year in reads.project_years()
        for number in [year.project_year]
    ]


@per_store(4)
def _cash_before(store: Store, baseline: Baseline, shown: Shown) -> dict[int, int]:
    return calendar_cash(call_years(shown), Scenario(baseline=baseline))


def cash(scenario: Scenario, shown: Shown) -> tuple[dict[int, int], dict[int, int]]:
    """Cents per calendar year in the baseline of a scenario and in the scenario."""
    return _cash_before(scenario.baseline, shown), calendar_cash(call_years(shown), scenario)


@per_store(32)
def problem(store: Store, year: int, text: str, shown: Shown) -> DivisionProblem:
    """The optimiser's program for a scenario."""
    run = what_if(year, text, shown)
    return problem_of(run.model, run.rules, run.reference)


@per_store(32)
def optimum(
    store: Store,
    year: int,
    text: str,
    shown: Shown,
    objective: Objective,
    every: float,
    own: tuple[tuple[int, float], ...],
) -> Optimum:
    """The best division; the least progress (0 to 1) of every goal, and by goal its own. Raises OptimiserError."""
    found = problem(year, text, shown)
    return optimise(found, objective, floors=found.floors(every, dict(own)))


@per_store(32)
def frontier_of(store: Store, year: int, text: str, shown: Shown, budgets: tuple[int, ...]) -> list[tuple[int, float]]:
    """The highest weighted attainment for each budget in cents."""
    return frontier(problem(year, text, shown), budgets)


@per_store(32)
def tornado(store: Store, year: int, text: str, shown: Shown) -> list[Bar]:
    """Which assumption matters most for the weighted attainment, the middle of its band as everywhere on the page."""
    run = what_if(year, text, shown)

    def middle(rules: Rules) -> float:
        if rules == run.rules:
            found = run.bands_after.weighted_attainment
            return found.middle if found else 0.0
        return uncertainty.attainment(run.model, rules, targets_of(run.model, rules, run.reference)) or 0.0

    moved = uncertainty.swings(run.space, run.scenario, run.rules, run.bands_after.goals)
    return uncertainty.tornado(moved, middle)


@per_store(32)
def effects(store: Store, year: int, text: str, shown: Shown) -> list[tuple[str, float]]:
    """What each difference of a scenario does on its own to the paid attainment, the largest first."""
    return explain.effects(what_if(year, text, shown))


@per_store(64)
def one_step_more(store: Store, year: int, text: str, shown: Shown, step: int) -> float | None:
    """What `step` euro more brings to the paid attainment; None without weights."""
    run = what_if(year, text, shown)
    start = run.bands_after.weighted_attainment
    budget_cents = run.rules.budget_cents + step * CENTS_PER_EURO
    more = replace(run.rules, budget_cents=budget_cents)
    after = uncertainty.attainment(run.model, more, targets_of(run.model, more, run.reference))
    return None if start is None or after is None else after - start.middle


@per_store(8)
def observations(store: Store) -> list[Observation]:
    """What was promised and realised, published."""
    return budget.observations(store)


@per_store(8)
def money_checks(store: Store) -> list[MoneyCheck]:
    """Published money against published units."""
    return [check_money(one) for one in budget.published_money(store)]
