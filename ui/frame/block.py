"""Pieces of a screen as HTML, few and large: what is drawn here replaces itself by changing only what differs.

`st.html` drops inline SVG, and draws a changed text anew: the focus and what a reader opened would be lost. Links and
lists in a block change the address (ui/hooks/navigate.js). All text from data must come in escaped.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import streamlit as st

from ui.server import served

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

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
