"""A real agreement in a ledger, for the tests that need one: that of the example set, as if it were recorded."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from samenleven.reporting.records import Agreement, AgreementLine, Batch, Origin
from samenleven.reporting.rights import Person, Role
from samenleven.store.connection import Store
from samenleven.store.ledger import Ledger
from tests.support.ledger import recorded

AGENCY = Person("agentschap", Role.AGENCY)
LINES = """
    select l.measure_id, l.baseline_reach, l.planned_reach, l.grant_eur, l.own_share_eur, g.incentive_eur
    from agreement_line l join agreement g using (agreement_id)
    where g.applicant_id = ? and g.project_year = ? order by l.measure_id
"""


def agree(
    store: Store, folder: Path, applicant_id: str = "46021", project_year: int = 2, members: tuple[str, ...] = ()
) -> Batch:
    """Record the example agreement of an applicant as a real one."""
    rows = store.rows(LINES, [applicant_id, project_year])
    lines = tuple(
        AgreementLine(
            measure_id=row["measure_id"],
            priority=place,
            baseline_reach=row["baseline_reach"],
            planned_reach=row["planned_reach"],
            grant_eur=row["grant_eur"],
            own_share_eur=row["own_share_eur"],
        )
        for place, row in enumerate(rows, 1)
    )
    agreement = Agreement(
        applicant_id=applicant_id,
        project_year=project_year,
        awarded_on=date(2023, 9, 22),
        cooperation="Samen" if members else None,
        members=members,
        incentive_eur=rows[0]["incentive_eur"],
        lines=lines,
    )
    return recorded(Ledger(folder), agreement, person=AGENCY, origin=Origin.COMMAND)
