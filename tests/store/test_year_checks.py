"""A gap of one project year is a fault of that year, named with file, row and remedy, and nothing is built."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from samenleven import store
from samenleven.errors import DataError

Row = dict[str, str]


def leave_out(path: Path, which: Callable[[Row], bool]) -> None:
    """Write a file again without some rows; there must be some."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    kept = [row for row in rows if not which(row)]
    assert len(kept) < len(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(kept)


def of(year: str, **values: str) -> Callable[[Row], bool]:
    return lambda row: row["project_year"] == year and all(row[name] == value for name, value in values.items())


GAPS = [
    (
        "Een bedrag ontbreekt in één jaar, de andere jaren hebben het",
        "plan/unit_amount.csv",
        of("1", measure_id="call-14.1"),
        "call-14.1 heeft geen bedrag per eenheid in projectjaar 1.",
    ),
    (
        "Een bedrag van de samengevoegde groep ontbreekt",
        "plan/unit_amount.csv",
        of("3", measure_id="call-09.4"),
        "call-09.4 heeft geen bedrag per eenheid in projectjaar 3.",
    ),
    (
        "De gesplitste lezing is maar half ingevuld",
        "plan/unit_amount.csv",
        of("2", measure_id="call-09.2"),
        "call-09.2 heeft geen bedrag per eenheid in projectjaar 2.",
    ),
    (
        "Een plafond ontbreekt in één jaar",
        "plan/ceiling.csv",
        of("2", action_id="14"),
        "Actie 14 wordt in projectjaar 2 betaald, maar heeft dan geen plafond.",
    ),
    ("Een jaar zonder oproep", "plan/action_call.csv", of("3"), "Projectjaar 3 heeft geen enkele betaalde actie."),
    (
        "Het budget van vorig jaar geldt niet verder",
        "parameters/parameter.csv",
        lambda row: row["name"] == "budget_awarded" and row["valid_from"].startswith("2024"),
        "Voor projectjaar 3 is er geen toegekend budget",
    ),
]


@pytest.mark.parametrize(("sentence", "file", "which", "words"), GAPS, ids=[gap[0] for gap in GAPS])
def test_a_gap_of_one_year_is_named_and_nothing_is_built(
    copy_of_data: tuple[Path, Path], tmp_path: Path, sentence: str, file: str, which: Callable[[Row], bool], words: str
) -> None:
    data, geo = copy_of_data
    assert not store.check(data, geo).faults
    leave_out(data / file, which)
    found = [fault for fault in store.check(data, geo).faults if words in fault.what]
    assert len(found) == 1, sentence
    assert found[0].row
    assert found[0].remedy
    with pytest.raises(DataError):
        store.build(tmp_path / "new.duckdb", data=data, geo=geo)
    assert not (tmp_path / "new.duckdb").exists()
