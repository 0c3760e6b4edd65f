"""Opens the store: read-only, one file, checked for what it is before anyone reads a figure from it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from samenleven.errors import StoreError
from samenleven.store import builder, paths

Values = Sequence[Any]


class Store:
    """An open store. Reading is safe from several threads: each query has a cursor of its own.

    `version` changes whenever any figure may have changed; caches key on it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._connection = duckdb.connect(str(path), read_only=True)
            meta = dict(self._connection.execute("select name, value from meta").fetchall())
        except duckdb.Error as error:
            raise StoreError(
                f"Het bestand {path} is geen leesbare gegevensopslag van Samenleven: het is beschadigd, van een "
                "ander programma of nog in gebruik. Maak het opnieuw met: python -m samenleven build"
            ) from error
        schema = int(meta.get("schema_version", 0))
        if schema > builder.SCHEMA_VERSION:
            raise StoreError(
                f"De gegevensopslag {path} is gemaakt door een nieuwere versie van Samenleven. Werk het programma "
                "bij, of maak de opslag opnieuw met: python -m samenleven build"
            )
        self.schema_version = schema
        self.version = meta.get("data_version", "")

    def rows(self, sql: str, values: Values | dict[str, Any] = ()) -> list[dict[str, Any]]:
        """The rows of a query as dictionaries by column name."""
        cursor = self._connection.cursor().execute(sql, values)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def frame(self, sql: str, values: Values | dict[str, Any] = ()) -> pd.DataFrame:
        """The rows of a query as a data frame."""
        return self._connection.cursor().execute(sql, values).df()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def open_store(path: Path | None = None, progress: builder.Progress = lambda share, text: None) -> Store:
    """The store, built first when it does not exist or when data/ has changed since.

    A file that is not ours is never overwritten here: that takes an explicit `build`.

    Raises StoreError or DataError with a message for the user.
    """
    path = path or paths.store_path()
    if not path.exists():
        builder.build(path, progress=progress)
    store = Store(path)
    if store.schema_version < builder.SCHEMA_VERSION or store.version != builder.data_version():
        store.close()
        builder.build(path, progress=progress)
        store = Store(path)
    return store
