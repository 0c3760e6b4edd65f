"""The seven goals as tiles: icon, name, progress, status and kind of figure in words."""

from __future__ import annotations

import html
from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from samenleven import terms
from samenleven.attainment import Attainment
from samenleven.figures import Kind
from ui import filters, formats, served, theme


def show(rows: Sequence[Attainment], *, year: int | None = None) -> None:
    """One tile per goal row; with a `year`, each tile is a link to its goal on the page *doelstellingen*."""
    st.html(f'<ul class="goals">{"".join(_tile(row, year) for row in rows)}</ul>')


def _tile(row: Attainment, year: int | None) -> str:
    look = theme.STATUS[row.status]
    said = f"{look.sign} {terms.STATUS[row.status]}"
    known = f"{row.with_figure} van {row.with_figure + row.without_figure} onderdelen"
    kind = f"{theme.KIND[Kind(row.kind)].sign} {terms.KIND[row.kind]}" if row.kind and row.ratio is not None else ""
    parts = [
        f'<span class="name">{theme.goal_icon(row.goal)}<span>{row.goal}. {html.escape(row.component)}</span></span>',
        f'<span class="value">{formats.percent(row.ratio) if row.ratio is not None else "–"}</span>',
        f'<span class="said">{said}</span>',
        f'<span class="said">{known}</span>',
        f'<span class="said">{kind}</span>' if kind else "",
    ]
    if year is None:
        return f'<li><div class="tile">{"".join(parts)}</div></li>'
    query = urlencode(filters.shared() | {"doelstelling": str(row.goal), "jaar": str(year)})
    return f'<li><a href="{served.page("doelstellingen")}?{query}" target="_self">{"".join(parts)}</a></li>'
