"""What the server answers for what one takes along: report and agreement of an authority, workbook of a screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ui.agreement import agreement_pdf, agreement_word
from ui.figure import forms
from ui.filters.address import Address
from ui.frame.top import SCREENS
from ui.take import makers, report, workbook
from ui.take.makers import Made

NAMES = {screen or makers.FIRST: screen for screen in (*SCREENS, "opvolging")}
"""From the name of a screen in the address of a file to the screen; the first has no name of its own."""

AGREEMENTS = {"pdf": agreement_pdf.make, "docx": agreement_word.make}
"""What makes the agreement of an authority, by the ending of the file."""


def routes() -> list[Route]:
    """The addresses of files that are made on a click."""
    return [
        Route("/rapport/gemeente.pdf", _report),
        Route("/akkoord/gemeente.{ending}", _agreement),
        Route("/werkmap/{name}.xlsx", _workbook),
    ]


async def _report(request: Request) -> Response:
    return await _made(request, "gemeente", report.make)


async def _agreement(request: Request) -> Response:
    make = AGREEMENTS.get(request.path_params["ending"])
    return Response(status_code=404) if make is None else await _made(request, "gemeente", make)


async def _workbook(request: Request) -> Response:
    screen = NAMES.get(request.path_params["name"])
    if screen is None or not await run_in_threadpool(forms.may_see, screen, request):
        return Response(status_code=404)
    return await _made(request, screen, workbook.make)


async def _made(request: Request, screen: str, make: Callable[[Address, str], Made | None]) -> Response:
    """A file made of what an address shows; nothing for an address that no screen of ours writes."""
    query = request.url.query
    if len(query) > forms.LONGEST:
        return Response(status_code=404)
    forms.load()  # whoever asks first may come before any screen was opened
    address = forms.of_query(screen, query)
    live = f"{request.url.scheme}://{request.url.netloc}{address.link()}"
    return await makers.answer(request, partial(make, address, live))
