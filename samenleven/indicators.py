"""What a map, a ranking or a profile can show per area: population, target group, grants and results.

Every answer is an `AreaFigure`: a value with its unit, target, kind, source and date, or an honest gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samenleven.attainment import Status
from samenleven.catalogue import Family, Measure, MeasureKind
from samenleven.eligibility import Eligibility, Eligible
from samenleven.figures import Kind
from samenleven.terms import ORIGIN, capital

CENTS = 100
HEADS = ("statbel-origin", "product-method")
"""Where a target group comes from, and with it everything that is spread or divided by one."""


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
    parts: int = 1
    """Into how many parts one unit may fall when it is spread over members: people stay whole."""


@dataclass(frozen=True)
class AreaFigure:
    """One figure of one area. `value` is None when there is no figure; a share of 1 means 100 %.

    `target` and `realised` are in the terms of the count and, like `status`, only there for a result. `together` names
    the cooperation that the figure is shared with, `spread` how its amount was spread over the members. Only the target
    group has bounds (inhabitants) and `eligible`: how the authority may apply.
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
    spread: str | None = None
    eligible: Eligibility | None = None
    lower: int | None = None
    upper: int | None = None


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
    Indicator("grant", Topic.GRANT, "Subsidie", "euro", "per inwoner van de doelgroep", "euro", False, CENTS),
    Indicator("own_share", Topic.GRANT, "Eigen inbreng", "euro", "per inwoner van de doelgroep", "euro", False, CENTS),
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
            parts=1 if measure.kind is MeasureKind.FLOW else CENTS,
        )
        for measure in measures
        if measure.family is Family.CALL
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
                unit=unit_of(indicator, form),
                kind=Kind.ESTIMATE if row.estimate is not None else None,
                source_id=", ".join(HEADS) if row.estimate is not None else None,
                reference_date=day if isinstance(day, date) else None,
                eligible=row.eligible,
                lower=row.lower,
                upper=row.upper,
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
            unit=unit_of(indicator, form),
            kind=Kind(str(row["kind"])),
            source_id=str(row["source_id"]),
            reference_date=row["reference_date"] if isinstance(row["reference_date"], date) else None,
        )
        for row in rows
        if row["definition"] == indicator.code
    ]


def _related(count: int | None, base: int | None, form: Form) -> float | None:
    if count is None:
        return None
    if form is Form.COUNT:
        return float(count)
    return count / base if base else None


def unit_of(indicator: Indicator, form: Form) -> str:
    """The unit of the figures of an indicator in a form."""
    return indicator.unit if form is Form.COUNT else indicator.share_unit
