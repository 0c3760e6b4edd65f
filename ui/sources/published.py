"""The published figures of the register, each as a figure with a card."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from samenleven import dutch, terms
from samenleven.catalogue import ProjectYear
from samenleven.figures import Kind, TableRow
from samenleven.findings import sources as findings
from ui.reading import reads
from ui.sources import used
from ui.sources.known_figure import Bar, KnownFigure

YEAR = re.compile(r"\d{4}")
NOT_FOLLOWED = "Niet gevolgd: dit dashboard gebruikt een ander cijfer."


def figures() -> list[KnownFigure]:
    """Every published figure, followed or not."""
    rows = reads.records(reads.register("published_figure"))
    contradictions, confusable = defaultdict(list), defaultdict(list)
    for figure, contradiction in reads.contradicted():
        contradictions[figure].append(contradiction)
    for figure, other, text in reads.confusable():
        confusable[figure].append((other, text))
    years = {one.project_year: one for one in reads.project_years()}
    return [
        KnownFigure(
            key=row["figure_id"],
            shown=dutch.with_unit(row["value"], row["unit"]),
            what=_what(row),
            when=_when(years.get(row["project_year"] or 0)),
            kind=Kind(row["kind"]),
            day=row["reference_date"].date(),
            source_ids=(row["source_id"],),
            how=(findings.taken_over(row["precision"]), *_parts(row, rows)),
            value=float(row["value"]),
            unit=row["unit"],
            precision=row["precision"],
            note=row["note"] or "",
            against=() if row["followed"] else (NOT_FOLLOWED,),
            contradictions=tuple(contradictions[row["figure_id"]]),
            confusable=tuple(confusable[row["figure_id"]]),
            beside="Naast de andere jaren",
            bars=_bars(row, rows),
            uses=tuple(used.of_published(row)),
            stated_in="published_figure",
        )
        for row in rows
    ]


def _what(row: TableRow) -> str:
    """What is counted, of whom and when: "toegekende subsidie, oproep 2"."""
    concept = terms.CONCEPT.get(row["concept"], row["concept"])
    of = "" if row["subject"] == "Vlaanderen" else f"{row['subject']}: "
    return f"{of}{concept}, {row['period']}"


def _when(year: ProjectYear | None) -> str:
    return f"{dutch.day(year.starts_on)} tot en met {dutch.day(year.ends_on)}" if year else ""


def _period(row: TableRow) -> int | None:
    """The one year that a row is about: a project year, or a calendar year where it has none."""
    if row["project_year"] is not None:
        return int(row["project_year"])
    return int(row["period"]) if YEAR.fullmatch(row["period"]) else None


def _alike(one: TableRow, other: TableRow) -> bool:
    """The same thing counted in the same unit, of another or the same year."""
    same = ("subject", "concept", "unit", "action_id", "measure_id", "authority_id")
    return all(one[name] == other[name] for name in same) and (one["project_year"] is None) == (
        other["project_year"] is None
    )


def _bars(row: TableRow, rows: Sequence[TableRow]) -> tuple[Bar, ...]:
    """The followed figure of each year beside this one; nothing where this one has no year, or stands alone."""
    if _period(row) is None:
        return ()
    by_year: dict[int, TableRow] = {}
    for other in rows:
        year = _period(other)
        if year is not None and other["followed"] and _alike(row, other):
            by_year.setdefault(year, other)
    by_year[_period(row) or 0] = row
    if len(by_year) < 2:
        return ()
    word = "" if row["project_year"] is None else "Jaar "
    return tuple(
        Bar(
            f"{word}{year}",
            float(one["value"]),
            dutch.with_unit(one["value"], one["unit"]),
            "" if one["precision"] == "exact" else terms.PRECISION[one["precision"]],
            one is row,
        )
        for year, one in sorted(by_year.items())
    )


def _parts(row: TableRow, rows: Sequence[TableRow]) -> list[str]:
    """Which part of an awarded total is published per action."""
    if row["concept"] != "grant_awarded" or row["subject"] != "Vlaanderen" or row["project_year"] is None:
        return []
    parts = [
        (int(other["action_id"]), Decimal(str(other["value"])))
        for other in rows
        if other["concept"] == "grant_awarded"
        and other["project_year"] == row["project_year"]
        and other["action_id"] is not None
        and other["authority_id"] is None
        and other["followed"]
    ]
    said = findings.parts_of(Decimal(str(row["value"])), sorted(parts))
    return [said] if said else []
