"""The inputs of the budget what-if, laid out once so that a slider move only brings new numbers.

All applications (present ones and candidates) of one call become flat columns in the fixed order of
`samenleven.budget.envelope.Layout`; what does not depend on a scenario is worked out here.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from samenleven.budget.envelope import Layout, lay_out
from samenleven.budget.participation import Application, target_groups
from samenleven.eligibility import OriginCount, TargetGroup
from samenleven.figures import Kind, weakest
from samenleven.grant.application import ApplicationRow
from samenleven.grant.call import Call
from samenleven.grant.grant import in_priority_order


class TargetBasis(StrEnum):
    """What a target rests on."""

    PLAN = "plan"
    """A Flemish target of the plan of 2021."""
    PROMISE = "promise"
    """What the agreements of the baseline promise together: for measures without a comparable plan target."""


@dataclass(frozen=True, slots=True)
class ReachTarget:
    """A target and the measure of the call that counts for it; `value` in the unit of the target.

    `counts_authorities`: what counts is the number of authorities behind the measure, not its units.
    """

    target_id: str
    measure_id: str
    action_id: int
    goal_id: int
    value: Decimal
    counts_authorities: bool
    basis: TargetBasis


def promised_targets(
    applications: Iterable[Application],
    call: Call,
    goal_of_action: Mapping[int, int],
    plan_targets: Iterable[ReachTarget],
) -> list[ReachTarget]:
    """For every paid measure without a plan target: what present applications promise together.

    Promised is baseline plus planned reach, the target to report against. So that every goal has something to
    reach, also where plan and call count different units (such as action 5).
    """
    covered = {target.measure_id for target in plan_targets}
    promised: dict[str, int] = {}
    for application in applications:
        for row in application.rows:
            if row.planned_reach and call.pays(row.measure_id) and row.measure_id not in covered:
                reach = row.baseline_reach + row.planned_reach
                promised[row.measure_id] = promised.get(row.measure_id, 0) + reach
    return [
        ReachTarget(
            measure,
            measure,
            call.measures[measure],
            goal_of_action[call.measures[measure]],
            Decimal(promised[measure]),
            counts_authorities=False,
            basis=TargetBasis.PROMISE,
        )
        for measure in sorted(promised)
    ]


Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Memory(Generic[Key, Value]):
    """The last few answers to a question, so that a slider that does not touch it costs nothing.

    Bounded; safe from several threads (two may work out the same answer, both get it right).
    """

    SIZE = 8

    def __init__(self) -> None:
        self._answers: dict[Key, Value] = {}

    def recall(self, key: Key, work_out: Callable[[], Value]) -> Value:
        """The answer for a key, worked out when it is not remembered."""
        answer = self._answers.get(key)
        if answer is None:
            answer = work_out()
            if len(self._answers) >= self.SIZE:
                self._answers = {}
            self._answers[key] = answer
        return answer


@dataclass(frozen=True, slots=True)
class Reach:
    """By measure, over the applications that take part: baseline, planned units, claims and their authorities."""

    baseline: tuple[int, ...]
    planned: tuple[int, ...]
    claims: tuple[int, ...]
    authorities: tuple[int, ...]


class BudgetModel:
    """Everything of one call that scenarios share. Built once; never changed by a run.

    Columns run over the claims: every planned row of a paid measure, by applicant, priority and measure.
    """

    def __init__(
        self,
        call: Call,
        goal_of_action: Mapping[int, int],
        authorities: Sequence[OriginCount],
        applications: Sequence[Application],
        targets: Sequence[ReachTarget],
        people_measures: Iterable[str],
    ) -> None:
        """`people_measures` are the measures that count persons: only their reach may be added over measures.

        A target whose action the call does not pay stays: its shortfall is real.
        """
        self.call = call
        self.goal_of_action = goal_of_action
        self.authorities = tuple(authorities)
        self.counts = {authority.authority_id: authority for authority in authorities}
        self.applications = tuple(sorted(applications, key=lambda a: (a.applicant_id, a.candidate)))
        self.targets = tuple(targets)
        self.people = frozenset(people_measures)
        self.measures = tuple(sorted(m for m in call.tariffs if call.pays(m)))
        self._lay_out_claims()
        self._groups: Memory[Decimal, dict[str, TargetGroup | None]] = Memory()
        self._reach: Memory[tuple[bool, ...], Reach] = Memory()
        self._expected: Memory[tuple[float, ...], list[float]] = Memory()
        self.asked_by_all: Memory[Hashable, list[int]] = Memory()

    def _lay_out_claims(self) -> None:
        index = {measure: i for i, measure in enumerate(self.measures)}
        claims = [
            in_priority_order(row for row in a.rows if row.planned_reach and row.measure_id in index)
            for a in self.applications
        ]
        self.layout: Layout = lay_out(
            (a.applicant_id, [row.priority for row in rows]) for a, rows in zip(self.applications, claims, strict=True)
        )
        flat: list[ApplicationRow] = [row for rows in claims for row in rows]
        self.measure_of = tuple(index[row.measure_id] for row in flat)
        self.planned = tuple(row.planned_reach for row in flat)
        self.baseline = tuple(row.baseline_reach for row in flat)
        self.members_of = tuple(len(self.applications[owner].member_ids) for owner in self.layout.owner)
        self.planned_people = tuple(
            sum(row.planned_reach for row in rows if row.measure_id in self.people) for rows in claims
        )
        self.envelopes = tuple(a.envelope_cents for a in self.applications)
        self.positions = tuple(
            tuple(i for i, found in enumerate(self.measure_of) if found == measure)
            for measure in range(len(self.measures))
        )
        self.action_of = tuple(self.call.measures[measure] for measure in self.measures)
        self.shared_ceilings = self._shared_ceilings()

    def _shared_ceilings(self) -> dict[int, tuple[tuple[int, ...], ...]]:
        """Per action of several measures: per application the positions that share the ceiling."""
        shared: dict[int, dict[int, list[int]]] = {}
        for position, measure in enumerate(self.measure_of):
            action = self.action_of[measure]
            if self.action_of.count(action) > 1:
                owner = self.layout.owner[position]
                shared.setdefault(action, {}).setdefault(owner, []).append(position)
        return {action: tuple(map(tuple, owners.values())) for action, owners in shared.items()}

    @property
    def kind(self) -> Kind:
        """What every outcome of this model is: an estimate, or an example where it rests on example agreements."""
        return weakest([Kind.ESTIMATE, *(application.kind for application in self.applications)]) or Kind.ESTIMATE

    def groups(self, share: Decimal) -> dict[str, TargetGroup | None]:
        """The target group of every authority at one share."""
        return self._groups.recall(share, lambda: target_groups(self.authorities, share))

    def reach_of(self, present: Sequence[bool]) -> Reach:
        """What those who take part (by application) have and plan together, by measure."""
        return self._reach.recall(tuple(present), lambda: self._add_up(present))

    def expected_before(self, rates: Sequence[float]) -> list[float]:
        """By application: baseline reach times the rate of each measure."""
        return self._expected.recall(tuple(rates), lambda: self._expect(rates))

    def _expect(self, rates: Sequence[float]) -> list[float]:
        reach = [rates[m] * baseline for m, baseline in zip(self.measure_of, self.baseline, strict=True)]
        return [sum(reach[start:end]) for start, end in self.layout.spans]

    def _add_up(self, present: Sequence[bool]) -> Reach:
        active = [[i for i in places if present[self.layout.owner[i]]] for places in self.positions]
        return Reach(
            tuple(sum(self.baseline[i] for i in places) for places in active),
            tuple(sum(self.planned[i] for i in places) for places in active),
            tuple(len(places) for places in active),
            tuple(sum(self.members_of[i] for i in places) for places in active),
        )
