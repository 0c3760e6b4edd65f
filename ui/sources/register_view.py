"""Parts of the page *bronnen*: the registers of data/ as they are, and the checks a reader can follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

import pandas as pd
import streamlit as st

from geo import topology
from samenleven import dutch, terms
from samenleven.coverage import CoveredGroup
from samenleven.eligibility import ESTIMATED_FROM
from samenleven.figures import Kind, TableRow
from ui.budget import budget_reads
from ui.look import download, tables
from ui.reading import reads

REGISTERS = {
    "source": ("Bronnen", "Elke bron met uitgever, adres, datum en licentie."),
    "published_figure": (
        "Gepubliceerde cijfers",
        "Alles wat gepubliceerd is over oproepen, geld, deelnemers en resultaten.",
    ),
    "plan_claim": (
        "Wat het plan wil en zegt",
        "Elk streven, elke belofte en elke uitspraak, met wie het zegt en hoe stellig. Beeldspraak krijgt geen getal.",
    ),
    "context_figure": (
        "Cijfers die het plan aanhaalt",
        "Zo gedrukt in het document dat ernaast staat; niemand mat ze voor dit dashboard. Wat enkel verwacht wordt, "
        "heeft geen getal.",
    ),
    "contradiction": (
        "Tegenstrijdigheden",
        "Waar bronnen elkaar tegenspreken: beide lezingen, welke wij volgen en waarom.",
    ),
    "parameter": (
        "Parameters",
        "Drempels, bedragen en aandelen, met eenheid, bereik en begindatum. Een schatting is onze eigen methode: "
        "gekozen of berekend (bron product-method). Wat officieel is, staat zo in de bron.",
    ),
    "measure": (
        "Definities van KPI-onderdelen",
        "Wat elk onderdeel telt, zijn streefwaarde en wat in de oproep hetzelfde telt.",
    ),
    "target": (
        "Streefwaarden van het plan",
        "Of het plan er een jaar en 'jaarlijks' bij drukt. De periode, 'geldig vanaf' en 'tegen' zijn onze lezing: het "
        "plan drukt geen eerste en geen laatste dag.",
    ),
    "unit_amount": (
        "Bedragen per eenheid",
        "Subsidie per eenheid en hoogste aantal per projectjaar. Een schatting is onze aanname: niets is gepubliceerd.",
    ),
    "ceiling": (
        "Plafonds",
        "Hoogste subsidie per actie en projectjaar in één aanvraag. Een schatting rekenden wij uit het formulier.",
    ),
    "action_call": ("Geldigheid per oproep", "Welke actie in welk projectjaar uit deze subsidie betaald wordt."),
    "project_title": (
        "Titels in het plan",
        "Hoe het plan elk project noemt, in de overzichtstabel en als hoofdstuk, naast de titel van de website. Met "
        "het voorbeeld dat het plan geeft.",
    ),
    "horizontal_objective": (
        "Horizontaal beleidsplan: doelstellingen",
        "De doelstellingen van het Horizontaal Integratie- en Gelijke Kansenbeleidsplan, met hun aantal acties.",
    ),
    "horizontal_action": (
        "Horizontaal beleidsplan: acties",
        "De genummerde acties, met hun budget waar het gedrukt staat. De koppeling met onze acties is ons oordeel.",
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
HIDDEN = {"event_id", "contradiction_id", "figure_id", "claim_id"}
"""Keys of rows that say nothing to a reader; the file has them."""
NAMED = {"parameter": "name", "source": "source_id"}
"""Registers whose key stands beside its title: the key is left to the file."""
SOURCED = ("source_id", "source_a", "source_b")
MEASURED = ("measure_id", "call_measure_id")
DATED = {"valid_from", "starts_on", "published_on"}
"""Columns that already show the date of a row."""


def show(code: str, only_official: bool) -> None:
    """One register as a table with its download; on request only the rows that are official."""
    title, text = REGISTERS[code]
    frame = reads.register(code)
    if only_official:
        frame = frame[frame["kind"] == Kind.OFFICIAL]
    st.header(f"{title} ({len(frame)})", anchor=False)
    st.markdown(text)
    hidden = HIDDEN | {NAMED.get(code, "")} | ({"reference_date"} if DATED & set(frame.columns) else set())
    first, *others = (name for name in frame.columns if name not in hidden and name != "kind")
    tables.show(_in_words(frame), [first, "kind", *others], height=min(600, 38 + 35 * len(frame)))
    download.offer(frame, terms.slug(title), key=code)


def _in_words(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows as a reader sees them: titles of sources, and the numbers of measures with what they are part of."""
    titles = reads.short_titles()
    named = {name: frame[name].map(lambda one: _titles(one, titles)) for name in SOURCED if name in frame}
    numbered = {name: frame[name].map(terms.measure_name, na_action="ignore") for name in MEASURED if name in frame}
    return frame.assign(**named, **numbered)


def _titles(codes: object, titles: Mapping[str, str]) -> str | None:
    return None if dutch.is_missing(codes) else "; ".join(titles.get(one, one) for one in str(codes).split(", "))


def coverage(only_official: bool) -> None:
    """What each text says on the share of the target group, and which share the 28 and Brussels hold per year.

    With only official figures, the share of people of an origin outside the EU27: the official lower bound.
    """
    st.header("Hoeveel van de doelgroep woont in de 28 gemeenten en Brussel?", anchor=False)
    days = reads.reference_dates()
    kind, origin = (Kind.OFFICIAL, "statbel-origin") if only_official else (Kind.ESTIMATE, ESTIMATED_FROM)
    rows = [
        {"reference_date": day, "group": group.value} | asdict(share) | {"kind": kind.value, "source_id": origin}
        for day in days
        for group, share in reads.coverages(day).items()
        if share
    ]
    if not rows:
        st.info("Er zijn geen herkomstcijfers.")
        return
    st.markdown(
        "Vier lezingen van 'twee derde', elk met wie het zegt en hoe stellig. Het plan wil twee derde *bereiken*, "
        "samen met de samenwerkingsverbanden: daar hoort geen berekend aandeel naast."
    )
    readings = reads.register("claim_reading")
    said = readings.assign(beside=[_beside(row, only_official) for row in readings.to_dict("records")])
    tables.plain(said, ["whose", "strength", "quote", "scope", "base", "beside", "kind", "source_id"])
    download.offer(readings, "lezingen-twee-derde", key="lezingen")
    st.markdown(
        "Wat wij zelf berekenen. De aantallen per gemeente zijn niet gepubliceerd. "
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


def _beside(reading: TableRow, only_official: bool) -> str | None:
    """The computed share that counts the same as a reading, on the last day before the text with figures."""
    day = next((day for day in reads.reference_dates() if day <= reading["reference_date"].date()), None)
    group = reading["compared_group"]
    found = reads.coverages(day)[CoveredGroup(group)] if day and isinstance(group, str) else None
    if day is None or found is None:
        return None
    share, kind = (found.at_lower, Kind.OFFICIAL) if only_official else (found.estimate, Kind.ESTIMATE)
    return f"{dutch.percent(share, 1)} op {dutch.day(day)}, {tables.word('kind', kind)}"


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
