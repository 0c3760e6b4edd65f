"""The applicants as a table, the worst first; the one that the address asks stands open in its own row."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from samenleven import dutch, terms
from samenleven.counted import Period
from samenleven.findings import words
from samenleven.reporting.calendar import Receipt, Window
from samenleven.reporting.judging import JudgedApplicant
from ui.filters.address import Address

SIGNS = {Receipt.LATE: "▼", Receipt.PARTLY: "◐", Receipt.NOT_DUE: "○", Receipt.RECEIVED: "✔"}


def html(
    applicants: Sequence[JudgedApplicant], window: Window, address: Address, opened: str | None, inside: str
) -> str:
    """The table; `inside` is what stands open below the row of `opened`."""
    short = "onder de drempel" if window.period is Period.HALF_YEAR else "onder de KPI"
    heads = ("indiener", "cijfers", "ontvangst", short, "te beoordelen", "laagste doelbereik", "bevestigd")
    head = "".join(f'<th scope="col"{_right(place)}>{name}</th>' for place, name in enumerate(heads))
    rows = "".join(
        _row(one, address, is_open=one.applicant_id == opened)
        + (f'<tr class="fu-in"><td colspan="{len(heads)}">{inside}</td></tr>' if one.applicant_id == opened else "")
        for one in applicants
    )
    return (
        '<div class="fu-scroll" tabindex="0" role="group" aria-label="Indieners">'
        f'<table class="plain fu"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _row(one: JudgedApplicant, address: Address, *, is_open: bool) -> str:
    link = escape(address.link(indiener=None if is_open else one.applicant_id))
    said = terms.RECEIPT[one.receipt.value]
    if one.days_late:
        said = f"{dutch.counted(one.days_late, 'dag', 'dagen')} te laat"
    ratios = [action.ratio for action in one.actions if action.ratio is not None]
    real = sum(line.is_confirmed for line in one.lines)
    with_ = f"<small>{escape(one.cooperation)}</small>" if one.cooperation else ""
    cells = (
        f"{dutch.number(one.received)} van {dutch.number(one.expected)}",
        f'<span class="fu-{one.receipt.value}">{SIGNS[one.receipt]} {said}</span>',
        _count(one.short),
        _count(one.to_judge),
        words.percent(min(ratios)) if ratios else "–",
        f"{dutch.number(real)} van {dutch.number(one.received)}" if one.received else "–",
    )
    body = "".join(f"<td{_right(place)}>{text}</td>" for place, text in enumerate(cells, 1))
    return (
        f'<tr id="i-{one.applicant_id}"{" class=fu-now" if is_open else ""}><th scope="row">'
        f'<a href="{link}#i-{one.applicant_id}" aria-expanded="{str(is_open).lower()}">{escape(one.name)}</a>{with_}'
        f"</th>{body}</tr>"
    )


def _count(count: int) -> str:
    return f"<b>{dutch.number(count)}</b>" if count else "0"


def _right(place: int) -> str:
    """Numbers stand to the right; the name and what came in to the left."""
    return "" if place in (0, 2) else ' class="num"'
