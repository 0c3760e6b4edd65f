"""What is in the register, as a file that can be handed in again: the columns are those that the check reads."""

from __future__ import annotations

import pandas as pd

from samenleven.intake.headings import HEADINGS
from samenleven.reporting.records import Subject
from samenleven.store.connection import Store

_SQL = {
    # Why a figure changes is asked anew, and a correction is of its own day: neither is handed out.
    Subject.REPORT: """
        select r.applicant_id as applicant, r.project_year, r.period, r.measure_id as measure, m.component, r.realised,
               if(r.realised is null, 'ja', null) as not_yet_known, r.shortfall_reason, r.double_count_note,
               null::varchar as note, null::varchar as reported_on
        from ledger_report r join measure m using (measure_id) join local_authority l on l.authority_id = r.applicant_id
        order by r.project_year, r.period, l.name, m.action_id, r.measure_id
    """,
    Subject.AGREEMENT: """
        select g.applicant_id as applicant, g.project_year, g.awarded_on, c.name as cooperation,
               (select string_agg(p.authority_id, ' ' order by p.authority_id) from participant p
                where p.agreement_id = g.agreement_id and p.authority_id <> g.applicant_id) as members,
               g.incentive_eur, g.note, l.measure_id as measure, m.component, l.priority, l.baseline_reach,
               l.planned_reach, l.grant_eur, l.own_share_eur
        from ledger_agreement a join agreement g using (applicant_id, project_year)
        join agreement_line l using (agreement_id) join measure m using (measure_id)
        join local_authority n on n.authority_id = g.applicant_id left join cooperation c using (cooperation_id)
        order by g.project_year, n.name, l.priority, l.measure_id
    """,
}
_CODE = {"applicant": "applicant_nis"}
"""In a file of ours an applicant is named by its code."""


def empty(subject: Subject) -> pd.DataFrame:
    """The columns of a file for all applicants, without rows."""
    return pd.DataFrame(columns=[_CODE.get(name, name) for name in HEADINGS[subject]])


def as_file(store: Store, subject: Subject) -> pd.DataFrame:
    """Everything that holds now: the newest figure of every cell, or the newest version of every agreement."""
    return store.frame(_SQL[subject])[list(HEADINGS[subject])].rename(columns=_CODE)
