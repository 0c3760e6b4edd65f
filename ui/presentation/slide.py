"""What a slide is: one message, a chart, and where it comes from; nothing here knows how or where it is drawn.

The screen draws these as HTML and SVG, a file for PowerPoint or a PDF draws them from the same objects. All text is
plain; in `lede` a part between two pairs of asterisks is bold (`runs`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from samenleven.attainment import Status
from samenleven.figures import Kind, weakest

BOLD = re.compile(r"\*\*(.+?)\*\*")


@dataclass(frozen=True)
class Bar:
    """One bar: `value` is a number in the unit of its chart (None: no figure), `text` the same as people read it.

    `said` stands beside it, `status` decides its colour (None: a plain one), `example` its hatching, `marked` says
    that it is the one that the presenter chose.
    """

    name: str
    value: float | None
    text: str
    said: str = ""
    status: Status | None = None
    example: bool = False
    marked: bool = False


@dataclass(frozen=True)
class Bars:
    """Bars from zero, from top to bottom; `series` names what they measure, `line` is what they are set against.

    `unit` is "%" (a value of 1 is 100 %), "euro" or what is counted. `most` is where the axis ends: a longer bar is
    cut there, its text is always the true figure.
    """

    bars: tuple[Bar, ...]
    series: str
    unit: str
    line: float | None = None
    line_name: str = ""
    most: float | None = None


@dataclass(frozen=True)
class Dot:
    """One dot of a row: its value (None: no figure) and the same as people read it; `series` names the year."""

    series: str
    value: float | None
    text: str
    status: Status | None = None
    example: bool = False
    now: bool = False


@dataclass(frozen=True)
class DotRow:
    """The dots of one name, oldest first; `text` is the figure of now, `said` stands beside it.

    `goal` is the number of the goal that the row is about, for its icon.
    """

    name: str
    dots: tuple[Dot, ...]
    text: str
    said: str = ""
    goal: int | None = None


@dataclass(frozen=True)
class Dots:
    """Dots on one axis from `low` to `high`, a row per name; numbers stand at `ticks`."""

    rows: tuple[DotRow, ...]
    series: tuple[str, ...]
    unit: str
    low: float
    high: float
    ticks: tuple[float, ...]
    line: float | None = None
    line_name: str = ""


@dataclass(frozen=True)
class Series:
    """A line: its name and its values by category; None where there is no figure."""

    name: str
    values: tuple[float | None, ...]
    text: str
    example: bool = False
    marked: bool = False


@dataclass(frozen=True)
class Lines:
    """Lines over categories (years), from zero up; `unit` as in `Bars`."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str


@dataclass(frozen=True)
class Shade:
    """A class of a map: `code` is its colour (samenleven.map_classes, or "group1" to "group6", "none", "land")."""

    code: str
    label: str
    example: bool = False


@dataclass(frozen=True)
class Label:
    """A place that a map names; one with `text` (its figure) stands out and gets a line to where it is.

    `under` says that the figure stays below what was agreed.
    """

    nis: str
    name: str
    text: str = ""
    under: bool = False


@dataclass(frozen=True)
class MapPicture:
    """One map: the class of every area that has one (by NIS code), and the places it names, most important first.

    `legend` holds the classes that a legend shows, fixed over all moments; `hatched` are the areas whose figure is an
    example; `marked` are outlined: the municipality that the presenter chose, with those it applies with. `groups` are
    sets of areas that share an outline. `view` are the areas that fill the frame; empty: all of Flanders.
    """

    title: str
    classes: Mapping[str, str]
    labels: tuple[Label, ...] = ()
    hatched: frozenset[str] = frozenset()
    marked: frozenset[str] = frozenset()
    groups: tuple[frozenset[str], ...] = ()
    view: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Maps:
    """One map, or several side by side with the same classes.

    `middle` is the place in the legend of the break at 100 %. `beside` are lines next to a map (number, names, what
    holds for them), for a division into groups.
    """

    maps: tuple[MapPicture, ...]
    legend: tuple[Shade, ...]
    middle: int | None = None
    beside: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Item:
    """A line of a list: what it is, and what is said of it; `marked` is the one of the presenter."""

    name: str
    said: str = ""
    number: str = ""
    marked: bool = False


@dataclass(frozen=True)
class Listed:
    """A list of items, such as sources."""

    items: tuple[Item, ...]


@dataclass(frozen=True)
class Nothing:
    """There is nothing to draw: why, and what to do about it."""

    what: str
    advice: str


Chart = Bars | Dots | Lines | Maps | Listed | Nothing


@dataclass(frozen=True, kw_only=True)
class Slide:
    """One slide. `title` is its finding: one sentence without a full stop.

    `name` is unique in its set and stands in the address (`dia=`); `code` says which of the slides it is. `mark` is
    what the title says of itself ("rust op voorbeeldcijfers"). `sources` are codes, every one once; `kinds` the kinds
    of its figures, `kind` the weakest; `example` whether any is made up. `table` holds what is drawn, each row with
    `kind`, `source_id` and `reference_date`; `columns` are those of the table in place, `headings` replace the usual
    ones. `values` are the parameters of the address that made it. `notes` are for the speaker, in lines.
    """

    name: str
    code: str
    title: str
    lede: str
    chart: Chart
    table: pd.DataFrame
    columns: tuple[str, ...]
    headings: Mapping[str, str] = field(default_factory=dict)
    mark: str | None = None
    sources: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    reference_date: date | None = None
    notes: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> Kind | None:
        """The weakest kind of its figures; None without any."""
        return weakest(self.kinds)

    @property
    def example(self) -> bool:
        """Whether a figure on it is made up: then it says so, and a file of it gets a watermark."""
        return Kind.EXAMPLE in self.kinds


def runs(text: str) -> list[tuple[str, bool]]:
    """A text in pieces, each with whether it is bold: "**5** van 7" gives ("5", True), (" van 7", False)."""
    return [(part, place % 2 == 1) for place, part in enumerate(BOLD.split(text)) if part]
