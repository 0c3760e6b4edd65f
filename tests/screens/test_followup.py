"""*Opvolging*: on the example set, on nothing, on one real agreement; and that it is only for the agency."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from samenleven.counted import Period
from samenleven.reporting import closing
from samenleven.reporting.records import Origin, Subject
from samenleven.reporting.rights import NOBODY
from tests.screens.test_door import run
from tests.screens.test_pages import check, open_page
from tests.support import real_ledger as real
from tests.support.screen import blocks, headlines, plain
from tests.support.screen import said as texts
from tests.take.test_take_routes import Answer, ask
from ui.embed import embed_routes
from ui.figure import forms
from ui.filters.address import Address
from ui.followup import followup_choice, followup_open, followup_routes, followup_steps
from ui.frame.form import Sent
from ui.reading import cached
from ui.take import take_routes

FIGURES = ("opvolging-indieners", "opvolging-brieven")


@pytest.fixture
def agency(monkeypatch: pytest.MonkeyPatch) -> None:
    """This computer is an administrator's own."""
    monkeypatch.setenv("SAMENLEVEN_LAPTOP", "ja")


@pytest.fixture
def one_row(store_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a ledger with one real agreement."""
    folder = tmp_path / "one.ledger"
    monkeypatch.setenv("SAMENLEVEN_LEDGER", str(folder))
    real.fill(folder)
    return folder


ROUTES = Starlette(routes=[*forms.routes(), *take_routes.routes(), *embed_routes.routes(), *followup_routes.routes()])


def get(path: str, query: str = "") -> Answer:
    """What the server answers beside the screens: status, headers and content."""
    return run(ask(ROUTES, path, query))


def headline_of(app: AppTest) -> str:
    """The one headline of a screen."""
    (headline,) = headlines(app)
    return headline.strip()


def test_the_agency_sees_everybody_the_worst_first(store_path: Path, agency: None) -> None:
    app = open_page("opvolging", jaar="2", periode="halfjaar")
    check(app)
    said = texts(app)
    headline = headline_of(app)
    assert headline.startswith("35 van de 59 indieners rapporteerden alles en 24 een deel; 24 zijn ")
    assert "rust op voorbeeldcijfers" in headline
    assert said.index("dagen te laat", said.index("indiener")) < said.index("✔ ontvangen")
    assert "Uiterste dag: 6 mei 2024." in said


def test_a_filter_leaves_only_whom_it_names_and_the_headline_stays(store_path: Path, agency: None) -> None:
    everybody = open_page("opvolging", jaar="2", periode="halfjaar")
    late = open_page("opvolging", jaar="2", periode="halfjaar", toon="te-laat")
    assert headline_of(late) == headline_of(everybody)
    assert "✔ ontvangen" not in texts(late)
    nobody = open_page("opvolging", jaar="2", periode="halfjaar", toon="bevestigd")
    assert "Geen enkele indiener past bij deze filters" in texts(nobody)
    region = open_page("opvolging", jaar="2", periode="halfjaar", regio="waasland")
    assert "Sint-Niklaas" in texts(region)
    assert "Turnhout" not in texts(region)


def test_nothing_made_up_can_be_confirmed_or_decided(store_path: Path, agency: None) -> None:
    app = open_page("opvolging", jaar="2", periode="halfjaar", indiener="46021")
    check(app)
    assert "Dit akkoord is een voorbeeld: er valt niets te bevestigen of te beslissen." in texts(app)
    assert "Beslis over actie" not in texts(app)


def test_without_a_published_day_nobody_is_late(store_path: Path, agency: None) -> None:
    app = open_page("opvolging", jaar="3", periode="halfjaar")
    assert "te laat" not in texts(app).replace("te laat\n", "", 1)  # the word of the filter itself
    assert "Uiterste dag: niet gepubliceerd." in texts(app)


def test_on_one_real_agreement(one_row: Path, agency: None) -> None:
    app = open_page("opvolging", jaar="1", periode="halfjaar", cijfers="gerapporteerd", indiener="46021")
    check(app)
    said = texts(app)
    # One figure is stated as not yet known: what is missing is late.
    assert headline_of(app).startswith("Geen enkele indiener rapporteerde alles en één een deel; één is ")
    assert "Haalt de halfjaardrempel van 25 % niet: het agentschap oordeelt nog." in said
    assert "Deze actie beoordeelt het agentschap altijd zelf: het agentschap oordeelt nog." in said
    assert "Reden: Later begonnen" in said
    assert "nog niet bekend" in said
    assert "Bevestig deze 2 cijfers" in said
    assert "Beslis over actie 5" in said
    assert "2 mei 2023 om 11.30 uur" in said  # every version, with when


def test_an_earlier_state_shows_what_was_known_then_and_changes_nothing(one_row: Path, agency: None) -> None:
    real.hand_in(cached.ledger(), [real.report("call-05.1", 200)])
    asked = {"jaar": "1", "periode": "halfjaar", "cijfers": "gerapporteerd", "indiener": "46021"}
    now = texts(open_page("opvolging", **asked))
    then = open_page("opvolging", **asked, stand="2023-05-04")
    check(then)
    assert "50 %" in now
    assert "Stand op 4 mei 2023" in texts(then)
    assert "22,5 %" in texts(then)
    assert "Bevestig" not in texts(then)
    assert "Beslis over" not in texts(then)
    before = open_page("opvolging", **asked, stand="2023-05-01")
    assert "Geen enkele indiener rapporteerde; nog 4 dagen" in headline_of(before)
    bad = open_page("opvolging", **asked, stand="morgen")
    check(bad)
    assert "De link vraagt stand = morgen, maar dat bestaat niet." in texts(bad)


def test_without_any_agreement_it_says_what_to_do(
    store_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, agency: None
) -> None:
    monkeypatch.setenv("SAMENLEVEN_LEDGER", str(tmp_path / "empty.ledger"))
    app = open_page("opvolging", jaar="1", cijfers="gerapporteerd")
    check(app)
    assert "Voor dit projectjaar is er geen enkel akkoord." in texts(app)
    assert headline_of(app) == "Voor projectjaar 1 zijn er nog geen indieners"


def test_on_an_empty_store(empty_store_path: Path, monkeypatch: pytest.MonkeyPatch, agency: None) -> None:
    monkeypatch.setenv("SAMENLEVEN_STORE", str(empty_store_path))
    app = open_page("opvolging")
    check(app)
    assert "python -m samenleven build" in texts(app)


def test_a_visitor_reads_why_there_is_nothing(store_path: Path) -> None:
    app = open_page("opvolging", jaar="1", indiener="46021")
    check(app)
    assert headline_of(app) == "Opvolgen doet het agentschap"
    assert "Sint-Niklaas" not in texts(app)


def test_nobody_else_gets_the_figures_as_a_file(store_path: Path) -> None:
    for name in FIGURES:
        for form in ("tabel", "csv", "excel"):
            assert get(f"/figuur/{name}/{form}", "jaar=1")[0] == 404
        assert get(f"/inbedden/{name}", "jaar=1")[0] == 404
    assert get("/werkmap/opvolging.xlsx", "jaar=1")[0] == 404


def test_the_agency_takes_the_letters_along(one_row: Path, agency: None) -> None:
    address = "jaar=1&periode=halfjaar&cijfers=gerapporteerd"
    status, _, content = get("/figuur/opvolging-brieven/csv", address)
    lines = content.decode().splitlines()
    assert (status, len(lines)) == (200, 1 + len(real.KPI))  # a row per action
    assert "soort cijfer" in lines[0]
    assert all("gerapporteerd" in line or "officieel" in line for line in lines[1:])
    book = openpyxl.load_workbook(io.BytesIO(get("/werkmap/opvolging.xlsx", address)[2]))
    assert {"Indieners", "Brieven"} <= set(book.sheetnames)
    for name in FIGURES:  # nor are they on another site, whoever asks
        assert get(f"/inbedden/{name}", address)[0] == 404


def test_the_calendar_is_for_everybody_and_stays_the_same(store_path: Path) -> None:
    status, headers, content = get("/opvolging/kalender.ics")
    assert (status, headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert b"SUMMARY:Uiterste dag: halfjaarcijfers van projectjaar 1\r\n" in content
    assert b"DTSTART;VALUE=DATE:20230505\r\n" in content
    assert get("/opvolging/kalender.ics")[2] == content


@pytest.mark.parametrize("person", [NOBODY, real.OFFICER], ids=["visitor", "local"])
def test_who_may_not_decide_is_refused_where_it_is_written(one_row: Path, person: object) -> None:
    address = Address(
        "opvolging", (("jaar", "1"), ("periode", "halfjaar"), ("cijfers", "gerapporteerd"), ("indiener", "46021"))
    )
    with cached.using(cached.store_at(datetime(2023, 5, 4))):
        choice = followup_choice.of(address)
        _, everybody = followup_choice.found(address, choice)
        assert (choice.year, choice.period) == (1, Period.HALF_YEAR)
        before = cached.ledger().sequence
        decide = Sent("beslis-5", {followup_open.verdict(5): "positive", followup_open.reason(5): "Goed"})
        confirm = Sent("bevestig", {"cijfer-call-05.1": True})
        close = Sent("sluit-jaar", {"zeker": True})
        for sent in (decide, confirm, close):
            answer = followup_steps.take(sent, everybody, choice, person)  # type: ignore[arg-type]
            assert "niet aangemeld" in answer.told or "niet toe" in answer.told or "niet van uw" in answer.told
        assert cached.ledger().sequence == before
    assert not followup_choice.is_for(person)  # type: ignore[arg-type]


@pytest.mark.long
def test_a_closed_year_says_so_on_every_screen_that_shows_it(one_row: Path, agency: None) -> None:
    change = closing.change(1, date(2024, 3, 1))
    cached.ledger().write(Subject.SETTING, [change], person=real.AGENCY, origin=Origin.FORM)
    said = "Projectjaar 1 is afgesloten op 1 maart 2024: een archief, er verandert niets meer in."
    for name in ("overzicht", "doelstellingen", "gemeente", "kaart", "budget", "opvolging"):
        asked = {"nis": "46021", "cijfers": "voorbeeld", "cijfer": "grant"}
        assert said in texts(open_page(name, jaar="1", **asked)), name
        assert said not in texts(open_page(name, jaar="2", **asked)), name
    opened = texts(open_page("opvolging", jaar="1", periode="halfjaar", indiener="46021", cijfers="gerapporteerd"))
    assert "Bevestig" not in opened
    assert "Open projectjaar 1 opnieuw" in opened


def test_a_reminder_never_names_another(one_row: Path, agency: None) -> None:
    app = open_page("opvolging", jaar="1", periode="halfjaar", indiener="46021")
    mails = [plain(text.split("</textarea>")[0]) for html in blocks(app) for text in html.split("<textarea")[1:]]
    letters = [text for text in mails if "Beste collega" in text]
    assert len(letters) == 2
    assert sum("Sint-Niklaas" in text for text in letters) == 1
    assert not any("Antwerpen" in text for text in letters)
