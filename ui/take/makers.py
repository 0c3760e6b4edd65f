"""Making a file when somebody asks for it: a few at once, in their own threads, so that the server answers others."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import escape

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from samenleven import terms
from ui.filters.address import Address
from ui.reading import reads

FIRST = "overzicht"  # the first screen has no name in an address
AT_ONCE = 2
WAITING = 24  # that wait or are being made; who comes after them is asked to come back
BUSY = "Er worden nu te veel bestanden tegelijk gemaakt. Probeer het over een minuut opnieuw."
FAILED = "Het bestand kon niet gemaakt worden. De fout is genoteerd; probeer het later opnieuw."

_threads = ThreadPoolExecutor(AT_ONCE, "meenemen")
_asked = 0


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made: its bytes, its kind (MIME), and its name with ending and without the date of today."""

    content: bytes
    media_type: str
    name: str

    @property
    def file_name(self) -> str:
        """The name with the date of today: plain letters, so that every program can save it."""
        stem, _, ending = self.name.rpartition(".")
        return f"{terms.slug(stem)}-{reads.today().isoformat()}.{ending}"


async def answer(request: Request, make: Callable[[], Made | None]) -> Response:
    """A file for whoever asked: 404 for None, 304 for who has it already, 503 when too many wait, 500 when it fails."""
    global _asked
    if _asked >= WAITING:
        return PlainTextResponse(BUSY, 503, headers={"Retry-After": "60"})
    _asked += 1
    try:
        made = await asyncio.get_running_loop().run_in_executor(_threads, make)
    except Exception:
        logging.getLogger(__name__).exception("could not make %s", request.url.path)
        return PlainTextResponse(FAILED, 500)
    finally:
        _asked -= 1
    return respond(request, made)


def respond(request: Request, made: Made | None) -> Response:
    """What a browser gets for a file; it asks again each time, and gets the file only when that changed."""
    if made is None:
        return Response(status_code=404)
    tag = f'"{hashlib.sha256(made.content).hexdigest()[:16]}"'
    kept = {"Cache-Control": "no-cache", "ETag": tag}
    if tag in (request.headers.get("if-none-match") or ""):
        return Response(status_code=304, headers=kept)
    named = {"Content-Disposition": f'attachment; filename="{made.file_name}"'}
    return Response(made.content, media_type=made.media_type, headers=kept | named)


def along(address: Address, files: Mapping[str, str] | None = None) -> str:
    """What one can take along from a whole screen, in one line: `files` by their words, and its workbook."""
    links = [button(address.made(path), words) for words, path in (files or {}).items()]
    listed = "".join(f"<li>{link}</li>" for link in [*links, excel(address)])
    return f'<ul class="along" aria-label="Neem mee">{listed}</ul>'


def excel(address: Address) -> str:
    """The workbook of a screen (ui/take/workbook.py), as a link."""
    return button(address.made(f"werkmap/{address.screen or FIRST}.xlsx"), "Excel van dit scherm")


def button(href: str, words: str) -> str:
    """A link to a file that is made when one asks (ui/take/make.js shows that it is busy, and what went wrong)."""
    return f'<a class="make" href="{escape(href)}" data-make data-file download>{escape(words)}</a>'
