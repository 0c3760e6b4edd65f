"""The look in one place: colours, hatching, icons and the style sheet of every page (ui/assets/page.css).

Every status and kind also has a sign and a word: colour never stands alone. Status and group colours are told apart
with all common forms of colour blindness and reach 3:1 against the page in light and dark; the sequence is one hue
from light to dark. The colours of the page itself stand in .streamlit/config.toml. tests/test_theme.py measures.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from samenleven.attainment import Status
from samenleven.figures import Kind


class Look(NamedTuple):
    """How a status or a kind of figure is drawn."""

    colour: str
    sign: str
    hatched: bool = False


STATUS: dict[Status, Look] = {
    Status.REACHED: Look("#0A7A64", "✔"),
    Status.ON_TRACK: Look("#2F7FC1", "▲"),
    Status.BEHIND: Look("#C8501E", "▼"),
    Status.NO_FIGURE: Look("#8A96A3", "○", hatched=True),
    Status.NO_TARGET: Look("#76818D", "–"),
    Status.NOT_YET_MEASURABLE: Look("#8563AE", "◷"),
}

KIND: dict[Kind, Look] = {
    Kind.OFFICIAL: Look("#1F74BD", "●"),
    Kind.REPORTED: Look("#0A7A64", "◆"),
    Kind.ESTIMATE: Look("#8563AE", "≈"),
    Kind.EXAMPLE: Look("#B25E09", "▨", hatched=True),
}

ASSETS = Path(__file__).with_name("assets")
SEQUENCE = ("#D6E6F4", "#A6CBE7", "#5797C8", "#3279B5", "#0C447F")
GAP = "#EEF1F4"
ACCENT = "#1F74BD"
MARKED = "#C8501E"  # the one among many that the reader asked for
MUTED = "#76818D"
GROUPS = ("#1F74BD", "#C8501E", "#0A7A64", "#8563AE", "#AE8600")
# For groups that lie side by side on a map; after Okabe and Ito, told apart with all common forms of colour blindness.
POOLS = ("#56B4E9", "#E69F00", "#009E73", "#F0E442", "#CC79A7", "#8DA0CB")


def paint(colour: str, hatched: bool) -> str:
    """A fill for a chart: the colour itself, or white stripes over it, drawn with a pattern of `hatching`.

    Where the pattern is not there (a chart taken out of the page), the plain colour is left.
    """
    return f"url(#hatch-{colour[1:]}) {colour}" if hatched else colour


@cache
def hatching() -> str:
    """The patterns behind `paint`, as SVG that takes no room; every page carries them once."""
    colours = dict.fromkeys([*(look.colour for look in STATUS.values()), ACCENT, MUTED, MARKED, *GROUPS])
    patterns = "".join(
        f'<pattern id="hatch-{colour[1:]}" width="7" height="7" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="7" height="7" fill="{colour}"></rect>'
        f'<rect width="2" height="7" fill="#FFFFFF"></rect></pattern>'
        for colour in colours
    )
    return f'<svg width="0" height="0" aria-hidden="true" class="patterns"><defs>{patterns}</defs></svg>'


@cache
def style() -> str:
    """What Streamlit's settings cannot say, as a style sheet for every page."""
    return f"<style>{(ASSETS / 'page.css').read_text(encoding='utf-8')}</style>"


@cache
def goal_icon(goal_id: int) -> str:
    """The icon of a goal as inline SVG, drawn in the colour of the text; nothing for a goal without one."""
    path = ASSETS / "icons" / f"goal-{goal_id}.svg"
    drawn = path.read_text(encoding="utf-8").strip() if path.exists() else ""
    return drawn.replace("<svg ", '<svg class="icon" aria-hidden="true" focusable="false" ', 1)
