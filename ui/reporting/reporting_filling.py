"""One report that somebody is filling in: what is typed, how far it is, and what was said about it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from threading import Lock
from typing import cast

import streamlit as st

from samenleven import dutch
from samenleven.attainment import Attainment
from samenleven.errors import SamenlevenError
from samenleven.reporting.records import Batch, Origin
from samenleven.reporting.running import Totals, running, totals
from samenleven.store.ledger import asked
from samenleven.store.ledger.drafts import Draft, Drafts
from samenleven.store.ledger.incoming.judged import Incoming
from samenleven.store.ledger.incoming.reports import check_reports
from samenleven.store.ledger.incoming.typed import whole_numbers
from ui.frame.form import Value
from ui.login.names import everybody, named
from ui.reading import cached, reads
from ui.reporting import reporting_fields as fields
from ui.reporting import reporting_reads as known
from ui.reporting.reporting_choice import Chosen

Way = tuple[Origin, str | None, str | None]
"""How figures came in: which way, and of a file its name and hash."""


class Step(StrEnum):
    """How far somebody is."""

    FILL = "fill"
    SUMMARY = "summary"
    DONE = "done"


@dataclass
class Filling:
    """What a session holds of one report.

    `seen` is the last batch of the ledger that its writer knew when this began, `shown` that of the summary on the
    screen. `way` says how figures came in, with the file that they are from. `told` is what must be read now, `asked`
    are the fields without which this cannot be handed in.
    """

    values: dict[str, Value]
    seen: int
    saved_at: datetime | None = None
    not_saved: str = ""
    step: Step = Step.FILL
    faults: dict[str, str] = field(default_factory=dict)
    told: str = ""
    shown: int = 0
    way: Way = (Origin.FORM, None, None)
    receipt: Batch | None = None
    standing: Mapping[str, Attainment] = field(default_factory=dict)
    totals: Totals = field(default_factory=lambda: Totals(lines=0, figures=0, unknown=0, short=0))
    newer: Mapping[str, str] = field(default_factory=dict)
    asked: frozenset[str] = frozenset()
    checked: Incoming | None = None
    looked_at: Hashable = None

    def text(self, name: str) -> str:
        """What is typed in a field."""
        value = self.values.get(name, "")
        return value if isinstance(value, str) else ""


def of_session(chosen: Chosen, known_as: str, prefilled: Mapping[str, Value]) -> Filling:
    """What this session holds of a report, else what its writer left as a draft, else what is recorded already."""
    held = st.session_state.get(_held(chosen))
    if isinstance(held, Filling):
        return held
    draft = drafts().find(known_as, chosen.key, datetime.now(UTC))
    begun = Filling(dict(prefilled), asked.last_sequence(cached.open_store()))
    if draft:
        begun = Filling(dict(prefilled) | dict(draft.values), draft.seen, draft.saved_at)
    st.session_state[_held(chosen)] = begun
    return begun


def one_at_a_time(chosen: Chosen) -> AbstractContextManager[object]:
    """Streamlit begins a run of a session while the one before still works something out; what they hold is shared."""
    lock = st.session_state.setdefault(f"{chosen.key} (slot)", Lock())
    return cast("AbstractContextManager[object]", lock)


def forget(chosen: Chosen, known_as: str) -> None:
    """Throw away what is typed, here and as a draft."""
    drafts().drop(known_as, chosen.key)
    st.session_state.pop(_held(chosen), None)


def _held(chosen: Chosen) -> str:
    return f"{chosen.key} (invulling)"


def drafts() -> Drafts:
    """The drafts of this server."""
    return Drafts(int(reads.parameters().number("keep_drafts", reads.today())))


def save(chosen: Chosen, filling: Filling, known_as: str) -> Draft | None:
    """Keep what is typed as a draft of its writer; when that does not work, the form says so."""
    try:
        draft = drafts().keep(known_as, chosen.key, filling.values, seen=filling.seen, now=datetime.now(UTC))
    except SamenlevenError as error:
        filling.not_saved = str(error)
        return None
    filling.saved_at, filling.not_saved = draft.saved_at, ""
    return draft


def work_out(chosen: Chosen, filling: Filling) -> None:
    """What is typed, checked and held against the agreement, as far as it is there."""
    typed = whole_numbers({name: filling.text(fields.field(fields.FIGURE, name)) for name in chosen.lines})
    stated = {name for name in chosen.lines if filling.values.get(fields.field(fields.UNKNOWN, name)) is True}
    filling.standing = {
        name: running(line, None if name in stated else typed[name], chosen.year, chosen.period, reads.parameters())
        for name, line in chosen.lines.items()
    }
    filling.totals = totals(filling.standing, stated, chosen.period)
    because = filling.text(fields.BECAUSE)
    today = reads.today()
    looked_at = (cached.open_store().version, today, frozenset(filling.values.items()))
    if filling.checked is None or filling.looked_at != looked_at:
        handed = fields.handed(chosen, filling.values)
        filling.checked = check_reports(handed, known.held_against(today), today, why=because)
        filling.looked_at = looked_at
    found = filling.checked
    wrong = fields.by_field(chosen, [*found.faults, *found.unconfirmed])
    # A fault that was mended while typing goes; a new one waits until somebody asks to look.
    filling.faults = {name: wrong[name] for name in filling.faults if name in wrong}
    filling.asked = frozenset(wrong)
    if not found.storable and filling.step is Step.SUMMARY:
        filling.step, filling.faults = Step.FILL, wrong
    filling.newer = _newer(chosen, filling.seen)


def _newer(chosen: Chosen, seen: int) -> dict[str, str]:
    """What somebody recorded since this form was begun, by measure."""
    found = {}
    for name, cell in chosen.cells().items():
        if cell.sequence > seen:
            who = named(cell.person_id, everybody())
            figure = "nog niet bekend" if cell.realised is None else dutch.number(cell.realised)
            found[name] = f"intussen: {figure}, van {who} ({dutch.moment(cell.handed_in_at)})"
    return found
