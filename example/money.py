"""Agreements: planned reach and money, so that each year adds up to the published award."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from example.applicants import Applicant
from example.draws import allocate, chance, dice, round_plan, spread
from example.portfolios import STEADY
from example.world import POLARISATION, PRACTICE, SQUARES, World
from samenleven.eligibility import Weight
from samenleven.grant.application import ApplicationRow
from samenleven.grant.grant import grant_application
from samenleven.grant.incentive import Member, cooperation_incentive, rules_on


@dataclass
class Line:
    """One measure in one agreement: units and euro."""

    year: int
    applicant: Applicant
    action: int
    measure: str
    priority: int
    planned: int
    amount: Decimal
    grant: Decimal = Decimal(0)
    baseline: int = 0

    @property
    def key(self) -> tuple[str, str]:
        """Applicant and measure: what stays the same over the years."""
        return self.applicant.authority_id, self.measure

    @property
    def agreement_id(self) -> str:
        """Key of the agreement it belongs to."""
        return f"ex{self.year}-{self.applicant.authority_id}"

    @property
    def engaged(self) -> int:
        """The target to report against, in units."""
        return self.baseline + self.planned


Applications = dict[str, list[Line]]
"""The lines of each applicant, first priority first."""


def money(lines: Iterable[Line]) -> Decimal:
    """Add up the grants (euro)."""
    return sum((line.grant for line in lines), Decimal(0))


def make_lines(
    world: World, applicants: Mapping[str, Applicant], portfolios: Mapping[str, list[int]], year: int
) -> list[Line]:
    """Write all agreements of a year so that the money adds up to the published award."""
    doing = [key for key, actions in portfolios.items() if PRACTICE in actions]
    practice = _practice_units(world, doing, applicants, year)

    def write(keys: Iterable[str], factor: float) -> Applications:
        return {key: _draft(world, applicants[key], portfolios[key], year, factor, practice) for key in keys}

    budgets = _published_awards(world, year)
    agreed: Applications = {}
    for key, budget in budgets.items():
        agreed |= _settle(functools.partial(write, [key]), budget, Decimal(100), key)
    rest = world.figures[f"awarded-{year}"] - sum(budgets.values())
    rest -= sum(incentive(world, applicants[key], year) for key in portfolios)
    others = functools.partial(write, [key for key in portfolios if key not in budgets])
    # What the one cut of action 5 takes away is given back by asking for that much more.
    amount = world.calls[year].tariff(world.measures(PRACTICE, year)[0]).amount
    rest += sum(practice.values()) * amount - world.figures[f"a5-budget-{year}"]
    agreed |= _settle(others, rest, rest * Decimal("0.004"), f"year-{year}")
    lines = [line for key in sorted(agreed) for line in agreed[key]]
    _cut_practice(world, lines, year)
    return lines


def incentive(world: World, applicant: Applicant, year: int) -> Decimal:
    """Give the incentive for cooperation (euro) by the rule; 0 where no amount is known."""
    before = applicant.members.get(year - 1, ())
    members = [
        Member(
            authority_id=one.authority_id,
            name=one.name,
            reference_region=one.reference_region,
            may_apply_alone=Weight.ESTIMATE in one.alone_by,
            new=one.authority_id not in before,
            target_group=one.estimate,
            population=one.population,
        )
        for one in (world.judged[year][member] for member in applicant.members[year])
    ]
    rules = rules_on(world.parameters, world.years[year].awarded_on)
    return cooperation_incentive(members, rules, took_part_before=bool(before)).amount or Decimal(0)


def _published_awards(world: World, year: int) -> dict[str, Decimal]:
    """Give the applicants whose award is published (euro)."""
    budgets = {world.ids["Sint-Niklaas"]: world.figures["sint-niklaas-grant"]}
    if year == world.first_year:
        budgets[world.ids["Houthalen-Helchteren"]] = world.figures["houthalen-grant"]
    return budgets


def _measures_of(world: World, applicant: Applicant, action: int, year: int) -> list[str]:
    """Give the measures an applicant takes up: the first one always, the others usually."""
    first, *others = world.measures(action, year)
    if action in (POLARISATION, PRACTICE):  # their published money and results are those of one measure
        return [first]
    key = applicant.authority_id
    if key in world.told:  # its published money needs every part of what it tells of
        return [first, *others]
    return [first, *(m for m in others if chance(0.75, "measure", key, m))]


def _wish(world: World, applicant: Applicant, measure: str, year: int) -> float:
    """Draw the wished share of the maximum units: grows with the target group, wobbles per year."""
    key = applicant.authority_id
    grown = 0.3 * (applicant.target_group / world.threshold) ** 0.4
    wobble = 1.0 if applicant.name in STEADY else spread(0.07, "wobble", key, measure, year)
    return float(grown * spread(0.35, "wish", key, measure) * wobble)


def _practice_units(
    world: World, keys: Iterable[str], applicants: Mapping[str, Applicant], year: int
) -> dict[str, int]:
    """Divide the paid units of action 5 over its applicants (units, from the published budget)."""
    measure = world.measures(PRACTICE, year)[0]
    tariff = world.calls[year].tariff(measure)
    published = world.ids["Sint-Niklaas"]
    pinned = {published: int(world.figures["sint-niklaas-a5"] / tariff.amount)}
    total = math.ceil(world.figures[f"a5-budget-{year}"] / tariff.amount) - sum(pinned.values())
    weights = {key: _wish(world, applicants[key], measure, year) ** 0.75 for key in keys if key not in pinned}
    return pinned | allocate(total, weights, dict.fromkeys(weights, tariff.max_units), step=10)


def _planned_units(world: World, applicant: Applicant, measure: str, year: int, factor: float) -> int:
    """Give the planned reach (units) of a line whose reach is free."""
    tariff = world.calls[year].tariff(measure)
    if tariff.action_id == SQUARES and applicant.name == "Oostende":
        return min(tariff.max_units, world.figure("oostende-squares"))
    wished = tariff.max_units * _wish(world, applicant, measure, year) * factor
    return min(tariff.max_units, max(1, round_plan(wished)))


def _draft(
    world: World, applicant: Applicant, actions: list[int], year: int, factor: float, practice: Mapping[str, int]
) -> list[Line]:
    """Write one application: reach per measure, and the money that the call gives for it."""
    call = world.calls[year]
    rows = [
        ApplicationRow(
            action,
            measure,
            baseline_reach=0,
            planned_reach=practice[applicant.authority_id]
            if action == PRACTICE
            else _planned_units(world, applicant, measure, year, factor),
            priority=priority,
        )
        for priority, action in enumerate(actions, start=1)
        for measure in _measures_of(world, applicant, action, year)
    ]
    return [
        Line(
            year,
            applicant,
            row.action_id,
            row.measure_id,
            row.priority,
            row.planned_reach,
            call.tariff(row.measure_id).amount,
            row.grant,
        )
        for row in grant_application(rows, call).rows
        if row.grant  # what the ceiling of its action leaves nothing for is not agreed
    ]


def _cut(line: Line, by: Decimal) -> None:
    """Take money from a line; the promised reach follows, a started unit counts."""
    if not 0 <= by < line.grant:
        raise ValueError(f"Cannot take {by} euro from {line.key} (grant {line.grant}).")
    line.grant -= by
    line.planned = min(line.planned, math.ceil(line.grant / line.amount))


def _settle(write: Callable[[float], Applications], budget: Decimal, slack: Decimal, name: str) -> Applications:
    """Scale applications until they just pass the budget, then cut last priorities to fit.

    `write` gives the applications at a factor; `slack` is how far above the budget to go (euro),
    so how much the cuts take away together.
    """
    low, high = 0.0, 8.0
    for _ in range(50):
        middle = (low + high) / 2
        passed = sum(map(money, write(middle).values())) >= budget + slack
        low, high = (low, middle) if passed else (middle, high)
    applications = write(high)
    excess = sum(map(money, applications.values()), Decimal(0)) - budget
    if excess < 0:
        raise ValueError(f"{name}: the ceilings leave no room for {budget} euro.")
    draw = dice("cut", name)
    for key in draw.sample(sorted(applications), len(applications)):
        last = applications[key][-1]
        if excess == 0 or last.action in (POLARISATION, PRACTICE):
            continue
        share = Decimal(draw.randint(150, 600)) / 1000
        by = min(excess, (last.grant * share).quantize(Decimal(1)))
        _cut(last, by)
        excess -= by
    if excess:
        raise ValueError(f"{name}: {excess} euro too much is left after all cuts.")
    return applications


def _cut_practice(world: World, lines: list[Line], year: int) -> None:
    """Bring action 5 to its published budget: as it is no whole number of units, cut one line."""
    practice = [line for line in lines if line.action == PRACTICE]
    excess = money(practice) - world.figures[f"a5-budget-{year}"]
    if excess:
        last = {line.applicant.authority_id: line for line in lines}  # ordered by priority
        _cut(next(line for line in practice if last[line.key[0]] is line), excess)
