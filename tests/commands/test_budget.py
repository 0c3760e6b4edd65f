"""`grant`, `simulate` and `optimise` on the command line: the same figures as on the page, and clear messages."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from samenleven.__main__ import main
from samenleven.budget import tables
from samenleven.budget.realisation import METHOD
from samenleven.budget.uncertainty import CENTRE
from samenleven.store import Store, budget
from samenleven.store.ledger import Ledger
from tests.support.ledger import agreed, confirmed, report, reported
from ui.budget import budget_reads
from ui.reading import switch

pytestmark = pytest.mark.usefixtures("store_path")

HEAD = "action,measure,baseline_reach,planned_reach,priority\n"
ROW_KEYS = {"action", "measure", "grant", "own_share", "limited_by", "report_target"}


class Output:
    """What a command gives: exit code, standard output and standard error."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: str) -> None:
        capsys.readouterr()
        self.code = main(arguments)
        found = capsys.readouterr()
        self.out, self.err = found.out, found.err

    @property
    def json(self) -> Any:
        assert self.code == 0, self.err
        return json.loads(self.out)


@pytest.fixture
def write(tmp_path: Path) -> Any:
    def written(text: str | bytes, name: str = "bestand.csv") -> str:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    return written


# --- grant -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zin", "call", "row", "grant", "limited_by", "report_target"),
    [
        ("Een plan in oproep 1", 1, "2,call-02.1,0,1,1", 25_000, "none", 1),
        ("Oefenkansen met huidig bereik", 2, "5,call-05.1,40,100,1", 6_000, "none", 140),
        ("Meer plannen dan het hoogste aantal", 1, "2,call-02.1,0,2,1", 25_000, "max_units", 2),
        ("Een actie die deze oproep niet betaalt", 1, "12,call-12.1,3,4,1", 0, "not_payable", 7),
        ("Actie 23 bestaat pas vanaf oproep 2", 1, "23,call-23.1,0,10,1", 0, "not_payable", 10),
    ],
)
def test_one_row(
    capsys: pytest.CaptureFixture[str],
    write: Any,
    zin: str,
    call: int,
    row: str,
    grant: float,
    limited_by: str,
    report_target: int,
) -> None:
    found = Output(capsys, "grant", write(HEAD + row + "\n"), "--call", str(call), "--format", "json").json
    (only,) = found["rows"]
    assert set(only) >= ROW_KEYS, zin
    assert (only["grant"], only["own_share"]) == (grant, grant), zin
    assert (only["limited_by"], only["report_target"]) == (limited_by, report_target), zin
    assert (found["total_grant"], found["total_own_share"]) == (grant, grant), zin


def test_action_9_is_cut_at_its_ceiling_in_euro(capsys: pytest.CaptureFixture[str], write: Any) -> None:
    """263 units of 650 euro are worth 170,950; the ceiling is 170,625."""
    rows = "9,call-09.1,0,150,1\n9,call-09.2,0,38,2\n9,call-09.3,0,75,3\n"
    found = Output(capsys, "grant", write(HEAD + rows), "--call", "1", "--format", "json").json
    assert found["total_grant"] == 170_625
    assert [row["limited_by"] for row in found["rows"]] == ["none", "none", "ceiling"]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_every_dialect_of_a_spreadsheet_is_read(
    capsys: pytest.CaptureFixture[str], write: Any, separator: str, mark: str
) -> None:
    text = mark + (HEAD + "2,call-02.1,0,1,1\n").replace(",", separator).replace("\n", "\r\n")
    assert Output(capsys, "grant", write(text), "--call", "1", "--format", "json").json["total_grant"] == 25_000


def test_the_forms_say_the_same(capsys: pytest.CaptureFixture[str], write: Any) -> None:
    path = write(HEAD + "2,call-02.1,0,1,1\n")
    as_csv = list(csv.DictReader(io.StringIO(Output(capsys, "grant", path, "--call", "1", "--format", "csv").out)))
    assert as_csv[0]["grant"] == "25000"
    table = Output(capsys, "grant", path, "--call", "1").out
    assert "niet beperkt" in table
    assert "25000" in table


@pytest.mark.parametrize(
    ("zin", "text", "words"),
    [
        ("Een decimaal getal", HEAD + "2,call-02.1,0,1.5,1\n", ["rij 2", "geen geheel getal"]),
        ("Een negatief getal", HEAD + "2,call-02.1,0,-1,1\n", ["rij 2", "negatief"]),
        ("Tekst in een getal", HEAD + "2,call-02.1,veel,1,1\n", ["rij 2", "geen getal"]),
        ("Een onbekende actie", HEAD + "77,x,0,1,1\n", ["rij 2", "Actie 77 bestaat niet"]),
        ("Twee keer dezelfde rij", HEAD + "2,call-02.1,0,1,1\n2,call-02.1,0,1,2\n", ["rij 3", "ook op rij 2"]),
        ("Een planning zonder prioriteit", HEAD + "2,call-02.1,0,1,0\n", ["rij 2", "prioriteit"]),
        ("Twee fouten samen", HEAD + "2,call-02.1,0,a,1\n5,call-05.1,0,b,1\n", ["rij 2", "rij 3"]),
        ("Een kolom te weinig", "action,measure\n2,call-02.1\n", ["'gepland bereik' ontbreekt"]),
        ("Een kolom te veel", HEAD.replace("\n", ",extra\n"), ["'extra' is onbekend"]),
        ("Niets gepland", HEAD + "2,call-02.1,3,0,0\n", ["gepland bereik"]),
        ("Een leeg bestand", "", ["Er staat niets in"]),
        ("Geen tekst", b"\xff\xfe\x00\x01", ["geen tekst in UTF-8"]),
        ("Een rekenblad", b"PK\x03\x04\x00\x00", ["geen tekstbestand"]),
        ("Een aanhalingsteken dat niet sluit", HEAD + '"2,call-02.1\n', ["geen leesbare tabel"]),
    ],
)
def test_a_bad_application_names_every_fault(
    capsys: pytest.CaptureFixture[str], write: Any, zin: str, text: str | bytes, words: list[str]
) -> None:
    found = Output(capsys, "grant", write(text), "--call", "1", "--format", "json")
    assert found.code == 1, zin
    assert found.out == "", zin
    for word in words:
        assert word in found.err, zin
    assert "Traceback" not in found.err


def test_a_file_that_does_not_exist(capsys: pytest.CaptureFixture[str]) -> None:
    found = Output(capsys, "grant", "/nergens/aanvraag.csv", "--call", "1")
    assert (found.code, "bestaat niet" in found.err) == (1, True)


# --- simulate --------------------------------------------------------------------------------


def simulate(capsys: pytest.CaptureFixture[str], write: Any, text: str, *more: str) -> Output:
    return Output(capsys, "simulate", write(text, "scenario.toml"), *more)


def test_an_empty_scenario_changes_nothing(capsys: pytest.CaptureFixture[str], write: Any, store: Store) -> None:
    awarded = budget.space(store, 2).value("budget_awarded")
    incentives = store.rows("select sum(incentive_eur) as euro from agreement where project_year = 2")[0]["euro"]
    found = simulate(capsys, write, "project_year = 2\n", "--format", "json").json
    assert found["kind"] == "example"
    assert found["entered"] == found["dropped"] == []
    assert all(not row["change"] for row in found["figure"])
    assert sum(row["grant_eur"] for row in found["authority"]) == pytest.approx(float(awarded - incentives))


def test_a_scenario_where_there_is_no_example_set(
    capsys: pytest.CaptureFixture[str], write: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is known to have asked for anything then: that is not the same as nothing."""
    monkeypatch.setenv("SAMENLEVEN_EXAMPLE", "nee")
    found = simulate(capsys, write, "project_year = 2\n")
    assert (found.code, found.out) == (1, "")
    assert "Wie in projectjaar 2 hoeveel aanvroeg is niet bekend" in found.err


def test_after_a_first_confirmed_report_a_scenario_shows_what_the_screen_shows(
    capsys: pytest.CaptureFixture[str], write: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The made-up set is off there and here; who wants it asks for it."""
    monkeypatch.setenv("SAMENLEVEN_LEDGER", str(tmp_path / "register"))
    ledger = Ledger()
    agreed(ledger)
    batch = reported(ledger, report(80))
    before = simulate(capsys, write, "project_year = 1\n", "--format", "json").json
    assert len(before["applicant"]) > 1
    confirmed(ledger, batch.sequence)

    now = simulate(capsys, write, "project_year = 1\n", "--format", "json").json
    assert [row["applicant"] for row in now["applicant"]] == ["Sint-Niklaas"]
    assert (before["kind"], now["kind"]) == ("example", "estimate")
    on_screen = budget_reads.what_if(1, "", switch.default())
    assert {row["figure"]: row["after"] for row in now["figure"]} == {
        row["figure"]: row["after"] for row in tables.key_figures(on_screen)
    }
    asked = simulate(capsys, write, "project_year = 1\n", "--format", "json", "--examples").json
    assert asked["applicant"] == before["applicant"]

    nobody = simulate(capsys, write, "project_year = 2\n")
    assert nobody.code == 1
    assert "valt er niets te verdelen. Met --examples rekent het op de voorbeeldset." in nobody.err
    best = ("optimise", "--budget", "1000000", "--project-year", "2")
    assert main([*best]) == 1
    assert "Met --examples" in capsys.readouterr().err
    assert main([*best, "--examples"]) == 0


def test_the_attainment_is_the_middle_of_its_band_and_the_method_is_said(
    capsys: pytest.CaptureFixture[str], write: Any
) -> None:
    found = simulate(capsys, write, "project_year = 3\n", "--format", "json").json
    shown = next(row["after"] for row in found["figure"] if row["figure"] == "weighted_attainment")
    assert found["band"]["low"] < found["band"]["middle"] == shown < found["band"]["high"]
    assert found["method"] == METHOD
    best = Output(capsys, "optimise", "--budget", "5000000", "--format", "json").json
    assert CENTRE in best["note"]


def test_a_lower_threshold_names_who_enters(capsys: pytest.CaptureFixture[str], write: Any) -> None:
    found = simulate(capsys, write, "project_year = 2\nthreshold_alone = 4500\n", "--format", "json").json
    assert found["scenario"] == {"project_year": 2, "threshold_alone": 4500}
    assert [one["name"] for one in found["entered"]] == ["Zele"]
    certain, perhaps = ({one["name"] for one in found[name]} for name in ("alone_from_now", "maybe_from_now"))
    assert "Dendermonde" in certain
    assert "Zele" in perhaps
    assert found["closed"] is None


def test_a_lower_threshold_lets_nobody_into_a_call_for_those_of_the_year_before(
    capsys: pytest.CaptureFixture[str], write: Any
) -> None:
    found = simulate(capsys, write, "project_year = 3\nthreshold_alone = 5000\n", "--format", "json").json
    assert found["entered"] == []
    assert found["alone_from_now"]
    assert found["closed"].startswith("Oproep 3 stond alleen open voor indieners van projectjaar 2")
    said = simulate(capsys, write, "project_year = 3\nthreshold_alone = 5000\n").out
    assert found["closed"] in said


def test_cash_adds_up_to_what_is_paid(capsys: pytest.CaptureFixture[str], write: Any) -> None:
    found = simulate(capsys, write, "", "--format", "json").json
    assert sum(row["before_eur"] for row in found["cash"]) == pytest.approx(14_100_000 + 16_907_780 + 16_830_000)


@pytest.mark.parametrize("by", ["figure", "authority", "applicant", "action", "goal", "measure", "target", "cash"])
@pytest.mark.parametrize("form", ["table", "csv"])
def test_every_table_can_be_printed(capsys: pytest.CaptureFixture[str], write: Any, by: str, form: str) -> None:
    found = simulate(capsys, write, "threshold_alone = 5000\n", "--by", by, "--format", form)
    assert found.code == 0
    assert ("voorbeeld" if form == "table" else "example") in found.out


@pytest.mark.parametrize(
    ("zin", "text", "words"),
    [
        ("Een onbekende sleutel", "drempel = 5000\n", "'drempel' is onbekend"),
        ("Buiten het bereik", "threshold_alone = -1\n", "'threshold_alone' is -1. Het moet minstens 0"),
        ("Een budget van nul", "[budget]\n2 = 0\n", "'budget.2' is 0"),
        ("Een budget van tien miljard", "[budget]\n2 = 10000000000\n", "hoogstens 100.000.000"),
        ("Een jaar dat niet bestaat", "project_year = 9\n", "'project_year' is '9'"),
        ("Een tekst in plaats van een getal", 'threshold_alone = "veel"\n', "dat is geen getal"),
        ("Geen TOML", "dit is niets\n", "rij 1: Dit is geen leesbare TOML"),
        ("Alles als eigen inbreng", "own_share = 1\n", "blijft er geen subsidie over"),
    ],
)
def test_a_bad_scenario_names_its_key(
    capsys: pytest.CaptureFixture[str], write: Any, zin: str, text: str, words: str
) -> None:
    found = simulate(capsys, write, text, "--format", "json")
    assert (found.code, found.out) == (1, ""), zin
    assert words in found.err, zin


# --- optimise --------------------------------------------------------------------------------


@pytest.mark.parametrize("objective", ["weighted", "worst_first"])
def test_the_optimum_is_proven_and_within_its_budget(capsys: pytest.CaptureFixture[str], objective: str) -> None:
    arguments = ("optimise", "--budget", "5000000", "--objective", objective, "--format", "json")
    found = Output(capsys, *arguments).json
    assert found["proven"] is True
    assert found["attainment"] == pytest.approx(found["bound"], abs=1e-6)
    assert found["spent_eur"] <= found["budget_eur"] <= 5_000_000
    assert found["one_more_euro"]["budget"] > 0
    assert found["kind"] == "example"


def test_a_floor_for_every_goal_and_one_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("optimise", "--budget", "9000000", "--project-year", "3", "--format", "json")
    free = Output(capsys, *asked).json
    one = Output(capsys, *asked, "--floor", "4:80").json
    others = Output(capsys, *asked, "--floor", "70,5", "--floor", "4:0").json
    assert free["progress"]["4"] < 0.8 <= one["progress"]["4"] + 1e-6
    assert free["progress"]["5"] < 0.705 <= others["progress"]["5"] + 1e-6
    assert others["progress"]["4"] < 0.705
    assert max(one["attainment"], others["attainment"]) < free["attainment"]


@pytest.mark.parametrize(
    ("floor", "words"),
    [
        ("veel", "geen percentage"),
        ("101", "geen percentage"),
        ("3:-5", "geen percentage"),
        ("nan", "geen percentage"),
        ("9:50", "Doelstelling 9 heeft geen streefwaarde"),
        ("1:100", "Doelstelling 1 haalt hoogstens"),
    ],
)
def test_a_floor_that_cannot_be_is_named(capsys: pytest.CaptureFixture[str], floor: str, words: str) -> None:
    found = Output(capsys, "optimise", "--budget", "500000", "--project-year", "3", f"--floor={floor}")
    assert (found.code, found.out) == (1, "")
    assert words in found.err


@pytest.mark.parametrize(
    ("budget", "words"),
    [
        ("0", "er valt niets te verdelen"),
        ("10000000000", "hoogstens 100.000.000"),
        ("-5", "minstens 0"),
        ("veel", "geen bedrag in euro"),
        ("nan", "geen bedrag in euro"),
        ("1e999999999", "hoogstens 100.000.000"),
    ],
)
def test_a_strange_budget_gets_a_message(capsys: pytest.CaptureFixture[str], budget: str, words: str) -> None:
    found = Output(capsys, "optimise", f"--budget={budget}", "--format", "json")
    assert (found.code, found.out) == (1, "")
    assert words in found.err


def test_the_best_division_as_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    found = Output(capsys, "optimise", "--budget", "5000000")
    assert "bewezen" in found.out
    assert "Modeluitkomst" in found.out
