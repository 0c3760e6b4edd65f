"""What a map or ranking shows per area: counts, shares, money per head, gaps and places."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenleven import indicators
from samenleven.applicant_figures import SPREAD, grant_figures, result_figures
from samenleven.attainment import Attainment, Status, attain_all
from samenleven.catalogue import Family
from samenleven.eligibility import Basis, Eligibility, Eligible, judge_all
from samenleven.figures import Kind, Shown, weakest
from samenleven.indicators import AreaFigure, Form, Topic, people_figures
from samenleven.store import agreements, areas, catalogue, results
from samenleven.store.connection import Store

DAY = date(2022, 1, 1)
BY_CODE = {one.code: one for one in (*indicators.PEOPLE, *indicators.GRANTS)}


def area(code: str, value: float | None) -> AreaFigure:
    return AreaFigure(code, code, f"Gemeente {code}", value, "inwoners")


def judged(code: str, estimate: int | None, population: int | None) -> Eligible:
    return Eligible(
        code, code, f"Gemeente {code}", None, estimate, estimate, estimate, population, Eligibility.POOL, Basis.ESTIMATE
    )


def counted(code: str, definition: str, count: float, share: float) -> dict[str, object]:
    return {
        "authority_id": code,
        "nis": code,
        "name": f"Gemeente {code}",
        "definition": definition,
        "count": count,
        "share": share,
        "kind": "official",
        "source_id": "statbel-origin",
        "reference_date": DAY,
    }


def member(code: str, applicant: str, cooperation: str | None = None) -> dict[str, object]:
    nis = None if code == "de-rand" else code
    return {
        "authority_id": code,
        "nis": nis,
        "name": f"Gemeente {code}",
        "applicant_id": applicant,
        "cooperation": cooperation,
    }


def grant(applicant: str, grant_eur: float, own_share_eur: float) -> dict[str, object]:
    return {
        "authority_id": applicant,
        "grant_eur": grant_eur,
        "own_share_eur": own_share_eur,
        "kind": "example",
        "source_id": "product-example",
        "reference_date": date(2022, 9, 23),
    }


def reported(applicant: str, realised: int | None, target: int, measure: str = "call-09.1") -> Attainment:
    return Attainment(
        measure=measure,
        action=9,
        goal=4,
        family=Family.CALL,
        component="begeleide nieuwkomers",
        unit="personen",
        project_year=1,
        target=Decimal(target),
        realised=None if realised is None else Decimal(realised),
        ratio=None if realised is None else Decimal(realised) / target,
        status=Status.NO_FIGURE if realised is None else Status.BEHIND,
        kind=Kind.EXAMPLE,
        source_id="product-example",
        reference_date=date(2023, 9, 30),
        authority_id=applicant,
    )


MONEY = [grant("43005", 30_000, 30_000), grant("43005", 10_000, 0)]
TWO = [member("43005", "43005", "Samenwerking Eeklo"), member("43010", "43005", "Samenwerking Eeklo")]
HEADS = [judged("43005", 3000, 20_000), judged("43010", 1000, 10_000)]


# --- The list --------------------------------------------------------------------------------


def test_one_indicator_per_measure_of_the_call_and_none_of_the_plan(store: Store) -> None:
    measures = catalogue.measures(store)
    found = indicators.result_indicators(measures)
    assert len(found) == sum(one.family is Family.CALL for one in measures)
    assert all(one.code.startswith("call-") and one.topic is Topic.RESULT and one.unit for one in found)


def test_codes_are_unique_and_only_published_figures_stay_with_only_official() -> None:
    assert len(BY_CODE) == len(indicators.PEOPLE) + len(indicators.GRANTS)
    assert {code for code, one in BY_CODE.items() if not one.official} == {"target_group", "grant", "own_share"}


# --- Population ------------------------------------------------------------------------------


@pytest.mark.parametrize(("form", "value", "unit"), [(Form.COUNT, 1657.0, "inwoners"), (Form.SHARE, 0.1146, "%")])
def test_origin_as_count_and_as_share(form: Form, value: float, unit: str) -> None:
    rows = [counted("11001", "non_eu27", 1657, 0.1146), counted("11001", "other_eu27", 524, 0.0363)]
    (found,) = people_figures(BY_CODE["non_eu27"], form, rows, [])
    assert (found.value, found.unit, found.kind, found.source_id) == (value, unit, Kind.OFFICIAL, "statbel-origin")
    assert found.reference_date == DAY


def test_the_target_group_says_that_it_is_an_estimate() -> None:
    rows = [counted("11001", "non_eu27", 1657, 0.1146)]
    (found,) = people_figures(BY_CODE["target_group"], Form.SHARE, rows, [judged("11001", 2000, 16000)])
    assert (found.value, found.kind, found.reference_date) == (0.125, Kind.ESTIMATE, DAY)
    assert found.source_id == "statbel-origin, product-method"


@pytest.mark.parametrize("form", list(Form))
def test_no_count_is_a_gap_and_not_zero(form: Form) -> None:
    (found,) = people_figures(BY_CODE["target_group"], form, [], [judged("de-rand", None, None)])
    assert (found.value, found.kind, found.source_id) == (None, None, None)


def test_an_empty_municipality_has_no_share() -> None:
    (found,) = people_figures(BY_CODE["target_group"], Form.SHARE, [], [judged("11001", 0, 0)])
    assert found.value is None


# --- Results ---------------------------------------------------------------------------------

RESULT = indicators.Indicator("call-09.1", Topic.RESULT, "Actie 9", "personen", "van de afspraak", official=False)


def test_the_reach_of_a_cooperation_is_spread_over_its_members_by_target_group() -> None:
    members = [member("43005", "43005", "Samenwerking Eeklo"), member("43010", "43005", "Samenwerking Eeklo")]
    found = result_figures(RESULT, Form.COUNT, [reported("43005", 30, 41)], members, HEADS)
    assert [(one.nis, one.value, one.target, one.together, one.spread) for one in found] == [
        ("43005", 23.0, 31.0, "Samenwerking Eeklo", SPREAD),  # 22.5 of 30 and 30.75 of 41: whole people
        ("43010", 7.0, 10.0, "Samenwerking Eeklo", SPREAD),
    ]


def test_a_plan_of_a_cooperation_is_spread_in_hundredths_so_that_no_member_seems_to_have_none() -> None:
    plans = replace(RESULT, parts=indicators.CENTS)
    found = result_figures(plans, Form.COUNT, [reported("43005", 1, 1)], TWO, HEADS)
    assert [one.value for one in found] == [0.75, 0.25]


def test_members_of_a_cooperation_share_its_attainment() -> None:
    found = result_figures(RESULT, Form.SHARE, [reported("43005", 30, 40)], TWO, HEADS)
    assert [(one.value, one.realised, one.target, one.together, one.spread) for one in found] == [
        (0.75, 30.0, 40.0, "Samenwerking Eeklo", None)
    ] * 2
    assert {one.kind for one in found} == {Kind.EXAMPLE}


@pytest.mark.parametrize("kind", [Kind.OFFICIAL, Kind.REPORTED, Kind.ESTIMATE, Kind.EXAMPLE])
def test_what_is_spread_is_at_best_an_estimate_and_names_where_the_target_group_comes_from(kind: Kind) -> None:
    rows = [replace(reported("43005", 30, 40), kind=kind, source_id="verslag")]
    for one in result_figures(RESULT, Form.COUNT, rows, TWO, HEADS):
        assert one.kind is weakest([kind, Kind.ESTIMATE])
        assert one.source_id == "product-method, statbel-origin, verslag"
    alone = [replace(rows[0], authority_id="11002")]
    (one,) = result_figures(RESULT, Form.COUNT, alone, [member("11002", "11002")], HEADS)
    assert (one.kind, one.source_id, one.spread) == (kind, "verslag", None)


def test_a_missing_result_of_a_cooperation_is_missing_for_every_member() -> None:
    found = result_figures(RESULT, Form.COUNT, [reported("43005", None, 40)], TWO, HEADS)
    assert [one.value for one in found] == [None, None]


def test_a_member_without_inhabitants_of_its_own_has_no_part_and_not_zero() -> None:
    """Vzw de Rand applies for municipalities: their people are counted there, once."""
    members = [member("de-rand", "de-rand", "de Rand"), member("43005", "de-rand", "de Rand")]
    found = grant_figures(BY_CODE["grant"], Form.COUNT, [grant("de-rand", 100, 100)], members, HEADS)
    assert [one.value for one in found] == [None, 100.0]
    unknown = grant_figures(BY_CODE["grant"], Form.COUNT, [grant("de-rand", 100.01, 100)], members, [])
    assert [one.value for one in unknown] == [50.01, 50.0]  # nobody has a count: equal parts


def test_a_share_is_the_attainment_of_the_agreement() -> None:
    (found,) = result_figures(RESULT, Form.SHARE, [reported("11002", 30, 40)], [member("11002", "11002")], HEADS)
    assert (found.value, found.unit, found.target, found.realised) == (0.75, "%", 40.0, 30.0)


def test_the_status_of_an_agreement_is_decided_once_and_travels_along() -> None:
    rows = [replace(reported("11002", 30, 40), status=status) for status in Status]
    found = [result_figures(RESULT, Form.SHARE, [row], [member("11002", "11002")], HEADS)[0].status for row in rows]
    assert found == list(Status)


@pytest.mark.parametrize(("realised", "value"), [(0, 0.0), (None, None)])
def test_zero_and_missing_stay_apart(realised: int | None, value: float | None) -> None:
    (found,) = result_figures(RESULT, Form.COUNT, [reported("11002", realised, 40)], [member("11002", "11002")], HEADS)
    assert found.value == value


def test_who_promised_nothing_for_a_measure_is_not_shown() -> None:
    rows = [reported("11002", 5, 40, measure="call-05.1")]
    assert result_figures(RESULT, Form.COUNT, rows, [member("11002", "11002")], HEADS) == []


def test_de_rand_has_no_nis_code() -> None:
    (found,) = result_figures(RESULT, Form.COUNT, [reported("de-rand", 5, 40)], [member("de-rand", "de-rand")], HEADS)
    assert found.nis is None


# --- Money -----------------------------------------------------------------------------------


def test_the_grant_adds_up_over_actions_and_is_spread_over_the_members() -> None:
    found = grant_figures(BY_CODE["grant"], Form.COUNT, MONEY, TWO, HEADS)
    assert [(one.value, one.unit, one.kind) for one in found] == [
        (30_000.0, "euro", Kind.EXAMPLE),
        (10_000.0, "euro", Kind.EXAMPLE),
    ]
    own = grant_figures(BY_CODE["own_share"], Form.COUNT, MONEY, TWO, HEADS)
    assert [one.value for one in own] == [22_500.0, 7_500.0]


@given(
    st.integers(0, 10**9).map(lambda cents: Decimal(cents) / 100),
    st.lists(st.none() | st.integers(0, 10**6), min_size=1, max_size=20),
)
def test_what_members_carry_adds_up_to_the_cent(euro: Decimal, heads: list[int | None]) -> None:
    members = [member(str(i), "0", "Verband") for i in range(len(heads))]
    found = grant_figures(
        BY_CODE["grant"],
        Form.COUNT,
        [{**grant("0", 0, 0), "grant_eur": euro}],
        members,
        [judged(str(i), count, 1) for i, count in enumerate(heads)],
    )
    assert sum(Decimal(str(one.value)) for one in found if one.value is not None) == euro


def test_per_head_counts_the_target_group_of_all_members() -> None:
    found = grant_figures(BY_CODE["grant"], Form.SHARE, MONEY, TWO, HEADS)
    assert [(one.value, one.unit) for one in found] == [(10.0, "euro")] * 2


def test_per_head_is_a_gap_without_heads() -> None:
    found = grant_figures(BY_CODE["grant"], Form.SHARE, MONEY, TWO, [])
    assert [one.value for one in found] == [None, None]


def test_who_gets_no_money_is_not_shown() -> None:
    assert grant_figures(BY_CODE["grant"], Form.COUNT, MONEY, [member("11002", "11002")], HEADS) == []


# --- Maps add up -----------------------------------------------------------------------------


def on_the_map(store: Store, year: int) -> tuple[list[dict[str, object]], list[Eligible]]:
    """Who takes part in a project year, and the target groups by which amounts are spread."""
    members = agreements.members(store, shown=Shown.EXAMPLE).query("project_year == @year")
    parameters = catalogue.parameters(store)
    day = next(one.counts_on for one in catalogue.project_years(store) if one.project_year == year)
    return members.to_dict("records"), judge_all(areas.origin_counts(store, day), parameters, day)


def total(found: list[AreaFigure]) -> Decimal:
    return sum((Decimal(str(one.value)) for one in found if one.value is not None), Decimal(0))


def test_a_map_of_money_adds_up_to_what_was_awarded(store: Store) -> None:
    awarded = agreements.published_totals(store).query("concept == 'grant_awarded'").set_index("project_year")["value"]
    for year, published in awarded.items():
        members, heads = on_the_map(store, int(year))
        grants = agreements.grants(store, shown=Shown.EXAMPLE).query("project_year == @year")
        rows = grants.to_dict("records")
        found = grant_figures(BY_CODE["grant"], Form.COUNT, rows, members, heads)
        assert total(found) == Decimal(str(grants["grant_eur"].sum())) == Decimal(str(published))
        own = grant_figures(BY_CODE["own_share"], Form.COUNT, rows, members, heads)
        assert total(own) == Decimal(str(grants["own_share_eur"].sum()))
        by_id = {one.authority_id: one for one in found}
        assert by_id["04000"].value == grants[grants["authority_id"] == "04000"]["grant_eur"].sum()
        assert by_id["de-rand"].value is None
        assert {one.kind for one in found if one.spread} == {Kind.EXAMPLE}


def test_a_map_of_results_adds_up_to_the_reports_of_every_measure_and_year(store: Store) -> None:
    seen = 0
    for project_year in catalogue.project_years(store):
        year = project_year.project_year
        members, heads = on_the_map(store, year)
        lines = results.authority_figures(store, year, shown=Shown.EXAMPLE)
        whole = {one.measure.measure_id: one for one in results.measure_figures(store, year, shown=Shown.EXAMPLE)}
        rows = attain_all(lines, catalogue.parameters(store), DAY)
        for indicator in indicators.result_indicators(catalogue.measures_of_year(store, year)):
            found = result_figures(indicator, Form.COUNT, rows, members, heads)
            reports = [one.realised.value for one in lines if one.measure.measure_id == indicator.code and one.realised]
            assert total(found) == sum(reports)
            known = whole[indicator.code].realised
            if indicator.code == "call-05.1" and known:  # published, and covered by the example set
                assert total(found) == known.value
            seen += bool(reports)
    assert seen
