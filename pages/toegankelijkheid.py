"""Toegankelijkheid: the accessibility statement, after the model for Flemish public sites."""

from __future__ import annotations

import streamlit as st

from ui.accessibility import statement as accessibility
from ui.frame import page as frame

frame.page("Toegankelijkheid")
accessibility.statement()
st.page_link("pages/woordenlijst.py", label="Naar de woordenlijst")
