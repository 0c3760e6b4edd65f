"""What a scenario may set, by typed names; their texts are the keys of a TOML file and of an address.

A number for the whole run and a cell of a table are both found by one key: `str(key)` is its path, such as
`threshold_alone` or `budget.2`, and `key_of` reads that path back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from samenleven.errors import SamenlevenError


class Setting(StrEnum):
    """A number for the whole run: the parameter of that name, when the data hold it as a setting."""

    THRESHOLD_ALONE = "threshold_alone"
    THRESHOLD_ALONE_STRICT = "threshold_alone_strict"
    THRESHOLD_TOGETHER = "threshold_together"
    THRESHOLD_TOGETHER_STRICT = "threshold_together_strict"
    ORIGIN_SHARE = "origin_share"
    OWN_SHARE = "own_share"
    TARGET_GROUPS_MERGED = "target_groups_merged"
    INCENTIVE = "incentive_cooperation"
    INCENTIVE_MIN_SHARE = "incentive_min_share"
    INCENTIVE_MIN_SHARE_APPLIES = "incentive_min_share_applies"
    UNIT_AMOUNT_FACTOR = "unit_amount_factor"
    MAX_UNITS_FACTOR = "max_units_factor"
    CEILING_FACTOR = "ceiling_factor"
    PARTICIPATION_EXISTING = "participation_existing"
    PARTICIPATION_NEW = "participation_new"
    REALISATION_RATE = "realisation_rate"
    UNIT_COST_FIXED = "unit_cost_fixed"
    TAKE_UP = "take_up"


class Numbers(StrEnum):
    """Numbers by project year, measure, action or goal; the value is the field of a scenario that holds them."""

    BUDGET = "budget"
    UNIT_AMOUNT = "unit_amount"
    MAX_UNITS = "max_units"
    CEILING = "ceiling"
    REALISATION = "realisation"
    WEIGHT = "weight"


class Choice(StrEnum):
    """A choice out of a few; the value is the field of a scenario that holds it."""

    BASELINE = "baseline"
    ROUND_ORDER = "round_order"
    ROUND_CUT = "round_cut"
    YARDSTICK = "yardstick"


class Yardstick(StrEnum):
    """Against what the paid reach is measured: never both in one number."""

    PLAN = "plan"
    """The Flemish targets of the plan of 2021 for 2024, where call and plan count the same."""
    AGREEMENTS = "agreements"
    """What the agreements of the baseline promise together on top of what there was."""


class About(StrEnum):
    """What a scenario says of itself: no difference from the baseline."""

    TITLE = "title"
    AUTHOR = "author"
    REFERENCE = "reference"
    PROJECT_YEAR = "project_year"


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of a table: of a measure (its code), or of a project year, action or goal (its number)."""

    table: Numbers
    of: int | str

    def __str__(self) -> str:
        return f"{self.table}.{self.of}"


Key = Setting | Choice | About | Cell

SWITCHES = (
    *(Setting.THRESHOLD_ALONE_STRICT, Setting.THRESHOLD_TOGETHER_STRICT),
    *(Setting.TARGET_GROUPS_MERGED, Setting.INCENTIVE_MIN_SHARE_APPLIES),
)
"""Settings that are yes (1, true) or no (0, false)."""
TEXTS = (About.TITLE, About.AUTHOR, About.REFERENCE)
BY_MEASURE = (Numbers.UNIT_AMOUNT, Numbers.MAX_UNITS)
FACTORS: Mapping[Numbers, Setting] = {
    Numbers.UNIT_AMOUNT: Setting.UNIT_AMOUNT_FACTOR,
    Numbers.MAX_UNITS: Setting.MAX_UNITS_FACTOR,
    Numbers.CEILING: Setting.CEILING_FACTOR,
}
"""The setting that moves a whole table: its range is so many times the value of the baseline."""
LONGEST_TEXT = 200
"""Signs in a title, an author or a reference."""
MOST_DIGITS, MOST_DECIMALS = 15, 20
"""Digits of a number before and behind the point: every number of a computer from 0.001, and all that we need."""
RANGES: Mapping[Numbers, str] = {
    Numbers.BUDGET: "budget_awarded",
    Numbers.REALISATION: Setting.REALISATION_RATE,
    Numbers.WEIGHT: "goal_weight",
}
"""The parameter whose range holds for each number of these tables."""

Named = TypeVar("Named", bound=StrEnum)


def named(kind: type[Named], text: str) -> Named | None:
    """The member with this text, if there is one."""
    return next((one for one in kind if one.value == text), None)


def plain_text(value: str) -> str:
    """A text as it can stand in an address and a file: each sign that cannot be seen, and each `~`, is a space."""
    return "".join(sign if sign.isprintable() and sign != "~" else " " for sign in value)


def key_of(path: str) -> Key:
    """The key behind a path. Raises SamenlevenError when no scenario of ours has it."""
    if plain := named(Setting, path) or named(Choice, path) or named(About, path):
        return plain
    name, _, of = path.partition(".")
    table = named(Numbers, name)
    if table is None or not (table in BY_MEASURE or of.isdecimal()):
        raise SamenlevenError(f"De sleutel '{path}' is onbekend.")
    return Cell(table, of if table in BY_MEASURE else int(of))
