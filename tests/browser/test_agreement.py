"""*Akkoord* in a real browser: an agreement is typed, summed up, confirmed, and then stands on *gemeente* to print."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from samenleven.store.ledger import Ledger
from tests.support.browser import ROOT, Visit, serve

OPEN = "akkoord?nis=46021&jaar=2"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "agreement.ledger"


@pytest.fixture
def visit(browser: Browser, store_path: Path, folder: Path) -> Iterator[Visit]:
    settings = {"SAMENLEVEN_STORE": str(store_path), "SAMENLEVEN_LEDGER": str(folder), "SAMENLEVEN_LAPTOP": "ja"}
    with serve(ROOT / "app.py", **settings) as address:
        opened = Visit(browser, address, viewport={"width": 1366, "height": 900})
        yield opened
        opened.page.close()


def test_an_agreement_is_entered_and_can_be_printed(visit: Visit, folder: Path) -> None:
    page = visit.open(OPEN).page
    page.get_by_label("Huidig bereik: volwassen anderstaligen").fill("100")
    page.get_by_label("Gepland bereik: volwassen anderstaligen").fill("200")
    expect(page.get_by_text("1 KPI-onderdeel; de oproep betaalt € 12.000.")).to_be_visible()  # while one types
    page.get_by_role("button", name="Kijk het akkoord na").click()
    expect(page.get_by_role("heading", name="Dit bewaart u")).to_be_focused()
    assert Ledger(folder).sequence == 0
    page.get_by_role("button", name="Bevestig en bewaar").click()
    expect(page.get_by_text("Het akkoord is bewaard: nummer 1 in het register")).to_be_visible()
    expect(page.get_by_role("rowheader", name="versie 1")).to_be_visible()
    (row,) = Ledger(folder).rows(1).to_pylist()
    assert (row["applicant_id"], row["baseline_reach"], row["planned_reach"]) == ("46021", 100, 200)

    page.get_by_role("link", name="Bekijk Sint-Niklaas en druk het akkoord af").click()
    expect(page.get_by_role("link", name="Akkoord (PDF)")).to_be_visible()
    link = page.get_by_role("link", name="Akkoord (PDF)").get_attribute("href") or ""
    answer = page.request.get(link if link.startswith("http") else page.url.split("/gemeente")[0] + link)
    assert answer.status == 200
    assert answer.body()[:4] == b"%PDF"
