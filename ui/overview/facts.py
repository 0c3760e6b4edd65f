"""Money and participants in one line: number, word, and the change since the year before."""

from __future__ import annotations

from html import escape

import pandas as pd

from samenleven import dutch, terms
from samenleven.findings import overview
from ui.figure.term import term
from ui.filters.address import Address
from ui.look import theme
from ui.overview.standing import Standing
from ui.reading import reads
from ui.sources.computed import COVERAGE


def line(data: Standing, address: Address) -> str:
    """The facts of a year as HTML; only those that are known."""
    found = [
        _money(data),
        _authorities(data),
        _applicants(data),
        _largest(data) if data.shown.only_official else _covered(),
    ]
    lines = "".join(f"<p>{_linked(*one, address)}</p>" for one in found if one)
    return f'<div class="ov-facts">{lines}</div>'


def _published(concept: str, year: int) -> pd.Series | None:
    """The published figure of Flanders for a year."""
    found = reads.published_totals()
    found = found[(found["concept"] == concept) & (found["project_year"] == year)]
    return None if found.empty else found.iloc[0]


def _value(row: pd.Series | None) -> float | None:
    return None if row is None else float(row["value"])


def _origin(row: pd.Series, exact: str = "") -> str:
    """What a figure is, where from and of when: the meaning behind its word."""
    title = reads.source_titles().get(str(row["source_id"]), str(row["source_id"]))
    more = f"{exact}, " if exact else ""
    return f"{theme.kind_word(row['kind'])}, {more}{dutch.day(row['reference_date'])}. Bron: {title}."


Fact = tuple[str, str, str]
"""The permanent name of a figure on *bronnen*, the figure as it stands here, and the words behind it as HTML."""


def _fact(card: str, number: str, word: str, meaning: str, rest: str = "") -> Fact:
    return card, number, f"{term(word, meaning)}{escape(rest)}"


def _linked(card: str, number: str, words: str, address: Address) -> str:
    """A fact whose figure leads to its card: where it comes from and how to cite it."""
    to = escape(address.to("bronnen", cijfer=card))
    title = "Waar komt dit cijfer vandaan, en hoe verwijst u ernaar?"
    return f'<b class="num"><a href="{to}" title="{title}">{escape(number)}</a></b> <span>{words}</span>'


def _money(data: Standing) -> Fact | None:
    row = _published("grant_awarded", data.year)
    if row is None:
        return None
    exact = dutch.euro(row["value"]) if row["precision"] == "exact" else "afgerond in de bron"
    words = overview.subsidy(_value(row) or 0.0, _value(_published("grant_awarded", data.year - 1)), data.year - 1)
    word, _, rest = words.partition(",")
    return _fact(row["figure_id"], dutch.millions(row["value"]), word, _origin(row, exact), f",{rest}" if rest else "")


def _authorities(data: Standing) -> Fact | None:
    row = _published("authorities", data.year)
    if row is None:
        return None
    more = overview.beside(_value(row) or 0.0, _value(_published("authorities", data.year - 1)))
    meaning = f"Gemeenten, naast de VGC en vzw de Rand. {_origin(row)}"
    return _fact(row["figure_id"], dutch.number(row["value"]), "lokale besturen", meaning, f", {more}" if more else "")


def _applicants(data: Standing) -> Fact | None:
    row = _published("applicants", data.year)
    if row is None:
        return None
    more = overview.beside(_value(row) or 0.0, _value(_published("applicants", data.year - 1)))
    return _fact(row["figure_id"], dutch.number(row["value"]), "indieners", _origin(row), f", {more}" if more else "")


def _covered() -> Fact | None:
    """The share of the target group in the 28 and Brussels: an estimate, so with its bounds."""
    newest = reads.newest_coverage()
    if newest is None:
        return None
    day, share = newest
    low, high = sorted((share.at_upper, share.at_lower))
    meaning = (
        f"≈ schatting voor {dutch.day(day)}; volgens de grenzen van de doelgroep {dutch.percent(low, 1)} tot "
        f"{dutch.percent(high, 1)}, van Vlaanderen en Brussel samen."
    )
    return _fact(COVERAGE, f"≈ {dutch.percent(share.estimate, 1)}", "van de doelgroep", meaning, " in de 28 en Brussel")


def _largest(data: Standing) -> Fact | None:
    """With only published figures: the action behind which most authorities stand."""
    found = reads.register("published_figure")
    found = found[
        (found["concept"] == "represented_authorities")
        & (found["project_year"] == data.year)
        & found["followed"].astype(bool)
        & found["authority_id"].isna()
        & found["action_id"].notna()
    ]
    if found.empty:
        return None
    row = found.sort_values("value", ascending=False).iloc[0]
    action = int(row["action_id"])
    name = terms.action_name(action, f"actie {action}")
    return _fact(
        row["figure_id"], dutch.number(row["value"]), f"besturen met {name}", f"Actie {action}. {_origin(row)}"
    )
