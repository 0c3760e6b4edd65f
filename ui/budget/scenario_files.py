"""A scenario in words and as a file: what differs, reset, open, save, and put one beside another."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from samenleven import dutch
from samenleven.budget import scenario_text
from samenleven.budget.scenario import RATES, TABLES, TEXTS, Scenario, Space, parse
from samenleven.errors import SamenlevenError
from ui import reads
from ui.budget import drawing, scenario_state
from ui.budget.scenario_controls import BASELINES, CUTS, ORDERS, TABLE_TITLE
from ui.budget.scenario_state import BESIDE, MAIN

LARGEST_FILE = 100_000
LONGEST_TEXT = 80
ABOUT = {
    "title": "Naam van het scenario",
    "author": "Wie maakte het?",
    "reference": "Waarbij hoort het? (nota, vergadering)",
}
"""What a scenario says about itself: it travels along in the link and in the file."""
WORDS: dict[str, dict[Any, str]] = {
    "baseline": dict(BASELINES),
    "round_order": {code.value: word for code, word in ORDERS.items()},
    "round_cut": {code.value: word for code, word in CUTS.items()},
}
TITLES = {"baseline": "Uitgangspunt", "round_order": "Wie deelt in wat overblijft", "round_cut": "Laatste ronde"}


def in_words(differences: scenario_text.Flat, space: Space) -> list[tuple[str, str, str]]:
    """Every difference as (what, value, value in the baseline); titles and authors are no difference."""
    start = str(differences.get("baseline", Scenario().baseline.value))
    rows = []
    for path, value in differences.items():
        if path in TEXTS or path == "project_year":
            continue
        base = scenario_state.baseline(path, space, "awarded" if path == "baseline" else start)
        rows.append((_title(path, space), _shown(path, value), _shown(path, base)))
    return rows


def _title(path: str, space: Space) -> str:
    if path in TITLES:
        return TITLES[path]
    table, _, key = path.partition(".")
    if table not in TABLES:
        return space.parameters[path].title
    if table == "budget":
        return f"Budget van projectjaar {key}"
    if table == "weight":
        return f"Gewicht van doelstelling {key}"
    if table in RATES:
        return f"Realisatiegraad van actie {key}"
    where = f"actie {key}" if table == "ceiling" else _component(key)
    return f"{TABLE_TITLE[table][0]} van {where}"


def _component(measure_id: str) -> str:
    measure = next((one for one in reads.measures() if one.measure_id == measure_id), None)
    return f"actie {measure.action_id}, {measure.component}" if measure else measure_id


def _shown(path: str, value: Any) -> str:
    if path in WORDS:
        return WORDS[path].get(str(value), str(value))
    if path.startswith(("budget.", "unit_amount.", "ceiling.")):
        return dutch.euro(value, cents=path.startswith("unit_amount."))
    return dutch.number(value, 3)


def summary(space: Space) -> None:
    """What the scenario on the page changes, with a button to start again."""
    left, right = st.columns([4, 1], vertical_alignment="center")
    left.html(drawing.whole(sentence(space)))
    with right:
        start_again()


def sentence(space: Space) -> drawing.Markup:
    """What the scenario on the page changes."""
    rows = in_words(scenario_state.flat(MAIN), space)
    if not rows:
        return drawing.line(drawing.strong("Uw scenario"), " wijzigt nog niets. Verschuif links een schuif.")
    changes = [drawing.join(f"{what} ", drawing.strong(now), f" (was {was})") for what, now, was in rows]
    return drawing.line(drawing.strong("Uw scenario:"), " ", drawing.Markup("; ".join(changes)), ".")


def start_again() -> None:
    """A button that takes every change back; without changes it does nothing, and so it need not follow the slider."""
    st.button("Begin opnieuw", on_click=scenario_state.write, args=(MAIN, {}), width="stretch")


def menu(year: int, space: Space, scenario: Scenario) -> None:
    """Save, open and share the scenario; the file is made at the click, from the scenario of that moment."""
    texts = scenario_state.texts()
    with st.popover("Bewaren, openen of delen"):
        st.markdown("**Delen:** kopieer het adres van deze pagina. Wie de link opent, ziet precies dit scenario.")
        for name, label in ABOUT.items():
            st.session_state[f"tekst_{name}"] = getattr(scenario, name)
            st.text_input(label, key=f"tekst_{name}", max_chars=LONGEST_TEXT, on_change=_described, args=(name,))
        st.download_button(
            "Bewaar als TOML-bestand",
            data=lambda: as_file(year, scenario_state.read(texts.get(MAIN, ""), space)),
            file_name=f"scenario-projectjaar-{year}.toml",
            mime="application/toml",
            on_click="ignore",
        )
        found = st.file_uploader("Open een TOML-bestand", type=["toml"], key="scenario_bestand")
        if found is not None and st.session_state.get("scenario_gelezen") != found.file_id:
            st.session_state["scenario_gelezen"] = found.file_id
            open_file(found.getvalue(), space)
        if problem := st.session_state.get("scenario_fout"):
            st.error("Dit bestand is geen goed scenario; er is niets veranderd.")
            scenario_state.explain(problem)
        st.button("Zet dit scenario naast een ander", on_click=_beside)


def as_file(year: int, scenario: Scenario) -> bytes:
    """The scenario as a file that says its project year."""
    return scenario_text.to_toml(replace(scenario, project_year=year)).encode("utf-8")


def open_file(content: bytes, space: Space) -> None:
    """Take up the scenario of a file, or remember what is wrong with it."""
    st.session_state["scenario_fout"] = None
    try:
        if len(content) > LARGEST_FILE:
            raise SamenlevenError("Het bestand is te groot voor een scenario.")
        plain = scenario_text.from_toml(content.decode("utf-8-sig", "replace"))
        year = parse(plain, space).project_year
        plain.pop("project_year", None)
    except SamenlevenError as error:
        st.session_state["scenario_fout"] = error
        return
    scenario_state.write(MAIN, scenario_text.flatten(plain))
    if year is not None:
        st.query_params["jaar"] = str(year)
    st.rerun()


def _described(name: str) -> None:
    differences = scenario_state.flat(MAIN)
    text = st.session_state[f"tekst_{name}"].strip()
    differences.pop(name, None)
    scenario_state.write(MAIN, differences | ({name: text} if text else {}))


def _beside() -> None:
    scenario_state.write(BESIDE, scenario_state.flat(MAIN))
