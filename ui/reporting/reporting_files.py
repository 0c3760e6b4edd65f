"""The workbook of an applicant: handed out prefilled, and taken back; a CSV comes in the same way."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from html import escape

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from samenleven.errors import SamenlevenError
from samenleven.intake.identity import Identity
from samenleven.reporting.records import Subject
from samenleven.reporting.rights import Deed, may
from samenleven.store.ledger.incoming import ASKED_LATER, Incoming, check_file
from samenleven.store.ledger.incoming.personal import personal_workbook, signing_key
from ui.figure.forms import LONGEST
from ui.frame import block
from ui.hooks import uploads
from ui.login import person
from ui.login.person import Here
from ui.look import practice
from ui.reading import cached, reads
from ui.reporting import reporting_fields as fields
from ui.reporting import reporting_reads as known
from ui.reporting.reporting_choice import MOMENTS, Chosen
from ui.reporting.reporting_filling import Filling
from ui.reporting.reporting_steps import take_over
from ui.server import served
from ui.take import makers
from ui.take.makers import Made

WAY, FILE = "invoer", "bestand"
NOTHING = "Van dit bestand is niets overgenomen. Wat u al invulde, staat er nog."
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
READ = "rapport gelezen"  # in the session: the file that was taken in last, so that it fills in the form once


def routes() -> list[Route]:
    """What the server answers beside the screen: the workbook of an applicant."""
    return [Route("/rapportering/{nis}/{jaar:int}/{moment}.xlsx", _answer)]


async def _answer(request: Request) -> Response:
    asked = request.path_params
    return await makers.answer(request, lambda: made(request, asked["nis"], asked["jaar"], asked["moment"]))


def made(request: Request, applicant_id: str, year: int, moment: str) -> Made | None:
    """The workbook, for who may hand it in; nothing for anybody else."""
    if len(request.url.path) > LONGEST or moment not in MOMENTS:
        return None
    cached.begin()
    members = known.applicants().get(applicant_id, {}).get(year)
    if members is None or not may(person.of_request(request).person, Deed.REPORT, members):
        return None
    store, ledger = cached.open_store(), cached.ledger()
    key, now = signing_key(ledger.folder), datetime.now(UTC)
    warning = practice.says()
    content = personal_workbook(store, applicant_id, year, MOMENTS[moment], key=key, now=now, warning=warning)
    return Made(content, EXCEL, f"rapportering-{applicant_id}-projectjaar-{year}-{moment}.xlsx")


def offer(chosen: Chosen) -> str:
    """The other way to fill in: a file out, and the field for a file in."""
    path = f"rapportering/{chosen.applicant_id}/{chosen.year.project_year}/{chosen.moment}.xlsx"
    out = makers.button(served.page(path), "Haal uw Excel-bestand op")
    address = chosen.address
    is_open = address.get(WAY) == FILE
    link = escape(address.link(**{WAY: None if is_open else FILE}))
    words = "Toch geen bestand teruggeven" if is_open else "Geef een ingevuld bestand terug"
    return f'<p class="rp-take">Vul hieronder in, of werk in Excel: {out} <a href="{link}">{words}</a></p>'


def taken_in(chosen: Chosen, filling: Filling, here: Here) -> None:
    """The field for a file, while the address asks for one; a good file fills in the form, of another the faults."""
    if chosen.address.get(WAY) != FILE:
        return
    given = uploads.field("Kies het ingevulde Excel-bestand of een CSV", ["xlsx", "csv"], f"{chosen.key} bestand")
    if given is None:
        st.session_state.pop(READ, None)
        return
    content = given.getvalue()
    sha256 = hashlib.sha256(content).hexdigest()
    if st.session_state.get(READ) == (chosen.key, sha256):
        return
    try:
        found = _checked(chosen, content, given.name)
    except SamenlevenError as error:
        _show(str(error).split("\n"))
        return
    if found.faults:
        _show([str(one) for one in found.faults[: block.LISTED]], len(found.faults))
        return
    st.session_state[READ] = chosen.key, sha256
    way = (found.handed.origin, found.handed.file, sha256)
    take_over(chosen, filling, here, fields.of_file(chosen, found.handed), way)
    st.rerun()


def _checked(chosen: Chosen, content: bytes, file: str) -> Incoming:
    """What is in a file. Raises SamenlevenError when it cannot be read, or is about something else than asked here."""
    year = chosen.year.project_year
    wanted = Identity(chosen.applicant_id, year, chosen.period, 0)
    store, today = cached.open_store(), reads.today()
    # What changed or stands out is asked below the form, so it is no fault of the file.
    found = check_file(content, file, Subject.REPORT, store, cached.ledger(), today, wanted=wanted, why=ASKED_LATER)
    others = {
        (row["applicant_id"], row["project_year"], row["period"])
        for row in found.rows.select(["applicant_id", "project_year", "period"]).to_pylist()
    } - {(chosen.applicant_id, year, chosen.period.value)}
    if others:
        raise SamenlevenError(
            f"In {file} staan ook cijfers van een ander bestuur, projectjaar of een andere periode. Geef hier "
            f"alleen de rijen van {chosen.name} over deze periode, of kies hierboven de andere."
        )
    return found


def _show(lines: list[str], count: int = 0) -> None:
    block.show(block.refused(NOTHING, lines, count), "rapport_bestand")
