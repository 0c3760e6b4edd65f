"""All slides in a list: which ones, in which order, and which come again with their own filters.

Every step is a link to the same screen with another set. `data-after` names what gets the focus when the list stands
there again, `data-say` what is then read aloud (ui/presentation/presentation.js).
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ui.figure import object as figure_object
from ui.filters.address import Address
from ui.presentation import chosen, slide_bar
from ui.presentation.chosen import Wish
from ui.presentation.slide import Slide
from ui.slide_files import slide_routes
from ui.take import makers

HOW = (
    "Kies welke dia's u toont en in welke volgorde. Met Alt en een pijl verplaatst u de dia waarop u staat. Vastzetten "
    "voegt een dia nog eens toe met de filters van nu, zodat ze niet mee verandert. De link bewaart alles."
)


def html(address: Address, wishes: Sequence[Wish], found: Sequence[Slide]) -> str:
    """The list of chosen slides, and of those that are left out."""
    tokens = [one.token for one in wishes]
    rows = "".join(
        _row(address, tokens, place, wish, slide) for place, (wish, slide) in enumerate(zip(wishes, found, strict=True))
    )
    left = [code for code in chosen.TITLES if all(one.code != code for one in wishes)]
    others = "".join(_add(address, tokens, code) for code in left)
    none = figure_object.empty("Er is geen enkele dia gekozen.", "Voeg hieronder een dia toe.") if not rows else ""
    rest = f'<h3>Niet gekozen</h3><ul class="pr-left">{others}</ul>' if others else ""
    take = f'<p class="pr-take">Meenemen: {slide_routes.buttons(address)} {makers.excel(address)}</p>' if rows else ""
    every = escape(address.link(dias=None))
    empty = escape(address.link(dias=chosen.NONE))
    clear = (
        f'<a href="{empty}" data-after="pr-all" data-say="Geen enkele dia gekozen">Alles weglaten</a>' if rows else ""
    )
    return (
        f'<section class="pr-all" id="pr-all" tabindex="-1" aria-labelledby="pr-all-t">'
        f'<h2 id="pr-all-t">Alle dia\'s</h2>'
        f'<p class="pr-how">{HOW}</p>{take}{none}<ol class="pr-in">{rows}</ol>{rest}'
        f'<p class="pr-reset"><a href="{every}" data-after="pr-all" data-say="Alle dia\'s in de eerste volgorde">Alle '
        f"dia's, in de eerste volgorde</a> {clear}</p></section>"
    )


def _link(address: Address, tokens: Sequence[str]) -> str:
    """The same screen with another set; all slides in their own order is the set that needs no words."""
    whole = list(tokens) == list(chosen.TITLES)
    return escape(address.link(dias=None if whole else ",".join(tokens) or chosen.NONE))


def _row(address: Address, tokens: list[str], at: int, wish: Wish, slide: Slide) -> str:
    name, total = slide_bar.title(slide), len(tokens)
    own = "; ".join(chosen.options(key)[value] for key, value in wish.own)
    fixed = f'<span class="pr-own-filters">vast: {escape(own)}</span>' if own else ""
    open_ = escape(address.link(dia=slide.name, alle=None))
    here = chosen.view(address)
    pinned = chosen.BETWEEN.join(
        [
            wish.code,
            *(
                part
                for pair in (("jaar", str(here.year)), ("kpi", here.measure), ("nis", here.authority_id))
                for part in pair
            ),
        ]
    )
    without = tokens[:at] + tokens[at + 1 :]
    again = [*tokens[: at + 1], pinned, *tokens[at + 1 :]]
    after = f"dia-weg-{min(at, total - 2)}" if total > 1 else "pr-all"
    steps = _step(address, tokens, at, -1, name) + _step(address, tokens, at, 1, name)
    away = f'id="dia-weg-{at}" data-after="{after}" data-say="{escape(name)} weggelaten"'
    more = f'id="dia-vast-{at}" data-after="dia-weg-{at + 1}" data-say="{escape(name)} vastgezet op plaats {at + 2}"'
    pin = (
        ""
        if wish.code == "bronnen" or total >= chosen.MOST
        else (f'<a href="{_link(address, again)}" {more} aria-label="{escape(name)} vastzetten">Vastzetten</a>')
    )
    return (
        f'<li data-place="{at}"><span class="pr-what"><a href="{open_}">{escape(name)}</a>{fixed}'
        f'<span class="pr-said">{escape(slide.title)}</span></span><span class="pr-do">{steps}{pin}'
        f'<a href="{_link(address, without)}" {away} aria-label="{escape(name)} weglaten">Weglaten</a></span></li>'
    )


def _step(address: Address, tokens: list[str], at: int, by: int, name: str) -> str:
    """One place earlier or later; at the end of the list it is off, but stays where the focus may be."""
    to, sign, where = at + by, "↑" if by < 0 else "↓", "eerder" if by < 0 else "later"
    one = f'id="dia-{where}-{at}"'
    if not 0 <= to < len(tokens):
        return f'<span {one} class="pr-off" aria-hidden="true">{sign}</span>'
    moved = list(tokens)
    moved[at], moved[to] = moved[to], moved[at]
    edge = to in (0, len(tokens) - 1)
    other = "later" if by < 0 else "eerder"
    after = f"dia-{other if edge else where}-{to}"
    said = f"{name} staat nu op plaats {to + 1} van {len(tokens)}"
    return (
        f'<a {one} href="{_link(address, moved)}" data-move="{by}" data-after="{after}" data-say="{escape(said)}" '
        f'aria-label="{escape(name)} één plaats {where}">{sign}</a>'
    )


def _add(address: Address, tokens: list[str], code: str) -> str:
    name = chosen.TITLES[code]
    said = f"{name} toegevoegd op plaats {len(tokens) + 1}"
    return (
        f'<li><a href="{_link(address, [*tokens, code])}" data-after="dia-weg-{len(tokens)}" data-say="{escape(said)}">'
        f"{escape(name)} toevoegen</a></li>"
    )
