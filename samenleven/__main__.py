"""`python -m samenleven`: every calculation a page shows, as table, JSON or CSV."""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

from samenleven import overview, store, terms
from samenleven.errors import SamenlevenError
from samenleven.store import areas, catalogue, results

Row = dict[str, Any]

ATTAINMENT_COLUMNS = (
    *("measure", "action", "goal", "family", "component", "unit", "project_year"),
    *("target", "realised", "ratio", "status", "kind", "source_id", "reference_date"),
    *("target_kind", "target_source_id", "below_half_year_gate", "with_figure", "without_figure"),
)
AUTHORITY_COLUMNS = ("nis", "name", "cooperation", *ATTAINMENT_COLUMNS)
ELIGIBLE_COLUMNS = ("nis", "name", "reference_region", "lower", "estimate", "upper", "population", "eligible", "basis")


def build_command(options: argparse.Namespace) -> int:
    """Build the store with a progress bar on the terminal."""
    path = store.build(Path(options.db).resolve() if options.db else None, progress=_bar)
    print(f"\nDe gegevensopslag staat klaar: {path}")
    return 0


def _bar(share: float, text: str) -> None:
    width = 30
    done = int(share * width)
    end = "\r" if sys.stdout.isatty() else "\n"
    if sys.stdout.isatty() or share >= 1:
        print(f"[{'#' * done}{'.' * (width - done)}] {share:4.0%} {text:<40}", end=end, flush=True)


def check_command(options: argparse.Namespace) -> int:
    """Judge data/ and geo/; every fault on a line of its own."""
    outcome = store.check()
    if options.format == "json":
        _print_json({"counts": outcome.counts, "faults": [asdict(fault) for fault in outcome.faults]})
    else:
        for name, count in outcome.counts.items():
            print(f"{count:>7} {name}")
        for fault in outcome.faults:
            print(fault)
        print(f"{len(outcome.faults)} fouten" if outcome.faults else "Alles in orde.")
    return 1 if outcome.faults else 0


def eligible_command(options: argparse.Namespace) -> int:
    """Who may apply, alone, together or by a rule of their own."""
    with_store = store.open_store()
    judged = overview.judge_all(
        areas.origin_counts(with_store, options.date),
        catalogue.parameters(with_store),
        options.date,
        estimate_only=options.estimate_only,
    )
    if judged and all(row.estimate is None for row in judged):
        raise SamenlevenError(_no_figures(with_store, options.date))
    _print([_pick(row, ELIGIBLE_COLUMNS) for row in judged], ELIGIBLE_COLUMNS, options.format)
    return 0


def coverage_command(options: argparse.Namespace) -> int:
    """Which share of the target group the signatories hold."""
    with_store = store.open_store()
    counts = areas.origin_counts(with_store, options.date)
    parameters = catalogue.parameters(with_store)
    rows = overview.judge_all(counts, parameters, options.date)
    listed = {row.authority_id for row in counts if row.published}
    claim = parameters.at("coverage_claim", options.date)
    found: list[Row] = []
    for group, share in overview.coverages(rows, listed).items():
        if share is None:
            raise SamenlevenError(_no_figures(with_store, options.date))
        found.append({"group": group, **asdict(share), "claim": claim.value, "kind": "estimate"})
    _print(found, list(found[0]), options.format)
    return 0


def _no_figures(with_store: store.Store, on: date) -> str:
    days = areas.reference_dates(with_store)
    first = days[-1].isoformat() if days else "geen enkele datum"
    return f"Er zijn geen herkomstcijfers op of voor {on.isoformat()}. De oudste cijfers zijn van {first}."


def attainment_command(options: argparse.Namespace) -> int:
    """Targets, results, ratios and statuses of one project year."""
    with_store = store.open_store()
    only_official = options.only == "official"
    read = results.authority_figures if options.by == "authority" else results.measure_figures
    figures = read(with_store, options.project_year, only_official=only_official)
    rows = overview.attain_all(figures, catalogue.parameters(with_store), options.as_of)
    if options.by == "action":
        rows = overview.by_action(rows, catalogue.actions(with_store))
    elif options.by == "goal":
        rows = overview.by_goal(rows, catalogue.goals(with_store))
    columns = AUTHORITY_COLUMNS if options.by == "authority" else ATTAINMENT_COLUMNS
    _print([_pick(row, columns) for row in rows], columns, options.format)
    return 0


def _pick(row: Any, columns: Sequence[str]) -> Row:
    return {name: getattr(row, name) for name in columns}


def _plain(value: Any) -> Any:
    """A value as JSON knows it: whole numbers stay whole, dates are ISO, codes are text."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1, default=_plain))


def _print(rows: list[Row], columns: Sequence[str], form: str) -> None:
    plain = [{name: _plain(value) for name, value in row.items()} for row in rows]
    if form == "json":
        _print_json(plain)
    elif form == "csv":
        writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(plain)
    else:
        _print_table(plain, columns)


def _print_table(rows: list[Row], columns: Sequence[str]) -> None:
    """A table for people: Dutch headings and words, columns that are empty everywhere left out."""
    used = [name for name in columns if any(row[name] is not None for row in rows)]
    cells = [terms.headings(used)]
    cells += [[_cell(name, row[name]) for name in used] for row in rows]
    widths = [min(48, max(len(line[i]) for line in cells)) for i in range(len(used))]
    for line in cells:
        shown = (
            text if len(text) <= width else text[: width - 1] + "…" for text, width in zip(line, widths, strict=True)
        )
        padded = (text.ljust(width) for text, width in zip(shown, widths, strict=True))
        print("  ".join(padded).rstrip())
    if not rows:
        print("Geen rijen.")


def _cell(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".").replace(".", ",")
    return str(terms.value(name, value))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is geen datum (jjjj-mm-dd)") from None


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = argparse.ArgumentParser(
        prog="python -m samenleven",
        description="Plan Samenleven: bouwen, nakijken en berekenen zonder browser.",
    )
    commands = top.add_subparsers(required=True, metavar="opdracht")

    def add(name: str, text: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=text, description=text)
        command.set_defaults(run=run)
        if name != "build":
            command.add_argument("--format", choices=("table", "json", "csv"), default="table")
        return command

    add("build", "bouw de gegevensopslag uit data/", build_command).add_argument(
        "--db", metavar="PAD", help="waar de opslag komt (standaard: SAMENLEVEN_STORE of data/)"
    )
    add("check", "kijk alle bestanden in data/ en geo/ na", check_command)
    eligible = add("eligible", "wie mag indienen", eligible_command)
    eligible.add_argument("--date", type=_day, required=True, metavar="JJJJ-MM-DD")
    eligible.add_argument("--estimate-only", action="store_true", help="laat de gepubliceerde lijst buiten beschouwing")
    add("coverage", "welk deel van de doelgroep de 28 en Brussel tellen", coverage_command).add_argument(
        "--date", type=_day, required=True, metavar="JJJJ-MM-DD"
    )
    attainment = add("attainment", "streefwaarden, resultaten en status", attainment_command)
    attainment.add_argument("--project-year", type=int, choices=(1, 2, 3), required=True)
    attainment.add_argument("--by", choices=("measure", "action", "goal", "authority"), default="measure")
    attainment.add_argument("--only", choices=("official",), help="laat voorbeeldcijfers weg")
    attainment.add_argument(
        "--as-of", type=_day, default=date.today(), metavar="JJJJ-MM-DD", help="de dag waarop men kijkt"
    )
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; a problem is one message on standard error and exit code 1."""
    options = parser().parse_args(arguments)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
        return code
    except SamenlevenError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


if __name__ == "__main__":
    sys.exit(main())
