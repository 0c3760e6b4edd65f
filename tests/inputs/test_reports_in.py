"""Every figure that cannot be right is named by row and column, with what to do; what can be right comes through."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from samenleven.attainment import Status
from samenleven.intake.handed import of_cells
from samenleven.reporting import closing
from samenleven.reporting.records import Origin, Subject
from samenleven.store.ledger.incoming import check
from samenleven.store.ledger.incoming.outlook import outlook
from tests.support.files import read_csv
from tests.support.intake_case import AGENCY, REPORT_HEAD, TODAY, YEAR_ROWS, Desk, agreed, reports

TABLE = read_csv(Path(__file__).parents[1] / "tables" / "reports_in.csv")


@pytest.fixture(scope="module")
def desk(store_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return agreed(store_path, tmp_path_factory.mktemp("ledger"))


@pytest.fixture
def own_desk(store_path: Path, tmp_path: Path) -> Desk:
    return agreed(store_path, tmp_path / "ledger")


@pytest.mark.parametrize("row", TABLE, ids=[row["situatie"] for row in TABLE])
def test_a_row_is_right_or_says_what_is_wrong(row: dict[str, str], desk: Desk) -> None:
    found = desk.check(reports(row["rij"]))
    said = [str(one) for one in (*found.faults, *found.unconfirmed)]
    if row["zin"]:
        assert row["zin"] in said
        assert not found.storable
    else:
        assert said == []
        assert found.rows.num_rows == 4


def test_nothing_is_stored_of_a_file_with_one_error_and_the_corrected_file_is(own_desk: Desk) -> None:
    found = own_desk.check(reports("46021;2;jaar;call-05.1;-1;;;;"))
    assert (len(found.faults), found.rows.num_rows) == (1, 0)
    own_desk.keep(own_desk.check(reports()))
    assert own_desk.ledger.sequence == 2


def test_half_a_file_is_named_by_what_is_missing(desk: Desk) -> None:
    found = desk.check("\n".join((REPORT_HEAD, *YEAR_ROWS[:2])))
    assert [str(one) for one in found.faults] == [
        "in.csv, kolom 'code': Sint-Niklaas, jaar van projectjaar 2: deze onderdelen van het akkoord ontbreken: lokaal "
        "actieplan polarisatie; kwetsbare kinderen/jongeren. Voeg voor elk een rij toe; schrijf 'nog niet bekend' als "
        "u het cijfer niet hebt."
    ]


def test_the_same_cell_twice_names_the_first_row(desk: Desk) -> None:
    found = desk.check(reports() + YEAR_ROWS[0].replace("310", "320") + "\n")
    assert [str(one) for one in found.faults] == [
        "in.csv, rij 6, kolom 'code': Dit cijfer staat ook op rij 2. Laat één van beide rijen staan."
    ]


@pytest.mark.parametrize(("day", "faults"), [(date(2024, 9, 29), 4), (date(2024, 9, 30), 0)])
def test_figures_over_a_period_that_still_runs_are_in_the_future(day: date, faults: int, desk: Desk) -> None:
    found = desk.check(reports(), today=day)
    assert len(found.faults) == faults
    if faults:
        assert str(found.faults[0]) == (
            "in.csv, rij 2, kolom 'periode': De periode loopt nog, tot en met 30 september 2024. Dien de cijfers in "
            "als ze voorbij is."
        )


def test_a_closed_project_year_takes_nothing(own_desk: Desk) -> None:
    own_desk.ledger.write(
        Subject.SETTING, [closing.change(2, date(2024, 12, 31))], person=AGENCY, origin=Origin.COMMAND
    )
    found = own_desk.check(reports())
    assert str(found.faults[0]) == (
        "in.csv, rij 2, kolom 'projectjaar': Projectjaar 2 is afgesloten. Vraag het agentschap om het weer "
        "open te zetten."
    )


def test_a_correction_says_why_and_what_is_the_same_is_not_stored_again(own_desk: Desk) -> None:
    own_desk.keep(own_desk.check(reports()))
    again = own_desk.check(reports())
    assert (again.new, again.corrected, again.unchanged, again.rows.num_rows) == (0, 0, 4, 0)
    bare = own_desk.check(reports("46021;2;jaar;call-05.1;312;;;;"))
    assert [str(one) for one in bare.faults] == [
        "in.csv, rij 2, kolom 'opmerking': Dit cijfer vervangt een eerder (310) en er staat niet bij waarom. Schrijf "
        "bij 'opmerking' waarom het verandert."
    ]
    for found in (
        own_desk.check(reports("46021;2;jaar;call-05.1;312;;;telfout;")),
        own_desk.check(reports("46021;2;jaar;call-05.1;312;;;;"), why="telfout"),
    ):
        assert (found.new, found.corrected, found.unchanged) == (0, 1, 3)
        assert found.rows.column("realised").to_pylist() == [312]


def test_a_year_below_its_half_year_stands_out(own_desk: Desk) -> None:
    half = [row.replace("jaar", "halfjaar").replace("310", "320") for row in YEAR_ROWS]
    own_desk.keep(own_desk.check(reports(instead=half)))
    found = own_desk.check(reports())
    assert [str(one) for one in found.unconfirmed] == [
        "in.csv, rij 2, kolom 'behaald': '310' is lager dan wat over het halfjaar bewaard is (320), en cijfers tellen "
        "van het begin van het projectjaar. Kijk het na. Klopt het, schrijf dan bij 'opmerking' waarom."
    ]
    assert own_desk.check(reports(), why="dubbels uit het halfjaar gehaald").storable


def test_a_register_with_its_history_comes_in_as_versions(own_desk: Desk) -> None:
    dated = [f"{row}1/10/2024" for row in YEAR_ROWS]
    later = "46021;2;jaar;call-05.1;312;;;telfout;5/10/2024"
    found = own_desk.check("\n".join((REPORT_HEAD, later, *dated)))
    assert [str(one) for one in found.faults] == []
    assert found.rows.column("realised").to_pylist() == [310, 20, 150, 1, 312]
    own_desk.keep(found)
    cells = own_desk.store.rows("select realised, versions from ledger_report where measure_id = 'call-05.1'")
    assert cells == [{"realised": 312, "versions": 2}]


def test_a_member_reports_in_the_name_of_its_applicant(
    store_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the practice environment, where the example agreements count."""
    monkeypatch.setenv("SAMENLEVEN_PRACTICE", "ja")
    desk = Desk(store_path, tmp_path)
    member, lead, name = next(
        (row["authority_id"], row["applicant_id"], row["name"])
        for row in desk.store.rows(
            "select p.authority_id, g.applicant_id, l.name from participant p join agreement g using (agreement_id) "
            "join local_authority l on l.authority_id = g.applicant_id where g.project_year = 2 "
            "and p.authority_id <> g.applicant_id order by 1"
        )
    )
    found = desk.check(f"{REPORT_HEAD}\n{member};2;jaar;call-05.1;1;;;;\n")
    assert found.faults[0].code == "member"
    assert str(found.faults[0]).endswith(f"neemt deel aan het akkoord van {name}. Rapporteer op naam van {name}.")
    assert lead != member


def test_a_form_passes_the_same_check(desk: Desk) -> None:
    cells = [
        dict(zip(("applicant", "project_year", "period", "measure", "realised"), row.split(";"), strict=False))
        for row in YEAR_ROWS
    ]
    cells[0]["realised"] = "1,5"
    names = ["actie 5, volwassen anderstaligen", "b", "c", "d"]
    handed = of_cells(Subject.REPORT, cells, names=names, origin=Origin.FORM, file="Formulier")
    found = check(handed, desk.store, desk.ledger, TODAY)
    assert str(found.faults[0]) == (
        "Formulier, actie 5, volwassen anderstaligen, kolom 'behaald': '1,5' is geen geheel getal. Vul een geheel "
        "getal in, 0 of meer."
    )
    assert (found.faults[0].spot.row, found.faults[0].spot.name) == (1, "realised")


def test_what_it_means_is_said_before_it_is_stored(own_desk: Desk) -> None:
    """Just below and at the gate of 25 % of the KPI (75 of 300), and what the year then adds."""
    for figure, passes in (("74", False), ("75", True)):
        half = [row.replace("jaar", "halfjaar").replace("310", figure) for row in YEAR_ROWS]
        found = own_desk.check(reports(instead=half), why="eerste cijfers")
        (one,) = outlook(found, own_desk.store, TODAY)
        action = next(change for change in one.actions if change.after.action == 5)
        assert (one.name, action.before.realised, action.after.realised) == ("Sint-Niklaas", None, int(figure))
        assert (action.passed_gate, action.passes_gate, action.changes) == (None, passes, True)
    own_desk.keep(found, why="eerste cijfers")
    (one,) = outlook(own_desk.check(reports()), own_desk.store, TODAY)
    action = next(change for change in one.actions if change.after.action == 5)
    assert (action.before.status, action.after.status) == (Status.BEHIND, Status.REACHED)
    assert outlook(own_desk.check(reports("46021;2;jaar;call-05.1;-1;;;;")), own_desk.store, TODAY) == []
