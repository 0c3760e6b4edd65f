"""What a run of the budget what-if gives back, and the difference between two runs.

Money is in whole cents, reach in units of the measure. Two figures are never added up: the baseline reach, that was
there already and gets no grant, and the extra reach that the paid units bring, realisation x paid units: an estimate,
because it rests on an assumed realisation. What is added over measures and applications are contacts: one person may
be counted more than once. Rows are tuples: there are hundreds of them at every move of a slider.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from samenleven.budget.model import Claims
from samenleven.budget.settings import Yardstick
from samenleven.eligibility import Eligibility, Standing, TargetGroup


class ApplicantOutcome(NamedTuple):
    """One application. `asked_cents` is after maximum units and ceiling, before the budget.

    Over the measures that count persons: `baseline_people` reached already, `planned_people` asked on top of them, and
    `extra_people` to be expected of what is paid.
    """

    applicant_id: str
    name: str
    candidate: bool
    takes_part: bool
    asked_cents: int
    grant_cents: int
    incentive_cents: int
    own_share_cents: int
    baseline_people: int
    planned_people: int
    extra_people: float


class AuthorityOutcome(NamedTuple):
    """One authority. Money and people of a cooperation are spread over its members: an estimate.

    `applicant_id` is None for an authority in no application. `per_head_cents` is the grant per inhabitant of
    the target group, None where that count is missing or zero.
    """

    authority_id: str
    name: str
    applicant_id: str | None
    takes_part: bool
    standing: Standing
    grant_cents: int
    own_share_cents: int
    baseline_people: float
    planned_people: float
    extra_people: float
    target_group: TargetGroup | None
    per_head_cents: float | None


class MeasureOutcome(NamedTuple):
    """One measure over all who take part: `baseline` was there already, `extra` = realisation x paid units."""

    measure_id: str
    action_id: int
    goal_id: int
    asked_cents: int
    grant_cents: int
    own_share_cents: int
    applicants: int
    baseline: int
    planned: int
    paid_units: float
    extra: float


class SumOutcome(NamedTuple):
    """Money of one action or goal, and its progress: the mean of min(1, ratio) over its targets, if any.

    `baseline_progress` is the same of the reach that was there already: a figure of its own, never added.
    """

    number: int
    asked_cents: int
    grant_cents: int
    own_share_cents: int
    progress: float | None
    baseline_progress: float | None
    targets: int


class TargetOutcome(NamedTuple):
    """One target: what the money brings for it, what is short, and what closing that would cost.

    `extra` = realisation x paid units is what counts towards the target, and `ratio` its share of it. `baseline` was
    there already and is not bought; `baseline_ratio` is its share of the target.
    `closing_cents` is the extra grant at the present amount and realisation, None when no money can close it;
    `within_maxima` says whether those who take part have that much room under their maxima. `cents_per_unit` is the
    grant behind one unit of the target, 0 when money brings none.
    """

    target_id: str
    measure_id: str
    action_id: int
    goal_id: int
    yardstick: Yardstick
    value: float
    baseline: int
    extra: float
    ratio: float
    baseline_ratio: float
    shortfall: float
    closing_cents: int | None
    closing_own_cents: int | None
    within_maxima: bool
    cents_per_unit: float


class Covered(NamedTuple):
    """Inhabitants of the target group with authorities that take part, between bounds, and in all of them."""

    lower: int
    estimate: int
    upper: int
    total: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """One run. `left_cents` is the part of the budget that nobody could use.

    `weighted_attainment` is what the money brings, `weighted_baseline` the same of what was there. `claim_asked` and
    `claim_granted` are in cents by claim, in the order of `claims`.
    """

    budget_cents: int
    asked_cents: int
    grant_cents: int
    incentive_cents: int
    own_share_cents: int
    left_cents: int
    covered: Covered
    weighted_attainment: float | None
    weighted_baseline: float | None
    applicants: Sequence[ApplicantOutcome]
    authorities: Sequence[AuthorityOutcome]
    measures: Sequence[MeasureOutcome]
    actions: Sequence[SumOutcome]
    goals: Sequence[SumOutcome]
    targets: Sequence[TargetOutcome]
    claims: Claims = field(compare=False, repr=False)
    claim_asked: Sequence[int]
    claim_granted: Sequence[int]

    @property
    def paid_cents(self) -> int:
        """Grants and incentives together."""
        return self.grant_cents + self.incentive_cents


@dataclass(frozen=True, slots=True)
class Change:
    """The difference between two runs: authority ids that enter and drop out, grants that move (cents).

    `alone_from_now` may apply alone for certain in the second run only, also when they already take part in a
    cooperation; of `maybe_from_now` that is uncertain, where the first run says no; `alone_no_longer` were certain.
    """

    entered: tuple[str, ...]
    dropped: tuple[str, ...]
    alone_from_now: tuple[str, ...]
    maybe_from_now: tuple[str, ...]
    alone_no_longer: tuple[str, ...]
    grant_change_cents: Mapping[str, int]


def compare(before: Outcome, after: Outcome) -> Change:
    """What a scenario changes for every authority."""
    old = {row.authority_id: row for row in before.authorities}
    pairs = [(old[row.authority_id], row) for row in after.authorities]
    joining = [new for was, new in pairs if new.takes_part is not was.takes_part]
    moved = [
        (new.authority_id, was.standing.eligible, new.standing.eligible)
        for was, new in pairs
        if new.standing.eligible is not was.standing.eligible
    ]
    certain, perhaps, small = Eligibility.ALONE, Eligibility.UNCERTAIN, Eligibility.POOL
    return Change(
        entered=tuple(new.authority_id for new in joining if new.takes_part),
        dropped=tuple(new.authority_id for new in joining if not new.takes_part),
        alone_from_now=tuple(who for who, _, new in moved if new is certain),
        maybe_from_now=tuple(who for who, was, new in moved if new is perhaps and was is small),
        alone_no_longer=tuple(who for who, was, _ in moved if was is certain),
        grant_change_cents={new.authority_id: new.grant_cents - was.grant_cents for was, new in pairs},
    )
