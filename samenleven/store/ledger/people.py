"""Who is behind a pseudonym: a name and an e-mail address, outside the ledger, so that they can be erased.

    samenleven.people/names/3f0c....json   one file per person, named after who the login service says it is

The pseudonym in the file is drawn at random and stands nowhere else beside the name. Who is erased loses the file: no
key and no calculation leads from the figures back to them, and when they log in again they are somebody new. Files are
replaced whole, so several programs may write at once.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import filelock

from samenleven.errors import StoreError
from samenleven.reporting.rights import Deed, Person, require
from samenleven.store import paths

LOCK = ".lock"
PATIENCE = 10.0  # seconds to wait for another program that writes a name
UNREADABLE = "De namen van wie aanmeldt kunnen niet gelezen of bewaard worden ({}). Kijk na of de map schrijfbaar is."


def folder(ledger: Path | None = None) -> Path:
    """Where names and the audit trail are: beside the ledger, that of the settings unless another is given."""
    return (ledger or paths.ledger_path()).with_suffix(".people")


@dataclass(frozen=True, kw_only=True)
class KnownPerson:
    """What is kept of somebody who logged in. `login` is when the login service last vouched for them (its `iat`), and
    `claim_values` what it then said in the claim that counts; logins up to `left` ended when they logged out."""

    person_id: str
    name: str
    email: str
    first_seen: date
    last_seen: date
    login: int = 0
    left: int = -1
    claim_values: tuple[str, ...] = ()


class People:
    """The names in one folder; it need not exist yet. Raises StoreError where the disk does not let it."""

    def __init__(self, place: Path | None = None) -> None:
        self.place = (place or folder()) / "names"

    def seen(
        self,
        issuer: str,
        subject: str,
        *,
        name: str,
        email: str,
        login: int,
        claim_values: Sequence[str],
        now: datetime,
    ) -> tuple[KnownPerson, bool]:
        """Somebody is here: what is known of them, and whether this is a login that was not seen before."""
        path = self._file(issuer, subject)
        told = {"name": name, "email": email, "last_seen": now.date(), "claim_values": tuple(claim_values)}
        known = _read(path)
        if known and replace(known, **told, login=max(login, known.login)) == known:  # type: ignore[arg-type]
            return known, False
        with self._alone():
            known = _read(path) or KnownPerson(
                person_id=secrets.token_hex(8), name=name, email=email, first_seen=now.date(), last_seen=now.date()
            )
            newer = replace(known, **told, login=max(login, known.login))  # type: ignore[arg-type]
            _write(path, newer)
        return newer, newer.login > known.login

    def find(self, issuer: str, subject: str) -> KnownPerson | None:
        """What is known of somebody, who need not be here now."""
        return _read(self._file(issuer, subject))

    def leave(self, issuer: str, subject: str, login: int) -> None:
        """Somebody logs out: no page that was opened with this login, or an earlier one, knows them any more."""
        path = self._file(issuer, subject)
        with self._alone():
            if known := _read(path):
                _write(path, replace(known, left=max(login, known.left)))

    def all(self) -> dict[str, KnownPerson]:
        """Everybody who is known, by pseudonym."""
        found = (_read(path) for path in sorted(self.place.glob("*.json")))
        return {one.person_id: one for one in found if one}

    def erase(self, person_id: str, *, by: Person) -> bool:
        """Forget who is behind a pseudonym, for good; False when nobody was known by it. Raises NotAllowed."""
        require(by, Deed.GIVE_ROLES)
        return self._erase(person_id)

    def _erase(self, person_id: str) -> bool:
        with self._alone():
            files = {path: _read(path) for path in self.place.iterdir() if path.name != LOCK}
            found = [path for path, one in files.items() if one and one.person_id == person_id]
            # What is no whole file was left by a program that died while it wrote: that goes too.
            for path in [*found, *(path for path in files if path.suffix != ".json")]:
                path.unlink(missing_ok=True)
        return bool(found)

    def keep(self, days: int, today: date) -> list[str]:
        """Erase who was not seen for longer than so many days; gives their pseudonyms."""
        oldest = today - timedelta(days=days)
        return [one for one, known in self.all().items() if known.last_seen < oldest and self._erase(one)]

    def _file(self, issuer: str, subject: str) -> Path:
        who = json.dumps([issuer, subject]).encode()
        return self.place / f"{hashlib.sha256(who).hexdigest()[:32]}.json"

    def _alone(self) -> filelock.BaseFileLock:
        try:
            self.place.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise StoreError(UNREADABLE.format(self.place)) from error
        return filelock.FileLock(self.place / LOCK, PATIENCE, mode=0o600)


def _read(path: Path) -> KnownPerson | None:
    """What a file says; None when there is none, or half of one."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        days = {name: date.fromisoformat(told[name]) for name in ("first_seen", "last_seen")}
        return KnownPerson(**told | days | {"claim_values": tuple(told["claim_values"])})
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError):
        return None
    except OSError as error:
        raise StoreError(UNREADABLE.format(path)) from error


def _write(path: Path, known: KnownPerson) -> None:
    draft = path.with_suffix(f".{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump(asdict(known), file, default=str, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise StoreError(UNREADABLE.format(path)) from error
