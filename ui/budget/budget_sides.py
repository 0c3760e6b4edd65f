"""A scenario and what stands beside it, as the figures of *budget* show them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from samenleven import dutch
from samenleven.budget import tables as rows_of
from samenleven.budget.outcome import compare
from samenleven.budget.what_if import WhatIf
from samenleven.figures import Kind, Shown, TableRow
from samenleven.findings.budget import Applicant, GoalMove
from ui.budget import budget_reads
from ui.budget.budget_choice import Choice
from ui.reading import reads

COOPERATION = "Samenwerkingsverband "


@dataclass(frozen=True)
class Sides:
    """A run and what its two sides are called; `whole` asks the tables of its figures too, which cost more."""

    run: WhatIf
    start: str
    now: str
    whole: bool
    shown: Shown

    @property
    def made_up(self) -> bool:
        """Whether it rests on made-up applications: what is drawn is hatched then."""
        return self.run.model.kind is Kind.EXAMPLE

    @cached_property
    def goals(self) -> list[GoalMove]:
        """Progress by goal."""
        titles = {goal.goal_id: goal.title for goal in reads.goals()}
        return [
            GoalMove(titles.get(row["goal"], str(row["goal"])), row["progress_before"], row["progress"])
            for row in rows_of.goal_rows(self.run)
        ]

    @cached_property
    def applicants(self) -> dict[str, Applicant]:
        """What every applicant gets, by its code, who takes part on either side."""
        pairs = zip(self.run.before.applicants, self.run.after.applicants, strict=True)
        return {
            row.applicant_id: Applicant(short(row.name), rows_of.euro(was.grant_cents), rows_of.euro(row.grant_cents))
            for was, row in pairs
            if was.takes_part or row.takes_part
        }

    @cached_property
    def reach(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """What was there already and what is extra, in contacts, each at the start and in the scenario."""
        sides = (self.run.before.applicants, self.run.after.applicants)
        already, extra = (
            [sum(getattr(row, name) for row in side) for side in sides] for name in ("baseline_people", "extra_people")
        )
        return (already[0], already[1]), (extra[0], extra[1])

    def file(self, name: str) -> str:
        """The name of a file of one of its figures."""
        return f"budget-jaar-{self.run.model.call.project_year}-{name}"

    def table(self, rows: Callable[[], Sequence[TableRow]]) -> pd.DataFrame:
        """The rows behind a figure; only where they come from when nobody asked for them."""
        return pd.DataFrame(rows() if self.whole else [self.run.provenance])


def of(choice: Choice, *, whole: bool = True) -> Sides:
    """The scenario of the screen beside its start. Raises SamenlevenError when it cannot be worked out."""
    run = choice.run()
    start, now = (dutch.millions(rows_of.euro(one.budget_cents), 2) for one in (run.before, run.after))
    return Sides(run, start, now, whole, choice.shown)


def beside(choice: Choice, text: str, *, whole: bool = True) -> Sides:
    """The scenario of the screen beside another one (its text). Raises SamenlevenError when one does not work out."""
    run, other = choice.run(), budget_reads.what_if(choice.year, text, choice.shown)
    change = compare(other.after, run.after)
    both = replace(run, before=other.after, reference=other.rules, change=change, start=None)
    return Sides(both, "het andere", "uw scenario", whole, choice.shown)


def short(name: str) -> str:
    """The name of an applicant where there is little room."""
    return f"verband {name.removeprefix(COOPERATION)}" if name.startswith(COOPERATION) else name


def authority_rows(run: WhatIf) -> list[TableRow]:
    """Every authority that a scenario can touch (not the municipalities of Brussels), those with most money first."""
    names = {one.name for one in run.model.authorities}
    rows = [row for row in rows_of.authority_rows(run) if row["name"] in names]
    return sorted(rows, key=lambda row: (not row["takes_part"], -row["grant_eur"]))


def target_rows(run: WhatIf) -> list[TableRow]:
    """The targets with the names of their measures."""
    return rows_of.target_rows(run, {m.measure_id: (m.component, m.unit) for m in reads.measures()})


def cash_rows(run: WhatIf, shown: Shown) -> list[TableRow]:
    """Money per calendar year."""
    return rows_of.cash_rows(*budget_reads.cash(run.scenario, shown), run.provenance)
