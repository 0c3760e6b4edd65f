"""The headline of one authority: true for every kind of authority, every year, and whatever is not known."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenleven.attainment import Status
from samenleven.eligibility import Eligibility, TargetGroup
from samenleven.figures import Kind, Shown
from samenleven.findings.authority import AuthorityFacts, Promises, WithWhom, headline
from tests.support.files import read_csv

TABLE = read_csv(Path(__file__).parents[1] / "tables" / "findings_authority.csv")


def split(text: str) -> tuple[str, ...]:
    return tuple(text.split(";")) if text else ()


def facts_of(row: dict[str, str]) -> AuthorityFacts:
    told = row["statuses"].split()
    statuses = [Status(told[i + 1]) for i in range(0, len(told), 2) for _ in range(int(told[i]))]
    group = TargetGroup(*(int(part) for part in row["group"].split())) if row["group"] else None
    partners = WithWhom(split(row["partners"]), split(row["joins"]), bool(row["standing"]), split(row["alone"]))
    return AuthorityFacts(
        name=row["name"],
        eligible=Eligibility(row["eligible"]) if row["eligible"] else None,
        floor=7500,
        listed=bool(row["listed"]),
        represented_by=row["represented"] or None,
        own_rule=row["own_rule"] or None,
        promises=Promises(
            int(row["year"]),
            tuple(statuses),
            bool(row["over"]),
            row["cooperation"] or None,
            half_way=bool(row["half_way"]),
        )
        if row["year"]
        else None,
        published_with=split(row["published_with"]),
        granted=Decimal(row["granted"]) if row["granted"] else None,
        granted_actions=int(row["actions"]) if row["actions"] else None,
        group=group,
        non_eu27=group.lower if group else None,
        with_whom=partners if row["partners"] else None,
        shown=Shown.OFFICIAL if row["official"] else Shown.EXAMPLE,
    )


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["zin"])
def test_the_sentence(row: dict[str, str]) -> None:
    assert headline(facts_of(row)).text == row["zin"]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["zin"])
def test_what_it_rests_on(row: dict[str, str]) -> None:
    found = headline(facts_of(row))
    rests_on_a_count = "te kort" in found.text or "drempel is" in found.text
    assert (Kind.ESTIMATE in found.kinds) == rests_on_a_count
    if row["official"]:
        assert set(found.kinds) == {Kind.OFFICIAL}


@given(
    st.lists(st.sampled_from(list(Status)), max_size=30),
    st.booleans(),
    st.sampled_from([None, "Samenwerkingsverband Aalst"]),
    st.sampled_from([None, *Eligibility]),
    st.booleans(),
)
def test_always_one_sentence_that_adds_up(
    statuses: list[Status], over: bool, cooperation: str | None, eligible: Eligibility | None, official: bool
) -> None:
    found = headline(
        AuthorityFacts(
            name="Aalst",
            eligible=eligible,
            floor=7500,
            promises=Promises(2, tuple(statuses), over, cooperation, (Kind.EXAMPLE,)),
            group=TargetGroup(10, 20, 30),
            shown=Shown.OFFICIAL if official else Shown.EXAMPLE,
        )
    ).text
    assert found
    assert not any(slip in found for slip in ("None", ";;", "  "))
    assert not found.endswith((".", ";", " "))
    numbers = [int(word) for word in found.replace(";", "").replace(",", "").split() if word.isdigit()]
    asked = [status for status in statuses if status is not Status.NO_TARGET]
    if " van de " in found and "haalt" in found and "geen van" not in found:
        reached, total, year, *rest = numbers
        assert (total, year) == (len(asked), 2)
        assert reached + sum(rest) == total, "every agreement is in exactly one of the parts"
