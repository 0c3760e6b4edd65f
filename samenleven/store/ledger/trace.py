"""Where a figure comes from: every version that a cell had, straight from the files of the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time

import duckdb

from samenleven.errors import LedgerError
from samenleven.reporting.records import Batch
from samenleven.store.ledger.book import Ledger
from samenleven.store.ledger.state import ReportedCell


@dataclass(frozen=True, kw_only=True)
class Version:
    """One figure that a cell had, with the batch that it came in by."""

    realised: int | None
    shortfall_reason: str | None
    double_count_note: str | None
    note: str | None
    handed_in_at: datetime
    batch: Batch


def history(ledger: Ledger, cell: ReportedCell) -> list[Version]:
    """Every figure that a cell had, oldest first: what its attainment comes from. Raises LedgerError.

    Only the batches in which the cell stands are read.
    """
    heads = {batch.sequence: batch for batch in ledger.batches()}
    files = {str(ledger.path(sequence)): heads[sequence] for sequence in cell.sequences}
    try:
        with duckdb.connect() as connection:
            found = connection.execute(
                "select filename, file_row_number, realised, shortfall_reason, double_count_note, note, reported_on "
                "from read_parquet($files, filename = true, file_row_number = true) "
                "where applicant_id = $applicant and project_year = $year and period = $period "
                "and measure_id = $measure",
                {
                    "files": list(files),
                    "applicant": cell.applicant_id,
                    "year": cell.project_year,
                    "period": cell.period.value,
                    "measure": cell.measure_id,
                },
            ).fetchall()
    except duckdb.Error as error:
        raise LedgerError(
            "Het register kan niet gelezen worden. Kijk het na met: python -m samenleven verify-ledger"
        ) from error
    versions = []
    for file, row, realised, reason, double, note, reported_on in found:
        batch = files[file]
        at = datetime.combine(reported_on, time(), UTC) if reported_on else batch.recorded_at
        version = Version(
            realised=realised,
            shortfall_reason=reason,
            double_count_note=double,
            note=note,
            handed_in_at=at,
            batch=batch,
        )
        versions.append(((at, batch.sequence, row), version))
    return [version for _, version in sorted(versions, key=lambda one: one[0])]
