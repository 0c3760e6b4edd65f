"""The page of one authority with a mouse and with keys: years, parts of the page, peers, tables, and back again."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, expect

from tests.support.browser import Visit

WINDOW = {"width": 1366, "height": 768}


def test_a_year_changes_the_answer_and_back_returns_to_it(browser: Browser, full: str) -> None:
    visit = Visit(browser, full, viewport=WINDOW).open("gemeente?nis=46021")
    before = visit.page.inner_text("h1")
    visit.page.get_by_role("group", name="Projectjaar").get_by_role("link", name="Projectjaar 1").click()
    visit.settle()
    expect(visit.page.locator("h1")).to_contain_text("projectjaar 1")
    assert "jaar=1" in visit.page.url
    visit.page.go_back()
    visit.settle()
    expect(visit.page.locator("h1")).to_have_text(before, use_inner_text=True)
    visit.page.close()


def test_the_list_of_parts_leads_to_each_of_them(browser: Browser, full: str) -> None:
    visit = Visit(browser, full, viewport=WINDOW).open("gemeente?nis=42028")
    parts = visit.page.get_by_role("navigation", name="Op deze pagina").get_by_role("link")
    assert parts.all_inner_texts() == ["Wat ontbreekt", "Met wie", "Wat vragen", "Mensen"]
    for n in range(parts.count()):
        parts.nth(n).click()
        visit.settle()
        aim = parts.nth(n).get_attribute("href").partition("#")[2]  # type: ignore[union-attr]
        expect(visit.page.locator(f"#{aim}-t")).to_be_in_viewport()
    visit.page.go_back()
    visit.page.go_back()
    expect(visit.page.locator("#gemeente-partners-t")).to_be_in_viewport()
    assert "nis=42028" in visit.page.url
    visit.page.close()


def test_a_peer_is_reached_with_the_keyboard_and_says_its_name(browser: Browser, full: str) -> None:
    visit = Visit(browser, full, viewport=WINDOW).open("gemeente?nis=46021")
    peer = visit.page.locator("#gemeente-gelijken .picture a").first
    name = peer.inner_text().partition(":")[0].strip()
    peer.focus()
    visit.page.keyboard.press("Enter")
    visit.settle()
    expect(visit.page.locator("h1")).to_contain_text(name)
    visit.page.close()


def test_the_table_of_the_sets_opens_in_place_and_follows_the_page(browser: Browser, full: str) -> None:
    visit = Visit(browser, full, viewport=WINDOW).open("gemeente?nis=42028")
    figure = visit.page.locator("#gemeente-partners")
    figure.get_by_role("button", name="Tabel").click()
    expect(figure.locator("table")).to_contain_text("Zele, Lede, Berlare, Wichelen")
    visit.page.close()


def test_a_set_opens_as_a_division_that_can_be_tried(browser: Browser, full: str) -> None:
    visit = Visit(browser, full, viewport=WINDOW).open("gemeente?nis=42028")
    visit.page.locator("#gemeente-partners .au-set").first.click()
    visit.settle()
    expect(visit.page).to_have_url(re.compile(r"/samenwerking\?.*verdeling=41034\.42003\.42026\.42028"))
    assert "Wichelen" in visit.text
    visit.page.close()


def test_who_wants_no_colours_still_sees_the_bars(browser: Browser, full: str) -> None:
    """Forced colours: what is drawn with a background alone would vanish."""
    visit = Visit(browser, full, viewport=WINDOW, forced_colors="active").open("gemeente?nis=42028")
    drawn = visit.page.locator(".au-gap .lo")
    assert drawn.evaluate("one => getComputedStyle(one).backgroundColor") != drawn.evaluate(
        "one => getComputedStyle(document.body).backgroundColor"
    )
    visit.page.close()
