"""The list of everything that was done: the ledger and the audit trail as one, and how long things are kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from samenleven.reporting.records import Origin, RoleGrant, Subject
from samenleven.reporting.rights import NotAllowed, Person, Role
from samenleven.store.ledger import Ledger
from samenleven.store.ledger.audit import Audit, Event, Happening
from samenleven.store.ledger.drafts import Drafts
from samenleven.store.ledger.people import KnownPerson, People
from ui.admin import trail_entries as trail
from ui.filters.address import Address
from ui.login import given_out, names

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ADMIN, LOCAL = Person("bea", Role.ADMIN), Person("lo", Role.LOCAL, "46021")
GRANT = RoleGrant(claim_value="SN", role=Role.LOCAL, authority_id="46021")


@pytest.fixture
def ledger(store_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    """A ledger in which an administrator gave a role, and somebody else tried to."""
    monkeypatch.setenv("SAMENLEVEN_LEDGER", str(tmp_path / "boek.ledger"))
    made = Ledger()
    made.write(Subject.ROLE, [GRANT], person=ADMIN, origin=Origin.FORM, now=NOON, why="Nieuw")
    with pytest.raises(NotAllowed):
        made.write(Subject.ROLE, [GRANT], person=LOCAL, origin=Origin.FORM, now=NOON + timedelta(minutes=1))
    Audit().add(
        Event(at=NOON + timedelta(hours=11, minutes=30), happening=Happening.LOGIN, person_id="lo", about="local")
    )
    return made


def test_what_was_refused_is_written_down_and_nothing_else_is(ledger: Ledger) -> None:
    assert ledger.sequence == 1
    refused, _ = Audit().events()
    assert (refused.happening, refused.person_id, refused.about, refused.authority_id) == (
        *(Happening.REFUSED, "lo", "role"),
        "46021",
    )


@pytest.mark.parametrize(
    ("sentence", "asked", "kinds"),
    [
        ("alles, van nieuw naar oud", {}, ["login", "refused", "in-role"]),
        ("van één mens", {"wie": "bea"}, ["in-role"]),
        ("van één soort", {"wat": "refused"}, ["refused"]),
        ("over één bestuur", {"bestuur": "46021"}, ["refused", "in-role"]),
        ("over een ander bestuur", {"bestuur": "41002"}, []),
        ("van één dag", {"dag": "2026-03-01"}, ["refused", "in-role"]),
        ("een dag begint op de klok in Brussel", {"dag": "2026-03-02"}, ["login"]),
        ("een dag die niet bestaat", {"dag": "gisteren"}, []),
        ("samen", {"wie": "lo", "bestuur": "46021"}, ["refused"]),
    ],
)
def test_the_filters(sentence: str, asked: dict[str, str], kinds: list[str], ledger: Ledger) -> None:
    found = trail.chosen(trail.entries(), Address("beheer", tuple(asked.items())))
    assert [one.kind for one in found] == kinds, sentence


def test_a_file_says_of_every_row_what_when_and_who(ledger: Ledger) -> None:
    known = {"bea": KnownPerson(person_id="bea", name="Bea", email="", first_seen=NOON.date(), last_seen=NOON.date())}
    rows = trail.frame(trail.entries(), known).to_dict("records")
    assert rows[-1] == {
        "recorded_at": "2026-03-01 13:00:00+01:00",
        "happening": "bewaard: rol",
        "name": "Bea",
        "person_id": "bea",
        "about": "nummer 1, 1 rij",
        "authority_id": "46021",
        "why": "Nieuw",
    }
    assert {row["name"] for row in rows[:-1]} == {names.ERASED}


def test_who_is_not_seen_for_long_enough_is_forgotten_and_that_is_written_down(ledger: Ledger) -> None:
    known, _ = People().seen("i", "s", name="Lang Geleden", email="", login=1, claim_values=[], now=NOON)
    days = given_out.days("keep_names")
    given_out.keep(NOON + timedelta(days=days))
    assert known.person_id in People().all()
    given_out.keep(NOON + timedelta(days=days + 1))
    assert People().all() == {}
    (erased,) = (one for one in Audit().events() if one.happening is Happening.ERASED)
    assert (erased.person_id, erased.about) == (known.person_id, "bewaartermijn")


def test_with_a_name_go_the_drafts_of_that_person_and_no_others(ledger: Ledger) -> None:
    drafts = Drafts(given_out.days("keep_drafts"))
    known, _ = People().seen("i", "s", name="Anna", email="", login=1, claim_values=[], now=NOON)
    for one in (known.person_id, "bert"):
        drafts.keep(one, "rapport", {"reden": "Anna is ziek"}, seen=0, now=NOON)
    with pytest.raises(NotAllowed):
        given_out.erase(known.person_id, by=LOCAL, now=NOON)
    assert drafts.find(known.person_id, "rapport", NOON)
    assert given_out.erase(known.person_id, by=ADMIN, now=NOON)
    assert drafts.find(known.person_id, "rapport", NOON) is None
    assert drafts.find("bert", "rapport", NOON)
    (erased,) = (one for one in Audit().events() if one.happening is Happening.ERASED)
    assert (erased.person_id, erased.about) == ("bea", known.person_id)


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "1 dag"), (365, "365 dagen"), (730, "730 dagen (2 jaar)"), (1827, "1.827 dagen (5 jaar)"), (800, "800 dagen")],
)
def test_how_long_is_said_in_whole_years_too(count: int, said: str) -> None:
    assert given_out.in_words(count) == said
