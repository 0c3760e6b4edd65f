"""A workbook as Excel wants it: typed columns in a table with filters, totals as formulas, and text that stays text.

One writer for every workbook of ours. A text is written as text; where a spreadsheet could calculate it, its cell is
also marked as quoted, so that it stays text when somebody edits or copies it (samenleven/spreadsheet.py).
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from samenleven import dutch, spreadsheet, terms
from samenleven.column_names import COLUMN, heading
from samenleven.figures import Kind
from ui.look import practice, tables, theme
from ui.reading import reads

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
FORMS = {
    "text": "@",
    "source": "@",
    "number": "#,##0",
    "decimal": "#,##0.0##",
    "whole": "0",
    "euro": '"€" #,##0;−"€" #,##0',
    "cents": '"€" #,##0.00;−"€" #,##0.00',
    "percent": "0.0 %",
    "day": "d/mm/yyyy",
}
"""How a cell is shown; decimal comma and thousands are those of the reader's own Excel."""
WHOLE = {"project_year", "year", "action", "action_id", "goal", "goal_id", "year_from", "year_to", "stated_year"}
"""Numbers that are names: no thousands, no total."""
EURO = {"grant", "own_share"}
LAST = ("kind", "target_kind", "reference_date", "source_id", "target_source_id")
"""What stands at the end of every row: what it is, of when and where from; sources last, where they have room."""
LONGEST_NAME, BEGIN = 31, 4
NARROW, WIDE, HIGH = 12, 60, 15  # signs across, and points down for one line
MADE_UP = "▨ voorbeeldcijfers: wat zo gemerkt is, is verzonnen om het dashboard te tonen"
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its heading; `form` is a name of `FORMS`, `total` whether its sum stands below it."""

    heading: str
    values: Sequence[Any]
    form: str
    total: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with what it found above it; `name` is that of its sheet, in Dutch."""

    name: str
    finding: str
    about: str
    columns: Sequence[Column]
    made_up: bool = False


@dataclass
class Book:
    """A workbook in the making: add sheets, then ask its bytes."""

    title: str
    _content: io.BytesIO = field(default_factory=io.BytesIO)

    def __post_init__(self) -> None:
        self._book: Any = xlsxwriter.Workbook(self._content, OPTIONS)
        today = reads.today()
        made = datetime(today.year, today.month, today.day)
        self._book.set_properties({"title": self.title, "author": "Samenleven", "created": made})
        self._forms: dict[tuple[Any, ...], Any] = {}
        self._names: set[str] = set()

    def sheet(self, name: str) -> tuple[Any, str]:
        """A new sheet, and the name that it got: no sign that Excel refuses, at most 31 signs, unique."""
        plain = _FORBIDDEN.sub(" ", name).strip()[:LONGEST_NAME].strip() or "Tabel"
        unique, number = plain, 2
        while unique.lower() in self._names or unique.lower() == "history":
            ending = f" ({number})"
            unique, number = plain[: LONGEST_NAME - len(ending)] + ending, number + 1
        self._names.add(unique.lower())
        made = self._book.add_worksheet(unique)
        if practice.says():
            made.set_footer(f"&C&12{practice.says()}")
            made.set_tab_color(theme.KIND[Kind.EXAMPLE].colour)
        return made, unique

    def look(self, **wanted: Any) -> Any:
        """A format with these properties, made once."""
        key = tuple(sorted(wanted.items()))
        if key not in self._forms:
            self._forms[key] = self._book.add_format(wanted)
        return self._forms[key]

    def write(self, sheet: Any, row: int, column: int, value: Any, **form: Any) -> None:
        """One cell, by the type of its value; nothing for what is missing: that is not zero."""
        if dutch.is_missing(value) or value == "":
            return
        if isinstance(value, (date, datetime)):
            sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), self.look(**form))
        elif isinstance(value, str):
            quoted = {"quote_prefix": True} if spreadsheet.calculates(value) else {}
            sheet.write_string(row, column, value, self.look(**form, **quoted))
        else:
            sheet.write_number(row, column, float(value), self.look(**form))

    def add(self, one: Sheet) -> str:
        """A table on a sheet of its own; gives the name of the sheet."""
        sheet, name = self.sheet(one.name)
        self.write(sheet, 0, 0, one.finding, bold=True, font_size=14)
        self.write(sheet, 1, 0, one.about, font_color="#55636F")
        if one.made_up:
            self.write(sheet, 2, 0, MADE_UP, bold=True, font_color=theme.KIND[Kind.EXAMPLE].colour)
            sheet.set_header(f"&C&20&K{theme.KIND[Kind.EXAMPLE].colour[1:]}voorbeeldcijfers")
            sheet.set_tab_color(theme.KIND[Kind.EXAMPLE].colour)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        if one.columns and len(one.columns[0].values):
            self._table(sheet, name, one)
        else:
            self.write(sheet, BEGIN, 0, "Hier is niets te tonen.")
        return name

    def _table(self, sheet: Any, name: str, one: Sheet) -> None:
        last, called, said = BEGIN + len(one.columns[0].values), _identifier(name), []
        heads = _unique([column.heading for column in one.columns])
        widths = [_width(head, column) for head, column in zip(heads, one.columns, strict=True)]
        for at, (head, column) in enumerate(zip(heads, one.columns, strict=True)):
            said.append({"header": head, "header_format": self.look(bold=True, text_wrap=True, valign="top")})
            sheet.set_column(at, at, widths[at])
            self._column(sheet, at, column)
            if column.total:
                self._total(sheet, at, column, last, f"='{name}'!", f"totaal_{called}_{_identifier(column.heading)}")
        if any(column.total for column in one.columns):
            self.write(sheet, BEGIN - 1, 0, "Totaal van de rijen hieronder", bold=True)
        sheet.set_row(BEGIN, HIGH * max(map(lines, heads, widths)))
        every = zip(one.columns, widths, strict=True)
        wrapped = [(column.values, wide) for column, wide in every if column.form == "text"]
        for row in range(last - BEGIN):
            high = max((lines(values[row], wide) for values, wide in wrapped), default=1)
            sheet.set_row(BEGIN + 1 + row, HIGH * high)
        style = {"style": "Table Style Light 1", "banded_rows": False}
        sheet.add_table(BEGIN, 0, last, len(said) - 1, {"name": f"t_{called}", "columns": said} | style)
        sheet.freeze_panes(BEGIN + 1, 1)
        sheet.repeat_rows(BEGIN)
        sheet.ignore_errors({"number_stored_as_text": f"A{BEGIN + 1}:XFD{last + 1}"})

    def _column(self, sheet: Any, at: int, column: Column) -> None:
        form: dict[str, Any] = {"num_format": FORMS[column.form], "valign": "top"}
        if column.form in ("text", "whole"):
            form |= {"indent": 1, "align": "left", "text_wrap": column.form == "text"}
        example = theme.kind_word(Kind.EXAMPLE)
        hatched = {"pattern": 14, "fg_color": "#F0B46A", "bg_color": "#FFFFFF"}
        for row, value in enumerate(column.values, start=BEGIN + 1):
            self.write(sheet, row, at, value, **form, **(hatched if value == example else {}))

    def _total(self, sheet: Any, at: int, column: Column, last: int, where: str, name: str) -> None:
        """The sum above the heading, where it stays in view; of what a filter leaves, as the formula says."""
        total = sum(float(value) for value in column.values if not dutch.is_missing(value))
        cells = f"{xl_rowcol_to_cell(BEGIN + 1, at)}:{xl_rowcol_to_cell(last, at)}"
        form = self.look(bold=True, num_format=FORMS[column.form])
        sheet.write_formula(BEGIN - 1, at, f"=SUBTOTAL(109,{cells})", form, total)
        self._book.define_name(name, where + xl_rowcol_to_cell(BEGIN - 1, at, row_abs=True, col_abs=True))

    def content(self) -> bytes:
        """The whole file."""
        self._book.close()
        return self._content.getvalue()


def _identifier(text: str) -> str:
    """A text as part of a name in formulas."""
    return terms.slug(text).replace("-", "_")


def _width(head: str, column: Column) -> int:
    """How many signs wide a column is: its longest text, and a word of its heading beside the button of the filter."""
    words = max(map(len, head.split()), default=0) + 3
    texts = [len(value) + 2 for value in column.values if isinstance(value, str)]
    return min(max(NARROW, words, *texts), WIDE) if texts else max(NARROW, words)


def lines(value: Any, width: int) -> int:
    """How many lines a cell takes."""
    return -(-len(value) * 11 // (width * 10)) or 1 if isinstance(value, str) else 1


def _unique(heads: Sequence[str]) -> list[str]:
    """The same headings, numbered where two are equal: a table does not take that."""
    found: list[str] = []
    for head in heads:
        number, name = 2, head
        while name.lower() in {one.lower() for one in found}:
            name, number = f"{head} ({number})", number + 1
        found.append(name)
    return found


def columns(
    frame: pd.DataFrame,
    shown: Sequence[str] = (),
    headings: Mapping[str, str] | None = None,
    totals: Sequence[str] = (),
) -> list[Column]:
    """The columns of a frame with Dutch headings and words: first what the screen shows, last where it comes from."""
    own = headings or {}
    known = [name for name in frame if name in COLUMN or name in own or name in shown]
    first = [name for name in shown if name in known and name not in LAST]
    rest = [name for name in known if name not in first and name not in LAST]
    names = [*first, *rest, *(name for name in LAST if name in known)]
    titles = reads.source_titles()
    return [
        _column(name, frame[name].tolist(), terms.capital(own.get(name) or heading(name)), titles, name in totals)
        for name in names
    ]


def _column(name: str, values: list[Any], head: str, titles: Mapping[str, str], total: bool) -> Column:
    plain = [_plain(name, value, titles) for value in values]
    present = [value for value in plain if not dutch.is_missing(value)]
    form = "text"
    if present and all(isinstance(value, (date, datetime)) for value in present):
        form = "day"
    elif present and not any(isinstance(value, (str, date)) for value in present):
        form = _numbers(name, present)
    return Column(head, plain, "source" if name.endswith("source_id") else form, total)


def _numbers(name: str, present: Sequence[Any]) -> str:
    whole = all(float(value).is_integer() for value in present)
    if name in WHOLE:
        return "whole"
    if name in tables.RATIOS:
        return "percent"
    if name.endswith("_eur") or name in EURO:
        return "euro" if whole else "cents"
    return "number" if whole else "decimal"


def _plain(name: str, value: Any, titles: Mapping[str, str]) -> Any:
    """A value as it goes into a cell: codes as words, sources by their title, yes and no, numbers as they are."""
    if dutch.is_missing(value):
        return None
    if name.endswith("kind") and value in terms.KIND:
        return theme.kind_word(Kind(value))
    if name.endswith("source_id"):
        return "; ".join(titles.get(one, one) for one in str(value).split(", "))
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return "ja" if value else "nee"
    if isinstance(value, Decimal):
        return float(value)
    found = terms.value(name, value)
    return found if isinstance(found, (str, int, float, date)) or hasattr(found, "dtype") else str(found)
