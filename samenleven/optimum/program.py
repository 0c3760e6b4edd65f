"""The best use of a budget as a linear program, kept small by adding up what is interchangeable.

Continuous money, no whole units: the rules themselves pay parts of units (a ceiling is an amount, and the last
priority is cut to the money left), so the program is exact and its optimum proven by duality. A plan that is half
paid counts for half.

Variables. A euro for one measure brings the same reach whoever gets it, so money is decided per measure, not per
applicant; only where authorities are counted (a plan of five authorities counts for five) is it decided per number
of authorities behind an application. That gives some forty variables for all of Flanders. What the applicants of
such a block can take together is exactly: for every set S of measures of one action,
`money on S <= sum over applicants of min(what it asks on S, its ceiling)` (a polymatroid, so every division within
these rows can be split over the applicants within their own limits: `samenleven.optimum.split`).

Attainment of a target is `min(1, paid reach / target)`: concave, so a variable at most 1 and at most the ratio.
What was there already is not bought, so it does not count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from samenleven.budget.asking import wanted_units
from samenleven.budget.model import BudgetModel, Claims
from samenleven.budget.rules import Rules
from samenleven.budget.simulation import divide
from samenleven.grant.grant import within_max_units
from samenleven.solver import Model

SCALE = 100_000_000
"""Cents in the unit of money of the program: a million euro, so that all its numbers lie around 1."""


@dataclass(frozen=True, slots=True)
class Room:
    """What a block can take on one set of measures: `cents` together, `cut` applicants at their ceiling."""

    measures: tuple[str, ...]
    cents: int
    cut: int


@dataclass(frozen=True, slots=True)
class Block:
    """The applications with the same number of authorities (0: any number) that ask money for one action.

    `claims` per measure: the positions of their claims, by application.
    """

    action_id: int
    authorities: int
    claims: Mapping[str, Mapping[int, int]]
    room: tuple[Room, ...]


@dataclass(frozen=True, slots=True)
class Gain:
    """What counts for one target: `per_unit` by variable per million euro (1 = reached)."""

    target_id: str
    action_id: int
    goal_id: int
    per_unit: Mapping[int, float]


@dataclass(frozen=True)
class DivisionProblem:
    """The program without its budget and objective, over the `claims` of a run. `variables` are (block, measure);
    `rounds` is what the rounds of the call give each of them, in cents.
    """

    model: BudgetModel
    rules: Rules
    claims: Claims
    budget_cents: int
    asked: Sequence[int]
    demand: Sequence[int]
    blocks: tuple[Block, ...]
    variables: tuple[tuple[int, str], ...]
    gains: tuple[Gain, ...]
    rounds: tuple[int, ...] = ()
    goals: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    def action_of(self, variable: int) -> int:
        """The action on which a variable spends."""
        return self.blocks[self.variables[variable][0]].action_id

    def floors(self, every: float, own: Mapping[int, float]) -> dict[int, float]:
        """The least progress (0 to 1) by goal: its `own`, else that of `every` goal that counts; 0 is none."""
        wanted = dict.fromkeys(self.counted_goals(), every) | dict(own)
        return {goal: floor for goal, floor in sorted(wanted.items()) if floor}

    def counted_goals(self) -> list[int]:
        """The goals with a target and a weight above zero: the ones that the optimiser looks at."""
        return [goal for goal in self.goals if self.rules.weights[goal] > 0]


def problem_of(model: BudgetModel, rules: Rules, reference: Rules | None = None) -> DivisionProblem:
    """The program of a scenario: same applicants, claims and budget as its run (`simulation.divide`).

    Incentives are paid first, as in the rounds, so the budget is what is left after them.
    """
    division = divide(model, rules, reference or rules)
    claims = division.claims
    demand = [
        within_max_units(planned, rules.amount_cents[m], rules.call.tariffs[m].max_units)
        for planned, m in zip(wanted_units(claims, rules), claims.measure_of, strict=True)
    ]
    blocks = _blocks(model, rules, claims, demand)
    variables = tuple((b, m) for b, block in enumerate(blocks) for m in block.claims)
    gains = tuple(_gains(model, rules, blocks, variables))
    goals: dict[int, tuple[int, ...]] = {}
    for index, gain in enumerate(gains):
        goals[gain.goal_id] = (*goals.get(gain.goal_id, ()), index)
    rounds = tuple(sum(division.granted[p] for p in blocks[b].claims[m].values()) for b, m in variables)
    return DivisionProblem(
        model,
        rules,
        claims,
        division.money,
        division.asked,
        demand,
        blocks,
        variables,
        gains,
        rounds,
        dict(sorted(goals.items())),
    )


def _blocks(model: BudgetModel, rules: Rules, claims: Claims, demand: Sequence[int]) -> tuple[Block, ...]:
    counted = {target.action_id for target in model.targets[rules.yardstick] if target.counts_authorities}
    asking: dict[tuple[int, int], dict[str, dict[int, int]]] = {}
    for position, measure in enumerate(claims.measure_of):
        if demand[position]:
            action = model.call.measures[measure]
            size = claims.members[position] if action in counted else 0
            by_owner = asking.setdefault((action, size), {}).setdefault(measure, {})
            by_owner[claims.layout.owner[position]] = position
    return tuple(
        Block(action, size, found, tuple(_rooms(found, demand, rules.ceiling_cents.get(action))))
        for (action, size), found in sorted(asking.items())
    )


def _rooms(claims: Mapping[str, Mapping[int, int]], demand: Sequence[int], ceiling: int | None) -> list[Room]:
    """A row per measure, and per larger set of measures where some ceiling cuts what is asked on it."""
    rooms = []
    for size in range(1, len(claims) + 1):
        for chosen in combinations(sorted(claims), size):
            asked: dict[int, int] = {}
            for measure in chosen:
                for owner, position in claims[measure].items():
                    asked[owner] = asked.get(owner, 0) + demand[position]
            cut = [cents for cents in asked.values() if ceiling is not None and cents > ceiling]
            if size == 1 or cut:
                together = sum(asked.values()) - sum(cents - (ceiling or 0) for cents in cut)
                rooms.append(Room(chosen, together, len(cut)))
    return rooms


def _gains(
    model: BudgetModel,
    rules: Rules,
    blocks: Sequence[Block],
    variables: Sequence[tuple[int, str]],
) -> list[Gain]:
    gains = []
    for target in model.targets[rules.yardstick]:
        rate = rules.realisation[target.measure_id]
        per_unit = {
            v: rate * (blocks[b].authorities if target.counts_authorities else 1) * SCALE / rules.amount_cents[m]
            for v, (b, m) in enumerate(variables)
            if m == target.measure_id
        }
        value = float(target.value)
        gains.append(
            Gain(
                target.target_id,
                target.action_id,
                target.goal_id,
                {v: gain / value for v, gain in per_unit.items()},
            )
        )
    return gains


@dataclass
class Program:
    """A problem written out for the solver, with the numbers of its variables and rows."""

    model: Model
    money: list[int]
    attained: list[int]
    budget_row: int | None
    room_rows: list[tuple[int, Room, int]]
    """(row, room, block) for what each block can take."""

    def progress(self, problem: DivisionProblem, goal: int) -> dict[int, float]:
        """The progress of a goal as a sum over variables: the mean attainment of its targets."""
        targets = problem.goals[goal]
        return {self.attained[t]: 1 / len(targets) for t in targets}


def write_program(
    problem: DivisionProblem, budget_cents: int | None, *, maximise: bool = True, spending_cost: float = 0.0
) -> Program:
    """Variables and the rows that always hold; None is no limit on the budget. The objective comes later."""
    model = Model(maximise=maximise)
    money = [model.add_variable(cost=spending_cost) for _ in problem.variables]
    attained = [model.add_variable(upper=1.0) for _ in problem.gains]
    number = dict(zip(problem.variables, money, strict=True))
    budget_row = None
    if budget_cents is not None:
        budget_row = model.add_row(dict.fromkeys(money, 1.0), upper=budget_cents / SCALE)
    room_rows = [
        (model.add_row({number[b, m]: 1.0 for m in room.measures}, upper=room.cents / SCALE), room, b)
        for b, block in enumerate(problem.blocks)
        for room in block.room
    ]
    for gain, variable in zip(problem.gains, attained, strict=True):
        reach = {money[v]: -per_unit for v, per_unit in gain.per_unit.items()}
        model.add_row({variable: 1.0, **reach}, upper=0.0)
    return Program(model, money, attained, budget_row, room_rows)
