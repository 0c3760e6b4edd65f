"""Small multiples: one small chart for each applicant, all on one scale, to compare how they move over the years.

Plain HTML and CSS: it wraps from a wide screen to a phone, and every figure is text that can be read aloud.
"""

from __future__ import annotations

import html

import pandas as pd
import streamlit as st

from samenleven import dutch, terms
from samenleven.figures import Kind
from ui.charts import chart as charts
from ui.look import tables, theme

MOST = 9  # small charts in one view
HIGHEST = 2.0  # a column above 200 % is cut there; the figure below it is the true one
COLUMNS = ["name", "project_year", "ratio", "target", "realised", "kind", "reference_date"]


def show(frame: pd.DataFrame, *, title: str, own: str | None = None) -> None:
    """Attainment per project year of each name in `frame`, in its order; `own` is marked.

    `frame` has `name`, `project_year`, `ratio`, `status`, `kind`, `source_id` and `reference_date`. A year without a
    figure is a gap with a dash, not a zero.
    """
    known = [float(one) for one in frame["ratio"] if not dutch.is_missing(one)]
    if not known:
        return
    top = min(HIGHEST, max(1.1, *known))
    years = sorted(frame["project_year"].unique())
    parts = []
    for name in list(dict.fromkeys(frame["name"]))[:MOST]:
        rows = frame[frame["name"] == name].set_index("project_year")
        columns = "".join(_year(year, rows.loc[year] if year in rows.index else None, top) for year in years)
        mark = ' class="own"' if name == own else ""
        parts.append(f'<li{mark}><span class="name">{html.escape(str(name))}</span><ol>{columns}</ol></li>')
    cut = f"; een kolom stopt bij {dutch.percent(HIGHEST)}, het cijfer klopt" if max(known) > HIGHEST else ""
    st.markdown(
        f"**{tables.escaped(title)}**  \n:small[Doelbereik in % van de afspraak, per projectjaar. "
        f"De streep is 100 %. Overal dezelfde schaal{cut}.]"
    )
    line = f"--line:{100 / top:.1f}%"
    st.html(f'<ul class="multiples" style="{line}">{"".join(parts)}</ul>')
    st.markdown(f":small[{charts.origin(frame)}]")
    charts.as_table(frame, COLUMNS)


def _year(year: int, row: pd.Series | None, top: float) -> str:
    """One column: the bar for the eye, the year and the figure for everyone."""
    ratio = None if row is None or dutch.is_missing(row["ratio"]) else float(row["ratio"])
    made_up = row is not None and row["kind"] == Kind.EXAMPLE
    said = f'<span class="unseen"> ({terms.KIND["example"]})</span>' if made_up and ratio is not None else ""
    bar = ""
    if row is not None and ratio is not None:
        height = max(0.0, min(ratio, top)) / top * 100
        drawn = f"height:{height:.1f}%;background-color:{theme.STATUS[row['status']].colour}"
        bar = f'<span class="bar{" example" if made_up else ""}" style="{drawn}"></span>'
    figure = "–" if ratio is None else dutch.percent(ratio)
    return (
        f'<li><span class="room">{bar}</span><span class="value">{figure}{said}</span>'
        f'<span class="when">jaar {year}</span></li>'
    )
