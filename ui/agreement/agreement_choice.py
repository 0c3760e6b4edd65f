"""Which agreement the page *akkoord* is about: an applicant and a project year, and what the call of it offers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from samenleven.catalogue import ProjectYear
from samenleven.figures import Kind
from samenleven.grant.call import Call
from samenleven.grant.offer import OfferedAction, OfferedMeasure
from samenleven.store import agreements
from samenleven.store.agreements import Known
from ui.authority import profile_reads
from ui.budget.application_plan import in_order
from ui.filters.address import Address
from ui.filters.bar import Bar
from ui.reading import cached, reads


@dataclass(frozen=True)
class Chosen:
    """One agreement that somebody enters or corrects."""

    address: Address
    applicant_id: str
    year: ProjectYear

    @property
    def name(self) -> str:
        """The applicant as a reader knows it."""
        return profile_reads.names()[self.applicant_id]

    @property
    def key(self) -> str:
        """What tells this agreement from another, in a draft and in a session."""
        return f"akkoord {self.applicant_id} {self.year.project_year}"

    @cached_property
    def call(self) -> Call:
        """What the call of the project year pays."""
        return profile_reads.call(self.year.project_year)

    @cached_property
    def lines(self) -> tuple[tuple[OfferedAction, OfferedMeasure], ...]:
        """Every KPI component that can be promised, in the order of the form: by goal, then by number."""
        offered = profile_reads.offered(self.year.project_year, reads.today())
        return tuple((action, measure) for action in in_order(offered) for measure in action.measures)

    @cached_property
    def known(self) -> Known | None:
        """The agreement that is recorded; an example is none."""
        found = agreements.agreement(cached.open_store(), self.applicant_id, self.year.project_year)
        return found if found and found.kind is not Kind.EXAMPLE else None


def choose(address: Address) -> Chosen | None:
    """What a link asks: the first applicant and the newest project year where it says nothing; None without data."""
    names, years = profile_reads.names(), reads.project_years()
    if not names or not years:
        return None
    applicant_id = address.choose("nis", names, profile_reads.first(names))
    titles = {str(one.project_year): one.title for one in years}
    wanted = int(address.choose("jaar", titles, list(titles)[-1]))
    return Chosen(address, applicant_id, next(one for one in years if one.project_year == wanted))


def bar(chosen: Chosen) -> str:
    """The applicant and the project year."""
    made = Bar(chosen.address)
    made.select("Indiener", "nis", profile_reads.names(), chosen.applicant_id)
    titles = {str(one.project_year): one.title for one in reads.project_years()}
    made.buttons("Projectjaar", "jaar", titles, list(titles)[-1])
    return made.html()
