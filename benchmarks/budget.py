"""Does a slider of the budget what-if feel instant? Everything against an empty one-slider page, in one run.

`python benchmarks/budget.py` (chromium needed). Prints milliseconds and the ratio to the rerun of the empty page: a
whole move of the slider on the page (goal: at most 1.2), and one scenario and one optimum in the model (at
most what they were before issue 12, measured in the same run: `benchmarks/budget_model.py`). A page move runs from the
key to the settled page; the pages move in turns. The empty page is measured twice: as Streamlit ships it, and with our
settings, which make it faster too.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import budget_model  # noqa: E402
from samenleven.store import builder  # noqa: E402
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
GOAL = 1.2
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


def main() -> None:
    """Measure everything in one run and print milliseconds and ratios."""
    rows: list[tuple[str, float, float, float, float]] = []
    model = budget_model.in_turns(budget_model.BEFORE)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        path = builder.build(Path(folder) / "samenleven.duckdb")
        app = Path(folder) / "app.py"
        app.write_text(EMPTY, encoding="utf-8")
        shipped = serve(app, STREAMLIT_RUNNER_POST_SCRIPT_GC="true")
        with shipped as plain, serve(app) as ours, dashboard(path) as address:
            empties = [Slider(Visit(browser, bare).open(), lambda step: f"reeks {step}") for bare in (plain, ours)]
            visit = Visit(browser, address).open(f"budget?jaar={YEAR}&scenario=budget.{YEAR}~{START}")
            # Among the key figures: beside the slider its number stands before the server has heard of it.
            page = Slider(visit, lambda step: f"€ {START + STEP * step:,}".replace(",", "."))
            bare, same, seconds = in_turns(*empties, page)
            rows.append(("slider on the page", seconds, bare, same, GOAL))
            visit.page.close()
        bare, same = min(row[2] for row in rows), min(row[3] for row in rows)
        for what, (now, then) in model.items():
            rows.append((what, now / 1000, bare, same, (then or now) / 1000 / bare))
    print(f"{'what':<52}{'ms':>7}{'empty page':>12}{'ratio':>7}{'our settings':>14}{'ratio':>7}{'goal':>7}")
    for what, seconds, bare, same, goal in rows:
        print(
            f"{what:<52}{seconds * 1000:>7.1f}{bare * 1000:>12.1f}{seconds / bare:>7.2f}"
            f"{same * 1000:>14.1f}{seconds / same:>7.2f}{goal:>7.3f}"
        )


if __name__ == "__main__":
    main()
