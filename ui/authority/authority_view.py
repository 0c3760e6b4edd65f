"""Parts of the page *gemeente*."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from samenleven import dutch, terms
from samenleven.attainment import Status
from samenleven.eligibility import Basis, Eligibility
from samenleven.indicators import Form, Indicator, Topic, rank
from ui.charts import chart as charts
from ui.charts import multiples
from ui.filters import widgets as filters
from ui.frame import page as frame
from ui.goals import attained_rows
from ui.look import cards, definition, download, tables
from ui.map import area_map as map_view
from ui.reading import reads
from ui.reading.daily import daily

FIRST = "46021"
PARTS = {"afspraken": "Afspraken en resultaten", "bevolking": "Bevolking", "gelijken": "Plaats tussen andere"}
PEOPLE = ("non_eu27", "other_eu27", "neighbouring_country", "belgian_background")
AGREEMENT_COLUMNS = [
    *("action", "component", "unit", "target", "realised", "ratio", "status", "below_half_year_gate", "kind"),
    "reference_date",
]
REPORT_COLUMNS = [
    *("project_year", "action_id", "component", "period", "realised", "reported_on", "late", "counts", "reason"),
    "kind",
]
ORIGIN_GROUPS = ("non_eu27", "other_eu27", "neighbouring_country")


def default_nis(authorities: pd.DataFrame) -> str:
    """The municipality that opens when the link names none: the mentor of action 2, else the first by name."""
    known = set(authorities["nis"].dropna())
    return FIRST if FIRST in known else str(authorities.iloc[0]["nis"])


def _authority(authority_id: str) -> Any:
    rows = reads.authorities()
    return rows[rows["authority_id"] == authority_id].iloc[0]


@daily(64)
def facts(authority_id: str, only_official: bool) -> None:
    """Name, region and how this authority may apply."""
    one = _authority(authority_id)
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
        acting = {place.authority_id: place.name for place in reads.places()}.get(one["represented_by"])
        if acting:
            st.markdown(f"Voor deze gemeente treedt een ander lokaal bestuur op: {acting}.")
        return
    day = dutch.day(days[0])
    if only_official and judged.basis is Basis.ESTIMATE:
        cards.figure(columns[0], "Gepubliceerde lijst", "staat er niet op", "● officieel, plan van 2021")
    else:
        published = judged.basis is not Basis.ESTIMATE
        said = "● officieel: lijst in het plan van 2021" if published else f"≈ schatting, {day}"
        if judged.eligible is Eligibility.UNCERTAIN:
            said = f"≈ schatting, {day}: de grenzen liggen aan weerszijden van de drempel"
        cards.figure(columns[0], "Mag indienen", terms.ELIGIBLE[judged.eligible], said)
    cards.figure(columns[1], "Inwoners", dutch.number(judged.population), f"● officieel, {day}, Statbel")
    if only_official:
        said = f"● officieel, {day}, Statbel"
        cards.figure(columns[2], "Herkomst buiten de EU27", dutch.number(judged.lower), said)
    else:
        said = f"≈ schatting tussen {dutch.number(judged.lower)} en {dutch.number(judged.upper)}, {day}"
        cards.figure(columns[2], "Doelgroep niet-EU15/14", dutch.number(judged.estimate), said)


def agreements(authority_id: str, only_official: bool) -> None:
    """What was agreed, what it brought and what was paid, per project year."""
    members = reads.members(only_official)
    mine = members[members["authority_id"] == authority_id]
    if mine.empty:
        frame.empty(
            "Voor dit bestuur is geen samenwerkingsakkoord bekend.",
            "De lijst van indieners is niet gepubliceerd. "
            + (
                "Zet 'Alleen officiële cijfers' uit voor het voorbeeld."
                if only_official
                else "Ook het voorbeeld heeft er geen."
            ),
        )
        return
    years = {str(y): f"Projectjaar {y}" for y in sorted(mine["project_year"].unique())}
    year = int(filters.choose("Projectjaar", "jaar", years, default=reads.newest_year(), style="buttons"))
    membership = mine[mine["project_year"] == year].iloc[0]
    applicant = str(membership["applicant_id"])
    frame.example_notice(mine)
    if isinstance(membership["cooperation"], str):
        st.markdown(
            f"Samen in **{membership['cooperation']}**; indiener is {membership['applicant']}. "
            "De cijfers gelden voor het geheel."
        )
    data, money = _agreement(authority_id, applicant, year, only_official)
    download.offer(data, f"akkoord-{applicant}-jaar-{year}", key="akkoord_csv")
    with st.expander("Subsidie per actie"):
        _money_table(applicant, year, only_official)
        download.offer(money, f"subsidie-{applicant}-jaar-{year}", key="subsidie_csv")
    with st.expander("Alle rapporteringen, ook verbeterde"):
        _reports_table(applicant, only_official)
        download.offer(reads.reports(applicant, only_official), f"rapporteringen-{applicant}", key="rapportering_csv")
    frame.sources(data, money)


@daily(64)
def _agreement(authority_id: str, applicant: str, year: int, only_official: bool) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Money, results and their meaning; gives results and money as frames that nobody changes."""
    money = _money(applicant, year, only_official)
    left, right = st.columns(2)
    said = charts.origin(money.drop(columns="source_id"))
    cards.figure(left, "Subsidie", dutch.euro(money["grant_eur"].sum(min_count=1)), said)
    cards.figure(right, "Eigen inbreng", dutch.euro(money["own_share_eur"].sum(min_count=1)), said)
    rows = [r for r in reads.attainment_by_authority(year, only_official) if r.authority_id == applicant]
    data = attained_rows.as_frame(rows)
    labels = [f"{r.action}. {r.component}" for r in rows]
    counted = data.assign(label=labels)[data["ratio"].notna()]
    if not counted.empty:
        reached = int((counted["status"] == Status.REACHED).sum())
        name = _authority(authority_id)["name"]
        title = f"{name} haalt {reached} van {len(counted)} afspraken in projectjaar {year}"
        charts.show(charts.bullets(counted, "label", title=title), key="akkoord", about=counted)
        charts.as_table(data, AGREEMENT_COLUMNS)
    definition.measures(row.measure for row in rows)
    tables.show(data, AGREEMENT_COLUMNS)
    return data, money


def _money(applicant: str, year: int, only_official: bool) -> pd.DataFrame:
    return reads.grants(only_official).query("authority_id == @applicant and project_year == @year")


@daily(64)
def _money_table(applicant: str, year: int, only_official: bool) -> None:
    columns = ["action_id", "action_title", "grant_eur", "own_share_eur", "kind", "reference_date"]
    tables.show(_money(applicant, year, only_official), columns)


@daily(64)
def _reports_table(applicant: str, only_official: bool) -> None:
    tables.show(reads.reports(applicant, only_official), REPORT_COLUMNS)


def people(authority_id: str) -> None:
    """Population and origin over time."""
    every = reads.demographics()
    rows = every[every["authority_id"] == authority_id]
    if rows.empty:
        frame.empty("Voor dit bestuur zijn er geen bevolkingscijfers.", "vzw de Rand heeft geen eigen gebied.")
        return
    share = filters.choose("Als", "als", {"share": "aandeel", "count": "aantal"}, style="buttons") == "share"
    _origins(authority_id, share)
    download.offer(
        rows.drop(columns=["authority_id", "signatory", "region", "type"]),
        f"bevolking-{rows.iloc[0]['nis']}",
        key="bevolking_csv",
    )
    frame.sources(rows)


@daily(64)
def _origins(authority_id: str, share: bool) -> None:
    """Origin over time as lines and as a table, and the population with it."""
    rows = reads.demographics().query("authority_id == @authority_id and definition in @PEOPLE")
    shown = rows.assign(word=[terms.ORIGIN[code] for code in rows["definition"]], kind_word=terms.KIND["official"])
    foreign = shown[shown["definition"].isin(ORIGIN_GROUPS)]
    first, last = rows["reference_date"].min(), rows["reference_date"].max()
    growth = foreign[foreign["definition"] == "non_eu27"].set_index("reference_date")["count"]
    then, now = dutch.number(growth[first]), dutch.number(growth[last])
    title = f"Herkomst buiten de EU27: van {then} inwoners ({first.year}) naar {now} ({last.year})"
    charts.show(charts.population_lines(foreign, title=title, share=share), key="bevolking", about=foreign)
    newest = foreign[foreign["reference_date"].isin([first, last])].sort_values(["definition", "reference_date"])
    charts.as_table(newest, ["definition", "reference_date", "count", "share", "kind"])
    tables.show(
        shown.sort_values(["reference_date", "definition"], ascending=[False, True]),
        ["reference_date", "definition", "count", "share", "kind"],
        height=300,
    )


def peers(authority_id: str, only_official: bool) -> None:
    """The place of this municipality among its peers on a chosen figure."""
    indicator, form, moment = map_view.choose_indicator(only_official, "gelijken_")
    left, right = st.columns([4, 1], vertical_alignment="bottom")
    options = {code: text for code, (text, _) in _groups(authority_id).items()}
    group = filters.choose("Vergelijken met", "gelijken_groep", options, where=left)
    definition.indicator(indicator, where=right)
    data = _ranking(authority_id, indicator, form, moment, group, only_official)
    if data.empty:
        return
    if indicator.topic is Topic.RESULT:
        _side_by_side(authority_id, indicator, group, only_official)
    nis = _authority(authority_id)["nis"]
    download.offer(map_view.to_download(data), f"vergelijking-{nis}", key="gelijken_csv")
    frame.sources(data)


@daily(64)
def _ranking(
    authority_id: str, indicator: Indicator, form: Form, moment: str, group: str, only_official: bool
) -> pd.DataFrame:
    """Its place as dots and as a table; gives the figures of the group as a frame that nobody changes."""
    one, (_, members) = _authority(authority_id), _groups(authority_id)[group]
    figures = reads.area_figures(indicator.code, form, moment, only_official)
    among = [figure for figure in figures if figure.authority_id in members and figure.value is not None]
    place = rank(among, authority_id)
    if place is None:
        frame.empty("Deze gemeente heeft hier geen cijfer.", "Kies een ander cijfer of een ander jaar.")
    if not among:
        return pd.DataFrame()
    data = reads.frame(among).assign(title=indicator.title)
    frame.example_notice(data)
    own = f"{one['name']} staat op plaats {place.place} van {place.among}" if place else f"{len(among)} gemeenten"
    unit = among[0].unit if form is Form.COUNT else map_view.form_text(indicator, form)
    chart = charts.ranked_dots(
        data.assign(kind_word=[terms.KIND.get(str(kind), "") for kind in data["kind"]]),
        title=f"{own}: {indicator.title}",
        unit=unit,
        own=one["name"],
        percent=among[0].unit == "%",
    )
    charts.show(chart, key="gelijken", about=data)
    number = {"%": "share", "euro": "grant_eur"}.get(among[0].unit, "value")
    listed = data.sort_values("value", ascending=False).rename(columns={"value": number})
    charts.as_table(listed, ["name", number, "kind", "reference_date"])
    return data


@daily(64)
def _side_by_side(authority_id: str, indicator: Indicator, group: str, only_official: bool) -> None:
    """This municipality and those with the largest agreements of its group, over the project years."""
    name, (_, members) = _authority(authority_id)["name"], _groups(authority_id)[group]
    rows = [
        reads.frame(figures).assign(project_year=year.project_year)
        for year in reads.project_years()
        if (figures := reads.area_figures(indicator.code, Form.SHARE, str(year.project_year), only_official))
    ]
    if not rows:
        return
    every = pd.concat(rows, ignore_index=True)
    data = every[every["authority_id"].isin(members) & every["target"].notna()].rename(columns={"value": "ratio"})
    size = data.groupby("authority_id")["target"].max()
    data = data.assign(own=data["authority_id"] == authority_id, size=data["authority_id"].map(size))
    data = data.sort_values(["own", "size", "name", "project_year"], ascending=[False, False, True, True])
    first = list(dict.fromkeys(data["name"]))[: multiples.MOST]
    shown = data[data["name"].isin(first)]
    who = f"{name} naast {len(first) - 1} andere" if first and first[0] == name else "De grootste afspraken"
    multiples.show(shown, title=f"{who}: {indicator.title}", own=name)


@daily(64)
def _groups(authority_id: str) -> dict[str, tuple[str, set[str]]]:
    """The sets of peers that make sense for one authority: code to (Dutch name, authority ids)."""
    one = _authority(authority_id)
    every = reads.authorities()
    groups = {"ondertekenaars": ("de 28 en de VGC", set(every[every["signatory"]]["authority_id"]))}
    if isinstance(one["reference_region"], str):
        same = every[every["reference_region"] == one["reference_region"]]
        groups = {"regio": (f"referentieregio: {one['reference_region']}", set(same["authority_id"]))} | groups
    if isinstance(one["size_class"], str):
        same = every[(every["size_class"] == one["size_class"]) & (every["region"] == one["region"])]
        groups["grootte"] = (f"gemeenten met {terms.SIZE_CLASS[one['size_class']]}", set(same["authority_id"]))
    if authority_id not in groups["ondertekenaars"][1]:
        groups["ondertekenaars"] = (groups["ondertekenaars"][0], groups["ondertekenaars"][1] | {authority_id})
    return groups
