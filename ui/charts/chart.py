"""Charts that say something: the finding as title, figures at the marks, and a line with source, date and kind.

Title and source line stand in the page, not in the drawing: there they wrap on a phone and can be read aloud.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from samenleven import dutch
from ui.charts import chart_style
from ui.look import tables, theme
from ui.reading import provenance, reads


def show(chart: Any, *, key: str, about: pd.DataFrame | None = None) -> None:
    """Draw a chart in the house style; `about` are its figures: kind, date and source go under the chart."""
    title, note = _title(chart)
    drawn = chart.copy(deep=False)
    drawn.description = _aloud(title)
    drawn.title = alt.Undefined
    st.markdown(f"**{tables.escaped(title)}**" + (f"  \n:small[{tables.escaped(note)}]" if note else ""))
    st.altair_chart(chart_style.styled(drawn), width="stretch", key=key)
    if about is not None:
        st.markdown(f":small[{origin(about)}]")


def as_table(frame: pd.DataFrame, columns: Sequence[str], *, headings: Mapping[str, str] | None = None) -> None:
    """The figures of a chart as a plain table, one click below it."""
    with st.expander("De cijfers van deze grafiek als tabel"):
        tables.plain(frame, columns, headings=headings)


def origin(frame: pd.DataFrame) -> str:
    """Kind, newest date and sources of the figures in a chart, as one line."""
    found = provenance.of(frame, columns=["source_id"])
    parts = [" en ".join(map(theme.kind_word, found.kinds))]
    if found.newest is not None:
        parts.append(dutch.day(found.newest))
    titles = reads.short_titles()
    if found.source_ids:
        parts.append(f"bron: {'; '.join(tables.escaped(titles.get(one, one)) for one in found.source_ids)}")
    return " · ".join(part for part in parts if part)


def _title(chart: Any) -> tuple[str, str]:
    found = chart.title
    if isinstance(found, alt.TitleParams):
        return str(found.text), str(found.subtitle or "")
    return ("" if found is alt.Undefined else str(found)), ""


def _aloud(title: str) -> str:
    """What a screen reader says instead of the drawing."""
    return f"Grafiek: {title}. De cijfers staan in de tabel erbij." if title else "Grafiek"
