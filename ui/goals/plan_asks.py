"""What the plan of 2021 asks of a goal, for where no result is published."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from html import escape

from samenleven import dutch
from samenleven.attainment import Attainment
from samenleven.catalogue import Family

LONGEST = 130
"""Signs that fit in two lines of the narrowest place; what is longer tells one number instead of two."""


def html(rows: Sequence[Attainment], goal: int, *, longest: int = LONGEST) -> str:
    """The largest numbers that the plan names for a goal, in its own words; `rows` are all measures of a year."""
    wanted = sorted(
        (
            row
            for row in rows
            if row.goal == goal and row.family is Family.PLAN and row.target is not None and row.unit != "aandeel"
        ),
        key=lambda row: row.target or Decimal(0),
        reverse=True,
    )
    if not wanted:
        return "Het plan noemt geen getal."
    parts = [f"{dutch.number(row.target)} {row.component}" for row in wanted]
    two = dutch.listed(parts[:2])
    return f"<b>Het plan vraagt</b> {escape(two if len(two) <= longest else parts[0])}"
