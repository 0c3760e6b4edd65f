"""How sure a scenario is: bands around its outcome, and which assumption matters most."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from samenleven.budget.uncertainty import Band
from samenleven.budget.what_if import WhatIf
from ui import download, formats, reads, tables
from ui.budget import charts as budget_charts
from ui.budget import reads as budget_reads

ASSUMED = (
    "Uit die cijfers komt de spreiding van alle acties: een aanname. Ook aangenomen: de verdeling is lognormaal, "
    "acties vallen voor een stuk samen mee of tegen, en het bereik groeit mee met het geld. De banden tonen wat "
    "aannemelijk is; het zijn geen betrouwbaarheidsintervallen. De loting ligt vast: zelfde vraag, zelfde antwoord."
)


def show(year: int, text: str, run: WhatIf) -> None:
    """Bands by goal, chance of each target, and the tornado."""
    found, bars = budget_reads.doubt(year, text)
    low, high = formats.percent(run.space.value("band_low")), formats.percent(1 - run.space.value("band_high"))
    st.markdown(f"**Wat is aanname?** {_published()} {ASSUMED}")
    if found.weighted_attainment:
        st.markdown(
            f"**Gewogen doelbereik: {_band(found.weighted_attainment)}.** **Personen: {_people(found.people)}.** "
            f"{low} van de trekkingen ligt onder de band, {high} erboven."
        )
    titles = {goal.goal_id: f"{goal.goal_id}. {goal.title}" for goal in reads.goals()}
    goals = pd.DataFrame(
        [
            {"goal": goal, "title": titles.get(goal, ""), "low": band.low, "middle": band.middle, "high": band.high}
            | run.provenance
            for goal, band in found.goals.items()
        ]
    )
    budget_charts.bands(goals)
    download.offer(goals, f"verkenning-jaar-{year}-banden", key="banden_csv")
    st.markdown(
        "**Welke aanname weegt het zwaarst?** Elke aanname beweegt apart; de rest blijft zoals in het scenario."
    )
    tornado = pd.DataFrame(
        [
            {
                "title": run.space.parameters[bar.name].title,
                "at_low": bar.at_low,
                "at_high": bar.at_high,
                "reason": bar.reason,
            }
            | run.provenance
            for bar in bars
        ]
    )
    if tornado.empty:
        st.markdown("Er staan geen aannames met een laagste en hoogste waarde in de gegevens.")
        return
    budget_charts.tornado(tornado, run.after.weighted_attainment or 0.0)
    words = tornado.assign(**{name: [formats.percent(x, 2) for x in tornado[name]] for name in ("at_low", "at_high")})
    headings = {"at_low": "bij de laagste waarde", "at_high": "bij de hoogste waarde", "title": "aanname"}
    tables.show(
        words, ["title", "at_low", "at_high", "reason", "kind"], headings=headings | {"reason": "waar ze vandaan komt"}
    )
    download.offer(tornado, f"verkenning-jaar-{year}-gevoeligheid", key="tornado_csv")


def _published() -> str:
    """What is published of promise and result, in a sentence."""
    parts = [
        f"actie {seen.action_id} behaalde {formats.number(seen.realised)} van {formats.number(seen.promised)} "
        f"(projectjaar {seen.project_year})"
        for seen in budget_reads.observations()
    ]
    if not parts:
        return "Niets is gepubliceerd van wat beloofd en behaald werd."
    return f"Gepubliceerd van wat beloofd en behaald werd: {'; '.join(parts)}."


def _band(band: Band) -> str:
    return f"{formats.percent(band.low, 1)} tot {formats.percent(band.high, 1)}"


def _people(band: Band) -> str:
    return f"{formats.number(band.low)} tot {formats.number(band.high)}"
