"""The files to begin from: an empty one, and what is in the register now. Only for who may hand one in."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from samenleven.reporting.records import Subject
from samenleven.reporting.rights import Deed, may
from samenleven.store.ledger import register
from ui.login import person
from ui.look import download
from ui.reading import cached
from ui.take import makers
from ui.take.makers import Made

PATH = "beheer/invoer/{what}.csv"
EMPTY, NOW = "leeg", "register"
NAMES = {Subject.AGREEMENT: "akkoorden", Subject.REPORT: "rapporteringen"}
FILES = {f"{name}-{which}": (subject, which) for subject, name in NAMES.items() for which in (EMPTY, NOW)}


def path(subject: Subject, which: str) -> str:
    """The address of one of them."""
    return PATH.format(what=f"{NAMES[subject]}-{which}")


def routes() -> list[Route]:
    """The addresses of the files."""
    return [Route(f"/{PATH}", _answer)]


async def _answer(request: Request) -> Response:
    return await makers.answer(request, lambda: made(request, request.path_params["what"]))


def made(request: Request, what: str) -> Made | None:
    """A file; nothing for who may not hand one in."""
    if what not in FILES or not may(person.of_request(request).person, Deed.AGREE):
        return None
    subject, which = FILES[what]
    frame = register.empty(subject) if which == EMPTY else register.as_file(cached.open_store(), subject)
    return Made(download.to_csv(frame, "excel", {}), "text/csv; charset=utf-8", f"{what}.csv")
