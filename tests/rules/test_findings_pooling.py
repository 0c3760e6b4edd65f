"""The sentences of *samenwerking*: true for none, one, two and many, for every reading, and officially only."""

from __future__ import annotations

from pathlib import Path

import pytest

from samenleven.eligibility import Eligibility, Weight
from samenleven.figures import Kind, Shown
from samenleven.findings import pooling as findings
from samenleven.findings.authority import WithWhom
from samenleven.findings.pooling import DivisionFacts, PartnerFacts
from tests.support.files import read_csv

TABLE = read_csv(Path(__file__).parents[1] / "tables" / "findings_pooling.csv")


def names(text: str) -> tuple[str, ...]:
    return tuple(part.replace("_", " ") for part in text.split(";") if part)


def partner_facts(told: dict[str, str]) -> PartnerFacts:
    best = WithWhom(
        names(told.get("best", "")), names(told.get("joins", "")), "standing" in told, names(told.get("alone", ""))
    )
    return PartnerFacts(
        name=told["name"],
        eligible=Eligibility(told["eligible"]),
        listed="listed" in told,
        counted="counted" not in told,
        published_with=names(told.get("with", "")),
        best=best if best.names or "empty" in told else None,
        reading=Weight(told.get("reading", "lower")),
        alone_here="here" in told,
        neighbours="island" not in told,
        shown=Shown.OFFICIAL if "official" in told else Shown.EXAMPLE,
    )


def sentence(finding: str, told: str) -> str:
    """What a row of the table asks."""
    pairs = dict(part.split("=") for part in told.split()) if "=" in told else {}
    first, _, second = told.partition(" ")
    if finding == "partners":
        return findings.partners_said(partner_facts(pairs)).text
    if finding == "division":
        place = pairs.pop("place")
        yes = {key: bool(pairs.pop(key, "")) for key in ("proven", "whole")}
        return findings.division_said(
            DivisionFacts(place=place, **{key: int(value) for key, value in pairs.items()}, **yes)  # type: ignore[arg-type]
        ).text
    return {
        "list": lambda: findings.list_title([int(one) for one in told.split()], 7500),
        "regions": lambda: findings.regions_title([(key, int(value)) for key, value in pairs.items()]),
        "sets": lambda: findings.sets_title(int(first), int(second), Weight.LOWER, "Limburg"),
        "more": lambda: findings.more_than(int(first), int(second)),
        "left": lambda: findings.left_title(names(first), int(second)),
        "money": lambda: findings.money_title(int(first), "€ 10", f"€ {10 * int(first)}", 3),
        "published": lambda: findings.published_title(int(first), None if second == "-" else int(second)),
        "hand": lambda: findings.hand_title(int(first), int(second)),
        "beside": lambda: findings.beside_best(int(first), int(second.split()[0]), second.endswith("ja")),
    }[finding]()


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["sentence"])
def test_the_sentence(row: dict[str, str]) -> None:
    assert sentence(row["finding"], row["facts"]) == row["sentence"]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["sentence"])
def test_what_our_search_found_is_an_estimate(row: dict[str, str]) -> None:
    if row["finding"] == "partners":
        facts = partner_facts(dict(part.split("=") for part in row["facts"].split()))
        kinds = findings.partners_said(facts).kinds
        assert (Kind.ESTIMATE in kinds) is not (facts.shown.only_official or facts.listed or not facts.counted)
