"""A definition on the word itself: by mouse, keyboard and touch."""

from __future__ import annotations

import hashlib
from functools import cache
from html import escape

from ui.glossary import words


def term(word: str, meaning: str | None = None) -> str:
    """A word as a button that opens its meaning; without one given, that of the glossary.

    Raises KeyError for a word that the glossary does not have.
    """
    said = meaning if meaning is not None else _glossary()[word.lower()]
    name = "t-" + hashlib.sha256(f"{word}{said}".encode()).hexdigest()[:8]
    return (
        f'<span class="has-term"><button type="button" class="term" data-term="{name}" aria-expanded="false">'
        f'{escape(word)}</button><span class="meaning" role="note" hidden>{escape(said)}</span></span>'
    )


@cache
def _glossary() -> dict[str, str]:
    return {one.word.lower(): one.meaning for one in reversed(words.entries())}  # the first list that has it
