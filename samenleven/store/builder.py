"""Builds the store from data/: checked first, written beside the old one, proven, and then put in its place."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from samenleven.errors import DataError, StoreError
from samenleven.store import builds, paths, tables
from samenleven.store.checker import stage_all

SCHEMA_VERSION = 9
"""Raised whenever `schema.sql` changes, so that an old program recognises a newer store."""

BLOCK_BYTES = "16384"
"""DuckDB's smallest block. With its usual one our many small tables take 44 MB instead of 5."""

Progress = Callable[[float, str], None]
Folders = tuple[Path, Path, Path | None]
"""Where the rows come from: data/, geo/, and what was taken in (None: the folder of this installation)."""


def data_version(data: Path = paths.DATA, geo: Path = paths.GEO, extra: Path | None = None) -> str:
    """A short hash of everything the store is made from; caches key on it."""
    digest = hashlib.sha256(tables.SCHEMA.encode())
    for path in tables.data_files(data, geo, extra):
        digest.update(path.name.encode())
        try:
            digest.update(path.read_bytes() if path.is_file() else b"\0no file")
        except OSError:  # the check says which file cannot be read
            digest.update(b"\0unreadable")
    return digest.hexdigest()[:16]


def build(
    place: Path | None = None,
    *,
    data: Path = paths.DATA,
    geo: Path = paths.GEO,
    extra: Path | None = None,
    again: bool = True,
    progress: Progress = lambda share, text: None,
) -> Path:
    """Build the store from data/, geo/ and what was taken in, and return its place.

    Until the new build is proven, and when it fails, the old one is current.

    `progress` is called with the share done (0 to 1) and a Dutch word on what is happening. Without `again` nothing
    is done when another program just built the same data.

    Raises DataError when the files hold faults, StoreError when the store cannot be written or the place is taken by
    a file that is not ours.
    """
    place = builds.settle(place or paths.store_path())
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with builds.alone(place):
            version = data_version(data, geo, extra)
            if again or builds.version_of(builds.current(place)) != version:
                _never_over_another(place)
                builds.tidy(place)  # room first: what earlier builds left
                try:
                    _build(place, version, (data, geo, extra), progress)
                finally:
                    builds.tidy(place)
    except (OSError, duckdb.Error) as error:
        raise StoreError(
            f"De gegevensopslag {place} kan niet geschreven worden. Kijk na of de map beschrijfbaar is en er "
            "plaats is op de schijf, of kies een andere plaats met de instelling SAMENLEVEN_STORE. "
            "Een opslag die er al stond, is niet veranderd."
        ) from error
    progress(1.0, "klaar")
    return place


def _never_over_another(place: Path) -> None:
    """A plain file at our place is replaced only when it is a store of ours (of before builds had own files)."""
    now = builds.current(place)
    if now is None or now[0] != place:
        return
    try:
        with duckdb.connect(str(place), read_only=True) as old:
            old.execute("select value from meta where name = 'schema_version'").fetchone()
    except duckdb.Error as error:
        raise StoreError(
            f"Het bestand {place} is geen gegevensopslag van Samenleven, of het is beschadigd: het blijft staan. "
            "Verplaats of verwijder het, of kies een andere plaats met de instelling SAMENLEVEN_STORE."
        ) from error


def _build(place: Path, version: str, folders: Folders, progress: Progress) -> None:
    draft = builds.draft(place)
    with duckdb.connect(str(draft), config={"default_block_size": BLOCK_BYTES}) as connection:
        connection.begin()
        read = _fill(connection, version, folders, progress)
        connection.commit()
        connection.execute("checkpoint")  # closing would swallow that the disk is full
        written = contents(connection)
    with duckdb.connect(str(draft), read_only=True) as connection:
        proven = contents(connection)
    counted = {name: count for name, (count, _) in proven.items() if name in read}
    if proven != written or counted != read:
        raise StoreError(
            f"De nieuwe gegevensopslag {place} bevat niet wat er geschreven is; de schijf is vol of stuk. Een opslag "
            "die er al stond, is niet veranderd."
        )
    builds.publish(draft, place, version)


def contents(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[int, int | None]]:
    """The number of rows of every table, and a hash for which every block is read."""
    names = connection.execute("select table_name from duckdb_tables() where not temporary").fetchall()
    contents = {}
    for (name,) in names:
        row = connection.execute(f'select count(*), bit_xor(hash(t)) from "{name}" t').fetchone()
        contents[name] = row or (0, None)
    return contents


def _fill(connection: duckdb.DuckDBPyConnection, version: str, folders: Folders, progress: Progress) -> dict[str, int]:
    """Fill an empty store; gives the number of rows read from data/ and geo/ by table."""
    tables.create_schema(connection)
    schema = tables.schema_tables(connection)
    steps = 2 * len(schema) + 1
    done = 0

    def step(text: str) -> None:
        nonlocal done
        done += 1
        progress(min(done / steps, 1.0), text)

    faults = list(stage_all(connection, *folders, lambda name: step(f"controleren: {name}")))
    if faults:
        raise DataError(sorted(faults, key=lambda fault: (fault.file, fault.row or 0)))
    read = {}
    for name, table in schema.items():
        step(f"opslaan: {name}")
        read[name] = tables.insert(connection, table)
    connection.executemany(
        "insert into meta values (?, ?)",
        [
            ["schema_version", str(SCHEMA_VERSION)],
            ["data_version", version],
            ["built_at", datetime.now(UTC).isoformat(timespec="seconds")],
        ],
    )
    return read
