"""The plan as types: goals, actions, measures, targets and project years.

Terms follow monitoring and evaluation practice; the Dutch word on screen is in `samenleven.terms`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Family(StrEnum):
    """Where a measure comes from."""

    PLAN = "plan"
    """A KPI component of the plan of 2021, with a target for all of Flanders."""
    CALL = "call"
    """A row of the call's form, with a target per agreement."""


class MeasureKind(StrEnum):
    """How a measure may be added up."""

    FLOW = "flow"
    """Persons, practice opportunities: adds up over authorities and over years."""
    DISTINCT_COUNT = "distinct_count"
    """Plans, municipalities, schools: never adds up over years."""
    RATIO = "ratio"
    """A share of a base: divide sums, never average."""
    NONE = "none"
    """Named in the plan without a number to reach."""


@dataclass(frozen=True)
class Goal:
    """One of the seven goals (doelstellingen)."""

    goal_id: int
    title: str
    description: str


@dataclass(frozen=True)
class Action:
    """One of the 24 actions; `action_id` is the website number, which leads."""

    action_id: int
    plan_number: int
    goal_id: int
    horizontal_number: str
    title: str
    aim: str
    target_group: str
    kpi_definition: str | None
    funded_by: str
    mentor: str | None
    url: str
    source_id: str
    note: str | None


@dataclass(frozen=True)
class Measure:
    """One countable component with one unit (KPI-onderdeel).

    A row of the call's form exists from `first_year` to `last_year` (None: from the first, to the last project year);
    with a `reading` only where the target groups of its action are merged, or only where they are split.
    """

    measure_id: str
    family: Family
    action_id: int
    goal_id: int
    component: str
    unit: str | None
    kind: MeasureKind
    base: str | None
    counts_people: bool
    unit_changed: bool
    source_id: str
    note: str | None
    first_year: int | None = None
    last_year: int | None = None
    reading: str | None = None


@dataclass(frozen=True)
class ProjectYear:
    """One project year of the call with the same number; dates inclusive.

    `counts_on` is the day of the population counts that the call used, `open_to_new` whether an applicant that was not
    in the year before could apply. A day that is not published is None; with `year_due_precision` "month" only the
    month is, and `year_due_on` is its last day.
    """

    project_year: int
    title: str
    starts_on: date
    half_year_ends_on: date
    ends_on: date
    half_year_due_on: date | None
    year_due_on: date
    awarded_on: date
    counts_on: date
    open_to_new: bool
    half_year_opens_on: date | None = None
    year_due_precision: str = "day"

    def elapsed(self, on: date) -> Decimal:
        """Share of the project year that has passed at the end of a day, from 0 to 1."""
        days = (self.ends_on - self.starts_on).days + 1
        passed = (on - self.starts_on).days + 1
        return min(Decimal(1), max(Decimal(0), Decimal(passed) / Decimal(days)))


SEVERAL_READINGS = "Het plan noemt voor deze streefwaarden niet hetzelfde jaar, of laat open welk jaar ze gelden"


def reading_of_target(stated_year: int | None, stated_yearly: bool, year: ProjectYear) -> str:
    """One Dutch sentence on what the plan leaves open when its target is set against a project year.

    The plan prints a year ("KPI 2024") and mostly "jaarlijks", but no first year and no last day; a project year runs
    from October to September. So a target is never multiplied by years, and who stays below it reads why that may be.
    Source: the plan of 2021 (`docs/rules.md`, section 1).
    """
    if stated_year is None:
        return "Het plan noemt hierbij geen jaar"
    earlier = f"; {year.title.lower()} eindigt vóór {stated_year}" if year.ends_on.year < stated_year else ""
    if stated_yearly:
        open_left = f"of dat elk jaar is of alleen {stated_year}, blijft open"
        return f"Het plan zegt {stated_year} en jaarlijks: {open_left}{earlier}"
    return f"Het plan zegt {stated_year}, zonder eerste of laatste dag{earlier}"
