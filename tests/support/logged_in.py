"""A dashboard with a real login service beside it, and visitors who log in there in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser

from tests.support.browser import ROOT, Visit, free_port, serve
from tests.support.provider import Provider, provider

LONG = 60_000


class Place(NamedTuple):
    """The dashboard with its login service, and where its ledger is."""

    address: str
    login: Provider
    ledger: Path


@contextmanager
def running(store: Path, ledger: Path, people: Mapping[str, Mapping[str, object]]) -> Iterator[Place]:
    """A dashboard on a store and a ledger; people with the value "Beheer" in their token are administrators."""
    port = free_port()
    with provider() as login:
        for subject, claims in people.items():
            login.knows(subject, **claims)
        secrets = login.secrets(ledger.with_name("secrets.toml"), f"http://127.0.0.1:{port}")
        with serve(
            ROOT / "app.py",
            port,
            SAMENLEVEN_STORE=str(store),
            SAMENLEVEN_LEDGER=str(ledger),
            SAMENLEVEN_ADMINS="Beheer",
            STREAMLIT_SECRETS_FILES=str(secrets),
        ) as address:
            yield Place(address, login, ledger)


def visit(browser: Browser, place: Place, path: str = "woordenlijst") -> Visit:
    """A visitor with a browser of their own; the page of the login service fetches its style from elsewhere."""
    found = Visit(browser, place.address, viewport={"width": 1366, "height": 768})
    for outside in (re.compile("jsdelivr"), f"{place.login.address}/favicon.ico"):
        found.page.route(outside, lambda route: route.fulfill(status=200, body="", content_type="text/css"))
    return found.open(path)


def log_in(browser: Browser, place: Place, subject: str, path: str = "woordenlijst") -> Visit:
    """The same, logged in from that very screen."""
    found = visit(browser, place, path)
    found.page.get_by_role("link", name="Aanmelden", exact=True).click()
    place.login.let_in(found.page, subject)
    return arrive(found)


def arrive(found: Visit) -> Visit:
    """Wait until a screen of ours stands there."""
    found.page.wait_for_url(f"{found.address}/**", timeout=LONG)
    found.page.wait_for_selector("h1", timeout=LONG)
    return found.settle()
