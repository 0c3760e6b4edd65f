"""Tables of results as HTML: targets with their shortfall, and money with progress by goal or action."""

from __future__ import annotations

from collections.abc import Sequence

from samenleven import dutch
from samenleven.budget.what_if import WhatIf
from samenleven.figures import TableRow
from samenleven.terms import CONTACTS_NOTE
from ui.budget import budget_charts, budget_drawing

SHOWN = 12  # of a long table; the whole one is a switch away
WHAT = {"goal": "Doelstelling", "action": "Actie"}


def targets(run: WhatIf, found: Sequence[TableRow]) -> budget_drawing.Markup:
    """Every target that is missed, with its shortfall and the cost of closing it; those that are met by name."""
    made_up = budget_charts.is_example(run)
    met = [f"{row['action']}. {row['component']} ({_ratios(row)})" for row in found if not _short(row)]
    found = [row for row in found if _short(row)]
    worst = next(iter(found), None)
    title = (
        f"Verst van de streefwaarde: {worst['component']} ({_ratios(worst)})"
        if worst
        else "Elke streefwaarde wordt helemaal betaald"
    )
    columns = [
        budget_drawing.Column("KPI-onderdeel"),
        budget_drawing.Column("Bereikt"),
        budget_drawing.Column("Scenario", True, budget_drawing.NOW),
        budget_drawing.Column("Uitgangspunt", True, budget_drawing.WAS),
        *(budget_drawing.Column(word, number=True) for word in ("Was er al", "Deel van de meetlat", "Extra verwacht")),
        *(budget_drawing.Column(word, number=True) for word in ("Streefwaarde", "Subsidie om te dichten")),
    ]
    rows = [
        (
            f"{row['action']}. {row['component']}",
            budget_drawing.pair(row["ratio"], row["ratio_before"]),
            dutch.percent(row["ratio"]),
            dutch.percent(row["ratio_before"]),
            dutch.number(row["baseline_reach"]),
            dutch.percent(row["baseline_ratio"]),
            dutch.number(row["extra_reach"]),
            dutch.number(row["target"]),
            dutch.euro(row["closing_eur"]) + ("" if row["within_maxima"] else " *"),
        )
        for row in found
    ]
    table = budget_drawing.table(
        f"Streefwaarden met een tekort ({budget_charts.marked(run)})", columns, rows, made_up=made_up
    )
    return budget_drawing.join(
        budget_drawing.heading(title),
        table if rows else "",
        budget_drawing.small(
            "* Past niet binnen de hoogste aantallen. De eigen inbreng daarbij staat in de download. ",
            CONTACTS_NOTE,
        ),
        budget_drawing.small(
            budget_drawing.strong("In dit rekenmodel helemaal betaald:"), f" {'; '.join(met) or 'geen enkele'}."
        ),
    )


def _ratios(row: TableRow) -> str:
    return f"{dutch.percent(row['ratio'])} betaald; wat er al was is {dutch.percent(row['baseline_ratio'])}"


def _short(row: TableRow) -> bool:
    return bool(row["shortfall"] > 0)


def most(run: WhatIf, table: str, found: Sequence[TableRow]) -> budget_drawing.Markup:
    """Those with the most money, before and after."""
    made_up = budget_charts.is_example(run)
    name = "name" if table == "besturen" else "applicant"
    top = sorted(found, key=lambda row: -row["grant_eur"])[:SHOWN]
    end = max((max(row["grant_eur"], _was(row)) for row in top), default=0.0) or 1.0
    share = sum(row["grant_eur"] for row in top) / (sum(row["grant_eur"] for row in found) or 1.0)
    columns = [
        budget_drawing.Column("Bestuur" if table == "besturen" else "Indiener"),
        budget_drawing.Column("Subsidie"),
        budget_drawing.Column("Scenario", True, budget_drawing.NOW),
        budget_drawing.Column("Uitgangspunt", True, budget_drawing.WAS),
        budget_drawing.Column("Verschil", number=True),
        *(budget_drawing.Column(word, number=True) for word in ("Was er al", "Extra verwacht")),
    ]
    rows = [
        (
            row[name],
            budget_drawing.pair(row["grant_eur"] / end, _was(row) / end),
            dutch.euro(row["grant_eur"]),
            dutch.euro(_was(row)),
            dutch.signed_euro(row["change_eur"]),
            dutch.number(row["baseline_people"]),
            dutch.number(row["extra_people"]),
        )
        for row in top
    ]
    return budget_drawing.join(
        budget_drawing.heading(f"De {len(top)} met het meeste geld krijgen samen {dutch.percent(share)}"),
        budget_drawing.table(f"Subsidie ({budget_charts.marked(run)})", columns, rows, made_up=made_up),
        budget_drawing.small(CONTACTS_NOTE),
    )


def _was(row: TableRow) -> float:
    return float(row["grant_eur"] - row["change_eur"])


def sums(run: WhatIf, name: str, found: Sequence[TableRow]) -> budget_drawing.Markup:
    """Money asked and granted, and progress, by goal or action."""
    made_up = budget_charts.is_example(run)
    most = max(found, key=lambda row: row["grant_eur"], default=None)
    title = (
        f"{WHAT[name]} {most[name]} krijgt het meest: {dutch.millions(most['grant_eur'])}" if most else "Geen bedragen"
    )
    columns = [
        budget_drawing.Column(WHAT[name]),
        *(budget_drawing.Column(word, number=True) for word in ("Gevraagd", "Subsidie", "Verschil", "Eigen inbreng")),
        budget_drawing.Column("Voortgang"),
        budget_drawing.Column("Scenario", True, budget_drawing.NOW),
        budget_drawing.Column("Uitgangspunt", True, budget_drawing.WAS),
        budget_drawing.Column("Was er al (meetlat)", number=True),
        budget_drawing.Column("Streefwaarden", number=True),
    ]
    rows = [
        (
            f"{row[name]}. {row['title']}",
            dutch.euro(row["asked_eur"]),
            dutch.euro(row["grant_eur"]),
            dutch.signed_euro(row["change_eur"]),
            dutch.euro(row["own_share_eur"]),
            "" if row["progress"] is None else budget_drawing.pair(row["progress"], row["progress_before"] or 0.0),
            dutch.percent(row["progress"]),
            dutch.percent(row["progress_before"]),
            dutch.percent(row["baseline_progress"]),
            dutch.number(row["targets"]),
        )
        for row in found
    ]
    return budget_drawing.join(
        budget_drawing.heading(title),
        budget_drawing.table(f"Geld en voortgang ({budget_charts.marked(run)})", columns, rows, made_up=made_up),
    )
