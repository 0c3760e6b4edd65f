"""The tables of a what-if, as screen, file and command line show them.

Rows are dictionaries by column name, money in euro; every row says its kind, source and date.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from samenleven.budget.outcome import Outcome, SumOutcome
from samenleven.budget.what_if import WhatIf
from samenleven.figures import TableRow
from samenleven.grant.call import CENTS_PER_EURO

AUTHORITIES = (
    *("nis", "name", "applicant", "takes_part", "may_apply_alone", "target_group", "grant_eur", "change_eur"),
    *("per_head_eur", "own_share_eur", "planned_people", "expected_people"),
)
APPLICANTS = (
    *("applicant", "candidate", "takes_part", "asked_eur", "grant_eur", "change_eur", "incentive_eur"),
    *("own_share_eur", "planned_people", "expected_people"),
)
SUMS = ("asked_eur", "grant_eur", "change_eur", "own_share_eur", "progress", "progress_before", "targets")
MEASURES = (
    *("measure", "action", "asked_eur", "grant_eur", "change_eur", "own_share_eur", "applicants"),
    *("baseline_reach", "planned_reach", "paid_units", "expected"),
)
TARGETS = (
    *("measure", "action", "goal", "component", "unit", "target_basis", "target", "expected", "ratio"),
    *("ratio_before", "shortfall", "closing_eur", "closing_own_eur", "within_maxima"),
)
FIGURES = ("figure", "unit", "before", "after", "change")


def euro(cents: float) -> float:
    """Cents as euro."""
    return cents / CENTS_PER_EURO


def planned_people(outcome: Outcome) -> int:
    """Persons that everybody who takes part plans to reach, over all measures that count persons."""
    return sum(row.planned_people for row in outcome.applicants)


def expected_people(outcome: Outcome) -> float:
    """Persons that may be expected, at the realisation of the run."""
    return sum(row.expected_people for row in outcome.applicants)


KEY_FIGURES: Mapping[str, tuple[str, Callable[[Outcome], float | None]]] = {
    "budget": ("euro", lambda o: euro(o.budget_cents)),
    "paid": ("euro", lambda o: euro(o.paid_cents)),
    "asked": ("euro", lambda o: euro(o.asked_cents)),
    "left": ("euro", lambda o: euro(o.left_cents)),
    "own_share": ("euro", lambda o: euro(o.own_share_cents)),
    "taking_part": ("besturen", lambda o: sum(row.takes_part for row in o.authorities)),
    "planned_people": ("personen", planned_people),
    "expected_people": ("personen", expected_people),
    "covered_people": ("inwoners van de doelgroep", lambda o: o.covered.estimate),
    "covered_share": ("aandeel", lambda o: o.covered.estimate / o.covered.total if o.covered.total else None),
    "weighted_attainment": ("aandeel", lambda o: o.weighted_attainment),
    "targets_reached": ("streefwaarden", lambda o: sum(not target.shortfall for target in o.targets)),
    "closing": ("euro", lambda o: euro(sum(target.closing_cents or 0 for target in o.targets))),
}
"""The figures that sum up a run, each with its unit."""


def key_figures(what_if: WhatIf) -> list[TableRow]:
    """Every key figure before and after."""
    rows = []
    for code, (unit, of) in KEY_FIGURES.items():
        before, after = of(what_if.before), of(what_if.after)
        change = None if before is None or after is None else after - before
        rows.append({"figure": code, "unit": unit, "before": before, "after": after, "change": change})
    return [row | what_if.provenance for row in rows]


def authority_rows(what_if: WhatIf) -> list[TableRow]:
    """Every authority: its part of the money and what changes."""
    names = {application.applicant_id: application.name for application in what_if.model.applications}
    own = what_if.provenance
    return [
        {
            "nis": what_if.model.counts[row.authority_id].nis,
            "name": row.name,
            "applicant": names.get(row.applicant_id or ""),
            "takes_part": row.takes_part,
            "may_apply_alone": row.may_apply_alone,
            "target_group": row.target_group.estimate if row.target_group else None,
            "grant_eur": euro(row.grant_cents),
            "change_eur": euro(what_if.change.grant_change_cents[row.authority_id]),
            "per_head_eur": None if row.per_head_cents is None else euro(row.per_head_cents),
            "own_share_eur": euro(row.own_share_cents),
            "planned_people": row.planned_people,
            "expected_people": row.expected_people,
        }
        | own
        for row in what_if.after.authorities
    ]


def applicant_rows(what_if: WhatIf) -> list[TableRow]:
    """Every application that takes part before or after."""
    own = what_if.provenance
    return [
        {
            "applicant": row.name,
            "candidate": row.candidate,
            "takes_part": row.takes_part,
            "asked_eur": euro(row.asked_cents),
            "grant_eur": euro(row.grant_cents),
            "change_eur": euro(row.grant_cents - was.grant_cents),
            "incentive_eur": euro(row.incentive_cents),
            "own_share_eur": euro(row.own_share_cents),
            "planned_people": row.planned_people,
            "expected_people": row.expected_people,
        }
        | own
        for was, row in zip(what_if.before.applicants, what_if.after.applicants, strict=True)
        if was.takes_part or row.takes_part
    ]


def action_rows(what_if: WhatIf) -> list[TableRow]:
    """Every action: money and progress."""
    return _sums(what_if, "action", what_if.before.actions, what_if.after.actions)


def goal_rows(what_if: WhatIf) -> list[TableRow]:
    """Every goal: money and progress."""
    return _sums(what_if, "goal", what_if.before.goals, what_if.after.goals)


def _sums(what_if: WhatIf, name: str, before: Sequence[SumOutcome], after: Sequence[SumOutcome]) -> list[TableRow]:
    old = {row.number: row for row in before}
    own = what_if.provenance
    return [
        {
            name: row.number,
            "asked_eur": euro(row.asked_cents),
            "grant_eur": euro(row.grant_cents),
            "change_eur": euro(row.grant_cents - old[row.number].grant_cents),
            "own_share_eur": euro(row.own_share_cents),
            "progress": row.progress,
            "progress_before": old[row.number].progress,
            "targets": row.targets,
        }
        | own
        for row in after
    ]


def measure_rows(what_if: WhatIf) -> list[TableRow]:
    """Every paid measure: money, units and expected reach."""
    own = what_if.provenance
    return [
        {
            "measure": row.measure_id,
            "action": row.action_id,
            "asked_eur": euro(row.asked_cents),
            "grant_eur": euro(row.grant_cents),
            "change_eur": euro(row.grant_cents - was.grant_cents),
            "own_share_eur": euro(row.own_share_cents),
            "applicants": row.applicants,
            "baseline_reach": row.baseline,
            "planned_reach": row.planned,
            "paid_units": row.paid_units,
            "expected": row.expected,
        }
        | own
        for was, row in zip(what_if.before.measures, what_if.after.measures, strict=True)
    ]


def target_rows(what_if: WhatIf, components: Mapping[str, tuple[str, str | None]]) -> list[TableRow]:
    """Every target: what is expected, what is short and what closing that would cost.

    `components` gives the name and unit of each target's measure.
    """
    own = what_if.provenance
    rows = []
    for was, row in zip(what_if.before.targets, what_if.after.targets, strict=True):
        component, unit = components.get(row.target_id, (row.target_id, None))
        rows.append(
            {
                "measure": row.target_id,
                "action": row.action_id,
                "goal": row.goal_id,
                "component": component,
                "unit": unit,
                "target_basis": row.basis.value,
                "target": row.value,
                "expected": row.expected,
                "ratio": row.ratio,
                "ratio_before": was.ratio,
                "shortfall": row.shortfall,
                "closing_eur": None if row.closing_cents is None else euro(row.closing_cents),
                "closing_own_eur": None if row.closing_own_cents is None else euro(row.closing_own_cents),
                "within_maxima": row.within_maxima,
            }
            | own
        )
    return rows


def cash_rows(before: Mapping[int, int], after: Mapping[int, int], provenance: TableRow) -> list[TableRow]:
    """What is paid per calendar year in the baseline and in the scenario, both as `years.calendar_cash` gives them."""
    return [
        {
            "year": year,
            "before_eur": euro(before.get(year, 0)),
            "after_eur": euro(after.get(year, 0)),
            "change_eur": euro(after.get(year, 0) - before.get(year, 0)),
        }
        | provenance
        for year in sorted(before.keys() | after.keys())
    ]
