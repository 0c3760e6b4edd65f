"""Parts of the page *bronnen*: the registers of data/ as they are, and the checks a reader can follow."""

from __future__ import annotations

from dataclasses import asdict

import pandas as pd
import streamlit as st

from geo import topology
from samenleven import dutch
from ui import download, reads, tables
from ui.budget import reads as budget_reads

REGISTERS = {
    "source": ("Bronnen", "Elke bron met uitgever, adres, datum en licentie."),
    "published_figure": (
        "Gepubliceerde cijfers",
        "Alles wat gepubliceerd is over oproepen, geld, deelnemers en resultaten.",
    ),
    "contradiction": (
        "Tegenstrijdigheden",
        "Waar bronnen elkaar tegenspreken: beide lezingen, welke wij volgen en waarom.",
    ),
    "parameter": ("Parameters", "Drempels, bedragen en aandelen, met eenheid, bereik, begindatum en bron."),
    "measure": (
        "Definities van KPI-onderdelen",
        "Wat elk onderdeel telt, zijn streefwaarde en wat in de oproep hetzelfde telt.",
    ),
    "unit_amount": (
        "Bedragen en plafonds",
        "Subsidie per eenheid, hoogste aantal en plafond per actie en projectjaar.",
    ),
    "action_call": ("Geldigheid per oproep", "Welke actie in welk projectjaar uit deze subsidie betaald wordt."),
    "horizontal_objective": (
        "Horizontaal beleidsplan: doelstellingen",
        "De tien doelstellingen van het Horizontaal Integratie- en Gelijke Kansenbeleidsplan, met hoeveel acties eronder "
        "staan.",
    ),
    "horizontal_action": (
        "Horizontaal beleidsplan: acties",
        "De genummerde acties, met hun budget als er een gedrukt staat. Welke van onze acties hetzelfde is of verwant, is "
        "ons oordeel.",
    ),
    "horizontal_possible_action": (
        "Horizontaal beleidsplan: mogelijke acties",
        "Wat het plan zonder nummer als mogelijke actie noemt: geen belofte en geen budget.",
    ),
    "local_action": (
        "Wat besturen zelf noemen",
        "Thema's die een bestuur zelf publiceerde. De actie erbij is onze lezing: zeker of waarschijnlijk.",
    ),
    "calendar_event": ("Kalender", "Oproepen, projectjaren en termijnen."),
}
HIDDEN = {"figure_id", "event_id", "contradiction_id", "kind"}


def show(code: str) -> None:
    """One register as a table with its download."""
    title, text = REGISTERS[code]
    frame = reads.register(code)
    st.header(f"{title} ({len(frame)})", anchor=False)
    st.markdown(text)
    tables.show(frame, [name for name in frame.columns if name not in HIDDEN], height=min(600, 38 + 35 * len(frame)))
    download.offer(_with_provenance(frame), code, key=code)


def _with_provenance(frame: pd.DataFrame) -> pd.DataFrame:
    """Every row of a download says its kind, source and date, also where the register itself needs none."""
    filled = frame.copy()
    if "kind" not in filled or ("unit" in filled.columns and "family" in filled.columns):
        filled = filled.rename(columns={"kind": "measure_kind"}) if "kind" in filled else filled
        filled["kind"] = "official"
    if "source_id" not in filled:
        filled["source_id"] = filled.get("source_b", None)
    if "reference_date" not in filled:
        dates = [name for name in ("valid_from", "starts_on", "published_on") if name in filled]
        filled["reference_date"] = filled[dates[0]] if dates else None
    return filled


def coverage(only_official: bool) -> None:
    """Which share of the target group the 28 and Brussels hold, per year, against what the plan says.

    With only official figures, the share of people of an origin outside the EU27: the official lower bound.
    """
    st.header("Hoeveel van de doelgroep woont in de 28 gemeenten en Brussel?", anchor=False)
    days = reads.reference_dates()
    kind, origin = ("official", "statbel-origin") if only_official else ("estimate", "statbel-origin, product-method")
    rows = [
        {"reference_date": day, "group": group} | asdict(share) | {"kind": kind, "source_id": origin}
        for day in days
        for group, share in reads.coverages(day).items()
        if share
    ]
    if not rows:
        st.info("Er zijn geen herkomstcijfers.")
        return
    claim = reads.parameters().at("coverage_claim", days[0])
    st.markdown(
        f"Het plan zegt dat de 28 gemeenten en Brussel {dutch.percent(claim.value)} van de doelgroep tellen. De "
        "aantallen per gemeente zijn niet gepubliceerd. "
        + (
            "Officieel is alleen de ondergrens: mensen met een herkomst van buiten de EU27."
            if only_official
            else "Dit is een schatting, met het aandeel dat elk van beide grenzen van de doelgroep zou geven."
        )
    )
    shares = ["at_lower"] if only_official else ["estimate", "at_lower", "at_upper"]
    counts = [] if only_official else ["covered", "total"]
    columns = ["reference_date", "group", *shares, *counts, "kind", "source_id"]
    data = tables.numeric(pd.DataFrame(rows), shares)[columns]
    words = data.assign(**{name: data[name].map(lambda share: dutch.percent(share, 1)) for name in shares})
    tables.show(words, columns[:-1], height=420, headings={"estimate": "aandeel (schatting)"})
    download.offer(data, "dekking-doelgroep", key="dekking")


def money_check() -> None:
    """Published money against units times the amount per unit, with what does not fit in whole units."""
    st.header("Klopt het gepubliceerde geld met de bedragen?", anchor=False)
    awarded = {year.project_year: year.awarded_on for year in reads.project_years()}
    rows = []
    for one in budget_reads.money_checks():
        said = one.published
        rows.append(
            {
                "action": said.action_id,
                "project_year": said.project_year,
                "grant_eur": said.grant,
                "amount_eur": said.amount,
                "paid_units": one.paid_units,
                "engaged": said.engaged,
                "baseline_reach": one.baseline,
                "fits": one.whole,
                "source_id": said.source_id,
                "kind": "estimate",
                "reference_date": awarded[said.project_year],
            }
        )
    if not rows:
        st.info("Er is geen geld per actie gepubliceerd.")
        return
    st.markdown(
        "Gepubliceerde subsidie, gedeeld door het bedrag per eenheid, geeft de betaalde eenheden. Wat beloofd is, min "
        "die eenheden, is het huidig bereik. Is het geen geheel getal, dan kreeg minstens één aanvraag maar een deel."
    )
    data = tables.numeric(pd.DataFrame(rows), ["grant_eur", "amount_eur", "paid_units", "engaged", "baseline_reach"])
    tables.show(data)
    download.offer(data, "nakijken-geld", key="nakijken")


def boundaries() -> None:
    """Where the borders on the map come from."""
    st.header("Grenzen op de kaart", anchor=False)
    st.markdown(topology.ATTRIBUTION)
