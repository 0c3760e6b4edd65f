"""`pool` on the command line: the reference case on the real borders, any instance from files, and bad input."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from samenleven.__main__ import main
from tests.support.files import read_csv

REGION_KEYS = {"region", "pools", "count", "covered", "bound", "proven_optimal", "seconds"}
HERE = Path(__file__).parents[1]

pytestmark = pytest.mark.usefixtures("store_path")


def run(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert main(["pool", *arguments]) == code
    shown = capsys.readouterr()
    assert "Traceback" not in shown.out + shown.err
    return shown.err if code else shown.out


def read(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(capsys, *arguments, "--format", "json"), parse_constant=pytest.fail)
    return found


def files(folder: Path, nodes: str, edges: str = "a,b\n") -> list[str]:
    (folder / "nodes.csv").write_bytes(nodes.encode("utf-8"))
    (folder / "edges.csv").write_bytes(edges.encode("utf-8"))
    return ["--nodes", str(folder / "nodes.csv"), "--edges", str(folder / "edges.csv"), "--floor", "10"]


# --- The real borders ------------------------------------------------------------------------


def test_the_reference_case_gives_44_cooperations_all_proven(capsys: pytest.CaptureFixture[str]) -> None:
    found = read(capsys, "--date", "2024-01-01", "--weight", "lower")
    assert all(set(one) >= REGION_KEYS for one in found["regions"])
    assert len(found["regions"]) == 15
    assert found["totals"]["count"] == 44
    assert found["totals"]["bound"] == 44
    assert found["totals"]["authorities"] == 272
    assert all(one["proven_optimal"] for one in found["regions"])
    assert found["totals"]["proven_optimal"]
    members = [member for one in found["regions"] for pool in one["pools"] for member in pool]
    assert len(members) == len(set(members)) == found["totals"]["covered"]


def test_the_lower_bound_is_the_default(capsys: pytest.CaptureFixture[str]) -> None:
    plain = read(capsys, "--date", "2024-01-01")
    said = read(capsys, "--date", "2024-01-01", "--weight", "lower", "--objective", "most_pools")
    assert [one["pools"] for one in plain["regions"]] == [one["pools"] for one in said["regions"]]


@pytest.mark.parametrize(
    ("zin", "arguments", "least", "most"),
    [
        ("De schatting telt meer mensen", ("--weight", "estimate"), 7, 10),
        ("Bij de bovengrens kunnen meer gemeenten het alleen", ("--weight", "upper"), 4, 10),
        ("Zonder aaneengesloten te zijn kan het niet slechter", ("--no-contiguity",), 6, 7),
        ("Het aandeel van 15 % sluit veel gemeenten uit", ("--min-share", "0.15"), 0, 5),
        ("Alleen lange grenzen tellen", ("--min-border-km", "5"), 1, 6),
        ("Hoogstens drie leden", ("--max-members", "3"), 0, 5),
    ],
)
def test_the_rules_change_the_answer_for_limburg(
    capsys: pytest.CaptureFixture[str], zin: str, arguments: tuple[str, ...], least: int, most: int
) -> None:
    found = read(capsys, "--date", "2024-01-01", "--region", "Limburg", *arguments)
    assert [one["region"] for one in found["regions"]] == ["Limburg"]
    assert least <= found["totals"]["count"] <= most, zin


@pytest.mark.parametrize("form", ["table", "csv"])
def test_the_other_forms(capsys: pytest.CaptureFixture[str], form: str) -> None:
    text = run(capsys, "--date", "2024-01-01", "--region", "Waasland", "--format", form)
    assert "Waasland" in text
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(text)))
        assert {row["kind"] for row in rows} == {"estimate"}
        assert {row["counted_kind"] for row in rows} == {"official"}
        assert {row["source_id"] for row in rows} == {"statbel-origin, product-method"}
        assert {row["reference_date"] for row in rows} == {"2024-01-01"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ("--date", "2024-01-01", "--region", "Nergens"),
            "Referentieregio 'Nergens' bestaat niet. Kies uit: Denderregio",
        ),
        (("--date", "1900-01-01"), "geen herkomstcijfers op of voor 1900-01-01"),
        ((), "Zeg met welke cijfers"),
        (("--nodes", "n.csv"), "vragen alle drie"),
        (("--date", "2024-01-01", "--nodes", "n.csv", "--edges", "e.csv", "--floor", "5"), "--date hoort bij"),
        (("--nodes", "/niet/n.csv", "--edges", "/niet/e.csv", "--floor", "5"), "/niet/n.csv: dit bestand bestaat niet"),
    ],
)
def test_a_question_that_cannot_be_answered(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    assert words in run(capsys, *arguments, code=1)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--time-limit", "nan"), ("--time-limit", "0"), ("--time-limit", "inf"), ("--min-share", "2"),
        ("--min-share", "x"), ("--min-border-km", "-1"), ("--floor", "0"), ("--max-members", "1e3"), ("--date", "x"),
        ("--weight", "x"), ("--objective", "x"),
    ],
)  # fmt: skip
def test_an_argument_that_makes_no_sense_is_refused(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["pool", *arguments])
    assert stopped.value.code == 2
    assert arguments[0] in capsys.readouterr().err


# --- Any instance ----------------------------------------------------------------------------


def test_an_instance_from_files(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    nodes = "id,region,weight,share\na,R,6,0.2\nb,R,5,\nc,R,5,0.1\nd,R,5,\ne,S,12,\n"
    found = read(capsys, *files(tmp_path, nodes, "a,b\na,b\nb,c\nc,d\nd,e\n"))
    assert [(one["region"], one["pools"]) for one in found["regions"]] == [
        ("R", [["a", "b"], ["c", "d"]]),
        ("S", [["e"]]),
    ]
    assert found["totals"]["count"] == 3


def test_the_reference_files_give_44_as_well(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    rows = [row for row in read_csv(HERE / "pooling" / "nodes.csv") if int(row["weight"]) <= 7500]
    known = {row["id"] for row in rows}
    pairs = [row for row in read_csv(HERE / "pooling" / "edges.csv") if {row["a"], row["b"]} <= known]
    nodes = "id,region,weight\n" + "".join(f"{r['id']},{r['region']},{r['weight']}\n" for r in rows)
    edges = "a,b\n" + "".join(f"{r['a']},{r['b']}\n" for r in pairs)
    arguments = files(tmp_path, nodes, edges)
    found = read(capsys, *arguments[:-1], "7500")
    assert found["totals"]["count"] == 44
    assert found["totals"]["proven_optimal"]


@pytest.mark.parametrize(
    ("zin", "nodes", "count", "left"),
    [
        ("Geen enkel bestuur", "id,region,weight\n", 0, 0),
        ("Een regio die de drempel niet kan halen", "id,region,weight\na,R,3\nb,R,3\n", 0, 2),
        ("Alleen nullen", "id,region,weight\na,R,0\n", 0, 1),
        ("Een enkele gemeente die genoeg heeft", "id,region,weight\na,R,10\n", 1, 0),
        ("Eilanden zonder grenzen", "id,region,weight\na,R,9\nb,R,9\nc,R,11\n", 1, 2),
        ("Puntkomma's, hoofdletters en een BOM", "\ufeffID;Region;Weight\r\na;R;10\r\n", 1, 0),
        ("Een aantal dat heel groot is", "id,region,weight\na,R,999999999999\n", 1, 0),
    ],
)
def test_an_honest_answer(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, zin: str, nodes: str, count: int, left: int
) -> None:
    found = read(capsys, *files(tmp_path, nodes))
    assert found["totals"]["count"] == count, zin
    assert found["totals"]["authorities"] - found["totals"]["covered"] == left
    assert found["totals"]["proven_optimal"]


NODES = "id,region,weight,share\na,R,5,\nb,R,5,\n"


@pytest.mark.parametrize(
    ("nodes", "edges", "message"),
    [
        ("", "a,b\n", "nodes.csv: Het bestand is leeg. Zet op de eerste rij de koppen id, region, weight."),
        (" \n\n", "a,b\n", "nodes.csv: Het bestand is leeg."),
        (NODES, "", "edges.csv: Het bestand is leeg. Zet op de eerste rij de koppen a, b."),
        ("id,weight\na,5\n", "a,b\n", "nodes.csv, rij 1: De kolom region ontbreekt."),
        (NODES, "a,c\n", "edges.csv, rij 1: De kolom b ontbreekt."),
        (NODES, "a,b\na,b\na,z\n", "edges.csv, rij 3: Bestuur z staat niet in de lijst van besturen."),
        (NODES, "a,b\na,\n", "edges.csv, rij 2: Een van de twee besturen is leeg."),
        (NODES, "a,b\na,a\n", "edges.csv, rij 2: Bestuur a kan niet aan zichzelf grenzen."),
        (NODES, "a,b,border_km\na,b,-1\n", "edges.csv, rij 2: De grens heeft lengte -1."),
        (NODES + "c,R,-4,\n", "a,b\n", "nodes.csv, rij 4: Bestuur c heeft een negatief aantal inwoners (-4)."),
        (NODES + "c,R,,\n", "a,b\n", "nodes.csv, rij 4: Bestuur c heeft geen aantal inwoners."),
        (NODES + "c,R,4.5,\n", "a,b\n", "nodes.csv, rij 4: Bestuur c heeft geen geheel aantal inwoners (4.5)."),
        (NODES + "c,R,nan,\n", "a,b\n", "nodes.csv, rij 4: Bestuur c heeft geen geheel aantal inwoners (nan)."),
        (NODES + "c,R," + "9" * 5000 + ",\n", "a,b\n", "nodes.csv, rij 4: Bestuur c heeft geen geheel aantal"),
        (NODES + "c,R,4,1.5\n", "a,b\n", "nodes.csv, rij 4: Bestuur c heeft een aandeel van 1.5."),
        (NODES + "c,R,4,nan\n", "a,b\n", "nodes.csv, rij 4: Bestuur c heeft een aandeel van nan."),
        (NODES + "c,,4,\n", "a,b\n", "nodes.csv, rij 4: Bestuur c heeft geen regio."),
        (NODES + ",R,4,\n", "a,b\n", "nodes.csv, rij 4: De kolom id is leeg."),
        (NODES + "a,R,4,\n", "a,b\n", "nodes.csv, rij 4: Bestuur a staat er twee keer in."),
        (NODES + "c,R\n", "a,b\n", "nodes.csv, rij 4: De rij heeft 2 waarden, de koprij 4."),
    ],
)
def test_a_bad_file_gives_file_row_and_what_to_do(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, nodes: str, edges: str, message: str
) -> None:
    shown = run(capsys, *files(tmp_path, nodes, edges), code=1)
    assert shown.startswith(message)
    assert len(shown.splitlines()) == 1
    assert len(shown) < 250


def test_a_file_that_is_no_text(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    arguments = files(tmp_path, NODES)
    (tmp_path / "nodes.csv").write_bytes(b"id,region,weight\n\xff\xfe,R,5\n")
    assert "nodes.csv: Dit is geen tekst in UTF-8." in run(capsys, *arguments, code=1)
    shutil.copy("/dev/null", tmp_path / "nodes.csv")
    assert "nodes.csv: Het bestand is leeg." in run(capsys, *arguments, code=1)


def test_the_time_limit_holds(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A dense instance of 60 authorities in half a second: a valid answer with an honest bound."""
    nodes = "id,region,weight\n" + "".join(f"n{i:02},R,{1 + i % 4}\n" for i in range(60))
    edges = "a,b\n" + "".join(f"n{i:02},n{j:02}\n" for i in range(60) for j in range(i + 1, min(60, i + 14)))
    found = read(capsys, *files(tmp_path, nodes, edges), "--time-limit", "0.5")
    one = found["regions"][0]
    assert one["seconds"] < 5
    assert 0 < one["count"] <= one["bound"]
