"""From applications to authorities: money and people of a cooperation spread over its members, and coverage.

A cooperation's money goes to the authority that leads it; how it is shared is not published. Spreading it by
target group is an estimate, for the map and for amounts per head.
"""

from __future__ import annotations

from collections.abc import Sequence

from samenleven.budget.model import BudgetModel, Claims
from samenleven.budget.outcome import ApplicantOutcome, AuthorityOutcome, Covered
from samenleven.budget.participation import Groups, standing
from samenleven.budget.rules import Rules
from samenleven.eligibility import OriginCount, Standing, TargetGroup
from samenleven.shares import in_proportion, weights_of_members


def cover(groups: Groups, claims: Claims) -> Covered:
    """How many inhabitants of the target group live with the authorities that take part."""
    members = {member for application in claims.applications for member in application.member_ids}
    inside = [group for member in members if (group := groups.get(member))]
    return Covered(
        sum([group.lower for group in inside]),
        sum([group.estimate for group in inside]),
        sum([group.upper for group in inside]),
        sum([group.estimate for group in groups.values() if group]),
    )


def spread(
    model: BudgetModel, rules: Rules, reference: Rules, groups: Groups, applicants: Sequence[ApplicantOutcome]
) -> list[AuthorityOutcome]:
    """Every authority with its part of its application; those in none get zeros and `takes_part` False."""
    parts: dict[str, _Part] = {}
    for application, row in zip(model.applications, applicants, strict=True):
        # Two applications of one authority (a member and a candidate) do not occur: candidates are in none.
        for member, cents, own, part in _shares(application.member_ids, row, groups):
            parts[member] = row, cents, own, part
    return [
        _authority(
            authority,
            groups[authority.authority_id],
            standing(authority, groups, rules, reference),
            parts.get(authority.authority_id),
        )
        for authority in model.authorities
    ]


_Part = tuple[ApplicantOutcome, int, int, float]


def _shares(members: Sequence[str], row: ApplicantOutcome, groups: Groups) -> list[tuple[str, int, int, float]]:
    """Per member its grant and own share in cents and its part (0 to 1), by target group; equal without a count."""
    if len(members) == 1:
        return [(members[0], row.grant_cents, row.own_share_cents, 1.0)]
    weights = weights_of_members([group.estimate if (group := groups.get(member)) else None for member in members])
    total, money = sum(weights), in_proportion(row.grant_cents, weights)
    own = in_proportion(row.own_share_cents, weights)
    return [
        (member, cents, added, weight / total)
        for member, cents, added, weight in zip(members, money, own, weights, strict=True)
    ]


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
