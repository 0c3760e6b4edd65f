"""An authority chooses whether its own page shows the made-up set: a small form for who may write for it."""

from __future__ import annotations

from html import escape

import streamlit as st

from samenleven.errors import SamenlevenError
from samenleven.figures import Shown
from samenleven.reporting.records import Origin, SettingChange, Subject
from samenleven.reporting.rights import Deed, Role, may
from samenleven.store.switch import HIDDEN, HIDE
from ui.authority import profile
from ui.filters.address import Address
from ui.frame import form
from ui.login import person
from ui.reading import cached, switch

KEY, SHOWN_AGAIN = "voorbeeld_verbergen", "nee"
WRONG = "voorbeeld niet veranderd"  # in the session: why, for the next drawing


def take(address: Address) -> None:
    """Record what somebody chose, before the page is drawn; the ledger asks whether it is theirs to choose."""
    sent = form.sent(KEY)
    if not sent:
        return
    authority_id, _ = profile.who(address)
    change = SettingChange(name=HIDE, value=sent.action, authority_id=authority_id)
    try:
        cached.ledger().write(Subject.SETTING, [change], person=person.who(), origin=Origin.FORM)
    except SamenlevenError as error:
        st.session_state[WRONG] = str(error)
    else:
        st.rerun()  # on a store that has it


def show(address: Address) -> None:
    """The form, for who may write for this authority; nothing where there is no made-up set, or on an earlier day."""
    authority_id, one = profile.who(address)
    here = person.who()
    if address.at or Shown.EXAMPLE not in switch.positions() or not may(here, Deed.SET, {authority_id}):
        return
    whose = "mijn bestuur" if here.role is Role.LOCAL else "dit bestuur"
    if switch.hides(address.screen, authority_id):
        says = f"Op deze pagina en in de bestanden ervan staan geen voorbeeldcijfers van {escape(one['name'])}."
        button = form.button(SHOWN_AGAIN, f"Toon de voorbeeldcijfers van {whose} weer")
    else:
        says = "Niemand ziet ze dan nog op deze pagina of in de bestanden ervan. Wat echt is, blijft staan."
        button = form.button(HIDDEN, f"Verberg de voorbeeldcijfers van {whose}")
    wrong = st.session_state.pop(WRONG, "")
    told = f'<p class="notice" role="alert">{escape(wrong)}</p>' if wrong else ""
    form.show(f'{told}<div class="form-buttons">{button}<span class="small">{says}</span></div>', KEY)
