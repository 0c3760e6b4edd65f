"""What the card of a figure says, whether it was published, quoted or computed by us."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from samenleven.figures import Kind


@dataclass(frozen=True)
class Bar:
    """A figure of the same sort beside this one; `shown` is how it stands on the screen, `note` such as "afgerond"."""

    label: str
    value: float
    shown: str
    note: str = ""
    here: bool = False


@dataclass(frozen=True)
class Use:
    """A screen that shows a figure: `values` are the parameters of its address, `words` what it shows there."""

    screen: str
    title: str
    words: str
    values: dict[str, str] = field(default_factory=dict)
    at: str = ""


@dataclass(frozen=True)
class KnownFigure:
    """One figure under a permanent name.

    `shown` is the figure as people read it, `what` what it counts, `how` the sentences on how it came about. `value`
    and `unit` are for who searches. `method` are the sources of a figure that we compute; `stated_in` the register
    that has it.
    """

    key: str
    shown: str
    what: str
    kind: Kind
    day: date | None
    source_ids: tuple[str, ...]
    how: tuple[str, ...]
    value: float | None = None
    unit: str = ""
    precision: str = "exact"
    when: str = ""
    """The days of its project year, as text."""
    note: str = ""
    against: tuple[str, ...] = ()
    """What stands against it, as sentences."""
    contradictions: tuple[str, ...] = ()
    confusable: tuple[tuple[str, str], ...] = ()
    """The permanent name of another figure, and what tells them apart."""
    beside: str = ""
    """The heading of `bars`."""
    bars: tuple[Bar, ...] = ()
    uses: tuple[Use, ...] = ()
    stated_in: str = ""
