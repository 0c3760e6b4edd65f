"""The registers of data/ as they are: what each holds, and its rows as a reader sees them."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from samenleven import dutch, terms
from samenleven.figures import Shown
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
    "correction": (
        "Verbeterde cijfers",
        "Wat dit dashboard verkeerd toonde, wat er nu staat, waarom en wie het zag.",
    ),
    "calendar_event": ("Kalender", "Oproepen, projectjaren en termijnen."),
    "hand_judged": (
        "Met de hand beoordeeld",
        "Acties waarvan het cijfer te weinig zegt: het agentschap beoordeelt ze zelf, na het halfjaar en na het jaar.",
    ),
}
HIDDEN = {"event_id", "contradiction_id", "figure_id", "claim_id", "correction_id", "card"}
"""Keys of rows that say nothing to a reader; the file has them."""
NAMED = {"parameter": "name", "source": "source_id"}
"""Registers whose key stands beside its title: the key is left to the file."""
EXACT = ("value", "minimum", "maximum", "target")
SOURCED = ("source_id", "source_a", "source_b")
MEASURED = ("measure_id", "call_measure_id")
DATED = {"valid_from", "starts_on", "published_on"}
"""Columns that already show the date of a row."""


def rows(code: str, shown: Shown) -> pd.DataFrame:
    """The rows of a register; those that are shown."""
    frame = reads.register(code)
    return frame[frame["kind"].isin(shown.kinds)]


def columns(code: str) -> tuple[str, ...]:
    """The columns that say something to a reader, the kind of a row behind what it is about."""
    names = set(reads.register(code).columns)
    hidden = HIDDEN | {NAMED.get(code, "")} | ({"reference_date"} if DATED & names else set())
    first, *others = (name for name in reads.register(code).columns if name not in hidden and name != "kind")
    return (first, "kind", *others)


def in_words(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows as a reader sees them: titles of sources, numbers of measures, and every decimal that matters."""
    titles = reads.short_titles()
    named = {name: frame[name].map(lambda one: _titles(one, titles)) for name in SOURCED if name in frame}
    numbered = {name: frame[name].map(terms.measure_name, na_action="ignore") for name in MEASURED if name in frame}
    exact = {name: frame[name].map(dutch.exact, na_action="ignore") for name in EXACT if name in frame}
    return frame.assign(**named, **numbered, **exact)


def _titles(codes: object, titles: Mapping[str, str]) -> str | None:
    return None if dutch.is_missing(codes) else "; ".join(titles.get(one, one) for one in str(codes).split(", "))
