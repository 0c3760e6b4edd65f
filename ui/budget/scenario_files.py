"""A scenario in words and as a file: what differs, reset, open, save, and put one beside another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from samenleven import dutch
from samenleven.budget import scenario_text
from samenleven.budget.scenario import Scenario, Space, parse, reading_of, year_of
from samenleven.budget.settings import LONGEST_TEXT, About, Cell, Choice, Key, Numbers
from samenleven.errors import SamenlevenError
from ui.budget import budget_drawing, budget_reads, scenario_state
from ui.budget.scenario_controls import BASELINES, CUTS, ORDERS, TABLE_TITLE, YARDSTICKS
from ui.budget.scenario_state import BESIDE, MAIN
from ui.hooks import uploads
from ui.reading import reads

ABOUT: Mapping[About, str] = {
    About.TITLE: "Naam van het scenario",
    About.AUTHOR: "Wie maakte het?",
    About.REFERENCE: "Waarbij hoort het? (nota, vergadering)",
}
"""What a scenario says about itself: it travels along in the link and in the file."""
WORDS: Mapping[Key, Mapping[Any, str]] = {
    Choice.BASELINE: BASELINES,
    Choice.ROUND_ORDER: ORDERS,
    Choice.ROUND_CUT: CUTS,
    Choice.YARDSTICK: YARDSTICKS,
}
TITLES: Mapping[Key, str] = {
    Choice.BASELINE: "Uitgangspunt",
    Choice.ROUND_ORDER: "Wie deelt in wat overblijft",
    Choice.ROUND_CUT: "Laatste ronde",
    Choice.YARDSTICK: "Gemeten tegenover",
}
CELL_TITLES: Mapping[Numbers, str] = {
    Numbers.BUDGET: "Budget van projectjaar",
    Numbers.WEIGHT: "Gewicht van doelstelling",
    Numbers.REALISATION: "Realisatiegraad van actie",
}


def in_words(differences: Mapping[Key, Any], space: Space) -> list[tuple[str, str, str]]:
    """Every difference as (what, value, value in the baseline); titles and authors are no difference."""
    start = scenario_state.start_of(differences)
    return [
        (_title(key, space), _shown(key, value), _shown(key, scenario_state.baseline(key, space, start)))
        for key, value in differences.items()
        if not isinstance(key, About)
    ]


def _title(key: Key, space: Space) -> str:
    if not isinstance(key, Cell):
        return TITLES.get(key) or space.parameters[key].title
    if key.table in CELL_TITLES:
        return f"{CELL_TITLES[key.table]} {key.of}"
    where = f"actie {key.of}" if key.table is Numbers.CEILING else _component(str(key.of))
    return f"{TABLE_TITLE[key.table][0]} van {where}"


def _component(measure_id: str) -> str:
    measure = next((one for one in reads.measures() if one.measure_id == measure_id), None)
    return f"actie {measure.action_id}, {measure.component}" if measure else measure_id


def _shown(key: Key, value: Any) -> str:
    if key in WORDS:
        return WORDS[key].get(str(value), str(value))
    if isinstance(key, Cell) and key.table in (Numbers.BUDGET, Numbers.UNIT_AMOUNT, Numbers.CEILING):
        return dutch.euro(value, cents=key.table is Numbers.UNIT_AMOUNT)
    return dutch.number(value, 3)


def summary(space: Space) -> None:
    """What the scenario on the page changes, with a button to start again."""
    left, right = st.columns([4, 1], vertical_alignment="center")
    left.html(budget_drawing.whole(sentence(space)))
    with right:
        start_again()


def sentence(space: Space) -> budget_drawing.Markup:
    """What the scenario on the page changes."""
    rows = in_words(scenario_state.keyed(MAIN), space)
    if not rows:
        return budget_drawing.line(
            budget_drawing.strong("Uw scenario"), " wijzigt nog niets. Verschuif links een schuif."
        )
    changes = [budget_drawing.join(f"{what} ", budget_drawing.strong(now), f" (was {was})") for what, now, was in rows]
    return budget_drawing.line(
        budget_drawing.strong("Uw scenario:"), " ", budget_drawing.Markup("; ".join(changes)), "."
    )


def start_again() -> None:
    """A button that takes every change back; without changes it does nothing, and so it need not follow the slider."""
    st.button("Begin opnieuw", on_click=scenario_state.write, args=(MAIN, {}), width="stretch")


def menu(year: int, scenario: Scenario) -> None:
    """Save, open and share the scenario; the file is made at the click, from the scenario of that moment."""
    texts = scenario_state.texts()
    with st.popover("Bewaren, openen of delen"):
        st.markdown("**Delen:** kopieer het adres van deze pagina. Wie de link opent, ziet precies dit scenario.")
        for name, label in ABOUT.items():
            st.session_state[f"tekst_{name}"] = getattr(scenario, name)
            st.text_input(label, key=f"tekst_{name}", max_chars=LONGEST_TEXT, on_change=_described, args=(name,))
        st.download_button(
            "Bewaar als TOML-bestand",
            data=lambda: as_file(year, scenario_state.read(texts.get(MAIN, ""), year)),
            file_name=f"scenario-projectjaar-{year}.toml",
            mime="application/toml",
            on_click="ignore",
        )
        found = uploads.field("Open een TOML-bestand", ["toml"], "scenario_bestand")
        if found is not None and st.session_state.get("scenario_gelezen") != found.file_id:
            st.session_state["scenario_gelezen"] = found.file_id
            open_file(found.getvalue(), year)
        if problem := st.session_state.get("scenario_fout"):
            st.error("Dit bestand is geen goed scenario; er is niets veranderd.")
            scenario_state.explain(problem)
        st.button("Zet dit scenario naast een ander", on_click=_beside)


def as_file(year: int, scenario: Scenario) -> bytes:
    """The scenario as a file that says its project year."""
    return scenario_text.to_toml(replace(scenario, project_year=year)).encode("utf-8")


def open_file(content: bytes, year: int) -> None:
    """Take up the scenario of a file, or remember what is wrong with it.

    The file may name another project year than the page shows: what it may say is then up to that year.
    """
    st.session_state["scenario_fout"] = None
    try:
        source = scenario_text.from_file(content, "bestand")
        own = year_of(source, [one.project_year for one in reads.project_years()], year)
        found = parse(source, budget_reads.space(own, reading_of(source)))
    except SamenlevenError as error:
        st.session_state["scenario_fout"] = error
        return
    differences = scenario_text.keyed(scenario_text.as_text(found))
    differences.pop(About.PROJECT_YEAR, None)
    scenario_state.write(MAIN, differences)
    if own != year:
        st.query_params["jaar"] = str(own)
    st.rerun()


def _described(name: About) -> None:
    differences = scenario_state.keyed(MAIN)
    text = st.session_state[f"tekst_{name}"].strip()
    differences.pop(name, None)
    scenario_state.write(MAIN, differences | ({name: text} if text else {}))


def _beside() -> None:
    scenario_state.write(BESIDE, scenario_state.keyed(MAIN))
