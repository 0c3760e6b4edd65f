"""Charts and meanings: a line with kind, date and source, what each figure means, and hatching that is really drawn."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser

from tests.support.browser import Visit
from ui.charts import chart as charts
from ui.look import definition
from ui.reading import reads

FIGURES = pd.DataFrame([{"kind": "official", "source_id": "form", "reference_date": date(2024, 9, 30)}])


def test_a_line_under_a_chart_says_kind_date_and_source(store_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMENLEVEN_STORE", str(store_path))
    said = charts.origin(FIGURES)
    assert said.startswith("● officieel · 30 september 2024 · bron: ")
    assert charts.origin(pd.DataFrame()) == ""


def test_every_measure_has_a_meaning(store_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMENLEVEN_STORE", str(store_path))
    for one in reads.measures():
        text = definition.meaning(one)
        assert f"Actie {one.action_id}" in text
        assert "Bron: " in text
    titles = {one.code for one in reads.indicator_list(only_official=False) if one.topic != "result"}
    assert titles == {*definition.PEOPLE, *definition.GRANTS}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_hatching_and_the_icons_are_really_drawn(browser: Browser, full: str, scheme: str) -> None:
    """What is made up is hatched: the dots of overzicht and the small map; the goals have their icon on a slide."""
    visit = Visit(browser, full, color_scheme=scheme).open("")
    dots, plain, area = visit.page.evaluate(
        """() => [
            [...document.querySelectorAll('.gl-dot.now.ex')].map((one) => getComputedStyle(one).backgroundImage),
            [...document.querySelectorAll('.gl-dot.now:not(.ex)')].map((one) => getComputedStyle(one).backgroundImage),
            getComputedStyle(document.querySelector('.ov-map path.example')).fill,
        ]"""
    )
    assert dots
    assert all(image.startswith("repeating-linear-gradient") for image in dots)
    assert set(plain) == {"none"}
    pattern = area.split("#")[1].split('"')[0].rstrip(")")
    assert (
        visit.page.evaluate("id => getComputedStyle(document.getElementById(id).closest('svg')).display", pattern)
        != "none"
    )
    visit.open("presentatie")
    icons = visit.page.evaluate(
        """() => [...document.querySelectorAll('.goal-icon')].slice(0, 7).map((icon) =>
            [getComputedStyle(icon).maskImage.includes('svg'), icon.getBoundingClientRect().width > 20])"""
    )
    assert icons == [[True, True]] * 7
    visit.page.close()
