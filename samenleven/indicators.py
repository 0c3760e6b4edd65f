"""What a map, a ranking or a profile can show per area: population, target group, grants and results.

Every answer is an `AreaFigure`: a value with its unit, target, kind, source and date, or an honest gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samenleven.attainment import Attainment, Status
from samenleven.catalogue import Measure
from samenleven.eligibility import Eligible
from samenleven.figures import Kind, weakest
from samenleven.terms import ORIGIN, capital


class Topic(StrEnum):
    """What an indicator is about."""

    PEOPLE = "people"
    GRANT = "grant"
    RESULT = "result"


class Form(StrEnum):
    """How an indicator is expressed: a count (or an amount), or related to a base."""

    COUNT = "count"
    SHARE = "share"


@dataclass(frozen=True)
class Indicator:
    """One thing that can be shown per area.

    `unit` goes with the count. `share_title` names the related form; `share_unit` is "%" or euro per head.
    """

    code: str
    topic: Topic
    title: str
    unit: str
    share_title: str
    share_unit: str = "%"
    official: bool = True
    """Whether it has official figures, so that it stays when only those are shown."""


@dataclass(frozen=True)
class AreaFigure:
    """One figure of one area. `value` is None when there is no figure; a share of 1 means 100 %.

    `target` and `realised` are in the terms of the count and, like `status`, only there for a result. `together` names
    the cooperation that the figure is shared with.
    """

    authority_id: str
    nis: str | None
    name: str
    value: float | None
    unit: str
    target: float | None = None
    kind: Kind | None = None
    source_id: str | None = None
    reference_date: date | None = None
    together: str | None = None
    realised: float | None = None
    status: Status | None = None


PEOPLE = (
    Indicator("population", Topic.PEOPLE, "Inwoners", "inwoners", "van de inwoners"),
    Indicator(
        "target_group", Topic.PEOPLE, "Doelgroep niet-EU15/14 (schatting)", "inwoners", "van de inwoners", "%", False
    ),
    *(
        Indicator(code, Topic.PEOPLE, capital(ORIGIN[code]), "inwoners", "van de inwoners")
        for code in ("non_eu27", "other_eu27", "neighbouring_country", "belgian_background")
    ),
)
GRANTS = (
    Indicator("grant", Topic.GRANT, "Subsidie", "euro", "per inwoner van de doelgroep", "euro", False),
    Indicator("own_share", Topic.GRANT, "Eigen inbreng", "euro", "per inwoner van de doelgroep", "euro", False),
)


def result_indicators(measures: Iterable[Measure]) -> list[Indicator]:
    """One indicator per measure of the call; only those are reported per authority."""
    return [
        Indicator(
            code=measure.measure_id,
            topic=Topic.RESULT,
            title=f"Actie {measure.action_id}: {measure.component}",
            unit=measure.unit or "",
            share_title="van de afspraak",
            official=False,
        )
        for measure in measures
        if measure.family == "call"
    ]


def people_figures(
    indicator: Indicator, form: Form, rows: Sequence[Mapping[str, object]], judged: Sequence[Eligible]
) -> list[AreaFigure]:
    """Population and origin of every authority on one day; the target group is an estimate.

    `rows` are the demographics of that day (see `store.areas.demographics`), `judged` the estimate of that day.
    """
    if indicator.code == "target_group":
        day = next((row["reference_date"] for row in rows), None)
        return [
            AreaFigure(
                authority_id=row.authority_id,
                nis=row.nis,
                name=row.name,
                value=_related(row.estimate, row.population, form),
                unit=_unit(indicator, form),
                kind=Kind.ESTIMATE if row.estimate is not None else None,
                source_id="statbel-origin, product-method" if row.estimate is not None else None,
                reference_date=day if isinstance(day, date) else None,
            )
            for row in judged
        ]
    field = "count" if form is Form.COUNT else "share"
    return [
        AreaFigure(
            authority_id=str(row["authority_id"]),
            nis=str(row["nis"]),
            name=str(row["name"]),
            value=float(str(row[field])),
            unit=_unit(indicator, form),
            kind=Kind(str(row["kind"])),
            source_id=str(row["source_id"]),
            reference_date=row["reference_date"] if isinstance(row["reference_date"], date) else None,
        )
        for row in rows
        if row["definition"] == indicator.code
    ]


def result_figures(
    indicator: Indicator, form: Form, rows: Sequence[Attainment], members: Sequence[Mapping[str, object]]
) -> list[AreaFigure]:
    """What each authority realised for one measure; members of a cooperation share its figure.

    `rows` are the attainments per applicant, `members` who takes part with which applicant.
    """
    by_applicant = {row.authority_id: row for row in rows if row.measure == indicator.code}
    figures = []
    for member in members:
        row = by_applicant.get(str(member["applicant_id"]))
        if row is None:
            continue
        ratio, realised = row.ratio, row.realised
        value = ratio if form is Form.SHARE else realised
        figures.append(
            AreaFigure(
                authority_id=str(member["authority_id"]),
                nis=str(member["nis"]) if member["nis"] else None,
                name=str(member["name"]),
                value=None if value is None else float(value),
                unit=_unit(indicator, form),
                target=None if row.target is None else float(row.target),
                kind=row.kind,
                source_id=row.source_id,
                reference_date=row.reference_date,
                together=str(member["cooperation"]) if member["cooperation"] else None,
                realised=None if realised is None else float(realised),
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
    """The grant or own share of each authority in one project year; members of a cooperation share its money.

    Per head means per inhabitant of the target group (estimate) of all members together.
    """
    field = "grant_eur" if indicator.code == "grant" else "own_share_eur"
    money: dict[str, float] = {}
    lines: dict[str, list[Mapping[str, object]]] = {}
    for row in grants:
        applicant = str(row["authority_id"])
        money[applicant] = money.get(applicant, 0.0) + float(str(row[field]))
        lines.setdefault(applicant, []).append(row)
    heads = {row.authority_id: row.estimate for row in judged}
    together: dict[str, list[int | None]] = {}
    for member in members:
        together.setdefault(str(member["applicant_id"]), []).append(heads.get(str(member["authority_id"])))
    figures = []
    for member in members:
        applicant = str(member["applicant_id"])
        if applicant not in money:
            continue
        row = lines[applicant][0]
        people = sum(count or 0 for count in together[applicant])
        per_head = money[applicant] / people if people else None
        day = row["reference_date"]
        figures.append(
            AreaFigure(
                authority_id=str(member["authority_id"]),
                nis=str(member["nis"]) if member["nis"] else None,
                name=str(member["name"]),
                value=money[applicant] if form is Form.COUNT else per_head,
                unit=_unit(indicator, form),
                kind=weakest(Kind(str(line["kind"])) for line in lines[applicant]),
                source_id=", ".join(sorted({str(line["source_id"]) for line in lines[applicant]})),
                reference_date=day if isinstance(day, date) else None,
                together=str(member["cooperation"]) if member["cooperation"] else None,
            )
        )
    return figures


@dataclass(frozen=True)
class Rank:
    """Where one area stands among its peers: place 1 is the highest value; equal values share a place."""

    place: int
    among: int


def rank(figures: Sequence[AreaFigure], authority_id: str) -> Rank | None:
    """The place of an area among all areas that have a figure; None when it has none itself."""
    values = [figure.value for figure in figures if figure.value is not None]
    own = next((f.value for f in figures if f.authority_id == authority_id), None)
    if own is None:
        return None
    return Rank(place=1 + sum(value > own for value in values), among=len(values))


def _related(count: int | None, base: int | None, form: Form) -> float | None:
    if count is None:
        return None
    if form is Form.COUNT:
        return float(count)
    return count / base if base else None


def _unit(indicator: Indicator, form: Form) -> str:
    return indicator.unit if form is Form.COUNT else indicator.share_unit
