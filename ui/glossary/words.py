"""The glossary as a page: docs/glossary.md, word and meaning, without the codes that only programmers need."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pandas as pd
import streamlit as st

from samenleven import terms

PATH = Path(__file__).parents[2] / "docs" / "glossary.md"
ROW = re.compile(r"^\| `[^`]+` \| (?P<word>[^|]+?) \| (?P<meaning>[^|]+?) \|$")
FIRST = "Kernbegrippen"
SHORT = 25  # a longer list starts closed


@cache
def sections() -> dict[str, list[tuple[str, str]]]:
    """Word and meaning under each heading, each word once, in the order of the alphabet."""
    found: dict[str, dict[tuple[str, str], None]] = {}
    heading = ""
    for line in PATH.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            heading = line[3:]
        elif row := ROW.match(line):
            found.setdefault(heading, {})[terms.capital(row["word"]), row["meaning"]] = None
    return {title: sorted(rows, key=lambda row: row[0].lower()) for title, rows in found.items()}


def show(wanted: str) -> None:
    """Every section that has `wanted` in a word or meaning; an empty text shows all."""
    hits = 0
    for title, rows in sections().items():
        shown = [row for row in rows if wanted.lower() in " ".join(row).lower()]
        if not shown:
            continue
        hits += len(shown)
        st.header(title, anchor=False)
        table = pd.DataFrame([{"Woord": word, "Betekenis": meaning} for word, meaning in shown])
        if len(shown) > SHORT and not wanted and title != FIRST:
            with st.expander(f"Toon de {len(shown)} woorden"):
                st.table(table, hide_index=True)
        else:
            st.table(table, hide_index=True)
    if not hits:
        st.info("**Geen enkel woord past hierbij.** Zoek op een deel van het woord, of maak het zoekveld leeg.")
