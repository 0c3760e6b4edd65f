"""Parts of the first screen: the plan in a few figures."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from samenleven import dutch, terms
from samenleven.attainment import is_additive_over_years
from samenleven.catalogue import Family
from samenleven.counted import remark
from samenleven.coverage import CoveredGroup
from samenleven.figures import Kind, weakest
from samenleven.indicators import Form
from samenleven.scope import Scope
from samenleven.sums import by_goal
from ui.frame import page as frame
from ui.goals import attainment_view
from ui.look import cards, download, tables
from ui.map import area_map as map_view
from ui.overview import goal_tiles
from ui.reading import reads


def goals_frame(year: int, only_official: bool) -> pd.DataFrame:
    """Per goal the progress over all its measures."""
    data = attainment_view.as_frame(by_goal(reads.attainment(year, only_official), reads.goals(), Family.CALL))
    apart = ["measure", "action", "authority_id", "nis", "name", "cooperation", "below_half_year_gate"]
    return data.drop(columns=[*apart, "target", "promised", "realised"])


def reach_frame(year: int, only_official: bool) -> pd.DataFrame:
    """Per goal and unit what was promised and realised: different units are never added, people only as contacts."""
    measures = {m.measure_id: m for m in reads.measures() if m.family is Family.CALL and is_additive_over_years(m)}
    rows = [row for row in reads.attainment(year, only_official) if row.measure in measures]
    data = attainment_view.as_frame([row for row in rows if row.target is not None and row.realised is not None])
    if data.empty:
        return data
    titles = {goal.goal_id: goal.title for goal in reads.goals()}
    data["unit"] = [terms.CONTACTS if measures[row.measure].counts_people else row.unit for row in data.itertuples()]
    numbers = dict.fromkeys(("target", "promised", "realised"), "sum")
    reports = dict.fromkeys(attainment_view.REPORTS, _known)
    added = {**numbers, **reports, "kind": _weakest, "source_id": _together, "reference_date": "max"}
    sums = data.groupby(["goal", "unit"], as_index=False).agg(added)
    sums.insert(1, "component", sums["goal"].map(titles))
    sent = reads.records(sums[list(attainment_view.REPORTS)])
    return sums.assign(remark=[remark(*one.values(), is_lower_bound=False) for one in sent])


def _known(reports: pd.Series) -> Any:
    """The reports together; nothing where nothing is added up from reports."""
    return reports.sum(min_count=1)


def _weakest(kinds: pd.Series) -> str:
    return str(weakest(Kind(kind) for kind in kinds) or "")


def _together(sources: pd.Series) -> str:
    return ", ".join(sorted({one for text in sources for one in text.split(", ")}))


def key_figures(year: int, only_official: bool) -> None:
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
    days = reads.reference_dates()
    share = reads.coverages(days[0])[CoveredGroup.THE_28_AND_BRUSSELS_OF_BOTH] if days else None
    if share is None:
        cards.figure(column, "Doelgroep in de 28 en Brussel", dutch.NOTHING, "")
        return
    day = dutch.day(days[0])
    if only_official:
        cards.figure(column, "Niet-EU27 in 28 + Brussel", dutch.percent(share.at_lower), f"● officieel, {day}")
        return
    bounds = f"{dutch.percent(share.at_upper, 1)} tot {dutch.percent(share.at_lower, 1)}"
    cards.figure(column, "Doelgroep in 28 + Brussel", dutch.percent(share.estimate), f"≈ schatting ({bounds}), {day}")


def goals(year: int, only_official: bool) -> None:
    """The seven goals as tiles, each a link to its own page."""
    st.header(f"Behaald tegenover de afspraken, projectjaar {year}", anchor=False)
    rows = by_goal(reads.attainment(year, only_official), reads.goals(), Family.CALL)
    if not any(row.ratio is not None for row in rows):
        frame.empty(
            "Voor dit projectjaar is er geen gepubliceerd resultaat.",
            "Kies een ander projectjaar, of zet 'Alleen officiële cijfers' uit voor het voorbeeld.",
        )
        return
    st.markdown("Gemiddeld doelbereik per doelstelling, per onderdeel hoogstens 100 %. Klik voor de acties erachter.")
    goal_tiles.show(rows, year=year)


def reach_table(data: pd.DataFrame, year: int) -> None:
    """The same goals with what was promised and realised, a row per unit."""
    if data.empty:
        return
    st.header("Beloofd en behaald, per doelstelling en eenheid", anchor=False)
    columns = ["component", "unit", "target", "promised", "realised", "remark", "kind"]
    tables.plain(data, columns, headings={"component": "Doelstelling"})
    st.markdown(f":small[{terms.CONTACTS_NOTE}]")
    download.offer(data, f"beloofd-en-behaald-jaar-{year}", key="beloofd")


def small_map(only_official: bool) -> None:
    """The target group on a small map; the page Kaart has everything else."""
    day = reads.reference_dates()[0]
    code = "non_eu27" if only_official else "target_group"
    figures = map_view.in_scope(reads.area_figures(code, Form.SHARE, day.isoformat(), only_official), Scope.ALL)
    title = "Herkomst buiten de EU27" if only_official else "Doelgroep niet-EU15/14 (schatting)"
    st.header(f"{title}, {dutch.day(day)}", anchor=False)
    map_view.draw(
        figures, title=f"{title}, aandeel van de inwoners", key="overzichtskaart", scope=Scope.ALL, height=360
    )
    st.page_link("pages/kaart.py", label="Naar de kaart")


def money_table() -> None:
    """The official totals of the three calls side by side."""
    totals = reads.published_totals()
    if totals.empty:
        return
    st.header("De drie oproepen (officieel)", anchor=False)
    once = totals.drop_duplicates(["concept", "project_year"]).sort_values(["project_year", "concept"])
    tables.plain(once, ["project_year", "concept", "value", "unit", "precision", "kind", "reference_date"])
    download.offer(totals, "oproepen", key="oproepen")
