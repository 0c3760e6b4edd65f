"""What came in, whichever way: rows of text by our column names, and where each cell stood."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from samenleven.intake.headings import HEADINGS
from samenleven.intake.identity import Identity
from samenleven.intake.remarks import Spot
from samenleven.reporting.records import Origin, Subject

ROW = "row"


@dataclass(frozen=True, kw_only=True)
class Handed:
    """Rows as somebody handed them in, not judged yet.

    `table` has a column of text for every name of `HEADINGS[subject]` (null where the file has none) and `row`, the
    number of the row as a spreadsheet counts it. `headings` and `letters` say how a column is called in the file.
    `row_names` is what a form calls its rows. `identity` is that of a workbook that we handed out ourselves.
    """

    subject: Subject
    origin: Origin
    file: str
    table: pa.Table
    headings: Mapping[str, str]
    letters: Mapping[str, str] = field(default_factory=dict)
    sheet: str | None = None
    row_names: Mapping[int, str] = field(default_factory=dict)
    identity: Identity | None = None
    sha256: str | None = None

    def spot(self, row: int | None, name: str | None) -> Spot:
        """Where a cell, a row or a column stands."""
        return Spot(
            file=self.file,
            sheet=self.sheet,
            row=row,
            letter=self.letters.get(name or ""),
            column=self.headings.get(name or "", name) if name else None,
            name=name,
            row_name=self.row_names.get(row or 0),
        )

    def with_fixed(self, **text: str) -> Handed:
        """The same rows, where these columns say the same in every row: those that the file itself leaves out."""
        table = self.table
        for name, value in text.items():
            column = pa.repeat(pa.scalar(value, pa.string()), table.num_rows)
            table = table.set_column(table.schema.get_field_index(name), name, column)
        return Handed(**{**self.__dict__, "table": table})


def of_cells(
    subject: Subject, rows: Sequence[Mapping[str, str]], *, names: Sequence[str], origin: Origin, file: str
) -> Handed:
    """The rows of a form: cells by our column name, and what the form calls each row."""
    columns = {name: pa.array([row.get(name) for row in rows], pa.string()) for name in HEADINGS[subject]}
    return Handed(
        subject=subject,
        origin=origin,
        file=file,
        table=pa.table({ROW: pa.array(range(1, len(rows) + 1), pa.int64()), **columns}),
        headings={name: said[0] for name, said in HEADINGS[subject].items()},
        row_names=dict(enumerate(names, 1)),
    )


def sha256(content: bytes) -> str:
    """What tells one file from another, so that the same file twice is seen."""
    return hashlib.sha256(content).hexdigest()
