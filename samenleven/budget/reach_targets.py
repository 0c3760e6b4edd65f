"""What a division of money brings for the targets, actions and goals, and what closing a shortfall would cost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from samenleven.budget.model import BudgetModel, Claims, ReachTarget
from samenleven.budget.outcome import MeasureOutcome, SumOutcome, TargetOutcome
from samenleven.budget.rules import Rules
from samenleven.grant.call import added_cents

UNSEEN = 0.05
"""A shortfall, in units of the target, that nobody sees: grants are whole cents, and 12.97 of 13 reads as 13."""


def judge_targets(
    model: BudgetModel,
    rules: Rules,
    claims: Claims,
    granted: Sequence[int],
    measures: Sequence[MeasureOutcome],
) -> list[TargetOutcome]:
    """What a division brings for every target of the yardstick that the call pays for; `granted` in cents by claim."""
    of_measure = {row.measure_id: row for row in measures}
    targets = model.targets[rules.yardstick]
    return [_judge(target, rules, claims, granted, of_measure[target.measure_id]) for target in targets]


def _judge(
    target: ReachTarget, rules: Rules, claims: Claims, granted: Sequence[int], measure: MeasureOutcome
) -> TargetOutcome:
    rate, amount = rules.realisation[target.measure_id], rules.amount_cents[target.measure_id]
    baseline, units, per_unit = measure.baseline, measure.paid_units, rate
    if target.counts_authorities:
        positions = claims.positions[target.measure_id]
        behind = [claims.members[i] for i in positions]
        money = sum(members * granted[i] for members, i in zip(behind, positions, strict=True))
        # Which authorities were already engaged is not in an application, so none of them counts.
        baseline, units = 0, money / amount if amount else 0.0
        per_unit = rate * (sum(behind) / len(behind) if behind else 1)
    value, extra = float(target.value), rate * units
    per_cent = per_unit / amount if amount else 0.0
    room = len(claims.applications) * rules.limit_cents[target.measure_id] - measure.grant_cents
    shortfall = max(0.0, value - extra)
    if shortfall < UNSEEN:
        shortfall = 0.0
    closing: int | None = 0
    if shortfall:
        closing = int(-(-shortfall // per_cent)) if per_cent else None
    return TargetOutcome(
        target.target_id,
        target.measure_id,
        target.action_id,
        target.goal_id,
        target.yardstick,
        value,
        baseline,
        extra,
        extra / value,
        baseline / value,
        shortfall,
        closing,
        None if closing is None else added_cents(closing, rules.own_ratio[target.measure_id]),
        within_maxima=closing is not None and closing <= room,
        cents_per_unit=1 / per_cent if per_cent else 0.0,
    )


def sum_up(measures: Sequence[MeasureOutcome], targets: Sequence[TargetOutcome], *, by_goal: bool) -> list[SumOutcome]:
    """Money and progress per action or per goal."""
    field = "goal_id" if by_goal else "action_id"
    judged: dict[int, list[TargetOutcome]] = {}
    money: dict[int, tuple[int, int, int]] = {}
    for target in targets:
        judged.setdefault(getattr(target, field), []).append(target)
    for row in measures:
        asked, grant, own = money.get(getattr(row, field), (0, 0, 0))
        money[getattr(row, field)] = (
            asked + row.asked_cents,
            grant + row.grant_cents,
            own + row.own_share_cents,
        )
    return [
        SumOutcome(
            number,
            *money.get(number, (0, 0, 0)),
            _progress([target.ratio for target in judged.get(number, ())]),
            _progress([target.baseline_ratio for target in judged.get(number, ())]),
            len(judged.get(number, ())),
        )
        for number in sorted(money.keys() | judged.keys())
    ]


def _progress(ratios: Sequence[float]) -> float | None:
    """The mean of the ratios, each at most 1; None without any."""
    return sum(min(1.0, ratio) for ratio in ratios) / len(ratios) if ratios else None


def weighted(rules: Rules, progress: Iterable[tuple[int, float | None]]) -> float | None:
    """The mean progress by weight, from 0 to 1, over (goal, progress); None when no goal with weight has a target."""
    parts = [(rules.weights[goal], one) for goal, one in progress if one is not None]
    weight = sum(w for w, _ in parts)
    return sum(w * one for w, one in parts) / weight if weight else None
