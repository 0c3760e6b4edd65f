"""The frame of every screen: the bar on top, the store, notices; and parts that screens with widgets share."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import streamlit as st

from samenleven import dutch
from samenleven.errors import SamenlevenError
from ui.filters.address import Address, of_this_run
from ui.frame import block, top
from ui.hooks import uploads
from ui.look import theme
from ui.reading import cached, provenance, reads

ICON = Path(__file__).parents[1] / "assets" / "icon.png"


def page(title: str, question: str = "", *, screen: str | None = None) -> Address:
    """Open a screen: title, bar and store. Gives the address with what the reader chose.

    `question` is shown under the title by screens that do not say their finding in the headline yet; without it the
    screen draws its own headline. A store that cannot be opened or built stops the page with one clear message.
    """
    st.set_page_config(page_title=f"{title} · Samenleven", page_icon=str(ICON), layout="wide")
    uploads.arrive()
    address = of_this_run(title.lower() if screen is None else screen)
    block.show(top.html(address), "balk_boven")
    if question:
        st.title(title, anchor=False)
        st.markdown(question)
    try:
        served = cached.begin()
    except SamenlevenError as error:
        head, *rest = str(error).split("\n")
        st.error(head)
        _lines(rest)
        st.stop()
    if served.notice:
        head, *rest = served.notice.split("\n")
        st.warning(head)
        with st.expander("Waarom zijn ze niet opgenomen?"):
            _lines(rest)
    return address


def _lines(lines: Iterable[str]) -> None:
    for line in lines:
        st.text(line)


def empty(what: str, advice: str) -> None:
    """Say that there is nothing to show and what to do about it."""
    st.info(f"**{what}** {advice}")


def sources(*frames: pd.DataFrame, extra: Iterable[str] = ()) -> None:
    """The sources under a view: title, date of the newest figure, kinds of figures."""
    found = provenance.of(*frames, extra=extra)
    if not found.source_ids:
        return
    titles = reads.source_titles()
    line = f"**Bronnen:** {'; '.join(titles.get(source, source) for source in found.source_ids)}."
    if found.newest is not None:
        line += f" **Nieuwste datum:** {dutch.day(found.newest)}."
    if found.kinds:
        line += f" **Soort cijfers:** {', '.join(map(theme.kind_word, found.kinds))}."
    st.markdown(f":small[{line}]")
