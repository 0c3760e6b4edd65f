"""Woordenlijst: every word that the dashboard uses, with what it means."""

from __future__ import annotations

import streamlit as st

from ui.frame import page as frame
from ui.glossary import words as glossary

frame.page("Woordenlijst", "Wat betekenen de woorden en de koppen van tabellen in dit dashboard?")
wanted = st.text_input("Zoek een woord", placeholder="bijvoorbeeld: doelbereik", max_chars=60)
glossary.show(wanted.strip())
