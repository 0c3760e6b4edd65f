"""What a card says of where its figure is used is true: every screen that it names shows the figure."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import pytest

from samenleven import dutch
from tests.screens.test_pages import check, open_page
from tests.support.screen import plain, said
from ui.figure import forms
from ui.filters.address import Address
from ui.sources import entries
from ui.sources.known_figure import KnownFigure, Use


def shown(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def part(name: str) -> str:
    """The picture of a figure of *bronnen* itself."""
    found = forms.registered(name)
    assert found is not None, name
    return found[1](Address("bronnen")).picture


def stands(one: KnownFigure, text: str) -> bool:
    """The figure as it is written on a screen: whole, in millions, or the number alone."""
    number = dutch.number(one.value) if one.unit != "%" else one.shown
    ways = [one.shown, dutch.millions(one.value), number]
    return any(shown(way) in text for way in ways)


@pytest.mark.long
def test_every_screen_that_a_card_names_shows_its_figure(store_path: Path) -> None:
    """One visit per address, for all figures that name it."""
    named: dict[str, list[tuple[KnownFigure, Use]]] = {}
    for one in entries.figures().values():
        for use in one.uses:
            named.setdefault(f"{use.screen}?{urlencode(use.values)}", []).append((one, use))
    screens = {use.screen for pairs in named.values() for _, use in pairs}
    assert screens == {"", "doelstellingen", "gemeente", "samenwerking", "bronnen"}
    missing = []
    for pairs in named.values():
        use = pairs[0][1]
        if use.screen == "bronnen":  # the list beside the card has every figure: only the named part counts
            missing += [one.key for one, use in pairs if not stands(one, shown(plain(part(use.at))))]
            continue
        app = open_page(use.screen or "overzicht", **use.values)
        check(app)
        text = shown(said(app))
        missing += [f"{one.key} on {use.screen}?{use.values}" for one, _ in pairs if not stands(one, text)]
    assert missing == []


@pytest.mark.usefixtures("store_path")
def test_a_figure_that_is_not_followed_is_used_nowhere() -> None:
    found = [one for one in entries.figures().values() if any("Niet gevolgd" in text for text in one.against)]
    assert found
    assert [one.key for one in found if one.uses] == []
