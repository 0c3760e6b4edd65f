"""How soon does an embed stand there, beside its screen? In turns, in one run, each time from an empty cache.

`python benchmarks/embed.py` (chromium needed). Prints the median milliseconds until the heading of the screen, until
the whole answer of the embed (made for the first time, and asked again), and until its heading in the browser; then the
ratio of the first answer to the screen (goal: at most 0.2). A browser that starts from nothing needs some time for any
page at all: the line `an empty page`.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser  # noqa: E402

from samenleven.store import builder  # noqa: E402
from tests.support.browser import chromium, dashboard  # noqa: E402

ROUNDS = 7
GOAL = 0.2
# The screen, its embed, and what makes an address that nobody asked before.
PAIRS = (
    ("kaart?", "kaart?", "pin={}"),
    ("doelstellingen?", "onderdelen?", "alles={}"),
    ("?", "doelen-per-jaar?", "x={}"),
    ("gemeente?", "gemeente?", "nis={}"),
)
PLACES = ("46021", "44021", "11002", "24062", "71022", "31005", "42006", "42028", "12025", "34022", "35013")


def seen(browser: Browser, address: str, heading: str) -> float:
    """The seconds from an empty cache until the heading stands there."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="nl-BE")
    page = context.new_page()
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector(heading, timeout=30_000)
    seconds = time.perf_counter() - start
    context.close()
    return seconds


def answered(address: str) -> float:
    """The seconds until the whole answer is here."""
    start = time.perf_counter()
    with urllib.request.urlopen(address) as answer:
        answer.read()
    return time.perf_counter() - start


def main() -> None:
    """Measure in turns and print medians and ratios."""
    print(f"{'embed':<20}{'screen':>8}{'first':>8}{'again':>8}{'drawn':>8}{'ratio':>7}{'goal':>6}")
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        store = builder.build(Path(folder) / "s.duckdb")
        with dashboard(store) as address:
            for screen, embed, asked in PAIRS:
                rounds = []
                for place in ("11001", *PLACES[:ROUNDS]):
                    query = asked.format(place)
                    link = f"{address}/inbedden/{embed}{query}"
                    first, again = answered(link), answered(link)
                    drawn = seen(browser, link, "main h1")
                    live = seen(browser, f"{address}/{screen}{query}", '[data-testid="stMain"] h1')
                    rounds.append((live, first, again, drawn))
                found = [statistics.median(one) for one in zip(*rounds[1:], strict=True)]
                times = "".join(f"{one * 1000:>8.0f}" for one in found)
                print(f"{embed.rstrip('?'):<20}{times}{found[1] / found[0]:>7.2f}{GOAL:>6}", flush=True)
            empty = statistics.median(seen(browser, "data:text/html,<h1>x</h1>", "h1") for _ in range(ROUNDS))
            print(f"{'an empty page':<20}{'':>24}{empty * 1000:>8.0f}")


if __name__ == "__main__":
    main()
