"""Queries for agreements as tables: what was awarded, who takes part, what was reported, and the published totals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import pandas as pd

from samenleven.figures import Kind, Shown
from samenleven.reporting.records import Agreement, AgreementLine
from samenleven.store.connection import Store
from samenleven.store.results import kinds


def grants(store: Store, *, shown: Shown) -> pd.DataFrame:
    """What was awarded per agreement and action: `grant_eur`, `own_share_eur`, incentives apart.

    One row per agreement and action, with the applicant, its cooperation and the number of authorities in it.
    """
    return store.frame(
        """
        with members as (
            select agreement_id, count(distinct authority_id) as authorities from participant group by agreement_id),
        -- The incentive belongs to no action: a row of its own, without action.
        award as (
            select a.agreement_id, m.action_id, sum(a.grant_eur) as grant_eur, sum(a.own_share_eur) as own_share_eur
            from agreement_line a join measure m using (measure_id) group by all
            union all
            select agreement_id, null, incentive_eur, 0 from agreement where incentive_eur > 0)
        select g.agreement_id, g.project_year, g.applicant_id as authority_id, l.nis, l.name, c.name as cooperation,
               l.reference_region, members.authorities, w.action_id, x.title as action_title, x.goal_id,
               w.grant_eur::double as grant_eur, w.own_share_eur::double as own_share_eur,
               g.kind, g.source_id, g.awarded_on as reference_date
        from agreement g
        join award w using (agreement_id)
        join members using (agreement_id)
        join local_authority l on l.authority_id = g.applicant_id
        left join cooperation c using (cooperation_id)
        left join action x on x.action_id = w.action_id
        where g.kind in (select unnest($kinds))
        order by g.project_year, l.name, w.action_id nulls last
        """,
        {"kinds": kinds(shown)},
    )


def measures(store: Store, *, shown: Shown) -> frozenset[str]:
    """The measures that somebody made an agreement on, in any project year."""
    lines = "select distinct measure_id from agreement_line where kind in (select unnest(?))"
    return frozenset(row["measure_id"] for row in store.rows(lines, [kinds(shown)]))


@dataclass(frozen=True, slots=True)
class Known:
    """An agreement as the store has it, with what makes it trustworthy.

    `version` counts the versions of one in the ledger, and `recorded_at` is when the newest came in (UTC); None for an
    example.
    """

    agreement: Agreement
    kind: Kind
    source_id: str
    version: int | None = None
    recorded_at: datetime | None = None


def agreement(store: Store, applicant_id: str, project_year: int) -> Known | None:
    """The agreement of an applicant in a project year, its lines by priority; None when the store has none."""
    heads = store.rows(
        "select g.*, c.name as cooperation, a.versions, b.recorded_at, "
        "(select list(distinct p.authority_id order by p.authority_id) from participant p "
        "where p.agreement_id = g.agreement_id and p.authority_id <> g.applicant_id) as members "
        "from agreement g left join cooperation c using (cooperation_id) "
        "left join ledger_agreement a on a.applicant_id = g.applicant_id and a.project_year = g.project_year "
        "left join ledger_batch b on b.sequence = a.sequence where g.applicant_id = ? and g.project_year = ?",
        [applicant_id, project_year],
    )
    if not heads:
        return None
    head = heads[0]
    lines = store.rows(
        "select l.measure_id, l.priority, l.baseline_reach, l.planned_reach, l.grant_eur, l.own_share_eur "
        "from agreement_line l where l.agreement_id = ? order by l.priority, l.measure_id",
        [head["agreement_id"]],
    )
    names = ("applicant_id", "project_year", "awarded_on", "cooperation", "incentive_eur", "note")
    found = Agreement(
        members=tuple(head["members"] or ()),
        lines=tuple(AgreementLine(**line) for line in lines),
        **{name: head[name] for name in names},
    )
    at = head["recorded_at"]
    return Known(found, Kind(head["kind"]), head["source_id"], head["versions"], at.replace(tzinfo=UTC) if at else None)


def members(store: Store, *, shown: Shown) -> pd.DataFrame:
    """Who takes part in which agreement and project year, with the applicant that leads."""
    return store.frame(
        """
        select p.project_year, p.agreement_id, p.authority_id, l.nis, l.name, g.applicant_id,
               lead.name as applicant, lead.nis as applicant_nis, c.name as cooperation, c.note,
               g.kind, g.source_id, g.awarded_on as reference_date
        from participant p
        join agreement g using (agreement_id)
        join local_authority l on l.authority_id = p.authority_id
        join local_authority lead on lead.authority_id = g.applicant_id
        left join cooperation c using (cooperation_id)
        where p.kind in (select unnest($kinds))
        order by p.project_year, lead.name, l.name
        """,
        {"kinds": kinds(shown)},
    )


def published_totals(store: Store) -> pd.DataFrame:
    """The followed official figures for Flanders per project year: money, applicants, authorities."""
    return store.frame(
        """
        select figure_id, project_year, concept, value::double as value, unit, precision, kind, source_id,
               reference_date, note
        from published_figure
        where followed and authority_id is null and action_id is null and project_year is not null
          and concept in ('grant_awarded', 'applicants', 'authorities', 'participants')
        order by concept, project_year, figure_id
        """
    )
