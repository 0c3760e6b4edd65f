"""All colours in one place. Every status and kind also has a sign and a word: colour never stands alone.

Status colours are told apart with all common forms of colour blindness and reach 3:1 against the page in light and
dark; the sequence is one hue from light to dark.
"""

from __future__ import annotations

from typing import NamedTuple

from samenleven.attainment import Status
from samenleven.figures import Kind


class Look(NamedTuple):
    """How a status or a kind of figure is drawn."""

    colour: str
    sign: str
    hatched: bool = False


STATUS: dict[Status, Look] = {
    Status.REACHED: Look("#00725C", "✔"),
    Status.ON_TRACK: Look("#2F7FC1", "▲"),
    Status.BEHIND: Look("#C8501E", "▼"),
    Status.NO_FIGURE: Look("#8A96A3", "○", hatched=True),
    Status.NO_TARGET: Look("#76818D", "–"),
    Status.NOT_YET_MEASURABLE: Look("#7D5BA6", "◷"),
}

KIND: dict[Kind, Look] = {
    Kind.OFFICIAL: Look("#0B5CAD", "●"),
    Kind.REPORTED: Look("#00725C", "◆"),
    Kind.ESTIMATE: Look("#7D5BA6", "≈"),
    Kind.EXAMPLE: Look("#B25E09", "▨", hatched=True),
}

# Letters and lines in charts; the same as textColor in .streamlit/config.toml (tests/test_theme.py).
INK = {"light": "#1B2733", "dark": "#EEF2F6"}
SEQUENCE = ("#D6E6F4", "#A6CBE7", "#6BA6D3", "#3279B5", "#0C447F")
GAP = "#EEF1F4"
ACCENT = "#0B5CAD"
MUTED = "#76818D"
GROUPS = ("#0B5CAD", "#C8501E", "#00725C", "#7D5BA6", "#B28A00")
# For groups that lie side by side on a map; after Okabe and Ito, told apart with all common forms of colour blindness.
POOLS = ("#56B4E9", "#E69F00", "#009E73", "#F0E442", "#CC79A7", "#8DA0CB")
