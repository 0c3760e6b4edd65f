"""What *budget* says of a scenario: a Dutch sentence per row of the table, true for none, one, two, many and ties.

In the table `Werk:0.9>0.4` is a goal or applicant before and after, `-` is no figure.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenleven.findings import budget as findings
from samenleven.map_classes import CHANGED, CHANGED_SHADES
from tests.support.files import read_csv

TABLE = read_csv(Path(__file__).parents[1] / "tables" / "findings_budget.csv")
AWARDED = 16_830_000.0


def number(text: str) -> float | None:
    return None if text in ("", "-") else float(text)


def pair(text: str) -> tuple[float, float]:
    before, after = text.split(">")
    return number(before) or 0.0, number(after) or 0.0


def named(cell: str) -> list[tuple[str, str]]:
    return [(name, value) for name, value in (one.split(":") for one in cell.split(";") if one)]


def say(row: dict[str, str]) -> str:
    goals = [findings.GoalMove(name, *map(number, value.split(">"))) for name, value in named(row["goals"])]
    applicants = [findings.Applicant(name, *pair(value)) for name, value in named(row["applicants"])]
    more, start = row["more"], row["start"]
    match row["finding"]:
        case "headline":
            said = findings.opening(float(start), AWARDED, others=more == "keuzes")
            left = float(more) if more.isdecimal() else 0.0
            return findings.headline(goals, start=said, left=left, changed=more != "gelijk", nothing=more == "niets")
        case "slopes":
            return findings.slopes(goals)
        case "reach":
            return findings.reach(pair(start), pair(more))
        case "causes":
            return findings.causes([findings.AloneEffect(name, float(value)) for name, value in named(more)])
        case "one_step_more":
            change, left_over = more.split(">")
            return findings.one_step_more(float(start), number(change), float(left_over))
        case other:
            one = {"spread": findings.spread, "ranking": findings.ranking, "in_euro": findings.in_euro}
            return one[other](applicants)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["sentence"][:60])
def test_a_finding(row: dict[str, str]) -> None:
    assert say(row) == row["sentence"]


def test_every_finding_is_in_the_table() -> None:
    assert {row["finding"] for row in TABLE} == {
        *("headline", "slopes", "reach", "spread", "ranking", "in_euro", "causes", "one_step_more")
    }


def test_the_classes_of_a_change_are_the_same_for_every_scenario() -> None:
    """Fault: a fall of 29 % looked like nothing, for the classes followed the scenario."""
    assert len(findings.class_words()) == len(CHANGED_SHADES) == len(CHANGED) + 1
    mild = [findings.Applicant(f"a{n}", 100, 71) for n in range(9)]
    severe = [findings.Applicant(f"a{n}", 100, 40 if n else 71) for n in range(9)]
    assert findings.classes(mild)[2] == 9
    assert findings.classes(severe)[2] == 1
    assert findings.class_words()[2] == "−30 tot −15 %"


@given(st.lists(st.tuples(st.integers(0, 10**7), st.integers(0, 10**7)), max_size=12))
def test_no_finding_fails_and_none_calls_one_of_two_the_most(pairs: list[tuple[int, int]]) -> None:
    found = [findings.Applicant(f"a{place}", *one) for place, one in enumerate(pairs)]
    sentences = [findings.spread(found), findings.ranking(found), findings.in_euro(found)]
    goals = [findings.GoalMove(f"d{place}", a / 10**7, b / 10**7) for place, (a, b) in enumerate(pairs)]
    sentences += [findings.slopes(goals), findings.headline(goals, start="Met", left=0, changed=True)]
    assert sum(findings.classes(found)) == len(found)
    if len(pairs) < 3:
        assert not any("het meest" in one or "het verst" in one for one in sentences)
