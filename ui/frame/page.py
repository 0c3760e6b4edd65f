"""The frame of every screen: the bar on top, the store, notices."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

import streamlit as st

from samenleven.errors import SamenlevenError
from ui.filters import moment
from ui.filters.address import Address, of_this_run
from ui.filters.bar import unknown
from ui.frame import block, top
from ui.hooks import uploads
from ui.login import person
from ui.reading import cached

ICON = Path(__file__).parents[1] / "assets" / "icon.png"


def page(title: str, *, screen: str | None = None) -> Address:
    """Open a screen: title, bar and store. Gives the address with what the reader chose.

    A store that cannot be opened or built stops the page with one clear message.
    """
    st.set_page_config(page_title=f"{title} · Samenleven", page_icon=str(ICON), layout="wide")
    uploads.arrive()
    address = of_this_run(title.lower() if screen is None else screen)
    try:
        served = cached.begin(address.at)
        block.show(top.html(address, person.here()), "balk_boven")
    except SamenlevenError as error:
        block.show(top.html(address, person.here(), figures=False), "balk_boven")
        head, *rest = str(error).split("\n")
        st.error(head)
        _lines(rest)
        st.stop()
    if served.notice:
        head, *rest = served.notice.split("\n")
        st.warning(head)
        with st.expander("Waarom zijn ze niet opgenomen?"):
            _lines(rest)
    _earlier(address)
    return address


def _earlier(address: Address) -> None:
    """Say on top that this is an earlier state of the ledger, and lead back; or that the address asks no moment."""
    asked = address.get(moment.KEY)
    if asked is None:
        return
    now = f'<a href="{escape(address.link(**{moment.KEY: None}))}">Toon de cijfers van nu</a>'
    then = f"Stand op {moment.words(asked)}: wat er toen in het register stond." if address.at else None
    said = then or unknown(moment.KEY, asked)
    block.show(f'<p class="notice" role="status">{said} {now}</p>', "stand")


def _lines(lines: Iterable[str]) -> None:
    for line in lines:
        st.text(line)
