"""The budget what-if: who gets what, how many people that reaches and which targets it meets.

One run is `simulate(model, rules, reference)`; baseline and scenario go through it alike (the baseline with its
own rules as reference). Built for a slider: a run over 300 applications and all measures takes milliseconds.

Assumptions, said on screen: the extra reach is realisation x paid units, beside the baseline reach that was there
already and does not count towards a target; reach grows in proportion to the money;
incentives are paid before the rounds; within a cooperation money and people are spread by target group; who enters
asks per head what present applicants ask. Model results, no official estimates.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress
from operator import mul
from typing import NamedTuple

from samenleven.budget.asking import asked_cents
from samenleven.budget.envelope import divide_in_layout
from samenleven.budget.incentives import incentive_cents
from samenleven.budget.model import BudgetModel, Claims
from samenleven.budget.outcome import ApplicantOutcome, MeasureOutcome, Outcome, TargetOutcome
from samenleven.budget.participation import participants
from samenleven.budget.reach_targets import judge_targets, sum_up, weighted
from samenleven.budget.rules import Rules
from samenleven.budget.spreading import cover, spread
from samenleven.grant.call import added_cents


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
    """What a division brings; `granted` in cents by claim of those who take part, None for that of the rounds.

    `envelopes` is what applications keep in those rounds (cents, by application), None for what the model says.
    """
    run = divide(model, rules, reference, granted, envelopes)
    applicants = list(_applicants(model, rules, run))
    measures = _measures(model, rules, run)
    targets = judge_targets(model, rules, run.claims, run.granted, measures)
    goals = sum_up(measures, targets, by_goal=True)
    return Outcome(
        budget_cents=rules.budget_cents,
        asked_cents=sum(run.asked),
        grant_cents=sum(run.granted),
        incentive_cents=sum(run.incentives),
        own_share_cents=sum(row.own_share_cents for row in applicants),
        left_cents=run.money - sum(run.granted),
        covered=cover(model, rules.counting, run.present),
        weighted_attainment=weighted(rules, [(goal.number, goal.progress) for goal in goals]),
        weighted_baseline=weighted(rules, [(goal.number, goal.baseline_progress) for goal in goals]),
        applicants=applicants,
        authorities=spread(model, rules, reference, applicants),
        measures=measures,
        actions=sum_up(measures, targets, by_goal=False),
        goals=goals,
        targets=targets,
        claims=run.claims,
        claim_asked=run.asked,
        claim_granted=run.granted,
    )


def targets_of(model: BudgetModel, rules: Rules, reference: Rules) -> list[TargetOutcome]:
    """Only what a run brings for its targets: a tornado asks for it many times per move of a slider."""
    run = divide(model, rules, reference)
    return judge_targets(model, rules, run.claims, run.granted, _measures(model, rules, run))


class Divided(NamedTuple):
    """Who takes part (by application), their claims, cents asked and granted by claim, incentives by application that
    takes part, the cents that were there for the rounds, and what the authorities add by claim.
    """

    present: tuple[bool, ...]
    claims: Claims
    asked: Sequence[int]
    granted: Sequence[int]
    incentives: Sequence[int]
    money: int
    own: Sequence[int]


def divide(
    model: BudgetModel,
    rules: Rules,
    reference: Rules,
    granted: Sequence[int] | None = None,
    envelopes: Sequence[int | None] | None = None,
) -> Divided:
    """Only who gets what, as in `evaluate`: where the optimiser starts from."""
    judged = model.judged(rules, reference), model.judged(reference, reference)
    present = tuple(participants(model.applications, model.counts, judged, rules, reference))
    claims = model.claims(present)
    asked = asked_cents(claims, rules)
    incentives = incentive_cents(model, present, rules, reference)
    money = rules.budget_cents - sum(incentives)
    if granted is None:
        own = [application.envelope_cents for application in claims.applications]
        kept = list(compress(envelopes, present)) if envelopes else own
        granted = divide_in_layout(claims.layout, asked, kept, money, rules.rounds)
    ratios = rules.own_ratio
    added = [added_cents(cents, ratios[measure]) for cents, measure in zip(granted, claims.measure_of, strict=True)]
    return Divided(present, claims, asked, granted, incentives, money, added)


def _applicants(model: BudgetModel, rules: Rules, run: Divided) -> Iterator[ApplicantOutcome]:
    """Every application of the model; those that take no part with zeros."""
    claims = run.claims
    per_cent = {m: _per_cent(rules, m) if m in model.people else 0.0 for m in model.measures}
    extra = list(map(mul, map(per_cent.__getitem__, claims.measure_of), run.granted))
    taking_part = zip(claims.layout.spans, run.incentives, claims.people, strict=True)
    for application, takes_part in zip(model.applications, run.present, strict=True):
        identity = application.applicant_id, application.name, application.candidate, takes_part
        if not takes_part:
            yield ApplicantOutcome(*identity, 0, 0, 0, 0, 0, 0, 0.0)
            continue
        (start, end), incentive, people = next(taking_part)
        grant = sum(run.granted[start:end])
        yield ApplicantOutcome(
            *identity,
            sum(run.asked[start:end]),
            grant,
            incentive,
            sum(run.own[start:end]),
            *people,
            sum(extra[start:end]),
        )


def _per_cent(rules: Rules, measure: str) -> float:
    """What a cent for a measure brings of its unit; nothing where a unit costs nothing."""
    amount = rules.amount_cents[measure]
    return rules.realisation[measure] / amount if amount else 0.0


def _measures(model: BudgetModel, rules: Rules, run: Divided) -> list[MeasureOutcome]:
    claims = run.claims
    rows = []
    for measure, positions in claims.positions.items():
        grants = [run.granted[i] for i in positions]
        grant = sum(grants)
        amount = rules.amount_cents[measure]
        paid = grant / amount if amount else 0.0
        action = model.call.measures[measure]
        rows.append(
            MeasureOutcome(
                measure,
                action,
                model.goal_of_action[action],
                sum([run.asked[i] for i in positions]),
                grant,
                sum([run.own[i] for i in positions]),
                len(grants) - grants.count(0),
                sum([claims.baseline[i] for i in positions]),
                sum([claims.planned[i] for i in positions]),
                paid,
                rules.realisation[measure] * paid,
            )
        )
    return rows
