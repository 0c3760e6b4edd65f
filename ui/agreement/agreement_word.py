"""The printed agreement as a Word file, with real styles: whoever has to sign it can still write in it."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, time
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from ui.agreement import agreement_contents
from ui.agreement.agreement_contents import Grid, Paper
from ui.filters.address import Address
from ui.look import practice
from ui.reading import cached, reads
from ui.take import typeset
from ui.take.makers import Made

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LANGUAGE = "nl-BE"
WIDE = 17.8  # centimetres between the margins of a page
WARNING = "Intense Quote"
FIRST = (1980, 1, 1, 0, 0, 0)  # the oldest day that a part of a Word file can have


def make(address: Address, _: str) -> Made | None:
    """The agreement that an address asks; None when there is none."""
    with cached.using(cached.open_store()):
        found = agreement_contents.paper(address)
        return None if found is None else Made(_content(found), WORD, f"{found.name}.docx")


def _content(one: Paper) -> bytes:
    document = docx.Document()
    _look(document, one)
    document.add_heading(one.title, 0)
    document.add_paragraph(one.lede)
    if one.warning:
        document.add_paragraph(one.warning, WARNING)
    for section in one.sections:
        document.add_heading(section.title, 1)
        for sentence in section.text:
            document.add_paragraph(sentence)
        if section.grid:
            _table(document, section.grid)
    document.add_paragraph()  # Word wants a line after a table at the end
    _edges(document.sections[0], one)
    file = io.BytesIO()
    document.save(file)
    return _undated(file)


def _look(document: Any, one: Paper) -> None:
    """Paper, language, letters and colours, all in the styles; and what the file says of itself."""
    page, about = document.sections[0], document.core_properties
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(1.6)
    page.top_margin = page.bottom_margin = Cm(2)
    about.title, about.author, about.language = one.title, "Samenleven", LANGUAGE
    about.comments, about.keywords = one.warning or "", one.watermark or ""
    about.created = about.modified = datetime.combine(reads.today(), time(), UTC)
    for said in document.styles.element.iter(qn("w:lang")):
        said.set(qn("w:val"), LANGUAGE)
    example = RGBColor.from_string(typeset.colour("example")[1:])
    ink = RGBColor.from_string(typeset.colour("ink")[1:])
    for name, size, colour in (
        ("Normal", 9.5, ink),
        ("Title", 20, ink),
        ("Heading 1", 13, ink),
        (WARNING, 9.5, example),
        ("Header", 8, example),
        ("Footer", 8, ink),
    ):
        font = document.styles[name].font
        font.size, font.color.rgb, font.name = Pt(size), colour, "Calibri"
        fonts = document.styles[name].element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    document.styles["Normal"].paragraph_format.space_after = Pt(4)
    before = document.styles["Heading 1"].paragraph_format
    before.space_before, before.space_after = Pt(16), Pt(4)


def _table(document: Any, one: Grid) -> None:
    """A table with a row of headings that comes again on every page, and words for who has it read aloud."""
    rows = [one.heads, *one.rows, *([one.total] if one.total else [])]
    table = document.add_table(len(rows), len(one.heads), "Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    about = table._tbl.tblPr
    about.append(parse_xml(f'<w:tblLook {nsdecls("w")} w:firstRow="1" w:noHBand="0" w:noVBand="1"/>'))
    for tag in ("tblCaption", "tblDescription"):
        said = parse_xml(f"<w:{tag} {nsdecls('w')}/>")
        said.set(qn("w:val"), one.about)
        about.append(said)
    widths = [Cm(WIDE * width / sum(one.widths)) for width in one.widths]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for at, texts in enumerate(rows):
        strong = at == 0 or (bool(one.total) and at == len(rows) - 1)
        cells = table.rows[at].cells
        table.rows[at]._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        for column, (cell, text) in enumerate(zip(cells, texts, strict=True)):
            cell.width = widths[column]
            line = cell.paragraphs[0]
            line.paragraph_format.space_after = Pt(1)
            run = line.add_run(text.replace("€ ", "€\u00a0"))
            run.bold, run.font.size = strong, Pt(8.5)
            if column in one.right:
                line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def _edges(section: Any, one: Paper) -> None:
    """What stands above and below every page: that it is no real one, and which page it is of how many."""
    above, below = section.header.paragraphs[0], section.footer.paragraphs[0]
    if practice.says():
        above.add_run(f"{practice.says()}  ").bold = True
    if one.watermark:
        above.add_run(one.watermark).bold = True
        above.add_run()._r.append(parse_xml(_watermark(one.watermark)))
    below.add_run(f"{one.foot} · {one.made} · pagina ")
    _field(below, "PAGE")
    below.add_run(" van ")
    _field(below, "NUMPAGES")


def _field(line: Any, name: str) -> None:
    """A number that Word itself counts."""
    line._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{name}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))


def _watermark(word: str) -> str:
    """A word across the page behind the text, as Word itself makes a watermark."""
    style = (
        "position:absolute;margin-left:0;margin-top:0;width:440pt;height:96pt;rotation:315;z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    colour = typeset.colour("example")
    return (
        f'<w:pict {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:o="urn:schemas-microsoft-com:office:office">'
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
        '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
        '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape id="watermerk" o:spid="_x0000_s2049" type="#_x0000_t136" alt="{word}" style="{style}" '
        f'fillcolor="{colour}" stroked="f"><v:fill opacity=".12"/>'
        f'<v:textpath style="font-family:Calibri;font-size:1pt;font-weight:bold" string="{word}"/></v:shape></w:pict>'
    )


def _undated(file: io.BytesIO) -> bytes:
    """The same file without the hour at which its parts were written: the same agreement gives the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(zipfile.ZipInfo(part.filename, FIRST), old.read(part), zipfile.ZIP_DEFLATED)
    return made.getvalue()
