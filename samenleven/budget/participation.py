"""Who takes part in a run: which applications the thresholds admit, who enters and who drops out.

The published list of 28 decides up to the baseline's threshold; VGC and vzw de Rand have their own rule; for all
others the target group is an estimate (`samenleven.eligibility`). Applicants that took part were admitted on
counts that are not published, so they stay in as long as a scenario does not make the rule stricter for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from samenleven.budget.rules import Rules
from samenleven.eligibility import OriginCount, TargetGroup, passes, target_group
from samenleven.figures import Kind
from samenleven.grant.application import ApplicationRow
from samenleven.grant.call import Call


@dataclass(frozen=True)
class Application:
    """What one applicant asks in one call, and for whom.

    `member_ids` are the authorities behind it, the applicant included, and `earlier_members` those of the previous
    project year. `envelope_cents` is what it keeps from that year (None: a new applicant). `candidate`: not an
    application of the call but one that a scenario may bring in; its rows are an estimate.
    """

    applicant_id: str
    name: str
    member_ids: tuple[str, ...]
    rows: tuple[ApplicationRow, ...]
    envelope_cents: int | None
    earlier_members: frozenset[str]
    kind: Kind
    candidate: bool = False


Groups = Mapping[str, TargetGroup | None]
"""The target group by authority; None where no figure exists."""


def target_groups(authorities: Iterable[OriginCount], share: Decimal) -> dict[str, TargetGroup | None]:
    """The target group of every authority at one share of the other EU countries."""
    return {
        a.authority_id: None
        if a.non_eu27 is None or a.other_eu27 is None
        else target_group(a.non_eu27, a.other_eu27, share)
        for a in authorities
    }


def size_of(application: Application, groups: Groups) -> int:
    """The estimated target group of all its authorities together, in inhabitants."""
    return sum(group.estimate for member in application.member_ids if (group := groups.get(member)))


def passes_threshold(application: Application, groups: Groups, rules: Rules) -> bool:
    """Whether an application reaches the threshold: alone, or together for several authorities."""
    size = size_of(application, groups)
    if len(application.member_ids) > 1:
        return passes(size, rules.threshold_together, strict=rules.together_strict)
    return passes(size, rules.threshold_alone, strict=rules.alone_strict)


def qualifies_alone(authority: OriginCount, group: TargetGroup | None, rules: Rules, reference: Rules) -> bool:
    """Whether an authority may apply alone under `rules`, seen from the baseline `reference`."""
    if authority.own_rule:
        return True
    if authority.published and not _stricter_alone(rules, reference):
        return True
    return group is not None and passes(group.estimate, rules.threshold_alone, strict=rules.alone_strict)


def _stricter_alone(rules: Rules, reference: Rules) -> bool:
    return (rules.threshold_alone, rules.alone_strict) > (reference.threshold_alone, reference.alone_strict)


def admitted(
    application: Application,
    counts: Mapping[str, OriginCount],
    groups: tuple[Groups, Groups],
    rules: Rules,
    reference: Rules,
) -> bool:
    """Whether an application takes part under `rules`, seen from the baseline `reference`.

    `groups` are the target groups under both. A candidate takes part when it passes now and did not in the
    baseline: who could already apply and did not is no newcomer.
    """
    now, before = groups
    own = [counts[member] for member in application.member_ids if member in counts]
    if any(authority.own_rule for authority in own):
        return not application.candidate
    if application.candidate:
        return passes_threshold(application, now, rules) and not passes_threshold(application, before, reference)
    if not _stricter(application, rules, reference):
        listed = len(own) == 1 and own[0].published
        if listed or rules.origin_share >= reference.origin_share:
            return True
    return passes_threshold(application, now, rules)


def _stricter(application: Application, rules: Rules, reference: Rules) -> bool:
    """Whether the threshold that counts for an application asks more than in the baseline."""
    if len(application.member_ids) > 1:
        return (rules.threshold_together, rules.together_strict) > (
            reference.threshold_together,
            reference.together_strict,
        )
    return _stricter_alone(rules, reference)


def _same_admission(rules: Rules, reference: Rules) -> bool:
    """Whether the rules of admission are the baseline's: then those who took part do, and nobody else."""
    names = ("threshold_alone", "alone_strict", "threshold_together", "together_strict", "origin_share")
    return all(getattr(rules, name) == getattr(reference, name) for name in names)


def participants(
    applications: Sequence[Application],
    counts: Mapping[str, OriginCount],
    groups: tuple[Groups, Groups],
    rules: Rules,
    reference: Rules,
) -> list[bool]:
    """For each application whether it takes part.

    Participation below 1 takes the largest target groups first, rounded to whole applications: `existing` of
    those that already applied, `new` of those that the scenario brings in. An assumption: who would really
    apply is not known.
    """
    if _same_admission(rules, reference):
        admits = [not a.candidate for a in applications]
    else:
        admits = [admitted(a, counts, groups, rules, reference) for a in applications]
    for candidate, share in ((False, rules.participation_existing), (True, rules.participation_new)):
        if share >= 1:
            continue
        chosen = [i for i, a in enumerate(applications) if admits[i] and a.candidate is candidate]
        chosen.sort(key=lambda i: (-size_of(applications[i], groups[0]), applications[i].applicant_id))
        staying = int((share * len(chosen)).to_integral_value(ROUND_HALF_UP))
        for i in chosen[staying:]:
            admits[i] = False
    return admits


def candidates(
    authorities: Iterable[OriginCount],
    applications: Sequence[Application],
    call: Call,
    share: Decimal,
) -> list[Application]:
    """An estimated application for every municipality that is in none: what a scenario may bring in.

    Method: it asks per inhabitant of its target group what all present applications together ask, at most the
    maximum units, in the order of their average priority, without reach of its own before. An estimate.
    """
    authorities = list(authorities)
    groups = target_groups(authorities, share)
    heads = sum(size_of(application, groups) for application in applications)
    planned = [row for a in applications for row in a.rows if row.planned_reach and call.pays(row.measure_id)]
    if not heads or not planned:
        return []
    asked: dict[str, list[ApplicationRow]] = {}
    for row in planned:
        asked.setdefault(row.measure_id, []).append(row)
    ranked = sorted(asked, key=lambda m: (Decimal(sum(r.priority for r in asked[m])) / len(asked[m]), m))
    per_head = {m: Decimal(sum(r.planned_reach for r in asked[m])) / heads for m in ranked}
    taken = {member for application in applications for member in application.member_ids}
    return [
        Application(
            authority.authority_id,
            authority.name,
            (authority.authority_id,),
            _estimated_rows(group.estimate, ranked, per_head, call),
            envelope_cents=None,
            earlier_members=frozenset(),
            kind=Kind.ESTIMATE,
            candidate=True,
        )
        for authority in authorities
        if authority.authority_id not in taken and not authority.own_rule and (group := groups[authority.authority_id])
    ]


def _estimated_rows(
    heads: int, ranked: Sequence[str], per_head: Mapping[str, Decimal], call: Call
) -> tuple[ApplicationRow, ...]:
    rows = []
    for priority, measure in enumerate(ranked, start=1):
        tariff = call.tariff(measure)
        units = int((per_head[measure] * heads).to_integral_value(ROUND_HALF_UP))
        if units:
            rows.append(ApplicationRow(tariff.action_id, measure, 0, min(units, tariff.max_units), priority))
    return tuple(rows)
