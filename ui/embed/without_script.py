"""The HTML of a figure without what only a script does: tables on demand, copying, words that open."""

from __future__ import annotations

import re
from html.parser import HTMLParser

LEFT_OUT = {"take", "meaning", "table"}
"""Classes of elements that go with everything inside."""
HREF = re.compile(r'\shref="[^"]*"')  # of a dot in a plot: it lies too close to the others for a finger
VOID = {"br", "hr", "img", "input", "wbr", "col"}


def of(html: str) -> str:
    """The same HTML; of a button its words stay."""
    parser = _Still()
    parser.feed(html)
    parser.close()
    return "".join(parser.kept)


class _Still(HTMLParser):
    """Passes on what it reads as it was written."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.kept: list[str] = []
        self.depth = 0  # inside an element that is left out

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.depth:
            self.depth += tag not in VOID
        elif LEFT_OUT.intersection((dict(attrs).get("class") or "").split()) and tag not in VOID:
            self.depth = 1
        elif tag != "button":
            written = self.get_starttag_text() or ""
            self.kept.append(
                HREF.sub("", written) if tag == "a" and "left:" in (dict(attrs).get("style") or "") else written
            )

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.depth:
            self.kept.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if self.depth:
            self.depth -= 1
        elif tag != "button":
            self.kept.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._text(data)

    def handle_entityref(self, name: str) -> None:
        self._text(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._text(f"&#{name};")

    def _text(self, text: str) -> None:
        if not self.depth:
            self.kept.append(text)
