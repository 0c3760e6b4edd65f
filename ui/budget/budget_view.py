"""The parts of the screen *budget*, each as three blocks: its headline, the filters, and what answers the question."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from samenleven.errors import SamenlevenError
from ui.budget import best as budget_best
from ui.budget import budget_drawing, budget_files, budget_reads, budget_screen, compare, scenario_state
from ui.budget import doubt as budget_doubt
from ui.budget.budget_choice import Choice
from ui.figure import object as figure_object
from ui.filters import widgets as filters
from ui.filters.bar import Bar
from ui.frame import block
from ui.frame import page as frame


def draw(bar: Bar, head: str, body: str = "") -> None:
    """A part of the screen as its blocks; the same for every part, so that one turns into the other."""
    block.show(head, "budget_kop")
    block.show(bar.html(), "budget_filters")
    if body:
        block.show(body, "budget")


def ready(choice: Choice, bar: Bar) -> bool:
    """Whether there are applications to explore; says so when there are none."""
    if budget_reads.model(choice.year, choice.address.only_official).has_claims:
        return True
    draw(
        bar,
        figure_object.headline("Budget", "Zonder aanvragen valt er niets te verkennen"),
        figure_object.empty(
            "Wie hoeveel aanvroeg is niet gepubliceerd.",
            "Zet 'Alleen officieel' uit voor een verkenning op de voorbeeldset, of kies 'Eén aanvraag': die rekent "
            "zonder aanvragen van anderen.",
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
    draw(bar, head + budget_files.opened(choice), body)


@st.fragment
def _best(year: int) -> None:
    scenario_state.follow(scenario_state.MAIN, year)
    text = scenario_state.text(scenario_state.MAIN)
    try:
        budget_best.show(year, budget_reads.space_for(year, text), text)
    except SamenlevenError as error:
        frame.empty("Dit scenario kan niet berekend worden.", str(error))


def best(choice: Choice, bar: Bar) -> None:
    """The optimiser on the scenario of the page."""
    draw(bar, budget_screen.head(choice, "Wat is de beste verdeling van dit geld?", made_up=False))
    _best(choice.year)


def sure(choice: Choice, bar: Bar) -> None:
    """How sure the scenario is."""
    draw(bar, budget_screen.head(choice, "Hoe zeker is dit scenario?", made_up=False))
    st.markdown(budget_doubt.assumed())
    detail = filters.choose("Wat wilt u zien?", "onzeker", budget_doubt.PARTS, style="buttons")
    st.html(budget_drawing.whole(budget_doubt.drawn(choice.run(), choice.text, detail)))


PARTS: dict[str, Callable[[Choice, Bar], None]] = {
    "verkenning": explore,
    "vergelijken": side_by_side,
    "beste": best,
    "zekerheid": sure,
}
"""What draws each part that rests on applications."""
