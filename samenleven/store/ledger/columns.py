"""The rows of a batch as columns, by subject: the fields of its record, typed for Parquet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import pyarrow as pa

from samenleven.reporting.records import Agreement, Record, Subject

TEXT = pa.string()
COUNT = pa.int64()
EURO = pa.decimal128(12, 2)
CELL = (("applicant_id", TEXT), ("project_year", pa.int32()), ("period", TEXT), ("measure_id", TEXT))

SCHEMAS: dict[Subject, pa.Schema] = {
    Subject.AGREEMENT: pa.schema(
        [
            *(("applicant_id", TEXT), ("project_year", pa.int32()), ("awarded_on", pa.date32())),
            *(("cooperation", TEXT), ("members", TEXT), ("incentive_eur", EURO), ("note", TEXT)),
            *(("measure_id", TEXT), ("priority", COUNT), ("baseline_reach", COUNT), ("planned_reach", COUNT)),
            *(("grant_eur", EURO), ("own_share_eur", EURO)),
        ]
    ),
    Subject.REPORT: pa.schema(
        [
            *(*CELL, ("realised", COUNT), ("shortfall_reason", TEXT), ("double_count_note", TEXT)),
            *(("note", TEXT), ("reported_on", pa.date32())),
        ]
    ),
    Subject.CONFIRMATION: pa.schema([*CELL, ("confirmed_sequence", COUNT)]),
    Subject.DECISION: pa.schema(
        [
            *(("applicant_id", TEXT), ("project_year", pa.int32()), ("period", TEXT), ("action_id", pa.int32())),
            *(("verdict", TEXT), ("reason", TEXT)),
        ]
    ),
    Subject.ROLE: pa.schema([("claim_value", TEXT), ("role", TEXT), ("authority_id", TEXT)]),
    Subject.SETTING: pa.schema([("name", TEXT), ("value", TEXT), ("authority_id", TEXT)]),
}
"""The columns of each subject, in the order of the record."""

KEYS: dict[Subject, tuple[str, ...]] = {
    Subject.AGREEMENT: ("applicant_id", "project_year"),
    Subject.REPORT: ("applicant_id", "project_year", "period", "measure_id"),
    Subject.CONFIRMATION: ("applicant_id", "project_year", "period", "measure_id"),
    Subject.DECISION: ("applicant_id", "project_year", "period", "action_id"),
    Subject.ROLE: ("claim_value",),
    Subject.SETTING: ("name", "authority_id"),
}
"""What a row is about: a later row with the same key supersedes an earlier one of its subject."""

SAME_CELLS = {Subject.CONFIRMATION: Subject.REPORT}
"""Subjects that are about the cells of another: who confirms a figure must have seen the newest one."""


def table_of(subject: Subject, rows: Sequence[Record]) -> pa.Table:
    """Records as columns."""
    return pa.Table.from_pylist([asdict(row) for row in rows], SCHEMAS[subject])


def table_of_agreement(agreement: Agreement) -> pa.Table:
    """An agreement as columns: one row per line, what holds for all lines repeated."""
    whole: dict[str, Any] = asdict(agreement) | {"members": " ".join(agreement.members)}
    lines = whole.pop("lines")
    return pa.Table.from_pylist([whole | line for line in lines], SCHEMAS[Subject.AGREEMENT])


def keys(subject: Subject, rows: pa.Table) -> set[tuple[Any, ...]]:
    """What the rows are about."""
    columns = [rows.column(name).to_pylist() for name in KEYS[subject]]
    return set(zip(*columns, strict=True))
