"""The slim bar below the slides: turn pages, choose year, measure and municipality, all slides, full screen, close."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ui.filters.address import YES, Address
from ui.filters.bar import Bar
from ui.presentation import chosen
from ui.presentation.slide import Slide

ALL = "alle"
LABELS = {"jaar": "Projectjaar", "kpi": "KPI-onderdeel", "nis": "Gemeente"}


def filters(address: Address) -> Bar:
    """The filters that hold for every slide that has none of its own."""
    row = Bar(address)
    for key, label in LABELS.items():
        row.select(label, key, chosen.options(key), chosen.default(key))
    return row


def html(address: Address, row: Bar, found: Sequence[Slide], at: int) -> str:
    """The bar; `at` is the place of the slide that is shown."""
    total = len(found)
    name = f'<span class="pr-name"> · {escape(title(found[at]))}</span>' if found else ""
    count = f"<b>{at + 1}</b> van {total}{name}" if found else "geen dia's"
    opened = address.get(ALL) == YES
    to_all = escape(address.link(**{ALL: None if opened else YES}))
    pressed = ' aria-current="true"' if opened else ""
    words = "Terug naar de dia's" if opened else "Alle dia's"
    return (
        f'<nav class="pr-bar" aria-label="Dia\'s" style="--done:{100 * (at + 1) / max(1, total):.2f}%">'
        f'<button type="button" data-turn="-1" aria-label="Vorige dia"{_off(at <= 0)}>‹</button>'
        f'<span class="pr-count">{count}</span>'
        f'<button type="button" data-turn="1" aria-label="Volgende dia"{_off(at >= total - 1)}>›</button>'
        f'<details class="menu pr-filters" id="pr-filters"><summary>Filters</summary></details>'
        f'<div class="pr-choose">{"".join(row.parts)}</div>'
        f'<span class="pr-end"><a href="{to_all}" data-here{pressed}>{words}</a>'
        f'<button type="button" data-full>Volledig scherm</button>'
        f'<a href="{escape(address.to(""))}">Sluiten</a></span></nav>'
    )


def _off(is_off: bool) -> str:
    return f' aria-disabled="{str(is_off).lower()}"'


def title(one: Slide) -> str:
    """What a slide is called in the bar and in the list of all slides."""
    return chosen.TITLES[one.code]
