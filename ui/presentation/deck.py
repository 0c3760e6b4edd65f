"""The slides that an address asks for, in order: what the screen draws, and a file for PowerPoint or a PDF too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pandas as pd

from samenleven import dutch
from samenleven.findings import slides as findings
from ui.filters.address import Address
from ui.presentation import budget_slide, chosen, making, map_slides, region_slide, result_slides
from ui.presentation.chosen import View, Wish
from ui.presentation.slide import Chart, Item, Listed, Nothing, Slide
from ui.reading import reads
from ui.reading.daily import daily
from ui.server import workers
from ui.server.workers import Visitor

PATIENCE = 30.0
"""Seconds that a file waits for the division of a region; what is not there then says so."""
REGION, SOURCES = "samenwerking", "bronnen"
MAKE: dict[str, Callable[[View], Slide]] = {
    "stand": result_slides.standing_slide,
    "kaart": map_slides.map_slide,
    "jaren": map_slides.years_slide,
    "doelen": result_slides.missed_slide,
    "gemeente": result_slides.authority_slide,
    "deelnemers": map_slides.takers_slide,
    "samenwerking": region_slide.region_slide,
    "budget": budget_slide.budget_slide,
}


def slides(address: Address, visitor: Visitor | None = None, patience: float = PATIENCE) -> tuple[Slide, ...]:
    """The chosen slides in the chosen order; none for an empty set, and none without data.

    `visitor` asks for the division of a region (without one, somebody who passes by) and waits `patience` seconds.
    """
    if not reads.goals() or not reads.project_years():
        return ()
    wishes, _ = chosen.wishes(address)
    asking = visitor or workers.guest()
    for one in wishes:
        if patience and waits(chosen.view(address, one), one):
            region_slide.wait(chosen.view(address, one), asking, patience)
    found = {one.name: _one(chosen.view(address, one), one) for one in wishes if one.code != SOURCES}
    used = tuple(dict.fromkeys(source for one in wishes if one.name in found for source in found[one.name].sources))
    whole = {
        one.name: replace(_sources(chosen.view(address, one), used), name=one.name)
        for one in wishes
        if one.code == SOURCES
    }
    return tuple((found | whole)[one.name] for one in wishes)


def _one(view: View, wish: Wish) -> Slide:
    """A slide of its own name; a division that is on its way is not kept."""
    made = region_slide.region_slide(view) if waits(view, wish) else _made(wish.code, view)
    return replace(made, name=wish.name)


def waits(view: View, wish: Wish) -> bool:
    """Whether a slide is still being worked out."""
    if wish.code != REGION:
        return False
    asked = region_slide.question(view)
    return asked is not None and not asked[2].done


def waiting(address: Address) -> int:
    """How many of the chosen slides are still being worked out."""
    return sum(waits(chosen.view(address, one), one) for one in chosen.wishes(address)[0])


@daily(256)
def _made(code: str, view: View) -> Slide:
    return MAKE[code](view)


def _sources(view: View, used: Sequence[str]) -> Slide:
    """Every source of the other slides, with who published it and when."""
    register = reads.register("source").set_index("source_id")
    known = [(one, register.loc[one]) for one in used if one in register.index]
    chart: Chart = Listed(
        tuple(Item(str(row["title"]), f"{row['publisher']}, {_when(row)}", one) for one, row in known)
    )
    if not known:
        chart = Nothing("Er zijn geen bronnen te noemen.", "Kies bij Alle dia's ook een dia met cijfers.")
    rows = [
        {"title": row["title"], "publisher": row["publisher"], "published_on": row["published_on"], "source_id": one}
        for one, row in known
    ]
    table = pd.DataFrame(rows, columns=["title", "publisher", "published_on", "source_id"])
    made = making.made(
        SOURCES, view, findings.rests(len(known)), "", chart, table, ("title", "publisher", "published_on"), meaning=""
    )
    return replace(made, sources=tuple(one for one, _ in known))


def _when(source: pd.Series) -> str:
    """When a source was published, or else when we read it."""
    if not dutch.is_missing(source["published_on"]):
        return f"gepubliceerd op {dutch.day(source['published_on'])}"
    return f"zonder datum, gelezen op {dutch.day(source['accessed_on'])}"
