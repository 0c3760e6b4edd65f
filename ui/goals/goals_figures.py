"""The figures of this screen, each a function of its address."""

from __future__ import annotations

import re

import pandas as pd

from samenleven import terms
from samenleven.catalogue import Family
from samenleven.findings import overview
from samenleven.sums import by_goal
from ui.figure.model import Figure, figure
from ui.filters.address import Address
from ui.goals import attained_rows as attained
from ui.goals import close_up, dot_plot
from ui.goals import goals_choice as asked
from ui.reading import reads

SCREEN = asked.SCREEN
MEASURE_COLUMNS = (
    *("goal", "action", "component", "unit", "target", "realised", "ratio", "status", "remark", "promised"),
    *("target_reading", "kind", "target_kind", "reference_date"),
)
NO_LETTERS = re.compile(r"[^a-z0-9]+")
AUTHORITY_COLUMNS = ("name", "cooperation", "target", "realised", "ratio", "status", "below_half_year_gate", "kind")


@figure("onderdelen", SCREEN)
def measures(address: Address) -> Figure:
    """Every measure that the filters leave, as a dot on one axis."""
    address = asked.current(address)
    choice = asked.of(address)
    found = asked.goals(choice)
    against = "de afspraken" if choice.family is Family.CALL else "de streefwaarden van het plan"
    whole = by_goal(asked.rows(choice), reads.goals())
    left = asked.filtered(choice)
    table = attained.results(left)
    order = {one.now.measure: place for place, one in enumerate(one for goal in found for one in goal.shown)}
    if not table.empty:
        table = table.sort_values("measure", key=lambda codes: codes.map(order))
        table = table.drop(columns=["authority_id", "nis", "name", "cooperation"])
    only = f" Alleen wat {terms.STATUS[choice.status.value]} is." if choice.status else ""
    return Figure(
        name="onderdelen",
        finding=overview.strip(whole, choice.family),
        unit=f"Een stip is één onderdeel, in % van {against}. Klein: de andere jaren.{only}",
        picture=dot_plot.picture(found, choice, address),
        table=table,
        columns=MEASURE_COLUMNS,
        headings={"ratio": "Doelbereik"},
        file_name=f"doelstellingen-jaar-{choice.year}-{_against(choice)}",
    )


def _against(choice: asked.Choice) -> str:
    return "afspraken" if choice.family is Family.CALL else "plan-2021"


@figure(close_up.APPLICANTS, SCREEN)
def applicants(address: Address) -> Figure:
    """One measure for each applicant in the chosen year, the largest agreement first."""
    choice = asked.of(address)
    rows = _of_measure([choice.year], choice)
    return _per_applicant(close_up.APPLICANTS, rows, choice, f"jaar-{choice.year}", AUTHORITY_COLUMNS)


@figure(close_up.OVER_YEARS, SCREEN)
def over_years(address: Address) -> Figure:
    """One measure for each applicant in every project year."""
    choice = asked.of(address)
    rows = _of_measure([one.project_year for one in reads.project_years()], choice)
    columns = ("name", "project_year", *AUTHORITY_COLUMNS[1:])
    return _per_applicant(close_up.OVER_YEARS, rows, choice, "alle-jaren", columns)


def _of_measure(years: list[int], choice: asked.Choice) -> pd.DataFrame:
    """What every applicant promised and reported of the measure that the chosen one counts through."""
    counted = reads.counts_through().get(choice.measure or "", choice.measure)
    found = attained.results(
        [row for year in years for row in reads.attainment_by_authority(year, choice.shown) if row.measure == counted]
    )
    if found.empty:
        return found
    size = found.groupby("authority_id")["target"].transform("sum")
    return (
        found.assign(size=size)
        .sort_values(["size", "name", "project_year"], ascending=[False, True, True])
        .drop(columns="size")
    )


def _per_applicant(name: str, rows: pd.DataFrame, choice: asked.Choice, which: str, columns: tuple[str, ...]) -> Figure:
    """A table without a picture of its own: it opens below the row of its measure."""
    one = next((one for one in reads.measures() if one.measure_id == choice.measure), None)
    title = f"Actie {one.action_id}, {one.component}" if one else "Geen onderdeel gekozen"
    plain = f"actie-{one.action_id}-{NO_LETTERS.sub('-', one.component.lower()).strip('-')}" if one else "onderdeel"
    return Figure(name, title, "", "", rows, columns, {"name": "Indiener"}, file_name=f"{plain}-per-indiener-{which}")
