"""Colours for groups on a map: neighbours never get the same one, as long as there are enough."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Set


def colours(neighbours: Mapping[Hashable, Set[Hashable]], available: int) -> dict[Hashable, int]:
    """A colour (0, 1, ...) for every group, after Brelaz (Communications of the ACM 22, 1979).

    The group that sees most colours already goes first; it takes the least used colour that its neighbours do not
    have. When all `available` colours are around it, it takes the least used one. The same map gives the same colours.

    Raises ValueError without any colour.
    """
    if available < 1:
        raise ValueError("er is minstens één kleur nodig")
    chosen: dict[Hashable, int] = {}
    used = [0] * available
    waiting = list(neighbours)
    while waiting:
        seen = {group: {chosen[near] for near in neighbours[group] if near in chosen} for group in waiting}
        group = max(waiting, key=lambda one: (len(seen[one]), len(neighbours[one])))
        free = [colour for colour in range(available) if colour not in seen[group]] or list(range(available))
        colour = min(free, key=lambda one: (used[one], one))
        chosen[group] = colour
        used[colour] += 1
        waiting.remove(group)
    return chosen
