"""Budget: what if money, amounts, ceilings or thresholds change, and what can one application ask for?"""

from __future__ import annotations

import streamlit as st

from ui.budget import application_form, best, budget_choice, budget_view, doubt
from ui.figure import object as figure_object
from ui.filters.bar import Bar
from ui.frame import block
from ui.frame import page as frame
from ui.reading import reads

address = frame.page("Budget")
if not reads.project_years():
    empty = figure_object.empty("Er zijn nog geen gegevens.", "Bouw ze op met: python -m samenleven build.")
    block.show(figure_object.headline("Budget", "Er zijn nog geen projectjaren") + empty, "budget_kop")
    st.stop()
bar = Bar(address)
choice = budget_choice.of(address, bar)
if choice.part == "aanvraag":
    application_form.show(choice, bar)
elif budget_view.ready(choice, bar):
    parts = budget_view.PARTS | {"beste": best.show, "zekerheid": doubt.show}
    parts[choice.part](choice, bar)
