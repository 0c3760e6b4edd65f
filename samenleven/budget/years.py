"""Several project years one after the other, and when the money is paid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from samenleven.budget.model import BudgetModel
from samenleven.budget.outcome import Outcome
from samenleven.budget.rules import Rules, rules_of
from samenleven.budget.scenario import Scenario, Space
from samenleven.budget.simulation import evaluate
from samenleven.catalogue import ProjectYear
from samenleven.shares import cash


def simulate_years(
    models: Mapping[int, BudgetModel], rules: Mapping[int, Rules], references: Mapping[int, Rules]
) -> dict[int, Outcome]:
    """The runs of several project years, oldest first: what an applicant gets in one it keeps in the next.

    So a scenario for the first year reaches into the later ones. The first year starts from the model's envelopes;
    who takes part for the first time is new.
    """
    outcomes: dict[int, Outcome] = {}
    kept: dict[str, int] | None = None
    for year in sorted(models):
        model = models[year]
        envelopes = None if kept is None else [kept.get(a.applicant_id) for a in model.applications]
        outcome = evaluate(model, rules[year], references[year], None, envelopes)
        kept = {row.applicant_id: row.grant_cents for row in outcome.applicants if row.takes_part}
        outcomes[year] = outcome
    return outcomes


def payment_years(year: ProjectYear, balance_lag_years: int) -> tuple[int, int]:
    """The calendar years of advance and balance: at the start, and so many years after the year report is due."""
    return year.starts_on.year, year.year_due_on.year + balance_lag_years


def cash_per_year(payments: Iterable[tuple[int, Decimal, tuple[int, int]]]) -> dict[int, int]:
    """Cents by calendar year out of (cents paid in all, advance share, years of advance and balance)."""
    flow: dict[int, int] = {}
    for cents, share, years in payments:
        for year, part in zip(years, cash(cents, share), strict=True):
            flow[year] = flow.get(year, 0) + part
    return dict(sorted(flow.items()))


@dataclass(frozen=True)
class CallYear:
    """One project year as the cash needs it; `advance_share` of a grant is paid at the start."""

    year: ProjectYear
    model: BudgetModel
    space: Space
    advance_share: Decimal


def calendar_cash(years: Sequence[CallYear], scenario: Scenario) -> dict[int, int]:
    """Cents paid per calendar year, with the project years one after the other."""
    by_year = {one.year.project_year: one for one in years}
    models = {number: one.model for number, one in by_year.items()}
    rules = {number: rules_of(one.space, scenario) for number, one in by_year.items()}
    start = scenario.start
    references = {number: rules_of(one.space, start) for number, one in by_year.items()}
    outcomes = simulate_years(models, rules, references)
    return cash_per_year(
        (
            outcome.paid_cents,
            by_year[number].advance_share,
            payment_years(by_year[number].year, int(by_year[number].space.value("balance_lag_years"))),
        )
        for number, outcome in outcomes.items()
    )
