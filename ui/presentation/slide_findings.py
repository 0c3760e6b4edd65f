"""What a slide says in its heading: one finding with its number, true for every input.

Figures are compared as they stand on the screen: what reads the same is a tie, and a tie is never called the highest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from samenleven import dutch, terms
from samenleven.attainment import Attainment, Status
from samenleven.budget.settings import Yardstick
from samenleven.findings import words
from samenleven.indicators import AreaFigure
from ui.map import area_map as map_view

NAMED = 2  # names in a heading; more are counted


def measured(rows: Sequence[Attainment]) -> list[Attainment]:
    """The rows that have both a figure and a target that is not zero."""
    return [row for row in rows if row.ratio is not None]


def standing(rows: Sequence[Attainment], year: int) -> str:
    """How many measures with a figure are reached."""
    known = measured(rows)
    reached = sum(row.status is Status.REACHED for row in known)
    if not known:
        return f"Projectjaar {year}: nog geen resultaat met een streefwaarde"
    if len(known) == 1:
        return f"Projectjaar {year}: het enige KPI-onderdeel met een cijfer is {'' if reached else 'niet '}bereikt"
    return f"Projectjaar {year}: {reached} van {len(known)} KPI-onderdelen met een cijfer zijn bereikt"


def lowest_goal(rows: Sequence[Attainment]) -> str:
    """Which goal is the furthest from its targets."""
    known = measured(rows)
    if not known:
        return "Zeven doelstellingen: nog geen enkel cijfer"
    shown = {row.goal: words.percent(row.ratio) for row in known}
    least = words.percent(min(row.ratio or 0 for row in known))
    low = [row.component for row in known if shown[row.goal] == least]
    if len(known) == 1:
        return f"Eén doelstelling heeft een cijfer: {low[0]}, {least} van de streefwaarde"
    if len(low) == len(known):
        return f"Alle {len(known)} doelstellingen met een cijfer staan op {least} van de streefwaarde"
    if len(known) < words.FEWEST_COMPARED:
        return f"{dutch.listed([f'{row.component} staat op {shown[row.goal]}' for row in known])} van de streefwaarde"
    verb = "staat" if len(low) == 1 else "staan"
    return f"{_names(low, 'doelstellingen')} {verb} het laagst, met {least} van de streefwaarde"


def promises(figures: Sequence[AreaFigure], title: str) -> str:
    """On a map of results: how many authorities do what they promised."""
    known = [figure for figure in figures if figure.value is not None]
    if not known:
        return f"{_subject(title)}: geen cijfers per bestuur"
    done = sum(figure.status is Status.REACHED for figure in known)
    if len(known) == 1:
        return f"{_subject(title)}: het enige bestuur met een cijfer haalt zijn afspraak {'wel' if done else 'niet'}"
    return f"{_subject(title)}: {done} van {len(known)} besturen halen hun afspraak"


def highest(figures: Sequence[AreaFigure], title: str) -> str:
    """On a map of people: where the figure is highest."""
    known = [figure for figure in figures if figure.value is not None]
    if not known:
        return f"{_subject(title)}: geen cijfers"
    top = map_view.figure_text(max(known, key=lambda figure: figure.value or 0))
    names = [figure.name for figure in known if map_view.figure_text(figure) == top]
    if len(known) == 1:
        return f"{_subject(title)}: {top} in {names[0]}, het enige gebied met een cijfer"
    if len(names) == len(known):
        return f"{_subject(title)}: overal {top}"
    return f"{_subject(title)}: het hoogst in {_names(names, 'gebieden')}, met {top}"


def authority(name: str, rows: Sequence[Attainment], year: int) -> str:
    """How many of its targets an authority reaches."""
    known = measured(rows)
    reached = sum(row.status is Status.REACHED for row in known)
    if known:
        targets = "streefwaarde" if len(known) == 1 else "streefwaarden"
        return f"{name} haalt {reached} van {len(known)} {targets} in projectjaar {year}"
    if any(row.realised is not None for row in rows):
        return f"{name} heeft in projectjaar {year} resultaten, maar geen streefwaarde om mee te vergelijken"
    return f"{name}: geen resultaat bekend in projectjaar {year}"


def cooperations(region: str, count: int) -> str:
    """How many cooperations a region can have."""
    if not count:
        return f"{region}: geen samenwerkingsverband mogelijk"
    return f"{region}: {count} {'samenwerkingsverband' if count == 1 else 'samenwerkingsverbanden'} mogelijk"


def budget(found: Mapping[str, Mapping[str, Any]], yardstick: Yardstick, *, changed: bool) -> str:
    """What the money pays, measured by one yardstick, beside that of its start when it differs."""
    row, paid = found["weighted_attainment"], found["paid"]
    now, before = dutch.percent(row["after"], 1), dutch.percent(row["before"], 1)
    if row["after"] is None:
        return f"Budget: {dutch.millions(paid['after'])} toegekend, betaald doelbereik onbekend"
    what = f"{dutch.millions(paid['after'])} betaalt in dit rekenmodel {now} van {terms.YARDSTICK[yardstick]}"
    if not changed:
        return f"Budget: {what}"
    return f"Uw scenario: {what}, " + ("zonder verschil" if now == before else f"was {before}")


def _subject(title: str) -> str:
    """A title as the start of a sentence that has its own colon."""
    return title.replace(": ", ", ", 1)


def _names(names: Sequence[str], counted: str) -> str:
    return dutch.listed(names) if len(names) <= NAMED else f"{len(names)} {counted}"
