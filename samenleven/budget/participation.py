"""Who takes part in a run: which applications the thresholds admit, who enters and who drops out.

Who may apply alone is decided in `samenleven.eligibility`; here its answer is used. Where that is "uncertain" a run
still needs yes or no: it then counts by the estimate. Applicants that took part were admitted on counts that are not
published, so they stay in as long as a scenario does not make the rule stricter for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from samenleven.budget.rules import Rules
from samenleven.eligibility import Counting, OriginCount, Standing, TargetGroup, Threshold, Weight, stand, target_group
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


def target_groups(authorities: Iterable[OriginCount], counting: Counting) -> dict[str, TargetGroup | None]:
    """The target group of every authority, counted one way."""
    return {a.authority_id: target_group(a, counting) for a in authorities}


def size_of(application: Application, groups: Groups) -> int:
    """The estimated target group of all its authorities together, in inhabitants."""
    return sum(group.estimate for member in application.member_ids if (group := groups.get(member)))


class Judged(NamedTuple):
    """Every authority, counted one way and judged by one threshold: its target group and whether it may apply alone.

    `alone` are those that may by the estimate: what a run counts with where it is uncertain.
    """

    groups: Groups
    standings: Mapping[str, Standing]
    alone: frozenset[str]


def judge_all(authorities: Iterable[OriginCount], groups: Groups, alone: Threshold, in_force: Threshold) -> Judged:
    """Who may apply alone at a threshold; the published list answers for the one `in_force`."""
    found = {a.authority_id: stand(a, groups[a.authority_id], alone, in_force=in_force) for a in authorities}
    return Judged(groups, found, frozenset(who for who, stands in found.items() if Weight.ESTIMATE in stands.alone_by))


def admitted(
    application: Application,
    counts: Mapping[str, OriginCount],
    judged: tuple[Judged, Judged],
    rules: Rules,
    reference: Rules,
) -> bool:
    """Whether an application takes part under `rules`, seen from the baseline `reference`.

    `judged` are the authorities under both. A candidate takes part when it passes now and did not in the
    baseline: who could already apply and did not is no newcomer.
    """
    now, before = judged
    own = [counts[member] for member in application.member_ids if member in counts]
    if any(authority.own_rule for authority in own):
        return not application.candidate

    def passes(judged: Judged, rules: Rules) -> bool:
        if len(application.member_ids) > 1:
            return rules.together.reached_by(size_of(application, judged.groups))
        return any(one.authority_id in judged.alone for one in own)

    if application.candidate:
        return passes(now, rules) and not passes(before, reference)
    together = len(application.member_ids) > 1
    stricter = rules.together > reference.together if together else rules.alone > reference.alone
    if not stricter and rules.counting.share >= reference.counting.share:
        return True
    return passes(now, rules)


def _same_admission(rules: Rules, reference: Rules) -> bool:
    """Whether the rules of admission are the baseline's: then those who took part do, and nobody else."""
    return all(getattr(rules, name) == getattr(reference, name) for name in ("alone", "together", "counting"))


def participants(
    applications: Sequence[Application],
    counts: Mapping[str, OriginCount],
    judged: tuple[Judged, Judged],
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
        admits = [admitted(a, counts, judged, rules, reference) for a in applications]
    for candidate, share in ((False, rules.participation_existing), (True, rules.participation_new)):
        if share >= 1:
            continue
        chosen = [i for i, a in enumerate(applications) if admits[i] and a.candidate is candidate]
        chosen.sort(key=lambda i: (-size_of(applications[i], judged[0].groups), applications[i].applicant_id))
        staying = int((share * len(chosen)).to_integral_value(ROUND_HALF_UP))
        for i in chosen[staying:]:
            admits[i] = False
    return admits


def candidates(
    authorities: Iterable[OriginCount],
    applications: Sequence[Application],
    call: Call,
    counting: Counting,
) -> list[Application]:
    """An estimated application for every municipality that is in none: what a scenario may bring in.

    None when the call was open only to those of the year before: then no threshold brings in anybody.

    Method: it asks per inhabitant of its target group what all present applications together ask, at most the
    maximum units, in the order of their average priority, without reach of its own before. An estimate.
    """
    if not call.open_to_new:
        return []
    authorities = list(authorities)
    groups = target_groups(authorities, counting)
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
