"""What goes wrong, said so that a policy officer can mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


def short(value: object, most: int = 60) -> str:
    """What somebody wrote, as it can stand in a message: on one line, not endless, every sign visible."""
    flat = " ".join("".join(sign if sign.isprintable() else " " for sign in str(value)[: 4 * most]).split())
    return f"{flat[:most]}…" if len(flat) > most else flat


def some(names: Sequence[object], most: int = 5) -> str:
    """The first of many names in a message: "'a', 'b' en nog 12"."""
    shown = ", ".join(f"'{short(name)}'" for name in names[:most])
    return f"{shown} en nog {len(names) - most}" if len(names) > most else shown


class SamenlevenError(Exception):
    """A problem with one clear Dutch message for the person at the screen.

    Every error that may reach a user is one of these; anything else is a bug.
    """


@dataclass(frozen=True)
class Fault:
    """One fault in one of our files.

    `row` is the line in the file as a spreadsheet or editor counts it (the header is line 1), or None when the
    whole file is meant. `what` and `remedy` are Dutch sentences.
    """

    file: str
    row: int | None
    what: str
    remedy: str

    def __str__(self) -> str:
        where = self.file if self.row is None else f"{self.file}, rij {self.row}"
        return f"{where}: {self.what} {self.remedy}"


class DataError(SamenlevenError):
    """The files in data/ or geo/ hold faults, so no store was built."""

    SHOWN = 10

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        count = len(self.faults)
        head = "1 fout" if count == 1 else f"{count} fouten"
        lines = [f"De gegevens bevatten {head}; er is niets gebouwd."]
        lines += [f"- {fault}" for fault in self.faults[: self.SHOWN]]
        if count > self.SHOWN:
            lines.append(f"- en nog {count - self.SHOWN}; zie python -m samenleven check")
        super().__init__("\n".join(lines))


class StoreError(SamenlevenError):
    """The store file cannot be opened, read or written."""


class LedgerError(SamenlevenError):
    """The ledger of agreements and reports cannot be read or written."""


class WorkerError(SamenlevenError):
    """A question to a worker that could not be worked out (`samenleven.worker`)."""
