"""Named draws: the same name gives the same outcome, whatever else is drawn."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

SEED = "samenleven-example-1"
Key = TypeVar("Key", bound=Hashable)


def dice(*names: object) -> random.Random:
    """Give the generator that belongs to one named draw."""
    return random.Random("|".join([SEED, *map(str, names)]))


def chance(share: float, *names: object) -> bool:
    """Draw yes with the given probability."""
    return dice(*names).random() < share


def spread(sigma: float, *names: object) -> float:
    """Draw a log-normal factor with median 1."""
    return math.exp(dice(*names).gauss(0.0, sigma))


def round_plan(units: float) -> int:
    """Round as people plan: whole units, from twenty on in fives."""
    return max(0, round(units)) if units < 20 else 5 * round(units / 5)


def allocate(total: int, weights: Mapping[Key, float], caps: Mapping[Key, int], step: int = 1) -> dict[Key, int]:
    """Divide whole units over keys by weight, none above its cap, so that they sum to `total`.

    Shares are multiples of `step`, except where the remainder lands. Raises ValueError when they do not fit.
    """
    keys = [key for key, weight in weights.items() if weight > 0 and caps[key] > 0]
    if total < 0 or sum(caps[key] for key in keys) < total:
        raise ValueError(f"Cannot divide {total} over {len(keys)} lines within their limits.")

    def shares(scale: float) -> dict[Key, int]:
        return {key: min(caps[key], step * int(weights[key] * scale / step)) for key in keys}

    low, high = 0.0, 1.0
    while sum(shares(high).values()) < total and high < 1e12:
        high *= 2
    for _ in range(80):
        middle = (low + high) / 2
        if sum(shares(middle).values()) <= total:
            low = middle
        else:
            high = middle
    given = shares(low)
    left = total - sum(given.values())
    for key in itertools.cycle(sorted(keys, key=lambda k: -weights[k])):
        if left == 0:
            return {key: given.get(key, 0) for key in weights}
        extra = min(step, left, caps[key] - given[key])
        given[key] += extra
        left -= extra
    return dict.fromkeys(weights, 0)


def choose(sizes: Mapping[str, int], total: int, counts: Iterable[int], name: str) -> set[str]:
    """Draw a set of applicants whose members together count `total`.

    Raises ValueError when no such set is found.
    """
    draw, keys, allowed = dice("choose", name), sorted(sizes), list(counts)
    for _ in range(200_000):
        chosen = draw.sample(keys, draw.choice(allowed))
        if sum(sizes[key] for key in chosen) == total:
            return set(chosen)
    raise ValueError(f"No set of applicants represents {total} authorities ({name}).")
