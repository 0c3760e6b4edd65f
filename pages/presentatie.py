"""Presentatie: slides that fill the screen, with live filters in a slim bar; arrows and a clicker turn the pages."""

from __future__ import annotations

import streamlit as st

from ui import frame, presentation, reads

only_official = frame.page(
    "Presentatie", "Kies in de balk onderaan een projectjaar, een gemeente en een KPI-onderdeel: elke dia volgt."
)
if not reads.goals():
    frame.empty("Er is nog niets om te tonen.", "Bouw de gegevens op met: python -m samenleven build.")
    st.stop()

stage, bar = st.container(key="dias"), st.container(key="balk", horizontal=True, vertical_alignment="center")
view = presentation.choose(bar, only_official)
with stage:
    presentation.show(view)
with bar:
    presentation.turn(view)
