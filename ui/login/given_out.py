"""The roles that were given out, as the ledger says now, and how long names and events are kept."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from samenleven import dutch
from samenleven.reporting import roles
from samenleven.reporting.records import RoleGrant, Subject
from samenleven.reporting.rights import Person, Role
from samenleven.store.ledger import Ledger, retention
from samenleven.store.ledger.audit import Audit, Event, Happening
from samenleven.store.ledger.drafts import Drafts
from samenleven.store.ledger.people import People
from ui.login import login_setup
from ui.reading import cached, reads


def in_force() -> dict[str, RoleGrant]:
    """Which role a claim value gives now."""
    return roles.in_force(grants(), login_setup.administrators())


def grants() -> tuple[RoleGrant, ...]:
    """Every role that was given or taken back, from old to new."""
    return tuple(grant for _, grant in numbered())


def numbered() -> tuple[tuple[int, RoleGrant], ...]:
    """The same, each with the number of the batch that says so."""
    ledger = cached.ledger()
    given = tuple(one.sequence for one in ledger.batches() if one.subject is Subject.ROLE)
    return _of(ledger, given)


@lru_cache(4)
def _of(ledger: Ledger, given: tuple[int, ...]) -> tuple[tuple[int, RoleGrant], ...]:
    """The grants in these batches: files that are there never change."""
    return tuple(
        (
            sequence,
            RoleGrant(
                claim_value=row["claim_value"],
                role=Role(row["role"]) if row["role"] else None,
                authority_id=row["authority_id"],
            ),
        )
        for sequence in given
        for row in ledger.rows(sequence).to_pylist()
    )


def days(name: str) -> int:
    """How many days something is kept: `keep_names`, `keep_audit` or `keep_drafts`."""
    return int(reads.parameters().number(name, reads.today()))


def days_said(name: str) -> str:
    """The same in words."""
    return in_words(days(name))


def in_words(count: int) -> str:
    """A number of days, in years too where they are whole: "1.827 dagen (5 jaar)"."""
    years, rest = divmod(count, 365)
    more = f" ({years} jaar)" if years > 1 and rest <= (years + 3) // 4 else ""
    return dutch.counted(count, "dag", "dagen") + more


def erase(person_id: str, *, by: Person, now: datetime) -> bool:
    """Forget who is behind a pseudonym, with what they left half filled in; False when nobody was known by it.

    Raises NotAllowed, StoreError.
    """
    found = People().erase(person_id, by=by)
    Drafts(days(retention.DRAFTS)).forget(person_id)  # they hold free text of who wrote them
    if found:
        Audit().add(Event(at=now, happening=Happening.ERASED, person_id=by.person_id, about=person_id))
    return found


def keep(now: datetime) -> None:
    """Erase what was kept long enough; asked at each new login and on *beheer*."""
    retention.keep(reads.parameters(), now)
