"""What every claim of the budget what-if asks, within maximum units and ceilings, before the budget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samenleven.budget.model import Claims
from samenleven.budget.rules import Rules
from samenleven.grant.grant import within_ceiling


def asked_cents(claims: Claims, rules: Rules) -> list[int]:
    """What each claim asks within maximum units and ceiling, in cents.

    The same rule as `samenleven.grant.grant.grant_application`, over all claims at once.
    """
    amounts, limits = rules.amount_cents, rules.limit_cents
    asked = [
        cents if (cents := units * amounts[measure]) < limits[measure] else limits[measure]
        for units, measure in zip(wanted_units(claims, rules), claims.measure_of, strict=True)
    ]
    for action, measures in _sharing_a_ceiling(rules).items():
        ceiling = rules.ceiling_cents[action]
        by_owner: dict[int, list[int]] = {}
        for position in sorted(p for measure in measures for p in claims.positions.get(measure, ())):
            by_owner.setdefault(claims.layout.owner[position], []).append(position)
        for positions in by_owner.values():
            paid = within_ceiling([asked[i] for i in positions], ceiling)
            for i, cents in zip(positions, paid, strict=True):
                asked[i] = cents
    return asked


def wanted_units(claims: Claims, rules: Rules) -> Sequence[int]:
    """The units behind every claim: as planned, or as many times that as the take-up says, in whole units."""
    factors = {measure: rules.wanted(measure) for measure in claims.positions}
    if all(factor == 1 for factor in factors.values()):
        return claims.planned
    return [
        int(planned * factors[measure] + 0.5)
        for planned, measure in zip(claims.planned, claims.measure_of, strict=True)
    ]


def _sharing_a_ceiling(rules: Rules) -> Mapping[int, list[str]]:
    """The measures by action where the limits of its measures together exceed its ceiling."""
    of_action: dict[int, list[str]] = {}
    for measure in rules.limit_cents:
        of_action.setdefault(rules.call.measures[measure], []).append(measure)
    return {
        action: measures
        for action, measures in of_action.items()
        if sum(rules.limit_cents[m] for m in measures) > rules.ceiling_cents.get(action, float("inf"))
    }
