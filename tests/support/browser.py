"""A real chromium and a real server, for the tests that need them."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import ClassVar

from playwright.sync_api import Browser, Page, sync_playwright

from tests.support import find_browser

ROOT = Path(__file__).parents[2]
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]
READY_SECONDS = 60


def free_port() -> int:
    """A port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser of this machine, see find_browser.py."""
    path = find_browser.find()
    assert path, f"Er is geen browser: {find_browser.remedy()}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def serve(app: Path, port: int | None = None, *, cwd: Path = ROOT, **environment: str) -> Iterator[str]:
    """A Streamlit app as its users start it, from the folder of the project; gives its address."""
    port = port or free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(port)],
        cwd=cwd,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/_stcore/health")
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def dashboard(store: Path, port: int | None = None) -> AbstractContextManager[str]:
    """The dashboard on a store."""
    return serve(ROOT / "app.py", port, SAMENLEVEN_STORE=str(store))


def wait_for(address: str) -> None:
    """Until a server answers; an AssertionError when it does not."""
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"nothing started on {address}")


class Visit:
    """One page of the browser that remembers what it asked for and what it complained about.

    A complaint (also of what the policy forbids) fails the test that it falls in, see tests/conftest.py; `grumbles`
    says that this page may complain. Our policy forbids code from text: give `wait_for_function` a function.
    """

    complaints: ClassVar[list[str]] = []  # of every page since the test began

    def __init__(self, browser: Browser, address: str, *, grumbles: bool = False, **options: object) -> None:
        self.address = address
        self.page: Page = browser.new_page(locale="nl-BE", **options)  # type: ignore[arg-type]
        self.outside: list[str] = []
        self.received = 0
        self.requests: list[str] = []
        self.errors: list[str] = []
        self.grumbles = grumbles
        self.page.on("console", lambda message: self._complained(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self._complained(str(error)))
        self.page.on("request", self._asked)
        self.page.on("websocket", lambda socket: socket.on("framereceived", self._got))

    def _complained(self, text: str) -> None:
        self.errors.append(text)
        if not self.grumbles:
            self.complaints.append(f"{self.page.url}: {text}")

    def _asked(self, request: object) -> None:
        url = str(request.url)  # type: ignore[attr-defined]
        self.requests.append(url)
        if not url.startswith((self.address, "data:", "blob:")):
            self.outside.append(url)

    def _got(self, payload: object) -> None:
        self.received += len(payload)  # type: ignore[arg-type]

    def open(self, path: str = "") -> Visit:
        """Open a page by its link and wait until it has settled."""
        self.page.goto(f"{self.address}/{path}")
        self.page.wait_for_selector("h1", timeout=30_000)
        return self.settle()

    def settle(self) -> Visit:
        """Wait until Streamlit has finished its run and the text has stopped changing."""
        self.page.wait_for_timeout(200)  # a click needs a moment before the run it starts is visible
        self.page.wait_for_function(
            """() => {
                const now = document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState
                    + document.querySelector('[data-testid="stMain"]')?.innerText;
                const drawn = !document.querySelector('[data-testid="stMain"] [data-testid="stSkeleton"]');
                const same = now === window.lastSeen && now.startsWith('notRunning') && drawn;
                window.sameSince = same ? (window.sameSince ?? Date.now()) : null;
                window.lastSeen = now;
                return same && Date.now() - window.sameSince > 300;
            }""",
            timeout=30_000,
            polling=50,
        )
        return self

    @property
    def text(self) -> str:
        """What a reader sees in the page itself."""
        return self.page.inner_text('[data-testid="stMain"]')
