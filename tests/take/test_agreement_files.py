"""The printed agreement, as PDF and as Word: every figure is the store's, and what is made up says so on every page."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

import docx
import pikepdf
import pypdfium2
import pytest
from docx.oxml.ns import qn

from samenleven import dutch
from samenleven.figures import Kind
from samenleven.store import Current, agreements
from samenleven.store.agreements import Known
from samenleven.store.ledger import Ledger
from tests.support import find_office
from tests.support.ledger import agreed
from ui.agreement import agreement_contents, agreement_pdf, agreement_word
from ui.agreement.agreement_contents import EXAMPLE, paper
from ui.filters.address import Address
from ui.reading import cached, reads
from ui.take.makers import Made

pytestmark = pytest.mark.usefixtures("store_path")

ASKED = [("46021", "1"), ("46021", "3"), ("42006", "2"), ("04000", "3"), ("de-rand", "2")]
"""A municipality in two years, a cooperation, Brussels, and who has no NIS code."""


def at(authority_id: str, year: str) -> Address:
    return Address("gemeente", (("nis", authority_id), ("jaar", year)))


@cache
def file(make: Callable[[Address, str], Made | None], authority_id: str, year: str) -> bytes:
    found = make(at(authority_id, year), "")
    assert found is not None
    return found.content


def known(authority_id: str, year: str) -> Known:
    found = agreements.agreement(cached.open_store(), authority_id, int(year))
    assert found is not None
    return found


def word_tables(content: bytes) -> list[list[list[str]]]:
    document = docx.Document(io.BytesIO(content))
    return [[[_bare(cell.text) for cell in row.cells] for row in table.rows] for table in document.tables]


def pdf_text(content: bytes) -> str:
    pages = (page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content))
    return _bare(" ".join(pages).replace("\ufffe", ""))


def _bare(text: str) -> str:
    """Without spaces: where a line breaks is no part of what is said."""
    return re.sub(r"\s+", "", text)


def rows_of(one: Known) -> list[tuple[str, ...]]:
    """What each line of an agreement comes to in words, straight from the store: its reach and its money."""
    return [
        (
            *map(dutch.number, (line.baseline_reach, line.planned_reach, line.baseline_reach + line.planned_reach)),
            *(dutch.euro(money, cents=True) for money in (line.grant_eur, line.own_share_eur)),
        )
        for line in one.agreement.lines
    ]


@pytest.mark.parametrize(("authority_id", "year"), ASKED)
def test_every_figure_in_the_word_file_is_that_of_the_store(authority_id: str, year: str) -> None:
    one, tables = known(authority_id, year), word_tables(file(agreement_word.make, authority_id, year))
    reach = next(rows for rows in tables if rows[0][0] == "Prioriteit")
    money = next(rows for rows in tables if rows[0][-1] == "Eigeninbreng")
    said = [(*line[4:7], *paid[2:]) for line, paid in zip(reach[1:], money[1:-2], strict=True)]
    assert said == [tuple(map(_bare, row)) for row in rows_of(one)]
    assert [int(line[0]) for line in reach[1:]] == [line.priority for line in one.agreement.lines]
    grant = sum((line.grant_eur for line in one.agreement.lines), Decimal(0))
    own = sum((line.own_share_eur for line in one.agreement.lines), Decimal(0))
    whole = _bare(dutch.euro(grant + one.agreement.incentive_eur, cents=True))
    assert money[-2][2] == _bare(dutch.euro(one.agreement.incentive_eur, cents=True))
    assert money[-1] == ["Samen", "", whole, _bare(dutch.euro(own, cents=True))]
    paid = next(rows for rows in tables if rows[0] == ["Deel", "Aandeel", "Bedrag"])
    parts = [Decimal(row[2][1:].replace(".", "").replace(",", ".")) for row in paid[1:]]
    assert parts[0] + parts[1] == parts[2] == grant + one.agreement.incentive_eur
    assert parts[0] == (parts[2] * Decimal("0.8")).quantize(Decimal("0.01"))


@pytest.mark.parametrize(("authority_id", "year"), ASKED)
def test_every_figure_in_the_pdf_is_that_of_the_store(authority_id: str, year: str) -> None:
    """The rows of the file: its reach and half-way reach beside each other, its money beside each other."""
    one, text = known(authority_id, year), pdf_text(file(agreement_pdf.make, authority_id, year))
    for there, extra, target, grant, own in rows_of(one):
        assert _bare(f"{there} {extra} {target}") in text
        assert _bare(f"{grant} {own}") in text


@pytest.mark.parametrize(("authority_id", "year"), ASKED)
def test_both_say_every_party_and_day_and_sentence(authority_id: str, year: str) -> None:
    found = paper(at(authority_id, year))
    assert found is not None
    document = docx.Document(io.BytesIO(file(agreement_word.make, authority_id, year)))
    word = _bare(" ".join(text.text or "" for text in document.element.body.iter(qn("w:t"))))
    printed = pdf_text(file(agreement_pdf.make, authority_id, year))
    names = dict(zip(reads.authorities()["authority_id"], reads.authorities()["name"], strict=True))
    one = known(authority_id, year)
    said = [found.title, found.lede, *(names[code] for code in (authority_id, *one.agreement.members))]
    said += [one.agreement.cooperation or "", dutch.day(one.agreement.awarded_on)]
    for section in found.sections:
        cells = (cell for row in section.grid.rows for cell in row) if section.grid else ()
        said += [section.title, *section.text, *cells]
    for sentence in said:
        assert _bare(sentence) in word, sentence
        assert _bare(sentence.replace("▨", "")) in printed.replace("▨", ""), sentence


def test_an_example_says_so_on_every_page_of_both() -> None:
    for page in pypdfium2.PdfDocument(file(agreement_pdf.make, "46021", "1")):
        assert page.get_textpage().get_text_bounded().count(EXAMPLE) >= 2  # across the page, and at its foot
    document = docx.Document(io.BytesIO(file(agreement_word.make, "46021", "1")))
    header = document.sections[0].header
    assert header.paragraphs[0].text.startswith(EXAMPLE)
    assert f'string="{EXAMPLE}"' in header._element.xml
    assert any(one.text == agreement_contents.MADE_UP for one in document.paragraphs)


def test_a_real_agreement_says_no_such_word_its_version_and_leaves_room_to_sign(
    store_path: Path, tmp_path: Path
) -> None:
    """The second version of a real agreement, in place of the example."""
    real = Ledger(tmp_path / "samenleven.ledger")
    agreed(real)
    agreed(real, now=datetime(2022, 10, 3, 7, 30, tzinfo=UTC))
    with cached.using(Current(store_path, ledger=real).get().store):
        _looks_real()


def _looks_real() -> None:
    one = known("46021", "1")
    assert (one.kind, one.version, len(one.agreement.lines)) == (Kind.OFFICIAL, 2, 1)
    for make in (agreement_pdf.make, agreement_word.make):
        found = make(at("46021", "1"), "")
        assert found is not None
        if make is agreement_pdf.make:
            text = pdf_text(found.content)
        else:
            document = docx.Document(io.BytesIO(found.content))
            body = " ".join(one.text or "" for one in document.element.body.iter(qn("w:t")))
            text = _bare(body + document.sections[0].header._element.xml)
        assert EXAMPLE not in text
        assert _bare("versie 2, bewaard op 3 oktober 2022 om 9.30 uur") in text
        assert _bare("€ 12.000,00") in text
        assert "Handtekening" in text


def test_the_pdf_is_tagged_for_who_has_it_read_aloud() -> None:
    with pikepdf.open(io.BytesIO(file(agreement_pdf.make, "42006", "2"))) as opened, opened.open_metadata() as meta:
        assert meta["pdfuaid:part"] == "1"
        assert meta["dc:title"] == "Samenwerkingsakkoord Dendermonde, projectjaar 2"
        assert str(opened.Root.Lang) == "nl-BE"
        tags = [str(one.S) for one in opened.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one]
        assert tags.count("/H1") == 1
        assert tags.count("/H2") == 7
        assert tags.count("/Table") >= 6
        assert tags.count("/TH") >= 2 * tags.count("/Table")


def test_the_word_file_has_styles_headings_alternatives_language_and_page_numbers() -> None:
    document = docx.Document(io.BytesIO(file(agreement_word.make, "42006", "2")))
    assert document.core_properties.language == "nl-BE"
    assert document.core_properties.title == "Samenwerkingsakkoord Dendermonde, projectjaar 2"
    languages = {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"nl-BE"}
    names = [one.style.name for one in document.paragraphs if one.style]
    assert names.count("Title") == 1
    assert names.count("Heading 1") == 7
    for table in document.tables:
        assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
        for tag in ("tblCaption", "tblDescription"):
            assert table._tbl.tblPr.xpath(f"./w:{tag}/@w:val")[0]
    fields = document.sections[0].footer._element.xpath(".//w:fldSimple/@w:instr")
    assert fields == ["PAGE", "NUMPAGES"]


def test_the_same_agreement_gives_the_same_file() -> None:
    for make in (agreement_pdf.make, agreement_word.make):
        assert make(at("42006", "2"), "") == make(at("42006", "2"), "")


def test_there_is_no_file_without_an_agreement() -> None:
    """Who takes part in nothing, and everybody where only official figures count."""
    for values in (
        (("nis", "73109"),),
        (("nis", "46021"), ("cijfers", "officieel")),
        (("nis", "99999x"), ("cijfers", "officieel")),
    ):
        for make in (agreement_pdf.make, agreement_word.make):
            assert make(Address("gemeente", values), "") is None


def test_a_member_gets_the_agreement_of_its_applicant() -> None:
    of_member, of_lead = paper(at("42004", "2")), paper(at("42006", "2"))
    assert of_member == of_lead
    assert of_lead is not None


@pytest.mark.long
def test_another_program_opens_the_word_file_and_keeps_its_pages(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("word") / "akkoord.docx"
    path.write_bytes(file(agreement_word.make, "46021", "1"))
    opened = find_office.convert(path, "pdf")
    text = pdf_text(opened.read_bytes())
    pages = len(pypdfium2.PdfDocument(opened.read_bytes()))
    assert f"pagina{pages}van{pages}" in text
    for there, extra, target, grant, own in rows_of(known("46021", "1")):
        assert _bare(f"{there} {extra} {target}") in text
        assert _bare(f"{grant} {own}") in text
