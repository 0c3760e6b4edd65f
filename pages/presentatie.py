"""Presentatie: slides that fill the screen, with live filters in a slim bar; arrows and a clicker turn the pages."""

from __future__ import annotations

import streamlit as st

from ui.frame import block
from ui.frame import page as frame
from ui.presentation import stage

address = frame.page("Presentatie", screen="presentatie")
html, waits = stage.html(address)
block.show(html, "dias")
if waits and stage.wait(address):
    st.rerun()
