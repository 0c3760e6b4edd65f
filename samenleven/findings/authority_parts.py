"""The findings of the figures on the page of one authority: agreements over the years, money, people, peers, partners.

Each is a title: one Dutch sentence without a full stop, true for none, one, two and many. "Het meest" is said of three
and more only, and not where all are equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from samenleven import dutch
from samenleven.attainment import Attainment, Status
from samenleven.eligibility import TargetGroup
from samenleven.findings import words
from samenleven.grant.offer import Offer
from samenleven.over_years import OverYears


def agreements_title(rows: Sequence[OverYears]) -> str:
    """What all project years together brought, and what falls short most, in units of its own."""
    added = [row for row in rows if row.ratio is not None]
    if not added:
        return "Wat er per KPI-onderdeel afgesproken en behaald is"
    years = sorted({year for row in added for year in row.years})
    over = f"Over {_years(len(years))}" if len(years) > 1 else f"In projectjaar {years[0]}"
    reached = sum(row.ratio is not None and row.ratio >= 1 for row in added)
    said = f"{over} {_gets(reached, len(added))}"
    lacking = [(row, row.short) for row in added if row.short]
    least = words.extreme([(row.measure.component, row.ratio) for row, _ in lacking if row.ratio is not None])
    if least is None or len(least.names) > 1:
        return said
    row = next(row for row, _ in lacking if row.measure.component == least.names[0])
    figures = f"{dutch.number(row.realised)} van {dutch.number(row.target)} {row.measure.unit or ''}".strip()
    return f"{said}; het verst onder de afspraak: {least.names[0]}, {figures}"


def _years(count: int) -> str:
    return f"{words.cardinal(count)} jaar samen"


def _gets(reached: int, total: int) -> str:
    """Of the agreements that add up: a word with *de*, so `words.part` fits."""
    said = words.part(reached, total, "afspraak", "afspraken")
    kept = words.verb(reached, total, "is", "zijn")
    return f"{kept} {said} die {'optelt' if total == 1 else 'optellen'} gehaald"


def half_year_title(rows: Sequence[Attainment], gate: Decimal) -> str | None:
    """How many stood under the gate half-way, and what became of those once the year is known; None for no reports."""
    told = [row for row in rows if row.below_half_year_gate is not None]
    if not told:
        return None
    below = [row for row in told if row.below_half_year_gate]
    share = words.percent(gate)
    if not below:
        return f"Halfweg zat {words.part(0, len(told), 'afspraak', 'afspraken')} onder {share}"
    stood = f"{words.part(len(below), len(told), 'afspraak', 'afspraken')}"
    said = f"Halfweg {words.verb(len(below), len(told), 'zat', 'zaten')} {stood} onder {share}"
    if any(row.half_way for row in below):
        return said
    caught_up = sum(row.status is Status.REACHED for row in below)
    if len(below) == 1:
        return f"{said}; na een jaar was die {'toch' if caught_up else 'ook'} {'' if caught_up else 'niet '}gehaald"
    of_them = words.cardinal(caught_up) if caught_up else "geen"
    return f"{said}; {of_them} daarvan {'haalde' if caught_up <= 1 else 'haalden'} het na een jaar toch"


@dataclass(frozen=True, slots=True)
class ActionMoney:
    """One action of an application: its grant and the ceiling of the call, in euro (None: no ceiling known)."""

    action_id: int
    title: str
    grant: Decimal
    ceiling: Decimal | None

    @property
    def left(self) -> Decimal | None:
        """What could have been asked more under the ceiling."""
        return None if self.ceiling is None else self.ceiling - self.grant


def money_title(rows: Sequence[ActionMoney]) -> str:
    """What was used and left under the ceilings of the actions that were asked for."""
    if not rows:
        return "Van de subsidie is geen verdeling over acties bekend"
    known = [row for row in rows if row.ceiling is not None]
    used = sum((row.grant for row in known), Decimal(0))
    most = sum((row.ceiling for row in known if row.ceiling is not None), Decimal(0))
    if not known:
        return f"{dutch.euro(sum((row.grant for row in rows), Decimal(0)))} subsidie, zonder bekende plafonds"
    if used == most:
        return f"{dutch.euro(used)} subsidie: alle plafonds van de aangevraagde acties zijn vol"
    left = f"{dutch.euro(most - used)} bleef liggen"
    return f"{dutch.euro(used)} van de {dutch.euro(most)} onder de plafonds is gevraagd; {left}"


@dataclass(frozen=True, slots=True)
class ShareThen:
    """A share of the inhabitants (0 to 1) in a year."""

    year: int
    share: float


def people_title(shares: Sequence[ShareThen], flanders: float | None, group: str = "De doelgroep") -> str:
    """How the share of a group grew, oldest year first, and where it stands against Flanders in the newest.

    A difference is that of the figures as they are shown, to one decimal.
    """
    if not shares:
        return f"{group}: geen cijfer"
    first, last = shares[0], shares[-1]
    now = words.percent(last.share)
    if len(shares) == 1:
        said = f"{group} is {now} van de inwoners"
    elif words.percent(first.share) == now:
        said = f"{group} blijft {now} van de inwoners, zoals in {first.year}"
    else:
        moved = "groeide" if last.share > first.share else "daalde"
        said = f"{group} {moved} van {words.percent(first.share)} in {first.year} naar {now} van de inwoners"
    if flanders is None:
        return said
    difference = round(round(last.share, 3) - round(flanders, 3), 3)
    if difference == 0:
        return f"{said}, evenveel als in Vlaanderen"
    return f"{said}, {words.points(difference)} {'boven' if difference > 0 else 'onder'} Vlaanderen"


def peers_title(own: float | None, others: Sequence[float], whose: str) -> str:
    """How many of the peers reach a larger part of their agreements."""
    if own is None:
        return "Hier is niet bekend welk deel van de afspraken gehaald is"
    if not others:
        return "Er is niemand om mee te vergelijken"
    more, same = sum(one > own for one in others), sum(one == own for one in others)
    whom = f"{dutch.number(more) if more else 'Geen'} van de {len(others)} {whose}"
    said = f"{whom} {'haalt' if more <= 1 else 'halen'} een groter deel van de afspraken"
    return f"{said}, {dutch.number(same)} een even groot deel" if same else said


def missing_title(group: TargetGroup, floor: int) -> str:
    """What an authority lacks to apply, by the estimate and at least."""
    if group.lower >= floor:
        return f"In elke lezing boven de drempel: minstens {dutch.number(group.lower)} inwoners in de doelgroep"
    if group.upper >= floor:
        short, over = dutch.number(floor - group.lower), dutch.number(group.upper - floor)
        return f"Tussen {short} inwoners te kort en {over} boven de drempel: dat staat niet vast"
    least = floor - group.upper
    lacks = floor - group.estimate
    return (
        f"Wat ontbreekt: {dutch.counted(lacks, 'inwoner', 'inwoners')} uit de doelgroep, in elke lezing minstens "
        f"{dutch.number(least)}"
    )


def sets_title(count: int, everywhere: str) -> str:
    """How many sets of partners are shown."""
    if count == 0:
        return f"Met wie? Geen set van buren in {everywhere} volstaat in elke lezing"
    verb = "volstaat" if count == 1 else "volstaan"
    return (
        f"Met wie? {words.sentence(words.cardinal(count))} {'set' if count == 1 else 'sets'} die in elke lezing {verb}"
    )


def offer_title(offered: Offer, who: str) -> str:
    """What can be asked for, or could when the call is closed."""
    can = "kon" if offered.closed else "kan"
    if not offered.actions:
        return f"Oproep {offered.year.project_year} betaalt geen acties"
    asked = f"Wat {who} {can} vragen in oproep {offered.year.project_year}"
    actions = words.some(len(offered.actions), "actie", "acties")
    return f"{asked}: {actions}, samen hoogstens {dutch.euro(offered.most)}"


def mentors_title(known: int, lagging: int) -> str:
    """For how many of the actions that lag somebody is known to ask."""
    if not lagging:
        return "Aan wie vragen: geen enkele actie loopt achter"
    part = words.part(known, lagging, "actie", "acties")
    return f"Voor {part} die achter{'loopt' if lagging == 1 else 'lopen'} is bekend aan wie men kan vragen"
