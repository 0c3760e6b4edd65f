"""The map in a real browser: by keyboard, by mouse, light on the wire, honest when the borders are missing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.support.browser import ROOT, Visit, serve
from ui.map.choropleth import MapArea, MapClass, payload
from ui.map.columns import _outlines

APP = """
import sys
sys.path.insert(0, {root!r})
import streamlit as st
if __name__ == "__main__":
    from geo import topology
    from ui.map.choropleth import MapArea, MapClass, choropleth
    shapes = topology.load_topology(topology.TOPOLOGY_PATH)
    other = st.toggle("anders")
    classes = [MapClass("#D6E6F4", "laag"), MapClass("#0C447F", "hoog"), MapClass("#EEF1F4", "geen cijfer", True)]
    codes = [str(area["id"]) for area in shapes.objects["areas"]]
    areas = []
    for i, code in enumerate(codes):
        details = [("Soort cijfer", "voorbeeld"), ("Datum", f"{{i}} mei")]
        group = 7 if code in ("44021", "44043", "73109") else None
        areas.append(MapArea(code, (i + other) % 3, f"{{i + other}} personen", details, group))
    st.title("proef")
    picked = choropleth(areas, classes, title="Proefkaart", key="kaart", shared_details=[("Bron", "Proef")])
    st.text(f"gekozen: {{picked}}")
else:
    from starlette.middleware import Middleware
    from ui.server import web as server
    app = st.App(__file__, middleware=[Middleware(server.Files)] if {served} else [])
"""


def write(folder: Path, served: bool) -> Path:
    app = folder / "app.py"
    app.write_text(APP.format(root=str(ROOT), served=served), encoding="utf-8")
    return app


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve(write(tmp_path_factory.mktemp("kaart"), True)) as found:
        yield found


def open_map(browser: Browser, address: str) -> Visit:
    visit = Visit(browser, address).open()
    visit.area("44021")
    return visit


def test_every_area_is_a_button_with_its_figure(browser: Browser, address: str) -> None:
    visit = open_map(browser, address)
    areas = visit.page.locator('path.area[role="button"]')
    assert areas.count() == 319
    label = visit.page.locator('[data-nis="44021"]').get_attribute("aria-label")
    assert label is not None
    assert label.startswith("Gent: ")
    assert "personen; " in label
    assert "Soort cijfer voorbeeld" in label
    assert "Bron Proef" in label
    visit.page.close()


def test_the_map_is_walked_with_the_keyboard(browser: Browser, address: str) -> None:
    visit = open_map(browser, address)
    page = visit.page
    focused = page.locator("path.area:focus")
    page.get_by_role("button", name="Inzoomen").focus()
    page.keyboard.press("Shift+Tab")
    walked = []
    for key in ("Home", "ArrowRight", "ArrowDown", "End"):
        page.keyboard.press(key)
        walked.append(focused.get_attribute("data-nis"))
    assert walked[0] == "41002"  # Aalst, the first by name
    assert len(set(walked)) == 4
    nis = focused.get_attribute("data-nis")
    page.keyboard.press("Enter")
    visit.settle()
    assert f"gekozen: {nis}" in visit.text
    page.close()


def test_a_click_picks_an_area_once(browser: Browser, address: str) -> None:
    visit = open_map(browser, address)
    visit.page.locator('[data-nis="73109"]').click()
    visit.page.get_by_text("gekozen: 73109").wait_for()
    visit.page.locator('[data-testid="stCheckbox"] label').click()
    visit.page.get_by_text("gekozen: None").wait_for()
    visit.page.close()


def test_a_rerun_recolours_and_sends_only_values(browser: Browser, address: str) -> None:
    visit = open_map(browser, address)
    area = visit.page.locator('[data-nis="44021"]')
    colour, handle = area.get_attribute("style"), area.element_handle()
    before, asked = visit.received, len(visit.requests)
    visit.page.locator('[data-testid="stCheckbox"] label').click()
    expect(area).not_to_have_attribute("style", colour or "")
    assert visit.page.evaluate("([a, b]) => a === b", [handle, area.element_handle()])
    assert 1_000 < visit.received - before < 25_000
    assert visit.requests[asked:] == []
    visit.page.close()


def test_a_group_has_an_outline_and_a_number_in_each_of_its_parts(browser: Browser, address: str) -> None:
    """Gent and Merelbeke touch, Voeren lies far away: two parts, one number in each."""
    visit = open_map(browser, address)
    assert visit.page.locator(".labels text").all_text_contents() == ["7", "7"]
    drawn = visit.page.locator(".outline.groups path").last.get_attribute("d")
    gent = visit.page.locator('[data-nis="44021"]').get_attribute("d")
    assert drawn is not None
    assert gent is not None
    assert drawn.count("M") > 3  # arcs of the geometry, none of them inside the group
    size = float(str(visit.page.locator(".labels").get_attribute("font-size")))
    visit.page.get_by_role("button", name="Inzoomen").click()
    assert float(str(visit.page.locator(".labels").get_attribute("font-size"))) < size
    visit.page.close()


def test_axe_finds_nothing_in_the_map(browser: Browser, address: str) -> None:
    visit = open_map(browser, address)
    found = Axe().run(visit.page, context='[data-testid="stBidiComponent"], .stBidiComponent').response
    assert found["passes"], "axe looked at nothing"
    assert [violation["id"] for violation in found["violations"]] == []
    visit.page.close()


def test_without_borders_the_map_says_so(browser: Browser, tmp_path: Path) -> None:
    with serve(write(tmp_path, False)) as address:
        visit = Visit(browser, address, grumbles=True).open()
        visit.page.get_by_text("De kaart kon niet geladen worden").wait_for(timeout=20_000)
        visit.page.close()


def test_a_payload_is_small_and_repeats_nothing() -> None:
    areas = [MapArea(f"{i:05}", 0, f"{i} personen", [("Bron", "een lange naam van een bron")]) for i in range(319)]
    sent = payload(
        areas, [MapClass("#ffffff", "alles")], title="t", scope="all", outlines=True, selected=None,
        shared_details=[], height=500,
    )  # fmt: skip
    assert json.dumps(sent).count("een lange naam") == 1
    assert len(json.dumps(sent)) < 12_000


def test_groups_and_fit_are_sent_only_when_asked() -> None:
    def sent(areas: list[MapArea], fit: bool) -> dict[str, object]:
        return payload(
            areas, [MapClass("#ffffff", "x")], title="t", scope="all", outlines=True, selected=None,
            shared_details=[], height=500, fit=fit,
        )  # fmt: skip

    assert not {"groups", "fit"} & set(sent([MapArea("44021", 0, "1")], False))
    grouped = sent([MapArea("44021", 0, "1", group=3), MapArea("71016", 0, "2")], True)
    assert grouped["groups"] == [3, None]


@pytest.mark.parametrize(
    ("areas", "words"),
    [
        ([MapArea("44021", 0, "1"), MapArea("44021", 0, "2")], "2 times"),
        ([MapArea("44021", 7, "1")], "class 7"),
    ],
)
def test_a_map_that_contradicts_itself_is_refused(areas: list[MapArea], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        payload(
            areas, [MapClass("#ffffff", "x")], title="t", scope="all", outlines=True, selected=None,
            shared_details=[], height=500,
        )  # fmt: skip


def test_the_outlines_of_the_3d_view_are_light() -> None:
    assert len(json.dumps(_outlines(), separators=(",", ":"))) < 35_000
