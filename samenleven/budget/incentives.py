"""Who gets the incentive for cooperation in a run: the one rule of `samenleven.grant.incentive`, per application."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import compress

from samenleven.budget.envelope import share_out
from samenleven.budget.model import BudgetModel, per_model
from samenleven.budget.participation import Application
from samenleven.budget.rules import Rules
from samenleven.eligibility import Counting
from samenleven.grant.call import to_cents
from samenleven.grant.incentive import Incentive, IncentiveRules, Member, cooperation_incentive


def incentive_cents(model: BudgetModel, present: Sequence[bool], rules: Rules, reference: Rules) -> list[int]:
    """The incentive in cents of each application that takes part (`present`); 0 where no amount is known."""
    wanted = _wanted(model, rules.counting, model.judged(rules, reference).alone, rules.incentive)
    return share_out(rules.budget_cents, list(compress(wanted, present)))


@per_model(8)
def _wanted(model: BudgetModel, counting: Counting, alone: frozenset[str], incentive: IncentiveRules) -> list[int]:
    """The incentive in cents of every application of the model, before the budget; `alone` may apply by themselves."""
    found = [_of(application, model, counting, alone, incentive) for application in model.applications]
    return [to_cents(one.amount or Decimal(0)) if one else 0 for one in found]


def _of(
    application: Application, model: BudgetModel, counting: Counting, alone: frozenset[str], rules: IncentiveRules
) -> Incentive | None:
    """What the rule says of one application; None for an authority that applies by itself."""
    if len(application.member_ids) < 2:
        return None
    before = application.envelope_cents is not None
    new = frozenset(application.member_ids) - application.earlier_members if before else frozenset()
    members = members_of(application.member_ids, new, model, counting, alone)
    return cooperation_incentive(members, rules, took_part_before=before)


def members_of(
    ids: Iterable[str], new: frozenset[str], model: BudgetModel, counting: Counting, alone: frozenset[str]
) -> list[Member]:
    """The members of a cooperation as the rule on the incentive looks at them, by the estimate.

    Of the `ids` some are `new`; `alone` are all authorities that may apply by themselves.
    """
    groups = model.groups(counting)
    found = []
    for one in (model.counts[i] for i in ids if i in model.counts):
        group = groups[one.authority_id]
        found.append(
            Member(
                authority_id=one.authority_id,
                name=one.name,
                reference_region=one.reference_region,
                may_apply_alone=one.authority_id in alone,
                new=one.authority_id in new,
                target_group=group.estimate if group else None,
                population=one.population,
            )
        )
    return found
