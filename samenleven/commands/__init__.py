"""The command line, one module per subject. Each has `add_to(commands)`, which adds its commands to the parser."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable
from datetime import date, datetime
from typing import NoReturn, TypeAlias

from samenleven.errors import short
from samenleven.store import Current, Store

Run = Callable[[argparse.Namespace], int]
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


IN_DUTCH = (
    (r"argument ([^:]+): ", r"\1: "),
    (r"the following arguments are required: (.*)", r"dit ontbreekt: \1"),
    (r"unrecognized arguments: (.*)", r"dit is onbekend: \1"),
    (r"invalid choice: (.*) \(choose from (.*)\)", r"\1 bestaat niet. Kies uit: \2"),
    (r"ambiguous option: (\S*) could match (.*)", r"\1 kan meer dan één ding zijn. Kies uit: \2"),
    (r"expected .*arguments?", "hier hoort een waarde achter"),
    (r"ignored explicit argument (.*)", r"hier hoort geen waarde achter, dus niet \1"),
)
"""What argparse says, as it says it, and the same in Dutch."""


class Parser(argparse.ArgumentParser):
    """The words of a command; says in Dutch what is wrong with them."""

    def format_usage(self) -> str:
        """How the command is used."""
        return super().format_usage().replace("usage:", "gebruik:", 1)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong on one line, and stop with exit code 2."""
        for english, dutch in IN_DUTCH:
            message = re.sub(english, dutch, message, count=1, flags=re.DOTALL)
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {short(message, 300)}. Zie {self.prog} --help.\n")


def add(commands: Commands, name: str, text: str, run: Run, *, formats: bool = True) -> argparse.ArgumentParser:
    """Add one command with its Dutch help text; `formats` gives it --format table|json|csv."""
    command = commands.add_parser(name, help=text, description=text)
    command.set_defaults(run=run)
    if formats:
        command.add_argument("--format", choices=("table", "json", "csv"), default="table")
    return command


def opened(at: datetime | None = None) -> Store:
    """The store to answer from, with the ledger as it is or as it was at a moment (UTC, without zone).

    On standard error why it is not that of data/ and the ledger as they are now.
    """
    served = Current().get(at=at)
    if served.notice:
        print(served.notice, file=sys.stderr)
    return served.store


def whole(text: str) -> int:
    """A whole number from 1. Raises ArgumentTypeError with a Dutch message."""
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) > 0):
        raise argparse.ArgumentTypeError(f"'{short(text)}' is geen geheel getal vanaf 1, van hoogstens negen cijfers")
    return int(text)


def day(text: str) -> date:
    """A date argument. Raises ArgumentTypeError with a Dutch message."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{short(text)}' is geen datum (jjjj-mm-dd)") from None
