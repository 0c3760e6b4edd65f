"""Names and the audit trail, on a real disk: erased is gone, many write at once, half a line hides nothing."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from samenleven.errors import StoreError
from samenleven.reporting.rights import NotAllowed, Person, Role
from samenleven.store import paths
from samenleven.store.ledger import people
from samenleven.store.ledger.audit import Audit, Event, Happening
from samenleven.store.ledger.people import KnownPerson, People

ADMIN = Person("b", Role.ADMIN)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def seen(
    place: Path, subject: str = "an", *, login: int = 1, now: datetime = NOON, name: str = "An"
) -> tuple[KnownPerson, bool]:
    return People(place).seen(
        "https://aan.be", subject, name=name, email=f"{name}@x.be", login=login, claim_values=["ABB"], now=now
    )


def event(number: int = 0, **changes: object) -> Event:
    told: dict[str, object] = {"at": NOON, "happening": Happening.LOGIN, "person_id": "p", "about": str(number)}
    return Event(**told | changes)  # type: ignore[arg-type]


def test_names_stand_beside_the_ledger(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SAMENLEVEN_LEDGER", str(tmp_path / "boek.ledger"))
    assert people.folder() == tmp_path / "boek.people"
    assert paths.ledger_path().parent == people.folder().parent


def test_somebody_keeps_a_pseudonym_and_a_login_counts_once(tmp_path: Path) -> None:
    first, new = seen(tmp_path)
    assert new
    assert (first.first_seen, first.last_seen, first.claim_values) == (NOON.date(), NOON.date(), ("ABB",))
    again, new = seen(tmp_path)
    assert (again, new) == (first, False)
    later, new = seen(tmp_path, login=2, now=NOON + timedelta(days=3), name="An Peeters")
    assert new
    assert later.person_id == first.person_id
    assert (later.name, later.first_seen, later.last_seen) == ("An Peeters", NOON.date(), date(2026, 3, 5))
    old_tab, new = seen(tmp_path, login=1, now=NOON + timedelta(days=3), name="An Peeters")
    assert (old_tab, new) == (later, False)


def test_who_logs_out_is_out_everywhere_until_the_next_login(tmp_path: Path) -> None:
    seen(tmp_path, login=5)
    People(tmp_path).leave("https://aan.be", "an", 5)
    known = People(tmp_path).find("https://aan.be", "an")
    assert known is not None
    assert known.left == 5
    People(tmp_path).leave("https://aan.be", "an", 3)  # an older page
    later, new = seen(tmp_path, login=6)
    assert (later.left, later.login, new) == (5, 6, True)
    People(tmp_path).leave("https://aan.be", "vreemd", 9)
    assert People(tmp_path).find("https://aan.be", "vreemd") is None


def test_the_same_subject_of_another_login_service_is_somebody_else(tmp_path: Path) -> None:
    here, _ = seen(tmp_path)
    there, _ = People(tmp_path).seen("https://elders.be", "an", name="", email="", login=1, claim_values=[], now=NOON)
    assert here.person_id != there.person_id
    assert set(People(tmp_path).all()) == {here.person_id, there.person_id}


def test_an_erased_name_is_nowhere_and_never_comes_back(tmp_path: Path) -> None:
    known, _ = seen(tmp_path, name="Zeldzame")
    kept, _ = seen(tmp_path, "bo", name="Bo")
    (tmp_path / "names" / "half.1234").write_text('{"name": "Zeldzame"', encoding="utf-8")  # of a program that died
    assert People(tmp_path).erase(known.person_id, by=ADMIN)
    assert not People(tmp_path).erase(known.person_id, by=ADMIN)
    left = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"Zeldzame" not in left
    assert known.person_id.encode() not in left
    assert set(People(tmp_path).all()) == {kept.person_id}
    anew, new = seen(tmp_path, name="Zeldzame")
    assert new
    assert anew.person_id != known.person_id


@pytest.mark.parametrize("role", [Role.VISITOR, Role.LOCAL, Role.AGENCY])
def test_only_an_administrator_erases(tmp_path: Path, role: Role) -> None:
    known, _ = seen(tmp_path)
    with pytest.raises(NotAllowed):
        People(tmp_path).erase(known.person_id, by=Person("x", role, "46021"))
    assert known.person_id in People(tmp_path).all()


def test_names_are_for_the_owner_of_the_files_only(tmp_path: Path) -> None:
    seen(tmp_path)
    Audit(tmp_path).add(event())
    assert {path.stat().st_mode & 0o077 for path in (tmp_path / "names", tmp_path / "audit")} == {0}
    assert {path.stat().st_mode & 0o077 for path in tmp_path.rglob("*.json*")} == {0}


@pytest.mark.parametrize(("days_ago", "kept"), [(29, True), (30, True), (31, False)])
def test_how_long_a_name_is_kept(tmp_path: Path, days_ago: int, kept: bool) -> None:
    known, _ = seen(tmp_path)
    gone = People(tmp_path).keep(30, NOON.date() + timedelta(days=days_ago))
    assert gone == ([] if kept else [known.person_id])
    assert (known.person_id in People(tmp_path).all()) is kept


@pytest.mark.parametrize(("days_ago", "kept"), [(29, True), (30, True), (31, False)])
def test_how_long_the_audit_trail_is_kept(tmp_path: Path, days_ago: int, kept: bool) -> None:
    Audit(tmp_path).add(event())
    assert Audit(tmp_path).keep(30, NOON.date() + timedelta(days=days_ago)) == (0 if kept else 1)
    assert (list(Audit(tmp_path).events()) != []) is kept


def test_half_a_line_hides_no_other(tmp_path: Path) -> None:
    Audit(tmp_path).add(event(1))
    path = next((tmp_path / "audit").iterdir())
    whole = path.read_bytes()
    for cut in range(1, len(whole)):
        path.write_bytes(whole + whole[:cut])
        Audit(tmp_path).add(event(2))
        told = [one.about for one in Audit(tmp_path).events()]
        assert (told[0], told[-1]) == ("1", "2")
        assert set(told) <= {"1", "2"}


def test_what_an_event_says_comes_back(tmp_path: Path) -> None:
    told = event(authority_id="46021", about='rij "1"\nen é')
    Audit(tmp_path).add(told)
    Audit(tmp_path).add(event(at=NOON - timedelta(days=1)))
    assert list(Audit(tmp_path).events()) == [event(at=NOON - timedelta(days=1)), told]


MANY = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from samenleven.store.ledger.audit import Audit, Event, Happening
from samenleven.store.ledger.people import People
place, writer = Path(sys.argv[1]), sys.argv[2]
now = datetime(2026, 3, 2, tzinfo=UTC)
for number in range(50):
    Audit(place).add(Event(at=now, happening=Happening.LOGIN, person_id=writer, about=f"{number}" * 50))
    People(place).seen("i", f"s{number % 5}", name=writer, email="", login=number, claim_values=[], now=now)
"""


def test_many_programs_write_at_once(tmp_path: Path) -> None:
    writers = [subprocess.Popen([sys.executable, "-c", MANY, str(tmp_path), str(n)], cwd=paths.ROOT) for n in range(4)]
    assert [one.wait(timeout=60) for one in writers] == [0] * 4
    told = [(one.person_id, one.about) for one in Audit(tmp_path).events()]
    assert sorted(told) == sorted((str(writer), f"{number}" * 50) for writer in range(4) for number in range(50))
    assert len(People(tmp_path).all()) == 5


def test_a_disk_that_does_not_write_is_said(tmp_path: Path) -> None:
    (tmp_path / "audit").write_text("", encoding="utf-8")
    (tmp_path / "names").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="auditspoor"):
        Audit(tmp_path).add(event())
    with pytest.raises(StoreError, match="namen"):
        seen(tmp_path)
