"""Charts that say something: the finding as title, figures at the marks, and a line with source, date and kind.

Title and source line stand in the page, not in the drawing: there they wrap on a phone and can be read aloud.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from samenleven import terms
from samenleven.figures import Kind
from ui import chart_style, formats, reads, tables, theme
from ui.chart_marks import MOST, bullets, over_years, population_lines, ranked_dots
from ui.chart_style import INK, LETTERS


def show(chart: Any, *, key: str, letters: int = LETTERS, about: pd.DataFrame | None = None) -> None:
    """Draw a chart in the house style; `letters` is the size of its text in pixels.

    `about` are its figures: kind, date and source go under the chart. With larger letters, on a slide, the title
    stays in the drawing.
    """
    title, note = _title(chart)
    drawn = chart.copy(deep=False)
    drawn.description = _aloud(title)
    if letters == LETTERS:
        drawn.title = alt.Undefined
        st.markdown(f"**{tables.escaped(title)}**" + (f"  \n:small[{tables.escaped(note)}]" if note else ""))
    st.altair_chart(chart_style.styled(drawn, letters), width="stretch", key=key)
    if about is not None:
        st.markdown(f":small[{origin(about)}]")


def as_table(frame: pd.DataFrame, columns: Sequence[str], *, headings: Mapping[str, str] | None = None) -> None:
    """The figures of a chart as a plain table, one click below it."""
    with st.expander("De cijfers van deze grafiek als tabel"):
        tables.plain(frame, columns, headings=headings)


def origin(frame: pd.DataFrame) -> str:
    """Kind, newest date and sources of the figures in a chart, as one line."""
    kinds = [str(kind) for kind in frame["kind"].dropna().unique()] if "kind" in frame else []
    parts = [" en ".join(f"{theme.KIND[Kind(kind)].sign} {terms.KIND[kind]}" for kind in sorted(kinds))]
    if "reference_date" in frame and frame["reference_date"].notna().any():
        parts.append(formats.day(pd.to_datetime(frame["reference_date"]).max()))
    used = dict.fromkeys(one for cell in frame.get("source_id", pd.Series()).dropna() for one in str(cell).split(", "))
    titles = reads.short_titles()
    if used:
        parts.append(f"bron: {'; '.join(tables.escaped(titles.get(one, one)) for one in used)}")
    return " · ".join(part for part in parts if part)


def description(chart: Any) -> dict[str, Any]:
    """A chart in the house style as a description without data: to be made once and drawn many times."""
    found: dict[str, Any] = chart_style.styled(chart).to_dict()
    for name in ("data", "datasets", "$schema"):
        found.pop(name, None)
    return found


def show_again(described: dict[str, Any], data: pd.DataFrame, *, title: str, key: str) -> None:
    """Draw a described chart with new data: as only data change, the browser moves the bars and draws nothing anew."""
    st.markdown(f"**{title}**")
    st.vega_lite_chart(data, described, width="stretch", key=key)


def _title(chart: Any) -> tuple[str, str]:
    found = chart.title
    if isinstance(found, alt.TitleParams):
        return str(found.text), str(found.subtitle or "")
    return ("" if found is alt.Undefined else str(found)), ""


def _aloud(title: str) -> str:
    """What a screen reader says instead of the drawing."""
    return f"Grafiek: {title}. De cijfers staan in de tabel erbij." if title else "Grafiek"


__all__ = ["INK", "LETTERS", "MOST", "as_table", "bullets", "description", "origin", "over_years"]
__all__ += ["population_lines", "ranked_dots", "show", "show_again"]
