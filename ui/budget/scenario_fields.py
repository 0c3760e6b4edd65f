"""The settings of a scenario as fields of the browser's own, behind *meer instellingen*.

A field changes one difference in the address (`data-cell`, see ui/hooks/navigate.js); the server checks it. What was
typed stays in its field with what is wrong with it, and everything else of the scenario stays too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from html import escape
from typing import Any

from samenleven import dutch
from samenleven.budget.envelope import EXPLANATION
from samenleven.budget.scenario import published_value
from samenleven.budget.settings import FACTORS, LONGEST_TEXT, RANGES, Cell, Key, Numbers, Setting
from samenleven.budget.settings import Choice as Named
from ui.budget import scenario_values, scenario_words
from ui.budget.budget_choice import MAIN, Choice
from ui.figure import object as figure_object
from ui.reading import reads

SHARES = (
    Setting.ORIGIN_SHARE,
    Setting.OWN_SHARE,
    Setting.INCENTIVE_MIN_SHARE,
    Setting.PARTICIPATION_EXISTING,
    Setting.PARTICIPATION_NEW,
)
"""Shares of 1, typed as a percentage."""
GROUPS: Mapping[str, Sequence[Key]] = {
    "Uitgangspunt en meetlat": (Named.BASELINE, Named.YARDSTICK),
    "Drempel": (
        *(Setting.THRESHOLD_ALONE, Setting.THRESHOLD_ALONE_STRICT, Setting.THRESHOLD_TOGETHER),
        *(Setting.THRESHOLD_TOGETHER_STRICT, Setting.ORIGIN_SHARE),
    ),
    "Eigen inbreng en stimulans": (
        *(Setting.OWN_SHARE, Setting.INCENTIVE, Setting.INCENTIVE_MIN_SHARE, Setting.INCENTIVE_MIN_SHARE_APPLIES),
    ),
    "Deelname en realisatie": (*(Setting.PARTICIPATION_EXISTING, Setting.PARTICIPATION_NEW, Setting.REALISATION_RATE),),
    "Bedragen en plafonds": (*FACTORS.values(), Setting.TARGET_GROUPS_MERGED),
    "Gedrag (niet geschat)": (Setting.UNIT_COST_FIXED, Setting.TAKE_UP),
    "Verdeling van wat overblijft": (Named.ROUND_ORDER, Named.ROUND_CUT),
}
LABELS: Mapping[Key, str] = {
    Named.YARDSTICK: "Gemeten tegenover",
    Named.ROUND_ORDER: "Wie deelt eerst?",
    Named.ROUND_CUT: "Hoe in de laatste ronde?",
    Setting.THRESHOLD_ALONE_STRICT: "Alleen indienen mag met",
    Setting.THRESHOLD_TOGETHER_STRICT: "Samen indienen mag met",
    Setting.INCENTIVE_MIN_SHARE_APPLIES: "Moet elk lid dat aandeel halen? (open)",
    Setting.UNIT_COST_FIXED: "Ligt de kost per eenheid vast?",
}


def settings(choice: Choice) -> str:
    """Everything else that a scenario may say, by group."""
    budget = _number(choice, Cell(Numbers.BUDGET, choice.year), f"Budget van projectjaar {choice.year}")
    parts = [
        _group(name, [*([budget] if not number else []), *(_field(choice, key) for key in keys)])
        for number, (name, keys) in enumerate(GROUPS.items())
    ]
    weights = [
        _number(choice, Cell(Numbers.WEIGHT, goal.goal_id), f"{goal.goal_id}. {goal.title}") for goal in reads.goals()
    ]
    parts += [_group("Gewicht per doelstelling", weights), _group("Eén actie apart", _action(choice))]
    changed = sum(str(key) != f"{Numbers.BUDGET}.{choice.year}" for key in choice.scenario.differences())
    count = f" ({changed} gewijzigd)" if changed else ""
    return (
        f'<details class="bg-more" id="bg-more"><summary>Meer instellingen{count}</summary>'
        f'<div class="bg-groups">{"".join(parts)}</div>{_notes(choice)}</details>'
    )


def _group(name: str, fields: Sequence[str]) -> str:
    return f"<fieldset><legend>{name}</legend>{''.join(fields)}</fieldset>"


def _field(choice: Choice, key: Key) -> str:
    """A field for a number or a choice; nothing where the data do not hold it."""
    if isinstance(key, Setting) and key not in choice.space.parameters:
        return ""
    if key in scenario_words.WORDS:
        return _list(choice, key, scenario_words.WORDS[key])
    return _number(choice, key, scenario_words.title(key, choice.space))


def writes(key: Key, unsaid: Any) -> str:
    """What makes a field of a difference: its key, and the value that needs no difference."""
    return f'data-param="{MAIN}" data-cell="{key}" data-default="{escape(str(unsaid))}"'


def _list(choice: Choice, key: Key, options: Mapping[Any, str]) -> str:
    """A choice out of a few."""
    unsaid = scenario_values.unsaid(key, choice.space, choice.differences)
    now = choice.differences.get(key, unsaid)
    if isinstance(key, Setting):
        unsaid, now = int(unsaid), int(now)
    lines = "".join(
        f'<option value="{code}"{" selected" if str(code) == str(now) else ""}>{escape(text)}</option>'
        for code, text in options.items()
    )
    label = LABELS.get(key) or scenario_words.title(key, choice.space)
    return (
        f'<label class="bg-field"><span>{escape(label)}</span><select id="s-{key}" {writes(key, unsaid)}>{lines}'
        f"</select>{_fault(choice, key)}</label>"
    )


def _number(choice: Choice, key: Key, label: str, bounds: tuple[Decimal, Decimal] | None = None, unit: str = "") -> str:
    """A number, typed; what was typed wrong stays there with what is wrong with it."""
    name = RANGES[key.table] if isinstance(key, Cell) and key.table in RANGES else str(key)
    parameter = choice.space.parameters.get(name)
    if bounds is None and parameter is None:
        return ""
    low, high = bounds or (parameter.minimum, parameter.maximum)  # type: ignore[union-attr]
    unit = unit or (parameter.unit if parameter else "")
    start = scenario_values.unsaid(key, choice.space, choice.differences)
    times = 100 if key in SHARES else 1
    if times == 100:
        unit = unit.replace("aandeel", "%", 1)
    said = choice.raw.get(str(key))
    now = _times(said, times) if said is not None else plain(Decimal(str(start)) * times)
    low, high = low * times, high * times
    about = f"uitgangspunt {dutch.number(Decimal(str(start)) * times, 3)} {unit}; {dutch.exact(low)} tot "
    about += dutch.exact(high)
    scale = ' data-scale="100"' if times == 100 else ""
    fault = _fault(choice, key)
    wrong = ' aria-invalid="true"' if fault else ""
    return (
        f'<label class="bg-field"><span>{escape(label)}</span><input type="number" inputmode="decimal" step="any" '
        f'id="s-{key}" {writes(key, plain(Decimal(str(start))))}{scale}{wrong} value="{escape(now)}">'
        f"<small>{escape(about)}</small>{fault}</label>"
    )


def plain(value: Decimal) -> str:
    """A number as a field of the browser holds it."""
    return f"{value.normalize():f}"


def _times(said: str, times: int) -> str:
    """What the address says, as it was typed."""
    try:
        return plain(Decimal(said) * times) if times != 1 else said
    except ArithmeticError:
        return said


def _fault(choice: Choice, key: Key) -> str:
    found = [one for one in choice.asked.faults if one.startswith(f"'{key}'")]
    said = escape(scenario_words.fault(found[0], choice.space)[:LONGEST_TEXT]) if found else ""
    return f'<strong class="bg-wrong">{said}</strong>' if found else ""


def _action(choice: Choice) -> list[str]:
    """Amounts, maxima, ceiling and realisation of one action; which one is a choice of its own."""
    space, call = choice.space, choice.space.call
    titles = {
        str(one.action_id): f"{one.action_id}. {one.title}" for one in reads.actions() if one.action_id in call.payable
    }
    if not titles:
        return []
    action = int(choice.address.choose("actie", titles))
    options = "".join(
        f'<option value="{code}"{" selected" if int(code) == action else ""}>{escape(text)}</option>'
        for code, text in titles.items()
    )
    first = next(iter(titles))
    found = [
        f'<label class="bg-field"><span>Welke actie?</span><select id="s-actie" data-param="actie" '
        f'data-default="{first}">{options}</select></label>'
    ]
    names = {measure.measure_id: measure.component for measure in reads.measures()}
    for measure, tariff in call.tariffs.items():
        if tariff.action_id == action:
            found += [
                _cell(choice, Cell(table, measure), names.get(measure, measure))
                for table in (Numbers.UNIT_AMOUNT, Numbers.MAX_UNITS)
            ]
    if action in call.ceilings:
        found.append(_cell(choice, Cell(Numbers.CEILING, action), "hele actie"))
    seen = space.realisation.get(action)
    note = "gepubliceerd" if seen else "niets gepubliceerd: aanname"
    return [*found, _number(choice, Cell(Numbers.REALISATION, action), f"Realisatiegraad ({note})")]


def _cell(choice: Choice, cell: Cell, component: str) -> str:
    """One cell of a table; its range is so many times what was published."""
    title, unit = scenario_words.TABLE_TITLE[cell.table]
    factor = choice.space.parameters.get(FACTORS[cell.table])
    if factor is None:
        return ""
    base = published_value(choice.space.call, cell)
    return _number(choice, cell, f"{title}, {component}", (factor.minimum * base, factor.maximum * base), unit)


def _notes(choice: Choice) -> str:
    """What the choices mean, and where the numbers come from."""
    said = [EXPLANATION[choice.scenario.round_order], EXPLANATION[choice.scenario.round_cut] + " Niet gepubliceerd."]
    if Setting.UNIT_COST_FIXED in choice.space.parameters:
        said.append(choice.space.parameters[Setting.UNIT_COST_FIXED].note or "")
    held = [key for keys in GROUPS.values() for key in keys if key in choice.space.parameters]
    used = dict.fromkeys(choice.space.parameters[key].source_id for key in held)  # type: ignore[index]
    titles = reads.short_titles()
    links = ", ".join(
        f'<a href="{escape(figure_object.card(choice.address, one))}">{escape(titles.get(one, one))}</a>'
        for one in used
    )
    return f'<p class="small">{escape(" ".join(said))} Bronnen van de uitgangspunten: {links}.</p>'


def about(choice: Choice) -> str:
    """What a scenario says of itself: fields for its name, its author and what it belongs to."""
    return "".join(
        f'<label class="bg-field"><span>{label}</span><input type="text" id="s-{name}" maxlength="{LONGEST_TEXT}" '
        f'{writes(name, "")} value="{escape(getattr(choice.scenario, name))}"></label>'
        for name, label in scenario_words.ABOUT.items()
    )
