"""Embeds in a real browser: on the page of another site, small, light and dark, and three hundred at once."""

from __future__ import annotations

import contextlib
import json
import re
import threading
import time
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.support import layout
from tests.support.accessibility import AXE, AXE_SCRIPT
from tests.support.browser import ROOT, Visit, free_port, serve

WHOLE = ("kaart?regio=waasland&nis=46021", "kaart?cijfer=call-05.1", "gemeente?nis=46021", "gemeente?nis=42006")
SOME = ("doelen-per-jaar", "verschuivingen", "wie-doet-mee", "onderdelen", "gemeente-gelijken?nis=46021", *WHOLE)
NARROW, WIDE = 320, 720


class Site:
    """Another site: one page that a test writes."""

    def __init__(self) -> None:
        self.page = ""
        self.port = free_port()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @contextlib.contextmanager
    def open(self) -> Iterator[Site]:
        site = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(site.page.encode())

            def log_message(self, *_: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", self.port), Answer)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with Site().open() as found:
        yield found


@pytest.fixture(scope="module")
def shared(store_path: Path, site: Site) -> Iterator[str]:
    """A dashboard that the other site may show embeds of."""
    with serve(ROOT / "app.py", SAMENLEVEN_STORE=str(store_path), SAMENLEVEN_EMBED_SITES=site.address) as address:
        yield address


@pytest.mark.long
def test_the_copied_code_shows_the_figure_on_another_site(browser: Browser, shared: str, site: Site) -> None:
    """As tall as the figure, so nothing scrolls inside; the dashboard itself stays out of any frame."""
    visit = Visit(browser, shared, viewport={"width": 1366, "height": 768})
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.open("kaart?regio=waasland")
    for wide in (WIDE, 360):
        visit.page.locator("#kaart summary", has_text="Beeld").click()
        button = visit.page.locator("#kaart [data-embed]", has_text=f"{wide} px breed")
        button.click()
        expect(visit.page.locator("[data-embed]", has_text="Gekopieerd")).to_have_count(1)
        code = visit.page.evaluate("navigator.clipboard.readText()")
        assert f'src="{shared}/inbedden/kaart?regio=waasland"' in code
        assert re.search(r'title="[^"]*Waasland[^"]*"', code)
        visit.page.keyboard.press("Escape")
        expect(button).to_have_count(1)  # its own words again

        site.page = f"<!DOCTYPE html><title>x</title><body>{code}<iframe id=app src='{shared}/kaart'></iframe>"
        other = Visit(browser, site.address, viewport={"width": 900, "height": 900}, grumbles=True)
        other.page.goto(site.address)
        frame = other.page.frame_locator("iframe").first
        expect(frame.locator("h2")).to_contain_text("Waasland")
        inside = next(one for one in other.page.frames if "/inbedden/" in one.url)
        inside.evaluate("document.fonts.ready")
        high, room = inside.evaluate("[document.documentElement.scrollHeight, innerHeight]")
        assert high <= room <= high + 4
        assert inside.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert any("frame-ancestors 'none'" in one for one in other.errors), "the dashboard itself stays out"
        other.page.close()
    visit.page.close()


@pytest.mark.long
def test_everyone_can_read_an_embed(browser: Browser, shared: str) -> None:
    """axe, nothing cut and nothing over each other, from 320 pixels up, light and dark."""
    visit = Visit(browser, shared)
    page, wrong = visit.page, []
    for width in (NARROW, WIDE):
        for theme in ("licht", "donker"):
            for one in SOME:
                page.set_viewport_size({"width": width, "height": 900})
                page.goto(f"{shared}/inbedden/{one}{'&' if '?' in one else '?'}thema={theme}")
                height = page.evaluate("document.documentElement.getBoundingClientRect().height")
                page.set_viewport_size({"width": width, "height": int(height) + 1})
                page.evaluate(AXE_SCRIPT)
                found = [*page.evaluate(AXE), *layout.faults(page)]
                if page.evaluate("document.documentElement.scrollWidth") > width:
                    found.append("wider than the frame")
                wrong += [(one, width, theme, fault) for fault in found]
    assert wrong == []
    assert not [one for one in visit.requests if one.endswith(".js")]
    page.close()


@pytest.mark.long
def test_three_hundred_embeds_on_one_page(
    browser: Browser, shared: str, site: Site, record_property: pytest.RecordProperty
) -> None:
    """Every municipality at once: all arrive, the server keeps answering, and a second time costs no memory."""
    with urllib.request.urlopen(f"{shared}/zoek.json") as answer:
        places = [one[0] for one in json.load(answer)][:300]
    frames = "".join(f"<iframe src='{shared}/inbedden/gemeente?nis={nis}' title='{nis}'></iframe>" for nis in places)
    site.page = f"<!DOCTYPE html><title>x</title><body>{frames}"
    weights, slowest, stop = [], [0.0], threading.Event()

    def ask() -> None:
        while not stop.wait(0.2):
            start = time.perf_counter()
            with urllib.request.urlopen(f"{shared}/_stcore/health", timeout=30) as health:
                assert health.status == 200
            slowest[0] = max(slowest[0], time.perf_counter() - start)

    watching = threading.Thread(target=ask)
    watching.start()
    try:
        for _ in range(3):
            page = Visit(browser, site.address).page
            start = time.perf_counter()
            page.goto(site.address, wait_until="load", timeout=180_000)
            seconds = time.perf_counter() - start
            inside = [one for one in page.frames if "/inbedden/" in one.url]
            assert len(inside) == 300
            assert all(one.locator("h1").count() == 1 for one in inside[::25])
            weights.append(_weight(shared))
            record_property("seconds for 300 embeds on one page", round(seconds, 1))
            page.close()
    finally:
        stop.set()
        watching.join()
    record_property("slowest other answer meanwhile (s)", round(slowest[0], 2))
    record_property("memory of the server after each time (MB)", weights)
    assert slowest[0] < 5
    assert weights[-1] - weights[0] < 60


def _weight(address: str) -> int:
    """Megabytes in memory of the server on this address."""
    port = address.rsplit(":", 1)[1]
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            words = (process / "cmdline").read_bytes().split(b"\0")
            if port.encode() in words and b"streamlit" in words:
                found = re.search(r"VmRSS:\s+(\d+)", (process / "status").read_text())
                return int(found[1]) // 1024 if found else 0
    raise AssertionError("no server listens on this port")
