"""The address of a screen: every choice of a reader is a parameter of it, and a figure is a function of it.

Stable codes stand in the address (`?nis=46021&jaar=2`); the screen shows Dutch names. The default of a choice stays
out. What travels from screen to screen: year, municipality, region, and which figures are shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

import streamlit as st

from samenleven.figures import Shown
from ui.filters import moment
from ui.reading import switch
from ui.server import served

FIGURES = "cijfers"
SHOWN = {"officieel": Shown.OFFICIAL, "gerapporteerd": Shown.REPORTED, "voorbeeld": Shown.EXAMPLE}
TRAVELS = ("jaar", "nis", "regio", FIGURES)
YES = "ja"
BEFORE = "officieel"  # with YES: how links said "only official" when there were two positions; they go on working


@dataclass(frozen=True)
class Address:
    """A screen by its name ("" is the first) with its parameters, as they stand in the address."""

    screen: str
    values: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        said = dict(self.values)
        if BEFORE in said:
            official = {FIGURES: "officieel"} if said.pop(BEFORE) == YES else {}
            object.__setattr__(self, "values", tuple((official | said).items()))

    @property
    def shown(self) -> Shown:
        """Which figures are shown: what the address asks if this installation has it, else where the switch stands.

        Never the made-up set on the page of an authority that hides it.
        """
        asked = SHOWN.get(self.get(FIGURES) or "")
        found = asked if asked in switch.positions() else switch.default()
        hidden = found is Shown.EXAMPLE and switch.hides(self.screen, self.get("nis"))
        return Shown.REPORTED if hidden else found

    @property
    def only_official(self) -> bool:
        """Whether only official figures are shown, and so no estimates."""
        return self.shown.only_official

    @property
    def at(self) -> datetime | None:
        """The moment of which the ledger is shown; None is now."""
        return moment.parse(self.get(moment.KEY))

    def get(self, key: str) -> str | None:
        """The value of a parameter as it stands there; nobody checked it."""
        return next((value for name, value in self.values if name == key), None)

    def choose(self, key: str, options: Mapping[str, str], default: str | None = None) -> str:
        """The chosen code among `options`; the default (the first when not given) for none or an unknown one.

        Raises ValueError when there is nothing to choose from: show the empty state first.
        """
        if not options:
            raise ValueError(f"no options for {key}")
        raw = self.get(key)
        if raw is not None and raw in options:
            return raw
        return default if default is not None and default in options else next(iter(options))

    def several(self, key: str, options: Mapping[str, str]) -> tuple[str, ...]:
        """The known codes of a list with commas; none chosen gives none."""
        return tuple(code for code in (self.get(key) or "").split(",") if code in options)

    def link(self, **changes: str | None) -> str:
        """This screen with other values; None takes a parameter away."""
        kept = {name: value for name, value in self.values if name not in changes}
        return _url(self.screen, kept | {name: value for name, value in changes.items() if value is not None})

    def showing(self, shown: Shown) -> str:
        """This screen with other figures."""
        return self.link(**{FIGURES: code_of(shown)})

    def without(self, key: str) -> Address:
        """This screen as if a parameter was not given."""
        return Address(self.screen, tuple(one for one in self.values if one[0] != key))

    def to(self, screen: str, *, at: str = "", **values: str) -> str:
        """Another screen, with what travels and with `values`; `at` is the id of a part of it."""
        travels = {name: value for name, value in self.values if name in TRAVELS}
        return _url(screen, travels | values) + (f"#{at}" if at else "")

    def file(self, figure: str, form: str) -> str:
        """The address of a figure of this screen in another form (ui/figure/forms.py)."""
        return self.made(f"figuur/{figure}/{form}")

    def made(self, path: str) -> str:
        """The address of a file that is made from what this screen shows."""
        return _url(path, dict(self.values))

    def embed(self, name: str) -> str:
        """The address of a figure of this screen, or of this municipality, for another site (ui/embed)."""
        return _url(f"{served.EMBED.strip('/')}/{name}", dict(self.values))


def code_of(shown: Shown) -> str | None:
    """How an address asks for these figures; None for where the switch stands by itself."""
    return None if shown is switch.default() else next(code for code, one in SHOWN.items() if one is shown)


def _url(path: str, values: Mapping[str, str]) -> str:
    query = urlencode(values)
    return served.page(path) + (f"?{query}" if query else "")


def of_this_run(screen: str) -> Address:
    """The address that this run of a page answers."""
    return Address(screen, tuple((key, str(st.query_params[key])) for key in st.query_params))
