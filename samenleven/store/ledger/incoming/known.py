"""What rows that come in are held against: who exists, what was agreed, what is recorded, which year is closed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa

from samenleven.counted import Period
from samenleven.figures import Kind
from samenleven.reporting.closing import Closed
from samenleven.store import catalogue
from samenleven.store.connection import Store

_KEYS = pa.schema([("key", pa.string()), ("id", pa.string())])
_TEXT, _NUMBER, _DAY = pa.string(), pa.int32(), pa.date32()
LINES = pa.schema(
    [
        *(("line", _NUMBER), ("applicant_id", _TEXT), ("project_year", _NUMBER), ("measure_id", _TEXT)),
        *(("action_id", _NUMBER), ("component", _TEXT), ("target", pa.int64()), ("counts_people", pa.bool_())),
        ("is_plan", pa.bool_()),
    ]
)
REPORTED = pa.schema(
    [
        *(("applicant_id", _TEXT), ("project_year", _NUMBER), ("period", _TEXT), ("measure_id", _TEXT)),
        *(("realised", pa.int64()), ("shortfall_reason", _TEXT), ("double_count_note", _TEXT), ("note", _TEXT)),
        ("handed_in_on", _DAY),
    ]
)
_YEARS = pa.schema(
    [
        ("project_year", _NUMBER),
        ("title", _TEXT),
        ("half_year_ends_on", _DAY),
        ("ends_on", _DAY),
        ("closed", pa.bool_()),
    ]
)
_MEMBERS = pa.schema([("authority_id", _TEXT), ("project_year", _NUMBER), ("applicant_id", _TEXT), ("lead", _TEXT)])
_SPANS = {
    Period.HALF_YEAR: ("halfjaar", "half jaar", "het halfjaar", "half_year", "zes maanden"),
    Period.YEAR: ("jaar", "het jaar", "heel jaar", "jaareinde", "year"),
}
"""What people write for a period."""

LINES_OF = """
    select row_number() over (order by g.applicant_id, g.project_year, l.measure_id)::integer - 1 as line,
           g.applicant_id, g.project_year, l.measure_id, m.action_id, m.component,
           (l.baseline_reach + l.planned_reach)::bigint as target, m.counts_people,
           exists (from hand_judged h where h.action_id = m.action_id and h.period = 'year' and h.judged_as = 'plan')
               as is_plan
    from agreement_line l join agreement g using (agreement_id) join measure m using (measure_id)
    where g.kind in (select unnest($kinds)) order by line
"""
REPORTED_OF = """
    select applicant_id, project_year, period, measure_id, realised, shortfall_reason, double_count_note, note,
           handed_in_at::date as handed_in_on
    from ledger_report
"""
MEMBERS_OF = """
    select p.authority_id, p.project_year, g.applicant_id, l.name as lead
    from participant p join agreement g using (agreement_id)
    join local_authority l on l.authority_id = g.applicant_id
    where g.kind in (select unnest($kinds))
"""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The tables that a check joins with, and the numbers of the parameters. `names` are those of all authorities.

    `who`, `what` and `spans` say which code a word of the file stands for. `members` are all who take part, the
    applicants included.
    """

    who: pa.Table
    what: pa.Table
    spans: pa.Table
    years: pa.Table
    lines: pa.Table
    members: pa.Table
    reported: pa.Table
    names: dict[str, str]
    high_factor: Decimal
    double_from: int

    def tables(self) -> dict[str, pa.Table]:
        """By name, as the SQL of the checks calls them."""
        plain = ("who", "what", "spans", "years", "lines", "members", "reported")
        return {name: getattr(self, name) for name in plain} | {
            "names": pa.table({"id": pa.array(list(self.names), _TEXT), "name": pa.array(self.names.values(), _TEXT)})
        }


def facts_of(store: Store, today: date, *, closed: Closed) -> Facts:
    """What the store knows on a day. `closed` says which project years take nothing any more.

    In a store of the practice environment the example agreements are real ones already (`overlay`).
    """
    kinds = [kind.value for kind in Kind if kind is not Kind.EXAMPLE]
    authorities = store.rows("select authority_id, name from local_authority order by authority_id")
    names = {row["authority_id"]: row["name"] for row in authorities}
    parameters = catalogue.parameters(store)
    years = [
        {
            "project_year": year.project_year,
            "title": year.title,
            "half_year_ends_on": year.half_year_ends_on,
            "ends_on": year.ends_on,
            "closed": closed.on(year.project_year) is not None,
        }
        for year in catalogue.project_years(store)
    ]
    measures = store.rows("select measure_id, component from measure where family = 'call' order by measure_id")
    return Facts(
        who=_keys(code_of_word(names).items()),
        what=_keys(
            (word.lower(), row["measure_id"]) for row in measures for word in (row["measure_id"], row["component"])
        ),
        spans=_keys((word, period.value) for period, words in _SPANS.items() for word in words),
        years=_table(years, _YEARS),
        lines=_table(store.rows(LINES_OF, {"kinds": kinds}), LINES),
        members=_table(store.rows(MEMBERS_OF, {"kinds": kinds}), _MEMBERS),
        reported=_table(store.rows(REPORTED_OF), REPORTED),
        names=names,
        high_factor=parameters.number("report_high_factor", today),
        double_from=int(parameters.number("report_double_from", today)),
    )


def code_of_word(names: Mapping[str, str]) -> dict[str, str]:
    """The code behind all that somebody may call an authority: its code, also without the zero that a spreadsheet
    takes away, or its name in small letters. `names` are those of all authorities by code.
    """
    return {
        word: code
        for code, name in names.items()
        for word in (code, name.lower(), *((code.lstrip("0"),) if code.startswith("0") else ()))
    }


def members_in(text: str, code_of: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """The authorities in a cell or field, by code or by name, and the words that name none (`code_of_word`).

    A comma, a semicolon or a line parts names; codes and names of one word may also stand behind a space.
    """
    found: list[str] = []
    unknown: list[str] = []
    for part in re.split(r"[;,\n]+", text):
        name = part.strip().lower()
        words = [name] if name in code_of else name.split()
        found += [code_of[word] for word in words if word in code_of]
        unknown += [word for word in words if word not in code_of]
    return found, unknown


def _keys(pairs: Any) -> pa.Table:
    return _table([{"key": key, "id": found} for key, found in dict(pairs).items()], _KEYS)


def _table(rows: list[dict[str, Any]], schema: pa.Schema) -> pa.Table:
    return pa.Table.from_pylist(rows, schema)
