"""From applications to authorities: money and people of a cooperation spread over its members, and coverage.

A cooperation's money goes to the authority that leads it; how it is shared is not published. Spreading it by
target group is an estimate, for the map and for amounts per head.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import compress

from samenleven.budget.model import BudgetModel, per_model
from samenleven.budget.outcome import ApplicantOutcome, AuthorityOutcome, Covered
from samenleven.budget.rules import Rules
from samenleven.eligibility import Counting, OriginCount, Standing, TargetGroup, Threshold
from samenleven.shares import in_proportion, weights_of_members


@per_model(8)
def cover(model: BudgetModel, counting: Counting, present: tuple[bool, ...]) -> Covered:
    """How many inhabitants of the target group live with the authorities that take part; `present` by application."""
    groups = model.groups(counting)
    members = {member for application in compress(model.applications, present) for member in application.member_ids}
    inside = [group for member in members if (group := groups.get(member))]
    return Covered(
        sum([group.lower for group in inside]),
        sum([group.estimate for group in inside]),
        sum([group.upper for group in inside]),
        sum([group.estimate for group in groups.values() if group]),
    )


def spread(
    model: BudgetModel, rules: Rules, reference: Rules, applicants: Sequence[ApplicantOutcome]
) -> list[AuthorityOutcome]:
    """Every authority with its part of its application; those in none get zeros and `takes_part` False."""
    parts: dict[str, _Part] = {}
    weights = _weights(model, rules.counting)
    for application, row, weighing in zip(model.applications, applicants, weights, strict=True):
        # Two applications of one authority (a member and a candidate) do not occur: candidates are in none.
        for member, cents, own, part in _shares(application.member_ids, row, weighing):
            parts[member] = row, cents, own, part
    groups, standings, _ = model.judged(rules, reference)
    outside = _outside(model, rules.counting, rules.alone, reference.alone)
    return [
        _authority(authority, groups[number], standings[number], parts[number]) if number in parts else outside[number]
        for authority in model.authorities
        for number in [authority.authority_id]
    ]


@per_model(8)
def _outside(
    model: BudgetModel, counting: Counting, alone: Threshold, in_force: Threshold
) -> Mapping[str, AuthorityOutcome]:
    """The authorities that are in no application, by id: money changes nothing for them."""
    groups, standings, _ = model.judged_by(counting, alone, in_force)
    within = {member for application in model.applications for member in application.member_ids}
    return {
        number: _authority(authority, groups[number], standings[number], None)
        for number, authority in model.counts.items()
        if number not in within
    }


_Part = tuple[ApplicantOutcome, int, int, float]


@per_model(8)
def _weights(model: BudgetModel, counting: Counting) -> list[list[int]]:
    """How the members of every application weigh: by target group; equal without a count."""
    groups = model.groups(counting)
    return [
        weights_of_members([group.estimate if (group := groups.get(member)) else None for member in one.member_ids])
        for one in model.applications
    ]


def _shares(
    members: Sequence[str], row: ApplicantOutcome, weights: Sequence[int]
) -> Iterable[tuple[str, int, int, float]]:
    """Per member its grant and own share in cents and its part (0 to 1)."""
    if len(members) == 1:
        return [(members[0], row.grant_cents, row.own_share_cents, 1.0)]
    total, money = sum(weights), in_proportion(row.grant_cents, weights)
    own = money if row.own_share_cents == row.grant_cents else in_proportion(row.own_share_cents, weights)
    return zip(members, money, own, [weight / total for weight in weights], strict=True)


def _authority(
    authority: OriginCount,
    group: TargetGroup | None,
    stands: Standing,
    found: _Part | None,
) -> AuthorityOutcome:
    heads = group.estimate if group else 0
    number, name = authority.authority_id, authority.name
    if found is None or not found[0].takes_part:
        applicant = found[0].applicant_id if found and not found[0].candidate else None
        nothing = 0.0 if heads else None
        return AuthorityOutcome(number, name, applicant, False, stands, 0, 0, 0.0, 0.0, 0.0, group, nothing)
    row, cents, own, part = found
    return AuthorityOutcome(
        number,
        name,
        row.applicant_id,
        True,
        stands,
        cents,
        own,
        row.baseline_people * part,
        row.planned_people * part,
        row.extra_people * part,
        group,
        cents / heads if heads else None,
    )
