"""The figure object: a finding, what is measured, a picture, and where it comes from.

Every chart, map and table is one. A figure is a function of the address of its screen, registered under a stable name.
The page shows it; the same function answers when somebody opens its table or takes its CSV along (ui/figure/forms.py),
so both say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from ui.filters.address import Address


@dataclass(frozen=True)
class Figure:
    """What is shown and taken along under one name.

    `finding` is a sentence in plain text. `unit` (what is measured, in what, when) and `picture` are HTML with every
    text escaped. `table` holds what the picture shows, each row with `kind`, `source_id` and `reference_date`;
    `columns` are those of the table in place, `headings` replace the usual ones. `extra` are sources that stand in no
    row. `made_up` says that the finding itself rests on example figures. `file_name` is that of its CSV, without date.
    `totals` are columns of the table whose sum stands on the screen too.
    `tabled` says that the picture is the table itself.
    """

    name: str
    finding: str
    unit: str
    picture: str
    table: pd.DataFrame
    columns: tuple[str, ...]
    headings: Mapping[str, str] = field(default_factory=dict)
    extra: tuple[str, ...] = ()
    made_up: bool = False
    file_name: str = ""
    totals: tuple[str, ...] = ()
    tabled: bool = False


Build = Callable[[Address], Figure]
Choose = Callable[[Address], list[Figure]]
_known: dict[str, tuple[str, Build]] = {}
_shown: dict[str, Choose] = {}
_restricted: set[str] = set()


def figure(name: str, screen: str, *, restricted: bool = False) -> Callable[[Build], Build]:
    """Register how a figure of a screen is made from an address; names are unique and stay, for links hold them.

    `restricted` figures are only for who decides, also as a file; they are never embedded.
    """

    def keep(build: Build) -> Build:
        if name in _known and _known[name][1].__qualname__ != build.__qualname__:
            raise ValueError(f"two figures are called {name}")
        _known[name] = screen, build
        if restricted:
            _restricted.add(name)
        return build

    return keep


def known(name: str) -> tuple[str, Build] | None:
    """The screen of a figure and how it is made; None for a name that nobody registered."""
    return _known.get(name)


def is_restricted(name: str) -> bool:
    """Whether a figure is only for who decides."""
    return name in _restricted


def is_for_few(screen: str) -> bool:
    """Whether a screen shows restricted figures."""
    return any(one == screen and name in _restricted for name, (one, _) in _known.items())


def shown_on(screen: str) -> Callable[[Choose], Choose]:
    """Register which figures a screen shows for an address, where that is not simply all of its figures."""

    def keep(choose: Choose) -> Choose:
        _shown[screen] = choose
        return choose

    return keep


def of_screen(address: Address) -> list[Figure]:
    """The figures that the screen of an address shows, each with something in its table; none for an unknown screen."""
    choose = _shown.get(address.screen)
    every = (
        choose(address) if choose else [build(address) for screen, build in _known.values() if screen == address.screen]
    )
    return [one for one in every if not one.table.empty]
