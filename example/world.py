"""What the example set leans on: the plan, the areas and the published figures, read through the store."""

from __future__ import annotations

import csv
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from samenleven.catalogue import ProjectYear
from samenleven.eligibility import Eligible, judge_all
from samenleven.grant.call import Call
from samenleven.parameters import Parameters
from samenleven.store import Store, areas, budget, build, catalogue, paths

KIND = "example"
SOURCE = "product-example"
POLARISATION, PRACTICE, BYSTANDERS, SQUARES, YOUTH_WORK = 2, 5, 17, 22, 23
CONTACT = frozenset({13, 14, 24})  # the actions behind the published sum of "contact" in year 1
VGC, DE_RAND = "04000", "de-rand"
TOTALS = ("awarded", "a2-budget", "a2-authorities", "a2-engaged", "a5-budget", "a5-authorities", "a5-engaged")
"""The published figures that a project year must have, to have something to add up to."""


@dataclass(frozen=True)
class World:
    """The plan, the areas and the published figures that the example set leans on.

    `years` are those with published totals; `calls` and `judged` (how an authority may apply, with its count) go by
    year, `ids` from name to authority. `measures` are those of an action that its call pays, by year.
    """

    authorities: Mapping[str, Mapping[str, Any]]
    ids: Mapping[str, str]
    judged: Mapping[int, Mapping[str, Eligible]]
    figures: Mapping[str, Decimal]
    parameters: Parameters
    years: Mapping[int, ProjectYear]
    calls: Mapping[int, Call]
    distinct: frozenset[str]
    told: Mapping[str, tuple[int, ...]]
    """The actions that an authority itself says it does, in its own order, by authority."""

    @property
    def first_year(self) -> int:
        """The project year in which the example set starts."""
        return min(self.years)

    @property
    def threshold(self) -> float:
        """The inhabitants of the target group that a cooperation needs together in the first year."""
        return float(self.parameters.number("threshold_together", self.years[self.first_year].awarded_on))

    def figure(self, figure_id: str) -> int:
        """Give a published figure that is a whole number."""
        value = self.figures[figure_id]
        if value != value.to_integral_value():
            raise ValueError(f"Published figure {figure_id} is not a whole number: {value}.")
        return int(value)

    def measures(self, action: int, year: int) -> list[str]:
        """The measures of an action that the call of a year pays."""
        call = self.calls[year]
        return sorted(m for m, tariff in call.tariffs.items() if tariff.action_id == action and call.pays(m))

    def payable(self, year: int) -> frozenset[int]:
        """The actions that the call of a year pays."""
        return self.calls[year].payable

    def size_of(self, members: Iterable[str], year: int) -> float:
        """The estimated target group of the members together, in inhabitants."""
        return float(sum(self.judged[year][member].estimate or 0 for member in members))


@contextmanager
def plan_store(data: Path = paths.DATA, geo: Path = paths.GEO) -> Iterator[Store]:
    """A store of everything in data/ but the example rows, so that old example rows can never be in the way.

    Raises DataError when the files hold faults.
    """
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "data"
        shutil.copytree(data, bare, ignore=shutil.ignore_patterns("*.duckdb*", ".*"))
        for path in (bare / "example").glob("*.csv"):
            with path.open(encoding="utf-8", newline="") as file:
                header = next(csv.reader(file))
            path.write_text(",".join(header) + "\n", encoding="utf-8")
        store = Store(build(Path(folder) / "plan.duckdb", data=bare, geo=geo))
        yield store
        store.close()


def read_world(store: Store) -> World:
    """Read everything the example set leans on."""
    authorities = {row["authority_id"]: row for row in store.rows("select * from local_authority order by 1")}
    figures = {row["figure_id"]: row["value"] for row in store.rows("select figure_id, value from published_figure")}
    years = {
        year.project_year: year
        for year in catalogue.project_years(store)
        if all(f"{name}-{year.project_year}" in figures for name in TOTALS)
    }
    parameters = catalogue.parameters(store)
    return World(
        authorities=authorities,
        ids={row["name"]: key for key, row in authorities.items()},
        judged={
            number: {
                one.authority_id: one
                for one in judge_all(areas.origin_counts(store, year.counts_on), parameters, year.awarded_on)
            }
            for number, year in years.items()
        },
        figures=figures,
        parameters=parameters,
        years=years,
        calls={number: budget.call(store, number) for number in years},
        told={
            row["authority_id"]: tuple(row["actions"])
            for row in store.rows(
                "select authority_id, list(action_id order by position) as actions from local_action group by 1"
            )
        },
        distinct=frozenset(m.measure_id for m in catalogue.measures(store) if m.kind == "distinct_count"),
    )
