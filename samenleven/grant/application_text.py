"""The rows of an application as people paste or upload them: a table as text, in any dialect of a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence

from samenleven import column_names, file_text
from samenleven.errors import Fault, SamenlevenError
from samenleven.grant.application import COLUMNS, ApplicationRow, read_rows
from samenleven.grant.call import Call

EXPECTED = column_names.headings(("action", "component", *COLUMNS[2:]))
"""The headings that a file needs, as our own tables write them."""
SEPARATORS = (";", "\t", ",")
LARGEST_FILE = 1_000_000
"""In bytes: thousands of rows, where a call has some eighty."""


def read_bytes(content: bytes, call: Call, *, file: str) -> list[ApplicationRow]:
    """The rows in a table as text: comma, semicolon or tab between cells, English or Dutch headings.

    Raises ApplicationError with every fault by row, SamenlevenError when it is no table at all or too large.
    """
    text = file_text.text(content, file, LARGEST_FILE).lstrip("\ufeff\r\n")
    if not text.strip():
        remedy = f"Zet op de eerste rij de kolommen: {', '.join(EXPECTED)}."
        raise SamenlevenError(str(Fault(file, None, "Er staat niets in.", remedy)))
    table = [cells for _, cells in file_text.rows(text, file, SEPARATORS)]
    columns = table[0]
    return read_rows(columns, [_record(columns, cells) for cells in table[1:]], call, file=file)


def _record(columns: Sequence[str], cells: Sequence[str]) -> dict[str | None, object]:
    """One row by column, as `csv.DictReader` gives it: cells too many stand under None."""
    record: dict[str | None, object] = dict(zip(columns, cells, strict=False))
    if any(cell.strip() for cell in cells[len(columns) :]):
        record[None] = list(cells[len(columns) :])
    return record
