"""The rights of a batch: asked where it is written, on what its rows say and on who really takes part."""

from __future__ import annotations

import pyarrow as pa

from samenleven.reporting.records import Subject
from samenleven.reporting.rights import Deed, Person, Role
from samenleven.reporting.rights import require as require_right
from samenleven.store.connection import Store
from samenleven.store.ledger import state

DEEDS = {
    Subject.AGREEMENT: Deed.AGREE,
    Subject.REPORT: Deed.REPORT,
    Subject.CONFIRMATION: Deed.CONFIRM,
    Subject.DECISION: Deed.DECIDE,
    Subject.ROLE: Deed.GIVE_ROLES,
    Subject.SETTING: Deed.SET,
}


def require(person: Person, subject: Subject, rows: pa.Table, store: Store | None) -> None:
    """Stop who may not write every one of these rows. Raises NotAllowed."""
    deed = DEEDS[subject]
    if person.role is not Role.LOCAL:
        require_right(person, deed)
    elif subject is Subject.REPORT and store:
        cells = zip(rows.column("applicant_id").to_pylist(), rows.column("project_year").to_pylist(), strict=True)
        for applicant_id, project_year in set(cells):
            require_right(person, deed, state.taking_part(store, applicant_id, project_year))
    elif subject is Subject.SETTING:
        for authority_id in set(rows.column("authority_id").to_pylist()):
            require_right(person, deed, {authority_id} - {None})
    else:
        require_right(person, deed)
