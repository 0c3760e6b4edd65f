"""One look for all charts: Dutch numbers and dates, letters in the colour of the page."""

from __future__ import annotations

from typing import Any

import altair as alt

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
