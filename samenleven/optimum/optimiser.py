"""The best use of a budget: weighted attainment, or the worst-off goal first; what one more euro brings.

Solved exactly by `samenleven.solver`. Every answer carries a bound worked out here from the duals alone: no
division whatsoever can do better, whether or not one trusts how the solver found it. Formulation and what is
continuous: `samenleven.optimiser_problem`. The optimiser ignores applicants' own ranking; that is its point.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import inf, isfinite

from samenleven import dutch
from samenleven.errors import SamenlevenError
from samenleven.optimum.program import SCALE, DivisionProblem, Program, write_program
from samenleven.optimum.split import split
from samenleven.solver import Model, Solution, SolveStatus, solve

SECONDS = 10.0
"""A program takes milliseconds; this only keeps a broken solver from holding a page."""
TOLERANCE = 1e-7
"""How far the solver may be off, on numbers around 1."""
SLACK = 10 * TOLERANCE
"""How far below a level a settled goal may end: more than the solver's rounding, far less than anyone sees."""
CENTS_PER_EURO = 100
NOTHING: Mapping[int, float] = {}
NO_EARMARK: Mapping[int, int] = {}


class Objective(StrEnum):
    """What best means."""

    WEIGHTED = "weighted"
    """The mean progress of the goals by weight."""
    WORST_FIRST = "worst_first"
    """The lowest progress of a goal as high as possible, then the next lowest, and so on; then weighted."""


class OptimiserError(SamenlevenError):
    """What was asked cannot be reached; the message names what and how far one does get."""


@dataclass(frozen=True, slots=True)
class ShadowPrices:
    """What one more euro brings, in attainment (0 to 1) per euro.

    `budget`: one more euro to use freely. `actions` and `goals`: one more euro that must go there, on top of what
    is best now; less than `budget` where nothing is spent now. `ceilings`: a ceiling one euro higher for every
    application. With `worst_first`: on the lowest goal that money can still lift, named in `lifts`.
    """

    budget: float
    actions: Mapping[int, float]
    goals: Mapping[int, float]
    ceilings: Mapping[int, float]
    lifts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Optimum:
    """The best division. `attainment` is the weighted mean, `progress` by goal, both from 0 to 1.

    `bound` is the proof: no division has a higher weighted attainment (with `worst_first`: none that leaves the
    worst-off goals as high). `granted_cents` by claim, `measure_cents` by measure.
    """

    objective: Objective
    budget_cents: int
    attainment: float
    bound: float
    progress: Mapping[int, float]
    granted_cents: Sequence[int]
    measure_cents: Mapping[str, int]
    prices: ShadowPrices

    @property
    def proven(self) -> bool:
        """Whether the bound meets the attainment, so that this is the optimum."""
        return self.bound - self.attainment <= SLACK


def optimise(
    problem: DivisionProblem,
    objective: Objective = Objective.WEIGHTED,
    *,
    floors: Mapping[int, float] = NOTHING,
    earmarked_cents: Mapping[int, int] = NO_EARMARK,
) -> Optimum:
    """The best division of the budget, within ceilings and demand.

    `floors`: the least progress (0 to 1) by goal. `earmarked_cents`: the least money by action.

    Raises OptimiserError when the floors cannot be met, or no goal has a target and a weight.
    """
    if not problem.counted_goals():
        raise OptimiserError("Geen enkele doelstelling heeft een streefwaarde en een gewicht boven 0.")
    least = dict(floors)
    prices = None
    if objective is Objective.WORST_FIRST:
        least, prices = _lift_worst(problem, floors, earmarked_cents)
    program = _program(problem, least, earmarked_cents)
    _weigh(problem, program)
    solution = _solve(problem, program, floors)
    cents = split(problem, [solution.values[v] for v in program.money])
    return Optimum(
        objective,
        problem.budget_cents,
        _objective(solution),
        dual_bound(program.model, solution.row_duals, max(1.0, problem.budget_cents / SCALE)),
        {g: _value(solution, program.progress(problem, g)) for g in problem.goals},
        cents,
        _by_measure(problem, cents),
        prices or _prices(problem, program, solution, tuple(problem.counted_goals())),
    )


def frontier(problem: DivisionProblem, budgets_cents: Sequence[int]) -> list[tuple[int, float]]:
    """The highest weighted attainment for each budget (incentives not included): (cents, 0 to 1), as given."""
    points = []
    for budget in budgets_cents:
        program = write_program(problem, budget)
        _weigh(problem, program)
        points.append((budget, _objective(_solve(problem, program, NOTHING))))
    return points


def smallest_budget(
    problem: DivisionProblem, levels: Mapping[str, float], floors: Mapping[int, float] = NOTHING
) -> int:
    """The fewest cents that bring chosen targets to a level (1 is the whole target) and goals to a floor.

    Within ceilings and demand, incentives not included; rounded up to a whole cent.

    Raises OptimiserError naming each target or goal that no budget brings there.
    """
    program = write_program(problem, None, maximise=False, spending_cost=1.0)
    known = {gain.target_id: i for i, gain in enumerate(problem.gains)}
    if unknown := sorted(set(levels) - set(known)):
        raise OptimiserError(f"Streefwaarde onbekend: {', '.join(unknown)}. Kies uit: {', '.join(known)}.")
    for target, level in levels.items():
        program.model.lower[program.attained[known[target]]] = level
    _hold(problem, program, floors)
    solution = solve(program.model, time_limit_seconds=SECONDS)
    if solution.status is not SolveStatus.OPTIMAL:
        raise OptimiserError(_out_of_reach(problem, levels, floors, budget=None))
    needed = _objective(solution) * SCALE
    return int(-(-(needed - 1e-3) // 1)) if needed > 0 else 0


def dual_bound(model: Model, row_duals: Sequence[float], largest: float) -> float:
    """A bound on the maximum of a program from row duals alone: weak duality, valid for any duals at all.

    `largest` is a limit that no variable exceeds in any feasible point, for variables without a limit of their own.
    A dual with the wrong sign (a rounding of zero) is left out, which keeps the bound valid.
    """
    bound = 0.0
    left = list(model.costs)
    for (lower, coefficients, upper), dual in zip(model.rows, row_duals, strict=True):
        limit = upper if dual > 0 else lower
        if dual and isfinite(limit):
            bound += dual * limit
            for variable, coefficient in coefficients.items():
                left[variable] -= dual * coefficient
    for reduced, lower, upper in zip(left, model.lower, model.upper, strict=True):
        bound += reduced * (min(upper, largest) if reduced > 0 else lower)
    return bound


def _program(problem: DivisionProblem, floors: Mapping[int, float], earmarked: Mapping[int, int]) -> Program:
    program = write_program(problem, problem.budget_cents)
    _hold(problem, program, floors)
    for action, cents in earmarked.items():
        own = [program.money[v] for v in range(len(problem.variables)) if problem.action_of(v) == action]
        program.model.add_row(dict.fromkeys(own, 1.0), lower=cents / SCALE)
    return program


def _hold(problem: DivisionProblem, program: Program, floors: Mapping[int, float]) -> None:
    for goal, floor in floors.items():
        if goal not in problem.goals:
            raise OptimiserError(f"Doelstelling {goal} heeft geen streefwaarde, dus ook geen ondergrens.")
        program.model.add_row(program.progress(problem, goal), lower=floor)


def _weigh(problem: DivisionProblem, program: Program) -> None:
    """The weighted attainment as the objective."""
    goals = problem.counted_goals()
    whole = sum(problem.rules.weights[goal] for goal in goals)
    for goal in goals:
        for variable, part in program.progress(problem, goal).items():
            program.model.costs[variable] = part * problem.rules.weights[goal] / whole


def _lift_worst(
    problem: DivisionProblem, floors: Mapping[int, float], earmarked: Mapping[int, int]
) -> tuple[dict[int, float], ShadowPrices | None]:
    """The level of every goal when the worst-off is lifted first, then the next; and the first prices above zero.

    Each step lifts all goals that are still free together as far as possible; those whose row has a price keep
    that level in every optimal answer, so they are settled there.
    """
    levels: dict[int, float] = dict(floors)
    free = problem.counted_goals()
    prices = None
    while free:
        program = _program(problem, levels, earmarked)
        lowest = program.model.add_variable(cost=1.0, lower=0.0, upper=1.0)
        rows = {
            goal: program.model.add_row({**program.progress(problem, goal), lowest: -1.0}, lower=0.0) for goal in free
        }
        solution = _solve(problem, program, floors)
        level = _objective(solution)
        settled = [g for g in free if abs(solution.row_duals[rows[g]]) > TOLERANCE] or list(free)
        if prices is None:
            found = _prices(problem, program, solution, tuple(settled))
            prices = found if found.budget > 0 else None
        for goal in settled:
            levels[goal] = max(levels.get(goal, 0.0), level - SLACK)
        free = [goal for goal in free if goal not in settled]
    return levels, prices


def _prices(problem: DivisionProblem, program: Program, solution: Solution, lifts: tuple[int, ...]) -> ShadowPrices:
    """The duals in words. Where nothing is spent, a forced euro costs what its reduced cost says."""
    budget = solution.row_duals[program.budget_row] if program.budget_row is not None else 0.0
    loss: dict[int, float] = {}
    for v, variable in enumerate(program.money):
        action = problem.action_of(v)
        reduced = min(0.0, solution.reduced_costs[variable])
        loss[action] = max(loss.get(action, -inf), reduced)
    goal_of = problem.model.goal_of_action
    goals: dict[int, float] = {}
    for action, reduced in loss.items():
        goals[goal_of[action]] = max(goals.get(goal_of[action], -inf), reduced)
    ceilings = dict.fromkeys(loss, 0.0)
    for row, room, block in program.room_rows:
        ceilings[problem.blocks[block].action_id] += solution.row_duals[row] * room.cut
    per_euro = CENTS_PER_EURO / SCALE
    return ShadowPrices(
        budget * per_euro,
        {action: (budget + reduced) * per_euro for action, reduced in loss.items()},
        {goal: (budget + reduced) * per_euro for goal, reduced in sorted(goals.items())},
        {action: price * per_euro for action, price in ceilings.items()},
        lifts,
    )


def _solve(problem: DivisionProblem, program: Program, floors: Mapping[int, float]) -> Solution:
    solution = solve(program.model, time_limit_seconds=SECONDS)
    if solution.status is SolveStatus.INFEASIBLE:
        raise OptimiserError(_out_of_reach(problem, {}, floors, budget=problem.budget_cents))
    if solution.status is not SolveStatus.OPTIMAL:
        raise OptimiserError("De berekening kwam niet op tijd klaar. Probeer het opnieuw.")
    return solution


def _objective(solution: Solution) -> float:
    return solution.objective or 0.0


def _value(solution: Solution, terms: Mapping[int, float]) -> float:
    return sum(part * solution.values[variable] for variable, part in terms.items())


def _by_measure(problem: DivisionProblem, cents: Sequence[int]) -> dict[str, int]:
    return {measure: sum(cents[i] for i in positions) for measure, positions in problem.claims.positions.items()}


def _out_of_reach(
    problem: DivisionProblem, levels: Mapping[str, float], floors: Mapping[int, float], *, budget: int | None
) -> str:
    """Which of the wishes cannot be met on its own; when each can, that they cannot together."""
    faults = []
    wishes: list[tuple[str, float, str | None, int | None]]
    wishes = [(f"Streefwaarde {t}", level, t, None) for t, level in levels.items()]
    wishes += [(f"Doelstelling {g}", floor, None, g) for g, floor in floors.items()]
    index = {gain.target_id: i for i, gain in enumerate(problem.gains)}
    for words, wish, target, goal in wishes:
        program = write_program(problem, budget)
        terms = program.progress(problem, goal) if goal else {program.attained[index[target or ""]]: 1.0}
        for variable, part in terms.items():
            program.model.costs[variable] = part
        highest = _objective(solve(program.model, time_limit_seconds=SECONDS))
        if highest < wish - TOLERANCE:
            share, asked = dutch.percent(highest, 1), dutch.percent(wish, 1)
            faults.append(f"{words} haalt hoogstens {share}; gevraagd is {asked}.")
    if faults:
        return " ".join(faults)
    return "Elke wens apart is haalbaar, maar samen vragen ze meer dan het budget. Verlaag er een of geef meer geld."
