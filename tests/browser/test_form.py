"""The forms of ui/frame/form.py in a real browser: what one types stays, leaves once, and is checked on arrival."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import ROOT, Visit, serve


@pytest.fixture(scope="module")
def form_address(store_path: object) -> Iterator[str]:
    with serve(ROOT / "tests" / "support" / "form_app.py") as address:
        yield address


@pytest.fixture
def page(browser: Browser, form_address: str) -> Iterator[Page]:
    visit = Visit(browser, form_address).open()
    yield visit.page
    visit.page.close()


def told(page: Page) -> list[str]:
    return page.locator("ol li").all_inner_texts()


def test_a_pause_in_typing_sends_and_what_is_typed_meanwhile_stays(page: Page) -> None:
    count, reason = page.get_by_label("Aantal"), page.get_by_label("Reden")
    count.press_sequentially("7")
    page.wait_for_timeout(700)  # it left, and the slow server is at work
    count.press_sequentially("12")
    count.press("Backspace")
    count.press("Backspace")  # back to what was sent
    reason.fill("regen\nen wind")
    expect(page.locator("ol li").last).to_have_text("autosave: 7 | regen en wind |", timeout=10_000)
    expect(count).to_have_value("7")
    expect(reason).to_have_value("regen\nen wind")
    assert told(page)[0] == "autosave: 7 | |"


def test_a_value_that_is_put_back_before_the_answer_is_not_taken_back(page: Page) -> None:
    count = page.get_by_label("Aantal")
    count.fill("5")
    expect(page.locator("ol li")).to_have_text(["autosave: 5 | |"])
    count.fill("7")
    page.wait_for_timeout(700)
    count.fill("5")  # the answer to 7 comes after this
    expect(page.locator("ol li")).to_have_text(
        ["autosave: 5 | |", "autosave: 7 | |", "autosave: 5 | |"], timeout=10_000
    )
    expect(count).to_have_value("5")


def test_who_leaves_a_field_sends_what_it_says_once(page: Page) -> None:
    page.get_by_label("Aantal").fill("5")
    page.get_by_label("Reden").focus()
    expect(page.locator("ol li")).to_have_text(["autosave: 5 | |"])
    page.wait_for_timeout(800)  # longer than the pause that would send it again
    assert len(told(page)) == 1


def test_a_double_click_sends_once_and_the_focus_goes_to_the_fault(page: Page) -> None:
    page.get_by_label("Aantal").fill("veel")
    page.get_by_label("Keuze").select_option("b")
    page.get_by_role("button", name="Bewaar").dblclick()
    expect(page.get_by_text("één antwoord klopt nog niet")).to_be_visible()
    count = page.get_by_label("Aantal")
    expect(count).to_be_focused()
    expect(count).to_have_attribute("aria-invalid", "true")
    expect(count).to_have_accessible_description("Schrijf een geheel getal.")
    assert [one for one in told(page) if one.startswith("bewaar")] == ["bewaar: veel | | b"]
    page.get_by_label("Reden").focus()
    page.get_by_role("link", name="Schrijf een geheel getal.").click()
    expect(count).to_be_focused()
    count.fill("3")
    count.press("Enter")
    expect(page.locator("ol li").last).to_have_text("bewaar: 3 | | b")
    expect(page.get_by_label("Keuze")).to_have_value("b")


def test_without_a_connection_one_reads_that_nothing_was_sent(page: Page) -> None:
    state = "(state) => { document.querySelector('[data-testid=stApp]').dataset.testConnectionState = state; }"
    page.get_by_label("Keuze").select_option("a")
    page.evaluate(state, "PINGING")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("alert").get_by_text("er is niets verzonden")).to_be_visible()
    assert told(page) == []
    page.evaluate(state, "CONNECTED")
    page.get_by_role("button", name="Wis").click()
    expect(page.locator("ol li")).to_have_text(["wis: | | a"])
    expect(page.get_by_text("er is niets verzonden")).to_be_hidden()
