"""Cached reads: every question a page asks, answered once per data version and set of plain filter values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from samenleven import applicant_figures, dutch, indicators
from samenleven.attainment import Attainment, attain_all
from samenleven.catalogue import Action, Family, Goal, Measure, ProjectYear
from samenleven.coverage import Coverage, CoveredGroup
from samenleven.coverage import coverages as shares_of_target_group
from samenleven.eligibility import Eligible, judge_all
from samenleven.figures import Shown
from samenleven.indicators import AreaFigure, Form, Indicator, Topic
from samenleven.parameters import Parameters
from samenleven.scope import Place
from samenleven.store import Store, agreements, areas, catalogue, results
from ui.reading.cached import per_store


def today() -> date:
    """The day on which one looks; only cohort measures depend on it."""
    return date.today()


@per_store(8)
def goals(store: Store) -> list[Goal]:
    """The goals of the plan."""
    return catalogue.goals(store)


@per_store(8)
def actions(store: Store) -> list[Action]:
    """The actions by website number."""
    return catalogue.actions(store)


@per_store(8)
def measures(store: Store) -> list[Measure]:
    """All measures of plan and call."""
    return catalogue.measures(store)


@per_store(8)
def project_years(store: Store) -> list[ProjectYear]:
    """The project years, oldest first."""
    return catalogue.project_years(store)


@per_store(8)
def parameters(store: Store) -> Parameters:
    """The parameters of plan and method."""
    return catalogue.parameters(store)


@per_store(8)
def source_titles(store: Store) -> dict[str, str]:
    """From source_id to a title for people."""
    return catalogue.source_titles(store)


def short_titles() -> dict[str, str]:
    """From source_id to its title without the publisher, for the line under a chart."""
    rows = register("source")
    return dict(zip(rows["source_id"], rows["title"], strict=True))


@per_store(32)
def _attainment(store: Store, project_year: int, shown: Shown, as_of: date) -> list[Attainment]:
    figures = results.measure_figures(store, project_year, shown=shown)
    return attain_all(figures, parameters(), as_of)


@per_store(32)
def _attainment_by_authority(store: Store, project_year: int, shown: Shown, as_of: date) -> list[Attainment]:
    figures = results.authority_figures(store, project_year, shown=shown)
    return attain_all(figures, parameters(), as_of)


def attainment(project_year: int, shown: Shown) -> list[Attainment]:
    """The attainment of all measures for all authorities together."""
    return _attainment(project_year, shown, today())


def attainment_by_authority(project_year: int, shown: Shown) -> list[Attainment]:
    """The attainment of each applicant and measure."""
    return _attainment_by_authority(project_year, shown, today())


def newest_year() -> str | None:
    """The newest project year with a published result of the call: where a view opens. None when there is none.

    Who engages is published before anything is realised, so a measure of the plan that counts that does not decide.
    """
    for year in reversed(project_years()):
        rows = attainment(year.project_year, Shown.OFFICIAL)
        if any(row.realised is not None for row in rows if row.family is Family.CALL):
            return str(year.project_year)
    return None


@per_store(32)
def judged(store: Store, on: date) -> list[Eligible]:
    """How every authority may apply, and its target group, on a day."""
    return judge_all(areas.origin_counts(store, on), parameters(), on)


def coverages(on: date) -> dict[CoveredGroup, Coverage | None]:
    """The share of the target group that the signatories hold on a day."""
    listed = set(authorities().query("signatory and type == 'municipality'")["authority_id"])
    return shares_of_target_group(judged(on), listed)


def newest_coverage() -> tuple[date, Coverage] | None:
    """The share of the target group in the 28 and Brussels on the newest day with counts, which every screen shows."""
    days = reference_dates()
    share = coverages(days[0])[CoveredGroup.THE_28_AND_BRUSSELS_OF_BOTH] if days else None
    return (days[0], share) if share else None


@per_store(8)
def authorities(store: Store) -> pd.DataFrame:
    """All local authorities; do not change this frame, it is shared."""
    return areas.authorities(store)


@per_store(8)
def places(store: Store) -> list[Place]:
    """Every area and authority that a view chooses from, by name."""
    return areas.places(store)


@per_store(8)
def reference_dates(store: Store) -> list[date]:
    """The days for which origin is known, newest first."""
    return areas.reference_dates(store)


@per_store(4)
def demographics(store: Store) -> pd.DataFrame:
    """Population and origin of every authority and year; do not change this frame, it is shared."""
    return _with_dates(areas.demographics(store))


@per_store(8)
def grants(store: Store, shown: Shown) -> pd.DataFrame:
    """What was awarded per agreement and action; do not change this frame, it is shared."""
    return _with_dates(agreements.grants(store, shown=shown))


@per_store(8)
def members(store: Store, shown: Shown) -> pd.DataFrame:
    """Who takes part in which agreement; do not change this frame, it is shared."""
    return _with_dates(agreements.members(store, shown=shown))


@per_store(8)
def published_totals(store: Store) -> pd.DataFrame:
    """The official totals per project year; do not change this frame, it is shared."""
    return _with_dates(agreements.published_totals(store))


def _with_dates(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(reference_date=pd.to_datetime(frame["reference_date"]).dt.date)


@per_store(64)
def register(store: Store, name: str) -> pd.DataFrame:
    """One of the registers of the page *bronnen*; do not change this frame, it is shared."""
    return catalogue.register(store, name)


@per_store(4)
def contradicted(store: Store) -> list[tuple[str, str]]:
    """Each published figure with a contradiction that it stands in."""
    return catalogue.contradicted(store)


@per_store(4)
def confusable(store: Store) -> list[tuple[str, str, str]]:
    """Pairs of published figures that are easily taken for each other, in both directions, with the difference."""
    return catalogue.confusable(store)


def counts_through() -> dict[str, str]:
    """From a measure of the plan to the measure of the call that it counts through, where there is one."""
    linked = register("measure").query("aggregation.notna() and aggregation != 'none'")
    return dict(zip(linked["measure_id"], linked["call_measure_id"], strict=True))


def indicator_list(shown: Shown) -> list[Indicator]:
    """What a map can show: with examples everything, else what has a figure."""
    every = [*indicators.PEOPLE, *indicators.GRANTS, *indicators.result_indicators(measures())]
    agreed = _agreed(shown)

    def has_figures(one: Indicator) -> bool:
        if one.topic is Topic.PEOPLE:
            return one.official or not shown.only_official
        return shown is Shown.EXAMPLE or (bool(agreed) if one.topic is Topic.GRANT else one.code in agreed)

    return [one for one in every if has_figures(one)]


@per_store(4)
def _agreed(store: Store, shown: Shown) -> frozenset[str]:
    return agreements.measures(store, shown=shown)


@per_store(64)
def area_figures(store: Store, code: str, form: Form, moment: str, shown: Shown) -> list[AreaFigure]:
    """One figure per area: an indicator by code, as count or share, on a day (ISO) or in a project year."""
    indicator = next(one for one in indicator_list(shown) if one.code == code)
    if indicator.topic is Topic.PEOPLE:
        day = date.fromisoformat(moment)
        rows = demographics()
        found = records(rows[rows["reference_date"] == day])
        return indicators.people_figures(indicator, form, found, judged(day))
    year = int(moment)
    taking_part = records(members(shown).query("project_year == @year"))
    heads = judged(next(one.counts_on for one in project_years() if one.project_year == year))
    if indicator.topic is Topic.RESULT:
        reported = attainment_by_authority(year, shown)
        return applicant_figures.result_figures(indicator, form, reported, taking_part, heads)
    awarded = records(grants(shown).query("project_year == @year"))
    return applicant_figures.grant_figures(indicator, form, awarded, taking_part, heads)


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame as dictionaries, with None for what is missing."""
    return [
        {name: None if dutch.is_missing(value) else value for name, value in row.items()}
        for row in frame.to_dict("records")
    ]


def frame(rows: Sequence[Any]) -> pd.DataFrame:
    """Rows of the domain as a frame, one column per field."""
    return pd.DataFrame([vars(row) for row in rows])
