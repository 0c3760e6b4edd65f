"""Gemeente: one authority, its agreement and results, its money, its people and its peers."""

from __future__ import annotations

import streamlit as st

from ui.authority import authority_view
from ui.filters import widgets as filters
from ui.frame import page as frame
from ui.reading import reads

only_official = frame.page(
    "Gemeente", "Hoe doet een gemeente het, tegenover haar afspraken, haar regio en haar gelijken?"
).only_official
authorities = reads.authorities()
if authorities.empty:
    frame.empty("Er zijn nog geen gemeenten.", "Bouw de gegevens op met: python -m samenleven build.")
    st.stop()

names = dict(zip(authorities["authority_id"], authorities["name"], strict=True))
nis = filters.choose("Zoek op naam", "nis", names, default=authority_view.default_nis(authorities))

authority_view.facts(nis, only_official)
part = filters.choose("Onderdeel", "deel", authority_view.PARTS, style="buttons")
if part == "afspraken":
    authority_view.agreements(nis, only_official)
elif part == "bevolking":
    authority_view.people(nis)
else:
    authority_view.peers(nis, only_official)
