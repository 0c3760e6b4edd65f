"""`eligible`, `coverage` and `attainment`: who may apply, whom that covers, and where the plan stands."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import date

from samenleven.attainment import attain_all
from samenleven.catalogue import Family
from samenleven.commands import Commands, add, day, opened, whole
from samenleven.commands.output import pick, print_rows
from samenleven.coverage import coverages
from samenleven.eligibility import ESTIMATED_FROM, judge_all
from samenleven.errors import SamenlevenError
from samenleven.figures import Kind, Shown, TableRow
from samenleven.store import Store, areas, catalogue, results, switch
from samenleven.sums import by_action, by_goal

ATTAINMENT_COLUMNS = (
    *("measure", "action", "goal", "family", "component", "unit", "project_year"),
    *("target", "realised", "ratio", "status", "kind", "source_id", "reference_date"),
    *("target_kind", "target_source_id", "promised", "promised_kind", "promised_source_id"),
    *("expected_reports", "received_reports", "is_lower_bound", "remark", "target_reading"),
    *("below_half_year_gate", "with_figure", "without_figure"),
)
AUTHORITY_COLUMNS = ("nis", "name", "cooperation", *ATTAINMENT_COLUMNS)
READING_COLUMNS = (
    *("whose", "strength", "value_text", "scope", "base", "compared_group"),
    *("kind", "source_id", "reference_date"),
)
COVERAGE_COLUMNS = ("group", "estimate", "at_lower", "at_upper", "covered", "total", *READING_COLUMNS)
ELIGIBLE_COLUMNS = (
    *("nis", "name", "reference_region", "lower", "estimate", "upper", "population", "eligible", "basis"),
    *("kind", "source_id", "reference_date"),
)


def add_to(commands: Commands) -> None:
    """Add the commands about the plan."""
    eligible = add(commands, "eligible", "wie mag indienen", eligible_command)
    eligible.add_argument("--date", type=day, required=True, metavar="JJJJ-MM-DD")
    eligible.add_argument("--estimate-only", action="store_true", help="laat de gepubliceerde lijst buiten beschouwing")
    coverage = add(commands, "coverage", "welk deel van de doelgroep de 28 en Brussel tellen", coverage_command)
    coverage.add_argument("--date", type=day, required=True, metavar="JJJJ-MM-DD")
    attainment = add(commands, "attainment", "streefwaarden, resultaten en status", attainment_command)
    attainment.add_argument("--project-year", type=whole, required=True)
    attainment.add_argument("--by", choices=("measure", "action", "goal", "authority"), default="measure")
    attainment.add_argument(
        "--family", choices=("all", "call", "plan"), default="all", help="bij --by goal: welke KPI-onderdelen meetellen"
    )
    attainment.add_argument("--only", choices=("official", "reported"), help="laat voorbeeldcijfers weg")
    attainment.add_argument("--examples", action="store_true", help="ook voorbeeldcijfers, waar die uit staan")
    attainment.add_argument(
        "--as-of", type=day, default=date.today(), metavar="JJJJ-MM-DD", help="de dag waarop men kijkt"
    )


def eligible_command(options: argparse.Namespace) -> int:
    """Who may apply, alone, together or by a rule of their own."""
    with_store = opened()
    judged = judge_all(
        areas.origin_counts(with_store, options.date),
        catalogue.parameters(with_store),
        options.date,
        estimate_only=options.estimate_only,
    )
    if judged and all(row.estimate is None for row in judged):
        raise SamenlevenError(_no_figures(with_store, options.date))
    print_rows([pick(row, ELIGIBLE_COLUMNS) for row in judged], ELIGIBLE_COLUMNS, options.format)
    return 0


def coverage_command(options: argparse.Namespace) -> int:
    """Which share of the target group the signatories hold, and what each text says about that."""
    with_store = opened()
    counts = areas.origin_counts(with_store, options.date)
    rows = judge_all(counts, catalogue.parameters(with_store), options.date)
    listed = {row.authority_id for row in counts if row.published}
    found: list[TableRow] = []
    for group, share in coverages(rows, listed).items():
        if share is None:
            raise SamenlevenError(_no_figures(with_store, options.date))
        found.append({"group": group, **asdict(share), "kind": Kind.ESTIMATE, "source_id": ESTIMATED_FROM})
        found[-1]["reference_date"] = next(day for day in areas.reference_dates(with_store) if day <= options.date)
    found += catalogue.claim_readings(with_store)
    print_rows([{name: row.get(name) for name in COVERAGE_COLUMNS} for row in found], COVERAGE_COLUMNS, options.format)
    return 0


def _no_figures(with_store: Store, on: date) -> str:
    days = areas.reference_dates(with_store)
    first = days[-1].isoformat() if days else "geen enkele datum"
    return f"Er zijn geen herkomstcijfers op of voor {on.isoformat()}. De oudste cijfers zijn van {first}."


def attainment_command(options: argparse.Namespace) -> int:
    """Targets, results, ratios and statuses of one project year."""
    with_store = opened()
    shown = Shown(options.only) if options.only else switch.asked(with_store, options.examples)
    catalogue.project_year(with_store, options.project_year)
    read = results.authority_figures if options.by == "authority" else results.measure_figures
    figures = read(with_store, options.project_year, shown=shown)
    rows = attain_all(figures, catalogue.parameters(with_store), options.as_of)
    if options.by == "action":
        rows = by_action(rows, catalogue.actions(with_store))
    elif options.by == "goal":
        family = None if options.family == "all" else Family(options.family)
        rows = by_goal(rows, catalogue.goals(with_store), family)
    columns = AUTHORITY_COLUMNS if options.by == "authority" else ATTAINMENT_COLUMNS
    print_rows([pick(row, columns) for row in rows], columns, options.format)
    return 0
