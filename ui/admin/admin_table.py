"""The lists of *beheer* and *privacy*: plain tables that scroll in their own room on a telephone."""

from __future__ import annotations

from collections.abc import Collection, Iterable


def html(label: str, heads: Iterable[str], rows: str, caption: str = "", numbers: Collection[str] = ()) -> str:
    """A table of rows that are HTML already; `label` says to who cannot see it what it lists.

    `numbers` are the heads that stand above numbers.
    """
    head = "".join(f'<th scope="col"{" class=num" if one in numbers else ""}>{one}</th>' for one in heads)
    inside = f"{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"
    room = f'class="ad-scroll" tabindex="0" role="group" aria-label="{label}"'
    return f'<div {room}><table class="plain">{inside}</table></div>'
