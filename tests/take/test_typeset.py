"""Pages and pictures through typst: values stay values, the file says what it is, and a picture shows the drawing."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import typst

from ui.take import typeset

DAY = date(2026, 11, 30)
TEMPLATE = """#import "/shared.typ": *
#let d = json("/values.json")
#show: document-of.with(d.title, watermark: d.watermark)
= #d.title
#d.text ● ◆ ≈ ▨ ✔ ▼
"""
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 5"><rect width="10" height="5" fill="#C8501E"/></svg>'


def made(tmp_path: Path, text: str, *, more: str = "", watermark: str | None = None) -> bytes:
    template = tmp_path / "page.typ"
    template.write_text(TEMPLATE + more, encoding="utf-8")
    values = {"title": "Proef", "text": text, "watermark": watermark}
    return typeset.pdf(template, values, {"drawing.svg": SQUARE}, made=DAY)


def words(content: bytes) -> str:
    return "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content))


@pytest.mark.parametrize(
    "text", ['#panic("x")', "$x$ *vet* _schuin_ <a> @b", "// weg", "Ž’ğ “”", '#read("/look.json")']
)
def test_a_value_is_never_read_as_markup(tmp_path: Path, text: str) -> None:
    assert text in words(made(tmp_path, text))


def test_a_file_says_its_language_its_title_and_that_it_is_for_everybody(tmp_path: Path) -> None:
    content = made(tmp_path, "tekst")
    with pikepdf.open(io.BytesIO(content)) as file, file.open_metadata() as meta:
        assert str(file.Root.Lang) == "nl-BE"
        assert "/StructTreeRoot" in file.Root
        assert (meta["pdfuaid:part"], meta["dc:title"]) == ("1", "Proef")
    assert made(tmp_path, "tekst") == content


def test_the_watermark_stands_under_the_page_and_not_in_what_is_read_aloud(tmp_path: Path) -> None:
    marked = words(made(tmp_path, "tekst", watermark="voorbeeldcijfers"))
    assert "voorbeeldcijfers" in marked
    assert "voorbeeldcijfers" not in words(made(tmp_path, "tekst"))


def test_a_drawing_without_words_for_who_does_not_see_it_is_refused(tmp_path: Path) -> None:
    with pytest.raises(typst.TypstError, match="alt"):
        made(tmp_path, "tekst", more='#image("/drawing.svg")')
    assert made(tmp_path, "tekst", more='#image("/drawing.svg", alt: "een vierkant")')


@pytest.mark.parametrize("name", ["/etc/hostname", "../../pyproject.toml", "@preview/cetz:0.3.0"])
def test_a_template_reads_nothing_of_the_machine(tmp_path: Path, name: str) -> None:
    with pytest.raises(typst.TypstError):
        made(tmp_path, "tekst", more=f'#read("{name}")')


def test_a_drawing_becomes_a_picture_of_the_asked_width() -> None:
    picture = typeset.png(SQUARE, 640)
    assert picture[:4] == b"\x89PNG"
    assert [int.from_bytes(picture[at : at + 4], "big") for at in (16, 20)] == [640, 320]


def test_two_documents_at_once_do_not_mix(tmp_path: Path) -> None:
    texts = [f"tekst {number}" for number in range(8)]
    rooms = [tmp_path / str(number) for number in range(8)]
    for room in rooms:
        room.mkdir()
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(made, rooms, texts))
    assert all(text in words(content) for text, content in zip(texts, found, strict=True))
