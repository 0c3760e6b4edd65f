"""From what arrives of the page *akkoord* to what happens: it is checked, summed up, and recorded once confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

import streamlit as st

from samenleven import dutch
from samenleven.errors import SamenlevenError
from samenleven.reporting.records import Batch, Origin, Subject
from samenleven.store.ledger import Conflict, Ledger, asked, incoming
from samenleven.store.ledger.drafts import Drafts
from samenleven.store.ledger.incoming import Incoming
from ui.agreement import agreement_fields as fields
from ui.agreement.agreement_choice import Chosen
from ui.frame import form
from ui.frame.form import Sent, Value
from ui.login.names import everybody, named
from ui.login.person import Here
from ui.reading import cached, reads

CHECK, BACK, CONFIRM, DISCARD = "nakijken", "terug", "bevestigen", "weg"
UNCHANGED = "Er is niets nieuws om te bewaren: dit akkoord staat er al zo."
NOTHING = "Vul bij minstens één KPI-onderdeel een gepland bereik in."
DIFFERENT = "De subsidie wijkt af van wat de oproep betaalt ({}). Schrijf waarom, of maak het veld leeg."
CORRECTED = "Dit akkoord is al bewaard. Schrijf waarom het verandert."


class Step(StrEnum):
    """How far somebody is."""

    FILL = "fill"
    SUMMARY = "summary"
    DONE = "done"


@dataclass
class Filling:
    """What a session holds of one agreement; `seen` is the last batch that its writer knew when this began."""

    values: dict[str, Value]
    seen: int
    step: Step = Step.FILL
    faults: dict[str, str] = field(default_factory=dict)
    told: str = ""
    saved_at: datetime | None = None
    receipt: Batch | None = None
    checked: Incoming | None = None


def go_on(chosen: Chosen, here: Here) -> Filling:
    """Take in what arrived since the last run."""
    filling = of_session(chosen, here)
    while sent := form.sent(chosen.key):
        filling = take(chosen, filling, sent, here)
    return filling


def drafts() -> Drafts:
    """The drafts of this server."""
    return Drafts(int(reads.parameters().number("keep_drafts", reads.today())))


def versions(chosen: Chosen) -> Iterator[tuple[int, Batch]]:
    """Every version of this agreement with the batch that brought it, newest first."""
    ledger = cached.ledger()
    found = [
        one
        for one in ledger.batches()
        if one.subject is Subject.AGREEMENT
        and (chosen.applicant_id, chosen.year.project_year) in _about(ledger.folder, one.sequence)
    ]
    return zip(range(len(found), 0, -1), reversed(found), strict=True)


@lru_cache(1024)
def _about(folder: Path, sequence: int) -> frozenset[tuple[str, int]]:
    """The agreements in a batch of a ledger: its file never changes."""
    rows = Ledger(folder).rows(sequence).select(["applicant_id", "project_year"]).to_pylist()
    return frozenset((row["applicant_id"], row["project_year"]) for row in rows)


def _held(chosen: Chosen) -> str:
    """Under which name a session holds what is filled in: the key itself is that of the form."""
    return f"{chosen.key} (ingevuld)"


def of_session(chosen: Chosen, here: Here) -> Filling:
    """What this session holds, else what its writer left as a draft, else what is recorded."""
    held = st.session_state.get(_held(chosen))
    if isinstance(held, Filling):
        return held
    begun = Filling(fields.recorded(chosen), asked.last_sequence(cached.open_store()))
    draft = drafts().find(here.known_as, chosen.key, datetime.now(UTC)) if here.known_as else None
    if draft:
        begun = Filling(dict(draft.values), draft.seen, saved_at=draft.saved_at)
    st.session_state[_held(chosen)] = begun
    return begun


def take(chosen: Chosen, filling: Filling, sent: Sent, here: Here) -> Filling:
    """What one message changes."""
    filling.told = ""
    if sent.action in (form.AUTOSAVE, CHECK):
        filling.values |= dict(sent.values)
        _keep(chosen, filling, here)
    if sent.action == CHECK:
        _look(chosen, filling)
    elif sent.action == BACK:
        filling.step = Step.FILL
    elif sent.action == CONFIRM and filling.step is Step.SUMMARY:
        _confirm(chosen, filling, here)
    elif sent.action == DISCARD:
        drafts().drop(here.known_as, chosen.key)
        del st.session_state[_held(chosen)]
        return of_session(chosen, here)
    return filling


def _keep(chosen: Chosen, filling: Filling, here: Here) -> None:
    """Keep what is typed as a draft of its writer; when that does not work, the form says so."""
    try:
        draft = drafts().keep(here.known_as, chosen.key, filling.values, seen=filling.seen, now=datetime.now(UTC))
        filling.saved_at = draft.saved_at
    except SamenlevenError as error:
        filling.told = str(error)


def _check(chosen: Chosen, filling: Filling) -> Incoming:
    handed = fields.handed(chosen, fields.completed(chosen, filling.values))
    because = fields.text(filling.values, fields.BECAUSE)
    return incoming.check(handed, cached.open_store(), cached.ledger(), reads.today(), why=because)


def _look(chosen: Chosen, filling: Filling) -> None:
    """To the summary, or back to what is wrong."""
    filling.step, filling.faults = Step.FILL, {}
    if not fields.filled(chosen, filling.values):
        filling.told = NOTHING
        return
    found = filling.checked = _check(chosen, filling)
    filling.faults = fields.by_field(chosen, filling.values, [*found.faults, *found.unconfirmed])
    if not fields.text(filling.values, fields.BECAUSE):
        if different := fields.differs(chosen, filling.values):
            filling.faults.setdefault(fields.BECAUSE, DIFFERENT.format(dutch.listed(different)))
        elif chosen.known and found.corrected:
            filling.faults.setdefault(fields.BECAUSE, CORRECTED)
    if filling.faults:
        return
    if found.storable:
        filling.step = Step.SUMMARY
    else:
        filling.told = UNCHANGED


def _confirm(chosen: Chosen, filling: Filling, here: Here) -> None:
    """Record what the summary showed. Who may not, or who comes second, reads it and keeps what was typed."""
    found = _check(chosen, filling)
    if not found.storable or filling.checked is None or not found.rows.equals(filling.checked.rows):
        _look(chosen, filling)
        return
    try:
        filling.receipt = cached.ledger().write(
            Subject.AGREEMENT,
            found.rows,
            person=here.person,
            origin=Origin.FORM,
            store=cached.open_store(),
            seen=filling.seen,
            why=fields.text(filling.values, fields.BECAUSE) or None,
        )
    except Conflict as error:
        theirs = error.batch
        filling.told = (
            f"{named(theirs.person_id, everybody())} bewaarde intussen dit akkoord, op "
            f"{dutch.moment(theirs.recorded_at)}. Wat u invulde is er nog: kijk hieronder naar de versies, en bevestig "
            "opnieuw als die van u geldt."
        )
        filling.seen = theirs.sequence
    except SamenlevenError as error:
        filling.told = str(error)
    else:
        drafts().drop(here.known_as, chosen.key)
        filling.step = Step.DONE
        st.rerun()  # on a store that has it
