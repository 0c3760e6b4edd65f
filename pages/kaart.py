"""Kaart: one figure at every moment on a map of all municipalities, with time, ranking, and two places to compare."""

from __future__ import annotations

import streamlit as st

from ui.figure import archive
from ui.figure import object as figures
from ui.frame import block
from ui.frame import page as frame
from ui.map import atlas, atlas_choice, columns_view
from ui.map.map_figures import map_figure
from ui.reading import reads
from ui.take import makers

address = frame.page("Kaart")
if not reads.reference_dates():
    nothing = figures.empty("Er zijn nog geen cijfers.", "Bouw de gegevens op met: python -m samenleven build.")
    block.show(figures.headline("Kaart", "Er zijn nog geen cijfers") + nothing, "kaart_leeg")
    st.stop()

choice, bar = atlas_choice.choose(address)
one = map_figure(address)
closed = archive.line(int(choice.moment.code)) if choice.parameter == "jaar" else ""
block.show(bar.html() + closed, "filters")
if choice.flat:
    atlas.show(choice, figures.foot(one, address, more=makers.excel(address)))
else:
    columns_view.show(choice, one, address)
