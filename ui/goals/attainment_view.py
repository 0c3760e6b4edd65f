"""Parts of screens about targets and results: goals, actions, one measure over the years and by authority."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from samenleven import dutch, terms
from samenleven.attainment import Attainment, Status
from samenleven.catalogue import Family
from samenleven.sums import by_action, by_goal
from ui.charts import chart as charts
from ui.charts import multiples
from ui.frame import page as frame
from ui.look import definition, download, tables
from ui.reading import reads
from ui.reading.daily import daily

AGAINST = {"call": "afspraken van de oproep", "plan": "streefwaarden plan 2021"}
STATUSES = dict(terms.STATUS)
MEASURE_COLUMNS = [
    "action",
    "component",
    "unit",
    "target",
    "realised",
    "ratio",
    "status",
    "remark",
    "promised",
    "target_reading",
    "kind",
    "reference_date",
]
GOAL_COLUMNS = ["component", "ratio", "status", "remark", "with_figure", "without_figure", "kind", "reference_date"]
ACTION_COLUMNS = [
    *("action", "component", "target", "realised", "unit", "ratio", "status", "remark", "promised", "kind"),
    "reference_date",
]
AUTHORITY_COLUMNS = ["name", "cooperation", "target", "realised", "ratio", "status", "below_half_year_gate", "kind"]
NUMBERS = ["target", "realised", "ratio", "promised"]
REPORTS = ("received_reports", "expected_reports")


@dataclass(frozen=True)
class Chosen:
    """What the filters ask for; no statuses is all of them."""

    year: int
    only_official: bool
    goal: str = "alle"
    family: str = "call"
    statuses: tuple[str, ...] = ()


def rows_of(chosen: Chosen) -> list[Attainment]:
    """The attainment rows that fit the filters."""
    return [
        row
        for row in reads.attainment(chosen.year, chosen.only_official)
        if row.family == chosen.family
        and chosen.goal in ("alle", str(row.goal))
        and (not chosen.statuses or row.status in chosen.statuses)
    ]


@daily(64)
def shown(chosen: Chosen) -> pd.DataFrame:
    """The same rows as a frame; do not change it, it is shared."""
    return as_frame(rows_of(chosen))


def as_frame(rows: Sequence[Attainment]) -> pd.DataFrame:
    """Attainment rows as a frame that tables, charts and downloads understand."""
    found = tables.numeric(reads.frame(rows), NUMBERS)
    return found.astype({name: "Int64" for name in REPORTS if name in found})  # a count that may be missing


@daily(64)
def goals_chart(year: int, only_official: bool, family: str) -> None:
    """Progress per goal, with how many measures it rests on."""
    rows = by_goal(reads.attainment(year, only_official), reads.goals(), Family(family))
    data = as_frame(rows)
    data["label"] = [
        label(row.component, f"{row.with_figure} van {row.with_figure + row.without_figure} onderdelen", row.remark)
        for row in rows
    ]
    counted = data[data["ratio"].notna()]
    st.header(f"Voortgang per doelstelling, projectjaar {year}", anchor=False)
    st.markdown(
        "Gemiddelde van het doelbereik, per onderdeel hoogstens 100 %. Tussen haakjes: hoeveel KPI-onderdelen een "
        "cijfer hebben, en hoeveel rapporteringen er zijn als dat niet alle zijn."
    )
    readings(row for row in reads.attainment(year, only_official) if row.family == family)
    if counted.empty:
        frame.empty("Voor dit projectjaar is er geen gepubliceerd resultaat.", "Kies een ander projectjaar.")
        return
    least = counted.loc[counted["ratio"].idxmin()]
    title = f"{least['component']} staat het laagst: {dutch.percent(least['ratio'])} van de streefwaarde"
    charts.show(charts.bullets(counted, "label", title=title), key="doelen", about=counted)
    charts.as_table(data, GOAL_COLUMNS, headings={"component": "Doelstelling"})


@daily(64)
def actions_chart(chosen: Chosen) -> None:
    """Attainment per action, for those that have a target and a figure."""
    rows = rows_of(chosen)
    data = as_frame(by_action(rows, reads.actions()))
    data["label"] = [
        label(f"{one}. {title}", remark)
        for one, title, remark in zip(data["action"], data["component"], data["remark"], strict=True)
    ]
    counted = data[data["ratio"].notna()]
    if counted.empty:
        return
    st.header(f"Acties, projectjaar {chosen.year}", anchor=False)
    readings(rows)
    best = counted.loc[counted["ratio"].idxmax()]
    against = "de streefwaarde van het plan" if best["family"] == Family.PLAN else "wat beloofd was"
    title = f"Actie {best['action']} haalt {dutch.percent(best['ratio'])} van {against}, het meest van alle"
    charts.show(charts.bullets(counted, "label", title=title), key="acties", about=counted)
    charts.as_table(data, ACTION_COLUMNS, headings={"component": "Titel"})
    without = len(data) - len(counted)
    if without:
        one = "1 actie heeft" if without == 1 else f"{without} acties hebben"
        st.markdown(f"{one} geen cijfer of geen streefwaarde: alleen in de tabel.")
    definition.measures(row.measure for row in rows)


def label(name: str, *said: str | None) -> str:
    """A name with what must stand beside its figure, such as who reported."""
    known = [one for one in said if isinstance(one, str)]
    return f"{name} ({'; '.join(known)})" if known else name


def readings(rows: Iterable[Attainment]) -> None:
    """What the plan leaves open about the targets in the rows: each sentence once, with its actions if they differ."""
    found: dict[str, dict[str, None]] = {}
    for row in rows:
        if row.target_reading and row.realised is not None:
            found.setdefault(row.target_reading, {})[str(row.action)] = None
    for reading, actions in found.items():
        about = (
            f"{'Actie' if len(actions) == 1 else 'Acties'} {dutch.listed(list(actions))}: " if len(found) > 1 else ""
        )
        st.markdown(f":small[{about}{reading}.]")


def measure_names(rows: Sequence[Attainment]) -> dict[str, str]:
    """Code to name of the measures in the rows, for a list to choose from."""
    return {str(row.measure): f"Actie {row.action}: {row.component} ({row.unit or 'zonder eenheid'})" for row in rows}


@daily(64)
def measures_table(chosen: Chosen) -> None:
    """Every measure that fits the filters."""
    tables.show(shown(chosen), MEASURE_COLUMNS)


def close_up(measure_id: str, year: int, only_official: bool) -> None:
    """One measure: definition, trend over project years, and each authority."""
    counted = reads.counts_through().get(measure_id, measure_id)
    left, right = st.columns([2, 3])
    with left:
        _trend(measure_id, year, only_official)
    with right:
        if _by_applicant(measure_id, counted, year, only_official):
            by_applicant = _applicants(counted, year, only_official)
            download.offer(by_applicant, f"{measure_id}-per-bestuur-jaar-{year}", key="besturen")
    _largest(counted, only_official)


@daily(64)
def _applicants(measure_id: str, year: int, only_official: bool) -> pd.DataFrame:
    """The attainment of each applicant; do not change this frame, it is shared."""
    return as_frame([row for row in reads.attainment_by_authority(year, only_official) if row.measure == measure_id])


@daily(64)
def _by_applicant(measure_id: str, counted: str, year: int, only_official: bool) -> bool:
    """What each applicant reached of the measure that `measure_id` counts through; False when nothing is known."""
    data = _applicants(counted, year, only_official)
    if data.empty:
        frame.empty(
            "Per bestuur is hier niets gepubliceerd.",
            "Zet 'Alleen officiële cijfers' uit voor het voorbeeld, of kies een onderdeel van de oproep.",
        )
        return False
    of_call = "" if counted == measure_id else ", tegenover de afspraken van de oproep"
    st.markdown(f"**Per indiener, projectjaar {year}{of_call}**")
    tables.show(data.sort_values("ratio", ascending=False), AUTHORITY_COLUMNS, height=300)
    return True


@daily(64)
def _largest(measure_id: str, only_official: bool) -> None:
    """The applicants with the largest agreements side by side, over the project years."""
    rows = [
        row
        for year in reads.project_years()
        for row in reads.attainment_by_authority(year.project_year, only_official)
        if row.measure == measure_id and row.target
    ]
    if not rows:
        return
    data = as_frame(rows)
    size = data.groupby("authority_id")["target"].sum().sort_values(ascending=False)
    first = data[data["authority_id"].isin(size.index[: multiples.MOST])]
    order = first.assign(size=first["authority_id"].map(size)).sort_values(
        ["size", "name", "project_year"], ascending=[False, True, True]
    )
    shown = order["name"].nunique()
    multiples.show(order, title=_spread(order, f"De {shown} indieners met de grootste afspraak"))


def _spread(data: pd.DataFrame, who: str) -> str:
    """What the small charts say: how many reached their agreement in the newest year with figures."""
    known = data[data["ratio"].notna()]
    if known.empty:
        return who
    newest = known["project_year"].max()
    last = known[known["project_year"] == newest]
    reached = int((last["status"] == Status.REACHED).sum())
    return f"{who}: {reached} van {len(last)} haalden de afspraak in projectjaar {newest}"


@daily(64)
def _trend(measure_id: str, year: int, only_official: bool) -> None:
    """Target and realised over the project years, and what must be said of the chosen year."""
    rows = [row for row in reads.attainment_over_years(only_official) if row.measure == measure_id]
    unit = next(one.unit for one in reads.measures() if one.measure_id == measure_id) or ""
    _over_years(as_frame(rows), unit)
    now = [row for row in rows if row.project_year == year]
    readings(now)
    for row in now:
        if row.remark:
            st.markdown(f":small[Projectjaar {year}: {row.remark}.]")


def _over_years(trend: pd.DataFrame, unit: str) -> None:
    """Target and realised per project year; a year without a figure is a gap, not a zero."""
    columns = ["project_year", "series", "value", "remark", "kind", "source_id", "reference_date"]
    target = trend.assign(kind=trend["target_kind"], source_id=trend["target_source_id"], remark=None)
    parts = [
        rows.assign(series=word, value=rows[name])[columns].dropna(subset=["value"])
        for word, name, rows in (("behaald", "realised", trend), ("streefwaarde", "target", target))
    ]
    data = pd.concat(parts)
    if data.empty:
        frame.empty("Er is geen enkel cijfer over de projectjaren.", "Kies een ander onderdeel.")
        return
    data["kind_word"] = [terms.KIND.get(str(kind), "") for kind in data["kind"]]
    charts.show(charts.over_years(data, title=_trend_title(data, unit), unit=unit), key="verloop", about=data)
    order = data.assign(what=data["series"]).sort_values(["project_year", "series"])
    columns = ["project_year", "what", "value", "remark", "kind", "reference_date"]
    charts.as_table(order, columns, headings={"what": "Wat", "value": "Waarde"})


def _trend_title(data: pd.DataFrame, unit: str) -> str:
    """What the lines say: the first and the last result, or that there is only one."""
    done = data[data["series"] == "behaald"].sort_values("project_year")
    if done.empty:
        return "Nog geen resultaat, alleen een streefwaarde"
    first, last = done.iloc[0], done.iloc[-1]
    text = dutch.with_unit(last["value"], unit)
    if len(done) == 1:
        return f"Projectjaar {last['project_year']}: {text}"
    return f"Van {dutch.number(first['value'])} naar {text} (projectjaar {last['project_year']})"
