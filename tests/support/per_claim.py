"""The best division of a budget by a program of its own: scipy, a variable per claim, straight from the applications.

Nothing of the product's own program is used: no adding up over applicants, no blocks, no rows over sets of measures.
Money is in millions of euro.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_matrix

from samenleven.budget.model import BudgetModel
from samenleven.budget.participation import Application
from samenleven.budget.rules import Rules
from samenleven.grant.application import ApplicationRow

MILLION = 100_000_000
"""Cents in a million euro."""
SHARP = 1e4
"""A row times this holds to a ten-thousandth of the solver's tolerance."""
RISES = 1e-8
"""What a goal must gain to have risen."""
Row = tuple[dict[int, float], float]


@dataclass(frozen=True)
class PerClaim:
    """All applications of the baseline, each asking what it planned; `incentives` come off the budget first."""

    model: BudgetModel
    rules: Rules
    incentives: int

    @cached_property
    def claims(self) -> list[tuple[Application, ApplicationRow]]:
        return [
            (one, row)
            for one in self.model.applications
            if not one.candidate
            for row in one.rows
            if self.model.call.pays(row.measure_id) and row.planned_reach
        ]

    @cached_property
    def targets(self) -> list[object]:
        return list(self.model.targets[self.rules.yardstick])

    @cached_property
    def upper(self) -> list[float]:
        tariffs = self.rules.call.tariffs
        asked = [
            min(row.planned_reach, tariffs[row.measure_id].max_units) * tariffs[row.measure_id].amount_cents
            for _, row in self.claims
        ]
        return [cents / MILLION for cents in asked] + [1.0] * len(self.targets)

    @cached_property
    def worth(self) -> np.ndarray:
        """What every variable adds to the weighted attainment."""
        of_goal: dict[int, int] = {}
        for target in self.targets:
            of_goal[target.goal_id] = of_goal.get(target.goal_id, 0) + 1
        weight = sum(self.rules.weights[goal] for goal in of_goal)
        parts = [self.rules.weights[t.goal_id] / weight / of_goal[t.goal_id] for t in self.targets]
        return np.array([0.0] * len(self.claims) + parts)

    def rows(self, ceilings: dict[int, int]) -> list[Row]:
        """`sum <= limit`: the ceiling of every application for an action, and what is reached of every target."""
        at_action: dict[tuple[str, int], list[int]] = {}
        for number, (one, row) in enumerate(self.claims):
            at_action.setdefault((one.applicant_id, row.action_id), []).append(number)
        rows: list[Row] = [
            (dict.fromkeys(numbers, 1.0), ceilings[action] / MILLION)
            for (_, action), numbers in at_action.items()
            if action in ceilings
        ]
        for place, target in enumerate(self.targets):
            rate = self.rules.realisation[target.measure_id]
            amount = self.rules.amount_cents[target.measure_id]
            terms = {len(self.claims) + place: 1.0}
            for number, (one, row) in enumerate(self.claims):
                if row.measure_id == target.measure_id:
                    each = len(one.member_ids) if target.counts_authorities else 1
                    terms[number] = -rate * each * MILLION / amount / float(target.value)
            rows.append((terms, 0.0))
        return rows

    def of(self, actions: set[int]) -> list[int]:
        """The claims of some actions."""
        return [number for number, (_, row) in enumerate(self.claims) if row.action_id in actions]

    def solve(
        self,
        budget_cents: float,
        *,
        costs: np.ndarray | None = None,
        least: float | None = None,
        must: tuple[set[int], float] | None = None,
        ceilings: dict[int, int] | None = None,
        extra: list[Row] | None = None,
        variables: int = 0,
    ) -> tuple[float, np.ndarray] | None:
        """The highest attainment of a budget (with incentives still in it), or the lowest `costs` with at least an
        attainment `least`; `must`: actions that get at least so many millions. None when there is no such division.
        """
        total = len(self.upper) + variables
        rows = self.rows(self.rules.ceiling_cents if ceilings is None else ceilings)
        rows.append((dict.fromkeys(range(len(self.claims)), 1.0), (budget_cents - self.incentives) / MILLION))
        if least is not None:
            rows.append(({n: -SHARP * w for n, w in enumerate(self.worth) if w}, -SHARP * least))
        if must is not None:
            rows.append((dict.fromkeys(self.of(must[0]), -1.0), -must[1]))
        rows += extra or []
        entries = [(r, n, part) for r, (terms, _) in enumerate(rows) for n, part in terms.items()]
        where = ([r for r, _, _ in entries], [n for _, n, _ in entries])
        matrix = coo_matrix(([part for _, _, part in entries], where), shape=(len(rows), total))
        objective = np.concatenate([-self.worth, np.zeros(variables)]) if costs is None else costs
        bounds = [(0.0, high) for high in self.upper] + [(0.0, None)] * variables
        found = linprog(objective, matrix.tocsr(), [limit for _, limit in rows], bounds=bounds, method="highs")
        if found.status != 0:
            return None
        return (-found.fun if costs is None else found.fun), found.x

    def best(self, budget_cents: float, **more: object) -> float:
        """The highest attainment."""
        found = self.solve(budget_cents, **more)  # type: ignore[arg-type]
        assert found is not None
        return found[0]

    def cheapest(self, budget_cents: float, attainment: float) -> float:
        """The fewest millions that bring an attainment."""
        costs = np.array([1.0] * len(self.claims) + [0.0] * len(self.targets))
        found = self.solve(budget_cents, costs=costs, least=attainment)
        assert found is not None
        return found[0]

    @cached_property
    def goals(self) -> list[int]:
        """The goals that count: with a target and a weight."""
        return sorted({target.goal_id for target in self.targets if self.rules.weights[target.goal_id]})

    def progress(self, goal: int) -> dict[int, float]:
        """The progress of a goal: the mean of its targets."""
        own = [n for n, target in enumerate(self.targets) if target.goal_id == goal]
        return {len(self.claims) + n: 1 / len(own) for n in own}

    def at_least(self, levels: Mapping[int, float]) -> list[Row]:
        """Goals that keep a progress."""
        return [({n: -one for n, one in self.progress(goal).items()}, -level) for goal, level in levels.items()]

    def lowest(self, budget_cents: float, free: list[int], levels: dict[int, float], **more: object) -> float | None:
        """As high as the lowest progress of the `free` goals can be, when the others keep their `levels`."""
        last = len(self.upper)
        extra = [({n: -one for n, one in self.progress(goal).items()} | {last: 1.0}, 0.0) for goal in free]
        extra += self.at_least({goal: level for goal, level in levels.items() if goal not in free})
        costs = np.zeros(last + 1)
        costs[last] = -1.0
        found = self.solve(budget_cents, costs=costs, extra=extra, variables=1, **more)  # type: ignore[arg-type]
        return None if found is None else -found[0]

    def scarce(self, budget_cents: float, richer_cents: float) -> tuple[list[int], dict[int, float]] | None:
        """Worst first, without prices: the first goals that more money lifts, and the levels of those before them.

        A goal is settled when it cannot rise above the lowest while all others stay there. None: money lifts nobody.
        """
        free, levels = list(self.goals), dict[int, float]()
        while free:
            here = self.lowest(budget_cents, free, levels)
            more = self.lowest(richer_cents, free, levels)
            assert here is not None
            assert more is not None
            if more > here + RISES:
                return free, levels
            others = dict.fromkeys(free, here)
            stuck = [g for g in free if (self.lowest(budget_cents, [g], levels | others) or 0.0) < here + RISES]
            levels |= dict.fromkeys(stuck, here)
            free = [goal for goal in free if goal not in stuck]
        return None

    def nearest(self, budget_cents: float, attainment: float, spent: float, rounds: dict[str, float]) -> float:
        """The least difference in millions, over measures, with `rounds`, for an attainment at a price."""
        first = len(self.upper)
        costs = np.zeros(first + 2 * len(rounds))
        costs[first:] = 1.0
        extra: list[Row] = [(dict.fromkeys(range(len(self.claims)), SHARP), SHARP * spent)]
        for place, (measure, millions) in enumerate(rounds.items()):
            own = {n: 1.0 for n, (_, row) in enumerate(self.claims) if row.measure_id == measure}
            above, below = first + 2 * place, first + 2 * place + 1
            extra.append((own | {above: -1.0, below: 1.0}, millions))
            extra.append(({n: -one for n, one in own.items()} | {above: 1.0, below: -1.0}, -millions))
        found = self.solve(budget_cents, costs=costs, least=attainment, extra=extra, variables=2 * len(rounds))
        assert found is not None
        return found[0]
