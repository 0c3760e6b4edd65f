"""Charts of the budget what-if: progress by goal, cash, bands and tornado as tables with bars, and the frontier."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from samenleven import dutch, terms
from samenleven.budget import tables as rows_of
from samenleven.budget.uncertainty import Band
from samenleven.budget.what_if import WhatIf
from samenleven.figures import Kind, TableRow
from ui.budget import budget_drawing
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


def is_example(run: WhatIf) -> bool:
    """Whether the results stand on made-up applications: bars are hatched then."""
    return str(run.provenance["kind"]) == Kind.EXAMPLE


def marked(run: WhatIf) -> str:
    """What kind of figures a table holds, in words and signs."""
    kind = Kind(run.provenance["kind"])
    base = f" op {theme.kind_word(kind)}" if kind is not Kind.ESTIMATE else ""
    return f"{theme.KIND[Kind.ESTIMATE].sign} model{base}, {dutch.day(run.provenance['reference_date'])}"
