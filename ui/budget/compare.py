"""Two scenarios side by side, with what differs between them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from samenleven import dutch
from samenleven.budget import scenario_text
from samenleven.budget import tables as rows_of
from samenleven.budget.scenario import Baseline
from samenleven.budget.settings import Choice
from samenleven.budget.what_if import WhatIf
from samenleven.terms import KEY_FIGURE
from ui.budget import budget_reads, scenario_files, scenario_state
from ui.budget import results as budget_results
from ui.budget.scenario_state import BESIDE, MAIN
from ui.filters import widgets as filters
from ui.look import download, tables

OTHERS = {
    "toegekend": "het plan zoals toegekend",
    "aangekondigd": "het plan zoals aangekondigd",
    "bewaard": "het scenario dat u ernaast zette",
}
STARTS = {"toegekend": "", "aangekondigd": scenario_text.encode({Choice.BASELINE: Baseline.ANNOUNCED})}


def show(year: int) -> None:
    """The scenario of the page beside a baseline or beside the one that was set apart."""
    first = scenario_state.follow(MAIN, year)
    second = scenario_state.follow(BESIDE, year)
    kept = scenario_state.text(BESIDE)
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    options = OTHERS if kept else {code: word for code, word in OTHERS.items() if code != "bewaard"}
    choice = filters.choose(
        "Vergelijk uw scenario met", "met", options, default="bewaard" if kept else None, where=left
    )
    right.button("Zet dit scenario ernaast", on_click=scenario_state.write, args=(BESIDE, scenario_state.keyed(MAIN)))
    text = kept if choice == "bewaard" else STARTS[choice]
    one = budget_reads.what_if(year, scenario_state.text(MAIN))
    other = budget_reads.what_if(year, text)
    own = first.title or "uw scenario"
    theirs = (second.title or "het andere") if choice == "bewaard" else OTHERS[choice]
    _settings(year, scenario_state.text(MAIN), text)
    _figures(year, one, other, own, theirs)
    _authorities(year, one, other)


def _settings(year: int, first: str, second: str) -> None:
    """What each of the two changes."""
    for place, title, text in zip(st.columns(2), ("Uw scenario", "Het andere"), (first, second), strict=True):
        rows = scenario_files.in_words(scenario_text.keyed(text), budget_reads.space_for(year, text))
        lines = [f"- {what}: **{now}** (was {was})" for what, now, was in rows] or ["- wijzigt niets"]
        place.markdown("\n".join([f"**{title}**", "", *lines]))


def _figures(year: int, one: WhatIf, other: WhatIf, own: str, theirs: str) -> None:
    rows = []
    for here, there in zip(rows_of.key_figures(one), rows_of.key_figures(other), strict=True):
        change = None if here["after"] is None or there["after"] is None else here["after"] - there["after"]
        rows.append(here | {"before": there["after"], "change": change})
    data = pd.DataFrame(rows)
    words = data.assign(
        figure=[KEY_FIGURE[code] for code in data["figure"]],
        **{
            name: [_cell(value, unit) for value, unit in zip(data[name], data["unit"], strict=True)]
            for name in ("before", "after", "change")
        },
    )
    st.header("Kerncijfers", anchor=False)
    columns = ["figure", "after", "before", "change", "kind"]
    tables.show(words, columns, headings={"after": _plain(own), "before": _plain(theirs)}, height=38 + 35 * len(words))
    download.offer(data, f"vergelijking-jaar-{year}", key="vergelijking")


def _plain(title: str) -> str:
    """A title that a user gave, as the heading of a column: short and without markup."""
    return "".join(sign for sign in title if sign.isalnum() or sign in " .,-()%")[:40] or "scenario"


def _cell(value: float | None, unit: str) -> str:
    if dutch.is_missing(value):
        return dutch.NOTHING
    return dutch.euro(value) if unit == "euro" else budget_results.shown(value, unit)


def _authorities(year: int, one: WhatIf, other: WhatIf) -> None:
    """Every authority that gets another amount in the two."""
    before = {row.authority_id: row.grant_cents for row in other.after.authorities}
    rows = [
        {
            "nis": one.model.counts[row.authority_id].nis,
            "name": row.name,
            "after_eur": rows_of.euro(row.grant_cents),
            "before_eur": rows_of.euro(before[row.authority_id]),
            "change_eur": rows_of.euro(row.grant_cents - before[row.authority_id]),
        }
        | one.provenance
        for row in one.after.authorities
        if row.grant_cents != before[row.authority_id]
    ]
    st.header(f"Besturen met een ander bedrag ({len(rows)})", anchor=False)
    if not rows:
        st.markdown("Elk bestuur krijgt in dit rekenmodel in beide evenveel.")
        return
    data = pd.DataFrame(rows).sort_values("change_eur", ascending=False)
    headings = {"after_eur": "uw scenario (euro)", "before_eur": "het andere (euro)"}
    tables.show(data, ["name", "after_eur", "before_eur", "change_eur", "kind"], headings=headings, height=420)
    download.offer(data, f"vergelijking-besturen-jaar-{year}", key="vergelijking_besturen")
