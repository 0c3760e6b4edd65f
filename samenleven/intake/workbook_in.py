"""A workbook as rows of text: the same rows as a CSV would give, with the letters of its columns.

A formula comes in as its text ("=A1*2") and is refused when the cells are judged; so is a date for a number.
"""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

import openpyxl
import pyarrow as pa
from openpyxl.utils import get_column_letter

from samenleven.errors import short
from samenleven.intake import identity, package
from samenleven.intake.csv_in import ours
from samenleven.intake.handed import ROW, Handed, sha256
from samenleven.intake.headings import Matched, known, match
from samenleven.intake.layout import COLUMNS, HEAD_ROW, HIDDEN, SHOWN
from samenleven.intake.remarks import Refused, Spot, refuse
from samenleven.reporting.records import Origin, Subject

MOST_COLUMNS = 100
SEARCHED = 30
"""Among so many rows from the top the head row must be found."""
FEWEST_HEADINGS = 3

Row = tuple[int, list[str]]


def read(content: bytes, file: str, subject: Subject, key: bytes, fixed: Sequence[str] = ()) -> Handed:
    """The rows of a workbook; one of ours brings its identity, and with it applicant, project year and period.

    `key` is that of `samenleven.intake.identity`. Raises Refused when it must not or cannot be opened, was changed
    where it is locked, or has no head row.
    """
    merged = package.check(content, file)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        return _read(book, file, subject, key, fixed, merged, sha256(content))
    except Refused:
        raise
    except Exception as error:  # openpyxl lets through whatever a broken part of a workbook makes it stumble over
        what = "Het bestand is beschadigd: de werkmap kan niet gelezen worden."
        raise refuse("damaged", file, what, "Bewaar het opnieuw in Excel, of haal het opnieuw op.") from error


def _read(
    book: Any, file: str, subject: Subject, key: bytes, fixed: Sequence[str], merged: dict[str, list[int]], sha: str
) -> Handed:
    owner = _identity(book, key, file)
    sheet = _sheet(book, owner is not None, file)
    rows = _rows(sheet)
    head_row, cells = _head(rows, subject, file, sheet.title)
    where = Spot(file=file, sheet=sheet.title, row=head_row)
    if head_row in merged.get(sheet._worksheet_path.lstrip("/"), ()):
        what, remedy = "In de koprij zijn cellen samengevoegd.", "Splits ze, zodat elke kolom haar eigen kop heeft."
        raise refuse("merged_head", file, what, remedy, sheet=sheet.title, row=head_row)
    if owner and subject is Subject.REPORT:
        _check_places(cells, head_row, where)
        fixed = (*fixed, "applicant", "project_year", "period")
    matched = match(subject, cells, where, fixed)
    handed = Handed(
        subject=subject,
        origin=Origin.WORKBOOK,
        file=file,
        sheet=sheet.title,
        table=ours(subject, _table(rows, len(cells)), matched),
        headings=matched.headings,
        letters=_letters(matched),
        identity=owner,
        sha256=sha,
    )
    if owner is None:
        return handed
    return handed.with_fixed(
        applicant=owner.applicant_id, project_year=str(owner.project_year), period=owner.period.value
    )


def _identity(book: Any, key: bytes, file: str) -> identity.Identity | None:
    if HIDDEN not in book.sheetnames:
        return None
    first = next(book[HIDDEN].iter_rows(max_row=1, max_col=1, values_only=True), (None,))
    return identity.read(str(first[0]), key, file)


def _sheet(book: Any, is_ours: bool, file: str) -> Any:
    """The sheet with the rows: in a workbook of ours the one that we named, else the first that can be seen."""
    if is_ours and SHOWN in book.sheetnames:
        return book[SHOWN]
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not shown or is_ours:
        what = f"Het blad '{SHOWN}' ontbreekt." if is_ours else "De werkmap heeft geen blad met rijen."
        raise refuse("no_sheet", file, what, "Haal het bestand opnieuw op en vul het opnieuw in.")
    return shown[0]


def _rows(sheet: Any) -> Iterator[Row]:
    """The rows that are not empty, with their number."""
    sheet.reset_dimensions()  # what a sheet says about its own size need not be true
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = [_text(cell) for cell in row[:MOST_COLUMNS]]
        if any(cells):
            yield number, cells


def _head(rows: Iterator[Row], subject: Subject, file: str, sheet: str) -> Row:
    for number, cells in itertools.islice(rows, SEARCHED):
        if known(subject, cells) >= FEWEST_HEADINGS:
            while cells and not cells[-1]:
                cells.pop()
            return number, cells
    what = f"In de eerste {SEARCHED} rijen staat geen koprij met de namen van de kolommen."
    raise refuse("no_head", file, what, "Begin van het bestand of het voorbeeld dat u hier kunt ophalen.", sheet=sheet)


def _check_places(cells: Sequence[str], row: int, where: Spot) -> None:
    """In a workbook of ours every column stands where we put it: who shifts one may have shifted figures too."""
    for place, (name, heading) in enumerate(COLUMNS.items()):
        said = cells[place].strip() if place < len(cells) else ""
        if said != heading or row != HEAD_ROW:
            remedy = "Haal het bestand opnieuw op en verschuif geen rijen of kolommen."
            at: dict[str, Any] = {"sheet": where.sheet, "row": row}
            if said == heading:
                what = f"De koprij staat op rij {row}, in het bestand dat wij gaven op rij {HEAD_ROW}."
                raise refuse("shifted", where.file, what, remedy, **at)
            letter = get_column_letter(place + 1)
            what = f"Hier staat '{short(said)}', waar in het bestand dat wij gaven '{heading}' stond."
            raise refuse("shifted", where.file, what, remedy, **at, letter=letter, column=heading, name=name)


def _table(rows: Iterator[Row], width: int) -> pa.Table:
    """The rows with a column for every cell of the head."""
    numbers: list[int] = []
    cells: list[list[str]] = []
    for number, row in rows:
        numbers.append(number)
        cells.append((row + [""] * width)[:width])
    columns = [pa.array([row[place] for row in cells], pa.string()) for place in range(width)]
    return pa.table([pa.array(numbers, pa.int64()), *columns], [ROW, *map(str, range(width))])


def _letters(matched: Matched) -> dict[str, str]:
    return {name: get_column_letter(place + 1) for name, place in matched.places.items()}


def _text(cell: Any) -> str:
    """A cell as text: numbers with a decimal comma, days as yyyy-mm-dd, formulas with their sign."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "WAAR" if value else "ONWAAR"
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return _number(value)
    text = str(value if isinstance(value, (str, int)) else getattr(value, "text", value))
    return f"={text.removeprefix('=')}" if cell.data_type == "f" else text.strip()


def _number(value: float) -> str:
    if value != value or value in (float("inf"), float("-inf")):
        return "geen getal"
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    whole, _, fraction = f"{value:.15g}".partition(".")
    return f"{whole},{fraction}" if fraction else whole
