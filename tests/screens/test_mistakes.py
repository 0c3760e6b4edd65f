"""Reporting a mistake: an address that is a setting, offered on every figure or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.screens.test_pages import check, open_page
from tests.support.screen import blocks
from ui.figure import mistakes
from ui.figure import object as figure_object
from ui.filters.address import Address
from ui.reading.cached import open_store
from ui.server import settings, web
from ui.sources import sources_figures

ADDRESS = Address("bronnen")


@pytest.mark.parametrize(
    ("zin", "set_to", "found"),
    [
        ("Niet gezet", "", None),
        ("Een mailadres", "fouten@voorbeeld.be", "fouten@voorbeeld.be"),
        ("Met spaties eromheen", "  fouten@abb.vlaanderen.be ", "fouten@abb.vlaanderen.be"),
    ],
)
def test_the_address_for_reports(monkeypatch: pytest.MonkeyPatch, zin: str, set_to: str, found: str | None) -> None:
    monkeypatch.setenv(mistakes.SETTING, set_to)
    assert mistakes.to() == found, zin


@pytest.mark.parametrize(
    "set_to",
    [
        "fouten",
        "a@b",
        "a@b.be, c@d.be",
        "a@b.be?bcc=x@y.be",
        "a@b.be&x",
        '"><script>@b.be',
        "a%0A@b.be",
        "x" * 250 + "@b.be",
    ],
)
def test_what_is_no_mail_address_is_refused_when_the_server_starts(
    monkeypatch: pytest.MonkeyPatch, set_to: str
) -> None:
    monkeypatch.setenv(mistakes.SETTING, set_to)
    with pytest.raises(settings.SettingError, match=mistakes.SETTING):
        mistakes.to()
    with pytest.raises(SystemExit, match=mistakes.SETTING):
        web.middleware()


@pytest.mark.usefixtures("store_path")
def test_the_foot_of_a_figure_offers_it_and_stays_light(monkeypatch: pytest.MonkeyPatch) -> None:
    one = sources_figures.corrections(ADDRESS)
    monkeypatch.delenv(mistakes.SETTING, raising=False)
    without = figure_object.foot(one, ADDRESS)
    assert "Meld een fout" not in without
    monkeypatch.setenv(mistakes.SETTING, "fouten@voorbeeld.be")
    offered = figure_object.foot(one, ADDRESS)
    assert f'href="mailto:fouten@voorbeeld.be" data-report="{open_store().version}"' in offered
    assert len(offered) - len(without) < 200


def test_the_page_says_where_to_report(store_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(mistakes.SETTING, raising=False)
    assert "geen adres om fouten te melden" in mistakes.invitation()
    monkeypatch.setenv(mistakes.SETTING, "fouten@voorbeeld.be")
    assert 'href="mailto:fouten@voorbeeld.be"' in mistakes.invitation()
    app = open_page("bronnen", cijfer="awarded-2")
    check(app)
    assert "data-report" in "".join(blocks(app)).split('class="so-card"')[1]
