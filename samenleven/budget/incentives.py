"""Who gets the incentive for cooperation in a run: the one rule of `samenleven.grant.incentive`, per application."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from samenleven.budget.envelope import share_out
from samenleven.budget.model import BudgetModel
from samenleven.budget.participation import Application, Groups, standing
from samenleven.budget.rules import Rules
from samenleven.eligibility import Weight
from samenleven.grant.call import to_cents
from samenleven.grant.incentive import Incentive, Member, cooperation_incentive


def incentive_cents(
    model: BudgetModel, applications: Sequence[Application], groups: Groups, rules: Rules, reference: Rules
) -> list[int]:
    """The incentive in cents of each application that takes part; 0 where no amount is known."""
    wanted = [
        to_cents(found.amount or Decimal(0)) if (found := _of(application, model, groups, rules, reference)) else 0
        for application in applications
    ]
    return share_out(rules.budget_cents, wanted)


def _of(
    application: Application, model: BudgetModel, groups: Groups, rules: Rules, reference: Rules
) -> Incentive | None:
    """What the rule says of one application; None for an authority that applies by itself."""
    if len(application.member_ids) < 2:
        return None
    before = application.envelope_cents is not None
    new = frozenset(application.member_ids) - application.earlier_members if before else frozenset()
    members = members_of(application.member_ids, new, model, groups, rules, reference)
    return cooperation_incentive(members, rules.incentive, took_part_before=before)


def members_of(
    ids: Iterable[str],
    new: frozenset[str],
    model: BudgetModel,
    groups: Groups,
    rules: Rules,
    reference: Rules,
) -> list[Member]:
    """The members of a cooperation as the rule on the incentive looks at them, by the estimate; `new` are ids."""
    found = []
    for one in (model.counts[i] for i in ids if i in model.counts):
        group = groups.get(one.authority_id)
        found.append(
            Member(
                authority_id=one.authority_id,
                name=one.name,
                reference_region=one.reference_region,
                may_apply_alone=Weight.ESTIMATE in standing(one, groups, rules, reference).alone_by,
                new=one.authority_id in new,
                target_group=group.estimate if group else None,
                population=one.population,
            )
        )
    return found
