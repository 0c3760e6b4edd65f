"""*Zekerheid*: how sure a scenario is, the pictures first; what is published and assumed stands below, folded."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path

from samenleven import dutch
from samenleven.budget.realisation import METHOD
from samenleven.budget.uncertainty import MIDDLE, extra_people
from samenleven.errors import SamenlevenError
from samenleven.findings import best as findings
from samenleven.findings.budget import EXAMPLE_APPLICATIONS
from samenleven.terms import CONTACTS, CONTACTS_NOTE
from ui.budget import budget_reads, budget_screen, budget_view
from ui.budget import doubt_figures as figures
from ui.budget.budget_choice import Choice
from ui.figure import object as figure_object
from ui.filters.bar import Bar
from ui.take import makers

PART = " · zekerheid"
TOGETHER = (
    "De bron van een cijfer over meer acties zegt niet welke: het telt in de spreiding, en in het midden van geen "
    "enkele actie."
)
ASSUMED = (
    "Niet gemeten zijn die verdeling, de spreiding van acties zonder eigen cijfers, dat acties voor een stuk "
    "samen mee- of tegenvallen, en dat het extra bereik afwijkt zoals de gepubliceerde cijfers, die soms meetellen wat "
    "er al was. De banden tonen wat aannemelijk is; het zijn geen betrouwbaarheidsintervallen. De loting ligt vast: "
    "zelfde vraag, zelfde antwoord."
)
RULES = Path(__file__).parents[2] / "docs" / "rules.md"
NEEDED = "Wat is nodig om meer te kunnen zeggen?"
"""The heading in RULES above the list that this page shows too."""


def show(choice: Choice, bar: Bar) -> None:
    """The band of the whole as the headline, then bands by goal and assumptions, then how it was worked out."""
    fields = f'<div class="bg">{budget_screen.controls(choice)}</div>'
    notice = budget_screen.ribbon(choice)
    try:
        run = choice.run()
    except SamenlevenError as error:
        head = figure_object.headline("Budget", "Dit scenario kan niet berekend worden", before=PART) + notice
        budget_view.draw(choice, bar, head, figure_object.empty("Er is niets berekend.", str(error)) + fields)
        return
    address, found = choice.address, run.bands_after.weighted_attainment
    already = sum(row.baseline_people for row in run.after.applicants)
    people = (
        f"Extra door de subsidie: {figures.people(extra_people(run.model, run.after))} {CONTACTS}, naast "
        f"{dutch.number(already)} die er al waren. {CONTACTS_NOTE}"
    )
    head = figure_object.headline(
        "Budget",
        findings.doubt_headline(found),
        made_up=bool(notice),
        mark=EXAMPLE_APPLICATIONS,
        before=PART,
        after=escape(people),
    )
    builds = (figures.bands, figures.assumptions) if found else ()
    drawn = "".join(figure_object.shown(build(address), address) for build in builds)
    budget_view.draw(choice, bar, head + notice, fields + drawn + _method() + makers.along(address))


def _method() -> str:
    """What is published, how it is used, what is assumed, and what one would have to know to say more."""
    parts = (
        ("Wat is gepubliceerd?", _published()),
        ("Hoe rekenen we?", f"{METHOD} {MIDDLE}"),
        ("Wat is aanname?", ASSUMED),
    )
    said = "".join(f"<p><b>{title}</b> {escape(text)}</p>" for title, text in parts)
    wanted = "".join(f"<li>{escape(one)}</li>" for one in needed())
    return (
        '<details class="bs-fold" id="zekerheid-hoe"><summary>Hoe rekenen we, en wat is aanname?</summary>'
        f"{said}</details>"
        f'<details class="bs-fold" id="zekerheid-nodig"><summary>{NEEDED}</summary><ul>{wanted}</ul></details>'
    )


@cache
def needed() -> list[str]:
    """What one would have to know to say more: the list in docs/rules.md."""
    _, _, rest = RULES.read_text(encoding="utf-8").partition(f"### {NEEDED}\n")
    section, _, _ = rest.partition("\n#")
    return " ".join(["", *section.split()]).split(" - ")[1:]


def _published() -> str:
    """What is published of promise and result, in a sentence."""
    found = budget_reads.observations()
    if not found:
        return "Niets is gepubliceerd van wat beloofd en behaald werd."
    parts = [
        f"{seen.subject[:1].lower()}{seen.subject[1:]}: {dutch.number(seen.realised)} van "
        f"{dutch.number(seen.promised)} {seen.unit} (projectjaar {seen.project_year})"
        for seen in found
    ]
    together = f" {TOGETHER}" if any(seen.action_id is None for seen in found) else ""
    return f"Behaald en beloofd: {'; '.join(parts)}.{together}"
