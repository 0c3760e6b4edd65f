"""With whom one local authority can reach the threshold: the best sets of partners, exactly.

A set holds the authority itself and its partners, all of one reference region. It is connected by borders, reaches
the threshold together by the reading that counts, and has no superfluous partner: without any one of them the rest is
no longer connected or no longer enough. A cooperation that stands is not broken: its members come all together or not
at all, and it counts as one piece, also where its members do not border each other (Eeklo and Wetteren). The best sets
have the fewest members, then the longest borders between members (the compactness of `samenleven.pooling.graph`), then
the first ids. Source: who may apply (`docs/rules.md`, pooling); the order is ours.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from samenleven.eligibility import TargetGroup
from samenleven.pooling.graph import (
    Neighbours,
    check_authorities,
    check_borders,
    check_settings,
    components,
    inner_metres,
    neighbours_of,
)
from samenleven.pooling.types import Authority, Border, PoolingError, Settings

_METRES_PER_KM = 1000
_MOST_STEPS = 20_000  # about a quarter of a second; no Flemish municipality needs more than a fiftieth


@dataclass(frozen=True, slots=True)
class PartnerSet:
    """One set: `members` with the authority first, then by inhabitants that count, most first.

    `total` counts its inhabitants by the three readings, `inner_km` the borders between members. `joins` names the
    cooperations that are in it as a whole, the authority's own included.
    """

    members: tuple[str, ...]
    total: TargetGroup
    inner_km: float
    joins: tuple[str, ...] = ()

    @property
    def partners(self) -> tuple[str, ...]:
        """The members without the authority itself."""
        return self.members[1:]


@dataclass(frozen=True, slots=True)
class Partners:
    """The best sets, best first. When not `complete` the search stopped early: there may be better ones."""

    sets: tuple[PartnerSet, ...]
    complete: bool = True


@dataclass(slots=True)
class _Units:
    """What comes together: single authorities, and cooperations as a whole. Sets of units are bits of a number."""

    members: list[tuple[str, ...]]
    weights: list[int]
    near: list[int]
    by_density: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.by_density = sorted(
            range(len(self.members)), key=lambda u: self.weights[u] / len(self.members[u]), reverse=True
        )

    def weight(self, chosen: int) -> int:
        return sum(self.weights[u] for u in _bits(chosen))

    def size(self, chosen: int) -> int:
        return sum(len(self.members[u]) for u in _bits(chosen))

    def connected_from(self, start: int, among: int) -> int:
        """The units of `among` that hang together with `start`."""
        found = todo = start
        while todo:
            around = 0
            for unit in _bits(todo):
                around |= self.near[unit]
            todo = around & among & ~found
            found |= todo
        return found

    def most_weight(self, members: int, among: int) -> float:
        """No choice of so many members among these units weighs more."""
        total = 0.0
        for unit in self.by_density:
            if among >> unit & 1:
                size = len(self.members[unit])
                if size >= members:
                    return total + self.weights[unit] * members / size
                total += self.weights[unit]
                members -= size
        return total


def partners(
    authority: str,
    candidates: Iterable[Authority],
    borders: Iterable[Border],
    settings: Settings,
    cooperations: Mapping[str, Collection[str]] | None = None,
    *,
    joining: str | None = None,
    most: int = 3,
) -> Partners:
    """The best sets for an authority, at most `most`; `joining` names a cooperation that must be in each.

    `candidates` are who may be a partner and the authority itself; those of other regions are left aside, and so is a
    cooperation with a member that is not among them. An authority in a cooperation brings it along.
    Raises PoolingError for an authority that is not a candidate and for a bad instance.
    """
    by_id = check_authorities(candidates)
    check_settings(settings)
    if authority not in by_id:
        raise PoolingError(f"Bestuur {authority} is niet gekend. Kies een bestuur uit de lijst.")
    here = {i: one for i, one in by_id.items() if one.region == by_id[authority].region}
    near = neighbours_of(here, check_borders(borders, by_id), settings.min_border_km)
    if not settings.contiguity:
        near = {i: {j: near[i].get(j, 0) for j in here if j != i} for i in here}
    standing = {name: frozenset(members) for name, members in (cooperations or {}).items()}
    units = _units(here, near, standing)
    place = {member: unit for unit, members in enumerate(units.members) for member in members}
    if authority not in place or (joining and not standing.get(joining, frozenset("?")) <= place.keys()):
        return Partners(())
    required = 1 << place[authority]
    for member in standing[joining] if joining else ():
        required |= 1 << place[member]
    search = _Search(units, 1 << place[authority], required, settings)
    found = [_described(chosen, authority, here, near, standing) for chosen in search.best(most, near)]
    return Partners(tuple(found), search.complete)


def _units(here: Mapping[str, Authority], near: Neighbours, standing: Mapping[str, frozenset[str]]) -> _Units:
    """Cooperations that share a member come together; one with a member from elsewhere cannot be had at all."""
    together: dict[str, dict[str, int]] = {i: {} for i in {*here, *(i for group in standing.values() for i in group)}}
    for group in standing.values():
        for i in group:
            together[i] |= dict.fromkeys(sorted(group - {i}), 0)
    groups = [group for group in components(list(together), together) if here.keys() >= set(group)]
    place = {member: unit for unit, group in enumerate(groups) for member in group}
    touching = [0] * len(groups)
    for member, unit in place.items():
        for other in near[member]:
            if place.get(other, unit) != unit:
                touching[unit] |= 1 << place[other]
    return _Units(groups, [sum(here[i].weight for i in group) for group in groups], touching)


class _Search:
    """All sets of one number of members after the other, until there are enough.

    A set that suffices is not grown any further: of every larger one some member is superfluous. (From the smaller
    set one can add the others one by one along borders; without the last one the rest still suffices.)
    """

    def __init__(self, units: _Units, root: int, required: int, settings: Settings) -> None:
        self._units, self._root, self._required = units, root, required
        self._floor, self._limit = settings.floor, settings.max_members
        self._steps = 0
        self.complete = True

    def best(self, most: int, near: Neighbours) -> list[tuple[str, ...]]:
        """The members of the best sets, best first."""
        units = self._units
        reachable = units.connected_from(self._root, (1 << len(units.members)) - 1)
        if self._required & ~reachable or units.weight(reachable) < self._floor:
            return []
        largest = units.size(reachable)
        if self._limit is not None:
            largest = min(largest, self._limit)
        found: list[tuple[int, tuple[str, ...]]] = []
        for size in range(units.size(self._required), largest + 1):
            of_size = []
            for chosen in self._of_size(size):
                members = tuple(sorted(i for unit in _bits(chosen) for i in units.members[unit]))
                of_size.append((-inner_metres([members], near), members))
            found += sorted(of_size)
            if len(found) >= most or not self.complete:
                break
        return [members for _, members in found[:most]]

    def _of_size(self, size: int) -> Iterator[int]:
        """Every set of exactly so many members, once."""
        units = self._units
        every = (1 << len(units.members)) - 1
        stack = [(self._root, 0)]  # a set, and the units that were tried before and stay out of it
        while stack:
            chosen, out = stack.pop()
            self._steps += 1
            if self._steps > _MOST_STEPS:
                self.complete = False
                return
            if self._suffices(chosen):
                if units.size(chosen) == size and not self._superfluous(chosen):
                    yield chosen
                continue
            left = size - units.size(chosen)
            if left <= 0 or out & self._required:
                continue
            if units.weight(chosen) + units.most_weight(left, every & ~chosen & ~out) < self._floor:
                continue
            around = 0
            for unit in _bits(chosen):
                around |= units.near[unit]
            for unit in _bits(around & ~chosen & ~out):
                stack.append((chosen | 1 << unit, out))
                out |= 1 << unit

    def _suffices(self, chosen: int) -> bool:
        return not self._required & ~chosen and self._units.weight(chosen) >= self._floor

    def _superfluous(self, chosen: int) -> bool:
        """Whether some unit can be left out of a set that suffices."""
        for unit in _bits(chosen & ~self._required):
            rest = chosen & ~(1 << unit)
            if self._suffices(rest) and self._units.connected_from(self._root, rest) == rest:
                return True
        return False


def _bits(chosen: int) -> Iterator[int]:
    while chosen:
        lowest = chosen & -chosen
        yield lowest.bit_length() - 1
        chosen ^= lowest


def _described(
    members: tuple[str, ...],
    authority: str,
    here: Mapping[str, Authority],
    near: Neighbours,
    standing: Mapping[str, frozenset[str]],
) -> PartnerSet:
    ordered = sorted(members, key=lambda i: (i != authority, -here[i].weight, i))
    groups = [here[i].group for i in ordered]
    total = TargetGroup(
        sum(one.lower for one in groups), sum(one.estimate for one in groups), sum(one.upper for one in groups)
    )
    joins = tuple(sorted(name for name, group in standing.items() if group <= set(members)))
    return PartnerSet(tuple(ordered), total, inner_metres([members], near) / _METRES_PER_KM, joins)
