"""What a reader sees in an app test: widgets and the blocks of HTML alike."""

from __future__ import annotations

import html
import json
import re
from typing import Any

from streamlit.testing.v1 import AppTest

BLOCK = "bidi_component"


def blocks(app: AppTest) -> list[str]:
    """The HTML of every block on the page, in order."""
    found = []
    for one in app.main.get(BLOCK) + app.sidebar.get(BLOCK):
        sent = json.loads(one.proto.json) if one.proto.json else {}
        if isinstance(sent, dict) and isinstance(sent.get("html"), str):
            found.append(sent["html"])
        if isinstance(sent, dict) and isinstance(sent.get("figure"), str):
            found.append(of_map(json.loads(sent["figure"])))
    return found


def of_map(figure: dict[str, Any]) -> str:
    """What the map says at the moment where it opens, as HTML; it has the sentences of the other moments too."""
    moment = figure["moments"][figure["start"]]
    mark = "rust op voorbeeldcijfers" if moment["madeUp"] else ""
    return f"<p>Kaart · {moment['title']}</p><h1>{html.escape(moment['finding'])}</h1><p>{mark}</p>{figure['lede']}"


def plain(text: str) -> str:
    """HTML as the text that a reader sees."""
    text = re.sub(r"<(/?(p|div|li|tr|h\d|td|th|summary|section|header|figure|option)\b[^>]*)>", "\n", text)
    return re.sub(r"[ \t]+", " ", html.unescape(re.sub(r"<[^>]+>", "", text)))


def said(app: AppTest) -> str:
    """Everything a reader sees as text."""
    parts = [*app.markdown, *app.title, *app.header, *app.subheader, *app.info, *app.warning, *app.error, *app.metric]
    words = [f"{getattr(part, 'label', '')} {part.value}" for part in parts]
    return "\n".join([*words, *map(plain, blocks(app))])


def headlines(app: AppTest) -> list[str]:
    """The headings of the first level: a screen has one."""
    found = [plain(one) for text in blocks(app) for one in re.findall(r"<h1\b[^>]*>.*?</h1>", text, re.DOTALL)]
    return [*(one.value for one in app.title), *found]
