"""`build` and `check`: the data itself."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

from samenleven import store
from samenleven.commands import Commands, add
from samenleven.commands.output import print_json


def add_to(commands: Commands) -> None:
    """Add the commands about the data."""
    add(commands, "build", "bouw de gegevensopslag uit data/", build_command, formats=False).add_argument(
        "--db", metavar="PAD", help="waar de opslag komt (standaard: SAMENLEVEN_STORE of data/)"
    )
    add(commands, "check", "kijk alle bestanden in data/ en geo/ na", check_command)


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
        print_json({"counts": outcome.counts, "faults": [asdict(fault) for fault in outcome.faults]})
    else:
        for name, count in outcome.counts.items():
            print(f"{count:>7} {name}")
        for fault in outcome.faults:
            print(fault)
        print(f"{len(outcome.faults)} fouten" if outcome.faults else "Alles in orde.")
    return 1 if outcome.faults else 0
