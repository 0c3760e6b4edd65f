"""The chosen slides as a PDF, one a page: tagged, in the light colours, with the maps of the screen."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from samenleven import dutch
from samenleven.attainment import Status
from samenleven.findings import words
from ui.look import theme
from ui.presentation import map_svg
from ui.presentation.slide import Bars, Dots, Item, Lines, Listed, Maps, Nothing, Series, Slide, runs
from ui.reading import reads
from ui.slide_files import slide_words
from ui.take import typeset

TEMPLATE = Path(__file__).with_name("slides.typ")
PLOT = (1000, 420)  # the room of lines in their drawing; names stand at the right of it
NAMES = 330
INK, SOFT, LINE = "#16212B", "#55636F", "#D9E0E6"
Values = dict[str, Any]


def pdf(slides: Sequence[Slide]) -> bytes:
    """The file; without any slide a page that says so."""
    drawings: dict[str, str] = {}
    pages = [_page(one, number, drawings) for number, one in enumerate(slides, 1)] or [_none()]
    return typeset.pdf(TEMPLATE, {"title": _title(slides), "slides": pages}, drawings, made=reads.today())


def _title(slides: Sequence[Slide]) -> str:
    return f"Plan Samenleven: {slides[0].title}" if slides else slide_words.NOTHING


def _page(one: Slide, number: int, drawings: dict[str, str]) -> Values:
    return {
        "title": one.title,
        "mark": one.mark,
        "lede": runs(one.lede),
        "example": one.example,
        "foot": slide_words.foot(one),
        "number": number,
        "chart": _chart(one, f"dia-{number}.svg", drawings),
    }


def _none() -> Values:
    page: Values = {"title": slide_words.NOTHING, "mark": None, "lede": [], "example": False, "foot": "", "number": 1}
    return page | {"chart": _listed([Item(slide_words.ADVICE)])}


def _chart(one: Slide, file: str, drawings: dict[str, str]) -> Values:
    chart = one.chart
    if isinstance(chart, Bars):
        return _bars(chart)
    if isinstance(chart, Dots):
        return _dots(chart)
    if isinstance(chart, Listed):
        return _listed(chart.items, numbered=False)
    if isinstance(chart, Nothing):
        return _listed([Item(chart.what, chart.advice)])
    drawings[file] = map_svg.standalone(chart) if isinstance(chart, Maps) else _lines(chart)
    beside = _listed(chart.beside)["items"] if isinstance(chart, Maps) else []
    return {"kind": "picture", "file": file, "alt": slide_words.described(one), "beside": beside}


def _bars(one: Bars) -> Values:
    most = one.most or max([one.line or 0, *(bar.value or 0 for bar in one.bars)]) or 1.0
    rows = [
        {
            "name": bar.name,
            "text": bar.text,
            "said": bar.said,
            "made_up": bar.example,
            "marked": bar.marked,
            "at": None if bar.value is None else max(0.0, min(100.0, 100 * bar.value / most)),
            "cut": bar.value is not None and bar.value > most,
            "colour": _colour(bar.status),
        }
        for bar in one.bars
    ]
    line = None if one.line is None or one.line > most else 100 * one.line / most
    ticks = [] if line is None else [{"at": line, "words": _written(one.line, one.unit)}]
    return _table("bars", rows, line, ticks, one.series, one.line_name)


def _dots(one: Dots) -> Values:
    def at(value: float) -> float:
        return max(0.0, min(100.0, 100 * (value - one.low) / ((one.high - one.low) or 1)))

    rows = []
    for row in one.rows:
        now = next((place for place, dot in enumerate(row.dots) if dot.now), 0)
        found = [
            {
                "at": at(dot.value),
                "now": dot.now,
                "before": place < now,
                "made_up": dot.example,
                "colour": _colour(dot.status),
            }
            for place, dot in sorted(enumerate(row.dots), key=lambda pair: pair[1].now)
            if dot.value is not None
        ]
        rows.append({"name": row.name, "text": row.text, "said": row.said, "dots": found})
    ticks = [{"at": at(tick), "words": _written(tick, one.unit)} for tick in one.ticks]
    return _table("dots", rows, None if one.line is None else at(one.line), ticks, ", ".join(one.series), one.line_name)


def _table(
    kind: str, rows: list[Values], line: float | None, ticks: list[Values], series: str, line_name: str
) -> Values:
    return {
        "kind": kind,
        "rows": rows,
        "line": line,
        "ticks": ticks,
        "named": "Naam",
        "beside": "Toelichting",
        "measured": "Cijfer",
        "line_words": f"{series}; de streep is {line_name}." if line is not None else f"{series}.",
    }


def _listed(items: Sequence[Item], *, numbered: bool = True) -> Values:
    """A list; a source has a code for a number, which nobody needs to read."""
    found = [
        {
            "name": one.name,
            "said": one.said,
            "marked": one.marked,
            "number": one.number if numbered and one.number != "–" else "",
        }
        for one in items
    ]
    return {"kind": "list", "items": found}


def _written(value: float | None, unit: str) -> str:
    return words.percent(value) if unit == "%" else dutch.with_unit(value, unit)


def _colour(status: Status | None) -> str:
    return theme.STATUS[status].colour if status else theme.ACCENT


def _lines(one: Lines) -> str:
    """The lines as a drawing, each with its newest figure and its name at the end."""
    wide, high = PLOT
    most = max((value for line in one.series for value in line.values if value is not None), default=1.0) * 1.1 or 1.0
    across = wide / max(1, len(one.categories) - 1)
    drawn, ends = "", []
    for line, shade in zip(one.series, (*theme.GROUPS, theme.GREY) * len(one.series), strict=False):
        known = [
            (place * across, high - high * value / most) for place, value in enumerate(line.values) if value is not None
        ]
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in known)
        drawn += (
            f'<polyline points="{points}" fill="none" stroke="{shade}" stroke-width="{6 if line.marked else 3}"'
            f"{' stroke-dasharray=' + repr('12 8') if line.example else ''}/>"
        )
        if known:
            ends.append((known[-1][1], line, shade))
    free, names = 0.0, ""
    ordered = sorted(ends, key=_height)
    for place, (at, line, shade) in enumerate(ordered):
        y = min(max(at, free), high - 34.0 * (len(ordered) - 1 - place))
        free = y + 34.0
        names += _text(f"{line.text} {line.name}", wide + 14, y + 8, shade, "700" if line.marked else "400")
    first, last = (one.categories[0], one.categories[-1]) if one.categories else ("", "")
    base = f'<path d="M0 {high}H{wide}" stroke="{LINE}" stroke-width="2"/>'
    years = _text(first, 0, high + 34, SOFT, "400") + _text(last, wide, high + 34, SOFT, "400", end=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-10 -20 {wide + NAMES} {high + 70}" width="{wide + NAMES}" '
        f'height="{high + 70}">{base}{drawn}{names}{years}</svg>'
    )


def _height(end: tuple[float, Series, str]) -> float:
    return end[0]


def _text(text: str, x: float, y: float, fill: str, weight: str, *, end: bool = False) -> str:
    anchor = ' text-anchor="end"' if end else ""
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" font-family="Source Sans Pro" font-size="24" font-weight="{weight}" '
        f'fill="{fill}"{anchor}>{escape(text)}</text>'
    )
