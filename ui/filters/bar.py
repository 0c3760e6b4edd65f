"""The filters of a screen in one row of HTML that stays while one scrolls; on a phone behind one button.

A choice is a link or a list that changes the address: see `ui/filters/address.py` and ui/hooks/navigate.js.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from types import MappingProxyType

from ui.filters import moment
from ui.filters.address import YES, Address
from ui.reading import cached

SHOWN = 40  # signs of a value that does not exist, in the notice about it


@dataclass
class Bar:
    """The filters of one screen, in the order in which they are asked for; each gives the chosen code."""

    address: Address
    parts: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def buttons(
        self,
        label: str,
        key: str,
        options: Mapping[str, str],
        default: str | None = None,
        *,
        drop: tuple[str, ...] = (),
    ) -> str:
        """One of a few, all in sight; `drop` are parameters that no longer hold after the change."""
        chosen = self._chosen(key, options, default)
        first = _default(options, default)
        links = "".join(
            f'<a href="{escape(self._with(key, code, first, drop))}"{_here(code == chosen)}>{escape(text)}</a>'
            for code, text in options.items()
        )
        self.parts.append(f'<div class="seg" role="group" aria-label="{escape(label)}">{links}</div>')
        return chosen

    def select(
        self,
        label: str,
        key: str,
        options: Mapping[str, str],
        default: str | None = None,
        *,
        groups: Mapping[str, str] | None = None,
        drop: tuple[str, ...] = (),
        withheld: Mapping[str, str] | None = None,
    ) -> str:
        """One of many, in a list of the browser's own; `groups` gives the heading under which a code stands.

        `withheld` are choices that exist, but not among the figures that are shown: the notice about one says so.
        """
        chosen = self._chosen(key, options, default, withheld or {})
        lines: list[str] = []
        heading = ""
        for code, text in options.items():
            group = (groups or {}).get(code, "")
            if group != heading:
                lines.append(
                    ("</optgroup>" if heading else "") + (f'<optgroup label="{escape(group)}">' if group else "")
                )
                heading = group
            mark = " selected" if code == chosen else ""
            lines.append(f'<option value="{escape(code)}"{mark}>{escape(text)}</option>')
        lines.append("</optgroup>" if heading else "")
        more = f' data-drop="{" ".join(drop)}"' if drop else ""
        self.parts.append(
            f'<label class="pill"><span>{escape(label)}</span><select id="f-{key}" data-param="{key}" '
            f'data-default="{escape(_default(options, default))}"{more}>{"".join(lines)}</select></label>'
        )
        return chosen

    def switch(self, label: str, key: str) -> bool:
        """On or off; off is the default."""
        on = self.address.get(key) == YES
        link = escape(self.address.link(**{key: None if on else YES}))
        state = str(on).lower()
        self.parts.append(f'<a class="sw" role="switch" aria-checked="{state}" href="{link}">{escape(label)}</a>')
        return on

    def earlier(self) -> None:
        """The day of which the register is shown: a field once anything was recorded."""
        if cached.ledger().sequence:
            day = (self.address.get(moment.KEY) or "")[:10]
            self.parts.append(
                f'<label class="pill"><span>Stand op</span><input type="date" id="f-{moment.KEY}" '
                f'data-param="{moment.KEY}" data-default="" value="{escape(day)}"></label>'
            )

    def add(self, html: str) -> None:
        """Something else in the row, such as a legend."""
        self.parts.append(html)

    def html(self) -> str:
        """The row, and above it what the address asks that does not exist."""
        if not self.parts:
            return self.said()
        inside = "".join(self.parts)
        return (
            f'{self.said()}<section class="filters" aria-label="Filters"><details class="menu" id="filters">'
            f"<summary>Filters</summary></details><div>{inside}</div></section>"
        )

    def said(self) -> str:
        """The notices alone."""
        return "".join(f'<p class="notice" role="status">{one}</p>' for one in self.notices)

    def _chosen(
        self,
        key: str,
        options: Mapping[str, str],
        default: str | None,
        withheld: Mapping[str, str] = MappingProxyType({}),
    ) -> str:
        raw = self.address.get(key)
        if raw is not None and raw in withheld and raw not in options:
            name = escape(withheld[raw])
            self.notices.append(f"Van <b>{name}</b> is er niets bij de cijfers die u ziet. U ziet de standaardkeuze.")
        elif raw is not None and raw not in options:
            self.notices.append(unknown(key, raw))
        return self.address.choose(key, options, default)

    def _with(self, key: str, code: str, first: str, drop: tuple[str, ...]) -> str:
        changes: dict[str, str | None] = dict.fromkeys(drop)
        return self.address.link(**changes | {key: None if code == first else code})


def unknown(key: str, raw: str) -> str:
    """What is said of a value that does not exist, as HTML; the value is shown as code, so it cannot do anything."""
    plain = "".join(sign if sign.isprintable() else " " for sign in raw)
    shown = plain[:SHOWN] + ("…" if len(plain) > SHOWN else "")
    return (
        f"De link vraagt {escape(key)} = <code>{escape(shown) or ' '}</code>, maar dat bestaat niet. "
        "U ziet de standaardkeuze."
    )


def _default(options: Mapping[str, str], default: str | None) -> str:
    return default if default is not None and default in options else next(iter(options))


def _here(is_chosen: bool) -> str:
    return ' aria-current="true"' if is_chosen else ""
