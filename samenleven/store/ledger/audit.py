"""The audit trail beside the ledger: who logged in, what was refused, whose name was erased.

    samenleven.people/audit/2026-11-30.jsonl   one file per day, one line per event

What is written to the ledger itself stands in the heads of its batches and is not repeated here. A line is written in
one go at the end of the file, and begins with the end of whatever came before: many may write at once, and half a line
of a program that died hides no other. Keeping a number of days is removing the files of the days before.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from samenleven.errors import StoreError
from samenleven.store.ledger import people


class Happening(StrEnum):
    """What an event is about."""

    LOGIN = "login"
    REFUSED = "refused"
    ERASED = "erased"


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened: when (UTC), who (a pseudonym, empty for nobody), and what it was about."""

    at: datetime
    happening: Happening
    person_id: str
    about: str = ""
    authority_id: str | None = None


class Audit:
    """The audit trail in one folder; it need not exist yet."""

    def __init__(self, place: Path | None = None) -> None:
        self.place = (place or people.folder()) / "audit"

    def add(self, event: Event) -> None:
        """Write down an event; it is on the disk when this returns. Raises StoreError."""
        line = f"\n{json.dumps(asdict(event) | {'at': event.at.isoformat()}, ensure_ascii=False)}\n".encode()
        try:
            self.place.mkdir(parents=True, exist_ok=True, mode=0o700)
            path = self.place / f"{event.at.astimezone(UTC).date()}.jsonl"
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                if os.write(file, line) < len(line):
                    raise OSError("the disk is full")
                os.fsync(file)
            finally:
                os.close(file)
        except OSError as error:
            raise StoreError(
                f"Het auditspoor kan niet bijgehouden worden ({self.place}); er is dus niets gebeurd. Kijk na of er "
                "plaats is."
            ) from error

    def events(self) -> Iterator[Event]:
        """Every event, from old to new."""
        for path in sorted(self.place.glob("*.jsonl")):
            for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
                if event := _event(line):
                    yield event

    def keep(self, days: int, today: date) -> int:
        """Remove what is older than so many days; gives how many days were removed."""
        oldest = (today - timedelta(days=days)).isoformat()
        old = [path for path in self.place.glob("*.jsonl") if path.stem < oldest]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)


def _event(line: str) -> Event | None:
    try:
        told = json.loads(line)
        return Event(**told | {"at": datetime.fromisoformat(told["at"]), "happening": Happening(told["happening"])})
    except (ValueError, TypeError, KeyError):
        return None
