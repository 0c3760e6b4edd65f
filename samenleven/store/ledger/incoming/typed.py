"""Whole numbers that somebody is typing, read as they will be when they are handed in (`text_sql`)."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb
import pyarrow as pa

from samenleven.store.ledger.incoming.text_sql import MACROS


def whole_numbers(texts: Mapping[str, str]) -> dict[str, int | None]:
    """The number that each text says; None for what says none, or is not finished."""
    with duckdb.connect() as connection:
        connection.register("formula", pa.table({"formula": pa.array([], pa.string())}))
        for statement in MACROS.split(";"):
            if statement.strip():
                connection.execute(statement)
        typed = pa.table({"name": pa.array(texts.keys(), pa.string()), "text": pa.array(texts.values(), pa.string())})
        connection.register("typed", typed)
        found = connection.execute(
            "select name, if(whole_fault(tidy(text)) is null, whole(tidy(text)), null) from typed"
        ).fetchall()
    return dict(found)
