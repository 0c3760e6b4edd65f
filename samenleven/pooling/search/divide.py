"""The best division of a reference region into cooperations (the max-p-regions problem).

After Duque, Anselin and Rey, "The max-p-regions problem", Journal of Regional Science 52 (2012),
but exact and lexicographic. Each connected part of a region is solved apart: first the number of
cooperations, then who takes part, then compactness. Compactness is the length of the borders
between members of the same cooperation: the longer those, the shorter the outlines of all
cooperations together, for the outline of everything is fixed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from time import monotonic

from samenleven.pooling.graph import (
    Neighbours,
    check_authorities,
    check_borders,
    check_settings,
    components,
    neighbours_of,
)
from samenleven.pooling.search.connected import most_pools, most_valuable
from samenleven.pooling.search.frontier import Route, plan_route
from samenleven.pooling.search.improve import anneal, attach, compact
from samenleven.pooling.search.loose import most_compact_loose, most_loose_pools
from samenleven.pooling.search.problem import Deadline, Gains, OutOfTimeError, Pools, Problem
from samenleven.pooling.types import (
    Authority,
    Border,
    Criterion,
    Division,
    PoolingError,
    PoolingObjective,
    Settings,
)

_METRES_PER_KM = 1000


@dataclass(frozen=True)
class _Part:
    """The outcome for one connected part: pools of ids, and bounds on each quantity."""

    pools: tuple[tuple[str, ...], ...] = ()
    pool_bound: int = 0
    member_bound: int = 0  # most members there can be; for fewest members: fewest
    metres: int = 0
    metre_bound: int = 0


def divide_all(authorities: Iterable[Authority], borders: Iterable[Border], settings: Settings) -> tuple[Division, ...]:
    """The best division of every reference region, in order of name; () for no authorities.

    Borders between regions are ignored. Raises PoolingError for a bad instance.
    """
    by_id = check_authorities(authorities)
    checked = check_borders(borders, by_id)
    check_settings(settings)
    regions = sorted({a.region for a in by_id.values()})
    return tuple(
        _divide({i: a for i, a in by_id.items() if a.region == region}, checked, settings, region) for region in regions
    )


def divide(authorities: Iterable[Authority], borders: Iterable[Border], settings: Settings) -> Division:
    """The best division of one reference region.

    An empty region gives a division without cooperations. The same instance gives the same
    answer, whatever the order of the rows, as long as the time limit is not reached. Raises
    PoolingError for a bad instance or authorities of several regions.
    """
    by_id = check_authorities(authorities)
    regions = sorted({a.region for a in by_id.values()})
    if len(regions) > 1:
        raise PoolingError(
            f"Een samenwerkingsverband blijft binnen één referentieregio, niet {len(regions)}: "
            f"{', '.join(regions)}. Verdeel elke regio apart."
        )
    checked = check_borders(borders, by_id)
    check_settings(settings)
    return _divide(by_id, checked, settings, regions[0] if regions else "")


def _divide(by_id: Mapping[str, Authority], borders: Iterable[Border], settings: Settings, region: str) -> Division:
    started = monotonic()
    deadline = Deadline.after(settings.time_limit_seconds)
    left_out = {i: reason for i, a in by_id.items() if (reason := share_fault(a, settings))}
    ids = [i for i in by_id if i not in left_out]
    neighbours = neighbours_of(ids, borders, settings.min_border_km)
    if settings.contiguity:
        parts = _connected_parts(ids, by_id, neighbours, settings, deadline)
    else:
        parts = [_loose_part(ids, by_id, neighbours, settings, deadline)]
    pools = tuple(sorted(pool for part in parts for pool in part.pools))
    left_out |= _reasons(ids, pools, neighbours, settings)
    criteria = _criteria(parts, settings.objective)
    return Division(
        region=region,
        pools=pools,
        left_out=dict(sorted(left_out.items())),
        criteria=criteria,
        bound=sum(part.pool_bound for part in parts),
        proven_optimal=_count_proven(criteria, settings.objective),
        seconds=monotonic() - started,
    )


def share_fault(authority: Authority, settings: Settings) -> str | None:
    """Why the share rule keeps an authority out, or None."""
    if settings.min_share is None:
        return None
    if authority.share is None:
        return "share_unknown"
    return None if authority.share >= settings.min_share else "share_too_low"


def _problem(ids: Iterable[str], by_id: Mapping[str, Authority], neighbours: Neighbours, settings: Settings) -> Problem:
    """The instance in numbers; weights above the floor count as the floor."""
    number = {i: n for n, i in enumerate(ids)}
    near = tuple({number[j]: m for j, m in neighbours[i].items() if j in number} for i in number)
    weights = tuple(min(by_id[i].weight, settings.floor) for i in number)
    route = plan_route(near) if settings.contiguity else Route((), 0)
    return Problem(weights, near, settings.floor, settings.max_members, route)


def _connected_parts(
    ids: list[str],
    by_id: Mapping[str, Authority],
    neighbours: Neighbours,
    settings: Settings,
    deadline: Deadline,
) -> list[_Part]:
    """Every connected part that can reach the floor. All are counted before any is refined; each
    may use an equal part of the time that is left, half of it for the count."""
    problems = []
    for names in components(ids, neighbours):
        if sum(by_id[i].weight for i in names) >= settings.floor:
            problems.append((names, _problem(names, by_id, neighbours, settings)))
    counted = []
    for done, (_, problem) in enumerate(problems):
        turn = Deadline.after(deadline.seconds_left / (2 * (len(problems) - done)))
        counted.append(most_pools(problem, turn))
    parts = []
    for done, ((names, problem), count) in enumerate(zip(problems, counted, strict=True)):
        turn = Deadline.after(deadline.seconds_left / (len(problems) - done))
        best = most_valuable(problem, count, settings.objective, turn)
        parts.append(_part(names, problem, best.pools, count.bound, best.bound, best.gains))
    return parts


def _part(
    names: tuple[str, ...],
    problem: Problem,
    pools: Pools,
    pools_at_most: int,
    bound: int,
    gains: Gains,
) -> _Part:
    """Take the bound on the total value apart into bounds per quantity."""
    metres = problem.worth(pools, Gains())
    members = sum(len(pool) for pool in pools)
    named = tuple(sorted(tuple(names[n] for n in pool) for pool in pools))
    count, total = len(names), problem.total_metres
    if gains.left_out:
        member_bound = count - min(count, bound // gains.left_out)
        rest = bound - gains.left_out * (count - members)
    elif gains.member:
        member_bound = min(count, bound // gains.member)
        rest = bound - gains.member * members
    else:
        member_bound, rest = (count if pools else 0), bound
    same = member_bound == members
    if gains.pool:
        if same:
            pools_at_most = min(pools_at_most, rest // gains.pool)
        rest -= gains.pool * len(pools)
        same = same and pools_at_most == len(pools)
    metre_bound = min(total, rest) if same else total
    return _Part(named, pools_at_most, member_bound, metres, metre_bound)


def _loose_part(
    ids: list[str],
    by_id: Mapping[str, Authority],
    neighbours: Neighbours,
    settings: Settings,
    deadline: Deadline,
) -> _Part:
    """The division when members need not border each other. The largest number of pools also
    covers most: with one pool less there is less room, never more."""
    problem = _problem(ids, by_id, neighbours, settings)
    found = most_loose_pools(problem, deadline, settings.objective is PoolingObjective.FEWEST_MEMBERS)
    if not found.pools:
        return _Part(pool_bound=found.bound)
    pools, member_bound = found.pools, found.members_bound
    if settings.objective is not PoolingObjective.FEWEST_MEMBERS:
        pools = attach(problem, pools, connected=False)
        most = len(ids) if problem.max_size is None else problem.max_size * found.bound
        member_bound = min(len(ids), most)
    pools = compact(problem, pools, connected=False, deadline=deadline)
    pools = anneal(problem, pools, connected=False, deadline=deadline)
    members = sum(len(pool) for pool in pools)
    bound = problem.total_metres
    try:
        proven = most_compact_loose(problem, pools, members, deadline)
    except OutOfTimeError:
        proven = None
    if proven is not None:
        pools, bound = proven, problem.worth(proven, Gains())
    named = tuple(sorted(tuple(ids[n] for n in pool) for pool in pools))
    return _Part(named, found.bound, member_bound, problem.worth(pools, Gains()), bound)


def _reasons(
    ids: Iterable[str],
    pools: Iterable[tuple[str, ...]],
    neighbours: Neighbours,
    settings: Settings,
) -> dict[str, str]:
    """Why authorities that may take part do not."""
    covered = {i for pool in pools for i in pool}
    if not settings.contiguity:
        reason = "not_needed" if covered else "not_connected"
        return {i: reason for i in ids if i not in covered}
    reasons: dict[str, str] = {}
    for part in components(list(ids), neighbours):
        reason = "not_needed" if covered.intersection(part) else "not_connected"
        reasons |= {i: reason for i in part if i not in covered}
    return reasons


def _criteria(parts: Iterable[_Part], objective: PoolingObjective) -> tuple[Criterion, ...]:
    parts = list(parts)
    count = sum(len(part.pools) for part in parts)
    count_bound = sum(part.pool_bound for part in parts)
    members = sum(len(pool) for part in parts for pool in part.pools)
    member_bound = sum(part.member_bound for part in parts)
    metres = sum(part.metres for part in parts)
    metre_bound = sum(part.metre_bound for part in parts)
    first = Criterion("pools", count, count_bound, count == count_bound)
    name = "members" if objective is PoolingObjective.FEWEST_MEMBERS else "covered"
    second = Criterion(name, members, member_bound, members == member_bound)
    if objective is PoolingObjective.COVERAGE:
        first, second = second, first
    # A criterion is only proven when those before it are.
    second = _given(first, second)
    third = Criterion(
        "compactness_km",
        metres / _METRES_PER_KM,
        metre_bound / _METRES_PER_KM,
        metres == metre_bound,
    )
    return first, second, _given(second, third)


def _given(before: Criterion, criterion: Criterion) -> Criterion:
    proven = before.proven and criterion.proven
    return Criterion(criterion.name, criterion.value, criterion.bound, proven)


def _count_proven(criteria: tuple[Criterion, ...], objective: PoolingObjective) -> bool:
    place = 1 if objective is PoolingObjective.COVERAGE else 0
    return criteria[place].proven
