"""What the screen *kaart* shows, chosen in its address: figure, form, area, region, and the moments there are."""

from __future__ import annotations

from dataclasses import dataclass, replace

from samenleven import dutch
from samenleven.figures import Shown
from samenleven.indicators import Form, Indicator, Topic
from samenleven.scope import Scope
from samenleven.terms import slug
from ui.filters.address import Address
from ui.filters.bar import Bar
from ui.filters.bar import unknown as _unknown
from ui.pooling import pooling_reads
from ui.pooling.pooling_choice import FLANDERS
from ui.reading import reads

TOPICS = {Topic.PEOPLE: "Bevolking", Topic.GRANT: "Subsidie", Topic.RESULT: "Resultaten (KPI)"}
SCOPES = {Scope.ALL.value: "300 gemeenten en Brussel", Scope.SIGNATORIES.value: "de 28 en Brussel"}
ALL_OF_IT = "population"
VIEWS = {"plat": "Kaart", "3d": "3D-kolommen"}
FIRST = {Topic.PEOPLE: "target_group", Topic.RESULT: "call-05.1", Topic.GRANT: "grant"}


@dataclass(frozen=True)
class Moment:
    """A day or a project year: `code` as it stands in the address, in full and short."""

    code: str
    title: str
    short: str


@dataclass(frozen=True)
class Choice:
    """One figure over all its moments; `region` is None for all of Flanders. `parameter` holds the moment."""

    indicator: Indicator
    form: Form
    scope: Scope
    region: str | None
    shown: Shown
    parameter: str
    moments: tuple[Moment, ...]
    start: int
    flat: bool

    @property
    def moment(self) -> Moment:
        """The moment that the address asks for."""
        return self.moments[self.start]


def choose(address: Address) -> tuple[Choice, Bar]:
    """What the address asks for, and the filters to choose something else."""
    bar = Bar(address)
    withheld = {one.code: one.title for one in reads.indicator_list(Shown.EXAMPLE)}
    shown = address.shown
    every = reads.indicator_list(shown)
    made_up = " ▨" if shown is Shown.EXAMPLE else ""
    titles = {one.code: f"{one.title}{'' if one.topic is Topic.PEOPLE else made_up}" for one in every}
    groups = {one.code: TOPICS[one.topic] for one in every}
    code = bar.select(
        "Cijfer", "cijfer", titles, _first(address, every), groups=groups, drop=("als", "soort"), withheld=withheld
    )
    indicator = next(one for one in every if one.code == code)
    form = Form.COUNT
    if code != ALL_OF_IT:
        forms = {
            Form.SHARE.value: "% van de inwoners" if indicator.topic is Topic.PEOPLE else _share(indicator),
            Form.COUNT.value: "bedrag" if indicator.topic is Topic.GRANT else "aantal",
        }
        form = Form(bar.buttons("Als", "als", forms))
    scope = Scope(bar.buttons("Gebied", "gebied", SCOPES))
    names = {slug(name): name for name in pooling_reads.regions()}
    region = bar.select("Regio", "regio", {FLANDERS: "heel Vlaanderen"} | names)
    view = bar.buttons("Weergave", "weergave", VIEWS)
    parameter, moments, newest = _moments(indicator)
    chosen = address.get(parameter)
    start = next((i for i, one in enumerate(moments) if one.code == chosen), newest)
    if chosen is not None and all(one.code != chosen for one in moments):
        bar.notices.append(_unknown(parameter, chosen))
    choice = Choice(
        indicator,
        form,
        scope,
        names.get(region),
        shown,
        parameter,
        moments,
        start,
        view == "plat",
    )
    return choice, bar


def _first(address: Address, every: list[Indicator]) -> str:
    """Where the screen opens; `soort` stands in older links."""
    topic = next((one for one in Topic if one.value == address.get("soort")), Topic.PEOPLE)
    found = [one.code for one in every if one.topic is topic] or [one.code for one in every]
    wanted = FIRST[topic] if FIRST[topic] in found else "non_eu27"
    return wanted if wanted in found else found[0]


def _share(indicator: Indicator) -> str:
    return "per inwoner van de doelgroep" if indicator.topic is Topic.GRANT else "% van de streefwaarde"


def _moments(indicator: Indicator) -> tuple[str, tuple[Moment, ...], int]:
    """The parameter that holds the moment, every moment from old to new, and which one is shown at first."""
    if indicator.topic is Topic.PEOPLE:
        days = sorted(reads.reference_dates())
        return "datum", tuple(Moment(one.isoformat(), dutch.day(one), str(one.year)) for one in days), len(days) - 1
    years = reads.project_years()
    newest = reads.newest_year()
    found = tuple(
        Moment(str(one.project_year), f"projectjaar {one.project_year}", f"jaar {one.project_year}") for one in years
    )
    return "jaar", found, next((i for i, one in enumerate(found) if one.code == newest), len(found) - 1)


def of(code: str, form: Form, scope: Scope, region: str | None, shown: Shown) -> Choice:
    """A choice by plain values, at the moment where the screen opens; a population is no share of itself."""
    indicator = next(one for one in reads.indicator_list(shown) if one.code == code)
    parameter, moments, newest = _moments(indicator)
    form = Form.COUNT if code == ALL_OF_IT else form
    return Choice(indicator, form, scope, region, shown, parameter, moments, newest, flat=True)


def at(choice: Choice, moment: int) -> Choice:
    """The same figure at another of its moments."""
    return replace(choice, start=moment)
