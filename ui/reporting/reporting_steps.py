"""From what arrives to what happens: a draft is kept, figures are checked, and only a confirmed summary is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import streamlit as st

from samenleven import dutch, terms
from samenleven.errors import SamenlevenError
from samenleven.reporting.records import Origin, Subject
from samenleven.store.ledger import Conflict, asked
from ui.frame import form
from ui.frame.form import Sent, Value
from ui.login.names import everybody, named
from ui.login.person import Here
from ui.reading import cached
from ui.reporting import reporting_fields as fields
from ui.reporting.reporting_choice import Chosen
from ui.reporting.reporting_filling import Filling, Step, Way, drafts, forget, of_session, one_at_a_time, save, work_out
from ui.reporting.reporting_form import CHECK, DISCARD, prefilled
from ui.reporting.reporting_summary import AGAIN, BACK, CONFIRM

UNCHANGED = "Er is niets nieuws om in te dienen: alle cijfers staan er al zo."


def go_on(chosen: Chosen, here: Here) -> Filling:
    """Take in what arrived since the last run, and work out what the screen shows now."""
    with one_at_a_time(chosen):
        filling = of_session(chosen, here.known_as, prefilled(chosen))
        while sent := form.sent(chosen.key):
            filling = _take(chosen, filling, sent, here)
        work_out(chosen, filling)
        if filling.step is Step.SUMMARY:
            filling.shown = asked.last_sequence(cached.open_store())
    return filling


def _take(chosen: Chosen, filling: Filling, sent: Sent, here: Here) -> Filling:
    """What one message changes."""
    if sent.action in (form.AUTOSAVE, CHECK):
        changed = {name for name, value in sent.values.items() if filling.values.get(name) != value}
        filling.values.update(sent.values)
        if changed - {fields.BECAUSE}:
            filling.way = (Origin.FORM, None, None)  # no longer what a file said
        save(chosen, filling, here.known_as)
    if sent.action != form.AUTOSAVE:
        filling.told = ""
    if sent.action == CHECK:
        _look(chosen, filling)
    elif sent.action == BACK:
        filling.step = Step.FILL
    elif sent.action == CONFIRM and filling.step is Step.SUMMARY:
        _confirm(chosen, filling, here)
    elif sent.action in (DISCARD, AGAIN):
        forget(chosen, here.known_as)
        return of_session(chosen, here.known_as, prefilled(chosen))
    return filling


def _look(chosen: Chosen, filling: Filling) -> None:
    """To the summary, or back to what is wrong."""
    filling.step = Step.SUMMARY
    work_out(chosen, filling)
    if filling.step is Step.FILL and not filling.faults:
        filling.told = UNCHANGED


def take_over(chosen: Chosen, filling: Filling, here: Here, values: Mapping[str, Value], way: Way) -> None:
    """What a file said becomes what stands in the form, and is looked at as if somebody typed it."""
    filling.values.update(values)
    filling.way, filling.told = way, ""
    save(chosen, filling, here.known_as)
    _look(chosen, filling)
    if filling.step is Step.SUMMARY:
        filling.shown = asked.last_sequence(cached.open_store())


def _confirm(chosen: Chosen, filling: Filling, here: Here) -> None:
    """Record what the summary showed. Who may not, or who comes second, reads it and keeps what was typed."""
    work_out(chosen, filling)
    checked = filling.checked
    theirs = [cell for cell in chosen.cells().values() if cell.sequence > filling.shown]
    if theirs:
        newest = max(theirs, key=lambda cell: cell.sequence)
        filling.told = _first(newest.person_id, newest.handed_in_at)
        return
    if checked is None or not checked.storable:
        return
    origin, file_name, sha256 = filling.way
    try:
        filling.receipt = cached.ledger().write(
            Subject.REPORT,
            checked.rows,
            person=here.person,
            origin=origin,
            store=cached.open_store(),
            seen=filling.shown,
            why=filling.text(fields.BECAUSE) or None,
            file_name=file_name,
            file_sha256=sha256,
        )
    except Conflict as error:
        filling.told = _first(error.batch.person_id, error.batch.recorded_at)
        st.rerun()  # on a store that has theirs
    except SamenlevenError as error:
        filling.told = str(error)
    else:
        drafts().drop(here.known_as, chosen.key)
        filling.step = Step.DONE
        st.rerun()  # on a store that has these


def _first(person_id: str, at: datetime) -> str:
    """Somebody else was first: who and when, and what one can do."""
    who = terms.capital(named(person_id, everybody()))
    return (
        f"{who} bewaarde intussen cijfers van hetzelfde akkoord, op {dutch.moment(at)}. Uw invoer is er nog: kijk "
        "hieronder naar beide cijfers, en bevestig opnieuw als die van u gelden."
    )
