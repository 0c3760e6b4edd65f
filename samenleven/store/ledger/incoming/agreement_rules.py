"""What an agreement must keep as a whole: the money of its call, one cooperation per authority, one reference region.

The amounts are those of `samenleven.grant`, the reference region is judged by `samenleven.pooling`; nothing is worked
out here a second time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from samenleven import dutch
from samenleven.eligibility import TargetGroup
from samenleven.figures import Kind
from samenleven.grant.application import ApplicationRow
from samenleven.grant.call import Call, own_share_cents, to_cents, to_euro
from samenleven.grant.grant import RowGrant, grant_application
from samenleven.pooling import Answer, Authority, Settings, judge
from samenleven.store.ledger.incoming.known import Facts, members_in


class Reason(NamedTuple):
    """A reason with its place, as `sentences.COLUMNS` has it."""

    row: int | None
    name: str
    code: str
    value: str = ""
    more: str = ""
    other: str = ""


@dataclass(frozen=True)
class AgreementRules:
    """What agreements are held against: `calls` by project year, `regions` by authority, `handed` the agreements
    (applicant, project year) of this file, which replace those that are recorded.
    """

    facts: Facts
    calls: Mapping[int, Call]
    regions: Mapping[str, str | None]
    handed: set[tuple[str, int]]

    @cached_property
    def _codes(self) -> dict[str, str]:
        return dict(zip(*(self.facts.who.column(name).to_pylist() for name in ("key", "id")), strict=True))

    @cached_property
    def taken(self) -> dict[tuple[str, int], str]:
        """Who takes part in which agreement already, by authority and project year; filled up as a file is judged."""
        recorded = self.facts.members.to_pylist()
        return {
            (row["authority_id"], row["project_year"]): row["applicant_id"]
            for row in recorded
            if (row["applicant_id"], row["project_year"]) not in self.handed
        }

    def members(self, text: str) -> tuple[list[str], list[str]]:
        """The authorities in a cell, by code or by name, and the words that name none."""
        return members_in(text, self._codes)


Rows = list[dict[str, Any]]


def whole_faults(
    applicant_id: str, year: int, rows: Rows, whole: dict[str, Any], rules: AgreementRules, *, clean: bool
) -> tuple[list[Reason], list[Reason]]:
    """What is wrong with an agreement as a whole, and what stands out; its money only when every cell could be read."""
    faults = [*_measures(rows, rules.calls[year]), *_together(applicant_id, year, whole, rules)]
    if faults or not clean:
        return faults, []
    wrong, odd = _money(rows, whole["incentive_eur"], rules.calls[year])
    return wrong, odd


def _measures(rows: Rows, call: Call) -> list[Reason]:
    found = []
    measures: dict[str, int] = {}
    priorities: dict[int, int] = {}
    for row in rows:
        at, measure, year = row["row"], row["measure_id"], str(call.project_year)
        if measure and measure not in call.measures:
            found.append(Reason(at, "measure", "measure_not_asked", "", row["counted"], year))
        elif measure and not call.pays(measure):
            found.append(Reason(at, "measure", "measure_not_paid", "", row["counted"], year))
        if measure and measures.setdefault(measure, at) != at:
            found.append(Reason(at, "measure", "measure_twice", "", str(measures[measure])))
        if (priority := row["priority_value"]) is not None and not row["priority_fault"]:
            if priority == 0:
                found.append(Reason(at, "priority", "priority_zero", "0"))
            elif priorities.setdefault(priority, at) != at:
                found.append(Reason(at, "priority", "priority_twice", row["priority"], str(priorities[priority])))
    if all(row["planned_reach_value"] == 0 for row in rows):
        found.append(Reason(rows[0]["row"], "planned_reach", "nothing_planned", "", rows[0]["who"]))
    return found


def _together(applicant_id: str, year: int, whole: dict[str, Any], rules: AgreementRules) -> list[Reason]:
    """Who takes part: known, in one cooperation only, in one reference region."""
    names, taken = rules.facts.names, rules.taken
    at = whole["members"]["row"]
    members, unknown = rules.members(whole["members"]["members"])
    found = [Reason(at, "members", "member_unknown", "", word) for word in unknown]
    if bool(members) != bool(whole["cooperation"]["cooperation"]):
        column, code = ("cooperation", "cooperation_missing") if members else ("members", "members_missing")
        found.append(Reason(whole[column]["row"], column, code))
    for one in dict.fromkeys([applicant_id, *members]):
        other = taken.setdefault((one, year), applicant_id)
        column = "applicant" if one == applicant_id else "members"
        if one != applicant_id and (one, year) in rules.handed:
            found.append(Reason(at, column, "member_is_applicant", "", names[one], f"projectjaar {year}"))
        elif other != applicant_id:
            code = "member_is_applicant" if other == one else "member_twice"
            found.append(Reason(at, column, code, "", names[one], names[other]))
    placed = [one for one in dict.fromkeys([applicant_id, *members]) if rules.regions.get(one)]
    if members and placed:
        known = [Authority(one, rules.regions[one] or "", TargetGroup.exactly(0), names[one]) for one in placed]
        region = judge(placed, known, [], Settings(threshold=1, contiguity=False)).check("same_region")
        if region.outcome is Answer.FAILS:
            found.append(Reason(at, "members", "other_region", "", region.sentence))
    return found


def _money(rows: Rows, incentive: dict[str, Any], call: Call) -> tuple[list[Reason], list[Reason]]:
    """The grant against what the call pays, the own share against the grant, and the incentive."""
    asked = [
        ApplicationRow(
            call.measures[row["measure_id"]],
            row["measure_id"],
            row["baseline_reach_value"],
            row["planned_reach_value"],
            row["priority_value"],
            row["row"],
        )
        for row in rows
    ]
    paid = {one.measure_id: one for one in grant_application(asked, call).rows}
    wrong: list[Reason] = []
    odd: list[Reason] = []
    for row in rows:
        most, at = paid[row["measure_id"]], row["row"]
        if row["grant_eur_value"] > most.grant:
            one = Reason(at, "grant_eur", "grant_high", row["grant_eur"], _euro(most.grant))
            (wrong if _published(most) else odd).append(
                one if _published(most) else one._replace(code="grant_high_assumed")
            )
        share = to_euro(own_share_cents(to_cents(row["grant_eur_value"]), call.own_share))
        if row["own_share_eur_value"] != share:
            wrong.append(Reason(at, "own_share_eur", "own_share", row["own_share_eur"], _euro(share)))
    given = incentive["incentive_eur_value"]
    if given and given != call.incentive:
        amount = "niet gekend" if call.incentive is None else _euro(call.incentive)
        odd.append(Reason(incentive["row"], "incentive_eur", "incentive", incentive["incentive_eur"], amount))
    return wrong, odd


def _published(most: RowGrant) -> bool:
    """Whether amount and ceiling are published; what we assume about them makes no agreement wrong."""
    return most.amount_kind is Kind.OFFICIAL and most.ceiling_kind is Kind.OFFICIAL


def _euro(amount: Decimal) -> str:
    return dutch.euro(amount, cents=True)
