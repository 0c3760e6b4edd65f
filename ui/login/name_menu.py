"""What the bar on top says of who is here: to log in, or a name with a menu; and the line below it."""

from __future__ import annotations

from html import escape

from samenleven import terms
from samenleven.reporting.rights import Deed, Person, Role, may
from ui.filters.address import Address
from ui.login import entrance, login_setup
from ui.login.person import THIS_LAPTOP, Here
from ui.reading import reads

WORK = {
    "rapporteren": ("Rapporteren", Deed.REPORT),
    "opvolging": ("Opvolging", Deed.DECIDE),
    "akkoord": ("Akkoord", Deed.AGREE),
    "beheer": ("Beheer", Deed.CONFIRM),
}
"""Screens for who may do something: by name, with what one must be allowed to do."""


def html(address: Address, here: Here) -> str:
    """The link to log in, or the name with role, authority and screens; nothing where nobody can log in."""
    if not here.known_as or here.expired:
        return _enter(address, "Aanmelden") if login_setup.is_configured() else ""
    links = "".join(
        f'<a href="{escape(address.to(screen))}"{_current(address, screen)}>{title}</a>'
        for screen, (title, deed) in WORK.items()
        if may(here.person, deed, {here.person.authority_id or ""})  # for itself, at least
    )
    leave = "" if here.known_as == THIS_LAPTOP else f'<a href="{escape(entrance.out())}" target="_top">Afmelden</a>'
    return (
        f'<details class="menu who" id="wie"><summary>{escape(_short(here))}</summary>'
        f"<div><p>{escape(here.name)}<br>{escape(role(here.person))}</p>{links}{leave}</div></details>"
    )


def line(address: Address, here: Here) -> str:
    """What must be said on every screen: a computer without login, a login that ended or failed, no role yet."""
    if here.known_as == THIS_LAPTOP:
        said = "Zonder aanmelden: wie op deze computer het dashboard opent, is beheerder en kan alles veranderen."
        return f'<p class="says laptop" role="note">{said}</p>'
    if here.expired:
        again = _enter(address, "Meld u opnieuw aan")
        return f'<p class="says" role="status">Uw aanmelding is verlopen; wat u invulde, blijft staan. {again}.</p>'
    if not here.known_as:
        if address.get(entrance.SAID) != entrance.FAILED or not login_setup.is_configured():
            return ""
        again = _enter(address, "Probeer het opnieuw")
        return f'<p class="says" role="alert">Aanmelden is niet gelukt; u bent niet aangemeld. {again}.</p>'
    if here.person.role is Role.VISITOR:
        held = ", ".join(escape(one) for one in here.claim_values) or "geen enkele waarde"
        return (
            '<p class="says" role="status">U bent aangemeld, maar hebt nog geen rol: u leest wat gepubliceerd is. '
            f"Vraag er een aan de beheerder en geef dit door: <b>{escape(login_setup.claim())}: {held}</b>.</p>"
        )
    return ""


def role(person: Person) -> str:
    """The role in words, with the authority that somebody writes for."""
    words = terms.capital(terms.ROLE[person.role])
    return f"{words} {authority(person.authority_id)}" if person.authority_id else words


def authority(authority_id: str | None) -> str:
    """The name of an authority; its code when it is not known any more."""
    rows = reads.authorities().query("authority_id == @authority_id")["name"]
    return str(rows.iloc[0]) if len(rows) else authority_id or ""


def why_not(address: Address, here: Here, what: str) -> str:
    """Why somebody does not see a part of a screen, with the link to log in."""
    if here.known_as and not here.expired:
        mine = escape(role(here.person))
        return f"<p>{what} Uw rol ({mine}) laat dat niet toe. Vraag aan de beheerder wie dit wel kan.</p>"
    if not login_setup.is_configured():
        return (
            f"<p>{what} Op dit dashboard kan niemand zich aanmelden: wie het beheert, kan dat instellen "
            "(<i>Aanmelden</i> in de README).</p>"
        )
    return f"<p>{what} {_enter(address, 'Meld u aan')}.</p>"


def _short(here: Here) -> str:
    """The name as the bar has room for it: the first word; the menu has all of it."""
    return here.name if here.known_as == THIS_LAPTOP else here.name.split()[0][:16]


def _enter(address: Address, words: str) -> str:
    """A link that leaves the page: `_top` keeps our own script from opening it as a screen."""
    back = entrance.to(address.without(entrance.SAID).link())
    return f'<a class="enter" href="{escape(back)}" target="_top">{words}</a>'


def _current(address: Address, screen: str) -> str:
    return ' aria-current="page"' if screen == address.screen else ""
