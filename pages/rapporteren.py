"""Rapporteren: a local authority sends in its figures."""

from __future__ import annotations

import streamlit as st

from ui.figure import object as figure_object
from ui.frame import block
from ui.frame import page as frame
from ui.login import person
from ui.reading import reads
from ui.reporting import reporting_screen as screen

address = frame.page("Rapporteren")
if reads.authorities().empty:
    empty = figure_object.empty("Er zijn nog geen gegevens.", "Bouw ze op met: python -m samenleven build.")
    block.show(figure_object.headline(screen.NAME, "Er valt nog niets te rapporteren") + empty, "rapport_kop")
    st.stop()
here = person.here()
screen.show(address, here, screen.of_session(here))
