"""Where figures come from, read from the columns that every frame with figures has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from samenleven.figures import Kind


@dataclass(frozen=True)
class Provenance:
    """What figures rest on: every source once in order of appearance, the newest date, and every kind."""

    source_ids: tuple[str, ...]
    newest: pd.Timestamp | None
    kinds: tuple[Kind, ...]


def of(
    *frames: pd.DataFrame,
    columns: Iterable[str] = ("source_id", "target_source_id"),
    extra: Iterable[str] = (),
) -> Provenance:
    """The provenance of all `frames` together; `columns` hold sources, `extra` are those that stand in no frame."""
    cells = [cell for data in frames for name in columns if name in data for cell in data[name].dropna().unique()]
    days = [pd.to_datetime(data["reference_date"]).max() for data in frames if "reference_date" in data]
    kinds = {Kind(code) for data in frames if "kind" in data for code in data["kind"].dropna().unique()}
    return Provenance(
        source_ids=tuple(dict.fromkeys([*extra, *(one for cell in cells for one in str(cell).split(", "))])),
        newest=max((day for day in days if not pd.isna(day)), default=None),
        kinds=tuple(sorted(kinds)),
    )
