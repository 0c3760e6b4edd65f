"""A dashboard of one form, as a browser test of ui/frame/form.py needs it: it says back what arrived."""

from __future__ import annotations

import time

import streamlit as st

from ui.server import web as server

if __name__ == "__main__":
    from ui.frame import block, form

    told = st.session_state.setdefault("told", [])
    last = st.session_state.setdefault("last", [])
    while sent := form.sent("proef"):  # as every screen with fields that send themselves
        last[:] = [sent]
        told.append(f"{sent.action}: {sent.text('aantal')} | {sent.text('reden')} | {sent.text('keuze')}")
        if sent.text("aantal") == "7":
            time.sleep(1.5)  # a slow server: what is typed meanwhile stays
    answered = last[0] if last else None
    held = answered.values if answered else {}
    wrong = {"aantal": "Schrijf een geheel getal."} if answered and not answered.text("aantal").isdecimal() else {}
    st.set_page_config(page_title="Proef")
    block.show("<h1>Proef</h1>", "kop")
    form.show(
        (form.faults(wrong) if answered and answered.action == "bewaar" else "")
        + form.text("aantal", "Aantal", str(held.get("aantal", "")), fault=wrong.get("aantal"), autosave=True)
        + form.area("reden", "Reden", str(held.get("reden", "")), hint="Waarom?", autosave=True)
        + form.choice("keuze", "Keuze", {"": "kies", "a": "de ene", "b": "de andere"}, str(held.get("keuze", "")))
        + form.tick("zeker", "Ik ben zeker", held.get("zeker") is True)
        + f'<div class="form-buttons">{form.button("bewaar", "Bewaar", main=True)}{form.button("wis", "Wis")}</div>',
        "proef",
    )
    block.show("<ol>" + "".join(f"<li>{one}</li>" for one in told) + "</ol>", "gezegd")
else:
    app = st.App(__file__, middleware=server.middleware(), on_script_error=server.apology)
