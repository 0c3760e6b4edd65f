"""The project years of one applicant in one row per measure: side by side, and added up where that may be.

Only flows add up over years (`samenleven.attainment.is_additive_over_years`). A year without a figure is left out on
both sides: missing is not zero. Source: `docs/rules.md`, section 2.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from samenleven.attainment import Attainment, attainment_ratio, is_additive_over_years
from samenleven.catalogue import Measure
from samenleven.figures import Kind, weakest


@dataclass(frozen=True, slots=True)
class OverYears:
    """One measure over the project years in which it was agreed.

    `years` by project year. `target` and `realised` are the sums of the years that have a figure over the whole year,
    None where the measure does not add up or no year has one; `without_figure` are the other years. `kind` is that of
    the sums.
    """

    measure: Measure
    years: Mapping[int, Attainment]
    adds_up: bool
    target: Decimal | None
    realised: Decimal | None
    without_figure: tuple[int, ...]
    kind: Kind | None

    @property
    def ratio(self) -> Decimal | None:
        """All years together, uncapped; None where they do not add up."""
        return attainment_ratio(self.realised, self.target)

    @property
    def short(self) -> Decimal | None:
        """What all years together lack in units of the measure; 0 when nothing, None where they do not add up."""
        if self.realised is None or self.target is None:
            return None
        return max(Decimal(0), self.target - self.realised)


def over_years(rows: Sequence[Attainment], measures: Mapping[str, Measure]) -> list[OverYears]:
    """One row per measure, in the order in which the measures come; rows of one applicant, any years.

    Raises ValueError for two rows of one measure and year: those of several applicants do not belong here.
    """
    grouped: dict[str, dict[int, Attainment]] = {}
    for row in rows:
        if row.measure is None:
            continue
        years = grouped.setdefault(row.measure, {})
        if row.project_year in years:
            raise ValueError(f"two rows of {row.measure} in project year {row.project_year}")
        years[row.project_year] = row
    return [_together(measures[code], years) for code, years in grouped.items()]


def _together(measure: Measure, years: Mapping[int, Attainment]) -> OverYears:
    whole = {year for year, row in years.items() if row.realised is not None and not row.half_way}
    known = [row for year, row in years.items() if year in whole and row.target is not None]
    adds_up = is_additive_over_years(measure)
    counted = known if adds_up else []
    return OverYears(
        measure,
        dict(sorted(years.items())),
        adds_up,
        sum((row.target for row in counted if row.target is not None), Decimal(0)) if counted else None,
        sum((row.realised for row in counted if row.realised is not None), Decimal(0)) if counted else None,
        tuple(year for year in sorted(years) if year not in whole),
        weakest(kind for row in counted for kind in (row.kind, row.target_kind) if kind),
    )
