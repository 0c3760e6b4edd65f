"""The tables of a what-if, as screen, file and command line show them.

Rows are dictionaries by column name, money in euro; every row says its kind, source and date.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from samenleven.budget.model import ReachTarget
from samenleven.budget.outcome import ApplicantOutcome, AuthorityOutcome, Outcome, SumOutcome, TargetOutcome
from samenleven.budget.uncertainty import Band, Bands, bands_of_actions
from samenleven.budget.what_if import WhatIf
from samenleven.figures import TableRow
from samenleven.grant.call import CENTS_PER_EURO, Call
from samenleven.terms import CONTACTS

AUTHORITIES = (
    *("nis", "name", "applicant", "takes_part", "eligible", "target_group", "grant_eur", "change_eur"),
    *("per_head_eur", "own_share_eur", "baseline_people", "planned_people", "extra_people"),
)
APPLICANTS = (
    *("applicant", "candidate", "takes_part", "asked_eur", "grant_eur", "change_eur", "incentive_eur"),
    *("own_share_eur", "baseline_people", "planned_people", "extra_people"),
)
SUMS = (
    *("asked_eur", "grant_eur", "change_eur", "own_share_eur"),
    *("progress", "progress_before", "baseline_progress", "targets"),
)
MEASURES = (
    *("measure", "action", "asked_eur", "grant_eur", "change_eur", "own_share_eur", "applicants"),
    *("baseline_reach", "planned_reach", "paid_units", "extra_reach"),
)
TARGETS = (
    *("measure", "action", "goal", "component", "unit", "yardstick", "target", "baseline_reach", "extra_reach"),
    *("ratio", "ratio_before", "baseline_ratio", "shortfall", "closing_eur", "closing_own_eur", "within_maxima"),
    "reason",
)
FIGURES = ("figure", "unit", "before", "after", "change")


def euro(cents: float) -> float:
    """Cents as euro."""
    return cents / CENTS_PER_EURO


def _middle(band: Band | None) -> float | None:
    """What is shown of a figure with a band."""
    return band.middle if band else None


KEY_FIGURES: Mapping[str, tuple[str, Callable[[Outcome, Bands], float | None]]] = {
    "budget": ("euro", lambda o, _: euro(o.budget_cents)),
    "paid": ("euro", lambda o, _: euro(o.paid_cents)),
    "asked": ("euro", lambda o, _: euro(o.asked_cents)),
    "left": ("euro", lambda o, _: euro(o.left_cents)),
    "own_share": ("euro", lambda o, _: euro(o.own_share_cents)),
    "taking_part": ("besturen", lambda o, _: sum(row.takes_part for row in o.authorities)),
    "baseline_people": (CONTACTS, lambda o, _: sum(row.baseline_people for row in o.applicants)),
    "planned_people": (CONTACTS, lambda o, _: sum(row.planned_people for row in o.applicants)),
    "extra_people": (CONTACTS, lambda o, _: sum(row.extra_people for row in o.applicants)),
    "covered_people": ("inwoners van de doelgroep", lambda o, _: o.covered.estimate),
    "covered_share": ("aandeel", lambda o, _: o.covered.estimate / o.covered.total if o.covered.total else None),
    "weighted_baseline": ("aandeel", lambda o, _: o.weighted_baseline),
    "weighted_attainment": ("aandeel", lambda _, bands: _middle(bands.weighted_attainment)),
    "targets_at_baseline": ("streefwaarden", lambda o, _: sum(target.baseline_ratio >= 1 for target in o.targets)),
    "targets_reached": ("streefwaarden", lambda o, _: sum(not target.shortfall for target in o.targets)),
    "closing": ("euro", lambda o, _: euro(sum(t.closing_cents or 0 for t in o.targets if t.within_maxima))),
    "not_closable": ("streefwaarden", lambda o, _: sum(t.shortfall > 0 and not t.within_maxima for t in o.targets)),
}
"""The figures that sum up a run, each with its unit. What was there already and what is extra are never added up."""


def key_figures(what_if: WhatIf) -> list[TableRow]:
    """Every key figure before and after."""
    rows = []
    for code, (unit, of) in KEY_FIGURES.items():
        before, after = of(what_if.before, what_if.bands_before), of(what_if.after, what_if.bands_after)
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
            "eligible": row.standing.eligible,
            "target_group": row.target_group.estimate if row.target_group else None,
            "grant_eur": euro(row.grant_cents),
            "change_eur": euro(what_if.change.grant_change_cents[row.authority_id]),
            "per_head_eur": None if row.per_head_cents is None else euro(row.per_head_cents),
            "own_share_eur": euro(row.own_share_cents),
            **_people(row),
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
            **_people(row),
        }
        | own
        for was, row in zip(what_if.before.applicants, what_if.after.applicants, strict=True)
        if was.takes_part or row.takes_part
    ]


def _people(row: AuthorityOutcome | ApplicantOutcome) -> TableRow:
    """What was there already and what is extra; nothing is known here of who takes no part, and that is not zero."""
    return {
        "baseline_people": row.baseline_people if row.takes_part else None,
        "planned_people": row.planned_people if row.takes_part else None,
        "extra_people": row.extra_people if row.takes_part else None,
    }


def action_rows(what_if: WhatIf) -> list[TableRow]:
    """Every action: money and progress."""
    before, after = what_if.before, what_if.after
    drawn = [bands_of_actions(what_if.model, run.targets) for run in (before, after)]
    return _sums(what_if, "action", before.actions, after.actions, *drawn)


def goal_rows(what_if: WhatIf) -> list[TableRow]:
    """Every goal: money and progress."""
    drawn = what_if.bands_before.goals, what_if.bands_after.goals
    return _sums(what_if, "goal", what_if.before.goals, what_if.after.goals, *drawn)


def _sums(
    what_if: WhatIf,
    name: str,
    before: Sequence[SumOutcome],
    after: Sequence[SumOutcome],
    drawn_before: Mapping[int, Band],
    drawn_after: Mapping[int, Band],
) -> list[TableRow]:
    """Money and progress by number; progress is the middle of its band."""
    old = {row.number: row for row in before}
    own = what_if.provenance
    return [
        {
            name: row.number,
            "asked_eur": euro(row.asked_cents),
            "grant_eur": euro(row.grant_cents),
            "change_eur": euro(row.grant_cents - old[row.number].grant_cents),
            "own_share_eur": euro(row.own_share_cents),
            "progress": _middle(drawn_after.get(row.number)),
            "progress_before": _middle(drawn_before.get(row.number)),
            "baseline_progress": row.baseline_progress,
            "targets": row.targets,
        }
        | own
        for row in after
    ]


def measure_rows(what_if: WhatIf) -> list[TableRow]:
    """Every paid measure: money, units, the reach that was there already and the extra reach to be expected."""
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
            "extra_reach": row.extra,
        }
        | own
        for was, row in zip(what_if.before.measures, what_if.after.measures, strict=True)
    ]


def target_rows(what_if: WhatIf, components: Mapping[str, tuple[str, str | None]]) -> list[TableRow]:
    """Every target: what was there, what is extra, what is short and what closing that would cost.

    `components` gives the name and unit of each target's measure. Targets that the call does not pay for come last,
    without figures and with the `reason`.
    """
    own = what_if.provenance
    rows: list[TableRow] = [
        target_columns(row, row.value, components)
        | {
            "baseline_reach": row.baseline,
            "extra_reach": row.extra,
            "ratio": row.ratio,
            "ratio_before": was.ratio,
            "baseline_ratio": row.baseline_ratio,
            "shortfall": row.shortfall,
            "closing_eur": None if row.closing_cents is None else euro(row.closing_cents),
            "closing_own_eur": None if row.closing_own_cents is None else euro(row.closing_own_cents),
            "within_maxima": row.within_maxima,
            "reason": None,
        }
        | own
        for was, row in zip(what_if.before.targets, what_if.after.targets, strict=True)
    ]
    call = what_if.model.call
    return rows + [
        dict.fromkeys(TARGETS)
        | target_columns(target, float(target.value), components)
        | {"reason": not_in_the_model(call, target.action_id)}
        | own
        for target in what_if.model.not_paid
    ]


def target_columns(
    row: TargetOutcome | ReachTarget, value: float, components: Mapping[str, tuple[str, str | None]]
) -> TableRow:
    """What a target is, paid or not."""
    component, unit = components.get(row.target_id, (row.target_id, None))
    return {
        "measure": row.target_id,
        "action": row.action_id,
        "goal": row.goal_id,
        "component": component,
        "unit": unit,
        "yardstick": row.yardstick.value,
        "target": value,
    }


def not_in_the_model(call: Call, action: int) -> str:
    """Why a target does not count in a run: the call does not pay its action, as the data say who does."""
    payer = call.paid_by.get(action)
    return f"niet in dit rekenmodel: oproep {call.project_year} betaalt actie {action} niet" + (
        f" (betaald door: {payer})" if payer else ""
    )


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
