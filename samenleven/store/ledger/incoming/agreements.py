"""Agreements that come in, judged: their cells in one pass of SQL, then each as a whole by the rules it must keep."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import pyarrow as pa

from samenleven.figures import Kind
from samenleven.intake.handed import Handed
from samenleven.intake.headings import HEADINGS
from samenleven.reporting.records import Agreement, AgreementLine, Subject
from samenleven.store import agreements as known_agreements
from samenleven.store import budget
from samenleven.store.connection import Store
from samenleven.store.ledger import columns
from samenleven.store.ledger.incoming.agreement_rules import AgreementRules, Reason, whole_faults
from samenleven.store.ledger.incoming.judged import Incoming, stage
from samenleven.store.ledger.incoming.known import Facts
from samenleven.store.ledger.incoming.sentences import COLUMNS, Remarks

NUMBERS = ("priority", "baseline_reach", "planned_reach")
MONEY = ("grant_eur", "own_share_eur", "incentive_eur")
OF_THE_WHOLE = ("awarded_on", "cooperation", "members", "incentive_eur", "note")
"""What an agreement says once: on its first row, or the same on every row."""

_READ = """
create table line as
select s.*, w.id as applicant_id, names.name as who, y.project_year as year_id, m.id as measure_id,
       p.component as counted,
       {numbers}, {money}, as_day(s.awarded_on) as day,
       case when s.applicant = '' then 'applicant_empty' when w.id is null then 'applicant_unknown' end
           as applicant_fault,
       case when y.project_year is null then 'year_unknown' when y.closed then 'year_closed' end as project_year_fault,
       case when s.measure_text = '' then 'measure_empty' when m.id is null then 'measure_unknown' end as measure_fault,
       case when s.awarded_on = '' then null when day is null then 'no_day' when day > $today then 'awarded_early' end
           as awarded_on_fault,
       text_fault(s.cooperation) as cooperation_fault, text_fault(s.note) as note_fault,
       {number_faults}, {money_faults}
from said s
left join who w on w.key = lower(s.applicant)
left join names on names.id = w.id
left join years y on y.project_year = whole(regexp_replace(lower(s.project_year), '^projectjaar *', ''))
left join what m on m.key = lower(s.measure_text)
left join (select id, max_by(key, length(key)) as component from what group by id) p on p.id = m.id
order by s.row
"""


def check_agreements(handed: Handed, facts: Facts, store: Store, today: date, *, why: str = "") -> Incoming:
    """Judge agreements that came in. `why` holds for everything that stands out without a note of its own.

    Rows come back for `Ledger.write` only when nothing is wrong; agreements that are recorded already are left out.
    """
    with duckdb.connect() as connection:
        stage(connection, handed, facts)
        lines = _lines(connection, today)
        found = _cell_faults(lines, facts)
    bad = {one.row for one in found}
    groups: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    for line in lines:
        if line["applicant_id"] and line["year_id"] and not line["project_year_fault"]:
            groups[line["applicant_id"], line["year_id"]].append(line)
    calls = {year: budget.call(store, year) for year in {year for _, year in groups}}
    regions = store.rows("select authority_id, name, reference_region from local_authority")
    rules = AgreementRules(facts, calls, {row["authority_id"]: row["reference_region"] for row in regions}, set(groups))
    tables, counts = [], {"new": 0, "corrected": 0, "unchanged": 0}
    warnings: list[Reason] = []
    for (applicant_id, year), rows in groups.items():
        whole, faults = _whole(rows)
        found += faults
        wrong, odd = whole_faults(applicant_id, year, rows, whole, rules, clean=not bad & {row["row"] for row in rows})
        found, warnings = found + wrong, warnings + odd
        if wrong or faults or bad & {row["row"] for row in rows}:
            continue
        agreement = _agreement(applicant_id, year, rows, whole, rules)
        before = known_agreements.agreement(store, applicant_id, year)
        real = before if before and before.kind is not Kind.EXAMPLE else None
        if real and real.agreement == agreement:
            counts["unchanged"] += 1
            continue
        if real:
            warnings.append(Reason(rows[0]["row"], "applicant", "agreement_changes", "", rows[0]["who"], str(year)))
        counts["corrected" if real else "new"] += 1
        tables.append(columns.table_of_agreement(agreement))
    noted = {(row["applicant_id"], row["year_id"]) for row in lines if row["note"]}
    group_of = {row["row"]: (row["applicant_id"], row["year_id"]) for row in lines}
    unsaid = [one for one in warnings if not why.strip() and group_of.get(one.row or 0) not in noted]
    empty = columns.SCHEMAS[Subject.AGREEMENT].empty_table()
    return Incoming(
        handed=handed,
        rows=empty if found else pa.concat_tables([empty, *tables]),
        faults=_remarks(handed, found),
        warnings=_remarks(handed, warnings),
        unconfirmed=_remarks(handed, unsaid),
        **counts,
    )


def _lines(connection: duckdb.DuckDBPyConnection, today: date) -> list[dict[str, Any]]:
    names = list(HEADINGS[Subject.AGREEMENT])
    joins = " ".join(f"join text_{name} t_{name} on t_{name}.code = h.{name}" for name in names)
    texts = ", ".join(f"t_{name}.text as {name}" for name in names)
    measure = "if(t_measure.text = '', t_component.text, t_measure.text) as measure_text"
    connection.execute(f"create view said as select h.row, {texts}, {measure} from handed h {joins}")
    sql = _READ.format(
        numbers=", ".join(f"whole(s.{name}) as {name}_value" for name in NUMBERS),
        money=", ".join(f"euro(if(s.{name} = '', '0', s.{name})) as {name}_value" for name in MONEY),
        number_faults=", ".join(f"whole_fault(s.{name}) as {name}_fault" for name in NUMBERS),
        money_faults=", ".join(
            f"if(s.{name} = '' and '{name}' = 'incentive_eur', null, euro_fault(s.{name})) as {name}_fault"
            for name in MONEY
        ),
    )
    connection.execute(sql, {"today": today})
    lines: list[dict[str, Any]] = connection.sql("from line order by row").to_arrow_table().to_pylist()
    return lines


def _cell_faults(lines: list[dict[str, Any]], facts: Facts) -> list[Reason]:
    """The cells that say nothing that can be read, by row."""
    years = ", ".join(str(year) for year in facts.years.column("project_year").to_pylist())
    found = []
    for line in lines:
        for name in HEADINGS[Subject.AGREEMENT]:
            if code := line.get(f"{name}_fault"):
                text = line["measure_text"] if name == "measure" else line[name]
                found.append(Reason(line["row"], name, code, text, line[name] if code == "year_closed" else years))
    return found


def _whole(rows: list[dict[str, Any]]) -> tuple[dict[str, Any], list[Reason]]:
    """What the rows of one agreement say of it as a whole, and where a later row says something else."""
    whole: dict[str, Any] = {}
    faults = []
    for name in OF_THE_WHOLE:
        said = [row for row in rows if row[name]]
        whole[name] = said[0] if said else rows[0]
        faults += [
            Reason(row["row"], name, "differs", row[name], said[0][name], str(said[0]["row"]))
            for row in said
            if row[name] != said[0][name]
        ]
    if not rows[0]["awarded_on"] and not whole["awarded_on"]["awarded_on"]:
        faults.append(Reason(rows[0]["row"], "awarded_on", "awarded_missing"))
    return whole, faults


def _agreement(
    applicant_id: str, year: int, rows: list[dict[str, Any]], whole: dict[str, Any], rules: AgreementRules
) -> Agreement:
    lines = tuple(
        AgreementLine(
            measure_id=row["measure_id"],
            priority=row["priority_value"],
            baseline_reach=row["baseline_reach_value"],
            planned_reach=row["planned_reach_value"],
            grant_eur=row["grant_eur_value"],
            own_share_eur=row["own_share_eur_value"],
        )
        for row in sorted(rows, key=lambda row: (row["priority_value"], row["measure_id"]))
    )
    return Agreement(
        applicant_id=applicant_id,
        project_year=year,
        awarded_on=whole["awarded_on"]["day"],
        cooperation=whole["cooperation"]["cooperation"] or None,
        members=tuple(sorted(rules.members(whole["members"]["members"])[0])),
        incentive_eur=whole["incentive_eur"]["incentive_eur_value"] or Decimal(0),
        lines=lines,
        note=whole["note"]["note"] or None,
    )


def _remarks(handed: Handed, found: list[Reason]) -> Remarks:
    rows = [one._asdict() for one in sorted(found, key=lambda one: (one.row or 0, one.name))]
    return Remarks(handed, pa.Table.from_pylist(rows, COLUMNS))
