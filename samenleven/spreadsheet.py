"""Text that no spreadsheet takes for a formula: in every CSV that leaves, from the screen and from the command line."""

from __future__ import annotations

import unicodedata

FORMULA = frozenset("=+-@")
QUOTES = frozenset("'\"")
BREAKS = ("\t", "\r", "\n")


def safe(text: str) -> str:
    """The text, after an apostrophe where a spreadsheet could calculate it; without that apostrophe it is as it was.

    Numbers are no text: they need no guard, and -5 stays a number.
    """
    return f"'{text}" if calculates(text) else text


def calculates(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula.

    It looks past spaces, quotes and signs that cannot be seen, and some read a full-width `＝` as `=`.
    """
    first = next((sign for sign in text if sign not in QUOTES and not _is_hidden(sign)), "")
    formula = unicodedata.normalize("NFKC", first)[:1] in FORMULA
    return formula or text.startswith(BREAKS)


def _is_hidden(sign: str) -> bool:
    """A space of any width, a control sign, or one without width; also what Unicode does not know yet."""
    return unicodedata.category(sign)[0] in "ZC" or unicodedata.combining(sign) > 0
