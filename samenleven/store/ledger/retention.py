"""How long names, drafts and events are kept, as the parameters say; the figures themselves stay for ever."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from samenleven.parameters import Parameters
from samenleven.store.ledger.audit import Audit, Event, Happening
from samenleven.store.ledger.drafts import Drafts
from samenleven.store.ledger.people import People

NAMES, EVENTS, DRAFTS = "keep_names", "keep_audit", "keep_drafts"
"""The parameters with the number of days."""


@dataclass(frozen=True)
class Gone:
    """What was kept long enough: how many names, days of the audit trail and files of drafts."""

    names: int
    days: int
    drafts: int


def keep(parameters: Parameters, now: datetime) -> Gone:
    """Erase what was kept long enough; every erased name is written down in the audit trail.

    Asked at each new login, on *beheer* and by `python -m samenleven erase-expired`. Raises StoreError.
    """
    audit, drafts = Audit(), Drafts(int(parameters.number(DRAFTS, now.date())))
    erased = People().keep(int(parameters.number(NAMES, now.date())), now.date())
    for person_id in erased:
        drafts.forget(person_id)  # they hold free text of who wrote them
        audit.add(Event(at=now, happening=Happening.ERASED, person_id=person_id, about="bewaartermijn"))
    return Gone(len(erased), audit.keep(int(parameters.number(EVENTS, now.date())), now.date()), drafts.clean(now))
