"""Everyone can use every page (WCAG 2.2 AA): axe-core, zoom, contrast, Dutch names, and only a keyboard."""

from __future__ import annotations

import urllib.parse
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit
from playwright.sync_api import Browser, expect

from tests.browser.test_dashboard import TITLES
from tests.support.accessibility import CONTRASTS, KNOWN, NORMAL, Look, focus, look_at, tab_to
from tests.support.browser import Visit
from ui.accessibility.statement import BARRIERS

# The pages themselves, and the parts of them that lie behind a choice.
VIEWS = (
    "kaart?weergave=3d",
    "gemeente?nis=42028",
    "gemeente?nis=46025",
    "gemeente?nis=73109",
    "gemeente?nis=21001",
    "gemeente?nis=42006&cijfers=officieel",
    "samenwerking?nis=42028",
    "samenwerking?beeld=zelf&regio=limburg&verdeling=72004.72018",
    "samenwerking?beeld=bekend",
    "budget?deel=vergelijken",
    "budget?deel=beste",
    "budget?scenario=budget.3~9000000~threshold_alone~-3&nis=46021",
    "budget?deel=aanvraag",
    "bronnen?cijfer=dekking&lijst=contradiction",
    "bronnen?parameter=budget_awarded",
    "woordenlijst?zoek=drempel",
)
DRAWN = ("budget", "budget?deel=vergelijken")
FULL = [("vol", page) for page in (*TITLES, *VIEWS)]
EMPTY = [("leeg", page) for page in TITLES]
IDS = [f"{store}-{path or 'overzicht'}" for store, path in (*FULL, *EMPTY)]
CASES = [*FULL, *(pytest.param(case, marks=pytest.mark.long) for case in EMPTY)]
SERVERS = {"vol": "full", "leeg": "empty"}  # started when a case asks for it
LEUVEN, GENT = "24062", "44021"


class Looks:
    """Every page, visited once (a file of tests runs in one process); each test asks something else of it."""

    def __init__(self, browser: Browser, server: Callable[[str], str]) -> None:
        self.browser, self.server = browser, server
        self.visits: dict[str, Visit] = {}
        self.seen: dict[tuple[str, str], Look] = {}

    def __getitem__(self, case: tuple[str, str]) -> Look:
        if case not in self.seen:
            store, path = case
            if store not in self.visits:
                size = {"width": NORMAL[0], "height": NORMAL[1]}
                self.visits[store] = Visit(
                    self.browser, self.server(SERVERS[store]), viewport=size, reduced_motion="reduce"
                )
            self.seen[case] = look_at(
                self.visits[store].open(path), part=path in VIEWS, opened=store == "vol" and path in TITLES
            )
        return self.seen[case]


@pytest.fixture(scope="module")
def looks(browser: Browser, request: pytest.FixtureRequest) -> Looks:
    return Looks(browser, request.getfixturevalue)


@pytest.fixture
def page(browser: Browser, full: str) -> Iterator[Visit]:
    """The first screen on the full store, for a person who only has a keyboard."""
    visit = Visit(browser, full, viewport={"width": 1280, "height": 1024}).open("")
    yield visit
    visit.page.close()


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_axe_finds_nothing(looks: Looks, case: tuple[str, str]) -> None:
    """Light and dark, normal and at 400 %, folded and unfolded; all rules for A and AA, and best practices."""
    assert looks[case].violations == []


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_the_page_never_scrolls_sideways(looks: Looks, case: tuple[str, str]) -> None:
    """A map and a wide table scroll inside their own frame."""
    assert not looks[case].spills


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_text_can_be_read(looks: Looks, case: tuple[str, str]) -> None:
    assert looks[case].low() == []
    # A measure that finds nothing would pass too: every screen has text, and these have text in their drawings.
    drawn = case[0] == "vol" and case[1] in DRAWN
    for mode in ("light", "dark"):
        assert {"part"} | ({"drawing"} if drawn else set()) <= {kind for kind, _, _ in looks[case].contrasts[mode]}


def test_the_measure_finds_text_that_cannot_be_read(browser: Browser) -> None:
    """On the page, on a shape of a drawing, and behind a veil; what has an edge of its own lies on that."""
    page = browser.new_page()
    page.set_content(
        '<div class="stMain"><p style="color:#999">bleek</p><p style="opacity:.4">achter een waas</p><p>goed</p>'
        '<svg width="300" height="90"><rect width="150" height="90" fill="#123"/>'
        '<text x="10" y="20" fill="#234">donker op donker</text><text x="10" y="40" fill="#fff">wit op donker</text>'
        '<text x="160" y="20" fill="#eee">licht op licht</text><text x="10" y="70" fill="#000" '
        'style="paint-order:stroke;stroke:#fff">met een rand</text></svg></div>'
    )
    look = Look(contrasts={"licht": page.evaluate(CONTRASTS)})
    words = {one.removeprefix("licht: ").rpartition(" ")[0] for one in look.low()}
    assert words == {"bleek", "achter een waas", "donker op donker", "licht op licht"}
    page.close()


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_every_name_is_dutch(looks: Looks, case: tuple[str, str]) -> None:
    assert looks[case].english == []


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_the_structure_can_be_followed(looks: Looks, case: tuple[str, str]) -> None:
    seen = looks[case].structure
    assert seen["language"] == "nl"
    assert seen["headings"][0] == 1
    assert seen["headings"].count(1) == 1
    assert all(next_ <= now + 1 for now, next_ in zip(seen["headings"], seen["headings"][1:], strict=False))
    assert seen["main"] == 1
    assert seen["menu"][:2] == ["Menu", "Schermen"], "other lists of links come after, with a name of their own"
    assert len(set(seen["menu"])) == len(seen["menu"])
    here = set(seen["here"]) - {""}  # a menu that is closed shows nothing
    assert here <= {TITLES[urllib.parse.urlsplit(case[1]).path]}, "in the bar and in its menu"
    assert seen["moving"] == 0


def test_the_list_of_exceptions_is_still_needed(looks: Looks) -> None:
    """An entry that axe no longer finds can leave the statement."""
    found = {what for case in FULL for what in looks[case].known}
    assert [barrier.what for barrier in KNOWN if barrier.what not in found] == []


def test_streamlit_still_needs_what_we_repair() -> None:
    """Fails when Streamlit mends what the statement blames it for; then the statement can say so."""
    static = Path(streamlit.__file__).parent / "static"
    assert '<html lang="en">' in (static / "index.html").read_text(encoding="utf-8")
    assert any(
        "Skip to main content" in path.read_text(encoding="utf-8") for path in (static / "static" / "js").glob("*.js")
    )


def test_the_statement_names_every_barrier(browser: Browser, full: str) -> None:
    visit = Visit(browser, full).open("toegankelijkheid")
    assert visit.page.locator(".stTable tbody tr").count() == len(BARRIERS)
    for barrier in BARRIERS:
        if barrier.issue:
            assert visit.page.locator(f'.stTable a[href$="/streamlit/issues/{barrier.issue}"]').count() == 1
    visit.page.close()


def menu(visit: Visit, name: str) -> None:
    """Go to another page with the keyboard: Tab to the link in the menu, Enter."""
    tab_to(visit.page, role="a", name=name)
    visit.page.keyboard.press("Enter")
    expect(visit.page).to_have_title(f"{name} · Samenleven", timeout=20_000)
    visit.settle()


def test_the_first_tab_skips_to_the_content(page: Visit) -> None:
    page.page.keyboard.press("Tab")
    first = focus(page.page)
    assert first["name"] == "Naar de inhoud"
    assert first["seen"]
    page.page.keyboard.press("Enter")
    assert focus(page.page)["id"] == "stMain"
    page.page.keyboard.press("Tab")
    assert page.page.evaluate("document.activeElement.closest('main') !== null")


def test_another_municipality_and_another_year_by_keyboard(page: Visit) -> None:
    tab_to(page.page, role="combobox", name="Zoek gemeente")
    page.page.keyboard.type("Leuven")
    page.page.get_by_role("option", name="Leuven").wait_for()
    page.page.keyboard.press("Enter")
    expect(page.page.locator("h1")).to_contain_text("Leuven haalt", timeout=20_000)
    page.settle()
    assert f"nis={LEUVEN}" in page.page.url
    tab_to(page.page, role="a", name="Projectjaar 1")
    page.page.keyboard.press("Enter")
    expect(page.page.locator("h1")).to_contain_text("projectjaar 1", timeout=20_000)
    assert "jaar=1" in page.page.url


def test_a_region_is_divided_by_keyboard(page: Visit) -> None:
    """Its list by the letters of a region; then its map, area by area, and Enter asks with whom that place could go."""
    menu(page, "Samenwerking")
    tab_to(page.page, role="select-one", name="Regio")
    page.page.keyboard.type("Limb")
    page.page.wait_for_url("**regio=limburg*")
    page.settle()
    area = tab_to(page.page, role="a", name="Bree")
    assert "inwoners" in area["name"]
    page.page.keyboard.press("Enter")
    expect(page.page.locator("h1")).to_contain_text("Bree", timeout=20_000)


def test_a_slider_moves_the_budget_by_keyboard(page: Visit) -> None:
    menu(page, "Budget")
    before = page.text
    slider = tab_to(page.page, role="range")
    assert slider["name"].startswith("Budget")
    page.page.keyboard.press("ArrowLeft")
    page.settle()
    assert "scenario=" in page.page.url
    assert page.text != before
    tab_to(page.page, role="a", name="Terug naar 16,83")
    page.page.keyboard.press("Enter")
    page.settle()
    assert "scenario=" not in page.page.url
    assert page.text == before


@pytest.mark.parametrize("path", ["", "kaart", "doelstellingen", "gemeente?nis=46021", "gemeente?nis=42028"])
def test_what_is_read_aloud_comes_in_the_order_in_which_it_stands(browser: Browser, full: str, path: str) -> None:
    """On a phone all stands below each other: the headings of the accessibility tree go down the page, none is lost."""
    visit = Visit(browser, full, viewport={"width": 360, "height": 740}).open(path)
    main = visit.page.locator('[data-testid="stMain"]')
    headings = main.locator("h1, h2, h3").filter(visible=True)
    shown = [
        (one.bounding_box() or {"y": 0})["y"]
        for one in headings.all()
        if "unseen" not in (one.get_attribute("class") or "")
    ]
    assert len(shown) > 1
    assert shown == sorted(shown)
    tree = [line.strip() for line in main.aria_snapshot().splitlines()]
    read = [line for line in tree if line.removeprefix("- ").lstrip("'").startswith("heading")]
    assert len(read) == headings.count()
    assert "[level=1]" in read[0]
    assert tree.index(read[0]) < len(tree) / 2, "the answer comes before what stands behind it"
    visit.page.close()
