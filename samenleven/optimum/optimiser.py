"""The best use of a budget: weighted attainment, or the worst-off goal first; what one more euro brings.

Solved exactly by `samenleven.solver`. Every answer carries a bound worked out here from the duals alone: no
division whatsoever can do better, whether or not one trusts how the solver found it. Formulation and what is
continuous: `samenleven.optimum.program`. The optimiser ignores applicants' own ranking; that is its point.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from samenleven import dutch
from samenleven.errors import SamenlevenError
from samenleven.optimum.bound import dual_bound
from samenleven.optimum.marginal import OneMoreEuro, Slopes, one_more_euro
from samenleven.optimum.program import SCALE, DivisionProblem, Program, write_program
from samenleven.optimum.split import split
from samenleven.solver import Model, Solution, SolveStatus, solve

SECONDS = 10.0
"""A program takes milliseconds; this only keeps a broken solver from holding a page."""
TOLERANCE = 1e-7
"""How far the solver may be off, on numbers around 1."""
FREE = 1e-9
"""A price below this is none: with it the attainment changes by less than a billionth."""
TIE = 1e-5
"""What being of a lower action number weighs against being nearer to the rounds: nothing, but in a tie."""
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
    one_more_euro: OneMoreEuro

    @property
    def proven(self) -> bool:
        """Whether the bound meets the attainment, so that this is the optimum."""
        return self.bound - self.attainment <= 10 * TOLERANCE


def optimise(
    problem: DivisionProblem,
    objective: Objective = Objective.WEIGHTED,
    *,
    floors: Mapping[int, float] = NOTHING,
    earmarked_cents: Mapping[int, int] = NO_EARMARK,
) -> Optimum:
    """The best division of the budget, within ceilings and demand. Of equally good ones it is the cheapest, and of
    those the one nearest to what the rounds give (least difference in euro, then money for the lowest action numbers).

    `floors`: the least progress (0 to 1) by goal. `earmarked_cents`: the least money by action.

    Raises OptimiserError when the floors cannot be met, or no goal has a target and a weight.
    """
    if problem.budget_cents <= 0:
        raise OptimiserError(
            "Dit budget gaat helemaal op aan de stimulansen voor samenwerking: er blijft niets te verdelen. Geef meer "
            "geld, of verlaag de stimulans."
        )
    if not problem.gains:
        raise OptimiserError("Deze meetlat heeft hier geen cijfers: niemand vraagt iets. Kies de andere meetlat.")
    if not problem.counted_goals():
        raise OptimiserError("Geen enkele doelstelling heeft een streefwaarde en een gewicht boven 0.")
    program = _program(problem, floors, earmarked_cents)
    model, lift = program.model, None
    if objective is Objective.WORST_FIRST:
        model, lift = _lift_worst(problem, program, floors)
    _weigh(problem, program, model)
    solution = _solve(problem, model, floors)
    values = _one_answer(problem, program, model, solution)
    cents = split(problem, [values[v] for v in program.money])
    progress = {g: _value(values, program.progress(problem, g)) for g in problem.goals}
    of = lift or Lift(model, tuple(problem.counted_goals()))
    return Optimum(
        objective,
        problem.budget_cents,
        _objective(solution),
        dual_bound(model, solution.row_duals, max(1.0, problem.budget_cents / SCALE)),
        progress,
        cents,
        _by_measure(problem, cents),
        one_more_euro(problem, program, Slopes(of.model, values[: len(of.model.costs)]), of.goals),
    )


def frontier(problem: DivisionProblem, budgets_cents: Sequence[int]) -> list[tuple[int, float]]:
    """The highest weighted attainment for each budget (incentives not included): (cents, 0 to 1), as given."""
    points = []
    for budget in budgets_cents:
        program = write_program(problem, budget)
        _weigh(problem, program, program.model)
        points.append((budget, _objective(_solve(problem, program.model, NOTHING))))
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
    solution = solve(program.model, time_limit_seconds=SECONDS, small=True)
    if solution.status is not SolveStatus.OPTIMAL:
        raise OptimiserError(_out_of_reach(problem, levels, floors, budget=None))
    needed = _objective(solution) * SCALE
    return int(-(-(needed - 1e-3) // 1)) if needed > 0 else 0


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


def _weigh(problem: DivisionProblem, program: Program, model: Model) -> None:
    """The weighted attainment as the objective of a model with the variables of the program, and maybe more."""
    model.costs = [0.0] * len(model.costs)
    goals = problem.counted_goals()
    whole = sum(problem.rules.weights[goal] for goal in goals)
    for goal in goals:
        for variable, part in program.progress(problem, goal).items():
            model.costs[variable] = part * problem.rules.weights[goal] / whole


class Lift(NamedTuple):
    """What one more euro is worth something for: the model that says so, and the goals that it lifts."""

    model: Model
    goals: tuple[int, ...]


def _lift_worst(problem: DivisionProblem, program: Program, floors: Mapping[int, float]) -> tuple[Model, Lift | None]:
    """The program with only the divisions that lift the worst-off goal first, then the next, and so on.

    Each step lifts all goals that are still free together as far as possible; those whose row has a price keep
    that level in every optimal answer, so they are settled there. Also gives the first step where money is scarce.
    """
    model, scarce = program.model, None
    free = problem.counted_goals()
    while free:
        model.costs = [0.0] * len(model.costs)
        lowest = model.add_variable(cost=1.0, lower=0.0, upper=1.0)
        rows = {goal: model.add_row({**program.progress(problem, goal), lowest: -1.0}, lower=0.0) for goal in free}
        solution = _solve(problem, model, floors)
        settled = [g for g in free if abs(solution.row_duals[rows[g]]) > FREE] or list(free)
        if scarce is None and program.budget_row is not None and solution.row_duals[program.budget_row] > FREE:
            scarce = Lift(model, tuple(settled))
        model = _face(model, solution)
        free = [goal for goal in free if goal not in settled]
    return model, scarce


def _one_answer(problem: DivisionProblem, program: Program, model: Model, best: Solution) -> list[float]:
    """Of all equally good divisions the cheapest, then the one nearest to the rounds; values by variable."""
    model = _face(model, best)
    model.maximise, model.costs = False, [0.0] * len(model.costs)
    for variable in program.money:
        model.costs[variable] = 1.0
    cheapest = solve(model, time_limit_seconds=SECONDS, small=True)
    # What is equally good always holds the point we have; a solver that says otherwise rounds, and that point stands.
    if cheapest.status is not SolveStatus.OPTIMAL:
        return list(best.values)
    model = _face(model, cheapest)
    model.costs = [0.0] * len(model.costs)
    actions = sorted({problem.action_of(v) for v in range(len(program.money))})
    for v, (variable, cents) in enumerate(zip(program.money, problem.rounds, strict=True)):
        model.costs[variable] = TIE * (actions.index(problem.action_of(v)) - len(actions)) / len(actions)
        above, below = model.add_variable(cost=1.0), model.add_variable(cost=1.0)
        model.add_row({variable: 1.0, above: -1.0, below: 1.0}, cents / SCALE, cents / SCALE)
    nearest = solve(model, time_limit_seconds=SECONDS)
    if nearest.status is not SolveStatus.OPTIMAL:
        return list(cheapest.values)
    return list(nearest.values[: len(best.values)])


def _face(model: Model, best: Solution) -> Model:
    """The model with only its best points left: what has a price stays at its limit."""
    lower, upper = list(model.lower), list(model.upper)
    for variable, price in enumerate(best.reduced_costs):
        if abs(price) > FREE:
            lower[variable] = upper[variable] = best.values[variable]
    rows = []
    for (low, coefficients, high), price in zip(model.rows, best.row_duals, strict=True):
        value = sum(part * best.values[variable] for variable, part in coefficients.items())
        limit = high if abs(value - high) <= abs(value - low) else low
        rows.append((limit, coefficients, limit) if abs(price) > FREE else (low, coefficients, high))
    return Model(model.maximise, list(model.costs), lower, upper, list(model.integer), rows)


def _solve(problem: DivisionProblem, model: Model, floors: Mapping[int, float]) -> Solution:
    solution = solve(model, time_limit_seconds=SECONDS, small=True)
    if solution.status is SolveStatus.INFEASIBLE:
        raise OptimiserError(_out_of_reach(problem, {}, floors, budget=problem.budget_cents))
    if solution.status is not SolveStatus.OPTIMAL:
        raise OptimiserError("De berekening kwam niet op tijd klaar. Probeer het opnieuw.")
    return solution


def _objective(solution: Solution) -> float:
    return solution.objective or 0.0


def _value(values: Sequence[float], terms: Mapping[int, float]) -> float:
    return sum(part * values[variable] for variable, part in terms.items())


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
        highest = _objective(solve(program.model, time_limit_seconds=SECONDS, small=True))
        if highest < wish - TOLERANCE:
            share, asked = dutch.percent(highest, 1), dutch.percent(wish, 1)
            faults.append(f"{words} haalt hoogstens {share}; gevraagd is {asked}.")
    if faults:
        return " ".join(faults)
    return "Elke wens apart is haalbaar, maar samen vragen ze meer dan het budget. Verlaag er een of geef meer geld."
