"""What a slide shows, as HTML that grows with the screen: bars with their whole name, a strip of statuses, lists.

A projector is looked at from afar and a phone from nearby: letters, bars and gaps are sized by the style sheet
(ui/assets/presentation.css), so that nothing here needs to know how large the screen is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

import pandas as pd
import streamlit as st

from samenleven import dutch
from samenleven.attainment import Attainment, Status
from samenleven.catalogue import Goal
from samenleven.figures import Kind
from samenleven.findings import words
from ui.frame import page as frame
from ui.look import theme
from ui.reading import provenance

MARK = "▨ Voorbeeldcijfers: verzonnen om het dashboard te tonen; ze tellen op tot de gepubliceerde totalen."
LONGEST = 2.5  # a bar stops here, as in the charts: further on the others would be too short to compare
MANY = 6  # groups in a list; with more the letters are smaller, so that they still fit on one slide


class Bar(NamedTuple):
    """One bar: its name, how far it goes (1 is the line), the figure in words and what to say beside it."""

    name: str
    part: float | None
    value: str
    said: str
    colour: str
    hatched: bool = False
    icon: str = ""


class Origin(NamedTuple):
    """What a slide rests on: its figures, and sources that stand in no frame (borders, method)."""

    frames: tuple[pd.DataFrame, ...] = ()
    extra: tuple[str, ...] = ()

    @property
    def source_ids(self) -> tuple[str, ...]:
        """Every source once, in order of appearance."""
        return provenance.of(*self.frames, extra=self.extra).source_ids

    @property
    def has_examples(self) -> bool:
        """Whether a figure of the slide is an example."""
        return Kind.EXAMPLE in provenance.of(*self.frames).kinds


def foot(origin: Origin) -> None:
    """Sources, newest date and kinds, at the foot of the slide."""
    frame.sources(*origin.frames, extra=origin.extra)


def mark(text: str = MARK, kind: Kind = Kind.EXAMPLE) -> None:
    """What holds for the figures of a slide, right under its heading, in the colour of their kind."""
    st.html(f'<p class="mark" style="--colour:{theme.KIND[kind].colour}">{escape(text)}</p>')


def attainment_bar(row: Attainment, name: str, icon: str = "") -> Bar:
    """The bar of a measure or goal: coloured by status, hatched when the figure is an example."""
    made_up = _made_up(row)
    word = theme.status_word(row.status, made_up)
    if row.target is not None and row.realised is not None:
        word += f" · {dutch.number(row.realised)} van {dutch.number(row.target)}"
    elif row.measure is None:
        word += f" · {row.with_figure} van {row.with_figure + row.without_figure} onderdelen"
    if row.remark:
        word += f" · {row.remark}"
    part = None if row.ratio is None else float(row.ratio)
    value = words.percent(row.ratio) if part is not None else "–"
    return Bar(name, part, value, word, theme.STATUS[row.status].colour, made_up, icon)


def bars(rows: Sequence[Bar]) -> None:
    """Bars against a line at 100 %."""
    st.html(bars_drawn(rows))


def bars_drawn(rows: Sequence[Bar]) -> str:
    """Bars as HTML; one far over the line is cut, its figure is always the true one."""
    most = min(LONGEST, max([1.0, *(row.part or 0 for row in rows)]))
    items = "".join(
        f'<li><span class="name">{row.icon}<span>{escape(row.name)}</span></span><span class="track">'
        f'<span class="bar{" hatched" if row.hatched else ""}{" cut" if (row.part or 0) > most else ""}" '
        f'style="width:{100 * min(row.part or 0, most) / most:.3f}%;--colour:{row.colour}"></span></span>'
        f'<span class="value">{escape(row.value)}</span><span class="said">{escape(row.said)}</span></li>'
        for row in rows
    )
    cut = f" Een balk stopt bij {dutch.percent(most)}." if any((row.part or 0) > most for row in rows) else ""
    return (
        f'<div class="bars" style="--line:{100 / most:.3f}%;--rows:{len(rows)}"><ul>{items}</ul>'
        f'<p class="axis">Streep: 100 % van de streefwaarde.{cut}</p></div>'
    )


def strip(rows: Sequence[Attainment]) -> None:
    """How many measures have which status, as one bar of them all and a list in words."""
    counts = Counter((row.status, _made_up(row)) for row in rows)
    order = list(Status)
    parts = words = ""
    for status, made_up in sorted(counts, key=lambda look: (order.index(look[0]), look[1])):
        count, look = counts[status, made_up], f"bar{' hatched' if made_up else ''}"
        colour = f"--colour:{theme.STATUS[status].colour}"
        parts += f'<span class="{look}" style="flex-grow:{count};{colour}"></span>'
        words += f'<li><span class="swatch {look}" style="{colour}"></span><b>{count}</b> '
        words += f"{theme.status_word(status, made_up)}</li>"
    st.html(f'<div class="strip"><div class="track" aria-hidden="true">{parts}</div><ul>{words}</ul></div>')


def goals(found: Sequence[Goal]) -> None:
    """The seven goals of the plan by icon and name."""
    items = "".join(
        f"<li>{theme.goal_icon(goal.goal_id)}<span>{goal.goal_id}. {escape(goal.title)}</span></li>" for goal in found
    )
    st.html(f'<ul class="goal-names" aria-label="De doelstellingen van het plan">{items}</ul>')


def numbered(items: Iterable[tuple[str, str, str, bool]]) -> None:
    """A list of groups: number, names, what holds for it, and whether it is the one that the presenter chose."""
    found = list(items)
    rows = "".join(
        f'<li{" aria-current=true" if own else ""}><span class="number">{number}</span>'
        f'<span><span class="names">{escape(names)}</span><span class="said">{escape(said)}</span></span></li>'
        for number, names, said, own in found
    )
    st.html(f'<ul class="numbered{" many" if len(found) > MANY else ""}">{rows}</ul>')


def listed(items: Iterable[tuple[str, str]]) -> None:
    """A list of things, each with a line of small print."""
    rows = "".join(f'<li>{escape(what)}<span class="said">{escape(said)}</span></li>' for what, said in items)
    st.html(f'<ul class="listed">{rows}</ul>')


def kinds(meaning: Iterable[tuple[Kind, str]]) -> None:
    """What each kind of figure means."""
    rows = "".join(
        f'<li><b>{theme.kind_word(kind)}</b><span class="said">{escape(text)}</span></li>' for kind, text in meaning
    )
    st.html(f'<p class="kinds-title">Bij elk cijfer staat welke soort het is:</p><ul class="kinds">{rows}</ul>')


def _made_up(row: Attainment) -> bool:
    """Whether the row shows an example figure; its kind may also be that of a target alone."""
    return row.kind is Kind.EXAMPLE and (row.ratio is not None or row.realised is not None)
