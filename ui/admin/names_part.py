"""Names: who logged in, with which role, and erasing a name while what they wrote stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from html import escape

import streamlit as st

from samenleven import dutch
from samenleven.errors import SamenlevenError
from samenleven.reporting import roles
from samenleven.reporting.rights import Deed, may
from samenleven.store.ledger.people import KnownPerson
from ui.admin import admin_table
from ui.figure import object as shown
from ui.filters.address import Address
from ui.frame import block, form
from ui.login import given_out, name_menu, names, person
from ui.login.person import Here

ERASE, WHOM, SURE = "naam_wissen", "wie", "zeker"
DONE = "beheer (gewist)"


def headline(address: Address) -> str:
    """How many names are kept."""
    count = len(names.everybody())
    return (
        f"Van {dutch.counted(count, 'mens', 'mensen')} is de naam bewaard"
        if count
        else "Er is geen enkele naam bewaard"
    )


def draw(address: Address, here: Here, head: Callable[[], None]) -> None:
    """The list of names, and the form to erase one for who may."""
    may_erase = may(here.person, Deed.GIVE_ROLES)
    faults = _handle(here) if may_erase else {}
    given_out.keep(datetime.now(UTC))
    head()
    known = names.everybody()
    block.show(_list(known), "beheer_namen")
    if may_erase and known:
        form.show(_erase(known, faults), ERASE)


def _handle(here: Here) -> dict[str, str]:
    """Erase the name that somebody asks for; gives the faults by field when it cannot be done."""
    sent = form.sent(ERASE)
    if not sent:
        return {}
    person_id = sent.text(WHOM)
    if not person_id:
        return {WHOM: "Kies wiens naam u wilt wissen."}
    if not sent.ticked(SURE):
        return {SURE: "Vink aan dat u dit wilt: een gewiste naam komt nooit terug."}
    try:
        given_out.erase(person_id, by=here.person, now=datetime.now(UTC))
    except SamenlevenError as error:
        return {WHOM: str(error)}
    st.session_state[DONE] = True
    return {}


def _list(known: dict[str, KnownPerson]) -> str:
    done = (
        f'<p class="notice done" role="status">De naam is gewist. Wat onder die naam bewaard is, blijft staan als '
        f"<i>{names.ERASED}</i>.</p>"
        if st.session_state.pop(DONE, False)
        else ""
    )
    if not known:
        return done + shown.empty("Nog niemand meldde zich aan.", "Wie zich aanmeldt, komt hier vanzelf bij.")
    granted, places = given_out.in_force(), person.authorities()
    rows = ""
    for one in sorted(known.values(), key=lambda each: (each.name.casefold(), each.person_id)):
        acts = name_menu.role(roles.act_as(one.person_id, one.claim_values, granted, places))
        rows += (
            f'<tr><th scope="row">{escape(one.name or "zonder naam")}</th><td>{escape(one.email)}</td>'
            f"<td>{escape(acts)}</td><td>{escape(', '.join(one.claim_values))}</td>"
            f"<td>{dutch.day(one.first_seen)}</td><td>{dutch.day(one.last_seen)}</td></tr>"
        )
    heads = ("naam", "mailadres", "rol", "waarden van de claim", "eerst gezien", "laatst gezien")
    kept = given_out.days_said("keep_names")
    return (
        f'{done}<p class="lede">Een naam wordt vanzelf gewist als iemand zich {kept} niet aanmeldt.</p>'
        f"{admin_table.html('Namen', heads, rows)}"
    )


def _erase(known: dict[str, KnownPerson], faults: dict[str, str]) -> str:
    said = {one.person_id: f"{one.name or 'zonder naam'} {one.email}".strip() for one in known.values()}
    options = {"": "kies een naam"} | dict(sorted(said.items(), key=lambda one: one[1].casefold()))
    wrong = f'<p class="form-fault" id="veld-{SURE}-fout">{escape(faults[SURE])}</p>' if SURE in faults else ""
    return (
        f"<h2>Wis een naam</h2>{form.faults(faults)}<p>Naam en mailadres verdwijnen voorgoed, net als "
        "wat half ingevuld is. Cijfers, oordelen en toekenningen blijven, zonder dat nog iemand weet van wie ze "
        "zijn.</p>"
        + form.choice(WHOM, "Wie", options, fault=faults.get(WHOM))
        + form.tick(SURE, "Ik weet dat dit niet ongedaan gemaakt kan worden")
        + wrong
        + f'<div class="form-buttons">{form.button("wis", "Wis deze naam")}</div>'
    )
