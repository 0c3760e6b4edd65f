"""What the server answers on `/inbedden/...`: kept per data version and day, with a name by its content."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ui.embed import embed_page
from ui.figure import forms
from ui.reading import cached
from ui.reading.daily import daily
from ui.server import served
from ui.server.packed import Packed

KEEP = "public, max-age=300"  # a corrected figure is everywhere within five minutes
MOST = 320  # pages of embeds in memory: every municipality once, 5 to 60 kB each


def routes() -> list[Route]:
    """One address for every embed."""
    return [Route(f"{served.EMBED}{{name}}", _embed)]


async def _embed(request: Request) -> Response:
    return await run_in_threadpool(answer, request.path_params["name"], request.url.query, request.headers)


def answer(name: str, query: str, asked: Headers) -> Response:
    """The embed, or 304 when the reader has this very one; 404 for what does not exist."""
    if len(query) > forms.LONGEST:
        return Response(status_code=404)
    with cached.using(cached.store_at(forms.of_query("", query).at)):
        found = _packed(name, query)
    return found.answer(asked) if found else Response(status_code=404)


@daily(MOST)
def _packed(name: str, query: str) -> Packed | None:
    made = embed_page.page(name, query)
    return None if made is None else Packed(made.encode(), "text/html", KEEP)
