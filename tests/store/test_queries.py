"""What the store answers, on the real data: published figures lead, corrections count once, gaps stay gaps."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from samenleven.attainment import Attainment, MeasureFigures, Status, attain, attain_all
from samenleven.catalogue import MeasureKind
from samenleven.figures import Kind, Shown
from samenleven.store import agreements, areas, catalogue, paths, results
from samenleven.store.connection import Store
from tests.support.files import read_csv

YEARS = (1, 2, 3)
PUBLISHED = ("call-02.1", "call-05.1")
ENGAGED = "plan-03a"  # its result is the published number of authorities that engage
TODAY = date(2026, 1, 1)

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    """One CSV file of data/ as text: what the store must agree with."""
    return read_csv(paths.DATA / f"{name}.csv")


def published(concept: str, year: int, measure: str) -> Decimal | None:
    """The followed published figure for Flanders; None when nothing was published."""
    found = [
        Decimal(row["value"])
        for row in rows("published/published_figure")
        if row["followed"] == "true"
        and (row["concept"], row["project_year"], row["measure_id"], row["authority_id"])
        == (concept, str(year), measure, "")
    ]
    assert len(found) <= 1
    return found[0] if found else None


def by_measure(figures: list[MeasureFigures]) -> dict[str, MeasureFigures]:
    return {one.measure.measure_id: one for one in figures}


@pytest.fixture(scope="module")
def everything(store: Store) -> dict[int, dict[str, MeasureFigures]]:
    return {year: by_measure(results.measure_figures(store, year, shown=Shown.EXAMPLE)) for year in YEARS}


@pytest.fixture(scope="module")
def official(store: Store) -> dict[int, dict[str, MeasureFigures]]:
    return {year: by_measure(results.measure_figures(store, year, shown=Shown.OFFICIAL)) for year in YEARS}


def change(path: Path, sql: str) -> Store:
    with duckdb.connect(str(path)) as connection:
        connection.execute(sql)
    return Store(path)


# --- The catalogue ---------------------------------------------------------------------------


def test_the_plan_is_complete(store: Store) -> None:
    measures = catalogue.measures(store)
    assert [goal.goal_id for goal in catalogue.goals(store)] == list(range(1, 8))
    assert [action.action_id for action in catalogue.actions(store)] == list(range(1, 25))
    assert sorted(action.plan_number for action in catalogue.actions(store)) == list(range(1, 25))
    assert Counter(measure.family for measure in measures) == Counter(row["family"] for row in rows("plan/measure"))
    assert [year.project_year for year in catalogue.project_years(store)] == [1, 2, 3]


def test_the_website_number_leads(store: Store) -> None:
    found = {action.action_id: action for action in catalogue.actions(store)}
    assert (found[2].title[:27], found[2].plan_number) == ("Lokaal actieplan polarisati", 3)
    assert (found[3].plan_number, found[19].plan_number, found[16].plan_number) == (2, 16, 17)


@pytest.mark.parametrize("name", list(catalogue.REGISTERS))
def test_every_register_shows_every_row_of_its_file_once(store: Store, name: str) -> None:
    folders = {"source": "sources", "parameter": "parameters"}
    folders |= dict.fromkeys(("published_figure", "local_action", "correction"), "published")
    frame = catalogue.register(store, name)
    assert len(frame) == len(rows(f"{folders.get(name, 'plan')}/{name}"))
    titles = catalogue.source_titles(store)
    for column in ("source_id", "source_a", "source_b"):
        if column in frame:
            assert {one for cell in frame[column] for one in cell.split(", ")} <= set(titles)


# --- Population ------------------------------------------------------------------------------


def test_the_groups_add_up_to_the_population_in_every_area_and_year(store: Store) -> None:
    frame = areas.demographics(store)
    total = frame[frame["definition"] == "population"].set_index(["authority_id", "reference_date"])["count"]
    parts = frame[frame["definition"] != "population"].groupby(["authority_id", "reference_date"])["count"].sum()
    assert len(total) == 320 * 10
    assert (parts.sort_index() == total.sort_index()).all()
    assert frame["share"].between(0, 1).all()
    assert set(frame["kind"]) == {"official"}
    assert frame["nis"].str.len().eq(5).all()


def test_the_vgc_counts_the_19_municipalities_of_brussels(store: Store) -> None:
    frame = areas.demographics(store)
    newest = frame[(frame["reference_date"] == frame["reference_date"].max()) & (frame["definition"] == "population")]
    brussels = newest[(newest["region"] == "brussels") & (newest["type"] == "municipality")]
    assert len(brussels) == 19
    assert brussels["count"].sum() == newest.set_index("nis").loc["04000", "count"]


def test_a_day_takes_the_newest_figures_before_it(store: Store) -> None:
    days = areas.reference_dates(store)
    assert (days[0], days[-1], len(days)) == (date(2024, 1, 1), date(2015, 1, 1), 10)
    assert areas.origin_counts(store, date(2021, 12, 31)) == areas.origin_counts(store, date(2021, 1, 1))
    assert areas.origin_counts(store, date(2030, 1, 1)) == areas.origin_counts(store, date(2024, 1, 1))


def test_all_local_authorities_are_there(store: Store) -> None:
    frame = areas.authorities(store)
    assert Counter(frame["type"]) == {"municipality": 319, "vgc": 1, "de_rand": 1}
    assert frame[frame["signatory"] & (frame["type"] == "municipality")].shape[0] == 28


# --- Results: what is published leads --------------------------------------------------------


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("measure", PUBLISHED)
def test_only_official_shows_exactly_what_is_published(
    official: dict[int, dict[str, MeasureFigures]], measure: str, year: int
) -> None:
    found = official[year][measure]
    assert found.target is not None
    assert found.target.value == published("engaged", year, measure)
    assert (found.realised.value if found.realised else None) == published("realised", year, measure)
    assert {figure.kind for figure in (found.target, found.realised) if figure} == {Kind.OFFICIAL}


@pytest.mark.parametrize("year", YEARS)
def test_only_official_has_no_example_and_no_other_result_anywhere(
    official: dict[int, dict[str, MeasureFigures]], year: int
) -> None:
    assert official[year]
    for code, found in official[year].items():
        figures = [figure for figure in (found.target, found.realised, found.half_year) if figure]
        assert {figure.kind for figure in figures} <= {Kind.OFFICIAL}, code
        assert not any("product-example" in figure.source_id for figure in figures), code
        if code not in (*PUBLISHED, ENGAGED):
            whole = code.startswith("call")
            assert (found.realised.value if found.realised else None) == published("realised", year, code), code
            assert (found.target is None) == (whole or found.measure.kind is MeasureKind.NONE), code
        assert found.half_year is None, code


@pytest.mark.parametrize("year", YEARS)
def test_only_official_says_no_figure_and_never_zero(store: Store, year: int) -> None:
    figures = results.measure_figures(store, year, shown=Shown.OFFICIAL)
    judged = attain_all(figures, catalogue.parameters(store), TODAY)
    with_result = {row.measure for row in judged if row.realised is not None}
    codes = {row["measure_id"] for row in rows("plan/measure")}
    assert with_result == {code for code in codes if published("realised", year, code) is not None} | {ENGAGED}
    assert {row.status for row in judged if row.measure not in with_result} == {Status.NO_FIGURE}


def test_only_official_leaves_no_row_of_an_authority(store: Store) -> None:
    for year in YEARS:
        assert results.authority_figures(store, year, shown=Shown.OFFICIAL) == []
    assert agreements.grants(store, shown=Shown.OFFICIAL).empty
    assert agreements.members(store, shown=Shown.OFFICIAL).empty


@pytest.mark.parametrize(("name", "column"), [("realised", "realised"), ("engaged", "target")])
def test_a_published_figure_leads_over_the_sum_of_the_rows(copy_of_store: Path, name: str, column: str) -> None:
    store = change(
        copy_of_store,
        """
        update report_line set realised = realised + 1000 where measure_id = 'call-05.1' and period = 'year';
        update agreement_line set planned_reach = planned_reach + 1000 where measure_id = 'call-05.1';
        """,
    )
    figure = getattr(by_measure(results.measure_figures(store, 1, shown=Shown.EXAMPLE))["call-05.1"], column)
    lines = [one for one in results.authority_figures(store, 1, shown=Shown.EXAMPLE) if one.measure.action_id == 5]
    added = sum((getattr(one, column).value for one in lines if getattr(one, column)), Decimal(0))
    assert figure.value == published(name, 1, "call-05.1")
    assert figure.value < added
    assert (figure.kind, figure.source_id) == (Kind.OFFICIAL, "cij")


@pytest.mark.parametrize("year", YEARS)
def test_without_a_published_figure_the_rows_add_up(
    store: Store, everything: dict[int, dict[str, MeasureFigures]], year: int
) -> None:
    added: dict[str, Decimal] = defaultdict(Decimal)
    for one in results.authority_figures(store, year, shown=Shown.EXAMPLE):
        if one.realised:
            added[one.measure.measure_id] += one.realised.value
    for code, found in everything[year].items():
        if code.startswith("call") and published("realised", year, code) is None:
            assert (found.realised.value if found.realised else 0) == added[code]
            assert found.realised is None or found.realised.kind is Kind.EXAMPLE
            if found.expected_reports is not None:
                assert found.received_reports is not None
                assert found.received_reports <= found.expected_reports


def test_a_result_that_is_published_later_also_leads_in_the_plan(copy_of_store: Path) -> None:
    """The plan's measure takes its result from the call's: the same figure, so the same published number."""
    store = change(
        copy_of_store,
        """
        insert into published_figure values ('proef', 'Actie 8', 'realised', 1, 8, 'call-08.1', null, 777,
            'personen', 'exact', date '2023-09-30', 'projectjaar 1', true, 'official', 'cij', null)
        """,
    )
    found = by_measure(results.measure_figures(store, 1, shown=Shown.OFFICIAL))
    assert found["call-08.1"].realised is not None
    assert found["call-08.1"].realised == found["plan-08a"].realised


# --- Results: plan and call ------------------------------------------------------------------


@pytest.mark.parametrize("year", YEARS)
def test_a_plan_measure_that_nothing_counts_has_no_figure(
    everything: dict[int, dict[str, MeasureFigures]], official: dict[int, dict[str, MeasureFigures]], year: int
) -> None:
    unlinked = {row["plan_measure_id"] for row in rows("plan/measure_link") if row["aggregation"] == "none"}
    assert unlinked
    for found in (everything[year], official[year]):
        assert all(found[code].realised is None and found[code].expected_reports is None for code in unlinked)


@pytest.mark.parametrize("year", YEARS)
def test_a_plan_measure_of_the_same_unit_takes_the_sum(
    everything: dict[int, dict[str, MeasureFigures]], year: int
) -> None:
    for row in rows("plan/measure_link"):
        if row["aggregation"] == "sum" and row["call_measure_id"] in everything[year]:
            plan, call = everything[year][row["plan_measure_id"]], everything[year][row["call_measure_id"]]
            assert plan.realised == call.realised, row["plan_measure_id"]
            assert plan.target is not None
            assert plan.target.kind is Kind.OFFICIAL


@pytest.mark.parametrize("year", YEARS)
def test_a_group_that_is_only_counted_together_with_others_has_no_figure(
    everything: dict[int, dict[str, MeasureFigures]], year: int
) -> None:
    merged = {"plan-09a": "call-09.4", "plan-09c": "call-09.4", "plan-24a": "call-24.3", "plan-24b": "call-24.3"}
    for plan, together in merged.items():
        assert (everything[year][plan].realised is None) is (together in everything[year])
        assert (together in everything[year]) is (year > 1)


@pytest.mark.parametrize("year", YEARS)
def test_municipalities_are_counted_once_and_with_their_cooperation(
    store: Store, everything: dict[int, dict[str, MeasureFigures]], year: int
) -> None:
    members = agreements.members(store, shown=Shown.EXAMPLE).query("project_year == @year")
    done = {
        one.authority_id
        for one in results.authority_figures(store, year, shown=Shown.EXAMPLE)
        if one.measure.measure_id == "call-19.1" and one.realised and one.realised.value > 0
    }
    found = everything[year]["plan-16a"].realised
    assert found is not None
    assert found.value == members[members["applicant_id"].isin(done)]["authority_id"].nunique()
    assert found.kind is Kind.EXAMPLE


@pytest.mark.parametrize("year", YEARS)
def test_who_engages_against_polarisation_is_what_is_published(
    store: Store,
    everything: dict[int, dict[str, MeasureFigures]],
    official: dict[int, dict[str, MeasureFigures]],
    year: int,
) -> None:
    """Also with official figures only, and the same number of authorities as stands behind the example agreements."""
    behind = agreements.grants(store, shown=Shown.EXAMPLE).query("project_year == @year and action_id == 2")
    for found in (everything[year][ENGAGED], official[year][ENGAGED]):
        assert found.realised is not None
        assert found.realised.value == published("represented_authorities", year, "call-02.1")
        assert found.realised.value == int(behind["authorities"].sum())
        assert (found.realised.kind, found.is_lower_bound) == (Kind.OFFICIAL, False)
        assert attain(found, catalogue.parameters(store), TODAY).status is Status.REACHED


def test_a_published_result_without_a_published_promise_has_no_ratio(store: Store) -> None:
    for shown in Shown:
        found = by_measure(results.measure_figures(store, 1, shown=shown))["call-16.1"]
        row = attain(found, catalogue.parameters(store), TODAY)
        assert (row.realised, row.target, row.promised, row.ratio) == (41, None, None, None)
        assert (row.status, row.kind, row.source_id) == (Status.NO_TARGET, Kind.OFFICIAL, "res1")


def test_the_combined_result_of_contacts_is_never_split(store: Store) -> None:
    """72,897 of 42,370 is of several actions together: it belongs to no measure, so to no cell."""
    found = [row for row in rows("published/published_figure") if row["figure_id"].startswith("contact-")]
    assert len(found) == 2
    assert {row["measure_id"] + row["action_id"] for row in found} == {""}
    shown = catalogue.register(store, "published_figure").set_index("figure_id")
    for row in found:
        assert float(shown.loc[row["figure_id"], "value"]) == float(row["value"])


@pytest.mark.parametrize("year", YEARS)
def test_who_did_not_report_weighs_on_neither_side(
    store: Store, everything: dict[int, dict[str, MeasureFigures]], year: int
) -> None:
    lines = results.authority_figures(store, year, shown=Shown.EXAMPLE)
    some = 0
    for code, found in everything[year].items():
        if code.startswith("call") and found.realised and published("realised", year, code) is None:
            of_measure = [one for one in lines if one.measure.measure_id == code]
            sent = [one.target.value for one in of_measure if one.realised and one.target]
            assert found.target is not None
            assert found.promised is not None
            assert found.target.value == sum(sent)
            assert found.promised.value == sum(one.target.value for one in of_measure if one.target)
            assert (found.target.value < found.promised.value) == (found.received_reports != found.expected_reports)
            some += found.received_reports != found.expected_reports
    assert some


@pytest.mark.parametrize("year", YEARS)
def test_the_targets_of_the_plan_are_those_of_the_file(
    everything: dict[int, dict[str, MeasureFigures]], year: int
) -> None:
    for row in rows("plan/target"):
        target = everything[year][row["measure_id"]].target
        assert target is not None
        assert (target.value, target.source_id) == (Decimal(row["value"]), row["source_id"])


def test_a_cohort_is_measurable_two_years_after_its_project_year(store: Store) -> None:
    figures = results.measure_figures(store, 1, shown=Shown.EXAMPLE)
    parameters = catalogue.parameters(store)

    def status(on: date) -> Status:
        found: Attainment = next(row for row in attain_all(figures, parameters, on) if row.measure == "plan-10b")
        return found.status

    assert status(date(2025, 9, 29)) is Status.NOT_YET_MEASURABLE
    assert status(date(2025, 9, 30)) is Status.NO_FIGURE


def test_an_unknown_project_year_has_no_figures(store: Store) -> None:
    assert results.measure_figures(store, 9, shown=Shown.EXAMPLE) == []
    assert results.authority_figures(store, 9, shown=Shown.EXAMPLE) == []


# --- Reports ---------------------------------------------------------------------------------


def test_what_a_later_report_replaces_does_not_count(store: Store) -> None:
    reports = rows("example/report_line")
    replaced = {row["supersedes"] for row in reports if row["supersedes"]}
    year_of = {row["agreement_id"]: int(row["project_year"]) for row in rows("example/agreement")}
    expected: dict[tuple[int, str], Decimal] = defaultdict(Decimal)
    naive: dict[tuple[int, str], Decimal] = defaultdict(Decimal)
    for row in reports:
        if row["period"] == "year":
            key = (year_of[row["agreement_id"]], row["measure_id"])
            naive[key] += int(row["realised"])
            if row["report_line_id"] not in replaced:
                expected[key] += int(row["realised"])
    found: dict[tuple[int, str], Decimal] = defaultdict(Decimal)
    for year in YEARS:
        for one in results.authority_figures(store, year, shown=Shown.EXAMPLE):
            if one.realised:
                found[year, one.measure.measure_id] += one.realised.value
    assert found == expected
    assert naive != expected


def test_a_correction_counts_and_what_it_replaces_does_not(store: Store) -> None:
    frame = store.frame(
        """
        select r.*, g.applicant_id, g.project_year,
               r.report_line_id in (select report_line_id from latest_report) as counts
        from report_line r join agreement g using (agreement_id)
        """
    )
    replaced = set(frame["supersedes"].dropna())
    assert replaced
    assert set(frame[~frame["counts"]]["report_line_id"]) == replaced
    counting = frame[frame["counts"]]
    assert not counting.duplicated(["applicant_id", "project_year", "measure_id", "period"]).any()
    assert counting[counting["supersedes"].notna()]["reason"].notna().all()


def test_before_the_year_is_reported_the_half_year_counts_against_half_the_year(copy_of_store: Path) -> None:
    store = change(copy_of_store, "delete from report_line where period = 'year' and agreement_id like 'ex3-%'")
    found = by_measure(results.measure_figures(store, 3, shown=Shown.EXAMPLE))["call-09.4"]
    assert found.realised is not None
    assert found.realised == found.half_year
    assert found.realised.reference_date == date(2025, 3, 31)
    assert found.elapsed == Decimal(182) / Decimal(365)


@pytest.mark.parametrize("year", YEARS)
def test_a_report_that_was_not_sent_is_missing_and_not_zero(store: Store, year: int) -> None:
    lines = results.authority_figures(store, year, shown=Shown.EXAMPLE)
    silent = [one for one in lines if one.realised is None]
    zero = [one for one in lines if one.realised and one.realised.value == 0]
    assert silent
    assert zero
    assert all(one.received_reports == 0 and one.expected_reports == 1 for one in silent)
    assert all(one.received_reports == 1 for one in zero)


@pytest.mark.parametrize("year", YEARS)
def test_the_target_is_current_reach_and_planned_reach_together(store: Store, year: int) -> None:
    lines = {
        (row["agreement_id"], row["measure_id"]): int(row["baseline_reach"]) + int(row["planned_reach"])
        for row in rows("example/agreement_line")
    }
    for one in results.authority_figures(store, year, shown=Shown.EXAMPLE):
        assert one.target is not None
        assert one.target.value == lines[f"ex{year}-{one.authority_id}", one.measure.measure_id]


# --- Money and participants ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "awarded", "authorities", "applicants"),
    [(1, 14_100_000, 106, 50), (2, 16_907_780, 149, 59), (3, 16_830_000, 149, 59)],
)
def test_money_and_participants_equal_what_is_published(
    store: Store, year: int, awarded: int, authorities: int, applicants: int
) -> None:
    grants = agreements.grants(store, shown=Shown.EXAMPLE).query("project_year == @year")
    members = agreements.members(store, shown=Shown.EXAMPLE).query("project_year == @year")
    assert grants["grant_eur"].sum() == awarded
    assert grants["agreement_id"].nunique() == applicants
    assert members["applicant_id"].nunique() == applicants
    assert members["authority_id"].nunique() == len(members) == authorities


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(("action", "measure"), [(2, "call-02.1"), (5, "call-05.1")])
def test_the_grant_of_an_action_equals_what_is_published(store: Store, action: int, measure: str, year: int) -> None:
    grants = agreements.grants(store, shown=Shown.EXAMPLE).query("project_year == @year and action_id == @action")
    assert Decimal(grants["grant_eur"].sum()) == published("grant_awarded", year, measure)
    assert grants["authorities"].sum() == published("represented_authorities", year, measure)


def test_the_incentive_is_a_row_of_its_own_without_action_or_own_share(store: Store) -> None:
    grants = agreements.grants(store, shown=Shown.EXAMPLE)
    incentive = grants[grants["action_id"].isna()]
    assert set(incentive["grant_eur"]) == {10_000.0}
    assert set(incentive["own_share_eur"]) == {0.0}
    assert incentive["cooperation"].notna().all()
    rest = grants[grants["action_id"].notna()]
    assert (rest["grant_eur"] == rest["own_share_eur"]).all()


def test_every_applicant_takes_part_itself_and_no_one_twice(store: Store) -> None:
    members = agreements.members(store, shown=Shown.EXAMPLE)
    assert not members.duplicated(["project_year", "authority_id"]).any()
    own = members[members["authority_id"] == members["applicant_id"]]
    assert len(own) == 50 + 59 + 59
    known = members["nis"].dropna()
    assert known.str.len().eq(5).all()
    assert set(members[members["nis"].isna()]["authority_id"]) == {"de-rand"}


def test_published_totals_are_official_and_those_of_the_calls(store: Store) -> None:
    frame = agreements.published_totals(store)
    found: dict[tuple[str, int], set[float]] = defaultdict(set)
    for row in frame.to_dict("records"):
        found[row["concept"], row["project_year"]].add(row["value"])
    assert set(frame["kind"]) == {"official"}
    assert found == {
        ("grant_awarded", 1): {14_100_000.0},
        ("grant_awarded", 2): {16_907_780.0},
        ("grant_awarded", 3): {16_830_000.0},
        ("applicants", 1): {50.0},
        ("applicants", 2): {59.0},
        ("applicants", 3): {59.0},
        ("authorities", 1): {104.0},
        ("authorities", 2): {147.0},
        ("authorities", 3): {147.0},
        ("participants", 1): {106.0},
    }


# --- Every figure ----------------------------------------------------------------------------


@pytest.mark.parametrize("year", YEARS)
def test_every_figure_says_where_it_comes_from(
    store: Store, everything: dict[int, dict[str, MeasureFigures]], year: int
) -> None:
    titles = catalogue.source_titles(store)
    lines = results.authority_figures(store, year, shown=Shown.EXAMPLE)
    for one in [*everything[year].values(), *lines]:
        for figure in (one.target, one.realised, one.half_year):
            if figure:
                assert set(figure.source_id.split(", ")) <= set(titles)
                assert figure.reference_date is not None


def test_an_empty_store_answers_with_nothing(empty_store_path: Path) -> None:
    empty = Store(empty_store_path)
    assert catalogue.goals(empty) == []
    assert catalogue.measures(empty) == []
    assert results.measure_figures(empty, 1, shown=Shown.EXAMPLE) == []
    assert results.authority_figures(empty, 1, shown=Shown.EXAMPLE) == []
    assert areas.reference_dates(empty) == []
    assert areas.origin_counts(empty, TODAY) == []
    frames: list[pd.DataFrame] = [
        areas.authorities(empty),
        areas.demographics(empty),
        agreements.grants(empty, shown=Shown.EXAMPLE),
        agreements.members(empty, shown=Shown.EXAMPLE),
        agreements.published_totals(empty),
        *(catalogue.register(empty, name) for name in catalogue.REGISTERS),
    ]
    assert all(frame.empty for frame in frames)
