"""What came of rows that were handed in, and the in-memory database in which they are judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from samenleven import spreadsheet
from samenleven.intake.handed import ROW, Handed
from samenleven.intake.headings import HEADINGS
from samenleven.store.ledger.incoming.known import Facts
from samenleven.store.ledger.incoming.sentences import Remarks
from samenleven.store.ledger.incoming.text_sql import MACROS

TEXTS = ("shortfall_reason", "double_count_note", "note", "cooperation")
"""The columns in which people write sentences."""


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """Rows that were judged. `rows` are typed and ready for the ledger, empty when there are faults.

    `warnings` stand out without being wrong; `unconfirmed` are those for which no reason was given yet. The numbers
    count cells: `new`, `corrected` (there was another figure) and `unchanged` (the same is recorded already).
    """

    handed: Handed
    rows: pa.Table
    faults: Remarks
    warnings: Remarks
    unconfirmed: Remarks
    new: int
    corrected: int
    unchanged: int

    @property
    def storable(self) -> bool:
        """Whether it may be stored: nothing wrong, everything that stands out has its reason, and something is new."""
        return not self.faults and not self.unconfirmed and self.rows.num_rows > 0


def stage(connection: duckdb.DuckDBPyConnection, handed: Handed, known: Facts) -> None:
    """Put what came in, what is known, and the macros that read text into a database.

    `handed` has for every column a number; which text that is says `text_<column>` (code, text), without spaces around
    it. A register of a million rows has some thousands of different texts, and each is read once.
    """
    connection.execute("set preserve_insertion_order = false")
    connection.register("formula", pa.table({"formula": pa.array(_formulas(handed.table), pa.string())}))
    connection.execute(MACROS)
    for name, table in known.tables().items():
        connection.register(name, table)
    coded = {ROW: handed.table.column(ROW)}
    for name in HEADINGS[handed.subject]:
        coded[name], words = _coded(handed.table.column(name))
        connection.register("words", pa.table({"code": np.arange(len(words), dtype=np.int32), "text": words}))
        connection.execute(f"create table text_{name} as select code, tidy(text) as text from words")
    connection.register("handed", pa.table(coded))


def _coded(column: pa.ChunkedArray) -> tuple[Any, pa.Array]:
    """A column as numbers, and the different texts in it; what is missing is the empty text."""
    if column.null_count == len(column):
        return np.zeros(len(column), dtype=np.int32), pa.array([""], pa.string())
    if column.null_count:
        column = pc.fill_null(column, "")
    chunks = column.dictionary_encode().unify_dictionaries().chunks
    return pa.chunked_array([chunk.indices for chunk in chunks]), chunks[0].dictionary


def _formulas(table: pa.Table) -> list[str]:
    """The texts that a spreadsheet would calculate. One that starts with a dash is how people write a list."""
    found: set[str] = set()
    for name in TEXTS:
        if name in table.column_names:
            column = table.column(name)
            tame = pc.match_substring_regex(column, r"^[\pL\pN(-]")
            odd = column.filter(pc.invert(tame)).unique().to_pylist()
            found |= {text.strip() for text in odd if text and spreadsheet.calculates(text)}
    return sorted(text for text in found if not text.startswith("-"))
