"""The scenario of a page: kept in the URL (`?scenario=threshold_alone~5000`), so that a pasted link reopens exactly it.

Within a session the text of the scenario is the one truth; widgets are set from it and write to it. What a link holds
is checked by the domain; a scenario with a fault is set aside with a notice that names every fault.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import streamlit as st

from samenleven.budget import scenario_text
from samenleven.budget.scenario import FACTORS, Scenario, Space, parse, published_value
from samenleven.errors import SamenlevenError
from ui import filters
from ui.budget import reads as budget_reads

MAIN, BESIDE = "scenario", "naast"
SHOWN = 5
ECHO_SECONDS = 5.0  # longer than an answer takes on a slow network
WIDTH = 200


def follow(key: str, space: Space) -> Scenario:
    """The scenario under one name of the URL; a faulty one gives a notice and the baseline."""
    raw = st.query_params.get(key)
    held = texts()
    if filters.changed(key, raw) or key not in held:
        held[key] = raw or ""
    try:
        found = read(text(key), space)
        held[key] = scenario_text.encode(scenario_text.flatten(found.as_dict()))
        return found
    except SamenlevenError as error:
        filters.notice(key, text(key))
        explain(error)
        write(key, {})
        return Scenario()


def read(text: str, space: Space) -> Scenario:
    """A scenario from the text of an address. Raises SamenlevenError with every fault."""
    return parse(scenario_text.nest(scenario_text.decode(text)), space)


def explain(error: SamenlevenError) -> None:
    """The faults of a scenario as plain text: what a link or file says is never drawn as markup."""
    lines = [line for line in str(error).split("\n")[1:] or [str(error)] if line]
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


def flat(key: str) -> scenario_text.Flat:
    """The differences by path."""
    return scenario_text.decode(text(key))


def write(key: str, differences: Mapping[str, Any]) -> None:
    """Make these differences the scenario, here and in the URL."""
    encoded = scenario_text.encode(differences)
    texts()[key] = encoded
    filters.write(key, encoded, "")


def change(path: str, value: Any, space: Space, key: str = MAIN) -> None:
    """Set one difference; a value equal to the baseline is no difference."""
    differences = flat(key)
    base = baseline(path, space, differences.get("baseline", Scenario().baseline.value))
    same = value == base or (isinstance(base, Decimal) and Decimal(str(value)) == base)
    differences.pop(path, None)
    if not same or general(path) in differences:
        differences[path] = value
    write(key, differences)


def draw(path: str, widget: str, value: float) -> None:
    """Give a slider or field its value. Only a value that differs is set: what is set is sent and drawn again."""
    shown: dict[str, float] = st.session_state.setdefault("scenario_drawn", {}).setdefault(path, {})
    shown[widget] = value
    before = st.session_state.get(widget)
    if before == value:
        return
    st.session_state[widget] = value
    now = time.monotonic()
    recent = [one for one in _recent(widget) if now - one[0] < ECHO_SECONDS]
    st.session_state[f"{widget}_recent"] = [*recent, (now, before), (now, value)]


def is_echo(path: str, widget: str) -> bool:
    """Whether a change of this field only says what the browser had not heard yet.

    A slider and its field hold one number, and the browser sends both with each change. When a slider moves again
    before the answer to its last move is there, the field still has an older number that we gave or replaced a moment
    ago: that is no choice of the reader, and may not take the slider back.
    """
    shown = st.session_state.get("scenario_drawn", {}).get(path, {})
    moved = any(st.session_state.get(other) != was for other, was in shown.items() if other != widget)
    now, value = time.monotonic(), st.session_state[widget]
    return moved and any(value == one and now - at < ECHO_SECONDS for at, one in _recent(widget))


def _recent(widget: str) -> list[tuple[float, Any]]:
    found: list[tuple[float, Any]] = st.session_state.get(f"{widget}_recent", [])
    return found


def baseline(path: str, space: Space, start: str) -> Any:
    """What a path is when the scenario says nothing: a number of the data, or the default of a choice."""
    table, _, name = path.partition(".")
    if table == "budget":
        return budget_reads.space(int(name)).value(f"budget_{start}")
    if table in FACTORS:
        return published_value(space.call, table, int(name) if table == "ceiling" else name)
    if table == "realisation":
        return space.realisation.get(int(name), space.value("realisation_rate"))
    if table == "weight":
        return space.value("goal_weight")
    if path in ("baseline", "round_order", "round_cut"):
        return getattr(Scenario(), path).value
    return space.value(path)


def general(path: str) -> str:
    """The difference that holds for a whole table, behind one of its cells; empty when there is none."""
    table = path.partition(".")[0]
    return FACTORS.get(table) or ("realisation_rate" if path.startswith("realisation.") else "")


def value(path: str, space: Space, differences: Mapping[str, Any]) -> Any:
    """What a path is now: the scenario's own, else what its general difference makes of it, else the baseline."""
    if path in differences:
        return differences[path]
    base = baseline(path, space, differences.get("baseline", Scenario().baseline.value))
    whole = differences.get(general(path))
    if whole is None:
        return base
    return whole if path.startswith("realisation.") else base * Decimal(str(whole))
