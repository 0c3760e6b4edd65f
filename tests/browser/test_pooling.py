"""Pooling in a real chromium, as a new user: divide Limburg by hand, see it judged, compare, share the link."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.support.browser import Visit

BREE, KINROOI, MAASEIK, DILSEN, OUDSBERGEN, AS = "72004", "72018", "72021", "72041", "72042", "71002"
LOMMEL, PELT = "72020", "72043"
MAP = '[data-testid="stBidiComponent"], .stBidiComponent'


# A municipality may be curved: look for a point of the screen that really lies in it.
INSIDE = """(path) => {
    const box = path.getBBox(), here = path.getScreenCTM();
    for (const across of [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8]) {
        for (const down of [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8]) {
            const point = new DOMPoint(box.x + across * box.width, box.y + down * box.height);
            if (path.isPointInFill(point)) { const at = point.matrixTransform(here); return [at.x, at.y]; }
        }
    }
}"""


def click(visit: Visit, nis: str) -> None:
    """A click of the mouse on a municipality."""
    area = visit.area(nis)
    area.evaluate("path => path.scrollIntoView({ block: 'center' })")
    visit.page.wait_for_timeout(100)
    visit.page.mouse.click(*area.evaluate(INSIDE))
    visit.settle()


def test_a_division_of_limburg_by_hand(browser: Browser, full: str) -> None:
    visit = Visit(browser, full, viewport={"width": 1366, "height": 900}).open("samenwerking")
    assert "44" in visit.text
    visit.choose("Referentieregio", "Limburg")
    visit.page.get_by_text("Zelf verdelen", exact=True).click()
    visit.settle()
    assert "Verband 1 is nog leeg" in visit.text
    for nis in (BREE, KINROOI, MAASEIK):
        click(visit, nis)
    assert "Verband 1 voldoet niet" in visit.text
    assert "inwoners te weinig" in visit.text
    for nis in (DILSEN, OUDSBERGEN, AS):
        click(visit, nis)
    assert "Verband 1 voldoet." in visit.text
    assert "De beste verdeling heeft 5 verbanden meer (bewezen best)." in visit.text
    visit.choose("Ik werk aan (het laatste is nieuw)", "verband 2")
    for nis in (LOMMEL, PELT, LOMMEL):
        click(visit, nis)
    assert "Verband 2 voldoet niet" in visit.text
    labels = visit.page.locator(".labels text").all_text_contents()
    assert sorted(labels) == ["1", "2"]
    link = visit.page.url
    assert f"{AS}.{BREE}.{KINROOI}.{MAASEIK}.{DILSEN}.{OUDSBERGEN}-{PELT}" in link
    assert len(link) < 200
    again = Visit(browser, full, viewport={"width": 1366, "height": 900}).open(link.removeprefix(full + "/"))
    assert again.text == visit.text
    assert again.outside == visit.outside == []
    again.page.close()
    visit.page.close()


def test_the_map_of_a_division_is_light_and_shows_groups_without_colour(browser: Browser, full: str) -> None:
    visit = Visit(browser, full).open("samenwerking?regio=limburg")
    area = visit.area(BREE)
    assert set(visit.page.locator(".labels text").all_text_contents()) == {"1", "2", "3", "4", "5", "6"}
    borders = visit.page.locator(".outline.groups path").last.get_attribute("d")
    assert borders is not None
    assert len(borders) > 1000
    assert "Verband 1 (6 leden" in str(area.get_attribute("aria-label"))
    view = visit.page.locator(".map svg").get_attribute("viewBox")
    assert view is not None
    assert float(view.split()[2]) < 400  # Limburg fills the frame; all of Flanders is 1000 wide
    before = visit.received
    click(visit, BREE)
    assert "Zonder Bree" in visit.text
    assert f"bestuur={BREE}" in visit.page.url
    assert visit.received - before < 80_000
    found = Axe().run(visit.page, context=MAP).response
    assert [violation["id"] for violation in found["violations"]] == []
    visit.page.close()


def test_results_appear_while_flanders_is_solved(browser: Browser, full: str) -> None:
    """Other rules than the cached ones: the proof per region is on the page at the end."""
    visit = Visit(browser, full).open("samenwerking?gewicht=estimate&drempel=7400&doel=fewest_members")
    expect(visit.page.get_by_text("Bewijs per regio.").first).to_be_visible(timeout=60_000)
    assert "wordt verdeeld" not in visit.text
    visit.page.close()
