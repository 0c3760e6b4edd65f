"""A figure in another form than on its screen: its table in place, or its CSV, made when somebody asks for it.

`/figuur/<name>/<form>?<the address of its screen>` answers from the function that the screen itself shows.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from samenleven import terms
from samenleven.errors import SamenlevenError
from samenleven.reporting.rights import NOBODY, Deed, Person, may
from ui.figure.model import Build, Figure, is_for_few, is_restricted, known
from ui.filters.address import Address
from ui.login import person
from ui.look import download, tables
from ui.reading import cached, reads

SCREENS = (
    "ui.overview.overview_figures",
    "ui.goals.goals_figures",
    "ui.authority.profile",
    "ui.map.map_figures",
    "ui.budget.application_figures",
    "ui.budget.application_incentive",
    "ui.sources.sources_figures",
    "ui.pooling.pooling_figures",
    "ui.budget.budget_figures",
    "ui.budget.compare",
    "ui.budget.best_figures",
    "ui.budget.doubt_figures",
    "ui.budget.budget_shown",
    "ui.presentation.slide_figures",
    "ui.followup.followup_figures",
)
LONGEST = 25_000  # signs of an address: a scenario with everything in it fits
MOST_ROWS = 1_000  # of a table in place; the CSV has all
FRESH = {"Cache-Control": "no-cache"}


def routes() -> list[Route]:
    """What the server answers beside the screens: figures, and the names for the search field."""
    return [Route("/figuur/{name}/{form}", _figure), Route("/zoek.json", _places)]


async def _figure(request: Request) -> Response:
    path = request.path_params
    return await run_in_threadpool(answer, path["name"], path["form"], request.url.query, lambda: by(request))


async def _places(_: Request) -> Response:
    return await run_in_threadpool(places)


def places() -> Response:
    """Every authority with its code and region, for the search field of the frame."""
    with cached.using(cached.open_store()):
        rows = reads.authorities()
        listed = [
            [
                one["authority_id"],
                one["name"],
                one["reference_region"] if isinstance(one["reference_region"], str) else "",
            ]
            for one in reads.records(rows)
        ]
    return JSONResponse(listed, headers=FRESH)


def by(request: Request) -> Person:
    """Who asks for a file."""
    return person.of_request(request).person


def may_see(screen: str, request: Request) -> bool:
    """Whether who asks may have the figures of a screen."""
    load()
    return not is_for_few(screen) or may(by(request), Deed.DECIDE)


def answer(name: str, form: str, query: str, who: Callable[[], Person] = lambda: NOBODY) -> Response:
    """One figure in one form; 404 for what does not exist, and for an address that no screen of ours writes.

    `who` asks for it: 404 too for who may not see it.
    """
    found = registered(name, who)
    if not found or form not in ("tabel", "excel", "csv") or len(query) > LONGEST:
        return Response(status_code=404)
    screen, build = found
    address = of_query(screen, query)
    with cached.using(cached.store_at(address.at)):
        try:
            one = build(address)
        except SamenlevenError as error:  # a division that could not be worked out now
            return Response(str(error), status_code=503, media_type="text/plain; charset=utf-8")
        if form == "tabel":
            return JSONResponse({"html": table(one)}, headers=FRESH)
        content = download.to_csv(one.table, form, reads.source_titles())
    file = f"{terms.slug(one.file_name or one.name)}-{reads.today().isoformat()}.csv"
    more = {"Content-Disposition": f'attachment; filename="{file}"'}
    return Response(content, media_type="text/csv; charset=utf-8", headers=FRESH | more)


def registered(name: str, who: Callable[[], Person] = lambda: NOBODY) -> tuple[str, Build] | None:
    """The screen of a figure and how it is made, also when nobody opened that screen yet; None for who may not see it.

    `who` is asked only where it matters.
    """
    load()
    return None if is_restricted(name) and not may(who(), Deed.DECIDE) else known(name)


def load() -> None:
    """Register the figures of every screen, whether somebody opened it or not."""
    for module in SCREENS:
        importlib.import_module(module)


def of_query(screen: str, query: str) -> Address:
    """The address of a screen from what stands behind the question mark; each parameter once."""
    return Address(screen, tuple(dict(parse_qsl(query, keep_blank_values=True)).items()))


def table(one: Figure) -> str:
    """The table in place, as HTML: Dutch headings, words and numbers."""
    return tables.html(one.table, one.columns, headings=one.headings, most=MOST_ROWS)
