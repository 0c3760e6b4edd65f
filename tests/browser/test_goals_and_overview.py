"""Overzicht and doelstellingen in a real browser: the fold, opening in place, the keyboard, and addresses."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browser import Visit
from tests.support.layout import faults

PROJECTOR = {"width": 1366, "height": 768}
WINDOWS = (1366, 1024, 360, 320)
TALL = 5_000  # the measure looks at what is in the window
OPENED = (
    "",
    "?cijfers=officieel&jaar=3",
    "doelstellingen?open=alle&kpi=call-10.3",
    "doelstellingen?cijfers=officieel&open=alle",
)


@pytest.mark.parametrize("query", ["", "?jaar=1", "?jaar=3", "?cijfers=officieel", "?cijfers=officieel&jaar=3"])
def test_the_first_screen_needs_no_scrolling(browser: Browser, full: str, query: str) -> None:
    """All of overzicht but its tables is in sight at 1366 x 768."""
    visit = Visit(browser, full, viewport=PROJECTOR).open(query)
    below = visit.page.evaluate(
        """() => [...document.querySelectorAll('.ov, .ov figure, .ov .foot, .ov-legend')]
            .map((one) => Math.round(one.getBoundingClientRect().bottom)).filter((bottom) => bottom > innerHeight)"""
    )
    assert below == []
    visit.page.close()


@pytest.mark.parametrize("path", OPENED)
def test_nothing_is_cut_or_overlaps_when_everything_is_open(browser: Browser, full: str, path: str) -> None:
    visit = Visit(browser, full, viewport={"width": WINDOWS[0], "height": TALL}).open(path)
    for width in WINDOWS:
        visit.page.set_viewport_size({"width": width, "height": TALL})
        visit.page.wait_for_timeout(250)
        assert faults(visit.page) == [], width
        assert not visit.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth > innerWidth + 1")
    visit.page.close()


def test_a_click_on_a_goal_opens_it_on_its_own_screen_and_back_returns(browser: Browser, full: str) -> None:
    visit = Visit(browser, full, viewport=PROJECTOR).open("?jaar=1")
    visit.page.locator('a.ov-row[href*="doelstelling=4"]').click()
    expect(visit.page).to_have_title("Doelstellingen · Samenleven")
    visit.settle()
    assert "jaar=1" in visit.page.url
    expect(visit.page.locator("#doel-4")).to_have_attribute("open", "")
    expect(visit.page.locator("#doel-4 > summary")).to_be_in_viewport()
    visit.page.go_back()
    expect(visit.page).to_have_title("Overzicht · Samenleven")
    assert "jaar=1" in visit.page.url
    visit.page.close()


def test_a_measure_opens_in_place_and_loads_its_applicants(browser: Browser, full: str) -> None:
    visit = Visit(browser, full, viewport=PROJECTOR).open("doelstellingen?jaar=2&doelstelling=4")
    before = visit.page.url
    row = visit.page.locator("#kpi-call-10\\.3")
    row.locator("summary").first.click()
    expect(row.get_by_text("Telt op over besturen en over projectjaren.")).to_be_visible()
    assert visit.page.url == before, "opening asks nothing of the server"
    row.get_by_role("button", name="Per indiener").click()
    expect(row.get_by_role("columnheader", name="Indiener")).to_be_visible()
    expect(row.get_by_role("rowheader", name="Genk")).to_be_visible()
    with visit.page.expect_download() as download:
        row.locator("summary", has_text="CSV").first.click()
        row.get_by_role("link", name="Voor Excel (België)").first.click()
    assert download.value.suggested_filename.startswith("actie-10-begeleide-personen-met-een-handicap")
    visit.page.close()


def test_what_a_reader_opened_stays_open_after_a_filter(browser: Browser, full: str) -> None:
    visit = Visit(browser, full, viewport=PROJECTOR).open("doelstellingen?jaar=2&doelstelling=4")
    visit.page.locator("#doel-2 > summary").click()
    visit.page.locator("#f-volgorde").select_option("nummer")
    visit.settle()
    assert "volgorde=nummer" in visit.page.url
    for goal in (2, 4):
        expect(visit.page.locator(f"#doel-{goal}")).to_have_attribute("open", "")
    numbers = visit.page.locator(".gl-goal > summary .gl-label b").all_inner_texts()
    assert numbers == [str(goal) for goal in range(1, 8)]
    visit.page.close()


def test_everything_opens_and_closes_by_keyboard(browser: Browser, full: str) -> None:
    visit = Visit(browser, full, viewport=PROJECTOR).open("doelstellingen?jaar=2")
    visit.page.locator("#doel-2 > summary").focus()
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("#doel-2")).to_have_attribute("open", "")
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Space")
    expect(visit.page.locator("#kpi-call-05\\.1")).to_have_attribute("open", "")
    visit.page.get_by_role("link", name="Alles openen").focus()
    visit.page.keyboard.press("Enter")
    visit.settle()
    expect(visit.page.locator(".gl-goal[open]")).to_have_count(7)
    visit.page.get_by_role("link", name="Alles sluiten").focus()
    visit.page.keyboard.press("Enter")
    visit.settle()
    expect(visit.page.locator(".gl-goal[open]")).to_have_count(1)
    visit.page.close()


def test_a_row_says_its_years_to_who_hovers_and_to_who_tabs(browser: Browser, full: str) -> None:
    visit = Visit(browser, full, viewport=PROJECTOR).open("?jaar=2")
    row = visit.page.locator("a.ov-row").first
    card = row.locator(".ov-card")
    hidden = card.bounding_box()
    assert hidden
    assert hidden["width"] < 5
    row.focus()
    seen = card.bounding_box()
    assert seen
    assert seen["width"] > 100
    assert "jaar 3" in card.inner_text()
    visit.page.close()


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
