"""A CSV as rows of text: comma, semicolon or tab between cells, with or without the mark that Excel puts before it.

A table where every row has its cells is read at once; one where a row has too many or too few is read row by row, so
that each is named.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.csv

from samenleven import file_text
from samenleven.intake.handed import ROW, Handed, sha256
from samenleven.intake.headings import HEADINGS, Matched, match
from samenleven.intake.remarks import Refused, Remark, Spot, refuse
from samenleven.reporting.records import Origin, Subject

SEPARATORS = (";", "\t", ",")
LARGEST = 250_000_000
"""In bytes, from the command line: some millions of rows. An upload is stopped at 1 MB before it comes here."""
BLOCK = 4 << 20
"""In bytes: what is read at a time by each thread; a row is shorter."""
_MARK = b"\xef\xbb\xbf"


def read(content: bytes, file: str, subject: Subject, fixed: Sequence[str] = ()) -> Handed:
    """The rows of a CSV. Raises SamenlevenError (often Refused) when it is none, or a row does not fit its head."""
    if len(content) > LARGEST or b"\x00" in content:
        file_text.text(content, file, LARGEST)  # says what is wrong with it
    body = content.removeprefix(_MARK)
    rows = body.lstrip(b"\r\n")
    if not rows.strip():
        raise refuse("empty", file, "Er staat niets in.", "Kies het bestand met de cijfers.")
    above = body[: len(body) - len(rows)].count(b"\n")
    first = file_text.text(rows[:100_000].split(b"\n", 1)[0], file, LARGEST)
    separator = max(SEPARATORS, key=first.count)
    _, head = next(file_text.rows(f"{first}\n", file, (separator,)))
    matched = match(subject, head, Spot(file=file, row=1 + above), fixed)
    by_row = b"\n\n" in rows or b"\n\r\n" in rows or rows.count(b'"') % 2  # an open quote would swallow what follows
    table = None if by_row else _at_once(rows, separator, len(head), above)
    if table is None:
        table = _row_by_row(file_text.text(rows, file, LARGEST), separator, file, len(head), above)
    return Handed(
        subject=subject,
        origin=Origin.CSV,
        file=file,
        table=ours(subject, table, matched),
        headings=matched.headings,
        sha256=sha256(content),
    )


def ours(subject: Subject, table: pa.Table, matched: Matched) -> pa.Table:
    """The columns by our names; one that the file has not is empty. `table` has `row` first, then the file's cells."""
    nothing = pa.nulls(table.num_rows, pa.string())
    columns = {ROW: table.column(0)}
    for name in HEADINGS[subject]:
        columns[name] = table.column(matched.places[name] + 1) if name in matched.places else nothing
    return pa.table(columns)


def _at_once(rows: bytes, separator: str, width: int, above: int) -> pa.Table | None:
    """All rows after the head; None when one has other cells than the head, is no text, or a quote stays open."""
    names = [str(place) for place in range(width)]
    try:
        table = pyarrow.csv.read_csv(
            pa.BufferReader(rows),
            pyarrow.csv.ReadOptions(column_names=names, skip_rows_after_names=1, block_size=BLOCK),
            pyarrow.csv.ParseOptions(delimiter=separator, newlines_in_values=b'"' in rows),
            pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False),
        )
    except pa.ArrowInvalid:
        return None
    numbers = pa.array(np.arange(2 + above, 2 + above + len(table), dtype=np.int64))
    return table.add_column(0, ROW, numbers)


def _row_by_row(text: str, separator: str, file: str, width: int, above: int) -> pa.Table:
    rows: list[list[str]] = []
    numbers: list[int] = []
    faults: list[Remark] = []
    for number, (_, cells) in enumerate(file_text.rows(text, file, (separator,)), 1 + above):
        if number == 1 + above or not any(cell.strip() for cell in cells):
            continue
        extra = [cell for cell in cells[width:] if cell.strip()]
        if len(cells) < width or extra:
            what = f"De rij heeft {len(cells)} cellen, de koprij {width}."
            remedy = "Vul aan of schrap; zet tekst met een scheidingsteken tussen aanhalingstekens."
            faults.append(Remark(code="cells", spot=Spot(file=file, row=number), what=what, remedy=remedy))
        rows.append(cells[:width])
        numbers.append(number)
    if faults:
        raise Refused(*faults)
    columns = [pa.array([row[place] for row in rows], pa.string()) for place in range(width)]
    return pa.table([pa.array(numbers, pa.int64()), *columns], [ROW, *map(str, range(width))])
