"""What whoever runs the server may set at the door, tried on an application of one line."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from ui.hooks import shell, uploads
from ui.server import door, packed, served
from ui.server import web as server

T = TypeVar("T")


def run(talk: Coroutine[Any, Any, T]) -> T:
    """A conversation in a thread of its own: once a browser was used, this one has a loop already."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, talk).result()


async def _hello(_request: Any) -> Response:
    return PlainTextResponse("hallo")


async def _fails(_request: Any) -> Response:
    raise RuntimeError("/geheim/pad.py")


async def _live(socket: WebSocket) -> None:
    await socket.accept()
    await socket.receive()


def application() -> Starlette:
    """The door of now before something that answers."""
    return Starlette(
        routes=[
            Route("/_stcore/metrics", _hello),
            Route("/fout", _fails),
            Route("/hallo", _hello),
            WebSocketRoute("/_stcore/stream", _live),
        ],
        middleware=server.middleware(),
        exception_handlers=server.exception_handlers(),
    )


class Call:
    """One question to an application, over HTTP or as a live connection that stays open until `leave`."""

    def __init__(self, app: Starlette, path: str, *, live: bool = False, method: str = "GET", **headers: str) -> None:
        self.sent: list[Any] = []
        self._left = asyncio.Event()
        kind = {"type": "websocket", "extensions": {"websocket.http.response": {}}} if live else {"type": "http"}
        pairs = {"host": "localhost"} | {name.replace("_", "-"): value for name, value in headers.items()}
        scope = kind | {
            "path": path,
            "method": method,
            "query_string": b"",
            "headers": [(name.encode(), value.encode()) for name, value in pairs.items()],
        }
        self.task = asyncio.ensure_future(app(scope, self._receive, self._send))
        self._first = True

    async def _receive(self) -> Any:
        if self._first:
            self._first = False
            return {"type": "websocket.connect"}
        await self._left.wait()
        return {"type": "websocket.disconnect", "code": 1000}

    async def _send(self, message: Any) -> None:
        self.sent.append(message)

    async def begun(self) -> Call:
        """After the first answer."""
        while not self.sent and not self.task.done():
            await asyncio.sleep(0.001)
        return self

    async def leave(self) -> Call:
        """Close; afterwards everything is known."""
        self._left.set()
        await asyncio.gather(self.task, return_exceptions=True)
        return self

    @property
    def status(self) -> int:
        """200 for a live connection that was let in."""
        return int(self.sent[0].get("status", 200 if self.sent[0]["type"] == "websocket.accept" else 403))

    @property
    def headers(self) -> Headers:
        return Headers(raw=self.sent[0]["headers"])

    @property
    def text(self) -> str:
        return b"".join(message.get("body", b"") for message in self.sent).decode()


def ask(path: str, **headers: str) -> Call:
    """One question, and the whole answer."""

    async def talk() -> Call:
        return await Call(application(), path, **headers).leave()

    return run(talk())


def test_a_mistake_of_ours_says_nothing_about_the_server() -> None:
    for accepted in ("text/html", "*/*"):
        call = ask("/fout", accept=accepted)
        assert call.status == 500
        assert "Er ging iets mis" in call.text
        assert "geheim" not in call.text
        assert call.headers["x-content-type-options"] == "nosniff"


def test_figures_of_the_server_only_where_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMENLEVEN_METRICS", raising=False)
    assert ask("/_stcore/metrics").status == 404
    monkeypatch.setenv("SAMENLEVEN_METRICS", "1")
    assert ask("/_stcore/metrics").text == "hallo"


def test_a_host_name_can_be_added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMENLEVEN_HOSTS", raising=False)
    assert ask("/hallo", host="dashboard.voorbeeld.be").status == 400
    monkeypatch.setenv("SAMENLEVEN_HOSTS", "dashboard.voorbeeld.be, *.Intern.be")
    for host in ("dashboard.voorbeeld.be:443", "plan.intern.be", "localhost:8501"):
        assert ask("/hallo", host=host).status == 200
    for host in ("voorbeeld.be", "intern.be.vreemd.test"):
        assert ask("/hallo", host=host).status == 400


@pytest.mark.parametrize(
    ("given", "policy", "older"),
    [
        ("", "'none'", "DENY"),
        ("none", "'none'", "DENY"),
        ("'self'", "'self'", "SAMEORIGIN"),
        ("self https://www.voorbeeld.be", "'self' https://www.voorbeeld.be", None),
    ],
)
def test_who_may_show_us_in_a_frame(
    given: str, policy: str, older: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMENLEVEN_FRAME_ANCESTORS", given)
    for path in ("/hallo", "/", "/zomaar"):
        said = ask(path, accept="text/html").headers
        assert said["content-security-policy"].endswith(f"frame-ancestors {policy}")
        assert said.get("x-frame-options") == older


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SAMENLEVEN_HOSTS", "http://voorbeeld.be"),
        ("SAMENLEVEN_HOSTS", "voorbeeld.be:80"),
        ("SAMENLEVEN_HOSTS", "a*.be"),
        ("SAMENLEVEN_HOSTS", "é.be"),
        ("SAMENLEVEN_FRAME_ANCESTORS", "voorbeeld.be; script-src *"),
        ("SAMENLEVEN_FRAME_ANCESTORS", "none self"),
        ("SAMENLEVEN_SESSIONS", "0"),
        ("SAMENLEVEN_EXAMPLE", "neen"),
        ("SAMENLEVEN_METRICS", "ja"),
    ],
)
def test_a_setting_that_cannot_be_used_ends_the_program_with_a_sentence(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit, match=f"De instelling {name} "):
        server.middleware()


def test_no_more_visitors_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMENLEVEN_SESSIONS", "2")

    async def talk() -> None:
        app = application()
        first, second = [await Call(app, "/_stcore/stream", live=True).begun() for _ in range(2)]
        assert (first.status, second.status) == (200, 200)
        third = await Call(app, "/_stcore/stream", live=True).leave()
        assert third.status == 503
        page = await Call(app, "/", accept="text/html").leave()
        assert page.status == 503
        assert "Het is nu te druk" in page.text
        assert int(page.headers["retry-after"]) > 0
        assert (await Call(app, "/hallo").leave()).status == 200
        await first.leave()
        assert (await Call(app, "/", accept="text/html").leave()).status == 200
        again = await Call(app, "/_stcore/stream", live=True).begun()
        assert again.status == 200
        await second.leave()
        await again.leave()

    run(talk())


def test_few_files_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of one visitor the last few; of all together as many as fit."""
    manager = MemoryUploadedFileManager("/_stcore/upload_file")
    monkeypatch.setattr(uploads.runtime, "get_instance", lambda: SimpleNamespace(uploaded_file_mgr=manager))
    monkeypatch.setattr(uploads, "_asking", dict.fromkeys([f"s{number}" for number in range(40)], "budget"))

    async def keep(request: Request) -> Response:
        visitor, name = request.path_params["visitor"], request.path_params["name"]
        manager.add_file(visitor, UploadedFileRec(name, name, "text/csv", b"1"))
        return Response(status_code=204)

    app = Starlette(
        routes=[Route("/_stcore/upload_file/{visitor}/{name}", keep, methods=["PUT"])], middleware=server.middleware()
    )

    def send(visitor: str, name: str) -> int:
        async def talk() -> Call:
            return await Call(app, f"/_stcore/upload_file/{visitor}/{name}", method="PUT").leave()

        return run(talk()).status

    assert [send("s0", name) for name in "abcd"] == [204] * 4
    assert list(manager.file_storage["s0"]) == list("abcd")[-door.FILES_PER_SESSION :]
    assert door.FILES_PER_SESSION < 4
    assert send("niemand", "a") == 403
    answers = [send(f"s{number}", name) for number in range(1, 40) for name in "ab"]
    assert set(answers) == {204, 503}
    assert sum(map(len, manager.file_storage.values())) == door.FILES_IN_ALL


def test_another_version_of_a_script_makes_another_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(seen: str = "") -> Response:
        served._content_hash.cache_clear()
        return packed.Packed(shell.page(), "text/html", packed.ASK_EACH_TIME).answer(Headers({"if-none-match": seen}))

    script = tmp_path / "page.js"
    monkeypatch.setattr(served, "SERVED", {**served.SERVED, served.PAGE_SCRIPT: script})
    script.write_text("// een", encoding="utf-8")
    first = answer()
    assert answer(first.headers["etag"]).status_code == 304
    script.write_text("// twee", encoding="utf-8")
    second = answer(first.headers["etag"])
    assert second.status_code == 200
    assert second.headers["etag"] != first.headers["etag"]
    served._content_hash.cache_clear()


def test_the_policy_allows_the_scripts_of_the_page_and_no_others() -> None:
    page = b'<script src="x"></script><script>een</script><script type="module">twee</script>'
    rules = dict(rule.split(" ", 1) for rule in shell.policy(page, ("'self'",)).split("; "))
    assert rules["script-src"].count("'sha256-") == 2
    assert shell.policy(page.replace(b"een", b"drie"), ("'self'",)) != shell.policy(page, ("'self'",))
    assert "unsafe" not in rules["script-src"]
    assert "*" not in str(rules)


@pytest.mark.parametrize(
    ("accepted", "way"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0", "gzip"),
        ("br;q=0.0, gzip;q=0", None),
        ("deflate", None),
        ("", None),
        ("GZIP", "gzip"),
    ],
)
def test_a_file_travels_in_the_best_way_a_browser_unpacks(accepted: str, way: str | None) -> None:
    assert packed.best_way(accepted) == way


def test_a_file_is_packed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[bytes] = []
    monkeypatch.setitem(packed.WAYS, "gzip", lambda content: done.append(content) or b"klein")  # type: ignore[func-returns-value]
    file = packed.Packed(b"x" * 1000, "text/plain")
    for _ in range(3):
        assert file.answer(Headers({"accept-encoding": "gzip"})).body == b"klein"
    assert len(done) == 1
