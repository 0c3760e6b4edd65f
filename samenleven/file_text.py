"""A file that somebody gives us, as text and as rows: from a path on the command line, or as the bytes of an upload.

Both come through here, so that the two accept the same files: of a bounded size, text in UTF-8, rows that can be read.
"""

from __future__ import annotations

import csv
import io
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from samenleven.errors import Fault, SamenlevenError, short

ROW = tuple[int, list[str]]


def read(path: Path, largest: int) -> bytes:
    """What is in a file: at most one byte more than `largest`, which `text` then refuses.

    Raises SamenlevenError when there is no such file, when it is none (a folder, a pipe or a device, which may never
    end), or when it cannot be read.
    """
    name = short(path, 300)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise SamenlevenError(f"{name}: dit is geen gewoon bestand. Geef de naam van een bestand.")
        with path.open("rb") as file:
            return file.read(largest + 1)
    except FileNotFoundError as error:
        raise SamenlevenError(f"{name}: dit bestand bestaat niet. Kijk de naam na.") from error
    except (OSError, ValueError) as error:
        raise SamenlevenError(f"{name}: dit bestand kan niet gelezen worden. Kijk de naam en de rechten na.") from error


def text(content: bytes, file: str, largest: int) -> str:
    """The text in a file, without the mark that some programs put before it. Raises SamenlevenError when it is none."""
    if len(content) > largest:
        raise _unreadable(
            file, f"Het bestand is te groot (meer dan {largest // 1000} kB).", "Kijk na of het het juiste is."
        )
    try:
        found = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _unreadable(
            file, "Dit is geen tekst in UTF-8.", "Bewaar het opnieuw als tekst of CSV in UTF-8."
        ) from None
    if "\x00" in found:
        raise _unreadable(file, "Dit is geen tekstbestand.", "Bewaar het rekenblad als 'CSV UTF-8'.")
    return found


def rows(table: str, file: str, separators: Sequence[str]) -> Iterator[ROW]:
    """The rows of a table with the line on which each starts; the separator is the one the first row has most of.

    Raises SamenlevenError with the line that cannot be read.
    """
    first = next(iter(table.splitlines()), "")
    reader = csv.reader(io.StringIO(table, newline=""), delimiter=max(separators, key=first.count), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error:
        fault = "Dit is geen leesbare tabel: een aanhalingsteken sluit niet, of een cel is te lang."
        raise _unreadable(file, fault, "Verbeter de rij.", line) from None


def _unreadable(file: str, what: str, remedy: str, row: int | None = None) -> SamenlevenError:
    return SamenlevenError(str(Fault(short(file, 300), row, what, remedy)))
