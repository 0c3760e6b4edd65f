"""Who may do what. Asked where something is written, never only on screen.

Roles: a visitor reads what is published; a local authority reads all and writes for itself, or for a cooperation that
it takes part in; the cabinet and the agency (ABB) write all, decide and import; an administrator also gives out roles.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from samenleven.errors import SamenlevenError


class Role(StrEnum):
    """What somebody is here for; the order is that of what they may."""

    VISITOR = "visitor"
    LOCAL = "local"
    AGENCY = "agency"
    ADMIN = "admin"


class Deed(StrEnum):
    """Something that is written."""

    REPORT = "report"
    AGREE = "agree"
    CONFIRM = "confirm"
    DECIDE = "decide"
    GIVE_ROLES = "give_roles"
    SET = "set"


FOR_ITSELF = frozenset({Deed.REPORT, Deed.SET})
"""What a local authority may do, for itself or its cooperation only."""


@dataclass(frozen=True)
class Person:
    """Somebody who is logged in: a pseudonym, a role, and for a local authority which one."""

    person_id: str
    role: Role
    authority_id: str | None = None


NOBODY = Person("", Role.VISITOR)


class NotAllowed(SamenlevenError):
    """Somebody tried to write what is not theirs to write."""


def may(person: Person, deed: Deed, taking_part: Collection[str] = ()) -> bool:
    """Whether a person may do this for an agreement that these authorities take part in (the applicant included)."""
    if person.role is Role.ADMIN:
        return True
    if person.role is Role.AGENCY:
        return deed is not Deed.GIVE_ROLES
    return person.role is Role.LOCAL and deed in FOR_ITSELF and person.authority_id in taking_part


def require(person: Person, deed: Deed, taking_part: Collection[str] = ()) -> None:
    """Stop who may not: raises NotAllowed."""
    if may(person, deed, taking_part):
        return
    if person.role is Role.VISITOR:
        raise NotAllowed("U bent niet aangemeld. Meld u aan en probeer het opnieuw; wat u invulde, blijft bewaard.")
    if person.role is Role.LOCAL and deed in FOR_ITSELF:
        raise NotAllowed(
            "Dit is niet van uw bestuur: u kunt alleen cijfers indienen voor uw eigen bestuur of voor een verband waar "
            "het aan deelneemt. Klopt dat niet, vraag dan aan de beheerder om uw bestuur na te kijken."
        )
    raise NotAllowed("Uw rol laat dit niet toe. Vraag aan de beheerder wie dit wel kan.")
