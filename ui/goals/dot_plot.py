"""The dot plot of *doelstellingen*: goals that open to their actions, actions with their measures, on one axis."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from html import escape

from samenleven import dutch, terms
from samenleven.attainment import Attainment
from samenleven.catalogue import Action, Family
from samenleven.findings import goals as findings
from samenleven.findings import words
from samenleven.sums import by_action
from ui.figure.term import term
from ui.filters.address import Address
from ui.goals import close_up, dots, plan_asks
from ui.goals.goals_choice import Choice, OneGoal, OneMeasure
from ui.look import theme
from ui.reading import reads

SIDES = {Family.CALL: "de afspraak", Family.PLAN: "de streefwaarde"}
REACH = "Doelbereik is wat behaald is, gedeeld door wat afgesproken is. Meer dan 100 % kan."
PROGRESS = (
    "Voortgang is het gemiddelde van de onderdelen van een doelstelling. Elk onderdeel telt tot hoogstens 100 %, zodat "
    "te veel bij de ene een tekort bij de andere niet verbergt."
)
MIXED = (
    "Som van verschillende groepen. Wie in twee groepen valt telt twee keer, en een groot onderdeel kan een klein "
    "verbergen: kijk ook naar de onderdelen."
)
GATE_SIGN = "◔"


def picture(found: Sequence[OneGoal], choice: Choice, address: Address) -> str:
    """Everything below the headline and the filters."""
    ratios = (row.ratio for goal in found for one in goal.shown for row in one.years.values())
    axis = dots.axis(ratios, most=7)
    first = choice.goal or _goal_of(choice.measure) or (found[0].goal if found else None)
    blocks = "".join(
        _goal(goal, choice, axis, address, is_open=choice.all_open or goal.goal == first) for goal in found
    )
    return f'<div class="gl" style="--line-at:{axis.at(1):.2f}%">{_head(choice, axis)}{blocks}</div>'


def _goal_of(measure: str | None) -> int | None:
    return next((one.goal_id for one in reads.measures() if one.measure_id == measure), None)


def _head(choice: Choice, axis: dots.Axis) -> str:
    side = SIDES[choice.family]
    left = f'<span class="gl-under">← onder {side}</span><span class="gl-over">boven {side} →</span>'
    since = f"<small>sinds jaar {choice.year - 1}</small>" if choice.year > 1 else ""
    done = "behaald van afgesproken" if choice.family is Family.CALL else "behaald van gevraagd"
    return (
        f'<div class="gl-row gl-axis"><span>Doelstelling, actie, onderdeel</span>'
        f'<span class="gl-plot" aria-hidden="true">{left}{dots.ticks(axis)}</span><span>{done}</span>'
        f'<span class="gl-right">{term("doelbereik", REACH)}{since}</span><span class="gl-right">'
        f"{term('voortgang', PROGRESS)}{since}</span></div>"
    )


def _goal(goal: OneGoal, choice: Choice, axis: dots.Axis, address: Address, *, is_open: bool) -> str:
    number, part = findings.kept([one.now for one in goal.measures])
    now = goal.years.get(choice.year)
    value = dots.shown(now) if now is not None and now.ratio is not None else '<span class="soft">nog geen</span>'
    kept = f'<b class="num">{number}</b> {part}' if number else _nothing(choice)
    drawn = dots.spread([one.now for one in goal.shown], axis)
    label = f'<span class="gl-label"><i class="gl-turn"></i><b>{goal.goal}</b><span>{escape(goal.title)}</span></span>'
    worst = _worst(goal, axis)
    plot = f'<span class="gl-plot" aria-hidden="true">{drawn}{worst}</span>'
    if not any(row.ratio is not None for one in goal.measures for row in one.years.values()):
        said = plan_asks.html(reads.attainment(choice.year, choice.shown), goal.goal)
        plot = f'<span class="gl-asked">{said}</span>'
    summary = (
        f'<summary class="gl-row">{label}{plot}'
        f'<span class="gl-done">{kept}</span><span></span><span class="gl-right gl-progress">{value}'
        f"<small>{_change(goal.change(choice.year))}</small></span></summary>"
    )
    whole = by_action([one.now for one in goal.measures], reads.actions())
    order = list(dict.fromkeys(one.now.action for one in goal.shown))
    actions = {action.action_id: action for action in reads.actions()}
    inside = "".join(
        _action(
            actions[number],
            next(row for row in whole if row.action == number),
            [one for one in goal.shown if one.now.action == number],
            choice,
            axis,
            address,
        )
        for number in order
        if number is not None
    )
    state = " open" if is_open else ""
    return f'<details class="gl-goal" id="doel-{goal.goal}"{state}>{summary}<div class="gl-in">{inside}</div></details>'


def _nothing(choice: Choice) -> str:
    return "geen resultaat gepubliceerd" if choice.shown.only_official else "geen resultaat"


def _worst(goal: OneGoal, axis: dots.Axis) -> str:
    """The name and figure of the dot that is furthest under the line, beside it, while the goal is closed."""
    known = sorted((one.now for one in goal.shown if one.now.ratio is not None), key=lambda row: row.ratio or 0)
    if not known or known[0].ratio is None or known[0].ratio >= 1:
        return ""
    name = terms.action_name(known[0].action, known[0].component)
    text = f"{escape(name)} {dots.percent(known[0].ratio)}"
    return f'<em style="right:{100 - axis.at(known[0].ratio):.2f}%">{text}</em>'


def _change(change: Decimal | None) -> str:
    """The change since the year before, without a break inside."""
    return words.signed_points(change).replace(" ", dots.NARROW)


def _action(
    action: Action,
    whole: Attainment,
    measures: Sequence[OneMeasure],
    choice: Choice,
    axis: dots.Axis,
    address: Address,
) -> str:
    """One action: its measures below its title, or in its own row when it has one."""
    title = f"<b>{action.action_id}</b><span>{escape(action.title)}</span>"
    every = _of_action(choice, action.action_id)
    if len(every) == 1 and len(measures) == 1:
        only = f'<span class="gl-label one">{title}</span>'
        row = _measure(measures[0], only, choice, axis, address)
        return f'<div class="gl-action" id="actie-{action.action_id}">{row}</div>'
    total = _total(whole, every)
    head = (
        f'<div class="gl-row gl-title"><h3 class="gl-label one">{title}</h3>'
        f'<span class="gl-done soft">{total[0]}</span><span class="gl-right soft">{total[1]}</span><span></span></div>'
    )
    rows = "".join(
        _measure(one, f'<span class="gl-label part">{escape(one.now.component)}</span>', choice, axis, address)
        for one in measures
    )
    return f'<div class="gl-action" id="actie-{action.action_id}">{head}{rows}</div>'


def _of_action(choice: Choice, action: int) -> list[Attainment]:
    return [
        row
        for row in reads.attainment(choice.year, choice.shown)
        if row.family is choice.family and row.action == action
    ]


def _total(whole: Attainment, every: Sequence[Attainment]) -> tuple[str, str]:
    """The sum of an action with several groups, and its ratio; nothing where different units cannot be added."""
    if whole.target is None or whole.realised is None:
        return "", ""
    counted = sum(row.ratio is not None for row in every)
    if counted < 2:
        return "", ""
    unit = f" {whole.unit}" if whole.unit else ""
    amount = f"{dutch.number(whole.realised)} van {dutch.number(whole.target)}{unit}"
    return f"{term('samen', MIXED)} {escape(amount)}", dots.percent(whole.ratio)


def _measure(one: OneMeasure, label: str, choice: Choice, axis: dots.Axis, address: Address) -> str:
    """One measure as a row that opens in place."""
    now = one.now
    others = [row for year, row in sorted(one.years.items()) if year != choice.year]
    ends = [row for row in [now, *others] if row.ratio is not None]
    line = ""
    if len(ends) > 1:
        low, high = (pick(ends, key=lambda row: row.ratio or 0) for pick in (min, max))
        line = dots.span(low, high, axis)
    drawn = "".join(dots.dot(row, axis, "before" if row.project_year < choice.year else "after") for row in others)
    gate = ""
    if now.below_half_year_gate:
        gate = f' <span class="c-behind" title="{_gate()}">{GATE_SIGN}<span class="unseen">{_gate()}</span></span>'
    value = dots.shown(now) if now.ratio is not None else f'<span class="soft">{terms.STATUS[now.status]}</span>'
    change = _change(one.change(choice.year))
    made_up = '<span class="unseen">, voorbeeld</span>' if now.kind == "example" and now.realised is not None else ""
    summary = (
        f'<summary class="gl-row">{label}<span class="gl-plot" aria-hidden="true">{line}{drawn}'
        f"{dots.dot(now, axis, 'now')}</span>"
        f'<span class="gl-done num">{amount(now, choice.family)}{gate}{made_up}</span>'
        f'<span class="gl-right">{value}<small>{change}</small></span><span></span></summary>'
    )
    state = " open" if now.measure == choice.measure else ""
    inside = close_up.html(one, choice, address)
    return f'<details class="gl-measure" id="kpi-{now.measure}"{state}>{summary}{inside}</details>'


def amount(row: Attainment, family: Family) -> str:
    """What was realised of what was asked, as HTML: "68 van 96 personen", or what is known of it."""
    unit = f" {row.unit}" if row.unit and row.unit != "aandeel" else ""
    number = (lambda value: dutch.percent(value)) if row.unit == "aandeel" else dutch.number
    if row.realised is not None and row.target is not None:
        return escape(f"{number(row.realised)} van {number(row.target)}{unit}")
    if row.realised is not None:
        return escape(f"{number(row.realised)}{unit}, zonder {'afspraak' if family is Family.CALL else 'streefwaarde'}")
    if row.target is not None:
        kind = f" {theme.KIND[row.target_kind].sign}" if row.target_kind else ""
        return f'<span class="soft">{"beloofd" if family is Family.CALL else "gevraagd"}:</span> ' + escape(
            f"{number(row.target)}{unit}{kind}"
        )
    return '<span class="soft">niets gepubliceerd</span>'


def _gate() -> str:
    """What the sign of the half-year says."""
    share = reads.parameters().number("half_year_gate", reads.today())
    return f"Halfweg het jaar onder {dutch.percent(share)} van de afspraak"
