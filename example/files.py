"""The five files of the example set, row by row."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

from example.applicants import Applicant, make_applicants
from example.money import Line, incentive, make_lines, money
from example.portfolios import make_portfolios
from example.reach import set_baselines
from example.reports import make_reports, report_rows
from example.world import KIND, SOURCE, World
from samenleven.grant.call import own_share_cents, to_cents, to_euro

Row = dict[str, object]


def make_files(world: World) -> dict[str, list[Row]]:
    """The rows of the five files by table."""
    applicants = make_applicants(world)
    portfolios = make_portfolios(world, applicants)
    lines_of = {year: make_lines(world, applicants, portfolios[year], year) for year in world.years}
    set_baselines(world, lines_of)
    reports = make_reports(world, applicants, lines_of)
    return {
        "cooperation": _cooperations(applicants),
        "membership": _memberships(applicants),
        "agreement": [row for lines in lines_of.values() for row in _agreements(world, lines)],
        "agreement_line": [_line(world, line) for lines in lines_of.values() for line in lines],
        "report_line": [row for r in reports for period in r.values for row in report_rows(world, r, period)],
    }


def write_files(files: Mapping[str, list[Row]], folder: Path) -> None:
    """Write the rows as UTF-8 with commas and line feeds."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in files.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def _cooperations(applicants: Mapping[str, Applicant]) -> list[Row]:
    """One row per cooperation."""
    return [
        {
            "cooperation_id": a.cooperation_id,
            "name": a.cooperation_name,
            "lead_id": a.authority_id,
            "kind": KIND,
            "source_id": SOURCE,
            "note": a.note,
        }
        for a in applicants.values()
        if a.cooperation_id
    ]


def _memberships(applicants: Mapping[str, Applicant]) -> list[Row]:
    """One row per member and project year; the lead is a member too."""
    return [
        {
            "cooperation_id": a.cooperation_id,
            "authority_id": member,
            "project_year": year,
            "kind": KIND,
            "source_id": SOURCE,
        }
        for a in applicants.values()
        if a.cooperation_id
        for year, members in a.members.items()
        for member in members
    ]


def _agreements(world: World, lines_of_year: Iterable[Line]) -> list[Row]:
    """One row per applicant of one project year."""
    found: list[Row] = []
    for agreement_id, group in itertools.groupby(lines_of_year, lambda line: line.agreement_id):
        lines = list(group)
        year, applicant = lines[0].year, lines[0].applicant
        found.append(
            {
                "agreement_id": agreement_id,
                "project_year": year,
                "applicant_id": applicant.authority_id,
                "cooperation_id": applicant.cooperation_id,
                "awarded_on": world.years[year].awarded_on,
                "incentive_eur": _euro(incentive(world, applicant, year)),
                "kind": KIND,
                "source_id": SOURCE,
                "note": _note(world, lines),
            }
        )
    return found


def _note(world: World, lines: list[Line]) -> str:
    """Say why a line has less than its planned reach times the unit amount."""
    notes: list[str] = []
    for line in lines:
        if line.grant == line.planned * line.amount:
            continue
        together = money(other for other in lines if other.action == line.action)
        if together == world.calls[line.year].ceilings[line.action]:
            notes.append(f"Actie {line.action}: begrensd door het plafond van de actie.")
        else:
            notes.append(f"Laatste prioriteit (actie {line.action}) beperkt tot het resterende bedrag.")
    return " ".join(notes)


def _line(world: World, line: Line) -> Row:
    """One agreement line, with what the authority adds by the own share of its call."""
    own_share = own_share_cents(to_cents(line.grant), world.calls[line.year].own_share)
    return {
        "agreement_id": line.agreement_id,
        "measure_id": line.measure,
        "priority": line.priority,
        "baseline_reach": line.baseline,
        "planned_reach": line.planned,
        "grant_eur": _euro(line.grant),
        "own_share_eur": _euro(to_euro(own_share)),
        "kind": KIND,
        "source_id": SOURCE,
        "reference_date": world.years[line.year].awarded_on,
    }


def _euro(amount: Decimal) -> str:
    """An amount of euro with two decimals."""
    return str(amount.quantize(Decimal("0.01")))
