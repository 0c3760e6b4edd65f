"""Budget: what if money, amounts, ceilings or thresholds change, and what can one application ask for?"""

from __future__ import annotations

import streamlit as st

from ui.budget import application_form, budget_view
from ui.filters import widgets as filters
from ui.frame import page as frame
from ui.reading import reads

only_official = frame.page(
    "Budget", "Wat als het geld, de bedragen, de plafonds of de drempels veranderen?"
).only_official
if not reads.project_years():
    frame.empty("Er zijn nog geen gegevens.", "Bouw ze op met: make run, of python -m samenleven build.")
    st.stop()

left, right = st.columns([3, 1], vertical_alignment="bottom")
part = filters.choose("Onderdeel", "deel", budget_view.PARTS, where=left, style="buttons")
years = {str(one.project_year): one.title for one in reads.project_years()}
year = int(filters.choose("Projectjaar (oproep)", "jaar", years, where=right, default=list(years)[-1]))
if part == "aanvraag":
    application_form.show(year)
elif budget_view.ready(year, only_official):
    budget_view.notice(year)
    {"verkenning": budget_view.explore, "vergelijken": budget_view.compare, "beste": budget_view.best}[part](year)
