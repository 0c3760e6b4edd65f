"""*Rapporteren*: what is due, the form with what it means while one types, the summary, and what came in before."""

from __future__ import annotations

from html import escape

import streamlit as st

from samenleven.findings import handing_in as findings
from samenleven.reporting.calendar import Phase
from samenleven.reporting.rights import Deed, Person, may
from ui.authority import profile_reads
from ui.figure import object as figures
from ui.filters.address import Address
from ui.frame import block, form
from ui.login import name_menu
from ui.login.person import Here
from ui.reading import reads
from ui.reporting import (
    reporting_choice,
    reporting_files,
    reporting_form,
    reporting_history,
    reporting_steps,
    reporting_summary,
)
from ui.reporting.reporting_choice import Chosen
from ui.reporting.reporting_filling import Filling, Step

NAME = "Rapporteren"
BEFORE = "rapport wie"  # in the session: who was here last


def show(address: Address, here: Here, person: Person) -> None:
    """The screen for who is here; `person` is who they were when their login ended while they typed."""
    chosen = reporting_choice.choose(address, person)
    if chosen is None:
        block.show(_nothing(address, here), "rapport_kop")
        return
    filling = reporting_steps.go_on(chosen, here)
    block.show(_head(chosen), "rapport_kop")
    block.show(reporting_choice.bar(chosen, person), "rapport_filters")
    if chosen.window.phase(reads.today()) is not Phase.WAITING and not address.at:
        if filling.step is Step.FILL:
            block.show(reporting_files.offer(chosen), "rapport_bestand_kop")
            reporting_files.taken_in(chosen, filling, here)
        form.show(_body(chosen, filling), chosen.key)
    block.show(reporting_history.html(chosen), "rapport_spoor")


def of_session(here: Here) -> Person:
    """Who somebody is; when their login ended while this session was open, who they were: they keep what they typed.

    Nothing is written for who they were: rights are asked of who is here now.
    """
    if here.expired:
        known_as, before = st.session_state.get(BEFORE, ("", here.person))
        return before if known_as == here.known_as else here.person
    st.session_state[BEFORE] = here.known_as, here.person
    return here.person


def _head(chosen: Chosen) -> str:
    cells = chosen.cells()
    said = findings.headline(
        chosen.window,
        reads.today(),
        asked=len(chosen.lines),
        received=sum(cells[name].realised is not None for name in chosen.lines if name in cells),
        unknown=sum(cells[name].realised is None for name in chosen.lines if name in cells),
    )
    return figures.headline(f"{NAME} · {chosen.name}", said)


def _body(chosen: Chosen, filling: Filling) -> str:
    told = f'<p class="notice" role="alert" data-focus>{escape(filling.told)}</p>' if filling.told else ""
    if filling.step is Step.DONE:
        return reporting_summary.receipt(chosen, filling)
    if filling.step is Step.SUMMARY:
        return told + reporting_summary.html(chosen, filling)
    return told + reporting_form.html(chosen, filling)


def _nothing(address: Address, here: Here) -> str:
    """Why somebody has nothing to report, and what to do."""
    what = "U kunt hier de cijfers van uw bestuur indienen."
    if here.known_as and not here.expired and here.person.authority_id:
        name = profile_reads.names().get(here.person.authority_id, here.person.authority_id)
        said = figures.empty(f"Van {name} is er nog geen akkoord.", "Vraag aan het agentschap om het in te lezen.")
        return figures.headline(NAME, f"Voor {name} valt er niets te rapporteren") + said
    if may(here.person, Deed.REPORT):
        said = figures.empty("Er zijn nog geen akkoorden.", "Lees ze in op Beheer, onder Invoeren.")
        return figures.headline(NAME, "Er valt nog niets te rapporteren") + said
    return figures.headline(NAME, "Wie cijfers indient, meldt zich eerst aan") + name_menu.why_not(address, here, what)
