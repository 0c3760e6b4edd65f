"""How sure a scenario is: bands around its outcome, and which assumption matters most."""

from __future__ import annotations

from samenleven import dutch
from samenleven.budget.uncertainty import Band
from samenleven.budget.what_if import WhatIf
from samenleven.figures import TableRow
from samenleven.terms import CONTACTS, CONTACTS_NOTE
from ui import reads
from ui.budget import charts as budget_charts
from ui.budget import drawing
from ui.budget import reads as budget_reads

PARTS = {"banden": "Banden", "gevoeligheid": "Welke aanname weegt het zwaarst?"}
ASSUMED = (
    "Uit die cijfers komt de spreiding van alle acties: een aanname. Ook aangenomen: de verdeling is lognormaal, "
    "acties vallen voor een stuk samen mee of tegen, en het bereik groeit mee met het geld. De banden tonen wat "
    "aannemelijk is; het zijn geen betrouwbaarheidsintervallen. De loting ligt vast: zelfde vraag, zelfde antwoord."
)


def drawn(run: WhatIf, text: str, detail: str) -> drawing.Markup:
    """Bands by goal, or which assumption weighs most; `text` is the scenario of the run."""
    if detail == "gevoeligheid":
        bars = bar_rows(run, text)
        if not bars:
            return drawing.line("Er staan geen aannames met een laagste en hoogste waarde in de gegevens.")
        return drawing.join(
            budget_charts.tornado_drawn(run, bars),
            drawing.line("Elke aanname beweegt apart; de rest blijft zoals in het scenario."),
        )
    found = budget_reads.bands(run.space.call.project_year, text)
    low, high = dutch.percent(run.space.value("band_low")), dutch.percent(1 - run.space.value("band_high"))
    already = sum(row.baseline_people for row in run.after.applicants)
    said = drawing.Markup()
    if found.weighted_attainment:
        said = drawing.line(
            drawing.strong(f"Gewogen betaald doelbereik (model): {_band(found.weighted_attainment)}"),
            ". ",
            drawing.strong(f"Extra door de subsidie: {_people(found.extra_people)} {CONTACTS}"),
            f", naast {dutch.number(already)} die er al waren. {low} van de trekkingen ligt onder de band, {high} "
            f"erboven. {CONTACTS_NOTE}",
        )
    return drawing.join(said, budget_charts.bands_drawn(run, band_rows(run, text)))


def assumed() -> str:
    """What is published and what is assumed, for above the bands."""
    return f"**Wat is aanname?** {_published()} {ASSUMED}"


def band_rows(run: WhatIf, text: str) -> list[TableRow]:
    """A row per goal: low, middle and high."""
    titles = {goal.goal_id: goal.title for goal in reads.goals()}
    return [
        {"goal": goal, "title": titles.get(goal, ""), "low": band.low, "middle": band.middle, "high": band.high}
        | run.provenance
        for goal, band in budget_reads.bands(run.space.call.project_year, text).goals.items()
    ]


def bar_rows(run: WhatIf, text: str) -> list[TableRow]:
    """A row per assumption, the heaviest first."""
    return [
        {
            "title": run.space.parameters[bar.name].title,
            "at_low": bar.at_low,
            "at_high": bar.at_high,
            "reason": bar.reason,
        }
        | run.provenance
        for bar in budget_reads.tornado(run.space.call.project_year, text)
    ]


def _published() -> str:
    """What is published of promise and result, in a sentence."""
    parts = [
        f"actie {seen.action_id} behaalde {dutch.number(seen.realised)} van {dutch.number(seen.promised)} "
        f"(projectjaar {seen.project_year})"
        for seen in budget_reads.observations()
    ]
    if not parts:
        return "Niets is gepubliceerd van wat beloofd en behaald werd."
    return f"Gepubliceerd van wat beloofd en behaald werd: {'; '.join(parts)}."


def _band(band: Band) -> str:
    return f"{dutch.percent(band.low, 1)} tot {dutch.percent(band.high, 1)}"


def _people(band: Band) -> str:
    return f"{dutch.number(band.low)} tot {dutch.number(band.high)}"
