"""Reads our CSV files against `schema.sql` and says, row by row, what is wrong with them.

The schema is the only declaration of the data: types, keys, references and checks are read back from DuckDB's own
catalogue, so a rule added there is at once a rule here. Every value is read as text; nothing is ever guessed.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from samenleven.errors import Fault

SCHEMA = Path(__file__).with_name("schema.sql")
LINE = "_line"
FILE = "_file"

# How a value of each type must be written. DuckDB's own cast is more lenient: it reads '1.5' as the integer 2.
WRITTEN = {
    "INTEGER": (r"-?[0-9]+", "een geheel getal zonder punten of spaties"),
    "DECIMAL": (r"-?[0-9]+(\.[0-9]+)?", "een getal met een punt als decimaalteken"),
    "DOUBLE": (r"-?[0-9]+(\.[0-9]+)?", "een getal met een punt als decimaalteken"),
    "DATE": (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "een bestaande datum als jjjj-mm-dd"),
    "BOOLEAN": (r"true|false", "true of false"),
}


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
    connection.execute(SCHEMA.read_text(encoding="utf-8"))


def schema_tables(connection: duckdb.DuckDBPyConnection) -> dict[str, Table]:
    """The tables of the schema in the order of `schema.sql`, which is the order of their references."""
    order = re.findall(r"^create table (\w+)", SCHEMA.read_text(encoding="utf-8"), re.MULTILINE)
    tables = {}
    for name in order:
        columns = connection.execute(
            "select column_name, data_type, not is_nullable from duckdb_columns() "
            "where table_name = ? order by column_index",
            [name],
        ).fetchall()
        rules = connection.execute(
            "select constraint_type, constraint_column_names, expression, referenced_table, "
            "referenced_column_names from duckdb_constraints() where table_name = ? "
            "order by constraint_index",
            [name],
        ).fetchall()
        tables[name] = Table(
            name=name,
            columns=tuple(Column(*row) for row in columns),
            keys=tuple(tuple(r[1]) for r in rules if r[0] in ("PRIMARY KEY", "UNIQUE")),
            references=tuple(Reference(tuple(r[1]), r[3], tuple(r[4])) for r in rules if r[0] == "FOREIGN KEY"),
            checks=tuple(r[2] for r in rules if r[0] == "CHECK"),
        )
    return tables


def data_files(data: Path, geo: Path) -> list[Path]:
    """All files with rows: every CSV under data/, and the borders in geo/."""
    return sorted(data.rglob("*.csv")) + sorted(geo.glob("*.csv"))


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
    try:
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
    except csv.Error as error:
        faults.append(Fault(label, None, f"Het bestand is geen leesbare CSV ({error}).", "Zet het bestand terug."))
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
        parts.append(f"onbekende kolom: {', '.join(repr(name) for name in extra)}")
    what = "; ".join(parts) or "de kolommen staan in een andere volgorde"
    return Fault(label, 1, f"De kop klopt niet ({what}).", f"De kolommen zijn: {','.join(names)}.")


def row_faults(connection: duckdb.DuckDBPyConnection, table: Table, tables: dict[str, Table]) -> list[Fault]:
    """Every rule of the schema that a staged row of this table breaks."""
    faults = _value_faults(connection, table)
    faults += _key_faults(connection, table)
    faults += _reference_faults(connection, table, tables)
    if not faults:  # a check on a value that cannot be read would only repeat the fault
        faults += _check_faults(connection, table)
    return faults


def _query(
    connection: duckdb.DuckDBPyConnection, sql: str, parameters: list[str] | None = None
) -> list[tuple[str, int, str]]:
    return connection.execute(sql, parameters or []).fetchall()


def _value_faults(connection: duckdb.DuckDBPyConnection, table: Table) -> list[Fault]:
    faults = []
    for column in table.columns:
        name = f'"{column.name}"'
        if column.required:
            for file, line, _ in _query(
                connection,
                f"select {FILE}, {LINE}, '' from \"stage_{table.name}\" where {name} is null order by 1, 2",
            ):
                faults.append(Fault(file, line, f"De kolom {column.name} is leeg.", "Vul een waarde in."))
        base_type = column.type.split("(")[0]
        if base_type in WRITTEN:
            pattern, expected = WRITTEN[base_type]
            for file, line, value in _query(
                connection,
                f'select {FILE}, {LINE}, {name} from "stage_{table.name}" where {name} is not null and '
                f"(not regexp_full_match({name}, ?) or try_cast({name} as {column.type}) is null) order by 1, 2",
                [pattern],
            ):
                faults.append(
                    Fault(
                        file,
                        line,
                        f"In de kolom {column.name} staat {_quoted(value)}.",
                        f"Verwacht: {expected}.",
                    )
                )
    return faults


def _key_faults(connection: duckdb.DuckDBPyConnection, table: Table) -> list[Fault]:
    faults = []
    for key in table.keys:
        columns = ", ".join(f'"{name}"' for name in key)
        present = " and ".join(f'"{name}" is not null' for name in key)
        for file, line, value in _query(
            connection,
            f"select {FILE}, {LINE}, concat_ws(' / ', {columns}) from \"stage_{table.name}\" where {present} "
            f"qualify row_number() over (partition by {columns} order by {FILE}, {LINE}) > 1 order by 1, 2",
        ):
            faults.append(
                Fault(
                    file,
                    line,
                    f"De sleutel {_quoted(value)} ({', '.join(key)}) komt twee keer voor.",
                    "Elke sleutel mag één keer voorkomen: verwijder of verbeter de rij.",
                )
            )
    return faults


def _reference_faults(connection: duckdb.DuckDBPyConnection, table: Table, tables: dict[str, Table]) -> list[Fault]:
    faults = []
    for reference in table.references:
        if reference.table not in tables:
            continue
        join = " and ".join(
            f'child."{a}" = parent."{b}"' for a, b in zip(reference.columns, reference.target, strict=True)
        )
        columns = ", ".join(f'child."{name}"' for name in reference.columns)
        present = " and ".join(f'child."{name}" is not null' for name in reference.columns)
        for file, line, value in _query(
            connection,
            f"select child.{FILE}, child.{LINE}, concat_ws(' / ', {columns}) from \"stage_{table.name}\" child "
            f'anti join "stage_{reference.table}" parent on {join} where {present} order by 1, 2',
        ):
            what = "De NIS-code" if "nis" in reference.target else "De waarde"
            faults.append(
                Fault(
                    file,
                    line,
                    f"{what} {_quoted(value)} ({', '.join(reference.columns)}) is niet bekend.",
                    f"Gebruik een waarde uit {reference.table}.csv, of voeg ze daar toe.",
                )
            )
    return faults


def _check_faults(connection: duckdb.DuckDBPyConnection, table: Table) -> list[Fault]:
    typed = ", ".join(f'"{c.name}"::{c.type} as "{c.name}"' for c in table.columns)
    faults = []
    for check in table.checks:
        used = [c.name for c in table.columns if re.search(rf"\b{c.name}\b", check)]
        shown = ", ".join(f"'{name} = ' || coalesce(\"{name}\"::varchar, 'leeg')" for name in used)
        for file, line, value in _query(
            connection,
            f"select {FILE}, {LINE}, concat_ws(', ', {shown}) from (select {typed}, {FILE}, {LINE} "
            f'from "stage_{table.name}") where not ({check}) order by 1, 2',
        ):
            faults.append(Fault(file, line, f"De rij past niet bij de regels ({value}).", rule_in_words(check)))
    return faults


def rule_in_words(check: str) -> str:
    """A check of the schema as a Dutch sentence; unusual rules are shown as they are written."""
    if choice := re.search(r"(\w+)\"? IN \((.+?)\)", check):
        return f"Kies voor {choice[1]}: {choice[2].replace(chr(39), '')}."
    if pattern := re.search(r"regexp_full_match\(\"?(\w+)\"?, '(.+)'\)", check):
        return f"{pattern[1]} moet deze vorm hebben: {pattern[2]}."
    if bound := re.fullmatch(r"\(?\"?(\w+)\"? (>=|>|<>|!=) (.+?)\)?", check):
        words = {">": "groter dan", ">=": "minstens", "<>": "anders dan", "!=": "anders dan"}
        value = "leeg" if bound[3] == "''" else bound[3].replace("CAST(", "").split(" AS ")[0]
        return f"{bound[1]} moet {words[bound[2]]} {value} zijn."
    return f"De regel is: {check}."


def _quoted(value: str) -> str:
    """A value as it stands in the file, shortened, so that a message stays one line."""
    flat = " ".join(value.split())
    return f"'{flat[:60]}…'" if len(flat) > 60 else f"'{flat}'"


def insert(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Move the staged rows into the real table, where the constraints judge them once more."""
    typed = ", ".join(f'"{c.name}"::{c.type}' for c in table.columns)
    connection.execute(f'insert into "{table.name}" select {typed} from "stage_{table.name}" order by {FILE}, {LINE}')
    connection.execute(f'drop table "stage_{table.name}"')
