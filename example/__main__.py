"""`python -m example`: make the example set again from data/."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from example.files import make_files, write_files
from example.world import plan_store, read_world
from samenleven.errors import SamenlevenError
from samenleven.store import paths


def main() -> int:
    """Write the five files of the example set; a problem is one message on standard error and exit code 1."""
    parser = argparse.ArgumentParser(prog="python -m example", description="Maak de voorbeeldset opnieuw.")
    parser.add_argument(
        "--out", type=Path, default=paths.DATA / "example", metavar="MAP", help="map om in te schrijven"
    )
    options = parser.parse_args()
    try:
        with plan_store() as store:
            files = make_files(read_world(store))
    except SamenlevenError as error:
        print(error, file=sys.stderr)
        return 1
    write_files(files, options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
