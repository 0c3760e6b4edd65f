"""Searching while one types, on *bronnen* and *woordenlijst*; and the mail about a figure that is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.support.accessibility import tab_to
from tests.support.browser import ROOT, Visit, serve
from tests.support.layout import faults
from ui.figure import mistakes


@pytest.fixture(scope="module")
def asked(store_path: Path) -> Iterator[str]:
    """The dashboard of somebody who wants to hear of mistakes."""
    settings = {"SAMENLEVEN_STORE": str(store_path), mistakes.SETTING: "fouten@voorbeeld.be"}
    with serve(ROOT / "app.py", **settings) as address:
        yield address


def test_the_list_follows_what_one_types_and_back_returns(browser: Browser, asked: str) -> None:
    visit = Visit(browser, asked, viewport={"width": 1366, "height": 768}).open("bronnen")
    page = visit.page
    field, lines, title = page.get_by_role("searchbox"), page.locator(".so-list a"), page.locator("#kaart-t")
    field.press_sequentially("drempel")
    expect(title).to_have_text("Drempel")
    page.wait_for_url("**/bronnen?zoek=drempel")
    expect(field).to_be_focused()
    expect(field).to_have_value("drempel")
    found = lines.count()
    assert 0 < found < 40
    page.get_by_role("navigation", name="Soort").get_by_role("link", name=re.compile("^parameters")).click()
    page.wait_for_url("**/bronnen?zoek=drempel&soort=parameter")
    visit.settle()
    assert 0 < lines.count() < found
    lines.nth(1).click()
    page.wait_for_url(re.compile(r"parameter=\w+"))
    visit.settle()
    chosen = title.inner_text()
    page.reload()
    page.wait_for_selector("#kaart-t")
    assert title.inner_text() == chosen
    for _ in range(3):
        page.go_back()
        visit.settle()
    assert page.url == f"{asked}/bronnen"
    expect(field).to_have_value("")
    page.go_forward()
    visit.settle()
    expect(field).to_have_value("drempel")
    assert lines.count() == found
    page.close()


def test_a_card_is_reached_by_keyboard(browser: Browser, asked: str) -> None:
    visit = Visit(browser, asked, viewport={"width": 1366, "height": 768}).open("bronnen?zoek=zwijndrecht")
    tab_to(visit.page, role="a", name="Regio van Zwijndrecht")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**tegenspraak=zwijndrecht**")
    visit.settle()
    expect(visit.page.locator("#kaart-t")).to_have_text("Regio van Zwijndrecht")
    visit.page.close()


def test_words_are_found_while_one_types(browser: Browser, asked: str) -> None:
    visit = Visit(browser, asked, viewport={"width": 360, "height": 740}).open("woordenlijst")
    visit.page.get_by_role("searchbox").press_sequentially("doelbereik")
    visit.page.wait_for_url("**/woordenlijst?zoek=doelbereik")
    visit.settle()
    expect(visit.page.locator("#w-doelbereik")).to_be_in_viewport()
    visit.page.goto(f"{asked}/woordenlijst#w-mentor")
    visit.settle()
    assert visit.page.locator("details.wo").count() > 10
    visit.page.close()


def mail_of(page: object, link: str) -> dict[str, str]:
    """What the mail says once somebody pressed the link; no mail program opens in a test."""
    page.evaluate(  # type: ignore[attr-defined]
        "() => document.addEventListener('click', (event) => event.target.closest('[data-report]') && "
        "event.preventDefault())"
    )
    found = page.locator(link).first  # type: ignore[attr-defined]
    found.click()
    href = str(found.get_attribute("href"))
    assert len(href) < 2000
    parts = urlsplit(href)
    return {"to": unquote(parts.path)} | {name: value[0] for name, value in parse_qs(parts.query).items()}


def test_a_mistake_is_reported_by_a_mail_that_says_all(browser: Browser, asked: str) -> None:
    visit = Visit(browser, asked, viewport={"width": 1366, "height": 768}).open("doelstellingen?jaar=1")
    mail = mail_of(visit.page, "figure [data-report]")
    finding = visit.page.locator("figure .t").first.inner_text().split("\n")[0]
    assert mail["to"] == "fouten@voorbeeld.be"
    assert mail["subject"].startswith("Fout in een cijfer: ")
    assert mail["subject"].removeprefix("Fout in een cijfer: ")[:40] in finding
    for part in ("Ik denk dat dit cijfer niet klopt", "Bron: ", "(voorbeeld", f"{asked}/doelstellingen?jaar=1#"):
        assert part in mail["body"]
    assert re.search(r"Versie van de gegevens: [0-9a-f]{16}", mail["body"])
    assert re.search(r"Figuur: [a-z-]+", mail["body"])
    visit.open("bronnen?cijfer=awarded-2")
    card = mail_of(visit.page, ".so-card [data-report]")
    assert "Figuur: awarded-2" in card["body"]
    assert "€ 16.907.780" in card["subject"].replace("\N{NO-BREAK SPACE}", " ")
    assert "/bronnen?cijfer=awarded-2" in card["body"]
    visit.page.close()


@pytest.mark.parametrize("width", [1366, 1024, 360])
def test_the_longer_foot_still_fits(browser: Browser, asked: str, width: int) -> None:
    visit = Visit(browser, asked, viewport={"width": width, "height": 740})
    for path in ("", "gemeente?nis=46021", "bronnen?cijfer=dekking"):
        visit.open(path)
        assert faults(visit.page) == []
        assert not visit.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth > innerWidth + 1")
    visit.page.close()
