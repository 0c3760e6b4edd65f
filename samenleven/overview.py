"""Puts the rules to work on the store's answers: the calculations that pages and command line both show.

Each function takes figures and parameters and gives rows; nothing here reads a file or decides a colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from samenleven.attainment import Attainment, MeasureFigures, attain, of_action, of_goal
from samenleven.catalogue import Action, Family, Goal
from samenleven.eligibility import (
    Coverage,
    Eligibility,
    Eligible,
    OriginCount,
    coverage,
    judge_authority,
)
from samenleven.parameters import Parameters


def attain_all(figures: Sequence[MeasureFigures], parameters: Parameters, as_of: date) -> list[Attainment]:
    """The attainment of each measure, in the order given."""
    gate = parameters.number("half_year_gate", as_of)
    return [attain(row, gate=gate, as_of=as_of) for row in figures]


def by_action(rows: Sequence[Attainment], actions: Sequence[Action]) -> list[Attainment]:
    """One row per action that has measures, by website number."""
    grouped = {action.action_id: [r for r in rows if r.action == action.action_id] for action in actions}
    return [
        of_action(action.goal_id, action.action_id, action.title, grouped[action.action_id])
        for action in actions
        if grouped[action.action_id]
    ]


def by_goal(rows: Sequence[Attainment], goals: Sequence[Goal], family: Family | None = None) -> list[Attainment]:
    """One row per goal; of one family of measures (against the agreements, or against the plan) or of all."""
    chosen = [row for row in rows if family is None or row.family is family]
    grouped = {goal.goal_id: [r for r in chosen if r.goal == goal.goal_id] for goal in goals}
    return [of_goal(goal.goal_id, goal.title, grouped[goal.goal_id]) for goal in goals if grouped[goal.goal_id]]


def judge_all(
    counts: Sequence[OriginCount],
    parameters: Parameters,
    on: date,
    *,
    estimate_only: bool = False,
) -> list[Eligible]:
    """How every authority may apply on a date, with the parameters in force then."""
    return [
        judge_authority(
            row,
            threshold=parameters.number("threshold_alone", on),
            strict=parameters.holds("threshold_alone_strict", on),
            share=parameters.number("origin_share", on),
            estimate_only=estimate_only,
        )
        for row in counts
    ]


def coverages(rows: Sequence[Eligible], listed: set[str]) -> dict[str, Coverage | None]:
    """The share of the target group held by the published 28, and by the 28 with Brussels.

    `listed` are the authority ids of the published 28. The keys are Dutch: they head the table that is shown.
    """
    flanders = [row for row in rows if row.eligible is not Eligibility.OWN_RULE]
    the_28 = [row for row in flanders if row.authority_id in listed]
    brussels = [row for row in rows if row.eligible is Eligibility.OWN_RULE]
    return {
        "de 28, van Vlaanderen": coverage(the_28, flanders),
        "de 28, van Vlaanderen en Brussel": coverage(the_28, [*flanders, *brussels]),
        "de 28 en Brussel, van Vlaanderen en Brussel": coverage([*the_28, *brussels], [*flanders, *brussels]),
    }
