"""Calls, parameters and made-up applications for the tests of grants and the budget what-if."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from samenleven.budget.model import BudgetModel, ReachTarget, promised_targets
from samenleven.budget.outcome import Outcome
from samenleven.budget.participation import Application
from samenleven.budget.realisation import CERTAIN, RealisationModel
from samenleven.budget.rules import Rules, rules_of
from samenleven.budget.scenario import NEUTRAL, Scenario, Space
from samenleven.budget.scenario_parser import parse
from samenleven.budget.settings import Yardstick
from samenleven.budget.simulation import simulate
from samenleven.eligibility import Counting, OriginCount
from samenleven.figures import Kind
from samenleven.grant.application import ApplicationRow
from samenleven.grant.call import Call, Tariff
from samenleven.parameters import Parameter, Parameters
from tests.support.files import read_csv

ROOT = Path(__file__).resolve().parents[2]
COUNTING = Counting(Decimal("0.69"), with_neighbours=True)


def plan(name: str) -> list[dict[str, str]]:
    return read_csv(ROOT / "data" / "plan" / f"{name}.csv")


def parameter(name: str) -> Decimal:
    rows = read_csv(ROOT / "data" / "parameters" / "parameter.csv")
    return next(Decimal(row["value"]) for row in rows if row["name"] == name)


YEARS = {int(r["project_year"]): r for r in plan("project_year")}
AWARDED = {number: date.fromisoformat(r["awarded_on"]) for number, r in YEARS.items()}


@cache
def call(number: int, reading: str = "") -> Call:
    """A call as the files in data/ hold it; from call 2 with merged target groups, unless another reading is asked."""
    year = str(number)
    reading = reading or ("split" if number == 1 else "merged")
    action_of = {
        r["measure_id"]: int(r["action_id"])
        for r in plan("measure")
        if r["family"] == "call" and r["reading"] in ("", reading) and int(r["first_year"] or 1) <= number
    }
    tariffs = {
        r["measure_id"]: Tariff(
            r["measure_id"], action_of[r["measure_id"]], Decimal(r["amount_eur"]), int(r["max_units"])
        )
        for r in plan("unit_amount")
        if r["project_year"] == year and r["measure_id"] in action_of
    }
    calls = [r for r in plan("action_call") if r["project_year"] == year]
    return Call(
        number,
        tariffs,
        {int(r["action_id"]): Decimal(r["ceiling_eur"]) for r in plan("ceiling") if r["project_year"] == year},
        frozenset(int(r["action_id"]) for r in calls if r["payable"] == "true"),
        action_of,
        frozenset(int(r["action_id"]) for r in calls),
        parameter("own_share"),
        parameters().known("incentive_cooperation", AWARDED[number]),
        {int(r["action_id"]): r["paid_by"] for r in calls if r["paid_by"]},
        YEARS[number]["open_to_new"] == "true",
        components={r["measure_id"]: r["component"] for r in plan("measure") if r["measure_id"] in action_of},
    )


@cache
def parameters() -> Parameters:
    rows = read_csv(ROOT / "data" / "parameters" / "parameter.csv")
    return Parameters(
        Parameter(
            r["name"],
            date.fromisoformat(r["valid_from"]),
            Decimal(r["value"]),
            r["unit"],
            Decimal(r["minimum"]),
            Decimal(r["maximum"]),
            r["setting"] == "true",
            r["title"],
            r["description"],
            r["source_id"],
        )
        for r in rows
    )


@cache
def space(year: int = 2) -> Space:
    """What the files in data/ allow a scenario of one project year."""
    names = {r["name"] for r in read_csv(ROOT / "data" / "parameters" / "parameter.csv")}
    goals = {int(r["action_id"]): int(r["goal_id"]) for r in plan("action")}
    found = {name: parameters().at(name, AWARDED[year]) for name in names}
    for name in NEUTRAL:  # settings of the method that the data may or may not hold
        found.setdefault(name, _setting(name))
    return Space(call(year), found, goals, frozenset(AWARDED), {})


def _setting(name: str) -> Parameter:
    one, ten = Decimal(1), Decimal(10)
    return Parameter(name, AWARDED[1], one, "keer", Decimal(0), ten, True, name, name, "product-method")


def invented(
    seed: int,
    applicants: int,
    measures: int,
    year: int = 2,
    largest: float = 1.3,
    doubt: RealisationModel = CERTAIN,
) -> BudgetModel:
    """A made-up call: seeded, so that a failure can be looked at again."""
    draw = random.Random(seed)
    here = call(year)
    names = [m for m in sorted(here.tariffs) if here.pays(m)]
    goal_of = space(year).goal_of_action
    authorities: list[OriginCount] = []
    applications: list[Application] = []
    for number in range(applicants):
        members = draw.choice([1, 1, 1, 2, 3, 5])
        ids = [f"{10000 + 10 * number + k}" for k in range(members)]
        authorities += [_authority(nis, draw) for nis in ids]
        rows = []
        for measure in draw.sample(names, measures):
            units = draw.randint(1, max(1, int(here.tariffs[measure].max_units * largest)))
            rows.append(ApplicationRow(here.measures[measure], measure, draw.randint(0, 30), units, draw.randint(1, 9)))
        kept = draw.choice([None, draw.randint(0, 30_000_000)])
        earlier = frozenset(ids[:1] if draw.random() < 0.3 else ids)
        applications.append(Application(ids[0], ids[0], tuple(ids), tuple(rows), kept, earlier, Kind.EXAMPLE))
    linked = [
        ReachTarget(f"plan-{m}", m, here.measures[m], goal_of[here.measures[m]], Decimal(draw.randint(5, 900)),
                    counts_authorities=here.tariffs[m].max_units == 1, yardstick=Yardstick.PLAN)
        for m in names if draw.random() < 0.6
    ]  # fmt: skip
    promised = promised_targets(applications, here, goal_of)
    people = [r["measure_id"] for r in plan("measure") if r["counts_people"] == "true"]
    return BudgetModel(here, goal_of, authorities, applications, [*linked, *promised], people, COUNTING, doubt)


def _authority(nis: str, draw: random.Random) -> OriginCount:
    non_eu, other_eu = draw.randint(500, 20_000), draw.randint(100, 5_000)
    return OriginCount(nis, nis, nis, "Kempen", non_eu, other_eu, 50_000, False, False, 0)


def run(source: Mapping[str, Any], model: BudgetModel, year: int = 2) -> tuple[Rules, Outcome, Outcome]:
    base = rules_of(space(year), Scenario())
    rules = rules_of(space(year), parse(source, space(year)))
    return rules, simulate(model, base), simulate(model, rules, base)
