"""Samenwerking: who can pool with whom, what is the best division of a region, and one's own division."""

from __future__ import annotations

import streamlit as st

from ui.filters import widgets as filters
from ui.frame import page as frame
from ui.pooling import hand as pooling_hand
from ui.pooling import known as pooling_known
from ui.pooling import pooling_filters, pooling_reads, pooling_view
from ui.reading import reads

only_official = frame.page(
    "Samenwerking", "Wie kan met wie samen indienen, en wat is de beste verdeling van een referentieregio?"
).only_official
if not reads.reference_dates() or not pooling_reads.regions():
    frame.empty("Er zijn nog geen cijfers.", "Bouw de gegevens op met: make run, of python -m samenleven build.")
    st.stop()

choice = pooling_filters.choose(only_official)
view = filters.choose("Weergave", "beeld", pooling_filters.VIEWS, style="buttons")
if view == "zelf":
    pooling_hand.by_hand(choice, only_official)
elif view == "bekend":
    pooling_known.published(choice, only_official)
else:
    pooling_view.best(choice, only_official)
