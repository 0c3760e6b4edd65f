"""What *bronnen* finds: a Dutch sentence per row of the table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from samenleven.figures import Kind, Shown
from samenleven.findings import sources
from tests.support.files import read_csv

ROWS = read_csv(Path(__file__).parents[1] / "tables" / "findings_sources.csv")


def _numbers(text: str) -> list[int]:
    return [int(one) for one in text.split(";")]


def _hits(text: str) -> str:
    count, question = text.split(";")
    return sources.hits(int(count), question)


def _register(text: str) -> str:
    title, kinds = text.split(";")
    return sources.register(title, [Kind(one) for one in kinds.split()])


def _parts(text: str) -> str:
    total, cells = text.split(";")
    pairs = [one.split() for one in cells.split("|") if one]
    return sources.parts_of(Decimal(total), [(int(action), Decimal(amount)) for action, amount in pairs])


def _coverage(text: str) -> str:
    now, then, first, official = text.split(";")
    shares = [None if one == "-" else Decimal(one) for one in (now, then)]
    return sources.coverage(
        *shares,
        None if first == "-" else date.fromisoformat(first),
        Shown.OFFICIAL if official == "ja" else Shown.EXAMPLE,
    )


SAID: dict[str, Callable[[str], str]] = {
    "headline": lambda text: sources.headline(*_numbers(text)),
    "hits": _hits,
    "register": _register,
    "taken_over": sources.taken_over,
    "parts_of": _parts,
    "coverage": _coverage,
    "readings": lambda text: sources.readings(*_numbers(text)),
    "money": lambda text: sources.money(*_numbers(text)),
    "corrections": lambda text: sources.corrections(date.fromisoformat(one) for one in text.split()),
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["sentence"])
def test_the_sentence(row: dict[str, str]) -> None:
    assert SAID[row["finding"]](row["given"]) == row["sentence"]


def test_every_sentence_has_rows() -> None:
    assert {row["finding"] for row in ROWS} == set(SAID)


def test_a_share_is_told_with_its_division_and_its_bounds() -> None:
    said = sources.share_of_group(731, 1000, Decimal("0.731"), Decimal("0.7"), Decimal("0.74"), Decimal("0.69"))
    assert said.startswith("731 ÷ 1.000 inwoners = 73,1 %.")
    assert "plus 69 % van wie herkomst in een ander EU27-land heeft" in said
    assert said.endswith("70,0 % tot 74,0 %.")
