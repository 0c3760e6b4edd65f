"""Overzicht: where the plan stands today. Also the web application that `streamlit run app.py` serves."""

from __future__ import annotations

import streamlit as st

from ui.server import web as server

if __name__ == "__main__":  # Streamlit runs this file as the first page
    from ui.filters import widgets as filters
    from ui.frame import page as frame
    from ui.look import download
    from ui.overview import overview_view, welcome
    from ui.reading import reads

    only_official = frame.page("Overzicht", "Waar staat het Plan Samenleven vandaag?", screen="").only_official
    if not reads.goals():
        frame.empty("Er zijn nog geen gegevens.", "Bouw ze op met: make run, of python -m samenleven build.")
        st.stop()
    welcome.show()
    years = {str(y.project_year): y.title for y in reads.project_years()}
    year = int(filters.choose("Projectjaar", "jaar", years, default=reads.newest_year(), style="buttons"))
    shown = overview_view.goals_frame(year, only_official)
    reached = overview_view.reach_frame(year, only_official)
    overview_view.key_figures(year, only_official)
    frame.example_notice(shown)
    overview_view.goals(year, only_official)
    download.offer(shown, f"overzicht-jaar-{year}", key="overzicht")
    overview_view.reach_table(reached, year)
    overview_view.small_map(only_official)
    overview_view.money_table()
    frame.sources(shown, reached, reads.published_totals(), extra=["statbel-origin", "pic-gebiedsniveaus"])
else:  # the web server imports this file as a module
    from ui.figure import forms

    app = st.App(
        __file__,
        routes=forms.routes(),
        middleware=server.middleware(),
        on_script_error=server.apology,
        exception_handlers=server.exception_handlers(),
    )
