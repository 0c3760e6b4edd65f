"""Dividing reference regions, as screens and command line ask it: who takes part, by which rules, what it is worth.

The rules for one cooperation and the best division are in `samenleven/pooling`; here the plan's figures and parameters
go in and what people look at comes out. Sources: the plan of 2021 and the calls (`docs/rules.md`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from samenleven.eligibility import ESTIMATED_FROM, TargetGroup, Weight
from samenleven.figures import Kind
from samenleven.grant.incentive import rules_on
from samenleven.parameters import Parameters
from samenleven.pooling import Authority, Border, Division, Holds, Settings, robust
from samenleven.pooling.colours import colours
from samenleven.pooling.graph import inner_metres, neighbours_of

_METRES_PER_KM = 1000
COMPUTED_FROM = ESTIMATED_FROM
"""What every computed cooperation and every judgement rests on: an estimate, also where the counts are official."""


def counted_kind(reading: Weight) -> Kind:
    """What the counts of the target group are: the lower bound is published, the others are not."""
    return Kind.OFFICIAL if reading is Weight.LOWER else Kind.ESTIMATE


@dataclass(frozen=True, slots=True)
class Cooperation:
    """One cooperation of a division, by number. `lead` is the member with most target group: it could apply.

    `total` counts inhabitants by the three readings, `inner_km` the borders between members; `ask` is the sum of the
    ceilings of the call in euro, the most this application could be granted, and `ask_per_member` its equal part.
    """

    number: int
    region: str
    members: tuple[str, ...]
    names: tuple[str, ...]
    lead: str
    total: TargetGroup
    holds: Holds
    inner_km: float
    ask: Decimal
    ask_per_member: Decimal


@dataclass(frozen=True, slots=True)
class Worth:
    """A division in three figures: cooperations that are valid, authorities in them, km of borders inside them."""

    count: int
    covered: int
    inner_km: float


def taking_part(candidates: Iterable[Authority], *, everyone: bool = False) -> list[Authority]:
    """Who looks for partners: everyone who may not apply alone by its reading, or really everyone.

    By the lower bound, the reading of every screen, only who may apply alone for certain needs nobody: a municipality
    whose answer is uncertain looks for partners.
    """
    return [one for one in candidates if everyone or not one.may_apply_alone]


def settings_of(
    parameters: Parameters, on: date, *, incentive_changes: Mapping[str, Any] | None = None, **changes: Any
) -> Settings:
    """The rules in force on a day, with `changes` (fields of `Settings`) on top.

    `incentive_changes` are fields of `IncentiveRules`; its threshold is always that of the cooperation.
    """
    in_force: dict[str, Any] = {
        "threshold": int(parameters.number("threshold_together", on)),
        "strict": parameters.holds("threshold_together_strict", on),
        "contiguity": parameters.holds("cooperation_contiguous", on),
        "min_border_km": float(parameters.number("cooperation_min_border_km", on)),
        "max_members": int(parameters.number("cooperation_max_members", on)),
        "time_limit_seconds": float(parameters.number("cooperation_time_limit", on)),
    }
    fields = in_force | changes
    incentive = replace(
        rules_on(parameters, on),
        threshold=Decimal(fields["threshold"]),
        strict=fields["strict"],
        **(incentive_changes or {}),
    )
    return Settings(**fields, incentive=incentive)


def borders_among(borders: Iterable[Border], ids: Iterable[str]) -> list[Border]:
    """The borders between these authorities."""
    known = set(ids)
    return [border for border in borders if border.a in known and border.b in known]


def describe(
    pools: Iterable[Sequence[str]],
    candidates: Mapping[str, Authority],
    borders: Iterable[Border],
    settings: Settings,
    ask: Decimal,
) -> list[Cooperation]:
    """The cooperations of a division, numbered from 1 in the order given; empty ones keep their number."""
    near = neighbours_of(list(candidates), borders_among(borders, candidates), settings.min_border_km)
    groups = {i: one.group for i, one in candidates.items()}
    found = []
    for number, pool in enumerate(pools, 1):
        if not pool:
            continue
        certain = robust([pool], groups, settings)[0]
        by_size = sorted(pool, key=lambda i: (-candidates[i].weight, i))
        found.append(
            Cooperation(
                number,
                candidates[by_size[0]].region,
                tuple(by_size),
                tuple(candidates[i].name for i in by_size),
                candidates[by_size[0]].name,
                certain.total,
                certain.holds,
                inner_metres([pool], near) / _METRES_PER_KM,
                ask,
                (ask / len(pool)).quantize(Decimal("0.01")),
            )
        )
    return found


def worth(pools: Sequence[Sequence[str]], ids: Sequence[str], borders: Iterable[Border], settings: Settings) -> Worth:
    """What these (valid) cooperations are worth together."""
    near = neighbours_of(ids, borders_among(borders, ids), settings.min_border_km)
    return Worth(len(pools), sum(map(len, pools)), inner_metres(pools, near) / _METRES_PER_KM)


def is_all_proven(division: Division) -> bool:
    """Whether nothing about a division can be better: number, who takes part and compactness."""
    return all(criterion.proven for criterion in division.criteria)


def group_colours(pools: Sequence[Sequence[str]], borders: Iterable[Border], available: int) -> list[int]:
    """A colour per cooperation, such that cooperations that touch differ."""
    place = {member: number for number, pool in enumerate(pools) for member in pool}
    touching: dict[int, set[int]] = {number: set() for number in range(len(pools))}
    for border in borders:
        one, other = place.get(border.a), place.get(border.b)
        if one is not None and other is not None and one != other:
            touching[one].add(other)
            touching[other].add(one)
    found = colours(touching, available)  # type: ignore[arg-type]
    return [found[number] for number in range(len(pools))]
