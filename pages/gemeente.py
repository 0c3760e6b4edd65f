"""Gemeente: the profile of one local authority, for each kind of them."""

from __future__ import annotations

import streamlit as st

from ui.authority import hiding, profile
from ui.authority import profile_reads as known
from ui.figure import object as figure_object
from ui.frame import block
from ui.frame import page as frame

address = frame.page("Gemeente")
if not known.names():
    empty = figure_object.empty("Er zijn nog geen gemeenten.", "Bouw de gegevens op met: python -m samenleven build.")
    block.show(figure_object.headline("Gemeente", "Er zijn nog geen gemeenten") + empty, "gemeente_leeg")
    st.stop()
hiding.take(address)
block.show(profile.head(address), "gemeente_kop")
block.show(profile.bar(address), "gemeente_filters")
block.show(profile.body(address), "gemeente_figuren")
hiding.show(address)
