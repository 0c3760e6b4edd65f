"""A ledger with one real agreement and its half-year: Sint-Niklaas in project year 1, one action below the gate."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from samenleven.counted import Period
from samenleven.reporting.records import Agreement, AgreementLine, Batch, Origin, Report, Subject
from samenleven.reporting.rights import Person, Role
from samenleven.store.ledger import Ledger
from tests.support.ledger import recorded

AGENCY = Person("agency", Role.AGENCY)
OFFICER = Person("officer", Role.LOCAL, "46021")
APPLICANT, YEAR = "46021", 1
HANDED_IN = datetime(2023, 5, 2, 9, 30, tzinfo=UTC)
KPI = {"call-02.1": 1, "call-05.1": 400, "call-08.1": 100}
FIRST = {"call-02.1": 1, "call-05.1": 90, "call-08.1": None}
"""What was handed in: 90 of 400 is below the gate, and action 8 stated that it does not know yet."""


def agreement() -> Agreement:
    """The agreement, with a grant of 10,000 euro for each line."""
    return Agreement(
        applicant_id=APPLICANT,
        project_year=YEAR,
        awarded_on=date(2022, 9, 23),
        cooperation=None,
        members=(),
        incentive_eur=Decimal(0),
        lines=tuple(
            AgreementLine(
                measure_id=measure,
                priority=place,
                baseline_reach=0,
                planned_reach=kpi,
                grant_eur=Decimal(10_000),
                own_share_eur=Decimal(10_000),
            )
            for place, (measure, kpi) in enumerate(KPI.items(), 1)
        ),
    )


def report(measure: str, realised: int | None, *, reason: str | None = None) -> Report:
    """What was reached of one measure over the half-year."""
    return Report(
        applicant_id=APPLICANT,
        project_year=YEAR,
        period=Period.HALF_YEAR,
        measure_id=measure,
        realised=realised,
        shortfall_reason=reason,
    )


def hand_in(ledger: Ledger, rows: list[Report], now: datetime | None = None) -> Batch:
    """Write rows as the officer's form does."""
    return ledger.write(Subject.REPORT, rows, person=AGENCY, origin=Origin.FORM, now=now)


def fill(folder: Path, *, reports: bool = True) -> Ledger:
    """The ledger in a folder."""
    ledger = Ledger(folder)
    recorded(ledger, agreement(), person=AGENCY, origin=Origin.CSV, now=datetime(2022, 9, 24, tzinfo=UTC))
    if reports:
        rows = [
            report(name, figure, reason="Later begonnen" if figure == 90 else None) for name, figure in FIRST.items()
        ]
        hand_in(ledger, rows, HANDED_IN)
    return ledger
