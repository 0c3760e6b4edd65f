"""An installation without the made-up set, on the day of its first real figure: every screen opens and shows none."""

from __future__ import annotations

from pathlib import Path

import pytest

from samenleven.store.ledger import Ledger
from tests.screens.test_pages import EXAMPLE, PAGES, check, open_page, texts
from tests.support.ledger import agreed, confirmed, report, reported

HERE = {"nis": "46021", "jaar": "1"}


@pytest.fixture
def ledger(store_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    monkeypatch.setenv("SAMENLEVEN_LEDGER", str(tmp_path / "samenleven.ledger"))
    monkeypatch.setenv("SAMENLEVEN_EXAMPLE", "nee")
    ledger = Ledger()
    agreed(ledger)
    return ledger


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_on_the_first_reported_figure(ledger: Ledger, name: str) -> None:
    reported(ledger, report(151))
    app = open_page(name, **HERE)
    check(app)
    assert EXAMPLE not in texts(app)


@pytest.mark.long
@pytest.mark.parametrize("name", ["overzicht", "kaart", "doelstellingen", "gemeente"])
def test_a_page_opens_on_an_agreement_without_any_figure(ledger: Ledger, name: str) -> None:
    assert ledger.sequence == 1
    check(open_page(name, **HERE))


def test_the_first_figure_reads_as_what_it_is(ledger: Ledger) -> None:
    first = reported(ledger, report(151))
    page = texts(open_page("gemeente", **HERE))
    assert "151 van 300" in page
    assert "halfweg projectjaar 1" in page
    assert "◆ Gerapporteerd" in page
    confirmed(ledger, first.sequence)
    page = texts(open_page("gemeente", **HERE))
    assert "● Resultaten: ingediend door het bestuur en bevestigd door het agentschap." in page
    assert "◆" not in page


def test_the_official_position_shows_only_what_is_confirmed(ledger: Ledger) -> None:
    first = reported(ledger, report(151))
    assert "151 van 300" not in texts(open_page("gemeente", **HERE, cijfers="officieel"))
    confirmed(ledger, first.sequence)
    assert "151 van 300" in texts(open_page("gemeente", **HERE, cijfers="officieel"))
