"""*Rapporteren* in a real browser, on a laptop without login: a half-year for Sint-Niklaas from the first key to the
receipt, what others see of it, the correction afterwards, and two people at once."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Locator, expect

from samenleven.store.connection import Store
from samenleven.store.ledger import Ledger
from tests.support.accessibility import look_at
from tests.support.agreed import agree
from tests.support.browser import ROOT, Visit, serve

HALF = "rapporteren?nis=46021&jaar=2&moment=halfjaar"
ADULTS = "volwassen anderstaligen"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WHY = "Waarom verandert een cijfer, of valt het op?"
CHECK, CONFIRM = "Kijk na wat u indient", "Bevestigen en indienen"


@dataclass
class Place:
    """A dashboard with a ledger of its own."""

    address: str
    ledger: Ledger


@pytest.fixture(scope="module")
def place(store_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("register") / "samenleven.ledger"
    store = Store(store_path)
    agree(store, folder)
    agree(store, folder, "46021", 1)
    store.close()
    settings = {"SAMENLEVEN_STORE": str(store_path), "SAMENLEVEN_LEDGER": str(folder), "SAMENLEVEN_LAPTOP": "ja"}
    with serve(ROOT / "app.py", **settings) as address:
        yield Place(address, Ledger(folder))


def figure(visit: Visit, component: str) -> Locator:
    return visit.page.get_by_label(f"Behaald: {component}", exact=True)


def means(visit: Visit, component: str) -> Locator:
    return visit.page.locator("tr", has=figure(visit, component)).locator(".rp-means")


def press(visit: Visit, button: str) -> None:
    visit.page.get_by_role("button", name=button).click()


def fill_in(visit: Visit, value: str) -> None:
    """The same figure in every line that has none."""
    for one in visit.page.locator("input[name^='behaald-']").all():
        if one.input_value() == "":
            one.fill(value)


def start(browser: Browser, place: Place, path: str) -> Visit:
    return Visit(browser, place.address, viewport={"width": 1366, "height": 768}).open(path)


def test_a_half_year_from_the_first_key_to_the_receipt(browser: Browser, place: Place) -> None:
    before = place.ledger.sequence
    reader = start(browser, place, "gemeente?nis=46021&jaar=2")
    visit = start(browser, place, HALF)
    expect(visit.page.get_by_role("heading", level=1)).to_contain_text("De cijfers over het eerste halfjaar")
    figure(visit, ADULTS).press_sequentially("700")
    expect(means(visit, ADULTS)).to_have_text("24,7 %, onder de drempel van 25 %")
    figure(visit, ADULTS).fill("709")
    expect(means(visit, ADULTS)).to_have_text("25 %, haalt de drempel van 25 %")
    expect(visit.page.get_by_role("status").filter(has_text="Concept bewaard")).to_be_visible()
    visit.page.close()

    back = start(browser, place, HALF)  # another day
    expect(figure(back, ADULTS)).to_have_value("709")
    fill_in(back, "0")
    figure(back, "begeleide personen").fill("9")
    unknown = back.page.get_by_label("nog niet bekend: begeleide personen", exact=True)
    unknown.check()
    press(back, CHECK)
    expect(unknown).to_be_focused()  # a figure and not known: what is wrong is named, and nothing is lost
    expect(back.page.get_by_role("alert").get_by_role("link")).to_contain_text("Wis het cijfer")
    figure(back, "begeleide personen").fill("")
    press(back, CHECK)
    expect(back.page.get_by_role("heading", name="14 nieuwe cijfers")).to_be_focused()
    assert place.ledger.sequence == before, "nothing is recorded before somebody confirms"
    press(back, CONFIRM)
    expect(back.page.get_by_role("heading", name="Ingediend: 14 cijfers over het eerste halfjaar")).to_be_focused()
    expect(back.page.get_by_text(f"Nummer {before + 1}")).to_be_visible()
    expect(back.page.get_by_role("heading", level=1)).to_contain_text("Eén cijfer over het eerste halfjaar")
    assert place.ledger.sequence == before + 1
    assert place.ledger.batches()[-1].person_id == "laptop"

    for year in ("1", "2"):  # the next things that a reader does, on the page that was open all the time
        reader.page.get_by_role("link", name=f"Projectjaar {year}", exact=True).click()
        reader.page.wait_for_url(f"**jaar={year}")
        reader.settle()
    assert "709 van 2.835" in reader.text
    for one in (back, reader):
        one.page.close()


def test_a_correction_says_why_and_both_versions_stay(browser: Browser, place: Place) -> None:
    visit = start(browser, place, HALF)
    expect(figure(visit, ADULTS)).to_have_value("709")
    figure(visit, ADULTS).fill("810")
    press(visit, CHECK)
    why = visit.page.get_by_label(WHY)
    expect(why).to_be_focused()
    why.fill("Een groep van maart was vergeten.")
    press(visit, CHECK)
    expect(visit.page.get_by_role("heading", name="1 verbetering")).to_be_focused()
    row = visit.page.locator(".rp-summary tbody tr")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("28,6 %, haalt de drempel van 25 % (was 25 %, haalt de drempel van 25 %)")
    press(visit, CONFIRM)
    expect(visit.page.get_by_role("heading", name="Ingediend: 1 cijfer over")).to_be_visible()
    visit.page.get_by_role("link", name="Bekijk wat er bewaard is").click()
    versions = visit.page.locator("table.rp-versions", has_text="Een groep van maart was vergeten.").locator("tbody tr")
    expect(versions).to_have_count(2)
    expect(versions.nth(0)).to_contain_text("810")
    expect(versions.nth(1)).to_contain_text("709")
    visit.page.close()


def test_the_second_of_two_reads_who_was_first_and_keeps_what_was_typed(browser: Browser, place: Place) -> None:
    path = "rapporteren?nis=46021&jaar=1&moment=halfjaar"
    one, other = start(browser, place, path), start(browser, place, path)
    before = place.ledger.sequence
    for visit, value in ((one, "3"), (other, "2")):
        fill_in(visit, value)
        press(visit, CHECK)
        expect(visit.page.get_by_role("button", name=CONFIRM)).to_be_visible()
    press(one, CONFIRM)
    expect(one.page.get_by_role("heading", name="Ingediend:")).to_be_visible()
    press(other, CONFIRM)
    expect(other.page.get_by_role("alert").filter(has_text="Deze laptop bewaarde intussen")).to_be_visible()
    assert place.ledger.sequence == before + 1
    expect(figure(other, ADULTS)).to_have_value("2")
    expect(other.page.locator("tr", has=figure(other, ADULTS))).to_contain_text("intussen: 3, van deze laptop")
    other.page.get_by_label(WHY).fill("Mijn cijfers gelden.")
    press(other, CHECK)
    expect(other.page.locator(".rp-summary tr", has_text=ADULTS)).to_contain_text("intussen: 3, van deze laptop")
    press(other, CONFIRM)
    expect(other.page.get_by_role("heading", name="Ingediend:")).to_be_visible()
    assert place.ledger.sequence == before + 2
    for visit in (one, other):
        visit.page.close()


def test_a_year_by_workbook(browser: Browser, place: Place) -> None:
    visit = start(browser, place, "rapporteren?nis=46021&jaar=1&moment=jaar&invoer=bestand")
    link = visit.page.get_by_role("link", name="Haal uw Excel-bestand op").get_attribute("href")
    answer = visit.page.request.get(f"{place.address}{link}")
    assert answer.ok
    book = openpyxl.load_workbook(io.BytesIO(answer.body()))
    sheet = book["Rapportering"]
    columns = {cell.value: cell.column for cell in sheet[8]}
    for row in range(9, sheet.max_row + 1):
        sheet.cell(row, columns["behaald"]).value = 3
        sheet.cell(row, columns["waarom niet gehaald"]).value = "Te weinig begeleiders."
        sheet.cell(row, columns["opmerking"]).value = "Nageteld."
    content = io.BytesIO()
    book.save(content)
    before = place.ledger.sequence
    given = {"name": "cijfers.xlsx", "mimeType": EXCEL, "buffer": content.getvalue()}
    visit.page.locator("input[type=file]").set_input_files(files=[given])  # type: ignore[list-item]
    expect(visit.page.get_by_role("heading", name="nieuwe cijfers")).to_be_visible(timeout=15_000)
    expect(visit.page.get_by_text("Uit het bestand cijfers.xlsx")).to_be_visible()
    assert place.ledger.sequence == before
    press(visit, CONFIRM)
    expect(visit.page.get_by_role("heading", name="Ingediend:")).to_be_visible()
    batch = place.ledger.batches()[-1]
    assert (batch.sequence, batch.origin, batch.file_name) == (before + 1, "workbook", "cijfers.xlsx")
    visit.page.close()


@pytest.mark.long
def test_everybody_can_use_the_form_and_its_summary(browser: Browser, place: Place) -> None:
    visit = start(browser, place, "rapporteren?nis=46021&jaar=2&moment=jaar")
    figure(visit, ADULTS).fill("3")
    press(visit, CHECK)
    expect(visit.page.get_by_role("alert").filter(has_text="kloppen nog niet")).to_be_visible()
    for _ in range(2):
        found = look_at(visit, part=True)
        assert found.violations == []
        assert not found.spills
        assert found.low() == []
        assert found.english == []
        if visit.page.get_by_role("button", name=CONFIRM).is_visible():
            break
        for one in visit.page.locator("input[name^='behaald-']").all():
            one.fill("30000")
        visit.settle()
        for one in visit.page.locator("textarea").all():
            one.fill("Zo is het.")
        visit.settle()
        press(visit, CHECK)
        visit.settle()
        for one in visit.page.locator("textarea").all():
            one.fill("Zo is het.")
        if visit.page.get_by_role("button", name=CHECK).is_visible():
            press(visit, CHECK)
        expect(visit.page.get_by_role("button", name=CONFIRM)).to_be_visible()
    else:
        raise AssertionError("the summary was never seen")
    visit.page.close()
