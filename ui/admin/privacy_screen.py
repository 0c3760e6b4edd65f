"""The screen *privacy*: which names are kept, how long, and how they are erased."""

from __future__ import annotations

from html import escape

from samenleven import dutch
from samenleven.errors import SamenlevenError
from ui.admin import admin_table
from ui.figure import mistakes
from ui.figure import object as shown
from ui.filters.address import Address
from ui.login import given_out, login_setup, name_menu, names, person

KEPT = ("keep_names", "keep_audit", "keep_drafts")  # parameters, in days


def html(address: Address) -> str:
    """The whole screen."""
    if not login_setup.is_configured():
        head = shown.headline("Privacy", "Dit dashboard bewaart geen enkele naam: niemand kan zich hier aanmelden")
        return f"{head}<div class='ad-text'>{_readers()}</div>"
    try:
        kept = {name: given_out.days_said(name) for name in KEPT}
    except SamenlevenError:
        head = shown.headline("Privacy", "Dit dashboard bewaart enkel de naam van wie zich aanmeldt")
        return head + shown.empty(
            "Er zijn nog geen gegevens.", "Hoe lang een naam blijft, staat er na: python -m samenleven build."
        )
    head = shown.headline(
        "Privacy",
        f"Wie leest blijft onbekend; van wie zich aanmeldt blijft de naam hoogstens {kept['keep_names']} bewaard",
    )
    rows = (
        (
            "naam en mailadres",
            f"tot {kept['keep_names']} na de laatste keer dat iemand hier was",
            "vanzelf, of als men erom vraagt",
        ),
        ("wanneer iemand zich aanmeldde, wat geweigerd werd, wie een naam wiste", f"{kept['keep_audit']}", "vanzelf"),
        (
            "wat iemand indiende, besliste of toekende",
            "zolang het register bestaat: het steunt subsidies",
            f"nooit, maar na het wissen staat er <i>{names.ERASED}</i> bij, en niets leidt nog naar een mens",
        ),
        (
            "een half ingevuld formulier",
            f"{kept['keep_drafts']} na de laatste wijziging",
            "als het ingediend is, vanzelf, of samen met de naam",
        ),
        ("een koekje dat zegt wie u bent", "tot de aanmelding verloopt of u zich afmeldt", "vanzelf"),
    )
    lines = "".join(f'<tr><th scope="row">{what}</th><td>{long}</td><td>{how}</td></tr>' for what, long, how in rows)
    method = escape(shown.card(address, "product-method"))
    return (
        f"{head}<div class='ad-text'>{_mine(address)}<h2>Wat er bewaard wordt</h2>"
        f"{admin_table.html('Wat er bewaard wordt', ('wat', 'hoe lang', 'hoe het weggaat'), lines)}"
        f'<p class="small">De termijnen zijn <a href="{method}">een keuze van dit dashboard</a>, geen publicatie.</p>'
        f"<h2>Uw naam laten wissen</h2><p>{_ask()} De beheerder wist haar op het scherm <i>Beheer</i>: naam en "
        "mailadres verdwijnen, de cijfers blijven. Wie zich later opnieuw aanmeldt, is voor het dashboard iemand "
        "anders.</p>"
        f"{_readers()}</div>"
    )


def _mine(address: Address) -> str:
    """What is kept of who looks."""
    here = person.here()
    found = names.everybody().get(here.known_as)
    if not found:
        return ""
    mail = f", {escape(found.email)}" if found.email else ""
    return (
        f"<p>Van u is bewaard: <b>{escape(found.name or 'geen naam')}</b>{mail}, rol "
        f"{escape(name_menu.role(here.person))}, eerst gezien op "
        f"{dutch.day(found.first_seen)}, laatst op {dutch.day(found.last_seen)}. In het register staat u als "
        f"<code>{found.person_id}</code>, en dat is geloot.</p>"
    )


def _ask() -> str:
    mail = mistakes.to()
    if not mail:
        return "Vraag het aan wie dit dashboard beheert."
    return f'Mail naar <a href="mailto:{escape(mail)}">{escape(mail)}</a>.'


def _readers() -> str:
    return (
        "<h2>Wie leest</h2><p>Wie zich niet aanmeldt, wordt niet gevolgd: geen meting van gebruik, geen diensten van "
        "anderen. Eén koekje beschermt de verbinding; het zegt niet wie u bent. Uw filters staan in het adres.</p>"
    )
