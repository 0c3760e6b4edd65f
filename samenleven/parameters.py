"""The plan's numbers are data: amounts, thresholds and shares, each with unit, range, start date and source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from samenleven.errors import SamenlevenError


@dataclass(frozen=True)
class Parameter:
    """One value of one parameter, valid from a date until a later value of the same name takes over."""

    name: str
    valid_from: date
    value: Decimal
    unit: str
    minimum: Decimal
    maximum: Decimal
    setting: bool
    """Whether a what-if may change it."""
    title: str
    description: str
    source_id: str
    note: str | None = None


class Parameters:
    """All parameters, looked up by name and date.

    A change of policy adds a row with a later `valid_from`; history is never edited.
    """

    def __init__(self, parameters: Iterable[Parameter]) -> None:
        self._by_name: dict[str, list[Parameter]] = {}
        for parameter in sorted(parameters, key=lambda p: p.valid_from):
            self._by_name.setdefault(parameter.name, []).append(parameter)

    def at(self, name: str, on: date) -> Parameter:
        """The parameter in force on a date; before its first date the first value holds.

        The first value reaches back because the plan's thresholds are also applied to the population of the
        years before it, to check the published list.

        Raises SamenlevenError when no parameter has this name.
        """
        values = self._by_name.get(name)
        if not values:
            raise SamenlevenError(f"De parameter '{name}' bestaat niet. Voeg hem toe in data/parameters/parameter.csv.")
        in_force = [p for p in values if p.valid_from <= on]
        return in_force[-1] if in_force else values[0]

    def number(self, name: str, on: date) -> Decimal:
        """The value of a parameter on a date, in its own unit."""
        return self.at(name, on).value

    def holds(self, name: str, on: date) -> bool:
        """The value of a yes-or-no parameter on a date."""
        return self.number(name, on) != 0

    def known(self, name: str, on: date) -> Decimal | None:
        """The value of a parameter on a date, None before its first date: for what did not reach back."""
        found = self.at(name, on)
        return found.value if found.valid_from <= on else None
