"""Says, row by row, which rules of `schema.sql` the staged files break, and what to do about it."""

from __future__ import annotations

import re

import duckdb

from samenleven.errors import Fault, short
from samenleven.store.tables import FILE, LINE, Table

# How a value of each type must be written. DuckDB's own cast is more lenient: it reads '1.5' as the integer 2, rounds
# decimals that a column has no room for, and knows infinity and the year 0.
WRITTEN = {
    "INTEGER": (r"-?[0-9]+", "een geheel getal zonder punten of spaties"),
    "DECIMAL": (
        r"-?[0-9]+(\.[0-9]{1,SCALE})?",
        "een getal met een punt als decimaalteken, en hoogstens SCALE cijfers daarna",
    ),
    "DOUBLE": (r"-?[0-9]{1,15}(\.[0-9]{1,15})?", "een getal met een punt als decimaalteken"),
    "DATE": (r"(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}", "een bestaande datum als jjjj-mm-dd"),
    "BOOLEAN": (r"true|false", "true of false"),
}


def row_faults(connection: duckdb.DuckDBPyConnection, table: Table, tables: dict[str, Table]) -> list[Fault]:
    """Every rule of the schema that a staged row of this table breaks."""
    faults = _value_faults(connection, table)
    faults += _key_faults(connection, table)
    faults += _reference_faults(connection, table, tables)
    if not faults:  # a check on a value that cannot be read would only repeat the fault
        faults += _check_faults(connection, table)
    return faults


def _query(connection: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[str, int, str]]:
    return connection.execute(sql).fetchall()


def _met(connection: duckdb.DuckDBPyConnection, source: str, conditions: list[str]) -> list[int]:
    """Which of the conditions a row of the source meets: one question, for in a table in order no row meets any."""
    if not conditions:
        return []
    asked = ", ".join(f"bool_or({condition})" for condition in conditions)
    row = connection.execute(f"select {asked} from {source}").fetchone() or ()
    return [number for number, found in enumerate(row) if found]


def _value_faults(connection: duckdb.DuckDBPyConnection, table: Table) -> list[Fault]:
    source = f'"stage_{table.name}"'
    rules: list[tuple[str, str, str | None]] = []  # what a wrong row meets, its column, what is expected instead
    for column in table.columns:
        name = f'"{column.name}"'
        if column.required:
            rules.append((f"{name} is null", column.name, None))
        base_type = column.type.split("(")[0]
        if base_type in WRITTEN:
            scale = column.type.rpartition(",")[2].rstrip(")")
            pattern, expected = (text.replace("SCALE", scale) for text in WRITTEN[base_type])
            written = f"regexp_full_match({name}, '{pattern}') and try_cast({name} as {column.type}) is not null"
            rules.append((f"{name} is not null and not ({written})", column.name, expected))
    faults = []
    for number in _met(connection, source, [condition for condition, _, _ in rules]):
        condition, column_name, wanted = rules[number]
        for file, line, value in _query(
            connection, f'select {FILE}, {LINE}, "{column_name}" from {source} where {condition} order by 1, 2'
        ):
            if wanted is None:
                faults.append(Fault(file, line, f"De kolom {column_name} is leeg.", "Vul een waarde in."))
            else:
                what = f"In de kolom {column_name} staat {_quoted(value)}."
                faults.append(Fault(file, line, what, f"Verwacht: {wanted}."))
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
    source = f'(select {typed}, {FILE}, {LINE} from "stage_{table.name}")'
    faults = []
    for number in _met(connection, source, [f"not ({check})" for check in table.checks]):
        check = table.checks[number]
        used = [c.name for c in table.columns if re.search(rf"\b{c.name}\b", check)]
        shown = ", ".join(f"'{name} = ' || coalesce(\"{name}\"::varchar, 'leeg')" for name in used)
        for file, line, value in _query(
            connection,
            f"select {FILE}, {LINE}, concat_ws(', ', {shown}) from {source} where not ({check}) order by 1, 2",
        ):
            faults.append(
                Fault(file, line, f"De rij past niet bij de regels ({short(value, 300)}).", rule_in_words(check))
            )
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
    return f"'{short(value)}'"
