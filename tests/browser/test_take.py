"""Taking something along in a real chromium: it says that it is busy, the file arrives, and what went wrong is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Route

from tests.support.browser import Visit


def answering(answer: dict[str, object]) -> Callable[[Route], None]:
    return lambda route: route.fulfill(**answer)  # type: ignore[arg-type]


def test_a_report_is_made_on_a_click_and_says_how_it_goes(browser: Browser, full: str) -> None:
    visit = Visit(browser, full, grumbles=True, viewport={"width": 1024, "height": 768}).open("gemeente?nis=42028")
    page, link = visit.page, visit.page.locator("a[data-make]").first
    held: list[Route] = []
    page.route("**/rapport/**", lambda route: held.append(route))
    link.click()
    page.wait_for_function("() => document.querySelector('a[data-make]').ariaDisabled === 'true'")
    assert link.inner_text() == "Wordt gemaakt …"
    said = page.locator(".made").first
    assert said.get_attribute("role") == "status"
    assert said.inner_text() == "Rapport (PDF): wordt gemaakt"
    link.click(force=True)  # a second press asks nothing more
    with page.expect_download() as got:
        held[0].continue_()
    assert len(held) == 1
    assert got.value.suggested_filename.startswith("rapport-zele-")
    assert Path(got.value.path()).read_bytes()[:5] == b"%PDF-"
    page.wait_for_function("() => document.querySelector('a[data-make]').ariaDisabled !== 'true'")
    assert link.inner_text() == "Rapport (PDF)"
    page.unroute("**/rapport/**")
    for answer, told in (
        ({"status": 503, "content_type": "text/plain; charset=utf-8", "body": "Kom later terug."}, "Kom later terug."),
        ({"status": 502, "content_type": "text/html", "body": "<h1>Bad gateway</h1>"}, "antwoordt niet"),
    ):
        page.route("**/rapport/**", answering(answer))
        link.focus()
        page.keyboard.press("Enter")
        page.wait_for_function("(told) => document.querySelector('.made').innerText.includes(told)", arg=told)
        assert said.is_visible()
        page.unroute("**/rapport/**")
    with page.expect_download() as got:
        page.get_by_role("link", name="Excel van dit scherm").click()
    assert got.value.suggested_filename.startswith("gemeente-zele-")
    page.close()
