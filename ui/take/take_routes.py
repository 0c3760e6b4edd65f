"""What the server answers for what one takes along: a report per authority, a workbook per screen."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ui.figure.forms import LONGEST
from ui.filters.address import Address
from ui.take import makers, report


def routes() -> list[Route]:
    """The addresses of files that are made on a click."""
    return [Route("/rapport/gemeente.pdf", _report)]


def asked(screen: str, query: str) -> Address:
    """The address of a screen from what stands behind the question mark; each parameter once."""
    return Address(screen, tuple(dict(parse_qsl(query, keep_blank_values=True)).items()))


async def _report(request: Request) -> Response:
    query = request.url.query
    if len(query) > LONGEST:
        return Response(status_code=404)
    address = asked("gemeente", query)
    live = f"{request.url.scheme}://{request.url.netloc}{address.link()}"
    return await makers.answer(request, lambda: report.make(address, live))
