"""What the server answers on `/dias.pptx` and `/dias.pdf`: the slides of that address of *presentatie* as a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ui.figure import forms
from ui.filters.address import Address
from ui.presentation import deck
from ui.presentation.slide import Slide
from ui.reading import cached
from ui.server import served
from ui.slide_files import pptx_deck, slides_pdf
from ui.take import makers

SCREEN = "presentatie"
LONGEST = 8_000  # signs of an address: sixty slides that each have their own filters
POWERPOINT, PDF = "dias.pptx", "dias.pdf"
FILES: dict[str, tuple[str, str, Callable[[Sequence[Slide]], bytes]]] = {
    POWERPOINT: (
        "PowerPoint",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        pptx_deck.deck,
    ),
    PDF: ("PDF", "application/pdf", slides_pdf.pdf),
}
"""Each file by its address: what it is called, its kind, and how it is made."""


def routes() -> list[Route]:
    """The addresses of the files."""
    return [Route(f"/{name}", partial(_file, name)) for name in FILES]


def buttons(address: Address) -> str:
    """A link to each file, for the list of slides."""
    query = address.link().partition("?")[2]
    links = (f"{served.page(name)}{f'?{query}' if query else ''}" for name in FILES)
    return " ".join(makers.button(link, words) for link, (words, _, _) in zip(links, FILES.values(), strict=True))


async def _file(name: str, request: Request) -> Response:
    query = request.url.query
    if len(query) > LONGEST:
        return Response(status_code=404)
    return await makers.answer(request, lambda: made(name, query))


def made(name: str, query: str) -> makers.Made:
    """One file of the slides that an address asks for."""
    _, media_type, make = FILES[name]
    address = forms.of_query(SCREEN, query)
    with cached.using(cached.store_at(address.at)):
        content = make(deck.slides(address))
    return makers.Made(content, media_type, f"plan-samenleven-{name}")
