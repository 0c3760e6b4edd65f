"""What the server answers when somebody takes something along: the file, nothing, or in Dutch why not."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from ui.take import makers, take_routes
from ui.take.makers import Made

pytestmark = pytest.mark.usefixtures("store_path")

T = TypeVar("T")
Answer = tuple[int, dict[str, str], bytes]


async def ask(app: Starlette, path: str, query: str = "", **headers: str) -> Answer:
    """One question to the application itself."""
    sent: list[dict[str, object]] = []
    names = [(key.replace("_", "-").encode(), value.encode()) for key, value in headers.items()]
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "root_path": "",
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(b"host", b"dashboard"), *names],
    }

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    await app(scope, receive, send)  # type: ignore[arg-type]
    start, body = sent[0], b"".join(bytes(one.get("body", b"")) for one in sent[1:])  # type: ignore[call-overload]
    found = {key.decode(): value.decode() for key, value in start["headers"]}  # type: ignore[attr-defined]
    return int(str(start["status"])), found, body


def run(talk: Coroutine[Any, Any, T]) -> T:
    """In a thread of its own: where a browser is open, a loop runs in this one already."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, talk).result()


def get(path: str, query: str = "", **headers: str) -> Answer:
    return run(ask(Starlette(routes=take_routes.routes()), path, query, **headers))


@pytest.mark.parametrize(
    ("path", "query", "begins", "name"),
    [
        ("/rapport/gemeente.pdf", "nis=42028", b"%PDF-1.7", "rapport-zele-"),
        ("/akkoord/gemeente.pdf", "nis=46021&jaar=1", b"%PDF-1.7", "samenwerkingsakkoord-sint-niklaas-jaar-1-"),
        ("/akkoord/gemeente.docx", "nis=46021", b"PK", "samenwerkingsakkoord-sint-niklaas-jaar-3-"),
        ("/werkmap/overzicht.xlsx", "cijfers=officieel", b"PK", "overzicht-"),
        ("/werkmap/gemeente.xlsx", "nis=42028&onzin=1&nis=42028", b"PK", "gemeente-zele-"),
    ],
)
def test_a_file_comes_with_its_name_and_once(path: str, query: str, begins: bytes, name: str) -> None:
    status, headers, body = get(path, query)
    assert (status, body[: len(begins)]) == (200, begins)
    assert headers["content-disposition"].startswith(f'attachment; filename="{name}')
    assert headers["cache-control"] == "no-cache"
    again = get(path, query, if_none_match=headers["etag"])
    assert (again[0], again[2]) == (304, b"")


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/rapport/gemeente.pdf", "nis=99999"),
        ("/rapport/gemeente.pdf", "nis=46021&x=" + "a" * 30_000),
        ("/rapport/kaart.pdf", "nis=46021"),
        ("/werkmap/zomaar.xlsx", ""),
        ("/werkmap/woordenlijst.xlsx", ""),
        ("/werkmap/..%2Fgemeente.xlsx", ""),
        ("/werkmap/overzicht.csv", ""),
        ("/werkmap/overzicht.xlsx", "jaar=" + "1" * 30_000),
    ],
)
def test_what_does_not_exist_is_not_found(path: str, query: str) -> None:
    assert get(path, query)[0] == 404


@contextmanager
def serving(make: Callable[[], Made | None]) -> Iterator[Starlette]:
    async def made(request):  # type: ignore[no-untyped-def]
        return await makers.answer(request, make)

    yield Starlette(routes=[Route("/proef", made)])


def test_what_goes_wrong_is_said_in_dutch_and_noted(caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> Made:
        raise ValueError("geheim pad /srv/x")

    with serving(fail) as app:
        status, headers, body = run(ask(app, "/proef"))
    assert (status, body.decode()) == (500, makers.FAILED)
    assert headers["content-type"].startswith("text/plain")
    assert "geheim pad" in caplog.text


def test_a_few_are_made_at_once_the_rest_waits_and_too_many_are_told_to_come_back() -> None:
    """And while they are made the server answers somebody else."""
    busy, most, lock, go = 0, 0, threading.Lock(), threading.Event()

    def make() -> Made:
        nonlocal busy, most
        with lock:
            busy += 1
            most = max(most, busy)
        go.wait(10)
        with lock:
            busy -= 1
        return Made(b"x", "text/plain", "x.txt")

    async def all_at_once(app: Starlette) -> tuple[list[Answer], float]:
        asked = [asyncio.create_task(ask(app, "/proef")) for _ in range(makers.WAITING + 3)]
        await asyncio.sleep(0.05)
        began = time.perf_counter()
        assert (await ask(app, "/niets"))[0] == 404
        other = time.perf_counter() - began
        go.set()
        return await asyncio.gather(*asked), other

    with serving(make) as app:
        answers, other = run(all_at_once(app))
    assert most == makers.AT_ONCE
    assert [status for status, _, _ in answers].count(200) == makers.WAITING
    assert [body.decode() for status, _, body in answers if status == 503] == [makers.BUSY] * 3
    assert other < 5  # it did not wait for the files, which wait for it


def test_two_ask_for_different_reports_at_once() -> None:
    async def both() -> list[Answer]:
        app = Starlette(routes=take_routes.routes())
        return await asyncio.gather(*(ask(app, "/rapport/gemeente.pdf", f"nis={nis}") for nis in ("42028", "46021")))

    names = [headers["content-disposition"] for _, headers, _ in run(both())]
    assert "zele" in names[0]
    assert "sint-niklaas" in names[1]
