"""The look in one place: colours, signs, icons and the style sheet of every page (ui/look/page.css).

Every status and kind also has a sign and a word: colour never stands alone. Status and group colours are told apart
with all common forms of colour blindness and reach 3:1 against the page in light and dark; the sequence is one hue
from light to dark. The colours of the page itself stand in .streamlit/config.toml. tests/test_theme.py measures.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from samenleven import terms
from samenleven.attainment import Status
from samenleven.figures import Kind


class Look(NamedTuple):
    """How a status or a kind of figure is drawn."""

    colour: str
    sign: str


BLUE, ORANGE, GREEN, PURPLE, GREY = "#1F74BD", "#C8501E", "#0A7A64", "#8563AE", "#76818D"

STATUS: dict[Status, Look] = {
    Status.REACHED: Look(GREEN, "✔"),
    Status.ON_TRACK: Look("#2F7FC1", "▲"),
    Status.INCOMPLETE: Look("#AE8600", "◐"),
    Status.BEHIND: Look(ORANGE, "▼"),
    Status.NO_FIGURE: Look("#8A96A3", "○"),
    Status.NO_TARGET: Look(GREY, "–"),
    Status.NOT_YET_MEASURABLE: Look(PURPLE, "◷"),
}

KIND: dict[Kind, Look] = {
    Kind.OFFICIAL: Look(BLUE, "●"),
    Kind.REPORTED: Look(GREEN, "◆"),
    Kind.ESTIMATE: Look(PURPLE, "≈"),
    Kind.EXAMPLE: Look("#B25E09", "▨"),
}

KIND_MEANING = {
    Kind.OFFICIAL: "gepubliceerd of bevestigd door een overheid",
    Kind.REPORTED: "ingediend door een lokaal bestuur",
    Kind.ESTIMATE: "berekend door dit dashboard, met grenzen",
    Kind.EXAMPLE: "verzonnen om het dashboard te tonen",
}
"""What each kind of figure means, for a legend."""

ASSETS = Path(__file__).parents[1] / "assets"
SEQUENCE = ("#D6E6F4", "#A6CBE7", "#5797C8", "#3279B5", "#0C447F")
# The shades of `samenleven.map_classes` where a picture needs a colour and not a name of the style sheet (WebGL).
SHADES = {f"seq{number}": colour for number, colour in enumerate(SEQUENCE, 1)} | {
    "under2": "#B4430F",
    "under1": "#EBAF8E",
    "over1": "#CFE6DF",
    "over2": "#8CCBBB",
    "over3": "#0A7A64",
}
ASIDE = "#C3CBD3"  # an area on the map that takes no part
ACCENT = BLUE
MARKED = ORANGE  # the one among many that the reader asked for
MUTED = GREY
ALARM = "#8A3A0C"  # behind white letters
GROUPS = (BLUE, ORANGE, GREEN, PURPLE, "#AE8600")
# For groups that lie side by side on a map; after Okabe and Ito, told apart with all common forms of colour blindness.
POOLS = ("#56B4E9", "#E69F00", "#009E73", "#F0E442", "#CC79A7", "#8DA0CB")


def kind_word(kind: Kind) -> str:
    """A kind of figure as sign and word."""
    return f"{KIND[kind].sign} {terms.KIND[kind]}"


def variables() -> str:
    """What is decided here and in .streamlit/config.toml, under a name for the style sheets."""
    named = {
        "accent": ACCENT,
        "alarm": ALARM,
    }
    return f":root{{{''.join(f'--{name}:{value};' for name, value in named.items())}}}"


def icons() -> str:
    """The icons of the goals as masks: they take the colour of the text, light or dark."""
    return "".join(
        f'.{path.stem}{{--icon:url("data:image/svg+xml,{quote(path.read_text(encoding="utf-8").strip())}")}}'
        for path in sorted((ASSETS / "icons").glob("goal-*.svg"))
    )


def goal_icon(goal_id: int) -> str:
    """The icon of a goal, drawn in the colour of the text; nothing for a goal without one."""
    known = (ASSETS / "icons" / f"goal-{goal_id}.svg").exists()
    return f'<span class="goal-icon goal-{goal_id}" aria-hidden="true"></span>' if known else ""
