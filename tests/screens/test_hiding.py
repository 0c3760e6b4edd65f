"""An authority hides the made-up set on its own page and in its own files; nobody else's page changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from samenleven.figures import Kind, Shown
from samenleven.reporting.records import Origin, SettingChange, Subject
from samenleven.reporting.rights import NotAllowed
from samenleven.store import Current, switch
from samenleven.store.ledger import Ledger
from tests.screens.test_pages import open_page
from tests.support.ledger import OFFICER, SINT_NIKLAAS, ZELE
from tests.support.screen import said
from ui.agreement import agreement_pdf
from ui.authority import hiding, profile
from ui.embed import embed_page
from ui.filters.address import Address
from ui.frame import form
from ui.frame.form import Sent
from ui.reading import cached, provenance
from ui.take import workbook


def choose(ledger: Ledger, value: str = switch.HIDDEN, authority_id: str = SINT_NIKLAAS) -> None:
    change = SettingChange(name=switch.HIDE, value=value, authority_id=authority_id)
    ledger.write(Subject.SETTING, [change], person=OFFICER, origin=Origin.FORM)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "hiding.ledger")


@pytest.fixture
def hidden(store_path: Path, ledger: Ledger) -> Iterator[None]:
    choose(ledger)
    with cached.using(Current(store_path, ledger=ledger).get().store):
        yield


def of(authority_id: str, screen: str = "gemeente", **values: str) -> Address:
    return Address(screen, (("nis", authority_id), *values.items()))


def made_up(address: Address) -> bool:
    return any(Kind.EXAMPLE in provenance.of(one.table, extra=one.extra).kinds for one in profile.every(address))


@pytest.mark.usefixtures("hidden")
def test_its_own_page_shows_no_example_whatever_the_address_asks() -> None:
    for address in (of(SINT_NIKLAAS), of(SINT_NIKLAAS, cijfers="voorbeeld"), Address("gemeente")):
        assert address.shown is Shown.REPORTED
        assert not made_up(address)
        assert "koos ervoor om hier geen voorbeeldcijfers te tonen" in profile.head(address)
    assert of(SINT_NIKLAAS, cijfers="officieel").shown is Shown.OFFICIAL


@pytest.mark.usefixtures("hidden")
def test_its_files_and_embed_follow() -> None:
    assert agreement_pdf.make(of(SINT_NIKLAAS), "") is None
    book = workbook.make(of(SINT_NIKLAAS), "http://dashboard")
    assert book is not None
    embed = embed_page.page("gemeente", f"nis={SINT_NIKLAAS}")
    assert embed is not None
    assert "voorbeeld ▨" not in embed
    assert "▨ voorbeeld" not in embed


@pytest.mark.usefixtures("hidden")
def test_nothing_changes_for_others_nor_on_other_screens() -> None:
    other = of(ZELE)
    assert other.shown is Shown.EXAMPLE
    assert "koos ervoor" not in profile.head(other)
    assert of(SINT_NIKLAAS, "kaart").shown is Shown.EXAMPLE
    assert made_up(of("42006"))


def test_it_can_be_shown_again(store_path: Path, ledger: Ledger) -> None:
    choose(ledger)
    choose(ledger, "nee")
    with cached.using(Current(store_path, ledger=ledger).get().store):
        assert of(SINT_NIKLAAS).shown is Shown.EXAMPLE


def test_nobody_hides_it_for_another(ledger: Ledger) -> None:
    with pytest.raises(NotAllowed):
        choose(ledger, authority_id=ZELE)
    assert ledger.sequence == 0


def test_the_form_hides_it_and_shows_it_again(
    store_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a laptop of one's own: the page as a whole, and what its button writes."""
    monkeypatch.setenv("SAMENLEVEN_LAPTOP", "ja")
    monkeypatch.setenv("SAMENLEVEN_LEDGER", str(tmp_path / "form.ledger"))
    app = open_page("gemeente", nis=SINT_NIKLAAS)
    assert "Verberg de voorbeeldcijfers van dit bestuur" in said(app)
    press(app, hiding.KEY, switch.HIDDEN)
    assert "koos ervoor om hier geen voorbeeldcijfers te tonen" in said(app)
    press(app, hiding.KEY, hiding.SHOWN_AGAIN)
    assert "Verberg de voorbeeldcijfers van dit bestuur" in said(app)
    assert "koos ervoor" not in said(app)
    assert [one.subject for one in Ledger(tmp_path / "form.ledger").batches()] == [Subject.SETTING] * 2


def test_who_may_not_write_for_an_authority_sees_no_form_and_writes_nothing(
    store_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMENLEVEN_LEDGER", str(tmp_path / "form.ledger"))
    app = open_page("gemeente", nis=SINT_NIKLAAS)
    assert "Verberg de voorbeeldcijfers" not in said(app)
    press(app, hiding.KEY, switch.HIDDEN)  # tampered with
    assert Ledger(tmp_path / "form.ledger").sequence == 0


def press(app: AppTest, key: str, action: str) -> None:
    """What a button of a form sends, once; the page answers."""
    held = form._Held()
    held.waiting.append(Sent(action, {}))
    app.session_state[f"{key} (formulier)"] = held
    app.run()
    assert not app.exception
