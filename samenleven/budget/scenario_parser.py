"""A scenario out of a dictionary, checked against the ranges in data/.

The dictionary is a TOML file or an address in the browser, loaded by the caller. Every key is either a number that a
parameter with `setting` allows, or a table of numbers by year, measure, action or goal. A number must lie between the
parameter's minimum and maximum; an unknown key is named. Nothing is silently dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any

from samenleven import dutch
from samenleven.budget.envelope import Cut, Order
from samenleven.budget.scenario import Baseline, Scenario, Space, published_value
from samenleven.budget.settings import (
    FACTORS,
    LONGEST_TEXT,
    MOST_DECIMALS,
    MOST_DIGITS,
    RANGES,
    SWITCHES,
    TEXTS,
    About,
    Cell,
    Choice,
    Numbers,
    Setting,
    Yardstick,
    named,
    plain_text,
)
from samenleven.errors import SamenlevenError, short
from samenleven.grant.call import Reading


class ScenarioError(SamenlevenError):
    """A scenario with faults; each names its key, and the message names the first."""

    SHOWN = 20

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        head = "1 fout" if len(faults) == 1 else f"{len(faults)} fouten"
        more = [f"… en nog {len(faults) - self.SHOWN}."] if len(faults) > self.SHOWN else []
        super().__init__("\n".join([f"Het scenario bevat {head}; er is niets berekend.", *faults[: self.SHOWN], *more]))


def reading_of(source: Mapping[str, Any]) -> Reading | None:
    """How a scenario counts the actions whose target groups were merged; None when it says nothing.

    It chooses the rows of the form, for baseline and scenario alike, so it is asked before the space is made.
    """
    said = source.get(Setting.TARGET_GROUPS_MERGED.value)
    return None if said is None else Reading.MERGED if said else Reading.SPLIT


def year_of(source: Mapping[str, Any], years: Collection[int], otherwise: int) -> int:
    """The project year that a scenario names; `otherwise` when it is silent or names none that there is."""
    said = source.get(About.PROJECT_YEAR.value)
    return said if isinstance(said, int) and not isinstance(said, bool) and said in years else otherwise


def parse(source: Mapping[str, Any], space: Space) -> Scenario:
    """A scenario out of a dictionary.

    Raises ScenarioError with every fault: unknown key, wrong kind of value, number outside its range.
    """
    scenario, faults = sound(source, space)
    if faults:
        raise ScenarioError(faults)
    return scenario


def sound(source: Mapping[str, Any], space: Space) -> tuple[Scenario, tuple[str, ...]]:
    """What is right in a dictionary, as a scenario, and every fault in it; a faulty number counts as not said."""
    reader = _Reader(space)
    values: dict[str, Any] = {"numbers": {}}
    for key, value in source.items():
        if key in TEXTS:
            values[key] = reader.text(key, value)
        elif choice := named(Choice, key):
            if (chosen := reader.choice(key, value, CHOICES[choice])) is not None:
                values[key] = chosen
        elif key == About.PROJECT_YEAR:
            values[key] = reader.project_year(value)
        elif table := named(Numbers, key):
            values[key] = reader.table(table, value)
        elif (setting := named(Setting, key)) and reader.allows(setting):
            if (number := reader.setting(setting, value)) is not None:
                values["numbers"][setting] = number
        else:
            reader.faults.append(f"De sleutel '{short(key)}' is onbekend. Kies uit: {', '.join(reader.known())}.")
    return Scenario(**values), tuple(reader.faults)


Range = tuple[Decimal, Decimal | None]
CHOICES: Mapping[Choice, type[StrEnum]] = {
    Choice.BASELINE: Baseline,
    Choice.ROUND_ORDER: Order,
    Choice.ROUND_CUT: Cut,
    Choice.YARDSTICK: Yardstick,
}


class _Reader:
    """Reads values and gathers faults, so that one run shows them all."""

    def __init__(self, space: Space) -> None:
        self.space = space
        self.faults: list[str] = []

    def allows(self, setting: Setting) -> bool:
        """Whether the data let a scenario change a setting."""
        held = self.space.parameters.get(setting)
        return held is not None and held.setting

    def known(self) -> list[str]:
        return [*TEXTS, *Choice, About.PROJECT_YEAR, *Numbers, *filter(self.allows, Setting)]

    def range_of(self, name: str) -> Range:
        """The range of a parameter; without one in the data only below zero is wrong."""
        found = self.space.parameters.get(name)
        return (found.minimum, found.maximum) if found else (Decimal(0), None)

    def text(self, key: str, value: Any) -> str:
        if not isinstance(value, str):
            self.faults.append(f"'{key}' is geen tekst. Zet aanhalingstekens rond de tekst.")
        elif len(value) > LONGEST_TEXT:
            self.faults.append(f"'{key}' is te lang. Schrijf hoogstens {LONGEST_TEXT} tekens.")
        else:
            return plain_text(value)
        return ""

    def choice(self, key: str, value: Any, choices: type[StrEnum]) -> StrEnum | None:
        if value in list(choices):
            return choices(value)
        self.faults.append(f"'{key}' is '{_shown(value)}'. Kies uit: {', '.join(choices)}.")
        return None

    def project_year(self, value: Any) -> int | None:
        if isinstance(value, int) and not isinstance(value, bool) and value in self.space.project_years:
            return value
        self.faults.append(
            f"'project_year' is '{_shown(value)}'. Kies uit: {', '.join(map(str, sorted(self.space.project_years)))}."
        )
        return None

    def number(self, key: str, value: Any, minimum: Decimal, maximum: Decimal | None) -> Decimal | None:
        """A number within its range; None, with a fault, when it is not."""
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            self.faults.append(f"'{key}' is '{_shown(value)}': dat is geen getal.")
            return None
        most = Decimal(10**MOST_DIGITS - 1) if maximum is None else maximum
        # The size comes first: Python refuses to write out a whole number of thousands of digits.
        if value != value or not minimum <= value <= most:  # no number orders with NaN
            upper = f" en hoogstens {dutch.exact(most)}"
            self.faults.append(f"'{key}' is {_shown(value)}. Het moet minstens {dutch.exact(minimum)}{upper} zijn.")
            return None
        number = Decimal(str(value))
        if -int(number.as_tuple().exponent) > MOST_DECIMALS:
            self.faults.append(f"'{key}' is {_shown(value)}. Schrijf hoogstens {MOST_DECIMALS} cijfers na de komma.")
            return None
        return number

    def setting(self, setting: Setting, value: Any) -> Decimal | None:
        """The number of a setting; a switch is on or off, in numbers or in words."""
        if setting not in SWITCHES:
            return self.number(setting, value, *self.range_of(setting))
        if isinstance(value, int | float | Decimal) and value in (0, 1):
            return Decimal(int(value))
        self.faults.append(f"'{setting}' is '{_shown(value)}'. Schrijf 1 (ja) of 0 (nee).")
        return None

    def table(self, key: Numbers, value: Any) -> dict[Any, Decimal]:
        """A table of numbers by year, measure, action or goal."""
        if not isinstance(value, Mapping):
            self.faults.append(f"'{key}' is geen tabel. Schrijf [{key}] met daaronder een getal per sleutel.")
            return {}
        known = self._ids(key)
        found: dict[Any, Decimal] = {}
        for name, given in value.items():
            identifier = known.get(str(name))
            if identifier is None:
                self.faults.append(f"'{key}.{short(name)}' is onbekend. Kies uit: {', '.join(known)}.")
                continue
            number = self.number(f"{key}.{name}", given, *self._table_range(key, identifier))
            if number is None:
                continue
            if key in (Numbers.BUDGET, Numbers.UNIT_AMOUNT) and number == 0:
                self.faults.append(f"'{key}.{name}' is 0: er valt niets te verdelen. Vul een bedrag boven 0 in.")
            elif key is Numbers.MAX_UNITS and number != number.to_integral_value():
                self.faults.append(f"'{key}.{name}' is {_shown(given)}: eenheden zijn gehele getallen.")
            else:
                found[identifier] = number
        return found

    def _ids(self, table: Numbers) -> dict[str, Any]:
        space = self.space
        ids: dict[Numbers, Callable[[], Iterable[Any]]] = {
            Numbers.BUDGET: lambda: space.project_years,
            Numbers.UNIT_AMOUNT: lambda: space.call.tariffs,
            Numbers.MAX_UNITS: lambda: space.call.tariffs,
            Numbers.CEILING: lambda: space.call.ceilings,
            Numbers.REALISATION: lambda: space.call.payable,
            Numbers.WEIGHT: lambda: space.goals,
        }
        return {str(identifier): identifier for identifier in sorted(ids[table]())}

    def _table_range(self, table: Numbers, identifier: Any) -> Range:
        if table in RANGES:
            return self.range_of(RANGES[table])
        minimum, maximum = self.range_of(FACTORS[table])
        published = published_value(self.space.call, Cell(table, identifier))
        return minimum * published, None if maximum is None else maximum * published


def _shown(value: Any) -> str:
    """A value as it can stand in a message: short, and written without walking through what is deep or huge."""
    if isinstance(value, Mapping | list):
        return "een tabel" if isinstance(value, Mapping) else "een lijst"
    if isinstance(value, int) and abs(value) >= 10**MOST_DIGITS:
        return "een reusachtig getal"
    return short(value)
