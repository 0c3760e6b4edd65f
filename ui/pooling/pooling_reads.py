"""Cached reads for regional pooling, keyed on the data version and plain settings."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from samenleven import dutch
from samenleven.eligibility import Weight
from samenleven.figures import Kind
from samenleven.grant.call import most_to_ask
from samenleven.pooling import Authority, Border, Settings, divisions
from samenleven.store import Store, budget, pooling
from samenleven.store.pooling import PublishedCooperation
from ui.reading import reads
from ui.reading.cached import per_store
from ui.server import settings
from ui.server.workers import Job

KEPT_LIMITS = 8  # of one question, asked with so many different limits at most


READING = Weight.LOWER
"""How the target group is counted where nobody chose: what passes at the lower bound passes in every reading."""


@dataclass(frozen=True)
class Choice:
    """What the reader asks: which regions, on which day, by which figures and rules.

    `attempt` counts how often the reader asked to look again for what was not proven in time.
    """

    regions: tuple[str, ...]
    on: date
    reading: Weight
    everyone: bool
    settings: Settings
    attempt: int = 0

    @property
    def whole(self) -> bool:
        """Whether all of Flanders is asked for."""
        return len(self.regions) > 1

    @property
    def kind(self) -> Kind:
        """What the counts of the target group are: the lower bound is published, the others are not."""
        return divisions.counted_kind(self.reading)

    @property
    def source_id(self) -> str:
        """Where the counts come from."""
        return "statbel-origin" if self.kind is Kind.OFFICIAL else divisions.COMPUTED_FROM

    @property
    def computed(self) -> dict[str, Any]:
        """Kind, source and date of what this dashboard makes of the counts: cooperations and judgements."""
        return {"kind": Kind.ESTIMATE.value, "source_id": divisions.COMPUTED_FROM, "reference_date": self.on}


@per_store(16)
def candidates(store: Store, on: date, reading: Weight) -> dict[str, Authority]:
    """The municipalities by NIS code; do not change this dictionary, it is shared."""
    return {one.id: one for one in pooling.candidates(store, on, reading)}


@per_store(4)
def borders(store: Store) -> list[Border]:
    """The borders between Flemish municipalities."""
    return pooling.borders(store)


@per_store(4)
def regions(store: Store) -> list[str]:
    """The reference regions by name."""
    return pooling.reference_regions(store)


@per_store(4)
def published(store: Store) -> list[PublishedCooperation]:
    """The cooperations of which a source names the members."""
    return pooling.published_cooperations(store)


@per_store(8)
def asks(store: Store) -> dict[int, Decimal]:
    """What one application can be granted at most, in euro, by project year."""
    return {year.project_year: most_to_ask(budget.call(store, year.project_year)) for year in reads.project_years()}


def newest_ask() -> Decimal:
    """The same for the newest call; 0 without calls."""
    found = asks()
    return found[max(found)] if found else Decimal(0)


def standard(*chosen: str) -> Choice | None:
    """What every screen asks of these regions (all when none is named) unless a reader chooses; None without counts."""
    days = reads.reference_dates()
    if not days:
        return None
    return Choice(chosen or tuple(regions()), days[0], READING, False, rules(days[0]))


@per_store(4)
def rules(store: Store, on: date) -> Settings:
    """The rules for a cooperation on a day, as every screen takes them unless a reader changes them."""
    return divisions.settings_of(reads.parameters(), on)


def around(choice: Choice) -> dict[str, Authority]:
    """The municipalities of the chosen regions, by NIS code."""
    return {i: one for i, one in candidates(choice.on, choice.reading).items() if one.region in choice.regions}


def may_alone(one: Authority) -> str:
    """In Dutch whether a municipality may apply alone, with its bounds where that is uncertain; empty when not."""
    if one.uncertain:
        bounds = f"{dutch.number(one.group.lower)} en {dutch.number(one.group.upper)}"
        return f"onzeker of dit bestuur alleen mag indienen: zijn doelgroep telt tussen {bounds} inwoners"
    return "mag alleen indienen" if one.alone_by else ""


def taking_part(choice: Choice) -> dict[str, Authority]:
    """Who looks for partners in the chosen regions, by NIS code."""
    chosen = divisions.taking_part(around(choice).values(), everyone=choice.everyone)
    return {one.id: one for one in chosen}


@per_store(1024)
def _divisions(
    store: Store, alone: Choice, without: tuple[str, ...]
) -> tuple[list[Authority], list[Border], dict[tuple[float, int], Job]]:
    """Who takes part in one region, their borders, and what was asked about it by its seconds and attempt."""
    who = {i: one for i, one in taking_part(alone).items() if i not in without}
    return list(who.values()), divisions.borders_among(borders(), who), {}


def division(choice: Choice, region: str, without: Collection[str] = ()) -> Job:
    """The best division of one region as a question; worked out once per data version, day, figures and rules.

    `without` are who has another cooperation already. An answer that is proven is the answer whatever the time it may
    take, and it is not sought again at a next attempt.
    """
    alone, limit = _one(choice, region), seconds(choice)
    who, near, asked = _divisions(alone, tuple(sorted(without)))
    for job in list(asked.values()):
        if job.done and not job.error and divisions.is_all_proven(job.answer):
            return job
    turn = limit, choice.attempt
    if turn not in asked and len(asked) >= KEPT_LIMITS:
        asked.pop(next(iter(asked)), None)
    rules = replace(alone.settings, time_limit_seconds=limit)
    return asked.setdefault(turn, Job("division", (who, near, rules), limit))


def most_seconds() -> int:
    """What the server allows for one question, all regions together. Raises SettingError."""
    return settings.whole("SAMENLEVEN_SOLVE_SECONDS", 60, 1, 3600)


def seconds(choice: Choice) -> float:
    """How long the search may take for one region: as asked, but never above its part of what the server allows."""
    return min(choice.settings.time_limit_seconds, most_seconds() / len(choice.regions))


def _one(choice: Choice, region: str) -> Choice:
    """What the search looks at: one region, and not the conditions of the incentive; its seconds come apart."""
    rules = replace(choice.settings, incentive=None, time_limit_seconds=0)
    return replace(choice, regions=(region,), settings=rules, attempt=0)
