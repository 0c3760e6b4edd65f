"""How long does one wait for what one takes along, beside opening the page itself? In turns, in one run.

`python benchmarks/take.py` (chromium needed). Prints for each file the median and longest milliseconds of the answer
(each an authority or choice that nobody asked before), the median until the heading of its page stands there from an
empty cache, their ratio, and the size. Goals: a report within 2 seconds, a workbook within 1, slides within 5.
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

from benchmarks.embed import PLACES, seen  # noqa: E402
from samenleven.store import builder  # noqa: E402
from tests.support.browser import chromium, dashboard  # noqa: E402

# The file, the page beside it, what makes an address that nobody asked before, and the goal in seconds.
FILES = (
    ("rapport/gemeente.pdf", "gemeente", "nis={}", 2.0),
    ("werkmap/gemeente.xlsx", "gemeente", "nis={}", 1.0),
    ("werkmap/overzicht.xlsx", "", "nis={}", 1.0),
    ("werkmap/kaart.xlsx", "kaart", "nis={}", 1.0),
    ("werkmap/doelstellingen.xlsx", "doelstellingen", "nis={}&kpi=call-05.1", 1.0),
    ("werkmap/samenwerking.xlsx", "samenwerking", "nis={}", 1.0),
    ("werkmap/budget.xlsx", "budget", "nis={}", 1.0),
    ("werkmap/bronnen.xlsx", "bronnen", "nis={}", 1.0),
    ("dias.pptx", "presentatie", "nis={}", 5.0),
    ("dias.pdf", "presentatie", "nis={}", 5.0),
)


def answered(address: str) -> tuple[float, int]:
    """The seconds until the whole file is here, and its bytes."""
    start = time.perf_counter()
    with urllib.request.urlopen(address) as answer:
        size = len(answer.read())
    return time.perf_counter() - start, size


def main() -> None:
    """Measure in turns and print medians and ratios."""
    print(f"{'file':<28}{'median':>8}{'longest':>9}{'page':>8}{'ratio':>7}{'goal':>7}{'bytes':>9}")
    with (
        tempfile.TemporaryDirectory() as folder,
        chromium() as browser,
        dashboard(builder.build(Path(folder) / "s.duckdb")) as address,
    ):
        for file, screen, asked, goal in FILES:
            made, pages, sizes = [], [], []
            for place in ("11001", *PLACES[:6]):
                query = asked.format(place)
                seconds, size = answered(f"{address}/{file}?{query}")
                made.append(seconds * 1000)
                sizes.append(size)
                pages.append(seen(browser, f"{address}/{screen}?{query}", '[data-testid="stMain"] h1') * 1000)
            middle, page = statistics.median(made), statistics.median(pages)
            print(
                f"{file:<28}{middle:>8.0f}{max(made):>9.0f}{page:>8.0f}{middle / page:>7.2f}"
                f"{goal * 1000:>7.0f}{max(sizes):>9}",
                flush=True,
            )


if __name__ == "__main__":
    main()
