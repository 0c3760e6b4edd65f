"""Results as one piece of HTML: key figures, tables and tables with bars.

A slider redraws these on every step. One piece of HTML costs the browser a fraction of what a dozen parts of Streamlit
cost, and a table whose rows hold their own bar is chart and table at once. All text is escaped here. Bars are boxes, as
`st.html` lets no SVG through; their look stands in ui/look/page.css.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import NamedTuple

NOW, WAS = "now", "was"


class Markup(str):
    """Text that is HTML already and is not escaped again."""


class Column(NamedTuple):
    """The head of a column; `bar` (now, was) adds the swatch of its bars, so that the head is the legend."""

    title: str
    number: bool = False
    bar: str = ""


def text(value: object) -> Markup:
    """A value as HTML: markup stays, the rest is escaped."""
    return value if isinstance(value, Markup) else Markup(html.escape(str(value)))


def strong(value: object) -> Markup:
    """Bold text."""
    return Markup(f"<strong>{text(value)}</strong>")


def join(*parts: object) -> Markup:
    """Parts one after the other."""
    return Markup("".join(map(text, parts)))


def line(*parts: object) -> Markup:
    """A paragraph."""
    return Markup(f"<p>{join(*parts)}</p>")


def small(*parts: object) -> Markup:
    """A paragraph in small print."""
    return Markup(f'<p class="small">{join(*parts)}</p>')


def listed(rows: Sequence[object]) -> Markup:
    """A list with bullets."""
    return Markup(f"<ul>{''.join(f'<li>{text(row)}</li>' for row in rows)}</ul>" if rows else "")


def heading(title: str) -> Markup:
    """What the part below it shows, as a finding of the model: never as a fact."""
    return Markup(f"<h2>Model: {text(title)}</h2>")


def whole(*parts: object) -> Markup:
    """The parts as one block in the look of the budget screen."""
    return Markup(f'<div class="outcome">{join(*parts)}</div>')


def card(name: str, value: str, change: str, about: str) -> Markup:
    """One key figure: short name, value, what changed, and the whole name."""
    moved = f'<span class="moved">{text(change)}</span>' if change else ""
    return Markup(
        f'<li><span class="name">{text(name)}</span><span class="value">{text(value)}</span>{moved}'
        f'<span class="small">{text(about)}</span></li>'
    )


def cards(rows: Sequence[Markup]) -> Markup:
    """Key figures side by side."""
    return Markup(f'<ul class="cards">{join(*rows)}</ul>')


def pair(now: float, was: float) -> Markup:
    """Two bars under each other, each a share (0 to 1) of the width of their cell."""
    return Markup(
        f'<div class="pair"><div style="width:{_share(now)}"></div><div style="width:{_share(was)}"></div></div>'
    )


def span(low: float, high: float, *, middle: float | None = None, mark: float | None = None) -> Markup:
    """A range within the width of its cell (0 to 1), with a dot in it or a line over it."""
    low, high = min(low, high), max(low, high)
    drawn = f'<div style="left:{_share(low)};width:{_share(max(high - low, 0.006))}"></div>'
    for kind, place in (("dot", middle), ("mark", mark)):
        if place is not None:
            drawn += f'<div class="{kind}" style="left:{_share(place)}"></div>'
    return Markup(f'<div class="span">{drawn}</div>')


def table(
    caption: str, columns: Sequence[Column], rows: Sequence[Sequence[object]], *, made_up: bool = False
) -> Markup:
    """A table; the first cell of a row is its head. It scrolls sideways in its own room on a narrow screen.

    Bars of made-up figures are hatched.
    """
    head = "".join(map(_head, columns))
    sides = [_side(one) for one in columns]
    body = "".join(
        f'<tr><th scope="row">{text(first)}</th>'
        + "".join(f"<td{side}>{text(cell)}</td>" for cell, side in zip(rest, sides[1:], strict=True))
        + "</tr>"
        for first, *rest in rows
    )
    look = "scroll made-up" if made_up else "scroll"
    return Markup(
        f'<div class="{look}" tabindex="0" role="group" aria-label="{text(caption)}"><table>'
        f"<caption>{text(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _side(column: Column) -> str:
    return ' class="number"' if column.number else ""


def _head(column: Column) -> str:
    swatch = f'<span class="swatch {column.bar}"></span>' if column.bar else ""
    return f'<th scope="col"{_side(column)}>{swatch}{text(column.title)}</th>'


def _share(value: float) -> str:
    return f"{100 * min(max(value, 0.0), 1.0):.2f}%"
