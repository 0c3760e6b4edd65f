"""Logging in through a real login service, in a real browser, as each role; and what nobody gets in with."""

from __future__ import annotations

import http.client
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from samenleven.reporting.records import Origin, RoleGrant, Subject
from samenleven.reporting.rights import Person, Role
from samenleven.store.connection import Store
from samenleven.store.ledger import Ledger
from samenleven.store.ledger.people import People
from tests.support.browser import Visit
from tests.support.logged_in import LONG, Place, arrive, log_in, running, visit

GRANTS = [
    RoleGrant(claim_value="SN", role=Role.LOCAL, authority_id="46021"),
    RoleGrant(claim_value="ABB", role=Role.AGENCY),
]
PEOPLE = {
    "bea": {"name": "Bea Beheer", "email": "bea@voorbeeld.be", "roles": ["Beheer"]},
    "lo": {"name": "Lo Lokaal", "email": "lo@voorbeeld.be", "roles": ["SN"]},
    "abi": {"name": "Abi Agentschap", "roles": ["Iets", "ABB"]},
    "niels": {"name": "Niels Niemand", "roles": ["Onbekend"]},
}


@pytest.fixture(scope="module")
def place(store_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A dashboard of its own, on which roles were given out by the first administrator."""
    folder = tmp_path_factory.mktemp("login")
    shutil.copyfile(Store(store_path).path, folder / "samenleven.duckdb")
    ledger = folder / "samenleven.ledger"
    admin = Person("eerste", Role.ADMIN)
    Ledger(ledger).write(Subject.ROLE, GRANTS, person=admin, origin=Origin.COMMAND, why="voor de tests")
    with running(folder / "samenleven.duckdb", ledger, PEOPLE) as place:
        yield place


def click_on(found: Visit) -> Visit:
    """The next click: another search on the screen *woordenlijst*."""
    found.page.locator("#zoek-woord").fill(f"woord {time.monotonic()}")
    found.page.wait_for_selector("text=Geen enkel woord past hierbij", timeout=LONG)
    return found.settle()


def bar(page: Page) -> str:
    return page.locator("header.top").inner_text()


def menu(page: Page) -> str:
    page.locator("#wie summary").click()
    return page.locator("#wie").inner_text()


def says(page: Page) -> str:
    return " ".join(page.locator(".says").all_inner_texts())


@pytest.mark.parametrize(
    ("subject", "role", "sees"),
    [
        ("bea", "Beheerder", ["Beheer"]),
        ("abi", "Kabinet of agentschap", ["Beheer"]),
        ("lo", "Lokaal bestuur Sint-Niklaas", []),
        ("niels", "Bezoeker", []),
    ],
)
def test_each_role_comes_back_where_it_was(
    browser: Browser, place: Place, subject: str, role: str, sees: list[str]
) -> None:
    found = log_in(browser, place, subject, "woordenlijst?zoek=akkoord&nis=46021")
    assert found.page.url == f"{place.address}/woordenlijst?zoek=akkoord&nis=46021"
    said = menu(found.page)
    assert {str(PEOPLE[subject]["name"]), role, "Afmelden"} <= set(said.splitlines())
    assert [one for one in ("Beheer",) if one in said.splitlines()] == sees
    assert ("geef dit door: roles: Onbekend" in says(found.page)) is (subject == "niels")
    if not sees:
        found.open("beheer")
        assert "Rollen, namen en wie wat deed zijn voor het agentschap en de beheerder." in found.text
        assert found.page.locator("table").count() == 0
    assert found.page.request.get(f"{place.address}/beheer/auditspoor.csv").status == (200 if sees else 403)
    found.page.context.close()


def test_who_does_not_log_in_reads_as_before(browser: Browser, place: Place) -> None:
    found = visit(browser, place, "beheer")
    assert "Aanmelden" in bar(found.page)
    assert "Meld u aan" in found.text
    assert found.page.request.get(f"{place.address}/beheer/auditspoor.csv").status == 403
    assert says(found.page) == ""
    found.page.get_by_role("link", name="Aanmelden", exact=True).click()
    place.login.refuse(found.page)
    arrive(found)
    assert found.page.url == f"{place.address}/beheer?aanmelden=mislukt"
    assert "Aanmelden is niet gelukt" in says(found.page)
    found.page.context.close()


def test_an_administrator_gives_a_role_and_takes_it_back_and_it_counts_at_the_next_click(
    browser: Browser, place: Place
) -> None:
    niels = log_in(browser, place, "niels")
    bea = log_in(browser, place, "bea", "beheer")
    page = bea.page
    assert "waarden geven een rol" in page.locator("h1").inner_text()
    assert "Onbekend" in page.locator("#veld-waarde-uitleg").inner_text()
    page.get_by_role("button", name="Geef deze rol").click()
    page.wait_for_selector("text=Vul de waarde in die de aanmelddienst meestuurt", timeout=LONG)
    page.get_by_label("Waarde van de claim").fill("Onbekend")
    page.get_by_label("Rol", exact=True).select_option("local")
    page.locator("textarea").first.fill("Nieuwe medewerker")
    page.get_by_role("button", name="Geef deze rol").click()
    page.wait_for_selector("text=Kies het bestuur waarvoor", timeout=LONG)
    assert page.get_by_label("Waarde van de claim").input_value() == "Onbekend"  # nothing to type again
    page.get_by_label("Bestuur", exact=True).select_option("41002")
    page.get_by_role("button", name="Geef deze rol").click()
    page.wait_for_selector("text=Onbekend geeft nu de rol lokaal bestuur Aalst", timeout=LONG)
    click_on(niels)
    assert says(niels.page) == ""
    assert "Lokaal bestuur Aalst" in menu(niels.page)
    take = page.locator("form", has=page.get_by_role("button", name="Neem deze rol terug"))
    take.get_by_label("Waarde").select_option("Onbekend")
    take.locator("textarea").fill("Werkt er niet meer")
    take.get_by_role("button").click()
    page.wait_for_selector("text=Onbekend geeft geen rol meer", timeout=LONG)
    click_on(niels)
    assert "hebt nog geen rol" in says(niels.page)
    last = Ledger(place.ledger).batches()[-1]
    assert (last.subject, last.why) == (Subject.ROLE, "Werkt er niet meer")
    assert People(place.ledger.with_suffix(".people")).all()[last.person_id].name == "Bea Beheer"
    for one in (niels, bea):
        one.page.context.close()


def test_the_last_administrator_stays(browser: Browser, place: Place) -> None:
    bea = log_in(browser, place, "bea", "beheer")
    take = bea.page.locator("form", has=bea.page.get_by_role("button", name="Neem deze rol terug"))
    take.get_by_label("Waarde").select_option("Beheer")
    take.locator("textarea").fill("Vergissing")
    take.get_by_role("button").click()
    bea.page.wait_for_selector("text=Dit is de laatste beheerder", timeout=LONG)
    bea.page.context.close()


@pytest.mark.long
def test_a_token_that_ends_leaves_the_page_and_what_was_typed(browser: Browser, place: Place) -> None:
    ends = time.time() + 8
    place.login.knows("kort", name="Kort", roles=["SN"], exp=int(ends))
    found = log_in(browser, place, "kort", "woordenlijst?zoek=akk")
    assert "Kort" in bar(found.page)
    time.sleep(max(0.0, ends + 1 - time.time()))
    found.page.locator("#zoek").fill("Sint-Ni")
    click_on(found)
    assert "Uw aanmelding is verlopen; wat u invulde, blijft staan. Meld u opnieuw aan." in says(found.page)
    assert "Kort" not in bar(found.page)
    assert found.page.locator("#zoek").input_value() == "Sint-Ni"
    assert found.page.request.get(f"{place.address}/beheer/auditspoor.csv").status == 403
    here = found.page.url
    place.login.knows("kort", name="Kort", roles=["SN"])
    found.page.get_by_role("link", name="Meld u opnieuw aan").click()
    place.login.let_in(found.page, "kort")
    arrive(found)
    assert found.page.url == here
    assert "Kort" in bar(found.page)
    found.page.context.close()


@pytest.mark.long
def test_logging_out_holds_for_every_page_that_was_opened_with_that_login(browser: Browser, place: Place) -> None:
    place.login.knows("uit", name="Uit", roles=["SN"])
    found = log_in(browser, place, "uit")
    kept = browser.new_context(storage_state=found.page.context.storage_state(), locale="nl-BE")  # also a thief's
    other = kept.new_page()
    other.goto(f"{place.address}/privacy")
    other.wait_for_selector("#wie", timeout=LONG)
    found.page.locator("#wie summary").click()
    found.page.get_by_role("link", name="Afmelden").click()
    found.page.get_by_role("button", name="End session").click()
    arrive(found)
    assert "Aanmelden" in bar(found.page)
    other.get_by_role("link", name="Bronnen", exact=True).click()
    other.wait_for_selector("text=Uw aanmelding is verlopen", timeout=LONG)
    other.goto(f"{place.address}/privacy")
    other.wait_for_selector("text=Uw aanmelding is verlopen", timeout=LONG)
    assert "Aanmelden" in bar(other)
    kept.close()
    found.page.context.close()


def ask(place: Place, path: str, **headers: str) -> tuple[int, dict[str, str]]:
    """One question without a browser, and where the answer leads."""
    line = http.client.HTTPConnection(urlsplit(place.address).netloc, timeout=10)
    line.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = line.getresponse()
    found = {name.lower(): value for name, value in answer.getheaders()}
    line.close()
    return answer.status, found


@pytest.mark.parametrize(
    ("back", "where"),
    [
        ("/gemeente?nis=46021", "%2Fgemeente%3Fnis%3D46021"),
        ("https://kwaad.test/", "%2F"),
        ("//kwaad.test/gemeente", "%2F"),
        ("/\\kwaad.test", "%2F"),
        ("/auth/logout", "%2F"),
    ],
)
def test_logging_in_leads_to_the_login_service_and_back_to_us_only(place: Place, back: str, where: str) -> None:
    status, said = ask(place, f"/aanmelden?terug={back}")
    assert status == 302
    assert said["location"].startswith("/auth/login?provider=")
    assert said["set-cookie"].startswith(f"samenleven_terug={where};")
    status, said = ask(place, "/oauth2callback?state=verzonnen&code=1", Cookie=f"samenleven_terug={back}")
    assert status == 302
    assert said["location"].startswith("/")
    assert not said["location"].startswith(("//", "/\\", "/auth"))


def test_another_site_logs_nobody_out(place: Place) -> None:
    assert ask(place, "/auth/logout", Sec_Fetch_Site="cross-site")[0] == 403
    assert ask(place, "/auth/logout", Sec_Fetch_Site="same-origin")[0] == 302


def test_under_another_name_one_logs_in_where_the_login_service_sends_back_to(place: Place) -> None:
    port = urlsplit(place.address).port
    status, said = ask(place, "/aanmelden?terug=/kaart", Host=f"localhost:{port}")
    assert (status, said["location"]) == (302, f"{place.address}/aanmelden?terug=%2Fkaart")


def test_a_forged_cookie_is_nobody(browser: Browser, place: Place) -> None:
    claims = '{"iss": "%s", "sub": "bea", "roles": ["Beheer"], "exp": 9999999999, "iat": 1, "is_logged_in": true}'
    forged = create_signed_value("een-ander-geheim", "_streamlit_user", claims % place.login.address).decode()
    for value in (forged, "zomaar", "eyJhIjoxfQ"):
        status, _ = ask(place, "/beheer/auditspoor.csv", Cookie=f"_streamlit_user={value}")
        assert status == 403
    found = visit(browser, place)
    found.page.context.add_cookies([{"name": "_streamlit_user", "value": forged, "url": place.address}])
    found.open("beheer")
    assert "Aanmelden" in bar(found.page)
    assert found.page.locator("table").count() == 0
    found.page.context.close()


@pytest.mark.long
def test_the_audit_trail_tells_and_an_erased_name_is_gone_while_the_rest_stays(browser: Browser, place: Place) -> None:
    place.login.knows("weg", name="Zeldzame Naam", email="zeldzaam@voorbeeld.be", roles=["ABB"])
    log_in(browser, place, "weg").page.context.close()
    bea = log_in(browser, place, "bea", "beheer?deel=auditspoor")
    page = bea.page
    assert "Zeldzame Naam" in bea.text
    page.locator("#f-wie").select_option(label="Zeldzame Naam")
    page.wait_for_url("**wie=**", timeout=LONG)
    bea.settle()
    assert page.locator("table.plain tbody tr").count() == 1
    who = re.search(r"wie=(\w+)", page.url)
    assert who
    content = page.request.get(f"{place.address}/beheer/auditspoor.csv?wie={who[1]}&vorm=csv").text()
    assert "aangemeld,Zeldzame Naam," in content
    assert content.count("\r\n") == 2
    for part in ("auditspoor", "namen", "rollen"):
        bea.open(f"beheer?deel={part}")
        assert Axe().run(page).response["violations"] == [], part
    bea.open("beheer?deel=namen")
    page.get_by_label("Wie", exact=True).select_option(who[1])
    page.get_by_role("button", name="Wis deze naam").click()
    page.wait_for_selector("text=een gewiste naam komt nooit terug", timeout=LONG)
    page.get_by_label("Wie", exact=True).select_option(who[1])
    page.get_by_label("Ik weet dat").check()
    page.get_by_role("button", name="Wis deze naam").click()
    page.wait_for_selector("text=De naam is gewist", timeout=LONG)
    assert "Zeldzame" not in bea.settle().text
    bea.open(f"beheer?deel=auditspoor&wie={who[1]}")
    assert "gewiste naam" in bea.text
    left = b"".join(
        path.read_bytes() for path in place.ledger.parent.rglob("*") if path.is_file() and path.suffix != ".duckdb"
    )
    assert b"Zeldzame" not in left
    assert b"zeldzaam@" not in left
    bea.open("privacy")
    assert "Bea Beheer" in bea.text
    assert "hoogstens 1.827 dagen (5 jaar) bewaard" in bea.text
    page.context.close()
