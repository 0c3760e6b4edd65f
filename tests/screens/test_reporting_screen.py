"""*Rapporteren* in the app-test harness: nobody, somebody without an agreement, one real line, and a whole agreement.

What one types and confirms is tried in a browser (tests/browser/test_reporting.py); here arrives what a form sends.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from samenleven.reporting.records import Agreement, AgreementLine, Origin
from samenleven.reporting.rights import NOBODY, Person, Role
from samenleven.store.connection import Store
from samenleven.store.ledger import Ledger
from tests.screens.test_pages import check, open_page
from tests.support.agreed import AGENCY, agree
from tests.support.ledger import recorded
from tests.support.screen import blocks, headlines, said
from ui.frame import form
from ui.login import person
from ui.login.person import Here

HALF = {"nis": "46021", "jaar": "2", "moment": "halfjaar"}
KEY = "rapport 46021 2 half_year"
ONE_LINE = AgreementLine(
    measure_id="call-05.1",
    priority=1,
    baseline_reach=40,
    planned_reach=160,
    grant_eur=Decimal(9600),
    own_share_eur=Decimal(9600),
)


@pytest.fixture
def ledger(store_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    """A ledger without anything in it, on the computer of somebody who needs no login."""
    folder = tmp_path / "samenleven.ledger"
    monkeypatch.setenv("SAMENLEVEN_LEDGER", str(folder))
    monkeypatch.setenv("SAMENLEVEN_LAPTOP", "ja")
    return Ledger(folder)


def one_line(ledger: Ledger) -> None:
    agreement = Agreement(
        applicant_id="46021",
        project_year=2,
        awarded_on=date(2023, 9, 22),
        cooperation=None,
        members=(),
        incentive_eur=Decimal(0),
        lines=(ONE_LINE,),
    )
    recorded(ledger, agreement, person=AGENCY, origin=Origin.COMMAND)


def titles(app: AppTest) -> list[str]:
    return [one.strip() for one in headlines(app)]


def send(app: AppTest, action: str, **values: str | bool) -> AppTest:
    """What a button of the form sends, as it comes in."""
    named = {name.replace("__", "-").replace("_", "."): value for name, value in values.items()}
    app.session_state[f"{KEY} (formulier)"].waiting.append(form.Sent(action, named))
    app.run()
    check(app)
    return app


def test_a_visitor_reads_why_there_is_no_form(store_path: Path) -> None:
    app = open_page("rapporteren", **HALF)
    check(app)
    assert titles(app) == ["Wie cijfers indient, meldt zich eerst aan"]
    assert "U kunt hier de cijfers van uw bestuur indienen." in said(app)
    assert not any("<form" in one for one in blocks(app))


def test_without_agreements_there_is_nothing_to_report(ledger: Ledger) -> None:
    app = open_page("rapporteren", **HALF)
    check(app)
    assert titles(app) == ["Er valt nog niets te rapporteren"]
    assert "Lees ze in op Beheer" in said(app)


def test_another_authority_and_one_that_is_not_due_read_why(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    one_line(ledger)
    for authority, headline in (
        ("44021", "Voor Gent valt er niets te rapporteren"),
        ("46021", "Eén cijfer over het eerste halfjaar"),
    ):
        here = Here(Person("anna", Role.LOCAL, authority), "Anna", "anna")
        monkeypatch.setattr(person, "here", lambda here=here: here)
        app = open_page("rapporteren", **HALF)
        check(app)
        assert titles(app)[0].startswith(headline)
        assert any("<form" in one for one in blocks(app)) is (authority == "46021")


def test_one_real_line_from_typing_to_the_receipt_and_a_correction(ledger: Ledger) -> None:
    one_line(ledger)
    app = open_page("rapporteren", **HALF)
    check(app)
    assert "0 van de 1 ingevuld" in said(app)
    send(app, form.AUTOSAVE, behaald__call__05_1="49")
    assert "24,5 %, onder de drempel van 25 %" in said(app)
    assert "Waarom het onder de drempel ligt" in said(app)
    assert ledger.sequence == 1

    again = open_page("rapporteren", **HALF)  # another browser: the draft is there
    assert 'value="49"' in "".join(blocks(again))
    send(again, "nakijken", behaald__call__05_1="drie")
    assert "'drie' is geen getal" in said(again)
    send(again, "nakijken", behaald__call__05_1="1.050")
    assert "is meer dan 3 keer de streefwaarde" in said(again)
    send(again, "nakijken", behaald__call__05_1="50")
    assert "1 nieuw cijfer" in said(again)
    assert "actie 5, oefenkansen Nederlands: van geen cijfer naar 25 %, haalt de drempel van 25 %" in said(again)
    send(again, "bevestig")
    assert "Ingediend: 1 cijfer over het eerste halfjaar van projectjaar 2" in said(again)
    assert titles(again) == ["Alles is ingediend over het eerste halfjaar van projectjaar 2"]
    assert ledger.sequence == 2

    send(again, "opnieuw")
    send(again, "nakijken", behaald__call__05_1="50")
    assert "Er is niets nieuws om in te dienen" in said(again)
    send(again, "nakijken", behaald__call__05_1="60", waarom="")
    assert "Dit cijfer vervangt een eerder" in said(again)
    send(again, "nakijken", behaald__call__05_1="60", waarom="Nageteld.")
    send(again, "bevestig")
    assert ledger.batches()[-1].why == "Nageteld."
    history = open_page("rapporteren", **HALF, spoor="call-05.1")
    assert "Nageteld." in said(history)
    assert "60" in said(history)


def test_a_login_that_ended_keeps_what_was_typed_and_records_nothing(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_line(ledger)
    monkeypatch.delenv("SAMENLEVEN_LAPTOP")
    held = {"here": Here(Person("anna", Role.LOCAL, "46021"), "Anna", "anna")}
    monkeypatch.setattr(person, "here", lambda: held["here"])
    app = open_page("rapporteren", **HALF)
    check(app)
    send(app, "nakijken", behaald__call__05_1="70")
    held["here"] = Here(NOBODY, known_as="anna", expired=True)
    send(app, "bevestig")
    assert "U bent niet aangemeld" in said(app)
    assert ledger.sequence == 1
    send(app, "terug")
    send(app, form.AUTOSAVE, behaald__call__05_1="75")
    held["here"] = Here(Person("bert", Role.LOCAL, "46021"), "Bert", "bert")
    assert 'value="75"' not in "".join(blocks(open_page("rapporteren", **HALF))), "a draft is of its writer"
    held["here"] = Here(Person("anna", Role.LOCAL, "46021"), "Anna", "anna")
    assert 'value="75"' in "".join(blocks(open_page("rapporteren", **HALF)))


def test_a_member_finds_the_report_of_its_cooperation(
    ledger: Ledger, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(store, ledger.folder, members=("46003",))
    here = Here(Person("anna", Role.LOCAL, "46003"), "Anna", "anna")
    monkeypatch.setattr(person, "here", lambda: here)
    app = open_page("rapporteren", nis="46003")
    check(app)
    assert "dient niet zelf in: de cijfers komen van Sint-Niklaas" in said(app)


def test_who_took_part_in_one_year_reports_on_that_year_only(
    ledger: Ledger, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(store, ledger.folder, "46021", 1, members=("46003",))
    agree(store, ledger.folder, "46021", 2)
    here = Here(Person("anna", Role.LOCAL, "46003"), "Anna", "anna")
    monkeypatch.setattr(person, "here", lambda: here)
    app = open_page("rapporteren", **HALF)
    check(app)
    assert "Voor Sint-Niklaas kunt u in projectjaar 2 geen cijfers indienen. U ziet projectjaar 1." in said(app)
    (bar,) = (one for one in blocks(app) if 'class="filters"' in one)
    assert "jaar=2" not in bar
