"""The files of the ledger: one per confirmed batch, in a row, never changed and never removed.

    samenleven.ledger/00000001.parquet    its rows, and in its head who recorded it, when, why and after which file
    samenleven.ledger/00000002.parquet

A batch is written beside its place, brought to the disk, and then linked under the next number, which must not exist
yet: a killed program leaves the batch whole or not at all, and of two writers one is told that the other came first.
Each head holds the hash of the file before, so a missing or changed file shows (`verify`).
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import filelock
import pyarrow as pa
import pyarrow.parquet as pq

from samenleven import dutch
from samenleven.errors import Fault, LedgerError, SamenlevenError
from samenleven.reporting.closing import Closed, closed
from samenleven.reporting.records import Batch, Origin, Record, Subject
from samenleven.reporting.rights import NotAllowed, Person
from samenleven.store import paths
from samenleven.store.connection import Store
from samenleven.store.ledger import columns, people, rights
from samenleven.store.ledger.audit import Audit, Event, Happening

FORMAT = 1
"""Raised whenever the columns or the head change; `_UPGRADES` then says how an older file is read."""

HEAD = b"samenleven"
PATIENCE = 60.0  # seconds to wait for others who are writing
NAME = "{:08d}.parquet"

_UPGRADES: dict[int, Any] = {}
"""From a format to the function that gives the rows of such a file the columns of the next format."""


class Conflict(SamenlevenError):
    """Somebody recorded the same cells meanwhile: `batch` is theirs, `cells` the keys that both are about."""

    def __init__(self, batch: Batch, cells: set[tuple[Any, ...]]) -> None:
        self.batch, self.cells = batch, cells
        what = "hetzelfde cijfer" if len(cells) == 1 else f"{len(cells)} dezelfde cijfers"
        super().__init__(
            f"Intussen bewaarde iemand anders {what} ({dutch.moment(batch.recorded_at)}). Uw invoer is niet weg: "
            "bekijk wat er nu staat en bevestig opnieuw als uw cijfers gelden."
        )


class Ledger:
    """The ledger in one folder. Safe to use from several threads and programs; it need not exist yet."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or paths.ledger_path()
        self.practice = paths.is_practice()
        self._heads: list[Batch] = []
        self._hashes: dict[int, str] = {}

    @property
    def sequence(self) -> int:
        """The number of the last batch, 0 when there is none."""
        return self.batches()[-1].sequence if self.batches() else 0

    def path(self, sequence: int) -> Path:
        """The file of a batch."""
        return self.folder / NAME.format(sequence)

    def batches(self, after: int = 0) -> list[Batch]:
        """The heads of all batches after a number, in order. Raises LedgerError when one cannot be read."""
        while self.path(len(self._heads) + 1).exists():
            self._heads.append(self._head(len(self._heads) + 1))
        return self._heads[after:]

    def rows(self, sequence: int) -> pa.Table:
        """The rows of a batch, as the program of today knows them. Raises LedgerError."""
        try:
            rows = pq.read_table(self.path(sequence))
        except (OSError, pa.ArrowException) as error:
            raise self._unreadable(sequence) from error
        for older in range(_format_of(rows.schema), FORMAT):
            rows = _UPGRADES[older](rows)
        return rows.replace_schema_metadata(None)

    def hash_of(self, sequence: int) -> str:
        """The hash of the file of a batch; that of no batch is empty."""
        if sequence and sequence not in self._hashes:
            self._hashes[sequence] = _hash(self.path(sequence))
        return self._hashes.get(sequence, "")

    def write(
        self,
        subject: Subject,
        rows: Sequence[Record] | pa.Table,
        *,
        person: Person,
        origin: Origin,
        now: datetime | None = None,
        store: Store | None = None,
        seen: int | None = None,
        why: str | None = None,
        file_name: str | None = None,
        file_sha256: str | None = None,
    ) -> Batch:
        """Record rows as one batch, all or nothing; gives its head once it is safe on the disk.

        `store` says who takes part in what, for a person of a local authority. `seen` is the number of the last batch
        that the sender knew: raises Conflict when a later one is about the same cells. Raises NotAllowed when the
        person may not, YearClosed for a project year that is an archive, LedgerError when it cannot be written or the
        same file was recorded before.
        """
        table = rows if isinstance(rows, pa.Table) else columns.table_of(subject, rows)
        table = table.select(columns.SCHEMAS[subject].names).cast(columns.SCHEMAS[subject])
        if not table.num_rows:
            raise LedgerError("Er is niets om te bewaren: er zijn geen rijen.")
        self._require(person, subject, table, store, now)
        with self._alone():
            self._never_twice(file_sha256)
            if "project_year" in table.column_names:
                self.closed().require_open(table.column("project_year").to_pylist())
            if seen is not None:
                self._no_conflict(subject, table, seen)
            batch = Batch(
                sequence=self.sequence + 1,
                subject=subject,
                recorded_at=(now or datetime.now(UTC)).astimezone(UTC),
                person_id=person.person_id,
                origin=origin,
                rows=table.num_rows,
                previous=self.hash_of(self.sequence),
                why=why,
                file_name=file_name,
                file_sha256=file_sha256,
            )
            self._add(batch, table)
        return batch

    def _require(
        self, person: Person, subject: Subject, table: pa.Table, store: Store | None, now: datetime | None
    ) -> None:
        """Stop who may not write this, and write down that they tried. Raises NotAllowed."""
        try:
            rights.require(person, subject, table, store)
        except NotAllowed:
            column = "applicant_id" if "applicant_id" in table.column_names else "authority_id"
            tried = sorted({one for one in table.column(column).to_pylist() if one})
            Audit(people.folder(self.folder)).add(
                Event(
                    at=now or datetime.now(UTC),
                    happening=Happening.REFUSED,
                    person_id=person.person_id,
                    about=subject,
                    authority_id=tried[0] if len(tried) == 1 else None,
                )
            )
            raise

    def closed(self) -> Closed:
        """Which project years are an archive now: asked of the ledger itself, for a store may be older."""
        changes = (self.rows(batch.sequence) for batch in self.batches() if batch.subject is Subject.SETTING)
        rows = [row for table in changes for row in table.to_pylist() if row["authority_id"] is None]
        return closed((row["name"], row["value"]) for row in rows)

    def verify(self) -> list[Fault]:
        """What is wrong with the files: a gap, a file that cannot be read, or one that is not as it was recorded."""
        faults = []
        names = sorted(path.name for path in self.folder.glob("*.parquet"))
        for number, name in enumerate(names, 1):
            if name != NAME.format(number):
                faults.append(_fault(name, f"Batch {number} ontbreekt.", "Zet de map terug uit een kopie."))
                break
            try:
                head, rows = self._head(number), self.rows(number)
            except LedgerError as error:
                faults.append(_fault(name, str(error), "Zet het bestand terug uit een kopie."))
                continue
            before = _hash(self.path(number - 1)) if number > 1 else ""
            if head.sequence != number or head.rows != rows.num_rows:
                faults.append(_fault(name, "De inhoud past niet bij zijn hoofd.", "Zet het terug uit een kopie."))
            if head.previous != before:
                what = f"Batch {number - 1} is na het bewaren veranderd." if number > 1 else "Dit is niet de eerste."
                faults.append(_fault(name, what, "Zet dat bestand terug uit een kopie."))
        return faults

    def _add(self, batch: Batch, table: pa.Table) -> None:
        """Write the file beside its place, bring it to the disk and link it under its number."""
        head = {"format": FORMAT, "practice": self.practice} | asdict(batch)
        head |= {"recorded_at": batch.recorded_at.isoformat()}
        table = table.replace_schema_metadata({HEAD: json.dumps(head, ensure_ascii=False)})
        draft = self.folder / f".{batch.sequence}.{secrets.token_hex(4)}.new"
        try:
            with draft.open("wb") as file:
                pq.write_table(table, file, compression="zstd")
                file.flush()
                os.fsync(file.fileno())
            os.link(draft, self.path(batch.sequence))
            with suppress(PermissionError):  # Windows opens no folders
                folder = os.open(self.folder, os.O_RDONLY)
                os.fsync(folder)
                os.close(folder)
        except OSError as error:
            raise self._unwritable() from error
        finally:
            with suppress(OSError):
                draft.unlink()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Only one writer at a time, so that nobody has to try again; the link would catch a second one."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = filelock.FileLock(self.folder / ".slot", timeout=PATIENCE)
            lock.acquire()
        except filelock.Timeout as error:
            raise LedgerError("Er wordt al een tijd iets anders bewaard. Probeer het zo dadelijk opnieuw.") from error
        except OSError as error:
            raise self._unwritable() from error
        try:
            for left in self.folder.glob(".*.new"):  # of a program that was killed
                with suppress(OSError):
                    left.unlink()
            yield
        finally:
            lock.release()

    def _never_twice(self, sha256: str | None) -> None:
        for batch in self.batches():
            if sha256 and batch.file_sha256 == sha256:
                raise LedgerError(
                    f"Dit bestand is al bewaard ({dutch.moment(batch.recorded_at)}, nummer {batch.sequence}). Er is "
                    "niets veranderd. Verbeter het bestand als u iets anders wilt indienen."
                )

    def _no_conflict(self, subject: Subject, table: pa.Table, seen: int) -> None:
        mine = columns.keys(subject, table)
        about = {subject, columns.SAME_CELLS.get(subject, subject)}
        for batch in self.batches(after=seen):
            if batch.subject in about:
                both = mine & columns.keys(batch.subject, self.rows(batch.sequence))
                if both:
                    raise Conflict(batch, both)

    def _head(self, sequence: int) -> Batch:
        try:
            said = json.loads((pq.read_schema(self.path(sequence)).metadata or {})[HEAD])
            known = {field.name: said[field.name] for field in fields(Batch)}
            known |= {"subject": Subject(said["subject"]), "origin": Origin(said["origin"])}
            head = Batch(**known | {"recorded_at": datetime.fromisoformat(said["recorded_at"])})
        except (OSError, pa.ArrowException, KeyError, TypeError, ValueError) as error:
            raise self._unreadable(sequence) from error
        if said["format"] > FORMAT:
            raise LedgerError(
                f"{self.path(sequence)} is bewaard door een nieuwere versie van Samenleven. Werk het programma bij."
            )
        if said.get("practice", False) != self.practice:
            where = "een echt register" if self.practice else "de oefenomgeving"
            raise LedgerError(
                f"{self.path(sequence)} komt uit {where} en telt hier niet. Zet de juiste map terug, of kies een "
                "andere met de instelling SAMENLEVEN_LEDGER."
            )
        return head

    def _unreadable(self, sequence: int) -> LedgerError:
        return LedgerError(
            f"Het register van afspraken en rapporteringen kan niet gelezen worden: {self.path(sequence)} is "
            "beschadigd. Zet het terug uit een kopie."
        )

    def _unwritable(self) -> LedgerError:
        return LedgerError(
            f"Er is niets bewaard: in de map {self.folder} kan niet geschreven worden. Kijk na of ze beschrijfbaar is "
            "en er plaats is op de schijf. Wat u invulde, blijft staan."
        )


def _format_of(schema: pa.Schema) -> int:
    return int(json.loads((schema.metadata or {})[HEAD])["format"])


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _fault(name: str, what: str, remedy: str) -> Fault:
    return Fault(name, None, what, remedy)
