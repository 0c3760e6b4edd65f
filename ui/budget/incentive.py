"""The incentive for working together, beside the grant of one application."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from samenleven import dutch
from samenleven.budget.what_if import METHOD, WhatIf
from samenleven.figures import Kind
from samenleven.grant.incentive import Incentive, IncentiveRules, Member, cooperation_incentive
from ui import cards, filters, frame, reads, theme
from ui.budget import reads as budget_reads

PARAMETER = "incentive_cooperation"


def show(year: int) -> None:
    """Who applies together, and whether that brings the incentive; the answer says why."""
    st.header("Dient u samen in?", anchor=False)
    run = budget_reads.what_if(year, "")
    parameter = run.space.parameters.get(PARAMETER)
    awarded = next(one.awarded_on for one in reads.project_years() if one.project_year == year)
    if parameter is None or (awarded and parameter.valid_from > awarded):
        frame.empty("In deze oproep was er geen stimulans voor samenwerking.", "Kies een latere oproep.")
        return
    names = {one.authority_id: one.name for one in sorted(run.model.authorities, key=lambda one: one.name)}
    chosen = filters.choose_many("Leden van het verband", "leden", names, none=True)
    if len(chosen) < 2:
        st.markdown(
            f"Kies twee of meer besturen: u ziet of zij samen de stimulans van {dutch.euro(parameter.value)} krijgen."
        )
        return
    before = filters.switch("Dit verband, of een lid ervan, diende ook vorig projectjaar in", "eerder")
    new = filters.choose_many("Nieuwe leden", "nieuw", {n: names[n] for n in chosen}, none=True) if before else []
    found = _judged(run, chosen, new, took_part_before=before)
    day = run.reference_date
    said = f"{theme.kind_word(Kind.ESTIMATE)}, {dutch.day(day)}"
    left, right = st.columns([1, 2], vertical_alignment="center")
    cards.figure(left, "Stimulans, één keer per projectjaar", dutch.euro(found.amount), said)
    right.markdown(
        f"**{found.reason}** De doelgroep van de leden is een schatting. Eigen inbreng is hiervoor niet nodig. "
        "Berekening van dit dashboard, geen beslissing."
    )
    frame.sources(_provenance(day, parameter.source_id))


def _judged(run: WhatIf, chosen: list[str], new: list[str], *, took_part_before: bool) -> Incentive:
    alone = {row.authority_id: row.may_apply_alone for row in run.before.authorities}
    groups = {row.authority_id: row.target_group for row in run.before.authorities}
    members = [
        Member(
            one.authority_id,
            one.reference_region,
            alone[one.authority_id],
            one.authority_id in new,
            group.estimate if (group := groups[one.authority_id]) else None,
            one.population,
        )
        for one in run.model.authorities
        if one.authority_id in chosen
    ]
    rules = run.reference
    amount = run.space.value(PARAMETER)
    conditions = IncentiveRules(amount, rules.threshold_together, rules.together_strict, min_share=None)
    return cooperation_incentive(members, conditions, took_part_before=took_part_before)


def _provenance(day: date, source_id: str) -> pd.DataFrame:
    source = f"{source_id}, statbel-origin, {METHOD}"
    return pd.DataFrame([{"kind": Kind.ESTIMATE.value, "source_id": source, "reference_date": day}])
