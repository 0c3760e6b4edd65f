"""`simulate` and `optimise`: what a scenario changes, and the best use of a budget."""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from samenleven import dutch, file_text
from samenleven.budget import points, scenario_text, tables
from samenleven.budget import years as budget_years
from samenleven.budget.model import BudgetModel
from samenleven.budget.realisation import METHOD
from samenleven.budget.rules import rules_of
from samenleven.budget.scenario_parser import parse, reading_of, year_of
from samenleven.budget.tables import euro
from samenleven.budget.uncertainty import CENTRE, MIDDLE
from samenleven.budget.what_if import WhatIf, provenance, run_scenario
from samenleven.commands import Commands, add, opened, whole
from samenleven.commands.output import print_json, print_rows
from samenleven.errors import SamenlevenError, short
from samenleven.figures import Shown, TableRow
from samenleven.grant.call import Reading, to_euro
from samenleven.optimum.optimiser import Objective, Optimum, optimise
from samenleven.optimum.program import problem_of
from samenleven.store import Store, budget, catalogue, switch

PROVENANCE = ("kind", "source_id", "reference_date")
TABLES = {
    "figure": tables.FIGURES,
    "authority": tables.AUTHORITIES,
    "applicant": tables.APPLICANTS,
    "action": ("action", *tables.SUMS),
    "goal": ("goal", *tables.SUMS),
    "measure": tables.MEASURES,
    "target": tables.TARGETS,
    "points": points.POINTS,
    "cash": ("year", "before_eur", "after_eur", "change_eur"),
}
BEST = ("measure", "action", "goal", "grant_eur")
NOTE = "Modeluitkomst, geen officieel cijfer."
EXAMPLES = "ook met de aanvragen van de voorbeeldset, waar die uit staat"


def add_to(commands: Commands) -> None:
    """Add the commands about a budget."""
    simulate = add(commands, "simulate", "wat een scenario verandert", simulate_command)
    simulate.add_argument("scenario", metavar="SCENARIO.toml")
    simulate.add_argument(
        "--by", choices=tuple(TABLES), default="figure", help="welke tabel (bij --format json staan ze er alle in)"
    )
    simulate.add_argument("--examples", action="store_true", help=EXAMPLES)
    best = add(commands, "optimise", "de beste verdeling van een budget", optimise_command)
    best.add_argument("--budget", required=True, metavar="EUR")
    best.add_argument("--objective", choices=[one.value for one in Objective], default=Objective.WEIGHTED.value)
    best.add_argument(
        "--floor",
        action="append",
        default=[],
        metavar="[DOEL:]PROCENT",
        help="wat elke doelstelling minstens haalt, of die ene; mag meer dan eens",
    )
    best.add_argument("--project-year", type=whole, help="standaard: het jongste")
    best.add_argument("--scenario", metavar="SCENARIO.toml", help="andere bedragen, plafonds, drempels of gewichten")
    best.add_argument("--examples", action="store_true", help=EXAMPLES)


def _read_scenario(name: str | None) -> dict[str, Any]:
    if name is None:
        return {}
    return scenario_text.from_file(file_text.read(Path(name), scenario_text.LARGEST_FILE), name)


def _year(with_store: Store, source: Mapping[str, Any]) -> int:
    """The project year that a scenario names; the newest when it is silent or names none of ours.

    Raises SamenlevenError when the store holds no project year.
    """
    years = [year.project_year for year in catalogue.project_years(with_store)]
    if not years:
        raise SamenlevenError("Er zijn geen projectjaren. Bouw de gegevens op met: python -m samenleven build")
    return year_of(source, years, years[-1])


def _model(with_store: Store, year: int, reading: Reading | None, shown: Shown) -> BudgetModel:
    """What scenarios of a year share. Raises SamenlevenError when nothing is known of who asked what."""
    model = budget.budget_model(with_store, year, reading, shown=shown)
    if not model.has_claims:
        raise SamenlevenError(
            f"Wie in projectjaar {year} hoeveel aanvroeg is niet bekend: zonder aanvragen valt er niets te verdelen."
            + (" Met --examples rekent het op de voorbeeldset." if switch.asked(with_store, True) is not shown else "")
        )
    return model


def _run(with_store: Store, source: dict[str, Any], shown: Shown) -> WhatIf:
    """What a scenario changes in the store."""
    year = _year(with_store, source)
    reading = reading_of(source)
    space = budget.space(with_store, year, reading)
    model = _model(with_store, year, reading, shown)
    day = budget.awarded_on(with_store, year)
    return run_scenario(model, space, parse(source, space), day)


def simulate_command(options: argparse.Namespace) -> int:
    """A scenario against its baseline."""
    source = _read_scenario(options.scenario)
    with_store = opened()
    shown = switch.asked(with_store, options.examples)
    run = _run(with_store, source, shown)
    tables = _tables(with_store, run, shown)
    if options.format == "json":
        print_json(
            {
                "project_year": run.space.call.project_year,
                **run.provenance,
                "note": f"{NOTE} {MIDDLE}",
                "method": METHOD,
                "band": run.bands_after.weighted_attainment and asdict(run.bands_after.weighted_attainment),
                "scenario": run.scenario.as_dict(),
                "closed": run.closed,
                "entered": _named(run, run.change.entered),
                "dropped": _named(run, run.change.dropped),
                "alone_from_now": _named(run, run.change.alone_from_now),
                "maybe_from_now": _named(run, run.change.maybe_from_now),
                "alone_no_longer": _named(run, run.change.alone_no_longer),
                **{name: [_without_provenance(row) for row in rows] for name, rows in tables.items()},
            }
        )
        return 0
    columns = (*TABLES[options.by], *PROVENANCE)
    print_rows(tables[options.by], columns, options.format)
    if options.format == "table":
        print(" ".join(part for part in (NOTE, MIDDLE, run.closed) if part))
    return 0


def _tables(with_store: Store, run: WhatIf, shown: Shown) -> dict[str, list[TableRow]]:
    components = {m.measure_id: (m.component, m.unit) for m in catalogue.measures(with_store)}
    years = [
        budget_years.CallYear(
            year,
            budget.budget_model(with_store, year.project_year, run.space.call.reading, shown=shown),
            budget.space(with_store, year.project_year, run.space.call.reading),
            budget.advance_share(with_store, year.project_year),
        )
        for year in catalogue.project_years(with_store)
    ]
    return {
        "figure": tables.key_figures(run),
        "authority": tables.authority_rows(run),
        "applicant": tables.applicant_rows(run),
        "action": tables.action_rows(run),
        "goal": tables.goal_rows(run),
        "measure": tables.measure_rows(run),
        "target": tables.target_rows(run, components),
        "points": points.points_rows(run, components),
        "cash": tables.cash_rows(
            budget_years.calendar_cash(years, run.scenario.start),
            budget_years.calendar_cash(years, run.scenario),
            run.provenance,
        ),
    }


def _without_provenance(row: TableRow) -> TableRow:
    return {name: value for name, value in row.items() if name not in PROVENANCE}


def _named(run: WhatIf, ids: tuple[str, ...]) -> list[TableRow]:
    return [{"nis": run.model.counts[one].nis, "name": run.name_of(one)} for one in ids]


def optimise_command(options: argparse.Namespace) -> int:
    """The best division of a budget, with its bound and what one more euro brings."""
    source = _read_scenario(options.scenario)
    with_store = opened()
    if options.project_year is not None:
        catalogue.project_year(with_store, options.project_year)
        source["project_year"] = options.project_year
    year = _year(with_store, source)
    reading = reading_of(source)
    space = budget.space(with_store, year, reading)
    scenario = parse(source | {"project_year": year, "budget": {str(year): _amount(options.budget)}}, space)
    reference = rules_of(space, scenario.start)
    model = _model(with_store, year, reading, switch.asked(with_store, options.examples))
    rules = rules_of(space, scenario)
    problem = problem_of(model, rules, reference)
    every, own_floors = _floors(options.floor)
    best = optimise(problem, Objective(options.objective), floors=problem.floors(every, own_floors))
    rows: list[TableRow] = [
        {
            "measure": measure,
            "action": model.call.measures[measure],
            "goal": model.goal_of_action[model.call.measures[measure]],
            "grant_eur": euro(cents),
        }
        for measure, cents in best.measure_cents.items()
    ]
    own = provenance(model, budget.awarded_on(with_store, year))
    if options.format == "json":
        asked = _amount(options.budget)
        print_json(
            {"project_year": year, **own, "note": f"{NOTE} {CENTRE}"}
            | _best(best, asked, rows, points.whole_plans(model.call, rules, best.measure_cents))
        )
        return 0
    print_rows([row | own for row in rows], (*BEST, *PROVENANCE), options.format)
    if options.format == "table":
        share, bound = dutch.percent(best.attainment, 2), dutch.percent(best.bound, 2)
        proof = "bewezen" if best.proven else "niet bewezen"
        print(f"Gewogen betaald doelbereik {share}; geen verdeling haalt meer dan {bound} ({proof}). {NOTE} {CENTRE}")
    return 0


def _best(best: Optimum, asked: Decimal, rows: list[TableRow], whole: list[TableRow]) -> TableRow:
    """The optimum as JSON. Incentives for cooperation come off the budget first; the rest is divided."""
    return {
        "objective": best.objective,
        "budget_eur": asked,
        "incentives_eur": asked - to_euro(best.budget_cents),
        "spent_eur": euro(sum(best.granted_cents)),
        "attainment": best.attainment,
        "bound": best.bound,
        "proven": best.proven,
        "progress": best.progress,
        "one_more_euro": asdict(best.one_more_euro),
        "whole_plans": whole,
        "rows": rows,
    }


def _floors(texts: list[str]) -> tuple[float, dict[int, float]]:
    """The least progress (0 to 1) of every goal, and by goal its own. Raises SamenlevenError on what is no floor."""
    every, own = 0.0, dict[int, float]()
    for text in texts:
        found = re.fullmatch(r"(?:([0-9]{1,3}):)?([0-9]{1,3}(?:[.,][0-9]{1,6})?)", text)
        percent = float(found[2].replace(",", ".")) if found else 101
        if not found or percent > 100:
            raise SamenlevenError(
                f"De ondergrens '{short(text)}' is geen percentage van 0 tot 100. Schrijf ze als 50 (elke "
                "doelstelling) of 3:50 (doelstelling 3)."
            )
        if found[1]:
            own[int(found[1])] = percent / 100
        else:
            every = percent / 100
    return every, own


def _amount(text: str) -> Decimal:
    """An amount in euro. Raises SamenlevenError when it is no number."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("nan")
    if not number.is_finite():
        raise SamenlevenError(f"Het budget '{short(text)}' is geen bedrag in euro. Schrijf het als 14100000.")
    return number
