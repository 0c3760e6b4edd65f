"""What do hard divisions of others cost a visitor who only clicks? `python benchmarks/solves.py` prints the ratio.

In one run: the clicks of a visitor alone, the same clicks while four others each wait for a hard division, and again
when these have left. A click is timed from the message to the completed page, over the live connection, on the server
as `make run` starts it. Exit code 1 when the median beside the others is more than twice the lower median alone.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import threading
from itertools import cycle
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from samenleven.store import builder  # noqa: E402
from tests.support.browser import dashboard  # noqa: E402
from tests.support.session import tab  # noqa: E402

CLICKS = 15
GOAL = 2.0
# Regions of which the third criterion stays open for minutes at this threshold.
HARD = "wie=alle&drempel=15000&leden=8&rekentijd=300&regio="
REGIONS = ("halle-vilvoorde", "kempen", "oost-brabant", "limburg")
PAGES = {
    "": ("jaar=1", "jaar=2"),
    "gemeente": ("nis=46021", "nis=11002"),
}


def clicks(address: str) -> dict[str, list[float]]:
    """The seconds of every click, by page."""
    found = {}
    for page, queries in PAGES.items():
        with tab(address, page) as visitor:
            turns = cycle(queries)
            for _ in range(4):
                visitor.click(next(turns))
            found[page] = [visitor.click(next(turns)) for _ in range(CLICKS)]
    return found


class Waiting(threading.Thread):
    """A visitor who waits for a hard division until told to leave."""

    def __init__(self, address: str, region: str) -> None:
        super().__init__(daemon=True)
        self.address, self.query = address, HARD + region
        self.left = threading.Event()
        self.completed = False

    def run(self) -> None:
        """Ask, and listen as a browser does."""
        with tab(self.address, "samenwerking") as session:
            session.ask(self.query)
            while not self.left.is_set():
                self.completed = session.listen(0.5) or self.completed


def main() -> int:
    """Measure, print and judge."""
    with tempfile.TemporaryDirectory() as folder, dashboard(builder.build(Path(folder) / "s.duckdb")) as address:
        before = clicks(address)
        others = [Waiting(address, region) for region in REGIONS]
        for one in others:
            one.start()
        threading.Event().wait(3)
        beside = clicks(address)
        completed = sum(one.completed for one in others)
        for one in others:
            one.left.set()
            one.join()
        threading.Event().wait(3)
        after = clicks(address)
    print(f"{'page':<18}{'alone ms':>10}{'p95':>8}{'4 solves':>10}{'p95':>8}{'left':>10}{'ratio':>8}")
    worst = 0.0
    for page in PAGES:
        alone = min(statistics.median(before[page]), statistics.median(after[page]))
        ratio = statistics.median(beside[page]) / alone
        worst = max(worst, ratio)
        print(
            f"{page or 'overzicht':<18}{statistics.median(before[page]) * 1000:>10.1f}{p95(before[page]):>8.0f}"
            f"{statistics.median(beside[page]) * 1000:>10.1f}{p95(beside[page]):>8.0f}"
            f"{statistics.median(after[page]) * 1000:>10.1f}{ratio:>8.2f}"
        )
    print(f"worst ratio of medians {worst:.2f} (goal: at most {GOAL}); {completed} of 4 divisions ended meanwhile")
    return 0 if worst <= GOAL else 1


def p95(seconds: list[float]) -> float:
    """The 95th percentile in milliseconds."""
    return statistics.quantiles(seconds, n=20)[-1] * 1000


if __name__ == "__main__":
    raise SystemExit(main())
