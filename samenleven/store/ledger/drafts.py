"""Half-filled forms, kept outside the ledger until somebody confirms them: they survive a closed browser and a login
that ended.

    samenleven.drafts/5c1f..../81b0....json    one folder per person, one file per form

Nobody reads the draft of another: it is asked by the pseudonym of who is logged in, and the files are this server's
alone. A draft is replaced whole, is bounded in size and number, and goes by itself when it was not touched for
`keep_drafts` days.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from samenleven.errors import StoreError
from samenleven.store import paths

LARGEST = 200_000  # bytes of one draft: a form with every field full has some 60,000
MOST = 20  # drafts of one person; the one that was not touched longest goes
SECONDS = 60.0  # that a folder without drafts stays: who just made it writes in it now
UNWRITABLE = (
    "Wat u invulde kan niet als concept bewaard worden ({}). Het staat nog op dit scherm: laat het open, en kijk na of "
    "de map schrijfbaar is en er plaats is op de schijf."
)


def folder() -> Path:
    """Where drafts are: beside the ledger."""
    return paths.ledger_path().with_suffix(".drafts")


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What stands in a form that was not confirmed. `seen` is the last batch of the ledger when it was begun."""

    values: Mapping[str, str | bool]
    saved_at: datetime
    seen: int


class Drafts:
    """The drafts in one folder; it need not exist yet. `days` is how long one is kept after it was touched last."""

    def __init__(self, days: int, place: Path | None = None) -> None:
        self.place = place or folder()
        self._kept = timedelta(days=days)

    def keep(self, person_id: str, form: str, values: Mapping[str, str | bool], *, seen: int, now: datetime) -> Draft:
        """Save what somebody has in a form now. Raises StoreError when it is too large or the disk does not let it."""
        draft = Draft(values=dict(values), saved_at=now, seen=seen)
        text = json.dumps({"values": draft.values, "saved_at": now.isoformat(), "seen": seen}, ensure_ascii=False)
        if len(text.encode()) > LARGEST:
            raise StoreError("Wat u invulde is te lang om als concept te bewaren. Maak de teksten korter.")
        path = self._file(person_id, form)
        beside = path.with_suffix(f".{secrets.token_hex(4)}")
        try:
            is_new = not path.exists()
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        except OSError as error:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            raise StoreError(UNWRITABLE.format(self.place)) from error
        if is_new:
            self._bound(path.parent)
            self.clean(now)
        return draft

    def find(self, person_id: str, form: str, now: datetime) -> Draft | None:
        """What somebody left in a form; None when there is nothing, it is too old, or it cannot be read."""
        path = self._file(person_id, form)
        try:
            said = json.loads(path.read_text(encoding="utf-8"))
            draft = Draft(
                values={str(name): value for name, value in said["values"].items() if isinstance(value, (str, bool))},
                saved_at=datetime.fromisoformat(said["saved_at"]),
                seen=int(said["seen"]),
            )
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None
        return draft if now - draft.saved_at <= self._kept else None

    def drop(self, person_id: str, form: str) -> None:
        """Forget one draft: it was confirmed, or its writer threw it away."""
        with suppress(OSError):
            self._file(person_id, form).unlink(missing_ok=True)

    def forget(self, person_id: str) -> None:
        """Forget every draft of somebody, as when their name is erased."""
        shutil.rmtree(self._file(person_id, "").parent, ignore_errors=True)

    def clean(self, now: datetime) -> int:
        """Forget what was not touched for too long, and what a killed program left; gives how many files went."""
        oldest = (now - self._kept).timestamp()
        gone = 0
        for path in self.place.glob("*/*"):
            with suppress(OSError):
                if path.stat().st_mtime < oldest:
                    path.unlink()
                    gone += 1
        for left in self.place.glob("*"):
            with suppress(OSError):
                if left.stat().st_mtime < now.timestamp() - SECONDS:  # not one that somebody is about to fill
                    left.rmdir()  # only where nothing is in it any more
        return gone

    def _file(self, person_id: str, form: str) -> Path:
        """The file of a draft; names are hashed, so that no sign of them means anything to a disk."""
        if not person_id:
            raise ValueError("a draft belongs to somebody")
        return self.place / _hashed(person_id) / f"{_hashed(form)}.json"

    def _bound(self, mine: Path) -> None:
        with suppress(OSError):
            found = sorted(mine.glob("*.json"), key=lambda path: path.stat().st_mtime)
            for path in found[:-MOST]:
                path.unlink(missing_ok=True)


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]
