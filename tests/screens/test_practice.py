"""The practice environment: a ledger of its own, example agreements that count, and a warning on all that comes out."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import docx
import openpyxl
import pptx
import pypdfium2
import pytest
from starlette.requests import Request

from samenleven import terms
from samenleven.errors import LedgerError
from samenleven.findings.followup import Mail
from samenleven.reporting.rights import NOBODY
from samenleven.store import Current, paths
from samenleven.store.ledger import Ledger, state
from tests.support.ledger import AGENCY, agreed, report, reported
from ui.admin import trail_part
from ui.agreement import agreement_pdf, agreement_word
from ui.embed import embed_page
from ui.figure import forms
from ui.filters.address import Address
from ui.followup import followup_routes, followup_tasks
from ui.frame import top
from ui.login.person import Here
from ui.look import practice
from ui.presentation import deck
from ui.reading import cached
from ui.reporting import reporting_files
from ui.slide_files import pptx_deck, slides_pdf
from ui.take import report as place_report
from ui.take import typeset, workbook
from ui.take.makers import Made

PLACE = Address("gemeente", (("nis", "46021"), ("jaar", "1")))


@pytest.fixture
def practising(store_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    """A practice environment of its own on the store of all tests."""
    monkeypatch.setenv("SAMENLEVEN_LEDGER", str(tmp_path / "samenleven.ledger"))
    monkeypatch.setenv("SAMENLEVEN_PRACTICE", "ja")
    typeset.look.cache_clear()
    ledger = Ledger()
    with cached.using(Current(store_path, ledger=ledger).get().store):
        yield ledger
    typeset.look.cache_clear()


def test_it_has_a_ledger_of_its_own(practising: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert practising.folder == tmp_path / "oefen-samenleven.ledger"
    monkeypatch.delenv("SAMENLEVEN_PRACTICE")
    assert paths.ledger_path() == tmp_path / "samenleven.ledger"
    assert practice.says() == ""


def test_example_agreements_count_as_real_ones_from_a_source_that_says_what_they_are(practising: Ledger) -> None:
    store = cached.open_store()
    assert state.taking_part(store, "46021", 1) == {"46021"}
    rows = store.rows("select distinct kind, source_id from agreement")
    assert rows == [{"kind": "official", "source_id": "ledger-practice"}]
    title = store.rows("select title from source where source_id = 'ledger-practice'")
    assert title == [{"title": terms.PRACTICE}]


def test_what_is_handed_in_here_never_looks_like_a_real_figure(practising: Ledger, store_path: Path) -> None:
    """A report on an example agreement, and an agreement: both from the source that says so."""
    agreed(practising, "42028")
    reported(practising, report(250), person=AGENCY)
    store = Current(store_path, ledger=practising).get().store
    sources = "select distinct source_id from latest_report where kind <> 'example'"
    assert store.rows(sources) == [{"source_id": "ledger-practice"}]
    assert store.rows("select source_id from agreement where applicant_id = '42028' and project_year = 1") == [
        {"source_id": "ledger-practice"}
    ]


def test_a_practice_ledger_is_refused_where_figures_are_real(
    practising: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreed(practising)
    monkeypatch.delenv("SAMENLEVEN_PRACTICE")
    with pytest.raises(LedgerError, match="komt uit de oefenomgeving en telt hier niet"):
        Ledger(practising.folder).batches()


def test_a_real_ledger_is_refused_in_the_practice_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    agreed(Ledger(tmp_path / "echt.ledger"))
    monkeypatch.setenv("SAMENLEVEN_PRACTICE", "ja")
    with pytest.raises(LedgerError, match="komt uit een echt register en telt hier niet"):
        Ledger(tmp_path / "echt.ledger").batches()


def pdf_pages(content: bytes) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content)]


@pytest.mark.parametrize("make", [place_report.make, agreement_pdf.make])
def test_every_page_of_a_pdf_says_so(make: Callable[[Address, str], Made | None], practising: Ledger) -> None:
    found = make(PLACE, "http://dashboard")
    assert found is not None
    pages = pdf_pages(found.content)
    assert [practice.says() in page for page in pages] == [True] * len(pages)


def test_every_slide_says_so(practising: Ledger) -> None:
    slides = deck.slides(Address("presentatie", ()))[:2]
    pages = pdf_pages(slides_pdf.pdf(slides))
    assert len(pages) >= 2
    assert all(practice.says() in page for page in pages)
    content = pptx_deck.deck(slides)

    for slide in pptx.Presentation(io.BytesIO(content)).slides:
        assert any(practice.says() in shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def test_word_and_excel_say_so(practising: Ledger) -> None:
    word = agreement_word.make(PLACE, "")
    assert word is not None
    header = docx.Document(io.BytesIO(word.content)).sections[0].header
    assert practice.says() in header.paragraphs[0].text
    book = workbook.make(PLACE, "http://dashboard")
    assert book is not None
    for sheet in openpyxl.load_workbook(io.BytesIO(book.content)).worksheets:
        assert practice.says() in (sheet.oddFooter.center.text or "")
        assert any(practice.says() in str(cell.value) for row in sheet.iter_rows(max_row=4) for cell in row)


def test_screens_embeds_and_csv_say_so(practising: Ledger) -> None:
    assert practice.says() in top.html(PLACE, Here(NOBODY))
    shown = embed_page.page("gemeente-geld", "nis=46021&jaar=1")
    assert shown is not None
    assert practice.says() in shown
    whole = embed_page.page("gemeente", "nis=46021&jaar=1")
    assert whole is not None
    assert practice.says() in whole
    rows = bytes(forms.answer("gemeente-geld", "csv", "nis=46021&jaar=1").body).decode("utf-8-sig").splitlines()
    assert all(practice.says() in row for row in rows[1:])
    assert len(rows) > 1


def test_what_the_agency_sends_and_hands_out_says_so(practising: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reminders, the calendar, the data of the letters, the audit trail, and the workbook of an applicant."""
    monkeypatch.setenv("SAMENLEVEN_LAPTOP", "ja")
    said = practice.says()
    mail = followup_tasks.mail(Mail("Herinnering", "Beste collega"), "tekst")
    assert f"<b>{said} · Herinnering</b>" in mail
    assert f"readonly>{said}\n\nBeste collega" in mail
    assert f"body={quote(said)}" in mail
    calendar = followup_routes.make()
    assert calendar is not None
    days = calendar.content.decode().replace("\r\n ", "").split("BEGIN:VEVENT")[1:]
    assert days
    assert all(f"DESCRIPTION:{said}" in day for day in days)
    letters = forms.answer("opvolging-brieven", "csv", "jaar=1", lambda: AGENCY)
    rows = bytes(letters.body).decode("utf-8-sig").splitlines()
    assert len(rows) > 1
    assert all(row.endswith(f",{said}") for row in rows[1:])
    reported(practising, report(250), person=AGENCY)
    trail = trail_part.answer(Request({"type": "http", "path": "/", "query_string": b"vorm=csv", "headers": []}))
    assert all(row.endswith(f",{said}") for row in bytes(trail.body).decode().splitlines()[1:])
    own = reporting_files.made(Request({"type": "http", "path": "/", "headers": []}), "46021", 1, "jaar")
    assert own is not None
    sheet = openpyxl.load_workbook(io.BytesIO(own.content))["Rapportering"]
    assert sheet["A5"].value == sheet.oddFooter.center.text == said


def test_nothing_says_so_elsewhere(store_path: Path) -> None:
    assert practice.says() == ""
    assert terms.PRACTICE not in top.html(PLACE, Here(NOBODY))
    found = agreement_pdf.make(PLACE, "")
    assert found is not None
    assert not any(terms.PRACTICE in page for page in pdf_pages(found.content))
