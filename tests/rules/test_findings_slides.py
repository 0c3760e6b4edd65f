"""What only a slide says: a Dutch sentence per row of the table. `-` is no figure."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from samenleven.budget.settings import Yardstick
from samenleven.findings import slides as findings
from samenleven.findings import words
from tests.support.files import read_csv

TABLE = read_csv(Path(__file__).parents[1] / "tables" / "findings_slides.csv")
AGREEMENT = ("afspraak", "afspraken")


def number(text: str) -> float | None:
    return None if text == "-" else float(text)


def say(row: dict[str, str]) -> str:
    parts, subject = [one for one in row["values"].split(";") if one], row["subject"]
    pairs = [tuple(one.split(":")) for one in parts if ":" in one]
    numbers = [number(one) for one in parts if ":" not in one]
    plain = [int(one or 0) for one in numbers]
    match row["finding"]:
        case "over_years":
            return findings.over_years(subject, [(int(year), number(ratio)) for year, ratio in pairs])
        case "counted":
            return findings.counted([(name, [number(one) for one in cell.split()]) for name, cell in pairs])
        case "amounts":
            done, asked = (None if one is None else Decimal(str(one)) for one in numbers)
            return findings.amounts(done, asked, subject)
        case "under":
            return findings.under([(name, words.percent(number(ratio))) for name, ratio in pairs])
        case "sizes":
            return findings.sizes(int(subject), plain)
        case "budget":
            return findings.budget(*numbers, Yardstick.AGREEMENTS, changed=subject == "changed")
        case "rests":
            return findings.rests(plain[0])
    return {"seen": findings.seen, "missed": findings.missed}[row["finding"]](*plain, *AGREEMENT)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row['finding']}: {row['sentence']}")
def test_a_sentence_is_true_for_few_equal_and_missing_figures(row: dict[str, str]) -> None:
    assert say(row).replace("\u00a0", " ") == row["sentence"].replace("\u00a0", " ")
