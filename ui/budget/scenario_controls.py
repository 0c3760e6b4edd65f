"""The sliders and number fields of a scenario, by group; only the open group is on the page, which keeps it quick.

Every field is set from the scenario in the URL and writes to it. Unit, range and source come from the parameters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import streamlit as st

from samenleven import dutch
from samenleven.budget.envelope import EXPLANATION, Cut, Order
from samenleven.budget.scenario import Baseline, Space, published_value
from samenleven.budget.settings import FACTORS, RANGES, Cell, Choice, Key, Numbers, Setting, Yardstick
from ui.budget import scenario_state
from ui.budget.scenario_state import MAIN
from ui.filters import widgets as filters
from ui.reading import reads

GROUPS = {
    "geld": "Geld",
    "drempel": "Drempel",
    "bedragen": "Bedragen en plafonds",
    "deelname": "Deelname en realisatie",
    "inbreng": "Eigen inbreng",
    "gedrag": "Gedrag (niet geschat)",
    "rondes": "Verdeling",
    "gewichten": "Gewichten",
}
BASELINES = {Baseline.AWARDED: "zoals toegekend", Baseline.ANNOUNCED: "zoals aangekondigd"}
ORDERS = {Order.TOGETHER: "allen samen", Order.NEW_FIRST: "eerst nieuwe", Order.EXISTING_FIRST: "eerst bestaande"}
CUTS = {Cut.PROPORTIONAL: "naar verhouding", Cut.EQUAL: "gelijke bedragen"}
YARDSTICKS = {Yardstick.AGREEMENTS: "de akkoorden", Yardstick.PLAN: "het plan voor 2024"}
YES_NO = {1: "meer dan de drempel", 0: "minstens de drempel"}
TABLE_TITLE = {
    Numbers.UNIT_AMOUNT: ("Bedrag per eenheid", "euro"),
    Numbers.MAX_UNITS: ("Hoogste aantal", "eenheden"),
    Numbers.CEILING: ("Plafond", "euro per aanvraag"),
}
OPEN_CONDITION = "Moet elk lid dat aandeel halen voor de stimulans? (open)"
FIXED = {1: "ja: bedrag en eigen inbreng ruilen tegen elkaar", 0: "nee: eigen inbreng in vaste verhouding"}
APPLIES = {0: "nee", 1: "ja"}
IN_GROUP: Mapping[str, tuple[Setting, ...]] = {
    "drempel": (Setting.THRESHOLD_ALONE, Setting.THRESHOLD_TOGETHER, Setting.ORIGIN_SHARE),
    "bedragen": tuple(FACTORS.values()),
    "deelname": (Setting.PARTICIPATION_EXISTING, Setting.PARTICIPATION_NEW, Setting.REALISATION_RATE),
    "gedrag": (Setting.TAKE_UP,),
    "inbreng": (Setting.OWN_SHARE, Setting.INCENTIVE, Setting.INCENTIVE_MIN_SHARE),
}
STEPS: Mapping[str, float] = {
    RANGES[Numbers.BUDGET]: 100_000,
    Setting.THRESHOLD_ALONE: 100,
    Setting.THRESHOLD_TOGETHER: 100,
    Setting.ORIGIN_SHARE: 0.01,
    Setting.OWN_SHARE: 0.01,
    Setting.INCENTIVE: 500,
    Setting.INCENTIVE_MIN_SHARE: 0.01,
    RANGES[Numbers.WEIGHT]: 0.5,
}
BEYOND = (
    "Een schuif gaat in stappen tot het dubbele van het uitgangspunt. Elk ander getal in het bereik kan in de link of "
    "in een bestand met uw scenario, en een budget typt u bij Beste verdeling: de schuif toont het dan precies."
)
SHARES = (
    Setting.ORIGIN_SHARE,
    Setting.OWN_SHARE,
    Setting.INCENTIVE_MIN_SHARE,
    Setting.PARTICIPATION_EXISTING,
    Setting.PARTICIPATION_NEW,
)


def above(group: str, space: Space) -> None:
    """The choices that stand before the fields of a group."""
    if group == "geld":
        _choice(Choice.BASELINE, "Uitgangspunt", BASELINES, space)
        _choice(Choice.YARDSTICK, "Gemeten tegenover", YARDSTICKS, space)


def fields(group: str, year: int, space: Space, *, exact: bool = False) -> None:
    """The sliders and fields of a group: all that a move of one of them draws again at the left.

    `exact`: only fields to type in, for a part where one asks a question instead of looking around.
    """
    for key in _numbers(group, year):
        step = STEPS.get(_parameter_of(key), 0.05)
        _number(key, space, step=step, label=_label(key), slider=not exact and group != "gewichten")
    if group == "bedragen":
        _amounts(space)
    elif group == "deelname":
        _of_action(space)


def below(group: str, year: int, space: Space, *, exact: bool = False) -> None:
    """The choices after the fields of a group, and what its numbers start from and where they come from."""
    if group == "drempel":
        _choice(Setting.THRESHOLD_ALONE_STRICT, "Alleen indienen mag met", YES_NO, space)
        _choice(Setting.THRESHOLD_TOGETHER_STRICT, "Samen indienen mag met", YES_NO, space)
    elif group == "inbreng":
        _choice(Setting.INCENTIVE_MIN_SHARE_APPLIES, OPEN_CONDITION, APPLIES, space)
    elif group == "gedrag":
        _choice(Setting.UNIT_COST_FIXED, "Ligt de kost per eenheid vast?", FIXED, space)
        st.markdown(f":small[{space.parameters[Setting.UNIT_COST_FIXED].note}]")
    elif group == "rondes":
        _choice(Choice.ROUND_ORDER, "Wie deelt in wat overblijft?", ORDERS, space)
        _choice(Choice.ROUND_CUT, "Hoe in de laatste ronde?", CUTS, space)
        differences = scenario_state.keyed(MAIN)
        for choice in (Choice.ROUND_ORDER, Choice.ROUND_CUT):
            st.markdown(f":small[{EXPLANATION[scenario_state.value(choice, space, differences)]} Niet gepubliceerd.]")
    start = scenario_state.start_of(scenario_state.keyed(MAIN))
    first: dict[str, Key] = {}  # the weights share one parameter, said once
    for key in _numbers(group, year):
        first.setdefault(_parameter_of(key), key)
    lines = [_about(name, space, scenario_state.baseline(key, space, start)) for name, key in first.items()]
    if lines:
        if not exact and any(group != "gewichten" and name not in SHARES for name in first):
            lines.append(BEYOND)
        st.markdown(":small[" + "]  \n:small[".join(lines) + "]")


def money(year: int, space: Space) -> None:
    """Where the scenario starts from, and the budget of the project year."""
    above("geld", space)
    fields("geld", year, space, exact=True)
    below("geld", year, space, exact=True)


def _numbers(group: str, year: int) -> Sequence[Setting | Cell]:
    """The numbers of a group."""
    if group == "geld":
        return [Cell(Numbers.BUDGET, year)]
    if group == "gewichten":
        return [Cell(Numbers.WEIGHT, goal.goal_id) for goal in reads.goals()]
    return IN_GROUP.get(group, ())


def _parameter_of(key: Setting | Cell) -> str:
    """The parameter that says the range of a number."""
    return RANGES[key.table] if isinstance(key, Cell) else key


def _label(key: Setting | Cell) -> str | None:
    """What a number is called where its parameter does not say it."""
    if not isinstance(key, Cell):
        return None
    if key.table is Numbers.BUDGET:
        return f"Budget van projectjaar {key.of}"
    return next((f"{goal.goal_id}. {goal.title}" for goal in reads.goals() if goal.goal_id == key.of), None)


def _amounts(space: Space) -> None:
    titles = {str(action.action_id): f"{action.action_id}. {action.title}" for action in reads.actions()}
    payable = {code: title for code, title in titles.items() if int(code) in space.call.payable}
    action = filters.choose("Eén actie apart", "actie", payable)
    components = {measure.measure_id: measure.component for measure in reads.measures()}
    for measure, tariff in space.call.tariffs.items():
        if tariff.action_id == int(action):
            component = components.get(measure, measure)
            for table in (Numbers.UNIT_AMOUNT, Numbers.MAX_UNITS):
                _cell(Cell(table, measure), component, space, whole=table is Numbers.MAX_UNITS)
    if int(action) in space.call.ceilings:
        _cell(Cell(Numbers.CEILING, int(action)), "hele actie", space)


def _of_action(space: Space) -> None:
    titles = {str(action.action_id): f"{action.action_id}. {action.title}" for action in reads.actions()}
    payable = {code: title for code, title in titles.items() if int(code) in space.call.payable}
    action = filters.choose("Realisatiegraad van één actie", "actie", payable)
    seen = space.realisation.get(int(action))
    note = f"Gepubliceerd: {dutch.number(seen, 2)} keer wat beloofd is." if seen else "Niets gepubliceerd: aanname 1."
    key = Cell(Numbers.REALISATION, int(action))
    _number(key, space, step=0.05, label=f"Actie {action}: realisatiegraad", slider=False)
    st.markdown(f":small[{note}]")


def _number(key: Setting | Cell, space: Space, *, step: float, label: str | None = None, slider: bool = True) -> None:
    """One number of a scenario: a slider around the baseline, or a field for any value in the range."""
    parameter = space.parameters.get(_parameter_of(key))
    if parameter is None:
        return
    differences = scenario_state.keyed(MAIN)
    now = scenario_state.value(key, space, differences)
    base = scenario_state.baseline(key, space, scenario_state.start_of(differences))
    kind: type[int] | type[float] = int if isinstance(step, int) else float
    budget = isinstance(key, Cell) and key.table is Numbers.BUDGET
    low = max(parameter.minimum, Decimal(step)) if budget else parameter.minimum
    high = parameter.maximum
    title = label or parameter.title
    if not slider:
        _widget(st.number_input, key, "veld", f"{title}: {parameter.unit}", kind, (low, high, now), step, space)
        return
    # Twice the baseline keeps a step of the hand small; a file or link may go further, and then so does the slider.
    end = high if key in SHARES else min(high, max(2 * base, Decimal(str(now)), 10 * Decimal(str(step))))
    form = "percent" if key in SHARES else ("localized" if kind is int else "%.2f")
    words = title if key in SHARES else f"{title} ({parameter.unit.split(' (')[0]})"
    _widget(st.slider, key, "schuif", words, kind, (low, end, now), step, space, format=form)


def _about(name: str, space: Space, base: Decimal) -> str:
    """Baseline, range and source of a parameter in words."""
    parameter = space.parameters[name]
    start = dutch.number(base, 3)
    low, high = (dutch.number(bound, 2) for bound in (parameter.minimum, parameter.maximum))
    source = reads.source_titles().get(parameter.source_id, parameter.source_id)
    return f"{parameter.title}: uitgangspunt {start} {parameter.unit}. Bereik {low} tot {high}. Bron: {source}."


def _widget(
    draw: Any,
    key: Key,
    suffix: str,
    label: str,
    kind: type[int] | type[float],
    bounds: tuple[Decimal, Decimal, Any],
    step: float,
    space: Space,
    **options: Any,
) -> None:
    low, high, now = (kind(bound) for bound in bounds)
    widget = f"{suffix}_{key}"
    value = min(max(now, low), high)
    scenario_state.draw(widget, value)
    draw(
        label,
        min_value=low,
        max_value=high,
        step=kind(step),
        key=widget,
        on_change=_changed,
        args=(key, widget, space),
        **options,
    )


def _cell(cell: Cell, component: str, space: Space, *, whole: bool = False) -> None:
    """A number field for one cell of a table, with the published value as its range's middle."""
    title, unit = TABLE_TITLE[cell.table]
    base = published_value(space.call, cell)
    factor = space.parameters[FACTORS[cell.table]]
    now = scenario_state.value(cell, space, scenario_state.keyed(MAIN))
    kind: type[int] | type[float] = int if whole else float
    low, high = factor.minimum * base, factor.maximum * base
    if whole:
        low, high = low.to_integral_value(rounding="ROUND_CEILING"), high.to_integral_value(rounding="ROUND_FLOOR")
    label = f"{title}, {component} ({unit}; nu {dutch.number(base, 2)})"
    _widget(st.number_input, cell, "veld", label, kind, (low, high, now), 1 if whole else 1.0, space)


def _choice(key: Key, label: str, options: Mapping[Any, str], space: Space) -> None:
    widget = f"keuze_{key}"
    now = scenario_state.value(key, space, scenario_state.keyed(MAIN))
    st.session_state[widget] = int(now) if isinstance(now, Decimal) else now
    st.radio(
        label,
        list(options),
        format_func=lambda code: options[code],
        key=widget,
        on_change=_changed,
        args=(key, widget, space),
    )


def _changed(key: Key, widget: str, space: Space) -> None:
    value = st.session_state[widget]
    if value is not None:
        scenario_state.change(key, round(value, 6) if isinstance(value, float) else value, space)
