"""An earlier state of the register through the address: on screens, in files and in embeds, and the way back to now."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from samenleven.store.ledger import Ledger
from tests.screens.test_pages import open_page
from tests.support.ledger import agreed, report, reported
from tests.support.screen import said
from ui.embed import embed_routes
from ui.figure import forms
from ui.filters import moment

DAY = datetime(2023, 4, 28, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("sentence", "asked", "utc"),
    [
        ("een dag is zijn einde, in de zomer", "2023-10-15", datetime(2023, 10, 15, 21, 59, 59, 999999)),
        ("en in de winter", "2023-12-31", datetime(2023, 12, 31, 22, 59, 59, 999999)),
        ("een uur is dat van Brussel", "2023-10-15T14:30", datetime(2023, 10, 15, 12, 30)),
        ("tenzij er een zone bij staat", "2023-10-15T14:30Z", datetime(2023, 10, 15, 14, 30)),
        ("niets is nu", None, None),
        ("geen dag", "2023-02-30", None),
        ("geen getal", "gisteren", None),
        ("andere cijfers", "٢٠٢٣-١٠-١٥", None),
        ("voor het begin van de tijd", "0001-01-01T00:00", None),
        ("heel lang", "2" * 99, None),
    ],
)
def test_a_moment_as_it_stands_in_an_address(sentence: str, asked: str | None, utc: datetime | None) -> None:
    assert moment.parse(asked) == utc, sentence


@pytest.fixture
def ledger(store_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    """A figure of the morning of 28 April 2023, and its correction in the afternoon of 3 May."""
    monkeypatch.setenv("SAMENLEVEN_LEDGER", str(tmp_path / "register"))
    ledger = Ledger()
    agreed(ledger, now=datetime(2022, 10, 1, tzinfo=UTC))
    reported(ledger, report(51), now=DAY)
    reported(ledger, report(67), now=datetime(2023, 5, 3, 14, tzinfo=UTC), why="telfout")
    return ledger


@pytest.mark.usefixtures("ledger")
def test_a_screen_shows_the_state_of_then_and_leads_back_to_now() -> None:
    page = said(open_page("gemeente", nis="46021", jaar="1"))
    assert "67 van 300" in page
    assert "Stand op" in page, "het veld"
    assert "Toon de cijfers van nu" not in page
    page = said(open_page("gemeente", nis="46021", jaar="1", stand="2023-04-30"))
    assert "Stand op 30 april 2023: wat er toen in het register stond. Toon de cijfers van nu" in page
    assert "51 van 300" in page
    assert "67 van 300" not in page


@pytest.mark.usefixtures("ledger")
def test_doelstellingen_counts_what_was_recorded_then() -> None:
    page = said(open_page("doelstellingen", jaar="1", familie="call", stand="2023-04-28T13:00"))
    assert "Stand op 28 april 2023 om 13.00 uur" in page


@pytest.mark.usefixtures("ledger")
def test_a_moment_that_is_none_says_so_and_shows_now() -> None:
    page = said(open_page("gemeente", nis="46021", jaar="1", stand="gisteren"))
    assert "stand = gisteren, maar dat bestaat niet" in page
    assert "67 van 300" in page


@pytest.mark.usefixtures("ledger")
def test_a_file_and_an_embed_show_what_their_address_says() -> None:
    asked = "nis=46021&jaar=1"
    for then, value in (("", "67"), ("&stand=2023-04-30", "51")):
        answer = forms.answer("gemeente-afspraken", "csv", asked + then)
        assert f",{value}," in bytes(answer.body).decode("utf-8-sig"), then
        embed = embed_routes._packed.__wrapped__("gemeente-afspraken", asked + then)  # type: ignore[attr-defined]
        assert embed is not None


def test_without_a_register_there_is_no_field(store_path: Path) -> None:
    assert store_path
    assert "Stand op" not in said(open_page("gemeente", nis="46021"))
