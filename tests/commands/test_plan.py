"""`python -m samenleven`: the same figures as on screen, for people and for programs."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from samenleven.__main__ import main
from samenleven.store import Store, catalogue, paths
from tests.support.files import read_csv

ELIGIBLE_KEYS = {
    *("nis", "name", "reference_region", "lower", "estimate", "upper", "population", "eligible", "basis"),
    *("kind", "source_id", "reference_date"),
}
ATTAINMENT_KEYS = {
    *("measure", "action", "goal", "unit", "target", "realised", "ratio", "status"),
    *("kind", "source_id", "reference_date"),
}
ELIGIBLE = ("eligible", "--date", "2021-01-01")
COVERAGE = ("coverage", "--date", "2021-01-01")
ATTAINMENT = ("attainment", "--project-year", "1", "--as-of", "2026-01-01")
COMMANDS = [ELIGIBLE, COVERAGE, *((*ATTAINMENT, "--by", by) for by in ("measure", "action", "goal", "authority"))]

pytestmark = pytest.mark.usefixtures("store_path")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command as people type it."""
    return subprocess.run(
        [sys.executable, "-m", "samenleven", *arguments], cwd=paths.ROOT, capture_output=True, text=True, check=False
    )


class Output:
    """What a command prints, in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def text(self, *arguments: str, form: str = "table", code: int = 0) -> str:
        assert main([*arguments, "--format", form]) == code
        return self._capsys.readouterr().out

    def json(self, *arguments: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.text(*arguments, form="json"), parse_constant=pytest.fail)
        return found

    def csv(self, *arguments: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.text(*arguments, form="csv"))))


@pytest.fixture
def output(capsys: pytest.CaptureFixture[str]) -> Output:
    return Output(capsys)


# --- Eligible --------------------------------------------------------------------------------


def test_eligible_lists_the_28_as_alone(output: Output) -> None:
    found = output.json(*ELIGIBLE)
    assert all(set(row) >= ELIGIBLE_KEYS for row in found)
    alone = [row for row in found if row["eligible"] == "alone"]
    assert len(alone) == 28
    assert {row["basis"] for row in alone} == {"published"}
    assert {row["eligible"] for row in found} == {"alone", "pool", "own_rule"}
    assert {(row["basis"], row["kind"], row["reference_date"]) for row in found} == {
        ("published", "official", "2021-01-01")
    }
    areas = read_csv(paths.DATA / "areas" / "local_authority.csv")
    listed = [row for row in areas if (row["signatory"], row["type"]) == ("true", "municipality")]
    assert {row["nis"] for row in alone} == {row["nis"] for row in listed}


def test_eligible_says_where_it_is_uncertain_with_its_bounds(output: Output) -> None:
    rows = output.json("eligible", "--date", "2022-01-01")
    uncertain = [row for row in rows if row["eligible"] == "uncertain"]
    assert uncertain
    assert all(row["lower"] <= 7500 < row["upper"] for row in uncertain)
    assert {row["basis"] for row in rows} == {"published", "estimate"}
    assert {(row["basis"], row["kind"]) for row in rows} == {("published", "official"), ("estimate", "estimate")}
    assert {row["source_id"] for row in uncertain} == {"statbel-origin, product-method"}
    assert output.csv("eligible", "--date", "2022-01-01")[0].keys() >= ELIGIBLE_KEYS


@pytest.mark.parametrize("year", [2020, 2021, 2022])
def test_eligible_by_the_estimate_alone_gives_the_same_28(output: Output, year: int) -> None:
    found = output.json("eligible", "--date", f"{year}-01-01", "--estimate-only")
    alone = {row["nis"] for row in found if row["eligible"] == "alone"}
    assert alone == {row["nis"] for row in output.json(*ELIGIBLE) if row["eligible"] == "alone"}


def test_a_nis_code_is_five_characters_in_json_and_csv(output: Output) -> None:
    rows = output.json(*ELIGIBLE)
    codes = [row["nis"] for row in rows if row["nis"] is not None]
    assert all(isinstance(code, str) and re.fullmatch("[0-9]{5}", code) for code in codes)
    assert "04000" in codes
    assert [row["name"] for row in rows if row["nis"] is None] == ["vzw de Rand"]
    assert "04000" in {row["nis"] for row in output.csv(*ELIGIBLE)}


def test_whole_numbers_stay_whole_and_absent_values_are_null(output: Output) -> None:
    rows = {row["name"]: row for row in output.json(*ELIGIBLE)}
    assert all(isinstance(rows["Gent"][name], int) for name in ("lower", "estimate", "upper"))
    assert [rows["vzw de Rand"][name] for name in ("nis", "lower", "estimate", "upper")] == [None] * 4


# --- Coverage --------------------------------------------------------------------------------


def test_coverage_gives_three_computed_shares(output: Output) -> None:
    found = [row for row in output.json(*COVERAGE) if row["group"]]
    assert [round(row["estimate"], 4) for row in found] == [0.6039, 0.3722, 0.7559]
    for row in found:
        assert 0 <= row["covered"] <= row["total"]
        assert (row["kind"], row["strength"]) == ("estimate", None)


READINGS = [
    ("Het plan wil twee derde bereiken, met de verbanden: geen eigen aandeel", "plan-2021", "aim", "not_stated", None),
    ("Het horizontaal plan wil dat minstens", "hbp-2021", "aim_minimum", "not_stated", None),
    ("De minister: in de 28 woont bijna twee derde", "openvld-2021", "claim", "flanders", "the_28_of_flanders"),
    ("Dezelfde zin, met Brussel erbij", "openvld-2021", "claim", "flanders_and_brussels", None),
]


@pytest.mark.parametrize(("zin", "source", "strength", "base", "compared"), READINGS, ids=[row[0] for row in READINGS])
def test_coverage_says_who_says_two_thirds_and_how_firmly(
    output: Output, zin: str, source: str, strength: str, base: str, compared: str | None
) -> None:
    found = [row for row in output.json(*COVERAGE) if (row["source_id"], row["base"]) == (source, base)]
    assert [(row["strength"], row["compared_group"], row["estimate"]) for row in found] == [(strength, compared, None)]
    assert all(found[0][name] for name in ("whose", "scope", "value_text")), zin


def test_no_more_readings_than_these(output: Output) -> None:
    assert len([row for row in output.json(*COVERAGE) if row["whose"]]) == len(READINGS)


@pytest.mark.parametrize("form", ["json", "csv"])
def test_every_row_of_coverage_says_its_kind_source_and_date(output: Output, form: str) -> None:
    rows = output.json(*COVERAGE) if form == "json" else output.csv(*COVERAGE)
    for row in rows:
        assert row["kind"] in ("official", "estimate"), row
        assert all(row[name] for name in ("source_id", "reference_date")), row
    assert {row["reference_date"] for row in rows if row["group"]} == {"2021-01-01"}


# --- Attainment ------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["measure", "action", "goal"])
def test_attainment_has_the_promised_keys_and_rows(output: Output, store: Store, by: str) -> None:
    found = output.json(*ATTAINMENT, "--by", by)
    read = {"action": catalogue.actions, "goal": catalogue.goals}
    rows = read[by](store) if by in read else catalogue.measures_of_year(store, int(ATTAINMENT[2]))
    assert len(found) == len(rows)
    assert all(set(row) >= ATTAINMENT_KEYS for row in found)
    for row in found:
        assert (row["ratio"] is None) == (row["status"] in ("no_figure", "no_target", "not_yet_measurable"))


def test_attainment_by_authority_has_nis_and_name(output: Output) -> None:
    found = output.json(*ATTAINMENT, "--by", "authority")
    assert all(set(row) >= ATTAINMENT_KEYS | {"nis", "name"} for row in found)
    codes = {row["nis"] for row in found}
    assert {"04000", "46021", None} <= codes
    assert all(len(code) == 5 for code in codes if code)
    assert {row["kind"] for row in found} == {"example"}


def test_attainment_with_only_official_figures(output: Output) -> None:
    found = {row["measure"]: row for row in output.json(*ATTAINMENT, "--only", "official")}
    assert (found["call-02.1"]["target"], found["call-02.1"]["realised"]) == (16, 14)
    assert (found["call-05.1"]["target"], found["call-05.1"]["realised"]) == (68429, 118178)
    for code, row in found.items():
        assert row["kind"] in ("official", None)
        if code == "plan-03a":
            assert (row["realised"], row["ratio"], row["status"]) == (24, 2.4, "reached")
        elif code == "call-16.1":
            assert (row["realised"], row["ratio"], row["status"]) == (41, None, "no_target")
        elif code not in ("call-02.1", "call-05.1"):
            assert (row["realised"], row["ratio"], row["status"]) == (None, None, "no_figure")
    assert output.json(*ATTAINMENT, "--by", "authority", "--only", "official") == []


@pytest.mark.parametrize(("setting", "options"), [("ja", ["--only", "reported"]), ("nee", [])])
def test_attainment_without_the_example_set(
    output: Output, monkeypatch: pytest.MonkeyPatch, setting: str, options: list[str]
) -> None:
    """Nobody reported yet, so what is published is left; with the setting, without asking."""
    official = output.json(*ATTAINMENT, "--only", "official")
    monkeypatch.setenv("SAMENLEVEN_EXAMPLE", setting)
    assert output.json(*ATTAINMENT, *options) == official
    assert output.json(*ATTAINMENT, *options, "--by", "authority") == []


def test_a_cohort_measure_waits_for_its_date(output: Output) -> None:
    found = output.json("attainment", "--project-year", "1", "--as-of", "2025-01-01")
    assert {row["measure"] for row in found if row["status"] == "not_yet_measurable"} == {"plan-10b"}


# --- Formats ---------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join((command[0], *command[5:])))
def test_json_and_csv_hold_the_same(output: Output, command: tuple[str, ...]) -> None:
    plain, table = output.json(*command), output.csv(*command)
    assert len(plain) == len(table) > 0
    for one, other in zip(plain, table, strict=True):
        assert {name: "" if value is None else str(value) for name, value in one.items()} == other


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join((command[0], *command[5:])))
def test_a_table_has_dutch_headings_each_of_them_once_and_a_row_per_object(
    output: Output, command: tuple[str, ...]
) -> None:
    header, *lines = output.text(*command).splitlines()
    headings = re.split(r" {2,}", header)
    assert len(headings) == len(set(headings)), headings
    assert len(lines) == len(output.json(*command))
    assert not {"status", "no_figure", "reached", "alone", "estimate", "official"} & set(re.split(r" {2,}", lines[0]))


def test_a_table_writes_numbers_the_dutch_way(output: Output) -> None:
    line = next(line for line in output.text(*ATTAINMENT).splitlines() if line.startswith("call-02.1"))
    assert "0,875" in line
    assert "achter" in line


# --- What goes wrong -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zin", "arguments", "words"),
    [
        ("Een dag die niet bestaat", ("eligible", "--date", "2021-02-30"), "'2021-02-30' is geen datum (jjjj-mm-dd)"),
        ("Een datum in een andere notatie", ("coverage", "--date", "1/1/2021"), "'1/1/2021' is geen datum"),
        ("Geen datum", ("eligible",), "--date"),
        ("Een soort die niet bestaat", (*ATTAINMENT, "--by", "dorp"), "--by"),
        ("Een formaat dat niet bestaat", (*ELIGIBLE, "--format", "xml"), "--format"),
        ("Een opdracht die niet bestaat", ("tover",), "tover"),
    ],
)
def test_a_wrong_option_gives_code_2_and_says_which(
    capsys: pytest.CaptureFixture[str], zin: str, arguments: tuple[str, ...], words: str
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2, zin
    assert words in capsys.readouterr().err


@pytest.mark.parametrize("command", ["eligible", "coverage"])
def test_a_date_before_the_first_figures_says_so(capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert main([command, "--date", "2014-12-31"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == (
        "Er zijn geen herkomstcijfers op of voor 2014-12-31. De oudste cijfers zijn van 2015-01-01.\n"
    )


def test_a_project_year_that_does_not_exist_names_those_that_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["attainment", "--project-year", "99"]) == 1
    assert "projectjaar 99 bestaat niet. Kies uit: 1, " in capsys.readouterr().err


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join((command[0], *command[5:])))
def test_an_empty_store_gives_one_message_or_no_rows(
    capsys: pytest.CaptureFixture[str],
    empty_store_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
) -> None:
    monkeypatch.setenv("SAMENLEVEN_STORE", str(empty_store_path))
    code = main([*command, "--format", "json"])
    printed = capsys.readouterr()
    if code:
        assert (printed.out, printed.err.count("\n")) == ("", 1)
    else:
        assert json.loads(printed.out) == []


# --- As people type it -----------------------------------------------------------------------


def test_check_prints_its_counts() -> None:
    done = run("check")
    assert (done.returncode, done.stderr) == (0, "")
    measures = read_csv(paths.DATA / "plan" / "measure.csv")
    areas = read_csv(paths.DATA / "areas" / "local_authority.csv")
    for count, what in [
        (len(read_csv(paths.DATA / "plan" / "goal.csv")), "doelstellingen"),
        (len(read_csv(paths.DATA / "plan" / "action.csv")), "acties"),
        (sum(row["family"] == "plan" for row in measures), "KPI-onderdelen van het plan"),
        (sum(row["family"] == "call" for row in measures), "KPI-onderdelen van de oproep"),
        (sum(row["type"] == "municipality" for row in areas), "gebieden"),
        (len(read_csv(paths.GEO / "adjacency.csv")), "grenzen"),
        (len(read_csv(paths.DATA / "areas" / "reference_region.csv")), "referentieregio's"),
    ]:
        assert re.search(rf"^ *{count} {what}$", done.stdout, re.MULTILINE), what
    assert done.stdout.endswith("Alles in orde.\n")


def test_check_speaks_json_too(output: Output) -> None:
    found = json.loads(output.text("check", form="json"))
    assert found["faults"] == []
    assert found["counts"]["grenzen"] == 867


def test_the_module_runs_and_gives_its_exit_code() -> None:
    done = run(*COVERAGE, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)
    early = run("coverage", "--date", "2014-12-31")
    assert (early.returncode, early.stdout) == (1, "")
    assert "Traceback" not in early.stderr


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    """As in `python -m samenleven attainment ... | head -1`."""
    with subprocess.Popen(
        [sys.executable, "-m", "samenleven", *ATTAINMENT, "--by", "authority", "--format", "json"],
        cwd=paths.ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.readline()
        program.stdout.close()
        assert program.stderr.read() == b""
        assert program.wait() == 0
