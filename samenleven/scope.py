"""Which areas belong in a view, and which authority acts for an area: the one list that screens and maps draw from.

An area may be represented by another authority: the VGC acts for the 19 municipalities of Brussels (column
`represented_by` of `data/areas/local_authority.csv`). Of such a whole and its parts, a view shows one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum


class Scope(StrEnum):
    """How much of the country a view shows."""

    SIGNATORIES = "signatories"
    """The authorities that the plan of 2021 names."""
    ALL = "all"
    """Every area."""


@dataclass(frozen=True)
class Place:
    """A local authority or municipality as a view lists it; `nis` is None for one without an area of its own."""

    authority_id: str
    nis: str | None
    name: str
    signatory: bool
    represented_by: str | None


def places_in(places: Iterable[Place], scope: Scope, with_figure: Collection[str]) -> list[Place]:
    """The places of a view, in the order given; `with_figure` are the ids that have a figure.

    A whole stands for its parts, so that Flanders and Brussels are always counted alike: 300 municipalities and one
    area. Only where the whole has no figure and parts have, they are shown in its place. A place without an area is
    only listed when it has a figure.
    """
    everyone = list(places)
    parts = {one.represented_by for one in everyone if one.represented_by and one.authority_id in with_figure}
    split = parts - set(with_figure)
    drawn = [one for one in everyone if one.nis is not None or one.authority_id in with_figure]
    if scope is Scope.SIGNATORIES:
        return [one for one in drawn if one.signatory]
    return [
        one for one in drawn if (one.represented_by in split if one.represented_by else one.authority_id not in split)
    ]
