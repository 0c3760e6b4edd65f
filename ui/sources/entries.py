"""Everything that one can search on *bronnen*: figures, sources, parameters, words and contradictions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samenleven import dutch, search
from samenleven.figures import Kind, Shown, TableRow
from samenleven.store import Store
from ui.glossary import words
from ui.look import theme
from ui.reading import reads
from ui.reading.cached import per_store
from ui.sources import computed, published, stated
from ui.sources.known_figure import KnownFigure


class Sort(StrEnum):
    """The sorts of things; the value is the name of its parameter in an address."""

    FIGURE = "cijfer"
    SOURCE = "bron"
    PARAMETER = "parameter"
    WORD = "woord"
    CONTRADICTION = "tegenspraak"


HARD = "\N{NO-BREAK SPACE}"
PLURAL = {
    Sort.FIGURE: "cijfers",
    Sort.SOURCE: "bronnen",
    Sort.PARAMETER: "parameters",
    Sort.WORD: "woorden",
    Sort.CONTRADICTION: "tegenspraak",
}


@dataclass(frozen=True)
class Entry:
    """A line of the list: `key` is the permanent name of its card, `value` its figure where it has one."""

    sort: Sort
    key: str
    value: str
    name: str
    mark: str
    below: str
    kind: Kind | None
    text: search.Text


@per_store(4)
def figures(_: Store) -> Mapping[str, KnownFigure]:
    """Every figure with a card, by its permanent name; what the first screen shows comes first."""
    found = [*published.figures(), *computed.figures(), *stated.figures()]
    newest = reads.newest_year()

    def place(one: KnownFigure) -> tuple[int, float]:
        """The first screen as it opens, then its other years, the largest first; then the rest as they come."""
        years = [use.values.get("jaar", newest) for use in one.uses if use.screen == ""]
        return (0 if newest in years else 1, -(one.value or 0)) if years else (2, 0)

    return {one.key: one for one in sorted(found, key=place)}


@per_store(4)
def entries(_: Store, shown: Shown) -> tuple[Entry, ...]:
    """All entries, the figures of the first screen first; with only official figures what is official, and words."""
    every = [*_figures(), *_sources(), *_parameters(), *_words(), *_contradictions()]
    return tuple(one for one in every if one.kind in (*shown.kinds, None))


def find(question: str, sort: Sort | None, shown: Shown) -> tuple[list[Entry], dict[Sort, int]]:
    """What a question finds, best first and of one sort or all; and how many of each sort it finds."""
    every = entries(shown)
    hits = [every[place] for place in search.found([one.text for one in every], question)]
    counts = Counter(one.sort for one in hits)
    return [one for one in hits if sort is None or one.sort is sort], {one: counts[one] for one in Sort}


def publishers() -> dict[str, str]:
    """From source_id to who publishes it."""
    rows = reads.register("source")
    return dict(zip(rows["source_id"], rows["publisher"], strict=True))


def _figures() -> list[Entry]:
    by, titles = publishers(), reads.short_titles()
    found = []
    for one in figures().values():
        who = ", ".join(dict.fromkeys(by.get(source, source) for source in one.source_ids))
        spoken = search.spoken(one.value, one.unit) if one.value is not None else ""
        rest = f"{spoken} {who} {' '.join(titles.get(source, '') for source in one.source_ids)} {one.note} {one.key}"
        found.append(
            Entry(
                Sort.FIGURE,
                one.key,
                one.shown,
                one.what,
                theme.kind_word(one.kind),
                _below(who, one.day),
                one.kind,
                search.text(one.shown, one.what, rest),
            )
        )
    return found


def _below(who: str, day: date | None) -> str:
    """Who and when; the day stays on one line."""
    return f"{who} · {dutch.day(day).replace(' ', HARD)}" if day else who


def _entry(sort: Sort, key: str, name: str, below: str, kind: str | None, rest: str, value: str = "") -> Entry:
    text = search.text(value, name, f"{below} {rest}")
    return Entry(sort, key, value, name, str(sort), below, Kind(kind) if kind else None, text)


def _sources() -> list[Entry]:
    found = []
    for row in reads.records(reads.register("source")):
        day = row["published_on"] or row["accessed_on"]
        below = _below(row["publisher"], day)
        rest = f"{row['note'] or ''} {row['licence']} {row['source_id']}"
        found.append(_entry(Sort.SOURCE, row["source_id"], row["title"], below, row["kind"], rest))
    return found


def value_of(row: TableRow) -> str:
    """The value of a parameter as people read it."""
    unit = str(row["unit"])
    if unit.startswith("euro"):
        return f"{dutch.euro(row['value'])}{unit.removeprefix('euro')}"
    if unit.startswith("ja (1)"):
        return "ja" if row["value"] else "nee"
    return f"{dutch.exact(row['value'])} {unit}"


def _parameters() -> list[Entry]:
    newest: dict[str, TableRow] = {row["name"]: row for row in reads.records(reads.register("parameter"))}
    found = []
    for name, row in newest.items():
        below = f"geldt vanaf {dutch.day(row['valid_from'])}"
        rest = f"{row['description']} {row['note'] or ''} {name} {search.spoken(row['value'], row['unit'])}"
        found.append(_entry(Sort.PARAMETER, name, row["title"], below, row["kind"], rest, value_of(row)))
    return found


def _words() -> list[Entry]:
    return [
        _entry(Sort.WORD, one.key, one.word, one.meaning.partition(". ")[0].rstrip(".") + ".", None, one.meaning)
        for one in words.entries()
    ]


def _contradictions() -> list[Entry]:
    return [
        _entry(
            Sort.CONTRADICTION,
            row["contradiction_id"],
            row["subject"],
            f"{row['reading_a']} – {row['reading_b']}",
            row["kind"],
            row["reason"],
        )
        for row in reads.records(reads.register("contradiction"))
    ]
