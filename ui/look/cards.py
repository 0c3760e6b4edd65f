"""One figure in a box, with what it is and its date in the same box."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


def figure(column: DeltaGenerator, label: str, value: str, said: str) -> None:
    """A large figure under its label; `said` gives kind, date and what else one must know to read it."""
    with column.container(border=True, height="stretch", gap="xsmall"):
        st.metric(label, value)
        st.markdown(f":small[{said}]")
