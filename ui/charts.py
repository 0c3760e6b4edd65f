"""Charts: one look for all, Dutch numbers, a title that says what is shown and a line that says where it is from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from samenleven import terms
from samenleven.attainment import Status
from samenleven.figures import Kind
from ui import tables, theme

NUMBERS = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€ ", ""], "percent": " %"}
DAYS = {
    "dateTime": "%A %e %B %Y, %H:%M",
    "date": "%d/%m/%Y",
    "time": "%H:%M",
    "periods": ["", ""],
    "days": ["zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"],
    "shortDays": ["zo", "ma", "di", "wo", "do", "vr", "za"],
    "months": [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "shortMonths": ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
}


LONGEST, SHORTEST = 2.5, 1.1  # where the axis of attainment ends at most and at least


INK = "currentColor"  # letters and lines take the colour of the page, light or dark, also when the reader switches
LETTERS = 13


def show(chart: Any, *, key: str, letters: int = LETTERS) -> None:
    """Draw a chart in the house style, with Dutch numbers and dates; `letters` is the size of its text in pixels."""
    st.altair_chart(_styled(chart, letters), width="stretch", key=key)


def as_table(frame: pd.DataFrame, columns: Sequence[str], *, headings: Mapping[str, str] | None = None) -> None:
    """The figures of a chart as a plain table, one click below it."""
    with st.expander("De cijfers van deze grafiek als tabel"):
        tables.plain(frame, columns, headings=headings)


def _styled(chart: Any, letters: int = LETTERS) -> Any:
    return (
        chart.configure(locale={"number": NUMBERS, "time": DAYS})
        .configure_view(stroke=None)
        .configure_text(color=INK, fontSize=letters)
        .configure_rule(color=INK)
        .configure_title(color=INK, fontSize=letters + 2, anchor="start", limit=2000)
        .configure_axis(
            labelColor=INK,
            titleColor=INK,
            labelFontSize=letters,
            titleFontSize=letters,
            labelLimit=300,
            titleFontWeight="normal",
            gridColor=INK,
            gridOpacity=0.15,
            tickColor=INK,
            domainColor=INK,
        )
        .configure_legend(
            labelColor=INK, labelFontSize=letters, labelLimit=300, orient="bottom", title=None, titleColor=INK
        )
    )


def description(chart: Any) -> dict[str, Any]:
    """A chart in the house style as a description without data: to be made once and drawn many times."""
    found: dict[str, Any] = _styled(chart).to_dict()
    for name in ("data", "datasets", "$schema"):
        found.pop(name, None)
    return found


def show_again(described: dict[str, Any], data: pd.DataFrame, *, title: str, key: str) -> None:
    """Draw a described chart with new data: as only data change, the browser moves the bars and draws nothing anew."""
    st.markdown(f"**{title}**")
    st.vega_lite_chart(data, described, width="stretch", key=key)


def _look_of(status: Any, kind: Any) -> tuple[str, str]:
    """The word in the legend and the fill of a bar: example figures are hatched and named so."""
    look, made_up = theme.STATUS[Status(status)], kind == Kind.EXAMPLE
    word = f"{look.sign} {terms.STATUS[str(status)]}"
    return f"{word} ({terms.KIND['example']})" if made_up else word, theme.paint(look.colour, made_up)


def bullets(frame: pd.DataFrame, label: str, *, title: str) -> Any:
    """Attainment as bars against a line at 100 %, coloured by status; example figures are hatched and say so.

    `frame` has `ratio` (1 is 100 %), `status`, `kind`, `target`, `realised` and the column named by `label`.
    A bar far over its target is cut at `LONGEST`; the percentage at the right always gives the true figure.
    """
    limit = min(LONGEST, max(SHORTEST, float(frame["ratio"].max())))
    data = frame.assign(
        shown=frame["ratio"].clip(upper=limit),
        word=[_look_of(status, kind)[0] for status, kind in zip(frame["status"], frame["kind"], strict=True)],
        kind_word=[terms.KIND.get(str(code), "geen cijfer") for code in frame["kind"]],
        edge=limit * 1.12,
    )
    pairs = {(str(status), kind == Kind.EXAMPLE) for status, kind in zip(data["status"], data["kind"], strict=True)}
    order = {status.value: place for place, status in enumerate(Status)}
    looks = [
        _look_of(status, Kind.EXAMPLE if made_up else None)
        for status, made_up in sorted(pairs, key=lambda pair: (order[pair[0]], pair[1]))
    ]
    base = alt.Chart(data).encode(
        y=alt.Y(f"{label}:N", sort=list(data[label]), title=None, axis=alt.Axis(labelOverlap=False))
    )
    bars = base.mark_bar(height=16, cornerRadiusEnd=2).encode(
        x=alt.X(
            "shown:Q",
            title="doelbereik (streep: 100 % van de streefwaarde)",
            axis=alt.Axis(format=".0%", tickCount=6),
            scale=alt.Scale(domain=[0, limit * 1.12], nice=False),
        ),
        color=alt.Color(
            "word:N", scale=alt.Scale(domain=[word for word, _ in looks], range=[fill for _, fill in looks])
        ),
        tooltip=[
            alt.Tooltip(f"{label}:N", title="Wat"),
            alt.Tooltip("ratio:Q", title="Doelbereik", format=".0%"),
            alt.Tooltip("target:Q", title="Streefwaarde", format=",.0f"),
            alt.Tooltip("realised:Q", title="Behaald", format=",.0f"),
            alt.Tooltip("word:N", title="Status"),
            alt.Tooltip("kind_word:N", title="Soort cijfer"),
            alt.Tooltip("source_id:N", title="Bron"),
            alt.Tooltip("reference_date:T", title="Datum", format="%d/%m/%Y"),
        ],
    )
    text = base.mark_text(align="right").encode(x="edge:Q", text=alt.Text("ratio:Q", format=".0%"))
    target = alt.Chart(pd.DataFrame({"x": [1.0]})).mark_rule(strokeDash=[4, 3], strokeWidth=2).encode(x="x:Q")
    return (bars + text + target).properties(title=title, height=alt.Step(28))


def over_years(frame: pd.DataFrame, *, title: str, unit: str) -> Any:
    """Target and realised per project year as two lines; `frame` has `project_year`, `series` and `value`."""
    base = alt.Chart(frame).encode(
        x=alt.X("project_year:O", title="projectjaar", axis=alt.Axis(labelAngle=0)),
        y=alt.Y("value:Q", title=unit, axis=alt.Axis(format=",.0f")),
        color=alt.Color(
            "series:N",
            title=None,
            scale=alt.Scale(domain=["behaald", "streefwaarde"], range=[theme.ACCENT, theme.MUTED]),
        ),
        tooltip=[
            alt.Tooltip("series:N", title="Wat"),
            alt.Tooltip("project_year:O", title="Projectjaar"),
            alt.Tooltip("value:Q", title=unit, format=",.0f"),
            alt.Tooltip("kind_word:N", title="Soort cijfer"),
            alt.Tooltip("source_id:N", title="Bron"),
            alt.Tooltip("reference_date:T", title="Datum", format="%d/%m/%Y"),
        ],
    )
    lines = base.mark_line(point=alt.OverlayMarkDef(size=60)).encode(strokeDash=alt.StrokeDash("series:N", title=None))
    return lines.properties(title=title, height=240)


def population_lines(frame: pd.DataFrame, *, title: str, share: bool) -> Any:
    """Origin groups over time; `frame` has `reference_date`, `word`, `count`, `share`, `source_id`."""
    field, form, axis = ("share", ".1%", "aandeel van de inwoners") if share else ("count", ",.0f", "inwoners")
    return (
        alt.Chart(frame.assign(day=pd.to_datetime(frame["reference_date"])))
        .mark_line(point=True)
        .encode(
            x=alt.X("day:T", title="1 januari", axis=alt.Axis(format="%Y", tickCount="year")),
            y=alt.Y(f"{field}:Q", title=axis, axis=alt.Axis(format=form)),
            color=alt.Color("word:N", title=None, scale=alt.Scale(range=list(theme.GROUPS))),
            strokeDash=alt.StrokeDash("word:N", title=None),
            tooltip=[
                alt.Tooltip("word:N", title="Groep"),
                alt.Tooltip("day:T", title="Datum", format="%d/%m/%Y"),
                alt.Tooltip("count:Q", title="Aantal", format=",.0f"),
                alt.Tooltip("share:Q", title="Aandeel", format=".1%"),
                alt.Tooltip("kind_word:N", title="Soort cijfer"),
                alt.Tooltip("source_id:N", title="Bron"),
            ],
        )
        .properties(title=title, height=300)
    )


def ranked_dots(frame: pd.DataFrame, *, title: str, unit: str, own: str, percent: bool) -> Any:
    """Areas ranked by one figure as dots, one of them marked; `frame` has `name`, `value`, `kind_word`, `source_id`."""
    form = ".1%" if percent else ",.0f"
    data = frame.assign(is_own=[name == own for name in frame["name"]])
    base = alt.Chart(data).encode(
        y=alt.Y("name:N", sort="-x", title=None, axis=alt.Axis(labelOverlap=False)),
        x=alt.X("value:Q", title=unit, axis=alt.Axis(format=form, tickCount=6)),
        color=alt.condition("datum.is_own", alt.value(theme.MARKED), alt.value(theme.ACCENT)),
        tooltip=[
            alt.Tooltip("name:N", title="Gemeente"),
            alt.Tooltip("value:Q", title=unit, format=form),
            alt.Tooltip("kind_word:N", title="Soort cijfer"),
            alt.Tooltip("source_id:N", title="Bron"),
            alt.Tooltip("reference_date:T", title="Datum", format="%d/%m/%Y"),
        ],
    )
    dots = base.mark_circle(size=90, opacity=1)
    text = base.mark_text(align="left", dx=8).encode(text=alt.Text("value:Q", format=form))
    return (dots + text).properties(title=title, height=alt.Step(22))
