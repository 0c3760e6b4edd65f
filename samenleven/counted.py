"""Which figure counts for a cell (a measure in a project year), and what an incomplete one may say.

Order: a published total, then what authorities reported, then example figures; a real figure is never added to a
made-up one. A published total is complete by definition. What is added up from reports is compared with what those
same reporters promised (like with like); against a target of the plan an incomplete sum is a lower bound.
Missing is never zero. `docs/rules.md`, sections 1 and 2.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from samenleven import dutch
from samenleven.figures import Kind, weakest


class Aggregation(StrEnum):
    """How a measure of the plan takes its result from a measure of the call."""

    SUM = "sum"
    """The same unit: the results add up."""
    DISTINCT_AUTHORITIES = "distinct_authorities"
    """Authorities with a result, each counted once."""
    ENGAGED_AUTHORITIES = "engaged_authorities"
    """Authorities that promise it, each counted once: published, or those behind the agreements."""
    NONE = "none"
    """Nothing in the call counts the same."""


class Period(StrEnum):
    """Over which part of a project year a report goes."""

    HALF_YEAR = "half_year"
    YEAR = "year"


@dataclass(frozen=True)
class Figure:
    """A number with what makes it trustworthy: kind, source and the date it is about."""

    value: Decimal
    kind: Kind
    source_id: str
    reference_date: date | None


@dataclass(frozen=True)
class Line:
    """One line of an agreement: what was promised, and the report over each period (None when none was sent).

    `authorities` are the ids of all who take part in the agreement.
    """

    promised: Figure
    year: Figure | None = None
    half_year: Figure | None = None
    authorities: frozenset[str] = frozenset()

    def reported(self, period: Period) -> Figure | None:
        """The report over a period."""
        return self.year if period is Period.YEAR else self.half_year


@dataclass(frozen=True)
class Published:
    """The followed published totals for Flanders of one measure in one project year, where there are any."""

    promised: Figure | None = None
    realised: Figure | None = None
    authorities: Figure | None = None


@dataclass(frozen=True, kw_only=True)
class CellFigures:
    """What counts for a cell.

    `target` is what `realised` may be compared with, `promised` the whole promise (None for a measure of the plan).
    The half-year has its own pair. `expected_reports` is None where nothing is added up from reports. `is_lower_bound`:
    not everybody reported, so the realised number is at least this. `half_way`: it is what was reached after half a
    year, for nobody reported over the year yet.
    """

    target: Figure | None = None
    realised: Figure | None = None
    promised: Figure | None = None
    half_year: Figure | None = None
    half_year_target: Figure | None = None
    expected_reports: int | None = None
    received_reports: int | None = None
    is_lower_bound: bool = False
    half_way: bool = False


NOTHING = Published()


def period_that_counts(lines: Iterable[Line]) -> Period:
    """The year as soon as anybody reported over it, else the half-year; made-up reports count where no others are."""
    told = [(period, figure.kind) for line in lines for period in Period if (figure := line.reported(period))]
    real = [period for period, kind in told if kind is not Kind.EXAMPLE] or [period for period, _ in told]
    return Period.YEAR if Period.YEAR in real else Period.HALF_YEAR


def count_promises(lines: Sequence[Line], period: Period, published: Published = NOTHING) -> CellFigures:
    """What counts for a measure of the call: of one agreement, or of all together with what is published."""
    promised = published.promised or add_up(line.promised for line in lines)
    if published.realised:
        return CellFigures(target=published.promised, realised=published.realised, promised=published.promised)
    heard, early = _heard(lines, period), _heard(lines, Period.HALF_YEAR)
    return CellFigures(
        target=add_up(line.promised for line in heard) if heard else promised,
        realised=add_up(line.reported(period) for line in heard),
        promised=promised,
        half_year=add_up(line.half_year for line in early),
        half_year_target=add_up(line.promised for line in early),
        expected_reports=len(lines) if lines else None,
        received_reports=len(heard) if lines else None,
        half_way=bool(heard) and period is Period.HALF_YEAR,
    )


def count_for_plan(
    aggregation: Aggregation,
    target: Figure | None,
    lines: Sequence[Line],
    period: Period,
    published: Published = NOTHING,
) -> CellFigures:
    """What counts for a measure of the plan, out of the measure of the call (`lines`, `published`) it is linked to.

    Who engages is known from the promises, so those need no report. Where a total is published, the reports below it
    no longer count: neither does the number of authorities behind them.
    """
    if aggregation is Aggregation.NONE:
        return CellFigures(target=target)
    if aggregation is Aggregation.ENGAGED_AUTHORITIES:
        return CellFigures(target=target, realised=published.authorities or _authorities(lines, None))
    if published.realised:
        return CellFigures(target=target, realised=published.realised if aggregation is Aggregation.SUM else None)
    heard = _heard(lines, period)
    counts_authorities = aggregation is Aggregation.DISTINCT_AUTHORITIES
    realised = _authorities(heard, period) if counts_authorities else add_up(line.reported(period) for line in heard)
    return CellFigures(
        target=target,
        realised=realised,
        expected_reports=len(lines) if lines else None,
        received_reports=len(heard) if lines else None,
        is_lower_bound=0 < len(heard) < len(lines),
        half_way=bool(heard) and period is Period.HALF_YEAR,
    )


def add_up(figures: Iterable[Figure | None]) -> Figure | None:
    """The sum of the figures that are there; None when none is. Its kind is that of its weakest part."""
    parts = [figure for figure in figures if figure]
    return _made_from(sum((part.value for part in parts), Decimal(0)), parts)


def remark(received: int | None, expected: int | None, *, is_lower_bound: bool, half_way: bool = False) -> str | None:
    """Who reported and over what, in words, where a figure is incomplete; None when it is complete or there is none."""
    parts = ["halfjaarcijfer"] if half_way else []
    if received and expected is not None and received != expected:
        said = f"{dutch.number(received)} van {dutch.number(expected)} rapporteerden"
        parts.append(f"minstens, want {said}" if is_lower_bound else said)
    return "; ".join(parts) or None


def _heard(lines: Iterable[Line], period: Period) -> list[Line]:
    """The lines with a report; with one real report the made-up ones do not count."""
    heard = [(line, figure.kind) for line in lines if (figure := line.reported(period))]
    return [line for line, kind in heard if kind is not Kind.EXAMPLE] or [line for line, _ in heard]


def _authorities(lines: Sequence[Line], period: Period | None) -> Figure | None:
    """The number of different authorities behind lines: with a result over a period, or (None) with a promise."""
    figures = [(line.reported(period) if period else line.promised, line.authorities) for line in lines]
    behind = {one for figure, authorities in figures if figure and figure.value > 0 for one in authorities}
    return _made_from(Decimal(len(behind)), [figure for figure, _ in figures if figure])


def _made_from(value: Decimal, parts: Sequence[Figure]) -> Figure | None:
    kind = weakest(part.kind for part in parts)
    if kind is None:
        return None
    return Figure(
        value,
        kind,
        ", ".join(sorted({part.source_id for part in parts})),
        max((part.reference_date for part in parts if part.reference_date), default=None),
    )
