"""Charts of the budget what-if: progress by goal, cash, frontier and tornado."""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from samenleven.budget import what_if as rows_of
from samenleven.budget.what_if import WhatIf
from ui import charts, formats, reads, theme

PERCENT = alt.Axis(format=".0%")
BEFORE, AFTER = "uitgangspunt", "scenario"
COLOURS = alt.Scale(domain=[BEFORE, AFTER], range=[theme.MUTED, theme.ACCENT])


def goals(run: WhatIf) -> None:
    """Progress by goal, before and after."""
    titles = {goal.goal_id: goal.title for goal in reads.goals()}
    rows = [
        {"label": f"{row['goal']}. {titles.get(row['goal'], '')}", "when": when, "value": row[name]}
        for row in rows_of.goal_rows(run)
        for when, name in ((BEFORE, "progress_before"), (AFTER, "progress"))
        if row[name] is not None
    ]
    if not rows:
        return
    worst = min((row for row in rows if row["when"] == AFTER), key=lambda row: row["value"])
    title = f"Doelstelling {worst['label'].split('.')[0]} staat het laagst: {formats.percent(worst['value'])}"
    charts.show_again(_pairs(), pd.DataFrame(rows), title=title, key="doelen_model")


@cache
def _pairs() -> dict[str, Any]:
    """Two bars for every label, made once: only data and title change when a slider moves."""
    columns = pd.DataFrame({"label": [""], "when": [AFTER], "value": [0.0]})
    base = alt.Chart(columns).encode(
        y=alt.Y("label:N", title=None, sort=None),
        yOffset=alt.YOffset("when:N", sort=[BEFORE, AFTER]),
        x=alt.X("value:Q", title="voortgang (model)", axis=PERCENT, scale=alt.Scale(domain=[0, 1])),
        color=alt.Color("when:N", title=None, scale=COLOURS),
        tooltip=[
            alt.Tooltip("label:N", title="Wat"),
            alt.Tooltip("when:N", title="Wanneer"),
            alt.Tooltip("value:Q", title="Voortgang (model)", format=".1%"),
        ],
    )
    return charts.description(base.mark_bar(height=9).properties(height=alt.Step(14)))


def cash(data: pd.DataFrame) -> None:
    """Money per calendar year, before and after."""
    long = pd.concat(
        data.assign(when=when, value=data[name]) for when, name in ((BEFORE, "before_eur"), (AFTER, "after_eur"))
    )[["year", "when", "value"]]
    charts.show_again(_cash(), long, title="Voorschotten en saldo's per kalenderjaar", key="kas_model")


@cache
def _cash() -> dict[str, Any]:
    columns = pd.DataFrame({"year": [0], "when": [AFTER], "value": [0.0]})
    chart = (
        alt.Chart(columns)
        .mark_bar()
        .encode(
            x=alt.X("year:O", title="kalenderjaar", axis=alt.Axis(labelAngle=0)),
            xOffset=alt.XOffset("when:N", sort=[BEFORE, AFTER]),
            y=alt.Y("value:Q", title="euro", axis=alt.Axis(format=",.0f")),
            color=alt.Color("when:N", title=None, scale=COLOURS),
            tooltip=[
                alt.Tooltip("year:O", title="Kalenderjaar"),
                alt.Tooltip("when:N", title="Wanneer"),
                alt.Tooltip("value:Q", title="Euro (model)", format=",.0f"),
            ],
        )
        .properties(height=340)
    )
    return charts.description(chart)


def frontier(points: list[tuple[float, float]], here: tuple[float, float], rounds: tuple[float, float]) -> None:
    """The highest attainment for each budget; `here` is the optimum, `rounds` the division of the rounds."""
    data = pd.DataFrame(points, columns=["budget", "value"])
    marks = pd.DataFrame(
        [
            {"budget": here[0], "value": here[1], "what": "beste verdeling"},
            {"budget": rounds[0], "value": rounds[1], "what": "verdeling in rondes"},
        ]
    )
    x = alt.X("budget:Q", title="budget (euro)", axis=alt.Axis(format=",.0f", tickCount=6))
    y = alt.Y("value:Q", title="doelbereik (model)", axis=PERCENT, scale=alt.Scale(zero=False))
    tips = [
        alt.Tooltip("budget:Q", title="Budget (euro)", format=",.0f"),
        alt.Tooltip("value:Q", title="Doelbereik", format=".2%"),
    ]
    line = alt.Chart(data).mark_line(color=theme.ACCENT, point=True).encode(x=x, y=y, tooltip=tips)
    dots = (
        alt.Chart(marks)
        .mark_point(size=140, filled=True)
        .encode(
            x=x,
            y=y,
            color=alt.Color("what:N", title=None, scale=alt.Scale(range=["#C8501E", theme.MUTED])),
            shape=alt.Shape("what:N", title=None),
            tooltip=[alt.Tooltip("what:N", title="Wat"), *tips],
        )
    )
    charts.show((line + dots).properties(title="Wat elk budget hoogstens kan bereiken", height=380), key="grens")


def tornado(data: pd.DataFrame, now: float) -> None:
    """Every assumption as a bar between its two outcomes; the line is the scenario."""
    bars = (
        alt.Chart(data)
        .mark_bar(color=theme.SEQUENCE[2], height=16)
        .encode(
            y=alt.Y("title:N", sort=None, title=None),
            x=alt.X("at_low:Q", title="gewogen doelbereik (model)", axis=PERCENT, scale=alt.Scale(zero=False)),
            x2="at_high:Q",
            tooltip=[
                alt.Tooltip("title:N", title="Aanname"),
                alt.Tooltip("at_low:Q", title="Bij de laagste waarde", format=".2%"),
                alt.Tooltip("at_high:Q", title="Bij de hoogste waarde", format=".2%"),
            ],
        )
    )
    rule = alt.Chart(pd.DataFrame({"x": [now]})).mark_rule(strokeDash=[4, 3], strokeWidth=2).encode(x="x:Q")
    title = f"{data.iloc[0]['title']} weegt het zwaarst" if len(data) else "Geen aannames"
    charts.show((bars + rule).properties(title=title, height=alt.Step(30)), key="tornado")


def bands(data: pd.DataFrame) -> None:
    """A band per goal: from low to high with the middle as a dot."""
    base = alt.Chart(data).encode(
        y=alt.Y("title:N", sort=None, title=None),
        tooltip=[
            alt.Tooltip("title:N", title="Wat"),
            alt.Tooltip("low:Q", title="Onderkant", format=".1%"),
            alt.Tooltip("middle:Q", title="Midden", format=".1%"),
            alt.Tooltip("high:Q", title="Bovenkant", format=".1%"),
        ],
    )
    axis = alt.X("low:Q", title="voortgang (model)", axis=PERCENT, scale=alt.Scale(domain=[0, 1]))
    bars = base.mark_bar(color=theme.SEQUENCE[1], height=14).encode(x=axis, x2="high:Q")
    dots = base.mark_point(filled=True, size=80, color=theme.ACCENT, opacity=1).encode(x="middle:Q")
    charts.show((bars + dots).properties(title="Hoe zeker is de voortgang?", height=alt.Step(26)), key="banden")
