"""The parts of the screen *budget*, each as three blocks: its headline, the filters, and what answers the question."""

from __future__ import annotations

from collections.abc import Callable

from samenleven.errors import SamenlevenError
from samenleven.figures import Shown
from ui.budget import budget_files, budget_reads, budget_screen, compare
from ui.budget.budget_choice import Choice
from ui.figure import archive
from ui.figure import object as figure_object
from ui.filters.bar import Bar
from ui.frame import block
from ui.reading import switch

WITH_EXAMPLES = "Zet 'Cijfers' bovenaan op voorbeeld voor een verkenning op de voorbeeldset, of kies"


def draw(choice: Choice, bar: Bar, head: str, body: str = "") -> None:
    """A part of the screen as its blocks; the same for every part, so that one turns into the other."""
    block.show(head + archive.line(choice.year), "budget_kop")
    block.show(bar.html(), "budget_filters")
    if body:
        block.show(body, "budget")


def ready(choice: Choice, bar: Bar) -> bool:
    """Whether there are applications to explore; says so when there are none."""
    if budget_reads.model(choice.year, choice.address.shown).has_claims:
        return True
    draw(
        choice,
        bar,
        figure_object.headline("Budget", "Zonder aanvragen valt er niets te verkennen"),
        figure_object.empty(
            "Van dit projectjaar is niet bekend wie hoeveel aanvroeg.",
            f"{WITH_EXAMPLES if Shown.EXAMPLE in switch.positions() else 'Kies'} 'Eén aanvraag': die rekent zonder "
            "aanvragen van anderen.",
        ),
    )
    return False


def explore(choice: Choice, bar: Bar) -> None:
    """One scenario, before and after."""
    _draw(choice, bar, lambda: budget_screen.html(choice))


def side_by_side(choice: Choice, bar: Bar) -> None:
    """Two scenarios."""
    _draw(choice, bar, lambda: compare.html(choice, bar))


def _draw(choice: Choice, bar: Bar, make: Callable[[], tuple[str, str]]) -> None:
    """A part with the fields of the scenario; one that cannot be worked out says why, and keeps its fields."""
    try:
        head, body = make()
    except SamenlevenError as error:
        head = budget_screen.head(choice, "Dit scenario kan niet berekend worden", made_up=False)
        why = figure_object.empty("Er is niets berekend.", str(error))
        body = f'<div class="bg">{why}{budget_screen.controls(choice)}</div>'
    draw(choice, bar, head + budget_files.opened(choice), body)


PARTS: dict[str, Callable[[Choice, Bar], None]] = {
    "verkenning": explore,
    "vergelijken": side_by_side,
}
"""What draws the parts before and after; *beste verdeling* and *zekerheid* have their own (pages/budget.py)."""
