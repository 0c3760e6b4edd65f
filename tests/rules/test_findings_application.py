"""What *Eén aanvraag* says: true for every way to ask, for no plan, a plan, and limits that are reached."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from samenleven.catalogue import ProjectYear
from samenleven.eligibility import Eligibility, TargetGroup
from samenleven.figures import Kind
from samenleven.findings import application as findings
from samenleven.findings.authority import AuthorityFacts, WithWhom
from samenleven.grant.application import ApplicationRow
from samenleven.grant.call import Backing, Tariff
from samenleven.grant.grant import Grant, grant_application
from samenleven.grant.incentive import Ground, Incentive, IncentiveRules, Member
from samenleven.grant.offer import Offer, OfferedAction, OfferedMeasure
from samenleven.grant.offer import offer as offered_by
from samenleven.store import Store, budget, catalogue
from tests.support.files import read_csv

TABLES = Path(__file__).parents[1] / "tables"
HEADLINES = read_csv(TABLES / "findings_application.csv")
PLANS = read_csv(TABLES / "findings_plan.csv")
DAY = date(2024, 7, 5)


def split(text: str) -> tuple[str, ...]:
    return tuple(text.split(";")) if text else ()


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def action(ceiling: int = 100, ceiling_kind: Kind = Kind.OFFICIAL, *amounts: Kind) -> OfferedAction:
    rows = [
        OfferedMeasure("personen", "personen", Tariff("x", 1, Decimal(1), 1, Backing(kind, "form"))) for kind in amounts
    ]
    return OfferedAction(1, 1, "Actie", "personen", tuple(rows), Decimal(ceiling), ceiling_kind, "form", "form")


def offer(*actions: OfferedAction, year: int = 3, closed: bool = True, open_to_new: bool = True) -> Offer:
    found = ProjectYear(year, f"Projectjaar {year}", DAY, DAY, DAY, DAY, DAY, DAY, DAY, open_to_new)
    return Offer(found, actions, sum((one.ceiling for one in actions), Decimal(0)), closed)


@pytest.mark.parametrize("row", HEADLINES, ids=lambda row: row["zin"])
def test_the_headline(row: dict[str, str]) -> None:
    offered = offer(
        *([action(int(row["most"]))] if row["most"] else []),
        year=int(row["year"]),
        closed=bool(row["closed"]),
        open_to_new=bool(row["open"]),
    )
    facts = AuthorityFacts(
        name=row["name"],
        eligible=Eligibility(row["eligible"]) if row["eligible"] else None,
        floor=7500,
        represented_by=row["represented"] or None,
        own_rule=row["own_rule"] or None,
        published_with=split(row["published_with"]),
        group=TargetGroup(*map(int, row["group"].split())) if row["group"] else None,
        with_whom=WithWhom(split(row["partners"]), split(row["joins"])) if row["partners"] else None,
    )
    asked = Decimal(row["asked"]) if row["asked"] else None
    grant = Grant(offered.year.project_year, (), asked, asked) if asked is not None else None
    chosen = None if not row["chosen"] else () if row["chosen"] == "-" else split(row["chosen"])
    assert plain(findings.headline(facts if row["name"] else None, offered, grant, chosen)) == row["zin"]


@pytest.mark.parametrize("row", PLANS, ids=lambda row: row["zin"])
def test_what_a_plan_uses(store: Store, row: dict[str, str]) -> None:
    number = int(row["call"])
    call, year = budget.call(store, number), catalogue.project_year(store, number)
    told = [part.split() for part in split(row["planned"])]
    rows = [ApplicationRow(int(one), measure, 0, int(units), i) for i, (one, measure, units) in enumerate(told, 1)]
    offered = offered_by(call, year, catalogue.actions(store), catalogue.measures(store), DAY)
    assert plain(findings.plan_title(grant_application(rows, call), offered)) == row["zin"]


@pytest.mark.parametrize(
    ("zin", "actions"),
    [
        ("In oproep 3 is geen enkel plafond gepubliceerd, en is geen enkel bedrag per eenheid gepubliceerd",
         [action(1, Kind.ESTIMATE, Kind.ESTIMATE)] * 3),
        ("In oproep 3 is één van de drie plafonds gepubliceerd, en zijn beide bedragen per eenheid gepubliceerd",
         [action(1, Kind.OFFICIAL, Kind.OFFICIAL, Kind.OFFICIAL), *[action(1, Kind.ESTIMATE)] * 2]),
        ("In oproep 3 is het enige plafond gepubliceerd, en is het enige bedrag per eenheid gepubliceerd",
         [action(1, Kind.OFFICIAL, Kind.OFFICIAL)]),
        ("Oproep 3 betaalt geen acties", []),
    ],
)  # fmt: skip
def test_what_is_published(zin: str, actions: list[OfferedAction]) -> None:
    assert findings.published_title(offer(*actions)) == zin


@pytest.mark.parametrize(
    ("zin", "actions"),
    [
        ("Geen enkel plafond is gepubliceerd", [action(5, Kind.ESTIMATE)]),
        ("Het gepubliceerde plafond is € 5 per aanvraag", [action(5), action(9, Kind.ESTIMATE)]),
        ("De gepubliceerde plafonds zijn samen € 14 per aanvraag", [action(5), action(9)]),
    ],
)
def test_what_the_published_ceilings_are_worth(zin: str, actions: list[OfferedAction]) -> None:
    assert plain(findings.ceilings_title(offer(*actions))) == zin


@pytest.mark.parametrize(
    ("zin", "names", "ground", "amount"),
    [
        ("Wie alleen vraagt, krijgt geen stimulans voor samenwerking", "Zele", Ground.ALONE, 10_000),
        ("Gent en Zele krijgen € 10.000 stimulans, zonder eigen inbreng", "Gent;Zele", Ground.GROWS, 10_000),
        ("Gent en Zele krijgen geen stimulans voor samenwerking", "Gent;Zele", Ground.REGIONS, 10_000),
        ("Gent en Zele hebben recht op de stimulans; hoeveel die is, is niet bekend", "Gent;Zele", Ground.GROWS, None),
        ("Vier besturen samen krijgen € 10.000 stimulans, zonder eigen inbreng", "A;B;C;D", Ground.GROWS, 10_000),
    ],
)
def test_the_incentive(zin: str, names: str, ground: Ground, amount: int | None) -> None:
    members = [Member(one, one, "Gent", False, False, 1000, 9000) for one in names.split(";")]
    worth = None if amount is None else Decimal(amount)
    rules = IncentiveRules(worth, Decimal(7500), strict=False, min_share=Decimal("0.1"))
    assert plain(findings.incentive_title(Incentive(ground, members, rules))) == zin


def test_the_own_share_is_said_as_much_only_where_it_is() -> None:
    assert findings.own_share_said(Grant(3, (), Decimal(100), Decimal(100))) == "evenveel"
    assert plain(findings.own_share_said(Grant(3, (), Decimal(100), Decimal(25)))) == "€ 25"
