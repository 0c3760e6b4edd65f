"""Builds the store from data/: checked first, written beside the old one, and put in its place in one move."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import duckdb

from samenleven.errors import DataError, StoreError
from samenleven.store import paths, tables
from samenleven.store.checker import stage_all

SCHEMA_VERSION = 6
"""Raised whenever `schema.sql` changes, so that an old program recognises a newer store."""

Progress = Callable[[float, str], None]


def data_version(data: Path = paths.DATA, geo: Path = paths.GEO) -> str:
    """A short hash of everything the store is made from; caches key on it."""
    digest = hashlib.sha256(tables.SCHEMA.read_bytes())
    for path in tables.data_files(data, geo):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def build(
    target: Path | None = None,
    *,
    data: Path = paths.DATA,
    geo: Path = paths.GEO,
    progress: Progress = lambda share, text: None,
) -> Path:
    """Build the store file and return its path; a failed build leaves the old file as it was.

    `progress` is called with the share done (0 to 1) and a Dutch word on what is happening.

    Raises DataError when the files hold faults, StoreError when the store cannot be written.
    """
    target = target or paths.store_path()
    draft = target.with_name(f".{target.name}.{os.getpid()}.bouw")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        with duckdb.connect(str(draft)) as connection:
            _fill(connection, data, geo, progress)
        os.replace(draft, target)
    except (OSError, duckdb.IOException) as error:
        raise StoreError(
            f"De gegevensopslag {target} kan niet geschreven worden. Kijk na of de map beschrijfbaar is en er "
            "plaats is op de schijf, of kies een andere plaats met de instelling SAMENLEVEN_STORE."
        ) from error
    finally:
        _remove(draft)
    progress(1.0, "klaar")
    return target


def _remove(draft: Path) -> None:
    """Leave no half-built store; in a folder that cannot be written there is none."""
    try:
        draft.unlink(missing_ok=True)
        draft.with_name(f"{draft.name}.wal").unlink(missing_ok=True)
    except OSError:
        return


def _fill(connection: duckdb.DuckDBPyConnection, data: Path, geo: Path, progress: Progress) -> None:
    tables.create_schema(connection)
    schema = tables.schema_tables(connection)
    steps = 2 * len(schema) + 1
    done = 0

    def step(text: str) -> None:
        nonlocal done
        done += 1
        progress(min(done / steps, 1.0), text)

    faults = list(stage_all(connection, data, geo, lambda name: step(f"controleren: {name}")))
    if faults:
        raise DataError(sorted(faults, key=lambda fault: (fault.file, fault.row or 0)))
    schema.pop("meta")
    for name, table in schema.items():
        step(f"opslaan: {name}")
        tables.insert(connection, table)
    connection.executemany(
        "insert into meta values (?, ?)",
        [["schema_version", str(SCHEMA_VERSION)], ["data_version", data_version(data, geo)]],
    )
