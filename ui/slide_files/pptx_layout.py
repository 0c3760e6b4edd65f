"""The empty presentation: our colours, letters that every machine has, and two layouts with real placeholders.

Both layouts have a title, a line under it, a footer and a number; the second also says across the slide that its
figures are examples. The watermark belongs to the layout: it is no text of a slide, and is not moved by accident.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Cm, Emu

from ui.look import theme

WIDTH, HEIGHT = Cm(33.867), Cm(19.05)  # 16:9
LETTERS = "Calibri"  # where it is missing, every program has letters that are as wide
LANGUAGE = "nl-BE"
INK, SOFT, PAPER, WASH, LINK, EXAMPLE, HOUSE = "16212B", "55636F", "FFFFFF", "F4F6F8", "0B5CAD", "8A4A06", "F2C500"
PLAIN, OF_EXAMPLES = "Bevinding", "Bevinding op voorbeeldcijfers"
WATERMARK = "VOORBEELDCIJFERS"
LEDE, FOOTER, NUMBER = 13, 14, 15  # the numbers of the placeholders

Box = tuple[Any, Any, Any, Any]  # left, top, width, height
TITLE_BOX: Box = (Cm(1.7), Cm(0.8), Cm(30.4), Cm(2.5))
LEDE_BOX: Box = (Cm(1.7), Cm(3.3), Cm(30.4), Cm(1.7))
BODY: Box = (Cm(1.7), Cm(5.1), Cm(30.4), Cm(11.9))
FOOTER_BOX: Box = (Cm(1.7), Cm(17.3), Cm(28.4), Cm(1.2))
NUMBER_BOX: Box = (Cm(30.4), Cm(17.3), Cm(1.7), Cm(1.2))


def empty() -> Any:
    """A presentation without slides."""
    made = Presentation()
    made.slide_width, made.slide_height = WIDTH, HEIGHT
    plain, examples = made.slide_layouts[5], made.slide_layouts[6]
    for other in [one for one in made.slide_layouts if one not in (plain, examples)]:
        made.slide_layouts.remove(other)
    _master(made.slide_master)
    _layout(plain, PLAIN, watermark=False)
    _layout(examples, OF_EXAMPLES, watermark=True)
    return made


def add(made: Any, *, example: bool) -> Any:
    """A new slide with empty placeholders, the footer and the number too."""
    layout = next(one for one in made.slide_layouts if one.name == (OF_EXAMPLES if example else PLAIN))
    slide = made.slides.add_slide(layout)
    for shape in layout.placeholders:
        if shape.placeholder_format.idx in (FOOTER, NUMBER):
            one = deepcopy(shape.element)
            properties = one.find(qn("p:spPr"))
            for child in list(properties):
                properties.remove(child)  # from the layout
            slide.shapes._spTree.append(one)
    return slide


def placeholder(slide: Any, number: int) -> Any:
    """The placeholder of a slide by its number."""
    return next(one for one in slide.placeholders if one.placeholder_format.idx == number)


def in_dutch(part: Any) -> None:
    """Say of every text in an XML tree that it is Dutch, so that a program reads and spells it so."""
    for run in part.iter(qn("a:r"), qn("a:fld")):
        if run.find(qn("a:rPr")) is None:
            run.insert(0, run.makeelement(qn("a:rPr"), {}))
    for properties in part.iter(qn("a:rPr"), qn("a:endParaRPr"), qn("a:defRPr")):
        properties.set("lang", LANGUAGE)


def _master(master: Any) -> None:
    theme_part = master.part.part_related_by(RT.THEME)
    theme_part._blob = _coloured(theme_part.blob)
    boxes = {"TITLE": TITLE_BOX, "BODY": BODY, "FOOTER": FOOTER_BOX, "SLIDE_NUMBER": NUMBER_BOX}
    for shape in list(master.placeholders):
        kind = shape.placeholder_format.type.name
        if kind not in boxes:
            shape.element.getparent().remove(shape.element)
            continue
        shape.left, shape.top, shape.width, shape.height = (Emu(one) for one in boxes[kind])
    in_dutch(master.element)


def _coloured(blob: bytes) -> bytes:
    """The theme with our colours and letters."""
    tree = parse_xml(blob)
    tree.set("name", "Samenleven")
    colours = {
        "dk1": INK,
        "lt1": PAPER,
        "dk2": SOFT,
        "lt2": WASH,
        "hlink": LINK,
        "folHlink": theme.PURPLE[1:],
        **{f"accent{n}": one[1:] for n, one in enumerate((*theme.GROUPS, theme.GREY), 1)},
    }
    for name, colour in colours.items():
        holder = tree.find(f".//{qn('a:clrScheme')}/{qn(f'a:{name}')}")
        for child in list(holder):
            holder.remove(child)
        holder.append(holder.makeelement(qn("a:srgbClr"), {"val": colour}))
    for kind in ("majorFont", "minorFont"):
        tree.find(f".//{qn(f'a:{kind}')}/{qn('a:latin')}").set("typeface", LETTERS)
    return bytes(serialize_part_xml(tree))


def _layout(layout: Any, name: str, *, watermark: bool) -> None:
    tree = layout.element.cSld
    tree.set("name", name)
    for shape in list(layout.shapes):
        shape.element.getparent().remove(shape.element)
    shapes = [
        _decoration(2),
        *([_watermark(3)] if watermark else []),
        _holder(4, "Titel", 'type="title"', TITLE_BOX, "Wat deze dia vaststelt", 2800, INK, bold=True, anchor="b"),
        _holder(5, "Toelichting", f'type="body" idx="{LEDE}" sz="quarter"', LEDE_BOX, "Toelichting", 1600, SOFT),
        _holder(6, "Bron", f'type="ftr" idx="{FOOTER}" sz="quarter"', FOOTER_BOX, "Bron", 1000, SOFT, anchor="ctr"),
        _number(7),
    ]
    for one in shapes:
        layout.shapes._spTree.append(parse_xml(one))
    in_dutch(layout.element)


def _frame(box: Box, turned: int = 0) -> str:
    left, top, width, height = (int(one) for one in box)
    turn = f' rot="{turned}"' if turned else ""
    return f'<a:xfrm{turn}><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def _holder(
    number: int,
    name: str,
    kind: str,
    box: Box,
    prompt: str,
    size: int,
    colour: str,
    *,
    bold: bool = False,
    anchor: str = "t",
) -> str:
    style = (
        '<a:lvl1pPr marL="0" indent="0" algn="l"><a:lnSpc><a:spcPct val="95000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/><a:defRPr sz="{size}" b="{int(bold)}">'
        f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:defRPr></a:lvl1pPr>'
    )
    return (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        f"</p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{_frame(box)}</p:spPr><p:txBody>"
        f'<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:normAutofit/></a:bodyPr>'
        f"<a:lstStyle>{style}</a:lstStyle><a:p><a:r><a:t>{prompt}</a:t></a:r></a:p></p:txBody></p:sp>"
    )


def _number(number: int) -> str:
    holder = _holder(number, "Nummer", f'type="sldNum" idx="{NUMBER}" sz="quarter"', NUMBER_BOX, "", 1000, SOFT)
    field = '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:t>‹nr.›</a:t></a:fld>'
    holder = holder.replace("<a:r><a:t></a:t></a:r>", f'<a:pPr algn="r"/>{field}')
    return holder.replace('anchor="t"', 'anchor="ctr"')


def _decoration(number: int) -> str:
    """The short bar in the colour of the house."""
    box = (Cm(0.9), Cm(1.1), Cm(0.25), Cm(2.2))
    return (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="Balk"/><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvSpPr><p:spPr>{_frame(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr '
        f'val="{HOUSE}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )


def _watermark(number: int) -> str:
    box = (Cm(3.9), Cm(8.4), Cm(26), Cm(4))
    return (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="Watermerk"/><p:cNvSpPr txBox="1"/><p:nvPr '
        f'userDrawn="1"/></p:nvSpPr><p:spPr>{_frame(box, -1200000)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        '<a:noFill/></p:spPr><p:txBody><a:bodyPr wrap="none" anchor="ctr"><a:noAutofit/></a:bodyPr><a:lstStyle/><a:p>'
        f'<a:pPr algn="ctr"/><a:r><a:rPr sz="7200" b="1"><a:solidFill><a:srgbClr val="{EXAMPLE}"><a:alpha val="12000"/>'
        f"</a:srgbClr></a:solidFill></a:rPr><a:t>{WATERMARK}</a:t></a:r></a:p></p:txBody></p:sp>"
    )
