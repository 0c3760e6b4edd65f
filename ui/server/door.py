"""Who and what comes in, and what every answer says: hosts, limits, addresses that exist, headers, Dutch error pages.

Everything here acts before a page runs and before a body is received. Why: docs/decisions/0011-the-door.md.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Mapping
from ipaddress import ip_address
from types import MappingProxyType
from typing import NamedTuple

import streamlit as st
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.hooks import shell, signing_in, uploads
from ui.login import login_setup
from ui.server import served, settings

HOST = re.compile(r"\*|(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:.]+\]")
ORIGIN = re.compile(r"https?://(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d+)?")
CLOSED = ("/_stcore/agent/",)  # Streamlit's interface for programs
LOGIN = ("/auth/", signing_in.CALLBACK)
METRICS = "/_stcore/metrics"
UPLOAD = re.compile(r"/_stcore/upload_file/([^/]+)/[^/]+")
FILES_PER_SESSION = 3  # a page has two fields at most, and one file takes the place of another; the oldest leaves
FILES_IN_ALL = 50
UPLOADS_AT_ONCE = 4
STARTS = ("http.response.start", "websocket.http.response.start")
RETRY = {"Retry-After": "60"}
PASSED_ON = ("allow", "retry-after", "content-range")  # what an error says that its page does not
WORDS = {
    400: (
        "Dit lukt niet",
        "De server begrijpt deze vraag niet, of kent de naam in dit adres niet. Wie het dashboard beheert, kan een "
        "naam toevoegen aan de instelling SAMENLEVEN_HOSTS.",
    ),
    403: ("Dit mag niet", "De server neemt dit niet aan. Laad de pagina opnieuw en probeer het nog eens."),
    404: ("Deze pagina bestaat niet", "Misschien is het adres verkeerd overgenomen, of is de pagina verhuisd."),
    405: ("Dit lukt niet", "Op dit adres kan dat niet."),
    413: ("Dit bestand is te groot", "Kies een kleiner bestand."),
    416: ("Dit lukt niet", "Dit deel van het bestand bestaat niet."),
    500: ("Er ging iets mis", "Dat ligt aan ons; uw gegevens zijn niet veranderd. Probeer het straks opnieuw."),
    503: ("Het is nu te druk", "Er zijn meer bezoekers dan het dashboard aankan. Probeer het over een minuut opnieuw."),
}


def hosts() -> list[str]:
    """The names under which this server may be asked: this computer, its own address and SAMENLEVEN_HOSTS.

    Raises SettingError on something that is not a host name.
    """
    given = [one.lower() for one in settings.words("SAMENLEVEN_HOSTS")]
    for one in given:
        if not HOST.fullmatch(one):
            raise settings.SettingError(
                f"De instelling SAMENLEVEN_HOSTS bevat {one!r}; schrijf namen zonder http:// en zonder poort, "
                "bijvoorbeeld: dashboard.voorbeeld.be *.intern.be"
            )
    own = [str(st.get_option(name) or "") for name in ("server.address", "browser.serverAddress")]
    return ["localhost", "127.0.0.1", "[::1]", *(one for one in own if one not in ("", "0.0.0.0", "::")), *given]


def ancestors() -> tuple[str, ...]:
    """Who may show the dashboard in a frame, as in a Content-Security-Policy; nobody unless SAMENLEVEN_FRAME_ANCESTORS.

    Raises SettingError on anything but none, self and origins.
    """
    return _framers("SAMENLEVEN_FRAME_ANCESTORS")


def embedders() -> tuple[str, ...]:
    """Who may show an embed in a frame, as in a Content-Security-Policy; nobody unless SAMENLEVEN_EMBED_SITES.

    The dashboard itself is one of them as soon as anybody is: it measures how tall an embed is. Raises SettingError.
    """
    found = _framers("SAMENLEVEN_EMBED_SITES")
    return found if "'none'" in found else tuple(dict.fromkeys(["'self'", *found]))


def _framers(name: str) -> tuple[str, ...]:
    found = []
    for one in (word.strip("'").lower() for word in settings.words(name)):
        if one not in ("none", "self") and not ORIGIN.fullmatch(one):
            raise settings.SettingError(
                f"De instelling {name} bevat {one!r}; schrijf none, self, of adressen zoals https://www.voorbeeld.be"
            )
        found.append(f"'{one}'" if one in ("none", "self") else one)
    if "'none'" in found and len(found) > 1:
        raise settings.SettingError(f"De instelling {name} kan none niet met iets anders noemen.")
    return tuple(found) or ("'none'",)


def most_sessions() -> int:
    """How many visitors may be connected at once; raises SettingError."""
    return settings.whole("SAMENLEVEN_SESSIONS", 200, 1, 100_000)


def closed() -> tuple[str, ...]:
    """The beginnings of addresses that answer nobody; raises SettingError."""
    login = () if login_setup.is_configured() else LOGIN
    return (*CLOSED, *login, *(() if settings.switch("SAMENLEVEN_METRICS") else (METRICS,)))


class Said(NamedTuple):
    """Headers of an answer."""

    always: dict[str, str]
    with_page: dict[str, str]
    with_embed: dict[str, str]


def headers(page: bytes) -> Said:
    """What an answer tells the browser: the whole policy only with an HTML page, for it weighs a kilobyte.

    The scripts of `page` may run.
    """
    framed = ancestors()
    # The older header knows only these two; with other sites allowed the policy is the one that counts.
    older = {"'none'": "DENY", "'self'": "SAMEORIGIN"}.get(" ".join(framed))
    always = {
        "Content-Security-Policy": f"default-src 'none'; frame-ancestors {' '.join(framed)}",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",  # addresses hold filters and scenarios
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    whole = {
        "Content-Security-Policy": shell.policy(page, framed),
        # Full screen for the slides, copying for the links, recording the screen is in Streamlit's menu.
        "Permissions-Policy": "fullscreen=(self), clipboard-write=(self), display-capture=(self), microphone=(self), "
        "camera=(), geolocation=(), payment=(), usb=(), midi=(), accelerometer=(), gyroscope=(), magnetometer=()",
    }
    embed = {
        # Nothing runs and nothing is sent; its own style, the letter and the drawings of the page itself.
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; font-src 'self'; img-src 'self' "
        f"data:; base-uri 'none'; form-action 'none'; frame-ancestors {' '.join(embedders())}",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    with_embed = always | embed
    if older:
        always["X-Frame-Options"] = older
    return Said(always, always | whole, with_embed)


def error(status: int, asked: Headers, said: Said, more: Mapping[str, str] = MappingProxyType({})) -> Response:
    """An answer that says in Dutch what is wrong, and nothing about the server: a page, or a line for a program."""
    title, sentence = WORDS.get(status) or WORDS[500 if status >= 500 else 400]
    if "text/html" not in asked.get("accept", ""):
        return Response(f"{title}. {sentence}\n", status, {**said.always, **more}, "text/plain")
    return Response(_error_page(title, sentence), status, {**said.with_page, **more}, "text/html")


def _error_page(title: str, sentence: str) -> str:
    """A page without scripts, in the colours and the letter of the others."""
    font = next((shell.static_folder() / "static" / "media").glob("SourceSansVF-Upright*.woff2"))
    return f"""<!DOCTYPE html>
<html lang="nl">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(title)} · Samenleven</title><link rel="icon" href="{served.url(served.ICON)}">
<style>
@font-face{{font-family:"Source Sans";font-weight:200 900;src:url("{served.page("static/media/" + font.name)}")}}
:root{{color-scheme:light dark}}
body{{margin:0;background:{_colour("background")};color:{_colour("text")};font:1rem/1.6 "Source Sans",sans-serif}}
main{{max-width:40rem;margin:0 auto;padding:6rem 1rem}} h1{{font-size:2.25rem;line-height:1.2}}
a{{color:{_colour("link")}}}
</style>
</head>
<body><main><p><strong>Plan Samenleven</strong></p><h1>{html.escape(title)}</h1><p>{html.escape(sentence)}</p>
<p><a href="{served.page("")}">Naar het overzicht</a></p></main></body>
</html>
"""


def _colour(name: str) -> str:
    return f"light-dark({st.get_option(f'theme.light.{name}Color')}, {st.get_option(f'theme.dark.{name}Color')})"


class Answers:
    """Every answer carries the headers; every error, and every address that does not exist, answers in Dutch.

    Streamlit answers an address that it does not know with its own page: HTML at any address but `pages`.
    """

    def __init__(self, app: ASGIApp, said: Said, pages: Collection[str]) -> None:
        self.app = app
        self.said = said
        self.pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a good answer with our headers; put our own in place of any other."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        replaced = False
        said = self.said
        is_embed = scope["path"].startswith(served.base() + served.EMBED)
        if is_embed:  # also what goes wrong is read in the frame
            said = said._replace(with_page=said.with_embed)

        async def answer(message: Message) -> None:
            nonlocal replaced
            if replaced:
                return
            if message["type"] not in STARTS:
                await send(message)
                return
            theirs = Headers(raw=message["headers"])
            is_screen = scope["path"] in self.pages
            is_page = theirs.get("content-type", "").startswith("text/html")
            status = 404 if is_page and not is_screen and not is_embed else message["status"]
            if status < 400:
                # Also with 304: a browser takes over what that says for the page that it kept.
                ours = said.with_page if is_screen or is_embed else said.always
                more = [(name.lower().encode(), value.encode()) for name, value in ours.items()]
                await send({**message, "headers": [*message["headers"], *more]})
                return
            replaced = True
            kept = {name: theirs[name] for name in PASSED_ON if name in theirs}
            await error(status, Headers(scope=scope), said, kept)(scope, receive, send)

        await self.app(scope, receive, answer)


class Door:
    """What is refused before anything runs: closed parts, too many visitors, files that nobody asked for."""

    def __init__(self, app: ASGIApp, pages: Collection[str], most: int, closed: tuple[str, ...], alone: bool) -> None:
        self.app = app
        self.alone = alone  # only this computer may ask, whatever address the server listens on
        self.pages = pages
        self.most = most
        self.closed = closed
        self.visitors = 0
        self.uploading = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse with a status, which `Answers` puts into words, or pass on."""
        if self.alone and scope["type"] in ("http", "websocket") and not _is_this_computer(scope):
            await Response(status_code=403)(scope, receive, send)
            return
        if scope["type"] == "websocket":
            await self._visit(scope, receive, send)
        elif scope["type"] == "http" and (refused := self._refused(scope)):
            await Response(status_code=refused, headers=RETRY if refused == 503 else None)(scope, receive, send)
        elif scope["type"] == "http" and scope["method"] == "PUT":
            self.uploading += 1
            try:
                await self.app(scope, receive, send)
            finally:
                self.uploading -= 1
        else:
            await self.app(scope, receive, send)

    async def _visit(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.visitors >= self.most:
            await Response(status_code=503, headers=RETRY)(scope, receive, send)
            return
        self.visitors += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self.visitors -= 1

    def _refused(self, scope: Scope) -> int | None:
        path = scope["path"].removeprefix(served.base())
        if path.startswith(self.closed):
            return 404
        if scope["path"] in self.pages and self.visitors >= self.most:
            return 503
        if scope["method"] == "PUT" and (upload := UPLOAD.fullmatch(path)):
            return self._refused_file(upload[1])
        return None

    def _refused_file(self, session: str) -> int | None:
        """Whether a file may come; the oldest of this session makes room for it."""
        if not uploads.is_asked(session):
            return 403
        in_all = uploads.make_room(session, FILES_PER_SESSION)
        return 503 if in_all >= FILES_IN_ALL or self.uploading >= UPLOADS_AT_ONCE else None


def _is_this_computer(scope: Scope) -> bool:
    """Whether a question comes from this computer itself, also by the word of a server in between."""
    asked = Headers(scope=scope)
    between = any(name in asked for name in ("forwarded", "x-forwarded-for", "x-real-ip"))
    return not between and ip_address(scope["client"][0]).is_loopback if scope.get("client") else False
