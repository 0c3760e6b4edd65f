"""Everything that was done, as one list: what stands in the ledger, and the audit trail beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd

from samenleven import dutch, terms
from samenleven.dutch import BRUSSELS
from samenleven.store import Store
from samenleven.store.ledger import state
from samenleven.store.ledger.audit import Audit, Event, Happening
from samenleven.store.ledger.people import KnownPerson
from ui.filters.address import Address
from ui.login import names
from ui.reading.cached import per_store

WHO, WHAT, FOR, DAY = "wie", "wat", "bestuur", "dag"
KINDS = {f"in-{code}": f"bewaard: {word}" for code, word in terms.SUBJECT.items()} | dict(terms.HAPPENING)
"""What an entry is about, by code: something written to the ledger, or an event of the audit trail."""


@dataclass(frozen=True)
class Entry:
    """One thing that was done: when, by whom (a pseudonym), what, about what, for which authorities, and why."""

    at: datetime
    person_id: str
    kind: str
    about: str
    authority_ids: frozenset[str]
    why: str = ""


def entries() -> list[Entry]:
    """Everything, newest first."""
    happened = [_of_event(event) for event in Audit().events()]
    return sorted([*_written(), *happened], key=lambda one: one.at, reverse=True)


def chosen(every: Sequence[Entry], address: Address) -> list[Entry]:
    """The entries that the filters of an address ask for."""
    who, what, authority_id, day = (address.get(key) or "" for key in (WHO, WHAT, FOR, DAY))
    return [
        one
        for one in every
        if who in ("", one.person_id)
        and what in ("", one.kind)
        and (not authority_id or authority_id in one.authority_ids)
        and day in ("", local_day(one.at).isoformat())
    ]


def local_day(at: datetime) -> date:
    """The day of a moment on the clock in Brussels."""
    return at.astimezone(BRUSSELS).date()


def frame(found: Sequence[Entry], known: dict[str, KnownPerson]) -> pd.DataFrame:
    """The entries as a table for a file: every row with its kind and its moment."""
    rows = [
        {
            "recorded_at": one.at.astimezone(BRUSSELS).isoformat(" ", "seconds"),
            "happening": KINDS[one.kind],
            "name": names.named(one.person_id, known),
            "person_id": one.person_id,
            "about": one.about,
            "authority_id": " ".join(sorted(one.authority_ids)),
            "why": one.why,
        }
        for one in found
    ]
    return pd.DataFrame(rows, columns=["recorded_at", "happening", "name", "person_id", "about", "authority_id", "why"])


@per_store(2)
def _written(store: Store) -> tuple[Entry, ...]:
    """What stands in the ledger, asked of the store: opening every file would take a minute after some years."""
    return tuple(_of_batch(row) for row in state.batches(store))


def _of_batch(row: dict[str, Any]) -> Entry:
    about = f"nummer {row['sequence']}, {dutch.counted(row['rows'], 'rij', 'rijen')}"
    about += f", uit {row['file_name']}" if row["file_name"] else ""
    who_for = frozenset(row["authority_ids"])
    return Entry(row["recorded_at"], row["person_id"], f"in-{row['subject']}", about, who_for, row["why"] or "")


def _of_event(event: Event) -> Entry:
    about = {
        Happening.LOGIN: terms.ROLE.get(event.about, event.about),
        Happening.REFUSED: terms.SUBJECT.get(event.about, event.about),
        Happening.ERASED: event.about,
    }[event.happening]
    who_for = frozenset([event.authority_id] if event.authority_id else [])
    return Entry(event.at, event.person_id, event.happening, about, who_for)
