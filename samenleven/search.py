"""Search in short texts as people type: accents, capitals and signs do not matter, every word counts.

A word of the question may be any part of a word that is searched; a number is found as it stands on the screen
("16.907.780"), without its points ("16907780"), and rounded in millions ("16,9 miljoen").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from samenleven import dutch

LONGEST = 80
"""Signs of a question that are looked at; people type fewer."""
_SIGNS = re.compile(r"[^a-z0-9.,]+")


def plain(text: str) -> str:
    """A text for comparing: small letters and digits, accents dropped, other signs as one space."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _SIGNS.sub(" ", bare).strip()


def spoken(value: float | Decimal, unit: str) -> str:
    """Other ways in which people write a number: without points, and in millions from a million up."""
    number = Decimal(str(value))
    ways = [f"{number:.0f}"] if number == number.to_integral_value() else [dutch.exact(number)]
    if abs(number) >= 10**6:
        ways += [f"{dutch.number(number / 10**6, digits)} miljoen mln {unit}" for digits in (1, 2)]
    return " ".join(ways)


@dataclass(frozen=True)
class Text:
    """What is searched of one thing, already `plain`: what it is called weighs more than the rest."""

    shown: str
    """Its figure as it stands on the screen; empty without one."""
    name: str
    rest: str


def text(shown: str, name: str, rest: str) -> Text:
    """The text of one thing."""
    return Text(plain(shown), plain(name), plain(f"{shown} {name} {rest}"))


def found(texts: Sequence[Text], question: str) -> list[int]:
    """The places of what holds every word of a question, in the order given; best first: figure, name, the rest.

    A question without letters or digits finds everything.
    """
    asked = plain(question[:LONGEST]).split()
    whole = " ".join(asked)
    hits = [place for place, one in enumerate(texts) if all(word in one.rest for word in asked)]
    return sorted(hits, key=lambda place: _rank(texts[place], whole, asked)) if asked else hits


def _rank(one: Text, whole: str, words: Sequence[str]) -> int:
    if one.shown.startswith(whole):
        return 0
    if one.name == whole:
        return 1
    if one.name.startswith(whole):
        return 2
    if whole in one.shown or whole in one.name:
        return 3
    return 4 if all(word in one.name for word in words) else 5
