"""The slides in a browser: turned by key and clicker, moved by filters, ordered by keyboard, kept without server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import Visit, dashboard
from tests.support.layout import faults
from ui.presentation.chosen import TITLES

CODES = list(TITLES)
SIZES = {"projector": (1366, 768), "old projector": (1024, 768), "large": (1920, 1080), "phone": (360, 740)}
AT = "document.querySelector('.pr-slides > [data-slide]:not([hidden])').dataset.slide"
# How far the slide in view sticks out of its place, and the page of the window.
OUTSIDE = """() => {
  const slide = document.querySelector('.pr-slides > [data-slide]:not([hidden])');
  const bar = document.querySelector('.pr-bar').getBoundingClientRect();
  return [slide.scrollHeight - slide.clientHeight, slide.scrollWidth - slide.clientWidth,
    document.documentElement.scrollWidth - innerWidth, slide.getBoundingClientRect().bottom - bar.top,
    bar.bottom - innerHeight].map(Math.round);
}"""


def open_slides(browser: Browser, address: str, query: str = "", **options: Any) -> Visit:
    options = {"viewport": {"width": 1366, "height": 768}} | options
    visit = Visit(browser, address, **options).open(f"presentatie{query}")
    visit.page.locator("#pr-areas").wait_for(state="attached")
    return visit


def at(page: Page) -> str:
    """The one slide that shows; every other is out of reach."""
    assert page.locator(".pr-slides > [data-slide]:not([hidden])").count() == 1
    return str(page.evaluate(AT))


def heading(page: Page, code: str) -> str:
    return page.locator(f"#d-{code} h2").text_content() or ""


def violations(page: Page) -> list[str]:
    result = Axe().run(page).response
    assert result["passes"], "axe looked at nothing"
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in result["violations"]]


def choose(visit: Visit, label: str, option: str) -> None:
    visit.page.get_by_role("combobox", name=label).select_option(label=option)
    visit.settle()


def test_all_slides_forward_and_back_with_a_filter_changed_midway(browser: Browser, full: str) -> None:
    visit = open_slides(browser, full)
    page = visit.page
    before = {code: page.locator(f"#d-{code}").text_content() for code in CODES}
    asked = len(visit.requests)
    seen = [at(page)]
    for _ in range(4):
        page.keyboard.press("ArrowRight")
        seen.append(at(page))
    late = [url for url in visit.requests[asked:] if "/static/" not in url and "/media/" not in url]
    assert late == [], "turning a page asks nothing of the server"
    choose(visit, "Gemeente", "Oostende")
    choose(visit, "Projectjaar", "Projectjaar 1")
    page.get_by_role("combobox", name="KPI-onderdeel").select_option("call-07.1")
    visit.settle()
    assert at(page) == "gemeente"
    page.keyboard.press("PageDown")  # the focus is still in the list that was used
    page.locator("#d-deelnemers").focus()
    seen.append(at(page))
    for key in ("ArrowRight", " ", "PageDown"):
        page.keyboard.press(key)
        seen.append(at(page))
    assert seen == CODES
    assert "9 van 9 · Bronnen" in page.locator(".pr-count").inner_text()
    for code in reversed(CODES[:-1]):
        page.keyboard.press("ArrowLeft")
        assert at(page) == code
        assert page.locator(f"#d-{code}").text_content() != before[code], code
    assert "Oostende haalt" in heading(page, "gemeente")
    assert "Middenkust" in heading(page, "samenwerking")
    assert heading(page, "kaart").startswith("Actie 7")
    for part in ("nis=35013", "jaar=1", "kpi=call-07.1"):
        assert part in page.url
    again = open_slides(browser, full, page.url.removeprefix(f"{full}/presentatie"))
    assert heading(again.page, "kaart") == heading(page, "kaart")
    page.get_by_role("link", name="Sluiten").click()
    expect(page).to_have_title("Overzicht · Samenleven")
    assert visit.outside == []
    again.page.close()
    page.close()


def test_a_clicker_and_the_other_keys_turn_the_slides(browser: Browser, full: str) -> None:
    page = open_slides(browser, full).page
    page.get_by_role("combobox", name="Gemeente").focus()  # a clicker works wherever the focus is, arrows walk the list
    for key, wanted in (("PageDown", "kaart"), ("PageDown", "jaren"), ("PageUp", "kaart"), ("ArrowRight", "kaart")):
        page.keyboard.press(key)
        assert at(page) == wanted, key
    page.locator("#d-kaart").focus()
    for key, wanted in (("End", "bronnen"), ("ArrowRight", "bronnen"), ("Home", "stand"), (" ", "kaart")):
        page.keyboard.press(key)
        assert at(page) == wanted, key
    page.get_by_role("button", name="Volgende dia").click()
    assert at(page) == "jaren"
    for key, wanted in (("Enter", "doelen"), (" ", "gemeente")):
        page.get_by_role("button", name="Volgende dia").press(key)  # the button itself, once
        assert at(page) == wanted, key
    assert "dia=gemeente" in page.url
    assert page.locator("#pr-said").text_content() == "5 van 9: Eén gemeente"
    page.close()


def test_a_run_that_the_server_begins_leaves_the_slide_in_view(browser: Browser, full: str) -> None:
    """While the division of a region is worked out, the presenter goes on; when it comes, nobody is thrown back."""
    visit = open_slides(browser, full, "?nis=35013")
    page = visit.page
    page.keyboard.press("End")
    expect(page.locator("#d-samenwerking h2")).not_to_contain_text("wordt berekend")
    assert at(page) == "bronnen"
    choose(visit, "Gemeente", "Brugge")
    expect(page.locator("#d-samenwerking h2")).not_to_contain_text("wordt berekend")
    assert at(page) == "bronnen"
    page.close()


def test_slides_are_left_out_ordered_and_pinned_by_keyboard(browser: Browser, full: str) -> None:
    visit = open_slides(browser, full, "?nis=44021&jaar=1")
    page = visit.page
    page.get_by_role("link", name="Alle dia's").press("Enter")
    visit.settle()
    page.get_by_role("link", name="Kaart één plaats eerder").press("Enter")
    visit.settle()
    assert page.locator("#pr-said").text_content() == "Kaart staat nu op plaats 1 van 9"
    focused = "document.activeElement.getAttribute('aria-label')"
    assert page.evaluate(focused) == "Kaart één plaats later"
    page.keyboard.press("Alt+ArrowDown")
    visit.settle()
    page.keyboard.press("Alt+ArrowDown")
    visit.settle()
    assert page.evaluate(focused) == "Kaart één plaats later"
    assert page.locator(".pr-in > li").nth(2).inner_text().startswith("Kaart")
    page.get_by_role("link", name="Stand van zaken weglaten").press("Enter")
    visit.settle()
    assert page.locator("#pr-said").text_content() == "Stand van zaken weggelaten"
    page.get_by_role("link", name="Kaart vastzetten").first.press("Enter")
    visit.settle()
    assert page.locator(".pr-in > li").count() == 9
    page.get_by_role("link", name="Terug naar de dia's").click()
    visit.settle()
    names = page.evaluate("[...document.querySelectorAll('[data-slide]')].map((one) => one.dataset.slide)")
    assert names == ["jaren", "kaart", "kaart-2", *CODES[3:]]
    choose(visit, "Projectjaar", "Projectjaar 2")
    assert "projectjaar 2" in (page.locator("#d-kaart").text_content() or "")
    assert "projectjaar 1" in (page.locator("#d-kaart-2").text_content() or "")
    page.go_back()
    visit.settle()
    assert "projectjaar 1" in (page.locator("#d-kaart").text_content() or "")
    page.close()


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_or_lies_over_other_text_on_any_slide(browser: Browser, full: str, size: str) -> None:
    width, height = SIZES[size]
    visit = open_slides(browser, full, viewport={"width": width, "height": height})
    found = {}
    for code in CODES:
        assert at(visit.page) == code
        wrong = [*faults(visit.page)]
        down, aside, page, under, bar = visit.page.evaluate(OUTSIDE)
        if aside > 0 or page > 0 or bar > 1 or (size != "phone" and (down > 0 or under > 1)):
            wrong.append(f"buiten het beeld: {down, aside, page, under, bar}")
        found[code] = wrong
        visit.page.keyboard.press("PageDown")
    assert {code: wrong for code, wrong in found.items() if wrong} == {}
    visit.page.close()


def test_a_map_fills_its_slide_and_its_areas_are_drawn(browser: Browser, full: str) -> None:
    page = open_slides(browser, full, "?dia=kaart").page
    box = page.locator("#d-kaart .pr-map svg").bounding_box()
    area = page.locator("#d-kaart .pr-area use").first.bounding_box()
    assert box is not None
    assert area is not None
    assert box["height"] > 0.5 * 768
    assert area["width"] > 5
    assert page.locator("#d-kaart .pr-wide .pr-strong").count() >= 2
    page.close()


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.long)])
def test_axe_finds_nothing_on_any_slide_and_in_the_list(browser: Browser, full: str, scheme: str) -> None:
    visit = open_slides(browser, full, color_scheme=scheme)
    for code in CODES:
        assert at(visit.page) == code
        assert violations(visit.page) == [], code
        visit.page.keyboard.press("PageDown")
    visit.open("presentatie?alle=ja")
    assert violations(visit.page) == []
    visit.page.close()


@pytest.mark.long
def test_one_slide_is_printed_per_page(browser: Browser, full: str) -> None:
    page = open_slides(browser, full).page
    page.emulate_media(media="print")
    heights = page.evaluate(
        """() => [...document.querySelectorAll('[data-slide]')].map((one) =>
          [Math.round(one.getBoundingClientRect().height), one.scrollHeight - one.clientHeight,
           getComputedStyle(one).breakAfter])"""
    )
    assert len(heights) == len(CODES)
    assert all(height > 600 for height, _, _ in heights)
    assert all(cut <= 0 for _, cut, _ in heights), heights
    assert [after for _, _, after in heights[:-1]] == ["page"] * (len(CODES) - 1)
    assert len(pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True, print_background=True))) == len(CODES)
    page.close()


@pytest.mark.long
def test_a_lost_connection_takes_nothing_away(browser: Browser, store_path: Path) -> None:
    with dashboard(store_path) as address:
        visit = open_slides(browser, address, "?dia=gemeente", grumbles=True)
        page = visit.page
        visit.settle()
        text = {code: page.locator(f"#d-{code}").text_content() for code in CODES}
    page.locator('[data-testid="stConnectionStatus"]').wait_for(state="attached", timeout=20_000)
    page.wait_for_timeout(2_500)  # long enough for Streamlit to open its window
    assert page.locator('[role="dialog"]').count() == 0
    assert at(page) == "gemeente"
    page.keyboard.press("ArrowRight")
    assert at(page) == "deelnemers"
    page.get_by_role("button", name="Volgende dia").click()
    assert at(page) == "samenwerking"
    assert {code: page.locator(f"#d-{code}").text_content() for code in CODES} == text
    assert "Connect" not in page.inner_text("body")
    page.close()


def test_a_deck_of_forty_turns_and_filters(browser: Browser, full: str) -> None:
    visit = open_slides(browser, full, "?dias=" + ",".join(["kaart", "jaren", "gemeente", "stand"] * 10))
    page = visit.page
    page.keyboard.press("End")
    assert at(page) == "stand-10"
    assert "40 van 40" in page.locator(".pr-count").inner_text()
    choose(visit, "Projectjaar", "Projectjaar 1")
    assert at(page) == "stand-10"
    assert faults(page) == []
    page.close()
