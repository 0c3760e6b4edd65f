"""Files with new figures that are taken in while the program runs: the next year of Statbel, a published figure.

    samenleven.extra/00000001/population.csv    what was taken in first, never changed and never removed
    samenleven.extra/00000001/origin.csv

They have the columns of the same files in data/ and pass the same check, all together with data/; a row with the key of
an older one takes its place. What is shown beforehand is the difference between two real builds, so what is taken in
can be built.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import filelock

from samenleven import dutch, file_text
from samenleven.eligibility import Eligibility, judge_all
from samenleven.errors import DataError, Fault, StoreError, short
from samenleven.reporting.records import Batch, Origin, SettingChange, Subject
from samenleven.reporting.rights import Deed, Person, require
from samenleven.store import areas, builder, catalogue, paths, tables
from samenleven.store.connection import Store
from samenleven.store.ledger import Ledger

TABLES = ("population", "origin", "published_figure", "source")
"""What can be taken in: counts of the statistical office, published figures, and the sources that they name."""
LARGEST = 5_000_000
"""In bytes: counts of all municipalities over thirty years are 1 MB."""
NAME = "{:08d}"
TAKEN_IN = "taken_in"
"""The setting in the ledger that says which folder was taken in last, by whom and when."""
PATIENCE = 60.0  # seconds to wait for others who take something in
BEFORE_2025 = (
    "De drempels en akkoorden van het plan gelden per gemeente van daarvoor, en de telling van een fusiegemeente laat "
    "zich niet verdelen. Lees tellingen per gemeente van voor de fusies in."
)


@dataclass(frozen=True)
class Changed:
    """What a file would do to the rows of its table."""

    table: str
    new: int
    changed: int
    unchanged: int


@dataclass(frozen=True)
class Large:
    """How many municipalities may apply alone by the newest counts, and of how many that is uncertain."""

    counted_on: date | None
    alone: int
    uncertain: int


@dataclass(frozen=True)
class Preview:
    """What files would do: their rows by table, and who may apply alone before and after.

    `batch` recorded them in the ledger; None while they are only looked at.
    """

    rows: tuple[Changed, ...]
    before: Large
    after: Large
    batch: Batch | None = None

    @property
    def does_nothing(self) -> bool:
        """Whether everything in the files is known already."""
        return not any(one.new or one.changed for one in self.rows)


def look(files: Mapping[str, bytes], now: Store, *, extra: Path | None = None) -> Preview:
    """What files (by the name that they came with) would do to the store of now; nothing is kept.

    Raises DataError with every fault in them, also against data/, and StoreError when the disk is full.
    """
    by_table = _by_table(files)
    if merged := _merged(by_table, now):
        raise DataError(merged)
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder)
        _copy(extra or paths.extra_path(), trial / "extra")
        _write(by_table, trial / "extra" / NAME.format(_last(trial / "extra") + 1))
        try:
            then = Store(builder.build(trial / "samenleven.duckdb", extra=trial / "extra"))
        except DataError as error:
            raise DataError([_named(fault, trial, by_table) for fault in error.faults]) from error
        try:
            rows = [_changed(name, then, now, content) for name, (_, content) in by_table.items()]
            return Preview(tuple(rows), _large(now), _large(then))
        finally:
            then.close()


def take(
    files: Mapping[str, bytes],
    now: Store,
    person: Person,
    ledger: Ledger,
    *,
    at: datetime | None = None,
    why: str | None = None,
    extra: Path | None = None,
) -> Preview:
    """Take files in for good, after the same look at them; the next question to the store is answered with them.

    Who did so, when and why is recorded in the ledger. Raises NotAllowed, and as `look` does; then nothing is kept.
    StoreError also when they would change nothing.
    """
    require(person, Deed.SET)
    found = look(files, now, extra=extra)
    if found.does_nothing:
        raise StoreError("Deze cijfers staan er al: er is niets veranderd.")
    place = extra or paths.extra_path()
    draft = place.with_name(f".{place.name}.nieuw")
    try:
        place.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(place.with_name(f".{place.name}.slot"), timeout=PATIENCE):
            shutil.rmtree(draft, ignore_errors=True)  # of a program that was killed
            _write(_by_table(files), draft)
            number = NAME.format(_last(place) + 1)
            # First who did it: figures that nobody took in would be worse than a line about figures that did not come.
            batch = ledger.write(
                Subject.SETTING,
                [SettingChange(name=TAKEN_IN, value=number)],
                person=person,
                origin=Origin.CSV,
                now=at,
                why=why,
                file_name=", ".join(short(name, 100) for name in files),
            )
            os.rename(draft, place / number)
    except (OSError, filelock.Timeout) as error:
        raise StoreError(
            f"Er is niets ingelezen: in de map {place} kan niet geschreven worden. Kijk na of ze beschrijfbaar is en "
            "er plaats is op de schijf."
        ) from error
    return replace(found, batch=batch)


def _by_table(files: Mapping[str, bytes]) -> dict[str, tuple[str, bytes]]:
    """Name and content of each file by the table whose columns it has. Raises DataError."""
    found: dict[str, tuple[str, bytes]] = {}
    faults = []
    known_heads = heads()
    for file, content in files.items():
        head = next(csv.reader(io.StringIO(file_text.text(content, file, LARGEST))), [])
        table = known_heads.get(tuple(head))
        if table is None:
            known = "; ".join(",".join(names) for names in known_heads)
            what = f"De kop '{short(','.join(head), 200)}' hoort bij geen cijfers die hier ingelezen worden."
            faults.append(Fault(short(file, 100), 1, what, f"Gebruik komma's ertussen. Mogelijk zijn: {known}."))
        elif table in found:
            what = f"Dit zijn dezelfde soort rijen als in {short(found[table][0], 100)}."
            faults.append(Fault(short(file, 100), None, what, "Zet ze samen in één bestand."))
        else:
            found[table] = file, content
    if faults:
        raise DataError(faults)
    return found


def _merged(by_table: Mapping[str, tuple[str, bytes]], now: Store) -> list[Fault]:
    """The municipalities of after the mergers of 2025 in files, each at its first row: no count can be divided."""
    names: dict[str, list[str]] = {}
    for row in now.rows("select name, nis_2025 from local_authority where merged_2025 order by name"):
        names.setdefault(row["nis_2025"], []).append(row["name"])
    known = {row["nis"] for row in now.rows("select nis from local_authority")}
    faults = []
    for file, content in by_table.values():
        seen = set[str]()
        rows = csv.DictReader(io.StringIO(file_text.text(content, file, LARGEST), newline=""))
        for row in rows:
            nis = row.get("nis") or ""
            if nis in names and nis not in known | seen:
                seen.add(nis)
                what = f"{nis} is een gemeente van na de fusies van 2025 ({dutch.listed(names[nis])})."
                faults.append(Fault(short(file, 100), rows.line_num, what, BEFORE_2025))
    return faults


def heads() -> dict[tuple[str, ...], str]:
    """The table that a file is about, by the columns that its head must have."""
    with duckdb.connect() as connection:
        tables.create_schema(connection)
        schema = tables.schema_tables(connection)
    return {tuple(column.name for column in schema[name].columns): name for name in TABLES}


def _key_of(name: str) -> tuple[str, ...]:
    with duckdb.connect() as connection:
        tables.create_schema(connection)
        return tables.schema_tables(connection)[name].keys[0]


def _write(by_table: Mapping[str, tuple[str, bytes]], folder: Path) -> None:
    """Write files under the names of their tables, on the disk before anybody hears of them."""
    folder.mkdir(parents=True)
    for name, (_, content) in by_table.items():
        with (folder / f"{name}.csv").open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    with suppress(PermissionError):  # Windows opens no folders
        opened = os.open(folder, os.O_RDONLY)
        os.fsync(opened)
        os.close(opened)


def _copy(place: Path, to: Path) -> None:
    if place.is_dir():
        shutil.copytree(place, to)


def _last(place: Path) -> int:
    """The number of what was taken in last, 0 when nothing was."""
    numbers = [int(path.name) for path in place.glob("[0-9]" * 8)] if place.is_dir() else []
    return max(numbers, default=0)


def _named(fault: Fault, trial: Path, by_table: Mapping[str, tuple[str, bytes]]) -> Fault:
    """A fault in a file of the trial, under the name that the file came with."""
    newest = trial / "extra" / NAME.format(_last(trial / "extra"))
    names = {str(newest / f"{table}.csv"): short(file, 100) for table, (file, _) in by_table.items()}
    return Fault(names.get(fault.file, fault.file), fault.row, fault.what, fault.remedy)


def _changed(name: str, then: Store, now: Store, content: bytes) -> Changed:
    key = _key_of(name)

    def by_key(store: Store) -> dict[tuple[Any, ...], dict[str, Any]]:
        return {tuple(row[one] for one in key): row for row in store.rows(f'select * from "{name}"')}

    before, after = by_key(now), by_key(then)
    new = len(after.keys() - before.keys())
    changed = sum(after[one] != row for one, row in before.items() if one in after)
    whole = sum(1 for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")) if row) - 1
    return Changed(name, new, changed, whole - new - changed)


def _large(store: Store) -> Large:
    days = areas.reference_dates(store)
    if not days:
        return Large(None, 0, 0)
    judged = judge_all(areas.origin_counts(store, days[0]), catalogue.parameters(store), days[0])
    found = [one.eligible for one in judged]
    return Large(days[0], found.count(Eligibility.ALONE), found.count(Eligibility.UNCERTAIN))
