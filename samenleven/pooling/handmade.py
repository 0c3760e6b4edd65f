"""A division that someone makes by hand: kept as a short text, so that a link can carry it, and judged by the rules.

The text holds the NIS codes of each cooperation with dots, and a dash between cooperations: `24107.24059-24062`. A
cooperation without members keeps its place, so that the others keep their numbers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from samenleven.pooling import Context, Judgement, Settings
from samenleven.pooling.graph import neighbours_of
from samenleven.pooling.rules import judge_checked
from samenleven.pooling.types import Authority, Border

Groups = list[tuple[str, ...]]
MOST_GROUPS = 99


def read(text: str, known: Collection[str]) -> tuple[Groups, list[str]]:
    """The cooperations of a text, and what in it is set aside: codes that are unknown here or stand there twice."""
    groups: Groups = []
    seen: set[str] = set()
    aside: list[str] = []
    for part in text.split("-") if text else []:
        members = []
        for code in filter(None, part.split(".")):
            if code in known and code not in seen and len(groups) < MOST_GROUPS:
                members.append(code)
                seen.add(code)
            else:
                aside.append(code)
        groups.append(tuple(sorted(members)))
    return trimmed(groups[:MOST_GROUPS]), aside


def write(groups: Iterable[Sequence[str]]) -> str:
    """The text of a division."""
    return "-".join(".".join(sorted(group)) for group in trimmed(list(groups)))


def trimmed(groups: Sequence[Sequence[str]]) -> Groups:
    """Without the empty cooperations at the end."""
    last = max((place for place, group in enumerate(groups, 1) if group), default=0)
    return [tuple(group) for group in groups[:last]]


def assign(groups: Sequence[Sequence[str]], number: int, members: Collection[str]) -> Groups:
    """The division in which cooperation `number` (from 1) has exactly these members; they leave the others."""
    wanted = set(members)
    room = [*groups, *[()] * (number - len(groups))]
    changed = [
        tuple(sorted(wanted)) if place == number else tuple(i for i in group if i not in wanted)
        for place, group in enumerate(room, 1)
    ]
    return trimmed(changed)


def toggle(groups: Sequence[Sequence[str]], number: int, member: str) -> Groups:
    """The division in which a member joined cooperation `number`, or left it when it was in it."""
    now = set(groups[number - 1]) if number <= len(groups) else set()
    return assign(groups, number, now ^ {member})


def judge_all(
    groups: Sequence[Sequence[str]],
    authorities: Mapping[str, Authority],
    borders: Iterable[Border],
    settings: Settings,
    with_de_rand: int | None = None,
) -> dict[int, Judgement]:
    """Every cooperation with members, judged by number; `with_de_rand` is the one that vzw de Rand applies for."""
    near = neighbours_of(list(authorities), borders, settings.min_border_km)
    names = {number: f"verband {number}" for number in range(1, len(groups) + 1)}
    found = {}
    for number, group in enumerate(groups, 1):
        if group:
            others = {names[other]: groups[other - 1] for other in names if other != number}
            context = Context(others, with_de_rand == number)
            found[number] = judge_checked(group, authorities, near, settings, context)
    return found
