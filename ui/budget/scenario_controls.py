"""The sliders and number fields of a scenario, by group; only the open group is on the page, which keeps it quick.

Every field is set from the scenario in the URL and writes to it. Unit, range and source come from the parameters.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import streamlit as st

from samenleven import dutch
from samenleven.budget.envelope import EXPLANATION, Cut, Order
from samenleven.budget.scenario import FACTORS, RATES, Space
from samenleven.parameters import Parameter
from ui import filters, reads
from ui.budget import scenario_state
from ui.budget.scenario_state import MAIN

GROUPS = {
    "geld": "Geld",
    "drempel": "Drempel",
    "bedragen": "Bedragen en plafonds",
    "deelname": "Deelname en realisatie",
    "inbreng": "Eigen inbreng",
    "rondes": "Verdeling",
    "gewichten": "Gewichten",
}
BASELINES = {"awarded": "zoals toegekend", "announced": "zoals aangekondigd"}
ORDERS = {Order.TOGETHER: "allen samen", Order.NEW_FIRST: "eerst nieuwe", Order.EXISTING_FIRST: "eerst bestaande"}
CUTS = {Cut.PROPORTIONAL: "naar verhouding", Cut.EQUAL: "gelijke bedragen"}
YES_NO = {1: "meer dan de drempel", 0: "minstens de drempel"}
TABLE_TITLE = {
    "unit_amount": ("Bedrag per eenheid", "euro"),
    "max_units": ("Hoogste aantal", "eenheden"),
    "ceiling": ("Plafond", "euro per aanvraag"),
}
IN_GROUP = {
    "drempel": ("threshold_alone", "threshold_together", "origin_share"),
    "bedragen": tuple(FACTORS.values()),
    "deelname": ("participation_existing", "participation_new", "realisation_rate"),
    "inbreng": ("own_share", "incentive_cooperation"),
}
STEPS: Mapping[str, float] = {
    "budget_awarded": 100_000,
    "threshold_alone": 100,
    "threshold_together": 100,
    "origin_share": 0.01,
    "own_share": 0.01,
    "incentive_cooperation": 500,
    "goal_weight": 0.5,
}
SHARES = ("origin_share", "own_share", "participation_existing", "participation_new")


def above(group: str, space: Space) -> None:
    """The choices that stand before the fields of a group."""
    if group == "geld":
        _choice("baseline", "Uitgangspunt", BASELINES, space)


def fields(group: str, year: int, space: Space) -> None:
    """The sliders and fields of a group: all that a move of one of them draws again at the left."""
    for path, name in _numbers(group, year):
        _number(path, space, step=STEPS.get(name, 0.05), label=_label(path), slider=group != "gewichten")
    if group == "bedragen":
        _amounts(space)
    elif group == "deelname":
        _of_action(space)


def below(group: str, year: int, space: Space) -> None:
    """The choices after the fields of a group, and what its numbers start from and where they come from."""
    if group == "drempel":
        _choice("threshold_alone_strict", "Alleen indienen mag met", YES_NO, space)
        _choice("threshold_together_strict", "Samen indienen mag met", YES_NO, space)
    elif group == "rondes":
        _choice("round_order", "Wie deelt in wat overblijft?", ORDERS, space)
        _choice("round_cut", "Hoe in de laatste ronde?", CUTS, space)
        differences = scenario_state.flat(MAIN)
        for path in ("round_order", "round_cut"):
            st.markdown(f":small[{EXPLANATION[scenario_state.value(path, space, differences)]} Niet gepubliceerd.]")
    start = str(scenario_state.flat(MAIN).get("baseline", "awarded"))
    first: dict[str, str] = {}  # the weights share one parameter, said once
    for path, name in _numbers(group, year):
        first.setdefault(name, path)
    lines = [_about(name, space, scenario_state.baseline(path, space, start)) for name, path in first.items()]
    if lines:
        st.markdown(":small[" + "]  \n:small[".join(lines) + "]")


def money(year: int, space: Space) -> None:
    """Where the scenario starts from, and the budget of the project year."""
    above("geld", space)
    fields("geld", year, space)
    below("geld", year, space)


def _numbers(group: str, year: int) -> list[tuple[str, str]]:
    """The numbers of a group: their path in the scenario and the parameter that says their range."""
    if group == "geld":
        return [(f"budget.{year}", "budget_awarded")]
    if group == "gewichten":
        return [(f"weight.{goal.goal_id}", "goal_weight") for goal in reads.goals()]
    return [(name, name) for name in IN_GROUP.get(group, ())]


def _label(path: str) -> str | None:
    """What a number is called where its parameter does not say it."""
    table, _, key = path.partition(".")
    if table == "budget":
        return f"Budget van projectjaar {key}"
    if table == "weight":
        return next((f"{goal.goal_id}. {goal.title}" for goal in reads.goals() if str(goal.goal_id) == key), None)
    return None


def _amounts(space: Space) -> None:
    titles = {str(action.action_id): f"{action.action_id}. {action.title}" for action in reads.actions()}
    payable = {code: title for code, title in titles.items() if int(code) in space.call.payable}
    action = filters.choose("Eén actie apart", "actie", payable)
    components = {measure.measure_id: measure.component for measure in reads.measures()}
    for measure, tariff in space.call.tariffs.items():
        if tariff.action_id == int(action):
            component = components.get(measure, measure)
            for table in ("unit_amount", "max_units"):
                _cell(f"{table}.{measure}", component, space, whole=table == "max_units")
    if int(action) in space.call.ceilings:
        _cell(f"ceiling.{action}", "hele actie", space)


def _of_action(space: Space) -> None:
    titles = {str(action.action_id): f"{action.action_id}. {action.title}" for action in reads.actions()}
    payable = {code: title for code, title in titles.items() if int(code) in space.call.payable}
    action = filters.choose("Realisatiegraad van één actie", "actie", payable)
    seen = space.realisation.get(int(action))
    note = f"Gepubliceerd: {dutch.number(seen, 2)} keer wat beloofd is." if seen else "Niets gepubliceerd: aanname 1."
    _number(f"realisation.{action}", space, step=0.05, label=f"Actie {action}: realisatiegraad", slider=False)
    st.markdown(f":small[{note}]")


def _number(path: str, space: Space, *, step: float, label: str | None = None, slider: bool = True) -> None:
    """A slider around the baseline and a field for any value in the range, both for one difference."""
    table, _, _ = path.partition(".")
    name = {"budget": "budget_awarded"}.get(table) or RATES.get(table, path)
    parameter = space.parameters.get(name)
    if parameter is None:
        return
    differences = scenario_state.flat(MAIN)
    now = scenario_state.value(path, space, differences)
    base = scenario_state.baseline(path, space, str(differences.get("baseline", "awarded")))
    kind: type[int] | type[float] = int if isinstance(step, int) else float
    low = max(parameter.minimum, Decimal(step)) if path.startswith("budget.") else parameter.minimum
    high = parameter.maximum
    title = label or parameter.title
    if not slider:
        _widget(st.number_input, path, "veld", f"{title}: {parameter.unit}", kind, (low, high, now), step, space)
        return
    end = high if name in SHARES else min(high, max(2 * base, Decimal(str(now)), 10 * Decimal(str(step))))
    form = "percent" if name in SHARES else ("localized" if kind is int else "%.2f")
    _widget(st.slider, path, "schuif", title, kind, (low, end, now), step, space, format=form)
    words = f"{title}: {_field_label(parameter)}"
    _widget(st.number_input, path, "veld", words, kind, (low, high, now), step, space, label_visibility="collapsed")


def _field_label(parameter: Parameter) -> str:
    return parameter.unit.split(" (")[0]


def _about(name: str, space: Space, base: Decimal) -> str:
    """Baseline, range and source of a parameter in words."""
    parameter = space.parameters[name]
    start = dutch.number(base, 3)
    low, high = (dutch.number(bound, 2) for bound in (parameter.minimum, parameter.maximum))
    source = reads.source_titles().get(parameter.source_id, parameter.source_id)
    return f"{parameter.title}: uitgangspunt {start} {parameter.unit}. Bereik {low} tot {high}. Bron: {source}."


def _widget(
    draw: Any,
    path: str,
    suffix: str,
    label: str,
    kind: type[int] | type[float],
    bounds: tuple[Decimal, Decimal, Any],
    step: float,
    space: Space,
    **options: Any,
) -> None:
    low, high, now = (kind(bound) for bound in bounds)
    widget = f"{suffix}_{path}"
    value = min(max(now, low), high)
    scenario_state.draw(path, widget, value)
    if path.split(".")[0] in SHARES and suffix == "veld":
        options["format"] = "%.3f"
    draw(
        label,
        min_value=low,
        max_value=high,
        step=kind(step),
        key=widget,
        on_change=_changed,
        args=(path, widget, space),
        **options,
    )


def _cell(path: str, component: str, space: Space, *, whole: bool = False) -> None:
    """A number field for one cell of a table, with the published value as its range's middle."""
    table = path.partition(".")[0]
    title, unit = TABLE_TITLE[table]
    base = scenario_state.baseline(path, space, "awarded")
    factor = space.parameters[FACTORS[table]]
    now = scenario_state.value(path, space, scenario_state.flat(MAIN))
    kind: type[int] | type[float] = int if whole else float
    low, high = factor.minimum * base, factor.maximum * base
    if whole:
        low, high = low.to_integral_value(rounding="ROUND_CEILING"), high.to_integral_value(rounding="ROUND_FLOOR")
    label = f"{title}, {component} ({unit}; nu {dutch.number(base, 2)})"
    _widget(st.number_input, path, "veld", label, kind, (low, high, now), 1 if whole else 1.0, space)


def _choice(path: str, label: str, options: Mapping[Any, str], space: Space) -> None:
    widget = f"keuze_{path}"
    now = scenario_state.value(path, space, scenario_state.flat(MAIN))
    st.session_state[widget] = int(now) if isinstance(now, Decimal) else now
    st.radio(
        label,
        list(options),
        format_func=lambda code: options[code],
        key=widget,
        on_change=_changed,
        args=(path, widget, space),
    )


def _changed(path: str, widget: str, space: Space) -> None:
    value = st.session_state[widget]
    if value is None or scenario_state.is_echo(path, widget):
        return
    scenario_state.change(path, round(value, 6) if isinstance(value, float) else value, space)
