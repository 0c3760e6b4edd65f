"""One what-if as a whole: baseline and scenario side by side."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from samenleven.budget.model import BudgetModel
from samenleven.budget.outcome import Change, Outcome, compare
from samenleven.budget.rules import Rules, rules_of
from samenleven.budget.scenario import Scenario, Space
from samenleven.budget.simulation import simulate
from samenleven.budget.uncertainty import Bands, bands
from samenleven.figures import Kind, TableRow

METHOD = "product-method"
EXAMPLE = "product-example"


@dataclass(frozen=True)
class WhatIf:
    """A scenario that has been run, beside its own baseline.

    `before` and `after` are the model at its centre; the bands are those of the realisation around it, and their
    middle is what is shown as attainment and progress.
    """

    model: BudgetModel
    space: Space
    scenario: Scenario
    reference: Rules
    rules: Rules
    before: Outcome
    after: Outcome
    change: Change
    reference_date: date
    start: WhatIf | None = field(default=None, compare=False, repr=False)

    @cached_property
    def bands_before(self) -> Bands:
        """The bands of the baseline; those of `start` where the baseline was taken over from it."""
        return self.start.bands_before if self.start else bands(self.model, self.reference, self.before.targets)

    @cached_property
    def bands_after(self) -> Bands:
        """The bands of the scenario; worked out when asked for, as most views of the page show none."""
        return bands(self.model, self.rules, self.after.targets)

    @property
    def closed(self) -> str | None:
        """Why a lower threshold brings in nobody, in Dutch; None where the call was open to new applicants."""
        year = self.model.call.project_year
        if self.model.call.open_to_new:
            return None
        return (
            f"Oproep {year} stond alleen open voor indieners van projectjaar {year - 1}: een lagere drempel brengt er "
            "niemand bij; wie er nog niet bij was, kan alleen aansluiten bij een van hen."
        )

    @property
    def provenance(self) -> TableRow:
        """What every figure of this what-if is, what it rests on and of which day its parameters are."""
        return provenance(self.model, self.reference_date)

    def name_of(self, authority_id: str) -> str:
        """The name of an authority."""
        found = self.model.counts.get(authority_id)
        return found.name if found else authority_id


def provenance(model: BudgetModel, reference_date: date) -> TableRow:
    """What every figure of a model is, what it rests on and of which day its parameters are."""
    source = f"{METHOD}, {EXAMPLE}" if model.kind is Kind.EXAMPLE else METHOD
    return {"kind": model.kind.value, "source_id": source, "reference_date": reference_date}


def run_scenario(
    model: BudgetModel, space: Space, scenario: Scenario, reference_date: date, start: WhatIf | None = None
) -> WhatIf:
    """Baseline and scenario through the same functions; `reference_date` is the day of the parameters.

    `start` is any run of the same model: its baseline is taken over when it is that of this scenario too.
    """
    if start and start.scenario.start == scenario.start:
        reference, before = start.reference, start.before
    else:
        start = None
        reference = rules_of(space, scenario.start)
        before = simulate(model, reference)
    rules = rules_of(space, scenario)
    after = simulate(model, rules, reference)
    change = compare(before, after)
    return WhatIf(model, space, scenario, reference, rules, before, after, change, reference_date, start)
