"""`ledger`, `verify-ledger` and `export-ledger`: what was recorded, now and then, for people and for programs."""

from __future__ import annotations

import csv
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from samenleven.__main__ import main
from samenleven.store import Store
from samenleven.store.catalogue import parameters
from samenleven.store.ledger import Ledger, retention
from samenleven.store.ledger.audit import Audit, Happening
from samenleven.store.ledger.people import People
from tests.support.ledger import agreed, confirmed, report, reported


@pytest.fixture
def ledger(store_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    """An agreement, a figure of 28 April 2023 and its correction of 3 May."""
    monkeypatch.setenv("SAMENLEVEN_LEDGER", str(tmp_path / "register"))
    ledger = Ledger()
    agreed(ledger, now=datetime(2022, 10, 1, tzinfo=UTC))
    reported(ledger, report(50), now=datetime(2023, 4, 28, 21, 59, tzinfo=UTC))
    reported(ledger, report(60), now=datetime(2023, 5, 3, tzinfo=UTC), why="=telfout")
    return ledger


def rows(capsys: pytest.CaptureFixture[str], *options: str) -> list[dict[str, Any]]:
    assert main(["ledger", *options, "--format", "json"]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.usefixtures("ledger")
def test_the_newest_figure_or_that_of_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    (now,) = rows(capsys, "--nis", "46021", "--action", "5")
    assert (now["realised"], now["kind"], now["source_id"], now["versions"]) == (60, "reported", "ledger-report", 2)
    assert now["handed_in_at"] == "2023-05-03T02:00:00+02:00"
    (then,) = rows(capsys, "--as-of", "2023-04-28")
    assert then["realised"] == 50, "om 23.59 uur in Brussel is het nog 28 april"
    assert rows(capsys, "--as-of", "2023-04-27") == []
    assert rows(capsys, "--nis", "42028") == rows(capsys, "--action", "2") == []


@pytest.mark.usefixtures("ledger")
def test_every_figure_with_who_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    told = rows(capsys, "--history")
    assert [(one["realised"], one["person_id"], one["why"]) for one in told] == [
        (50, "p-agency", None),
        (60, "p-agency", "=telfout"),
    ]


def test_names_are_erased_when_their_time_is_over_also_where_nobody_logs_in(
    ledger: Ledger, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    days = int(parameters(store).number(retention.NAMES, date.today()))
    for name, ago in (("Lang Geleden", days + 1), ("Nog Net", days)):
        at = datetime.now(UTC) - timedelta(days=ago)
        People().seen("i", name, name=name, email="", login=1, claim_values=[], now=at)
    assert main(["erase-expired"]) == 0
    assert "Gewist: 1 naam, " in capsys.readouterr().out
    assert [one.name for one in People().all().values()] == ["Nog Net"]
    (erased,) = Audit().events()
    assert (erased.happening, erased.about) == (Happening.ERASED, "bewaartermijn")
    assert main(["verify-ledger"]) == 0


def test_a_register_in_order_and_one_that_was_touched(ledger: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify-ledger"]) == 0
    assert "in orde: 3 batches" in capsys.readouterr().out
    ledger.path(2).unlink()
    assert main(["verify-ledger"]) == 1
    assert "Batch 2 ontbreekt" in capsys.readouterr().out


@pytest.mark.usefixtures("ledger")
def test_all_of_it_as_csv(tmp_path: Path) -> None:
    assert main(["export-ledger", str(tmp_path / "uit")]) == 0
    with (tmp_path / "uit" / "report.csv").open(encoding="utf-8") as file:
        assert [row["realised"] for row in csv.DictReader(file)] == ["50", "60"]
    with (tmp_path / "uit" / "batch.csv").open(encoding="utf-8") as file:
        assert [row["why"] for row in csv.DictReader(file)] == ["", "", "'=telfout"], "geen formule in Excel"
    assert main(["export-ledger", str(tmp_path / "uit")]) == 1, "een volle map blijft wat ze is"


def test_a_command_shows_what_the_switch_of_the_screens_shows(
    ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the first figure that is confirmed examples are off, unless somebody asks for them."""

    def kinds(*options: str) -> set[str]:
        assert main(["attainment", "--project-year", "1", "--by", "authority", "--format", "json", *options]) == 0
        return {row["kind"] for row in json.loads(capsys.readouterr().out)}

    assert "example" in kinds()
    confirmed(ledger, 3)
    assert kinds() == {"official"}
    assert "example" in kinds("--examples")
