"""What a piece of our own HTML says, as text: for files, where there is nothing to click on."""

from __future__ import annotations

import re
from html import unescape

_TERM = re.compile(
    r'<button[^>]*class="term"[^>]*>(?P<word>[^<]*)</button><span class="meaning"[^>]*>(?P<meaning>[^<]*)</span>'
)
_BREAK = re.compile(r"</(?:p|li|div|tr|th|td)>|<br>")
_TAG = re.compile(r"<[^>]*>")


def plain(html: str) -> str:
    """The text without tags, in one line; a word that explains itself is the word alone."""
    words = _TERM.sub(r"\g<word>", html)
    return " ".join(unescape(_TAG.sub("", _BREAK.sub(" ", words))).split())


def explained(*html: str) -> dict[str, str]:
    """The words that explain themselves, with what they mean, each meaning once, in the order of their first place."""
    found: dict[str, tuple[str, str]] = {}
    for one in _TERM.finditer("".join(html)):
        found.setdefault(one["meaning"], (unescape(one["word"]), unescape(one["meaning"])))
    return dict(found.values())
