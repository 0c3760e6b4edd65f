"""What every claim of the budget what-if asks, within maximum units and ceilings, before the budget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samenleven.budget.model import BudgetModel
from samenleven.budget.rules import Rules
from samenleven.grant.call import to_cents
from samenleven.grant.grant import within_ceiling


def asked_cents(model: BudgetModel, rules: Rules, present: Sequence[bool]) -> list[int]:
    """What each claim asks within maximum units and ceiling; nothing for who does not take part.

    The same rule as `samenleven.grant.grant.grant_application`, over all claims at once.
    """
    amounts, limits = measure_limits(model, rules)
    shared = {action: ceiling_cents(rules, action) for action in model.shared_ceilings}
    key = tuple(amounts), tuple(limits), tuple(shared.values())
    asked = model.asked_by_all.recall(key, lambda: _asked_by_all(model, amounts, limits, shared)).copy()
    for takes_part, (start, end) in zip(present, model.layout.spans, strict=True):
        if not takes_part:
            asked[start:end] = [0] * (end - start)
    return asked


def _asked_by_all(
    model: BudgetModel, amounts: Sequence[int], limits: Sequence[int], shared: Mapping[int, int | None]
) -> list[int]:
    asked = [
        cents if (cents := planned * amounts[m]) < limits[m] else limits[m]
        for planned, m in zip(model.planned, model.measure_of, strict=True)
    ]
    for action, owners in model.shared_ceilings.items():
        ceiling = shared[action]
        together = sum(x for x, found in zip(limits, model.action_of, strict=True) if found == action)
        if ceiling is None or together <= ceiling:
            continue
        for positions in owners:
            paid = within_ceiling([asked[i] for i in positions], ceiling)
            for i, cents in zip(positions, paid, strict=True):
                asked[i] = cents
    return asked


def ceiling_cents(rules: Rules, action: int) -> int | None:
    """The ceiling of an action per application in cents; None when it has none."""
    ceiling = rules.call.ceilings.get(action)
    return None if ceiling is None else to_cents(ceiling)


def measure_limits(model: BudgetModel, rules: Rules) -> tuple[list[int], list[int]]:
    """Per measure the amount per unit, and the most one application can get for it alone, in cents."""
    amounts, limits = [], []
    for measure, action in zip(model.measures, model.action_of, strict=True):
        tariff = rules.call.tariffs[measure]
        amount = tariff.amount_cents
        limit = tariff.max_units * amount
        ceiling = ceiling_cents(rules, action)
        amounts.append(amount)
        limits.append(limit if ceiling is None else min(limit, ceiling))
    return amounts, limits
