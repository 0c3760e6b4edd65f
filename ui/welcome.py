"""A short introduction for a first visit; one click hides it, and the link remembers that (`?uitleg=nee`)."""

from __future__ import annotations

import streamlit as st

from ui import filters

KEY, HIDDEN = "uitleg", "nee"
TEXT = """
**Voor het eerst hier?** Dit dashboard toont waar het Plan Samenleven staat: 7 doelstellingen, 24 acties, en de besturen
die ze uitvoeren.

- Zoekt u één bestuur? Ga naar **Gemeente** en tik de naam. Wilt u vergelijken? Ga naar **Kaart**.
- Bij elk cijfer staat wat het is: **● officieel**, **◆ gerapporteerd**, **≈ schatting** of **▨ voorbeeld** (verzonnen).
- Een link die u kopieert opent precies wat u ziet. Elke tabel kunt u downloaden.
"""


def show() -> None:
    """Draw the introduction, unless this visitor or this link hid it."""
    if st.query_params.get(KEY) == HIDDEN or st.session_state.get(f"{KEY}_dicht"):
        return
    with st.container(border=True):
        st.markdown(TEXT)
        left, right = st.columns([1, 3], vertical_alignment="center")
        left.button("Sluit deze uitleg", on_click=_hide)
        right.page_link("pages/woordenlijst.py", label="Alle woorden uitgelegd", query_params=filters.shared())


def _hide() -> None:
    st.session_state[f"{KEY}_dicht"] = True
    st.query_params[KEY] = HIDDEN
