"""Every page in a real chromium: on the full store, an empty one, and with only official figures."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browser import Visit, dashboard, free_port

PAGES = ("", "kaart", "doelstellingen", "gemeente", "samenwerking", "budget", "presentatie", "bronnen")
NAMES = ("Overzicht", "Kaart", "Doelstellingen", "Gemeente", "Samenwerking", "Budget", "Presentatie", "Bronnen")
SMALL = {"woordenlijst": "Woordenlijst", "toegankelijkheid": "Toegankelijkheid", "privacy": "Privacy"}  # below the menu
TITLES = dict(zip(PAGES, NAMES, strict=True)) | SMALL
APOLOGY = "Er ging iets mis"
WIRE_LIMIT = 50_000  # bytes for a change of a filter on the map, from the issue


def check(visit: Visit, name: str) -> None:
    assert visit.page.title() == f"{TITLES[name]} · Samenleven"
    assert visit.page.locator("h1").count() == 1
    assert APOLOGY not in visit.text
    assert "Traceback" not in visit.text
    assert visit.outside == []
    assert visit.errors == []
    assert visit.page.evaluate("document.documentElement.lang") == "nl"
    assert visit.page.locator("header.top nav.wide > a").all_inner_texts() == list(NAMES)
    assert visit.page.locator("header.top nav.wide details a").all_text_contents() == list(SMALL.values())
    here = visit.page.locator("header.top nav.wide a[aria-current]").all_text_contents()
    assert here == [TITLES[name]]


@pytest.mark.parametrize("name", TITLES)
@pytest.mark.parametrize("official", ["", "?cijfers=officieel"])
def test_a_page_opens(browser: Browser, full: str, name: str, official: str) -> None:
    visit = Visit(browser, full).open(name + official)
    check(visit, name)
    if official:
        assert "voorbeeldcijfers" not in visit.text
    visit.page.close()


@pytest.mark.long
def test_every_page_opens_on_an_empty_store(browser: Browser, empty: str) -> None:
    for name in PAGES:
        visit = Visit(browser, empty).open(name)
        check(visit, name)
        assert "python -m samenleven build" in visit.text
        visit.page.close()


def test_a_deep_link_opens_the_same_view_after_a_restart(browser: Browser, store_path: Path) -> None:
    """The first visitor after a restart comes in on a deep link, without passing by app.py."""
    link = "gemeente?nis=24062&cijfers=officieel"
    seen = []
    port = free_port()
    for _ in range(2):
        with dashboard(store_path, port) as address:
            visit = Visit(browser, address).open(link)
            check(visit, "gemeente")
            assert visit.page.url.endswith(link)
            seen.append(visit.text)
            visit.page.close()
    assert "Leuven" in seen[0]
    assert seen[0] == seen[1]


def test_a_filter_moves_into_the_url_and_the_link_reopens_it(browser: Browser, full: str) -> None:
    visit = Visit(browser, full).open("doelstellingen")
    visit.page.get_by_role("group", name="Projectjaar").get_by_role("link", name="Jaar 1").click()
    visit.settle()
    assert "jaar=1" in visit.page.url
    again = Visit(browser, full).open(visit.page.url.removeprefix(full + "/"))
    assert again.text == visit.text
    again.page.close()
    visit.page.close()


def test_the_switch_turns_by_keyboard_and_goes_along_to_the_next_page(browser: Browser, full: str) -> None:
    visit = Visit(browser, full).open("")
    switch = visit.page.locator("header.top details.kinds")
    expect(switch.locator("summary")).to_have_text("Cijfers: voorbeeld")
    switch.locator("summary").press("Enter")
    expect(switch.locator("[aria-current]")).to_contain_text("Voorbeeld")
    visit.page.keyboard.press("Tab")
    expect(switch.get_by_role("link", name="Officieel")).to_be_focused()
    visit.page.keyboard.press("Enter")
    visit.settle()
    assert visit.page.url == f"{full}/?cijfers=officieel"
    expect(switch.locator("summary")).to_have_text("Cijfers: officieel")
    expect(switch.get_by_role("link")).to_have_count(0)
    visit.page.locator("header.top nav.wide").get_by_role("link", name="Doelstellingen").click()
    expect(visit.page).to_have_title("Doelstellingen · Samenleven")
    visit.settle()
    assert "cijfers=officieel" in visit.page.url
    assert "voorbeeldcijfers" not in visit.text
    visit.page.close()


def test_a_filter_change_on_the_map_is_light(browser: Browser, full: str) -> None:
    """301 areas at ten moments, another indicator: less than 50 kB, and borders and script are not fetched again."""
    visit = Visit(browser, full).open("kaart?cijfer=non_eu27")
    visit.page.wait_for_selector(".atlas[data-ready]", timeout=20_000)
    asked, figures = len(visit.requests), visit.page.locator("#f-cijfer")
    for change, seen in (
        (lambda: figures.select_option("other_eu27"), "Herkomst ander EU27-land"),
        (lambda: visit.page.get_by_role("link", name="aantal", exact=True).click(), "aantal inwoners"),
        (lambda: figures.select_option("call-05.1"), "volwassen anderstaligen"),
    ):
        before = visit.received
        change()
        expect(visit.page.locator(".atlas .lede")).to_contain_text(seen, timeout=20_000)
        visit.settle()
        assert 1_000 < visit.received - before < WIRE_LIMIT, seen
    assert not [url for url in visit.requests[asked:] if "/geo/" in url or "/assets/" in url]
    visit.page.close()


@pytest.mark.parametrize(
    ("name", "size", "said"),
    [
        (
            "100 MB.csv",
            100_000_000,
            "Het bestand is te groot: het mag hoogstens 1 MB zijn. Kijk na of het het juiste is.",
        ),
        ("brief.pdf", 10, "Dit soort bestand kan hier niet. Kies een bestand van een soort die hierboven staat."),
    ],
)
def test_what_the_field_for_a_file_refuses_is_said_in_dutch(
    browser: Browser, full: str, tmp_path: Path, name: str, size: int, said: str
) -> None:
    (tmp_path / name).write_bytes(b"0" * size)
    visit = Visit(browser, full).open("budget?deel=aanvraag&invoer=bestand")
    visit.page.locator("input[type=file]").set_input_files(tmp_path / name)
    field = visit.page.get_by_test_id("stFileUploader")
    expect(field).to_contain_text(f"Niet ingelezen. {said}")
    assert not {"Error", "Add", "add icon"} & set(field.inner_text().split("\n"))
    told = field.get_by_role("alert").bounding_box()
    assert told is not None
    assert told["width"] > 200, "everybody reads it, not only who points at it"
    visit.page.close()


def test_the_csv_is_what_is_shown(browser: Browser, full: str, tmp_path: Path) -> None:
    visit = Visit(browser, full).open("kaart?cijfer=non_eu27&datum=2021-01-01&als=count")
    visit.page.locator(".slot summary", has_text="CSV").click()
    with visit.page.expect_download() as download:
        visit.page.get_by_role("link", name="Voor Excel (België)").click()
    path = tmp_path / "kaart.csv"
    download.value.save_as(path)
    text = path.read_bytes().decode("utf-8-sig")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    lines = text.split("\r\n")
    assert "soort cijfer" in lines[0]
    assert "bron" in lines[0]
    assert "datum" in lines[0]
    gent = next(line for line in lines if ";Gent;" in line)
    assert "44021" in gent
    assert "officieel" in gent
    assert "2021-01-01" in gent
    assert "Statbel" in gent
    assert len(lines) == 1 + 301 + 1  # 300 municipalities and Brussels
    visit.page.close()


def test_a_hostile_link_shows_the_page_with_a_notice(browser: Browser, full: str) -> None:
    visit = Visit(browser, full).open("gemeente?nis=%3Cimg%20src%3Dhttp%3A%2F%2Fvoorbeeld.test%3E")
    check(visit, "gemeente")
    assert "maar dat bestaat niet" in visit.text
    visit.page.close()


def test_a_scenario_is_made_shared_and_reopened(browser: Browser, full: str, tmp_path: Path) -> None:
    """From the first screen: lower the threshold to 5,000, see who would be large enough, share the link and the file.

    The newest call took nobody new, so nobody enters it. A wrong number stays in its field, and so does all the rest.
    """
    visit = Visit(browser, full).open("")
    visit.page.get_by_role("link", name="Budget").first.click()
    visit.settle()
    visit.page.get_by_text("Meer instellingen").click()
    field = visit.page.locator("#s-threshold_alone")
    field.fill("5000")
    field.press("Tab")
    visit.settle()
    assert visit.page.url.endswith("scenario=threshold_alone%7E5000")
    assert "Oproep 3 stond alleen open voor indieners van projectjaar 2" in visit.text
    assert "voortaan alleen indienen" in visit.text
    share = visit.page.locator("#s-own_share")
    share.fill("120")
    share.press("Tab")
    visit.settle()
    assert "Eigen inbreng is 1.2. Het moet minstens 0 en hoogstens 1 zijn." in visit.text
    expect(share).to_have_value("120")
    expect(field).to_have_value("5000")
    visit.page.get_by_role("link", name="Laat het weg").click()
    visit.settle()
    expect(share).to_have_value("50")
    again = Visit(browser, full).open(visit.page.url.removeprefix(full + "/"))
    again.page.get_by_text("Bewaren of delen").click()
    with again.page.expect_download() as download:
        again.page.get_by_role("link", name="Bewaar als bestand").click()
    path = tmp_path / "scenario.toml"
    download.value.save_as(path)
    assert "threshold_alone = 5000" in path.read_text(encoding="utf-8")
    other = Visit(browser, full).open("budget?jaar=1&openen=ja")
    other.page.locator('input[type="file"]').set_input_files(path)
    other.settle()
    assert "Drempel alleen 5.000 (was 7.500)" in other.text
    assert "threshold_alone" in other.page.url
    assert "jaar=1" not in other.page.url
    for one in (visit, again, other):
        one.page.close()


def test_the_results_of_a_scenario_go_to_excel(browser: Browser, full: str, tmp_path: Path) -> None:
    visit = Visit(browser, full).open("budget?scenario=threshold_alone~5000")
    with visit.page.expect_download() as download:
        visit.page.get_by_role("link", name="Excel van dit scherm").click()
    path = tmp_path / "verkenning.xlsx"
    download.value.save_as(path)
    with zipfile.ZipFile(path) as found:
        sheets = found.read("xl/workbook.xml").decode()
        texts = found.read("xl/sharedStrings.xml").decode()
    assert 'name="Besturen"' in sheets
    assert "geen officieel cijfer" in texts
    assert "niet gepubliceerd: ze zijn overgenomen" in texts
    assert "voorbeeld" in texts
    visit.page.close()


def test_a_slider_moved_faster_than_the_answers_loses_no_step(browser: Browser, full: str) -> None:
    """The answer to a step may not take a later one back; what the browser shows at once is what the server says."""
    visit = Visit(browser, full).open("budget?jaar=3&scenario=budget.3~9000000")
    slider = visit.page.get_by_role("slider").first
    slider.focus()
    for _ in range(5):
        visit.page.keyboard.press("ArrowRight")
        visit.page.wait_for_timeout(60)
    at_once = [visit.page.inner_text(one) for one in ("#bg-live", "#bg-live-change")]
    visit.settle()
    assert visit.page.url.endswith("scenario=budget.3%7E9500000")
    expect(slider).to_have_value("9500000")
    assert at_once == ["€ 9,5 mln", "−43,6 %"]
    assert [visit.page.inner_text(one) for one in ("#bg-live", "#bg-live-change")] == at_once
    assert visit.page.inner_text("h1").startswith("Met € 9,5 mln")
    visit.page.go_back()
    visit.settle()
    expect(slider).to_have_value("9000000")
    visit.page.close()


def test_an_answer_that_comes_while_the_slider_moves_leaves_its_value(browser: Browser, full: str) -> None:
    visit = Visit(browser, full).open("budget?jaar=3&scenario=budget.3~9000000")
    slider = visit.page.get_by_role("slider").first
    slider.focus()
    slider.evaluate("(one) => { one.value = '9500000'; one.dispatchEvent(new Event('input', {bubbles: true})); }")
    visit.page.evaluate(
        """() => {
            history.pushState({}, '', '?jaar=3&scenario=budget.3~9100000');
            dispatchEvent(new PopStateEvent('popstate', {state: null}));
        }"""
    )
    expect(visit.page.locator("h1")).to_contain_text("Met € 9,1 mln")
    visit.settle()
    assert [visit.page.inner_text(one) for one in ("#bg-live", "#bg-live-change")] == ["€ 9,5 mln", "−43,6 %"]
    slider.evaluate("(one) => one.dispatchEvent(new Event('change', {bubbles: true}))")
    expect(visit.page.locator("h1")).to_contain_text("Met € 9,5 mln")
    visit.page.go_back()
    expect(visit.page.locator("#bg-live")).to_have_text("€ 9,1 mln")
    visit.page.close()


def test_a_number_between_the_steps_of_a_slider_stays_what_the_link_says(browser: Browser, full: str) -> None:
    """The browser may not round what it only shows: another choice on the page leaves the scenario as it is."""
    visit = Visit(browser, full).open("budget?jaar=3&scenario=budget.3~9123456")
    assert visit.page.inner_text("#bg-live") == "€ 9,12 mln"
    visit.page.get_by_text("Meer instellingen").click()
    visit.page.locator("#s-baseline").select_option("announced")
    visit.settle()
    assert "budget.3%7E9123456" in visit.page.url
    assert "baseline%7Eannounced" in visit.page.url
    expect(visit.page.locator("#s-budget\\.3")).to_have_value("9123456")
    visit.page.close()
