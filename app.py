"""Overzicht: where the plan stands today. Also the web application that `streamlit run app.py` serves."""

from __future__ import annotations

import streamlit as st

from ui.server import web as server

if __name__ == "__main__":  # Streamlit runs this file as the first page
    from ui.frame import block
    from ui.frame import page as frame
    from ui.overview import overview_screen as screen

    address = frame.page("Overzicht", screen="")
    block.show(screen.html(address), "overzicht")
else:  # the web server imports this file as a module
    from ui.admin import intake_routes, trail_part
    from ui.budget import budget_files
    from ui.embed import embed_routes
    from ui.figure import forms
    from ui.followup import followup_routes
    from ui.login import entrance
    from ui.reporting import reporting_files
    from ui.slide_files import slide_routes
    from ui.take import take_routes

    app = st.App(
        __file__,
        routes=[
            *(*forms.routes(), *embed_routes.routes(), *take_routes.routes(), *budget_files.routes()),
            *(*slide_routes.routes(), *entrance.routes(server.pages()), *trail_part.routes()),
            *(*followup_routes.routes(), *reporting_files.routes(), *intake_routes.routes()),
        ],
        middleware=server.middleware(),
        on_script_error=server.apology,
        exception_handlers=server.exception_handlers(),
    )
