"""The facts of the plan and the horizontal plan: complete against what they print, and each with its true kind."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import pytest

from samenleven import terms
from samenleven.coverage import CoveredGroup
from samenleven.figures import Kind
from samenleven.store import Store, catalogue, paths
from tests.support.files import read_csv


def rows(name: str) -> list[dict[str, str]]:
    return read_csv(next(paths.DATA.rglob(f"{name}.csv")))


# --- Complete ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zin", "name", "count"),
    [
        ("Het horizontaal plan heeft tien doelstellingen", "horizontal_objective", 10),
        ("Het horizontaal plan nummert 35 acties", "horizontal_action", 35),
        ("Het horizontaal plan noemt 40 mogelijke acties", "horizontal_possible_action", 40),
    ],
)
def test_the_horizontal_plan_is_complete(zin: str, name: str, count: int) -> None:
    assert len(rows(name)) == count, zin


def test_every_objective_has_as_many_actions_as_it_prints() -> None:
    numbered = Counter(row["objective_id"] for row in rows("horizontal_action"))
    possible = Counter(row["objective_id"] for row in rows("horizontal_possible_action"))
    for row in rows("horizontal_objective"):
        found = (numbered[row["objective_id"]], possible[row["objective_id"]])
        assert found == (int(row["numbered_actions"]), int(row["possible_actions"])), row["title"]


def test_every_action_is_one_initiative_of_the_horizontal_plan() -> None:
    same = {row["action_id"]: row["number"] for row in rows("horizontal_link") if row["match"] == "same"}
    assert same == {row["action_id"]: row["horizontal_number"] for row in rows("action")}
    assert len(set(same.values())) == len(same)


def test_who_can_subscribe_is_counted_by_the_plan_itself() -> None:
    claim = next(row for row in rows("plan_claim") if row["what"] == "acties waarop lokale besturen kunnen intekenen")
    found = [row for row in rows("horizontal_action") if row["local_subscription"] == "true"]
    assert len(found) == int(claim["value"])


def test_every_action_has_its_title_from_the_plan() -> None:
    assert {row["action_id"] for row in rows("project_title")} == {row["action_id"] for row in rows("action")}


def test_no_title_is_called_not_found(store: Store) -> None:
    for name in catalogue.REGISTERS:
        text = catalogue.register(store, name).to_csv()
        assert "niet gevonden in een openbare bron" not in text, name


def test_every_city_and_mentor_of_the_plan_is_a_known_authority() -> None:
    known = {row["name"] for row in rows("local_authority")}
    named = {row[column] for row in rows("project_title") for column in ("example_city", "mentor_city")} - {""}
    assert named
    assert named <= known


# --- Claims and quoted figures ----------------------------------------------------------------


@pytest.mark.parametrize("name", ["plan_claim", "context_figure"])
def test_what_has_no_number_has_its_words(name: str) -> None:
    without = [row for row in rows(name) if not row["value"]]
    assert without
    for row in without:
        assert row["precision"] == "magnitude" or row["strength"] in ("rhetoric", "expected", "planned"), row
        assert all(row[column] for column in ("value_text", "quote", "locator")), row


@pytest.mark.parametrize("name", ["plan_claim", "context_figure"])
def test_a_share_lies_between_nothing_and_everything(name: str) -> None:
    shares = [row for row in rows(name) if row["unit"].startswith("aandeel") and row["value"]]
    assert shares
    assert all(0 <= float(row["value"]) <= 1 for row in shares)


def test_every_computed_share_has_a_name_and_a_reading_names_no_other(store: Store) -> None:
    assert set(terms.COVERED_GROUP) == {group.value for group in CoveredGroup}
    compared = {row["compared_group"] for row in catalogue.claim_readings(store)}
    assert compared <= {None, *CoveredGroup}


def test_no_computed_share_stands_beside_an_aim(store: Store) -> None:
    aims = [row for row in catalogue.claim_readings(store) if row["strength"] in ("aim", "aim_minimum")]
    assert aims
    assert {row["compared_group"] for row in aims} == {None}


# --- Kinds ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", list(catalogue.REGISTERS))
def test_every_row_of_a_register_says_its_kind_source_and_date(store: Store, name: str) -> None:
    frame = catalogue.register(store, name)
    for column in ("kind", "source_id", "reference_date"):
        assert frame[column].notna().all(), f"{name}: {column}"
    assert set(frame["kind"]) <= {kind.value for kind in Kind}


@pytest.mark.parametrize(
    ("zin", "source", "status", "kind"),
    [
        ("Wat in een bron staat is officieel", "plan-2021", "published", "official"),
        ("Een eigen keuze is een schatting", "product-method", "published", "estimate"),
        ("Een aangenomen bedrag is een schatting", "form", "assumption", "estimate"),
        ("Een berekend plafond is een schatting", "form", "computed", "estimate"),
        ("Een zekere lezing van een bestuur is officieel", "sint-niklaas", "sure", "official"),
        ("Een waarschijnlijke lezing is een schatting", "sint-niklaas", "probable", "estimate"),
        ("Wat verzonnen is blijft een voorbeeld", "product-example", "published", "example"),
    ],
)
def test_the_kind_follows_from_source_and_status(store: Store, zin: str, source: str, status: str, kind: str) -> None:
    found = store.rows("select kind_of($source, status := $status) as kind", {"source": source, "status": status})
    assert found[0]["kind"] == kind, zin


@pytest.mark.parametrize(("name", "column", "official"), [
    ("unit_amount", "status", "published"),
    ("ceiling", "status", "published"),
    ("local_action", "certainty", "sure"),
])  # fmt: skip
def test_only_what_is_published_is_official(store: Store, name: str, column: str, official: str) -> None:
    expected = Counter("official" if row[column] == official else "estimate" for row in rows(name))
    assert Counter(catalogue.register(store, name)["kind"]) == expected
    assert len(expected) == 2


def test_a_parameter_of_our_own_method_is_never_official(store: Store) -> None:
    frame = catalogue.register(store, "parameter")
    own = frame["source_id"] == "product-method"
    assert set(frame[own]["kind"]) == {"estimate"}
    assert set(frame[~own]["kind"]) == {"official"}


# --- Targets ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zin", "measure", "year", "yearly"),
    [
        ("KPI 2024 zonder jaarlijks", "plan-01a", 2024, False),
        ("Een KPI zonder jaartal", "plan-03a", None, False),
        ("KPI 2024 met jaarlijks", "plan-05a", 2024, True),
        ("De helft hangt aan het jaarlijkse getal", "plan-06b", 2024, True),
        ("60 % na twee jaar hangt aan het jaarlijkse getal", "plan-10b", 2024, True),
        ("60 % in een aparte zin zonder jaar", "plan-07c", None, False),
        ("Twee derde in een aparte zin zonder jaar", "plan-20b", None, False),
    ],
)
def test_what_the_plan_prints_at_a_target(store: Store, zin: str, measure: str, year: int | None, yearly: bool) -> None:
    frame = catalogue.register(store, "target").set_index("measure_id")
    row = frame.loc[measure]
    assert (None if pd.isna(row["stated_year"]) else row["stated_year"], row["stated_yearly"]) == (year, yearly), zin


def test_nineteen_of_the_projects_count_yearly() -> None:
    """23 of 24 projects print 2024 and 19 print yearly; one prints 2024 without a number, so it has no target."""
    project = {row["measure_id"]: row["measure_id"][5:7] for row in rows("target")}
    yearly = {project[row["measure_id"]] for row in rows("target") if row["stated_yearly"] == "true"}
    dated = {project[row["measure_id"]] for row in rows("target") if row["stated_year"]}
    assert (len(yearly), len(dated) + 1) == (19, 23)


# --- What a city names -------------------------------------------------------------------------


def test_what_sint_niklaas_names_agrees_with_what_is_published_on_it() -> None:
    named = [row for row in rows("local_action") if row["authority_id"] == "46021"]
    published = {row["figure_id"]: row for row in rows("published_figure")}
    practice = next(row for row in named if row["action_id"] == "5")
    assert float(practice["amount_eur"]) == float(published["sint-niklaas-a5"]["value"])
    assert len({row["action_id"] for row in named}) == len(named)
    assert [row["action_id"] for row in named if row["mentor"] == "true"] == ["2"]
