"""What the address of *budget* asks: which part, which project year, and which scenario.

The scenario stands in the address as text (`?scenario=threshold_alone~5000`, see samenleven/budget/scenario_text.py).
What is wrong in it is said by name and left out of the model; the rest of it counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from samenleven.budget import scenario_text
from samenleven.budget.scenario import Scenario, Space, reading_of, sound
from samenleven.budget.what_if import WhatIf
from samenleven.errors import SamenlevenError
from ui.budget import budget_reads
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
    def space(self) -> Space:
        """What a scenario may say here."""
        return budget_reads.space_for(self.year, self.text)

    def run(self) -> WhatIf:
        """The scenario beside its baseline. Raises SamenlevenError when it cannot be worked out."""
        return budget_reads.what_if(self.year, self.text)


def of(address: Address, bar: Bar | None = None) -> Choice:
    """What an address asks; `bar` gets part and year, and what the address asks that does not exist."""
    row = bar or Bar(address)
    part = row.buttons("Onderdeel", "deel", PARTS)
    years = {str(one.project_year): f"Jaar {one.project_year}" for one in reads.project_years()}
    year = int(row.buttons("Projectjaar", "jaar", years, max(years)))
    asked = scenario(address.get(MAIN), year)
    if asked.faults:
        row.notices.append(_notice(asked, address))
    return Choice(address, part, year, asked)


def scenario(raw: str | None, year: int) -> Asked:
    """The scenario in the text of an address, with every fault in it."""
    try:
        source = scenario_text.nest(scenario_text.decode(raw or ""))
        found, faults = sound(source, budget_reads.space(year, reading_of(source)))
        return Asked(found, scenario_text.as_text(found), faults)
    except SamenlevenError as error:
        return Asked(Scenario(), "", (str(error),))


def said(faults: tuple[str, ...]) -> str:
    """Faults as HTML: what a link or a file says is shown as plain text, and not too much of it."""
    lines = []
    for fault in faults[:SHOWN]:
        plain = "".join(sign if sign.isprintable() else " " for sign in fault)
        lines.append(f"<li>{escape(plain[:LONGEST])}{'…' if len(plain) > LONGEST else ''}</li>")
    more = f"<li>En nog {len(faults) - SHOWN}.</li>" if len(faults) > SHOWN else ""
    return f"<ul>{''.join(lines)}{more}</ul>"


def _notice(asked: Asked, address: Address) -> str:
    rest = "De rest van uw scenario telt wel." if asked.text else "U ziet het uitgangspunt."
    clean = escape(address.link(**{MAIN: asked.text or None}))
    return f'Dit telt niet mee in het scenario: {said(asked.faults)}{rest} <a href="{clean}">Laat het weg</a>'
