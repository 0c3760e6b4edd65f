"""What the web server does beside Streamlit: the page, our own files (borders, scripts), and the way in and out.

Limits, headers and error pages: ui/server/door.py. The page itself: ui/hooks/shell.py. How a file travels:
ui/server/packed.py.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from samenleven.errors import SamenlevenError
from samenleven.store import switch
from ui.figure import mistakes
from ui.hooks import shell
from ui.hooks.at_once import AtOnce
from ui.login import entrance, login_setup
from ui.server import door, served
from ui.server.packed import ASK_EACH_TIME, Packed

SCREENS = Path(__file__).parents[2] / "pages"
TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".topojson": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".html": "text/html",
}


class Files:
    """Answers the page and every file that travels packed: Streamlit's scripts and styles, and our own.

    Streamlit would send its own as they are. Letters, pictures and a part of a file are left to it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.streamlit = f"{served.base()}/static/"
        folder = shell.static_folder() / "static"
        found = {self.streamlit + path.relative_to(folder).as_posix(): path for path in folder.rglob("*.*")}
        ours = {served.base() + address: path for address, path in served.SERVED.items()}
        packed = {address: path for address, path in found.items() if path.suffix in (".js", ".css")}
        self.known = set(found)
        self.packed = {
            address: Packed(source if isinstance(source, Path) else source(), TYPES[Path(address).suffix])
            for address, source in (packed | ours).items()
        }
        self.packed |= dict.fromkeys(pages(), Packed(_page(), TYPES[".html"], ASK_EACH_TIME))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what is asked for as a whole; a file of Streamlit that does not exist is not found."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked, packed = Headers(scope=scope), self.packed.get(scope["path"])
        is_part = "range" in asked and scope["path"] in self.known
        if packed and scope["method"] in ("GET", "HEAD") and not is_part:
            answer = await run_in_threadpool(packed.answer, asked)
            await answer(scope, receive, send)
        elif scope["path"].startswith(self.streamlit) and scope["path"] not in self.known:
            await Response(status_code=404)(scope, receive, send)
        else:
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


@cache
def _page() -> bytes:
    return shell.page()


def pages() -> list[str]:
    """The address of every screen."""
    return [served.page(name) for name in ("", *sorted(path.stem for path in SCREENS.glob("*.py")))]


def middleware() -> list[Middleware]:
    """What every question and answer passes through, from the outside in.

    Ends the program with a sentence when a setting cannot be used.
    """
    try:
        mistakes.to()
        switch.positions()
        login_setup.check(door.hosts())
        return [
            Middleware(AtOnce),
            Middleware(door.Answers, said=door.headers(_page()), pages=pages()),
            Middleware(TrustedHostMiddleware, allowed_hosts=door.hosts(), www_redirect=False),
            Middleware(
                door.Door, pages=pages(), most=door.most_sessions(), closed=door.closed(), alone=login_setup.is_laptop()
            ),
            Middleware(entrance.Entrance, pages=pages()),
            Middleware(Files),
        ]
    except SamenlevenError as error:
        sys.exit(str(error))


def exception_handlers() -> dict[type[Exception], Callable[[Request, Exception], Response]]:
    """The answer to a mistake of ours, which passes outside `middleware`; the log has the rest."""
    said = door.headers(_page())
    return {Exception: lambda request, _: door.error(500, request.headers, said)}
