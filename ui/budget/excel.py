"""All results of a scenario in one Excel file: a sheet per table, every row with kind, source and date."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import xlsxwriter

from samenleven import column_names, dutch, terms
from samenleven.budget import tables as rows_of
from samenleven.budget.what_if import WhatIf
from samenleven.figures import TableRow
from samenleven.grant.call import amounts_said
from ui.budget import results as budget_results
from ui.budget import scenario_files
from ui.reading import reads

WARNING = "Modeluitkomst van het dashboard Samenleven: geen officieel cijfer."
NARROW, WIDE = 10, 60
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}


def workbook(run: WhatIf) -> bytes:
    """The file as bytes; texts stay texts, so no cell is taken for a formula or a link."""
    titles = reads.source_titles()
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, OPTIONS) as book:
        sheets: dict[str, list[TableRow]] = {
            "Scenario": [
                {"title": what, "after": now, "before": was} | run.provenance
                for what, now, was in scenario_files.in_words(run.scenario.differences(), run.space)
            ],
            "Kerncijfers": rows_of.key_figures(run),
            "Besturen": rows_of.authority_rows(run),
            "Indieners": rows_of.applicant_rows(run),
            "Doelstellingen": rows_of.goal_rows(run),
            "Acties": rows_of.action_rows(run),
            "KPI-onderdelen": rows_of.measure_rows(run),
            "Streefwaarden": budget_results.target_rows(run),
            "Geld per jaar": budget_results.cash_rows(run),
        }
        for name, rows in sheets.items():
            _sheet(book, name, rows, titles, f"{WARNING} {amounts_said(run.rules.call)}")
    return content.getvalue()


def _sheet(book: Any, name: str, rows: list[TableRow], titles: dict[str, str], said: str) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    money = book.add_format({"num_format": "#,##0.00"})
    sheet.write(0, 0, said, book.add_format({"italic": True}))
    if not rows:
        sheet.write(2, 0, "Dit scenario wijzigt niets.")
        return
    columns = list(rows[0])
    for column, heading in enumerate(columns):
        sheet.write(2, column, terms.capital(column_names.heading(heading)), bold)
        sheet.set_column(column, column, NARROW + min(WIDE, len(column_names.heading(heading))) // 2)
    for line, row in enumerate(rows, start=3):
        for column, heading in enumerate(columns):
            value = row[heading]
            if heading == "source_id":
                value = "; ".join(titles.get(one, one) for one in str(value).split(", "))
            form = money if heading.endswith("_eur") else day if isinstance(value, (date, datetime)) else None
            _write(sheet, line, column, terms.value(heading, value), form)
    sheet.freeze_panes(3, 1)


def _write(sheet: Any, line: int, column: int, value: Any, form: Any) -> None:
    if dutch.is_missing(value):
        return
    if isinstance(value, bool):
        value = "ja" if value else "nee"
    if isinstance(value, (date, datetime)):
        sheet.write_datetime(line, column, datetime(value.year, value.month, value.day), form)
    else:
        sheet.write(line, column, value, form)
