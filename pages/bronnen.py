"""Bronnen: one search over every figure, source, parameter, word and contradiction, and the registers behind them."""

from __future__ import annotations

import streamlit as st

from ui.figure import object as shown
from ui.frame import block
from ui.frame import page as frame
from ui.reading import reads
from ui.sources import sources_screen as screen
from ui.take import makers

address = frame.page("Bronnen")
if reads.register("source").empty:
    nothing = shown.empty("Er zijn nog geen bronnen.", "Bouw de gegevens op met: python -m samenleven build.")
    block.show(screen.head(address) + nothing, "bronnen_kop")
    st.stop()
block.show(screen.head(address), "bronnen_kop")
block.show(screen.html(address), "bronnen")
block.show(screen.registers(address) + makers.along(address), "bronnen_lijsten")
