"""A file as rows of text, whichever of the two kinds it is: told by what is in it, never by its name."""

from __future__ import annotations

from collections.abc import Sequence

from samenleven.intake import csv_in, package, workbook_in
from samenleven.intake.handed import Handed
from samenleven.reporting.records import Subject


def read(content: bytes, file: str, subject: Subject, key: bytes, fixed: Sequence[str] = ()) -> Handed:
    """The rows of a workbook or a CSV; `fixed` names columns that every row has from elsewhere, `key` signs ours.

    Raises SamenlevenError with what is wrong with the file; nothing of it is stored.
    """
    if package.is_workbook(content):
        return workbook_in.read(content, file, subject, key, fixed)
    return csv_in.read(content, file, subject, fixed)
