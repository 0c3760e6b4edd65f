"""The inputs of the budget what-if, laid out once so that a slider move only brings new numbers.

What does not depend on a scenario is worked out here. A run takes the claims of those who take part as flat columns
in the fixed order of `samenleven.budget.envelope.Layout`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, partial, wraps
from itertools import chain, compress
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar

from samenleven.budget.envelope import Layout, lay_out, rounds_of
from samenleven.budget.participation import Application, Groups, Judged, judge_all, target_groups
from samenleven.budget.realisation import CERTAIN, RealisationModel
from samenleven.budget.rules import Rules
from samenleven.budget.settings import Yardstick
from samenleven.eligibility import Counting, OriginCount, Threshold
from samenleven.figures import Kind, weakest
from samenleven.grant.call import Call
from samenleven.grant.grant import in_priority_order


@dataclass(frozen=True, slots=True)
class ReachTarget:
    """A target and the measure of the call that counts for it; `value` in the unit of the target.

    `counts_authorities`: what counts is the number of authorities behind the measure, not its units.
    `yardstick` says to which of the two sets it belongs.
    """

    target_id: str
    measure_id: str
    action_id: int
    goal_id: int
    value: Decimal
    counts_authorities: bool
    yardstick: Yardstick


def promised_targets(
    applications: Iterable[Application], call: Call, goal_of_action: Mapping[int, int]
) -> list[ReachTarget]:
    """For every paid measure what present applications promise together on top of what there was already."""
    promised: dict[str, int] = {}
    for application in applications:
        for row in application.rows:
            if row.planned_reach and call.pays(row.measure_id):
                promised[row.measure_id] = promised.get(row.measure_id, 0) + row.planned_reach
    return [
        ReachTarget(
            measure,
            measure,
            call.measures[measure],
            goal_of_action[call.measures[measure]],
            Decimal(promised[measure]),
            counts_authorities=False,
            yardstick=Yardstick.AGREEMENTS,
        )
        for measure in sorted(promised)
    ]


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of the applications that take part in a run: every planned row of a paid measure.

    Flat columns in the fixed order of `layout`: by applicant, priority and measure. `owner` of the layout counts in
    `applications`; `members` are the authorities behind each claim; `positions` say where each measure stands. By
    application `people` are those it had already and those it plans, over the measures that count persons.
    """

    applications: tuple[Application, ...]
    layout: Layout
    measure_of: tuple[str, ...]
    planned: tuple[int, ...]
    baseline: tuple[int, ...]
    members: tuple[int, ...]
    positions: Mapping[str, tuple[int, ...]]
    people: tuple[tuple[int, int], ...]


class _Own(NamedTuple):
    """The claims of one application in its own order, laid out once; its people are those it had and those it plans."""

    measures: tuple[str, ...]
    planned: tuple[int, ...]
    baseline: tuple[int, ...]
    members: tuple[int, ...]
    rounds: tuple[int, ...]
    baseline_people: int
    planned_people: int


Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def per_model(
    size: int,
) -> Callable[[Callable[Concatenate[BudgetModel, Asked], Answer]], Callable[Concatenate[BudgetModel, Asked], Answer]]:
    """Keep the last `size` answers of a function of a model and values that can be a key, as long as the model lives.

    A slider asks most of a run again with the same values: whatever it moves, the rest stays as it was.
    """

    def keeping(
        function: Callable[Concatenate[BudgetModel, Asked], Answer],
    ) -> Callable[Concatenate[BudgetModel, Asked], Answer]:
        @wraps(function)
        def kept(model: BudgetModel, /, *args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
            own = model.kept.get(function)
            if own is None:
                own = model.kept.setdefault(function, lru_cache(size)(partial(function, model)))
            answer: Answer = own(*args, **kwargs)
            return answer

        return kept

    return keeping


class BudgetModel:
    """Everything of one call that scenarios share. Built once; a run changes nothing but what is `kept` of it.

    `targets` are, by yardstick, those that the call pays for. The others are `not_paid`: what other money brings is
    not known here, and not known is not zero, so they do not count in the progress of a goal.
    """

    def __init__(
        self,
        call: Call,
        goal_of_action: Mapping[int, int],
        authorities: Sequence[OriginCount],
        applications: Sequence[Application],
        targets: Sequence[ReachTarget],
        people_measures: Iterable[str],
        counting: Counting,
        doubt: RealisationModel = CERTAIN,
    ) -> None:
        """`people_measures` are the measures that count persons: only their reach may be added over measures.

        `counting` is how the baseline counts the target groups, which are worked out here already; so are the draws of
        the `doubt` about what is realised, by action: they do not depend on the money.
        """
        self.call = call
        self.goal_of_action = goal_of_action
        self.authorities = tuple(authorities)
        self.counts = {authority.authority_id: authority for authority in authorities}
        self.applications = tuple(sorted(applications, key=lambda a: (a.applicant_id, a.candidate)))
        self.people = frozenset(people_measures)
        self.measures = tuple(sorted(m for m in call.tariffs if call.pays(m)))
        self.targets = {
            yardstick: tuple(t for t in targets if t.yardstick is yardstick and t.measure_id in self.measures)
            for yardstick in Yardstick
        }
        self.not_paid = tuple(target for target in targets if target.measure_id not in self.measures)
        self.doubt = doubt
        self.draws = doubt.drawn(sorted({call.measures[measure] for measure in self.measures}))
        self._own = tuple(self._claims_of(application) for application in self.applications)
        self.kept: dict[Callable[..., Any], Callable[..., Any]] = {}
        self.groups(counting)

    def _claims_of(self, application: Application) -> _Own:
        rows = in_priority_order(r for r in application.rows if r.planned_reach and self.call.pays(r.measure_id))
        people = [row for row in rows if row.measure_id in self.people]
        return _Own(
            tuple(row.measure_id for row in rows),
            tuple(row.planned_reach for row in rows),
            tuple(row.baseline_reach for row in rows),
            (len(application.member_ids),) * len(rows),
            tuple(rounds_of([row.priority for row in rows])),
            sum(row.baseline_reach for row in people),
            sum(row.planned_reach for row in people),
        )

    @property
    def kind(self) -> Kind:
        """What every outcome of this model is: an estimate, or an example where it rests on example agreements."""
        return weakest([Kind.ESTIMATE, *(application.kind for application in self.applications)]) or Kind.ESTIMATE

    @property
    def has_claims(self) -> bool:
        """Whether anybody asks anything: without claims there is nothing to explore."""
        return any(own.measures for own in self._own)

    @per_model(8)
    def groups(self, counting: Counting) -> Groups:
        """The target group of every authority, counted one way."""
        return target_groups(self.authorities, counting)

    def judged(self, rules: Rules, reference: Rules) -> Judged:
        """Who may apply alone under `rules`; the published list answers for the baseline `reference`."""
        return self.judged_by(rules.counting, rules.alone, reference.alone)

    @per_model(8)
    def judged_by(self, counting: Counting, alone: Threshold, in_force: Threshold) -> Judged:
        """Who may apply alone at a threshold; the published list answers for the one `in_force`."""
        return judge_all(self.authorities, self.groups(counting), alone, in_force)

    @per_model(8)
    def claims(self, present: tuple[bool, ...]) -> Claims:
        """The claims of those who take part; `present` by application."""
        applications = tuple(compress(self.applications, present))
        own = list(compress(self._own, present))
        names = [application.applicant_id for application in applications]
        measure_of = tuple(chain.from_iterable(one.measures for one in own))
        positions: dict[str, list[int]] = {measure: [] for measure in self.measures}
        for position, measure in enumerate(measure_of):
            positions[measure].append(position)
        return Claims(
            applications,
            lay_out(zip(names, [one.rounds for one in own], strict=True)),
            measure_of,
            tuple(chain.from_iterable(one.planned for one in own)),
            tuple(chain.from_iterable(one.baseline for one in own)),
            tuple(chain.from_iterable(one.members for one in own)),
            {measure: tuple(found) for measure, found in positions.items()},
            tuple((one.baseline_people, one.planned_people) for one in own),
        )
