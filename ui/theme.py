"""The look in one place: colours, hatching, icons and the style sheet of every page (ui/assets/page.css).

Every status and kind also has a sign and a word: colour never stands alone. Status and group colours are told apart
with all common forms of colour blindness and reach 3:1 against the page in light and dark; the sequence is one hue
from light to dark. The colours of the page itself stand in .streamlit/config.toml. tests/test_theme.py measures.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

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
HATCH = 6  # pixels from one line of the hatching to the next: fine, so that a whole map of it stays calm
ACCENT = "#1F74BD"
MARKED = "#C8501E"  # the one among many that the reader asked for
MUTED = "#76818D"
GROUPS = ("#1F74BD", "#C8501E", "#0A7A64", "#8563AE", "#AE8600")
# For groups that lie side by side on a map; after Okabe and Ito, told apart with all common forms of colour blindness.
POOLS = ("#56B4E9", "#E69F00", "#009E73", "#F0E442", "#CC79A7", "#8DA0CB")


def paint(colour: str, hatched: bool) -> str:
    """A fill for a chart: the colour itself, or thin white lines over it, drawn with a pattern of `hatching`.

    Where the pattern is not there (a chart taken out of the page), the plain colour is left.
    """
    return f"url(#hatch-{colour[1:]}) {colour}" if hatched else colour


@cache
def hatching() -> str:
    """The patterns behind `paint`, as SVG that takes no room; the server puts them once in the page itself.

    Streamlit cuts SVG out of what a script sends, and a browser finds a pattern only in the page that uses it.
    """
    colours = dict.fromkeys([*(look.colour for look in STATUS.values()), ACCENT, MUTED, MARKED, *GROUPS])
    patterns = "".join(
        f'<pattern id="hatch-{colour[1:]}" width="{HATCH}" height="{HATCH}" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="{HATCH}" height="{HATCH}" fill="{colour}"></rect>'
        f'<rect width="1.5" height="{HATCH}" fill="#FFFFFF" fill-opacity="0.6"></rect></pattern>'
        for colour in colours
    )
    return (
        '<svg width="0" height="0" aria-hidden="true" style="position:absolute" class="patterns">'
        f"<defs>{patterns}</defs></svg>"
    )


@cache
def style() -> str:
    """What Streamlit's settings cannot say, as a style sheet for every page."""
    return f"<style>{(ASSETS / 'page.css').read_text(encoding='utf-8')}{_icons()}</style>"


def _icons() -> str:
    """The icons of the goals as masks: they take the colour of the text, light or dark."""
    return "".join(
        f'.{path.stem}{{--icon:url("data:image/svg+xml,{quote(path.read_text(encoding="utf-8").strip())}")}}'
        for path in sorted((ASSETS / "icons").glob("goal-*.svg"))
    )


def goal_icon(goal_id: int) -> str:
    """The icon of a goal, drawn in the colour of the text; nothing for a goal without one."""
    known = (ASSETS / "icons" / f"goal-{goal_id}.svg").exists()
    return f'<span class="goal-icon goal-{goal_id}" aria-hidden="true"></span>' if known else ""
