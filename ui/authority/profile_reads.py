"""What is known of one local authority: worked out once per data version, in the types of the domain."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from samenleven.attainment import Attainment
from samenleven.eligibility import Basis, Eligibility, Eligible, TargetGroup
from samenleven.figures import Kind, Shown
from samenleven.findings.authority import AuthorityFacts, Promises
from samenleven.grant.call import Call, Reading
from samenleven.grant.offer import Offer, offer
from samenleven.over_years import OverYears, over_years
from samenleven.store import Store, budget
from ui.pooling import partner_reads, pooling_reads
from ui.pooling.partner_reads import Choices
from ui.reading import reads, switch
from ui.reading.cached import per_store


@per_store(4)
def names(store: Store) -> dict[str, str]:
    """Every authority by code, in the order of their names."""
    rows = reads.authorities()
    return dict(zip(rows["authority_id"], rows["name"], strict=True))


def called(authority_id: str) -> str:
    """An authority in a sentence: its name, with the article where it takes one."""
    one = rows()[authority_id]
    return "de Vlaamse Gemeenschapscommissie" if one["type"] == "vgc" else str(one["name"])


def first(known: Mapping[str, str]) -> str:
    """The authority that opens when the address names none: the mentor of action 2, else the first by name."""
    return switch.FIRST if switch.FIRST in known else next(iter(known))


@per_store(4)
def rows(store: Store) -> dict[str, dict[str, Any]]:
    """The authorities as the store has them, by code; None for what is missing."""
    return {str(row["authority_id"]): row for row in reads.records(reads.authorities())}


def newest_day() -> date | None:
    """The day of the newest counts of origin."""
    days = reads.reference_dates()
    return days[0] if days else None


@per_store(16)
def judged(store: Store, on: date) -> dict[str, Eligible]:
    """How every authority may apply, by code."""
    return {one.authority_id: one for one in reads.judged(on)}


def standing(authority_id: str) -> Eligible | None:
    """How an authority may apply by the newest counts; None where another applies for it, or nothing is counted."""
    day = newest_day()
    return judged(day).get(authority_id) if day else None


def group_of(one: Eligible | None) -> TargetGroup | None:
    """The target group that an answer rests on."""
    if one is None or one.lower is None or one.estimate is None or one.upper is None:
        return None
    return TargetGroup(one.lower, one.estimate, one.upper)


@per_store(512)
def memberships(store: Store, authority_id: str, shown: Shown) -> dict[int, dict[str, Any]]:
    """With which applicant an authority takes part, by project year."""
    found = reads.members(shown)
    return {int(row["project_year"]): row for row in reads.records(found[found["authority_id"] == authority_id])}


@per_store(16)
def _by_applicant(store: Store, year: int, shown: Shown) -> dict[str, list[Attainment]]:
    found: dict[str, list[Attainment]] = {}
    for row in reads.attainment_by_authority(year, shown):
        found.setdefault(str(row.authority_id), []).append(row)
    return found


def results(applicant: str, year: int, shown: Shown) -> list[Attainment]:
    """The agreements of an applicant in a project year, with what became of them."""
    return _by_applicant(year, shown).get(applicant, [])


@per_store(512)
def together(store: Store, authority_id: str, shown: Shown) -> list[OverYears]:
    """Its agreements of all project years, a row per measure: those of its cooperation when it applies with others."""
    found = [
        row
        for year, mine in sorted(memberships(authority_id, shown).items())
        for row in results(str(mine["applicant_id"]), year, shown)
    ]
    return over_years(found, {one.measure_id: one for one in reads.measures()})


def choices(authority_id: str) -> Choices | None:
    """The best sets of partners by the newest counts, as *samenwerking* shows them where a reader chose nothing."""
    asked = pooling_reads.standard()
    return partner_reads.choices(authority_id, asked) if asked else None


@per_store(512)
def published_with(store: Store, authority_id: str) -> tuple[str, ...]:
    """The other members of the published cooperation that an authority is in."""
    called = names()
    for one in pooling_reads.published():
        if authority_id in one.members:
            return tuple(called[member] for member in one.members if member != authority_id)
    return ()


@per_store(8)
def call(store: Store, year: int, reading: Reading | None = None) -> Call:
    """The call of a project year; `reading` is how it counts merged target groups, None the one in force."""
    return budget.call(store, year, reading)


@per_store(8)
def offered(store: Store, year: int, on: date, reading: Reading | None = None) -> Offer:
    """What a call offers, seen on a day, with `reading` as in `call`."""
    found = next(one for one in reads.project_years() if one.project_year == year)
    return offer(call(year, reading), found, reads.actions(), reads.measures(), on)


@per_store(512)
def published(store: Store, authority_id: str) -> list[dict[str, Any]]:
    """What a source says of this authority itself."""
    found = reads.register("published_figure")
    return reads.records(found[(found["authority_id"] == authority_id) & found["followed"]])


def choose_year(authority_id: str, shown: Shown, asked: str | None) -> int | None:
    """The project year to show: as asked, else the newest with a figure, else with agreements; None without any."""
    known = memberships(authority_id, shown)
    if asked and asked.isdigit() and int(asked) in known:
        return int(asked)
    told = [
        year
        for year, mine in known.items()
        if any(row.realised is not None for row in results(str(mine["applicant_id"]), year, shown))
    ]
    return max(told or known, default=None)


def facts(authority_id: str, year: int | None, shown: Shown) -> AuthorityFacts:
    """What the headline of an authority is made of."""
    one, stands, day = rows()[authority_id], standing(authority_id), newest_day()
    own, asked = Eligibility.OWN_RULE, pooling_reads.standard()
    granted = [row for row in published(authority_id) if row["concept"] == "grant_awarded" and row["action_id"] is None]
    actions = [row for row in published(authority_id) if row["concept"] == "actions"]
    return AuthorityFacts(
        name=called(authority_id),
        eligible=stands.eligible if stands else None,
        floor=pooling_reads.rules(day).floor if day else 0,
        listed=bool(stands and stands.eligible is Eligibility.ALONE and stands.basis is Basis.PUBLISHED),
        represented_by=called(str(one["represented_by"])) if one["represented_by"] else None,
        own_rule=OWN_RULES.get(str(one["type"])) if stands is None or stands.eligible is own else None,
        promises=_promises(authority_id, year, shown) if year else None,
        published_with=published_with(authority_id),
        granted=Decimal(str(granted[0]["value"])) if granted else None,
        granted_actions=int(actions[0]["value"]) if actions else None,
        group=None if shown.only_official else group_of(stands),
        non_eu27=stands.lower if stands else None,
        with_whom=partner_reads.with_whom(authority_id, asked) if asked and not shown.only_official else None,
        shown=shown,
    )


OWN_RULES = {
    "vgc": "De Vlaamse Gemeenschapscommissie dient in voor Brussel; de drempel geldt niet voor haar",
    "de_rand": "vzw de Rand dient in samen met faciliteitengemeenten; voor de vzw zelf geldt geen drempel",
}
"""The rule of who is no municipality, as a headline. Source: `docs/rules.md`, who may apply."""


def _promises(authority_id: str, year: int, shown: Shown) -> Promises | None:
    mine = memberships(authority_id, shown).get(year)
    if mine is None:
        return None
    found = results(str(mine["applicant_id"]), year, shown)
    period = next(one for one in reads.project_years() if one.project_year == year)
    half_way = any(row.half_way for row in found)
    kinds = {kind for row in found for kind in (row.kind, row.target_kind) if kind} | {Kind(mine["kind"])}
    return Promises(
        year,
        tuple(row.status for row in found),
        reads.today() > period.ends_on and not half_way,
        mine["cooperation"],
        tuple(sorted(kinds)),
        half_way,
    )
