"""Samenwerking in a real chromium: a set by the arrow keys, a division of Limburg by map and keyboard, axe."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.support.browser import Visit
from tests.support.layout import faults

BREE, KINROOI, MAASEIK, DILSEN, OUDSBERGEN, AS = "72004", "72018", "72021", "72041", "72042", "71002"
LOMMEL, PELT = "72020", "72043"
WINDOW = {"width": 1366, "height": 900}
# A municipality may be curved: look for a point of the screen that really lies in it.
INSIDE = """(link) => {
    const path = link.querySelector("path"), box = path.getBBox(), here = path.getScreenCTM();
    for (const across of [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8]) {
        for (const down of [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8]) {
            const point = new DOMPoint(box.x + across * box.width, box.y + down * box.height);
            if (path.isPointInFill(point)) { const at = point.matrixTransform(here); return [at.x, at.y]; }
        }
    }
}"""


def click(visit: Visit, name: str) -> None:
    """A click of the mouse on a municipality of the map."""
    area = visit.page.locator(f'.po-map a[aria-label^="{name}:"]').first
    area.evaluate("link => link.scrollIntoView({ block: 'center' })")
    visit.page.wait_for_timeout(100)
    before = visit.page.url
    visit.page.mouse.click(*area.evaluate(INSIDE))
    visit.page.wait_for_function("before => location.href !== before", arg=before)
    visit.settle()


def test_a_set_is_chosen_by_the_arrow_keys_and_the_map_follows(browser: Browser, full: str) -> None:
    visit = Visit(browser, full, viewport=WINDOW).open("samenwerking?nis=42028")
    hamme = visit.page.locator('.po-map a[aria-label^="Hamme:"]').first
    expect(hamme).to_have_attribute("aria-label", re.compile("niet in deze set"))
    visit.page.locator("#set-1").focus()
    for _ in range(3):
        visit.page.keyboard.press("ArrowDown")
    expect(hamme).to_have_attribute("aria-label", re.compile("partner in deze set"))
    expect(visit.page.locator("#set-4")).to_be_checked()
    expect(visit.page.locator("#set-4")).to_be_focused()
    assert "set=4" in visit.page.url
    visit.page.go_back()
    visit.settle()
    expect(visit.page.locator("#set-1")).to_be_checked()
    visit.page.locator('.po-map a[aria-label^="Ninove:"]').first.focus()
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("h1")).to_contain_text("Ninove")
    assert visit.page.evaluate("performance.getEntriesByType('navigation').length") == 1, (
        "a link in a drawing stays here"
    )
    assert visit.outside == []
    visit.page.close()


def test_a_division_of_limburg_by_hand(browser: Browser, full: str) -> None:
    visit = Visit(browser, full, viewport=WINDOW).open("samenwerking?regio=limburg")
    visit.page.get_by_role("link", name="Zelf verdelen").click()
    expect(visit.page.locator("h1")).to_contain_text("Nog geen verband")
    for name in ("Bree", "Kinrooi", "Maaseik"):
        click(visit, name)
    assert "Verband 1 voldoet niet" in visit.text
    assert "inwoners te weinig" in visit.text
    for nis in (DILSEN, OUDSBERGEN, AS):  # the same by keyboard, in the list
        link = visit.page.locator(f"#kies-{nis}")
        link.focus()
        visit.page.keyboard.press("Enter")
        expect(link).to_contain_text("✓")
        expect(link).to_be_focused()
    visit.settle()
    assert "Uw verband voldoet" in visit.text
    expect(visit.page.get_by_text("De beste verdeling heeft vijf verbanden meer")).to_be_visible()
    visit.page.locator("#f-actief").select_option("2")
    expect(visit.page.get_by_text("Leden van verband 2")).to_be_visible()
    for name in ("Lommel", "Pelt", "Lommel"):
        click(visit, name)
    link = visit.page.url
    assert f"{AS}.{BREE}.{KINROOI}.{MAASEIK}.{DILSEN}.{OUDSBERGEN}-{PELT}" in link
    assert len(link) < 200
    visit.page.go_back()
    visit.settle()
    assert f"{LOMMEL}.{PELT}" in visit.page.url
    assert "2. Lommel en Pelt" in visit.text
    visit.page.close()


def test_a_rule_that_does_not_exist_is_not_kept_in_its_field(browser: Browser, full: str) -> None:
    visit = Visit(browser, full, viewport=WINDOW).open("samenwerking?regio=waasland")
    visit.page.locator("#po-regels summary").click()
    field = visit.page.locator("#f-drempel")
    field.fill("9000")
    field.press("Tab")
    expect(visit.page.get_by_text("drempel 9.000").first).to_be_visible()
    expect(visit.page.locator("#po-regels")).to_have_attribute("open", "")
    visit.page.go_back()
    visit.settle()
    expect(field).to_have_value("7500")
    visit.page.close()


@pytest.mark.long
@pytest.mark.parametrize("path", ["?nis=42028", "?beeld=zelf&regio=limburg&verdeling=72004.72018"])
def test_axe_finds_nothing_and_all_can_be_read(browser: Browser, full: str, path: str) -> None:
    for scheme in ("light", "dark"):
        visit = Visit(browser, full, viewport=WINDOW, color_scheme=scheme).open(f"samenwerking{path}")
        found = Axe().run(visit.page, context="main, [data-testid=stMain]").response
        assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found["violations"]] == [], scheme
        for width, height in ((1366, 768), (1024, 768), (360, 740)):
            visit.page.set_viewport_size({"width": width, "height": height})
            visit.page.wait_for_timeout(250)
            assert faults(visit.page) == [], width
            assert not visit.page.evaluate(
                "document.querySelector('[data-testid=stMain]').scrollWidth > innerWidth + 1"
            )
        visit.page.close()
