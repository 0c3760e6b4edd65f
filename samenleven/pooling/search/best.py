"""The best division of one region within its time limit, as screens ask it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from samenleven.pooling.search.divide import divide
from samenleven.pooling.types import Authority, Border, Division, Settings


def best_division(authorities: Sequence[Authority], borders: Sequence[Border], settings: Settings) -> Division:
    """The best division of one region, within its time limit.

    First without the rule on the number of members, which is quicker by far: when no cooperation turns out to be too
    large, that answer is the best with the rule as well. If not, the time that is left goes to the rule itself.
    """
    most = settings.max_members
    if most is None:
        return divide(authorities, borders, settings)
    half = settings.time_limit_seconds / 2
    free = divide(authorities, borders, replace(settings, max_members=None, time_limit_seconds=half))
    if free.proven_optimal and all(len(pool) <= most for pool in free.pools):
        return free
    left = max(half, settings.time_limit_seconds - free.seconds)
    return divide(authorities, borders, replace(settings, time_limit_seconds=left))
