"""A closed project year is an archive: the table, and that the ledger itself refuses to write about it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from samenleven.counted import Period
from samenleven.reporting import closing
from samenleven.reporting.closing import YearClosed
from samenleven.reporting.records import Decision, Origin, Report, SettingChange, Subject, Verdict
from samenleven.reporting.rights import NotAllowed, Person, Role
from samenleven.store.ledger import Ledger
from tests.support.files import read_csv

TABLE = read_csv(Path(__file__).parents[1] / "tables" / "closing.csv")
AGENCY = Person("p1", Role.AGENCY)
OFFICER = Person("p2", Role.LOCAL, "46021")
DAY = date(2024, 3, 1)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["zin"])
def test_what_is_closed(row: dict[str, str]) -> None:
    settings = [(name, value) for name, _, value in (one.partition("=") for one in row["settings"].split())]
    day = closing.closed(settings).on(int(row["project_year"]))
    assert (day.isoformat() if day else "") == row["closed_on"]


def report(year: int) -> list[Report]:
    cell = {"applicant_id": "46021", "project_year": year, "period": Period.YEAR, "measure_id": "call-05.1"}
    return [Report(**cell, realised=10)]  # type: ignore[arg-type]


def close(ledger: Ledger, year: int | None, day: date | None, person: Person = AGENCY) -> None:
    ledger.write(Subject.SETTING, [closing.change(year, day)], person=person, origin=Origin.FORM)


def test_nothing_is_written_about_a_closed_project_year(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger")
    close(ledger, 1, DAY)
    before = ledger.sequence
    decision = Decision(
        applicant_id="46021", project_year=1, period=Period.YEAR, action_id=5, verdict=Verdict.POSITIVE, reason="Goed"
    )
    for subject, rows in ((Subject.REPORT, report(1)), (Subject.DECISION, [decision])):
        with pytest.raises(YearClosed, match=r"Projectjaar 1 is afgesloten op 1 maart 2024: er kan niets meer"):
            ledger.write(subject, rows, person=AGENCY, origin=Origin.FORM)
    assert ledger.sequence == before
    ledger.write(Subject.REPORT, report(2), person=AGENCY, origin=Origin.FORM)
    with pytest.raises(YearClosed):  # one row of many is enough
        ledger.write(Subject.REPORT, [*report(2), *report(1)], person=AGENCY, origin=Origin.CSV)
    assert Ledger(tmp_path / "ledger").closed().on(1) == DAY  # a program that starts later knows it too


def test_it_can_be_opened_again_and_the_ledger_keeps_both(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger")
    close(ledger, None, DAY)
    with pytest.raises(YearClosed):
        ledger.write(Subject.REPORT, report(3), person=AGENCY, origin=Origin.FORM)
    close(ledger, None, None)
    ledger.write(Subject.REPORT, report(3), person=AGENCY, origin=Origin.FORM)
    assert [batch.subject for batch in ledger.batches()] == [Subject.SETTING, Subject.SETTING, Subject.REPORT]


def test_a_local_authority_closes_nothing(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger")
    with pytest.raises(NotAllowed):
        close(ledger, 1, DAY, OFFICER)
    own = SettingChange(name=closing.change(1, DAY).name, value=DAY.isoformat(), authority_id="46021")
    ledger.write(
        Subject.SETTING, [own], person=OFFICER, origin=Origin.FORM
    )  # a choice for itself: it says nothing here
    assert ledger.closed().on(1) is None
