"""The map of a division: cooperations by number and outline, neighbours in different colours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samenleven import dutch, terms
from samenleven.pooling import Authority, divisions
from ui.look import theme
from ui.map.choropleth import MapArea, MapClass, choropleth
from ui.pooling import pooling_reads
from ui.pooling.pooling_reads import Choice
from ui.reading import reads

LEFT = MapClass(theme.GAP, "in geen verband", True)
ALONE = MapClass(theme.ASIDE, "doet niet mee: mag alleen indienen")
PERHAPS = MapClass(theme.ASIDE, "doet niet mee: onzeker of ze alleen mag indienen")


def draw(
    groups: Mapping[int, Sequence[str]],
    choice: Choice,
    around: Mapping[str, Authority],
    *,
    title: str,
    key: str,
    selected: str | None = None,
    words: Mapping[int, str] | None = None,
    height: int = 600,
) -> str | None:
    """Draw the groups (by number) among the municipalities `around`; returns the one just picked.

    `words` says something about each group in the card of its members.
    """
    looking = divisions.taking_part(around.values(), everyone=choice.everyone)  # also outside the chosen regions
    part = {one.id: one for one in looking} | {i: around[i] for members in groups.values() for i in members}
    group_of = {member: number for number, members in groups.items() for member in members}
    colour_of = dict(
        zip(
            groups,
            divisions.group_colours(list(groups.values()), pooling_reads.borders(), len(theme.POOLS)),
            strict=True,
        )
    )
    used = sorted(set(colour_of.values()))
    legend = [
        MapClass(theme.POOLS[colour], _numbers([n for n, one in colour_of.items() if one == colour])) for colour in used
    ]
    areas = []
    for one in around.values():
        number = group_of.get(one.id)
        entry = LEFT if one.id in part else PERHAPS if one.uncertain else ALONE
        if number is None and entry not in legend:
            legend.append(entry)
        place = legend.index(entry) if number is None else used.index(colour_of[number])
        areas.append(MapArea(one.id, place, _count(one, choice), _details(one, number, words), number))
    shared = [
        ("Soort cijfer", terms.KIND[choice.kind]),
        ("Bron", "; ".join(reads.source_titles().get(s, s) for s in choice.source_id.split(", "))),
        ("Datum", dutch.day(choice.on)),
    ]
    return choropleth(
        areas,
        legend or [LEFT],
        title=title,
        key=key,
        scope="flanders",
        selected=selected,
        shared_details=shared,
        height=height,
        fit=True,
    )


def _numbers(found: Sequence[int]) -> str:
    return f"{'verband' if len(found) == 1 else 'verbanden'} {', '.join(map(str, found))}"


def _count(one: Authority, choice: Choice) -> str:
    return f"{dutch.number(one.weight)} inwoners van de doelgroep"


def _details(one: Authority, number: int | None, words: Mapping[int, str] | None) -> list[tuple[str, str]]:
    said = (words or {}).get(number) if number is not None else None
    pool = "geen" if number is None else f"{number} ({said})" if said else str(number)
    alone = pooling_reads.may_alone(one)
    return [("Verband", pool), *([("Alleen", alone)] if alone else [])]
