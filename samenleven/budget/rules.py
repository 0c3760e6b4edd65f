"""The rules of one run: a baseline's numbers with a scenario's differences put in.

Baseline and scenario become `Rules` by the same function, and run through the same functions after that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from samenleven.budget.envelope import RoundRules
from samenleven.budget.scenario import Scenario, Space, published_value
from samenleven.budget.settings import FACTORS, RANGES, Cell, Numbers, Setting, Yardstick
from samenleven.eligibility import Counting, Threshold
from samenleven.grant.call import Call, own_share_ratio, to_cents, to_euro
from samenleven.grant.incentive import IncentiveRules


@dataclass(frozen=True, slots=True)
class Rules:
    """All numbers of one run. Money in cents, shares and rates as numbers, thresholds in inhabitants.

    `incentive` are the conditions and amount (euro) of the incentive for cooperation; `realisation` (realised /
    promised) by measure, `weights` by goal, `yardstick` what reach is measured against.

    Two assumptions on behaviour, neither estimated. `unit_cost_cents` by measure: what a unit costs whatever the amount
    is, so that the authority bears the rest; None: its own share always comes on top of the amount. `take_up`: by how
    many times planned units move along with the amount, as (amount / that of the baseline, `before_cents`) to this
    power; 0 is not at all.

    Worked out once from the call, so that they always agree with it: `amount_cents` per unit by measure,
    `limit_cents` the most that one application can get for a measure alone, `ceiling_cents` per application by
    action (an action without one is not in it), `own_ratio` own share over grant as a fraction by measure.

    Raises SamenlevenError when the authority would bear the whole cost: then there is no grant.
    """

    call: Call
    budget_cents: int
    incentive: IncentiveRules
    alone: Threshold
    together: Threshold
    counting: Counting
    participation_existing: Decimal
    participation_new: Decimal
    realisation: Mapping[str, float]
    weights: Mapping[int, float]
    rounds: RoundRules
    yardstick: Yardstick
    unit_cost_cents: Mapping[str, int] | None
    take_up: float
    before_cents: Mapping[str, int]
    amount_cents: Mapping[str, int] = field(init=False, repr=False, compare=False)
    limit_cents: Mapping[str, int] = field(init=False, repr=False, compare=False)
    ceiling_cents: Mapping[int, int] = field(init=False, repr=False, compare=False)
    own_ratio: Mapping[str, tuple[int, int]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        call = self.call
        ceilings = call.ceiling_cents
        share = own_share_ratio(call.own_share)
        worth = {measure: tariff.max_units * tariff.amount_cents for measure, tariff in call.tariffs.items()}
        derived = {
            "amount_cents": {measure: tariff.amount_cents for measure, tariff in call.tariffs.items()},
            "limit_cents": {m: min(cents, ceilings.get(call.measures[m], cents)) for m, cents in worth.items()},
            "ceiling_cents": ceilings,
            "own_ratio": {m: self._own_ratio(tariff.amount_cents, m, share) for m, tariff in call.tariffs.items()},
        }
        for name, value in derived.items():  # a frozen value sets its own fields like this
            object.__setattr__(self, name, value)

    def _own_ratio(self, amount: int, measure: str, share: tuple[int, int]) -> tuple[int, int]:
        if self.unit_cost_cents is None or not amount:
            return share
        return max(0, self.unit_cost_cents[measure] - amount), amount

    def wanted(self, measure: str) -> float:
        """How many times its planned units of a measure an applicant asks, because the amount changed."""
        before = self.before_cents[measure]
        if not self.take_up or not before or before == self.amount_cents[measure]:
            return 1.0
        return float((self.amount_cents[measure] / before) ** self.take_up)


def rules_of(space: Space, scenario: Scenario) -> Rules:
    """The rules of a scenario in the call of its space; an empty scenario gives those of the baseline.

    The realisation of an action is the scenario's own, else its general rate when it sets one, else the published
    rate, else the default of the data.

    Raises SamenlevenError when the data lack a parameter that the run needs.
    """

    def number(setting: Setting) -> Decimal:
        given = scenario.numbers.get(setting)
        return space.value(setting) if given is None else given

    factors = {table: number(setting) for table, setting in FACTORS.items()}
    costs = None
    if number(Setting.UNIT_COST_FIXED):
        costs = unit_costs(space.call, space.value(Setting.OWN_SHARE))
    call = _call_of(space.call, scenario, number(Setting.OWN_SHARE), factors, costs)
    budget = scenario.budget.get(space.call.project_year)
    if budget is None:
        budget = space.value(f"budget_{scenario.baseline}")
    default_rate = number(Setting.REALISATION_RATE)
    default_weight = space.value(RANGES[Numbers.WEIGHT])
    rates = {**space.realisation, **scenario.realisation}
    if Setting.REALISATION_RATE in scenario.numbers:
        rates = dict(scenario.realisation)
    return Rules(
        call=call,
        budget_cents=to_cents(budget),
        incentive=IncentiveRules(
            amount=scenario.numbers.get(Setting.INCENTIVE, space.call.incentive),
            threshold=number(Setting.THRESHOLD_TOGETHER),
            strict=number(Setting.THRESHOLD_TOGETHER_STRICT) != 0,
            min_share=number(Setting.INCENTIVE_MIN_SHARE),
            min_share_applies=number(Setting.INCENTIVE_MIN_SHARE_APPLIES) != 0,
        ),
        alone=Threshold(number(Setting.THRESHOLD_ALONE), number(Setting.THRESHOLD_ALONE_STRICT) != 0),
        together=Threshold(number(Setting.THRESHOLD_TOGETHER), number(Setting.THRESHOLD_TOGETHER_STRICT) != 0),
        counting=Counting(number(Setting.ORIGIN_SHARE), space.value("upper_with_neighbours") != 0),
        participation_existing=number(Setting.PARTICIPATION_EXISTING),
        participation_new=number(Setting.PARTICIPATION_NEW),
        realisation={m: float(rates.get(t.action_id, default_rate)) for m, t in call.tariffs.items()},
        weights={goal: float(scenario.weight.get(goal, default_weight)) for goal in sorted(space.goals)},
        rounds=RoundRules(scenario.round_order, scenario.round_cut),
        yardstick=scenario.yardstick,
        unit_cost_cents=costs,
        take_up=float(number(Setting.TAKE_UP)),
        before_cents={measure: tariff.amount_cents for measure, tariff in space.call.tariffs.items()},
    )


def unit_costs(call: Call, own_share: Decimal) -> dict[str, int]:
    """What a unit of every measure costs in cents, when the amount is the part that the authority does not bear.

    Raises SamenlevenError when the authority would bear the whole cost.
    """
    share, rest = own_share_ratio(own_share)
    return {measure: round(Fraction(t.amount_cents * (share + rest), rest)) for measure, t in call.tariffs.items()}


def _call_of(
    call: Call,
    scenario: Scenario,
    own_share: Decimal,
    factors: Mapping[Numbers, Decimal],
    costs: Mapping[str, int] | None,
) -> Call:
    """The call with a scenario's amounts, maxima, ceilings and own share.

    With a fixed cost per unit another own share gives another amount: the cost but for that share.

    A value of its own comes in the place of the baseline's; where there is none the factor applies. Money is
    rounded to the cent, maximum units down to whole ones. A ceiling does not move along with the amounts: a higher
    amount under the same ceiling pays fewer units, so raise both to keep the units.
    """

    if own_share == call.own_share and not any(factors[table] != 1 or scenario.table(table) for table in FACTORS):
        return call

    def value(table: Numbers, of: str | int) -> Decimal:
        own = scenario.table(table).get(of)
        if own is not None:
            return own
        published = published_value(call, Cell(table, of))
        if table is Numbers.UNIT_AMOUNT and costs is not None and own_share != call.own_share:
            published = to_euro(costs[str(of)]) * (1 - own_share)
        return published * factors[table]

    def whole_cents(euro: Decimal) -> Decimal:
        return to_euro(to_cents(euro))

    tariffs = {
        measure: replace(
            tariff,
            amount=whole_cents(value(Numbers.UNIT_AMOUNT, measure)),
            max_units=int(value(Numbers.MAX_UNITS, measure)),
        )
        for measure, tariff in call.tariffs.items()
    }
    ceilings = {action: whole_cents(value(Numbers.CEILING, action)) for action in call.ceilings}
    return replace(call, tariffs=tariffs, ceilings=ceilings, own_share=own_share)
