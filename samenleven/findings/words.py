"""Phrases that every finding is built from: number words, names that tie, and what a sentence rests on.

Figures are compared as they stand on the screen: what reads the same is a tie. Nothing is called the most or the
least among fewer than three, nor where all are equal. Numbers themselves are written by `samenleven.dutch`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from samenleven import dutch
from samenleven.figures import Kind, weakest

N = TypeVar("N", Decimal, float, int)

CARDINALS = (*("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"),)
"""Up to twelve a number in a sentence is a word, after that a figure."""
FEWEST_COMPARED = 3
"""Fewer figures than this have no highest or lowest: a superlative needs something to compare with."""
MOST_NAMED = 3
"""More names than this in one sentence are counted instead."""
RESTS_ON = {Kind.EXAMPLE: "rust op voorbeeldcijfers", Kind.ESTIMATE: "rust op schattingen"}
"""What a headline says of itself, by the weakest kind it is made of; what is published or reported says nothing."""


@dataclass(frozen=True)
class Headline:
    """A finding, and what it must say of itself in its own line (None: it rests on published or reported figures)."""

    text: str
    mark: str | None = None


def cardinal(count: int) -> str:
    """A count in a sentence: 3 becomes "drie", 29 stays "29"."""
    return CARDINALS[count] if 0 <= count < len(CARDINALS) else dutch.number(count)


def some(count: int, one: str, many: str) -> str:
    """A count with its word: "geen enkele actie", "één actie", "vier acties". A word with *het* is asked elsewhere."""
    return f"geen enkele {one}" if count == 0 else f"{cardinal(count)} {one if count == 1 else many}"


def part(count: int, total: int, one: str, many: str) -> str:
    """A count out of all, for a word with *de*: "drie van de zeven doelstellingen", "alle zeven doelstellingen".

    Of two: "beide", "één van de twee", "geen van beide"; of one: "de enige doelstelling", and "geen enkele" for none.
    """
    if total <= 1:
        return f"de enige {one}" if count else f"geen enkele {one}"
    if count == total:
        return f"beide {many}" if total == 2 else f"alle {cardinal(total)} {many}"
    if count == 0:
        return f"geen van {'beide' if total == 2 else f'de {cardinal(total)}'} {many}"
    return f"{cardinal(count)} van de {cardinal(total)} {many}"


def verb(count: int, total: int, one: str, many: str) -> str:
    """The verb that goes with `part`: "één van de zeven haalt", "geen van de zeven haalt", "drie halen"."""
    return one if count <= 1 or total <= 1 else many


def sentence(text: str) -> str:
    """A capital at the start, as Dutch writes it: "één" becomes "Eén", "3 acties" stays."""
    return f"Eén{text[3:]}" if text.startswith("één") else text[:1].upper() + text[1:]


def percent(ratio: Decimal | float | None) -> str:
    """A ratio with a decimal only where it has one: 0.8953 becomes "89,5 %", 1 becomes "100 %".

    What stays under 100 % never reads as 100 %: 0.9996 becomes "net geen 100 %".
    """
    if ratio is None or dutch.is_missing(ratio):
        return dutch.NOTHING
    shown = f"{dutch.number(Decimal(str(ratio)) * 100, 1)} %"
    return f"net geen {shown}" if ratio < 1 and shown == "100 %" else shown


def points(difference: Decimal | float) -> str:
    """A difference of two percentages, as a size: 0.105 becomes "10,5 punten", 0.01 "1 punt"."""
    shown = dutch.number(abs(Decimal(str(difference))) * 100, 1)
    return f"{shown} {'punt' if shown == '1' else 'punten'}"


def signed_points(difference: Decimal | float | None) -> str:
    """The same with its sign, for beside a figure: "+17,1 punt", "−0,6 punt", "gelijk"; unknown gives ""."""
    if difference is None or dutch.is_missing(difference):
        return ""
    shown = dutch.number(abs(Decimal(str(difference))) * 100, 1)
    return "gelijk" if shown == "0" else f"{'+' if difference > 0 else '−'}{shown} punt"


def more_or_less(difference: Decimal | float, size: str) -> str:
    """A change in words: "€ 2,8 mln meer", "9 minder", "evenveel"; `size` is the difference as people write it."""
    return "evenveel" if difference == 0 else f"{size} {'meer' if difference > 0 else 'minder'}"


@dataclass(frozen=True)
class Extreme:
    """Who shares the highest or lowest figure, in the order given, and that figure as people read it."""

    names: tuple[str, ...]
    shown: str


def extreme(
    figures: Sequence[tuple[str, N]], shown: Callable[[N], str] = percent, *, highest: bool = False
) -> Extreme | None:
    """The lowest (or highest) of named figures; None among fewer than three, and where all read the same."""
    if len(figures) < FEWEST_COMPARED or len({shown(value) for _, value in figures}) == 1:
        return None
    values = [value for _, value in figures]
    edge = shown(max(values) if highest else min(values))
    return Extreme(tuple(name for name, value in figures if shown(value) == edge), edge)


def named(names: Sequence[str], many: str) -> str:
    """Names in a sentence, or how many there are when there are too many to read: "Werk en Netwerk", "vier acties"."""
    return dutch.listed(names) if len(names) <= MOST_NAMED else f"{cardinal(len(names))} {many}"


def lag_most(found: Extreme, many: str) -> str:
    """Who lags: "Werk loopt het meest achter, op 89,5 %"; a tie is named together: "A en B lopen ..."."""
    runs = "loopt" if len(found.names) == 1 else "lopen"
    return f"{named(found.names, many)} {runs} het meest achter, op {found.shown}"


def span(values: Collection[Decimal], shown: Callable[[Decimal], str] = points) -> str:
    """From the smallest to the largest, in one unit: "1,3 tot 10,5 punten"; equal ones give that one figure."""
    low, high = shown(min(values)), shown(max(values))
    return high if low == high else f"{low.rsplit(' ', 1)[0]} tot {high}"


def rests_on(kinds: Iterable[Kind | None]) -> str | None:
    """What a headline must say of itself: "rust op voorbeeldcijfers"; None when all is published or reported."""
    found = weakest(kind for kind in kinds if kind is not None)
    return RESTS_ON.get(found) if found else None


def examples(count: int, total: int) -> str | None:
    """How many results are made up: "22 van de 24 resultaten zijn voorbeelden"; None when none is."""
    if not count:
        return None
    if total == 1:
        return "Het enige resultaat is een voorbeeld"
    if count == total:
        return f"{'Beide' if total == 2 else f'Alle {cardinal(total)}'} resultaten zijn voorbeelden"
    of_all = f"{cardinal(count)} van de {cardinal(total)} resultaten"
    return sentence(f"{of_all} {'is een voorbeeld' if count == 1 else 'zijn voorbeelden'}")
