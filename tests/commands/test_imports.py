"""The commands that take a file into the ledger: all or nothing, and --dry-run stores nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from samenleven.__main__ import main
from samenleven.commands import opened
from samenleven.store.ledger import Ledger
from samenleven.store.ledger.people import People
from tests.support.intake_case import AGREED, REPORT_HEAD, Desk, changed, filled, reports

WHOLE = "Vul een geheel getal in, 0 of meer."


@pytest.fixture
def ledger(store_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    monkeypatch.setenv("SAMENLEVEN_LEDGER", str(tmp_path / "boek.ledger"))
    monkeypatch.chdir(tmp_path)
    Path("akkoorden.csv").write_text(AGREED, encoding="utf-8")
    Path("goed.csv").write_text(reports(), encoding="utf-8")
    Path("fout.csv").write_text(reports("46021;2;jaar;call-05.1;-5;;;;"), encoding="utf-8")
    Path("hoog.csv").write_text(reports("46021;2;jaar;call-05.1;901;;;;"), encoding="utf-8")
    return Ledger()


def test_agreements_and_then_reports_come_into_the_ledger(ledger: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import-agreements", "akkoorden.csv"]) == 0
    assert main(["import-reports", "goed.csv"]) == 0
    first, *means, last = capsys.readouterr().out.splitlines()
    assert first == "1 nieuw akkoord, 0 verbeterd, 0 ongewijzigd. Bewaard als nummer 1."
    assert [line.split()[:3] for line in means if line.startswith("46021")] == [
        ["46021", "2", action] for action in ("2", "5", "6", "7")
    ]
    assert all("gerapporteerd  ledger-report  2024-09-30" in line for line in means if line.startswith("46021"))
    assert last == "4 nieuwe cijfers, 0 verbeterd, 0 ongewijzigd. Bewaard als nummer 2."
    one, other = Ledger().batches()
    assert (one.file_name, other.file_name, one.person_id) == ("akkoorden.csv", "goed.csv", other.person_id)
    assert one.person_id in People().all()


def test_a_dry_run_stores_nothing(ledger: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import-agreements", "akkoorden.csv", "--dry-run"]) == 0
    assert "Dit kan bewaard worden; met --dry-run is er niets bewaard." in capsys.readouterr().out
    assert Ledger().sequence == 0


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (
            "fout.csv",
            f"- fout.csv, rij 2, kolom 'behaald': Het getal '-5' is negatief. {WHOLE}",
        ),
        ("hoog.csv", "Er is niets bewaard: geef met --why een reden voor wat opvalt."),
        ("weg.csv", "weg.csv: dit bestand bestaat niet. Kijk de naam na."),
    ],
)
def test_what_cannot_be_stored_ends_with_code_1(
    file: str, said: str, ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import-agreements", "akkoorden.csv"]) == 0
    assert main(["import-reports", file]) == 1
    assert said in capsys.readouterr().err.splitlines()
    assert Ledger().sequence == 1


def test_a_reason_lets_through_what_stands_out(ledger: Ledger) -> None:
    assert main(["import-agreements", "akkoorden.csv"]) == 0
    assert main(["import-reports", "hoog.csv", "--why", "twee nieuwe scholen"]) == 0
    assert Ledger().batches()[-1].why == "twee nieuwe scholen"


def test_the_same_file_again_changes_nothing(ledger: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        assert main(["import-agreements", "akkoorden.csv"]) == 0
    assert "Alles staat al in het register; er is niets bewaard." in capsys.readouterr().out
    assert Ledger().sequence == 1


def test_json_says_everything_and_what_it_means(ledger: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import-agreements", "akkoorden.csv"])
    capsys.readouterr()
    assert main(["import-reports", "fout.csv", "--dry-run", "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["rows"], found["storable"], found["stored"]) == (4, False, None)
    assert [(one["code"], one["row"], one["column"]) for one in found["faults"]] == [("negative", 2, "behaald")]
    assert main(["import-reports", "goed.csv", "--dry-run", "--format", "json"]) == 0
    means = json.loads(capsys.readouterr().out)["means"]
    assert {one["action"]: one["ratio_before"] for one in means} == {2: None, 5: None, 6: None, 7: None}


def test_the_workbook_of_an_applicant_comes_in_by_the_command_too(
    ledger: Ledger, store_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["import-agreements", "akkoorden.csv"])
    Path("cijfers.dat").write_bytes(changed(Desk(store_path, ledger.folder).workbook(), filled))
    assert main(["import-reports", "cijfers.dat"]) == 0
    assert Ledger().batches()[-1].origin.value == "workbook"


def test_in_the_practice_environment_one_reports_on_an_example_agreement(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAMENLEVEN_PRACTICE", "ja")
    store = opened()
    lines = store.rows(
        "select measure_id from agreement_line join agreement using (agreement_id) "
        "where applicant_id = '46021' and project_year = 1"
    )
    rows = [f"46021;1;halfjaar;{line['measure_id']};0;;;;" for line in lines]
    Path("oefening.csv").write_text("\n".join((REPORT_HEAD, *rows, "")), encoding="utf-8")
    assert main(["import-reports", "oefening.csv"]) == 0
    assert "Bewaard als nummer 1." in capsys.readouterr().out
    assert ledger.sequence == 0  # the real one
    monkeypatch.delenv("SAMENLEVEN_PRACTICE")
    assert main(["import-reports", "oefening.csv"]) == 1
