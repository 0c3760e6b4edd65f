"""What applicants got and realised, per authority: members of a cooperation share it.

Amounts (money, people reached) are spread over the members by target group, so that a map adds up to the total; what
relates to a base (attainment, euro per head) is that of the whole for each of them. Rules: `docs/rules.md`, section 7.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from samenleven.attainment import Attainment, Status
from samenleven.eligibility import Eligible
from samenleven.figures import Kind, weakest
from samenleven.indicators import HEADS, AreaFigure, Form, Indicator, unit_of
from samenleven.shares import in_proportion, weights_of_members

SPREAD = "verdeeld over de leden volgens doelgroep, een schatting"


def result_figures(
    indicator: Indicator,
    form: Form,
    rows: Sequence[Attainment],
    members: Sequence[Mapping[str, object]],
    judged: Sequence[Eligible],
) -> list[AreaFigure]:
    """What each authority realised for one measure.

    Members of a cooperation share its attainment; its reach is spread over them, so that a map adds up to the total.
    `rows` are the attainments per applicant, `members` who takes part with which applicant, `judged` the target groups.
    """
    by_applicant = {row.authority_id: row for row in rows if row.measure == indicator.code}
    heads = {row.authority_id: row.estimate for row in judged}
    figures = []
    for applicant, group in _groups(members).items():
        row = by_applicant.get(applicant)
        if row is None:
            continue
        spread = form is Form.COUNT and len(group) > 1
        realised = _over_members(row.realised, indicator.parts, group, heads if spread else None)
        target = _over_members(row.target, indicator.parts, group, heads if spread else None)
        for member, done, promised in zip(group, realised, target, strict=True):
            value = done if form is Form.COUNT else None if row.ratio is None else float(row.ratio)
            figures.append(
                _of_member(
                    member,
                    value,
                    unit_of(indicator, form),
                    kinds=[row.kind] if row.kind else [],
                    sources=[row.source_id] if row.source_id else [],
                    reference_date=row.reference_date,
                    spread=spread,
                    target=promised,
                    realised=done,
                    status=row.status,
                )
            )
    return figures


def grant_figures(
    indicator: Indicator,
    form: Form,
    grants: Sequence[Mapping[str, object]],
    members: Sequence[Mapping[str, object]],
    judged: Sequence[Eligible],
) -> list[AreaFigure]:
    """The grant or own share of each authority in one project year.

    The money of a cooperation is spread over its members, so that a map adds up to what was awarded. Per head means
    per inhabitant of the target group (estimate) of all members together; members share it.
    """
    field = "grant_eur" if indicator.code == "grant" else "own_share_eur"
    lines: dict[str, list[Mapping[str, object]]] = {}
    for row in grants:
        lines.setdefault(str(row["authority_id"]), []).append(row)
    heads = {row.authority_id: row.estimate for row in judged}
    figures = []
    for applicant, group in _groups(members).items():
        if applicant not in lines:
            continue
        money = sum((Decimal(str(row[field])) for row in lines[applicant]), Decimal(0))
        counted = [count for member in group if (count := heads.get(str(member["authority_id"]))) is not None]
        per_head = float(money) / sum(counted) if sum(counted) else None
        spread = form is Form.COUNT and len(group) > 1
        day = lines[applicant][0]["reference_date"]
        for member, part in zip(group, _over_members(money, indicator.parts, group, heads), strict=True):
            figures.append(
                _of_member(
                    member,
                    part if form is Form.COUNT else per_head,
                    unit_of(indicator, form),
                    kinds=[Kind(str(line["kind"])) for line in lines[applicant]],
                    sources=[str(line["source_id"]) for line in lines[applicant]],
                    reference_date=day if isinstance(day, date) else None,
                    spread=spread,
                    by_heads=form is Form.SHARE,
                )
            )
    return figures


def _groups(members: Sequence[Mapping[str, object]]) -> dict[str, list[Mapping[str, object]]]:
    """The members by applicant."""
    found: dict[str, list[Mapping[str, object]]] = {}
    for member in members:
        found.setdefault(str(member["applicant_id"]), []).append(member)
    return found


def _over_members(
    amount: Decimal | None,
    parts: int,
    group: Sequence[Mapping[str, object]],
    heads: Mapping[str, int | None] | None,
) -> list[float | None]:
    """An amount for each member: spread by target group (`heads`), or the whole for each when `heads` is None.

    A member without a count (vzw de Rand has no inhabitants of its own) has no part where others have a count.
    """
    if amount is None:
        return [None] * len(group)
    if heads is None or len(group) == 1:
        return [float(amount)] * len(group)
    counts = [heads.get(str(member["authority_id"])) for member in group]
    cut = in_proportion(int(amount * parts), weights_of_members(counts))
    return [None if count is None and any(counts) else one / parts for one, count in zip(cut, counts, strict=True)]


def _of_member(
    member: Mapping[str, object],
    value: float | None,
    unit: str,
    *,
    kinds: Sequence[Kind],
    sources: Sequence[str],
    reference_date: date | None,
    spread: bool,
    by_heads: bool = False,
    target: float | None = None,
    realised: float | None = None,
    status: Status | None = None,
) -> AreaFigure:
    """The figure of one member; what rests on a target group is at best an estimate, and names its source too."""
    estimated = spread or by_heads
    named = {one for each in sources for one in each.split(", ")} | set(HEADS if estimated else ())
    return AreaFigure(
        authority_id=str(member["authority_id"]),
        nis=str(member["nis"]) if member["nis"] else None,
        name=str(member["name"]),
        value=value,
        unit=unit,
        target=target,
        kind=weakest([*kinds, Kind.ESTIMATE] if estimated and kinds else kinds),
        source_id=", ".join(sorted(named)) if sources else None,
        reference_date=reference_date,
        together=str(member["cooperation"]) if member["cooperation"] else None,
        realised=realised,
        status=status,
        spread=SPREAD if spread else None,
    )
