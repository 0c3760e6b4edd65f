"""Agreements with reports written in one cell of a table: "5:90/360; 2:-/1" is action, realised and KPI of each line.

"-" is nothing sent, "?" stated as not yet known; "!" behind a figure says that the agency confirmed it, "v" that it is
made up. The project years and the actions that are judged by hand are those of data/.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from samenleven.catalogue import ProjectYear
from samenleven.counted import Figure, Period
from samenleven.figures import Kind
from samenleven.parameters import Parameter, Parameters
from samenleven.reporting.calendar import Window, window_of
from samenleven.reporting.judging import JudgedApplicant, ReportedLine, Ruling, judge_applicant
from samenleven.reporting.records import Verdict
from tests.support.files import read_csv

PLAN = Path(__file__).parents[2] / "data" / "plan"
ADVANCE = Decimal("0.8")
FIRST = 100
"""The batch in which every figure of a case stands."""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def years() -> list[ProjectYear]:
    """The project years of data/."""
    days = ("starts_on", "half_year_ends_on", "ends_on", "half_year_due_on", "year_due_on", "awarded_on", "counts_on")
    return [
        ProjectYear(
            project_year=int(row["project_year"]),
            title=row["title"],
            open_to_new=row["open_to_new"] == "true",
            half_year_opens_on=_day(row["half_year_opens_on"]),
            year_due_precision=row["year_due_precision"],
            **{name: _day(row[name]) for name in days},  # type: ignore[arg-type]
        )
        for row in read_csv(PLAN / "project_year.csv")
    ]


def by_hand() -> set[tuple[int, Period]]:
    """The actions that the agency judges by hand, by data/."""
    return {(int(row["action_id"]), Period(row["period"])) for row in read_csv(PLAN / "hand_judged.csv")}


def parameters(**values: str) -> Parameters:
    """The parameters of judging, as data/ has them unless another value is given."""
    found = {"half_year_gate": "0.25", "reminder_days": "14"} | values
    return Parameters(
        Parameter(name, date(2022, 10, 1), Decimal(text), "", Decimal(0), Decimal(100), False, "", "", "rep1")
        for name, text in found.items()
    )


def lines(cell: str, window: Window) -> list[ReportedLine]:
    """The lines of a cell; each line has a grant of 1,000 euro."""
    found = []
    for place, one in enumerate(part.strip() for part in cell.split(";") if part.strip()):
        action, figures = one.split(":")
        realised, target = figures.split("/")
        kind = {"!": Kind.OFFICIAL, "v": Kind.EXAMPLE}.get(realised[-1], Kind.REPORTED)
        text = realised.rstrip("!v")
        found.append(
            ReportedLine(
                measure_id=f"call-{int(action):02d}.{place % 9 + 1}",
                action_id=int(action),
                component=f"onderdeel {place + 1}",
                unit="personen",
                target=Figure(Decimal(target), Kind.EXAMPLE if kind is Kind.EXAMPLE else Kind.OFFICIAL, "bron", None),
                grant_eur=Decimal(1000),
                realised=Figure(Decimal(text), kind, "bron", window.ends_on) if text not in ("-", "?") else None,
                stated=text == "?",
                sequence=None if kind is Kind.EXAMPLE or text == "-" else FIRST,
                versions=0 if text == "-" else 1,
            )
        )
    return found


def judged(
    cell: str,
    *,
    year: int = 1,
    period: str = "half_year",
    on: str = "2023-05-05",
    decided: Mapping[int, Ruling] | None = None,
    name: str = "Testgemeente",
    **values: str,
) -> JudgedApplicant:
    """The applicant of a cell, judged on a day."""
    window = window_of(years(), year, Period(period))
    who = {"applicant_id": "46021", "name": name, "reference_region": "Waasland", "cooperation": None}
    return judge_applicant(
        who,
        lines(cell, window),
        window,
        date.fromisoformat(on),
        by_hand=by_hand(),
        decided=decided or {},
        parameters=parameters(**values),
        advance_share=ADVANCE,
    )


def decision(verdict: str, *, sequence: int = FIRST + 1) -> Ruling | None:
    """A decision of the agency; None for no verdict."""
    if not verdict:
        return None
    return Ruling(verdict=Verdict(verdict), reason="Reden", sequence=sequence, decided_on=date(2023, 6, 1))
