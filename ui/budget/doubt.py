"""How sure a scenario is: bands around its outcome, and which assumption matters most."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from samenleven import dutch
from samenleven.budget.realisation import METHOD
from samenleven.budget.settings import RANGES, Choice, Numbers
from samenleven.budget.uncertainty import MIDDLE, Assumption, Band, extra_people
from samenleven.budget.what_if import WhatIf
from samenleven.figures import TableRow
from samenleven.terms import CONTACTS, CONTACTS_NOTE
from ui.budget import budget_charts, budget_drawing, budget_reads, scenario_files
from ui.reading import reads

PARTS = {"banden": "Banden", "gevoeligheid": "Welke aanname weegt het zwaarst?"}
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


def drawn(run: WhatIf, text: str, detail: str) -> budget_drawing.Markup:
    """Bands by goal, or which assumption weighs most; `text` is the scenario of the run."""
    shown = _swings(run, text) if detail == "gevoeligheid" else _bands(run)
    return budget_drawing.join(
        shown, budget_drawing.line(budget_drawing.strong(NEEDED)), budget_drawing.listed(needed())
    )


def _swings(run: WhatIf, text: str) -> budget_drawing.Markup:
    return budget_drawing.join(
        budget_charts.tornado_drawn(run, bar_rows(run, text)),
        budget_drawing.line(
            "Elke aanname beweegt apart; de rest blijft zoals in het scenario. Zonder balk maakt ze geen verschil."
        ),
    )


def _bands(run: WhatIf) -> budget_drawing.Markup:
    low, high = dutch.percent(run.model.doubt.low), dutch.percent(1 - run.model.doubt.high)
    already = sum(row.baseline_people for row in run.after.applicants)
    found = run.bands_after.weighted_attainment
    said = budget_drawing.Markup()
    if found:
        said = budget_drawing.line(
            budget_drawing.strong(f"Gewogen betaald doelbereik (model): {dutch.percent(found.middle, 1)}"),
            f", band {budget_charts.band(found)}",
            ". ",
            budget_drawing.strong(f"Extra door de subsidie: {_people(extra_people(run.model, run.after))} {CONTACTS}"),
            f", naast {dutch.number(already)} die er al waren. {low} van de trekkingen ligt onder de band, {high} "
            f"erboven. {MIDDLE} {CONTACTS_NOTE}",
        )
    return budget_drawing.join(said, budget_charts.bands_drawn(run, band_rows(run)))


def assumed() -> str:
    """What is published, how it is used and what is assumed, for above the bands."""
    return f"**Wat is gepubliceerd?** {_published()}\n\n**Hoe rekenen we?** {METHOD}\n\n**Wat is aanname?** {ASSUMED}"


@cache
def needed() -> list[str]:
    """What one would have to know to say more: the list in docs/rules.md."""
    _, _, rest = RULES.read_text(encoding="utf-8").partition(f"### {NEEDED}\n")
    section, _, _ = rest.partition("\n#")
    return " ".join(["", *section.split()]).split(" - ")[1:]


def band_rows(run: WhatIf, _: str = "") -> list[TableRow]:
    """A row per goal: low, middle and high."""
    titles = {goal.goal_id: goal.title for goal in reads.goals()}
    return [
        {"goal": goal, "title": titles.get(goal, ""), "low": one.low, "middle": one.middle, "high": one.high}
        | run.provenance
        for goal, one in run.bands_after.goals.items()
    ]


def bar_rows(run: WhatIf, text: str) -> list[TableRow]:
    """A row per assumption, the heaviest first."""
    return [
        {
            "title": _title(run, bar.name),
            "at_low": bar.at_low,
            "at_high": bar.at_high,
            "reason": bar.reason or _options(bar.name),
        }
        | run.provenance
        for bar in budget_reads.tornado(run.space.call.project_year, text)
    ]


def _options(name: Assumption) -> str:
    *first, last = scenario_files.WORDS[Choice(name)].values()
    return f"Keuze: {', '.join(first)} of {last}."


def _title(run: WhatIf, name: Assumption) -> str:
    if isinstance(name, Choice):
        return scenario_files.TITLES[name]
    return run.space.parameters[RANGES[name] if isinstance(name, Numbers) else name].title


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


def _people(found: Band) -> str:
    return f"{dutch.number(found.low)} tot {dutch.number(found.high)}"
