"""The door of a running server: what comes in, what every answer says, and how much travels."""

from __future__ import annotations

import http.client
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.utils import formatdate
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosedError, InvalidStatus
from websockets.sync.client import connect

from tests.support.browser import Visit

HTML = {"Accept": "text/html"}
MANY = 150_000_000
SCREENS = ("/", "/kaart", "/presentatie")
NOWHERE = (
    *("/zomaar", "/kaart/zomaar", "/static/js/zomaar.js", "/index.html", "/assets/zomaar.js", "/_stcore/zomaar"),
    *("/Kaart", "/gemeente/46021", "/gemeente.py", "/app", "/overzicht", "/doelstelling", "/figuur/zomaar/tabel"),
    *("/figuur/overzicht-doelen/zomaar", "/figuur", "/zoek"),
)
NEWS = re.compile(rb"Traceback|\.py|site-packages|[Ss]treamlit|/home|/work|/tmp|/root")  # of the inside of the server
WIRE_LIMIT = 1_500_000  # bytes for a first visit, from the issue


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


def ask(address: str, path: str = "/", method: str = "GET", **headers: str) -> Answer:
    """What the server says to one question, nothing added or unpacked."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    got = connection.getresponse()
    found = Answer(got.status, {name.lower(): value for name, value in got.getheaders()}, got.read())
    connection.close()
    return found


@contextmanager
def session(address: str, *pages: str) -> Iterator[str]:
    """A visitor without a browser who opens these pages in turn; gives the id of the session."""
    with connect(f"ws{address.removeprefix('http')}/_stcore/stream", subprotocols=["streamlit"]) as live:  # type: ignore[list-item]
        found = ""
        for page in pages:
            question = BackMsg()
            question.rerun_script.page_name, _, question.rerun_script.query_string = page.partition("?")
            live.send(question.SerializeToString())
            while True:
                said = ForwardMsg.FromString(live.recv(timeout=20))  # type: ignore[arg-type]
                found = said.new_session.initialize.session_id or found
                if said.WhichOneof("type") == "script_finished":
                    break
        yield found


def upload(address: str, session: str, name: str, headers: str, body: bytes = b"") -> int:
    """The status of the answer to a file of which perhaps only the beginning is sent."""
    token = ask(address, "/_stcore/health").headers["set-cookie"].split("=")[1].split(";")[0]
    host, port = urlsplit(address).netloc.split(":")
    with socket.create_connection((host, int(port)), timeout=5) as raw:
        raw.sendall(
            f"PUT /_stcore/upload_file/{session}/{name} HTTP/1.1\r\nHost: {host}:{port}\r\nX-Xsrftoken: {token}\r\n"
            f"Cookie: _streamlit_xsrf={token}\r\n{headers}\r\n".encode()
            + body
        )
        return int(raw.recv(1000).split()[1])


def form(content: bytes) -> tuple[str, bytes]:
    """Headers and body of one whole file."""
    body = b'--x\r\nContent-Disposition: form-data; name="f"; filename="f.csv"\r\n\r\n' + content + b"\r\n--x--\r\n"
    return f"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {len(body)}\r\n", body


# --- What every answer says ------------------------------------------------------------------


@pytest.mark.parametrize("path", [*SCREENS, *NOWHERE, "/_stcore/health", "/_stcore/host-config", "/%2e%2e/x"])
def test_every_answer_has_its_headers(full: str, path: str) -> None:
    said = ask(full, path, **HTML).headers
    assert said["x-content-type-options"] == "nosniff"
    assert said["x-frame-options"] == "DENY"
    assert said["referrer-policy"] == "same-origin"
    assert "default-src 'none'" in said["content-security-policy"]
    assert "frame-ancestors 'none'" in said["content-security-policy"]
    assert "unsafe-eval" not in said["content-security-policy"]


def test_the_policy_stops_a_strange_script_and_lets_a_download_through(browser: Browser, full: str) -> None:
    visit = Visit(browser, full, grumbles=True).open("woordenlijst")
    assert visit.errors == []
    for made in ("URL.createObjectURL(new Blob(['x']))", "'data:text/plain,x'"):
        with visit.page.expect_download() as download:
            visit.page.evaluate(
                f"() => {{ const a = document.createElement('a'); a.href = {made}; a.download = 'x.txt'; a.click(); }}"
            )
        assert Path(download.value.path()).read_text() == "x"
    visit.page.evaluate(
        """() => { const script = document.createElement("script"); script.textContent = "window.strange = 1";
        document.body.append(script); }"""
    )
    assert visit.page.evaluate("window.strange") is None
    assert any("Content Security Policy" in error for error in visit.errors)
    visit.page.close()


def test_no_other_site_may_steer_the_page(full: str) -> None:
    assert b'"allowedOrigins":[]' in ask(full, "/_stcore/host-config").body


# --- Addresses -------------------------------------------------------------------------------


@pytest.mark.parametrize("path", SCREENS)
def test_a_screen_has_an_address(full: str, path: str) -> None:
    for method in ("GET", "HEAD"):
        assert ask(full, path, method).status == 200
    assert ask(full, f"{path}?jaar=1").status == 200


@pytest.mark.parametrize("path", [*NOWHERE, "/_stcore/metrics", "/_stcore/agent/openapi.json", "/auth/login"])
def test_an_unknown_address_is_not_found(full: str, path: str) -> None:
    seen = ask(full, path, **HTML)
    assert seen.status == 404
    assert "<h1>Deze pagina bestaat niet</h1>" in seen.body.decode()
    assert '<a href="/">' in seen.body.decode()
    assert "<script" not in seen.body.decode()


def test_the_page_of_an_unknown_address_can_be_read(browser: Browser, full: str) -> None:
    """Without a script, in our letter, by everyone."""
    visit = Visit(browser, full, grumbles=True)
    visit.page.goto(f"{full}/zomaar")
    assert all("404" in error for error in visit.errors)  # of the page itself; nothing it loads fails
    assert visit.page.evaluate("document.fonts.ready.then(() => document.fonts.check('1rem \"Source Sans\"'))")
    assert visit.page.get_by_role("link", name="Naar het overzicht").evaluate("link => link.href") == f"{full}/"
    for mode in ("light", "dark"):
        visit.page.emulate_media(color_scheme=mode)  # type: ignore[arg-type]
        assert Axe().run(visit.page).response["violations"] == []
    visit.page.close()


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/%2e%2e/%2e%2e/etc/passwd", 400), ("POST", "/", 405), ("POST", "/kaart", 405), ("GET", "//x/y", 400)],
)
def test_an_error_says_nothing_about_the_server(full: str, method: str, path: str, status: int) -> None:
    seen = ask(full, path, method)
    assert seen.status == status
    assert seen.body.decode().startswith("Dit lukt niet")
    assert not NEWS.search(seen.body)


def test_what_is_no_question_gets_no_news_of_the_server(full: str) -> None:
    where = urlsplit(full)
    for nonsense in (
        b"\x16\x03\x01\r\n\r\n",
        b"GET / HTTP/9\r\n\r\n",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n",
    ):
        with socket.create_connection((where.hostname or "", where.port or 0), timeout=5) as raw:
            raw.sendall(nonsense)
            said = raw.recv(10_000)
        assert said.startswith(b"HTTP/1.1 400")
        assert not NEWS.search(said)


# --- Hosts -----------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["vreemd.test", "localhost.vreemd.test", "127.0.0.1.vreemd.test:8501", ""])
def test_a_strange_name_gets_nothing(full: str, host: str) -> None:
    assert ask(full, "/", Host=host).status == 400
    assert ask(full, "/_stcore/health", Host=host).status == 400


def test_a_strange_name_gets_no_connection(full: str) -> None:
    where = urlsplit(full)
    raw = socket.create_connection((where.hostname, where.port))
    with pytest.raises(InvalidStatus) as refused:
        connect(f"ws://vreemd.test:{where.port}/_stcore/stream", sock=raw, origin=f"http://vreemd.test:{where.port}")  # type: ignore[arg-type]
    assert refused.value.response.status_code == 400


def test_this_computer_is_no_stranger(full: str) -> None:
    for host in ("localhost", "127.0.0.1", "[::1]"):
        assert ask(full, "/", Host=f"{host}:{urlsplit(full).port}").status == 200


# --- Files that visitors send ----------------------------------------------------------------


def test_a_file_is_refused_where_none_is_asked(full: str) -> None:
    """Also a small one, and also where the page before asked for one."""
    with session(full, "budget?openen=ja", "woordenlijst") as visitor:
        assert upload(full, visitor, "a", *form(b"1")) == 403
    assert upload(full, "zomaar", "a", *form(b"1")) == 403


def test_a_large_file_is_refused_before_it_comes(full: str) -> None:
    with session(full, "budget?openen=ja") as visitor:
        for name in "abcdef":
            headers = f"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {MANY}\r\n"
            assert upload(full, visitor, name, headers) == 413


def test_a_file_without_a_length_is_refused_on_the_way(full: str) -> None:
    start = b'--x\r\nContent-Disposition: form-data; name="f"; filename="f.csv"\r\n\r\n'
    pieces = [start, *[b"1" * 500_000] * 6]
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    headers = "Content-Type: multipart/form-data; boundary=x\r\nTransfer-Encoding: chunked\r\n"
    with session(full, "budget?openen=ja") as visitor:
        assert upload(full, visitor, "a", headers, chunked) == 413


def test_a_file_that_is_asked_for_comes_in(full: str) -> None:
    with session(full, "budget?openen=ja") as visitor:
        for number in range(4):
            assert upload(full, visitor, f"f{number}", *form(b"1")) == 204


def test_a_large_message_ends_the_connection(full: str) -> None:
    with connect(f"ws{full.removeprefix('http')}/_stcore/stream", subprotocols=["streamlit"]) as live:  # type: ignore[list-item]
        with suppress(ConnectionClosedError):
            live.send(b"0" * 6_000_000)
        with pytest.raises(ConnectionClosedError) as ended:
            live.recv(timeout=10)
        assert ended.value.rcvd is not None
        assert ended.value.rcvd.code == 1009


# --- On the wire -----------------------------------------------------------------------------


def test_the_page_is_asked_for_again_after_an_upgrade(full: str) -> None:
    """Streamlit's file says when Streamlit was installed: no reason to keep what we made of it."""
    first = ask(full, "/", **HTML)
    assert first.headers["cache-control"] == "no-cache"
    assert "last-modified" not in first.headers
    assert ask(full, "/", **HTML, If_Modified_Since=formatdate(usegmt=True)).status == 200
    same = ask(full, "/", **HTML, If_None_Match=first.headers["etag"])
    assert same.status == 304
    assert same.headers["content-security-policy"] == first.headers["content-security-policy"]
    assert ask(full, "/", **HTML, If_None_Match='W/"iets-anders"').status == 200


@pytest.mark.parametrize("way", ["br", "gzip"])
def test_scripts_and_styles_travel_packed(full: str, way: str) -> None:
    page = ask(full, "/").body.decode()
    for path in re.findall(r'(?:src|href)="\.?(/[^"]+\.(?:js|css)[^"]*)"', page):
        plain = ask(full, path)
        packed = ask(full, path, Accept_Encoding=f"{way}, zstd;q=0.5")
        assert "content-encoding" not in plain.headers
        assert packed.headers["content-encoding"] == way
        assert packed.headers["vary"] == "Accept-Encoding"
        assert "immutable" in packed.headers["cache-control"]
        assert packed.headers["content-type"].startswith(("text/javascript", "text/css"))
        assert len(packed.body) < len(plain.body) or len(plain.body) < 300
        assert ask(full, path, If_None_Match=packed.headers["etag"]).status == 304


def test_a_part_of_a_file_is_a_part_of_the_plain_file(full: str) -> None:
    path = re.findall(r'src="\.(/static/[^"]+)"', ask(full, "/").body.decode())[0]
    part = ask(full, path, Range="bytes=10-19", Accept_Encoding="br, gzip")
    assert part.status == 206
    assert "content-encoding" not in part.headers
    assert part.body == ask(full, path).body[10:20]


def test_the_first_screen_is_light(browser: Browser, full: str) -> None:
    """Nothing in the cache; neither the table grid nor slanted letters, which it does not show."""
    context = browser.new_context(locale="nl-BE")
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    sizes: list[float] = []
    asked: list[str] = []
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    network.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
    page.goto(full)
    page.wait_for_selector(".ov-map")
    page.wait_for_load_state("networkidle")
    context.close()
    assert 500_000 < sum(sizes) < WIRE_LIMIT
    assert [url for url in asked if "DataFrame" in url or "Italic" in url] == []
