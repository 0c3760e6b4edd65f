"""The figures of *budget*: each shows a scenario beside its start, out of the address or out of a run already made."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from samenleven import terms
from samenleven.budget import tables as rows_of
from samenleven.errors import SamenlevenError
from samenleven.figures import TableRow
from samenleven.findings import budget as findings
from ui.budget import (
    budget_choice,
    budget_details,
    budget_reads,
    budget_sides,
    change_map,
    gains,
    goal_slope,
    reach_bar,
)
from ui.budget.budget_choice import SCREEN, Choice
from ui.budget.budget_sides import Sides, authority_rows
from ui.figure.model import Figure, figure
from ui.filters.address import Address
from ui.reading import reads

AUTHORITIES = ("name", "grant_eur", "change_eur", "per_head_eur", "takes_part", "eligible", "target_group", "applicant")
REACH = ("action", "component", "unit", "baseline_reach", "planned_reach", "extra_reach", "grant_eur", "kind")


def reach(sides: Sides) -> Figure:
    """What was there already and what the grant adds: two figures that are never added up."""
    already, extra = sides.reach
    names = {one.measure_id: {"component": one.component, "unit": one.unit} for one in reads.measures()}

    def rows() -> list[TableRow]:
        return [row | names.get(row["measure"], {}) for row in rows_of.measure_rows(sides.run)]

    return Figure(
        name="budget-bereik",
        finding=findings.reach(already, extra),
        unit="verwacht bereik in bereikte plaatsen, van de onderdelen die personen tellen; dezelfde persoon kan "
        "meermaals tellen. Wat er al was gaven de indieners zelf op, en daarvoor wordt geen subsidie betaald.",
        picture=reach_bar.picture(already, extra, made_up=sides.made_up),
        table=sides.table(rows),
        columns=REACH,
        file_name=sides.file("bereik"),
    )


def slope(sides: Sides) -> Figure:
    """Progress by goal at the start and in the scenario."""
    yardstick = terms.YARDSTICK[sides.run.rules.yardstick]
    titles = {goal.goal_id: goal.title for goal in reads.goals()}
    return Figure(
        name="budget-doelen",
        finding=findings.slopes(sides.goals),
        unit=f"voortgang per doelstelling, % van {yardstick}; elk onderdeel hoogstens 100 %",
        picture=goal_slope.picture(sides.goals, sides.start, sides.now),
        table=sides.table(lambda: [row | {"title": titles.get(row["goal"])} for row in rows_of.goal_rows(sides.run)]),
        columns=(
            "goal",
            "title",
            "progress",
            "progress_before",
            "baseline_progress",
            "grant_eur",
            "change_eur",
            "kind",
        ),
        file_name=sides.file("doelstellingen"),
    )


def change(sides: Sides) -> Figure:
    """What changes for each applicant, on a map with fixed classes."""
    members: dict[str, list[str]] = {}
    for one in sides.run.after.authorities:
        if one.applicant_id and (nis := sides.run.model.counts[one.authority_id].nis):
            members.setdefault(one.applicant_id, []).append(nis)
    return Figure(
        name="budget-kaart",
        finding=findings.spread(list(sides.applicants.values())),
        unit=f"verschil in subsidie met {sides.start}, per indiener; de klassen zijn dezelfde voor elk scenario",
        picture=change_map.picture(sides.applicants, members, made_up=sides.made_up),
        table=sides.table(lambda: authority_rows(sides.run)),
        columns=AUTHORITIES,
        file_name=sides.file("besturen"),
    )


def winners(sides: Sides) -> Figure:
    """Who loses and who wins, for their size."""
    found = list(sides.applicants.values())
    euro = findings.in_euro(found)
    return Figure(
        name="budget-indieners",
        finding=findings.ranking(found),
        unit=f"verschil per indiener, in euro en in %; een volle balk is driekwart.{f' {euro}.' if euro else ''}",
        picture=gains.picture(found, made_up=sides.made_up),
        table=sides.table(lambda: sorted(rows_of.applicant_rows(sides.run), key=lambda row: row["change_eur"])),
        columns=(*rows_of.APPLICANTS, "kind"),
        file_name=sides.file("indieners"),
    )


FIGURES: Mapping[str, Callable[[Sides], Figure]] = {
    "budget-bereik": reach,
    "budget-doelen": slope,
    "budget-kaart": change,
    "budget-indieners": winners,
    "budget-kern": budget_details.key_figures,
    "budget-tekorten": budget_details.shortfalls,
    "budget-per-doelstelling": budget_details.by_goal,
    "budget-per-actie": budget_details.by_action,
    "budget-per-jaar": budget_details.by_year,
}


def register(name: str, build: Callable[[Sides], Figure], sides: Callable[[Choice], Sides] = budget_sides.of) -> None:
    """Make a figure known under its name; an address of which nothing can be worked out gives an empty one."""

    def made(address: Address) -> Figure:
        choice = budget_choice.of(address)
        try:
            if budget_reads.model(choice.year, address.shown).has_claims:
                return build(sides(choice))
        except SamenlevenError:
            pass  # the screen says what is wrong; there is no figure to take along
        return Figure(name, "Er valt niets te berekenen", "", "", pd.DataFrame(), ())

    made.__qualname__ = f"{build.__module__}.{name}"
    figure(name, SCREEN)(made)


for _name, _build in FIGURES.items():
    register(_name, _build)
