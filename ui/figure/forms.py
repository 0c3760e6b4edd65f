"""A figure in another form than on its screen: its table in place, or its CSV, made when somebody asks for it.

`/figuur/<name>/<form>?<the address of its screen>` answers from the function that the screen itself shows.
"""

from __future__ import annotations

import importlib
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from samenleven import terms
from samenleven.errors import SamenlevenError
from ui.figure.model import Build, Figure, known
from ui.filters.address import Address
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
)
LONGEST = 25_000  # signs of an address: a scenario with everything in it fits
MOST_ROWS = 1_000  # of a table in place; the CSV has all
FRESH = {"Cache-Control": "no-cache"}


def routes() -> list[Route]:
    """What the server answers beside the screens: figures, and the names for the search field."""
    return [Route("/figuur/{name}/{form}", _figure), Route("/zoek.json", _places)]


async def _figure(request: Request) -> Response:
    return await run_in_threadpool(answer, request.path_params["name"], request.path_params["form"], request.url.query)


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


def answer(name: str, form: str, query: str) -> Response:
    """One figure in one form; 404 for what does not exist, and for an address that no screen of ours writes."""
    found = registered(name)
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


def registered(name: str) -> tuple[str, Build] | None:
    """The screen of a figure and how it is made, also when nobody opened that screen yet."""
    load()
    return known(name)


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
