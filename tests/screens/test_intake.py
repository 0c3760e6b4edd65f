"""*Beheer*, Invoeren: one file for everybody, checked, summed up, confirmed and only then kept; and new counts."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.requests import Request
from streamlit.testing.v1 import AppTest

from samenleven import terms
from samenleven.reporting.records import Subject
from samenleven.store.ledger import Ledger
from tests.screens.test_pages import check, open_page
from tests.store.test_taking_in import next_year, rows, written
from tests.support.intake_case import AGREED, Desk, agreed, changed, filled, reports
from tests.support.screen import headlines
from tests.support.screen import said as texts
from ui.admin import intake_counts, intake_file, intake_part, intake_routes, intake_summary
from ui.frame.form import Sent

AGREEMENTS, REPORTS = f"invoer {Subject.AGREEMENT}", f"invoer {Subject.REPORT}"
NEXT_FIGURES = reports("46021;2;jaar;call-05.1;320;;;;")


@pytest.fixture(autouse=True)
def folder(copy_of_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An administrator's own computer, with a store (new counts make it anew) and a register of its own."""
    monkeypatch.setenv("SAMENLEVEN_STORE", str(copy_of_store))
    monkeypatch.setenv("SAMENLEVEN_LAPTOP", "ja")
    monkeypatch.setenv("SAMENLEVEN_LEDGER", str(tmp_path / "boek.ledger"))
    monkeypatch.setenv("SAMENLEVEN_EXTRA", str(tmp_path / "boek.extra"))
    return tmp_path / "boek.ledger"


@pytest.fixture
def desk(copy_of_store: Path, folder: Path) -> Desk:
    """The register has one agreement."""
    return agreed(copy_of_store, folder)


def hand_in(what: str, content: str | bytes, name: str = "in.csv") -> AppTest:
    """The part is opened, and a file chosen."""
    app = open_page("beheer", deel="invoeren", invoer=what)
    key = f"invoer {intake_part.SUBJECTS[what]} bestand"
    raw = content if isinstance(content, bytes) else content.encode()
    app.file_uploader(key=key).set_value((name, raw, "application/octet-stream")).run()
    check(app)
    return app


def confirm(app: AppTest, key: str, **values: str) -> str:
    """The button is pressed; gives what stands there then."""
    app.session_state[f"{key} (formulier)"].waiting.append(Sent(intake_summary.CONFIRM, values))
    app.run()
    check(app)
    return texts(app)


def test_an_empty_register_says_where_to_begin() -> None:
    app = open_page("beheer", deel="invoeren")
    check(app)
    assert headlines(app)[0].strip().endswith("Er staat nog geen enkel akkoord in het register")
    assert "een leeg bestand (CSV)" in texts(app)


def test_agreements_and_then_reports_come_in_with_a_number(folder: Path) -> None:
    app = hand_in("akkoorden", AGREED)
    said = texts(app)
    assert "1 nieuw akkoord" in said
    assert "€ 64.000,00" in said
    assert Ledger(folder).sequence == 0
    assert "Bewaard als nummer 1," in confirm(app, AGREEMENTS)
    app = hand_in("rapporteringen", reports())
    said = texts(app)
    assert "4 nieuwe cijfers" in said
    assert "actie 5, " in said
    assert Ledger(folder).sequence == 1
    said = confirm(app, REPORTS)
    assert "Bewaard als nummer 2," in said
    assert "4 rijen uit in.csv" in said
    assert "In het register staan 1 akkoord en 4 cijfers" in said
    one = Ledger(folder).batches()[-1]
    assert (one.file_name, one.person_id, one.origin.value) == ("in.csv", "laptop", "csv")


def test_who_may_no_longer_when_confirming_keeps_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = hand_in("akkoorden", AGREED)
    monkeypatch.delenv("SAMENLEVEN_LAPTOP")
    said = confirm(app, AGREEMENTS)
    assert "Bewaard als nummer" not in said
    assert "1 nieuw akkoord" not in said
    assert Ledger(folder).sequence == 0


def test_of_a_file_with_one_fault_nothing_is_kept_and_its_place_is_named(desk: Desk, folder: Path) -> None:
    said = texts(hand_in("rapporteringen", reports("46021;2;jaar;call-05.1;-5;;;;"), "cijfers.csv"))
    assert intake_file.NOTHING in said
    assert "cijfers.csv, rij 2, kolom 'behaald': Het getal '-5' is negatief." in said
    assert "Bevestigen" not in said
    said = texts(hand_in("rapporteringen", b"PK\x03\x04 geen werkmap", "cijfers.xlsx"))
    assert intake_file.NOTHING in said
    assert "cijfers.xlsx: " in said
    assert Ledger(folder).sequence == 1


def test_a_workbook_names_sheet_row_and_column(desk: Desk) -> None:
    def wrong(sheet: object) -> None:
        filled(sheet)
        sheet["I10"] = "veel"  # type: ignore[index]

    said = texts(hand_in("rapporteringen", changed(desk.workbook(), wrong), "sint.xlsx"))
    assert "sint.xlsx, blad 'Rapportering', rij 10, kolom I (behaald): 'veel' is geen getal." in said


def test_a_correction_asks_why_and_what_is_the_same_says_so(desk: Desk, folder: Path) -> None:
    desk.keep(desk.check(reports()))
    assert "staat al in het register" in texts(hand_in("rapporteringen", reports()))
    app = hand_in("rapporteringen", NEXT_FIGURES)
    said = texts(app)
    assert "1 verbetering" in said
    assert "3 daarvan staan er al zo" in said
    assert intake_file.MISSING in confirm(app, REPORTS, reden=" ")
    assert Ledger(folder).sequence == 2
    assert "Bewaard als nummer 3," in confirm(app, REPORTS, reden="Hertelling")
    assert Ledger(folder).batches()[-1].why == "Hertelling"


def test_who_is_second_is_told_and_confirms_what_stands_there_then(desk: Desk, folder: Path) -> None:
    app = hand_in("rapporteringen", reports())
    desk.keep(desk.check(NEXT_FIGURES))
    said = confirm(app, REPORTS)
    assert "Bewaard als" not in said
    assert "1 verbetering" in said
    assert Ledger(folder).sequence == 2
    assert "Bewaard als nummer 3," in confirm(app, REPORTS, reden="De eerste telling was juist")


@pytest.mark.long
@pytest.mark.parametrize("practising", ["nee", "ja"])
def test_what_is_handed_out_comes_back_unchanged(
    practising: str, store_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMENLEVEN_PRACTICE", practising)
    desk = Desk(store_path, folder.with_name("oefen-boek.ledger") if practising == "ja" else folder)
    desk.keep(desk.check(AGREED, Subject.AGREEMENT, why="voor de test"))
    desk.keep(desk.check(reports()))
    for subject, count in ((Subject.AGREEMENT, 1), (Subject.REPORT, 4)):
        content = download(intake_routes.NAMES[subject], intake_routes.NOW)
        assert (terms.PRACTICE in content) == (practising == "ja")
        found = desk.check(content, subject)
        assert [str(one) for one in found.faults] == []
        assert (found.new, found.corrected, found.unchanged) == (0, 0, count)
        empty = download(intake_routes.NAMES[subject], intake_routes.EMPTY)
        assert empty.splitlines() == content.splitlines()[:1]


def download(name: str, which: str) -> str:
    made = intake_routes.made(request(), f"{name}-{which}")
    assert made is not None
    return made.content.decode("utf-8-sig")


def request() -> Request:
    return Request({"type": "http", "path": "/", "headers": []})


def test_the_files_are_only_for_who_may_hand_one_in(monkeypatch: pytest.MonkeyPatch) -> None:
    assert intake_routes.made(request(), "akkoorden-alles") is None
    monkeypatch.delenv("SAMENLEVEN_LAPTOP")
    assert intake_routes.made(request(), f"akkoorden-{intake_routes.NOW}") is None


def open_counts(*files: tuple[str, bytes]) -> AppTest:
    app = open_page("beheer", deel="invoeren", invoer=intake_part.COUNTS)
    for at, (name, content) in enumerate(files, 1):
        app.file_uploader(key=f"{intake_counts.KEY} {at}").set_value((name, content, "text/csv"))
    app.run()
    check(app)
    return app


@pytest.mark.long
def test_next_years_counts_say_what_they_mean_before_they_are_kept(folder: Path) -> None:
    """10.000 more in Zele lift it above the threshold; nothing is there until somebody confirms."""
    app = open_counts(*next_year("42028", 10_000).items())
    said = texts(app)
    assert "1.595 nieuwe rijen" in said
    assert "veranderde rij" not in said
    assert "Nu kunnen 28 gemeenten alleen indienen (telling van 1 januari 2024)" in said
    assert "Daarna kunnen 29 gemeenten alleen indienen (telling van 1 januari 2025)" in said
    assert not (folder.with_name("boek.extra")).exists()


@pytest.mark.long
def test_a_published_figure_that_changes_asks_why_and_comes_in_with_a_number(folder: Path) -> None:
    figure = rows("published/published_figure")[0]
    app = open_counts(("cijfers.csv", written([figure | {"value": str(int(figure["value"]) + 1)}])))
    said = texts(app)
    assert "1 veranderde rij" in said
    assert "Daaraan verandert niets" in said
    assert intake_counts.MISSING in confirm(app, intake_counts.KEY)
    assert Ledger(folder).sequence == 0
    assert "Bewaard als nummer 1," in confirm(app, intake_counts.KEY, reden="Nieuwe publicatie")
    (batch,) = Ledger(folder).batches()
    assert (batch.why, batch.file_name) == ("Nieuwe publicatie", "cijfers.csv")


def test_a_file_that_has_no_such_figures_is_refused_by_its_head(folder: Path) -> None:
    said = texts(open_counts(("cijfers.csv", b"naam,getal\nZele,1\n")))
    assert intake_counts.NOTHING in said
    assert "cijfers.csv, rij 1: De kop 'naam,getal' hoort bij geen cijfers die hier ingelezen worden." in said
    assert not folder.with_name("boek.extra").exists()
