"""What does it cost to take in a register of a million reports, with a reason for every bad row?

`python benchmarks/imports.py`. A million rows (the cells of the example agreements, each with its corrections through
the years), some of them bad, against a plain `read_csv` of the same file into DuckDB, in turns in one run. Prints
seconds and the ratio of the medians (goal: at most 3.5), and what storing the register costs when no row is bad.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import duckdb

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
os.environ["SAMENLEVEN_PRACTICE"] = "ja"  # there the example agreements count

from samenleven.counted import Period  # noqa: E402
from samenleven.reporting.closing import Closed  # noqa: E402
from samenleven.reporting.records import Origin, Subject  # noqa: E402
from samenleven.reporting.rights import Person, Role  # noqa: E402
from samenleven.store import Current, Store, builder, catalogue  # noqa: E402
from samenleven.store.ledger import Ledger  # noqa: E402
from samenleven.store.ledger.incoming import Incoming, check_file  # noqa: E402
from samenleven.store.ledger.incoming.known import facts_of  # noqa: E402

ROWS, ROUNDS, GOAL = 1_000_000, 5, 3.5
BAD_EVERY = 2_000
BAD = ("-5", "1,5", "31/03/2024", "veel", "")
TODAY = date(2026, 11, 30)
HEAD = "NIS-code indiener;projectjaar;periode;code;behaald;ingediend op;waarom niet gehaald;opmerking"


def register(store: Store, *, bad: bool) -> str:
    """A register with its history: every later row of a cell corrects the one before and says why."""
    luck = random.Random(15)
    years = {year.project_year: year for year in catalogue.project_years(store)}
    lines = facts_of(store, TODAY, closed=Closed()).lines.to_pylist()
    cells = [(line, period) for line in lines for period in Period]
    rows = [HEAD]
    for number in range(ROWS):
        line, period = cells[number % len(cells)]
        year = years[line["project_year"]]
        day = (year.ends_on if period is Period.YEAR else year.half_year_ends_on) + timedelta(number // len(cells))
        figure = luck.choice(BAD) if bad and number % BAD_EVERY == 7 else str(luck.randrange(line["target"] * 2 + 2))
        why = f"telfout {number % 97} verbeterd" if number >= len(cells) else ""
        rows.append(
            f"{line['applicant_id']};{line['project_year']};{period};{line['measure_id']};{figure};{day};"
            f"te weinig lesgevers in wijk {number % 89};{why}"
        )
    return "\r\n".join((*rows, ""))


def seconds(do: Callable[[], object]) -> float:
    """How long something takes."""
    start = time.perf_counter()
    do()
    return time.perf_counter() - start


def main() -> int:
    """Measure in turns, print, and say whether the goal is met."""
    with tempfile.TemporaryDirectory() as folder:
        place = builder.build(Path(folder) / "store.duckdb")
        ledger = Ledger(Path(folder) / "boek.ledger")
        store = Current(place, ledger=ledger).get().store
        files = {bad: Path(folder) / f"register-{bad}.csv" for bad in (True, False)}
        for bad, path in files.items():
            path.write_text(register(store, bad=bad), encoding="utf-8")

        def plain() -> None:
            with duckdb.connect() as connection:
                connection.execute(f"create table t as from read_csv('{files[True]}')")

        def judged(bad: bool) -> Incoming:
            content, file = files[bad].read_bytes(), files[bad].name
            return check_file(content, file, Subject.REPORT, store, ledger, TODAY, why="overgenomen")

        def stored() -> None:
            found = judged(bad=False)
            assert found.storable, list(map(str, found.faults[:3]))
            person = Person("benchmark", Role.AGENCY)
            ledger.write(Subject.REPORT, found.rows, person=person, origin=Origin.CSV, store=store)

        found = judged(bad=True)
        wrong = len([row for row in range(ROWS) if row % BAD_EVERY == 7])
        assert len({one.spot.row for one in found.faults}) == wrong, "every bad row has a reason"
        loads, checks = [], []
        for _ in range(ROUNDS):
            loads.append(seconds(plain))
            checks.append(seconds(lambda: judged(bad=True)))
        ratio = statistics.median(checks) / statistics.median(loads)
        print(f"{ROWS:>10} rows, {files[True].stat().st_size / 1e6:.0f} MB, {wrong} of them bad")
        print(f"{statistics.median(loads):10.2f} s plain load into DuckDB")
        print(f"{statistics.median(checks):10.2f} s read and judged, a reason for every bad row")
        print(f"{seconds(stored):10.2f} s read, judged and stored, when no row is bad")
        print(f"{ratio:10.2f} times the plain load (goal: at most {GOAL})")
        return 0 if ratio <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
