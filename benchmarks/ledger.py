"""What a click costs with 10^4, 10^6 and 10^8 recorded reports: questions of the screens, and taking up one more batch.

    python benchmarks/ledger.py [--most 100000000]

The baseline is the smallest of them, in the same run: a question may not grow with the number of reports. Reports
are corrections of the figures of the example set's applicants, whose agreements are recorded first; 10^8 rows take
some minutes and 1 GB of disk.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow as pa

sys.path.insert(0, str(Path(__file__).parents[1]))

from samenleven.figures import Shown
from samenleven.reporting.records import Agreement, AgreementLine, Origin, Subject
from samenleven.reporting.rights import Person, Role
from samenleven.store import Current, Store, results
from samenleven.store.ledger import Ledger, state
from samenleven.store.ledger.columns import SCHEMAS, table_of_agreement

AGENCY = Person("benchmark", Role.AGENCY)
PER_BATCH = 1_000_000
ROUNDS = 15


def main() -> None:
    """Print the median of each question and its ratio to that with the fewest reports."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--most", type=int, default=100_000_000)
    most = parser.parse_args().most
    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger(Path(folder) / "ledger")
        current = Current(Path(folder) / "store.duckdb", ledger=ledger)
        base = current.get().store
        cells = agree(base, ledger)
        least: dict[str, float] = {}
        rows = 0
        for goal in (10_000, 1_000_000, 100_000_000):
            while goal <= most and rows < goal:
                rows += report(ledger, cells, min(PER_BATCH, goal - rows), rows)
            if rows == goal:
                current.get()
                report(ledger, cells, 1, rows)
                rows += 1
                begin = time.perf_counter()
                store = current.get().store
                taken_up = time.perf_counter() - begin
                told = measured(store) | {"one more batch": taken_up}
                least = least or told
                said = (f"{name} {1000 * told[name]:.1f} ms {told[name] / least[name]:.2f} x" for name in told)
                print(f"{goal:>12,} reports: {', '.join(said)}")


def agree(base: Store, ledger: Ledger) -> list[tuple[str, int, str, str]]:
    """Record the agreements of the example set as real ones; gives their cells."""
    cells = []
    for head in base.rows("select * from agreement order by agreement_id"):
        lines = base.rows("select * from agreement_line where agreement_id = ?", [head["agreement_id"]])
        members = base.rows(
            "select authority_id from participant where agreement_id = ? and authority_id <> ?",
            [head["agreement_id"], head["applicant_id"]],
        )
        ledger.write(
            Subject.AGREEMENT,
            table_of_agreement(
                Agreement(
                    applicant_id=head["applicant_id"],
                    project_year=head["project_year"],
                    awarded_on=date(2022, 1, 1),
                    cooperation="Verband" if members else None,
                    members=tuple(row["authority_id"] for row in members),
                    incentive_eur=Decimal(0),
                    lines=tuple(
                        AgreementLine(**{name: line[name] for name in AgreementLine.__dataclass_fields__})
                        for line in lines
                    ),
                )
            ),
            person=AGENCY,
            origin=Origin.COMMAND,
        )
        for line in lines:
            for period in ("half_year", "year"):
                cells.append((head["applicant_id"], head["project_year"], period, line["measure_id"]))
    return cells


def report(ledger: Ledger, cells: list[tuple[str, int, str, str]], count: int, seed: int) -> int:
    """Record so many figures as one batch, cells at random; gives how many."""
    chosen = pa.array(np.random.default_rng(seed).integers(0, len(cells), count))
    names = ("applicant_id", "project_year", "period", "measure_id")
    columns = {name: pa.array(one).take(chosen) for name, one in zip(names, zip(*cells, strict=True), strict=True)}
    columns["realised"] = pa.array(np.random.default_rng(seed + 1).integers(0, 500, count))
    schema = SCHEMAS[Subject.REPORT]
    rows = [columns[one.name].cast(one.type) if one.name in columns else pa.nulls(count, one.type) for one in schema]
    ledger.write(Subject.REPORT, pa.table(rows, schema), person=AGENCY, origin=Origin.COMMAND)
    return count


def measured(store: Store) -> dict[str, float]:
    """The median time of each question, in seconds."""
    questions: dict[str, Callable[[], object]] = {
        "doelstellingen": lambda: results.measure_figures(store, 2, shown=Shown.EXAMPLE),
        "kaart, gemeente": lambda: results.authority_figures(store, 2, shown=Shown.EXAMPLE),
        "opvolging": lambda: state.report_cells(store, project_year=2),
    }
    found = {}
    for name, ask in questions.items():
        times = []
        for _ in range(ROUNDS):
            begin = time.perf_counter()
            ask()
            times.append(time.perf_counter() - begin)
        found[name] = statistics.median(times)
    return found


if __name__ == "__main__":
    main()
