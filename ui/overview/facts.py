"""Money and participants in one line: number, word, and the change since the year before."""

from __future__ import annotations

from html import escape

import pandas as pd

from samenleven import dutch, terms
from samenleven.coverage import CoveredGroup
from samenleven.findings import overview
from ui.figure.term import term
from ui.look import theme
from ui.overview.standing import Standing
from ui.reading import reads


def line(data: Standing) -> str:
    """The facts of a year as HTML; only those that are known."""
    found = [_money(data), _authorities(data), _applicants(data), _largest(data) if data.only_official else _covered()]
    return f'<div class="ov-facts">{"".join(f"<p>{one}</p>" for one in found if one)}</div>'


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


def _fact(number: str, word: str, meaning: str, rest: str = "") -> str:
    return f'<b class="num">{escape(number)}</b> <span>{term(word, meaning)}{escape(rest)}</span>'


def _money(data: Standing) -> str:
    row = _published("grant_awarded", data.year)
    if row is None:
        return ""
    exact = dutch.euro(row["value"]) if row["precision"] == "exact" else "afgerond in de bron"
    words = overview.subsidy(_value(row) or 0.0, _value(_published("grant_awarded", data.year - 1)), data.year - 1)
    word, _, rest = words.partition(",")
    return _fact(dutch.millions(row["value"]), word, _origin(row, exact), f",{rest}" if rest else "")


def _authorities(data: Standing) -> str:
    row = _published("authorities", data.year)
    if row is None:
        return ""
    more = overview.beside(_value(row) or 0.0, _value(_published("authorities", data.year - 1)))
    meaning = f"Gemeenten, naast de VGC en vzw de Rand. {_origin(row)}"
    return _fact(dutch.number(row["value"]), "lokale besturen", meaning, f", {more}" if more else "")


def _applicants(data: Standing) -> str:
    row = _published("applicants", data.year)
    if row is None:
        return ""
    more = overview.beside(_value(row) or 0.0, _value(_published("applicants", data.year - 1)))
    return _fact(dutch.number(row["value"]), "indieners", _origin(row), f", {more}" if more else "")


def _covered() -> str:
    """The share of the target group in the 28 and Brussels: an estimate, so with its bounds."""
    days = reads.reference_dates()
    share = reads.coverages(days[0])[CoveredGroup.THE_28_AND_BRUSSELS_OF_BOTH] if days else None
    if share is None:
        return ""
    low, high = sorted((share.at_upper, share.at_lower))
    meaning = (
        f"≈ schatting voor {dutch.day(days[0])}; volgens de grenzen van de doelgroep {dutch.percent(low, 1)} tot "
        f"{dutch.percent(high, 1)}, van Vlaanderen en Brussel samen."
    )
    return _fact(f"≈ {dutch.percent(share.estimate, 1)}", "van de doelgroep", meaning, " in de 28 en Brussel")


def _largest(data: Standing) -> str:
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
        return ""
    row = found.sort_values("value", ascending=False).iloc[0]
    action = int(row["action_id"])
    name = terms.action_name(action, f"actie {action}")
    return _fact(dutch.number(row["value"]), f"besturen met {name}", f"Actie {action}. {_origin(row)}")
