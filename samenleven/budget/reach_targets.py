"""What a division of money brings for the targets, actions and goals, and what closing a shortfall would cost."""

from __future__ import annotations

from collections.abc import Sequence

from samenleven.budget.asking import measure_limits
from samenleven.budget.model import BudgetModel, ReachTarget
from samenleven.budget.outcome import MeasureOutcome, SumOutcome, TargetOutcome
from samenleven.budget.rules import Rules
from samenleven.grant.call import own_share_cents


def judge_targets(
    model: BudgetModel,
    rules: Rules,
    present: Sequence[bool],
    granted: Sequence[int],
    measures: Sequence[MeasureOutcome],
) -> list[TargetOutcome]:
    """What a division brings for every target; `granted` in cents by claim, `present` by application."""
    index = {row.measure_id: i for i, row in enumerate(measures)}
    amounts, limits = measure_limits(model, rules)
    taking_part = sum(present)
    reach = model.reach_of(present)
    rows = []
    for target in model.targets:
        m = index.get(target.measure_id)
        if m is None:  # the call does not pay this action
            rows.append(_target(target, 0.0, None, rules, room=0))
            continue
        rate = rules.realisation[target.measure_id]
        expected, per_unit = measures[m].expected, rate
        if target.counts_authorities:
            money = sum(model.members_of[i] * granted[i] for i in model.positions[m])
            expected = rate * money / amounts[m] if amounts[m] else 0.0
            per_unit = rate * (reach.authorities[m] / reach.claims[m] if reach.claims[m] else 1)
        per_cent = per_unit / amounts[m] if amounts[m] else 0.0
        room = taking_part * limits[m] - measures[m].grant_cents
        rows.append(_target(target, expected, per_cent, rules, room=room))
    return rows


def _target(target: ReachTarget, expected: float, per_cent: float | None, rules: Rules, *, room: int) -> TargetOutcome:
    value = float(target.value)
    shortfall = max(0.0, value - expected)
    # Grants are whole cents, so less than a millionth of a unit short is none at all.
    if shortfall < value * 1e-9:
        shortfall = 0.0
    closing: int | None = 0
    if shortfall:
        closing = int(-(-shortfall // per_cent)) if per_cent else None
    return TargetOutcome(
        target.target_id,
        target.measure_id,
        target.action_id,
        target.goal_id,
        target.basis,
        value,
        expected,
        expected / value,
        shortfall,
        closing,
        None if closing is None else own_share_cents(closing, rules.call.own_share),
        within_maxima=closing is not None and closing <= room,
    )


def sum_up(measures: Sequence[MeasureOutcome], targets: Sequence[TargetOutcome], *, by_goal: bool) -> list[SumOutcome]:
    """Money and progress per action or per goal."""
    field = "goal_id" if by_goal else "action_id"
    ratios: dict[int, list[float]] = {}
    money: dict[int, tuple[int, int, int]] = {}
    for target in targets:
        ratios.setdefault(getattr(target, field), []).append(min(1.0, target.ratio))
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
            sum(found) / len(found) if (found := ratios.get(number)) else None,
            len(ratios.get(number, ())),
        )
        for number in sorted(money.keys() | ratios.keys())
    ]


def weighted_attainment(goals: Sequence[SumOutcome], rules: Rules) -> float | None:
    """The mean progress of the goals by weight, from 0 to 1; None when no goal with weight has a target."""
    parts = [(rules.weights[g.number], g.progress) for g in goals if g.progress is not None]
    weight = sum(w for w, _ in parts)
    return sum(w * progress for w, progress in parts) / weight if weight else None
