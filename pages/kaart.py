"""Kaart: any indicator on a map of the 28 and the VGC, or of all municipalities."""

from __future__ import annotations

import streamlit as st

from samenleven import dutch
from samenleven.scope import Scope
from ui.filters import widgets as filters
from ui.frame import page as frame
from ui.look import definition, download
from ui.map import area_map as map_view
from ui.reading import reads

only_official = frame.page(
    "Kaart", "Waar staat wat? Kies een cijfer; klik op een gemeente voor haar eigen pagina."
).only_official
if not reads.reference_dates():
    frame.empty("Er zijn nog geen cijfers.", "Bouw de gegevens op met: make run, of python -m samenleven build.")
    st.stop()

indicator, form, moment = map_view.choose_indicator(only_official)
left, right, last = st.columns([3, 3, 2], vertical_alignment="bottom")
scope = Scope(filters.choose("Gebied", "gebied", map_view.SCOPES, default=Scope.ALL, where=left, style="buttons"))
view = filters.choose("Weergave", "weergave", {"plat": "Kaart", "3d": "3D-kolommen"}, where=right, style="buttons")
definition.indicator(indicator, where=last)

figures = map_view.in_scope(reads.area_figures(indicator.code, form, moment, only_official), scope)
shown = reads.frame(figures).assign(title=indicator.title)
frame.example_notice(shown)

known = sum(figure.value is not None for figure in figures)
if not known:
    frame.empty("Voor deze keuze zijn er geen cijfers.", "Kies een ander projectjaar of een ander cijfer.")
when = dutch.day(figures[0].reference_date) if len(moment) > 1 else f"projectjaar {moment}"
heading = f"{indicator.title}, {form_text}" if (form_text := map_view.form_text(indicator, form)) else indicator.title
st.header(f"{heading} · {when}", anchor=False)
drawn, listed = st.columns([2, 1])
with drawn:
    map_view.draw(figures, title=heading, key="kaart", scope=scope, flat=view == "plat")
with listed:
    st.markdown(f"{known} van {len(figures)} gebieden hebben een cijfer.")
    map_view.table(shown, figures[0].unit)
    download.offer(map_view.to_download(shown), f"kaart-{indicator.code}-{moment}", key="kaart")
frame.sources(shown, extra=["pic-gebiedsniveaus"])
