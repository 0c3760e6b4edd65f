"""One build of the store, open for reading and checked for what it is before anyone reads a figure from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from samenleven.errors import StoreError
from samenleven.store import builder, builds, tables

Values = Sequence[Any]


class Store:
    """An open store. Reading is safe from several threads: each query has a cursor of its own.

    `version` changes whenever any figure may have changed; `path` is the file of this very build: caches key on both.
    `built_at` is when it was built, None when it does not say.

    Raises StoreError, also later when a part that is read turns out to be damaged.
    """

    def __init__(self, place: Path) -> None:
        found = builds.current(place)
        if found is None:
            raise StoreError(f"Er is geen gegevensopslag op {place}. Maak er een met: python -m samenleven build")
        self.path = found[0]
        try:
            self._connection = duckdb.connect(str(self.path), read_only=True)
            meta = dict(self._connection.execute("select name, value from meta").fetchall())
            self.schema_version = int(meta.get("schema_version", "0"))
            self.version: str = meta.get("data_version", "")
            self.built_at = datetime.fromisoformat(meta["built_at"]) if "built_at" in meta else None
            names = self._connection.execute(
                "select table_name from duckdb_tables() union all select view_name from duckdb_views()"
            ).fetchall()
        except (duckdb.Error, ValueError) as error:
            raise self._unreadable() from error
        if self.schema_version > builder.SCHEMA_VERSION:
            raise StoreError(
                f"De gegevensopslag {self.path} is gemaakt door een nieuwere versie van Samenleven. Werk het programma "
                "bij, of maak de opslag opnieuw met: python -m samenleven build"
            )
        missing = _declared() - {name for (name,) in names}
        if missing and not self.is_older:
            raise self._unreadable()

    @property
    def is_older(self) -> bool:
        """Whether it was made by an older program, so that this one cannot read it."""
        return self.schema_version < builder.SCHEMA_VERSION

    def rows(self, sql: str, values: Values | dict[str, Any] = ()) -> list[dict[str, Any]]:
        """The rows of a query as dictionaries by column name."""
        try:
            cursor = self._connection.cursor().execute(sql, values)
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        except duckdb.Error as error:
            raise self._unreadable() from error

    def frame(self, sql: str, values: Values | dict[str, Any] = ()) -> pd.DataFrame:
        """The rows of a query as a data frame."""
        try:
            return self._connection.cursor().execute(sql, values).df()
        except duckdb.Error as error:
            raise self._unreadable() from error

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _unreadable(self) -> StoreError:
        return StoreError(
            f"Het bestand {self.path} is geen leesbare gegevensopslag van Samenleven: het is beschadigd, van een "
            "ander programma of nog in gebruik. Maak het opnieuw met: python -m samenleven build"
        )


def _declared() -> set[str]:
    """The tables and views of the schema."""
    return set(re.findall(r"^create (?:table|view) (\w+)", tables.SCHEMA, re.MULTILINE))
