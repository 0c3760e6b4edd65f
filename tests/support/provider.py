"""A real login service (OpenID Connect) on this machine, in a process of its own; a browser walks through it."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from tests.support.browser import free_port, wait_for

SECRETS = """
[auth]
redirect_uri = "{dashboard}/oauth2callback"
cookie_secret = "een-geheim-van-minstens-32-tekens-lang"
client_id = "samenleven"
client_secret = "geheim"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""


class Provider:
    """The login service; whom it knows, and what it says of them, the test tells it."""

    def __init__(self, address: str) -> None:
        self.address = address

    def knows(self, subject: str, **claims: object) -> None:
        """Say this of somebody from now on. `exp` (seconds since 1970) is when their token ends."""
        question = urllib.request.Request(
            f"{self.address}/users/{subject}",
            json.dumps(claims).encode(),
            {"Content-Type": "application/json"},
            method="PUT",
        )
        urllib.request.urlopen(question, timeout=10).close()

    def secrets(self, path: Path, dashboard: str) -> Path:
        """Write what the dashboard at an address must know of this login service."""
        path.write_text(SECRETS.format(dashboard=dashboard, provider=self.address), encoding="utf-8")
        return path

    def let_in(self, page: Page, subject: str) -> None:
        """Fill in, on the page of the login service, who one is."""
        page.wait_for_url(f"{self.address}/**")
        page.locator("input[name=sub]").fill(subject)
        page.get_by_role("button", name="Authorize").click()

    def refuse(self, page: Page) -> None:
        """Say no on the page of the login service."""
        page.wait_for_url(f"{self.address}/**")
        page.get_by_role("button", name="Deny").click()


@contextmanager
def provider() -> Iterator[Provider]:
    """A login service of its own, stopped afterwards."""
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/.well-known/openid-configuration")
        yield Provider(address)
    finally:
        server.terminate()
        server.wait(timeout=20)
