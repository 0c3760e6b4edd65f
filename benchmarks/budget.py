"""Does a slider of the budget what-if feel instant? Everything against an empty one-slider page, in one run.

`python benchmarks/budget.py` (chromium needed). Prints milliseconds and the ratio to the rerun of the empty page: one
scenario in the domain (goal: at most 0.1), the optimiser for all of Flanders (at most 10), and a whole move of a slider
on the page, for every view (at most 2). A page move runs from the key to the settled page; the pages move in turns.
The empty page is measured twice: as Streamlit ships it, and with our settings, which make it faster too.
"""

from __future__ import annotations

import itertools
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from samenleven.budget.rules import rules_of  # noqa: E402
from samenleven.budget.scenario import Scenario, parse  # noqa: E402
from samenleven.budget.simulation import simulate  # noqa: E402
from samenleven.optimum.optimiser import Objective, optimise  # noqa: E402
from samenleven.optimum.program import problem_of  # noqa: E402
from samenleven.store import budget, builder  # noqa: E402
from samenleven.store.connection import Store  # noqa: E402
from tests.support.browser import Visit, chromium, dashboard, serve  # noqa: E402

ROUNDS = 15
YEAR = 3
START, STEP = 9_000_000, 100_000  # euro: a budget that is short, and one step of its slider
EMPTY = """
import streamlit as st
if __name__ == "__main__":
    st.title(f"reeks {st.slider('reeks', 0, 999, 0)}")
else:
    app = st.App(__file__)
"""
VIEWS = ("kern", "kaart", "besturen", "doelen", "kas", "zekerheid", "zekerheid&onzeker=gevoeligheid")
GOALS = {"domain": 0.1, "optimiser": 10.0, "page": 2.0}
SETTLED = """() => document.querySelector('[data-testid="stApp"]').dataset.testScriptState === 'notRunning'"""
# What a reader sees in the page itself: text, and the areas of the map with their figures.
SEEN = """() => [document.querySelector('[data-testid="stMain"]').innerText,
    ...[...document.querySelectorAll('[data-testid="stMain"] *')].filter((one) => one.shadowRoot)
        .flatMap((one) => [...one.shadowRoot.querySelectorAll('[data-nis]')].map((area) => area.ariaLabel))].join()"""
PAINTED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


class Slider:
    """The first slider of an open page, moved one step at a time; `seen` is what the page says after that many."""

    def __init__(self, visit: Visit, seen: Callable[[int], str]) -> None:
        self.page, self.seen, self.steps = visit.page, seen, 0
        self.page.wait_for_timeout(2000)

    def step(self) -> float:
        """The seconds from the key to the settled page."""
        self.steps += 1
        self.page.bring_to_front()
        self.page.get_by_role("slider").first.focus()
        self.page.wait_for_timeout(250)
        start = time.perf_counter()
        self.page.keyboard.press("ArrowRight")
        self.page.wait_for_function(
            "text => document.querySelector('[data-testid=\"stMain\"]').textContent.includes(text)",
            arg=self.seen(self.steps),
            polling="raf",
        )
        self.page.wait_for_function(SETTLED, polling="raf")
        self.page.evaluate(PAINTED)
        seconds = time.perf_counter() - start
        self.check()
        return seconds

    def check(self) -> None:
        """What was there when the clock stopped is what stays: nothing arrives later."""
        seen = self.page.evaluate(SEEN)
        self.page.wait_for_timeout(400)
        if self.page.evaluate(SEEN) != seen:
            raise AssertionError(f"the page still changed after it was called settled: {self.page.url}")


def in_turns(*sliders: Slider) -> list[float]:
    """Median seconds of each, step by step in turns, so that other work on the machine weighs on all alike."""
    rounds = [[slider.step() for slider in sliders] for _ in range(ROUNDS)]
    return [statistics.median(one) for one in zip(*rounds, strict=True)]


def domain(store: Store) -> tuple[float, float, float]:
    """Median seconds of one scenario, and of the optimiser for both objectives; every run has other numbers."""
    model, space = budget.budget_model(store, YEAR), budget.space(store, YEAR)
    reference = rules_of(space, Scenario())
    simulate(model, reference)
    runs, best, worst = [], [], []
    for step in range(1, ROUNDS * 4):
        source = {"threshold_alone": 7500 - 50 * step, "budget": {str(YEAR): 9_000_000 + 50_000 * step}}
        start = time.perf_counter()
        rules = rules_of(space, parse(source, space))
        simulate(model, rules, reference)
        runs.append(time.perf_counter() - start)
    for step, (objective, found) in itertools.product(
        range(ROUNDS), ((Objective.WEIGHTED, best), (Objective.WORST_FIRST, worst))
    ):
        rules = rules_of(space, parse({"budget": {str(YEAR): 4_000_000 + 100_000 * step}}, space))
        start = time.perf_counter()
        optimise(problem_of(model, rules, reference), objective)
        found.append(time.perf_counter() - start)
    return statistics.median(runs), statistics.median(best), statistics.median(worst)


def main() -> None:
    """Measure everything in one run and print milliseconds and ratios."""
    rows: list[tuple[str, float, float, float, float]] = []
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        path = builder.build(Path(folder) / "samenleven.duckdb")
        store = Store(path)
        run, best, worst = domain(store)
        store.close()
        app = Path(folder) / "app.py"
        app.write_text(EMPTY, encoding="utf-8")
        shipped = serve(app, STREAMLIT_RUNNER_POST_SCRIPT_GC="true")
        with shipped as plain, serve(app) as ours, dashboard(path) as address:
            empties = [Slider(Visit(browser, bare).open(), lambda step: f"reeks {step}") for bare in (plain, ours)]
            for view in VIEWS:
                link = f"budget?toon={view}&jaar={YEAR}&scenario=budget.{YEAR}~{START}"
                visit = Visit(browser, address).open(link)
                # With "(was": the slider shows its own number before the server has heard of it.
                page = Slider(visit, lambda step: f"{START + STEP * step:,} (was".replace(",", "."))
                bare, same, seconds = in_turns(*empties, page)
                rows.append((f"slider on the page, {view}", seconds, bare, same, GOALS["page"]))
                visit.page.close()
        bare, same = min(row[2] for row in rows), min(row[3] for row in rows)
        rows.append(("one scenario in the domain", run, bare, same, GOALS["domain"]))
        rows.append(("optimiser, weighted", best, bare, same, GOALS["optimiser"]))
        rows.append(("optimiser, worst first", worst, bare, same, GOALS["optimiser"]))
    print(f"{'what':<52}{'ms':>7}{'empty page':>12}{'ratio':>7}{'our settings':>14}{'ratio':>7}{'goal':>6}")
    for what, seconds, bare, same, goal in rows:
        print(
            f"{what:<52}{seconds * 1000:>7.1f}{bare * 1000:>12.1f}{seconds / bare:>7.2f}"
            f"{same * 1000:>14.1f}{seconds / same:>7.2f}{goal:>6}"
        )


if __name__ == "__main__":
    main()
