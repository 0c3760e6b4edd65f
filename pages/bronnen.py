"""Bronnen: every source, definition, parameter and contradiction, each with a download."""

from __future__ import annotations

import streamlit as st

from ui.filters import widgets as filters
from ui.frame import block
from ui.frame import page as frame
from ui.reading import reads
from ui.sources import register_view, source_card

address = frame.page("Bronnen", "Waar komt elk cijfer vandaan, wat betekent het en welke keuzes zijn gemaakt?")
only_official = address.only_official
if reads.register("source").empty:
    frame.empty("Er zijn nog geen bronnen.", "Bouw de gegevens op met: python -m samenleven build.")
    st.stop()

if card := source_card.html(address):
    block.show(card, "bron")
titles = {code: title for code, (title, _) in register_view.REGISTERS.items()}
code = filters.choose("Lijst", "lijst", titles)
register_view.show(code, only_official)
register_view.coverage(only_official)
register_view.money_check()
register_view.boundaries()
