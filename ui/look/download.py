"""CSV of exactly what is shown: two dialects, every row with kind, source and date, safe to open in Excel."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pandas as pd

from samenleven import column_names, dutch, spreadsheet, terms
from ui.look import practice


def to_csv(frame: pd.DataFrame, dialect: str, titles: dict[str, str]) -> bytes:
    """A frame as CSV with Dutch headings and words; `titles` adds the source in full behind its code.

    Dialect "excel" is what Excel with Belgian settings opens by double click: byte-order mark, `;`, decimal comma.
    """
    belgian = dialect == "excel"
    columns = list(frame.columns)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if belgian else ",", lineterminator="\r\n")
    headings = column_names.headings(columns)
    if "source_id" in columns:
        headings.append("bron voluit")
    if practice.says():
        headings.append(column_names.heading("environment"))
    writer.writerow(headings)
    for row in frame.itertuples(index=False, name=None):
        cells = [_cell(column, value, belgian) for column, value in zip(columns, row, strict=True)]
        if "source_id" in columns:
            cells.append(spreadsheet.safe(_in_full(row[columns.index("source_id")], titles)))
        writer.writerow([*cells, *filter(None, [practice.says()])])
    return text.getvalue().encode("utf-8-sig" if belgian else "utf-8")


def _in_full(source_ids: Any, titles: dict[str, str]) -> str:
    if dutch.is_missing(source_ids):
        return ""
    return "; ".join(titles.get(one, one) for one in str(source_ids).split(", "))


def _cell(column: str, value: Any, belgian: bool) -> str:
    """A value as text: missing is empty (never zero), dates are ISO, codes are Dutch words."""
    if dutch.is_missing(value):
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (float, Decimal)):
        plain = f"{value:.6f}".rstrip("0").rstrip(".")
        return plain.replace(".", ",") if belgian else plain
    if isinstance(value, int) or type(value).__module__ == "numpy":
        return str(value)
    return spreadsheet.safe(str(terms.value(column, value)))
