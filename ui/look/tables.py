"""Tables on screen: Dutch headings, Dutch words for codes, numbers in the reader's own notation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd

from samenleven import dutch, terms
from samenleven.attainment import Status
from samenleven.column_names import heading
from samenleven.figures import Kind
from ui.look import theme

RATIOS = {
    *("ratio", "share", "progress", "progress_before", "progress_rounds", "ratio_before"),
    *("baseline_progress", "baseline_ratio"),
}
EUROS = {"budget_eur", "grant_eur", "own_share_eur", "amount_eur", "ceiling_eur", "per_head_eur"}
EXACT = {"value", "minimum", "maximum", "target"}
"""Columns of a register whose numbers keep every decimal; they come as text."""
DATES = {"reference_date", "reported_on", "starts_on", "ends_on", "due_on", "valid_from", "published_on", "accessed_on"}


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
