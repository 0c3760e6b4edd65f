"""What the address of *opvolging* asks: which period, as it stood on which day, and which applicants."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date

from samenleven import dutch, terms
from samenleven.counted import Period
from samenleven.figures import Shown
from samenleven.reporting import calendar
from samenleven.reporting.calendar import Receipt, Window
from samenleven.reporting.judging import JudgedApplicant, worst_first
from samenleven.reporting.rights import Deed, Person, may
from samenleven.store import Store, followup
from ui.filters.address import Address
from ui.filters.bar import Bar
from ui.reading import reads
from ui.reading.cached import per_store

SCREEN = "opvolging"
PERIODS = {"halfjaar": Period.HALF_YEAR, "jaar": Period.YEAR}
EVERYBODY = "alle"
WHO = {
    EVERYBODY: "iedereen",
    "te-laat": "te laat",
    "niet-gehaald": "haalt drempel of KPI niet",
    "te-beoordelen": "te beoordelen",
    "te-bevestigen": "te bevestigen",
    "bevestigd": "bevestigd",
}
KEEPS: dict[str, Callable[[JudgedApplicant], bool]] = {
    EVERYBODY: lambda one: True,
    "te-laat": lambda one: one.receipt is Receipt.LATE,
    "niet-gehaald": lambda one: one.short > 0,
    "te-beoordelen": lambda one: one.to_judge > 0,
    "te-bevestigen": lambda one: one.to_confirm > 0,
    "bevestigd": lambda one: one.is_confirmed,
}
"""Whom each filter leaves."""


@dataclass(frozen=True)
class Choice:
    """The filters; `on` is the day on which one looks, `earlier` that it is a past one. `applicant` stands open."""

    year: int
    period: Period
    on: date
    earlier: bool
    region: str | None
    who: str
    applicant: str | None


@dataclass
class Answer:
    """What to say after a button: a notice, and the faults and texts of the fields that were not taken."""

    told: str = ""
    faults: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)


def is_for(person: Person) -> bool:
    """Whether somebody follows up: who may decide."""
    return may(person, Deed.DECIDE)


def of(address: Address, bar: Bar | None = None) -> Choice:
    """What an address asks; `bar` gets the filters, and what the address asks that does not exist."""
    row = bar or Bar(address)
    on = address.at.replace(tzinfo=UTC).astimezone(dutch.BRUSSELS).date() if address.at else None
    day = min(on or reads.today(), reads.today())
    now = calendar.current(calendar.windows(reads.project_years()), day)
    years = {str(one.project_year): f"Jaar {one.project_year}" for one in reads.project_years()}
    year = row.buttons("Projectjaar", "jaar", years, str(now.project_year) if now else None)
    words = {code: terms.capital(terms.PERIOD[period.value]) for code, period in PERIODS.items()}
    opens = next((code for code, period in PERIODS.items() if now and period is now.period), None)
    period = row.buttons("Periode", "periode", words, opens)
    who = row.select("Toon", "toon", WHO)
    named = sorted(reads.authorities()["reference_region"].dropna().unique())
    regions = {EVERYBODY: "alle regio's"} | {terms.slug(name): name for name in named}
    region = row.select("Regio", "regio", regions)
    row.earlier()
    return Choice(
        year=int(year),
        period=PERIODS[period],
        on=day,
        earlier=address.at is not None,
        region=regions[region] if region != EVERYBODY else None,
        who=who,
        applicant=address.get("indiener"),
    )


def found(address: Address, choice: Choice) -> tuple[Window, list[JudgedApplicant]]:
    """The window, and everybody of the chosen region, the worst first."""
    window, everybody = _judged(choice.year, choice.period, choice.on, address.shown is Shown.EXAMPLE)
    return window, [one for one in everybody if choice.region in (None, one.reference_region)]


def filtered(applicants: list[JudgedApplicant], choice: Choice) -> list[JudgedApplicant]:
    """Those whom the filter leaves."""
    return [one for one in applicants if KEEPS[choice.who](one)]


@per_store(32)
def _judged(
    store: Store, year: int, period: Period, on: date, with_examples: bool
) -> tuple[Window, list[JudgedApplicant]]:
    window, applicants = followup.judged(store, year, period, on, with_examples=with_examples)
    return window, worst_first(applicants)
