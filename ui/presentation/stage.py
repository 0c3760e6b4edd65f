"""The screen *presentatie* as one piece of HTML: every chosen slide, of which one is shown, and the bar below them.

Turning a page asks nothing of the server (ui/presentation/presentation.js), so a presentation survives a lost
connection; a filter moves all slides at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ui.figure import object as figure_object
from ui.filters.address import YES, Address
from ui.presentation import chosen, deck, slide_bar, slide_choice, slide_drawing
from ui.presentation.slide import Slide
from ui.reading import reads
from ui.reading.daily import daily
from ui.server import served, workers

SOON = 0.4
"""Seconds that the page waits for the division of a region before it shows the other slides."""
PATIENCE = 20.0


def html(address: Address) -> tuple[str, bool]:
    """The whole screen below the frame, and whether a slide is still being worked out."""
    if not reads.goals() or not reads.project_years():
        nothing = figure_object.empty(
            "Er is nog niets om te tonen.", "Bouw de gegevens op met: python -m samenleven build."
        )
        close = f'<p><a href="{escape(address.to(""))}">Sluiten</a></p>'
        return f'<div class="pr-stage bare"><h1>Presentatie</h1>{nothing}{close}</div>', False
    if deck.waiting(address):
        deck.slides(address, workers.visitor(), SOON)
    waits = deck.waiting(address) > 0
    if waits or chosen.wishes(address)[1] or slide_bar.filters(address).notices:
        return _drawn(address.values), waits
    return _kept(address.values), False


@daily(96)
def _kept(values: tuple[tuple[str, str], ...]) -> str:
    """Only what is whole and asks nothing unknown is kept: the rest would fill the memory, or stay unfinished."""
    return _drawn(values)


def _drawn(values: tuple[tuple[str, str], ...]) -> str:
    """Every slide, or the list of all of them, with the bar."""
    address = Address(chosen.SCREEN, values)
    wishes, notices = chosen.wishes(address)
    found = deck.slides(address, patience=0)
    row = slide_bar.filters(address)
    wanted = address.get("dia")
    at = next((place for place, one in enumerate(found) if wanted == one.name), 0)
    said = "".join(f'<p class="notice" role="status">{one}</p>' for one in (*notices, *row.notices))
    opened = address.get(slide_bar.ALL) == YES
    inside = slide_choice.html(address, wishes, found) if opened else _slides(address, found, at)
    return (
        f'<div class="pr-stage" data-areas="{served.url(served.AREAS_FILE)}"{" data-all" if opened else ""}>'
        f'<h1 class="unseen">Presentatie</h1>{said}<div class="pr-slides">{inside}</div>'
        f'{slide_bar.html(address, row, found, at)}<p class="unseen" id="pr-said" role="status" data-keep></p></div>'
    )


def _slides(address: Address, found: Sequence[Slide], at: int) -> str:
    if not found:
        to_all = escape(address.link(alle=YES))
        return (
            '<section class="slide" id="d-geen"><h2>Er is geen enkele dia gekozen</h2>'
            f'<p class="pr-lede">Kies bij <a href="{to_all}">Alle dia\'s</a> wat u wilt tonen, en in welke '
            "volgorde.</p>"
            "</section>"
        )
    return "".join(slide_drawing.drawn(one, address, shown=place == at) for place, one in enumerate(found))


def wait(address: Address) -> bool:
    """Wait for what is still being worked out; whether there is something new to show."""
    before = deck.waiting(address)
    deck.slides(address, workers.visitor(), PATIENCE)
    return deck.waiting(address) != before
