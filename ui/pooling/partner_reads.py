"""With whom one municipality can apply, as *gemeente* and *samenwerking* both show it, and what each set does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from samenleven.eligibility import Weight
from samenleven.findings.authority import WithWhom
from samenleven.pooling import Authority, divisions
from samenleven.pooling.changes import Effect, effects
from samenleven.pooling.partners import Partners, PartnerSet, partners
from samenleven.store import Store
from ui.pooling import pooling_reads
from ui.pooling.pooling_reads import Choice
from ui.reading.cached import per_store


@dataclass(frozen=True, slots=True)
class Choices:
    """With whom an authority can apply: among who may not apply alone, and when nobody suffices among all (`wider`).

    `smaller` are sets with fewer members that break a published cooperation, `likely` those that hold by the estimate
    and not by the lower bound.
    """

    best: Partners
    wider: bool
    smaller: Partners
    likely: Partners

    @property
    def shown(self) -> tuple[PartnerSet, ...]:
        """The best sets, then those that break a published cooperation: what *samenwerking* lists."""
        return (*self.best.sets, *self.smaller.sets)


def choices(authority_id: str, asked: Choice) -> Choices | None:
    """The best sets of partners for an authority; None for who is not counted or lies in no region."""
    everyone = pooling_reads.candidates(asked.on, asked.reading)
    if authority_id not in everyone:
        return None
    rules = replace(asked.settings, incentive=None, time_limit_seconds=1)
    return _choices(authority_id, replace(asked, regions=(), settings=rules, attempt=0))


@per_store(1024)
def _choices(store: Store, authority_id: str, asked: Choice) -> Choices:
    everyone = pooling_reads.candidates(asked.on, asked.reading)
    here = [one for one in everyone.values() if one.region == everyone[authority_id].region]
    published = published_members()
    small = [one for one in here if asked.everyone or one.id == authority_id or not one.may_apply_alone]
    best = _sets(authority_id, small, asked, published)
    wider = not best.sets and len(small) < len(here)
    if wider:
        best = _sets(authority_id, here, asked, published)
    fewest = len(best.sets[0].members) if best.sets else len(here) + 1
    free = _sets(authority_id, small, asked, {})
    keep = tuple(one for one in free.sets if 2 <= len(one.members) < fewest)
    return Choices(
        best, wider and bool(best.sets), Partners(keep, free.complete), _likely(authority_id, small, asked, fewest)
    )


def _likely(authority_id: str, small: Sequence[Authority], asked: Choice, fewest: int) -> Partners:
    """Smaller sets that are enough by the estimate only."""
    if asked.reading is not Weight.LOWER:
        return Partners(())
    by_estimate = pooling_reads.candidates(asked.on, Weight.ESTIMATE)
    found = _sets(authority_id, [by_estimate[one.id] for one in small], asked, published_members())
    floor = asked.settings.floor
    return Partners(
        tuple(one for one in found.sets if one.total.lower < floor and 2 <= len(one.members) < fewest), found.complete
    )


def _sets(
    authority_id: str, who: Sequence[Authority], asked: Choice, published: Mapping[str, tuple[str, ...]]
) -> Partners:
    near = divisions.borders_among(pooling_reads.borders(), {one.id for one in who})
    return partners(authority_id, who, near, asked.settings, published)


def published_members() -> dict[str, tuple[str, ...]]:
    """The members of the cooperations that a source names, by the name of the cooperation."""
    return {one.name: one.members for one in pooling_reads.published()}


def broken(one: PartnerSet, asked: Choice) -> tuple[Effect, ...]:
    """What a set does to the published cooperations that lose members to it."""
    everyone = pooling_reads.candidates(asked.on, asked.reading)
    return effects(one.members, published_members(), everyone.values(), pooling_reads.borders(), asked.settings)


def with_whom(authority_id: str, asked: Choice) -> WithWhom | None:
    """The best set in the words of a headline; None without one."""
    found = choices(authority_id, asked)
    if found is None or not found.best.sets:
        return None
    everyone, best = pooling_reads.candidates(asked.on, asked.reading), found.best.sets[0]
    region = everyone[authority_id].region
    return WithWhom(
        tuple(sorted(everyone[i].name for i in best.partners)),
        best.joins,
        any(everyone[i].region == region for one in pooling_reads.published() for i in one.members if i in everyone),
        tuple(everyone[i].name for i in best.partners if everyone[i].alone_by),
    )
