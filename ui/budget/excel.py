"""All results of a scenario in one Excel file: a sheet per table, every row with kind, source and date."""

from __future__ import annotations

import pandas as pd

from samenleven.budget import tables as rows_of
from samenleven.budget.what_if import WhatIf
from samenleven.figures import Kind, TableRow
from samenleven.grant.call import amounts_said
from ui.budget import budget_sides, scenario_words
from ui.take.sheets import Book, Sheet, columns

WARNING = "Modeluitkomst van het dashboard Samenleven: geen officieel cijfer."


def workbook(run: WhatIf) -> bytes:
    """The file as bytes; texts stay texts, so no cell is taken for a formula or a link."""
    sheets: dict[str, list[TableRow]] = {
        "Scenario": [
            {"title": what, "after": now, "before": was} | run.provenance
            for what, now, was in scenario_words.in_words(run.scenario.differences(), run.space)
        ],
        "Kerncijfers": rows_of.key_figures(run),
        "Besturen": rows_of.authority_rows(run),
        "Indieners": rows_of.applicant_rows(run),
        "Doelstellingen": rows_of.goal_rows(run),
        "Acties": rows_of.action_rows(run),
        "KPI-onderdelen": rows_of.measure_rows(run),
        "Streefwaarden": budget_sides.target_rows(run),
        "Geld per jaar": budget_sides.cash_rows(run),
    }
    said = f"{WARNING} {amounts_said(run.rules.call)}"
    book = Book("Verkenning van het budget · Plan Samenleven")
    for name, rows in sheets.items():
        made_up = any(row.get("kind") == Kind.EXAMPLE for row in rows)
        book.add(Sheet(name, name, said, columns(pd.DataFrame(rows)), made_up))
    return book.content()
