"""Roles: which value gives which role, giving one and taking one back, and how it came to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from html import escape

import streamlit as st

from samenleven import dutch, terms
from samenleven.errors import SamenlevenError
from samenleven.reporting import roles
from samenleven.reporting.records import Origin, RoleGrant, Subject
from samenleven.reporting.rights import Deed, Role, may
from samenleven.store.ledger.people import KnownPerson
from ui.admin import admin_table
from ui.filters.address import Address
from ui.frame import block, form
from ui.frame.form import Sent
from ui.login import given_out, login_setup, name_menu, names
from ui.login.person import Here
from ui.reading import cached, reads

GIVE, TAKE = "rol_geven", "rol_terugnemen"
FIELDS = {
    GIVE: {"claim_value": "waarde", "role": "rol", "authority_id": "bestuur", "why": "reden"},
    TAKE: {"claim_value": "terug", "role": "terug", "why": "terugreden"},
}
"""The fields of each form, by what they say of a grant; two forms on one screen share no names."""
SEEN, DONE = "beheer (gezien)", "beheer (gedaan)"
LONGEST_WHY = 500


@dataclass(frozen=True)
class Given:
    """One role that was given or taken back."""

    grant: RoleGrant
    at: datetime
    person_id: str
    why: str


def headline(address: Address) -> str:
    """How many values give which role."""
    count = Counter(one.role for one in given_out.in_force().values())
    if not count:
        return "Nog geen enkele waarde geeft een rol"
    words = [f"{dutch.number(count[role])} keer {terms.ROLE[role]}" for role in reversed(Role) if count[role]]
    return f"{dutch.counted(count.total(), 'waarde geeft', 'waarden geven')} een rol: {dutch.listed(words)}"


def draw(address: Address, here: Here, head: Callable[[], None]) -> None:
    """The list, and the forms for who may give roles."""
    may_give = may(here.person, Deed.GIVE_ROLES)
    given = _handle(GIVE, here) if may_give else {}
    taken = _handle(TAKE, here) if may_give else {}
    known = names.everybody()
    head()
    block.show(_list(known), "beheer_rollen")
    if may_give:
        st.session_state[SEEN] = cached.ledger().sequence
        form.show(_give(given, known), GIVE)
        if given_out.in_force():
            form.show(_take(taken), TAKE)
    block.show(_history(known), "beheer_rollen_vroeger")


def _handle(key: str, here: Here) -> dict[str, str]:
    """Do what a form asks; gives the faults by field when it cannot be done."""
    sent = form.sent(key)
    if not sent:
        return {}
    grant, why = _asked(key, sent)
    found = roles.objections(grant, given_out.in_force(), _authorities(), why)
    if not found:
        try:
            cached.ledger().write(
                Subject.ROLE, [grant], person=here.person, origin=Origin.FORM, why=why, seen=st.session_state.get(SEEN)
            )
            st.session_state[DONE] = _done(grant)
            return {}
        except SamenlevenError as error:
            return {"": str(error)}
    st.session_state[f"{key} (ingevuld)"] = sent
    return {FIELDS[key][name]: said for name, said in found.items()}


def _asked(key: str, sent: Sent) -> tuple[RoleGrant, str]:
    """The grant that a form asks for, and why."""
    fields = FIELDS[key]
    value, why = sent.text(fields["claim_value"]), sent.text(fields["why"])
    if key == TAKE:
        return RoleGrant(claim_value=value, role=None), why
    role = Role(sent.text(fields["role"]))
    return RoleGrant(claim_value=value, role=role, authority_id=sent.text(fields["authority_id"]) or None), why


def _done(grant: RoleGrant) -> str:
    if grant.role is None:
        return f"{grant.claim_value} geeft geen rol meer."
    return f"{grant.claim_value} geeft nu de rol {_role(grant)}."


def _list(known: dict[str, KnownPerson]) -> str:
    done = st.session_state.pop(DONE, "")
    said = f'<p class="notice done" role="status">{escape(done)} Dat geldt vanaf de volgende klik.</p>' if done else ""
    latest = {one.grant.claim_value: one for one in _given()}
    rows = ""
    for value, grant in given_out.in_force().items():
        one = latest.get(value)
        since = _by(one, known) if one else f"<td>de instelling {login_setup.ADMINS}</td><td></td>"
        people = dutch.counted(sum(value in each.claim_values for each in known.values()), "mens", "mensen")
        rows += f'<tr><th scope="row">{escape(value)}</th><td>{escape(_role(grant))}</td><td>{people}</td>{since}</tr>'
    heads = ("waarde", "geeft de rol", "aangemeld daarmee", "sinds, door", "reden")
    return (
        f'{said}<p class="lede">De aanmelddienst stuurt bij wie zich aanmeldt de claim '
        f"<b>{escape(login_setup.claim())}</b> mee. Elke waarde daarvan kan een rol geven.</p>"
        f"{admin_table.html('Rollen', heads, rows) if rows else ''}"
    )


def _give(faults: dict[str, str], known: dict[str, KnownPerson]) -> str:
    held = _filled(GIVE, faults)
    granted = given_out.in_force()
    waiting = sorted({value for one in known.values() for value in one.claim_values} - set(granted))
    hint = f"Nog zonder rol, van wie zich al aanmeldde: {', '.join(waiting[:20])}." if waiting else ""
    return (
        f"<h2>Geef een rol</h2>{_faults(faults)}"
        + form.text("waarde", "Waarde van de claim", held("waarde"), fault=faults.get("waarde"), hint=hint)
        + form.choice("rol", "Rol", _roles(), held("rol"), fault=faults.get("rol"))
        + form.choice(
            "bestuur",
            "Bestuur",
            {"": "geen"} | _authorities(),
            held("bestuur"),
            fault=faults.get("bestuur"),
            hint="Alleen bij lokaal bestuur: voor wie er ingediend mag worden.",
        )
        + form.area("reden", "Reden", held("reden"), fault=faults.get("reden"), longest=LONGEST_WHY)
        + f'<div class="form-buttons">{form.button("geef", "Geef deze rol", main=True)}</div>'
    )


def _take(faults: dict[str, str]) -> str:
    held = _filled(TAKE, faults)
    options = {value: f"{value} ({_role(grant)})" for value, grant in given_out.in_force().items()}
    return (
        f"<h2>Neem een rol terug</h2>{_faults(faults)}"
        + form.choice("terug", "Waarde die haar rol verliest", options, held("terug"), fault=faults.get("terug"))
        + form.area("terugreden", "Reden", held("terugreden"), fault=faults.get("terugreden"), longest=LONGEST_WHY)
        + f'<div class="form-buttons">{form.button("neem", "Neem deze rol terug")}</div>'
    )


def _faults(faults: dict[str, str]) -> str:
    """The faults on top; one of no field, such as that somebody else was first, as a sentence."""
    whole = f'<p class="notice" role="alert">{escape(faults[""])}</p>' if "" in faults else ""
    return whole + form.faults({name: said for name, said in faults.items() if name})


def _filled(key: str, faults: dict[str, str]) -> Callable[[str], str]:
    """What was filled in and could not be done; nothing after it was."""
    sent = st.session_state.get(f"{key} (ingevuld)") if faults else None
    return lambda name: sent.text(name) if isinstance(sent, Sent) else ""


def _history(known: dict[str, KnownPerson]) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(one.grant.claim_value)}</th>'
        f"<td>{escape(_role(one.grant)) if one.grant.role else 'teruggenomen'}</td>{_by(one, known)}</tr>"
        for one in reversed(_given())
    )
    if not rows:
        return ""
    table = admin_table.html("Elke toekenning", ("waarde", "rol", "wanneer, door", "reden"), rows)
    return f'<details class="wo" id="vroeger"><summary><h2>Elke toekenning</h2></summary>{table}</details>'


def _by(one: Given, known: dict[str, KnownPerson]) -> str:
    return f"<td>{dutch.moment(one.at)}, {escape(names.named(one.person_id, known))}</td><td>{escape(one.why)}</td>"


def _given() -> list[Given]:
    ledger = cached.ledger()
    heads = {one.sequence: one for one in ledger.batches()}
    return [
        Given(grant, heads[sequence].recorded_at, heads[sequence].person_id, heads[sequence].why or "")
        for sequence, grant in given_out.numbered()
    ]


def _roles() -> dict[str, str]:
    return {role: terms.capital(terms.ROLE[role]) for role in Role if role is not Role.VISITOR}


def _role(grant: RoleGrant) -> str:
    words = terms.ROLE[grant.role] if grant.role else ""
    return f"{words} {name_menu.authority(grant.authority_id)}" if grant.authority_id else words


def _authorities() -> dict[str, str]:
    rows = reads.authorities()
    return dict(zip(rows["authority_id"], rows["name"], strict=True))
