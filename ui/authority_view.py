"""Parts of the page *gemeente*."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from samenleven import terms
from samenleven.eligibility import Basis
from samenleven.indicators import AreaFigure, Form, rank
from ui import attainment_view, charts, download, filters, formats, frame, map_view, reads, tables

FIRST = "46021"
PARTS = {"afspraken": "Afspraken en resultaten", "bevolking": "Bevolking", "gelijken": "Plaats tussen andere"}
PEOPLE = ("non_eu27", "other_eu27", "neighbouring_country", "belgian_background")
ORIGIN_GROUPS = ("non_eu27", "other_eu27", "neighbouring_country")


def default_nis(authorities: pd.DataFrame) -> str:
    """The municipality that opens when the link names none: the mentor of action 2, else the first by name."""
    known = set(authorities["nis"].dropna())
    return FIRST if FIRST in known else str(authorities.iloc[0]["nis"])


def facts(one: Any, only_official: bool) -> None:
    """Name, region and how this authority may apply."""
    st.header(one["name"], anchor=False)
    parts = [
        f"NIS-code {one['nis']}" if isinstance(one["nis"], str) else None,
        f"referentieregio: {one['reference_region']}" if isinstance(one["reference_region"], str) else None,
        terms.SIZE_CLASS[one["size_class"]] if isinstance(one["size_class"], str) else None,
        "centrumstad" if one["centre_city"] else None,
        "Vlaamse Rand" if one["brussels_rim"] else None,
        "faciliteitengemeente" if isinstance(one["facilities"], str) else None,
        f"sinds 2025 samengevoegd (nieuwe code {one['nis_2025']})" if one["merged_2025"] else None,
    ]
    st.markdown(" · ".join(part for part in parts if part))
    days = reads.reference_dates()
    judged = (
        next((row for row in reads.judged(days[0]) if row.authority_id == one["authority_id"]), None) if days else None
    )
    columns = st.columns(3)
    if judged is None:
        st.markdown("Deze gemeente ligt in Brussel: daar treedt de VGC op als lokaal bestuur.")
        return
    if only_official and judged.basis is Basis.ESTIMATE:
        columns[0].metric("Gepubliceerde lijst", "staat er niet op", border=True)
    else:
        columns[0].metric("Mag indienen", terms.ELIGIBLE[judged.eligible], border=True)
        columns[0].markdown(f":small[steunt op: {terms.BASIS[judged.basis]}]")
    columns[1].metric("Inwoners", formats.number(judged.population), border=True)
    columns[1].markdown(f":small[● officieel, {formats.day(days[0])}, Statbel]")
    if only_official:
        columns[2].metric("Herkomst buiten de EU27", formats.number(judged.lower), border=True)
        columns[2].markdown(f":small[● officieel, {formats.day(days[0])}, Statbel]")
    else:
        columns[2].metric("Doelgroep niet-EU15/14", formats.number(judged.estimate), border=True)
        bounds = f"tussen {formats.number(judged.lower)} en {formats.number(judged.upper)}"
        columns[2].markdown(f":small[≈ schatting {bounds}, {formats.day(days[0])}]")


def agreements(one: Any, only_official: bool) -> None:
    """What was agreed, what it brought and what was paid, per project year."""
    mine = reads.members(only_official).query("authority_id == @one.authority_id")
    if mine.empty:
        frame.empty(
            "Voor dit bestuur is geen samenwerkingsakkoord bekend.",
            "De lijst van indieners is niet gepubliceerd. Zet 'Alleen officiële cijfers' uit voor het voorbeeld.",
        )
        return
    years = {str(y): f"Projectjaar {y}" for y in sorted(mine["project_year"].unique(), reverse=True)}
    year = int(filters.choose("Projectjaar", "jaar", years, default=reads.newest_year(), style="buttons"))
    membership = mine[mine["project_year"] == year].iloc[0]
    applicant = membership["applicant_id"]
    frame.example_notice(mine)
    if isinstance(membership["cooperation"], str):
        st.markdown(
            f"Samen in **{membership['cooperation']}**; indiener is {membership['applicant']}. "
            "De cijfers gelden voor het geheel."
        )
    money = reads.grants(only_official).query("authority_id == @applicant and project_year == @year")
    left, right = st.columns(2)
    left.metric("Subsidie", formats.euro(money["grant_eur"].sum()), border=True)
    right.metric("Eigen inbreng", formats.euro(money["own_share_eur"].sum()), border=True)
    rows = [r for r in reads.attainment_by_authority(year, only_official) if r.authority_id == applicant]
    data = attainment_view.as_frame(rows)
    labels = [f"{r.action}. {r.component}" for r in rows]
    counted = data.assign(label=labels)[data["ratio"].notna()]
    if not counted.empty:
        charts.show(
            charts.bullets(counted, "label", title=f"Doelbereik per KPI-onderdeel, projectjaar {year}"), key="akkoord"
        )
    tables.show(
        data,
        [
            "action",
            "component",
            "unit",
            "target",
            "realised",
            "ratio",
            "status",
            "below_half_year_gate",
            "kind",
            "reference_date",
        ],
    )
    download.offer(data, f"akkoord-{applicant}-jaar-{year}", key="akkoord_csv")
    with st.expander("Subsidie per actie"):
        tables.show(money, ["action_id", "action_title", "grant_eur", "own_share_eur", "kind", "reference_date"])
        download.offer(money, f"subsidie-{applicant}-jaar-{year}", key="subsidie_csv")
    with st.expander("Alle rapporteringen, ook verbeterde"):
        reported = reads.reports(str(applicant), only_official)
        tables.show(
            reported,
            [
                "project_year",
                "action_id",
                "component",
                "period",
                "realised",
                "reported_on",
                "late",
                "counts",
                "reason",
                "kind",
            ],
        )
        download.offer(reported, f"rapporteringen-{applicant}", key="rapportering_csv")
    frame.sources(data, money)


def people(one: Any) -> None:
    """Population and origin over time."""
    rows = reads.demographics().query("authority_id == @one.authority_id")
    if rows.empty:
        frame.empty("Voor dit bestuur zijn er geen bevolkingscijfers.", "vzw de Rand heeft geen eigen gebied.")
        return
    shown = rows[rows["definition"].isin(PEOPLE)].assign(
        word=[terms.ORIGIN[code] for code in rows[rows["definition"].isin(PEOPLE)]["definition"]],
        kind_word=terms.KIND["official"],
    )
    share = filters.choose("Als", "als", {"share": "aandeel", "count": "aantal"}, style="buttons") == "share"
    foreign = shown[shown["definition"].isin(ORIGIN_GROUPS)]
    first, last = rows["reference_date"].min(), rows["reference_date"].max()
    growth = foreign[foreign["definition"] == "non_eu27"].set_index("reference_date")["count"]
    then, now = formats.number(growth[first]), formats.number(growth[last])
    title = f"Herkomst buiten de EU27: van {then} ({first.year}) naar {now} ({last.year})"
    charts.show(charts.population_lines(foreign, title=title, share=share), key="bevolking")
    tables.show(
        shown.sort_values(["reference_date", "definition"], ascending=[False, True]),
        ["reference_date", "definition", "count", "share", "kind"],
        height=300,
    )
    download.offer(
        rows.drop(columns=["authority_id", "signatory", "region", "type"]),
        f"bevolking-{one['nis']}",
        key="bevolking_csv",
    )
    frame.sources(rows)


def peers(one: Any, only_official: bool) -> None:
    """The place of this municipality among its peers on a chosen figure."""
    indicator, form, moment = map_view.choose_indicator(only_official, "gelijken_")
    figures = reads.area_figures(indicator.code, form, moment, only_official)
    groups = _groups(one)
    group = filters.choose("Vergelijken met", "gelijken_groep", {code: text for code, (text, _) in groups.items()})
    among = [figure for figure in figures if figure.authority_id in groups[group][1] and figure.value is not None]
    place = rank(among, one["authority_id"])
    if place is None:
        frame.empty("Deze gemeente heeft hier geen cijfer.", "Kies een ander cijfer of een ander jaar.")
    if not among:
        return
    data = reads.frame(among)
    frame.example_notice(data)
    top = data.sort_values("value", ascending=False).head(40)
    own = data[data["authority_id"] == one["authority_id"]]
    shown = pd.concat([top, own]).drop_duplicates("authority_id").assign(title=indicator.title)
    shown["kind_word"] = [terms.KIND.get(str(kind), "") for kind in shown["kind"]]
    title = f"{one['name']} staat op plaats {place.place} van {place.among}" if place else indicator.title
    unit = among[0].unit if form is Form.COUNT else map_view.form_text(indicator, form)
    charts.show(
        charts.ranked_dots(shown, title=title, unit=unit, own=one["name"], percent=among[0].unit == "%"), key="gelijken"
    )
    number = {"%": "share", "euro": "grant_eur"}.get(among[0].unit, "value")
    charts.as_table(shown.rename(columns={"value": number}), ["name", number, "kind", "reference_date"])
    download.offer(data.assign(title=indicator.title), f"vergelijking-{one['nis']}", key="gelijken_csv")
    frame.sources(data)


def _groups(one: Any) -> dict[str, tuple[str, set[str]]]:
    """The sets of peers that make sense for one authority: code to (Dutch name, authority ids)."""
    every = reads.authorities()
    groups = {"ondertekenaars": ("de 28 en de VGC", set(every[every["signatory"]]["authority_id"]))}
    if isinstance(one["reference_region"], str):
        same = every[every["reference_region"] == one["reference_region"]]
        groups = {"regio": (f"referentieregio: {one['reference_region']}", set(same["authority_id"]))} | groups
    if isinstance(one["size_class"], str):
        same = every[(every["size_class"] == one["size_class"]) & (every["region"] == one["region"])]
        groups["grootte"] = (f"gemeenten met {terms.SIZE_CLASS[one['size_class']]}", set(same["authority_id"]))
    if one["authority_id"] not in groups["ondertekenaars"][1]:
        groups["ondertekenaars"] = (groups["ondertekenaars"][0], groups["ondertekenaars"][1] | {one["authority_id"]})
    return groups


__all__ = ["AreaFigure", "agreements", "default_nis", "facts", "peers", "people"]
