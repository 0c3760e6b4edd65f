"""Joins, leaves, who is left alone, and whether a division holds on uncertain figures."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from samenleven import dutch
from samenleven.eligibility import TargetGroup
from samenleven.pooling.graph import check_authorities, check_borders, neighbours_of
from samenleven.pooling.rules import Context, judge_checked
from samenleven.pooling.types import (
    Answer,
    Authority,
    Border,
    Check,
    Judgement,
    PoolingError,
    Settings,
)


@dataclass(frozen=True)
class Departure:
    """What is left when `leaver` goes. `remaining` None: nobody is left. `failing`: the rules the
    others then break. `alone`: the leaver may apply alone."""

    leaver: str
    remaining: Judgement | None
    failing: tuple[Check, ...]
    alone: bool
    sentence: str

    @property
    def holds(self) -> bool:
        """True when the others may go on together."""
        return self.remaining is not None and not self.failing


@dataclass(frozen=True)
class JoinOption:
    """What happens when a newcomer joins the cooperation `name`; `allowed` by every rule."""

    name: str
    judgement: Judgement
    allowed: bool


@dataclass(frozen=True)
class Helper:
    """A free neighbour of someone left alone. `short`: inhabitants the two still lack together
    (0: enough). `total`: their inhabitants together."""

    id: str
    total: int
    short: int


@dataclass(frozen=True)
class LeftAlone:
    """An authority in no cooperation that cannot apply alone: what it lacks by itself, its free
    neighbours (best help first) and the cooperations it may join."""

    id: str
    short: int
    helpers: tuple[Helper, ...]
    may_join: tuple[str, ...]


class Holds(StrEnum):
    """Under which figures a cooperation reaches the threshold."""

    ALWAYS = "always"  # on the lower bound already
    ESTIMATE = "estimate"  # on the estimate, not on the lower bound
    UPPER_ONLY = "upper_only"
    NEVER = "never"


@dataclass(frozen=True)
class Robustness:
    """Totals of a cooperation on the three readings, and when it reaches the threshold."""

    members: tuple[str, ...]
    total: TargetGroup
    holds: Holds


def leave(
    leaver: str,
    members: Iterable[str],
    authorities: Iterable[Authority],
    borders: Iterable[Border],
    settings: Settings,
    context: Context | None = None,
) -> Departure:
    """The cooperation without `leaver`. Raises PoolingError when the leaver is no member."""
    listed = list(members)
    if leaver not in listed:
        raise PoolingError(f"Bestuur {leaver} zit niet in dit verband en kan er dus niet uit.")
    by_id = check_authorities(authorities)
    near = neighbours_of(by_id, check_borders(borders, by_id), settings.min_border_km)
    rest = [i for i in listed if i != leaver]
    if leaver not in by_id:
        raise PoolingError(f"Bestuur {leaver} is niet gekend. Kies een bestuur uit de lijst.")
    going = by_id[leaver]
    if not rest:
        return Departure(leaver, None, (), going.may_apply_alone, f"Zonder {going.label} blijft niemand over.")
    remaining = judge_checked(rest, by_id, near, settings, context or Context({}))
    failing = _failing(remaining)
    if failing:
        reasons = " ".join(check.sentence for check in failing)
        sentence = f"Zonder {going.label} voldoet het verband niet meer: {reasons}"
    else:
        total = dutch.number(remaining.total)
        sentence = f"Zonder {going.label} kan het verband verder: samen {total} inwoners."
    return Departure(leaver, remaining, failing, going.may_apply_alone, sentence)


def _failing(judgement: Judgement) -> tuple[Check, ...]:
    return tuple(c for c in judgement.checks if c.required and c.outcome is Answer.FAILS)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a new cooperation does to another that loses `leavers` to it.

    `total` are the inhabitants of who stay, `holds` whether they may go on together. `stay` is empty when all leave.
    """

    name: str
    leavers: tuple[str, ...]
    stay: tuple[str, ...]
    total: int
    holds: bool


def effects(
    members: Collection[str],
    cooperations: Mapping[str, Collection[str]],
    authorities: Iterable[Authority],
    borders: Iterable[Border],
    settings: Settings,
) -> tuple[Effect, ...]:
    """The cooperations that a set of `members` breaks: some of their members are in it and some are not.

    One that comes in as a whole is not broken. Members that are not among the authorities are not judged: such a
    cooperation does not hold for certain.
    """
    by_id = check_authorities(authorities)
    near = neighbours_of(by_id, check_borders(borders, by_id), settings.min_border_km)
    found = []
    for name, others in sorted(cooperations.items()):
        leavers = tuple(i for i in others if i in members)
        stay = tuple(i for i in others if i not in members)
        if not leavers or not stay:
            continue
        known = [i for i in stay if i in by_id]
        total = sum(by_id[i].weight for i in known)
        holds = len(known) == len(stay) and judge_checked(stay, by_id, near, settings, Context({})).valid
        found.append(Effect(name, leavers, stay, total, holds))
    return tuple(found)


def join_options(
    newcomer: str,
    cooperations: Mapping[str, Collection[str]],
    authorities: Iterable[Authority],
    borders: Iterable[Border],
    settings: Settings,
) -> tuple[JoinOption, ...]:
    """Every cooperation of the newcomer's region with the newcomer in it, judged; those it may
    join first, then by name. Raises PoolingError for an unknown newcomer."""
    by_id = check_authorities(authorities)
    if newcomer not in by_id:
        raise PoolingError(f"Bestuur {newcomer} is niet gekend. Kies een bestuur uit de lijst.")
    near = neighbours_of(by_id, check_borders(borders, by_id), settings.min_border_km)
    options = []
    for name in sorted(cooperations):
        members = list(cooperations[name])
        if newcomer in members or not _share_region(newcomer, members, by_id):
            continue
        others = {n: m for n, m in cooperations.items() if n != name}
        judgement = judge_checked([*members, newcomer], by_id, near, settings, Context(others, earlier_members=members))
        options.append(JoinOption(name, judgement, judgement.valid))
    return tuple(sorted(options, key=lambda option: (not option.allowed, option.name)))


def _share_region(newcomer: str, members: Iterable[str], by_id: Mapping[str, Authority]) -> bool:
    return any(i in by_id and by_id[i].region == by_id[newcomer].region for i in members)


def left_alone(
    cooperations: Mapping[str, Collection[str]],
    authorities: Sequence[Authority],
    borders: Sequence[Border],
    settings: Settings,
) -> tuple[LeftAlone, ...]:
    """Who is in no cooperation and cannot apply alone, and who could help, in order of id.

    Helpers are free neighbours of the same region (without the rule on borders: everyone free of
    that region), those that bring enough first, the smallest such help first.
    """
    by_id = check_authorities(authorities)
    near = neighbours_of(by_id, check_borders(borders, by_id), settings.min_border_km)
    taken = {i for members in cooperations.values() for i in members}
    result = []
    for authority in by_id.values():
        if authority.id in taken or authority.may_apply_alone:
            continue
        around = near[authority.id] if settings.contiguity else by_id
        free = [
            by_id[i] for i in around if i != authority.id and i not in taken and by_id[i].region == authority.region
        ]
        options = join_options(authority.id, cooperations, authorities, borders, settings)
        result.append(
            LeftAlone(
                authority.id,
                max(0, settings.floor - authority.weight),
                _helpers(authority, free, settings),
                tuple(option.name for option in options if option.allowed),
            )
        )
    return tuple(result)


def _helpers(authority: Authority, free: Iterable[Authority], settings: Settings) -> tuple[Helper, ...]:
    helpers = []
    for other in free:
        total = authority.weight + other.weight
        helpers.append(Helper(other.id, total, max(0, settings.floor - total)))
    return tuple(sorted(helpers, key=lambda helper: (helper.short, helper.total, helper.id)))


def robust(
    pools: Iterable[Sequence[str]], groups: Mapping[str, TargetGroup], settings: Settings
) -> tuple[Robustness, ...]:
    """Per cooperation the totals on the lower bound, the estimate and the upper bound, and when
    the threshold is reached. Raises PoolingError when a member has no figures or unordered ones."""
    result = []
    for pool in pools:
        for member in pool:
            _check_group(member, groups.get(member))
        chosen = [groups[member] for member in pool]
        total = TargetGroup(
            sum(w.lower for w in chosen),
            sum(w.estimate for w in chosen),
            sum(w.upper for w in chosen),
        )
        result.append(Robustness(tuple(pool), total, _holds(total, settings.floor)))
    return tuple(result)


def _check_group(member: str, group: TargetGroup | None) -> None:
    if group is None:
        raise PoolingError(f"Bestuur {member} heeft geen onder- en bovengrens.")
    if not 0 <= group.lower <= group.estimate <= group.upper:
        raise PoolingError(
            f"De grenzen van bestuur {member} kloppen niet: {group.lower} <= "
            f"{group.estimate} <= {group.upper} moet gelden, vanaf nul."
        )


def _holds(total: TargetGroup, floor: int) -> Holds:
    if total.lower >= floor:
        return Holds.ALWAYS
    if total.estimate >= floor:
        return Holds.ESTIMATE
    return Holds.UPPER_ONLY if total.upper >= floor else Holds.NEVER
