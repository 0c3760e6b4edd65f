"""The tables of `schema.sql`, and how our CSV files get into them: as text first, then typed.

The schema is the only declaration of the data: types, keys, references and checks are read back from DuckDB's own
catalogue, so a rule added there is at once a rule in `rules.py`. Every value is read as text; nothing is ever guessed.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from samenleven.errors import Fault, some
from samenleven.store import paths

# Read once: a program that runs while a newer one is installed goes on with the schema that it knows.
SCHEMA = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
LINE = "_line"
FILE = "_file"


@dataclass(frozen=True)
class Column:
    name: str
    type: str
    required: bool


@dataclass(frozen=True)
class Reference:
    columns: tuple[str, ...]
    table: str
    target: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """One table of the schema with its rules, as DuckDB's catalogue gives them."""

    name: str
    columns: tuple[Column, ...]
    keys: tuple[tuple[str, ...], ...]
    references: tuple[Reference, ...]
    checks: tuple[str, ...]


def create_schema(connection: duckdb.DuckDBPyConnection) -> None:
    """Create all tables, empty."""
    connection.execute(SCHEMA)


def schema_tables(connection: duckdb.DuckDBPyConnection) -> dict[str, Table]:
    """The tables that data/ fills, in the order of `schema.sql`, which is the order of their references."""
    columns, rules = defaultdict(list), defaultdict(list)
    for table, *column in connection.execute(
        "select table_name, column_name, data_type, not is_nullable from duckdb_columns() order by column_index"
    ).fetchall():
        columns[table].append(Column(*column))
    for table, *rule in connection.execute(
        "select table_name, constraint_type, constraint_column_names, expression, referenced_table, "
        "referenced_column_names from duckdb_constraints() order by constraint_index"
    ).fetchall():
        rules[table].append(rule)
    names = re.findall(r"^create table (\w+)", SCHEMA, re.MULTILINE)
    return {
        name: Table(
            name=name,
            columns=tuple(columns[name]),
            keys=tuple(tuple(r[1]) for r in rules[name] if r[0] in ("PRIMARY KEY", "UNIQUE")),
            references=tuple(Reference(tuple(r[1]), r[3], tuple(r[4])) for r in rules[name] if r[0] == "FOREIGN KEY"),
            checks=tuple(r[2] for r in rules[name] if r[0] == "CHECK"),
        )
        for name in names
        if name != "meta" and not name.startswith("ledger_")
    }


def data_files(data: Path, geo: Path, extra: Path | None = None) -> list[Path]:
    """All files with rows: every CSV under data/, the borders in geo/, and what was taken in since, oldest first."""
    taken = taken_in(extra)
    return sorted(set(data.rglob("*.csv")) - set(taken)) + sorted(geo.glob("*.csv")) + taken


def taken_in(extra: Path | None = None) -> list[Path]:
    """The files that were taken in on *beheer*, oldest first: they may stand inside data/, where the store does."""
    return sorted((extra or paths.extra_path()).rglob("*.csv"))


def newest_wins(connection: duckdb.DuckDBPyConnection, table: Table, taken: list[str]) -> None:
    """Of staged rows with one key those of the newest file stay; `taken` are the files taken in, oldest first.

    The files of data/ count as one, the oldest of all: a key that stands in it twice stays twice, for the check to say.
    """
    key = ", ".join(f'"{name}"' for name in table.keys[0])
    connection.execute(
        f'create or replace temp table "stage_{table.name}" as from "stage_{table.name}" '
        f"qualify rank() over (partition by {key} order by coalesce(list_position($taken, {FILE}), 0) desc) = 1",
        {"taken": taken},
    )


def stage(connection: duckdb.DuckDBPyConnection, table: Table, files: list[Path], root: Path) -> list[Fault]:
    """Load the files of one table as text into `stage_<table>`, with file and line; returns what cannot be read."""
    names = [column.name for column in table.columns]
    values: list[list[str | None]] = [[] for _ in names]
    lines: list[int] = []
    sources: list[str] = []
    faults: list[Fault] = []
    for path in files:
        label = file_label(path, root)
        for line, row in _rows(path, label, names, faults):
            for target, value in zip(values, row, strict=True):
                target.append(value.strip() or None)
            lines.append(line)
            sources.append(label)
    arrays = [pa.array(column, pa.string()) for column in values]
    staged = pa.table(
        [*arrays, pa.array(lines, pa.int32()), pa.array(sources, pa.string())],
        names=[*names, LINE, FILE],
    )
    connection.register("staged", staged)
    connection.execute(f'create or replace temp table "stage_{table.name}" as from staged')
    connection.unregister("staged")
    return faults


def file_label(path: Path, root: Path) -> str:
    """A file as people find it: relative to the project where that is possible."""
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)


def _rows(path: Path, label: str, names: list[str], faults: list[Fault]) -> Iterator[tuple[int, list[str]]]:
    """The rows of one file with their line number; what cannot be read goes into `faults`."""
    start = 1
    try:
        if not path.is_file():  # reading a pipe would wait for ever
            faults.append(Fault(label, None, "Dit is geen gewoon bestand.", "Zet het bestand terug."))
            return
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = next(reader, None)
            if header is None:
                faults.append(Fault(label, None, "Het bestand is leeg.", "Zet het bestand terug."))
                return
            if header != names:
                faults.append(_header_fault(label, header, names))
                return
            start = reader.line_num + 1
            for row in reader:
                if row and len(row) != len(names):
                    faults.append(
                        Fault(
                            label,
                            start,
                            f"De rij heeft {len(row)} velden in plaats van {len(names)}.",
                            "Kijk na of er een komma te veel of te weinig staat, "
                            "of zet tekst met een komma tussen aanhalingstekens.",
                        )
                    )
                elif row:
                    yield start, row
                start = reader.line_num + 1
    except UnicodeDecodeError:
        faults.append(Fault(label, None, "Het bestand is geen UTF-8-tekst.", "Bewaar het als CSV UTF-8."))
    except csv.Error:
        what = "Dit is geen leesbare CSV: een aanhalingsteken sluit niet, of een cel is te lang."
        faults.append(Fault(label, start, what, "Verbeter de rij."))
    except OSError as error:
        faults.append(
            Fault(label, None, f"Het bestand kan niet gelezen worden ({error.strerror}).", "Kijk de rechten na.")
        )


def _header_fault(label: str, header: list[str], names: list[str]) -> Fault:
    missing = [name for name in names if name not in header]
    extra = [name for name in header if name not in names]
    parts = []
    if missing:
        parts.append(f"kolom ontbreekt: {', '.join(missing)}")
    if extra:
        parts.append(f"onbekende kolom: {some(extra)}")
    what = "; ".join(parts) or "de kolommen staan in een andere volgorde"
    return Fault(label, 1, f"De kop klopt niet ({what}).", f"De kolommen zijn: {','.join(names)}.")


def insert(connection: duckdb.DuckDBPyConnection, table: Table) -> int:
    """Move the staged rows into the real table, where the constraints judge them again; gives how many there were."""
    (staged,) = connection.execute(f'select count(*) from "stage_{table.name}"').fetchone() or (0,)
    typed = ", ".join(f'"{c.name}"::{c.type}' for c in table.columns)
    connection.execute(f'insert into "{table.name}" select {typed} from "stage_{table.name}" order by {FILE}, {LINE}')
    connection.execute(f'drop table "stage_{table.name}"')
    return int(staged)
