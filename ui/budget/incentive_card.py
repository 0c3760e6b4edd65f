"""The incentive for working together, beside the grant of one application."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pandas as pd
import streamlit as st

from samenleven import dutch
from samenleven.budget.incentives import members_of
from samenleven.budget.what_if import METHOD, WhatIf
from samenleven.figures import Kind
from samenleven.grant.incentive import AMOUNT, Incentive, cooperation_incentive
from ui.budget import budget_reads
from ui.filters import widgets as filters
from ui.frame import page as frame
from ui.look import cards, theme

APPLIES = {"0": "niet toepassen", "1": "toepassen"}


def show(year: int) -> None:
    """Who applies together, and whether that brings the incentive; the answer says why."""
    st.header("Dient u samen in?", anchor=False)
    run = budget_reads.what_if(year, "")
    names = {one.authority_id: one.name for one in sorted(run.model.authorities, key=lambda one: one.name)}
    chosen = filters.choose_many("Leden van het verband", "leden", names, none=True)
    if len(chosen) < 2:
        amount = _amount(run.reference.incentive.amount)
        st.markdown(f"Kies twee of meer besturen: u ziet of zij samen de stimulans krijgen (bedrag: {amount}).")
        return
    before = filters.switch("Dit verband, of een lid ervan, diende ook vorig projectjaar in", "eerder")
    new = filters.choose_many("Nieuwe leden", "nieuw", {n: names[n] for n in chosen}, none=True) if before else []
    applies = filters.choose(
        "Minimumaandeel van het horizontaal plan",
        "aandeel",
        APPLIES,
        default=str(int(run.reference.incentive.min_share_applies)),
    )
    found = _judged(run, chosen, new, took_part_before=before, min_share_applies=applies == "1")
    day = run.reference_date
    said = f"{theme.kind_word(Kind.ESTIMATE)}, {dutch.day(day)}"
    left, right = st.columns([1, 2], vertical_alignment="center")
    cards.figure(left, "Stimulans, één keer per projectjaar", _amount(found.amount), said)
    right.markdown(
        f"{found.reason} De doelgroep van de leden is een schatting. Eigen inbreng is hiervoor niet nodig. "
        "Berekening van dit dashboard, geen beslissing."
    )
    frame.sources(_provenance(day, run.space.parameters[AMOUNT].source_id))


def _amount(euro: Decimal | None) -> str:
    return "niet bekend" if euro is None else dutch.euro(euro)


def _judged(
    run: WhatIf, chosen: list[str], new: list[str], *, took_part_before: bool, min_share_applies: bool
) -> Incentive:
    rules = run.reference
    alone = run.model.judged(rules, rules).alone
    members = members_of(chosen, frozenset(new), run.model, rules.counting, alone)
    conditions = replace(rules.incentive, min_share_applies=min_share_applies)
    return cooperation_incentive(members, conditions, took_part_before=took_part_before)


def _provenance(day: date, source_id: str) -> pd.DataFrame:
    source = f"{source_id}, statbel-origin, {METHOD}"
    return pd.DataFrame([{"kind": Kind.ESTIMATE.value, "source_id": source, "reference_date": day}])
