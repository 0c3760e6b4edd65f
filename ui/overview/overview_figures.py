"""The figures of this screen, each a function of its address."""

from __future__ import annotations

import pandas as pd

from samenleven import dutch
from samenleven.catalogue import Family
from samenleven.figures import Shown, TableRow
from samenleven.findings import overview, words
from ui.figure.model import Figure, figure
from ui.figure.term import term
from ui.filters.address import Address
from ui.goals import attained_rows as attained
from ui.overview import goal_strip, shift_lines, standing, takers
from ui.overview.standing import Standing
from ui.reading import reads

SCREEN = ""
PROGRESS = (
    "Voortgang is het gemiddelde van de onderdelen van een doelstelling. Elk onderdeel telt tot hoogstens 100 % van "
    "wat afgesproken is, zodat te veel bij de ene een tekort bij de andere niet verbergt."
)
SHIFTED = (
    "Per actie: behaald in % van wat afgesproken is (doelbereik), het ene jaar min het andere, in punten. Acties die "
    "nieuw zijn of die verschillende eenheden tellen staan er niet bij. * Het formulier telde de groepen niet in beide "
    "jaren op dezelfde manier."
)
GOAL_COLUMNS = (
    *("goal", "component", "project_year", "progress", "status", "with_figure", "without_figure", "kind"),
    *("source_id", "reference_date"),
)


@figure("doelen-per-jaar", SCREEN)
def goals(address: Address) -> Figure:
    """The seven goals over the project years."""
    data = standing.of(address)
    every = attained.results([row for goal in data.goals for row in goal.years]).rename(columns={"ratio": "progress"})
    missing = [one.project_year for one in data.years if not _has_result(data, one.project_year)]
    late = f" Van jaar {dutch.listed([str(year) for year in missing])} is nog geen resultaat bekend." if missing else ""
    return Figure(
        name="doelen-per-jaar",
        finding=overview.strip(data.now),
        unit=f"{term('Voortgang', PROGRESS)} in % van de afspraken. De regels zijn de projectjaren; gevuld is jaar "
        f"{data.year}.{late}",
        picture=goal_strip.picture(data, address),
        table=every[list(GOAL_COLUMNS)],
        columns=tuple(name for name in GOAL_COLUMNS if name not in ("goal", "source_id")),
        headings={"component": "Doelstelling"},
        extra=("plan-2021",) if data.shown.only_official else (),
        made_up=False,
        file_name=f"doelstellingen-per-jaar{'-officieel' if data.shown.only_official else ''}",
    )


def _has_result(data: Standing, year: int) -> bool:
    return any(row.realised is not None for row in data.every[year] if row.family is Family.CALL)


@figure("verschuivingen", SCREEN)
def shifted(address: Address) -> Figure:
    """What changed most between two years."""
    data = standing.of(address)
    if data.shown.only_official:
        return growth(data)
    finding, more = overview.changes(data.shifts)
    old, new = data.pair or (data.year, data.year)
    shown = min(len(data.shifts), standing.MOST_SHIFTS)
    which = f"De {words.cardinal(shown)} grootste" if shown > 1 else "De"
    unit = f"{more} {which} {term('verschuivingen', SHIFTED)}" if data.shifts else ""
    table = attained.results([row for one in data.shifts for row in (one.before, one.after)])
    if not table.empty:
        table["shift"] = [float(one.difference) * 100 for one in data.shifts for _ in range(2)]
    return Figure(
        name="verschuivingen",
        finding=finding,
        unit=unit,
        picture=shift_lines.picture(data, address),
        table=table.drop(columns=["measure", "authority_id", "nis", "name", "cooperation"], errors="ignore"),
        columns=("action", "component", "project_year", "realised", "target", "unit", "ratio", "shift", "kind"),
        headings={"component": "Titel"},
        file_name=f"verschuivingen-jaar-{old}-{new}",
    )


def growth(data: Standing) -> Figure:
    """How everything that is published for Flanders grew."""
    published = shift_lines.published()
    series = shift_lines.followed(published)
    old, new = data.pair or (data.year, data.year)
    found = shift_lines.both(series, (old, new))
    followed = published[published["followed"].astype(bool) & published["concept"].isin(list(shift_lines.SERIES))]
    return Figure(
        name="verschuivingen",
        finding=overview.growth([(one.values[old], one.values[new]) for one in found]),
        unit=f"Jaar {old} → jaar {new}; het lijntje toont elk jaar dat bekend is." if found else "",
        picture=shift_lines.growth_picture(series, (old, new)) if found else "",
        table=followed[followed["authority_id"].isna() & followed["project_year"].notna()],
        columns=("subject", "concept", "project_year", "value", "unit", "precision", "kind", "reference_date"),
        file_name="gepubliceerde-cijfers-per-jaar",
    )


@figure("wie-doet-mee", SCREEN)
def taking_part(address: Address) -> Figure:
    """Who takes part, on a small map."""
    data = standing.of(address)
    found = takers.takers(data.year, data.shown)
    total = sum(one["type"] == "municipality" and one["represented_by"] is None for one in _authorities())
    named = None
    if data.shown is not Shown.EXAMPLE:
        signed = sum(one["type"] == "municipality" and one["signatory"] for one in _authorities())
        named = signed + found.count(takers.PARTNER)
    count = published_count("authorities", data.year)
    words_of = takers.legend(found, data.shown)
    table = found.table.assign(answer=found.table["answer"].map(words_of))
    official = _row("authorities", data.year)
    return Figure(
        name="wie-doet-mee",
        finding=overview.taking_part(None if count is None else int(count), total, named=named),
        unit="",
        picture=takers.picture(data),
        table=table,
        columns=("name", "answer", "cooperation", "kind", "reference_date"),
        headings={"name": "Gemeente"},
        extra=(str(official["source_id"]), "pic-gebiedsniveaus") if official is not None else ("pic-gebiedsniveaus",),
        file_name=f"wie-doet-mee-jaar-{data.year}",
    )


def _authorities() -> list[TableRow]:
    return reads.records(reads.authorities())


def _row(concept: str, year: int) -> pd.Series | None:
    """The published figure of Flanders for a year; the first where several sources agree."""
    found = reads.published_totals()
    found = found[(found["concept"] == concept) & (found["project_year"] == year)]
    return None if found.empty else found.iloc[0]


def published_count(concept: str, year: int) -> float | None:
    """Its value."""
    row = _row(concept, year)
    return None if row is None else float(row["value"])
