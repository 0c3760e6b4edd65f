"""What stands behind figures that one takes along together: their sources, the kinds they are, and words explained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from samenleven import dutch, terms
from ui.figure.model import Figure
from ui.filters.address import FIGURES, SHOWN, Address
from ui.glossary import words as glossary
from ui.look import theme
from ui.reading import provenance, reads

KINDS = "Soorten cijfers"
COLUMNS = ("kind", "source_id", "target_source_id", "reference_date")


@dataclass(frozen=True, slots=True)
class Source:
    """One source as people read it; `about` is publisher, dates and licence, `url` empty where it has no page."""

    title: str
    publisher: str
    published_on: str
    accessed_on: str
    licence: str
    url: str

    @property
    def about(self) -> str:
        """Publisher, dates and licence in one line."""
        dates = [
            f"gepubliceerd op {self.published_on}" if self.published_on else "",
            f"geraadpleegd op {self.accessed_on}" if self.accessed_on else "",
        ]
        return ", ".join(filter(None, [self.publisher, *dates, self.licence]))


def together(figures: Sequence[Figure], finding: str = "", *, made_up: bool = False) -> Figure:
    """All figures as one: what they rest on together, and how to cite them under one finding."""
    tables = [one.table[[name for name in COLUMNS if name in one.table]] for one in figures]
    table = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=list(COLUMNS))
    extra = tuple(dict.fromkeys(source for one in figures for source in one.extra))
    return Figure("samen", finding, "", "", table, (), extra=extra, made_up=made_up)


def rests(one: Figure) -> provenance.Provenance:
    """Sources, kinds and newest date of a figure."""
    return provenance.of(one.table, extra=one.extra)


def sources(one: Figure) -> list[Source]:
    """Every source of a figure once."""
    rows = {row["source_id"]: row for row in reads.records(reads.register("source"))}

    def text(row: dict[str, object], name: str) -> str:
        value = row.get(name)
        return "" if not value else dutch.day(value) if hasattr(value, "year") else str(value)  # type: ignore[arg-type]

    found = []
    for row in (rows[code] for code in rests(one).source_ids if code in rows):
        url, days = text(row, "url"), (text(row, "published_on"), text(row, "accessed_on"))
        link = url if url.startswith(("https://", "http://")) else ""
        found.append(Source(text(row, "title"), text(row, "publisher"), *days, text(row, "licence"), link))
    return found


def kinds(one: Figure) -> dict[str, str]:
    """The kinds of figures among those of a figure, as sign and word, with what they mean."""
    meanings = {word.lower(): meaning for word, meaning in glossary.sections()[KINDS]}
    return {theme.kind_word(kind): meanings[terms.KIND[kind]] for kind in rests(one).kinds}


def filters(address: Address) -> list[tuple[str, str]]:
    """What a reader chose, as it stands in the address: each parameter and its value in words where there are any."""
    places = dict(zip(reads.authorities()["authority_id"], reads.authorities()["name"], strict=True))
    years = {str(one.project_year): one.title for one in reads.project_years()}
    kinds_of = {code: terms.SHOWN[shown] for code, shown in SHOWN.items()}
    words = {"nis": ("Gemeente", places), "jaar": ("Jaar", years), FIGURES: ("Cijfers", kinds_of)}
    said = [(words.get(key, (key, {})), value) for key, value in address.values]
    chosen = [(terms.capital(name), known.get(value, value)) for (name, known), value in said]
    return chosen or [("Filters", "geen: wat het scherm toont als u niets kiest")]
