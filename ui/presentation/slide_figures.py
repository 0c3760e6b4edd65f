"""The key figures of a slide: money, participants and coverage in one row of boxes."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from samenleven import dutch
from ui.look import cards
from ui.reading import reads


def row(year: int, only_official: bool) -> None:
    """Money, participants, coverage and newest date in one row, each with its kind."""
    official = reads.published_totals().query("project_year == @year").drop_duplicates("concept").set_index("concept")
    columns = st.columns(4)
    if "grant_awarded" in official.index:
        row = official.loc["grant_awarded"]
        exact = dutch.euro(row["value"]) if row["precision"] == "exact" else "afgerond"
        said = f"● officieel, {exact}, {dutch.day(row['reference_date'])}"
        cards.figure(columns[0], "Toegekende subsidie", dutch.millions(row["value"]), said)
    if "authorities" in official.index:
        row = official.loc["authorities"]
        said = f"● officieel, naast VGC en de Rand, {dutch.day(row['reference_date'])}"
        cards.figure(columns[1], "Lokale besturen", dutch.number(row["value"]), said)
    if "applicants" in official.index:
        row = official.loc["applicants"]
        said = f"● officieel, {dutch.day(row['reference_date'])}"
        cards.figure(columns[2], "Indieners", dutch.number(row["value"]), said)
    _coverage(columns[3], only_official)


def _coverage(column: DeltaGenerator, only_official: bool) -> None:
    """The share of the target group in the 28 and Brussels.

    No text says how large it is: the plan aims at two thirds with the cooperations (page *bronnen*).
    """
    newest = reads.newest_coverage()
    if newest is None:
        cards.figure(column, "Doelgroep in de 28 en Brussel", dutch.NOTHING, "")
        return
    day, share = dutch.day(newest[0]), newest[1]
    if only_official:
        cards.figure(column, "Niet-EU27 in 28 + Brussel", dutch.percent(share.at_lower, 1), f"● officieel, {day}")
        return
    bounds = f"{dutch.percent(share.at_upper, 1)} tot {dutch.percent(share.at_lower, 1)}"
    cards.figure(
        column, "Doelgroep in 28 + Brussel", dutch.percent(share.estimate, 1), f"≈ schatting ({bounds}), {day}"
    )
