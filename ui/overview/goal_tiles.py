"""The seven goals as tiles: icon, name, progress, status and kind of figure in words."""

from __future__ import annotations

import html
from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from samenleven import dutch
from samenleven.attainment import Attainment
from ui.filters import widgets as filters
from ui.look import theme
from ui.server import served


def show(rows: Sequence[Attainment], *, year: int) -> None:
    """One tile per goal row: a link to that goal and `year` on the page *doelstellingen*."""
    st.html(f'<ul class="goals">{"".join(_tile(row, year) for row in rows)}</ul>')


def _tile(row: Attainment, year: int) -> str:
    known = f"{row.with_figure} van {row.with_figure + row.without_figure} onderdelen"
    kind = theme.kind_word(row.kind) if row.kind and row.ratio is not None else ""
    parts = [
        f'<span class="name">{theme.goal_icon(row.goal)}<span>{row.goal}. {html.escape(row.component)}</span></span>',
        f'<span class="value">{dutch.percent(row.ratio) if row.ratio is not None else "–"}</span>',
        f'<span class="said">{theme.status_word(row.status, made_up=False)}</span>',
        f'<span class="said">{known}</span>',
        f'<span class="said">{row.remark}</span>' if row.remark else "",
        f'<span class="said">{kind}</span>' if kind else "",
    ]
    query = urlencode(filters.shared() | {"doelstelling": str(row.goal), "jaar": str(year)})
    return f'<li><a href="{served.page("doelstellingen")}?{query}" target="_self">{"".join(parts)}</a></li>'
