"""The plan of one application as it stands in the address: for every row of the form three numbers, by short code.

`?g05.1=100&h05.1=20&v05.1=2` plans 100 units of the row 5.1, has 20 already, as second choice: so a link shares a plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from samenleven.errors import Fault
from samenleven.figures import Kind
from samenleven.findings.authority import AuthorityFacts
from samenleven.grant.application import ApplicationRow, read_cells
from samenleven.grant.call import Call, Reading
from samenleven.grant.grant import Grant, RowGrant, grant_application
from samenleven.grant.offer import Offer, OfferedAction, OfferedMeasure
from ui.authority import profile_reads as known
from ui.filters.address import Address
from ui.reading import reads

NUMBERS = {"planned_reach": "g", "baseline_reach": "h", "priority": "v"}
"""The first letter of each number in the address: *gepland*, *huidig* and *voorrang*."""
GROUPS = {Reading.MERGED.value: "samengevoegd", Reading.SPLIT.value: "zoals in oproep 1"}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the form: what the address says of it, as it was typed, and what it brings when it counts.

    `place` is where it stands in the form: its priority when a reader gives none.
    """

    action: OfferedAction
    measure: OfferedMeasure
    place: int
    typed: Mapping[str, str]
    paid: RowGrant | None

    @property
    def where(self) -> str:
        """The row in a message."""
        return f"Actie {self.action.action_id}, {self.measure.component}"

    def shown(self, name: str) -> str:
        """What stands in a field: a priority has its place in the form until somebody changes it."""
        return self.typed[name] or (str(self.place) if name == "priority" else "")


def key(name: str, measure_id: str) -> str:
    """The parameter of the address for a number of a row; "call-05.1" is 05.1 there."""
    return NUMBERS[name] + measure_id.removeprefix("call-")


@dataclass(frozen=True)
class Plan:
    """What the address asks of one application: the call, who asks, the rows with their faults, and the grant.

    `grant` is None while nothing is planned. `strange` says that the address plans rows that this call does not have.
    """

    address: Address
    call: Call
    offered: Offer
    authority_id: str | None
    lines: tuple[Line, ...]
    grant: Grant | None
    faults: tuple[Fault, ...]
    strange: bool

    @cached_property
    def facts(self) -> AuthorityFacts | None:
        """What is known of who asks."""
        return known.facts(self.authority_id, None, self.address.shown) if self.authority_id else None

    @property
    def partners(self) -> tuple[str, ...] | None:
        """Who a reader asks together with, by name; None where the address does not say."""
        if self.address.get("leden") is None:
            return None
        names = known.names()
        return tuple(names[one] for one in self.address.several("leden", names) if one != self.authority_id)

    @property
    def who(self) -> str:
        """Who asks, in a sentence."""
        facts = self.facts
        return "één aanvraag" if facts is None else facts.represented_by or facts.name

    @property
    def kinds(self) -> set[Kind]:
        """What the amounts and ceilings of the call rest on."""
        return {kind for one in self.offered.actions for kind in (one.ceiling_kind, *_amounts(one))}


def _amounts(action: OfferedAction) -> Iterator[Kind]:
    return (row.tariff.backing.kind for row in action.measures)


def year(address: Address) -> int:
    """The call that an address asks for: the newest when it names none."""
    years = {str(one.project_year): one.title for one in reads.project_years()}
    return int(address.choose("jaar", years, list(years)[-1]))


def plan(address: Address) -> Plan:
    """The plan in an address. Raises SamenlevenError when the data lack an amount or a ceiling."""
    chosen = year(address)
    call = known.call(chosen)
    if call.reading and (asked := address.choose("doelgroepen", GROUPS, call.reading)) != call.reading:
        call = known.call(chosen, Reading(asked))
    offered = known.offered(chosen, reads.today(), call.reading)
    measures = [(action, one) for action in in_order(offered) for one in action.measures]
    rows: dict[str, ApplicationRow] = {}
    faults: list[Fault] = []
    lines: list[Line] = []
    for place, (action, measure) in enumerate(measures, start=1):
        code = measure.tariff.measure_id
        typed = {name: (address.get(key(name, code)) or "").strip() for name in NUMBERS}
        line = Line(action, measure, place, typed, None)
        lines.append(line)
        if typed["planned_reach"] or typed["baseline_reach"]:
            cells = {"action": str(action.action_id), "measure": code} | {n: line.shown(n) or "0" for n in NUMBERS}
            row, wrong = read_cells(cells, call, where=line.where)
            faults += wrong
            rows |= {code: row} if row else {}
    counted = any(row.planned_reach for row in rows.values())
    grant = grant_application(list(rows.values()), call) if counted else None
    paid = {row.measure_id: row for row in grant.rows} if grant else {}
    known_keys = {key(name, one.tariff.measure_id) for _, one in measures for name in NUMBERS}
    nis = address.get("nis")
    return Plan(
        address,
        call,
        offered,
        nis if nis in known.names() else None,
        tuple(Line(one.action, one.measure, one.place, one.typed, _paid(paid, one)) for one in lines),
        grant,
        tuple(faults),
        any(_is_row(name) and name not in known_keys for name, _ in address.values),
    )


def _paid(paid: Mapping[str, RowGrant], line: Line) -> RowGrant | None:
    return paid.get(line.measure.tariff.measure_id)


def _is_row(name: str) -> bool:
    return name[:1] in NUMBERS.values() and name[1:2].isdigit()


def in_order(offered: Offer) -> list[OfferedAction]:
    """The actions as the form shows them: by goal, then by number."""
    return sorted(offered.actions, key=lambda one: (one.goal_id, one.action_id))


def values(rows: Sequence[ApplicationRow]) -> dict[str, str]:
    """Rows as parameters of the address."""
    return {
        key(name, row.measure_id): str(value)
        for row in rows
        for name, value in (
            ("planned_reach", row.planned_reach),
            ("baseline_reach", row.baseline_reach),
            ("priority", row.priority),
        )
        if value
    }


def emptied(address: Address) -> dict[str, None]:
    """What goes out of the address when one starts again."""
    return {name: None for name, _ in address.values if _is_row(name)}
