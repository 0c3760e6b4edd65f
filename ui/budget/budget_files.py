"""A scenario taken along and brought back: its own file, and a link to compare it."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from urllib.parse import urlencode

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from samenleven.budget import scenario_text
from samenleven.budget.scenario_parser import parse, reading_of, year_of
from samenleven.budget.settings import About
from samenleven.errors import SamenlevenError
from ui.budget import budget_choice, budget_reads, scenario_fields
from ui.budget.budget_choice import BESIDE, MAIN, SCREEN, Choice
from ui.figure import forms
from ui.filters.address import YES
from ui.hooks import uploads
from ui.reading import cached, reads
from ui.server import served
from ui.take import makers
from ui.take.makers import Made

OPENS = "openen"


def routes() -> list[Route]:
    """What the server answers beside the screens: the file of a scenario."""
    return [Route("/scenario/toml", _answer)]


async def _answer(request: Request) -> Response:
    query = request.url.query
    return await makers.answer(request, lambda: made(query))


def made(query: str) -> Made | None:
    """The scenario of an address as a file of its own; None for an address that no screen of ours writes."""
    if len(query) > forms.LONGEST:
        return None
    with cached.using(cached.open_store()):
        choice = budget_choice.of(forms.of_query(SCREEN, query))
        return Made(as_file(choice), "application/toml", f"scenario-projectjaar-{choice.year}.toml")


def as_file(choice: Choice) -> bytes:
    """The scenario as a file that says its project year."""
    return scenario_text.to_toml(replace(choice.scenario, project_year=choice.year)).encode("utf-8")


def offer(choice: Choice) -> str:
    """What one can do with the scenario: name it, save it, open one, put it beside another, start again."""
    address = choice.address
    query = urlencode([(key, value) for key, value in address.values if key in ("jaar", MAIN, "cijfers")])
    own = makers.button(served.page(f"scenario/toml?{query}"), "Bewaar als bestand")
    opens = escape(address.link(**{OPENS: None if address.get(OPENS) else YES}))
    beside = escape(address.link(deel="vergelijken", **{BESIDE: choice.text or None}))
    again = f'<a href="{escape(address.link(**{MAIN: None}))}">Begin opnieuw</a>' if choice.raw else ""
    return (
        '<details class="bg-more" id="bg-take"><summary>Bewaren of delen</summary>'
        f'<div class="bg-take">{scenario_fields.about(choice)}<p>{own}'
        f'<a href="{opens}">{"Toch geen bestand openen" if address.get(OPENS) else "Open een bestand"}</a>'
        f'<a href="{beside}">Zet ernaast en vergelijk</a>{again}</p><p class="small">Delen: kopieer het adres van deze '
        "pagina. Wie de link opent, ziet precies dit scenario.</p></div></details>"
    )


def opened(choice: Choice) -> str:
    """The field for a file, while the address asks for one: a good file becomes the scenario, of another the faults."""
    if not choice.address.get(OPENS):
        return ""
    found = uploads.field("Open een scenario (TOML-bestand)", ["toml"], "scenario_bestand")
    if found is None:
        return ""
    try:
        year, text = read(found.getvalue(), choice.year)
    except SamenlevenError as error:
        lines = getattr(error, "faults", (str(error),))
        said = budget_choice.said(lines, choice.space)
        return f'<div class="notice" role="alert">Dit bestand is geen goed scenario; er is niets veranderd.{said}</div>'
    st.query_params.from_dict(
        {key: value for key, value in choice.address.values if key not in (OPENS, MAIN)}
        | {"jaar": str(year)}
        | ({MAIN: text} if text else {})
    )
    st.rerun()
    return ""  # the page runs anew


def read(content: bytes, year: int) -> tuple[int, str]:
    """The project year and the scenario (as the text of an address) in the bytes of a file.

    The file may name another project year than `year`, that of the page: what it may say is then up to that year.
    Raises SamenlevenError with every fault.
    """
    source = scenario_text.from_file(content, "bestand")
    own = year_of(source, [one.project_year for one in reads.project_years()], year)
    found = parse(source, budget_reads.space(own, reading_of(source)))
    differences = scenario_text.keyed(scenario_text.as_text(found))
    differences.pop(About.PROJECT_YEAR, None)
    return own, scenario_text.encode(differences)
