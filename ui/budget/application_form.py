"""*Eén aanvraag*: what one authority can ask in a call, alone or with whom, and what its own plan brings."""

from __future__ import annotations

import hashlib
from html import escape

import streamlit as st

from samenleven.errors import SamenlevenError
from samenleven.figures import Kind
from samenleven.findings import application as findings
from samenleven.grant.application import ApplicationRow
from samenleven.grant.application_text import EXPECTED, read_bytes
from samenleven.grant.call import amounts_said
from ui.authority import profile
from ui.authority import profile_reads as known
from ui.budget import application_figures as figures
from ui.budget import application_incentive, application_plan, budget_view
from ui.budget.application_plan import GROUPS, Plan
from ui.budget.budget_choice import Choice
from ui.figure import archive
from ui.figure import object as figure_object
from ui.filters.bar import Bar
from ui.frame import block
from ui.hooks import uploads
from ui.take import makers

WAYS = {"bestand": "Lees een bestand", "plakken": "Plak uit een rekenblad"}
READ = "aanvraag_gelezen"
"""In the session: what was read last, so that it fills in the form once, and its rows that the call does not pay."""
SHOWN = 20
SIGNS = 300  # of a line with a fault


def show(choice: Choice, bar: Bar) -> None:
    """Who asks, the form with what each row brings, and the incentive; a file or a text fills in the form."""
    address = choice.address
    bar.select("Gemeente", "nis", {"": "kies een gemeente"} | dict(known.names()))
    try:
        found = application_plan.plan(address)
    except SamenlevenError as error:
        budget_view.draw(
            choice, bar, _head("Eén aanvraag kan hier niet berekend worden", ""), figure_object.empty(str(error), "")
        )
        return
    if found.call.reading:
        in_force = known.call(choice.year).reading
        bar.select("Doelgroepen", "doelgroepen", GROUPS, in_force and in_force.value)
    if found.strange:
        bar.notices.append("De link plant ook rijen die deze oproep niet heeft; die tellen niet mee.")
    block.show(_top(found) + archive.line(choice.year), "budget_kop")
    block.show(bar.html(), "budget_filters")
    if address.get("invoer") in WAYS and not address.only_official:
        _handed_in(found)
    block.show(_body(found), "budget")


def _head(said: str, after: str, *, estimated: bool = False) -> str:
    return figure_object.headline("Budget · één aanvraag", said, estimated=estimated, after=after)


def _top(found: Plan) -> str:
    official = found.address.only_official
    said = findings.headline(found.facts, found.offered, found.grant, found.partners)
    if official:
        said = findings.published_title(found.offered)
    who = (
        profile.rule(found.address) if found.authority_id else "Kies een gemeente: u ziet of ze alleen of samen vraagt."
    )
    if official:
        off = escape(found.address.link(cijfers=None))
        note = f'Alleen wat gepubliceerd is. Een plan uitrekenen is schatten: <a href="{off}">toon ook schattingen</a>.'
    else:
        note = escape(amounts_said(found.call)) + " Berekening van dit dashboard, geen beslissing."
    estimated = not official and (found.grant is not None or Kind.ESTIMATE in found.kinds)
    return _head(said, who, estimated=estimated) + figure_object.ribbon(note, calm=True)


def _body(found: Plan) -> str:
    address = found.address
    faults = "".join(f"<li>{escape(str(one))}</li>" for one in found.faults[:SHOWN])
    notice = (
        f'<div class="notice" role="alert">Deze rijen tellen nog niet mee:<ul>{faults}</ul></div>' if faults else ""
    )
    ways = "".join(
        f'<a href="{escape(address.link(invoer=code))}"{_here(address.get("invoer") == code)}>{text}</a>'
        for code, text in WAYS.items()
    )
    clear = escape(address.link(**application_plan.emptied(address)))
    tools = f'<nav class="ap-tools" aria-label="Invullen">{ways}<a href="{clear}">Maak het formulier leeg</a></nav>'
    if address.only_official:
        return figure_object.shown(figures.plan(address), address) + makers.along(address)
    return (
        f"{notice}{tools}{figure_object.shown(figures.plan(address), address)}"
        f"{figure_object.shown(application_incentive.incentive(address), address)}{HOW}{makers.along(address)}"
    )


def _here(chosen: bool) -> str:
    return ' aria-current="true"' if chosen else ""


HOW = (
    '<details class="ap-how" id="aanvraag-hoe"><summary>Hoe rekenen we dit uit?</summary><p>Subsidie is gepland bereik '
    "maal bedrag, per rij hoogstens het hoogste aantal en per actie hoogstens het plafond. Wordt een plafond bereikt, "
    "dan gaan de rijen met de laagste prioriteit (1 is eerst) voor; bij gelijke prioriteit de eerste van de actie. Wat "
    "gerapporteerd moet worden is huidig plus gepland bereik. Dit is wat de oproep hoogstens betaalt, als er genoeg "
    "geld is. De CSV onder het formulier kunt u aanpassen en weer inlezen: kolommen die wij berekenen worden niet "
    "gelezen. Uw plan staat alleen in het adres van deze pagina.</p></details>"
)


def _handed_in(found: Plan) -> None:
    """A file or a pasted table: its rows become the plan in the address; every fault is named by row."""
    st.markdown(f":small[Kolommen: {', '.join(EXPECTED)}. Onze CSV heeft ze al; Engelse namen mogen ook.]")
    if found.address.get("invoer") == "bestand":
        given = uploads.field("Kies een CSV-bestand", ["csv", "txt", "tsv"], "aanvraag_bestand")
        content, name = (given.getvalue(), "bestand") if given else (b"", "")
    else:
        text = st.text_area("Plak de rijen, met de kolomtitels erboven", key="aanvraag_tekst", height=180)
        content, name = text.encode("utf-8", "replace") if text.strip() else b"", "tekst"
    if not content:
        st.session_state.pop(READ, None)
        return
    try:
        rows = read_bytes(content, found.call, file=name)
    except SamenlevenError as error:
        _faults(error)
        return
    _take_over(found, rows, hashlib.sha256(content).hexdigest())


def _take_over(found: Plan, rows: list[ApplicationRow], content: str) -> None:
    """Make the rows the plan in the address, once: what a reader changes afterwards stays."""
    read, left_out = st.session_state.get(READ, ("", ()))
    if read == content:
        if left_out:
            st.info("Deze oproep betaalt niet, en het formulier heeft dus ook niet: " + "; ".join(left_out) + ".")
        return
    paid = [row for row in rows if found.call.pays(row.measure_id)]
    left = tuple(f"rij {row.line}: actie {row.action_id}" for row in rows if row not in paid)
    st.session_state[READ] = content, left
    kept = {name: value for name, value in found.address.values if name not in application_plan.emptied(found.address)}
    st.query_params.from_dict(kept | application_plan.values(paid))
    st.rerun()


def _faults(error: SamenlevenError) -> None:
    """The faults of a file, as plain text."""
    head, *lines = str(error).split("\n")
    st.error(head)
    for line in lines[:SHOWN]:
        st.text(line[:SIGNS])
    if len(lines) > SHOWN:
        st.text(f"- en nog {len(lines) - SHOWN}")
