"""One source as a card with an address of its own: what it is, who published it, where and when."""

from __future__ import annotations

from html import escape

from samenleven import dutch
from ui.figure import object as figure_object
from ui.filters.address import Address
from ui.filters.bar import unknown
from ui.reading import reads

ADDRESS = "bron"


def html(address: Address) -> str:
    """The card of the source that the address names; nothing when it names none, a notice for an unknown one."""
    asked = address.get(ADDRESS)
    if asked is None:
        return ""
    rows = reads.records(reads.register("source").query("source_id == @asked"))
    if not rows:
        return f'<p class="notice" role="status">{unknown(ADDRESS, asked)}</p>'
    one = rows[0]
    said = [
        ("Uitgever", one.get("publisher")),
        ("Gepubliceerd op", one.get("published_on") and dutch.day(one["published_on"])),
        ("Geraadpleegd op", one.get("accessed_on") and dutch.day(one["accessed_on"])),
        ("Licentie", one.get("licence")),
    ]
    lines = "".join(f"<div><dt>{name}</dt><dd>{escape(str(text))}</dd></div>" for name, text in said if text)
    url = str(one.get("url") or "")
    link = (
        f'<p><a href="{escape(url)}" target="_blank" rel="noopener">{escape(url)}</a></p>'
        if url.startswith("http")
        else ""
    )
    close = f'<a href="{escape(address.link(**{ADDRESS: None}))}">Sluit deze kaart</a>'
    return (
        f'<section class="card-of-source" aria-label="Bron"><p class="eyebrow">Bron</p>'
        f"<h2>{escape(str(one['title']))}</h2>"
        f'<dl>{lines}</dl>{link}<p class="small"><a href="{escape(figure_object.card(address, asked))}">Vaste link</a>'
        f" · {close}</p></section>"
    )
