"""The store to read: a build of data/ with the ledger laid over it, as it stands now or as it stood at a moment.

A real agreement takes the place of the example agreements of everybody who takes part in it in that project year, with
their example reports: nothing made up stands beside what is real. Of each cell only the newest row is kept, so a
question costs the same whatever the number of reports. A newer overlay starts from the one before and reads only the
batches after it. Moments are UTC without a zone.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from samenleven.reporting.records import Batch, Subject
from samenleven.store import builder, tables
from samenleven.store.connection import Store
from samenleven.store.ledger.book import Ledger
from samenleven.store.ledger.columns import SCHEMAS

SEQUENCE, HASH = "ledger_sequence", "ledger_hash"  # in the table meta: how far the ledger was read

HEAD = {
    "sequence": pa.int32(),
    "subject": pa.string(),
    "recorded_at": pa.timestamp("us"),
    "person_id": pa.string(),
    "origin": pa.string(),
    "rows": pa.int32(),
    "why": pa.string(),
    "file_name": pa.string(),
}
"""What the store knows of a batch from its head."""
ABOUT = """
    insert into batch_about
    select sequence, list(distinct {column} order by {column}) filter ({column} is not null)
    from read_parquet($files, filename = true) join batch_file using (filename) group by sequence
"""
HEADS = """
    insert into ledger_batch by name
    select head.* exclude (filename), coalesce(authority_ids, []) as authority_ids
    from head left join batch_about using (sequence) where recorded_at <= $at order by sequence
"""

# A register that is taken over keeps the day on which each figure was handed in; its first agreements hold from the day
# of the award. All else holds from the moment it was recorded.
NEWEST_REPORTS = """
    insert into ledger_report by name
    with told as (
        select applicant_id, project_year, period, measure_id,
               {'realised': realised, 'shortfall_reason': shortfall_reason, 'double_count_note': double_count_note,
                'note': note, 'handed_in_at': coalesce(reported_on::timestamp, recorded_at), 'sequence': sequence,
                'row': file_row_number} as figure
        from read_parquet($files, filename = true, file_row_number = true) join batch_file using (filename)
        where coalesce(reported_on::timestamp, recorded_at) <= $at),
    partly as (
        select applicant_id, project_year, period, measure_id,
               max_by(figure, (figure.handed_in_at, figure.sequence, figure.row)) as figure,
               count(*) as versions, list(distinct figure.sequence) as sequences
        from told group by applicant_id, project_year, period, measure_id
        union all
        select applicant_id, project_year, period, measure_id,
               {'realised': realised, 'shortfall_reason': shortfall_reason, 'double_count_note': double_count_note,
                'note': note, 'handed_in_at': handed_in_at, 'sequence': sequence, 'row': row}, versions, sequences
        from known_report)
    select applicant_id, project_year, period, measure_id,
           unnest(max_by(figure, (figure.handed_in_at, figure.sequence, figure.row))),
           sum(versions) as versions, list_sort(flatten(list(sequences))) as sequences
    from partly group by applicant_id, project_year, period, measure_id
"""
CONFIRMED = """
    update ledger_report r set confirmed_sequence = c.confirmed_sequence
    from (select applicant_id, project_year, period, measure_id, max(confirmed_sequence) as confirmed_sequence
          from (select applicant_id, project_year, period, measure_id, confirmed_sequence
                from read_parquet($files, filename = true) join batch_file using (filename) where recorded_at <= $at
                union all
                select applicant_id, project_year, period, measure_id, confirmed_sequence from known_report)
          group by all) c
    where r.applicant_id = c.applicant_id and r.project_year = c.project_year and r.period = c.period
      and r.measure_id = c.measure_id
"""
NEWEST = """
    insert into {table} by name
    select r.* exclude (filename), b.sequence
    from read_parquet($files, filename = true) r join batch_file b using (filename)
    where b.recorded_at <= $at
    qualify row_number() over (partition by {key} order by b.sequence desc) = 1
"""
AGREEMENTS = """
    create temp table real_line as
    with told as (
        select r.* exclude (filename), b.sequence, b.recorded_at,
               dense_rank() over (partition by applicant_id, project_year order by b.sequence) as version
        from {rows} r join batch_file b using (filename))
    select *, version as versions from told
    where if(version = 1, least(recorded_at, awarded_on::timestamp), recorded_at) <= $at
    qualify version = max(version) over (partition by applicant_id, project_year)
"""
REAL = """
    create temp table real_agreement as
    select any_value(columns(* exclude (measure_id, priority, baseline_reach, planned_reach, grant_eur, own_share_eur,
                                        recorded_at, version))),
           'real' || project_year || '-' || applicant_id as agreement_id,
           'real-' || applicant_id || '-' || md5(any_value(cooperation))[:6] as cooperation_id
    from real_line group by applicant_id, project_year;
    create temp table real_member as
    select distinct project_year, applicant_id, cooperation_id,
           unnest([applicant_id] || string_split(coalesce(nullif(members, ''), applicant_id), ' ')) as authority_id
    from real_agreement;
    create temp table replaced as
    select distinct p.agreement_id, g.cooperation_id, p.project_year
    from base.participant p join base.agreement g using (agreement_id)
    join real_member m on m.project_year = p.project_year and m.authority_id = p.authority_id;
    create temp table told_cell as
    select agreement_id, measure_id, period
    from ledger_report r join base.agreement g using (applicant_id, project_year);
"""
KEPT = {
    "agreement": "where agreement_id not in (select agreement_id from replaced)",
    "agreement_line": "where agreement_id not in (select agreement_id from replaced)",
    "membership": "where (cooperation_id, project_year) not in (select (cooperation_id, project_year) from replaced "
    "where cooperation_id is not null)",
    "report_line": "anti join replaced using (agreement_id) "
    "anti join told_cell using (agreement_id, measure_id, period)",
}
"""Which rows of data/ stay; of the other tables all do."""
AS_REAL = (
    "* replace (if(kind = 'example', 'official', kind) as kind, "
    "if(kind = 'example', 'ledger-practice', source_id) as source_id)"
)
PRACTISED = dict.fromkeys(("cooperation", "membership", "agreement", "agreement_line"), AS_REAL)
"""In the practice environment example agreements count as real ones, from a source that says so."""
FILLED = {
    "cooperation": """
        select distinct on (cooperation_id) cooperation_id, cooperation, applicant_id, 'official',
               ledger_source('ledger-agreement'), null
        from real_agreement where cooperation is not null order by cooperation_id, project_year desc""",
    "membership": """
        select cooperation_id, authority_id, project_year, 'official', ledger_source('ledger-agreement')
        from real_member where cooperation_id is not null""",
    "agreement": """
        select agreement_id, project_year, applicant_id, cooperation_id, awarded_on, incentive_eur, 'official',
               ledger_source('ledger-agreement'), note
        from real_agreement""",
    "agreement_line": """
        select agreement_id, measure_id, priority, baseline_reach, planned_reach, grant_eur, own_share_eur, 'official',
               ledger_source('ledger-agreement'), l.awarded_on
        from real_line l join real_agreement using (applicant_id, project_year)""",
    "ledger_agreement": "select applicant_id, project_year, sequence, versions from real_agreement",
}
"""What the ledger adds to the tables of data/."""


def version(base: Store, ledger: Ledger, at: datetime | None = None) -> str:
    """The data version of an overlay: that of the build itself when the ledger is empty."""
    last = ledger.sequence
    if not last and not ledger.practice:
        return base.version
    said = f"{base.version} {ledger.hash_of(last)} {at or 'now'} {ledger.practice}"
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def lay(base: Store, ledger: Ledger, draft: Path, *, before: Store | None = None, at: datetime | None = None) -> None:
    """Write to `draft` what `base` and the ledger give together; `before` is an overlay of now, on the same ledger.

    Raises duckdb.Error when the disk is full, LedgerError when the ledger cannot be read.
    """
    batches = ledger.batches()
    with duckdb.connect(str(draft), config={"default_block_size": builder.BLOCK_BYTES}) as connection:
        connection.execute(f"attach '{_quoted(base.path)}' as base (read_only)")
        connection.begin()
        tables.create_schema(connection)
        moment = at or datetime.max
        if ledger.practice:
            connection.execute("insert into meta values ('practice', 'ja')")
        known = _known(connection, ledger, batches, before if at is None else None)
        _batches(connection, ledger, batches, known, moment)
        _reports(connection, ledger, batches, known, moment)
        for subject, table, key in (
            (Subject.DECISION, "ledger_decision", "applicant_id, project_year, period, action_id"),
            (Subject.ROLE, "ledger_role", "claim_value"),
            (Subject.SETTING, "ledger_setting", "name, authority_id"),
        ):
            if files := _files(ledger, batches, subject):
                connection.execute(NEWEST.format(table=table, key=key), {"files": files, "at": moment})
        _agreements(connection, ledger, batches, moment)
        last = batches[-1].sequence if batches else 0
        meta = {"data_version": version(base, ledger, at), SEQUENCE: str(last), HASH: ledger.hash_of(last)}
        connection.execute("insert into meta select * from base.meta where name <> 'data_version'")
        connection.executemany("insert into meta values (?, ?)", list(meta.items()))
        connection.commit()
        connection.execute("detach base")
        connection.execute("checkpoint")


def _known(connection: duckdb.DuckDBPyConnection, ledger: Ledger, batches: list[Batch], before: Store | None) -> int:
    """How many batches `before` knows already, and need not be read again: none when it is of another ledger."""
    if not before:
        return 0
    meta = {row["name"]: row["value"] for row in before.rows("select name, value from meta")}
    known = int(meta.get(SEQUENCE, 0))
    if not (0 < known <= len(batches) and meta[HASH] == ledger.hash_of(known)):
        return 0
    connection.execute(f"attach '{_quoted(before.path)}' as before (read_only)")
    return known


def _batches(
    connection: duckdb.DuckDBPyConnection, ledger: Ledger, batches: list[Batch], known: int, at: datetime
) -> None:
    """The heads, with for whom each batch is: the authorities that its rows name."""
    told = [asdict(one) | {"recorded_at": _naive(one.recorded_at)} for one in batches]
    heads = pa.table({name: pa.array([row[name] for row in told], kind) for name, kind in HEAD.items()})
    connection.register("head", heads.append_column("filename", [[str(ledger.path(one.sequence)) for one in batches]]))
    connection.execute("create temp table batch_file as select filename, sequence, recorded_at from head")
    connection.execute("create temp table batch_about (sequence integer, authority_ids varchar[])")
    if known:
        connection.execute("insert into batch_about select sequence, authority_ids from before.ledger_batch")
    for subject, schema in SCHEMAS.items():
        if files := _files(ledger, batches[known:], subject):
            column = "applicant_id" if "applicant_id" in schema.names else "authority_id"
            connection.execute(ABOUT.format(column=column), {"files": files})
    connection.execute(HEADS, {"at": at})
    connection.unregister("head")


def _reports(
    connection: duckdb.DuckDBPyConnection, ledger: Ledger, batches: list[Batch], known: int, at: datetime
) -> None:
    """The newest row of every cell; what was known before is not read again."""
    connection.execute("create temp table known_report as from ledger_report limit 0")
    if known:
        connection.execute("insert into known_report from before.ledger_report")
    newer = batches[known:]
    told = _files(ledger, newer, Subject.REPORT)
    if told:
        connection.execute(NEWEST_REPORTS, {"files": told, "at": at})
    else:
        connection.execute(
            "insert into ledger_report by name select * replace (null as confirmed_sequence) from known_report"
        )
    if files := _files(ledger, newer, Subject.CONFIRMATION):
        connection.execute(CONFIRMED, {"files": files, "at": at})
    else:
        connection.execute(
            "update ledger_report r set confirmed_sequence = k.confirmed_sequence from known_report k "
            "where (r.applicant_id, r.project_year, r.period, r.measure_id) "
            "= (k.applicant_id, k.project_year, k.period, k.measure_id)"
        )


def _agreements(connection: duckdb.DuckDBPyConnection, ledger: Ledger, batches: list[Batch], at: datetime) -> None:
    """The tables of data/ without what is replaced, and the real agreements in its place."""
    files = _files(ledger, batches, Subject.AGREEMENT)
    connection.register("no_agreements", SCHEMAS[Subject.AGREEMENT].empty_table())
    rows = (
        "read_parquet($files, filename = true)"
        if files
        else "(select *, $files::varchar as filename from no_agreements)"
    )
    connection.execute(AGREEMENTS.format(rows=rows), {"files": files or None, "at": at})
    connection.execute(REAL)
    for name in tables.schema_tables(connection):
        kept = PRACTISED.get(name, "*") if ledger.practice else "*"
        connection.execute(f'insert into "{name}" select {kept} from base."{name}" {KEPT.get(name, "")}')
        if name in FILLED:
            connection.execute(f'insert into "{name}" {FILLED[name]}')
    connection.execute(f"insert into ledger_agreement {FILLED['ledger_agreement']}")


def _files(ledger: Ledger, batches: list[Batch], subject: Subject) -> list[str]:
    return [str(ledger.path(one.sequence)) for one in batches if one.subject is subject]


def _naive(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
