"""The titles of the figures on the page of one authority: true for none, one, two and many, for ties and for gaps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenleven.attainment import Attainment, Status
from samenleven.catalogue import Family, Measure, MeasureKind, ProjectYear
from samenleven.eligibility import TargetGroup
from samenleven.figures import Kind
from samenleven.findings import authority_parts as parts
from samenleven.findings.authority_parts import ActionMoney, ShareThen
from samenleven.grant.offer import Offer, OfferedAction
from samenleven.over_years import over_years


def measure(code: str, kind: MeasureKind = MeasureKind.FLOW) -> Measure:
    return Measure(code, Family.CALL, 1, 1, f"groep {code}", "personen", kind, None, True, False, "form", None)


def row(code: str, year: int, target: int | None, realised: int | None, **more: object) -> Attainment:
    ratio = Decimal(realised) / target if realised is not None and target else None
    status = Status.NO_FIGURE if ratio is None else Status.REACHED if ratio >= 1 else Status.BEHIND
    return Attainment(
        measure=code,
        action=1,
        goal=1,
        family=Family.CALL,
        component=f"groep {code}",
        unit="personen",
        project_year=year,
        target=None if target is None else Decimal(target),
        realised=None if realised is None else Decimal(realised),
        ratio=ratio,
        status=status,
        kind=Kind.EXAMPLE,
        source_id="s",
        reference_date=date(2024, 9, 30),
        target_kind=Kind.OFFICIAL,
        **more,  # type: ignore[arg-type]
    )


KNOWN: Mapping[str, Measure] = {code: measure(code) for code in "abcd"} | {
    "plan": measure("plan", MeasureKind.DISTINCT_COUNT)
}


def test_years_add_up_only_where_they_may() -> None:
    rows = [row("a", 1, 10, 4), row("a", 2, 10, None), row("a", 3, 10, 9), row("plan", 1, 1, 1), row("plan", 2, 1, 1)]
    people, plan = over_years(rows, KNOWN)
    assert (people.target, people.realised, people.short, people.without_figure) == (20, 13, 7, (2,))
    assert people.kind is Kind.EXAMPLE, "a sum is as weak as its weakest part"
    assert (plan.adds_up, plan.target, plan.ratio, plan.short) == (False, None, None, None)
    assert list(people.years) == [1, 2, 3]
    with pytest.raises(ValueError, match="two rows"):
        over_years([row("a", 1, 1, 1), row("a", 1, 1, 1)], KNOWN)


@given(st.lists(st.tuples(st.integers(1, 99), st.one_of(st.none(), st.integers(0, 200))), min_size=1, max_size=3))
def test_years_together_are_the_years_one_by_one(years: list[tuple[int, int | None]]) -> None:
    [found] = over_years([row("a", n, *year) for n, year in enumerate(years, 1)], KNOWN)
    known = [(target, realised) for target, realised in years if realised is not None]
    assert found.realised == (sum(realised for _, realised in known) if known else None)
    assert found.target == (sum(target for target, _ in known) if known else None)
    assert len(found.without_figure) == len(years) - len(known)
    assert (found.ratio is None) == (not known)


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({}, "Wat er per KPI-onderdeel afgesproken en behaald is"),
        ({"a": [(10, None)]}, "Wat er per KPI-onderdeel afgesproken en behaald is"),
        ({"plan": [(1, 1)]}, "Wat er per KPI-onderdeel afgesproken en behaald is"),
        ({"a": [(10, 10)]}, "In projectjaar 1 is de enige afspraak die optelt gehaald"),
        ({"a": [(10, 10), (10, 10)]}, "Over twee jaar samen is de enige afspraak die optelt gehaald"),
        ({"a": [(10, 1)], "b": [(10, 2)]}, "In projectjaar 1 is geen van beide afspraken die optellen gehaald"),
        (
            {"a": [(10, 1)], "b": [(10, 2)], "c": [(10, 3)], "d": [(10, 30)]},
            "In projectjaar 1 is één van de vier afspraken die optellen gehaald; het verst onder de afspraak: groep a, "
            "1 van 10 personen",
        ),
        (
            {"a": [(10, 1)], "b": [(10, 1)], "c": [(10, 3)]},
            "In projectjaar 1 is geen van de drie afspraken die optellen gehaald",
        ),
        (
            {"a": [(10, 2)], "b": [(10, 2)], "c": [(10, 2)]},
            "In projectjaar 1 is geen van de drie afspraken die optellen gehaald",
        ),
    ],
)
def test_agreements_over_the_years(figures: dict[str, list[tuple[int, int | None]]], said: str) -> None:
    rows = [row(code, n, *year) for code, years in figures.items() for n, year in enumerate(years, 1)]
    assert parts.agreements_title(over_years(rows, KNOWN)) == said


@pytest.mark.parametrize(
    ("below", "above", "reached", "said"),
    [
        (0, 0, 0, None),
        (0, 3, 0, "Halfweg zat geen van de drie afspraken onder 25 %"),
        (1, 3, 0, "Halfweg zat één van de vier afspraken onder 25 %; na een jaar was die ook niet gehaald"),
        (1, 3, 1, "Halfweg zat één van de vier afspraken onder 25 %; na een jaar was die toch gehaald"),
        (4, 11, 1, "Halfweg zaten vier van de 15 afspraken onder 25 %; één daarvan haalde het na een jaar toch"),
        (4, 11, 0, "Halfweg zaten vier van de 15 afspraken onder 25 %; geen daarvan haalde het na een jaar toch"),
        (4, 11, 3, "Halfweg zaten vier van de 15 afspraken onder 25 %; drie daarvan haalden het na een jaar toch"),
    ],
)
def test_half_way(below: int, above: int, reached: int, said: str | None) -> None:
    rows = [replace(row("a", 1, 10, 10 if n < reached else 1), below_half_year_gate=True) for n in range(below)]
    rows += [replace(row("a", 1, 10, 10), below_half_year_gate=False) for _ in range(above)]
    rows += [row("a", 1, 10, 10)]
    assert parts.half_year_title(rows, Decimal("0.25")) == said


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "Van de subsidie is geen verdeling over acties bekend"),
        ([(100, None)], "€ 100 subsidie, zonder bekende plafonds"),
        ([(100, 100), (50, 50)], "€ 150 subsidie: alle plafonds van de aangevraagde acties zijn vol"),
        ([(100, 150), (50, 50)], "€ 150 van de € 200 onder de plafonds is gevraagd; € 50 bleef liggen"),
    ],
)
def test_money(rows: list[tuple[int, int | None]], said: str) -> None:
    money = [ActionMoney(n, "", Decimal(g), None if c is None else Decimal(c)) for n, (g, c) in enumerate(rows)]
    assert parts.money_title(money) == said


@pytest.mark.parametrize(
    ("shares", "flanders", "said"),
    [
        ([], 0.2, "De doelgroep: geen cijfer"),
        ([(2024, 0.305)], None, "De doelgroep is 30,5 % van de inwoners"),
        ([(2024, 0.305)], 0.201, "De doelgroep is 30,5 % van de inwoners, 10,4 punten boven Vlaanderen"),
        (
            [(2015, 0.186), (2024, 0.305)],
            0.201,
            "De doelgroep groeide van 18,6 % in 2015 naar 30,5 % van de inwoners, 10,4 punten boven Vlaanderen",
        ),
        (
            [(2015, 0.2), (2024, 0.19)],
            0.2,
            "De doelgroep daalde van 20 % in 2015 naar 19 % van de inwoners, 1 punt onder Vlaanderen",
        ),
        (
            [(2015, 0.2001), (2024, 0.2002)],
            0.2,
            "De doelgroep blijft 20 % van de inwoners, zoals in 2015, evenveel als in Vlaanderen",
        ),
    ],
)
def test_people(shares: list[tuple[int, float]], flanders: float | None, said: str) -> None:
    assert parts.people_title([ShareThen(*one) for one in shares], flanders) == said


@pytest.mark.parametrize(
    ("own", "others", "said"),
    [
        (None, [1.0], "Hier is niet bekend welk deel van de afspraken gehaald is"),
        (0.5, [], "Er is niemand om mee te vergelijken"),
        (0.5, [0.4, 0.3], "Geen van de 2 andere steden haalt een groter deel van de afspraken"),
        (0.5, [0.5, 0.3], "Geen van de 2 andere steden haalt een groter deel van de afspraken, 1 een even groot deel"),
        (0.5, [0.6, 0.3], "1 van de 2 andere steden haalt een groter deel van de afspraken"),
        (
            0.5,
            [0.6, 0.7, 0.5],
            "2 van de 3 andere steden halen een groter deel van de afspraken, 1 een even groot deel",
        ),
    ],
)
def test_peers(own: float | None, others: list[float], said: str) -> None:
    assert parts.peers_title(own, others, "andere steden") == said


@pytest.mark.parametrize(
    ("group", "said"),
    [
        (
            TargetGroup(4669, 5443, 5791),
            "Wat ontbreekt: 2.057 inwoners uit de doelgroep, in elke lezing minstens 1.709",
        ),
        (TargetGroup(7499, 7499, 7499), "Wat ontbreekt: 1 inwoner uit de doelgroep, in elke lezing minstens 1"),
        (
            TargetGroup(6744, 7658, 8069),
            "Tussen 756 inwoners te kort en 569 boven de drempel: dat staat niet vast",
        ),
        (
            TargetGroup(7500, 8000, 9000),
            "In elke lezing boven de drempel: minstens 7.500 inwoners in de doelgroep",
        ),
    ],
)
def test_missing(group: TargetGroup, said: str) -> None:
    assert parts.missing_title(group, 7500) == said


def test_partners_offer_and_mentors() -> None:
    assert parts.sets_title(0, "Limburg") == "Met wie? Geen set van buren in Limburg volstaat in elke lezing"
    assert parts.sets_title(1, "") == "Met wie? Eén set die in elke lezing volstaat"
    assert parts.sets_title(3, "") == "Met wie? Drie sets die in elke lezing volstaan"
    day = date(2024, 7, 5)
    year = ProjectYear(3, "Projectjaar 3", day, day, day, None, day, day, day, False)
    one = OfferedAction(1, 1, "", "", (), Decimal(50), Kind.OFFICIAL, "", "")
    assert parts.offer_title(Offer(year, (), Decimal(0), False), "Zele") == "Oproep 3 betaalt geen acties"
    open_call = Offer(year, (one,), Decimal(50), False)
    assert parts.offer_title(open_call, "Zele") == "Wat Zele kan vragen in oproep 3: één actie, samen hoogstens € 50"
    assert parts.offer_title(replace(open_call, closed=True), "Zele").startswith("Wat Zele kon vragen")
    assert parts.mentors_title(0, 0) == "Aan wie vragen: geen enkele actie loopt achter"
    assert parts.mentors_title(1, 1) == "Voor de enige actie die achterloopt is bekend aan wie men kan vragen"
    assert parts.mentors_title(3, 5) == "Voor drie van de vijf acties die achterlopen is bekend aan wie men kan vragen"
    assert parts.mentors_title(0, 2).startswith("Voor geen van beide acties die achterlopen")
