"""The slides in a real browser: turned by key and clicker, moved by filters, reopened by link, kept without server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import Visit, dashboard
from ui.presentation.slide_bar import TITLES

CODES = list(TITLES)
SCREENS = {"projector": (1366, 768), "old projector": (1024, 768), "large": (1920, 1080), "phone": (360, 740)}
# What axe finds inside Streamlit itself and cannot be mended from here, by rule: none of it is in our own parts.
KNOWN_IN_STREAMLIT: dict[str, str] = {}
SHOWN = """() => [...document.querySelectorAll('[class*="st-key-slide_"]')]
  .filter((slide) => getComputedStyle(slide).opacity === '1')
  .map((slide) => slide.className.match(/slide_(\\w+)/)[1])"""
INERT = """() => [...document.querySelectorAll('[class*="st-key-slide_"]')].filter((slide) => slide.inert).length"""
# What sticks out of the screen or of its slide at the side, is cut off, or lies under the bar.
FAULTS = """() => {
  const found = [];
  const slide = document.querySelector(`.st-key-slide_${document.documentElement.dataset.dia}`);
  const bar = document.querySelector('.st-key-balk').getBoundingClientRect();
  if (document.documentElement.scrollWidth > innerWidth || slide.scrollWidth > slide.clientWidth) found.push('wide');
  if (bar.left < 0 || bar.right > innerWidth || bar.bottom > innerHeight + 1) found.push('bar');
  if (slide.getBoundingClientRect().bottom > bar.top + 1) found.push('under the bar');
  const parts = 'h2, p, li, .name, .value, .said, [data-testid="stMetric"] *';
  for (const part of slide.querySelectorAll(parts)) {
    const box = part.getBoundingClientRect();
    if (part.closest('svg') || !box.width) continue;
    const cut = part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).overflowX !== 'visible';
    if (box.left < -1 || box.right > innerWidth + 1 || cut) found.push(part.textContent.slice(0, 40));
  }
  for (const part of document.querySelectorAll('.st-key-balk .stElementContainer, .st-key-balk button')) {
    const box = part.getBoundingClientRect();
    if (box.left < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1) found.push(part.textContent);
  }
  return found;
}"""


def open_slides(browser: Browser, address: str, query: str = "", **options: Any) -> Visit:
    options = {"viewport": {"width": 1366, "height": 768}} | options
    visit = Visit(browser, address, **options).open(f"presentatie{query}")
    visit.page.locator("output").wait_for()
    return visit


def at(page: Page) -> str:
    """The one slide that shows; every other is out of reach."""
    [shown] = page.evaluate(SHOWN)
    assert page.evaluate(INERT) == page.locator('[class*="st-key-slide_"]').count() - 1
    assert not page.locator(f".st-key-slide_{shown}").evaluate("(slide) => slide.inert")
    return str(shown)


def heading(page: Page, code: str) -> str:
    return page.locator(f".st-key-slide_{code} h2").inner_text()


def pick(visit: Visit, label: str, option: str) -> None:
    box = visit.page.get_by_role("combobox", name=label)
    box.click()
    box.fill(option)
    visit.page.get_by_role("option", name=option).first.click()
    visit.settle()


def test_all_slides_forward_and_back_with_a_filter_changed_midway(browser: Browser, full: str) -> None:
    visit = open_slides(browser, full)
    page = visit.page
    before = {code: page.locator(f".st-key-slide_{code}").inner_text() for code in CODES}
    seen = [at(page)]
    for _ in range(3):
        page.keyboard.press("ArrowRight")
        seen.append(at(page))
    pick(visit, "Gemeente", "Oostende")
    pick(visit, "Projectjaar", "Projectjaar 1")
    pick(visit, "KPI-onderdeel", "Actie 7")
    assert at(page) == "gemeente"
    for _ in range(3):
        page.keyboard.press("ArrowRight")  # the focus is still in the list that was used
        seen.append(at(page))
    assert seen == CODES
    assert page.locator("output").inner_text() == "7 van 7: Bronnen"
    assert page.get_by_label("Voortgang van de presentatie").get_attribute("value") == "7"
    for code in reversed(CODES[:-1]):
        page.keyboard.press("ArrowLeft")
        assert at(page) == code
        assert page.locator(f".st-key-slide_{code}").inner_text() != before[code], code
    assert heading(page, "gemeente").startswith("Oostende haalt")
    assert "Middenkust" in heading(page, "samenwerking")
    assert heading(page, "kaart").startswith("Actie 7")
    assert "projectjaar 1" in heading(page, "gemeente")
    for part in ("nis=35013", "jaar=1", "kpi=call-07.1"):
        assert part in page.url
    assert visit.errors == []
    assert visit.outside == []
    page.close()


def test_a_clicker_and_the_other_keys_turn_the_slides(browser: Browser, full: str) -> None:
    visit = open_slides(browser, full)
    page = visit.page
    asked = len(visit.requests)
    page.get_by_role("combobox", name="Gemeente").focus()  # a clicker works wherever the focus is
    for key, wanted in (
        *(("PageDown", "kaart"), ("PageDown", "doelen"), ("PageUp", "kaart")),
        *(("ArrowRight", "doelen"), ("ArrowLeft", "kaart")),
    ):
        page.keyboard.press(key)
        assert at(page) == wanted, key
    page.locator('.st-key-slide_kaart [data-nis="44021"]').click()
    visit.settle()
    page.keyboard.press("ArrowRight")  # a mouse on the map does not take the keys away
    assert at(page) == "doelen"
    page.locator(".st-key-slide_doelen").focus()
    for key, wanted in (("End", "bronnen"), ("ArrowRight", "bronnen"), ("Home", "stand"), (" ", "kaart")):
        page.keyboard.press(key)
        assert at(page) == wanted, key
    page.get_by_role("button", name="Volgende dia").click()
    page.get_by_role("button", name="Volgende dia").press(" ")  # the button itself, once
    assert at(page) == "gemeente"
    page.locator('.st-key-slide_kaart [data-nis="44021"]').wait_for(state="attached")
    assert heading(page, "gemeente").startswith("Gent")
    assert [url for url in visit.requests[asked:] if "/assets/" in url or "/geo/" in url] == []
    page.close()


def test_on_the_map_arrows_walk_and_the_clicker_still_turns(browser: Browser, full: str) -> None:
    page = open_slides(browser, full, "?dia=kaart").page
    page.get_by_role("button", name="Inzoomen").first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowRight")
    assert at(page) == "kaart"
    page.keyboard.press("PageDown")
    assert at(page) == "doelen"
    page.close()


def test_slides_are_picked_and_ordered_and_the_link_reopens_them(browser: Browser, full: str) -> None:
    visit = open_slides(browser, full, "?nis=44021&jaar=1")
    page = visit.page
    page.get_by_role("button", name="Dia's", exact=True).click()
    box = page.locator('[data-testid="stMultiSelect"]').get_by_role("combobox")
    for option in ("Budget", "Kaart", "Bronnen"):
        box.click()
        page.get_by_role("option", name=option).click()
        visit.settle()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("PageDown")
    assert page.locator("output").inner_text() == "2 van 3: Kaart"
    again = open_slides(browser, full, page.url.removeprefix(f"{full}/presentatie"))
    assert at(again.page) == "kaart"
    assert again.page.locator("output").inner_text() == "2 van 3: Kaart"
    assert again.page.locator('[class*="st-key-slide_"]').count() == 3
    assert again.page.get_by_role("combobox", name="Gemeente").input_value() == "Gent"
    assert again.page.get_by_role("combobox", name="Projectjaar").input_value() == "Projectjaar 1"
    assert again.text == visit.text
    again.page.keyboard.press("Home")
    assert at(again.page) == "budget"
    again.page.close()
    page.close()


def test_the_menu_opens_the_same_slides_as_the_link(browser: Browser, full: str) -> None:
    """A filter of the same name on the screen before must not change what a presentation opens with."""
    visit = Visit(browser, full).open("")
    visit.page.get_by_role("link", name="Presentatie").click()
    visit.page.locator("output").wait_for()
    by_link = open_slides(browser, full)
    visit.settle()
    assert [heading(visit.page, code) for code in CODES] == [heading(by_link.page, code) for code in CODES]
    visit.page.get_by_role("link", name="Sluiten").click()
    expect(visit.page).to_have_title("Overzicht · Samenleven")
    visit.page.close()
    by_link.page.close()


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_is_cut_off_or_wider_than_the_screen(browser: Browser, full: str, screen: str) -> None:
    width, height = SCREENS[screen]
    visit = open_slides(browser, full, viewport={"width": width, "height": height})
    for code in CODES:
        assert at(visit.page) == code
        assert visit.page.evaluate(FAULTS) == [], code
        visit.page.keyboard.press("PageDown")
    for code in ("kaart", "samenwerking"):
        drawn = visit.page.locator(f".st-key-slide_{code} svg path.area").first
        drawn.wait_for(state="attached")
        stage = visit.page.locator(f".st-key-slide_{code} .stage").bounding_box()
        assert stage is not None
        assert stage["width"] > 0.4 * width
        assert stage["height"] > 0.3 * height
    assert not visit.page.locator("header.top").is_visible()
    assert not visit.page.locator('[data-testid="stHeader"]').is_visible()
    visit.page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_slide(browser: Browser, full: str, scheme: str) -> None:
    visit = open_slides(browser, full, color_scheme=scheme)
    found: dict[str, list[str]] = {}
    for code in CODES:
        assert at(visit.page) == code
        result = Axe().run(visit.page).response
        assert result["passes"], "axe looked at nothing"
        for violation in result["violations"]:
            if violation["id"] not in KNOWN_IN_STREAMLIT:
                found.setdefault(f"{code}: {violation['id']}", []).append(violation["nodes"][0]["html"][:200])
        visit.page.keyboard.press("PageDown")
    assert found == {}
    visit.page.close()


def test_a_lost_connection_takes_nothing_away(browser: Browser, store_path: Path) -> None:
    with dashboard(store_path) as address:
        visit = open_slides(browser, address, "?dia=gemeente", grumbles=True)
        page = visit.page
        text = {code: page.locator(f".st-key-slide_{code}").inner_text() for code in CODES}
    page.locator('[data-testid="stConnectionStatus"]').wait_for(state="attached", timeout=20_000)
    page.wait_for_timeout(2_500)  # long enough for Streamlit to open its window
    assert page.locator('[role="dialog"]').count() == 0
    assert at(page) == "gemeente"
    page.keyboard.press("ArrowRight")
    assert at(page) == "samenwerking"
    page.get_by_role("button", name="Volgende dia").click()
    assert at(page) == "budget"
    page.keyboard.press("Home")
    assert at(page) == "stand"
    assert {code: page.locator(f".st-key-slide_{code}").inner_text() for code in CODES} == text
    assert "Connect" not in page.inner_text("body")
    page.close()


@pytest.mark.parametrize(
    ("query", "count", "words"),
    [
        ("?dias=zomaar", 7, "De link vraagt dias"),
        ("?dias=kaart,zomaar", 1, "De link vraagt dias"),
        ("?dias=kaart,kaart", 1, "halen hun afspraak"),
        ("?dia=zomaar", 7, "halen hun afspraak"),
        ("?dias=bronnen", 1, "de gekozen dia's tonen geen cijfers"),
        ("?nis=73109&dias=gemeente", 1, "Voeren: geen resultaat bekend"),
        ("?nis=de-rand&dias=samenwerking", 1, "vzw de Rand hoort bij geen referentieregio"),
        ("?nis=21001&dias=gemeente", 1, "Anderlecht: geen resultaat bekend"),
        ("?officieel=ja", 7, "Budget: wie wat aanvroeg is niet openbaar"),
    ],
)
def test_an_odd_link_still_shows_slides(browser: Browser, full: str, query: str, count: int, words: str) -> None:
    visit = open_slides(browser, full, query)
    assert visit.page.locator('[class*="st-key-slide_"]').count() == count
    assert visit.page.evaluate("(words) => document.body.textContent.includes(words)", words)
    assert visit.page.evaluate(FAULTS) == []
    if "officieel" in query:
        assert "▨ Voorbeeldcijfers" not in visit.text
    assert visit.errors == []
    visit.page.close()
