"""A click on the dearest screens makes only what was not made before, and sends the rest as it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.screens.test_pages import check, open_page
from ui.figure import object as figure_object
from ui.look import tables
from ui.reading import reads
from ui.reading.cached import CachedRead


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The tables and figures that are made, while nothing was made before."""
    found: list[str] = []

    def watched(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def watch(*values: Any, **named: Any) -> Any:
            found.append(name)
            return work(*values, **named)

        return watch

    for place, name in ((tables, "html"), (figure_object, "shown")):
        monkeypatch.setattr(place, name, watched(name, getattr(place, name)))
    CachedRead.forget_all()
    return found


def sent(app: AppTest) -> list[tuple[str, bytes]]:
    """What goes to the browser for the main part of the page; the address of a download differs each time."""
    elements = [one for one in app.main if getattr(one, "proto", None) and one.type != "download_button"]
    return [(one.type, one.proto.SerializeToString(deterministic=True)) for one in elements]


def click(app: AppTest, changes: dict[str, str]) -> list[tuple[str, bytes]]:
    for key, value in changes.items():
        app.query_params[key] = value
    check(app.run())
    return sent(app)


@pytest.mark.usefixtures("store_path")
@pytest.mark.parametrize(
    ("page", "opened", "changed"),
    [
        ("gemeente", {"nis": "46021", "jaar": "1"}, {"jaar": "2"}),
        ("gemeente", {"nis": "46021"}, {"nis": "44021"}),
        ("gemeente", {"nis": "42028", "cijfers": "voorbeeld"}, {"cijfers": "officieel"}),
    ],
)
def test_what_was_shown_before_is_sent_again_not_made_again(
    made: list[str], page: str, opened: dict[str, str], changed: dict[str, str]
) -> None:
    app = open_page(page, **opened)
    first = sent(app)
    assert made
    made.clear()
    other = click(app, changed)
    assert made, "what the click changed is made"
    assert other != first
    made.clear()
    assert click(app, opened) == first
    assert click(app, changed) == other
    assert sent(open_page(page, **opened)) == first, "another visitor sees the same"
    assert made == []


@pytest.mark.usefixtures("store_path")
def test_the_next_day_everything_is_made_anew(made: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether a cohort reached its target depends on the day."""
    app = open_page("gemeente")
    before = list(made)
    tomorrow = reads.today() + timedelta(days=1)
    monkeypatch.setattr(reads, "today", lambda: tomorrow)
    made.clear()
    check(app.run())
    assert made == before
