"""Which slides an address asks for, in which order, and with which filters: all of it stands in the address.

`dias=stand,kaart~kpi~call-07.1,bronnen` is a set; what follows a code after `~` holds for that slide alone. The same
slide may come again. `dias=geen` is a set without any slide; without `dias` all of them come, in the order of `TITLES`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from samenleven.catalogue import Family
from samenleven.figures import Shown
from ui.authority import profile_reads
from ui.filters.address import FIGURES, Address, code_of
from ui.filters.bar import unknown
from ui.goals import attained_rows
from ui.overview import standing
from ui.reading import reads

SCREEN = "presentatie"
TITLES = {
    "stand": "Stand van zaken",
    "kaart": "Kaart",
    "jaren": "Kaart over drie jaren",
    "doelen": "Wat niet gehaald is",
    "gemeente": "Eén gemeente",
    "deelnemers": "Wie meedoet",
    "samenwerking": "Samenwerking",
    "budget": "Budget",
    "bronnen": "Bronnen",
}
MEASURE = "call-05.1"
NONE, BETWEEN = "geen", "~"
PINNED = ("jaar", "nis", "kpi")
MOST = 60
"""Slides in one set; an address with more is longer than mail programs keep whole."""


@dataclass(frozen=True)
class Wish:
    """One slide that is asked for: `name` is unique in the set, `own` are filters that hold for it alone."""

    name: str
    code: str
    own: tuple[tuple[str, str], ...] = ()

    @property
    def token(self) -> str:
        """How it stands in the address."""
        return BETWEEN.join([self.code, *(part for pair in self.own for part in pair)])


@dataclass(frozen=True)
class View:
    """The filters of one slide; `scenario` is that of the screen *budget*, as text."""

    year: int
    authority_id: str
    measure: str
    shown: Shown
    scenario: str = ""

    @property
    def name(self) -> str:
        """The name of the authority."""
        return profile_reads.names()[self.authority_id]

    @property
    def address(self) -> Address:
        """The same as an address of the screen: for functions of other screens, which read their own part of it."""
        values = {"jaar": str(self.year), "nis": self.authority_id, "kpi": self.measure}
        more = {FIGURES: code_of(self.shown), "scenario": self.scenario}
        return Address(SCREEN, (*values.items(), *((key, value) for key, value in more.items() if value)))


def wishes(address: Address) -> tuple[tuple[Wish, ...], list[str]]:
    """The slides that an address asks for, and what is said (HTML) of what it asks that does not exist."""
    asked = address.get("dias")
    if asked is None or not asked.strip(","):
        return named(list(TITLES)), []
    if asked == NONE:
        return (), []
    tokens = [one for one in asked.split(",") if one]
    known = [one for one in tokens if _parts(one)]
    notices = [unknown("dias", one) for one in dict.fromkeys(tokens) if one not in known][:1]
    if len(known) > MOST:
        notices.append(f"De link vraagt {len(known)} dia's; u ziet de eerste {MOST}.")
    return named(known[:MOST] or list(TITLES)), notices


def named(tokens: list[str]) -> tuple[Wish, ...]:
    """Slides with a name each: the code, with a number from the second time on."""
    seen: Counter[str] = Counter()
    found = []
    for token in tokens:
        code, own = _parts(token) or (token, ())
        seen[code] += 1
        found.append(Wish(code if seen[code] == 1 else f"{code}-{seen[code]}", code, own))
    return tuple(found)


def _parts(token: str) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    """A slide with its own filters; None when there is no such slide or filter."""
    code, *rest = token.split(BETWEEN)
    own = tuple(zip(rest[::2], rest[1::2], strict=False))
    sound = len(rest) % 2 == 0 and all(key in PINNED and value in options(key) for key, value in own)
    return (code, own) if code in TITLES and sound else None


def options(key: str) -> dict[str, str]:
    """What can be chosen of a filter: code to words."""
    if key == "jaar":
        return {str(one.project_year): f"Projectjaar {one.project_year}" for one in reads.project_years()}
    if key == "nis":
        return profile_reads.names()
    every = reads.attainment(standing.year_of(Address(SCREEN)), Shown.EXAMPLE)
    rows = [row for row in every if row.family is Family.CALL]
    return {code: text.partition(" (")[0] for code, text in attained_rows.measure_names(rows).items()}


def default(key: str) -> str | None:
    """What is chosen where the address says nothing."""
    if key == "jaar":
        return reads.newest_year()
    return profile_reads.first(options("nis")) if key == "nis" else MEASURE


def view(address: Address, wish: Wish | None = None) -> View:
    """The filters of the address, with those of one slide on top."""
    own = dict(wish.own) if wish else {}
    here = Address(SCREEN, tuple((dict(address.values) | own).items()))
    year, authority_id, measure = (here.choose(key, options(key), default(key)) for key in PINNED)
    return View(int(year), authority_id, measure, address.shown, address.get("scenario") or "")
