"""Doelstellingen: goals, then actions, then measures, with target, result, status and trend."""

from __future__ import annotations

import streamlit as st

from ui.filters import widgets as filters
from ui.frame import page as frame
from ui.goals import attainment_view
from ui.look import definition, download
from ui.reading import reads

only_official = frame.page(
    "Doelstellingen", "Welke doelstellingen en acties liggen op schema? De streep in elke grafiek is de streefwaarde."
).only_official
if not reads.goals():
    frame.empty("Er zijn nog geen doelstellingen.", "Bouw de gegevens op met: python -m samenleven build.")
    st.stop()

first, second, third, fourth = st.columns([3, 2, 3, 3])
goals = {"alle": "alle doelstellingen"} | {str(g.goal_id): f"{g.goal_id}. {g.title}" for g in reads.goals()}
goal = filters.choose("Doelstelling", "doelstelling", goals, where=first)
years = {str(y.project_year): y.title for y in reads.project_years()}
year = int(filters.choose("Projectjaar", "jaar", years, default=reads.newest_year(), where=second))
family = filters.choose("Tegenover", "tegenover", attainment_view.AGAINST, where=third)
status = filters.choose_many("Status", "status", attainment_view.STATUSES, where=fourth)

chosen = attainment_view.Chosen(year, only_official, goal, family, tuple(status))
shown = attainment_view.shown(chosen)
frame.example_notice(shown)
if goal == "alle":
    attainment_view.goals_chart(year, only_official, family)
if shown.empty:
    frame.empty(
        "Geen enkel KPI-onderdeel past bij deze filters.", "Neem een filter weg, of kies een ander projectjaar."
    )
    st.stop()

attainment_view.actions_chart(chosen)
st.header("KPI-onderdelen", anchor=False)
attainment_view.measures_table(chosen)
download.offer(shown, f"doelstellingen-jaar-{year}", key="onderdelen")

st.header("Eén KPI-onderdeel van dichtbij", anchor=False)
left, right = st.columns([4, 1], vertical_alignment="bottom")
measure = filters.choose(
    "KPI-onderdeel", "kpi", attainment_view.measure_names(attainment_view.rows_of(chosen)), where=left
)
definition.measure(measure, where=right)
attainment_view.close_up(measure, year, only_official)
frame.sources(shown)
