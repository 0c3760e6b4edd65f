"""`judge`, asked as a user asks it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from samenleven.__main__ import main
from samenleven.findings.followup import LETTER_COLUMNS


def judge(capsys: pytest.CaptureFixture[str], *options: str) -> str:
    assert main(["judge", "--project-year", "2", *options]) == 0
    return capsys.readouterr().out


@pytest.fixture(autouse=True)
def _store(store_path: Path) -> None:
    """The real store, without anything in the ledger."""


def test_every_action_of_every_applicant_is_judged(capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(judge(capsys, "--moment", "half", "--as-of", "2024-05-07", "--format", "json"))
    assert {tuple(row) for row in rows} == {LETTER_COLUMNS}
    assert len({row["authority_id"] for row in rows}) == 59
    assert len({(row["authority_id"], row["action"]) for row in rows}) == len(rows)
    late = [row["receipt"] == "late" for row in rows]
    assert late == sorted(late, reverse=True)  # who is late comes first
    for row in rows:
        assert row["kind"] == "example"
        assert row["days_late"] == (1 if row["receipt"] == "late" else 0)
        assert row["balance_eur"] is None
        assert not row["may_be_recovered"]
        if row["figures_say"] == "no_figure":
            assert row["consequence"] == "waits"
        if row["figures_say"] == "short":
            assert row["ratio"] < 0.25
    by_hand = {row["action"] for row in rows if row["figures_say"] == "by_hand"}
    assert by_hand == {2, 16, 18, 19, 22}


def test_nobody_is_late_on_the_last_day(capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(judge(capsys, "--moment", "half", "--as-of", "2024-05-06", "--format", "json"))
    assert "late" not in {row["receipt"] for row in rows}


def test_after_the_year_the_balance_is_a_fifth_and_recovery_a_flag(capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(judge(capsys, "--moment", "year", "--as-of", "2024-10-16", "--format", "json"))
    for row in rows:
        assert row["balance_eur"] == pytest.approx(row["grant_eur"] / 5)
        if row["may_be_recovered"]:
            assert row["ratio"] < 1
    assert any(row["may_be_recovered"] for row in rows)


def test_as_csv_it_has_the_same_rows(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("--moment", "half", "--as-of", "2024-05-07")
    rows = json.loads(judge(capsys, *asked, "--format", "json"))
    lines = list(csv.DictReader(io.StringIO(judge(capsys, *asked, "--format", "csv"))))
    assert [(line["authority_id"], line["action"]) for line in lines] == [
        (row["authority_id"], str(row["action"])) for row in rows
    ]


def test_without_the_example_set_nobody_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(judge(capsys, "--moment", "half", "--only", "reported", "--format", "json")) == []


def test_a_project_year_that_does_not_exist_is_one_message(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["judge", "--project-year", "9", "--moment", "half"]) == 1
    assert "projectjaar 9 bestaat niet" in capsys.readouterr().err
