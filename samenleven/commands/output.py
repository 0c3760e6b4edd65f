"""How rows leave the command line: JSON, CSV, or a table with Dutch headings."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from samenleven import column_names, dutch, spreadsheet, terms
from samenleven.figures import TableRow


def pick(row: Any, columns: Sequence[str]) -> TableRow:
    """The named fields of a row of the domain."""
    return {name: getattr(row, name) for name in columns}


def plain(value: Any) -> Any:
    """A value as JSON knows it: whole numbers stay whole, dates are ISO, codes are text."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def print_json(value: Any) -> None:
    """Print anything as JSON; absent values are null."""
    print(json.dumps(value, ensure_ascii=False, indent=1, default=plain))


def print_rows(rows: list[TableRow], columns: Sequence[str], form: str) -> None:
    """Print rows in the form that was asked for: "table", "json" or "csv"."""
    values = [{name: plain(value) for name, value in row.items()} for row in rows]
    if form == "json":
        print_json(values)
    elif form == "csv":
        writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: in_csv(value) for name, value in row.items()} for row in values)
    else:
        _print_table(values, columns)


def in_csv(value: Any) -> Any:
    """Numbers as they are, text as no spreadsheet calculates it."""
    return value if value is None or isinstance(value, int | float) else spreadsheet.safe(str(value))


def _print_table(rows: list[TableRow], columns: Sequence[str]) -> None:
    """A table for people: Dutch headings and words, columns that are empty everywhere left out."""
    used = [name for name in columns if any(row[name] is not None for row in rows)]
    cells = [column_names.headings(used)]
    cells += [[_cell(name, row[name]) for name in used] for row in rows]
    widths = [min(48, max(len(line[i]) for line in cells)) for i in range(len(used))]
    for line in cells:
        shown = (
            text if len(text) <= width else text[: width - 1] + "…" for text, width in zip(line, widths, strict=True)
        )
        padded = (text.ljust(width) for text, width in zip(shown, widths, strict=True))
        print("  ".join(padded).rstrip())
    if not rows:
        print("Geen rijen.")


def _cell(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float):
        return dutch.number(value, 4)
    return str(terms.value(name, value))
