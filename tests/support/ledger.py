"""A ledger to try things on: people, agreements and reports as they come in."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from samenleven.counted import Period
from samenleven.reporting.records import Agreement, AgreementLine, Batch, Confirmation, Origin, Report, Subject
from samenleven.reporting.rights import Person, Role
from samenleven.store import Store
from samenleven.store.ledger import Ledger
from samenleven.store.ledger.columns import table_of_agreement

AGENCY = Person("p-agency", Role.AGENCY)
SINT_NIKLAAS, ZELE = "46021", "42028"
OFFICER = Person("p-officer", Role.LOCAL, SINT_NIKLAAS)
LINE = AgreementLine(
    measure_id="call-05.1",
    priority=1,
    baseline_reach=100,
    planned_reach=200,
    grant_eur=Decimal(12000),
    own_share_eur=Decimal(12000),
)


def agreed(ledger: Ledger, applicant: str = SINT_NIKLAAS, year: int = 1, **other: Any) -> Batch:
    """Record an agreement of one action for an applicant: 300 to reach, 100 of them there already."""
    how = {name: other.pop(name) for name in ("now", "seen", "why") if name in other}
    given = {
        "applicant_id": applicant,
        "project_year": year,
        "awarded_on": date(2022, 9, 23),
        "cooperation": None,
        "members": (),
        "incentive_eur": Decimal(0),
        "lines": (LINE,),
    }
    return recorded(ledger, Agreement(**given | other), **how)


def recorded(
    ledger: Ledger, agreement: Agreement, *, person: Person = AGENCY, origin: Origin = Origin.FORM, **how: Any
) -> Batch:
    """Record an agreement as the screen and the files do: as columns."""
    return ledger.write(Subject.AGREEMENT, table_of_agreement(agreement), person=person, origin=origin, **how)


def report(realised: int | None, applicant: str = SINT_NIKLAAS, **other: Any) -> Report:
    """A report on the one action of `agreed`, over the half-year of the first project year."""
    cell = {"applicant_id": applicant, "project_year": 1, "period": Period.HALF_YEAR, "measure_id": "call-05.1"}
    return Report(**cell | other, realised=realised)


def reported(ledger: Ledger, *rows: Report, person: Person = AGENCY, store: Store | None = None, **how: Any) -> Batch:
    """Record reports."""
    return ledger.write(Subject.REPORT, rows, person=person, origin=Origin.FORM, store=store, **how)


def confirmed(ledger: Ledger, sequence: int, now: datetime | None = None) -> Batch:
    """The agency confirms the figure of `report` as a batch gave it."""
    row = Confirmation(
        applicant_id=SINT_NIKLAAS,
        project_year=1,
        period=Period.HALF_YEAR,
        measure_id="call-05.1",
        confirmed_sequence=sequence,
    )
    return ledger.write(Subject.CONFIRMATION, [row], person=AGENCY, origin=Origin.FORM, now=now)
