"""What people come for, by clicks only, from the first screen; each click is counted."""

from __future__ import annotations

from playwright.sync_api import Browser, Locator, expect

from tests.support.browser import Visit


class Clicks:
    """The first screen, and how often somebody clicked since."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.visit = Visit(browser, address, viewport={"width": 1366, "height": 768}).open()
        self.count = 0

    def click(self, what: Locator) -> None:
        what.click()
        self.count += 1
        self.visit.settle()

    def go_to(self, name: str) -> None:
        """The search field and the name in its list: two clicks, and letters in between."""
        field = self.visit.page.get_by_role("combobox", name="Zoek gemeente")
        self.click(field)
        field.press_sequentially(name)
        self.click(self.visit.page.get_by_role("option", name=name).first)

    def above_the_fold(self, text: str) -> None:
        """The text stands on the screen without scrolling."""
        found = self.visit.page.get_by_text(text).first
        expect(found).to_be_in_viewport()


def test_is_the_plan_on_schedule_and_what_lags(browser: Browser, full: str) -> None:
    """0 clicks: the verdict is the first heading, and the goal that lags most stands first."""
    at = Clicks(browser, full)
    verdict = at.visit.page.inner_text("h1")
    assert "van de zeven doelstellingen" in verdict
    assert "achter" in verdict
    expect(at.visit.page.locator("h1")).to_be_in_viewport()
    assert at.count == 0
    at.visit.page.close()


def test_what_is_missing_for_zele_and_with_whom_could_it_go(browser: Browser, full: str) -> None:
    """At most 3 clicks."""
    at = Clicks(browser, full)
    at.go_to("Zele")
    verdict = at.visit.page.inner_text("h1")
    assert "Zele komt 2.057 inwoners te kort" in verdict
    assert "Berlare, Lede en Wichelen" in verdict
    assert at.count <= 3
    at.visit.page.close()


def test_what_has_sint_niklaas_not_reached(browser: Browser, full: str) -> None:
    """At most 2 clicks."""
    at = Clicks(browser, full)
    at.go_to("Sint-Niklaas")
    assert "Sint-Niklaas haalt" in at.visit.page.inner_text("h1")
    at.above_the_fold("Niet gehaald")
    assert at.count <= 2
    at.visit.page.close()


def test_how_did_the_target_group_grow_in_genk(browser: Browser, full: str) -> None:
    """At most 3 clicks."""
    at = Clicks(browser, full)
    at.go_to("Genk")
    at.above_the_fold("De doelgroep groeide van 43,7 % in 2015 naar 48,5 %")
    assert at.count <= 3
    at.visit.page.close()


def test_where_does_73_percent_come_from_and_how_do_i_cite_it(browser: Browser, full: str) -> None:
    """At most 2 clicks: the figure on the first screen leads to its card, and one more copies it with its source."""
    at = Clicks(browser, full)
    at.click(at.visit.page.get_by_role("link", name="73,1 %"))
    card = at.visit.page.locator(".so-card")
    expect(card.get_by_role("heading", name="73,1 %")).to_be_in_viewport()
    for words in ("1.555.144 ÷ 2.128.787", "68,6 % tot 74,0 %", "≈ schatting", "Diversiteit naar herkomst"):
        at.above_the_fold(words)
    expect(card.get_by_text("Zo verwijst u ernaar")).to_be_attached()
    at.click(card.get_by_role("button", name="Kopieer cijfer met bron"))
    expect(at.visit.page.get_by_text("Gekopieerd").first).to_be_attached()
    assert at.count <= 2
    at.visit.page.close()


def test_a_figure_can_also_be_typed(browser: Browser, full: str) -> None:
    """At most 1 click: *Bronnen* in the bar, and then only letters."""
    at = Clicks(browser, full)
    at.click(at.visit.page.locator("header.top nav.wide").get_by_role("link", name="Bronnen"))
    at.visit.page.get_by_role("searchbox").press_sequentially("73 %")
    expect(at.visit.page.locator(".so-card").get_by_role("heading", name="73,1 %")).to_be_in_viewport()
    assert at.count <= 1
    at.visit.page.close()


def test_who_loses_most_at_12_million(browser: Browser, full: str) -> None:
    """At most 3 clicks: the screen, and the 12 below the slider."""
    at = Clicks(browser, full)
    at.click(at.visit.page.get_by_role("link", name="Budget").first)
    at.click(at.visit.page.get_by_role("link", name="Budget van € 12 mln"))
    assert at.visit.page.inner_text("h1").startswith("Met € 12,0 mln zakt Non-discriminatie in dit model het verst")
    at.above_the_fold("Verband Ninove verliest in dit rekenmodel voor zijn grootte het meest: −44,2 %")
    assert at.count <= 3
    at.visit.page.close()


def test_the_map_of_action_5_over_three_years_on_a_slide(browser: Browser, full: str) -> None:
    """At most 4 clicks."""
    at = Clicks(browser, full)
    page = at.visit.page
    at.click(page.get_by_role("link", name="Presentatie").first)
    at.click(page.get_by_role("link", name="Alle dia's"))
    at.click(page.get_by_role("link", name="Kaart over drie jaren", exact=True))
    slide = page.locator("#d-jaren")
    expect(slide).to_be_in_viewport()
    assert "Actie 5" in (slide.locator("h2").text_content() or "")
    expect(slide.locator(".pr-map svg")).to_have_count(3)
    for year in (1, 2, 3):
        expect(slide.get_by_role("heading", name=f"Projectjaar {year}", exact=True)).to_be_in_viewport()
    assert at.count <= 4
    page.close()
