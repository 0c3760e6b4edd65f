"""Samenwerking: with whom one municipality can apply, the best division of its region, and one's own division."""

from __future__ import annotations

import streamlit as st

from ui.figure import object as figure_object
from ui.frame import block
from ui.frame import page as frame
from ui.pooling import pooling_choice, pooling_screen
from ui.take import makers

address = frame.page("Samenwerking")
if not pooling_choice.is_ready():
    empty = figure_object.empty("Er zijn nog geen cijfers.", "Bouw de gegevens op met: python -m samenleven build.")
    block.show(figure_object.headline("Samenwerking", "Er zijn nog geen cijfers") + empty, "samenwerking_leeg")
    st.stop()
pooling_screen.draw(address)
block.show(makers.along(address), "samenwerking_mee")
