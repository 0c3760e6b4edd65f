"""What a target weighs and costs: percentage points of the weighted attainment per euro, and whole plans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from samenleven.budget.rules import Rules
from samenleven.budget.tables import euro, target_columns
from samenleven.budget.what_if import WhatIf
from samenleven.figures import TableRow
from samenleven.grant.call import Call, added_cents

POINTS = (
    *("measure", "action", "goal", "component", "unit", "yardstick", "target", "amount_eur", "unit_cost_eur"),
    *("points", "whole_eur", "points_per_100000", "ratio", "next_plan_eur"),
)


def points_rows(what_if: WhatIf, components: Mapping[str, tuple[str, str | None]]) -> list[TableRow]:
    """What every target weighs and costs: the points that are in it, most points per euro first.

    `points` are percentage points of the weighted attainment when it is wholly paid, `whole_eur` the grant for that at
    the present amount and realisation. `next_plan_eur`: what comes in whole plans is not bought by the euro; None where
    it does not, or where the target is reached.
    """
    rules, call, own = what_if.rules, what_if.model.call, what_if.provenance
    targets = what_if.after.targets
    of_goal = Counter(target.goal_id for target in targets)
    weight = sum(rules.weights[goal] for goal in of_goal)
    rows = []
    for target in targets:
        amount = rules.amount_cents[target.measure_id]
        points = 100 * rules.weights[target.goal_id] / weight / of_goal[target.goal_id] if weight else None
        whole = euro(target.value * target.cents_per_unit) if target.cents_per_unit else None
        plans = call.tariffs[target.measure_id].max_units == 1 and target.shortfall > 0
        rows.append(
            target_columns(target, target.value, components)
            | {
                "amount_eur": euro(amount),
                "unit_cost_eur": euro(amount + added_cents(amount, rules.own_ratio[target.measure_id])),
                "points": points,
                "whole_eur": whole,
                "points_per_100000": points * 100_000 / whole if points is not None and whole else None,
                "ratio": target.ratio,
                "next_plan_eur": euro(amount) if plans else None,
            }
            | own
        )
    return sorted(rows, key=lambda row: (-(row["points_per_100000"] or 0.0), row["action"], row["measure"]))


def whole_plans(call: Call, rules: Rules, measure_cents: Mapping[str, int]) -> list[TableRow]:
    """What comes in whole plans, rounded afterwards: plans paid in full out of a division, and what the next one costs.

    Those are the measures of which one application can get one unit.
    """
    return [
        {
            "measure": measure,
            "action": call.measures[measure],
            "plans": cents // rules.amount_cents[measure],
            "next_plan_eur": euro(rules.amount_cents[measure] - cents % rules.amount_cents[measure]),
        }
        for measure, cents in measure_cents.items()
        if call.tariffs[measure].max_units == 1 and rules.amount_cents[measure]
    ]
