"""The audit trail: who did what and when, by person, kind, authority and day, and as a file."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from samenleven import dutch
from samenleven.reporting.rights import Deed, may
from samenleven.store.ledger.people import KnownPerson
from ui.admin import admin_table
from ui.admin import trail_entries as trail
from ui.figure import forms
from ui.filters.address import Address
from ui.filters.bar import Bar
from ui.frame import block
from ui.login import given_out, name_menu, names, person
from ui.login.person import Here
from ui.look import download
from ui.reading import cached, reads

SHOWN = 200  # entries on the screen; the file has all
FILE = "/beheer/auditspoor.csv"


def headline(address: Address) -> str:
    """How much there is, and the newest of it."""
    found = trail.chosen(trail.entries(), address)
    if not found:
        return "Er is niets gebeurd dat hierbij past"
    last = found[0]
    what = dutch.counted(len(found), "gebeurtenis", "gebeurtenissen")
    return f"{what}; de laatste is van {dutch.moment(last.at)}: {trail.KINDS[last.kind]}"


def draw(address: Address, here: Here, head: Callable[[], None]) -> None:
    """The filters and the list, newest first."""
    head()
    every, known = trail.entries(), names.everybody()
    bar = Bar(address)
    people = {one.person_id: names.named(one.person_id, known) for one in every if one.person_id}
    bar.select("Wie", trail.WHO, {"": "iedereen"} | _apart(people))
    bar.select("Wat", trail.WHAT, {"": "alles"} | trail.KINDS)
    places = {one: name_menu.authority(one) for one in {each for entry in every for each in entry.authority_ids}}
    bar.select("Bestuur", trail.FOR, {"": "alle"} | dict(sorted(places.items(), key=lambda one: one[1])))
    day = escape(address.get(trail.DAY) or "")
    bar.add(f'<label class="pill"><span>Dag</span><input type="date" data-param="{trail.DAY}" value="{day}"></label>')
    found = trail.chosen(every, address)
    rows = "".join(_row(one, known) for one in found[:SHOWN])
    cut = f"<caption>De nieuwste {SHOWN} van {dutch.number(len(found))}; de CSV heeft ze alle.</caption>"
    heads = ("wanneer", "wie", "wat", "waarover", "bestuur", "reden")
    table = admin_table.html("Auditspoor", heads, rows, cut if len(found) > SHOWN else "")
    links = " ".join(
        f'<a href="{escape(address.made(FILE.strip("/")))}&amp;vorm={form}" data-file download>{text}</a>'
        for form, text in (("excel", "CSV (Excel)"), ("csv", "CSV (internationaal)"))
    )
    kept = given_out.days_said("keep_audit")
    note = (
        f"Wie zich aanmeldde en wat geweigerd of gewist is, blijft {kept} bewaard. Wat in het register staat, blijft."
    )
    block.show(
        f'{bar.html()}{table if rows else ""}<p class="small">{note}</p><p class="small">{links}</p>', "beheer_spoor"
    )


def _row(one: trail.Entry, known: dict[str, KnownPerson]) -> str:
    places = dutch.listed([name_menu.authority(each) for each in sorted(one.authority_ids)][:5])
    return (
        f'<tr><th scope="row">{dutch.moment(one.at)}</th><td>{escape(names.named(one.person_id, known))}</td>'
        f"<td>{trail.KINDS[one.kind]}</td><td>{escape(one.about)}</td><td>{escape(places)}</td>"
        f"<td>{escape(one.why)}</td></tr>"
    )


def _apart(people: dict[str, str]) -> dict[str, str]:
    """The names by pseudonym, each different: of two with one name the pseudonym is said."""
    twice = {name for name in people.values() if list(people.values()).count(name) > 1}
    said = {one: f"{name} ({one[:6]})" if name in twice else name for one, name in people.items()}
    return dict(sorted(said.items(), key=lambda one: one[1]))


def routes() -> list[Route]:
    """The audit trail as a file, for who may see it."""
    return [Route(FILE, _file)]


async def _file(request: Request) -> Response:
    return await run_in_threadpool(answer, request)


def answer(request: Request) -> Response:
    """The entries that the address asks for as CSV; 403 for who may not see them."""
    if not may(person.of_request(request).person, Deed.CONFIRM):
        return Response(status_code=403)
    address = forms.of_query("beheer", request.url.query)
    with cached.using(cached.open_store()):
        found = trail.frame(trail.chosen(trail.entries(), address), names.everybody())
        form = "excel" if address.get("vorm") != "csv" else "csv"
        content = download.to_csv(found, form, {})
    name = f"auditspoor-{reads.today().isoformat()}.csv"
    more = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type="text/csv; charset=utf-8", headers=more)
