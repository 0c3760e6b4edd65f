"""The accessibility statement (toegankelijkheidsverklaring): parts and order of the European and Flemish model."""

from __future__ import annotations

import pandas as pd
import streamlit as st

UPSTREAM = "https://github.com/streamlit/streamlit/issues"
MADE_ON = "22 november 2026"

STATUS = """
Dit dashboard wil voldoen aan het Bestuursdecreet van 7 december 2018 en aan de norm WCAG 2.2, niveau AA. Deze
verklaring geldt voor alle schermen van het dashboard *Samenleven*.

**Nalevingsstatus.** Dit dashboard voldoet **gedeeltelijk**. Wat niet voldoet staat hieronder, met de andere weg naar
dezelfde cijfers.
"""
DONE = """
- Alles werkt met het toetsenbord, ook de kaart: elke gemeente is een knop met haar naam, cijfer, soort, bron en datum.
- Bij elke grafiek en elke kaart staat een tabel met dezelfde cijfers, en een download.
- Status en soort cijfer hebben altijd een woord en een teken, nooit alleen een kleur. Voorbeeldcijfers zijn gearceerd.
- Letters hebben een contrast van minstens 4,5 op 1, grafieken van status minstens 3 op 1, in licht en in donker.
- Tot 400 % vergroten werkt zonder inhoud te verliezen.
- Niets beweegt vanzelf. Wie in zijn computer kiest voor minder beweging, krijgt er geen.
- De taal van elke pagina is Nederlands, elke pagina heeft één hoofdtitel en een link *Naar de inhoud*.
"""
LIMITS = [
    (
        "Tabellen in een kader met schuifbalk zijn getekend op een doek. Een schermlezer kan er cel per cel door, maar "
        "het menu boven een kolom opent alleen met de muis.",
        "Download de tabel als CSV, of open *De cijfers van deze grafiek als tabel*.",
        "13332",
    ),
    (
        "Enkele woorden van het programma Streamlit zijn Engels. Wij vertalen de knoppen die wij kennen in uw browser; "
        "een melding die wij niet kennen blijft Engels.",
        "De inhoud zelf is altijd Nederlands.",
        "1353",
    ),
    (
        "Streamlit zegt in zijn pagina dat de taal Engels is.",
        "Onze server verandert dat in Nederlands voordat de pagina u bereikt.",
        "15726",
    ),
    (
        "Een lichte klasse op de kaart steekt minder dan 3 op 1 af tegen de achtergrond.",
        "Elke gemeente heeft een rand en een kaartje met het cijfer, en de tabel staat ernaast.",
        "",
    ),
    (
        "De weergave *3D-kolommen* werkt niet met toetsenbord of schermlezer.",
        "De gewone kaart toont dezelfde cijfers; die staat standaard aan.",
        "",
    ),
    (
        "Afdrukken knipt een lange tabel af.",
        "Download de tabel als CSV.",
        "",
    ),
]
REST = """
## Hoe deze verklaring is gemaakt

Opgesteld op {made_on}, na eigen onderzoek van de makers: een automatische controle met axe-core van elke pagina (licht
en donker, gewoon en 400 % vergroot, met en zonder gegevens), een test die alleen het toetsenbord gebruikt, en een
berekening van alle contrasten. Er was nog geen onderzoek door een onafhankelijk bureau en nog geen test met mensen
met een beperking.

## Feedback en contact

Merkt u een drempel, of hebt u een cijfer in een andere vorm nodig? Meld het aan de dienst die u dit dashboard aanbiedt,
met het adres van de pagina en wat u wilde doen. *Wie het dashboard openbaar maakt, vult hier een e-mailadres en een
telefoonnummer in.*

## Klacht

Krijgt u geen antwoord, of een antwoord dat niet helpt? Dan kunt u klagen bij de Vlaamse Ombudsdienst:
[vlaamseombudsdienst.be](https://www.vlaamseombudsdienst.be), gratis telefoon 1700.
"""


def statement() -> None:
    """The whole statement."""
    st.markdown(STATUS)
    st.header("Wat werkt", anchor=False)
    st.markdown(DONE)
    st.header("Wat nog niet toegankelijk is", anchor=False)
    st.markdown(
        "De eerste drie komen van Streamlit, het programma waarmee dit dashboard gemaakt is. Wij volgen de melding bij "
        "de makers."
    )
    rows = [
        {
            "Wat": what,
            "Andere weg": instead,
            "Melding": f"[streamlit {number}]({UPSTREAM}/{number})" if number else "–",
        }
        for what, instead, number in LIMITS
    ]
    st.table(pd.DataFrame(rows), hide_index=True)
    st.markdown(REST.format(made_on=MADE_ON))
