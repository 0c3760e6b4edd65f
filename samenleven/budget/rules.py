"""The rules of one run: a baseline's numbers with a scenario's differences put in.

Baseline and scenario become `Rules` by the same function, and run through the same functions after that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

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

    Worked out once from the call, so that they always agree with it: `amount_cents` per unit by measure,
    `limit_cents` the most that one application can get for a measure alone, `ceiling_cents` per application by
    action (an action without one is not in it), `own_ratio` own share over grant as a fraction.

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
    amount_cents: Mapping[str, int] = field(init=False, repr=False, compare=False)
    limit_cents: Mapping[str, int] = field(init=False, repr=False, compare=False)
    ceiling_cents: Mapping[int, int] = field(init=False, repr=False, compare=False)
    own_ratio: tuple[int, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        call = self.call
        ceilings = {action: to_cents(euro) for action, euro in call.ceilings.items()}
        worth = {measure: tariff.max_units * tariff.amount_cents for measure, tariff in call.tariffs.items()}
        derived = {
            "amount_cents": {measure: tariff.amount_cents for measure, tariff in call.tariffs.items()},
            "limit_cents": {m: min(cents, ceilings.get(call.measures[m], cents)) for m, cents in worth.items()},
            "ceiling_cents": ceilings,
            "own_ratio": own_share_ratio(call.own_share),
        }
        for name, value in derived.items():  # a frozen value sets its own fields like this
            object.__setattr__(self, name, value)


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
    call = _call_of(space.call, scenario, number(Setting.OWN_SHARE), factors)
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
    )


def _call_of(call: Call, scenario: Scenario, own_share: Decimal, factors: Mapping[Numbers, Decimal]) -> Call:
    """The call with a scenario's amounts, maxima, ceilings and own share.

    A value of its own comes in the place of the baseline's; where there is none the factor applies. Money is
    rounded to the cent, maximum units down to whole ones. A ceiling does not move along with the amounts: a higher
    amount under the same ceiling pays fewer units, so raise both to keep the units.
    """

    def value(table: Numbers, of: str | int) -> Decimal:
        own = scenario.table(table).get(of)
        return own if own is not None else published_value(call, Cell(table, of)) * factors[table]

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
