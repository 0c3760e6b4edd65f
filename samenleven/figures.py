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


class Shown(StrEnum):
    """Which figures a reader asks for: every position lets through what the one before it does, and more."""

    OFFICIAL = "official"
    """What is published or confirmed."""
    REPORTED = "reported"
    """Also what local authorities sent in, and what is computed from it."""
    EXAMPLE = "example"
    """Also the made-up set."""

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of figures that it lets through."""
        return LET_THROUGH[self]

    @property
    def only_official(self) -> bool:
        """Whether it lets through nothing but what is published or confirmed: no estimate either."""
        return self is Shown.OFFICIAL


LET_THROUGH = {
    Shown.OFFICIAL: (Kind.OFFICIAL,),
    Shown.REPORTED: (Kind.OFFICIAL, Kind.REPORTED, Kind.ESTIMATE),
    Shown.EXAMPLE: tuple(Kind),
}
STRENGTH = tuple(Kind)


def weakest(kinds: Iterable[Kind]) -> Kind | None:
    """The kind of a figure made from several: it is worth no more than its weakest part.

    None when there are no parts.
    """
    return max(kinds, key=STRENGTH.index, default=None)
