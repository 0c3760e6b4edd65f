"""What an authority can ask for in a call, by action: amount, unit, most units, ceiling, for whom, and until when.

Amounts and ceilings are those of `samenleven.grant.call`; titles and target groups are those of the catalogue. Per
application, not per municipality: members of a cooperation ask together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from samenleven.catalogue import Action, Measure, ProjectYear
from samenleven.figures import Kind
from samenleven.grant.call import PUBLISHED, Call, Tariff, most_to_ask

ONE_OF = {
    "actieplannen": "actieplan",
    "besturen": "bestuur",
    "gezinnen": "gezin",
    "jongeren": "jongere",
    "oefenkansen": "oefenkans",
    "personen": "persoon",
    "pleinmakers": "pleinmaker",
}
"""One of a unit of the form, as in "€ 650 per persoon"; a unit that is not here is written as it is."""
_OF_YEAR = re.compile(r"(?:vanaf )?jaar (\d+):? ")


@dataclass(frozen=True, slots=True)
class OfferedMeasure:
    """What one row of the form brings: `tariff` in euro per `unit`; `component` says who or what is counted."""

    component: str
    unit: str
    tariff: Tariff

    @property
    def per(self) -> str:
        """The unit as one: what the amount is paid for."""
        return ONE_OF.get(self.unit, self.unit)


@dataclass(frozen=True, slots=True)
class OfferedAction:
    """One action that the call pays: for whom, its rows, and its `ceiling` in euro per application and project year.

    `source_id` names the sources of ceiling and amounts together.
    """

    action_id: int
    goal_id: int
    title: str
    target_group: str
    measures: tuple[OfferedMeasure, ...]
    ceiling: Decimal
    ceiling_kind: Kind
    ceiling_source_id: str
    source_id: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What a call pays for, the highest ceiling first, and `most` in euro for one application.

    `closed`: the call was awarded before the day one looks, so nobody can apply in it any more. `open_to_new`: who
    did not apply in the year before could; where not, a new authority could only join an applicant of that year.
    """

    year: ProjectYear
    actions: tuple[OfferedAction, ...]
    most: Decimal
    closed: bool

    @property
    def open_to_new(self) -> bool:
        """Whether who was not in the year before could apply."""
        return self.year.open_to_new


def offer(call: Call, year: ProjectYear, actions: Sequence[Action], measures: Sequence[Measure], on: date) -> Offer:
    """What a call offers, seen on a day. Raises SamenlevenError when the data lack the amount of a payable action."""
    by_id = {one.measure_id: one for one in measures}
    rows: dict[int, list[OfferedMeasure]] = {}
    for measure_id, action_id in sorted(call.measures.items()):
        if call.pays(measure_id):
            one = by_id[measure_id]
            rows.setdefault(action_id, []).append(
                OfferedMeasure(one.component, one.unit or "", call.tariff(measure_id))
            )
    offered = []
    for action in actions:
        if action.action_id in rows:
            backing = call.ceiling_backing.get(action.action_id, PUBLISHED)
            sources = [backing.source_id, *(row.tariff.backing.source_id for row in rows[action.action_id])]
            offered.append(
                OfferedAction(
                    action.action_id,
                    action.goal_id,
                    action.title,
                    target_group_in(action.target_group, call.project_year),
                    tuple(rows[action.action_id]),
                    call.ceiling(action.action_id),
                    backing.kind,
                    backing.source_id,
                    ", ".join(sorted({source for source in sources if source})),
                )
            )
    offered.sort(key=lambda one: (-one.ceiling, one.action_id))
    return Offer(year, tuple(offered), most_to_ask(call), on > year.awarded_on)


def target_group_in(text: str, project_year: int) -> str:
    """The target group of one project year, out of "jaar 1: wie toen telde; vanaf jaar 2: wie nu telt"."""
    found = text
    for part in text.split("; "):
        if (named := _OF_YEAR.match(part)) and int(named[1]) <= project_year:
            found = part[named.end() :]
    return found
