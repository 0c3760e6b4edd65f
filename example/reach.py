"""Current reach: what was there before the plan, so that the engaged reach adds up to what is published."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping

from example.draws import allocate, chance, round_plan, spread
from example.money import Line
from example.world import BYSTANDERS, CONTACT, PRACTICE, World

BYSTANDER_MARGIN = 1.04  # "at least": a little above the published hope


def set_baselines(world: World, lines_of: Mapping[int, list[Line]]) -> None:
    """Set the current reach of every line; it stays the same over the years."""
    known: dict[tuple[str, str], int] = {}
    first = world.first_year

    def pin(year: int, actions: Iterable[int], engaged: int) -> None:
        _pin(known, [x for x in lines_of[year] if x.action in actions], engaged)

    for year in world.years:
        pin(year, {PRACTICE}, world.figure(f"a5-engaged-{year}"))
    pin(first, CONTACT, world.figure("contact-planned-1"))
    pin(first, {BYSTANDERS}, round(world.figure("bystander-expected-1") * BYSTANDER_MARGIN))
    ratios = dict.fromkeys(CONTACT, 3.0) | {BYSTANDERS: 1.0}
    for line in itertools.chain.from_iterable(lines_of[year] for year in world.years):
        if line.key not in known:
            merged = _of_groups_merged(world, line, known)
            known[line.key] = _drawn(world, line, ratios.get(line.action, 0.4)) if merged is None else merged
        line.baseline = known[line.key]


def _of_groups_merged(world: World, line: Line, known: Mapping[tuple[str, str], int]) -> int | None:
    """The current reach of the groups that this line now counts together; None when they were in no agreement."""
    first, call = world.calls[world.first_year], world.calls[line.year]
    groups = [m for m, action in first.measures.items() if action == line.action and m not in call.measures]
    before = [known[key] for m in groups if (key := (line.applicant.authority_id, m)) in known]
    return sum(before) if before else None


def _drawn(world: World, line: Line, ratio: float) -> int:
    """Draw the reach before the plan (units) as a part of the planned reach."""
    if line.measure in world.distinct or chance(0.2, "no-baseline", *line.key):
        return 0
    return round_plan(line.planned * ratio * spread(0.6, "baseline", *line.key))


def _pin(known: dict[tuple[str, str], int], lines: list[Line], engaged: int) -> None:
    """Give new lines the current reach that brings the engaged reach to a published sum."""
    new = [line for line in lines if line.key not in known]
    left = engaged - sum(line.planned + known.get(line.key, 0) for line in lines)
    if new:
        weights = {line.key: line.planned * spread(0.6, "baseline", *line.key) for line in new}
        known |= allocate(left, weights, dict.fromkeys(weights, left), step=5)
    elif left:
        raise ValueError(f"The published engaged reach differs by {left} from what is agreed.")
