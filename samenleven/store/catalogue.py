"""Queries for the plan itself: goals, actions, measures, project years, parameters, and the registers around it."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, TypeVar

import pandas as pd

from samenleven.catalogue import Action, Family, Goal, Measure, MeasureKind, ProjectYear
from samenleven.errors import SamenlevenError
from samenleven.figures import TableRow
from samenleven.parameters import Parameter, Parameters
from samenleven.store.connection import Store

T = TypeVar("T")

REGISTERS = {
    "source": (
        "select *, kind_of(source_id) as kind, coalesce(published_on, accessed_on) as reference_date "
        "from source order by publisher, title"
    ),
    "parameter": (
        "select *, kind_of(source_id) as kind, valid_from as reference_date from parameter order by name, valid_from"
    ),
    "contradiction": (
        "select c.*, kind_of(b.source_id) as kind, "
        "array_to_string(list_sort(list_distinct([a.source_id, b.source_id])), ', ') as source_id, "
        "greatest(coalesce(a.published_on, a.accessed_on), coalesce(b.published_on, b.accessed_on)) as reference_date "
        "from contradiction c join source a on a.source_id = c.source_a join source b on b.source_id = c.source_b "
        "order by c.subject"
    ),
    "calendar_event": (
        "select *, kind_of(source_id) as kind, starts_on as reference_date "
        "from calendar_event order by starts_on, event_id"
    ),
    "hand_judged": (
        "select h.action_id, a.title as action_title, h.period, h.judged_as, h.note, kind_of(h.source_id) as kind, "
        "h.source_id, coalesce(s.published_on, s.accessed_on) as reference_date "
        "from hand_judged h join action a using (action_id) join source s on s.source_id = h.source_id "
        "order by h.period, h.action_id"
    ),
    "published_figure": (
        "select f.* replace (coalesce(f.reference_date, s.published_on, s.accessed_on) as reference_date) "
        "from published_figure f join source s using (source_id) "
        "order by f.subject, f.project_year nulls last, f.figure_id"
    ),
    "plan_claim": (
        "select p.claim_id, p.what, p.value_text, p.strength, p.whose, p.scope, "
        "p.* exclude (claim_id, what, value_text, strength, whose, scope), kind_of(p.source_id) as kind, "
        "coalesce(s.published_on, s.accessed_on) as reference_date "
        "from plan_claim p join source s using (source_id) order by p.topic, p.claim_id"
    ),
    "claim_reading": (
        "select p.whose, p.strength, p.value_text, p.scope, r.base, r.compared_group, p.quote, p.locator, r.note, "
        "kind_of(p.source_id) as kind, p.source_id, coalesce(s.published_on, s.accessed_on) as reference_date "
        "from claim_reading r join plan_claim p using (claim_id) join source s on s.source_id = p.source_id "
        "order by r.rowid"
    ),
    "context_figure": (
        "select f.figure_id, f.what, f.value_text, f.strength, f.period, f.cited_origin, "
        "f.* exclude (figure_id, what, value_text, strength, period, cited_origin), kind_of(f.source_id) as kind, "
        "coalesce(s.published_on, s.accessed_on) as reference_date "
        "from context_figure f join source s using (source_id) order by f.goal_id nulls last, f.figure_id"
    ),
    "correction": (
        "select correction_id, corrected_on, what, was, became, reason, noticed_by, card, kind, source_id, "
        "reference_date from correction order by corrected_on desc, correction_id"
    ),
    "project_title": (
        "select t.action_id, a.title as action_title, a.plan_number, "
        "t.* exclude (action_id, source_id, site_source_id, mentor_source_id), kind_of(t.source_id) as kind, "
        "concat_ws(', ', t.source_id, t.site_source_id, t.mentor_source_id) as source_id, "
        "s.published_on as reference_date "
        "from project_title t join action a using (action_id) join source s on s.source_id = t.source_id "
        "order by t.action_id"
    ),
    "horizontal_objective": (
        "select o.*, kind_of(o.source_id) as kind, s.published_on as reference_date "
        "from horizontal_objective o join source s using (source_id) order by o.objective_id"
    ),
    "horizontal_action": (
        "select h.* exclude (source_id, locator, note), l.action_id, a.title as action_title, l.match, l.reason, "
        "h.locator, h.note, kind_of(h.source_id) as kind, h.source_id, s.published_on as reference_date "
        "from horizontal_action h join source s using (source_id) left join horizontal_link l using (number) "
        "left join action a on a.action_id = l.action_id "
        "order by h.objective_id, cast(split_part(h.number, '.', 2) as integer)"
    ),
    "horizontal_possible_action": (
        "select p.*, kind_of(p.source_id) as kind, s.published_on as reference_date "
        "from horizontal_possible_action p join source s using (source_id) order by p.objective_id, p.position"
    ),
    "local_action": (
        "select n.name, l.position, l.theme, l.action_id, a.title as action_title, l.certainty, l.basis, "
        "l.amount_eur as yearly_eur, l.mentor, l.quote, l.locator, l.note, "
        "kind_of(l.source_id, status := l.certainty) as kind, l.source_id, "
        "coalesce(s.published_on, s.accessed_on) as reference_date "
        "from local_action l join local_authority n using (authority_id) join action a using (action_id) "
        "join source s on s.source_id = l.source_id order by n.name, l.position"
    ),
    "measure": (
        "select m.measure_id, m.family, m.action_id, a.title as action_title, m.component, m.unit, "
        "m.kind as measure_kind, m.base, "
        "t.value as target, t.comparator, t.period, t.due_on, l.call_measure_id, l.aggregation, l.reason, m.note, "
        "kind_of(m.source_id) as kind, m.source_id, coalesce(s.published_on, s.accessed_on) as reference_date "
        "from measure m join action a using (action_id) join source s on s.source_id = m.source_id "
        "left join (select * from target qualify valid_from = max(valid_from) over (partition by measure_id)) t "
        "using (measure_id) "
        "left join measure_link l on l.plan_measure_id = m.measure_id order by m.family desc, m.action_id, m.measure_id"
    ),
    "target": (
        "select t.measure_id, m.action_id, m.component, t.* exclude (measure_id, source_id), "
        "kind_of(t.source_id) as kind, t.source_id, coalesce(s.published_on, s.accessed_on) as reference_date "
        "from target t join measure m using (measure_id) join source s on s.source_id = t.source_id "
        "order by m.action_id, t.measure_id, t.valid_from"
    ),
    "unit_amount": (
        "select u.measure_id, m.action_id, m.component, u.project_year, u.amount_eur, u.max_units, u.note, "
        "kind_of(u.source_id, status := u.status) as kind, u.source_id, y.starts_on as reference_date "
        "from unit_amount u join measure m using (measure_id) join project_year y using (project_year) "
        "order by m.action_id, u.measure_id, u.project_year"
    ),
    "ceiling": (
        "select c.action_id, a.title as action_title, c.project_year, c.ceiling_eur, c.note, "
        "kind_of(c.source_id, status := c.status) as kind, c.source_id, y.starts_on as reference_date "
        "from ceiling c join action a using (action_id) join project_year y using (project_year) "
        "order by c.action_id, c.project_year"
    ),
    "action_call": (
        "select c.action_id, a.title as action_title, c.project_year, c.payable, c.paid_by, c.note, "
        "kind_of(c.source_id) as kind, c.source_id, y.starts_on as reference_date "
        "from action_call c join action a using (action_id) join project_year y using (project_year) "
        "order by c.action_id, c.project_year"
    ),
}
"""The registers that the page *bronnen* shows, each by one query: every row says its kind, its source and its date.

The date is the row's own; where it has none that of its source, or else the day on which that source was read.
"""


def _only(cls: type[T], row: dict[str, Any]) -> T:
    """A dataclass from the columns of a row that it knows."""
    return cls(**{field.name: row[field.name] for field in fields(cls)})  # type: ignore[arg-type]


def goals(store: Store) -> list[Goal]:
    """The goals in the order of the plan."""
    return [_only(Goal, row) for row in store.rows("select * from goal order by goal_id")]


def actions(store: Store) -> list[Action]:
    """The actions by website number."""
    return [_only(Action, row) for row in store.rows("select * from action order by action_id")]


def measures(store: Store) -> list[Measure]:
    """All measures: those of the call first within an action, then those of the plan."""
    rows = store.rows(
        "select m.*, a.goal_id from measure m join action a using (action_id) order by action_id, family, measure_id"
    )
    return [_only(Measure, row | {"family": Family(row["family"]), "kind": MeasureKind(row["kind"])}) for row in rows]


def measures_of_year(store: Store, project_year: int) -> list[Measure]:
    """The measures of the plan, and those that the form of a call has: target groups as the reading in force counts."""
    rows = store.rows("select measure_id from form_row where in_force and project_year = ?", [project_year])
    form = {row["measure_id"] for row in rows}
    return [one for one in measures(store) if one.family is Family.PLAN or one.measure_id in form]


def project_years(store: Store) -> list[ProjectYear]:
    """The project years, oldest first."""
    rows = store.rows("select * from project_year order by project_year")
    return [_only(ProjectYear, row) for row in rows]


def project_year(store: Store, number: int) -> ProjectYear:
    """One project year, with the call of the same number.

    Raises SamenlevenError when the data hold no such year.
    """
    years = {year.project_year: year for year in project_years(store)}
    if number not in years:
        known = f"Kies uit: {', '.join(map(str, years))}." if years else "Er zijn nog geen projectjaren."
        raise SamenlevenError(f"Oproep of projectjaar {number} bestaat niet. {known}")
    return years[number]


def parameters(store: Store) -> Parameters:
    """All parameters of the plan and of our method."""
    return Parameters(_only(Parameter, row) for row in store.rows("select * from parameter"))


def register(store: Store, name: str) -> pd.DataFrame:
    """One of the registers by name; see `REGISTERS`."""
    return store.frame(REGISTERS[name])


def claim_readings(store: Store) -> list[TableRow]:
    """What each text says on the share of the target group, one row per reading of it.

    `compared_group` is the computed share that counts the same; None where no computed share may stand beside it.
    """
    return store.rows(REGISTERS["claim_reading"])


def contradicted(store: Store) -> list[tuple[str, str]]:
    """Each published figure with a contradiction that it stands in."""
    rows = store.rows("select figure_id, contradiction_id from contradicted_figure order by rowid")
    return [(row["figure_id"], row["contradiction_id"]) for row in rows]


def confusable(store: Store) -> list[tuple[str, str, str]]:
    """Pairs of published figures that are easily taken for each other, in both directions, with the difference."""
    rows = store.rows("select figure_id, other_id, difference from confusable_figure order by rowid")
    pairs = [(row["figure_id"], row["other_id"], row["difference"]) for row in rows]
    return [*pairs, *((other, one, text) for one, other, text in pairs)]


def source_titles(store: Store) -> dict[str, str]:
    """From source_id to "title (publisher)", as shown under every view."""
    rows = store.rows("select source_id, title || ' (' || publisher || ')' as title from source")
    return {row["source_id"]: row["title"] for row in rows}
