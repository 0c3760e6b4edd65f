"""Charts of the budget what-if: progress by goal, cash, bands and tornado as tables with bars, and the frontier."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from samenleven import dutch, terms
from samenleven.budget import tables as rows_of
from samenleven.budget.uncertainty import Band
from samenleven.budget.what_if import WhatIf
from samenleven.figures import Kind, TableRow
from ui.budget import budget_drawing
from ui.charts import chart as charts
from ui.look import theme
from ui.reading import reads

PERCENT = alt.Axis(format=".0%")


def goals_drawn(run: WhatIf) -> budget_drawing.Markup:
    """Progress by goal as a table with bars; nothing when no goal has a figure."""
    titles = {goal.goal_id: goal.title for goal in reads.goals()}
    found = [row for row in rows_of.goal_rows(run) if row["progress"] is not None]
    if not found:
        return budget_drawing.Markup()
    worst = min(found, key=lambda row: row["progress"])
    made_up = is_example(run)
    rows = [
        (
            f"{row['goal']}. {titles.get(row['goal'], '')}",
            budget_drawing.pair(row["progress"], row["progress_before"] or 0.0),
            dutch.percent(row["progress"], 1),
            dutch.percent(row["progress_before"], 1),
            dutch.percent(row["baseline_progress"], 1),
        )
        for row in found
    ]
    return budget_drawing.join(
        budget_drawing.heading(
            f"Doelstelling {worst['goal']} staat het laagst: {dutch.percent(worst['progress'])} van "
            f"{terms.YARDSTICK[run.rules.yardstick]} is betaald"
        ),
        budget_drawing.table(
            f"Voortgang per doelstelling, van 0 tot 100 % ({marked(run)})",
            [*_before_and_after("Doelstelling"), budget_drawing.Column("Was er al (meetlat)", number=True)],
            rows,
            made_up=made_up,
        ),
    )


def cash_drawn(run: WhatIf, found: Sequence[TableRow]) -> budget_drawing.Markup:
    """Money per calendar year, before and after, as a table with bars."""
    most = max((max(row["before_eur"], row["after_eur"]) for row in found), default=0.0) or 1.0
    made_up = is_example(run)
    rows = [
        (
            str(row["year"]),
            budget_drawing.pair(row["after_eur"] / most, row["before_eur"] / most),
            dutch.euro(row["after_eur"]),
            dutch.euro(row["before_eur"]),
            dutch.signed_euro(row["change_eur"]),
        )
        for row in found
    ]
    top = max(found, key=lambda row: row["after_eur"], default=None)
    title = f"In {top['year']} wordt het meest betaald: {dutch.millions(top['after_eur'])}" if top else "Geen geld"
    columns = [*_before_and_after("Kalenderjaar"), budget_drawing.Column("Verschil", number=True)]
    return budget_drawing.join(
        budget_drawing.heading(title),
        budget_drawing.table(f"Voorschotten en saldo's per jaar ({marked(run)})", columns, rows, made_up=made_up),
    )


def _before_and_after(what: str) -> list[budget_drawing.Column]:
    return [
        budget_drawing.Column(what),
        budget_drawing.Column("Balken"),
        budget_drawing.Column("Scenario", True, budget_drawing.NOW),
        budget_drawing.Column("Uitgangspunt", True, budget_drawing.WAS),
    ]


def band(found: Band) -> str:
    """A band of a share in words."""
    return f"{dutch.percent(found.low, 1)} tot {dutch.percent(found.high, 1)}"


def bands_drawn(run: WhatIf, found: Sequence[TableRow]) -> budget_drawing.Markup:
    """A band per goal: from low to high with the middle as a dot."""
    made_up = is_example(run)
    rows = [
        (
            f"{row['goal']}. {row['title']}",
            budget_drawing.span(row["low"], row["high"], middle=row["middle"]),
            dutch.percent(row["low"], 1),
            dutch.percent(row["middle"], 1),
            dutch.percent(row["high"], 1),
        )
        for row in found
    ]
    columns = [
        budget_drawing.Column("Doelstelling"),
        budget_drawing.Column("Band, met het midden als stip"),
        *(budget_drawing.Column(word, number=True) for word in ("Onderkant", "Midden", "Bovenkant")),
    ]
    widest = max(found, key=lambda row: row["high"] - row["low"], default=None)
    title = (
        f"Doelstelling {widest['goal']} is het minst zeker: "
        f"{dutch.percent(widest['low'])} tot {dutch.percent(widest['high'])}"
        if widest and widest["high"] > widest["low"]
        else "Geen enkele doelstelling hangt van de realisatie af"
    )
    return budget_drawing.join(
        budget_drawing.heading(title),
        budget_drawing.table(
            f"Hoe zeker is de voortgang? Van 0 tot 100 % ({marked(run)})", columns, rows, made_up=made_up
        ),
    )


def tornado_drawn(run: WhatIf, found: Sequence[TableRow]) -> budget_drawing.Markup:
    """Every assumption as a bar between its two outcomes; the line is the scenario."""
    here = run.bands_after.weighted_attainment
    now = here.middle if here else 0.0
    every = [now, *(row[name] for row in found for name in ("at_low", "at_high"))]
    low, room = min(every), (max(every) - min(every)) or 1.0
    made_up = is_example(run)
    rows = [
        (
            row["title"],
            budget_drawing.span((row["at_low"] - low) / room, (row["at_high"] - low) / room, mark=(now - low) / room),
            dutch.percent(row["at_low"], 2),
            dutch.percent(row["at_high"], 2),
            row["reason"],
        )
        for row in found
    ]
    first = found[0]
    columns = [
        budget_drawing.Column("Aanname"),
        budget_drawing.Column("Gewogen betaald doelbereik; de streep is uw scenario"),
        budget_drawing.Column("Bij de laagste waarde (van een keuze: laagste uitkomst)", number=True),
        budget_drawing.Column("Bij de hoogste waarde (van een keuze: hoogste uitkomst)", number=True),
        budget_drawing.Column("Waar ze vandaan komt"),
    ]
    width = 100 * abs(first["at_high"] - first["at_low"])
    heaviest = f"{first['title']} weegt het zwaarst: {dutch.number(width, 1)} procentpunt"
    return budget_drawing.join(
        budget_drawing.heading(heaviest if width else "Geen enkele aanname maakt hier verschil"),
        budget_drawing.table(
            f"Balken van {dutch.percent(min(every), 1)} tot {dutch.percent(max(every), 1)} ({marked(run)})",
            columns,
            rows,
            made_up=made_up,
        ),
    )


def is_example(run: WhatIf) -> bool:
    """Whether the results stand on made-up applications: bars are hatched then."""
    return str(run.provenance["kind"]) == Kind.EXAMPLE


def marked(run: WhatIf) -> str:
    """What kind of figures a table holds, in words and signs."""
    kind = Kind(run.provenance["kind"])
    base = f" op {theme.kind_word(kind)}" if kind is not Kind.ESTIMATE else ""
    return f"{theme.KIND[Kind.ESTIMATE].sign} model{base}, {dutch.day(run.provenance['reference_date'])}"


def frontier(data: pd.DataFrame, here: tuple[float, float], rounds: tuple[float, float]) -> None:
    """The highest attainment (`ratio`) for each `budget_eur`, with kind, source and date.

    `here` is the optimum and `rounds` the division of the rounds, each as (euro, attainment).
    """
    marks = pd.DataFrame(
        [
            {"budget_eur": here[0], "ratio": here[1], "what": "beste verdeling"},
            {"budget_eur": rounds[0], "ratio": rounds[1], "what": "verdeling in rondes"},
        ]
    )
    x = alt.X("budget_eur:Q", title="budget (euro)", axis=alt.Axis(format=",.0f", tickCount=6))
    y = alt.Y("ratio:Q", title="betaald doelbereik (model)", axis=PERCENT, scale=alt.Scale(zero=False))
    tips = [
        alt.Tooltip("budget_eur:Q", title="Budget (euro)", format=",.0f"),
        alt.Tooltip("ratio:Q", title="Doelbereik", format=".2%"),
    ]
    points = alt.Chart(data[["budget_eur", "ratio"]])
    line = points.mark_line(color=theme.ACCENT, point=True).encode(x=x, y=y, tooltip=tips)
    dots = (
        alt.Chart(marks)
        .mark_point(size=140, filled=True)
        .encode(
            x=x,
            y=y,
            color=alt.Color("what:N", title=None, scale=alt.Scale(range=[theme.MARKED, theme.MUTED])),
            shape=alt.Shape("what:N", title=None),
            tooltip=[alt.Tooltip("what:N", title="Wat"), *tips],
        )
    )
    title = (
        f"Met {dutch.millions(here[0])} kan in dit rekenmodel hoogstens {dutch.percent(here[1], 1)} van de meetlat "
        "betaald worden"
    )
    charts.show((line + dots).properties(title=title, height=380), key="grens", about=data)
    headings = {"budget_eur": "budget", "ratio": "hoogste betaald doelbereik (model)"}
    charts.as_table(data, ["budget_eur", "ratio", "kind", "reference_date"], headings=headings)
