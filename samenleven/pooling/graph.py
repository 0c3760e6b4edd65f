"""Checks on an instance and the small graph tools that pooling needs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from math import isfinite

from samenleven.pooling.types import Authority, Border, PoolingError, Settings

Neighbours = Mapping[str, Mapping[str, int]]
"""id -> neighbouring id -> length of the shared border in metres."""

_METRES = 1000


def check_authorities(authorities: Iterable[Authority]) -> dict[str, Authority]:
    """Authorities by id, in sorted order. Raises PoolingError on a double id or a bad weight."""
    by_id: dict[str, Authority] = {}
    for authority in authorities:
        weight: object = authority.weight
        if authority.id in by_id:
            raise PoolingError(f"Bestuur {authority.id} staat er twee keer in. Schrap één rij.")
        if weight is None or isinstance(weight, bool) or not isinstance(weight, int):
            raise PoolingError(
                f"Bestuur {authority.id} heeft geen geheel aantal inwoners ({weight!r}). "
                "Vul een geheel getal in, nul of meer."
            )
        if weight < 0:
            raise PoolingError(
                f"Bestuur {authority.id} heeft een negatief aantal inwoners ({weight}). "
                "Vul een geheel getal in, nul of meer."
            )
        if authority.share is not None and not 0 <= authority.share <= 1:
            raise PoolingError(
                f"Bestuur {authority.id} heeft een aandeel van {authority.share}; "
                "verwacht een getal van 0 tot en met 1."
            )
        by_id[authority.id] = authority
    return dict(sorted(by_id.items()))


def check_settings(settings: Settings) -> None:
    """Raises PoolingError when a setting makes no sense."""
    if settings.floor < 1:
        raise PoolingError(f"De drempel moet minstens 1 inwoner zijn, niet {settings.threshold}.")
    if settings.max_members is not None and settings.max_members < 1:
        raise PoolingError(f"Hoogstens {settings.max_members} leden kan niet: minstens 1.")
    if settings.time_limit_seconds <= 0:
        raise PoolingError(f"De tijdslimiet moet boven 0 liggen ({settings.time_limit_seconds} s).")


def check_borders(borders: Iterable[Border], known: Collection[str]) -> list[Border]:
    """The borders, once per pair (the longest). Raises PoolingError on an unknown id."""
    longest: dict[tuple[str, str], float] = {}
    for border in borders:
        for end in (border.a, border.b):
            if end not in known:
                raise PoolingError(
                    f"De grens {border.a}-{border.b} noemt bestuur {end}, dat niet in de lijst "
                    "van besturen staat. Voeg het toe of schrap de grens."
                )
        if border.a == border.b:
            raise PoolingError(f"Bestuur {border.a} kan niet aan zichzelf grenzen. Schrap de rij.")
        if not isfinite(border.km) or border.km < 0:
            raise PoolingError(f"De grens {border.a}-{border.b} heeft lengte {border.km} km.")
        pair = (min(border.a, border.b), max(border.a, border.b))
        longest[pair] = max(border.km, longest.get(pair, 0.0))
    return [Border(a, b, km) for (a, b), km in sorted(longest.items())]


def neighbours_of(ids: Collection[str], borders: Iterable[Border], min_border_km: float) -> dict[str, dict[str, int]]:
    """Who borders whom among `ids`, over borders of at least `min_border_km`.

    Lengths are whole metres, so that sums are exact and do not depend on the order of adding.
    """
    result: dict[str, dict[str, int]] = {i: {} for i in sorted(ids)}
    for border in borders:
        if border.km >= min_border_km and border.a in result and border.b in result:
            metres = round(border.km * _METRES)
            result[border.a][border.b] = metres
            result[border.b][border.a] = metres
    return {i: dict(sorted(near.items())) for i, near in result.items()}


def components(ids: Collection[str], neighbours: Neighbours) -> list[tuple[str, ...]]:
    """The connected parts of `ids`, each sorted, in the order of their first id."""
    todo = set(ids)
    parts = []
    for start in sorted(ids):
        if start not in todo:
            continue
        todo.discard(start)
        part, stack = [start], [start]
        while stack:
            for near in neighbours[stack.pop()]:
                if near in todo:
                    todo.discard(near)
                    part.append(near)
                    stack.append(near)
        parts.append(tuple(sorted(part)))
    return parts


def inner_metres(pools: Iterable[Sequence[str]], neighbours: Neighbours) -> int:
    """Total length of the borders between members of the same pool."""
    total = 0
    for pool in pools:
        members = set(pool)
        total += sum(m for i in pool for j, m in neighbours[i].items() if i < j and j in members)
    return total
