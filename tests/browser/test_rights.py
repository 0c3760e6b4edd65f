"""Nobody writes for another: by form, by upload, or by tampering with what a page sends.

A real login service, a real server, a real ledger and a real browser. What somebody could forge is sent through the
page's own live connection: the frames of another browser, our own frames with another authority in them, a form with
fields and buttons that it did not have, an address that changes while the form stands open.
"""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from samenleven.reporting.records import Origin, RoleGrant, Subject
from samenleven.reporting.rights import Person, Role
from samenleven.store.connection import Store
from samenleven.store.ledger import Ledger
from samenleven.store.ledger.audit import Audit, Event, Happening
from samenleven.store.ledger.drafts import Drafts
from samenleven.store.ledger.people import People
from tests.support.agreed import agree
from tests.support.logged_in import Place, arrive, log_in, running, visit

pytestmark = pytest.mark.long

MINE, OTHER = "46021", "41002"
ADMIN = Person("eerste", Role.ADMIN)
GRANTS = [
    RoleGrant(claim_value="SN", role=Role.LOCAL, authority_id=MINE),
    RoleGrant(claim_value="ABB", role=Role.AGENCY),
]
PEOPLE = {
    "bea": {"name": "Bea Beheer", "roles": ["Beheer"]},
    "abi": {"name": "Abi Agentschap", "roles": ["ABB"]},
    "lo": {"name": "Lo Lokaal", "roles": ["SN"]},
}
HALF = "rapporteren?nis={}&jaar=2&moment=halfjaar"
KEY = "rapport {} 2 half_year"
OPEN = f"opvolging?jaar=2&periode=halfjaar&cijfers=gerapporteerd&indiener={OTHER}"
WHY = "Voor Aalst kunt u hier geen cijfers indienen. U ziet Sint-Niklaas."
CHECK, CONFIRM = "Kijk na wat u indient", "Bevestigen en indienen"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HOLD = """
    const send = WebSocket.prototype.send;
    WebSocket.prototype.send = function (data) { window.line = this; return send.call(this, data); };
"""
SEND = "(frame) => window.line.send(Uint8Array.from(frame))"


@pytest.fixture(scope="module", autouse=True)
def patience() -> Iterator[None]:
    """Whole ways through the screens, on a machine that may be busy."""
    expect.set_options(timeout=20_000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture(scope="module")
def place(store_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Two applicants with an agreement, and roles for an officer of the one and for the agency."""
    folder = tmp_path_factory.mktemp("rights")
    store = Store(store_path)
    shutil.copyfile(store.path, folder / "samenleven.duckdb")
    ledger = folder / "samenleven.ledger"
    Ledger(ledger).write(Subject.ROLE, GRANTS, person=ADMIN, origin=Origin.COMMAND, why="voor de tests")
    for applicant in (MINE, OTHER):
        agree(store, ledger, applicant)
    store.close()
    with running(folder / "samenleven.duckdb", ledger, PEOPLE) as found:
        yield found


class Line:
    """Somebody's page, with every frame that it sent to the server, and a way to send others."""

    def __init__(self, browser: Browser, place: Place, subject: str | None, path: str) -> None:
        self.place = place
        self.frames: list[bytes] = []
        self.visit = log_in(browser, place, subject) if subject else visit(browser, place)
        self.page = self.visit.page
        self.page.add_init_script(HOLD)
        self.page.on("websocket", lambda socket: socket.on("framesent", self._sent))
        self.visit.open(path)

    def _sent(self, frame: str | bytes) -> None:
        self.frames.append(frame if isinstance(frame, bytes) else frame.encode())

    def forge(self, frames: Sequence[bytes]) -> Line:
        """Send frames over this page's own connection, one after another."""
        assert frames
        for frame in frames:
            self.page.evaluate(SEND, list(frame))
            self.page.wait_for_timeout(150)
        self.page.wait_for_timeout(500)
        return self

    def press(self, button: str) -> None:
        self.page.get_by_role("button", name=button).click()

    def fill_in(self, value: str) -> None:
        for one in self.page.locator("input[name^='behaald-']").all():
            one.fill(value)

    def to_summary(self, value: str = "0") -> None:
        """Type the same figure everywhere, with a reason wherever one is asked."""
        self.fill_in(value)
        self.press(CHECK)
        confirm = self.page.get_by_role("button", name=CONFIRM)
        for _ in range(2):
            self.visit.settle()
            if confirm.is_visible():
                break
            for one in self.page.locator("textarea").all():
                one.fill("Zo is het.")
            self.visit.settle()
            self.press(CHECK)
        expect(confirm).to_be_visible()

    def confirm(self) -> None:
        self.press(CONFIRM)
        expect(self.page.get_by_role("heading", name="Ingediend:")).to_be_visible()

    def close(self) -> None:
        self.page.context.close()


def sequence(place: Place) -> int:
    return Ledger(place.ledger).sequence


def about(place: Place, number: int) -> set[str]:
    """For whom a batch is."""
    return set(Ledger(place.ledger).rows(number).column("applicant_id").to_pylist())


def who(place: Place, name: str) -> str:
    people = People(place.ledger.with_suffix(".people")).all().values()
    return next(one.person_id for one in people if one.name == name)


def draft_of(place: Place, name: str, applicant: str) -> object:
    drafts = Drafts(90, place.ledger.with_suffix(".drafts"))
    return drafts.find(who(place, name), KEY.format(applicant), datetime.now(UTC))


def refused(place: Place) -> list[Event]:
    events = Audit(place.ledger.with_suffix(".people")).events()
    return [one for one in events if one.happening is Happening.REFUSED]


def others(frames: Sequence[bytes]) -> list[bytes]:
    """The same frames about the other authority: its code is as long, so they stay well formed."""
    return [
        frame.replace(MINE.encode(), OTHER.encode())
        for frame in frames
        if MINE.encode() in frame or OTHER.encode() in frame
    ]


@pytest.fixture(scope="module")
def agency(browser: Browser, place: Place) -> list[bytes]:
    """The agency reports for the other authority, confirms a figure, decides on an action and enters an agreement: it
    may. What its page sent to do so."""
    abi = Line(browser, place, "abi", HALF.format(OTHER))
    before = sequence(place)
    abi.to_summary()
    abi.confirm()
    assert (sequence(place), about(place, before + 1)) == (before + 1, {OTHER})

    abi.visit.open(OPEN)
    abi.page.get_by_role("button", name=re.compile("^Bevestig deze")).click()
    expect(abi.page.get_by_text("bevestigd en nu officieel")).to_be_visible()
    abi.page.get_by_label("Beslissing").first.select_option("negative")
    abi.page.get_by_label("Reden").first.fill("Geen enkel cijfer.")
    abi.page.get_by_role("button", name=re.compile("^Beslis over actie")).first.click()
    expect(abi.page.get_by_text(re.compile(r"De beslissing over actie \d+ is bewaard"))).to_be_visible()

    abi.visit.open("akkoord?nis=44021&jaar=2")
    abi.page.get_by_label("Huidig bereik: volwassen anderstaligen").fill("100")
    abi.page.get_by_label("Gepland bereik: volwassen anderstaligen").fill("200")
    abi.press("Kijk het akkoord na")
    abi.press("Bevestig en bewaar")
    expect(abi.page.get_by_text("Het akkoord is bewaard")).to_be_visible()
    subjects = [one.subject for one in Ledger(place.ledger).batches(after=before)]
    assert subjects == [Subject.REPORT, Subject.CONFIRMATION, Subject.DECISION, Subject.AGREEMENT]
    abi.close()
    return abi.frames


@pytest.fixture(scope="module")
def admin(browser: Browser, place: Place) -> list[bytes]:
    """What the page of an administrator sends to give a role."""
    bea = Line(browser, place, "bea", "beheer")
    before = sequence(place)
    bea.page.get_by_label("Waarde van de claim").fill("NIEUW")
    bea.page.get_by_label("Rol", exact=True).select_option("local")
    bea.page.get_by_label("Bestuur", exact=True).select_option(MINE)
    bea.page.locator("textarea").first.fill("Nieuwe medewerker")
    bea.press("Geef deze rol")
    expect(bea.page.get_by_text("NIEUW geeft nu de rol")).to_be_visible()
    assert sequence(place) == before + 1
    bea.close()
    return bea.frames


def test_the_form_of_another_does_not_open(browser: Browser, place: Place) -> None:
    before = sequence(place)
    lo = Line(browser, place, "lo", HALF.format(OTHER))
    expect(lo.page.get_by_text(WHY)).to_be_visible()
    expect(lo.page.get_by_role("heading", level=1)).to_contain_text("over het eerste halfjaar")
    expect(lo.page.get_by_text("Rapporteren · Sint-Niklaas")).to_be_visible()
    expect(lo.page.get_by_text("Rapporteren · Aalst")).to_have_count(0)
    workbook = f"{place.address}/rapportering/{OTHER}/2/halfjaar.xlsx"
    assert lo.page.request.get(workbook).status == 404
    assert lo.page.request.get(workbook.replace(OTHER, MINE)).status == 200
    assert sequence(place) == before
    lo.close()


def test_a_file_of_another_is_refused(browser: Browser, place: Place) -> None:
    abi = log_in(browser, place, "abi", HALF.format(OTHER))
    theirs = abi.page.request.get(f"{place.address}/rapportering/{OTHER}/2/halfjaar.xlsx").body()
    abi.page.context.close()
    measures = Ledger(place.ledger).rows(3).column("measure_id").to_pylist()
    rows = [f"{OTHER},2,halfjaar,{one},0" for one in measures]
    csv = "\n".join(["NIS-code indiener,projectjaar,periode,code,behaald", *rows]).encode()
    before = sequence(place)
    lo = Line(browser, place, "lo", f"{HALF.format(MINE)}&invoer=bestand")
    for name, kind, content, said in (
        (
            "aalst.xlsx",
            EXCEL,
            theirs,
            "Dit is het bestand van Aalst, niet dat van Sint-Niklaas. Kies het bestand van uw eigen bestuur.",
        ),
        (
            "aalst.csv",
            "text/csv",
            csv,
            "In aalst.csv staan ook cijfers van een ander bestuur, projectjaar of een andere periode. Geef hier alleen "
            "de rijen van Sint-Niklaas over deze periode, of kies hierboven de andere.",
        ),
    ):
        given = {"name": name, "mimeType": kind, "buffer": content}
        lo.page.locator("input[type=file]").set_input_files(files=[given])  # type: ignore[list-item]
        expect(lo.page.get_by_text(said)).to_be_visible()
        expect(lo.page.get_by_text("Van dit bestand is niets overgenomen.")).to_be_visible()
        expect(lo.page.get_by_role("button", name=CONFIRM)).to_have_count(0)
    assert draft_of(place, "Lo Lokaal", MINE) is None
    assert sequence(place) == before
    lo.close()


@pytest.mark.parametrize("subject", ["lo", None])
def test_what_another_browser_sent_does_nothing_in_ones_own(
    browser: Browser, place: Place, agency: list[bytes], admin: list[bytes], subject: str | None
) -> None:
    before = sequence(place)
    line = Line(browser, place, subject, HALF.format(OTHER))
    line.forge(agency)
    line.visit.open("beheer")
    line.forge(admin)
    assert sequence(place) == before
    if subject:
        assert draft_of(place, "Lo Lokaal", OTHER) is None
    for path in ("beheer", "akkoord?nis=46021&jaar=2", OPEN):
        line.visit.open(path)
        assert line.page.locator("[data-send]").count() == 0, path
    line.close()


def test_what_one_sent_oneself_does_nothing_for_another(browser: Browser, place: Place) -> None:
    before = sequence(place)
    lo = Line(browser, place, "lo", HALF.format(MINE))
    lo.to_summary()
    # A form that names another: the server knows no such field, and what is recorded is what the summary showed.
    lo.page.evaluate(
        """(other) => {
            const form = document.querySelector('form.form');
            for (const name of ['nis', 'applicant', 'applicant_id', 'indiener']) {
                form.insertAdjacentHTML('beforeend', `<input type="hidden" name="${name}" value="${other}">`);
            }
            history.pushState({}, '', location.href.replace('46021', other));
        }""",
        OTHER,
    )
    lo.confirm()
    assert (sequence(place), about(place, before + 1)) == (before + 1, {MINE})

    mine = list(lo.frames)
    assert len(others(mine)) > 3
    lo.forge(others(mine))  # in the session that sent them
    lo.visit.open(HALF.format(MINE))
    lo.forge(others(mine))  # and in a new one, on one's own form
    assert sequence(place) == before + 1
    assert draft_of(place, "Lo Lokaal", OTHER) is None

    # A button that the form does not have: the whole message is refused.
    lo.visit.open(HALF.format(MINE))
    lo.page.evaluate("document.querySelector('[data-send]').dataset.send = 'bevestig'")
    lo.page.locator("[data-send='bevestig']").click()
    expect(lo.page.get_by_text("Dit formulier is intussen veranderd. Er is niets verwerkt")).to_be_visible()
    assert sequence(place) == before + 1
    lo.close()


def test_a_forged_message_that_reaches_the_ledger_is_refused_there(browser: Browser, place: Place) -> None:
    page = f"gemeente?nis={MINE}&jaar=2"
    lo = Line(browser, place, "lo", page)
    before, held = sequence(place), len(refused(place))
    lo.press("Verberg de voorbeeldcijfers van mijn bestuur")
    again = lo.page.get_by_role("button", name="Toon de voorbeeldcijfers van mijn bestuur weer")
    expect(again).to_be_visible()
    pressed = [frame for frame in lo.frames if b'"action"' in frame][-1:]
    again.click()
    expect(lo.page.get_by_role("button", name="Verberg de voorbeeldcijfers")).to_be_visible()
    assert sequence(place) == before + 2

    lo.visit.open(page)
    lo.forge(others(pressed))  # the button on one's own page, with the address of the other
    assert sequence(place) == before + 2
    (event,) = refused(place)[held:]
    assert (event.about, event.authority_id, event.person_id) == (Subject.SETTING, OTHER, who(place, "Lo Lokaal"))
    lo.visit.open(page)
    lo.forge(pressed)  # as it was sent the first time: so what is forged does arrive
    assert sequence(place) == before + 3
    lo.close()


def test_a_login_that_ended_writes_nothing_and_what_was_typed_is_there_after_the_next(
    browser: Browser, place: Place
) -> None:
    ends = time.time() + 25
    place.login.knows("kort", name="Kort", roles=["SN"], exp=int(ends))
    lo = Line(browser, place, "kort", "rapporteren?nis=46021&jaar=2&moment=jaar")
    lo.to_summary("30000")
    before, held = sequence(place), len(refused(place))
    time.sleep(max(0.0, ends + 1 - time.time()))
    lo.press(CONFIRM)
    expect(lo.page.get_by_text("U bent niet aangemeld. Meld u aan en probeer het opnieuw")).to_be_visible()
    expect(lo.page.get_by_text("Uw aanmelding is verlopen; wat u invulde, blijft staan.")).to_be_visible()
    assert sequence(place) == before
    (event,) = refused(place)[held:]
    assert (event.about, event.authority_id, event.person_id) == (Subject.REPORT, MINE, "")
    lo.press("Terug naar het formulier")
    field = lo.page.locator("input[name^='behaald-']").first
    field.fill("29999")
    expect(lo.page.get_by_role("status").filter(has_text="Concept bewaard")).to_be_visible()
    lo.visit.settle()

    place.login.knows("kort", name="Kort", roles=["SN"])
    lo.page.get_by_role("link", name="Meld u opnieuw aan").first.click()
    place.login.let_in(lo.page, "kort")
    arrive(lo.visit)
    assert lo.page.url.endswith("rapporteren?nis=46021&jaar=2&moment=jaar")
    expect(field).to_have_value("29999")
    expect(lo.page.locator("input[name^='behaald-']").nth(1)).to_have_value("30000")
    assert sequence(place) == before
    lo.close()


def test_a_role_that_was_taken_back_counts_at_the_next_click(browser: Browser, place: Place) -> None:
    ledger = Ledger(place.ledger)
    given = RoleGrant(claim_value="EVEN", role=Role.LOCAL, authority_id=MINE)
    ledger.write(Subject.ROLE, [given], person=ADMIN, origin=Origin.COMMAND)
    place.login.knows("even", name="Even", roles=["EVEN"])
    lo = Line(browser, place, "even", "rapporteren?nis=46021&jaar=2&moment=jaar")
    lo.to_summary("30000")
    last = ledger.write(
        Subject.ROLE, [RoleGrant(claim_value="EVEN", role=None)], person=ADMIN, origin=Origin.COMMAND
    ).sequence
    lo.press(CONFIRM)
    expect(lo.page.get_by_role("heading", name="Wie cijfers indient")).to_be_visible()
    assert sequence(place) == last
    assert lo.page.locator("[data-send]").count() == 0
    lo.close()
