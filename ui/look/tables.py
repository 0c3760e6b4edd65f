"""Tables on screen: Dutch headings, Dutch words for codes, numbers in the reader's own notation."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from samenleven import dutch, terms
from samenleven.attainment import Status
from samenleven.column_names import heading
from samenleven.figures import Kind
from ui.look import theme

SIGN, PADDING = 8, 24  # pixels of a sign and of the space around a cell of the grid
RATIOS = {
    *("ratio", "share", "progress", "progress_before", "progress_rounds", "ratio_before"),
    *("baseline_progress", "baseline_ratio"),
}
EUROS = {"budget_eur", "grant_eur", "own_share_eur", "amount_eur", "ceiling_eur", "per_head_eur"}
EXACT = {"value", "minimum", "maximum", "target"}
"""Columns of a register whose numbers keep every decimal; they come as text."""
DATES = {"reference_date", "reported_on", "starts_on", "ends_on", "due_on", "valid_from", "published_on", "accessed_on"}


def show(
    frame: pd.DataFrame,
    columns: Sequence[str] | None = None,
    *,
    height: int | None = None,
    key: str | None = None,
    headings: Mapping[str, str] | None = None,
    widths: Mapping[str, int] | None = None,
) -> Any:
    """Show a frame as a table; `columns` picks and orders what is shown, `headings` replaces the usual headings.

    `widths` in pixels keeps a long column from pushing the others out of sight.
    """
    shown = frame[[name for name in (columns or frame.columns) if name in frame]]
    words = shown.copy()
    for name in words.columns:
        if set(map(type, words[name].dropna().tolist())) == {bool}:
            words[name] = words[name].map({True: "ja", False: "nee"})
        if name in terms.VALUES:
            words[name] = [word(name, code) for code in words[name]]
    config: dict[str, Any] = {}
    for name in words.columns:
        label = terms.capital((headings or {}).get(name) or heading(name))
        if name in RATIOS:
            config[name] = st.column_config.NumberColumn(label, format="percent")
        elif name in EUROS or name.endswith("_eur"):
            config[name] = st.column_config.NumberColumn(label, format="euro")
        elif name in DATES:
            words[name] = pd.to_datetime(words[name])
            config[name] = st.column_config.DateColumn(label, format="D/M/YYYY")
        elif name == "url":
            config[name] = st.column_config.LinkColumn(label)
        elif pd.api.types.is_numeric_dtype(words[name]) and not pd.api.types.is_bool_dtype(words[name]):
            config[name] = st.column_config.NumberColumn(label, format="localized")
        else:
            config[name] = st.column_config.Column(label)
    for name in set(config) - set(widths or {}):
        if pd.api.types.is_any_real_numeric_dtype(words[name]):
            config[name] = {**config[name], "width": _room(name, frame[name], config[name]["label"])}
    for name in set(widths or {}) & set(config):
        config[name] = {**config[name], "width": (widths or {})[name]}
    options: dict[str, Any] = {"height": height} if height else {}
    return st.dataframe(words, column_config=config, hide_index=True, key=key, placeholder="–", **options)


def _room(name: str, numbers: pd.Series, label: str) -> int:
    """Pixels in which the longest number of a column stands whole: the grid cuts what is wider, on its left side."""
    longest = max((len(text(name, one)) for one in (numbers.min(), numbers.max())), default=0)
    return PADDING + SIGN * max(longest, len(label))


def plain(frame: pd.DataFrame, columns: Sequence[str], *, headings: Mapping[str, str] | None = None) -> None:
    """The same as a table of plain text: every program that reads a page aloud can walk through its cells."""
    names = [name for name in columns if name in frame]
    labels = {name: terms.capital((headings or {}).get(name) or heading(name)) for name in names}
    numbers = [
        name for name in names if name not in terms.VALUES and pd.api.types.is_any_real_numeric_dtype(frame[name])
    ]
    words = pd.DataFrame({labels[name]: [_markdown(name, cell) for cell in frame[name]] for name in names})
    # A column of numbers stays one, so that it stands to the right; what is shown is our own text.
    for name in numbers:
        words[labels[name]] = frame[name].tolist()
    shown = words.style.format({labels[name]: partial(_markdown, name) for name in numbers})
    st.table(shown, hide_index=True)


def html(
    frame: pd.DataFrame, columns: Sequence[str], *, headings: Mapping[str, str] | None = None, most: int | None = None
) -> str:
    """A table as HTML that scrolls in its own room; `most` is how many rows are drawn, and it says so when it cuts."""
    names = [name for name in columns if name in frame]
    heads = [terms.capital((headings or {}).get(name) or heading(name)) for name in names]
    right = [
        name not in terms.VALUES and (name in EXACT or pd.api.types.is_any_real_numeric_dtype(frame[name]))
        for name in names
    ]
    mark = [
        ' class="num"' if number else ' class="whole"' if name in DATES or name == "kind" else ""
        for name, number in zip(names, right, strict=True)
    ]
    head = "".join(f'<th scope="col"{m}>{escape(text)}</th>' for text, m in zip(heads, mark, strict=True))
    rows = []
    for row in frame[names].head(most or len(frame)).itertuples(index=False, name=None):
        cells = [_html(name, cell) for name, cell in zip(names, row, strict=True)]
        first = f'<th scope="row"{mark[0]}>{cells[0]}</th>'
        rows.append(first + "".join(f"<td{m}>{cell}</td>" for cell, m in zip(cells[1:], mark[1:], strict=True)))
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    cut = most is not None and len(frame) > most
    caption = f"<caption>De eerste {dutch.number(most)} rijen; de CSV heeft ze alle.</caption>" if cut else ""
    inside = f"{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    return f'<div class="scroll" tabindex="0" role="group" aria-label="Tabel"><table>{inside}</table></div>'


def _html(name: str, cell: Any) -> str:
    shown = escape(text(name, cell))
    if name == "url" and shown.startswith("http"):
        return f'<a href="{shown}" target="_blank" rel="noopener">{shown}</a>'
    return shown


def text(name: str, cell: Any) -> str:
    """A cell as a reader sees it: codes as words, numbers and dates as people write them, a dash for nothing."""
    if dutch.is_missing(cell):
        return "–"
    if name in terms.VALUES:
        return str(word(name, cell))
    if name in RATIOS:
        return dutch.percent(cell, 1)
    if name == "change_eur":
        return dutch.signed_euro(cell)
    if name in EUROS or name.endswith("_eur"):
        return dutch.euro(cell)
    if hasattr(cell, "year"):
        return dutch.day(cell)
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, int | float):
        return dutch.number(cell, 1)
    return str(cell)


def _markdown(name: str, cell: Any) -> str:
    return escaped(text(name, cell))  # st.table draws its cells as markdown


def escaped(text: str) -> str:
    """Text as markdown that shows every sign as it is."""
    return re.sub(r"([\\`*_\[\]<>$~])", r"\\\1", text)


def word(column: str, code: Any) -> Any:
    """A code as its Dutch word, with the sign of its status or kind."""
    word = terms.value(column, code if isinstance(code, str) else None)
    if column == "status" and isinstance(code, str):
        return f"{theme.STATUS[Status(code)].sign} {word}"
    if column == "kind" and isinstance(code, str):
        return f"{theme.KIND[Kind(code)].sign} {word}"
    return word


def numeric(frame: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """The frame with these columns as floating-point numbers, for tables and charts (the store counts in decimals)."""
    return frame.assign(**{name: pd.to_numeric(frame[name].astype("float64")) for name in columns if name in frame})
