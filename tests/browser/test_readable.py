"""No text is cut and no two texts lie over each other: every screen, three windows, full, official only and empty."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.support.browser import Visit
from tests.support.layout import faults

WINDOWS = ((1366, 768), (1024, 768), (360, 740), (320, 740))
FIRST = (
    *("", "kaart?cijfer=call-05.1&pin=46021,71016", "doelstellingen?open=alle"),
    *("gemeente?nis=46021", "gemeente?nis=42028"),
)
MORE = (  # a look at these takes a minute
    *("kaart", "doelstellingen", "gemeente?nis=04000", "gemeente?nis=38025"),
    *("samenwerking", "budget", "bronnen?lijst=published_figure", "bronnen?bron=statbel-origin"),
    *("budget?deel=beste&scenario=budget.3~9000000", "budget?deel=zekerheid"),
    *("budget?deel=aanvraag&nis=42028&jaar=2&g05.1=100", "budget?deel=aanvraag&g07.1=-3&jaar=1"),
    *("bronnen?cijfer=dekking&lijst=parameter", "bronnen?zoek=xyzzy", "woordenlijst", "toegankelijkheid"),
)
EMPTY = ("", "kaart", "doelstellingen", "gemeente")


def look(browser: Browser, address: str, path: str) -> dict[str, list[str]]:
    """What cannot be read, by width; screens of widgets are not asked to fit 320 pixels yet."""
    visit = Visit(browser, address, viewport={"width": WINDOWS[0][0], "height": WINDOWS[0][1]}).open(path)
    found = {}
    narrow = path.split("?")[0] in EMPTY or path.startswith("budget?deel=")
    for width, height in WINDOWS if narrow else WINDOWS[:3]:
        visit.page.set_viewport_size({"width": width, "height": height})
        visit.page.wait_for_timeout(250)
        seen = faults(visit.page)
        if visit.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth > innerWidth + 1"):
            seen.append("schuift opzij")
        if seen:
            found[f"{width}"] = seen
    visit.page.close()
    return found


@pytest.mark.parametrize("path", FIRST)
def test_everything_can_be_read(browser: Browser, full: str, path: str) -> None:
    assert look(browser, full, path) == {}


@pytest.mark.long
@pytest.mark.parametrize("path", MORE)
def test_everything_else_can_be_read(browser: Browser, full: str, path: str) -> None:
    assert look(browser, full, path) == {}


@pytest.mark.long
@pytest.mark.parametrize("path", [*FIRST, *MORE[:4]])
def test_with_only_official_figures(browser: Browser, full: str, path: str) -> None:
    assert look(browser, full, f"{path}{'&' if '?' in path else '?'}cijfers=officieel") == {}


@pytest.mark.long
@pytest.mark.parametrize("path", EMPTY)
def test_without_figures(browser: Browser, empty: str, path: str) -> None:
    assert look(browser, empty, path) == {}


def test_the_measure_finds_what_cannot_be_read(browser: Browser) -> None:
    """A check that cannot fail would say nothing."""
    page = browser.new_page(viewport={"width": 400, "height": 300})
    page.set_content(
        '<p style="width:3rem;overflow:hidden;white-space:nowrap">afgesneden tekst</p>'
        '<p style="width:4rem;overflow:hidden;white-space:nowrap;text-overflow:ellipsis">met puntjes erachter</p>'
        '<div style="position:relative;height:2rem"><b style="position:absolute;left:0">onder elkaar</b>'
        '<i style="position:absolute;left:1rem">over elkaar</i></div><p>gewone tekst</p>'
    )
    found = faults(page)
    assert any("afgesneden tekst" in one for one in found)
    assert any("met puntjes" in one for one in found)
    assert any("onder elkaar × over elkaar" in one or "over elkaar × onder elkaar" in one for one in found)
    assert not any("gewone" in one for one in found)
    page.close()
