"""Queries for grants and the budget what-if: one per question, into the types of the domain.

Amounts per unit, ceilings and published money are in euro (Decimal); what an applicant keeps is in whole cents.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from samenleven.budget.model import BudgetModel, ReachTarget, promised_targets
from samenleven.budget.participation import Application, candidates
from samenleven.budget.realisation import Observation, RealisationModel, observed_rates, realisation_model
from samenleven.budget.regrouped import regrouped
from samenleven.budget.rules import rules_of
from samenleven.budget.scenario import Scenario, Space
from samenleven.budget.settings import Yardstick
from samenleven.figures import Kind, Shown
from samenleven.grant import incentive
from samenleven.grant.application import ApplicationRow
from samenleven.grant.call import Backing, Call, Reading, Tariff, to_cents
from samenleven.grant.published_check import PublishedMoney
from samenleven.parameters import Parameter
from samenleven.store import areas, catalogue
from samenleven.store.connection import Store
from samenleven.store.results import kinds


def call(store: Store, project_year: int, reading: Reading | None = None) -> Call:
    """The call of a project year, with the own share in force on the day it was awarded.

    `reading` chooses how the form counts the actions whose target groups were merged; None takes the reading in force.

    Raises SamenlevenError when the project year does not exist.
    """
    year = {"year": project_year}
    day = awarded_on(store, project_year)
    form = store.rows(
        "select f.measure_id, f.action_id, f.reading, f.in_force, u.amount_eur as amount, u.max_units, u.status, "
        "u.source_id, m.component from form_row f join measure m using (measure_id) "
        "left join unit_amount u using (measure_id, project_year) "
        "where f.project_year = $year order by f.measure_id",
        year,
    )
    ceilings = store.rows(
        "select action_id, ceiling_eur, status, source_id from ceiling where project_year = $year", year
    )
    calls = store.rows("select action_id, payable, paid_by from action_call where project_year = $year", year)
    readings = {row["reading"] for row in form if row["reading"] and row["amount"] is not None}
    if len(readings) < 2:
        chosen = None
    else:
        chosen = reading or next(Reading(row["reading"]) for row in form if row["reading"] and row["in_force"])
    rows = [row for row in form if (row["in_force"] if chosen is None else row["reading"] in (None, chosen))]
    row_of_year = catalogue.project_year(store, project_year)
    parameters = catalogue.parameters(store)
    return Call(
        project_year,
        {
            row["measure_id"]: Tariff(
                row["measure_id"], row["action_id"], row["amount"], row["max_units"], _backing(row)
            )
            for row in rows
            if row["amount"] is not None
        },
        {row["action_id"]: row["ceiling_eur"] for row in ceilings},
        frozenset(row["action_id"] for row in calls if row["payable"]),
        {row["measure_id"]: row["action_id"] for row in rows},
        frozenset(row["action_id"] for row in calls),
        parameters.number("own_share", day),
        parameters.known(incentive.AMOUNT, day),
        {row["action_id"]: row["paid_by"] for row in calls if row["paid_by"]},
        row_of_year.open_to_new,
        ceiling_backing={row["action_id"]: _backing(row) for row in ceilings},
        reading=chosen,
        awarded_on=day,
        components={row["measure_id"]: row["component"] for row in rows},
    )


def _backing(row: dict[str, Any]) -> Backing:
    """What an amount rests on: what is published is official, what we assume or compute an estimate."""
    return Backing(Kind.OFFICIAL if row["status"] == "published" else Kind.ESTIMATE, row["source_id"])


def awarded_on(store: Store, project_year: int) -> date:
    """The day a call was awarded: on that day its parameters are read.

    Raises SamenlevenError when the project year does not exist.
    """
    return catalogue.project_year(store, project_year).awarded_on


def counts_on(store: Store, project_year: int) -> date:
    """The day of the population counts that a call used. Raises as `awarded_on`."""
    return catalogue.project_year(store, project_year).counts_on


def parameters_on(store: Store, day: date) -> dict[str, Parameter]:
    """All parameters in force on a day, by name."""
    parameters = catalogue.parameters(store)
    names = store.rows("select distinct name from parameter order by name")
    return {row["name"]: parameters.at(row["name"], day) for row in names}


def space(store: Store, project_year: int, reading: Reading | None = None) -> Space:
    """What a scenario for a project year may say, with the baseline's values; `reading` as in `call`.

    Where no amount of the incentive is known the baseline reckons without, and its parameter says so.
    """
    here = call(store, project_year, reading)
    parameters = parameters_on(store, awarded_on(store, project_year))
    if here.incentive is None:
        amount = parameters[incentive.AMOUNT]
        parameters[incentive.AMOUNT] = replace(amount, value=Decimal(0), note=incentive.NOT_KNOWN)
    return Space(
        call=here,
        parameters=parameters,
        goal_of_action={action.action_id: action.goal_id for action in catalogue.actions(store)},
        project_years=frozenset(year.project_year for year in catalogue.project_years(store)),
        realisation=observed_rates(observations(store)),
    )


def applications(store: Store, project_year: int, *, shown: Shown) -> list[Application]:
    """The applications behind the agreements of a project year, by applicant.

    What an applicant keeps (cents) is the grant of its agreement in the year before; None when it had none.
    """
    values: dict[str, Any] = {"year": project_year, "kinds": kinds(shown)}
    lines = store.rows(
        "select l.agreement_id, m.action_id, measure_id, baseline_reach, planned_reach, priority "
        "from agreement_line l join agreement g using (agreement_id) join measure m using (measure_id) "
        "where g.project_year = $year and g.kind in (select unnest($kinds)) "
        "order by l.agreement_id, priority, measure_id",
        values,
    )
    rows: dict[str, list[ApplicationRow]] = {}
    for line in lines:
        rows.setdefault(line.pop("agreement_id"), []).append(ApplicationRow(**line))
    agreements = store.rows(
        """
        with kept as (
            select g.applicant_id, sum(l.grant_eur) as euro
            from agreement g join agreement_line l using (agreement_id)
            where g.project_year = $year - 1 and g.kind in (select unnest($kinds)) group by g.applicant_id)
        select g.agreement_id, g.applicant_id, coalesce(c.name, a.name) as name, k.euro, g.kind,
               (select list(distinct p.authority_id order by p.authority_id) from participant p
                where p.agreement_id = g.agreement_id) as member_ids,
               (select list(distinct p.authority_id) from participant p join agreement e using (agreement_id)
                where e.applicant_id = g.applicant_id and e.project_year = $year - 1
                and e.kind in (select unnest($kinds))) as earlier_members
        from agreement g join local_authority a on a.authority_id = g.applicant_id
        left join cooperation c using (cooperation_id) left join kept k using (applicant_id)
        where g.project_year = $year and g.kind in (select unnest($kinds)) order by g.applicant_id
        """,
        values,
    )
    return [
        Application(
            row["applicant_id"],
            row["name"],
            tuple(row["member_ids"]),
            tuple(rows.get(row["agreement_id"], ())),
            None if row["euro"] is None else to_cents(row["euro"]),
            frozenset(row["earlier_members"] or ()),
            Kind(row["kind"]),
        )
        for row in agreements
    ]


def plan_targets(store: Store, here: Call) -> list[ReachTarget]:
    """The Flemish targets of the plan that a measure of the call counts for, with the rule how.

    Shares, cohorts and measures whose unit the call changed have no such measure and are not here; neither are groups
    that this call counts only together with others.
    """
    rows = store.rows(
        "select t.measure_id as target_id, k.call_measure_id as measure_id, m.action_id, a.goal_id, t.value, "
        "k.aggregation in ('distinct_authorities', 'engaged_authorities') as counts_authorities "
        "from target t join measure_link k on k.plan_measure_id = t.measure_id "
        "join measure m on m.measure_id = k.call_measure_id join action a using (action_id) "
        "where k.aggregation <> 'none' order by t.measure_id"
    )
    return [
        ReachTarget(**row, yardstick=Yardstick.PLAN)
        for row in rows
        if row["measure_id"] in here.measures or row["action_id"] not in here.payable
    ]


def people_measures(store: Store) -> frozenset[str]:
    """The measures of the call that count persons."""
    rows = store.rows("select measure_id from measure where family = 'call' and counts_people")
    return frozenset(row["measure_id"] for row in rows)


def observations(store: Store) -> list[Observation]:
    """What was promised and realised, published: per project year and subject, one action or several together."""
    rows = store.rows(
        "select e.action_id, subject, project_year, e.value as promised, r.value as realised, unit, r.source_id "
        "from published_figure e join published_figure r using (subject, project_year, unit) "
        "where e.concept = 'engaged' and r.concept = 'realised' and e.followed and r.followed "
        "and e.action_id is not distinct from r.action_id and e.measure_id is not distinct from r.measure_id "
        "and e.authority_id is null and r.authority_id is null order by e.action_id nulls last, project_year"
    )
    return [Observation(**row) for row in rows]


def realisation(store: Store, project_year: int) -> RealisationModel:
    """The draws around what is realised, with the settings of the day a call was awarded. Raises as `awarded_on`."""
    parameters, day = catalogue.parameters(store), awarded_on(store, project_year)

    def number(name: str) -> float:
        return float(parameters.number(name, day))

    return realisation_model(
        observations(store),
        correlation=number("realisation_correlation"),
        seed=int(number("realisation_seed")),
        draws=int(number("realisation_draws")),
        low=number("band_low"),
        high=number("band_high"),
    )


def published_money(store: Store) -> list[PublishedMoney]:
    """Published grants of one measure in one project year beside the amount per unit and the published promise."""
    rows = store.rows(
        "select g.measure_id, g.action_id, g.project_year, g.value as grant, u.amount_eur as amount, "
        "e.value as engaged, g.source_id "
        "from published_figure g join published_figure e using (measure_id, project_year) "
        "join unit_amount u using (measure_id, project_year) "
        "where g.concept = 'grant_awarded' and e.concept = 'engaged' and g.followed and e.followed "
        "and g.authority_id is null and e.authority_id is null order by all"
    )
    return [PublishedMoney(**row) for row in rows]


def budget_model(store: Store, project_year: int, reading: Reading | None = None, *, shown: Shown) -> BudgetModel:
    """Everything of one project year that scenarios share: present applications, candidates and targets.

    Slow compared with a run (tens of milliseconds): keep it, keyed on the store's version and the arguments.
    """
    here = space(store, project_year, reading)
    counts = areas.origin_counts(store, counts_on(store, project_year))
    present = [regrouped(one, here.call) for one in applications(store, project_year, shown=shown)]
    counting = rules_of(here, Scenario()).counting
    extra = candidates(counts, present, here.call, counting)
    linked = plan_targets(store, here.call)
    promised = promised_targets(present, here.call, here.goal_of_action)
    applied, targets = [*present, *extra], [*linked, *promised]
    people, doubt = people_measures(store), realisation(store, project_year)
    return BudgetModel(here.call, here.goal_of_action, counts, applied, targets, people, counting, doubt)


def advance_share(store: Store, project_year: int) -> Decimal:
    """The share (0 to 1) of a grant that is paid in advance."""
    return catalogue.parameters(store).number("advance_share", awarded_on(store, project_year))
