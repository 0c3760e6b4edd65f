"""The screen *beheer*: its parts, and who sees which.

A part takes in what its forms sent, asks for the headline (`head`), and draws itself below it. Another part
is one more line in `PARTS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from samenleven.reporting.rights import Deed, may
from ui.admin import intake_part, names_part, roles_part, trail_part
from ui.figure import object as shown
from ui.filters.address import Address
from ui.filters.bar import Bar
from ui.frame import block
from ui.login import name_menu, person
from ui.login.person import Here

PART = "deel"


@dataclass(frozen=True)
class Part:
    """A part of the screen: its name, the sentence above it, how it is drawn, and what one must be allowed to do."""

    title: str
    headline: Callable[[Address], str]
    draw: Callable[[Address, Here, Callable[[], None]], None]
    deed: Deed = Deed.CONFIRM


PARTS = {
    "rollen": Part("Rollen", roles_part.headline, roles_part.draw),
    "invoeren": Part("Invoeren", intake_part.headline, intake_part.draw, Deed.AGREE),
    "auditspoor": Part("Auditspoor", trail_part.headline, trail_part.draw),
    "namen": Part("Namen", names_part.headline, names_part.draw),
}


def draw(address: Address) -> None:
    """The whole screen, or why somebody does not see it."""
    here = person.here()
    parts = {name: part for name, part in PARTS.items() if may(here.person, part.deed)}
    if not parts:
        why = name_menu.why_not(
            address, here, "Rollen, namen en wie wat deed zijn voor het agentschap en de beheerder."
        )
        block.show(shown.headline("Beheer", "Dit scherm is voor wie het dashboard beheert") + why, "beheer_kop")
        return
    bar = Bar(address)
    name = bar.buttons("Deel", PART, {name: part.title for name, part in parts.items()})
    part = parts[name]

    def head() -> None:
        block.show(shown.headline("Beheer", part.headline(address)) + bar.said() + "".join(bar.parts), "beheer_kop")

    part.draw(address, here, head)
