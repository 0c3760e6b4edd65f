"""The slides as files, read back: the numbers of the store in charts to edit, real placeholders, tags, and marks."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml.ns import qn
from pptx.util import Emu

from samenleven.catalogue import Family
from samenleven.figures import Shown
from ui.filters.address import Address
from ui.presentation import chosen, deck, making
from ui.presentation.slide import Bars, Dots, Lines, Listed, Maps, Nothing, Series, Slide
from ui.reading import reads
from ui.slide_files import pptx_charts, pptx_deck, pptx_layout, slide_routes, slide_words, slides_pdf

pytestmark = pytest.mark.usefixtures("store_path")
SETS = ("", "nis=42006", "nis=44021&jaar=1", "cijfers=officieel", "dias=geen", "nis=04000")
FORTY = ",".join(f"{code}~jaar~{year}" for year in (1, 2) for code in ("stand", "doelen", "gemeente", "budget") * 5)


def slides(query: str = "") -> tuple[Slide, ...]:
    values = tuple(tuple(one.split("=", 1)) for one in query.split("&") if one)
    return deck.slides(Address(chosen.SCREEN, values))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def sets(store_path: Path) -> dict[str, tuple[tuple[Slide, ...], bytes]]:
    """Sets of slides with their presentation, each made once."""
    found = {query: slides(query) for query in SETS}
    return {query: (some, pptx_deck.deck(some)) for query, some in found.items()}


def opened(content: bytes) -> Any:
    return Presentation(io.BytesIO(content))


def pairs(sets: dict[str, tuple[tuple[Slide, ...], bytes]]) -> list[tuple[Slide, Any]]:
    """Every slide with what became of it; the figures of a map have a slide of their own after it."""
    found = []
    for some, content in sets.values():
        made = {
            slide.notes_slide.notes_text_frame.text: slide for slide in opened(content).slides if slide.has_notes_slide
        }
        found += [(one, made["\n".join(one.notes)]) for one in some]
    return found


def chart_of(slide: Any) -> Any:
    return next(shape.chart for shape in slide.shapes if shape.has_chart)


def values(chart: Any) -> dict[str, list[float | None]]:
    return {series.name: list(series.values) for series in chart.plots[0].series}


def test_charts_hold_the_very_numbers_of_the_slide(sets: dict[str, tuple[tuple[Slide, ...], bytes]]) -> None:
    kinds = set()
    for one, slide in pairs(sets):
        chart = one.chart
        if isinstance(chart, Bars):
            assert values(chart_of(slide)) == {chart.series: [bar.value for bar in chart.bars]}
            assert all(
                bar.name in said for bar, said in zip(chart.bars, chart_of(slide).plots[0].categories, strict=True)
            )
        elif isinstance(chart, Dots):
            found = values(chart_of(slide))
            for place, name in enumerate(chart.series):
                assert found[name] == [row.dots[place].value for row in chart.rows]
        elif isinstance(chart, Lines):
            assert values(chart_of(slide)) == {line.name: list(line.values) for line in chart.series}
        else:
            assert not any(shape.has_chart for shape in slide.shapes)
        kinds.add(type(chart))
    assert kinds >= {Bars, Dots, Maps, Listed, Nothing}


def test_the_numbers_are_those_of_the_store(sets: dict[str, tuple[tuple[Slide, ...], bytes]]) -> None:
    """What was not reached in the year, without the way over the slide."""
    [slide] = [made for one, made in pairs({"": sets[""]}) if one.code == "doelen"]
    year = int(next(one for one in sets[""][0] if one.code == "doelen").values["jaar"])
    rows = making.missed([row for row in reads.attainment(year, Shown.EXAMPLE) if row.family is Family.CALL])
    assert rows
    [found] = values(chart_of(slide)).values()
    assert found == [float(row.ratio) for row in rows[: making.MOST_BARS] if row.ratio is not None]


def test_lines_are_lines() -> None:
    own, other = Series("Gent", (0.1, None), "10 %", marked=True), Series("Vlaanderen", (0.2, 0.3), "30 %")
    line = Lines(("2015", "2016"), (own, other), "%")
    made = pptx_layout.empty()
    slide = pptx_layout.add(made, example=False)
    pptx_charts.lines(slide, line, pptx_layout.BODY, "twee lijnen")
    assert values(chart_of(slide)) == {"Gent": [0.1, None], "Vlaanderen": [0.2, 0.3]}
    assert "<svg" in slides_pdf._lines(line)


def test_a_program_writes_the_numbers_as_its_reader_does(sets: dict[str, tuple[tuple[Slide, ...], bytes]]) -> None:
    for _, slide in pairs(sets):
        for shape in slide.shapes:
            if shape.has_chart:
                space = shape.chart._chartSpace
                codes = {one.get("formatCode") for one in space.iter(qn("c:numFmt"))}
                codes |= {one.text for one in space.iter(qn("c:formatCode"))}
                known = {*pptx_charts.FORMATS.values(), *pptx_charts.AXES.values(), pptx_charts.COUNT, "General"}
                assert codes <= known


def test_every_slide_can_be_read_aloud(sets: dict[str, tuple[tuple[Slide, ...], bytes]]) -> None:
    """A title in its placeholder, first; a text for every picture and chart; the foot last; all of it in Dutch."""
    for query, (some, content) in sets.items():
        made = opened(content)
        assert (made.slide_width, made.slide_height) == (pptx_layout.WIDTH, pptx_layout.HEIGHT)
        assert made.core_properties.language == "nl-BE"
        assert made.core_properties.title
        for slide in made.slides:
            shapes = list(slide.shapes)
            assert shapes[0] == slide.shapes.title, query
            assert slide.shapes.title.text.strip()
            kinds = [one.placeholder_format.type for one in shapes[-2:]]
            assert kinds == [PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER]
            for shape in shapes:
                if not shape.is_placeholder and not shape.has_text_frame:
                    said = shape._element.xpath(".//p:cNvPr")[0].get("descr")
                    assert len(said) > 10, (query, shape.name)
                inside = shape.left is None or (
                    0 <= shape.left <= shape.left + shape.width <= made.slide_width
                    and 0 <= shape.top <= shape.top + shape.height <= made.slide_height
                )
                assert inside, (query, shape.name)
            trees = [slide.element, *(shape.chart._chartSpace for shape in shapes if shape.has_chart)]
            trees += [slide.notes_slide.element] if slide.has_notes_slide else []
            for tree in trees:
                for run in tree.iter(qn("a:r")):
                    assert run.find(qn("a:rPr")).get("lang") == "nl-BE"
        assert len(some) <= len(made.slides) or query == "dias=geen"


def test_what_is_made_up_says_so_and_the_rest_does_not(sets: dict[str, tuple[tuple[Slide, ...], bytes]]) -> None:
    seen = set()
    for one, slide in pairs(sets):
        wanted = pptx_layout.OF_EXAMPLES if one.example else pptx_layout.PLAIN
        assert slide.slide_layout.name == wanted
        marked = pptx_layout.WATERMARK in serialize_part_xml(slide.slide_layout.element).decode()
        assert marked == one.example
        foot = pptx_layout.placeholder(slide, pptx_layout.FOOTER).text
        assert ("voorbeeld" in foot) == one.example or not one.kinds
        if isinstance(one.chart, Bars):
            hatched = len(chart_of(slide)._chartSpace.findall(f".//{qn('a:pattFill')}"))
            assert hatched == sum(bar.example for bar in one.chart.bars)
        seen.add(one.example)
    assert seen == {True, False}


def test_a_map_comes_as_a_picture_with_its_figures(sets: dict[str, tuple[tuple[Slide, ...], bytes]]) -> None:
    made = list(opened(sets[""][1]).slides)
    at = next(place for place, slide in enumerate(made) if any(shape.name == "Kaart" for shape in slide.shapes))
    table = next(shape.table for shape in made[at + 1].shapes if shape.has_table)
    one = next(found for found in sets[""][0] if found.code == "kaart")
    cells = slide_words.cells(one, 5)
    assert tuple(cell.text for cell in table.rows[0].cells) == cells.heads
    for place, row in enumerate(cells.rows, 1):
        assert tuple(cell.text for cell in table.rows[place].cells) == row


def test_without_any_slide_the_files_say_so(sets: dict[str, tuple[tuple[Slide, ...], bytes]]) -> None:
    some, content = sets["dias=geen"]
    assert some == ()
    [slide] = opened(content).slides
    assert slide.shapes.title.text == slide_words.NOTHING
    [page] = pypdfium2.PdfDocument(slides_pdf.pdf(()))
    assert slide_words.NOTHING in page.get_textpage().get_text_bounded()


def test_forty_slides_are_forty_slides() -> None:
    forty = slides(f"dias={FORTY}")
    assert len(forty) == 40
    assert len(opened(pptx_deck.deck(forty)).slides) == 40
    assert len(pypdfium2.PdfDocument(slides_pdf.pdf(forty))) == 40


@pytest.mark.parametrize("query", SETS)
def test_a_pdf_has_a_tagged_page_for_every_slide(query: str) -> None:
    some = slides(query)
    content = slides_pdf.pdf(some)
    pages = pypdfium2.PdfDocument(content)
    assert len(pages) == max(1, len(some))
    for one, page in zip(some, pages, strict=False):
        text = " ".join(page.get_textpage().get_text_bounded().split())
        assert one.title.split()[0] in text
        assert (pptx_layout.WATERMARK in text) == one.example
        if one.sources:
            assert "Bron: " in text
        assert round(page.get_width() / page.get_height(), 2) == 1.78
    with pikepdf.open(io.BytesIO(content)) as file:
        assert str(file.Root.Lang).lower().startswith("nl")
        assert bool(file.Root.MarkInfo.Marked)
        assert "pdfuaid" in file.Root.Metadata.read_bytes().decode()


def test_the_files_of_an_address(store_path: Path) -> None:
    for name, (_, media_type, _) in slide_routes.FILES.items():
        for query in ("dias=bronnen", "dias=zomaar,geen&jaar=9&nis=<b>", "&&=="):
            found = slide_routes.made(name, query)
            assert found.media_type == media_type
            assert found.file_name.startswith("plan-samenleven-dias-20")
            assert len(found.content) > 1_000
    links = slide_routes.buttons(Address(chosen.SCREEN, (("dias", "stand,kaart"), ("jaar", "2"))))
    for name in slide_routes.FILES:
        assert f'href="/{name}?dias=stand%2Ckaart&amp;jaar=2"' in links
    assert links.count("data-make") == 2


def test_without_data_the_files_say_so(empty_store_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMENLEVEN_STORE", str(empty_store_path))
    [slide] = opened(slide_routes.made(slide_routes.POWERPOINT, "").content).slides
    assert slide.shapes.title.text == slide_words.NOTHING
    assert slide_routes.made(slide_routes.PDF, "").content.startswith(b"%PDF")


@pytest.mark.long
def test_libreoffice_opens_the_presentation_and_cuts_nothing(
    sets: dict[str, tuple[tuple[Slide, ...], bytes]], tmp_path: Path
) -> None:
    """Every slide is a page, every title stands on it whole, and no letter lies outside."""
    program = shutil.which("soffice")
    assert program, "LibreOffice ontbreekt: apt-get install libreoffice-impress-nogui"
    for place, (some, content) in enumerate(sets.values()):
        file = tmp_path / f"{place}.pptx"
        file.write_bytes(content)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        pages = pypdfium2.PdfDocument(file.with_suffix(".pdf").read_bytes())
        made = opened(content)
        assert len(pages) == len(made.slides)
        for page, slide in zip(pages, made.slides, strict=True):
            found = page.get_textpage()
            text = "".join(found.get_text_range().split())
            title = slide.shapes.title.text_frame.paragraphs[0].runs[0].text  # the mark is a sign in other letters
            assert "".join(title.split()) in text
            width, height = page.get_size()
            bottom = height * (1 - Emu(pptx_layout.FOOTER_BOX[1]) / pptx_layout.HEIGHT)
            for shape in slide.shapes:
                if shape.has_table:
                    last = "".join(shape.table.rows[len(shape.table.rows) - 1].cells[0].text.split())
                    boxes = [found.get_rect(at) for at in range(found.count_rects())]
                    low = min(b for _, b, _, top in boxes if top > bottom and last)
                    assert low >= bottom - 2, "the table ends above the foot"
            for left, low, right, top in (found.get_rect(at) for at in range(found.count_rects())):
                assert -1 <= left <= right <= width + 1
                assert -1 <= low <= top <= height + 1
        assert some or len(pages) == 1
