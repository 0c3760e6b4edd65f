"""Which areas belong in a view: Brussels as a whole or in parts, and who has no area."""

from __future__ import annotations

from collections import Counter

import pytest

from geo import topology
from samenleven.scope import Place, Scope, places_in
from samenleven.store import areas
from samenleven.store.connection import Store

PLACES = [
    Place("part-1", "part-1", "Deel 1", False, "whole"),
    Place("part-2", "part-2", "Deel 2", False, "whole"),
    Place("whole", "whole", "Geheel", True, None),
    Place("town", "town", "Stad", True, None),
    Place("village", "village", "Dorp", False, None),
    Place("office", None, "Kantoor", False, None),
]


@pytest.mark.parametrize(
    ("zin", "scope", "with_figure", "expected"),
    [
        ("Zonder cijfers staat het geheel er en elk ander gebied", Scope.ALL, [], "whole town village"),
        ("Het geheel staat voor zijn delen", Scope.ALL, ["whole", "town"], "whole town village"),
        ("Ook naast delen met een cijfer staat het geheel, als het er zelf een heeft", Scope.ALL, ["part-1", "whole"],
         "whole town village"),
        ("Hebben enkel delen een cijfer, dan staan zij in de plaats van het geheel", Scope.ALL, ["part-1"],
         "part-1 part-2 town village"),
        ("Wie geen gebied heeft staat er met een cijfer", Scope.ALL, ["office"], "whole town village office"),
        ("De ondertekenaars, ook al hebben de delen cijfers", Scope.SIGNATORIES, ["part-1"], "whole town"),
        ("De ondertekenaars zonder cijfer", Scope.SIGNATORIES, [], "whole town"),
    ],
)  # fmt: skip
def test_the_places_of_a_view(zin: str, scope: Scope, with_figure: list[str], expected: str) -> None:
    assert [one.authority_id for one in places_in(PLACES, scope, with_figure)] == expected.split(), zin


def test_brussels_stands_for_its_municipalities_in_data_and_on_the_map(store: Store) -> None:
    """The list stands in data/areas; the borders carry the same one, so that the map needs no codes of its own."""
    places = areas.places(store)
    parts: dict[str, list[str]] = {}
    for one in places:
        if one.represented_by:
            parts.setdefault(one.represented_by, []).append(one.authority_id)
    drawn = topology.load_topology(topology.TOPOLOGY_PATH).objects["brussels"]
    assert {str(one["id"]): list(one["properties"]["parts"]) for one in drawn} == {
        whole: sorted(codes) for whole, codes in parts.items()
    }
    frame = areas.authorities(store)
    assert Counter(code for codes in parts.values() for code in codes) == Counter(
        frame[(frame["region"] == "brussels") & (frame["type"] == "municipality")]["authority_id"]
    )


def test_every_area_is_drawn_once(store: Store) -> None:
    places = areas.places(store)
    everything = {one.authority_id for one in places}
    for known in (
        set(),
        everything,
        {one.authority_id for one in places if one.represented_by},
        {one.authority_id for one in places if not one.represented_by},
    ):
        shown = {one.authority_id for one in places_in(places, Scope.ALL, known)}
        for one in places:
            if one.represented_by:
                assert (one.authority_id in shown) != (one.represented_by in shown)
