"""A short introduction for a first visit; one click hides it, and the link remembers that (`?uitleg=nee`)."""

from __future__ import annotations

import streamlit as st

KEY, HIDDEN = "uitleg", "nee"
TEXT = (
    "**Voor het eerst hier?** Zoek één bestuur bij **Gemeente**, vergelijk op de **Kaart**. Bij elk cijfer staat wat "
    "het is: ● officieel, ◆ gerapporteerd, ≈ schatting of ▨ voorbeeld (verzonnen)."
)


def show() -> None:
    """Draw the introduction, unless this visitor or this link hid it."""
    if st.query_params.get(KEY) == HIDDEN or st.session_state.get(f"{KEY}_dicht"):
        return
    with st.container(border=True, key="welkom"):
        said, closed = st.columns([6, 1.3], vertical_alignment="center")
        said.markdown(TEXT)
        closed.button("Sluit deze uitleg", on_click=_hide)


def _hide() -> None:
    st.session_state[f"{KEY}_dicht"] = True
    st.query_params[KEY] = HIDDEN
