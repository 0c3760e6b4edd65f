"""What does a click on the dearest screens cost the server? Against a page with one slider, in one run.

`python benchmarks/screens.py`. Prints milliseconds of processor time (not of the clock: other work on the machine then
weighs less) and the ratio to the page with one slider: to run a page again as it is, to go to a choice that was shown
before, and to make one that was not. The pages take turns. Without a browser: `benchmarks/budget.py` has one.
"""

from __future__ import annotations

import logging
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
logging.disable(logging.WARNING)

from streamlit.testing.v1 import AppTest  # noqa: E402

from samenleven.store import builder  # noqa: E402
from ui.reading.cached import CachedRead  # noqa: E402

ROUNDS = 12
BARE = "import streamlit as st\nst.title(f\"reeks {st.slider('reeks', 0, 999, int(st.query_params.get('reeks', 0)))}\")"
# Name, page, what is opened, and the choice that a click goes to and back from.
SCREENS = (
    ("page with one slider", None, {"reeks": "1"}, {"reeks": "2"}),
    ("doelstellingen: year", "doelstellingen", {"jaar": "1"}, {"jaar": "2"}),
    ("gemeente: year", "gemeente", {"jaar": "1"}, {"jaar": "2"}),
    ("gemeente: place", "gemeente", {"nis": "46021"}, {"nis": "44021"}),
)


def opened(page: str | None, choice: dict[str, str]) -> AppTest:
    """A page opened by its link."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60) if page else AppTest.from_string(BARE)
    if page:
        app.switch_page(f"pages/{page}.py")
    return go(app, choice)


def go(app: AppTest, choice: dict[str, str]) -> AppTest:
    """The page after a click."""
    for key, value in choice.items():
        app.query_params[key] = value
    app.run()
    if app.exception:
        raise AssertionError(app.exception[0].message)
    return app


def cost(work: Callable[[], object]) -> float:
    """The processor time of some work, in milliseconds."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def measure(app: AppTest, before: dict[str, str], after: dict[str, str]) -> tuple[float, float, float]:
    """One round: the same again, back and forth (the mean), and forth when nothing was made yet."""
    go(app, after)
    go(app, before)
    same = cost(lambda: go(app, {}))
    seen = (cost(lambda: go(app, after)) + cost(lambda: go(app, before))) / 2
    CachedRead.forget_all()
    go(app, before)
    return same, seen, cost(lambda: go(app, after))


def main() -> None:
    """Measure in turns and print medians and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "samenleven.duckdb"
        os.environ["SAMENLEVEN_STORE"] = str(place)
        builder.build(place)
        apps = [(opened(page, before), before, after) for _, page, before, after in SCREENS]
        rounds = [[measure(*one) for one in apps] for _ in range(ROUNDS)]
    found = [[statistics.median(column) for column in zip(*turns, strict=True)] for turns in zip(*rounds, strict=True)]
    print(f"{'processor time of one click':<30}{'same':>9}{'ratio':>7}{'seen':>9}{'ratio':>7}{'new':>9}{'ratio':>7}")
    for (name, *_), row in zip(SCREENS, found, strict=True):
        cells = "".join(f"{one:>6.1f} ms{one / bare:>7.1f}" for one, bare in zip(row, found[0], strict=True))
        print(f"{name:<30}{cells}")


if __name__ == "__main__":
    main()
