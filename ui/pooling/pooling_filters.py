"""The filters of the page *samenwerking*: region, day, figures, objective and the rules themselves."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import streamlit as st

from samenleven import terms
from samenleven.eligibility import Weight
from samenleven.grant import incentive
from samenleven.parameters import Parameter
from samenleven.pooling import PoolingObjective, divisions
from samenleven.terms import slug
from ui.filters import widgets as filters
from ui.pooling import pooling_reads
from ui.pooling.pooling_reads import Choice
from ui.reading import reads

FLANDERS = "vlaanderen"
VIEWS = {"beste": "De beste verdeling", "zelf": "Zelf verdelen", "bekend": "Gepubliceerde verbanden"}
YES_NO = {"1": "ja", "0": "nee"}
WHO = {"klein": "wie niet alleen mag indienen", "alle": "alle gemeenten"}


def choose(only_official: bool) -> Choice:
    """All choices, tied to the URL. With only official figures the lower bound is the only reading."""
    names = {slug(region): region for region in pooling_reads.regions()}
    first, second, third, fourth = st.columns([3, 3, 4, 4])
    region = filters.choose("Referentieregio", "regio", {FLANDERS: "heel Vlaanderen"} | names, where=first)
    days = {day.isoformat(): f"1 januari {day.year}" for day in reads.reference_dates()}
    on = date.fromisoformat(filters.choose("Datum", "datum", days, where=second))
    readings = {w.value: terms.WEIGHT[w] for w in Weight if w is Weight.LOWER or not only_official}
    reading = Weight(
        filters.choose(
            "Doelgroep volgens",
            "gewicht",
            readings,
            default=pooling_reads.READING.value,
            where=third,
            help="De ondergrens is officieel: inwoners met herkomst buiten de EU27. De schatting en de bovengrens "
            "tellen ook (een deel van) de andere EU-landen mee.",
        )
    )
    objectives = {o.value: terms.OBJECTIVE[o] for o in PoolingObjective}
    objective = PoolingObjective(filters.choose("Wat is het beste?", "doel", objectives, where=fourth))
    with st.expander("Regels en instellingen"):
        everyone, changes, conditions = _rules(on)
    settings = divisions.settings_of(
        reads.parameters(), on, objective=objective, incentive_changes=conditions, **changes
    )
    regions = tuple(pooling_reads.regions()) if region == FLANDERS else (names[region],)
    return Choice(regions, on, reading, everyone, settings)


def _rules(on: date) -> tuple[bool, dict[str, Any], dict[str, Any]]:
    """Who takes part, and the rules that a reader may change: of a cooperation, and of the incentive.

    Defaults and ranges are parameters.
    """
    parameters = reads.parameters()

    def parameter(name: str) -> Parameter:
        return parameters.at(name, on)

    def yes(name: str, key: str, where: Any) -> bool:
        one = parameter(name)
        default = str(int(one.value))
        return filters.choose(one.title, key, YES_NO, default=default, help=_help(one), where=where) == "1"

    def number(name: str, key: str, where: Any, step: float, factor: int = 1, label: str | None = None) -> float:
        one = parameter(name)
        kind = type(step)
        low, high, default = (kind(value * factor) for value in (one.minimum, one.maximum, one.value))
        return filters.number(
            label or f"{one.title} ({one.unit})",
            key,
            default=default,
            minimum=max(low, 1) if name == "threshold_together" else low,
            maximum=high,
            step=step,
            help=_help(one),
            where=where,
        )

    first, second, third, fourth = st.columns(4)
    everyone = filters.choose("Wie doet mee", "wie", WHO, where=first) == "alle"
    changes: dict[str, Any] = {
        "threshold": int(number("threshold_together", "drempel", second, 100)),
        "strict": yes("threshold_together_strict", "meer", third),
        "time_limit_seconds": number("cooperation_time_limit", "rekentijd", fourth, 1),
    }
    first, second, third, fourth, fifth = st.columns(5)
    changes["contiguity"] = yes("cooperation_contiguous", "aaneen", first)
    changes["min_border_km"] = number("cooperation_min_border_km", "grens", second, 0.1)
    changes["max_members"] = int(number("cooperation_max_members", "leden", third, 1))
    applies = yes(incentive.SHARE_APPLIES, "aandeel", fourth)
    least = number(incentive.SHARE, "minstens", fifth, 1, 100, "Stimulans: minimumaandeel (% van de inwoners)")
    return everyone, changes, {"min_share": Decimal(int(least)) / 100, "min_share_applies": applies}


def _help(one: Parameter) -> str:
    source = reads.source_titles().get(one.source_id, one.source_id)
    return " ".join(part for part in (one.description, one.note, f"Bron: {source}.") if part)
