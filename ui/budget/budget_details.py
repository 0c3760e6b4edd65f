"""What stands below the first figures of *budget*, one at a time: key figures, targets, goals, actions and years."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape

import pandas as pd

from samenleven import dutch, terms
from samenleven.budget import tables as rows_of
from samenleven.figures import TableRow
from samenleven.findings import words
from ui.budget import budget_reads, budget_tables
from ui.budget.budget_sides import Sides, cash_rows, target_rows
from ui.figure.model import Figure
from ui.reading import reads

TITLES = {
    "kern": "Kerncijfers",
    "tekorten": "Streefwaarden",
    "doelen": "Doelstellingen",
    "acties": "Acties",
    "jaren": "Per jaar",
}
"""What stands below the first figures, one at a time."""


def key_figures(sides: Sides) -> Figure:
    """The figures that sum up a run."""
    rows = rows_of.key_figures(sides.run)
    found = {row["figure"]: row for row in rows}
    paid, reached = found["paid"], found["targets_reached"]
    return Figure(
        name="budget-kern",
        finding=f"{dutch.millions(paid['after'], 2)} wordt in dit rekenmodel toegekend; "
        f"{_met(reached['after'], len(sides.run.after.targets))}",
        unit="alle kerncijfers van het rekenmodel, in het scenario en in het uitgangspunt",
        picture=budget_tables.key_figures(rows, "scenario", "uitgangspunt"),
        table=pd.DataFrame(rows),
        columns=("figure", "unit", "before", "after", "change", "kind"),
        file_name=sides.file("kerncijfers"),
    )


def _met(count: float, total: int) -> str:
    verb = words.verb(int(count), total, "wordt", "worden")
    return f"{words.part(int(count), total, 'streefwaarde', 'streefwaarden')} {verb} helemaal betaald"


def shortfalls(sides: Sides) -> Figure:
    """Every target that is missed, furthest first; those that are met and those outside the model by name."""
    rows = target_rows(sides.run)
    judged = [row for row in rows if row["reason"] is None]
    missed = sorted((row for row in judged if row["shortfall"] > 0), key=lambda row: row["ratio"])
    met = [f"{row['action']}. {row['component']}" for row in judged if not row["shortfall"] > 0]
    outside = [f"{row['component']}: {row['reason']}" for row in rows if row["reason"]]
    notes = [f"In dit rekenmodel helemaal betaald: {'; '.join(met) or 'geen enkele'}.", *(f"{one}." for one in outside)]
    if any(not row["within_maxima"] for row in missed):
        notes.append("* Past niet binnen de hoogste aantallen.")
    return Figure(
        name="budget-tekorten",
        finding=words.sentence(f"{_met(len(met), len(judged))} in dit rekenmodel"),
        unit=f"tegenover {terms.YARDSTICK[sides.run.rules.yardstick]}; wat er al was telt niet mee. Sluiten kost: "
        "subsidie, zonder de eigen inbreng",
        picture=(budget_tables.targets(missed, made_up=sides.made_up) if missed else "") + _notes(notes),
        table=sides.table(lambda: rows),
        columns=rows_of.TARGETS,
        file_name=sides.file("streefwaarden"),
    )


def _notes(lines: Sequence[str]) -> str:
    return "".join(f'<p class="small">{escape(one)}</p>' for one in lines)


def _sums(sides: Sides, name: str, what: str, rows: list[TableRow]) -> Figure:
    found = words.extreme([(row["name"], row["grant_eur"]) for row in rows], dutch.euro, highest=True)
    most = f": {dutch.listed(found.names)}, {found.shown}" if found else ""
    return Figure(
        name=name,
        finding=f"Waar het geld in dit rekenmodel heen gaat; het meest naar één {what.lower()}{most}"
        if found and len(found.names) == 1
        else "Waar het geld in dit rekenmodel heen gaat",
        unit="gevraagd, subsidie en eigen inbreng in euro; voortgang in % van de streefwaarden, elk onderdeel "
        "hoogstens 100 %",
        picture=budget_tables.sums(what, rows, made_up=sides.made_up),
        table=pd.DataFrame(rows),
        columns=("name", *rows_of.SUMS, "kind"),
        headings={"name": what},
        file_name=sides.file(f"{what.lower()}en"),
    )


def by_goal(sides: Sides) -> Figure:
    """Money and progress by goal."""
    titles = {goal.goal_id: goal.title for goal in reads.goals()}
    rows = [{"name": f"{r['goal']}. {titles.get(r['goal'], '')}"} | r for r in rows_of.goal_rows(sides.run)]
    return _sums(sides, "budget-per-doelstelling", "Doelstelling", rows)


def by_action(sides: Sides) -> Figure:
    """Money and progress by action."""
    titles = {action.action_id: action.title for action in reads.actions()}
    rows = [{"name": f"{r['action']}. {titles.get(r['action'], '')}"} | r for r in rows_of.action_rows(sides.run)]
    return _sums(sides, "budget-per-actie", "Actie", rows)


def by_year(sides: Sides) -> Figure:
    """What is paid in which calendar year, with the project years one after the other."""
    rows = cash_rows(sides.run, sides.shown)
    found = words.extreme([(str(row["year"]), row["after_eur"]) for row in rows], dutch.millions, highest=True)
    lag = dutch.number(sides.run.space.value("balance_lag_years"))
    share = dutch.percent(budget_reads.call_years(sides.shown)[0].advance_share)
    return Figure(
        name="budget-per-jaar",
        finding=f"In {dutch.listed(found.names)} wordt in dit rekenmodel het meest betaald: {found.shown}"
        if found
        else "Wat in dit rekenmodel per jaar betaald wordt",
        unit=f"{share} van een subsidie wordt bij de start betaald, de rest als saldo. Aanname: het saldo komt {lag} "
        "jaar na het eindverslag; wie in het ene jaar geld krijgt, houdt dat bedrag in het volgende",
        picture=budget_tables.years(rows, made_up=sides.made_up),
        table=pd.DataFrame(rows),
        columns=("year", "after_eur", "before_eur", "change_eur", "kind"),
        file_name=sides.file("per-jaar"),
    )


BUILD: Mapping[str, Callable[[Sides], Figure]] = {
    "kern": key_figures,
    "tekorten": shortfalls,
    "doelen": by_goal,
    "acties": by_action,
    "jaren": by_year,
}
