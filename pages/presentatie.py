"""Presentatie: slides that fill the screen, with live filters in a slim bar; arrows and a clicker turn the pages."""

from __future__ import annotations

import streamlit as st

from ui.frame import page as frame
from ui.presentation import slide_bar as bar
from ui.presentation import slides
from ui.reading import reads

only_official = frame.page(
    "Presentatie", "Kies in de balk onderaan een projectjaar, een gemeente en een KPI-onderdeel: elke dia volgt."
).only_official
if not reads.goals():
    frame.empty("Er is nog niets om te tonen.", "Bouw de gegevens op met: python -m samenleven build.")
    st.stop()

notices, stage = st.container(key="meldingen"), st.container(key="dias")
filters = st.container(key="balk", horizontal=True, vertical_alignment="center")
with notices:
    view = bar.choose(filters, only_official)
with filters:
    bar.turn(view)  # before the slides: one of these may have to wait, and the others can be turned meanwhile
with stage:
    slides.show(view)
