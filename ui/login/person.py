"""Who looks at a page, or asks for a file: asked at every run, so that a token that ended or a role that was taken back
counts from the next click on.

Rights are asked where something is written (`samenleven/reporting/rights.py`); what a screen leaves out is for comfort.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request

from samenleven.errors import SamenlevenError
from samenleven.reporting import roles
from samenleven.reporting.rights import NOBODY, Person, Role
from samenleven.store.ledger.audit import Audit, Event, Happening
from samenleven.store.ledger.people import People
from ui.hooks import signing_in
from ui.login import given_out, login_setup
from ui.reading import reads

THIS_LAPTOP = "laptop"
LONGEST = 120  # signs of a name or a mail address; a login service may say anything


@dataclass(frozen=True)
class Here:
    """Who is here. `expired` when a login ended and nobody logged in again: then `known_as` still says whose drafts to
    keep, and `person` is nobody. `claim_values` is what the login service says, for who has no role yet."""

    person: Person
    name: str = ""
    known_as: str = ""
    expired: bool = False
    claim_values: tuple[str, ...] = ()


def who() -> Person:
    """Who looks at this run of a page, with what they may; nobody when they are not logged in."""
    return here().person


def here() -> Here:
    """The same, with the name and what became of the login."""
    return _laptop() or _of(signing_in.claims_of_run() if login_setup.is_configured() else {})


def of_request(request: Request) -> Here:
    """Who asks for a file; only for what changes nothing, because another site can ask for it in their name."""
    return _laptop() or _of(signing_in.claims_of(request.cookies) if login_setup.is_configured() else {})


def _laptop() -> Here | None:
    if not login_setup.is_laptop():
        return None
    return Here(Person(THIS_LAPTOP, Role.ADMIN), "deze laptop", THIS_LAPTOP)


def _of(claims: Mapping[str, Any]) -> Here:
    """Who these claims are of; a ledger or a disk that fails makes somebody a visitor, and the log says why."""
    issuer, subject = str(claims.get("iss") or ""), str(claims.get("sub") or "")
    if claims.get("is_logged_in") is not True or not issuer or not subject:
        return Here(NOBODY)
    try:
        return _known(claims, issuer, subject)
    except SamenlevenError:
        logging.getLogger("samenleven").exception("somebody who logged in cannot be known")
        return Here(NOBODY)


def _known(claims: Mapping[str, Any], issuer: str, subject: str) -> Here:
    people = People()
    before = people.find(issuer, subject)
    login = _seconds(claims.get("iat"))
    if _seconds(claims.get("exp")) <= time.time() or (before and login <= before.left):
        return Here(NOBODY, known_as=before.person_id if before else "", expired=True)
    held = roles.values(claims, login_setup.claim())
    now = datetime.now(UTC)
    name = next((str(claims[one]) for one in ("name", "preferred_username", "email") if claims.get(one)), "")
    known, is_new = people.seen(
        issuer,
        subject,
        name=name[:LONGEST],
        email=str(claims.get("email") or "")[:LONGEST],
        login=login,
        claim_values=held,
        now=now,
    )
    person = roles.act_as(known.person_id, held, given_out.in_force(), authorities())
    if is_new:
        given_out.keep(now)
        Audit().add(
            Event(
                at=now,
                happening=Happening.LOGIN,
                person_id=known.person_id,
                about=person.role,
                authority_id=person.authority_id,
            )
        )
    return Here(person, known.name or "zonder naam", known.person_id, claim_values=held)


def _seconds(value: object) -> int:
    """A moment in a token; what is none ended long ago."""
    return int(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else 0


def authorities() -> frozenset[str]:
    """The authorities that somebody can write for."""
    return frozenset(reads.authorities()["authority_id"])
