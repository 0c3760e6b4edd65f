"""Our hooks into Streamlit (ui/hooks): links that change the address and nothing more, and what they must not break."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import Visit
from ui.frame import top

MARK = "() => { window.sameDocument = true; }"
MOVED = "() => { history.pushState({}, '', '?jaar=1'); dispatchEvent(new PopStateEvent('popstate', {state: null})); }"
STILL = "() => window.sameDocument === true"


def loads(visit: Visit) -> int:
    """How many times the page itself was asked for."""
    return sum(url.split("?")[0].rstrip("/") == visit.address for url in visit.requests)


def test_a_link_of_the_bar_opens_a_screen_without_loading_the_page(browser: Browser, full: str) -> None:
    visit = Visit(browser, full).open("bronnen?cijfers=officieel&jaar=1")
    visit.page.evaluate(MARK)
    visit.page.locator("header.top nav.wide").get_by_role("link", name="Samenwerking").click()
    expect(visit.page).to_have_title("Samenwerking · Samenleven")
    visit.settle()
    assert visit.page.evaluate(STILL)
    assert "cijfers=officieel" in visit.page.url
    assert "jaar=1" in visit.page.url
    visit.page.go_back()
    expect(visit.page).to_have_title("Bronnen · Samenleven")
    visit.settle()
    assert visit.page.evaluate(STILL)
    assert visit.page.url == f"{full}/bronnen?cijfers=officieel&jaar=1"
    visit.page.reload()
    visit.page.wait_for_selector("h1")
    assert visit.page.url == f"{full}/bronnen?cijfers=officieel&jaar=1"
    visit.page.close()


def test_a_new_tab_and_a_changed_page_stay_the_browsers(browser: Browser, full: str) -> None:
    """With Ctrl a link opens a tab of its own, as everywhere."""
    visit = Visit(browser, full).open("woordenlijst")
    link = visit.page.locator("header.top nav.wide").get_by_role("link", name="Bronnen")
    with visit.page.context.expect_page() as opened:
        link.click(modifiers=["ControlOrMeta"])
    other: Page = opened.value
    other.wait_for_url("**/bronnen")
    other.close()
    expect(visit.page).to_have_title("Woordenlijst · Samenleven")
    visit.page.close()


@pytest.mark.parametrize("slower", [1, 10])
def test_back_returns_to_the_place_on_the_page(browser: Browser, full: str, slower: int) -> None:
    """Also on a slow computer: a short run begins and ends in one step of the browser there, and half of it failed."""
    visit = Visit(browser, full, viewport={"width": 1280, "height": 600}).open("woordenlijst")
    visit.page.context.new_cdp_session(visit.page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    main = visit.page.locator('[data-testid="stMain"]')
    main.evaluate("(one) => one.scrollTo(0, 700)")
    link = visit.page.locator("header.top nav.wide").get_by_role("link", name="Bronnen").bounding_box()
    assert link is not None
    visit.page.mouse.click(link["x"] + 5, link["y"] + 20)  # a click of the test itself would scroll
    expect(visit.page).to_have_title("Bronnen · Samenleven")
    visit.settle()
    assert main.evaluate("(one) => one.scrollTop") == 0
    visit.page.go_back()
    expect(visit.page).to_have_title("Woordenlijst · Samenleven")
    visit.settle()
    assert main.evaluate("(one) => one.scrollTop") == pytest.approx(700, abs=40)
    visit.page.close()


def test_the_search_field_opens_a_municipality(browser: Browser, full: str) -> None:
    """By keyboard: some letters without accents, the arrows, Enter; and by mouse."""
    visit = Visit(browser, full).open("bronnen")
    field = visit.page.get_by_role("combobox", name="Zoek gemeente")
    field.fill("sint n")
    options = visit.page.get_by_role("option")
    expect(options.first).to_contain_text("Sint-Niklaas")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("Enter")
    visit.page.wait_for_url("**/gemeente?nis=46021")
    visit.settle()
    field.fill("zele")
    visit.page.get_by_role("option", name="Zele Denderregio").click()
    visit.page.wait_for_url("**/gemeente?nis=42028")
    field.fill("bestaat niet")
    expect(options.first).to_have_text("Geen gemeente gevonden")
    field.press("Escape")
    expect(options).to_have_count(0)
    visit.page.close()


def test_what_one_types_and_opens_stays_while_the_page_is_drawn_again(browser: Browser, full: str) -> None:
    visit = Visit(browser, full).open("doelstellingen")
    field, options = visit.page.get_by_role("combobox", name="Zoek gemeente"), visit.page.get_by_role("option")
    visit.page.get_by_role("button", name="Tabel", exact=True).first.click()
    table = visit.page.locator('.foot:has([data-table][aria-expanded="true"]) + .table')
    expect(table).to_contain_text("rapporteerden")
    field.fill("zele")
    expect(options.first).to_contain_text("Zele")
    visit.page.evaluate(MOVED)
    visit.page.wait_for_url("**/doelstellingen?jaar=1")
    visit.settle()
    expect(options.first).to_contain_text("Zele")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(table).to_be_visible()
    field.press("Enter")
    visit.page.wait_for_url("**/gemeente?jaar=1&nis=42028")
    visit.page.close()


@pytest.mark.parametrize("width", [1366, 1024, 360, 320])
def test_the_bar_fits_every_window(browser: Browser, full: str, width: int) -> None:
    """Also with the longest word for the figures that are shown, and what their menu says of each."""
    visit = Visit(browser, full, viewport={"width": width, "height": 740}).open(
        "toegankelijkheid?cijfers=gerapporteerd"
    )
    bar = visit.page.locator("header.top")
    assert bar.evaluate("(one) => one.scrollWidth <= one.clientWidth")
    menu = visit.page.locator("header.top details.all summary")
    if width < 992:
        menu.click()
        expect(visit.page.locator("header.top details.all nav a")).to_have_count(len(top.SCREENS | top.MORE))
        expect(visit.page.locator("header.top details.all").get_by_role("link", name="Woordenlijst")).to_be_visible()
        menu.click()
    else:
        assert not menu.is_visible()
        assert visit.page.locator("header.top nav.wide > a").count() <= 8
    visit.page.locator("header.top details.kinds summary").click()
    choices = visit.page.get_by_role("group", name="Cijfers").get_by_role("link")
    expect(choices).to_have_count(3)
    for box in (one.bounding_box() for one in choices.all()):
        assert box is not None
        assert 0 <= box["x"] <= box["x"] + box["width"] <= width
    visit.page.close()


def test_without_a_live_connection_a_link_loads_the_page(browser: Browser, full: str) -> None:
    """Nobody would answer the browser's own event then; a page that loads says itself what is wrong."""
    visit = Visit(browser, full).open("woordenlijst")
    visit.page.evaluate(MARK)
    visit.page.evaluate(
        "() => { document.querySelector('[data-testid=stApp]').dataset.testConnectionState = 'PINGING'; }"
    )
    visit.page.locator("header.top nav.wide").get_by_role("link", name="Bronnen").click()
    expect(visit.page).to_have_title("Bronnen · Samenleven")
    assert not visit.page.evaluate(STILL)
    visit.page.close()
