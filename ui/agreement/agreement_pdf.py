"""The printed agreement as a PDF."""

from __future__ import annotations

from pathlib import Path

from ui.agreement import agreement_contents
from ui.filters.address import Address
from ui.reading import cached, reads
from ui.take import typeset
from ui.take.makers import Made

TEMPLATE = Path(__file__).with_name("agreement.typ")


def make(address: Address, _: str) -> Made | None:
    """The agreement that an address asks; None when there is none."""
    with cached.using(cached.open_store()):
        found = agreement_contents.paper(address)
        if found is None:
            return None
        return Made(typeset.pdf(TEMPLATE, found, made=reads.today()), "application/pdf", f"{found.name}.pdf")
