"""What a figure that somebody is about to report means for its agreement: attainment, status and gate.

The rules are those of `samenleven.attainment`: nothing is worked out differently while one types.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from samenleven.attainment import Attainment, MeasureFigures, attain
from samenleven.catalogue import Measure, ProjectYear
from samenleven.counted import Figure, Period
from samenleven.figures import Kind
from samenleven.parameters import Parameters

TYPED = "ledger-report"
"""The source of a figure that is about to be reported."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One line of an agreement, about which a figure is asked: what was there already, what is promised extra."""

    measure: Measure
    priority: int
    baseline_reach: int
    planned_reach: int
    awarded_on: date
    kind: Kind = Kind.OFFICIAL
    source_id: str = "ledger-agreement"

    @property
    def target(self) -> int:
        """What is reported against: current plus planned reach."""
        return self.baseline_reach + self.planned_reach


def running(
    asked: Asked, realised: int | None, year: ProjectYear, period: Period, parameters: Parameters
) -> Attainment:
    """The attainment of one line if this figure were reported; None: it is not known yet."""
    until = year.ends_on if period is Period.YEAR else year.half_year_ends_on
    target = Figure(Decimal(asked.target), asked.kind, asked.source_id, asked.awarded_on)
    figure = None if realised is None else Figure(Decimal(realised), Kind.REPORTED, TYPED, until)
    half = figure if period is Period.HALF_YEAR else None
    figures = MeasureFigures(
        measure=asked.measure,
        project_year=year.project_year,
        target=target,
        promised=target,
        realised=figure,
        half_year=half,
        half_year_target=target if half else None,
        elapsed=year.elapsed(until),
    )
    return attain(figures, parameters, until)


def falls_short(found: Attainment, period: Period) -> bool:
    """Whether a figure stays below the gate (half-year) or does not reach the KPI (year); never without a figure."""
    if period is Period.HALF_YEAR:
        return found.below_half_year_gate is True
    return found.ratio is not None and found.ratio < 1


@dataclass(frozen=True, kw_only=True)
class Totals:
    """How far a form is: lines, how many have a figure or say that it is not known yet, and what those figures mean.

    `short` counts lines below the gate (half-year), or that stay below the KPI (year).
    """

    lines: int
    figures: int
    unknown: int
    short: int

    @property
    def open(self) -> int:
        """How many lines say nothing yet."""
        return self.lines - self.figures - self.unknown


def totals(found: Mapping[str, Attainment], unknown: Iterable[str], period: Period) -> Totals:
    """Count the lines of a form, by measure; `unknown` are those that are stated as not yet known."""
    stated = {one for one in unknown if one in found and found[one].realised is None}
    return Totals(
        lines=len(found),
        figures=sum(one.realised is not None for one in found.values()),
        unknown=len(stated),
        short=sum(falls_short(one, period) for one in found.values()),
    )
