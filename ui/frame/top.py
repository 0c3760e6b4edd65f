"""The bar on top of every screen: name, screens, search for a municipality, which figures are shown, and sharing."""

from __future__ import annotations

from html import escape

from samenleven import terms
from samenleven.figures import Shown
from ui.filters.address import Address
from ui.login import name_menu
from ui.login.person import Here
from ui.look import practice
from ui.reading import switch
from ui.server import served

SCREENS = {
    "": "Overzicht",
    "kaart": "Kaart",
    "doelstellingen": "Doelstellingen",
    "gemeente": "Gemeente",
    "samenwerking": "Samenwerking",
    "budget": "Budget",
    "presentatie": "Presentatie",
    "bronnen": "Bronnen",
}
MORE = {"woordenlijst": "Woordenlijst", "toegankelijkheid": "Toegankelijkheid", "privacy": "Privacy"}
MEANING = {
    Shown.OFFICIAL: "alleen wat gepubliceerd of bevestigd is, zonder schattingen",
    Shown.REPORTED: "ook wat besturen zelf doorgaven, en schattingen",
    Shown.EXAMPLE: "ook verzonnen cijfers, gearceerd",
}


def html(address: Address, here: Here, *, figures: bool = True) -> str:
    """The bar, as HTML, for who is here; the search field is filled by ui/frame/search.js when somebody uses it.

    Without `figures` there is nothing to switch: the store could not be opened, so there are none.
    """
    links = "".join(_link(address, screen, title) for screen, title in SCREENS.items())
    more = "".join(_link(address, screen, title) for screen, title in MORE.items())
    field = (
        'id="zoek" type="text" role="combobox" autocomplete="off" spellcheck="false" aria-label="Zoek gemeente" '
        'aria-expanded="false" aria-controls="zoek-lijst" aria-autocomplete="list" placeholder="Zoek gemeente" '
        f'data-list="{served.page("zoek.json")}" data-to="{escape(address.to("gemeente", nis="-"))}"'
    )
    found = '<ul id="zoek-lijst" role="listbox" aria-label="Gemeenten" data-keep hidden></ul>'
    share = 'type="button" class="share" data-copy="" title="Kopieer de link naar dit beeld"'
    warning = f'<p class="notice practice" role="note">{practice.says()}</p>' if practice.says() else ""
    return (
        f'{warning}<header class="top"><a class="name" href="{escape(address.to(""))}">Plan Samenleven</a>'
        f'<details class="menu all" id="menu"><summary>Menu</summary><nav aria-label="Menu">{links}{more}</nav>'
        f'</details><nav class="wide" aria-label="Schermen">{links}'
        f'<details class="menu" id="meer"><summary>Meer</summary><div>{more}</div></details></nav>'
        f'<div class="end"><div class="find"><input {field}>{found}</div>{_switch(address) if figures else ""}'
        f"<button {share}>Deel</button>{name_menu.html(address, here)}</div></header>{name_menu.line(address, here)}"
    )


def _switch(address: Address) -> str:
    """Which figures are shown, and what else one may choose with what it means: a menu, for the bar has little room."""
    now = address.shown
    links = "".join(
        f'<a href="{escape(address.showing(one))}"{" aria-current=true" if one is now else ""}>'
        f"<b>{terms.capital(terms.KIND[one])}</b><small>{MEANING[one]}</small></a>"
        for one in switch.positions()
    )
    return (
        f'<details class="menu kinds" id="cijfers"><summary title="{terms.capital(MEANING[now])}">'
        f'Cijfers: <b>{terms.KIND[now]}</b></summary><div role="group" aria-label="Cijfers">{links}</div></details>'
    )


def _link(address: Address, screen: str, title: str) -> str:
    here = ' aria-current="page"' if screen == address.screen else ""
    return f'<a href="{escape(address.to(screen))}"{here}>{title}</a>'
