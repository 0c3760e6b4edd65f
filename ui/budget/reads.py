"""Cached reads of the budget what-if: models, runs and the optimiser, once per data version and scenario text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from samenleven.budget import scenario_text, uncertainty
from samenleven.budget.model import BudgetModel
from samenleven.budget.rules import Rules
from samenleven.budget.scenario import NUMBERS, Baseline, Scenario, Space, parse
from samenleven.budget.simulation import attainment
from samenleven.budget.uncertainty import Bands, Bar, Observation
from samenleven.budget.what_if import WhatIf, run_scenario
from samenleven.budget.years import CallYear, calendar_cash
from samenleven.grant.call import Call
from samenleven.grant.published_check import MoneyCheck, check_money
from samenleven.optimum.optimiser import Objective, Optimum, frontier, optimise
from samenleven.optimum.program import DivisionProblem, problem_of
from samenleven.store import budget
from ui import reads


@st.cache_resource(max_entries=16, show_spinner=False)
def _year(version: str, year: int, only_official: bool) -> tuple[BudgetModel, Space, date]:
    store = reads.open_store()
    model = budget.budget_model(store, year, only_official=only_official)
    return model, budget.space(store, year), budget.awarded_on(store, year)


def model(year: int, only_official: bool) -> BudgetModel:
    """Everything of one call that scenarios share."""
    return _year(reads.version(), year, only_official)[0]


def space(year: int) -> Space:
    """What a scenario for a project year may say."""
    return _year(reads.version(), year, False)[1]


def call(year: int) -> Call:
    """One call with its amounts, maxima and ceilings."""
    return space(year).call


def _scenario(year: int, text: str) -> Scenario:
    return parse(scenario_text.nest(scenario_text.decode(text)), space(year))


@st.cache_resource(max_entries=64, show_spinner=False)
def _what_if(version: str, year: int, text: str) -> WhatIf:
    here, allowed, day = _year(version, year, False)
    start = _what_if(version, year, "") if text else None
    return run_scenario(here, allowed, _scenario(year, text), day, start)


def what_if(year: int, text: str) -> WhatIf:
    """A scenario (the text of an address, already checked) against its baseline."""
    return _what_if(reads.version(), year, text)


@st.cache_resource(max_entries=8, show_spinner=False)
def _call_years(version: str) -> list[CallYear]:
    found = []
    for year in reads.project_years():
        here, allowed, _ = _year(version, year.project_year, False)
        found.append(CallYear(year, here, allowed, budget.advance_share(reads.open_store(), year.project_year)))
    return found


def call_years() -> list[CallYear]:
    """All project years, for cash."""
    return _call_years(reads.version())


@st.cache_resource(max_entries=4, show_spinner=False)
def _cash_before(version: str, baseline: Baseline) -> dict[int, int]:
    return calendar_cash(_call_years(version), Scenario(baseline=baseline))


def cash(scenario: Scenario) -> tuple[dict[int, int], dict[int, int]]:
    """Cents per calendar year in the baseline of a scenario and in the scenario."""
    return _cash_before(reads.version(), scenario.baseline), calendar_cash(call_years(), scenario)


@st.cache_resource(max_entries=32, show_spinner=False)
def _problem(version: str, year: int, text: str) -> DivisionProblem:
    run = _what_if(version, year, text)
    return problem_of(run.model, run.rules, run.reference)


def problem(year: int, text: str) -> DivisionProblem:
    """The optimiser's program for a scenario."""
    return _problem(reads.version(), year, text)


@st.cache_resource(max_entries=32, show_spinner=False)
def _optimum(version: str, year: int, text: str, objective: Objective, floor: float) -> Optimum:
    found = _problem(version, year, text)
    return optimise(found, objective, floors=dict.fromkeys(found.counted_goals(), floor) if floor else {})


def optimum(year: int, text: str, objective: Objective, floor: float) -> Optimum:
    """The best division, with the least progress (0 to 1) for every goal. Raises OptimiserError."""
    return _optimum(reads.version(), year, text, objective, floor)


@st.cache_resource(max_entries=32, show_spinner=False)
def _frontier(version: str, year: int, text: str, budgets: tuple[int, ...]) -> list[tuple[int, float]]:
    return frontier(_problem(version, year, text), budgets)


def frontier_of(year: int, text: str, budgets: Sequence[int]) -> list[tuple[int, float]]:
    """The highest weighted attainment for each budget in cents."""
    return _frontier(reads.version(), year, text, tuple(budgets))


@st.cache_resource(max_entries=32, show_spinner=False)
def _bands(version: str, year: int, text: str) -> Bands:
    run = _what_if(version, year, text)
    seen = _observations(version)
    number = run.space.value
    drawn = uncertainty.realisation_model(
        seen,
        correlation=float(number("realisation_correlation")),
        seed=int(number("realisation_seed")),
        draws=int(number("realisation_draws")),
    )
    return uncertainty.bands(
        run.after,
        run.rules,
        run.model.people,
        drawn,
        low=float(number("band_low")),
        high=float(number("band_high")),
    )


@st.cache_resource(max_entries=32, show_spinner=False)
def _tornado(version: str, year: int, text: str) -> list[Bar]:
    run = _what_if(version, year, text)
    return uncertainty.tornado(_swings(run), lambda rules: _attainment(run, rules))


def _swings(run: WhatIf) -> list[uncertainty.Swing]:
    """Every assumption for which the data hold a lowest and a highest value."""
    held = run.space.parameters
    return [
        uncertainty.swing(run.space, run.scenario, name, low.value, high.value, f"{low.note} {high.note}")
        for name in NUMBERS
        if (low := held.get(f"{name}_low")) and (high := held.get(f"{name}_high"))
    ]


def _attainment(run: WhatIf, rules: Rules) -> float:
    return attainment(run.model, rules, run.reference) or 0.0


def bands(year: int, text: str) -> Bands:
    """The bands around a scenario."""
    return _bands(reads.version(), year, text)


def tornado(year: int, text: str) -> list[Bar]:
    """Which assumption matters most for the weighted attainment."""
    return _tornado(reads.version(), year, text)


@st.cache_resource(max_entries=8, show_spinner=False)
def _observations(version: str) -> list[Observation]:
    return budget.observations(reads.open_store())


def observations() -> list[Observation]:
    """What was promised and realised, published."""
    return _observations(reads.version())


@st.cache_resource(max_entries=8, show_spinner=False)
def _money_checks(version: str) -> list[MoneyCheck]:
    return [check_money(one) for one in budget.published_money(reads.open_store())]


def money_checks() -> list[MoneyCheck]:
    """Published money against published units."""
    return _money_checks(reads.version())
