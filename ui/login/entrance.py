"""The way in and out: a visitor leaves for the login service from any screen, and comes back to that very screen.

Streamlit talks with the login service itself (`/auth/login`, `/oauth2callback`); around it this says where one comes
back, what is wrong when one was not let in, and that cookies travel over https only. Why: docs/decisions/0018-login.md.
"""

from __future__ import annotations

from collections.abc import Collection
from http.cookies import SimpleCookie
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from samenleven.store.ledger.people import People
from ui.hooks import signing_in
from ui.login import login_setup
from ui.server import served

ENTER, BACK = "/aanmelden", "terug"
SAID, FAILED = "aanmelden", "mislukt"  # the parameter of a screen that says that logging in did not work
COOKIE = "samenleven_terug"
MINUTES = 15  # in which somebody comes back from the login service
LONGEST = 2000  # signs of an address to come back to; of a longer one the screen is kept
BY_LINK = ("same-origin", "none")  # what a browser says of who sends a visitor here


def to(back: str) -> str:
    """The address that starts logging in, and comes back to an address of ours."""
    return f"{served.page(ENTER.strip('/'))}?{urlencode({BACK: back})}"


def out() -> str:
    """The address that logs out."""
    return served.page(signing_in.LOGOUT.strip("/"))


def routes(pages: Collection[str]) -> list[Route]:
    """What the server answers to somebody who wants to log in; `pages` are the addresses of the screens."""

    async def enter(request: Request) -> Response:
        """Off to the login service, from the address under which it sends visitors back."""
        if not login_setup.is_configured():
            return Response(status_code=404)
        back = safe(request.query_params.get(BACK, ""), pages)
        if request.headers.get("host", "") != urlsplit(signing_in.origin()).netloc:
            return RedirectResponse(signing_in.origin() + to(back), 302)
        answer = RedirectResponse(served.base() + signing_in.start(), 302)
        answer.set_cookie(
            COOKIE, quote(back, safe=""), 60 * MINUTES, path=served.page(""), httponly=True, samesite="lax"
        )
        return answer

    return [Route(ENTER, enter)]


def safe(back: str, pages: Collection[str]) -> str:
    """An address of a screen of ours, for whatever a stranger wrote: the first screen for anything else."""
    try:
        parts = urlsplit(back if back.isprintable() and "\\" not in back else "")
    except ValueError:  # what looks like an address and is none
        return served.page("")
    if parts.scheme or parts.netloc or parts.path not in pages:
        return served.page("")
    asked = urlencode([one for one in parse_qsl(parts.query, keep_blank_values=True) if one[0] != SAID])
    return parts.path + (f"?{asked}" if asked and len(back) <= LONGEST else "")


class Entrance:
    """Around Streamlit's own answers on logging in and out, and around every cookie."""

    def __init__(self, app: ASGIApp, pages: Collection[str]) -> None:
        self.app = app
        self.pages = pages
        self.secure = login_setup.is_secure()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with where a visitor goes afterwards."""
        if scope["type"] != "http" or not login_setup.is_configured():
            await self.app(scope, receive, send)
            return
        path = scope["path"].removeprefix(served.base())
        asked = Headers(scope=scope)
        if path == signing_in.LOGOUT:
            if asked.get("sec-fetch-site", "none") not in BY_LINK:  # another site may not log a visitor out
                await Response(status_code=403)(scope, receive, send)
                return
            await run_in_threadpool(_leave, asked)

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                if path == signing_in.CALLBACK:
                    self._back(scope, asked, headers)
                elif path == signing_in.LOGIN and message["status"] >= 400:  # the login service does not answer
                    message = {**message, "status": 302}
                    headers["location"] = self._failed(asked)
                message = {**message, "headers": self._secured(headers)}
            await send(message)

        await self.app(scope, receive, answer)

    def _back(self, scope: Scope, asked: Headers, headers: MutableHeaders) -> None:
        """From the login service to the screen where somebody came from, with what went wrong if anything did."""
        given = SimpleCookie()
        for line in headers.getlist("set-cookie"):
            given.load(line)
        came_in = signing_in.COOKIE in given and given[signing_in.COOKIE].value not in ("", '""')
        tried = {name for name, _ in parse_qsl(scope["query_string"].decode("latin-1"))} & {"state", "error", "code"}
        if came_in:
            headers["location"] = self._came_from(asked)
        elif tried:
            headers["location"] = self._failed(asked)
        headers.append("set-cookie", f"{COOKIE}=; Max-Age=0; Path={served.page('')}; HttpOnly; SameSite=lax")

    def _came_from(self, asked: Headers) -> str:
        return safe(unquote(Request({"type": "http", "headers": asked.raw}).cookies.get(COOKIE, "")), self.pages)

    def _failed(self, asked: Headers) -> str:
        back = self._came_from(asked)
        return f"{back}{'&' if '?' in back else '?'}{SAID}={FAILED}"

    def _secured(self, headers: MutableHeaders) -> list[tuple[bytes, bytes]]:
        """Streamlit's cookies and ours, over https only where visitors come in that way."""
        return [
            (
                name,
                value + b"; Secure"
                if self.secure and name == b"set-cookie" and b"secure" not in value.lower()
                else value,
            )
            for name, value in headers.raw
        ]


def _leave(asked: Headers) -> None:
    """Remember that a login ended, so that other tabs with it end too."""
    claims = signing_in.claims_of(Request({"type": "http", "headers": asked.raw}).cookies)
    if claims.get("iss") and claims.get("sub") and isinstance(claims.get("iat"), int):
        People().leave(str(claims["iss"]), str(claims["sub"]), claims["iat"])
