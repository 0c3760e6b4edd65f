"""A slide as a figure: what answers when somebody opens its table or takes its CSV along."""

from __future__ import annotations

from dataclasses import replace

from samenleven.errors import SamenlevenError
from ui.figure.model import Figure, figure, shown_on
from ui.filters.address import Address
from ui.presentation import chosen, deck, making
from ui.presentation.slide import Slide


@figure("dia", chosen.SCREEN)
def slide_figure(address: Address) -> Figure:
    """The slide that the address shows (`dia=`), else the first; without any a figure without rows."""
    try:
        found = deck.slides(address)
    except SamenlevenError:
        found = ()
    one = next((slide for slide in found if slide.name == address.get("dia")), found[0] if found else None)
    if one is None:
        return Figure("dia", "Er is geen dia gekozen", "", "", making.EMPTY, ("name",))
    return replace(_of(one), name="dia")


@shown_on(chosen.SCREEN)
def every(address: Address) -> list[Figure]:
    """All chosen slides, in their order; not that of the sources, which every workbook lists by itself."""
    try:
        return [_of(one) for one in deck.slides(address) if one.code != deck.SOURCES]
    except SamenlevenError:
        return []


def _of(one: Slide) -> Figure:
    return Figure(
        name=f"dia-{one.code}",
        finding=one.title,
        unit="",
        picture="",
        table=one.table,
        columns=one.columns,
        headings=one.headings,
        extra=one.sources,
        made_up=one.mark is not None,
        file_name=f"dia-{chosen.TITLES[one.code]}-jaar-{one.values.get('jaar', '')}",
    )
