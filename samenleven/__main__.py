"""`python -m samenleven`: every calculation a page shows, as table, JSON or CSV."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence

from samenleven.commands import Parser, budget, data, grant, imports, judging, ledger, plan, pooling
from samenleven.errors import SamenlevenError

SUBJECTS = (data, plan, grant, budget, pooling, ledger, judging, imports)


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = Parser(
        prog="python -m samenleven", description="Plan Samenleven: bouwen, nakijken en berekenen zonder browser."
    )
    commands = top.add_subparsers(required=True, metavar="opdracht")
    for subject in SUBJECTS:
        subject.add_to(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; a problem is one message on standard error and exit code 1."""
    for stream in (sys.stdout, sys.stderr):  # a name that is no text is written as a code, not as an error
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
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
