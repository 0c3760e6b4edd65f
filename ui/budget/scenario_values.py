"""What a number or choice of a scenario is now, and what it is when the scenario does not say it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from samenleven.budget.scenario import Baseline, Scenario, Space, published_value
from samenleven.budget.settings import FACTORS, RANGES, Cell, Choice, Key, Numbers, Setting
from ui.budget import budget_reads


def start_of(differences: Mapping[Key, Any]) -> Baseline:
    """The baseline that differences start from."""
    return Baseline(differences.get(Choice.BASELINE, Scenario().baseline))


def baseline(key: Key, space: Space, start: Baseline) -> Any:
    """What a key is when the scenario says nothing: a number of the data, or the default of a choice."""
    if isinstance(key, Choice):
        return getattr(Scenario(), key).value
    if not isinstance(key, Cell):
        return space.value(key)
    if key.table is Numbers.BUDGET:
        return budget_reads.space(int(key.of)).value(f"budget_{start}")
    if key.table in FACTORS:
        return published_value(space.call, key)
    general = space.value(RANGES[key.table])
    return space.realisation.get(int(key.of), general) if key.table is Numbers.REALISATION else general


def _general(key: Key) -> Setting | None:
    """The setting that holds for a whole table, behind one of its cells."""
    if not isinstance(key, Cell):
        return None
    return Setting.REALISATION_RATE if key.table is Numbers.REALISATION else FACTORS.get(key.table)


def unsaid(key: Key, space: Space, differences: Mapping[Key, Any]) -> Any:
    """What a key is when the scenario does not name it: what its general difference makes of it, else the baseline."""
    base = baseline(key, space, start_of(differences))
    setting = _general(key)
    whole = differences.get(setting) if setting else None
    if whole is None:
        return base
    return whole if setting is Setting.REALISATION_RATE else base * Decimal(str(whole))
