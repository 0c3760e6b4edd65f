"""The budget what-if: scenarios, who takes part, what a run adds up to, and how fast it is."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from samenleven.budget.envelope import Claim, Cut, Order, RoundRules, divide
from samenleven.budget.model import BudgetModel, ReachTarget
from samenleven.budget.participation import Application
from samenleven.budget.reach_targets import judge_targets
from samenleven.budget.rules import rules_of
from samenleven.budget.scenario import Scenario
from samenleven.budget.scenario_parser import parse
from samenleven.budget.settings import Yardstick
from samenleven.budget.simulation import evaluate, simulate, targets_of
from samenleven.budget.uncertainty import bands
from samenleven.budget.what_if import run_scenario
from samenleven.budget.years import cash_per_year, payment_years, simulate_years
from samenleven.errors import SamenlevenError
from samenleven.figures import Kind, Shown
from samenleven.grant.application import ApplicationRow
from samenleven.grant.call import to_cents
from samenleven.grant.grant import grant_application
from samenleven.shares import cash
from samenleven.store import budget, catalogue
from samenleven.store.connection import Store
from tests.support.budget_case import AWARDED, COUNTING, call, invented, parameters, run, space


@pytest.mark.parametrize("seed", range(20))
def test_with_enough_money_everyone_gets_the_grant_of_its_application(seed: int) -> None:
    model = invented(seed, 15, 12)
    rules, _, outcome = run({"budget": {"2": 100_000_000}}, model)
    assert not any(row.candidate for row in outcome.applicants)
    for application, row in zip(model.applications, outcome.applicants, strict=True):
        grant = grant_application(application.rows, rules.call)
        assert (row.grant_cents, row.own_share_cents) == (to_cents(grant.total_grant), to_cents(grant.total_own_share))


@pytest.mark.parametrize("seed", range(20))
def test_every_table_adds_up_to_the_cent(seed: int) -> None:
    model = invented(seed, 25, 10)
    rules, _, outcome = run({"budget": {"2": 3_000_000}}, model)
    for table in (outcome.applicants, outcome.authorities, outcome.measures, outcome.actions, outcome.goals):
        assert sum(row.grant_cents for row in table) == outcome.grant_cents  # type: ignore[attr-defined]
        assert sum(row.own_share_cents for row in table) == outcome.own_share_cents  # type: ignore[attr-defined]
    assert outcome.paid_cents + outcome.left_cents == rules.budget_cents
    assert outcome.left_cents >= 0


@pytest.mark.parametrize("seed", range(20))
def test_the_targets_alone_are_those_of_the_whole_run(seed: int) -> None:
    model = invented(seed, 25, 10)
    rules, _, outcome = run({"budget": {"2": 3_000_000}}, model)
    assert targets_of(model, rules, rules_of(space(), Scenario())) == outcome.targets


ONE_AFTER_ANOTHER: Sequence[Mapping[str, Any]] = [
    {},
    {"budget": {"2": 2_000_000}},
    {"budget": {"2": 3_000_000}, "threshold_alone": 5000},
    {"threshold_alone": 9000, "threshold_together": 12_000, "participation_existing": 0.5},
    {"origin_share": 0.2, "threshold_alone": 5000, "participation_new": 0.5},
    {"incentive_cooperation": 40_000, "budget": {"2": 2_000_000}},
    {"own_share": 0.1, "take_up": 1, "realisation_rate": 0.7},
    {"yardstick": "plan", "weight": {"1": 3}},
    {},
]


@pytest.mark.parametrize("seed", range(10))
def test_what_a_model_keeps_of_one_scenario_changes_nothing_in_the_next(seed: int) -> None:
    used = invented(seed, 25, 10)
    for source in (*ONE_AFTER_ANOTHER, *reversed(ONE_AFTER_ANOTHER)):
        new = invented(seed, 25, 10)
        found = [run_scenario(model, space(), parse(source, space()), AWARDED[2]) for model in (used, new)]
        rules, _, outcome = run(source, new)
        assert found[0].before == found[1].before
        assert found[0].after == found[1].after == outcome
        assert found[0].change == found[1].change
        assert found[0].bands_after == found[1].bands_after == bands(new, rules, outcome.targets)
        assert found[0].bands_before == found[1].bands_before


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("cut", Cut)
def test_the_rounds_are_those_of_the_envelope(order: Order, cut: Cut) -> None:
    model = invented(7, 20, 8)
    rules, _, outcome = run({"budget": {"2": 2_500_000}, "round_order": order, "round_cut": cut}, model)
    claims = []
    for application in model.applications:
        grant = grant_application(application.rows, rules.call)
        claims += [Claim(application.applicant_id, r.measure_id, r.priority, to_cents(r.grant)) for r in grant.rows]
    kept = {a.applicant_id: a.envelope_cents for a in model.applications if a.envelope_cents is not None}
    money = rules.budget_cents - outcome.incentive_cents
    division = divide(claims, kept, money, RoundRules(order, cut))
    for row in outcome.applicants:
        assert row.grant_cents == sum(c for (a, _), c in division.granted.items() if a == row.applicant_id)


def test_the_order_of_applications_does_not_matter() -> None:
    model = invented(3, 20, 8)
    turned = BudgetModel(
        model.call, model.goal_of_action, model.authorities,
        [replace(a, rows=a.rows[::-1]) for a in model.applications[::-1]],
        [target for targets in model.targets.values() for target in targets], model.people, COUNTING,
    )  # fmt: skip
    assert run({"budget": {"2": 2_000_000}}, model)[2] == run({"budget": {"2": 2_000_000}}, turned)[2]


def test_closing_a_shortfall_costs_what_it_says() -> None:
    model = invented(11, 20, 8)
    rules, _, outcome = run({"budget": {"2": 2_000_000}, "realisation": {"9": 0.8}}, model)
    short = [t for t in outcome.targets if t.shortfall and t.closing_cents is not None]
    assert short
    for target in short:
        if next(t for t in model.targets[rules.yardstick] if t.target_id == target.target_id).counts_authorities:
            continue
        amount = rules.amount_cents[target.measure_id]
        more = rules.realisation[target.measure_id] * (target.closing_cents or 0) / amount
        assert target.extra + more == pytest.approx(target.value, abs=1e-2)
        assert target.closing_own_cents == target.closing_cents


def test_a_target_that_the_call_does_not_pay_for_is_no_zero_but_left_out() -> None:
    goal = space(1).goal_of_action
    paid, other = (
        ReachTarget(f"plan-{action}", f"call-{action}.1", action, goal[action], Decimal(1000), False, Yardstick.PLAN)
        for action in (24, 23)
    )
    assert goal[23] == goal[24]
    row = ApplicationRow(24, "call-24.1", 500, 100, 1)
    application = Application("a", "a", ("a",), (row,), None, frozenset(), Kind.EXAMPLE)
    model = BudgetModel(call(1), goal, [], [application], [paid, other], [], COUNTING)
    found = simulate(model, rules_of(space(1), Scenario(yardstick=Yardstick.PLAN)))
    assert model.not_paid == (other,)
    assert [target.target_id for target in found.targets] == [paid.target_id]
    assert [(g.progress, g.targets) for g in found.goals if g.number == goal[23]] == [(pytest.approx(0.1), 1)]


@pytest.mark.parametrize("seed", range(10))
def test_what_was_there_and_what_is_extra_are_two_figures(seed: int) -> None:
    """More money moves only what is extra, and only what is paid counts: what was there is a figure of its own."""
    model = invented(seed, 15, 10)
    rules, _, outcome = run({"budget": {"2": 2_000_000}, "realisation": {"9": 0.8}}, model)
    nothing = evaluate(model, rules, rules, [0] * len(outcome.claims.planned))
    for rich, poor in zip(outcome.applicants, nothing.applicants, strict=True):
        assert rich.baseline_people == poor.baseline_people
        assert poor.extra_people == 0
    for measure in outcome.measures:
        assert measure.extra == pytest.approx(rules.realisation[measure.measure_id] * measure.paid_units)
    people = [row for row in outcome.measures if row.measure_id in model.people]
    assert sum(row.baseline_people for row in outcome.applicants) == sum(row.baseline for row in people)
    assert sum(row.extra_people for row in outcome.applicants) == pytest.approx(sum(row.extra for row in people))
    assert nothing.weighted_attainment == 0
    assert nothing.weighted_baseline == outcome.weighted_baseline
    for with_money, without in zip(outcome.targets, nothing.targets, strict=True):
        assert without.ratio == 0
        assert with_money.baseline_ratio == without.baseline_ratio
        assert with_money.ratio == pytest.approx(with_money.extra / with_money.value)


@pytest.mark.parametrize("yardstick", Yardstick)
def test_every_figure_of_a_run_is_measured_by_one_yardstick(yardstick: Yardstick) -> None:
    """Plan and agreements are never both in one number; what both count the same has another target in each."""
    model = invented(3, 20, 8)
    outcome = simulate(model, rules_of(space(), Scenario(yardstick=yardstick)))
    assert {target.yardstick for target in outcome.targets} == {yardstick}
    promised = {m.measure_id: m.planned for m in outcome.measures}
    if yardstick is Yardstick.AGREEMENTS:
        assert {t.measure_id: t.value for t in outcome.targets} == {m: units for m, units in promised.items() if units}


def test_the_rules_of_a_run_agree_with_their_call() -> None:
    rules = rules_of(space(), Scenario())
    halved = {measure: replace(tariff, amount=tariff.amount / 2) for measure, tariff in rules.call.tariffs.items()}
    cheap = replace(rules, call=replace(rules.call, tariffs=halved, own_share=Decimal("0.2")))
    for measure, tariff in halved.items():
        assert cheap.amount_cents[measure] == to_cents(tariff.amount)
        ceiling = to_cents(rules.call.ceilings[tariff.action_id])
        assert cheap.limit_cents[measure] == min(tariff.max_units * to_cents(tariff.amount), ceiling)
    assert {cheap.own_ratio[m] for m in halved} == {(3 * cheap.amount_cents[m], cheap.amount_cents[m]) for m in halved}
    loose = replace(cheap, unit_cost_cents=None)
    assert set(loose.own_ratio.values()) == {(1, 4)}
    with pytest.raises(SamenlevenError, match="blijft er geen subsidie"):
        replace(rules, call=replace(rules.call, own_share=Decimal(1)))


def test_nobody_applies_and_nothing_breaks() -> None:
    outcome = simulate(
        BudgetModel(call(2), space().goal_of_action, [], [], [], [], COUNTING), rules_of(space(), Scenario())
    )
    assert (outcome.grant_cents, outcome.weighted_attainment) == (0, None)
    assert outcome.left_cents == outcome.budget_cents


def test_what_an_applicant_gets_is_what_it_keeps_the_next_year() -> None:
    models = {year: invented(8, 10, 6, year) for year in AWARDED}
    rules = {year: replace(rules_of(space(year), Scenario()), budget_cents=2_000_000_00 // year) for year in AWARDED}
    found = simulate_years(models, rules, rules)
    assert list(found) == [1, 2, 3]
    assert found[1] == simulate(models[1], rules[1])
    kept = {row.applicant_id: row.grant_cents for row in found[1].applicants}
    envelopes = [kept[a.applicant_id] for a in models[2].applications]
    assert found[2] == evaluate(models[2], rules[2], rules[2], None, envelopes)


def test_cash_falls_in_the_years_of_advance_and_balance(store: Store) -> None:
    years = {year.project_year: year for year in catalogue.project_years(store)}
    assert payment_years(years[2], 1) == (2023, 2025)
    share = parameters().number("advance_share", AWARDED[2])
    flow = cash_per_year([(1_000, share, (2022, 2024)), (500, share, (2023, 2025)), (500, share, (2024, 2026))])
    assert flow == {2022: 800, 2023: 400, 2024: 600, 2025: 100, 2026: 100}


def test_the_real_store_gives_all_three_baselines(store: Store) -> None:
    for year in AWARDED:
        model, here = budget.budget_model(store, year, shown=Shown.EXAMPLE), budget.space(store, year)
        held, said = here.call, call(year)
        limits = {m: (t.action_id, t.amount, t.max_units) for m, t in held.tariffs.items()}
        assert limits == {m: (t.action_id, t.amount, t.max_units) for m, t in said.tariffs.items()}
        assert (held.ceilings, held.payable, held.own_share) == (said.ceilings, said.payable, said.own_share)
        rules = rules_of(here, Scenario())
        outcome = simulate(model, rules)
        assert outcome.paid_cents <= rules.budget_cents
        assert all(model.targets[yardstick] for yardstick in Yardstick)
        again = [a for a in model.applications if not a.candidate]
        assert len(again) == len(budget.applications(store, year, shown=Shown.EXAMPLE))
        assert {row.applicant_id for row in outcome.applicants if row.takes_part} == {a.applicant_id for a in again}


def test_published_rates_and_money_come_from_the_store(store: Store) -> None:
    seen = {(o.action_id, o.project_year): (o.promised, o.realised) for o in budget.observations(store)}
    assert seen[5, 1] == (68_429, 118_178)
    assert seen[5, 2] == (83_110, 170_951)
    assert (seen[2, 1], seen[2, 2]) == ((16, 14), (19, 18))
    money = {(p.action_id, p.project_year) for p in budget.published_money(store)}
    assert money == {(action, year) for action in (2, 5) for year in AWARDED}
    with pytest.raises(SamenlevenError, match="projectjaar 9 bestaat niet"):
        budget.call(store, 9)


def test_a_run_over_300_applications_and_all_measures_is_fast() -> None:
    """The real bound is in benchmarks/; this one only catches a run that became several times slower."""
    measures = len(call(2).tariffs) - 2
    model = invented(1, 300, measures)
    rules, _, outcome = run({"budget": {"2": 30_000_000}}, model)
    base = rules_of(space(), Scenario())
    assert len(outcome.claims.planned) == 300 * measures

    def seconds() -> float:
        start = time.process_time()
        simulate(model, rules, base)
        return time.process_time() - start

    assert min(seconds() for _ in range(15)) < 0.025


def test_a_given_division_is_judged_like_the_rounds() -> None:
    model = invented(5, 10, 6)
    rules, base, outcome = run({"budget": {"2": 1_000_000}}, model)
    nothing: Sequence[int] = [0] * len(outcome.claims.planned)
    empty = evaluate(model, rules, rules, nothing)
    assert empty.grant_cents == 0
    assert (empty.weighted_attainment or 0) <= (outcome.weighted_attainment or 0)
    assert base.asked_cents == empty.asked_cents


def test_advance_and_balance_add_up() -> None:
    share = parameters().number("advance_share", AWARDED[2])
    found = cash(1_000_001, share)
    assert (found.advance_cents, found.balance_cents) == (800_001, 200_000)


@pytest.mark.parametrize(("paid", "short"), [(13, 0.0), (12.97, 0.0), (14, 0.0), (12.9, 0.1), (0, 13.0)])
def test_a_target_of_13_that_reads_as_reached_has_no_shortfall(paid: float, short: float) -> None:
    """Grants are whole cents, so 13 places are paid as 12.97: what reads as 13 of 13 is not missed."""
    target = ReachTarget("t", "call-9.1", 9, 4, Decimal(13), False, Yardstick.AGREEMENTS)
    model: Any = SimpleNamespace(targets={Yardstick.AGREEMENTS: [target]})
    numbers = {"realisation": 1, "amount_cents": 100, "limit_cents": 1, "own_ratio": (1, 1)}
    rules: Any = SimpleNamespace(
        yardstick=Yardstick.AGREEMENTS, **{name: {"call-9.1": value} for name, value in numbers.items()}
    )
    measure: Any = SimpleNamespace(measure_id="call-9.1", baseline=0, paid_units=paid, grant_cents=0)
    claims: Any = SimpleNamespace(applications=[])
    [found] = judge_targets(model, rules, claims, [], [measure])
    assert found.shortfall == pytest.approx(short)
    assert bool(found.closing_cents) == bool(short)
