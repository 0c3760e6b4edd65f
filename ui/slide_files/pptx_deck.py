"""The chosen slides as a presentation of PowerPoint: charts to edit, maps as pictures with their table, and notes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, time
from functools import lru_cache
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Cm, Pt

from ui.presentation import map_svg
from ui.presentation.slide import Bars, Dots, Item, Lines, Listed, Maps, Nothing, Slide, runs
from ui.reading import reads
from ui.slide_files import pptx_charts, slide_words
from ui.slide_files import pptx_layout as layout
from ui.take import typeset

PIXELS = 1800  # of a map as wide as a slide: 150 on an inch
AT_ONCE = 2  # pictures in the making; typst leaves the other threads their turn
MANY = 7  # items in a list; with more they stand in two columns
ROWS, FEW = 13, 4
"""Rows of a table below each other; with at most `FEW` columns two such tables stand beside each other."""
LONGEST = 34  # signs of a cell that count for the width of its column
TABLE_STYLE = "{5940675A-B579-460E-94D1-54222C63F5DA}"  # PowerPoint's "no style, table grid"


def deck(slides: Sequence[Slide]) -> bytes:
    """The file; without any slide one that says so."""
    made = layout.empty()
    pictures = _pictures(slides)
    for one in slides:
        _slide(made, one, pictures)
        if isinstance(one.chart, Maps) and not one.chart.beside and len(one.table):
            _figures(made, one)
    if not slides:
        empty = layout.add(made, example=False)
        empty.shapes.title.text = slide_words.NOTHING
        layout.placeholder(empty, layout.LEDE).text = slide_words.ADVICE
        _foot(empty, "")
    for slide in made.slides:
        layout.in_dutch(slide.element)
        pptx_charts.in_dutch(slide)
        if slide.has_notes_slide:
            layout.in_dutch(slide.notes_slide.element)
    _properties(made, slides)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _pictures(slides: Sequence[Slide]) -> dict[str, bytes]:
    """Every map as a picture, by the name of its slide."""
    drawings = {one.name: map_svg.standalone(one.chart) for one in slides if isinstance(one.chart, Maps)}
    with ThreadPoolExecutor(AT_ONCE) as threads:
        return dict(zip(drawings, threads.map(_png, drawings.values()), strict=True))


@lru_cache(32)
def _png(drawing: str) -> bytes:
    return typeset.png(drawing, PIXELS)


def _slide(made: Any, one: Slide, pictures: dict[str, bytes]) -> None:
    slide = layout.add(made, example=one.example)
    _title(slide, one.title, one.mark)
    lede = layout.placeholder(slide, layout.LEDE)
    paragraph = lede.text_frame.paragraphs[0]
    for text, bold in runs(one.lede):
        run = paragraph.add_run()
        run.text, run.font.bold = text, bold or None
    if not one.lede:
        lede.element.getparent().remove(lede.element)
    said, chart = slide_words.described(one), one.chart
    if isinstance(chart, Bars):
        pptx_charts.bars(slide, chart, layout.BODY, said)
    elif isinstance(chart, Dots):
        pptx_charts.dots(slide, chart, layout.BODY, said)
    elif isinstance(chart, Lines):
        pptx_charts.lines(slide, chart, layout.BODY, said)
    elif isinstance(chart, Maps):
        _map(slide, chart, said, pictures[one.name])
    elif isinstance(chart, Listed):
        _listed(slide, chart.items, layout.BODY)
    elif isinstance(chart, Nothing):
        _listed(slide, [Item(chart.what, chart.advice)], layout.BODY)
    _foot(slide, slide_words.foot(one))
    slide.notes_slide.notes_text_frame.text = "\n".join(one.notes)


def _title(slide: Any, text: str, mark: str | None) -> None:
    """The finding, and what it says of itself; two lines of the larger letters, else smaller ones."""
    paragraph = slide.shapes.title.text_frame.paragraphs[0]
    run = paragraph.add_run()
    run.text = text
    if len(text) > 110:
        run.font.size = Pt(24)
    if mark:
        note = paragraph.add_run()
        note.text = f"  ▨ {mark}"
        note.font.size, note.font.color.rgb = Pt(14), RGBColor.from_string(layout.EXAMPLE)


def _foot(slide: Any, text: str) -> None:
    """The footer and the number go last: they are read after what the slide shows."""
    tree = slide.shapes._spTree
    for number in (layout.FOOTER, layout.NUMBER):
        shape = layout.placeholder(slide, number)
        tree.remove(shape.element)
        tree.append(shape.element)
        if number == layout.FOOTER:
            shape.text_frame.text = text


def _map(slide: Any, one: Maps, said: str, drawn: bytes) -> None:
    """The picture as large as its room allows; what stands beside it in a list of text."""
    left, top, width, height = layout.BODY
    room = int(width * 0.6) if one.beside else int(width)
    picture = slide.shapes.add_picture(io.BytesIO(drawn), left, top)
    share = min(room / picture.width, height / picture.height)
    picture.width, picture.height = int(picture.width * share), int(picture.height * share)
    picture.left = left if one.beside else left + (int(width) - picture.width) // 2
    picture.top = top + (int(height) - picture.height) // 2
    picture.name = "Kaart"
    picture._element.nvPicPr.cNvPr.set("descr", said)
    if one.beside:
        _listed(slide, one.beside, (left + room + Cm(0.8), top, int(width) - room - Cm(0.8), height), narrow=True)


def _listed(slide: Any, items: Sequence[Item], box: layout.Box, *, narrow: bool = False) -> None:
    """Items as paragraphs: what it is in bold, and what is said of it."""
    shape = slide.shapes.add_textbox(*box)
    shape.name = "Lijst"
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    if len(items) > MANY and not narrow:
        frame._txBody.bodyPr.set("numCol", "2")
        frame._txBody.bodyPr.set("spcCol", str(Cm(1)))
    size = 18 if len(items) <= 4 else 14 if len(items) <= 2 * MANY else 11
    size = min(size, 14 if len(items) <= MANY else 11) if narrow else size
    for place, one in enumerate(items):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(size / 2)
        first = paragraph.add_run()
        number = f"{one.number}. " if narrow and one.number not in ("", "–") else ""
        first.text, first.font.bold, first.font.size = f"{number}{one.name}", True, Pt(size)
        if one.marked:
            first.font.color.rgb = RGBColor.from_string(layout.LINK)
        if one.said:
            rest = paragraph.add_run()
            rest.text, rest.font.size = f"  {one.said}", Pt(size)
            rest.font.color.rgb = RGBColor.from_string(layout.SOFT)


def _figures(made: Any, one: Slide) -> None:
    """The figures of a map on the slide after it, as far as they fit."""
    found = slide_words.cells(one, ROWS * 2)
    if not found.heads:
        return
    if len(found.heads) > FEW:
        found = replace(found, rows=found.rows[:ROWS])
    slide = layout.add(made, example=one.example)
    _title(slide, f"De cijfers: {one.title}", one.mark)
    shown = len(found.rows)
    rest = "" if shown == found.total else f" De CSV bij de figuur heeft alle {found.total} rijen."
    same = "".join(f" {name}: {value}." for name, value in found.same)
    layout.placeholder(slide, layout.LEDE).text_frame.text = f"De eerste {shown} rijen van de kaart.{same}{rest}"
    left, top, width, _ = layout.BODY
    parts = [found.rows[at : at + ROWS] for at in range(0, shown, ROWS)]
    each = (int(width) - Cm(0.8) * (len(parts) - 1)) // len(parts)
    for place, rows in enumerate(parts):
        at = left + place * (each + Cm(0.8)), top - Cm(0.9)
        _table(slide, found.heads, rows, (*at, each, Cm(0.8) * (len(rows) + 1)))
    _foot(slide, slide_words.foot(one))


def _table(slide: Any, heads: Sequence[str], rows: Sequence[Sequence[str]], box: layout.Box) -> None:
    frame = slide.shapes.add_table(len(rows) + 1, len(heads), *box)
    frame.name = "Tabel"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", f"Tabel: {', '.join(heads)}")
    table = frame.table
    table._tbl.tblPr.find("{*}tableStyleId").text = TABLE_STYLE
    longest = [min(LONGEST, max(6, *(len(row[at]) for row in (heads, *rows)))) + 2 for at in range(len(heads))]
    for at, column in enumerate(table.columns):
        column.width = int(int(box[2]) * longest[at] / sum(longest))
    size = Pt(10.5)
    for place, row in enumerate((heads, *rows)):
        table.rows[place].height = Cm(0.8)
        for at, text in enumerate(row):
            cell = table.cell(place, at)
            cell.margin_left = cell.margin_right = Cm(0.12)
            cell.margin_top = cell.margin_bottom = Cm(0.05)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            cell.text_frame.text = text
            cell.text_frame.paragraphs[0].font.size = size
            cell.text_frame.paragraphs[0].font.bold = place == 0


def _properties(made: Any, slides: Sequence[Slide]) -> None:
    about = made.core_properties
    about.title = slides[0].title if slides else slide_words.NOTHING
    about.author = about.last_modified_by = "Samenleven"
    about.subject, about.language = "Plan Samenleven", layout.LANGUAGE
    about.keywords = "voorbeeldcijfers" if any(one.example for one in slides) else ""
    about.created = about.modified = datetime.combine(reads.today(), time(), UTC)
