"""About which figures one reports: the applicants with a real agreement, and the lines that they promised."""

from __future__ import annotations

from samenleven.figures import Kind
from samenleven.reporting.running import Asked
from samenleven.store import catalogue
from samenleven.store.connection import Store


def applicants(store: Store) -> dict[str, dict[int, frozenset[str]]]:
    """Who takes part in the agreements that are no example, the applicant included, by applicant and project year."""
    rows = store.rows(
        "select g.applicant_id, g.project_year, l.name, list(p.authority_id order by p.authority_id) as authorities "
        "from agreement g join participant p using (agreement_id) join local_authority l "
        "on l.authority_id = g.applicant_id where g.kind <> 'example' group by all "
        "order by l.name, g.applicant_id, g.project_year"
    )
    found: dict[str, dict[int, frozenset[str]]] = {}
    for row in rows:
        years = found.setdefault(row["applicant_id"], {})
        years[row["project_year"]] = frozenset(row["authorities"]) | {row["applicant_id"]}
    return found


def lines(store: Store, applicant_id: str, project_year: int) -> tuple[Asked, ...]:
    """What an applicant promised that is no example, in the order of actions; nothing where there is no agreement."""
    measures = {one.measure_id: one for one in catalogue.measures(store)}
    rows = store.rows(
        "select l.measure_id, l.priority, l.baseline_reach, l.planned_reach, g.awarded_on, l.kind, l.source_id "
        "from agreement_line l join agreement g using (agreement_id) join measure m using (measure_id) "
        "where g.applicant_id = ? and g.project_year = ? and g.kind <> 'example' order by m.action_id, l.measure_id",
        [applicant_id, project_year],
    )
    return tuple(
        Asked(
            measure=measures[row["measure_id"]],
            priority=row["priority"],
            baseline_reach=row["baseline_reach"],
            planned_reach=row["planned_reach"],
            awarded_on=row["awarded_on"],
            kind=Kind(row["kind"]),
            source_id=row["source_id"],
        )
        for row in rows
    )


def last_sequence(store: Store) -> int:
    """The last batch that is in a store, 0 when there is none: who saw this store, saw no later one."""
    return int(store.rows("select coalesce(max(sequence), 0) as sequence from ledger_batch")[0]["sequence"])
