"""Invoeren: agreements or reports of everybody from one file, and new counts; nothing is kept before one confirms."""

from __future__ import annotations

from collections.abc import Callable

from samenleven import dutch
from samenleven.reporting.records import Subject
from samenleven.store import Store
from ui.admin import intake_counts, intake_file
from ui.filters.address import Address
from ui.filters.bar import Bar
from ui.frame import block
from ui.login.person import Here
from ui.reading.cached import per_store

WHAT = "invoer"
COUNTS = "cijfers"
CHOICES = {
    "akkoorden": "Akkoorden van iedereen",
    "rapporteringen": "Rapporteringen van iedereen",
    COUNTS: "Statbel en gepubliceerde cijfers",
}
SUBJECTS = {"akkoorden": Subject.AGREEMENT, "rapporteringen": Subject.REPORT}
"""In the address: what a file for all applicants is about."""


def headline(address: Address) -> str:
    """How much is in the register."""
    agreements, figures = _counts()
    if not agreements:
        return "Er staat nog geen enkel akkoord in het register"
    are = "staat" if agreements == 1 and not figures else "staan"
    also = f" en {dutch.counted(figures, 'cijfer', 'cijfers')}" if figures else ""
    return f"In het register {are} {dutch.counted(agreements, 'akkoord', 'akkoorden')}{also}"


@per_store(1)
def _counts(store: Store) -> tuple[int, int]:
    (row,) = store.rows(
        "select (select count(*) from ledger_agreement) as agreements, (select count(*) from ledger_report) as figures"
    )
    return row["agreements"], row["figures"]


def draw(address: Address, here: Here, head: Callable[[], None]) -> None:
    """What one wants to hand in, the field for it, and what came of it."""
    head()
    bar = Bar(address)
    chosen = bar.buttons("Wat", WHAT, CHOICES)
    block.show(bar.html(), "beheer_invoer")
    if chosen == COUNTS:
        intake_counts.draw(address, here)
    else:
        intake_file.draw(SUBJECTS[chosen], address, here)
