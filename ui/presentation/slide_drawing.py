"""A slide as HTML: title, line below it, chart, and where it comes from. Sizes follow the window in the style sheet."""

from __future__ import annotations

import re
from html import escape

from samenleven import dutch
from samenleven.attainment import Status
from samenleven.figures import Kind
from samenleven.findings import words
from ui.figure import object as figure_object
from ui.filters.address import Address
from ui.goals import dots
from ui.look import theme
from ui.presentation import chosen, map_svg
from ui.presentation.slide import (
    Bar,
    Bars,
    Chart,
    DotRow,
    Dots,
    Item,
    Lines,
    Listed,
    Maps,
    Nothing,
    Series,
    Shade,
    Slide,
    runs,
)
from ui.reading import provenance

FORMS = figure_object.FORMS
FIGURE = re.compile(r"(€ ?)?\d[\d.,]*( (%|mln))?")
MANY = 8
"""Items of a list; with more the letters are smaller, so that they still fit on one slide."""


def drawn(slide: Slide, address: Address, *, shown: bool) -> str:
    """One slide as a part of the page; only the one that is shown can be reached."""
    one = f"d-{slide.name}"
    estimated = slide.mark == words.RESTS_ON[Kind.ESTIMATE]
    look, sign = ("est", "≈ ") if estimated else ("exm", "")
    mark = f' <span class="{look}">{sign}{escape(slide.mark)}</span>' if slide.mark else ""
    lede = "".join(f"<b>{_whole(text)}</b>" if bold else _whole(text) for text, bold in runs(slide.lede))
    line = f'<p class="pr-lede">{lede}</p>' if lede else ""
    return (
        f'<section class="slide pr-{slide.code}" id="{one}" data-slide="{escape(slide.name)}" role="group" '
        f'data-title="{escape(chosen.TITLES[slide.code])}" '
        f'aria-roledescription="dia" aria-labelledby="{one}-t" tabindex="0"{"" if shown else " hidden"}>'
        f'<h2 id="{one}-t">{_whole(slide.title)}{mark}</h2>{line}'
        f'<div class="pr-fig">{chart(slide.chart, address)}</div>'
        f"{foot(slide, address)}</section>"
    )


def _whole(text: str) -> str:
    """A text as HTML in which no percentage or amount breaks over lines."""
    return FIGURE.sub(r'<span class="pr-whole">\g<0></span>', escape(text, quote=False))


def foot(slide: Slide, address: Address) -> str:
    """Sources as links to their cards, kinds and date; and the table and CSV of what is shown."""
    if isinstance(slide.chart, Nothing):
        return ""
    found = provenance.of(slide.table, extra=slide.sources)
    here = Address(address.screen, tuple((dict(address.values) | {"dia": slide.name}).items()))
    said = "" if isinstance(slide.chart, Listed) else figure_object.sources(found, address)
    label = f' aria-describedby="d-{slide.name}-t"'
    files = "".join(
        f'<a href="{escape(here.file("dia", form))}" data-file download>{text}</a>' for form, text in FORMS.items()
    )
    return (
        f'<div class="foot"><span class="pr-source">{"<b>Bron:</b> " if said else ""}{said}</span><span class="take">'
        f'<button type="button" data-table="{escape(here.file("dia", "tabel"))}" aria-expanded="false"{label}>Tabel'
        f'</button><details class="menu"><summary{label}>CSV</summary><div>{files}</div></details></span></div>'
        f'<div class="table" data-keep hidden></div>'
    )


def chart(one: Chart, address: Address) -> str:
    """The picture of a slide."""
    if isinstance(one, Bars):
        return bars(one)
    if isinstance(one, Dots):
        return _dots(one)
    if isinstance(one, Lines):
        return _lines(one)
    if isinstance(one, Maps):
        return _maps(one)
    if isinstance(one, Listed):
        return _listed(one, address)
    return figure_object.empty(one.what, one.advice)


def _colour(status: Status | None) -> str:
    return f"--k:var(--{dots.colour(status)})" if status else "--k:var(--seq4)"


def bars(one: Bars) -> str:
    """Bars against a line; one far over the end of the axis is cut, its figure is always the true one."""
    most = one.most or max([one.line or 0, *(bar.value or 0 for bar in one.bars)]) or 1.0
    items = "".join(_bar(bar, most) for bar in one.bars)
    line = one.line / most if one.line else 0
    said = f"Streep: {_line_text(one)}, {one.line_name}." if one.line else ""
    cut = f" Een balk stopt bij {dutch.percent(most)}." if any((bar.value or 0) > most for bar in one.bars) else ""
    state = f"--line:{100 * line:.2f}%;--rows:{len(one.bars)}"
    return (
        f'<div class="pr-bars{"" if line else " bare"}" style="{state}"><ul>{items}</ul>'
        f'<p class="pr-axis">{escape(said + cut)}</p></div>'
    )


def _line_text(one: Bars | Dots) -> str:
    assert one.line is not None
    return dutch.percent(one.line) if one.unit == "%" else f"{dutch.number(one.line)} {one.unit}"


def _bar(bar: Bar, most: float) -> str:
    value = bar.value or 0
    look = f"{' ex' if bar.example else ''}{' cut' if value > most else ''}"
    state = f"width:{100 * max(0.0, min(value, most)) / most:.2f}%;{_colour(bar.status)}"
    return (
        f'<li{" aria-current=true" if bar.marked else ""}><span class="name">{escape(bar.name)}</span>'
        f'<span class="track" aria-hidden="true"><i class="bar{look}" style="{state}"></i></span>'
        f'<span class="value">{escape(bar.text)}</span><span class="said">{escape(bar.said)}</span></li>'
    )


def _dots(one: Dots) -> str:
    axis = dots.Axis(one.low, one.high, one.ticks)
    head = f'<li class="head" aria-hidden="true"><span></span><span class="track">{dots.ticks(axis)}</span></li>'
    rows = "".join(_dot_row(row, axis) for row in one.rows)
    line = f"--line:{axis.at(one.line):.2f}%;" if one.line else ""
    known = any(dot.value is not None for row in one.rows for dot in row.dots)
    said = f"Streep: {_line_text(one)}, {one.line_name}." if one.line and known else ""
    return (
        f'<div class="pr-bars pr-dots" style="{line}--rows:{len(one.rows) + 1}"><ul>{head}{rows}</ul>'
        f'<p class="pr-axis">{escape(said)}</p></div>'
    )


def _dot_row(row: DotRow, axis: dots.Axis) -> str:
    drawn_ = ""
    at = next((place for place, dot in enumerate(row.dots) if dot.now), 0)
    for place, dot in sorted(enumerate(row.dots), key=lambda one: one[1].now):
        if dot.value is not None:
            look = "now" if dot.now else "before" if place < at else "after"
            look += " ex" if dot.example and dot.now else ""
            title = f"{dot.series}: {dot.text}"
            state = f"left:{axis.at(dot.value):.2f}%;{_colour(dot.status)}"
            drawn_ += f'<i class="dot {look}" style="{state}" title="{escape(title)}"></i>'
    icon = theme.goal_icon(row.goal) if row.goal else ""
    others = "; ".join(f"{dot.series}: {dot.text}" for dot in row.dots)
    return (
        f'<li><span class="name">{icon}{escape(row.name)}</span><span class="track" aria-hidden="true">{drawn_}</span>'
        f'<span class="value">{escape(row.text)}</span><span class="said">{escape(row.said)}</span>'
        f'<span class="unseen">{escape(others)}</span></li>'
    )


def _lines(one: Lines) -> str:
    """Lines with their name and newest figure at the end, moved apart so that none covers another."""
    most = max((value for line in one.series for value in line.values if value is not None), default=1.0) * 1.1 or 1.0
    steps = max(1, len(one.categories) - 1)
    ends = sorted(((_end(line, most), line) for line in one.series), key=lambda end: end[0])
    gap, free, names = 15.0, 0.0, ""
    for at, line in ends:
        top = min(max(at, free), 100 - gap * (len(ends) - 1 - names.count("<li")))
        free = top + gap
        look = " aria-current=true" if line.marked else ""
        names += f'<li{look} style="top:{top:.1f}%"><b>{escape(line.text)}</b> {escape(line.name)}</li>'
    paths = "".join(_path(line, most, steps) for line in sorted(one.series, key=lambda line: line.marked))
    first, last = one.categories[0], one.categories[-1]
    return (
        f'<div class="pr-lines"><svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">{paths}</svg>'
        f'<ul>{names}</ul><p class="pr-axis"><span>{escape(first)}</span><span>{escape(last)}</span></p></div>'
    )


def _end(line: Series, most: float) -> float:
    known = [value for value in line.values if value is not None]
    return 100 - 100 * known[-1] / most if known else 100.0


def _path(line: Series, most: float, steps: int) -> str:
    points = " ".join(
        f"{100 * place / steps:.2f},{100 - 100 * value / most:.2f}"
        for place, value in enumerate(line.values)
        if value is not None
    )
    return f'<polyline class="{"own" if line.marked else "other"}" points="{points}"/>'


def _maps(one: Maps) -> str:
    several = len(one.maps) > 1
    drawn_ = "".join(
        f'<div class="pr-map">{f"<h3>{escape(found.title[:1].upper() + found.title[1:])}</h3>" if several else ""}'
        f"{map_svg.picture(found, map_svg.described(one, found), small=several, beside=bool(one.beside))}</div>"
        for found in one.maps
    )
    legend = "".join(
        f"<li{' class=break' if place == one.middle else ''}>{_swatch(shade)}{escape(shade.label)}</li>"
        for place, shade in enumerate(one.legend)
    )
    beside = f'<ul class="pr-list">{"".join(map(_item, one.beside))}</ul>' if one.beside else ""
    many = " many" if len(one.beside) > MANY else ""
    kind = " several" if several else f" beside{many}" if beside else ""
    listed = f'<ul class="pr-legend">{legend}</ul>'
    if several:  # three maps leave one place of four
        return f'<div class="pr-maps{kind}"><div class="drawn">{drawn_}{listed}</div></div>'
    return f'<div class="pr-maps{kind}"><div class="drawn">{drawn_}</div>{beside}{listed}</div>'


def _swatch(shade: Shade) -> str:
    colour = f' style="--k:{map_svg.LIGHT[shade.code]}"' if shade.code.startswith("group") else ""
    return f'<i class="k-{shade.code}{" ex" if shade.example else ""}"{colour}></i>'


def _item(one: Item) -> str:
    number = f'<span class="number">{escape(one.number)}</span>' if one.number else ""
    said = f'<span class="said">{escape(one.said)}</span>' if one.said else ""
    current = " aria-current=true" if one.marked else ""
    return f"<li{current}>{number}<span>{escape(one.name)}{said}</span></li>"


def _listed(one: Listed, address: Address) -> str:
    """Sources, each a link to its card."""
    items = "".join(
        f'<li><a href="{escape(figure_object.card(address, item.number))}">{escape(item.name)}</a>'
        f'<span class="said">{escape(item.said)}</span></li>'
        for item in one.items
    )
    kinds = "".join(
        f"<li><b>{theme.kind_word(kind)}</b> {escape(text)}</li>" for kind, text in theme.KIND_MEANING.items()
    )
    many = " many" if len(one.items) > MANY else ""
    return f'<ul class="pr-sources{many}">{items}</ul><ul class="pr-kinds">{kinds}</ul>'
