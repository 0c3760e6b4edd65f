"""The accessibility statement (toegankelijkheidsverklaring): parts and order of Decision (EU) 2018/1523.

`BARRIERS` is the only list of what does not comply. The page shows it, and tests/test_accessibility.py accepts a
finding of axe-core only when it stands here; so the page cannot say less than what the tests know.
"""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd
import streamlit as st

UPSTREAM = "https://github.com/streamlit/streamlit/issues"
MADE_ON = "22 november 2026"


class Barrier(NamedTuple):
    """Something that does not comply, the other way to the same content, and where it is reported."""

    what: str
    instead: str
    criterion: str = ""
    issue: int | None = None  # of Streamlit; None: no report found
    streamlit: bool = False  # caused inside Streamlit
    rule: str | None = None  # of axe-core, when axe finds it
    selector: str | None = None  # a regular expression on the HTML of what axe finds


BARRIERS = (
    Barrier(
        "Het menu boven een kolom van een tabel met schuifbalk (sorteren, verbergen) opent alleen met de muis.",
        "Download de tabel als CSV, of open *De cijfers van deze grafiek als tabel* bij een grafiek.",
        "2.1.1 Toetsenbord",
        13332,
        streamlit=True,
    ),
    Barrier(
        "Streamlit kent alleen Engelse woorden voor zijn eigen knoppen en meldingen. Wij vertalen de woorden die wij "
        "kennen in uw browser; een foutmelding die wij niet kennen blijft Engels.",
        "De inhoud zelf is altijd Nederlands.",
        "3.1.2 Taal van onderdelen",
        1353,
        streamlit=True,
    ),
    Barrier(
        "Streamlit zegt in zijn pagina dat de taal Engels is. Onze server verandert dat in Nederlands. Wie Streamlit "
        "zonder onze server gebruikt, hoort de verkeerde uitspraak.",
        "Opgelost in dit dashboard.",
        "3.1.1 Taal van de pagina",
        15726,
        streamlit=True,
    ),
    Barrier(
        "Een lichte klasse op de kaart steekt minder dan 3 op 1 af tegen de achtergrond.",
        "Elke gemeente heeft een rand en een kaartje met het cijfer, en de tabel staat erbij.",
        "1.4.11 Contrast van niet-tekstuele content",
    ),
    Barrier(
        "De weergave *3D-kolommen* van de kaart zegt geen cijfers aan een schermlezer.",
        "De gewone kaart toont dezelfde cijfers; die staat standaard aan.",
        "1.1.1 Niet-tekstuele content",
    ),
    Barrier(
        "Afdrukken knipt een lange tabel met schuifbalk af.",
        "Download de tabel als CSV.",
    ),
)
COMMITMENT = """
De makers van het dashboard *Samenleven* streven ernaar het toegankelijk te maken, overeenkomstig het
Bestuursdecreet van 7 december 2018 (artikel II.16), dat de Europese richtlijn (EU) 2016/2102 omzet. Wij toetsen aan de
norm WCAG 2.2, niveau AA.

Deze toegankelijkheidsverklaring is van toepassing op alle schermen van het dashboard *Samenleven*. Ze volgt het model
van uitvoeringsbesluit (EU) 2018/1523.
"""
STATUS = """
Dit dashboard voldoet **gedeeltelijk** aan WCAG 2.2, niveau AA, omdat niet aan de eisen onder *Niet-toegankelijke
inhoud* is voldaan.
"""
MEASURED = """
Dit meten onze tests bij elke wijziging, op elk scherm:

- axe-core vindt geen fouten: licht en donker, gewoon en 400 % vergroot, met en zonder gegevens. Uitzonderingen staan in
  de lijst hieronder.
- Bij 400 % vergroten hoeft u de pagina niet opzij te schuiven. Een kaart of brede tabel schuift in haar eigen kader.
- De taal is Nederlands, er is één hoofdtitel, geen titelniveau is overgeslagen, en namen van knoppen zijn Nederlands.
- Tekst heeft een contrast van minstens 4,5 op 1, ook in grafieken. Een status in een grafiek minstens 3 op 1.
- Met alleen het toetsenbord: naar de inhoud springen, op de kaart van gemeente naar gemeente gaan en er een openen, een
  andere gemeente en een ander onderdeel kiezen, een referentieregio kiezen, een schuif verzetten en opnieuw beginnen.
  De plaats van de focus is daarbij altijd te zien.
- Niets beweegt vanzelf.
"""
FAILS = "De onderstaande inhoud is niet of minder toegankelijk. Bij elk punt staat de andere weg naar dezelfde cijfers."
BURDEN = "Er is geen inhoud waarvoor wij ons op een onevenredige last beroepen."
SCOPE = "Er is geen inhoud waarvan wij vinden dat ze buiten de wetgeving valt."
MADE = """
Deze verklaring is opgesteld op {made_on}. Ze steunt op een zelfbeoordeling door de makers: de automatische tests
hierboven en een eigen nazicht met het toetsenbord. Er was nog geen onderzoek door een derde, en nog geen test met
mensen met een beperking of met een schermlezer. Een automatische controle vindt maar een deel van alle drempels.
"""
FEEDBACK = """
Merkt u een drempel, of hebt u een cijfer in een andere vorm nodig? Meld het aan de dienst die u dit dashboard aanbiedt,
met het adres van de pagina en wat u wilde doen.

*Wie het dashboard openbaar maakt, vult hier in: de naam van de dienst, een e-mailadres, een telefoonnummer en de
termijn voor een antwoord. Zonder die gegevens is deze verklaring niet volledig.*
"""
ENFORCEMENT = """
Krijgt u geen antwoord, of een antwoord dat niet helpt? Leg uw klacht dan eerst voor aan de klachtenbehandelaar van de
dienst. Wie dat is, weet de dienst zelf, of het gratis informatienummer 1700 van de Vlaamse overheid. Bent u daarna nog
niet tevreden, of krijgt u geen antwoord? Dan kunt u naar de
[Vlaamse Ombudsdienst](https://www.vlaanderen.be/vlaamse-ombudsdienst/uw-klacht): Leuvenseweg 86, 1000 Brussel,
klachten@vlaamseombudsdienst.be.
"""


def statement() -> None:
    """The whole statement, in the order of the model."""
    st.title("Toegankelijkheid", anchor=False)
    st.markdown("Kan iedereen dit dashboard gebruiken? Wat nog niet lukt, staat hier eerlijk bij.")
    st.markdown(COMMITMENT)
    _part("Nalevingsstatus", STATUS + MEASURED)
    _part("Niet-toegankelijke inhoud", FAILS)
    st.subheader("a) Niet-naleving", anchor=False)
    st.table(_table(), hide_index=True)
    st.subheader("b) Onevenredige last", anchor=False)
    st.markdown(BURDEN)
    st.subheader("c) Buiten de toepasselijke wetgeving", anchor=False)
    st.markdown(SCOPE)
    _part("Opstelling van deze toegankelijkheidsverklaring", MADE.format(made_on=MADE_ON))
    _part("Feedback en contactgegevens", FEEDBACK)
    _part("Handhavingsprocedure", ENFORCEMENT)


def _part(title: str, text: str) -> None:
    st.header(title, anchor=False)
    st.markdown(text)


def _table() -> pd.DataFrame:
    """Every barrier with its criterion, its way around, and the report at Streamlit."""
    return pd.DataFrame(
        [
            {
                "Wat": one.what + (f" (axe-core: `{one.rule}`)" if one.rule else ""),
                "Criterium": one.criterion or "–",
                "Andere weg": one.instead,
                "Oorzaak": _cause(one),
            }
            for one in BARRIERS
        ]
    )


def _cause(one: Barrier) -> str:
    if not one.streamlit:
        return "dit dashboard"
    report = f"[melding {one.issue}]({UPSTREAM}/{one.issue})" if one.issue else "geen melding gevonden"
    return f"Streamlit, {report}"
