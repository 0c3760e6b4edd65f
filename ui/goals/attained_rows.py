"""Attainment rows as screens need them: as a frame for tables and files, and by name."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from samenleven.attainment import Attainment
from ui.look import tables
from ui.reading import reads

NUMBERS = ["target", "realised", "ratio", "promised"]
REPORTS = ("received_reports", "expected_reports")


def as_frame(rows: Sequence[Attainment]) -> pd.DataFrame:
    """Attainment rows as a frame that tables, charts and downloads understand."""
    found = tables.numeric(reads.frame(rows), NUMBERS)
    return found.astype({name: "Int64" for name in REPORTS if name in found})  # a count that may be missing


def results(rows: Sequence[Attainment]) -> pd.DataFrame:
    """The same for a figure about results: what has no result has no kind, only its target has one.

    Source and date stay, for a row without a result shows its target; `target_kind` says what that is.
    """
    found = as_frame(rows)
    if found.empty:
        return found
    found["kind"] = found["kind"].where(found["realised"].notna() | found["ratio"].notna(), None)
    return found


def measure_names(rows: Sequence[Attainment]) -> dict[str, str]:
    """Code to name of the measures in the rows, for a list to choose from."""
    return {str(row.measure): f"Actie {row.action}: {row.component} ({row.unit or 'zonder eenheid'})" for row in rows}
