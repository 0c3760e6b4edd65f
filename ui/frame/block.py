"""Pieces of a screen as HTML, few and large: what is drawn here replaces itself by changing only what differs.

`st.html` drops inline SVG, and draws a changed text anew: the focus and what a reader opened would be lost. Links and
lists in a block change the address (ui/hooks/navigate.js). All text from data must come in escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from samenleven import dutch
from ui.server import served

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

LISTED = 20  # of a long list, so many are named one by one
_LOADER = """
export default ({parentElement, data}) => import(new URL("%s", location.origin))
  .then((page) => page.morph(parentElement, data.html));
"""


def show(html: str, key: str) -> None:
    """Draw a piece of HTML where the page is now; `key` names the piece and stays the same from run to run."""
    _component()(key=key, data={"html": html})


@cache
def _component() -> ComponentRenderer:
    """The component, registered at first use: only then is the base path of the app known."""
    return st.components.v2.component(
        "samenleven_block", html="", js=_LOADER % served.url(served.PAGE_SCRIPT), isolate_styles=False
    )


def refused(head: str, lines: Sequence[str], count: int = 0) -> str:
    """What is wrong with a file: where, what, and what to do; `count` is how many there are in all."""
    return _notice(head, lines, count, ' role="alert"')


def listed(head: str, lines: Sequence[str], count: int = 0) -> str:
    """What stands out in a file without being wrong; nothing when there is nothing."""
    return _notice(head, lines, count, "") if lines else ""


def _notice(head: str, lines: Sequence[str], count: int, role: str) -> str:
    shown = "".join(f"<li>{escape(line)}</li>" for line in lines[:LISTED])
    more = max(count, len(lines)) - len(lines[:LISTED])
    rest = f"<li>en nog {dutch.number(more)}</li>" if more > 0 else ""
    return f'<div class="notice"{role}><b>{escape(head)}</b><ul>{shown}{rest}</ul></div>'
