"""The fields of the page *akkoord*: what is recorded, what is worked out beside them, and the rows they give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from samenleven import dutch
from samenleven.figures import Shown
from samenleven.grant.application import ApplicationRow
from samenleven.grant.call import own_share_cents, to_cents, to_euro
from samenleven.grant.grant import RowGrant, grant_application
from samenleven.grant.incentive import Incentive
from samenleven.grant.offer import OfferedAction, OfferedMeasure
from samenleven.intake.handed import Handed, of_cells
from samenleven.intake.remarks import Remark
from samenleven.reporting.records import Origin, Subject
from samenleven.store.ledger.incoming.known import code_of_word, members_in
from samenleven.store.ledger.incoming.typed import amounts, whole_numbers
from ui.agreement.agreement_choice import Chosen
from ui.authority import profile_reads
from ui.budget import application_incentive
from ui.filters.address import YES, Address
from ui.frame.form import Value

LINE = {
    "baseline_reach": "huidig",
    "planned_reach": "gepland",
    "priority": "prioriteit",
    "grant_eur": "subsidie",
    "own_share_eur": "inbreng",
}
"""The fields of a KPI component, by our name of the column."""
WHOLE = {
    "awarded_on": "toegekend",
    "cooperation": "verband",
    "members": "leden",
    "incentive_eur": "stimulans",
    "note": "opmerking",
}
"""The fields of the agreement as a whole."""
BECAUSE = "waarom"
Values = Mapping[str, Value]


def field(column: str, measure_id: str) -> str:
    """The name of a field of a KPI component."""
    return f"{LINE[column]}-{measure_id}"


def text(values: Values, name: str) -> str:
    """What is typed in a field."""
    found = values.get(name, "")
    return found.strip() if isinstance(found, str) else ""


def recorded(chosen: Chosen) -> dict[str, Value]:
    """The fields before anybody types: what is recorded, else only the day on which the call was awarded."""
    if chosen.known is None:
        return {WHOLE["awarded_on"]: chosen.year.awarded_on.isoformat()}
    one = chosen.known.agreement
    values: dict[str, Value] = {
        WHOLE["awarded_on"]: one.awarded_on.isoformat(),
        WHOLE["cooperation"]: one.cooperation or "",
        WHOLE["members"]: ", ".join(profile_reads.names()[member] for member in one.members),
        WHOLE["incentive_eur"]: _typed(one.incentive_eur),
        WHOLE["note"]: one.note or "",
    }
    for line in one.lines:
        for column in ("baseline_reach", "planned_reach", "priority"):
            values[field(column, line.measure_id)] = str(getattr(line, column))
        for column in ("grant_eur", "own_share_eur"):
            values[field(column, line.measure_id)] = _typed(getattr(line, column))
    return values


def _typed(amount: Decimal) -> str:
    """An amount as one types it: without the sign of the euro."""
    return dutch.euro(amount, cents=True).removeprefix("€ ")


def filled(chosen: Chosen, values: Values) -> list[tuple[OfferedAction, OfferedMeasure]]:
    """The components in which something is typed: those are what the agreement is about."""
    return [
        (action, one)
        for action, one in chosen.lines
        if any(text(values, field(column, one.tariff.measure_id)) for column in LINE)
    ]


def worked_out(chosen: Chosen, values: Values) -> dict[str, RowGrant]:
    """What the call pays for what is typed, by measure; rows that cannot be read yet are not there."""
    lines = filled(chosen, values)
    typed = whole_numbers(
        {
            field(column, one.tariff.measure_id): text(values, field(column, one.tariff.measure_id)) or standard
            for place, (_, one) in enumerate(lines, 1)
            for column, standard in (("baseline_reach", "0"), ("planned_reach", "0"), ("priority", str(place)))
        }
    )
    rows = []
    for action, one in lines:
        measure_id = one.tariff.measure_id
        baseline, planned, priority = (typed[field(name, measure_id)] for name in list(LINE)[:3])
        if planned and priority and baseline is not None:
            rows.append(ApplicationRow(action.action_id, measure_id, baseline, planned, priority))
    return {row.measure_id: row for row in grant_application(rows, chosen.call).rows} if rows else {}


def completed(chosen: Chosen, values: Values) -> dict[str, Value]:
    """What is typed, with what is left empty worked out: no baseline is none, and the money is what the call pays."""
    whole, paid, granted = dict(values), worked_out(chosen, values), _granted(chosen, values)
    for place, (_, one) in enumerate(filled(chosen, values), 1):
        measure_id = one.tariff.measure_id
        most = paid.get(measure_id)
        standard = {"baseline_reach": "0", "planned_reach": "0", "priority": str(place)}
        if most:
            given = to_cents(granted.get(measure_id, most.grant))
            share = to_euro(own_share_cents(given, chosen.call.own_share))
            standard |= {"grant_eur": _typed(most.grant), "own_share_eur": _typed(share)}
        for column, said in standard.items():
            whole[field(column, measure_id)] = text(values, field(column, measure_id)) or said
    return whole


def _granted(chosen: Chosen, values: Values) -> dict[str, Decimal]:
    """The grants that somebody typed, by measure; of what is no amount the check says so at the field itself."""
    texts = {one.tariff.measure_id: text(values, field("grant_eur", one.tariff.measure_id)) for _, one in chosen.lines}
    return {name: amount for name, amount in amounts(texts).items() if amount is not None}


def differs(chosen: Chosen, values: Values) -> list[str]:
    """The components of which somebody typed another grant than the call pays."""
    paid, granted = worked_out(chosen, values), _granted(chosen, values)
    return [
        one.component
        for _, one in filled(chosen, values)
        if (measure_id := one.tariff.measure_id) in paid
        and granted.get(measure_id, paid[measure_id].grant) != paid[measure_id].grant
    ]


def members(values: Values) -> list[str]:
    """The authorities that are typed as members, by code."""
    return members_in(text(values, WHOLE["members"]), code_of_word(profile_reads.names()))[0]


def incentive(chosen: Chosen, values: Values) -> Incentive | None:
    """What the rule on cooperation gives for the members that are typed; None for who applies alone."""
    found = members(values)
    if not found:
        return None
    before = profile_reads.memberships(chosen.applicant_id, Shown.OFFICIAL).get(chosen.year.project_year - 1)
    asked = {"jaar": str(chosen.year.project_year), "nis": chosen.applicant_id, "leden": ",".join(found)}
    asked |= {"eerder": YES} if before else {}
    return application_incentive.judged(Address("budget", tuple(asked.items())))


def handed(chosen: Chosen, values: Values) -> Handed:
    """What stands in the form, as rows of text for the one check of every way in."""
    rows, names = [], []
    for action, one in filled(chosen, values):
        measure_id = one.tariff.measure_id
        rows.append(
            {"applicant": chosen.applicant_id, "project_year": str(chosen.year.project_year), "measure": measure_id}
            | {column: text(values, name) for column, name in WHOLE.items()}
            | {column: text(values, field(column, measure_id)) for column in LINE}
        )
        names.append(f"actie {action.action_id}, {one.component}")
    return of_cells(Subject.AGREEMENT, rows, names=names, origin=Origin.FORM, file="het formulier")


def by_field(chosen: Chosen, values: Values, remarks: Iterable[Remark]) -> dict[str, str]:
    """What is said of the cells of the form, by field; what is said of the whole stands with the reason."""
    rows = filled(chosen, values)
    found: dict[str, str] = {}
    for one in remarks:
        column, row = one.spot.name or "", one.spot.row
        if column in LINE and row:
            name = field(column, rows[row - 1][1].tariff.measure_id)
        elif column == "measure" and row:
            name = field("planned_reach", rows[row - 1][1].tariff.measure_id)
        else:
            name = WHOLE.get(column, BECAUSE)
        found.setdefault(name, f"{one.what} {one.remedy}")
    return found
