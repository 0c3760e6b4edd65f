"""What is left to do beside judging: remind who is late, take the calendar along, and close a project year."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from samenleven import dutch
from samenleven.findings import followup as findings
from samenleven.findings.followup import Mail
from samenleven.reporting.calendar import Window, must_remind
from samenleven.reporting.judging import JudgedApplicant
from ui.figure import archive
from ui.filters.address import Address
from ui.followup.followup_choice import Choice
from ui.frame import form
from ui.look import practice
from ui.reading import reads
from ui.take import makers

CLOSE, OPEN, SURE = "sluit", "open", "zeker"
CALENDAR = "opvolging/kalender.ics"
LINE = "\r\n"  # how a mail ends a line
MAIL_LINK = 1_800  # signs of a link that every mail program opens


def mail(one: Mail, name: str) -> str:
    """A text to copy, and a link that opens it in a mail program without any address in it."""
    warning = practice.says()
    subject, body = (f"{warning} · {one.subject}", f"{warning}\n\n{one.body}") if warning else (one.subject, one.body)
    link = f"mailto:?subject={quote(subject)}&body={quote(LINE.join(body.splitlines()))}"
    opens = f'<a href="{escape(link)}">Open in uw mailprogramma</a>' if len(link) <= MAIL_LINK else ""
    return (
        f'<div class="fu-mail"><p><b>{escape(subject)}</b></p>'
        f'<label class="unseen" for="{name}">Tekst</label><textarea id="{name}" rows="10" readonly>{escape(body)}'
        f'</textarea><p class="fu-take"><button type="button" data-copy="" data-text="{name}">Kopieer de tekst</button>'
        f" {opens}</p></div>"
    )


def remind(applicants: Sequence[JudgedApplicant], window: Window, choice: Choice, address: Address, link: str) -> str:
    """Who must be reminded, and one text for all of them."""
    parameters = reads.parameters()
    asked = [one for one in applicants if must_remind(window, choice.on, one.receipt, parameters)]
    if not asked:
        days = dutch.number(parameters.number("reminder_days", choice.on))
        return (
            f'<h2>Herinneren</h2><p class="small">Nu hoeft niemand herinnerd te worden (vanaf {days} dagen vooraf).</p>'
        )
    names = ", ".join(
        f'<a href="{escape(address.link(indiener=one.applicant_id))}#i-{one.applicant_id}">{escape(one.name)}</a>'
        for one in sorted(asked, key=lambda one: one.name)
    )
    text = mail(findings.reminder_for_all(window, choice.on, link), "herinnering-allen")
    return (
        f"<h2>Herinneren</h2><p>{dutch.counted(len(asked), 'indiener', 'indieners')}: {names}.</p>"
        '<p class="small">De tekst voor allen noemt niemand. Zet de adressen in BCC: dan ziet niemand een ander. '
        "De tekst met wat één indiener mist staat bij die indiener.</p>"
        f"<details><summary>Tekst voor allen</summary>{text}</details>"
    )


def along(address: Address) -> str:
    """The calendar with all days, and the workbook of this screen."""
    return makers.along(address, {"Kalender met alle uiterste dagen (.ics)": CALENDAR})


def close(choice: Choice, faults: dict[str, str]) -> str:
    """Close a project year or open it again, or the whole plan."""
    closed = archive.closings()
    day = closed.on(choice.year)
    if closed.plan:
        said = f"Het plan is afgesloten op {dutch.day(closed.plan)}: alles is een archief."
        button = form.button(f"{OPEN}-plan", "Open het plan opnieuw")
    elif day:
        said = f"Projectjaar {choice.year} is afgesloten op {dutch.day(day)}: er kan niets meer in veranderen."
        button = form.button(f"{OPEN}-jaar", f"Open projectjaar {choice.year} opnieuw")
    else:
        said = "Een afgesloten projectjaar is een archief: niemand kan er nog iets in veranderen."
        button = form.button(f"{CLOSE}-jaar", f"Sluit projectjaar {choice.year} af")
        button += form.button(f"{CLOSE}-plan", "Sluit het hele plan af")
    wrong = f'<p class="form-fault">{faults[SURE]}</p>' if SURE in faults else ""
    return (
        f'<details id="afsluiten"{" open" if wrong else ""}><summary>Afsluiten</summary><p>{said}</p>{wrong}'
        f'{form.tick(SURE, "Ik ben zeker")}<p class="form-buttons">{button}</p></details>'
    )
