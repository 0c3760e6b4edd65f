"""From a figure that somebody hands in to every screen: by form, by a workbook that LibreOffice kept, corrected, then.

Another reader has the screens open meanwhile; nobody restarts anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, expect

from samenleven import dutch
from samenleven.store import Store
from samenleven.store.ledger import Ledger
from tests.browser.test_reporting import CHECK, CONFIRM, EXCEL, WHY, Place, fill_in, press, start
from tests.support import find_office
from tests.support.agreed import agree
from tests.support.browser import ROOT, serve

pytestmark = pytest.mark.long

SCREENS = {
    "overzicht": "?cijfers=gerapporteerd&jaar=2",
    "doelstellingen": "doelstellingen?cijfers=gerapporteerd&jaar=2",
    "kaart": "kaart?cijfers=gerapporteerd&cijfer=call-09.4&jaar=2",
    "gemeente": "gemeente?nis=46021&jaar=2&cijfers=gerapporteerd",
}


@pytest.fixture(scope="module")
def place(store_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("register") / "samenleven.ledger"
    store = Store(store_path)
    agree(store, folder)
    store.close()
    settings = {"SAMENLEVEN_STORE": str(store_path), "SAMENLEVEN_LEDGER": str(folder), "SAMENLEVEN_LAPTOP": "ja"}
    with serve(ROOT / "app.py", **settings) as address:
        yield Place(address, Ledger(folder))


def test_a_figure_reaches_every_screen_and_its_past_stays(browser: Browser, place: Place, tmp_path: Path) -> None:
    readers = {name: start(browser, place, path) for name, path in SCREENS.items()}
    before = {name: reader.text for name, reader in readers.items()}

    # A half-year by form.
    visit = start(browser, place, "rapporteren?nis=46021&jaar=2&moment=halfjaar")
    fill_in(visit, "123")
    press(visit, CHECK)
    why = visit.page.get_by_label(WHY)
    if why.is_visible():
        why.fill("Nageteld.")
        press(visit, CHECK)
    press(visit, CONFIRM)
    expect(visit.page.get_by_role("heading", name="Ingediend:")).to_be_visible()
    visit.page.close()
    first = place.ledger.batches()[-1]
    for name, reader in readers.items():
        reader.page.reload()
        reader.settle()
        assert reader.text != before[name], name
    assert "123 van" in readers["gemeente"].text
    assert "halfweg projectjaar 2" in readers["gemeente"].page.inner_text("h1")
    assert "halfjaarcijfer" in readers["doelstellingen"].page.content()

    # The year by the workbook, opened and kept by LibreOffice in between.
    visit = start(browser, place, "rapporteren?nis=46021&jaar=2&moment=jaar&invoer=bestand")
    link = visit.page.get_by_role("link", name="Haal uw Excel-bestand op").get_attribute("href")
    path = tmp_path / "cijfers.xlsx"
    path.write_bytes(visit.page.request.get(f"{place.address}{link}").body())
    book = openpyxl.load_workbook(path)
    sheet = book["Rapportering"]
    columns = {cell.value: cell.column for cell in sheet[8]}
    for row in range(9, sheet.max_row + 1):
        sheet.cell(row, columns["behaald"]).value = 456
        sheet.cell(row, columns["waarom niet gehaald"]).value = "Te weinig begeleiders."
        sheet.cell(row, columns["opmerking"]).value = "Nageteld."
    book.save(path)
    kept = find_office.convert(path, "xlsx")
    visit.page.locator("input[type=file]").set_input_files(
        files=[{"name": "cijfers.xlsx", "mimeType": EXCEL, "buffer": kept.read_bytes()}]  # type: ignore[list-item]
    )
    expect(visit.page.get_by_role("heading", name="14 nieuwe cijfers")).to_be_visible(timeout=30_000)
    press(visit, CONFIRM)
    expect(visit.page.get_by_role("heading", name="Ingediend:")).to_be_visible()
    visit.page.close()
    year = place.ledger.batches()[-1]
    assert (year.origin, year.sequence) == ("workbook", first.sequence + 1)
    readers["gemeente"].page.reload()
    readers["gemeente"].settle()
    assert "456 van" in readers["gemeente"].text
    assert "in projectjaar 2" in readers["gemeente"].page.inner_text("h1")

    # A correction, and the state of before it.
    visit = start(browser, place, "rapporteren?nis=46021&jaar=2&moment=jaar")
    field = visit.page.locator("input[name^='behaald-']").first
    expect(field).to_have_value("456")
    field.fill("457")
    press(visit, CHECK)
    visit.page.get_by_label(WHY).fill("Eén vergeten.")
    press(visit, CHECK)
    press(visit, CONFIRM)
    expect(visit.page.get_by_role("heading", name="Ingediend: 1 cijfer")).to_be_visible()
    visit.page.close()
    now, then = (
        start(browser, place, SCREENS["gemeente"] + more) for more in ("", f"&stand={stamp(year.recorded_at)}")
    )
    assert "457 van" in now.text
    assert "457 van" not in then.text
    assert f"Stand op {dutch.moment(year.recorded_at)}" in then.text
    for one in (*readers.values(), now, then):
        one.page.close()


def stamp(moment: datetime) -> str:
    """A moment for the address, a little later."""
    return moment.astimezone(dutch.BRUSSELS).strftime("%Y-%m-%dT%H:%M:%S")
