"""Whose figures over which period a link asks: one of the real agreements, and the window in which figures come in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape

from samenleven import dutch
from samenleven.catalogue import ProjectYear
from samenleven.counted import Period
from samenleven.reporting import calendar
from samenleven.reporting.calendar import Window
from samenleven.reporting.rights import Deed, Person, Role, may
from samenleven.reporting.running import Asked
from samenleven.store.ledger.state import ReportedCell
from ui.authority import profile_reads
from ui.filters.address import Address
from ui.filters.bar import Bar, unknown
from ui.reading import reads
from ui.reporting import reporting_reads as known

MOMENTS = {"halfjaar": Period.HALF_YEAR, "jaar": Period.YEAR}
"""In the address: over which period a report goes."""


@dataclass(frozen=True)
class Chosen:
    """One report: of an applicant, over one period of one project year."""

    address: Address
    asked_for: str
    applicant_id: str
    year: ProjectYear
    window: Window
    members: frozenset[str]
    other_year: str = ""  # the project year that the link names, where it is not theirs to report on

    @property
    def period(self) -> Period:
        """The half-year or the year."""
        return self.window.period

    @property
    def moment(self) -> str:
        """The period as an address says it."""
        return next(code for code, period in MOMENTS.items() if period is self.period)

    @property
    def name(self) -> str:
        """The applicant as a reader knows it."""
        return profile_reads.names()[self.applicant_id]

    @property
    def key(self) -> str:
        """What tells this report from another, in a draft and in a session."""
        return f"rapport {self.applicant_id} {self.year.project_year} {self.period}"

    @cached_property
    def lines(self) -> Mapping[str, Asked]:
        """What was agreed, by measure."""
        found = known.lines(self.applicant_id, self.year.project_year)
        return {one.measure.measure_id: one for one in found}

    def cells(self, period: Period | None = None) -> Mapping[str, ReportedCell]:
        """What is recorded, over this period or another one."""
        return known.cells(self.applicant_id, self.year.project_year, period or self.period)


def may_report(person: Person) -> dict[str, str]:
    """The applicants that somebody may report for in any year, by code; all names for who does so for everybody."""
    names = profile_reads.names()
    return {one: names[one] for one in known.applicants() if _years(one, person)}


def _years(applicant_id: str, person: Person) -> dict[int, frozenset[str]]:
    """In which project years somebody may report for an applicant: who took part in one need not in the next."""
    years = known.applicants()[applicant_id]
    return {year: members for year, members in years.items() if may(person, Deed.REPORT, members)}


def choose(address: Address, person: Person) -> Chosen | None:
    """What a link asks, else what is due; None where this person has nothing to report."""
    mine = may_report(person)
    asked = address.get("nis") or ""
    applicant_id = next((one for one in (asked, *_leads(asked), *mine) if one in mine), None)
    if applicant_id is None:
        return None
    years = _years(applicant_id, person)
    titles = {one.project_year: one for one in reads.project_years() if one.project_year in years}
    wanted = address.get("jaar") or ""
    found = [one for one in known.every_window() if one.project_year in titles]
    if wanted.isdecimal() and int(wanted) in titles:
        found = [one for one in found if one.project_year == int(wanted)]
    if address.get("moment") in MOMENTS:
        found = [one for one in found if one.period is MOMENTS[address.get("moment") or ""]]
    window = calendar.current(found, reads.today())
    if window is None:
        return None
    year = titles[window.project_year]
    if asked and asked != applicant_id:
        address = Address(address.screen, (*address.without("nis").values, ("nis", applicant_id)))
    other_year = next(
        (one.title for one in reads.project_years() if str(one.project_year) == wanted != str(year.project_year)), ""
    )
    if other_year:
        address = address.without("jaar")
    return Chosen(address, asked, applicant_id, year, window, years[year.project_year], other_year)


def _leads(authority_id: str) -> list[str]:
    """Who applies for an authority that takes part in a cooperation."""
    return [
        one for one, years in known.applicants().items() if any(authority_id in members for members in years.values())
    ]


def bar(chosen: Chosen, person: Person) -> str:
    """The applicant for who may choose one, the project year and the period."""
    made = Bar(chosen.address)
    mine = may_report(person)
    asked = chosen.asked_for
    if asked and asked != chosen.applicant_id:
        made.notices.append(_other(asked, chosen) if asked in profile_reads.names() else unknown("nis", asked))
    if person.role is not Role.LOCAL or len(mine) > 1:
        made.select("Indiener", "nis", mine, chosen.applicant_id, drop=("spoor",))
    unasked = chosen.address.without("moment")
    due, of_year = choose(unasked.without("jaar"), person), choose(unasked, person)
    if due is None or of_year is None:  # the same agreement gave `chosen`
        return ""
    titles = {str(one.project_year): one.title for one in reads.project_years()}
    open_years = _years(chosen.applicant_id, person)
    years = {year: title for year, title in titles.items() if int(year) in open_years}
    if chosen.other_year:
        made.notices.append(_not_then(chosen))
    made.buttons("Projectjaar", "jaar", years, str(due.year.project_year), drop=("moment", "spoor", "invoer"))
    moments = {"halfjaar": "Eerste halfjaar", "jaar": "Hele jaar"}
    made.buttons("Periode", "moment", moments, of_year.moment, drop=("spoor", "invoer"))
    starts, ends = dutch.day(chosen.window.starts_on), dutch.day(chosen.window.ends_on)
    made.add(f'<span class="small">{starts} – {ends}</span>')
    return made.html()


def _not_then(chosen: Chosen) -> str:
    """Why a link opens another project year than it names."""
    name, year, shown = escape(chosen.name), escape(chosen.other_year.lower()), escape(chosen.year.title.lower())
    return f"Voor {name} kunt u in {year} geen cijfers indienen. U ziet {shown}."


def _other(asked: str, chosen: Chosen) -> str:
    """Why a link opens the report of another authority than it names."""
    name, lead = escape(profile_reads.names()[asked]), escape(chosen.name)
    if chosen.applicant_id in _leads(asked):
        return f"{name} dient niet zelf in: de cijfers komen van {lead}."
    return f"Voor {name} kunt u hier geen cijfers indienen. U ziet {lead}."
