"""*Opvolging* in a real browser on a real ledger: confirm, decide, be second, take along, close."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from samenleven.store.ledger import Ledger
from tests.support import real_ledger as real
from tests.support.browser import ROOT, Visit, serve

OPEN = "opvolging?jaar=1&periode=halfjaar&cijfers=gerapporteerd&indiener=46021"


@dataclass(frozen=True)
class Running:
    """A dashboard of an administrator, and its ledger."""

    address: str
    ledger: Ledger

    def rows(self, sequence: int) -> list[dict[str, object]]:
        return Ledger(self.ledger.folder).rows(sequence).to_pylist()


@pytest.fixture(scope="module")
def running(store_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("followup") / "real.ledger"
    ledger = real.fill(folder)
    settings = {"SAMENLEVEN_STORE": str(store_path), "SAMENLEVEN_LEDGER": str(folder), "SAMENLEVEN_LAPTOP": "ja"}
    with serve(ROOT / "app.py", **settings) as address:
        yield Running(address, ledger)


@pytest.fixture
def visit(browser: Browser, running: Running) -> Iterator[Visit]:
    opened = Visit(browser, running.address, viewport={"width": 1366, "height": 900})
    yield opened
    opened.page.close()


def test_a_year_is_followed_up_from_figures_to_letters(visit: Visit, running: Running) -> None:
    """The whole way on one ledger: each step rests on the one before."""
    page, ledger = visit.open(OPEN).page, running.ledger

    # Two figures came in; one is unticked, so one becomes official.
    page.get_by_label("volwassen anderstaligen").uncheck()
    page.get_by_role("button", name="Bevestig deze 2 cijfers").click()
    expect(page.get_by_text("1 cijfer is bevestigd en nu officieel.")).to_be_visible()
    (row,) = running.rows(ledger.sequence)
    assert row["measure_id"] == "call-02.1"
    assert row["confirmed_sequence"] == 2
    expect(page.get_by_role("button", name="Bevestig dit cijfer")).to_be_visible()

    # A decision needs a verdict and a reason; what was typed stays.
    page.get_by_role("button", name="Beslis over actie 5").click()
    expect(page.get_by_text("Er is niets verwerkt: 2 antwoorden kloppen nog niet.")).to_be_visible()
    inside = page.get_by_role("region", name="Actie 5")
    inside.get_by_label("Reden").fill("Uitleg aanvaard: de werking begon pas in januari.")
    inside.get_by_label("Beslissing").select_option("positive")
    page.get_by_role("button", name="Beslis over actie 5").click()
    expect(page.get_by_text("De beslissing over actie 5 is bewaard.")).to_be_visible()
    expect(inside.get_by_text("Positief beoordeeld: kan verlengd worden.")).to_be_visible()
    (row,) = running.rows(ledger.sequence)
    assert (row["action_id"], row["verdict"]) == (5, "positive")

    # Somebody corrects the figure while this page stands open: to confirm the old one is refused, and said.
    correction = real.hand_in(ledger, [real.report("call-05.1", 120)])
    page.get_by_role("button", name="Bevestig dit cijfer").click()
    expect(page.get_by_text("bewaarde hierover intussen iets anders")).to_be_visible()
    assert ledger.sequence == correction.sequence  # nothing came after it
    expect(inside.get_by_text("120")).to_be_visible()
    expect(inside.get_by_text("Haalt de halfjaardrempel van 25 %: kan verlengd worden")).to_be_visible()

    # The letters, as a file.
    with page.expect_download() as download:
        menu = page.locator("#opvolging-brieven .foot")
        menu.get_by_text("CSV").click()
        menu.get_by_text("Internationaal").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert len(text.splitlines()) == 1 + len(real.KPI)
    assert "Uitleg aanvaard" in text
    assert re.search(r"brieven-jaar-1.*\.csv", download.value.suggested_filename)

    # Who closes the year must be sure; then nothing about it can change any more.
    page.locator("#afsluiten summary").click()
    page.get_by_role("button", name="Sluit projectjaar 1 af").click()
    expect(page.get_by_text("Vink eerst aan dat u zeker bent.")).to_be_visible()
    page.get_by_label("Ik ben zeker").check()
    page.get_by_role("button", name="Sluit projectjaar 1 af").click()
    expect(page.get_by_text("Projectjaar 1 is afgesloten.")).to_be_visible()
    expect(page.get_by_role("button", name="Bevestig dit cijfer")).to_have_count(0)


def test_looking_back_shows_the_figure_of_then(visit: Visit) -> None:
    page = visit.open(f"{OPEN}&stand=2023-05-03").page
    expect(page.get_by_text("Stand op 3 mei 2023")).to_be_visible()
    expect(page.get_by_role("region", name="Actie 5").get_by_text("22,5 %")).to_be_visible()
    assert page.locator("[data-send]").count() == 0
    page.get_by_role("link", name="Toon de cijfers van nu").click()
    visit.settle()
    expect(page.get_by_role("region", name="Actie 5").get_by_text("30 %")).to_be_visible()
