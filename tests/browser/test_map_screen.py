"""The screen kaart in a real browser: time plays without the server, two places pinned, Back returns, by keys too."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from samenleven import dutch
from samenleven.findings import words
from tests.support.browser import Visit

WIDE = {"width": 1366, "height": 768}
PHONE = {"width": 360, "height": 740}
READY = ".atlas[data-ready]"


def open_map(browser: Browser, address: str, query: str = "", **options: object) -> Visit:
    visit = Visit(browser, address, **({"viewport": WIDE} | options))
    visit.page.goto(f"{address}/kaart{query}")
    visit.page.wait_for_selector(READY, timeout=30_000)
    return visit.settle()


def test_moving_through_time_asks_the_server_once_it_stops(browser: Browser, full: str) -> None:
    visit = open_map(browser, full)
    page = visit.page
    finding, shade = page.inner_text(".atlas .finding"), page.locator('[data-nis="71016"]').get_attribute("aria-label")
    received = visit.received
    page.locator("[data-time]").focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    assert visit.received == received, "the server was asked while time moved"
    assert page.locator("[data-time]").get_attribute("aria-valuetext") == "1 januari 2021, Vlaanderen: 17,3 %"
    assert page.inner_text(".atlas .finding") != finding
    expect(page.locator('[data-nis="71016"]')).not_to_have_attribute("aria-label", str(shade))
    page.wait_for_url("**/kaart?datum=2021-01-01", timeout=5_000)
    visit.settle()
    assert 0 < visit.received - received < 15_000, "figures were sent again"
    link = str(page.locator(".slot a[data-file]").first.get_attribute("href"))
    assert "datum=2021-01-01" in link
    assert "1 januari 2021" in page.inner_text(".slot .foot")
    page.go_back()
    expect(page.locator(".atlas .eyebrow")).to_have_text("Kaart · 1 januari 2024")
    visit.settle()
    page.close()


def test_play_walks_all_years_in_the_browser_and_pause_stops_there(browser: Browser, full: str) -> None:
    visit = open_map(browser, full)
    page, seen = visit.page, []
    received = visit.received
    page.get_by_role("button", name="Speel de jaren af").click()
    for year in ("2015", "2016", "2017"):
        expect(page.locator(".m-column.m-on b")).to_have_text(year, timeout=4_000)
        seen.append(page.inner_text(".atlas .finding"))
    assert len(set(seen)) == 3
    assert visit.received == received
    page.get_by_role("button", name="Pauzeer").click()
    year = page.inner_text(".m-column.m-on b")
    page.wait_for_url(f"**/kaart?datum={year}-01-01", timeout=5_000)
    visit.settle()
    assert page.inner_text(".m-column.m-on b") == year
    page.close()


def test_two_places_are_pinned_and_back_lets_go(browser: Browser, full: str) -> None:
    visit = open_map(browser, full, "?cijfer=non_eu27&regio=waasland")
    page = visit.page
    before = page.url
    page.locator('[data-nis="46021"]').click()
    expect(page.locator(".pins h2")).to_contain_text("Sint-Niklaas")
    page.get_by_role("button", name="Lokeren").first.click()
    expect(page.locator(".pins thead a")).to_have_text(["Sint-Niklaas", "Lokeren"])
    visit.settle()
    assert page.url == f"{before}&pin=46021,46014"
    again = open_map(browser, full, page.url.removeprefix(f"{full}/kaart"))
    assert again.page.inner_text(".pins") == page.inner_text(".pins")
    again.page.close()
    page.go_back()
    expect(page.locator(".pins thead a")).to_have_text(["Sint-Niklaas"])
    page.go_back()
    expect(page.locator(".pins thead a")).to_have_count(0)
    assert page.url == before
    page.close()


def test_back_from_a_municipality_returns_to_the_same_map(browser: Browser, full: str) -> None:
    """A click on the map, then Back, took all filters away."""
    visit = open_map(browser, full, "?cijfer=non_eu27&als=count&datum=2019-01-01&gebied=signatories")
    page = visit.page
    page.locator('[data-nis="46021"]').click()
    visit.settle()
    page.mouse.move(2, 2)
    left, said = page.url, page.inner_text(".atlas")
    page.locator(".pins thead a").click()
    page.wait_for_url("**/gemeente?*nis=46021*", timeout=10_000)
    visit.settle()
    page.go_back()
    page.wait_for_selector(READY, timeout=20_000)
    visit.settle()
    assert page.url == left
    assert page.inner_text(".atlas") == said
    page.close()


def test_a_municipality_that_travels_along_is_pinned_and_can_go(browser: Browser, full: str) -> None:
    visit = open_map(browser, full, "?nis=71016")
    page = visit.page
    expect(page.locator(".pins thead a")).to_have_text(["Genk"])
    page.get_by_role("button", name="Maak Genk los").click()
    expect(page.locator(".pins thead a")).to_have_count(0)
    visit.settle()
    assert page.url.endswith("?nis=71016&pin=")
    page.close()


def test_everything_by_keyboard(browser: Browser, full: str) -> None:
    visit = open_map(browser, full)
    page = visit.page
    page.get_by_role("button", name="Hele kaart").focus()
    page.keyboard.press("Tab")
    focused = page.locator(".area:focus")
    walked = []
    for key in ("Home", "ArrowRight", "ArrowDown", "End"):
        page.keyboard.press(key)
        walked.append(focused.get_attribute("data-nis"))
    assert walked[0] == "41002"  # Aalst, the first by name
    assert len(set(walked)) == 4
    expect(page.locator(".atlas .m-card strong")).to_be_visible()
    page.keyboard.press("Enter")
    expect(focused).to_have_attribute("aria-pressed", "true")
    page.get_by_label("Zoek een naam in de lijst").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    name = page.locator(".ranking li button:focus .m-name").inner_text()
    page.keyboard.press("Enter")
    expect(page.locator(".pins thead a").last).to_have_text(name)
    visit.settle()
    page.close()


def test_the_search_leaves_out_what_does_not_match(browser: Browser, full: str) -> None:
    visit = open_map(browser, full)
    page = visit.page
    page.get_by_label("Zoek een naam in de lijst").fill("niklaas")
    expect(page.locator(".ranking .m-name")).to_have_text(["Sint-Niklaas"])
    assert page.locator(".ranking .k").inner_text() == "24"  # its place among all, not in what was found
    page.get_by_label("Zoek een naam in de lijst").fill("zzz")
    expect(page.get_by_text("Geen naam in de lijst past bij wat u zoekt.")).to_be_visible()
    page.close()


def test_the_card_is_narrow_and_never_covers_its_place(browser: Browser, full: str) -> None:
    visit = open_map(browser, full, "?cijfer=call-05.1")
    page = visit.page
    for nis in ("46021", "13040", "38016", "11002", "23027", "04000", "73109", "35013"):
        area = page.locator(f'[data-nis="{nis}"]')
        if "area" not in (area.get_attribute("class") or ""):
            continue
        area.hover(force=True)
        card, own = page.locator(".atlas .m-card").bounding_box(), area.bounding_box()
        assert card is not None
        assert own is not None
        assert card["width"] <= 220
        apart = (
            card["x"] >= own["x"] + own["width"]
            or card["x"] + card["width"] <= own["x"]
            or card["y"] >= own["y"] + own["height"]
            or card["y"] + card["height"] <= own["y"]
        )
        assert apart, nis
    page.close()


@pytest.mark.parametrize(
    ("viewport", "least"), [(WIDE, 0.6), ({"width": 1024, "height": 768}, 0.45)], ids=["1366", "1024"]
)
def test_the_map_takes_the_window_and_nothing_falls_below_it(
    browser: Browser, full: str, viewport: dict[str, int], least: float
) -> None:
    visit = open_map(browser, full, "?pin=46021,71016", viewport=viewport)
    stage = visit.page.locator(".atlas .m-stage").bounding_box()
    assert stage is not None
    assert stage["width"] * stage["height"] >= least * viewport["width"] * viewport["height"] * 0.98
    foot = visit.page.locator(".slot .foot").bounding_box()
    assert foot is not None
    assert foot["y"] + foot["height"] <= viewport["height"]
    visit.page.close()


def test_no_name_on_the_map_touches_another(browser: Browser, full: str) -> None:
    box = "({ left, top, right, bottom }) => [left, top, right, bottom]"
    for viewport in (WIDE, PHONE):
        visit = open_map(browser, full, "?pin=46021,71016", viewport=viewport)
        names = visit.page.locator(".m-names text:not(.m-letter)")
        boxes = names.evaluate_all(f"(all) => all.map((one) => one.getBoundingClientRect()).map({box})")
        assert len(boxes) >= 4
        for i, (left, top, right, bottom) in enumerate(boxes):
            for other in boxes[i + 1 :]:
                assert left >= other[2] or right <= other[0] or top >= other[3] or bottom <= other[1]
        visit.page.close()


def test_on_a_phone_all_stands_below_each_other_and_a_tap_shows_the_value(browser: Browser, full: str) -> None:
    visit = open_map(browser, full, viewport=PHONE, has_touch=True)
    page = visit.page
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    tops = [page.locator(f".atlas {part}").bounding_box() for part in (".land", ".time", ".ranking")]
    assert [box["y"] for box in tops if box] == sorted(box["y"] for box in tops if box)
    page.locator('[data-nis="11002"]').tap()
    expect(page.locator(".atlas .m-card strong")).to_have_text("Antwerpen")
    expect(page.locator(".pins thead a")).to_have_text(["Antwerpen"])
    assert page.url.startswith(f"{full}/kaart")
    page.close()


def test_numbers_are_written_as_the_server_writes_them(browser: Browser, full: str) -> None:
    visit = open_map(browser, full)
    source = visit.page.evaluate(
        """async () => {
            const asked = performance.getEntriesByType("resource").map(({ name }) => name);
            return (await fetch(asked.find((one) => one.includes("atlas.js")))).text();
        }"""
    )
    start, end = source.index("const NOTHING"), source.index("/** The figures of one indicator")
    values = [0, 0.5, 1, 1.45, 2.5, 3.35, 999.5, 1234.5, 1350000, 6821770, 0.05, 1e9, 12.345, -3, -1234.5]
    ratios = [0, 0.00049, 0.0005, 0.1445, 0.2855, 0.30449, 0.9994, 0.9996, 1, 2.0569, 12.3456, 0.125, 0.8953]
    asked = "[values.map((v) => count(v, 1)), values.map((v) => euro(Math.abs(v))), ratios.map(percent)]"
    tried = visit.page.evaluate(f"([values, ratios]) => {{ {source[start:end]}; return {asked}; }}", [values, ratios])
    assert tried[0] == [dutch.number(value, 1).replace("-", "−") for value in values]
    assert tried[1] == [dutch.euro(abs(value)) for value in values]
    assert tried[2] == [words.percent(ratio) for ratio in ratios]
    visit.page.close()


def test_without_borders_the_map_says_so(browser: Browser, full: str) -> None:
    visit = Visit(browser, full, viewport=WIDE, grumbles=True)
    visit.page.route("**/geo/*", lambda route: route.abort())
    visit.page.goto(f"{full}/kaart")
    expect(visit.page.get_by_text("De kaart kon niet geladen worden")).to_be_visible(timeout=20_000)
    visit.page.close()
