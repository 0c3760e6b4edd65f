"""What the web server does beside Streamlit: our own files (borders, scripts), and Dutch as page language."""

from __future__ import annotations

import logging
import socket
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from samenleven.errors import SamenlevenError
from ui import served, theme

TYPES = {".js": "text/javascript", ".topojson": "application/json"}
# The address carries a hash of the content (`?v=`), so a browser never needs to ask again.
FOREVER = "public, max-age=31536000, immutable"


def _route(address: str, path: Path) -> Route:
    def answer(request: Request) -> Response:
        return Response(path.read_bytes(), media_type=TYPES[path.suffix], headers={"Cache-Control": FOREVER})

    return Route(address, answer, methods=["GET"])


def _is_html(start: Message) -> bool:
    return bool(dict(start["headers"]).get(b"content-type", b"").startswith(b"text/html"))


class DutchPage:
    """Streamlit says its page is English; a screen reader must pronounce Dutch.

    It also tells the page where the server is. Without that Streamlit tries every part of a deep link in turn, which
    costs a round trip and leaves errors in the console.
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app = app
        root = f"/{base.strip('/')}/" if base.strip("/") else "/"
        here = f'<script>window.__streamlit = {{BACKEND_BASE_URL: location.origin + "{root}"}};</script>'
        words = f'<script type="module" src="{served.url(served.PAGE_SCRIPT)}"></script>'
        self.changes = {
            b'<html lang="en">': b'<html lang="nl">',
            b"<title>Streamlit</title>": b"<title>Samenleven</title>" + here.encode(),
            b"</body>": theme.hatching().encode() + words.encode() + b"</body>",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Rewrite HTML pages on their way out; everything else passes as it is."""
        headers = dict(scope.get("headers", ()))
        if scope["type"] != "http" or b"text/html" not in headers.get(b"accept", b""):
            await self.app(scope, receive, send)
            return
        # The page is small; asked for uncompressed, it can be rewritten.
        scope = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]}
        started: Message | None = None
        body = b""

        async def rewrite(message: Message) -> None:
            nonlocal started, body
            if message["type"] == "http.response.start" and _is_html(message):
                started = message
                return
            if started is None or message["type"] != "http.response.body":
                await send(message)
                return
            body += message.get("body", b"")
            if message.get("more_body"):
                return
            page = body
            for old, new in self.changes.items():
                page = page.replace(old, new)
            started["headers"] = [
                (name, str(len(page)).encode() if name == b"content-length" and body else value)
                for name, value in started["headers"]
                if name != b"etag"
            ]
            await send(started)
            await send({"type": "http.response.body", "body": page})

        await self.app(scope, receive, rewrite)


class AtOnce:
    """Every message of the live connection leaves at once.

    Streamlit makes the listening socket in a way that leaves Nagle's algorithm on (Kludex/uvicorn#3149 says how). A
    small message then waits until the one before it is acknowledged: a round trip, and up to 200 ms on Windows.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Set the option where the server gives us its connection; without it everything works, only later."""
        if scope["type"] == "websocket":
            transport = getattr(getattr(send, "__self__", None), "transport", None)
            connection = transport.get_extra_info("socket") if transport else None
            if connection is not None and connection.family in (socket.AF_INET, socket.AF_INET6):
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await self.app(scope, receive, send)


def apology(error: Exception) -> bool:
    """What a person sees when we made a mistake: a sentence in Dutch. The log has the rest."""
    logging.getLogger("samenleven").error("a page failed", exc_info=error)
    if isinstance(error, SamenlevenError):
        st.error(str(error))
        return True
    st.error(
        "Er ging iets mis op deze pagina; uw gegevens zijn niet veranderd. Laad de pagina opnieuw, of kies een andere "
        "pagina in het menu. Blijft het fout gaan, meld dan het adres van deze pagina."
    )
    return True


def routes(base: str = "") -> list[Route]:
    """The files of `served.SERVED`, below the base path of the app."""
    prefix = f"/{base.strip('/')}" if base.strip("/") else ""
    return [_route(prefix + address, path) for address, path in served.SERVED.items()]


def middleware(base: str = "") -> list[Middleware]:
    """What every answer passes through; `base` is the base path of the app."""
    return [Middleware(AtOnce), Middleware(DutchPage, base=base)]
