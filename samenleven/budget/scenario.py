"""A what-if: a small set of differences from a baseline, and the space in which they lie.

It is read in `samenleven.budget.scenario_parser`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from enum import StrEnum
from typing import Any

from samenleven.budget.envelope import Cut, Order
from samenleven.budget.settings import (
    FACTORS,
    RANGES,
    About,
    Cell,
    Key,
    Numbers,
    Setting,
    Yardstick,
    key_of,
)
from samenleven.errors import SamenlevenError
from samenleven.grant.call import Call
from samenleven.parameters import Parameter


class Baseline(StrEnum):
    """Where a what-if starts from; the value is the end of the name of the budget's parameter."""

    ANNOUNCED = "announced"
    AWARDED = "awarded"


NEUTRAL: Mapping[str, Decimal] = {
    **dict.fromkeys(FACTORS.values(), Decimal(1)),
    Setting.PARTICIPATION_EXISTING: Decimal(1),
    Setting.PARTICIPATION_NEW: Decimal(1),
    **{RANGES[table]: Decimal(1) for table in (Numbers.REALISATION, Numbers.WEIGHT)},
    Setting.UNIT_COST_FIXED: Decimal(0),
    Setting.TAKE_UP: Decimal(0),
}
"""What changes nothing: times one, everybody, as promised, no behaviour. Holds where the data give no other value."""


@dataclass(frozen=True)
class Space:
    """What scenarios may say: the call they start from, its parameters in force, the goals and project years.

    `realisation` is the published rate (realised / promised) by action, where there is one.
    """

    call: Call
    parameters: Mapping[str, Parameter]
    goal_of_action: Mapping[int, int]
    project_years: frozenset[int]
    realisation: Mapping[int, Decimal] = field(default_factory=dict)

    @property
    def goals(self) -> frozenset[int]:
        """The goals of the plan."""
        return frozenset(self.goal_of_action.values())

    def value(self, name: str) -> Decimal:
        """The value of a parameter in the baseline.

        Raises SamenlevenError when the data do not hold it and doing without changes something.
        """
        if name in self.parameters:
            return self.parameters[name].value
        if name in NEUTRAL:
            return NEUTRAL[name]
        raise SamenlevenError(f"De parameter '{name}' bestaat niet. Voeg hem toe in data/parameters/parameter.csv.")


@dataclass(frozen=True)
class Scenario:
    """Differences from a baseline; an empty table means no difference.

    `numbers` by setting; `budget` in euro by project year; `unit_amount` in euro and `max_units` by measure;
    `ceiling` in euro by action; `realisation` (realised / promised) by action; `weight` by goal. `round_order` and
    `round_cut` are the settings of `samenleven.budget.envelope`; `yardstick` is what reach is measured against, for
    scenario and baseline alike. The texts say what it is and who made it.
    """

    title: str = ""
    author: str = ""
    reference: str = ""
    baseline: Baseline = Baseline.AWARDED
    project_year: int | None = None
    round_order: Order = Order.TOGETHER
    round_cut: Cut = Cut.PROPORTIONAL
    yardstick: Yardstick = Yardstick.AGREEMENTS
    numbers: Mapping[Setting, Decimal] = field(default_factory=dict)
    budget: Mapping[int, Decimal] = field(default_factory=dict)
    unit_amount: Mapping[str, Decimal] = field(default_factory=dict)
    max_units: Mapping[str, Decimal] = field(default_factory=dict)
    ceiling: Mapping[int, Decimal] = field(default_factory=dict)
    realisation: Mapping[int, Decimal] = field(default_factory=dict)
    weight: Mapping[int, Decimal] = field(default_factory=dict)

    @property
    def start(self) -> Scenario:
        """The baseline that it differs from, measured against the same yardstick."""
        return Scenario(baseline=self.baseline, yardstick=self.yardstick)

    def table(self, table: Numbers) -> Mapping[Any, Decimal]:
        """The numbers of one table by project year, measure, action or goal."""
        found: Mapping[Any, Decimal] = getattr(self, table)
        return found

    def differences(self) -> dict[Key, Any]:
        """Every difference from the baseline by its key, as it is saved; titles and project year are none."""
        every = {key_of(path): value for path, value in flatten(self.as_dict()).items()}
        return {key: value for key, value in every.items() if not isinstance(key, About)}

    def as_dict(self) -> dict[str, Any]:
        """The scenario as it is saved: only what differs, read back by `parse` to the same scenario."""
        plain: dict[str, Any] = {}
        for item in fields(self):
            value = getattr(self, item.name)
            if item.name == "numbers":
                plain |= {setting.value: _plain(number) for setting, number in value.items()}
            elif isinstance(value, Mapping):
                if value:
                    plain[item.name] = {str(key): _plain(number) for key, number in value.items()}
            elif value not in ("", None) and value != item.default:
                plain[item.name] = value.value if isinstance(value, StrEnum) else value
        return plain


def flatten(source: Mapping[str, Any]) -> dict[str, Any]:
    """Tables joined to their keys by a dot: every difference by its path, such as `budget.2`."""
    flat: dict[str, Any] = {}
    for key, value in source.items():
        if isinstance(value, Mapping):
            flat |= {f"{key}.{name}": one for name, one in value.items()}
        else:
            flat[key] = value
    return flat


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def published_value(call: Call, cell: Cell) -> Decimal:
    """The baseline's value behind one cell of the tables unit_amount, max_units and ceiling."""
    if cell.table is Numbers.CEILING:
        return call.ceilings[int(cell.of)]
    tariff = call.tariffs[str(cell.of)]
    return tariff.amount if cell.table is Numbers.UNIT_AMOUNT else Decimal(tariff.max_units)
