"""Every input has an answer: a result, or one clear Dutch message. Never anything else, however damaged it is.

Some hundred inputs per parser in `make test`; a hundred thousand in `make test-long`, which prints how many were read,
how many refused, and in what time.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import io
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo import faults as geometry_faults
from geo import topology
from samenleven.__main__ import main, parser
from samenleven.budget import scenario_text
from samenleven.budget.scenario import Scenario
from samenleven.budget.scenario_parser import parse
from samenleven.commands.pool_files import read_edges, read_nodes
from samenleven.errors import Fault, SamenlevenError
from samenleven.grant.application_text import read_bytes
from samenleven.grant.grant import grant_application
from samenleven.pooling import Settings, divisions, handmade
from samenleven.pooling.search.divide import divide_all
from samenleven.store import checker, paths, rules, tables
from tests.support import mangled
from tests.support.budget_case import call, space
from ui.filters.address import Address
from ui.filters.bar import Bar

IN_MAKE_TEST = 150
IN_MAKE_TEST_LONG = 100_000
LONGEST_MESSAGE = 12_000

SCENARIO = """title = "Proef"
author = "An"
reference = "nota"
baseline = "announced"
project_year = 2
round_order = "new_first"
round_cut = "equal"
threshold_alone = 5000
threshold_alone_strict = true
origin_share = 0.7
realisation_rate = 0.95
[budget]
2 = 15000000
[unit_amount]
"call-05.1" = 62.5
[max_units]
"call-05.1" = 300
[ceiling]
9 = 200000
[realisation]
5 = 0.9
[weight]
1 = 2
3 = 0.5
"""
SCENARIOS = (SCENARIO, "threshold_alone = 5000\n", "[budget]\n2 = 9e6\n", "")
ADDRESSES = (
    "budget.2~15000000~round_cut~equal~threshold_alone~5000~title~Proef",
    "weight.1~2~weight.2~0.5",
    "unit_amount.call-05.1~62.5~ceiling.9~200000~max_units.call-05.1~300",
)
APPLICATIONS = (
    "action,measure,baseline_reach,planned_reach,priority\n2,call-02.1,0,1,1\n5,call-05.1,40,100,2\n",
    "actie;onderdeel;huidig bereik;gepland bereik;prioriteit\r\n5;call-05.1;0;9;1\r\n",
)
NODES = ("id,region,weight,share,name\na,R,6,0.2,Aa\nb,R,5,,\nc,R,5,0.1,C\nd,S,12,,D\n", "id;region;weight\na;R;3\n")
EDGES = ("a,b,border_km\na,b,1.5\nb,c,2\nc,d,\n", "a;b\na;b\n")
DIVISIONS = ("24107.24059-24062", "11001-11002.11004--11005")
TABLES = ("parameters/parameter", "plan/goal", "plan/target", "areas/published_list", "plan/project_year")
COMMANDS = (
    "grant a.csv --call 2 --groups merged --format csv",
    "simulate s.toml --by cash --format json",
    "optimise --budget 9000000 --objective worst_first --project-year 2 --scenario s.toml",
    "pool --date 2024-01-01 --region Limburg --weight lower --min-share 0.2 --min-border-km 0,5 --max-members 9",
    "pool --nodes n.csv --edges e.csv --floor 7500 --strict --time-limit 2 --no-contiguity",
    "eligible --date 2021-01-01 --estimate-only",
    "attainment --project-year 2 --by goal --family call --only official --as-of 2024-06-30",
)
LINKS = ("46021", "2", "ja", "0.25", "a,b", "estimate", "Limburg", "2024-01-01")


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder for files, in memory where the machine has that: a disk would take most of the time."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as name:
        yield Path(name)


# --- One function per parser: reads one damaged input, and may only raise SamenlevenError ----------------------------


def _same_by_every_way(scenario: Scenario) -> None:
    """What is read survives the way through an address and through a file."""
    assert parse(scenario_text.nest(scenario_text.decode(scenario_text.as_text(scenario))), space(2)) == scenario
    assert parse(scenario_text.from_file(scenario_text.to_toml(scenario).encode(), "bestand"), space(2)) == scenario


def refuse(faults: Sequence[str]) -> None:
    """A file may hold any number of faults, each on a line of its own; each must be a good message."""
    for fault in faults:
        good_message(fault)
    if faults:
        raise SamenlevenError(faults[0])


def scenario_in_a_file(draw: Random, folder: Path) -> None:
    _same_by_every_way(parse(scenario_text.from_file(mangled.content(draw, SCENARIOS), "bestand"), space(2)))


def scenario_in_the_address(draw: Random, folder: Path) -> None:
    _same_by_every_way(parse(scenario_text.nest(scenario_text.decode(mangled.text(draw, ADDRESSES))), space(2)))


def application(draw: Random, folder: Path) -> None:
    grant_application(read_bytes(mangled.content(draw, APPLICATIONS), call(2), file="bestand"), call(2))


def cooperations(draw: Random, folder: Path) -> None:
    """Two files, one of them or both damaged; small instances are solved too."""
    nodes, edges = folder / "besturen.csv", folder / "grenzen.csv"
    nodes.write_bytes(mangled.content(draw, NODES) if draw.random() < 0.6 else NODES[0].encode())
    edges.write_bytes(mangled.content(draw, EDGES))
    authorities = read_nodes(nodes)
    known = {one.id for one in authorities}
    borders = divisions.borders_among(read_edges(edges, known), known)
    if any(border.km > 1000 for border in borders) or draw.random() < 0.01:  # to solve takes a hundred times as long
        divide_all(authorities, borders, Settings(7, time_limit_seconds=1.0))


def division_in_the_address(draw: Random, folder: Path) -> None:
    known = ("24107", "24059", "24062", "11001", "11002", "11004", "11005")
    groups, aside = handmade.read(mangled.text(draw, DIVISIONS), known)
    assert handmade.read(handmade.write(groups), known) == (groups, [])
    if aside:
        raise SamenlevenError("De link noemt gemeenten die niet meedoen.")


def geometry(draw: Random, folder: Path) -> None:
    damaged = mangled.document(draw, small_geometry()).encode("utf-8", "surrogatepass")
    try:
        faults = geometry_faults.faults_in(topology.decode(damaged, "kaart.topojson"), small_borders())
    except topology.TopologyError as error:
        raise SamenlevenError(str(error)) from error
    refuse([f"{fault.what} {fault.remedy}" for fault in faults])


def data_file(draw: Random, folder: Path) -> None:
    """A table of data/ as a file; what its values are worth is the next test."""
    name = draw.choice(TABLES)
    path = folder / f"{Path(name).stem}.csv"
    path.write_bytes(mangled.content(draw, [real_file(name)]))
    faults: list[Any] = []
    for _ in tables._rows(path, path.name, real_file(name).splitlines()[0].split(","), faults):
        pass
    refuse([str(fault) for fault in faults])


def filter_in_the_address(draw: Random, folder: Path) -> None:
    """A filter of some kind on a value of a link; what is wrong with the link is a notice."""
    bar = Bar(Address("kaart", (("k", mangled.text(draw, LINKS)),)))
    options = {"46021": "Sint-Niklaas", "2": "twee", "ja": "schatting"}
    match draw.randrange(3):
        case 0:
            assert bar.buttons("Keuze", "k", options) in options
        case 1:
            assert bar.select("Keuze", "k", options) in options
        case 2:
            assert bar.switch("Aan", "k") in (True, False)
    assert bar.html()
    refuse(bar.notices)


def command_line(draw: Random, folder: Path) -> None:
    words = mangled.text(draw, COMMANDS).replace("\x00", "").split(" ")
    said = io.StringIO()
    try:
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
            commands().parse_args(words)
    except SystemExit:
        refuse(said.getvalue().splitlines()[-1:])


PARSERS: dict[str, Callable[[Random, Path], None]] = {
    one.__name__.replace("_", " "): one
    for one in (
        *(scenario_in_a_file, scenario_in_the_address, application, cooperations, division_in_the_address),
        *(geometry, data_file, filter_in_the_address, command_line),
    )
}


@cache
def real_file(name: str) -> str:
    return (paths.DATA / f"{name}.csv").read_text(encoding="utf-8")


@cache
def commands() -> argparse.ArgumentParser:
    return parser()


@cache
def small_geometry() -> str:
    """Four neighbours out of the real file, one of them also as Brussels and one as a region: quick to judge."""
    whole = json.loads(topology.TOPOLOGY_PATH.read_text(encoding="utf-8"))
    chosen = ("11002", "11004", "11001", "11013")
    held = {name: {one["id"]: one for one in part["geometries"]} for name, part in whole["objects"].items()}
    number: dict[int, int] = {}

    def moved(arcs: Any) -> Any:
        if isinstance(arcs, list):
            return [moved(one) for one in arcs]
        new = number.setdefault(max(arcs, ~arcs), len(number))
        return new if arcs >= 0 else ~new

    areas = [held["areas"][nis] | {"arcs": moved(held["areas"][nis]["arcs"])} for nis in chosen]
    labels = [held["labels"][nis] for nis in chosen]
    objects = {
        "areas": areas,
        "brussels": [areas[0] | {"id": "04000"}],
        "regions": [areas[1] | {"id": "Regio"}],
        "labels": [*labels, labels[0] | {"id": "04000"}],
    }
    geometries = {name: {"type": "GeometryCollection", "geometries": part} for name, part in objects.items()}
    return json.dumps(whole | {"objects": geometries, "arcs": [whole["arcs"][arc] for arc in number]})


@cache
def small_borders() -> set[topology.Pair]:
    return topology.borders(topology.decode(small_geometry().encode(), "kaart.topojson"))


@pytest.fixture(autouse=True)
def small_map(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geometry_faults, "EXPECTED_COUNTS", {"areas": 4, "brussels": 1, "regions": 1, "labels": 5})


def is_read(name: str, draw: Random, folder: Path) -> bool:
    """Whether a damaged input gives a result; False when it gives a message that a person can use."""
    try:
        PARSERS[name](draw, folder)
    except SamenlevenError as error:
        good_message(str(error))
        return False
    return True


def good_message(message: str) -> None:
    """A sentence, not endless, without signs that do something to a terminal."""
    assert message.endswith((".", "…")), message
    assert len(message) <= LONGEST_MESSAGE
    assert all(sign.isprintable() or sign == "\n" for sign in message), repr(message)


@pytest.mark.parametrize("name", PARSERS)
@settings(max_examples=IN_MAKE_TEST, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(draw=st.randoms(use_true_random=False))
def test_a_damaged_input_has_an_answer(name: str, folder: Path, draw: Random) -> None:
    is_read(name, draw, folder)


@pytest.mark.parametrize("name", PARSERS)
def test_the_damage_is_neither_too_little_nor_too_much(name: str, folder: Path) -> None:
    """A generator of nothing but rubbish, or of nothing but good files, would prove little."""
    read = sum(is_read(name, Random(f"{name} {number}"), folder) for number in range(200))
    assert 2 <= read <= 198


@pytest.mark.long
@pytest.mark.parametrize("name", PARSERS)
def test_a_hundred_thousand_damaged_inputs_have_an_answer(
    name: str, folder: Path, record_property: Callable[[str, object], None]
) -> None:
    start, read = time.perf_counter(), 0
    for number in range(IN_MAKE_TEST_LONG):
        try:
            read += is_read(name, Random(f"{name} {number}"), folder)
        except Exception as error:
            raise AssertionError(f'{name}: geen antwoord op Random("{name} {number}")') from error
    refused, seconds = IN_MAKE_TEST_LONG - read, time.perf_counter() - start
    record_property(name, f"{IN_MAKE_TEST_LONG} invoeren: {read} gelezen, {refused} geweigerd, {seconds:.0f} s")


# --- The values in the files of data/: a row is an input -------------------------------------------------------------


def damaged_rows(draw: Random, name: str, count: int) -> list[list[str]]:
    """Rows of a table of data/ with one or two strange values in each."""
    _, *rows = csv.reader(real_file(name).splitlines())
    found = []
    for _ in range(count):
        row = list(draw.choice(rows))
        for _ in range(draw.choice((1, 1, 2))):
            row[draw.randrange(len(row))] = draw.choice(mangled.TOKENS)
        found.append(row)
    return found


def row_faults(connection: duckdb.DuckDBPyConnection, staged_rows: list[list[str]], name: str) -> list[Fault]:
    """What is wrong with rows of a table, whatever other tables hold; the rows stand in its stage after that."""
    tables.create_schema(connection)
    table = tables.schema_tables(connection)[Path(name).name]
    names = [column.name for column in table.columns]
    staged = pd.DataFrame([[cell.strip() or None for cell in row] for row in staged_rows], columns=names, dtype=object)
    staged[tables.LINE], staged[tables.FILE] = range(len(staged_rows)), "bestand"
    connection.execute(f"create temp table stage_{table.name} as from staged")
    return rules.row_faults(connection, table, {})


def judged(rows: list[list[str]], name: str) -> list[list[str]]:
    """The rows without a fault, after every other has had its message; all their values can be stored and read."""
    with duckdb.connect() as connection:
        faults = row_faults(connection, rows, name)
        for fault in faults:
            good_message(str(fault))
        wrong = {fault.row for fault in faults}
        table = tables.schema_tables(connection)[Path(name).name]
        connection.execute(f"delete from stage_{table.name} where {tables.LINE} in (select unnest(?))", [list(wrong)])
        typed = ", ".join(f'"{column.name}"::{column.type}' for column in table.columns)
        assert len(connection.execute(f"select {typed} from stage_{table.name}").fetchall()) == len(rows) - len(wrong)
    return [row for number, row in enumerate(rows) if number not in wrong]


def judged_twice(draw: Random, name: str, count: int) -> int:
    """How many of these damaged rows are without a fault; rules between cells are only tried on readable cells."""
    return len(judged(judged(damaged_rows(draw, name, count), name), name))


@pytest.mark.parametrize("name", TABLES)
def test_a_damaged_row_of_a_table_has_an_answer(name: str) -> None:
    assert judged_twice(Random(name), name, 100) < 100


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("grant a.csv --call x", "--call: 'x' is geen geheel getal vanaf 1"),
        ("grant a.csv --call " + "9" * 5000, "is geen geheel getal vanaf 1"),
        ("grant a.csv --call -1", "'-1' is geen geheel getal vanaf 1"),
        ("pool --floor " + "9" * 5000, "--floor: '999"),
        ("attainment --project-year ٢", "'٢' is geen geheel getal vanaf 1"),
        ("grant a.csv", "dit ontbreekt: --call"),
        ("grant a.csv --call", "--call: hier hoort een waarde achter"),
        ("check --format x", "--format: 'x' bestaat niet. Kies uit: 'table', 'json', 'csv'"),
        ("zomaar", "'zomaar' bestaat niet. Kies uit: 'build'"),
        ("check alles", "dit is onbekend: alles"),
        ("pool --min 5", "--min kan meer dan één ding zijn. Kies uit: --min-share, --min-border-km"),
        ("pool --strict=ja", "--strict: hier hoort geen waarde achter, dus niet 'ja'"),
    ],
)
def test_what_is_wrong_with_a_command_is_said_in_dutch(
    words: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(words.split())
    assert stopped.value.code == 2
    last = capsys.readouterr().err.splitlines()[-1]
    assert said in last
    good_message(last)


@pytest.mark.parametrize("name", ["/dev/zero", "/tmp", "/niet/a.csv", "\udcff\x1b[31m", "FIFO"])
def test_what_is_no_file_gets_one_message(
    name: str, tmp_path: Path, store_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if name == "FIFO":
        os.mkfifo(tmp_path / name)
        name = str(tmp_path / name)
    for words in (
        ("grant", name, "--call", "2"),
        ("simulate", name),
        ("pool", "--nodes", name, "--edges", name, "--floor", "5"),
    ):
        assert main(words) == 1
        (said,) = capsys.readouterr().err.splitlines()
        good_message(said)


@pytest.mark.parametrize(
    ("sentence", "name", "column", "value", "words"),
    [
        ("Meer cijfers dan er plaats voor is", "plan/target", "value", "0.123456789", "hoogstens 4 cijfers daarna"),
        ("Een datum in het jaar 0", "plan/target", "due_on", "0000-12-31", "jjjj-mm-dd"),
        ("Oneindig", "areas/local_authority", "longitude", "9" * 400, "decimaalteken"),
        ("Een teken dat iets doet", "plan/target", "value", "\x1b[31m", "In de kolom value staat '[31m'"),
    ],
)
def test_a_value_that_would_change_on_its_way_is_refused(
    sentence: str, name: str, column: str, value: str, words: str
) -> None:
    head, row, *_ = csv.reader(real_file(name).splitlines())
    row[head.index(column)] = value
    with duckdb.connect() as connection:
        assert words in str(row_faults(connection, [row], name)), sentence


@pytest.mark.parametrize(
    ("sentence", "content", "row", "words"),
    [
        ("Een aanhalingsteken dat niet sluit", 'a,b\n1,2\n"3,4\n', 3, "sluit niet"),
        ("Een cel die te lang is", "a,b\n1,2\n" + "x" * 200_000 + ",4\n", 3, "te lang"),
        ("Een kop die te lang is", "x" * 200_000 + ",b\n", 1, "te lang"),
        ("Een kop van duizend kolommen", "x," * 1000 + "a,b\n", 1, "'x', 'x', 'x', 'x', 'x' en nog 995"),
    ],
)
def test_a_file_of_data_that_cannot_be_read_names_its_row(
    folder: Path, sentence: str, content: str, row: int, words: str
) -> None:
    path, faults = folder / "tabel.csv", list[Fault]()
    path.write_text(content, encoding="utf-8")
    list(tables._rows(path, path.name, ["a", "b"], faults))
    (fault,) = faults
    assert fault.row == row, sentence
    assert words in fault.what
    good_message(str(fault))


@pytest.mark.long
def test_a_hundred_thousand_damaged_rows_have_an_answer(record_property: Callable[[str, object], None]) -> None:
    start, batch = time.perf_counter(), 1000
    draw = Random("rows")
    read = sum(judged_twice(draw, draw.choice(TABLES), batch) for _ in range(IN_MAKE_TEST_LONG // batch))
    refused, seconds = IN_MAKE_TEST_LONG - read, time.perf_counter() - start
    record_property("data row", f"{IN_MAKE_TEST_LONG} invoeren: {read} gelezen, {refused} geweigerd, {seconds:.0f} s")


@pytest.mark.long
def test_a_damaged_file_among_all_of_data_has_an_answer(
    copy_of_data: tuple[Path, Path], record_property: Callable[[str, object], None]
) -> None:
    """The whole check, as the command does it, on real figures with one file damaged; each takes seconds."""
    data, geo = copy_of_data
    small = sorted(path for path in data.rglob("*.csv") if path.stat().st_size < 40_000)
    for number in range(10):
        draw = Random(f"data {number}")
        path = draw.choice(small)
        good = path.read_text(encoding="utf-8")
        path.write_bytes(mangled.content(draw, [good]))
        for fault in checker.check(data, geo).faults:
            good_message(str(fault))
        path.write_text(good, encoding="utf-8")
    record_property("data as a whole", "10 invoeren")
