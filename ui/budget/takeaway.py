"""Downloads of the exploration: made at the click from the scenario of that moment, so no slider redraws them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from samenleven.budget import tables as rows_of
from samenleven.budget.what_if import WhatIf
from samenleven.figures import TableRow
from ui.budget import budget_reads, scenario_state
from ui.budget import doubt as budget_doubt
from ui.budget import excel as budget_excel
from ui.budget import results as budget_results
from ui.budget.scenario_state import MAIN
from ui.look import download
from ui.reading import reads

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FRAMES: dict[str, tuple[str, Callable[[WhatIf, str], list[TableRow]]]] = {
    "kern": ("kerncijfers", lambda run, _: rows_of.key_figures(run)),
    "besturen": ("besturen", lambda run, _: budget_results.authority_rows(run)),
    "indieners": ("indieners", lambda run, _: rows_of.applicant_rows(run)),
    "streefwaarden": ("streefwaarden", lambda run, _: budget_results.target_rows(run)),
    "doelstellingen": ("doelstellingen", lambda run, _: budget_results.sum_rows(run, "goal")),
    "acties": ("acties", lambda run, _: budget_results.sum_rows(run, "action")),
    "kas": ("geld-per-jaar", lambda run, _: budget_results.cash_rows(run)),
    "banden": ("banden", budget_doubt.band_rows),
    "gevoeligheid": ("gevoeligheid", budget_doubt.bar_rows),
}
"""What can be taken along: the name of the file and the rows of a run and its scenario."""
TITLES = {"banden": "CSV van de banden", "gevoeligheid": "CSV van de aannames"}


def offer(year: int, codes: list[str]) -> None:
    """Buttons for the tables of a view, as CSV in two dialects, and for everything in one Excel file."""
    texts = scenario_state.texts()
    with st.popover("Downloaden"):
        dialect = st.radio(
            "CSV voor welk programma?",
            list(download.DIALECTS),
            format_func=lambda code: download.DIALECTS[code],
            key="dialect_verkenning",
        )
        for code in codes:
            name, _ = FRAMES[code]
            st.download_button(
                TITLES.get(code, "CSV van deze tabel"),
                data=partial(csv, year, texts, code, dialect),
                file_name=f"verkenning-jaar-{year}-{name}-{date.today().isoformat()}.csv",
                mime="text/csv",
                on_click="ignore",
                key=f"download_{code}",
            )
        st.download_button(
            "Alles in één Excel-bestand",
            data=lambda: budget_excel.workbook(budget_reads.what_if(year, texts.get(MAIN, ""))),
            file_name=f"verkenning-projectjaar-{year}.xlsx",
            mime=EXCEL,
            on_click="ignore",
        )


def csv(year: int, texts: Mapping[str, str], code: str, dialect: str) -> bytes:
    """The rows of one table, for the scenario that `texts` holds now."""
    text = texts.get(MAIN, "")
    rows = FRAMES[code][1](budget_reads.what_if(year, text), text)
    return download.to_csv(pd.DataFrame(rows), dialect, reads.source_titles())
