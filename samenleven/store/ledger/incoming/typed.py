"""Numbers and amounts that somebody is typing, read as they will be when they are handed in (`text_sql`)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import duckdb
import pyarrow as pa

from samenleven.store.ledger.incoming.text_sql import MACROS


def whole_numbers(texts: Mapping[str, str]) -> dict[str, int | None]:
    """The number that each text says; None for what says none, or is not finished."""
    return _read(texts, "whole")


def amounts(texts: Mapping[str, str]) -> dict[str, Decimal | None]:
    """The amount in euro that each text says; None for what says none, or is not finished."""
    return _read(texts, "euro")


def _read(texts: Mapping[str, str], kind: str) -> dict[str, Any]:
    with duckdb.connect() as connection:
        connection.register("formula", pa.table({"formula": pa.array([], pa.string())}))
        for statement in MACROS.split(";"):
            if statement.strip():
                connection.execute(statement)
        typed = pa.table({"name": pa.array(texts.keys(), pa.string()), "text": pa.array(texts.values(), pa.string())})
        connection.register("typed", typed)
        found = connection.execute(
            f"select name, if({kind}_fault(tidy(text)) is null, {kind}(tidy(text)), null) from typed"
        ).fetchall()
    return dict(found)
