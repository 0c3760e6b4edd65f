"""The command line, one module per subject. Each has `add_to(commands)`, which adds its commands to the parser."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from samenleven.store import Current, Store

Run = Callable[[argparse.Namespace], int]
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add(commands: Commands, name: str, text: str, run: Run, *, formats: bool = True) -> argparse.ArgumentParser:
    """Add one command with its Dutch help text; `formats` gives it --format table|json|csv."""
    command = commands.add_parser(name, help=text, description=text)
    command.set_defaults(run=run)
    if formats:
        command.add_argument("--format", choices=("table", "json", "csv"), default="table")
    return command


def opened() -> Store:
    """The store to answer from; on standard error why it is not that of data/ as they are now."""
    served = Current().get()
    if served.notice:
        print(served.notice, file=sys.stderr)
    return served.store


def day(text: str) -> date:
    """A date argument. Raises ArgumentTypeError with a Dutch message."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is geen datum (jjjj-mm-dd)") from None
