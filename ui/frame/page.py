"""The frame of every page: title, menu, the switch for official figures, notices and sources."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import streamlit as st

from samenleven import dutch
from samenleven.errors import SamenlevenError
from samenleven.figures import Kind
from ui.filters import widgets as filters
from ui.look import theme
from ui.reading import cached, provenance, reads
from ui.server import uploads

ICON = Path(__file__).parents[1] / "assets" / "icon.png"
MENU = {
    "app.py": "Overzicht",
    "pages/kaart.py": "Kaart",
    "pages/doelstellingen.py": "Doelstellingen",
    "pages/gemeente.py": "Gemeente",
    "pages/samenwerking.py": "Samenwerking",
    "pages/budget.py": "Budget",
    "pages/presentatie.py": "Presentatie",
    "pages/bronnen.py": "Bronnen",
}
SMALL_MENU = {
    "pages/woordenlijst.py": "Woordenlijst",
    "pages/toegankelijkheid.py": "Toegankelijkheid",
}
EXAMPLE_NOTICE = (
    "**▨ Deze pagina toont voorbeeldcijfers.** Resultaten per bestuur zijn niet publiek. Cijfers met het woord "
    "**voorbeeld** zijn verzonnen om het dashboard te tonen; ze tellen op tot de gepubliceerde totalen. "
    "Met **Alleen officiële cijfers** in het menu verdwijnen ze."
)


def page(title: str, question: str) -> bool:
    """Open a page: title, menu and store. Returns whether only official figures are wanted.

    A store that cannot be opened or built stops the page with one clear message.
    """
    st.set_page_config(page_title=f"{title} · Samenleven", page_icon=str(ICON), layout="wide")
    uploads.arrive()
    with st.sidebar:
        st.markdown("**Plan Samenleven**")
        for path, label in MENU.items():
            st.page_link(path, label=label, query_params=filters.shared())
        only_official = filters.switch(
            "Alleen officiële cijfers",
            "officieel",
            help="Verbergt alle voorbeeldcijfers en schattingen: alleen wat gepubliceerd is blijft over.",
        )
        for path, label in SMALL_MENU.items():
            st.page_link(path, label=f":small[{label}]", query_params=filters.shared())
    st.html(theme.style())
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
    return only_official


def _lines(lines: Iterable[str]) -> None:
    for line in lines:
        st.text(line)


def empty(what: str, advice: str) -> None:
    """Say that there is nothing to show and what to do about it."""
    st.info(f"**{what}** {advice}")


def example_notice(frame: pd.DataFrame) -> None:
    """Mark a page that shows example figures."""
    if "kind" in frame and (frame["kind"] == Kind.EXAMPLE).any():
        st.warning(EXAMPLE_NOTICE, icon=None)


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
