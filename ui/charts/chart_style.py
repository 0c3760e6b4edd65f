"""One look for all charts: Dutch numbers and dates, letters in the colour of the page, long names on several lines."""

from __future__ import annotations

import textwrap
from typing import Any

import altair as alt
import pandas as pd

from samenleven import terms
from samenleven.column_names import heading

NUMBERS = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€ ", ""], "percent": " %"}
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december"
DAYS = {
    "dateTime": "%A %e %B %Y, %H:%M",
    "date": "%d/%m/%Y",
    "time": "%H:%M",
    "periods": ["", ""],
    "days": ["zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"],
    "shortDays": ["zo", "ma", "di", "wo", "do", "vr", "za"],
    "months": MONTHS.split(),
    "shortMonths": ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
}
INK = "currentColor"  # letters and lines take the colour of the page, light or dark, also when the reader switches
LETTERS = 13  # pixels
NAME_WIDTH = 21  # letters on one line of a name beside a chart: leaves room for the dots on a phone
TITLE_WIDTH = 52  # letters on one line of a name above a bar: as wide as a phone


CONFIG = alt.Config(
    locale=alt.Locale(number=NUMBERS, time=DAYS),
    view=alt.ViewConfig(stroke=None),
    text=alt.MarkConfig(color=INK, fontSize=LETTERS),
    rule=alt.MarkConfig(color=INK),
    axis=alt.AxisConfig(
        labelColor=INK,
        titleColor=INK,
        labelFontSize=LETTERS,
        titleFontSize=LETTERS,
        labelLimit=300,
        titleFontWeight="normal",
        gridColor=INK,
        gridOpacity=0.12,
        tickColor=INK,
        domainColor=INK,
        domainOpacity=0.4,
        tickOpacity=0.4,
    ),
    legend=alt.LegendConfig(
        labelColor=INK, labelFontSize=LETTERS, labelLimit=340, orient="top", title=None, offset=8, titleColor=INK
    ),
)


def styled(chart: Any) -> Any:
    """The chart in the house style."""
    drawn = chart.copy(deep=False)  # altair's own `configure` copies every row of the data, once per part
    drawn.config = CONFIG
    return drawn


def lines(name: str, width: int = NAME_WIDTH) -> list[str]:
    """A name on as many short lines as it needs; nothing is cut off."""
    return textwrap.wrap(name, width) or [name]


def said(frame: pd.DataFrame) -> list[Any]:
    """Lines of a tooltip for what must be said beside figures: who reported, what the plan leaves open, how spread."""
    return [
        alt.Tooltip(f"{name}:N", title=terms.capital(heading(name)))
        for name in ("remark", "target_reading", "spread")
        if name in frame and frame[name].notna().any()
    ]
