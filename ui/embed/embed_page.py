"""An embed: one figure, or the page of one municipality, as a page of its own that needs no script and no session.

`/inbedden/<figure or gemeente>?<the address of its screen>&thema=licht|donker`: the same function of the address that
the screen shows, with fixed filters. Without `thema` the colours follow the reader. Links open the live dashboard.
"""

from __future__ import annotations

from dataclasses import replace
from html import escape

from ui.authority import profile
from ui.authority import profile_reads as authorities
from ui.embed import needed_style, without_script
from ui.figure import forms
from ui.figure import object as figures
from ui.figure.model import Figure
from ui.filters.address import Address
from ui.hooks import shell
from ui.map import atlas_choice, still
from ui.reading import provenance, reads
from ui.server import served

PLACE = "gemeente"
SCHEMES = {"licht": "light", "donker": "dark"}
ROOMS = {"": "ov"}  # what the style sheet of a screen looks for around its figures
EMPTY = "Er zijn nog geen cijfers"
OPENS_ELSEWHERE = "(opent in een nieuw venster)"


def page(name: str, query: str) -> str | None:
    """The whole page; None for a figure or a municipality that does not exist."""
    found = (PLACE, None) if name == PLACE else forms.registered(name)
    if found is None:
        return None
    screen, build = found
    address = forms.of_query(screen, query)
    scheme = SCHEMES.get(address.get("thema") or "", "light dark")
    address = address.without("thema")
    made: tuple[str, str] | None
    if not reads.project_years() or not reads.reference_dates():
        made = EMPTY, f"<h2>{EMPTY}</h2>"
    else:
        made = _figure(build(address), address) if build else _place(address)
    if made is None:
        return None
    title, content = made
    inside = without_script.of(content)
    named = '<h1 class="em-name">Plan Samenleven</h1>' if build else ""
    body = f'<main data-block><div class="{ROOMS.get(screen, "")}">{named}{inside}</div></main>'
    return (
        f'<!DOCTYPE html>\n<html lang="nl" style="color-scheme:{scheme}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><base target="_blank">'
        f'<title>{escape(title)} · Samenleven</title><link rel="icon" href="{served.url(served.ICON)}">'
        f"<style>{_font()}{needed_style.of(body)}</style></head><body>{body}</body></html>"
    )


def _figure(one: Figure, address: Address) -> tuple[str, str]:
    if one.name == "kaart":
        marked = (address.get("pin") or address.get("nis") or "").split(",")
        one = replace(one, picture=still.picture(atlas_choice.choose(address)[0], marked))
    return one.finding, _shown(one, address)


def _place(address: Address) -> tuple[str, str] | None:
    if address.get("nis") not in authorities.names():
        return None
    head, keys, found = profile.parts(address)
    shown = "".join(_shown(one, address) for one in found)
    live = f'<p class="foot">{_live(address.link())}</p>'
    return authorities.names()[str(address.get("nis"))], f'{head}{keys}<div class="em-parts">{shown}</div>{live}'


def _shown(one: Figure, address: Address) -> str:
    """A figure with what it rests on; one that only a script can draw shows its table."""
    if not one.picture:
        one = replace(one, picture=forms.table(one) if len(one.table) else "")
    said = figures.sources(provenance.of(one.table, extra=one.extra), address)
    foot = f'<div class="foot">{said}{_live(f"{address.link()}#{one.name}")}</div>'
    return figures.shown(one, address, under=foot)


def _live(link: str) -> str:
    return (
        f'<a class="em-live" href="{escape(link)}">Bekijk de figuur met alle filters '
        f'<span class="unseen">{OPENS_ELSEWHERE}</span></a>'
    )


def _font() -> str:
    """The letter of the dashboard, from its own server; without it the reader's own."""
    font = next((shell.static_folder() / "static" / "media").glob("SourceSansVF-Upright*.woff2"))
    source = served.page(f"static/media/{font.name}")
    return f'@font-face{{font-family:"Source Sans";font-weight:200 900;font-display:swap;src:url("{source}")}}'
