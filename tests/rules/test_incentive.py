"""The incentive for cooperation: who has a right to it, how much, and what is said of what is not known."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from samenleven.grant.incentive import AMOUNT, Incentive, IncentiveRules, Member, cooperation_incentive, rules_on
from tests.support.budget_case import ROOT, parameter, parameters
from tests.support.files import read_csv

FIRST_DAY = parameters().at(AMOUNT, date.max).valid_from
RULES = replace(rules_on(parameters(), FIRST_DAY), threshold=Decimal(7500), strict=False, min_share=Decimal("0.15"))


def member(place: int, text: str) -> Member:
    """One member as a table writes it: "groot 9000/80000 Regio" (- is no figure), and perhaps "nieuw"."""
    found = re.fullmatch(r"(groot|klein) (\d+|-)/(\d+|-) (\w|-)( nieuw)?", text)
    assert found, text
    size, group, population, region, new = found.groups()
    numbers = [None if word == "-" else int(word) for word in (group, population)]
    return Member(
        str(place), f"Gemeente{place}", None if region == "-" else region, size == "groot", bool(new), *numbers
    )


def conditions(text: str) -> IncentiveRules:
    words = filter(None, text.split("; "))
    rules = RULES
    for word in words:
        if word.startswith("drempel "):
            rules = replace(rules, threshold=Decimal(word.removeprefix("drempel ")))
        else:
            rules = {
                "meer dan": replace(rules, strict=True),
                "minimumaandeel": replace(rules, min_share_applies=True),
                "geen bedrag": replace(rules, amount=None),
            }[word]
    return rules


def judged(row: dict[str, str]) -> Incentive:
    members = [member(place, text) for place, text in enumerate(row["members"].split("; "))]
    return cooperation_incentive(members, conditions(row["conditions"]), took_part_before=row["before"] == "ja")


@pytest.mark.parametrize("row", read_csv(ROOT / "tests" / "tables" / "incentive.csv"), ids=lambda row: row["zin"])
def test_incentive(row: dict[str, str]) -> None:
    found = judged(row)
    assert found.ground == row["ground"]
    assert found.amount == (Decimal(row["amount"]) if row["amount"] else None)
    assert found.reason.startswith(row["answer"])


@pytest.mark.parametrize("row", read_csv(ROOT / "tests" / "tables" / "incentive.csv"), ids=lambda row: row["zin"])
def test_what_is_not_known_is_said(row: dict[str, str]) -> None:
    """The share of the horizontal plan wherever it could matter, the amount where a right to it has none."""
    found = judged(row)
    at_stake = found.earned or found.ground.startswith("share")
    assert ("Het horizontaal plan vroeg van elk lid 15 % inwoners" in found.reason) is at_stake
    assert ("Hier is dat toegepast" in found.reason) is (at_stake and found.rules.min_share_applies)
    assert ("niet bekend" in found.reason) is (found.amount is None)


def test_the_amount_is_known_from_its_first_day_on() -> None:
    assert rules_on(parameters(), FIRST_DAY).amount == parameter(AMOUNT)
    assert rules_on(parameters(), FIRST_DAY - timedelta(days=1)).amount is None


def test_the_share_is_off_unless_the_data_say_otherwise() -> None:
    assert not rules_on(parameters(), FIRST_DAY).min_share_applies
