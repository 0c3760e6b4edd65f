"""The one slider in view: the budget of the project year, with what was awarded marked and the way back to it."""

from __future__ import annotations

from decimal import Decimal
from html import escape

from samenleven import dutch
from samenleven.budget.settings import Cell, Numbers
from samenleven.budget.settings import Choice as Setting
from ui.budget import scenario_fields, scenario_values, scenario_words
from ui.budget.budget_choice import Choice
from ui.budget.scenario_fields import plain

MILLION = 1_000_000
STEPS = tuple((Decimal(most), Decimal(step)) for most, step in ((4e6, 5e5), (8e6, 1e6), (3e7, 2e6)))
"""How far ticks lie apart, for a baseline below so many euro."""
MOST_TICKS = 9
LEAST, MOST = Decimal("0.35"), Decimal("1.2")  # where a slider begins and ends, times the baseline
LEFT_OUT = 0.13  # a tick this near to the mark of the baseline would run into it


def slider(choice: Choice) -> str:
    """The budget of the project year: its value, a slider with what was awarded marked, and the way back."""
    key = Cell(Numbers.BUDGET, choice.year)
    base = Decimal(scenario_values.unsaid(key, choice.space, choice.differences))
    now = Decimal(str(choice.differences.get(key, base)))
    low, high, step = _room(base, now)
    moved = f"{'−' if now < base else '+'}{dutch.number(abs(now / base - 1) * 100, 1)} %"
    start = scenario_words.shown(Setting.BASELINE, scenario_values.start_of(choice.differences)).removeprefix("zoals ")
    mark = _place(base, low, high)
    while (high - low) / step > MOST_TICKS:
        step *= 2
    values = [low + (step - low % step) % step + step * number for number in range(int((high - low) // step) + 1)]
    shown = [value for value in values if value <= high and (abs(_place(value, low, high) - mark) > LEFT_OUT)]
    ticks = "".join(_tick(choice, key, value, base, (low, high)) for value in shown)
    short = dutch.millions(base, 2).removeprefix("€ ").removesuffix(" mln")
    back = "" if now == base else f'<a class="bg-pill" href="{escape(choice.link(key, None))}">Terug naar {short}</a>'
    name = f"Budget van projectjaar {choice.year}"
    return (
        f'<div class="bg-value"><small>{name}</small>'
        f'<b id="bg-live" class="num">{dutch.millions(now, 2)}</b> '
        f'<em id="bg-live-change" class="num">{moved if now != base else f"zoals {start}"}</em></div>'
        f'<div class="bg-slide"><input type="range" id="bg-budget" '
        f'{scenario_fields.writes(key, plain(base))} min="{plain(low)}" max="{plain(high)}" step="100000" '
        f'value="{plain(now)}" data-shown data-same="zoals {start}" aria-label="{name}" '
        f'aria-valuetext="{dutch.millions(now, 2)}"><div class="bg-ticks">'
        f'<i style="--at:{mark:.4f}">{start} {short}</i>{ticks}</div></div>'
        f'<div class="bg-back">{back}</div>'
    )


def _tick(choice: Choice, key: Cell, value: Decimal, base: Decimal, ends: tuple[Decimal, Decimal]) -> str:
    """A number below the slider: a link to that budget."""
    text = dutch.number(value / MILLION, 1)
    side = " first" if value == ends[0] else " last" if value == ends[1] else ""
    link = escape(choice.link(key, None if value == base else int(value)))
    words = f"€ {text} mln" if side == " first" else text
    return (
        f'<a class="bg-tick{side}" style="--at:{_place(value, *ends):.4f}" href="{link}" '
        f'aria-label="Budget van € {text} mln">{words}</a>'
    )


def _room(base: Decimal, now: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    """Where a slider begins and ends and how far its ticks lie apart, in euro: around the baseline, with the value."""
    step = next((size for most, size in STEPS if base < most), Decimal(5_000_000))
    high = max((base * MOST / step).to_integral_value() * step, base)
    while high < now:
        step *= 2
        high = (now / step).to_integral_value(rounding="ROUND_CEILING") * step
    low = min((base * LEAST / step).to_integral_value() * step, now // step * step)
    return max(low, min(now, Decimal(100_000))), high, step


def _place(value: Decimal, low: Decimal, high: Decimal) -> float:
    return float((value - low) / (high - low))
