"""What becomes of the agreements: figures sent in, late, wrong, corrected or missing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from example.applicants import Applicant
from example.draws import allocate, chance, dice, spread
from example.money import Line
from example.world import CONTACT, DE_RAND, KIND, POLARISATION, PRACTICE, SOURCE, World
from samenleven.catalogue import ProjectYear

REPORTER = "voorbeeldgebruiker"


class Reporting(NamedTuple):
    """Made-up shares of what real reporting has, each as a share of lines unless said otherwise."""

    late_applicant: float = 0.06
    late_line: float = 0.015
    missing_half_year: float = 0.08
    missing_year: float = 0.035
    zero: float = 0.015
    corrected: float = 0.048
    corrected_again: float = 0.12  # share of the corrected lines
    silent_applicants: int = 3  # no report at all in the last project year
    no_year_report: int = 2  # half-year figures, but no year figures in the last project year
    highest_attainment: float = 4.0


REPORTING = Reporting()

CORRECTIONS = (  # (reason on screen, lowest and highest of wrong figure / right figure)
    ("Deelnemers van een locatie ontbraken in de eerste telling.", 0.55, 0.9),
    ("Dubbel getelde deelnemers verwijderd.", 1.15, 1.7),
    ("Cijfers van een partnerorganisatie kwamen later binnen.", 0.4, 0.85),
    ("Nul ingevuld in plaats van het cijfer.", 0.0, 0.0),
    ("Huidig bereik was niet meegeteld.", 0.5, 0.8),
)


@dataclass
class Report:
    """What becomes of one line in one project year: figures in units, None is not reported."""

    line: Line
    latent: int
    year: int | None = None
    half_year: int | None = None
    values: dict[str, int | None] = field(default_factory=dict)


def _attainment(line: Line) -> float:
    """Draw realised / target: an effect per action, per applicant and per line, and a trend."""
    key = line.applicant.authority_id
    effect = (
        spread(0.22, "action", line.action)
        * spread(0.2, "authority", key)
        * spread(0.35, "line", key, line.measure, line.year)
    )
    trend = 1.0 + 0.08 * (line.year - 1)
    return trend * effect


def _published_years(world: World, name: str) -> list[int]:
    """The project years of which a figure is published."""
    return [year for year in world.years if f"{name}-{year}" in world.figures]


def _published_lift(world: World, action: int) -> float:
    """Give realised / engaged as far as published: years without a published sum look alike."""
    if action == PRACTICE:
        year = max(_published_years(world, "a5-realised"))
        return world.figure(f"a5-realised-{year}") / world.figure(f"a5-engaged-{year}")
    if action in CONTACT:
        return world.figure("contact-reached-1") / world.figure("contact-planned-1")
    return 1.0


def _drawn_realised(world: World, line: Line) -> int:
    """Draw the realised reach after a year (units); distinct counts stay small and whole."""
    name = (*line.key, line.year)
    if chance(REPORTING.zero, "zero", *name):
        return 0
    if line.measure in world.distinct:
        return sum(not chance(0.12, "not-done", *name, unit) for unit in range(line.engaged))
    most = REPORTING.highest_attainment * line.engaged
    lift = _published_lift(world, line.action)
    return math.floor(min(most, line.engaged * _attainment(line) * lift))


def _silent_in_last_year(applicants: Mapping[str, Applicant]) -> tuple[set[str], set[str]]:
    """Draw who sends nothing at all in the last year, and who sends only half-year figures."""
    smaller = sorted(key for key, a in applicants.items() if not a.signatory and key != DE_RAND)
    count = REPORTING.silent_applicants
    drawn = dice("silent").sample(smaller, count + REPORTING.no_year_report)
    return set(drawn[:count]), set(drawn[count:])


def _is_missing(world: World, line: Line, period: str, silent: tuple[set[str], set[str]]) -> bool:
    """Decide whether a figure was never sent."""
    nothing, no_year = silent
    last_year = line.year == max(world.years)
    key = line.applicant.authority_id
    if last_year and (key in nothing or (period == "year" and key in no_year)):
        return True
    if period == "year" and line.action == POLARISATION:
        return False  # decided together with the published number of plans
    share = REPORTING.missing_year if period == "year" else REPORTING.missing_half_year
    if last_year and period == "year":
        share /= 3  # whole applicants are already missing
    return chance(share, "missing", period, *line.key, line.year)


def _fit_realised(reports: list[Report], total: int) -> None:
    """Scale the year figures that were sent to a published sum; zeros stay zero."""
    sent = {report.line.key: report for report in reports if report.year is not None}
    most = {key: math.floor(REPORTING.highest_attainment * r.line.engaged) if r.year else 0 for key, r in sent.items()}
    weights = {key: r.line.engaged * _attainment(r.line) for key, r in sent.items()}
    for key, value in allocate(total, weights, most).items():
        sent[key].year = sent[key].latent = value


def _fit_plans(reports: list[Report], total: int) -> None:
    """Realise a published number of plans; of the others one is reported as zero, the rest not."""
    reports = sorted(reports, key=lambda r: dice("plan", *r.line.key, r.line.year).random())
    for rank, report in enumerate(reports):
        report.latent = 1 if rank < total else 0
        report.year = report.latent if rank <= total else None


def _half_year_figure(world: World, report: Report) -> int:
    """Draw what was reached after six months (units); some start slowly."""
    name = (*report.line.key, report.line.year)
    if report.line.measure in world.distinct:
        return sum(chance(0.35, "half", *name, unit) for unit in range(report.latent))
    slow = chance(0.15, "slow", *name)
    draw = dice("half", *name)
    share = draw.betavariate(1.5, 9) if slow else draw.betavariate(5, 6)
    return math.floor(report.latent * share)


def make_reports(world: World, applicants: Mapping[str, Applicant], lines_of: Mapping[int, list[Line]]) -> list[Report]:
    """Decide the final figure of every line, per period."""
    silent = _silent_in_last_year(applicants)
    reports = [Report(line, _drawn_realised(world, line)) for year in world.years for line in lines_of[year]]
    for report in reports:
        report.year = None if _is_missing(world, report.line, "year", silent) else report.latent

    def of(year: int, actions: Iterable[int]) -> list[Report]:
        return [r for r in reports if r.line.year == year and r.line.action in actions]

    for year in _published_years(world, "a5-realised"):
        _fit_realised(of(year, {PRACTICE}), world.figure(f"a5-realised-{year}"))
    for year in _published_years(world, "a2-realised"):
        _fit_plans(of(year, {POLARISATION}), world.figure(f"a2-realised-{year}"))
    _fit_realised(of(world.first_year, CONTACT), world.figure("contact-reached-1"))
    for report in reports:
        if not _is_missing(world, report.line, "half_year", silent):
            report.half_year = _half_year_figure(world, report)
        report.values = {"half_year": report.half_year, "year": report.year}
    return reports


def _filed_on(dates: ProjectYear, line: Line, period: str) -> date:
    """Draw the day on which a figure was sent: before the due date, or late."""
    key = line.applicant.authority_id
    ends_on = dates.half_year_ends_on if period == "half_year" else dates.ends_on
    due_on = dates.half_year_due_on if period == "half_year" else dates.year_due_on
    together = dice("filed", key, line.year, period)
    if due_on is None:
        return ends_on + timedelta(days=together.randint(20, 45))
    on_time = max(ends_on + timedelta(days=1), due_on - timedelta(days=together.randint(0, 13)))
    if chance(REPORTING.late_applicant, "late", key, line.year, period):
        return due_on + timedelta(days=together.randint(1, 40))
    if chance(REPORTING.late_line, "late", *line.key, line.year, period):
        return due_on + timedelta(days=dice("days", *line.key, period).randint(1, 60))
    return on_time


def _wrong_figures(world: World, line: Line, period: str, final: int) -> list[tuple[int, str]]:
    """Draw the figures that were sent before the final one, each with why it was replaced."""
    name = (*line.key, line.year, period)
    if line.measure in world.distinct or final < 8:
        return []
    if not chance(REPORTING.corrected, "corrected", *name):
        return []
    wrong = []
    times = 2 if chance(REPORTING.corrected_again, "again", *name) else 1
    reasons = dice("reason", *name).sample(CORRECTIONS, times)
    for reason, low, high in reasons:
        value = math.floor(final * dice("wrong", *name, reason).uniform(low, high))
        wrong.append((value, reason))
    return wrong


def report_rows(world: World, report: Report, period: str) -> list[dict[str, object]]:
    """Write the ledger rows of one figure: the first one and its corrections."""
    line, final = report.line, report.values[period]
    if final is None:
        return []
    dates = world.years[line.year]
    reported_on = _filed_on(dates, line, period)
    wrong = _wrong_figures(world, line, period, final)
    figures = [*(value for value, _ in wrong), final]
    reasons = ["", *(reason for _, reason in wrong)]
    stem = f"{line.agreement_id}-{line.measure[5:].replace('.', '-')}"
    stem += "-half" if period == "half_year" else "-year"
    found: list[dict[str, object]] = []
    for number, (value, reason) in enumerate(zip(figures, reasons, strict=True), start=1):
        if number > 1:
            days = dice("correction", stem, number).randint(5, 70)
            reported_on += timedelta(days=days)
        found.append(
            {
                "report_line_id": f"{stem}-{number}",
                "agreement_id": line.agreement_id,
                "measure_id": line.measure,
                "period": period,
                "realised": value,
                "reference_date": dates.half_year_ends_on if period == "half_year" else dates.ends_on,
                "reported_on": reported_on,
                "reported_by": REPORTER,
                "supersedes": f"{stem}-{number - 1}" if number > 1 else "",
                "reason": reason,
                "kind": KIND,
                "source_id": SOURCE,
            }
        )
    return found
