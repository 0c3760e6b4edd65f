"""The budget what-if: who gets what, how many people that reaches and which targets it meets.

One run is `simulate(model, rules, reference)`; baseline and scenario go through it alike (the baseline with its
own rules as reference). Built for a slider: a run over 300 applications and all measures takes milliseconds.

Assumptions, said on screen: expected reach = realisation x (baseline reach + paid units); reach grows in
proportion to the money; incentives are paid before the rounds; within a cooperation money and people are spread
by target group; who enters asks per head what present applicants ask. Model results, no official estimates.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import mul

from samenleven.budget.asking import asked_cents, measure_limits
from samenleven.budget.envelope import divide_in_layout
from samenleven.budget.incentives import incentive_cents
from samenleven.budget.model import BudgetModel
from samenleven.budget.outcome import ApplicantOutcome, MeasureOutcome, Outcome
from samenleven.budget.participation import participants
from samenleven.budget.reach_targets import judge_targets, sum_up, weighted_attainment
from samenleven.budget.rules import Rules
from samenleven.budget.spreading import cover, spread
from samenleven.grant.call import added_cents, own_share_ratio


def simulate(model: BudgetModel, rules: Rules, reference: Rules | None = None) -> Outcome:
    """One run of a scenario's rules; `reference` are the baseline's (None: this is the baseline)."""
    return evaluate(model, rules, reference or rules, None)


def evaluate(
    model: BudgetModel,
    rules: Rules,
    reference: Rules,
    granted: Sequence[int] | None,
    envelopes: Sequence[int | None] | None = None,
) -> Outcome:
    """What a division brings; `granted` in cents by claim, None for the division of the rounds.

    `envelopes` is what applications keep in those rounds (cents), None for what the model says.
    """
    present, asked, incentives, money, granted = _divide(model, rules, reference, granted, envelopes)
    applicants = _applicants(model, rules, present, asked, granted, incentives)
    measures = _measures(model, rules, present, asked, granted)
    targets = judge_targets(model, rules, present, granted, measures)
    goals = sum_up(measures, targets, by_goal=True)
    return Outcome(
        budget_cents=rules.budget_cents,
        asked_cents=sum(asked),
        grant_cents=sum(granted),
        incentive_cents=sum(incentives),
        own_share_cents=sum(row.own_share_cents for row in applicants),
        left_cents=money - sum(granted),
        covered=cover(model, rules, present),
        weighted_attainment=weighted_attainment(goals, rules),
        applicants=applicants,
        authorities=spread(model, rules, reference, applicants),
        measures=measures,
        actions=sum_up(measures, targets, by_goal=False),
        goals=goals,
        targets=targets,
        claim_asked=asked,
        claim_granted=granted,
    )


def attainment(model: BudgetModel, rules: Rules, reference: Rules) -> float | None:
    """Only the weighted attainment of a run: a tornado asks for it many times per move of a slider."""
    present, asked, _, _, granted = _divide(model, rules, reference, None, None)
    measures = _measures(model, rules, present, asked, granted)
    targets = judge_targets(model, rules, present, granted, measures)
    return weighted_attainment(sum_up(measures, targets, by_goal=True), rules)


def _divide(
    model: BudgetModel,
    rules: Rules,
    reference: Rules,
    granted: Sequence[int] | None,
    envelopes: Sequence[int | None] | None,
) -> tuple[list[bool], Sequence[int], list[int], int, Sequence[int]]:
    """Who takes part, cents asked by claim, incentives by application, cents for the rounds and granted by claim."""
    present = who_takes_part(model, rules, reference)
    asked = asked_cents(model, rules, present)
    incentives = incentive_cents(model, rules, reference, present)
    money = rules.budget_cents - sum(incentives)
    if granted is None:
        granted = divide_in_layout(model.layout, asked, envelopes or model.envelopes, money, rules.rounds)
    return present, asked, incentives, money, granted


def who_takes_part(model: BudgetModel, rules: Rules, reference: Rules) -> list[bool]:
    """For each application whether it takes part under a scenario's rules."""
    groups = model.groups(rules.origin_share), model.groups(reference.origin_share)
    return participants(model.applications, model.counts, groups, rules, reference)


def _applicants(
    model: BudgetModel,
    rules: Rules,
    present: Sequence[bool],
    asked: Sequence[int],
    granted: Sequence[int],
    incentives: Sequence[int],
) -> list[ApplicantOutcome]:
    amounts, _ = measure_limits(model, rules)
    people = [measure in model.people for measure in model.measures]
    rates = [rules.realisation[m] if counts else 0.0 for m, counts in zip(model.measures, people, strict=True)]
    per_cent = [rate / amount if amount else 0.0 for rate, amount in zip(rates, amounts, strict=True)]
    before = model.expected_before(rates)
    extra = list(map(mul, map(per_cent.__getitem__, model.measure_of), granted))
    rows = []
    ratio = own_share_ratio(rules.call.own_share)
    columns = zip(
        model.applications, model.layout.spans, model.planned_people, before, present, incentives, strict=True
    )
    for application, (start, end), planned, without, takes_part, incentive in columns:
        grant = sum(granted[start:end])
        rows.append(
            ApplicantOutcome(
                application.applicant_id,
                application.name,
                application.candidate,
                takes_part,
                sum(asked[start:end]),
                grant,
                incentive,
                added_cents(grant, ratio),
                planned if takes_part else 0,
                without + sum(extra[start:end]) if takes_part else 0.0,
            )
        )
    return rows


def _measures(
    model: BudgetModel,
    rules: Rules,
    present: Sequence[bool],
    asked: Sequence[int],
    granted: Sequence[int],
) -> list[MeasureOutcome]:
    reach = model.reach_of(present)
    ratio = own_share_ratio(rules.call.own_share)
    rows = []
    columns = zip(model.measures, model.action_of, model.positions, reach.baseline, reach.planned, strict=True)
    for measure, action, positions, baseline, planned in columns:
        grants = [granted[i] for i in positions]  # zero for those who do not take part
        grant = sum(grants)
        amount = rules.call.tariffs[measure].amount_cents
        paid = grant / amount if amount else 0.0
        rows.append(
            MeasureOutcome(
                measure,
                action,
                model.goal_of_action[action],
                sum([asked[i] for i in positions]),
                grant,
                added_cents(grant, ratio),
                len(grants) - grants.count(0),
                baseline,
                planned,
                paid,
                rules.realisation[measure] * (baseline + paid),
            )
        )
    return rows
