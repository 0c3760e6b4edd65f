"""The budget model alone, without a page: `python benchmarks/budget_model.py [COMMIT]`.

Prints the processor time of one scenario and one optimum, here and in the code of an earlier commit, measured in
turns in one run, and their ratio (goal: at most 1). The earlier commit is by default the last one before the model
got its yardstick, its one answer, its slopes and its draws: what the page asks now may not cost more than what it
asked then. What is new since then is measured beside nothing.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
BEFORE = "6742331"
"""The last commit before issue 12."""
TURNS = 5
STEPS = 40
YEAR = 3


def main() -> None:
    """Measure here and there in turns and print the ratios."""
    before = sys.argv[1] if len(sys.argv) > 1 else BEFORE
    print(f"{'processor time, milliseconds':<52}{'now':>8}{before:>10}{'ratio':>8}{'goal':>6}")
    for what, (now, then) in in_turns(before).items():
        ratio = f"{then:>10.2f}{now / then:>8.2f}{1:>6}" if then else f"{'-':>10}{'-':>8}{'-':>6}"
        print(f"{what:<52}{now:>8.2f}{ratio}")


def in_turns(before: str) -> dict[str, tuple[float, float | None]]:
    """Milliseconds here and in the code of a commit, by what is asked; None where that code does not know it.

    Each turn is a process of its own, so that neither tree finds what the other left in memory; of the medians of the
    turns the least counts, as other work on the machine only ever adds.
    """
    with tempfile.TemporaryDirectory() as folder:
        packed = subprocess.run(["git", "archive", before], cwd=ROOT, check=True, capture_output=True).stdout
        with tarfile.open(fileobj=BytesIO(packed)) as archive:
            archive.extractall(folder, filter="data")
        runs = [[_measured(tree) for tree in (ROOT, Path(folder))] for _ in range(TURNS)]
    found: dict[str, tuple[float, float | None]] = {}
    for what in runs[0][0]:
        there = [then[what] for _, then in runs if what in then]
        found[what] = min(now[what] for now, _ in runs), min(there) if there else None
    return found


def _measured(tree: Path) -> dict[str, float]:
    ran = subprocess.run([sys.executable, __file__, "--in", str(tree)], check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(ran.stdout)
    return found


def every_figure() -> dict[str, Any]:
    """How the examples are asked for: the earlier code showed them without being asked."""
    from samenleven import figures

    return {"shown": figures.Shown.EXAMPLE} if hasattr(figures, "Shown") else {}


def parser_of_scenarios() -> Any:
    """Where a dictionary becomes a scenario: in the earlier code beside the scenario itself."""
    try:
        from samenleven.budget import scenario_parser
    except ImportError:
        from samenleven.budget import scenario

        return scenario.parse  # type: ignore[attr-defined]
    return scenario_parser.parse


def measure(tree: Path) -> dict[str, float]:
    """Median milliseconds of processor time in one tree; every step has numbers of its own."""
    sys.path.insert(0, str(tree))
    from samenleven.budget.rules import rules_of
    from samenleven.budget.scenario import Scenario
    from samenleven.budget.simulation import simulate
    from samenleven.budget.what_if import run_scenario
    from samenleven.optimum.optimiser import Objective, optimise
    from samenleven.optimum.program import problem_of
    from samenleven.store import budget, builder
    from samenleven.store.connection import Store

    parse = parser_of_scenarios()

    def money(step: int) -> Any:
        return parse({"budget": {str(YEAR): 6_000_000 + 100_000 * step}}, space)

    def threshold(step: int) -> Any:
        source = {"threshold_alone": 7500 - 50 * step, "budget": {str(YEAR): 9_000_000 + 50_000 * step}}
        return parse(source, space)

    def run(scenario: Callable[[int], Any]) -> Callable[[int], object]:
        return lambda step: simulate(model, rules_of(space, scenario(step)), reference)

    def compared(step: int, *, drawn: bool) -> object:
        found = run_scenario(model, space, money(step), day, start)
        return found.bands_after if drawn else found

    def best(objective: Objective) -> Callable[[int], object]:
        return lambda step: optimise(problem_of(model, rules_of(space, money(step)), reference), objective)

    with tempfile.TemporaryDirectory() as folder:
        store = Store(builder.build(Path(folder) / "samenleven.duckdb"))
        model = budget.budget_model(store, YEAR, **every_figure())
        space, day = budget.space(store, YEAR), budget.awarded_on(store, YEAR)
        store.close()
    reference = rules_of(space, Scenario())
    start = run_scenario(model, space, Scenario(), day)
    asked: dict[str, Callable[[int], object]] = {
        "one scenario, another budget": run(money),
        "one scenario, another threshold and budget": run(threshold),
        "one what-if: scenario beside its baseline": lambda step: compared(step, drawn=False),
        "one optimum, weighted": best(Objective.WEIGHTED),
        "one optimum, worst goal first": best(Objective.WORST_FIRST),
    }
    if hasattr(start, "bands_after"):
        asked["one what-if with its 400 draws"] = lambda step: compared(step, drawn=True)
    return {what: _median(one) for what, one in asked.items()}


def _median(asked: Callable[[int], object]) -> float:
    found = []
    for step in range(1, STEPS + 1):
        start = time.process_time()
        asked(step)
        found.append(time.process_time() - start)
    return statistics.median(found) * 1000


if __name__ == "__main__":
    if sys.argv[1:2] == ["--in"]:
        print(json.dumps(measure(Path(sys.argv[2]))))
    else:
        main()
