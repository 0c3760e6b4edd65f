"""What the address of *budget* asks: which part, which project year, and which scenario.

The scenario stands in the address as text (`?scenario=threshold_alone~5000`, see samenleven/budget/scenario_text.py).
What is wrong in it is said by name and left out of the model; the rest of it counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Any

from samenleven.budget import scenario_text
from samenleven.budget.scenario import Scenario, Space
from samenleven.budget.scenario_parser import reading_of, sound
from samenleven.budget.settings import Key
from samenleven.budget.what_if import WhatIf
from samenleven.errors import SamenlevenError
from samenleven.figures import Shown
from ui.budget import budget_reads, scenario_words
from ui.filters.address import Address
from ui.filters.bar import Bar
from ui.reading import reads

SCREEN = "budget"
PARTS = {
    "verkenning": "Verkennen",
    "vergelijken": "Vergelijken",
    "beste": "Beste verdeling",
    "zekerheid": "Zekerheid",
    "aanvraag": "Eén aanvraag",
}
MAIN, BESIDE = "scenario", "naast"
SHOWN, LONGEST = 5, 200  # faults in one notice, and signs of each


@dataclass(frozen=True)
class Asked:
    """A scenario out of an address: its text with only what is right in it ("" is the baseline), and the faults."""

    scenario: Scenario
    text: str
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choice:
    """What the screen is asked; `address` is what it was asked with, for links."""

    address: Address
    part: str
    year: int
    asked: Asked

    @property
    def text(self) -> str:
        """The scenario as text: what the cached reads key on."""
        return self.asked.text

    @property
    def scenario(self) -> Scenario:
        """What differs from the baseline."""
        return self.asked.scenario

    @property
    def shown(self) -> Shown:
        """Which figures count: which applications there are to divide over."""
        return self.address.shown

    @cached_property
    def space(self) -> Space:
        """What a scenario may say here."""
        return budget_reads.space_for(self.year, self.text)

    @cached_property
    def differences(self) -> dict[Key, Any]:
        """What the scenario says, by key."""
        return scenario_text.keyed(self.text)

    @cached_property
    def raw(self) -> dict[str, str]:
        """What the address says by path, right or wrong; nothing when it is no text of ours."""
        parts = (self.address.get(MAIN) or "").split(scenario_text.SEPARATOR)
        return {} if len(parts) % 2 else dict(zip(parts[::2], parts[1::2], strict=True))

    def run(self) -> WhatIf:
        """The scenario beside its baseline. Raises SamenlevenError when it cannot be worked out."""
        return budget_reads.what_if(self.year, self.text, self.shown)

    def link(self, key: Key, value: Any | None) -> str:
        """This screen with one difference set, or taken back (None); all else that the address says stays."""
        said = {path: text for path, text in self.raw.items() if path != str(key)}
        if value is not None:
            said |= scenario_text.pairs({key: value})
        text = scenario_text.SEPARATOR.join(part for path in sorted(said) for part in (path, said[path]))
        return self.address.link(**{MAIN: text or None})


def of(address: Address, bar: Bar | None = None) -> Choice:
    """What an address asks; `bar` gets part and year, and what the address asks that does not exist."""
    row = bar or Bar(address)
    part = row.buttons("Onderdeel", "deel", PARTS)
    years = {str(one.project_year): f"Jaar {one.project_year}" for one in reads.project_years()}
    year = int(row.buttons("Projectjaar", "jaar", years, max(years)))
    asked = scenario(address.get(MAIN), year)
    if asked.faults:
        row.notices.append(_notice(asked, address, budget_reads.space_for(year, asked.text)))
    return Choice(address, part, year, asked)


def scenario(raw: str | None, year: int) -> Asked:
    """The scenario in the text of an address, with every fault in it."""
    try:
        source = scenario_text.nest(scenario_text.decode(raw or ""))
        found, faults = sound(source, budget_reads.space(year, reading_of(source)))
        return Asked(found, scenario_text.as_text(found), faults)
    except SamenlevenError as error:
        return Asked(Scenario(), "", (str(error),))


def said(faults: Sequence[str], space: Space) -> str:
    """Faults as HTML: what a link or a file says is shown as plain text, and not too much of it."""
    lines = []
    for fault in faults[:SHOWN]:
        plain = "".join(sign if sign.isprintable() else " " for sign in scenario_words.fault(fault, space))
        lines.append(f"{escape(plain[:LONGEST])}{'…' if len(plain) > LONGEST else ''}")
    more = [f"En nog {len(faults) - SHOWN}."] if len(faults) > SHOWN else []
    return "".join(f"<br>• {one}" for one in (*lines, *more)) + "<br>"


def _notice(asked: Asked, address: Address, space: Space) -> str:
    rest = "De rest van uw scenario telt wel." if asked.text else "U ziet het uitgangspunt."
    clean = escape(address.link(**{MAIN: asked.text or None}))
    return f'Dit telt niet mee in het scenario: {said(asked.faults, space)}{rest} <a href="{clean}">Laat het weg</a>'
