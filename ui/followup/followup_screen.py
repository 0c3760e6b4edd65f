"""*Opvolging*: headline and filters, the applicants with one open in place, and the tasks around them."""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit

import streamlit as st

from samenleven.findings import followup as findings
from ui.figure import archive
from ui.figure import object as shown
from ui.filters.address import Address
from ui.filters.bar import Bar
from ui.followup import followup_choice as asked
from ui.followup import followup_figures as figures
from ui.followup import followup_open, followup_steps, followup_tasks
from ui.followup.followup_choice import Answer
from ui.frame import block, form
from ui.login import name_menu
from ui.login.person import Here
from ui.reading import reads
from ui.server import served

NAME = "Opvolging"
KEY = "opvolging"


def show(address: Address, here: Here) -> None:
    """The screen for who is here: others than the agency read why there is nothing for them."""
    if not reads.project_years():
        empty = shown.empty("Er zijn nog geen projectjaren.", "Bouw de gegevens op met: python -m samenleven build.")
        block.show(shown.headline(NAME, "Er valt nog niets op te volgen") + empty, "opvolging_kop")
        return
    if not asked.is_for(here.person):
        what = "Hier volgt het agentschap op wie cijfers indiende en wat er volgt."
        head = shown.headline(NAME, "Opvolgen doet het agentschap")
        block.show(head + name_menu.why_not(address, here, what), "opvolging_kop")
        return
    bar = Bar(address)
    choice = asked.of(address, bar)
    window, everybody = asked.found(address, choice)
    sent = form.sent(KEY)
    answer = followup_steps.take(sent, everybody, choice, here.person) if sent else followup_steps.told()
    headline = findings.headline(everybody, window, choice.on)
    head = shown.headline(NAME, headline.text, made_up=headline.mark is not None)
    block.show(head + archive.line(choice.year), "opvolging_kop")
    block.show(bar.html(), "opvolging_filters")
    followup_steps.remember()
    form.show(_body(address, choice, answer), KEY)


def _body(address: Address, choice: asked.Choice, answer: Answer) -> str:
    window, everybody = asked.found(address, choice)
    writes = not choice.earlier and archive.closings().on(choice.year) is None
    told = f'<p class="notice" role="status" data-focus tabindex="-1">{escape(answer.told)}</p>' if answer.told else ""
    if not everybody:
        return told + shown.empty(
            "Voor dit projectjaar is er geen enkel akkoord.",
            "Lees de akkoorden in op Beheer, onder Invoeren, of kies een ander projectjaar.",
        )
    one = next((one for one in everybody if one.applicant_id == choice.applicant), None)
    link = _reporting_link()
    inside = followup_open.html(one, window, choice, address, link, answer, writes=writes) if one else ""
    figure = figures.listed(address, inside)
    letters = figures.letters(address)
    now = "" if choice.earlier else followup_tasks.close(choice, answer.faults)
    return (
        f"{told}{shown.shown(figure, address, kind='fu-figure')}"
        f"<h2>Brieven</h2>{shown.shown(letters, address, level=3)}"
        f"{followup_tasks.remind(everybody, window, choice, address, link)}{followup_tasks.along(address)}{now}"
    )


def _reporting_link() -> str:
    """Where an officer sends figures in, as it can stand in a mail."""
    here = urlsplit(st.context.url or "")
    return f"{here.scheme}://{here.netloc}{served.page('rapporteren')}" if here.netloc else served.page("rapporteren")
