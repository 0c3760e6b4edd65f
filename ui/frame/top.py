"""The bar on top of every screen: name, screens, search for a municipality, only official figures, and sharing."""

from __future__ import annotations

from html import escape

from ui.filters.address import YES, Address
from ui.look import practice
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
MORE = {"woordenlijst": "Woordenlijst", "toegankelijkheid": "Toegankelijkheid"}
OFFICIAL = "Verbergt alle voorbeeldcijfers en schattingen: alleen wat gepubliceerd is blijft over."


def html(address: Address) -> str:
    """The bar, as HTML; the search field is filled by ui/frame/search.js when somebody uses it."""
    links = "".join(_link(address, screen, title) for screen, title in SCREENS.items())
    more = "".join(_link(address, screen, title) for screen, title in MORE.items())
    on = address.only_official
    turned = escape(address.link(officieel=None if on else YES))
    field = (
        'id="zoek" type="text" role="combobox" autocomplete="off" spellcheck="false" aria-label="Zoek gemeente" '
        'aria-expanded="false" aria-controls="zoek-lijst" aria-autocomplete="list" placeholder="Zoek gemeente" '
        f'data-list="{served.page("zoek.json")}" data-to="{escape(address.to("gemeente", nis="-"))}"'
    )
    found = '<ul id="zoek-lijst" role="listbox" aria-label="Gemeenten" data-keep hidden></ul>'
    switch = f'class="sw" role="switch" aria-checked="{str(on).lower()}" href="{turned}" title="{OFFICIAL}"'
    share = 'type="button" class="share" data-copy="" title="Kopieer de link naar dit beeld"'
    warning = f'<p class="notice practice" role="note">{practice.says()}</p>' if practice.says() else ""
    return (
        f'{warning}<header class="top"><a class="name" href="{escape(address.to(""))}">Plan Samenleven</a>'
        f'<details class="menu all" id="menu"><summary>Menu</summary><nav aria-label="Menu">{links}{more}</nav>'
        f'</details><nav class="wide" aria-label="Schermen">{links}'
        f'<details class="menu" id="meer"><summary>Meer</summary><div>{more}</div></details></nav>'
        f'<div class="end"><div class="find"><input {field}>{found}</div><a {switch}>Alleen officieel</a>'
        f"<button {share}>Deel</button></div></header>"
    )


def _link(address: Address, screen: str, title: str) -> str:
    here = ' aria-current="page"' if screen == address.screen else ""
    return f'<a href="{escape(address.to(screen))}"{here}>{title}</a>'
