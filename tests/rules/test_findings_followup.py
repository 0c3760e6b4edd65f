"""What *opvolging* says: the headline, what follows for an action, and the texts to remind with."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from samenleven.counted import Period
from samenleven.findings import followup
from samenleven.reporting.calendar import window_of, windows
from tests.support import judging_case as case
from tests.support.files import read_csv

TABLES = Path(__file__).parents[1] / "tables"
HEADLINES, FOLLOWS = (read_csv(TABLES / f"findings_{name}.csv") for name in ("followup", "follows"))
GATE = Decimal("0.25")
LINK = "https://plan.example/rapporteren"


@pytest.mark.parametrize("row", HEADLINES, ids=lambda row: row["sentence"])
def test_the_headline(row: dict[str, str]) -> None:
    about = {"year": int(row["year"]), "period": row["period"], "on": row["on"]}
    found = [case.judged(cell, **about) for cell in row["applicants"].split("|") if cell]  # type: ignore[arg-type]
    window = window_of(case.years(), int(row["year"]), Period(row["period"]))
    assert followup.headline(found, window, date.fromisoformat(row["on"])).text == row["sentence"]


def test_a_headline_on_made_up_figures_says_so() -> None:
    window = window_of(case.years(), 1, Period.HALF_YEAR)
    for cell, mark in (("5:25v/100", "rust op voorbeeldcijfers"), ("5:25/100", None), ("5:25!/100", None)):
        assert followup.headline([case.judged(cell)], window, date(2023, 5, 5)).mark == mark


@pytest.mark.parametrize("row", FOLLOWS, ids=lambda row: f"{row['lines']} {row['decision']}: {row['sentence']}")
def test_what_follows_for_an_action(row: dict[str, str]) -> None:
    decided = case.decision(row["decision"])
    number = int(row["lines"].split(":")[0])
    on = {"half_year": "2023-05-06", "year": "2023-10-16"}[row["period"]]
    one = case.judged(row["lines"], period=row["period"], on=on, decided={number: decided} if decided else {})
    window = window_of(case.years(), 1, Period(row["period"]))
    assert followup.follows(one.actions[0], window, GATE) == row["sentence"]


def test_a_figure_after_the_decision_is_said() -> None:
    decided = case.decision("positive", sequence=case.FIRST - 1)
    assert decided
    one = case.judged("5:24/100", decided={5: decided})
    window = window_of(case.years(), 1, Period.HALF_YEAR)
    assert followup.follows(one.actions[0], window, GATE).endswith("kwam een ander cijfer binnen: kijk ze opnieuw na")


def test_a_reminder_says_what_is_missing_of_that_applicant() -> None:
    window = window_of(case.years(), 1, Period.HALF_YEAR)
    one = case.judged("5:25/100; 7:-/100; 8:?/50", on="2023-05-09", name="Sint-Niklaas")
    mail = followup.reminder(one, window, date(2023, 5, 9), LINK)
    assert mail.subject == "Herinnering: halfjaarcijfers van projectjaar 1 van Sint-Niklaas"
    assert "Van Sint-Niklaas ontbreken er 2 van de 3 halfjaarcijfers van projectjaar 1 (1 oktober 2022" in mail.body
    assert "De uiterste dag was 5 mei 2023, 4 dagen geleden." in mail.body
    assert "- actie 7: onderdeel 2\n- actie 8: onderdeel 3" in mail.body
    assert "actie 5" not in mail.body
    assert LINK in mail.body


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("5:-/100; 7:-/100", "Van Aalst hebben we nog geen halfjaarcijfers van projectjaar 1 ("),
        ("5:25/100; 7:-/100", "Van Aalst ontbreekt er één van de 2 halfjaarcijfers van projectjaar 1 ("),
    ],
)
def test_a_reminder_when_nothing_came_or_one_is_missing(cell: str, said: str) -> None:
    window = window_of(case.years(), 1, Period.HALF_YEAR)
    one = case.judged(cell, on="2023-05-09", name="Aalst")
    assert said in followup.reminder(one, window, date(2023, 5, 9), LINK).body


def test_a_reminder_for_all_names_nobody() -> None:
    window = window_of(case.years(), 1, Period.HALF_YEAR)
    mail = followup.reminder_for_all(window, date(2023, 5, 5), LINK)
    assert mail.subject == "Herinnering: halfjaarcijfers van projectjaar 1"
    assert "De uiterste dag is 5 mei 2023." in mail.body
    assert "Sint-Niklaas" not in mail.subject + mail.body


@pytest.mark.parametrize(
    ("year", "period", "said"),
    [
        (1, Period.HALF_YEAR, "5 mei 2023"),
        (3, Period.YEAR, "oktober 2025 (de dag is niet gepubliceerd)"),
        (3, Period.HALF_YEAR, "niet gepubliceerd"),
    ],
)
def test_the_last_day_in_words(year: int, period: Period, said: str) -> None:
    assert followup.due(window_of(case.years(), year, period)) == said


def test_the_last_days_for_a_calendar() -> None:
    found = {one.key: one for one in followup.last_days(windows(case.years()))}
    assert set(found) == {f"last-day-{name}" for name in ("1-half-year", "1-year", "2-half-year", "2-year", "3-year")}
    one, month = found["last-day-1-half-year"], found["last-day-3-year"]
    assert (one.title, one.starts_on, one.ends_on) == (
        "Uiterste dag: halfjaarcijfers van projectjaar 1",
        date(2023, 5, 5),
        date(2023, 5, 5),
    )
    assert (month.starts_on, month.ends_on) == (date(2025, 10, 1), date(2025, 10, 31))
    assert month.description.endswith("oktober 2025 (de dag is niet gepubliceerd).")
