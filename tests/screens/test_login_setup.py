"""What whoever runs the server may set about logging in, and a computer without it."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from streamlit import config
from streamlit.runtime.secrets import secrets_singleton
from streamlit.testing.v1 import AppTest

from tests.support.browser import ROOT, free_port
from tests.support.provider import SECRETS
from tests.support.screen import blocks, said
from ui.login import entrance, login_setup
from ui.server import door
from ui.server import web as server

GOOD = SECRETS.format(dashboard="http://127.0.0.1:8501", provider="https://aanmelden.voorbeeld.be")
HTTPS = SECRETS.format(dashboard="https://plan.voorbeeld.be", provider="https://aanmelden.voorbeeld.be")
PAGES = ["/", "/kaart", "/gemeente"]


@pytest.fixture
def secrets(tmp_path: Path) -> Iterator[Path]:
    """The file with secrets of this test; it need not exist."""
    before = config.get_option("secrets.files")
    config.set_option("secrets.files", [str(tmp_path / "secrets.toml")])
    secrets_singleton._reset()
    yield tmp_path / "secrets.toml"
    config.set_option("secrets.files", before)
    secrets_singleton._reset()


@pytest.mark.parametrize(
    ("sentence", "text", "message"),
    [
        ("geen geldige TOML", "[auth\n", "kan niet gelezen worden"),
        ("zonder geheim", GOOD.replace("client_secret", "iets"), r"ontbreekt bij \[auth\]: client_secret\."),
        ("een leeg veld ontbreekt ook", GOOD.replace('"samenleven"', '""'), "ontbreekt bij .auth.: client_id"),
        ("een kort geheim", GOOD.replace("een-geheim-van-minstens-32-tekens-lang", "x" * 31), "minstens 32 tekens"),
        ("terug naar een ander pad", GOOD.replace("/oauth2callback", "/terug"), "eindigen op /oauth2callback"),
        ("http over het netwerk", HTTPS.replace("https://plan", "http://plan"), "moet met https:// beginnen"),
        ("een naam die niet antwoordt", HTTPS, "SAMENLEVEN_HOSTS"),
    ],
)
def test_a_login_that_cannot_work_or_is_not_safe_stops_the_start(
    sentence: str, text: str, message: str, secrets: Path
) -> None:
    secrets.write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit, match=message):
        server.middleware()


def test_a_good_one_starts(secrets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(door.LOGIN) <= set(door.closed())
    secrets.write_text(GOOD, encoding="utf-8")
    secrets_singleton._reset()
    server.middleware()
    assert not set(door.LOGIN) & set(door.closed())
    monkeypatch.setenv("SAMENLEVEN_HOSTS", "*.voorbeeld.be")
    secrets.write_text(HTTPS, encoding="utf-8")
    secrets_singleton._reset()
    server.middleware()
    assert login_setup.is_secure()


@pytest.mark.parametrize(
    ("back", "where"),
    [
        ("/gemeente?nis=46021&jaar=2", "/gemeente?nis=46021&jaar=2"),
        ("/kaart#deel", "/kaart"),
        ("/kaart?aanmelden=mislukt&jaar=2", "/kaart?jaar=2"),
        ("/kaart?x=" + "a" * 3000, "/kaart"),
        ("", "/"),
        ("https://kwaad.test/kaart", "/"),
        ("//kwaad.test/kaart", "/"),
        ("///kaart", "/kaart"),
        ("/\\kwaad.test", "/"),
        ("\\\\kwaad.test", "/"),
        ("/kaart\r\nSet-Cookie: a=b", "/"),
        ("javascript:alert(1)", "/"),
        ("/kaart/../auth/logout", "/"),
        ("http:///kaart", "/"),
        ("http://[", "/"),
    ],
)
def test_one_comes_back_to_a_screen_of_ours_only(back: str, where: str) -> None:
    assert entrance.safe(back, PAGES) == where


async def _hello(_request: Any) -> Response:
    answer = PlainTextResponse("hallo")
    answer.set_cookie("een", "1")
    answer.headers.append("set-cookie", "twee=2; Secure")
    return answer


def ask(**more: Any) -> tuple[int, list[str]]:
    """The status and the cookies of an answer through everything that stands before Streamlit."""
    app = Starlette(routes=[Route("/hallo", _hello)], middleware=server.middleware())
    sent: list[Any] = []

    async def talk() -> None:
        async def receive() -> Any:
            return {"type": "http.request"}

        async def send(message: Any) -> None:
            sent.append(message)

        headers = [(b"host", b"localhost"), *more.pop("headers", [])]
        scope = {"type": "http", "path": "/hallo", "method": "GET", "query_string": b"", "headers": headers}
        await app(scope | more, receive, send)

    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, talk()).result()
    cookies = [value.decode() for name, value in sent[0]["headers"] if name == b"set-cookie"]
    return sent[0]["status"], cookies


def test_cookies_travel_over_https_only_where_visitors_come_in_that_way(
    secrets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets.write_text(GOOD, encoding="utf-8")
    secrets_singleton._reset()
    assert ["secure" in one.lower() for one in ask()[1]] == [False, True]
    monkeypatch.setenv("SAMENLEVEN_HOSTS", "plan.voorbeeld.be")
    secrets.write_text(HTTPS, encoding="utf-8")
    secrets_singleton._reset()
    assert [one.lower().count("secure") for one in ask()[1]] == [1, 1]


@pytest.mark.parametrize(
    ("sentence", "more", "status"),
    [
        ("deze computer", {"client": ("127.0.0.1", 1)}, 200),
        ("deze computer met IPv6", {"client": ("::1", 1)}, 200),
        ("een andere computer, ook als de server op elk adres luistert", {"client": ("192.168.1.7", 1)}, 403),
        (
            "een andere, door een server hier",
            {"client": ("127.0.0.1", 1), "headers": [(b"x-forwarded-for", b"1.2.3.4")]},
            403,
        ),
        ("niemand weet wie", {}, 403),
    ],
)
def test_without_login_only_this_computer_gets_an_answer(
    sentence: str, more: dict[str, Any], status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMENLEVEN_LAPTOP", "ja")
    assert ask(**more)[0] == status, sentence


def test_without_login_every_page_says_so_and_one_is_an_administrator(
    store_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMENLEVEN_LEDGER", str(tmp_path / "boek.ledger"))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.switch_page("pages/beheer.py").run()
    assert "niemand zich aanmelden" in said(app)
    assert "Aanmelden" not in blocks(app)[0]
    monkeypatch.setenv("SAMENLEVEN_LAPTOP", "ja")
    for page in ("pages/beheer.py", "pages/privacy.py", "pages/presentatie.py"):
        app.switch_page(page).run()
        assert "Zonder aanmelden: wie op deze computer het dashboard opent, is beheerder" in said(app)
        assert not app.exception
    assert "Geef een rol" not in said(app)
    app.switch_page("pages/beheer.py").run()
    assert "Geef een rol" in "".join(blocks(app))


@pytest.mark.parametrize(("value", "on"), [("", False), ("nee", False), ("ja", True)])
def test_a_laptop_is_asked_for_with_yes(value: str, on: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMENLEVEN_LAPTOP", value)
    assert login_setup.is_laptop() is on
    monkeypatch.setenv("SAMENLEVEN_LAPTOP", "1")
    with pytest.raises(SystemExit, match="moet ja of nee zijn"):
        server.middleware()


@pytest.mark.parametrize(
    ("address", "hosts", "text", "message"),
    [
        ("", "", "", "zou op elk adres van deze computer luisteren"),
        ("0.0.0.0", "", "", "zou op het adres '0.0.0.0' luisteren"),
        ("::", "", "", "zou op het adres '::' luisteren"),
        ("192.168.1.5", "", "", "zou op het adres '192.168.1.5' luisteren"),
        ("127.0.0.1", "plan.voorbeeld.be", "", "gaat niet samen met SAMENLEVEN_HOSTS"),
        ("127.0.0.1", "", GOOD, "gaat niet samen met aanmelden"),
    ],
)
def test_a_laptop_that_others_can_reach_does_not_start(
    address: str, hosts: str, text: str, message: str, secrets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets.write_text(text, encoding="utf-8")
    monkeypatch.setenv("SAMENLEVEN_LAPTOP", "ja")
    monkeypatch.setenv("SAMENLEVEN_HOSTS", hosts)
    before = config.get_option("server.address")
    try:
        config.set_option("server.address", address)
        with pytest.raises(SystemExit, match=re.escape(message)):
            server.middleware()
        for own in ("127.0.0.1", "localhost", "::1"):
            config.set_option("server.address", own)
            if not (hosts or text):
                server.middleware()
    finally:
        config.set_option("server.address", before)


@pytest.mark.long
def test_the_start_command_says_why_it_does_not_start(tmp_path: Path) -> None:
    """Both at once: each takes seconds to start."""
    (tmp_path / "secrets.toml").write_text(GOOD, encoding="utf-8")
    laptop = {"SAMENLEVEN_LAPTOP": "ja", "SAMENLEVEN_STORE": str(tmp_path / "samenleven.duckdb")}
    cases = {
        "zou op het adres '0.0.0.0' luisteren": {"STREAMLIT_SERVER_ADDRESS": "0.0.0.0"},
        "gaat niet samen met aanmelden": {"STREAMLIT_SECRETS_FILES": str(tmp_path / "secrets.toml")},
    }
    started = {
        message: subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(free_port())],
            cwd=ROOT,
            env=os.environ | laptop | settings,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for message, settings in cases.items()
    }
    try:
        for message, process in started.items():
            told, _ = process.communicate(timeout=60)
            assert process.returncode not in (0, None), message
            assert message in told
            assert "Traceback" not in told
    finally:
        for process in started.values():
            process.kill()
