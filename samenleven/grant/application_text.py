"""The rows of an application as people paste or upload them: a table as text, in any dialect of a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from samenleven.errors import SamenlevenError
from samenleven.grant.application import COLUMNS, ApplicationRow, read_rows
from samenleven.grant.call import Call

HEADINGS = {
    "actie": "action",
    "onderdeel": "measure",
    "huidig bereik": "baseline_reach",
    "gepland bereik": "planned_reach",
    "prioriteit": "priority",
}
"""The Dutch headings that stand for the columns."""
SEPARATORS = (";", "\t", ",")


def read_text(text: str, call: Call, *, file: str) -> list[ApplicationRow]:
    """The rows in a table as text: comma, semicolon or tab between cells, English or Dutch headings.

    Raises ApplicationError with every fault by row, SamenlevenError when it is no table at all.
    """
    text = text.removeprefix("\ufeff").lstrip("\r\n")
    if not text.strip():
        raise SamenlevenError(f"{file}: er staat niets in. De eerste rij heeft de kolommen: {', '.join(COLUMNS)}.")
    first = text.splitlines()[0]
    separator = max(SEPARATORS, key=first.count)
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise SamenlevenError(
            f"{file}: dit is geen leesbare tabel (een aanhalingsteken dat niet sluit, of een cel die te lang is)."
        ) from error
    columns = [_column(cell) for cell in table[0]]
    return read_rows(columns, [_record(columns, cells) for cells in table[1:]], call, file=file)


def read_bytes(content: bytes, call: Call, *, file: str) -> list[ApplicationRow]:
    """The rows in an uploaded file. Raises as `read_text`, also when the bytes are no text."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SamenlevenError(
            f"{file}: dit is geen tekst in UTF-8. Bewaar het rekenblad als 'CSV UTF-8' en probeer opnieuw."
        ) from error
    if "\x00" in text:
        raise SamenlevenError(f"{file}: dit is geen tekstbestand. Bewaar het rekenblad als 'CSV UTF-8'.")
    return read_text(text, call, file=file)


def _column(cell: str) -> str:
    name = cell.strip().lower()
    return HEADINGS.get(name, name)


def _record(columns: Sequence[str], cells: Sequence[str]) -> dict[str | None, object]:
    """One row by column, as `csv.DictReader` gives it: cells too many stand under None."""
    record: dict[str | None, object] = dict(zip(columns, cells, strict=False))
    if any(cell.strip() for cell in cells[len(columns) :]):
        record[None] = list(cells[len(columns) :])
    return record
