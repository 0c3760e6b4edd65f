"""The name behind a pseudonym, for who may see it."""

from __future__ import annotations

from samenleven.store.ledger.people import KnownPerson, People
from ui.login.person import THIS_LAPTOP

ERASED = "gewiste naam"


def named(person_id: str, known: dict[str, KnownPerson]) -> str:
    """Who wrote something: the name, or that it was erased; `known` is everybody (`People().all()`)."""
    if not person_id:
        return "niemand"
    if person_id == THIS_LAPTOP:
        return "deze laptop"
    found = known.get(person_id)
    return (found.name or "zonder naam") if found else ERASED


def everybody() -> dict[str, KnownPerson]:
    """Everybody whose name is kept, by pseudonym."""
    return People().all()
