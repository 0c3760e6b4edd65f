"""What kind of figure something is. Every figure carries its kind, its source and its date."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

TableRow = dict[str, Any]
"""A row of a table as screen, file and command line show it: values by column name (`samenleven.column_names`)."""


class Kind(StrEnum):
    """How far a figure can be trusted, strongest first."""

    OFFICIAL = "official"
    """Published or confirmed."""
    REPORTED = "reported"
    """Sent in by a local authority."""
    ESTIMATE = "estimate"
    """Computed, with its method and bounds."""
    EXAMPLE = "example"
    """Made up to show the product."""


STRENGTH = tuple(Kind)


def weakest(kinds: Iterable[Kind]) -> Kind | None:
    """The kind of a figure made from several: it is worth no more than its weakest part.

    None when there are no parts.
    """
    return max(kinds, key=STRENGTH.index, default=None)
