"""What the ledger holds, as values: agreements, reports and what is decided about them.

A batch is what somebody confirmed in one go; its rows are one of the records below. Nothing is ever changed: a later
batch about the same cell (applicant, project year, period, measure) supersedes the earlier one. `docs/rules.md`,
sections 4, 7, 8 and 13.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from samenleven.counted import Period
from samenleven.reporting.rights import Role


class Subject(StrEnum):
    """What a batch is about: all its rows are of one record."""

    AGREEMENT = "agreement"
    REPORT = "report"
    CONFIRMATION = "confirmation"
    DECISION = "decision"
    ROLE = "role"
    SETTING = "setting"


class Origin(StrEnum):
    """Which way a batch came in."""

    FORM = "form"
    WORKBOOK = "workbook"
    CSV = "csv"
    COMMAND = "command"


class Verdict(StrEnum):
    """What the agency decides about an action that has to be judged by hand, or that stayed below the gate."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


@dataclass(frozen=True, kw_only=True)
class AgreementLine:
    """What an applicant promises for one measure: reach that was there already, extra reach, and the money for it."""

    measure_id: str
    priority: int
    baseline_reach: int
    planned_reach: int
    grant_eur: Decimal
    own_share_eur: Decimal


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """What an applicant promises in one project year (samenwerkingsakkoord).

    `members` are the authorities that take part beside the applicant (the lead); `cooperation` is their name, None for
    who applies alone. A later agreement of the same applicant and project year replaces this one whole.
    """

    applicant_id: str
    project_year: int
    awarded_on: date
    cooperation: str | None
    members: tuple[str, ...]
    incentive_eur: Decimal
    lines: tuple[AgreementLine, ...]
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Report:
    """What an applicant reached for one measure, over the half-year or the year so far.

    `realised` None: stated as not yet known. `shortfall_reason`: why the KPI was missed; `double_count_note`: what is
    said about reach that may be counted under two actions; `note`: what is said about a figure that changed or that
    stands out. `reported_on`: the day on which it was handed in elsewhere, when a register is taken over with its
    history; None: the day of the batch.
    """

    applicant_id: str
    project_year: int
    period: Period
    measure_id: str
    realised: int | None
    shortfall_reason: str | None = None
    double_count_note: str | None = None
    note: str | None = None
    reported_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Confirmation:
    """The agency confirms the figure of a cell as batch `confirmed_sequence` gave it: from then on it is official."""

    applicant_id: str
    project_year: int
    period: Period
    measure_id: str
    confirmed_sequence: int


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What the agency decides about one action of an applicant, and why."""

    applicant_id: str
    project_year: int
    period: Period
    action_id: int
    verdict: Verdict
    reason: str


@dataclass(frozen=True, kw_only=True)
class RoleGrant:
    """Who has which value in the claim that the settings name, acts as `role`; None takes an earlier grant back."""

    claim_value: str
    role: Role | None
    authority_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class SettingChange:
    """A choice for all (`authority_id` None) or for one authority, such as not showing the example set."""

    name: str
    value: str
    authority_id: str | None = None


Record = AgreementLine | Report | Confirmation | Decision | RoleGrant | SettingChange


@dataclass(frozen=True, kw_only=True)
class Batch:
    """The head of a batch: who recorded it, when (UTC), why, and on top of which one.

    `sequence` counts from 1 without gaps. `person_id` is a pseudonym: the name stands outside the ledger and can be
    erased. `previous` is the hash of the file of the batch before. `file_sha256` is that of the file that was handed
    in, so that the same file twice is seen.
    """

    sequence: int
    subject: Subject
    recorded_at: datetime
    person_id: str
    origin: Origin
    rows: int
    previous: str
    why: str | None = None
    file_name: str | None = None
    file_sha256: str | None = None
