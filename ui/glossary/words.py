"""The glossary: docs/glossary.md, word and meaning, without the codes that only programmers need."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from samenleven import search, terms

PATH = Path(__file__).parents[2] / "docs" / "glossary.md"
ROW = re.compile(r"^\| `[^`]+` \| (?P<word>[^|]+?) \| (?P<meaning>[^|]+?) \|$")


@dataclass(frozen=True)
class Word:
    """A word with its meaning; `key` is its permanent name in an address, `section` the heading it stands under."""

    key: str
    word: str
    meaning: str
    section: str
    text: search.Text


@cache
def sections() -> dict[str, list[tuple[str, str]]]:
    """Word and meaning under each heading, each word once, in the order of the alphabet."""
    found: dict[str, dict[tuple[str, str], None]] = {}
    heading = ""
    for line in PATH.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            heading = line[3:]
        elif row := ROW.match(line):
            found.setdefault(heading, {})[terms.capital(row["word"]), row["meaning"]] = None
    return {title: sorted(rows, key=lambda row: row[0].lower()) for title, rows in found.items()}


@cache
def entries() -> tuple[Word, ...]:
    """Every word in the order of the page; a word with several meanings gets a number behind its name."""
    found: dict[str, Word] = {}
    for section, rows in sections().items():
        for word, meaning in rows:
            key, number = terms.slug(word), 2
            while key in found:
                key, number = f"{terms.slug(word)}-{number}", number + 1
            found[key] = Word(key, word, meaning, section, search.text("", word, f"{meaning} {section}"))
    return tuple(found.values())
