"""What is recorded, asked of the store that the ledger is laid over: who takes part, figures, decisions, settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from samenleven.counted import Period
from samenleven.figures import Kind
from samenleven.reporting.records import Subject, Verdict
from samenleven.store.connection import Store


@dataclass(frozen=True, kw_only=True)
class ReportedCell:
    """The newest figure of a cell, and where it stands in the ledger.

    `realised` None: stated as not yet known. `kind` is REPORTED until the agency confirmed this very figure. `versions`
    counts every figure that the cell ever had; `sequences` are the batches in which they stand.
    """

    applicant_id: str
    project_year: int
    period: Period
    measure_id: str
    realised: int | None
    shortfall_reason: str | None
    double_count_note: str | None
    note: str | None
    handed_in_at: datetime
    kind: Kind
    sequence: int
    person_id: str
    versions: int
    sequences: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Decided:
    """What the agency decided last about an action of an applicant."""

    applicant_id: str
    project_year: int
    period: Period
    action_id: int
    verdict: Verdict
    reason: str
    sequence: int
    recorded_at: datetime
    person_id: str


def taking_part(store: Store, applicant_id: str, project_year: int) -> frozenset[str]:
    """Who takes part in the agreement of an applicant, itself included; nobody where there is no real agreement."""
    rows = store.rows(
        "select p.authority_id from participant p join agreement g using (agreement_id) "
        "where g.applicant_id = ? and g.project_year = ? and g.kind <> 'example'",
        [applicant_id, project_year],
    )
    return frozenset(row["authority_id"] for row in rows)


def report_cells(
    store: Store, *, applicant_id: str | None = None, project_year: int | None = None, period: Period | None = None
) -> list[ReportedCell]:
    """The newest figure of every cell that somebody reported, by applicant, year, period and measure."""
    rows = store.rows(
        "select r.* exclude (row, confirmed_sequence), b.person_id, "
        "if(r.confirmed_sequence = r.sequence, 'official', 'reported') as kind "
        "from ledger_report r join ledger_batch b using (sequence) "
        "where applicant_id = coalesce($applicant, applicant_id) and project_year = coalesce($year, project_year) "
        "and period = coalesce($period, period) order by applicant_id, project_year, period, measure_id",
        {"applicant": applicant_id, "year": project_year, "period": period},
    )
    return [
        ReportedCell(
            **row
            | {
                "period": Period(row["period"]),
                "kind": Kind(row["kind"]),
                "handed_in_at": _utc(row["handed_in_at"]),
                "sequences": tuple(row["sequences"]),
            }
        )
        for row in rows
    ]


def decisions(store: Store, *, applicant_id: str | None = None, project_year: int | None = None) -> list[Decided]:
    """What the agency decided last, by applicant, project year, period and action."""
    rows = store.rows(
        "select d.*, b.recorded_at, b.person_id from ledger_decision d join ledger_batch b using (sequence) "
        "where applicant_id = coalesce($applicant, applicant_id) and project_year = coalesce($year, project_year) "
        "order by applicant_id, project_year, period, action_id",
        {"applicant": applicant_id, "year": project_year},
    )
    return [
        Decided(
            **row
            | {
                "period": Period(row["period"]),
                "verdict": Verdict(row["verdict"]),
                "recorded_at": _utc(row["recorded_at"]),
            }
        )
        for row in rows
    ]


def settings(store: Store, name: str) -> dict[str | None, str]:
    """What a setting is now, by authority; None is for everybody."""
    return {
        row["authority_id"]: row["value"]
        for row in store.rows("select authority_id, value from ledger_setting where name = ?", [name])
    }


def roles(store: Store) -> list[dict[str, Any]]:
    """Every role that is given out now: `claim_value`, `role`, `authority_id`, and the batch that says so."""
    return store.rows(
        "select r.*, b.recorded_at, b.person_id, b.why from ledger_role r join ledger_batch b using (sequence) "
        "where r.role is not null order by claim_value"
    )


def batches(store: Store, subject: Subject | None = None) -> list[dict[str, Any]]:
    """Everything that was recorded, newest first: who, when, why, which way, how many rows, for which authorities."""
    rows = store.rows(
        "select * from ledger_batch where subject = coalesce(?, subject) order by sequence desc", [subject]
    )
    return [row | {"recorded_at": _utc(row["recorded_at"])} for row in rows]


def first_confirmed(store: Store) -> bool:
    """Whether the agency confirmed any report: from then on nobody sees examples unless they ask for them."""
    return bool(store.rows("select 1 from ledger_report where confirmed_sequence is not null limit 1"))


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC)
