"""One file with the agreements or the reports of all applicants: checked, summed up, confirmed, and only then kept."""

from __future__ import annotations

import streamlit as st

from samenleven.errors import SamenlevenError
from samenleven.intake.handed import sha256
from samenleven.reporting.records import Subject
from samenleven.store.ledger import asked
from samenleven.store.ledger.incoming import ASKED_LATER, Incoming, check_file
from ui.admin import intake_routes, intake_summary
from ui.admin.intake_summary import WHY
from ui.filters.address import Address
from ui.frame import block, form
from ui.frame.form import Sent
from ui.hooks import uploads
from ui.login.person import Here
from ui.reading import cached, reads
from ui.take import makers

NOTHING = "Van dit bestand is niets bewaard. Verbeter het en kies het opnieuw."
MISSING = "Zeg waarom: er verandert iets dat al bewaard was, of er valt iets op."


def draw(subject: Subject, address: Address, here: Here) -> None:
    """Where to begin from, the field for the file, and what is in it or what became of it."""
    key = f"invoer {subject}"
    block.show(_begin(subject, address), "beheer_invoer_begin")
    given = uploads.field("Kies het Excel-bestand of de CSV", ["xlsx", "csv"], f"{key} bestand")
    if given is None:
        return
    content = given.getvalue()
    sent, kept = form.sent(key), st.session_state.get(f"{key} bewaard")
    if kept and kept[0] == sha256(content):
        block.show(intake_summary.receipt(kept[1], address), f"{key} gelezen")
        return
    try:
        if sent:
            _keep(key, sent, subject, content, given.name, here)
        found = _checked(subject, content, given.name, ASKED_LATER)
        if found.faults:
            some = [str(one) for one in found.faults[: block.LISTED]]
            block.show(block.refused(NOTHING, some, len(found.faults)), f"{key} gelezen")
        elif not found.rows.num_rows:
            block.show(intake_summary.known_already(found), f"{key} gelezen")
        else:
            st.session_state[f"{key} gezien"] = asked.last_sequence(cached.open_store())
            asks_why = not _checked(subject, content, given.name, "").storable
            told, why = st.session_state.pop(f"{key} gezegd", ({}, ""))
            form.show(intake_summary.html(found, told, why, asks_why=asks_why), key)
    except SamenlevenError as error:
        block.show(block.refused(NOTHING, str(error).split("\n")), f"{key} gelezen")


def _begin(subject: Subject, address: Address) -> str:
    files = {"een leeg bestand": intake_routes.EMPTY, "wat nu in het register staat": intake_routes.NOW}
    links = [
        makers.button(address.made(intake_routes.path(subject, which)), f"{words} (CSV)")
        for words, which in files.items()
    ]
    return (
        '<p class="lede">Eén Excel-bestand of CSV met alle indieners samen. Staat er één fout in, dan wordt er niets '
        f"van bewaard. Begin van {' of '.join(links)}.</p>"
    )


def _checked(subject: Subject, content: bytes, file: str, why: str) -> Incoming:
    """What is in the file now, given a reason. Raises SamenlevenError when it cannot be read."""
    return check_file(content, file, subject, cached.open_store(), cached.ledger(), reads.today(), why=why)


def _keep(key: str, sent: Sent, subject: Subject, content: bytes, file: str, here: Here) -> None:
    """Record the file that somebody confirmed; what stops it is said on a store that has what others recorded."""
    why = sent.text(WHY)
    found = _checked(subject, content, file, why)
    told: dict[str, str] = {}
    if not found.storable:
        told = {} if why else {WHY: MISSING}
    else:
        try:
            batch = cached.ledger().write(
                subject,
                found.rows,
                person=here.person,
                origin=found.handed.origin,
                store=cached.open_store(),
                seen=st.session_state.get(f"{key} gezien"),
                why=why or None,
                file_name=file,
                file_sha256=found.handed.sha256,
            )
            st.session_state[f"{key} bewaard"] = found.handed.sha256, batch
        except SamenlevenError as error:
            told = {"": str(error)}
    st.session_state[f"{key} gezegd"] = told, why
    st.rerun()
