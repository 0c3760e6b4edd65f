"""Queries for the plan itself: goals, actions, measures, project years, parameters, and the registers around it."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, TypeVar

import pandas as pd

from samenleven.catalogue import Action, Family, Goal, Measure, MeasureKind, ProjectYear
from samenleven.parameters import Parameter, Parameters
from samenleven.store.connection import Store

T = TypeVar("T")

REGISTERS = {
    "source": "select * from source order by publisher, title",
    "parameter": "select * from parameter order by name, valid_from",
    "contradiction": "select * from contradiction order by subject",
    "calendar_event": "select * from calendar_event order by starts_on, event_id",
    "published_figure": "select * from published_figure order by subject, project_year nulls last, figure_id",
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
        "select n.name, l.position, l.theme, l.action_id, a.title as action_title, l.certainty, l.basis, l.amount_eur, "
        "l.mentor, l.quote, l.locator, l.note, kind_of(l.source_id, status := l.certainty) as kind, l.source_id, "
        "coalesce(s.published_on, s.accessed_on) as reference_date "
        "from local_action l join local_authority n using (authority_id) join action a using (action_id) "
        "join source s on s.source_id = l.source_id order by n.name, l.position"
    ),
    "measure": (
        "select m.measure_id, m.family, m.action_id, a.title as action_title, m.component, m.unit, m.kind, m.base, "
        "t.value as target, t.comparator, t.period, t.due_on, l.call_measure_id, l.aggregation, l.reason, "
        "m.source_id, m.note "
        "from measure m join action a using (action_id) "
        "left join (select * from target qualify valid_from = max(valid_from) over (partition by measure_id)) t "
        "using (measure_id) "
        "left join measure_link l on l.plan_measure_id = m.measure_id order by m.family desc, m.action_id, m.measure_id"
    ),
    "unit_amount": (
        "select u.measure_id, m.action_id, m.component, u.project_year, u.amount_eur, u.max_units, c.ceiling_eur, "
        "u.status, c.status as ceiling_status, u.source_id, u.note "
        "from unit_amount u join measure m using (measure_id) "
        "left join ceiling c on c.action_id = m.action_id and c.project_year = u.project_year "
        "order by m.action_id, u.measure_id, u.project_year"
    ),
    "action_call": (
        "select c.action_id, a.title as action_title, c.project_year, c.payable, c.paid_by, c.source_id, c.note "
        "from action_call c join action a using (action_id) order by c.action_id, c.project_year"
    ),
}
"""The registers that the page *bronnen* shows, each by one query."""


def _only(cls: type[T], row: dict[str, Any]) -> T:
    """A dataclass from the columns of a row that it knows."""
    return cls(**{field.name: row[field.name] for field in fields(cls)})  # type: ignore[arg-type]


def goals(store: Store) -> list[Goal]:
    """The seven goals in the order of the plan."""
    return [_only(Goal, row) for row in store.rows("select * from goal order by goal_id")]


def actions(store: Store) -> list[Action]:
    """The 24 actions by website number."""
    return [_only(Action, row) for row in store.rows("select * from action order by action_id")]


def measures(store: Store) -> list[Measure]:
    """All measures: those of the call first within an action, then those of the plan."""
    rows = store.rows(
        "select m.*, a.goal_id from measure m join action a using (action_id) order by action_id, family, measure_id"
    )
    return [_only(Measure, row | {"family": Family(row["family"]), "kind": MeasureKind(row["kind"])}) for row in rows]


def project_years(store: Store) -> list[ProjectYear]:
    """The project years, oldest first."""
    rows = store.rows("select * from project_year order by project_year")
    return [_only(ProjectYear, row) for row in rows]


def parameters(store: Store) -> Parameters:
    """All parameters of the plan and of our method."""
    return Parameters(_only(Parameter, row) for row in store.rows("select * from parameter"))


def register(store: Store, name: str) -> pd.DataFrame:
    """One of the registers by name; see `REGISTERS`."""
    return store.frame(REGISTERS[name])


def source_titles(store: Store) -> dict[str, str]:
    """From source_id to "title (publisher)", as shown under every view."""
    rows = store.rows("select source_id, title || ' (' || publisher || ')' as title from source")
    return {row["source_id"]: row["title"] for row in rows}
