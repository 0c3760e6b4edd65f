"""The figures of how sure a scenario is: a band for every goal, and how far each assumption moves the outcome."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from html import escape

import pandas as pd

from samenleven import dutch, terms
from samenleven.budget.settings import RANGES, Choice, Numbers
from samenleven.budget.uncertainty import Assumption, Band
from samenleven.budget.what_if import WhatIf
from samenleven.errors import SamenlevenError
from samenleven.figures import Kind, Shown, TableRow
from samenleven.findings import best as findings
from samenleven.findings import words
from ui.authority.agreement_figures import nothing
from ui.budget import best_drawing as drawing
from ui.budget import budget_choice, budget_reads, scenario_words
from ui.budget.best_figures import EXACT
from ui.figure.model import Build, Figure, figure
from ui.filters.address import Address
from ui.reading import reads


def _figure(name: str, empty: str) -> Callable[[Callable[[budget_choice.Choice, WhatIf], Figure]], Build]:
    """A figure of a scenario; `empty` is what it says where there is nothing to be sure of."""

    def keep(make: Callable[[budget_choice.Choice, WhatIf], Figure]) -> Build:
        @wraps(make)
        def build(address: Address) -> Figure:
            choice = budget_choice.of(address)
            if not budget_reads.model(choice.year, address.shown).has_claims:
                return nothing(name, empty)
            try:
                run = choice.run()
            except SamenlevenError:
                return nothing(name, empty)
            return make(choice, run) if run.bands_after.weighted_attainment else nothing(name, empty)

        return figure(name, "budget")(build)

    return keep


def band_rows(run: WhatIf) -> list[TableRow]:
    """A row per goal: low, middle and high; the widest first."""
    titles = {goal.goal_id: goal.title for goal in reads.goals()}
    wide = sorted(run.bands_after.goals.items(), key=lambda pair: (pair[1].low - pair[1].high, pair[0]))
    return [
        {
            "goal": goal,
            "title": titles.get(goal, ""),
        }
        | {name: round(getattr(one, name), EXACT) for name in ("low", "middle", "high")}
        | run.provenance
        for goal, one in wide
    ]


def assumption_rows(run: WhatIf, text: str, shown: Shown) -> list[TableRow]:
    """A row per assumption, the heaviest first; `text` is the scenario of the run."""
    return [
        {
            "title": _title(run, bar.name),
            "at_low": bar.at_low,
            "at_high": bar.at_high,
            "reason": bar.reason or _options(bar.name),
        }
        | run.provenance
        for bar in budget_reads.tornado(run.space.call.project_year, text, shown)
    ]


def _options(name: Assumption) -> str:
    *first, last = scenario_words.WORDS[Choice(name)].values()
    return f"Keuze: {', '.join(first)} of {last}."


def _title(run: WhatIf, name: Assumption) -> str:
    if isinstance(name, Choice):
        return scenario_words.TITLES[name]
    return run.space.parameters[RANGES[name] if isinstance(name, Numbers) else name].title


def _made_up(run: WhatIf) -> bool:
    return str(run.provenance["kind"]) == Kind.EXAMPLE


@_figure("zekerheid-banden", "Zonder gewogen doelbereik is niet te zeggen hoe zeker het is")
def bands(choice: budget_choice.Choice, run: WhatIf) -> Figure:
    """A band for every goal, from low to high, with its middle."""
    rows = band_rows(run)
    low, high = words.percent(run.model.doubt.low), words.percent(1 - run.model.doubt.high)
    hatch = ' class="ex"' if _made_up(run) else ""
    lines = "".join(
        f'<tr><th scope="row">{escape(str(row["title"]))}</th><td class="pl"><div class="bs-axis">'
        f'<i{hatch} style="left:{drawing.share(row["low"])};width:{drawing.share(row["high"] - row["low"])}"></i>'
        f'<b style="left:{drawing.share(row["middle"])}"></b></div></td>'
        + "".join(
            drawing.number(words.percent(row[name]), label)
            for name, label in (("low", "onderkant"), ("middle", "midden"), ("high", "bovenkant"))
        )
        + "</tr>"
        for row in rows
    )
    yardstick = escape(terms.YARDSTICK[run.rules.yardstick])
    return Figure(
        "zekerheid-banden",
        findings.bands_title([(str(row["title"]), row["low"], row["high"]) for row in rows]),
        f"Betaalde voortgang in % van {yardstick}: band met het midden als stip; {low} van de trekkingen ligt eronder, "
        f"{high} erboven",
        drawing.table(("Doelstelling", "0 tot 100 %", "#Onderkant", "#Midden", "#Bovenkant"), lines, "bs-bands"),
        pd.DataFrame(rows),
        ("goal", "title", "low", "middle", "high", "kind"),
        made_up=_made_up(run),
        file_name=f"banden-jaar-{choice.year}",
    )


@_figure("zekerheid-aannames", "Zonder gewogen doelbereik is niet te zeggen welke aanname het zwaarst weegt")
def assumptions(choice: budget_choice.Choice, run: WhatIf) -> Figure:
    """Every assumption as a bar between its two outcomes; the line is the scenario."""
    rows = assumption_rows(run, choice.text, choice.shown)
    found = run.bands_after.weighted_attainment
    assert isinstance(found, Band)
    ends = [found.middle, *(row[name] for row in rows for name in ("at_low", "at_high"))]
    low, room = min(ends), (max(ends) - min(ends)) or 1.0
    hatch = ' class="ex"' if _made_up(run) else ""

    def bar(row: TableRow) -> str:
        left, right = sorted(((row["at_low"] - low) / room, (row["at_high"] - low) / room))
        return (
            f'<div class="bs-axis"><i{hatch} style="left:{drawing.share(left)};width:{drawing.share(right - left)}">'
            f'</i><em style="left:{drawing.share((found.middle - low) / room)}"></em></div>'
        )

    lines = "".join(
        f'<tr><th scope="row">{escape(str(row["title"]))}</th><td class="pl">{bar(row)}</td>'
        f"{drawing.number(words.percent(row['at_low']), 'laagste waarde')}"
        f"{drawing.number(words.percent(row['at_high']), 'hoogste waarde')}"
        f'<td class="why">{escape(str(row["reason"]))}</td></tr>'
        for row in rows
    )
    heads = ("Aanname", f"{words.percent(min(ends))} tot {words.percent(max(ends))}")
    return Figure(
        "zekerheid-aannames",
        findings.tornado_title([(str(row["title"]), abs(row["at_high"] - row["at_low"])) for row in rows]),
        f"Gewogen betaald doelbereik als één aanname beweegt en de rest blijft; de streep is uw scenario, "
        f"{words.percent(found.middle)}. Bij een keuze: laagste en hoogste uitkomst",
        drawing.table(
            (*heads, "#Bij de laagste waarde", "#Bij de hoogste waarde", "Waar ze vandaan komt"), lines, "bs-why"
        ),
        pd.DataFrame(rows),
        ("title", "at_low", "at_high", "reason", "kind"),
        made_up=_made_up(run),
        file_name=f"aannames-jaar-{choice.year}",
    )


def people(found: Band) -> str:
    """A band of people in words."""
    low, high = dutch.number(found.low), dutch.number(found.high)
    return low if low == high else f"{low} tot {high}"
