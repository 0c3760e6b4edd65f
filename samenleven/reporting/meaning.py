"""What reports that came in would mean once they are stored: attainment before and after per action, and the gate.

The rules are those of the whole dashboard: which figure counts (`samenleven.counted`), ratio, status and gate
(`samenleven.attainment`), and how measures make an action (`samenleven.sums`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from samenleven.attainment import Attainment, MeasureFigures, attain_all
from samenleven.catalogue import Action, Measure, ProjectYear
from samenleven.counted import Figure, Line, Period, count_promises, period_that_counts
from samenleven.parameters import Parameters
from samenleven.sums import by_action


@dataclass(frozen=True, kw_only=True)
class CellChange:
    """A line of an agreement with what was recorded and what would be, by period; a period without figure is absent.

    A figure that is stated as not yet known is no figure.
    """

    measure: Measure
    promised: Figure
    before: Mapping[Period, Figure]
    after: Mapping[Period, Figure]


@dataclass(frozen=True, kw_only=True)
class ActionChange:
    """One action of an applicant before and after; `passes_gate` None: no half-year figure, so nothing can be said."""

    before: Attainment
    after: Attainment
    passed_gate: bool | None
    passes_gate: bool | None

    @property
    def changes(self) -> bool:
        """Whether anything that one sees changes."""
        return (self.before.realised, self.before.ratio, self.passed_gate) != (
            self.after.realised,
            self.after.ratio,
            self.passes_gate,
        )


def meaning(
    cells: Sequence[CellChange],
    year: ProjectYear,
    actions: Sequence[Action],
    parameters: Parameters,
    as_of: date,
) -> list[ActionChange]:
    """Every action of one agreement before and after, by number; `cells` are all its lines."""
    before = _attained(cells, year, parameters, as_of, after=False)
    after = _attained(cells, year, parameters, as_of, after=True)
    then = {row.action: row for row in by_action(before, actions)}
    return [
        ActionChange(
            before=then[row.action],
            after=row,
            passed_gate=_passes(one for one in before if one.action == row.action),
            passes_gate=_passes(one for one in after if one.action == row.action),
        )
        for row in by_action(after, actions)
    ]


def _attained(
    cells: Sequence[CellChange], year: ProjectYear, parameters: Parameters, as_of: date, *, after: bool
) -> list[Attainment]:
    said = [cell.after if after else cell.before for cell in cells]
    lines = [
        Line(cell.promised, figures.get(Period.YEAR), figures.get(Period.HALF_YEAR))
        for cell, figures in zip(cells, said, strict=True)
    ]
    period = period_that_counts(lines)
    counted = [count_promises([line], period) for line in lines]
    figures = [
        MeasureFigures(
            measure=cell.measure,
            project_year=year.project_year,
            elapsed=_elapsed(one.realised, year),
            **vars(one),
        )
        for cell, one in zip(cells, counted, strict=True)
    ]
    return attain_all(figures, parameters, as_of)


def _elapsed(realised: Figure | None, year: ProjectYear) -> Decimal:
    return year.elapsed(realised.reference_date) if realised and realised.reference_date else Decimal(1)


def _passes(rows: Iterable[Attainment]) -> bool | None:
    """Whether all measures of an action with a half-year figure reach the gate; None when none has one."""
    said = [row.below_half_year_gate for row in rows if row.below_half_year_gate is not None]
    return not any(said) if said else None
