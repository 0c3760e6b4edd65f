"""The scenario of a page: kept in the URL (`?scenario=threshold_alone~5000`), so that a pasted link reopens exactly it.

Within a session the text of the scenario is the one truth; widgets are set from it and write to it. What a link holds
is checked by the domain; a scenario with a fault is set aside with a notice that names every fault.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import streamlit as st

from samenleven.budget import scenario_text
from samenleven.budget.scenario import Baseline, Scenario, ScenarioError, Space, parse, published_value
from samenleven.budget.settings import FACTORS, RANGES, Cell, Choice, Key, Numbers, Setting
from samenleven.errors import SamenlevenError
from ui.budget import budget_reads
from ui.filters import widgets as filters

MAIN, BESIDE = "scenario", "naast"
SHOWN = 5
WIDTH = 200


def follow(key: str, year: int) -> Scenario:
    """The scenario under one name of the URL; a faulty one gives a notice and the baseline."""
    raw = st.query_params.get(key)
    held = texts()
    if filters.changed(key, raw) or key not in held:
        held[key] = raw or ""
    try:
        found = read(text(key), year)
        held[key] = scenario_text.as_text(found)
        return found
    except SamenlevenError as error:
        filters.notice(key, text(key))
        explain(error)
        write(key, {})
        return Scenario()


def read(text: str, year: int) -> Scenario:
    """A scenario from the text of an address. Raises SamenlevenError with every fault."""
    return parse(scenario_text.nest(scenario_text.decode(text)), budget_reads.space_for(year, text))


def explain(error: SamenlevenError) -> None:
    """The faults of a scenario as plain text: what a link or file says is never drawn as markup."""
    lines = error.faults if isinstance(error, ScenarioError) else (str(error),)
    for line in lines[:SHOWN]:
        plain = "".join(sign if sign.isprintable() else " " for sign in line)
        st.text(plain[:WIDTH] + ("…" if len(plain) > WIDTH else ""))
    if len(lines) > SHOWN:
        st.text(f"… en nog {len(lines) - SHOWN}.")


def text(key: str) -> str:
    """The scenario as text; the caches of the results key on it."""
    return texts().get(key, "")


def texts() -> dict[str, str]:
    """The scenarios of this session as text by name; a download keeps hold of it, to be made from the newest."""
    held: dict[str, str] = st.session_state.setdefault("scenario_texts", {})
    return held


def keyed(name: str) -> dict[Key, Any]:
    """What the scenario says, by key."""
    return scenario_text.keyed(text(name))


def write(name: str, differences: Mapping[Key, Any]) -> None:
    """Make these differences the scenario, here and in the URL."""
    encoded = scenario_text.encode(differences)
    texts()[name] = encoded
    filters.write(name, encoded, "")


def change(key: Key, value: Any, space: Space) -> None:
    """Set one difference; a value equal to the baseline is no difference."""
    differences = keyed(MAIN)
    base = baseline(key, space, start_of(differences))
    same = value == base or (isinstance(base, Decimal) and Decimal(str(value)) == base)
    differences.pop(key, None)
    if not same or general(key) in differences:
        differences[key] = value
    write(MAIN, differences)


def draw(widget: str, value: float) -> None:
    """Give a slider or field its value. Only a value that differs is set: what is set is sent and drawn again."""
    if st.session_state.get(widget) != value:
        st.session_state[widget] = value


def start_of(differences: Mapping[Key, Any]) -> Baseline:
    """The baseline that differences start from."""
    return Baseline(differences.get(Choice.BASELINE, Scenario().baseline))


def baseline(key: Key, space: Space, start: Baseline) -> Any:
    """What a key is when the scenario says nothing: a number of the data, or the default of a choice."""
    if isinstance(key, Choice):
        return getattr(Scenario(), key).value
    if not isinstance(key, Cell):
        return space.value(key)
    if key.table is Numbers.BUDGET:
        return budget_reads.space(int(key.of)).value(f"budget_{start}")
    if key.table in FACTORS:
        return published_value(space.call, key)
    general = space.value(RANGES[key.table])
    return space.realisation.get(int(key.of), general) if key.table is Numbers.REALISATION else general


def general(key: Key) -> Setting | None:
    """The setting that holds for a whole table, behind one of its cells."""
    if not isinstance(key, Cell):
        return None
    return Setting.REALISATION_RATE if key.table is Numbers.REALISATION else FACTORS.get(key.table)


def value(key: Key, space: Space, differences: Mapping[Key, Any]) -> Any:
    """What a key is now: the scenario's own, else what its general difference makes of it, else the baseline."""
    if key in differences:
        return differences[key]
    base = baseline(key, space, start_of(differences))
    setting = general(key)
    whole = differences.get(setting) if setting else None
    if whole is None:
        return base
    return whole if setting is Setting.REALISATION_RATE else base * Decimal(str(whole))
