"""From figures per area to a map with a legend: classes, words for the hover, and what is left out."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import pandas as pd
import streamlit as st

from samenleven import dutch, terms
from samenleven.applicant_figures import SPREAD
from samenleven.figures import Kind
from samenleven.indicators import AreaFigure, Form, Indicator, Topic
from samenleven.map_classes import class_of, round_bounds
from samenleven.scope import Scope, places_in
from ui.filters import widgets as filters
from ui.look import theme
from ui.map.choropleth import MapArea, MapClass, choropleth
from ui.reading import reads

TOPICS = {Topic.PEOPLE: "Bevolking", Topic.GRANT: "Subsidie", Topic.RESULT: "Resultaten (KPI)"}

OF_SOME = ("target", "realised", "status", "together", "spread", "eligible", "lower", "upper")


def in_scope(figures: Sequence[AreaFigure], scope: Scope) -> list[AreaFigure]:
    """The rows that belong in a view: one per area, with an honest gap where there is no figure."""
    known = {figure.authority_id: figure for figure in figures if figure.value is not None}
    given = {figure.authority_id: figure for figure in figures}
    unit = figures[0].unit if figures else ""
    return [
        given.get(one.authority_id) or AreaFigure(one.authority_id, one.nis, one.name, None, unit)
        for one in places_in(reads.places(), scope, known)
    ]


def classes_of(figures: Sequence[AreaFigure]) -> tuple[list[float], list[MapClass]]:
    """Class bounds and legend: up to five classes from light to dark, and one for "geen cijfer"."""
    values = [figure.value for figure in figures if figure.value is not None]
    unit = next((figure.unit for figure in figures if figure.value is not None), "")
    example = any(figure.kind is Kind.EXAMPLE for figure in figures)
    bounds = round_bounds(values, len(theme.SEQUENCE))
    shades = [theme.SEQUENCE[(len(theme.SEQUENCE) - 1) * i // max(1, len(bounds))] for i in range(len(bounds) + 1)]
    legend = [MapClass(shade, label, example) for shade, label in zip(shades, labels(bounds, unit), strict=True)]
    if not values:
        legend = []
    elif example:
        legend.append(MapClass(theme.SEQUENCE[1], "gearceerd: voorbeeld", True))
    if len(values) < len(figures) or not values:
        legend.append(MapClass(theme.GAP, dutch.NOTHING, True))
    return bounds, legend


def labels(bounds: Sequence[float], unit: str) -> list[str]:
    """What each class between the bounds holds, in words, from low to high."""
    shown = [_short(bound, unit) for bound in bounds]
    if not shown:
        return ["alle waarden"]
    between = [f"{low} tot {high}" for low, high in itertools.pairwise(shown)]
    return [f"minder dan {shown[0]}", *between, f"{shown[-1]} en meer"]


def _short(value: float, unit: str) -> str:
    if unit == "%":
        return dutch.percent(value, 0 if round(value * 100, 6).is_integer() else 1)
    return dutch.euro(value) if unit == "euro" else dutch.number(value, 1)


def figure_text(figure: AreaFigure) -> str:
    """A figure in words with its unit, or "geen cijfer"."""
    if figure.value is None or figure.unit in ("euro", "%"):
        return dutch.with_unit(figure.value, figure.unit)
    return f"{dutch.number(figure.value, 2)} {figure.unit}"  # the part of one member in one plan is no whole plan


def details(figure: AreaFigure, titles: Mapping[str, str]) -> list[tuple[str, str]]:
    """What stands under the figure in the hover card: target, cooperation, kind, source and date."""
    lines = []
    if figure.target is not None:
        lines.append(("Streefwaarde", dutch.number(figure.target, 2)))
    if figure.together:
        lines.append(("Samen in", figure.together))
    if figure.spread:
        lines.append(("Hoe verdeeld", figure.spread))
    if figure.lower is not None and figure.upper is not None:
        lines.append(("Tussen", f"{dutch.number(figure.lower)} en {dutch.number(figure.upper)} inwoners"))
    if figure.eligible:
        lines.append(("Mag indienen", terms.ELIGIBLE[figure.eligible]))
    if figure.kind:
        lines.append(("Soort cijfer", terms.KIND[figure.kind]))
    if figure.source_id:
        lines.append(("Bron", "; ".join(titles.get(one, one) for one in figure.source_id.split(", "))))
    if isinstance(figure.reference_date, date):
        lines.append(("Datum", dutch.day(figure.reference_date)))
    return lines


def draw(
    figures: Sequence[AreaFigure],
    *,
    title: str,
    key: str,
    scope: Scope,
    height: int = 560,
    selected: str | None = None,
    on_pick: Callable[[str], None] | None = None,
) -> None:
    """Draw the map; picking an area opens its page, or does what `on_pick` says."""
    bounds, legend = classes_of(figures)
    titles = reads.source_titles()
    lines = {figure.authority_id: details(figure, titles) for figure in figures if figure.nis}
    first = next(iter(lines.values()), [])
    same = [line for line in first if all(line in others for others in lines.values())]  # sent once, not per area
    areas = [
        MapArea(
            figure.nis,
            len(legend) - 1 if figure.value is None else class_of(figure.value, bounds),
            figure_text(figure),
            [line for line in lines[figure.authority_id] if line not in same],
        )
        for figure in figures
        if figure.nis
    ]
    if any(figure.spread for figure in figures):
        st.markdown(f":small[Wie samen indiende: {SPREAD}.]")
    picked = choropleth(
        areas,
        legend,
        title=title,
        key=key,
        scope=scope.value,
        height=height,
        shared_details=same,
        selected=selected,
    )
    if picked and on_pick:
        on_pick(picked)
    elif picked:
        filters.go_to("pages/gemeente.py", nis=picked)


def to_download(frame: pd.DataFrame, share_of: str = "") -> pd.DataFrame:
    """The rows of a map as they go into a file: what only some figures have stays out where there is none.

    A share becomes a percentage: 0.2562 is 25.62 with the unit "% van de inwoners" (`share_of` is what stands after %).
    """
    unused = [column for column in OF_SOME if frame[column].isna().all()]
    shares = frame["unit"] == "%"
    value = frame["value"].astype(float).where(~shares, frame["value"].astype(float) * 100)
    unit = frame["unit"].where(~shares, f"% {share_of}".strip())
    return frame.assign(value=value, unit=unit).drop(columns=["authority_id", *unused])


def form_text(indicator: Indicator, form: Form) -> str:
    """How the figures are expressed, for a heading; empty for a plain count."""
    if form is Form.COUNT:
        return ""
    return f"{indicator.share_unit} {indicator.share_title}"
