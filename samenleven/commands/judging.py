"""`judge`: who reported, who is late, and what follows for every action."""

from __future__ import annotations

import argparse
from datetime import date

from samenleven.commands import Commands, add, day, opened, whole
from samenleven.commands.output import print_rows
from samenleven.counted import Period
from samenleven.figures import Shown
from samenleven.findings import followup as said
from samenleven.store import followup, switch
from samenleven.store.catalogue import parameters

MOMENTS = {"half": Period.HALF_YEAR, "year": Period.YEAR}


def add_to(commands: Commands) -> None:
    """Add the command about judging reports."""
    judge = add(commands, "judge", "wie rapporteerde, wie te laat is, en wat er volgt per actie", judge_command)
    judge.add_argument("--project-year", type=whole, required=True)
    judge.add_argument("--moment", choices=tuple(MOMENTS), required=True, help="na het halfjaar of na het jaar")
    judge.add_argument(
        "--as-of", type=day, default=date.today(), metavar="JJJJ-MM-DD", help="de dag waarop men kijkt wie te laat is"
    )
    judge.add_argument("--only", choices=("reported",), help="laat voorbeeldcijfers weg")
    judge.add_argument("--examples", action="store_true", help="ook voorbeeldcijfers, waar die uit staan")


def judge_command(options: argparse.Namespace) -> int:
    """Every action of every applicant, judged; who needs the agency most comes first."""
    with_store = opened()
    with_examples = not options.only and switch.asked(with_store, options.examples) is Shown.EXAMPLE
    window, applicants = followup.judged(
        with_store, options.project_year, MOMENTS[options.moment], options.as_of, with_examples=with_examples
    )
    gate = parameters(with_store).number("half_year_gate", window.ends_on)
    print_rows(said.letters(applicants, window, gate), said.LETTER_COLUMNS, options.format)
    return 0
