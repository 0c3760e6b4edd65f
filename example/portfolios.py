"""Who does which action, and in which order of priority."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from example.applicants import Applicant, sizes_in
from example.draws import chance, choose, dice
from example.world import BYSTANDERS, DE_RAND, POLARISATION, PRACTICE, SQUARES, YOUTH_WORK, World

# Actions that a source names with this authority (mentor, example or news item; see action.csv).
NAMED_ACTIONS = {
    "Gent": (15, BYSTANDERS),
    "Kortrijk": (PRACTICE, 15, 24),
    "Leuven": (7,),
    "Mechelen": (9, 16, SQUARES),
    "Oostende": (SQUARES,),
}
STEADY = frozenset({"Sint-Niklaas"})  # the same amount is published for three years
MOST_ACTIONS = 12  # made up, for the largest applicants
BYSTANDER_APPLICANTS = 10  # made up: only the number of authorities is published

# Made-up likelihood that an applicant picks an action; 2, 5 and 17 are chosen by their totals.
POPULARITY = {
    6: 2, 7: 5, 8: 5, 9: 6, 10: 2, 11: 5, 13: 9, 14: 6, 15: 7,
    16: 2, 18: 2, 19: 2, 20: 6, 21: 2, 22: 3, 23: 5, 24: 9,
}  # fmt: skip


@dataclass(frozen=True)
class Chosen:
    """Who does the actions of which the number of represented authorities is published."""

    polarisation: dict[int, set[str]]
    practice: set[str]
    bystanders: dict[int, set[str]]


def make_portfolios(world: World, applicants: Mapping[str, Applicant]) -> dict[int, dict[str, list[int]]]:
    """Give per project year the actions of each applicant, first priority first."""
    chosen = Chosen(
        polarisation=_choose_polarisation(world, applicants),
        practice=_choose_practice(world, applicants),
        bystanders=_choose_bystanders(world, applicants),
    )
    portfolios: dict[int, dict[str, list[int]]] = {year: {} for year in world.years}
    for key, applicant in applicants.items():
        actions = _first_portfolio(world, chosen, applicant)
        for year in sorted(applicant.members):
            if year > applicant.first_year:
                actions = _next_portfolio(world, chosen, applicant, actions, year)
            actions = _last_is_free(actions)
            portfolios[year][key] = actions
    for year, call in world.calls.items():
        amount = call.tariff(world.measures(PRACTICE, year)[0]).amount
        if world.figures[f"a5-budget-{year}"] % amount:
            _put_practice_last(applicants, portfolios[year], year)
    return portfolios


def _must_do(world: World, action: int) -> set[str]:
    """Give the authorities that a source names with an action."""
    named = {world.ids[name] for name, actions in NAMED_ACTIONS.items() if action in actions}
    return named | {key for key, actions in world.told.items() if action in actions}


def _choose_practice(world: World, applicants: Mapping[str, Applicant]) -> set[str]:
    """Draw who does action 5: as many authorities stay out in every year, so the same ones do."""
    out = {sum(sizes_in(applicants, year).values()) - world.figure(f"a5-authorities-{year}") for year in world.years}
    if len(out) != 1:
        raise ValueError(f"Action 5: the number of authorities that stay out changes: {out}.")
    named = _must_do(world, PRACTICE) | {DE_RAND}
    sizes = {key: size for key, size in sizes_in(applicants, world.first_year).items() if key not in named}
    return set(applicants) - choose(sizes, out.pop(), range(6, 10), "practice")


def _choose_polarisation(world: World, applicants: Mapping[str, Applicant]) -> dict[int, set[str]]:
    """Draw who has a polarisation plan: a year adds some, or swaps one for a larger one."""
    named = _must_do(world, POLARISATION)
    sizes = {key: len(a.members[a.first_year]) for key, a in applicants.items() if key != DE_RAND}
    found: dict[int, set[str]] = {}
    base = named
    for year in world.years:
        missing = world.figure(f"a2-engaged-{year}") - len(base)
        authorities = world.figure(f"a2-authorities-{year}") - sum(sizes[key] for key in base)
        pool = {k: size for k, size in sizes.items() if k not in base and applicants[k].first_year <= year}
        if missing:
            base = base | choose(pool, authorities, [missing], f"polarisation-{year}")
        elif authorities:
            swaps = [(old, new) for old in sorted(base - named) for new in sorted(pool)]
            fitting = [(old, new) for old, new in swaps if sizes[new] - sizes[old] == authorities]
            old, new = dice(f"polarisation-{year}").choice(fitting)
            base = (base - {old}) | {new}
        found[year] = base
    return found


def _choose_bystanders(world: World, applicants: Mapping[str, Applicant]) -> dict[int, set[str]]:
    """Draw who does action 17: the published number of authorities in the first year, some more later."""
    first_year = world.first_year
    named = _must_do(world, BYSTANDERS)
    sizes = sizes_in(applicants, first_year)
    authorities = world.figure(f"bystander-authorities-{first_year}") - sum(sizes[key] for key in named)
    pool = {key: size for key, size in sizes.items() if key not in named | {DE_RAND}}
    count = BYSTANDER_APPLICANTS - len(named)
    first = named | choose(pool, authorities, [count], "bystanders")
    later = first | set(dice("bystanders-2").sample(sorted(set(applicants) - first), 4))
    return {year: first if year == first_year else later for year in world.years}


def _action_count(world: World, applicant: Applicant) -> int:
    """Decide how many actions an applicant starts with: published, or more with more people."""
    if applicant.authority_id in world.told:  # no other actions than those it tells of
        return len(world.told[applicant.authority_id])
    if applicant.name == "Kortrijk":
        return world.figure("kortrijk-actions")
    doublings = math.log2(applicant.target_group / world.threshold)
    drawn = 4.6 + 1.5 * doublings + dice("count", applicant.authority_id).gauss(0, 0.9)
    return min(MOST_ACTIONS, max(3, round(drawn)))


def _pick_action(options: Iterable[int], *names: object) -> int | None:
    """Draw one action by its popularity."""
    allowed = sorted(set(options) & set(POPULARITY))
    if not allowed:
        return None
    return dice(*names).choices(allowed, [POPULARITY[action] for action in allowed])[0]


def _prescribed(world: World, chosen: Chosen, applicant: Applicant, year: int) -> list[int]:
    """List the actions an applicant must have in a year."""
    key = applicant.authority_id
    actions = [
        *([PRACTICE] if key in chosen.practice else []),
        *([POLARISATION] if key in chosen.polarisation[year] else []),
        *([BYSTANDERS] if key in chosen.bystanders[year] else []),
        *NAMED_ACTIONS.get(applicant.name, ()),
        *world.told.get(key, ()),
    ]
    return list(dict.fromkeys(a for a in actions if a in world.payable(year)))


def _first_portfolio(world: World, chosen: Chosen, applicant: Applicant) -> list[int]:
    """Draw the actions of an applicant's first year, in order of priority."""
    year, key = applicant.first_year, applicant.authority_id
    actions = _prescribed(world, chosen, applicant, year)
    while len(actions) < _action_count(world, applicant):
        options = set(world.payable(year)) - set(actions)
        action = _pick_action(options, "action", key, len(actions))
        if action is None:
            break
        actions.append(action)
    early = {PRACTICE: -0.6, POLARISATION: -0.3}
    return sorted(actions, key=lambda a: dice("priority", key, a).random() + early.get(a, 0.0))


def _next_portfolio(world: World, chosen: Chosen, applicant: Applicant, before: list[int], year: int) -> list[int]:
    """Change last year's actions a little: follow the prescribed ones, drop or add one."""
    if applicant.name in STEADY:
        return list(before)
    key = applicant.authority_id
    fixed = _prescribed(world, chosen, applicant, year)
    drawn = {POLARISATION, PRACTICE, BYSTANDERS}
    actions = [a for a in before if a in fixed or a not in drawn]
    free = [a for a in actions if a not in fixed]
    if len(actions) > 3 and free and chance(0.25, "drop", key, year):
        actions.remove(dice("dropped", key, year).choice(free))
    actions += [a for a in fixed if a not in actions]
    new_call = YOUTH_WORK in world.payable(year) and YOUTH_WORK not in world.payable(year - 1)
    if new_call and chance(0.3, "youth-work", key) and YOUTH_WORK not in actions:
        actions.append(YOUTH_WORK)
    elif len(actions) < MOST_ACTIONS and chance(0.25, "add", key, year):
        extra = _pick_action(set(world.payable(year)) - set(before), "added", key, year)
        actions += [extra] if extra is not None and extra not in actions else []
    return actions


def _last_is_free(actions: list[int]) -> list[int]:
    """Move a free action to the last priority: actions 2 and 5 are not cut when money is short."""
    last = [a for a in actions if a not in (POLARISATION, PRACTICE)][-1]
    return [a for a in actions if a != last] + [last]


def _put_practice_last(applicants: Mapping[str, Applicant], portfolios: dict[str, list[int]], year: int) -> None:
    """Let one smaller applicant rank action 5 last: its budget was no whole number of units."""
    smaller = [key for key, actions in portfolios.items() if PRACTICE in actions and not applicants[key].signatory]
    key = dice("practice-last", year).choice(smaller)
    portfolios[key] = [a for a in portfolios[key] if a != PRACTICE] + [PRACTICE]
