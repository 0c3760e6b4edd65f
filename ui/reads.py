"""Cached reads: every question a page asks, answered once per data version and set of plain filter values.

Caches key on the store's version, never on a frame, and every cache is bounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from threading import Lock
from typing import Any

import pandas as pd
import streamlit as st

from samenleven import indicators
from samenleven.attainment import Attainment, attain_all
from samenleven.catalogue import Action, Goal, Measure, ProjectYear
from samenleven.eligibility import Coverage, Eligible, judge_all
from samenleven.eligibility import coverages as shares_of_target_group
from samenleven.indicators import AreaFigure, Form, Indicator, Topic
from samenleven.parameters import Parameters
from samenleven.store import Store, agreements, areas, catalogue, connection, paths, results

_lock = Lock()
_open: dict[str, Any] = {}


def open_store() -> Store:
    """The store of this server; built with visible progress when it is missing or out of date.

    A store that was rebuilt by another program is taken up at the next run. Raises SamenlevenError.
    """
    path = paths.store_path()
    stamp = path.stat().st_mtime_ns if path.exists() else None
    with _lock:
        if stamp is None or _open.get("stamp") != stamp or _open.get("path") != path:
            bar = st.empty()

            def show(share: float, text: str) -> None:
                bar.progress(share, f"De gegevens worden klaargezet: {text}")

            try:
                store = connection.open_store(path, progress=show)
            finally:
                bar.empty()
            _open.update(store=store, path=path, stamp=path.stat().st_mtime_ns)
        opened: Store = _open["store"]
        return opened


def version() -> str:
    """The data version, with the file it comes from: what every cache keys on."""
    store = open_store()
    return f"{store.path}:{store.version}"


def today() -> date:
    """The day on which one looks; only cohort measures depend on it."""
    return date.today()


@st.cache_resource(max_entries=8, show_spinner=False)
def _catalogue(
    version: str,
) -> tuple[list[Goal], list[Action], list[Measure], list[ProjectYear], Parameters, dict[str, str]]:
    store = open_store()
    return (
        catalogue.goals(store),
        catalogue.actions(store),
        catalogue.measures(store),
        catalogue.project_years(store),
        catalogue.parameters(store),
        catalogue.source_titles(store),
    )


def goals() -> list[Goal]:
    """The seven goals."""
    return _catalogue(version())[0]


def actions() -> list[Action]:
    """The 24 actions."""
    return _catalogue(version())[1]


def measures() -> list[Measure]:
    """All measures of plan and call."""
    return _catalogue(version())[2]


def project_years() -> list[ProjectYear]:
    """The three project years."""
    return _catalogue(version())[3]


def parameters() -> Parameters:
    """The parameters of plan and method."""
    return _catalogue(version())[4]


def source_titles() -> dict[str, str]:
    """From source_id to a title for people."""
    return _catalogue(version())[5]


def short_titles() -> dict[str, str]:
    """From source_id to its title without the publisher, for the line under a chart."""
    rows = register("source")
    return dict(zip(rows["source_id"], rows["title"], strict=True))


@st.cache_resource(max_entries=32, show_spinner=False)
def _attainment(
    version: str, project_year: int, only_official: bool, per_authority: bool, as_of: date
) -> list[Attainment]:
    read = results.authority_figures if per_authority else results.measure_figures
    figures = read(open_store(), project_year, only_official=only_official)
    return attain_all(figures, parameters(), as_of)


def attainment(project_year: int, only_official: bool) -> list[Attainment]:
    """The attainment of all 67 measures for all authorities together."""
    return _attainment(version(), project_year, only_official, False, today())


def attainment_by_authority(project_year: int, only_official: bool) -> list[Attainment]:
    """The attainment of each applicant and measure."""
    return _attainment(version(), project_year, only_official, True, today())


def newest_year() -> str | None:
    """The newest project year with a published result: where a view opens. None when nothing is published."""
    for year in reversed(project_years()):
        if any(row.realised is not None for row in attainment(year.project_year, True)):
            return str(year.project_year)
    return None


def attainment_over_years(only_official: bool) -> list[Attainment]:
    """The attainment of all measures in every project year."""
    return [row for year in project_years() for row in attainment(year.project_year, only_official)]


@st.cache_resource(max_entries=32, show_spinner=False)
def _judged(version: str, on: date) -> list[Eligible]:
    return judge_all(areas.origin_counts(open_store(), on), parameters(), on)


def judged(on: date) -> list[Eligible]:
    """How every authority may apply, and its target group, on a day."""
    return _judged(version(), on)


def coverages(on: date) -> dict[str, Coverage | None]:
    """The share of the target group that the signatories hold on a day."""
    listed = set(authorities().query("signatory and type == 'municipality'")["authority_id"])
    return shares_of_target_group(judged(on), listed)


@st.cache_resource(max_entries=8, show_spinner=False)
def _authorities(version: str) -> pd.DataFrame:
    return areas.authorities(open_store())


def authorities() -> pd.DataFrame:
    """All local authorities; do not change this frame, it is shared."""
    return _authorities(version())


@st.cache_resource(max_entries=8, show_spinner=False)
def _reference_dates(version: str) -> list[date]:
    return areas.reference_dates(open_store())


def reference_dates() -> list[date]:
    """The days for which origin is known, newest first."""
    return _reference_dates(version())


@st.cache_resource(max_entries=4, show_spinner=False)
def _demographics(version: str) -> pd.DataFrame:
    frame = areas.demographics(open_store())
    return frame.assign(reference_date=pd.to_datetime(frame["reference_date"]).dt.date)


def demographics() -> pd.DataFrame:
    """Population and origin of every authority and year; do not change this frame, it is shared."""
    return _demographics(version())


@st.cache_resource(max_entries=8, show_spinner=False)
def _money(version: str, only_official: bool) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    store = open_store()
    return (
        _with_dates(agreements.grants(store, only_official=only_official)),
        _with_dates(agreements.members(store, only_official=only_official)),
        _with_dates(agreements.published_totals(store)),
    )


def _with_dates(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(reference_date=pd.to_datetime(frame["reference_date"]).dt.date)


def grants(only_official: bool) -> pd.DataFrame:
    """What was awarded per agreement and action."""
    return _money(version(), only_official)[0]


def members(only_official: bool) -> pd.DataFrame:
    """Who takes part in which agreement."""
    return _money(version(), only_official)[1]


def published_totals() -> pd.DataFrame:
    """The official totals per project year."""
    return _money(version(), True)[2]


@st.cache_data(max_entries=64, show_spinner=False)
def _register(version: str, name: str) -> pd.DataFrame:
    return catalogue.register(open_store(), name)


def register(name: str) -> pd.DataFrame:
    """One of the registers of the page *bronnen*."""
    return _register(version(), name)


def counts_through() -> dict[str, str]:
    """From a measure of the plan to the measure of the call whose reports it counts, where there is one."""
    linked = register("measure").query("aggregation == 'sum' or aggregation == 'distinct_authorities'")
    return dict(zip(linked["measure_id"], linked["call_measure_id"], strict=True))


@st.cache_data(max_entries=128, show_spinner=False)
def _reports(version: str, authority_id: str, only_official: bool) -> pd.DataFrame:
    return agreements.reports(open_store(), authority_id, only_official=only_official)


def reports(authority_id: str, only_official: bool) -> pd.DataFrame:
    """Every report line of one applicant, with what it replaced."""
    return _reports(version(), authority_id, only_official)


def indicator_list(only_official: bool) -> list[Indicator]:
    """Everything a map can show; with only official figures, what remains official."""
    every = [*indicators.PEOPLE, *indicators.GRANTS, *indicators.result_indicators(measures())]
    return [one for one in every if one.official or not only_official]


@st.cache_resource(max_entries=64, show_spinner=False)
def _area_figures(version: str, code: str, form: Form, moment: str, only_official: bool) -> list[AreaFigure]:
    indicator = next(one for one in indicator_list(only_official) if one.code == code)
    if indicator.topic is Topic.PEOPLE:
        day = date.fromisoformat(moment)
        rows = demographics()
        found = records(rows[rows["reference_date"] == day])
        return indicators.people_figures(indicator, form, found, judged(day))
    year = int(moment)
    taking_part = records(members(only_official).query("project_year == @year"))
    if indicator.topic is Topic.RESULT:
        return indicators.result_figures(indicator, form, attainment_by_authority(year, only_official), taking_part)
    awarded = records(grants(only_official).query("project_year == @year"))
    starts = next(one.starts_on for one in project_years() if one.project_year == year)
    return indicators.grant_figures(indicator, form, awarded, taking_part, judged(starts))


def area_figures(code: str, form: Form, moment: str, only_official: bool) -> list[AreaFigure]:
    """One figure per area: an indicator by code, as count or share, on a day (ISO) or in a project year."""
    return _area_figures(version(), code, form, moment, only_official)


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame as dictionaries, with None for what is missing."""
    return [
        {
            name: None if value is pd.NaT or (isinstance(value, float) and value != value) else value
            for name, value in row.items()
        }
        for row in frame.to_dict("records")
    ]


def frame(rows: Sequence[Any]) -> pd.DataFrame:
    """Rows of the domain as a frame, one column per field."""
    return pd.DataFrame([asdict(row) for row in rows])
