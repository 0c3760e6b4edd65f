"""Pages and pictures through typst: a template of ours and values become a PDF, a drawing becomes a PNG.

Values never enter the text of a template: it reads them as data (`json("/values.json")`), so a name with signs of
markup stays a name. A template sees nothing of the disk but the room of its shared part, and fetches nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import font_source_sans_pro
import typst

from ui.look import practice, theme

ROOM = Path(__file__).parent
SHARED = ROOM / "shared.typ"
TOKENS = Path(theme.__file__).with_name("tokens.css")
LIGHT = re.compile(r"--([\w-]+): light-dark\((#\w{6}),")
PICTURE = b'#set page(width: auto, height: auto, margin: 0pt, fill: none)\n#image("/drawing.svg", width: 10in)'
FAMILY = "Source Sans Pro"
INCHES = 10  # the width of a picture before its pixels are chosen


def pdf(template: Path, values: Any, drawings: Mapping[str, str] | None = None, *, made: date) -> bytes:
    """A tagged PDF (PDF/UA-1) of a template, which may import `/shared.typ`; the same input gives the same bytes.

    `values` is what JSON can hold, or a dataclass of it. `drawings` are SVG by the name that the template gives to
    `image`; each needs its own colours, for no style sheet reaches it, and no sign in a text that the letters lack
    (● ▨ ✔ ◐ ○ ◷ ▸): the whole text would come in other letters. Draw such a sign, or write it in a text of its own.
    Raises typst.TypstError for a template that does not fit the values, or breaks a rule of PDF/UA (a drawing without
    `alt`, a document without title).
    """
    plain = asdict(values) if is_dataclass(values) and not isinstance(values, type) else values
    files = {
        "main.typ": template.read_bytes(),
        "shared.typ": SHARED.read_bytes(),
        "look.json": look(),
        "values.json": json.dumps(plain, ensure_ascii=False).encode(),
    } | {name: svg.encode() for name, svg in (drawings or {}).items()}
    at = datetime.combine(made, time(), UTC)
    return bytes(_compiler(files).compile(format="pdf", pdf_standards="ua-1", timestamp=at))


def png(svg: str, width: int) -> bytes:
    """A drawing as a picture of `width` pixels, for a program that shows no SVG; the same rules hold for its text."""
    files = {"main.typ": PICTURE, "drawing.svg": svg.encode()}
    return bytes(_compiler(files).compile(format="png", ppi=width / INCHES))


def _compiler(files: Mapping[str, bytes]) -> Any:
    compiler: Any = typst.Compiler  # its types leave out that it takes files by name
    return compiler(dict(files), root=ROOM, font_paths=fonts())


@cache
def fonts() -> typst.Fonts:
    """The letters of the dashboard, and typst's own for the signs that they lack; none of the machine."""
    return typst.Fonts(include_system_fonts=False, font_paths=[font_source_sans_pro.font_directory])


@cache
def look() -> bytes:
    """The colours of the dashboard by light, and the signs of kinds and statuses, as the templates read them."""
    signs = {
        "kind": {kind.value: {"sign": one.sign, "colour": one.colour} for kind, one in theme.KIND.items()},
        "status": {status.value: {"sign": one.sign, "colour": one.colour} for status, one in theme.STATUS.items()},
    }
    return json.dumps(signs | {"colour": _colours(), "practice": practice.says()}, ensure_ascii=False).encode()


@cache
def _colours() -> dict[str, str]:
    named = {"accent": theme.ACCENT, "marked": theme.MARKED, "muted": theme.MUTED}
    return dict(LIGHT.findall(TOKENS.read_text(encoding="utf-8"))) | named


def colour(name: str) -> str:
    """A colour of the style sheet by its name, as it is by light: for a drawing, which no style sheet reaches."""
    return _colours()[name]
