"""The one place that talks to a mathematical solver (HiGHS, MIT licence, https://highs.dev).

Build a `Model` of variables and rows, hand it to `solve`, read a `Solution`. Linear programs come
back with duals (what one more unit of a row is worth) and reduced costs; integer programs with the
best proven bound. One thread and a fixed seed: the same model gives the same answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import inf, isfinite
from threading import Thread

import highspy

# HiGHS sees its own time limit only between steps (presolve can overrun); after this many extra
# seconds we stop waiting, ask it to cancel and report that time is up.
_GRACE_SECONDS = 0.5
_SEED = 1


class SolverError(RuntimeError):
    """The solver rejected the model: a fault in our own code, not in the data."""


class SolveStatus(StrEnum):
    """How a solve ended."""

    OPTIMAL = "optimal"
    INFEASIBLE = "infeasible"
    UNBOUNDED = "unbounded"
    LIMIT = "limit"  # time or node limit; there may be values and a bound


@dataclass(frozen=True)
class Solution:
    """The outcome of a solve.

    `values`: one per variable, empty when nothing feasible was found (then `objective` is None).
    `bound`: no solution is better than this (None when unknown). `row_duals` and `reduced_costs`:
    change of the objective per unit of a row's binding limit or a variable's bound; only for
    linear programs solved to optimality, else empty.
    """

    status: SolveStatus
    values: tuple[float, ...] = ()
    objective: float | None = None
    bound: float | None = None
    row_duals: tuple[float, ...] = ()
    reduced_costs: tuple[float, ...] = ()


@dataclass
class Model:
    """A linear or mixed-integer program: `maximise` or minimise the sum of cost x value."""

    maximise: bool = False
    costs: list[float] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    integer: list[bool] = field(default_factory=list)
    rows: list[tuple[float, dict[int, float], float]] = field(default_factory=list)

    def add_variable(self, cost: float = 0.0, lower: float = 0.0, upper: float = inf, integer: bool = False) -> int:
        """Adds a variable and returns its number."""
        self.costs.append(cost)
        self.lower.append(lower)
        self.upper.append(upper)
        self.integer.append(integer)
        return len(self.costs) - 1

    def add_binary(self, cost: float = 0.0) -> int:
        """Adds a yes/no variable and returns its number."""
        return self.add_variable(cost, 0.0, 1.0, integer=True)

    def add_row(self, coefficients: Mapping[int, float], lower: float = -inf, upper: float = inf) -> int:
        """Adds `lower <= sum(coefficient x variable) <= upper` and returns the row's number."""
        self.rows.append((lower, {v: c for v, c in coefficients.items() if c != 0}, upper))
        return len(self.rows) - 1


def solve(
    model: Model,
    *,
    time_limit_seconds: float,
    node_limit: int | None = None,
    start: Sequence[float] | None = None,
    small: bool = False,
) -> Solution:
    """Solve to proven optimality, or as far as the limits allow.

    `start`: a known feasible point of an integer program, one value per variable. `small`: preparing the program
    first would cost more than it saves. Returns within about the time limit whatever the solver does. Raises
    SolverError when the model is refused.
    """
    solver = _prepare(model, time_limit_seconds, node_limit)
    if start is not None:
        known = highspy.HighsSolution()
        known.col_value = list(start)
        solver.setSolution(known)
    if small:
        solver.setOptionValue("presolve", "off")
    if not any(model.integer):
        solver.run()  # looks at its own limit between the steps of the simplex method
    elif not _run(solver, time_limit_seconds):
        return Solution(SolveStatus.LIMIT)
    return _read(solver, model)


Limits = Mapping[int, tuple[float, float]]
"""Other limits for some rows of a program."""


def best_of_each(model: Model, variants: Sequence[Limits], *, time_limit_seconds: float) -> list[float | None]:
    """The optimum of every variant of a linear program whose variables are bounded; None where nothing is feasible.

    Each starts where the last ended, some ten times as fast as solving each anew: a row more would lose that place, so
    a variant only has other limits. `time_limit_seconds` is for each.
    Raises SolverError when time is up: not known is not "cannot".
    """
    solver = _prepare(model, time_limit_seconds, None)
    solver.setOptionValue("presolve", "off")  # what it prepares for the first is of no use to the others
    found: list[float | None] = []
    for variant in variants:
        for row, (lower, upper) in variant.items():
            solver.changeRowBounds(row, lower, upper)
        solver.run()
        status, kinds = solver.getModelStatus(), highspy.HighsModelStatus
        if status not in (kinds.kOptimal, kinds.kInfeasible, kinds.kUnboundedOrInfeasible):
            raise SolverError(f"HiGHS stopped with {solver.modelStatusToString(status)}")
        found.append(solver.getObjectiveValue() if status == kinds.kOptimal else None)
        for row in variant:
            solver.changeRowBounds(row, model.rows[row][0], model.rows[row][2])
    return found


def _prepare(model: Model, time_limit_seconds: float, node_limit: int | None) -> highspy.Highs:
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("random_seed", _SEED)
    solver.setOptionValue("time_limit", float(time_limit_seconds))
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 1e-6)
    if node_limit is not None:
        solver.setOptionValue("mip_max_nodes", node_limit)
    if solver.passModel(_as_lp(model)) == highspy.HighsStatus.kError:
        raise SolverError("HiGHS refused the model")
    return solver


def _as_lp(model: Model) -> highspy.HighsLp:
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(model.costs), len(model.rows)
    lp.sense_ = highspy.ObjSense.kMaximize if model.maximise else highspy.ObjSense.kMinimize
    lp.col_cost_ = model.costs
    lp.col_lower_, lp.col_upper_ = model.lower, model.upper
    lp.row_lower_ = [row[0] for row in model.rows]
    lp.row_upper_ = [row[2] for row in model.rows]
    starts, columns, coefficients = [0], [], []
    for _, row, _ in model.rows:
        columns += list(row.keys())
        coefficients += list(row.values())
        starts.append(len(columns))
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = starts
    lp.a_matrix_.index_ = columns
    lp.a_matrix_.value_ = coefficients
    if any(model.integer):
        kinds = highspy.HighsVarType
        lp.integrality_ = [kinds.kInteger if i else kinds.kContinuous for i in model.integer]
    return lp


def _run(solver: highspy.Highs, time_limit_seconds: float) -> bool:
    """Run in a thread of its own; False when it did not come back in time.

    Such a thread ends by itself as soon as HiGHS looks at its own limit; it holds no lock of ours.
    """
    solver.HandleUserInterrupt = True
    worker = Thread(target=solver.run, daemon=True)
    worker.start()
    worker.join(time_limit_seconds + _GRACE_SECONDS if isfinite(time_limit_seconds) else None)
    if worker.is_alive():
        solver.cancelSolve()  # type: ignore[no-untyped-call]
        worker.join(_GRACE_SECONDS)
    return not worker.is_alive()


def _read(solver: highspy.Highs, model: Model) -> Solution:
    status = solver.getModelStatus()
    kinds = highspy.HighsModelStatus
    if status == kinds.kInfeasible:
        return Solution(SolveStatus.INFEASIBLE)
    if status in (kinds.kUnbounded, kinds.kUnboundedOrInfeasible):
        return Solution(SolveStatus.UNBOUNDED)
    if status in (kinds.kModelError, kinds.kLoadError, kinds.kSolveError):
        raise SolverError(f"HiGHS stopped with {solver.modelStatusToString(status)}")
    info, answer = solver.getInfo(), solver.getSolution()
    optimal = status in (kinds.kOptimal, kinds.kModelEmpty)
    whole = any(model.integer)
    feasible = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    objective = info.objective_function_value if feasible or optimal else None
    bound = info.mip_dual_bound if whole else (objective if optimal else None)
    duals = optimal and not whole
    return Solution(
        SolveStatus.OPTIMAL if optimal else SolveStatus.LIMIT,
        tuple(answer.col_value) if objective is not None else (),
        objective,
        bound if bound is not None and isfinite(bound) else None,
        tuple(answer.row_dual) if duals else (),
        tuple(answer.col_dual) if duals else (),
    )
