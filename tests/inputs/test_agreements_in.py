"""An agreement that cannot be right is named by row and column; what is only unlikely asks for a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from samenleven.reporting.records import Subject
from tests.support.files import read_csv
from tests.support.intake_case import Desk

HEAD = (
    "NIS-code indiener;projectjaar;toegekend op;samenwerkingsverband;leden;stimulans (euro);code;prioriteit;"
    "huidig bereik;gepland bereik;subsidie (euro);eigen inbreng (euro);opmerking"
)
LINE = {
    "wie": "46021",
    "jaar": "1",
    "dag": "23/09/2022",
    "verband": "",
    "leden": "",
    "stimulans": "",
    "code": "call-05.1",
    "prioriteit": "1",
    "huidig": "100",
    "gepland": "200",
    "subsidie": "12000",
    "eigen": "12000",
    "opmerking": "",
}
SECOND = {"code": "call-06.1", "prioriteit": "2", "huidig": "0", "gepland": "10", "subsidie": "6000", "eigen": "6000"}
TABLE = read_csv(Path(__file__).parents[1] / "tables" / "agreements_in.csv")


def rows(*changes: str) -> str:
    """A file with a line and, where `changes` says so after a bar, a second one; "subsidie=1 eigen=1" changes cells."""
    lines = []
    for change, start in zip(changes, (LINE, LINE | SECOND), strict=False):
        new = dict(one.split("=", 1) for one in change.split(" ; ") if one)
        lines.append(";".join((start | new).values()))
    return "\n".join((HEAD, *lines, ""))


@pytest.fixture(scope="module")
def desk(store_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(store_path, tmp_path_factory.mktemp("ledger"))


@pytest.mark.parametrize("row", TABLE, ids=[row["situatie"] for row in TABLE])
def test_an_agreement_is_right_or_says_what_is_wrong(row: dict[str, str], desk: Desk) -> None:
    second = [row["tweede rij"]] if row["tweede rij"] else []
    found = desk.check(rows(row["eerste rij"], *second), Subject.AGREEMENT)
    said = [str(one) for one in (*found.faults, *found.unconfirmed)]
    if row["zin"]:
        assert row["zin"] in said
        assert not found.storable
    else:
        assert said == []
        assert found.rows.num_rows == 1 + len(second)


def test_a_real_agreement_takes_the_place_of_the_example_and_a_new_version_needs_a_reason(
    store_path: Path, tmp_path: Path
) -> None:
    desk = Desk(store_path, tmp_path)
    desk.keep(desk.check(rows("", ""), Subject.AGREEMENT))
    kinds = desk.store.rows("select kind, source_id from agreement where applicant_id = '46021' and project_year = 1")
    assert kinds == [{"kind": "official", "source_id": "ledger-agreement"}]
    assert desk.check(rows("", ""), Subject.AGREEMENT).unchanged == 1
    other = rows("gepland=100 ; subsidie=6000 ; eigen=6000", "")
    assert [str(one) for one in desk.check(other, Subject.AGREEMENT).unconfirmed] == [
        "in.csv, rij 2, kolom 'NIS-code indiener': Sint-Niklaas heeft al een akkoord voor projectjaar 1; dit vervangt "
        "het helemaal. Kijk het na. Klopt het, schrijf dan bij 'opmerking' waarom."
    ]
    found = desk.check(other, Subject.AGREEMENT, why="herschikking na overleg")
    assert (found.storable, found.corrected) == (True, 1)


def test_members_named_by_code_or_by_name_are_the_same(desk: Desk) -> None:
    by_code, by_name = (
        desk.check(rows(f"verband=Waas ; leden={members}"), Subject.AGREEMENT).rows
        for members in ("46003 46014", '"Lokeren, 46003"')
    )
    assert set(by_code.column("members").to_pylist()) == {"46003 46014"}
    assert by_name.equals(by_code)
