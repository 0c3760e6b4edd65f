"""The other figures of a scenario as tables whose rows hold their own bar: key figures, targets, actions, and years."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from samenleven import dutch, terms
from samenleven.figures import TableRow
from samenleven.findings import words
from samenleven.terms import CONTACTS, KEY_FIGURE

Cell = tuple[str, bool]  # HTML, and whether it is a number


def table(label: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """A table; the first cell of a row is its head, and a column is a number where its first row has one."""
    kinds = [number for _, number in rows[0]] if rows else [False] * len(heads)
    head = "".join(
        f'<th scope="col"{_num(number)}>{escape(text)}</th>' for text, number in zip(heads, kinds, strict=True)
    )
    body = "".join(
        f'<tr><th scope="row">{first[0]}</th>'
        + "".join(f"<td{_num(number)}>{text}</td>" for text, number in rest)
        + "</tr>"
        for first, *rest in rows
    )
    return (
        f'<div class="scroll" tabindex="0" role="group" aria-label="{escape(label)}"><table class="plain">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _num(number: bool) -> str:
    return ' class="num"' if number else ""


def word(text: object) -> Cell:
    """A cell of text."""
    return escape(str(text)), False


def number(text: str) -> Cell:
    """A cell of a number, as people write it."""
    return escape(text), True


def pair(before: float | None, after: float | None, *, made_up: bool) -> Cell:
    """Two bars under each other, scenario above, each a share (0 to 1) of the width."""
    if after is None:
        return "", False
    kind = "bg-pair ex" if made_up else "bg-pair"
    widths = (f"{100 * min(max(value or 0.0, 0.0), 1.0):.1f}%" for value in (after, before))
    return f'<div class="{kind}">{"".join(f"<i style=width:{width}></i>" for width in widths)}</div>', False


def key_figures(rows: Sequence[TableRow], now: str, start: str) -> str:
    """Every key figure at the start and in the scenario; `now` and `start` are what the two are called."""
    return table(
        "Kerncijfers",
        ("Kerncijfer", terms.capital(now), terms.capital(start), "Verschil"),
        [
            (
                word(terms.capital(KEY_FIGURE[row["figure"]]) + (f" ({CONTACTS})" if row["unit"] == CONTACTS else "")),
                number(shown(row["after"], row["unit"])),
                number(shown(row["before"], row["unit"])),
                number(changed(row["change"], row["unit"])),
            )
            for row in rows
        ],
    )


def shown(value: float | None, unit: str) -> str:
    """A key figure as people read it."""
    if value is None:
        return dutch.NOTHING
    return words.percent(value) if unit == "aandeel" else dutch.euro(value) if unit == "euro" else dutch.number(value)


def changed(change: float | None, unit: str) -> str:
    """The change of a key figure with its sign; a dash where nothing that one can see changes."""
    if change is None:
        return "–"
    if unit == "euro":
        return dutch.signed_euro(change)
    if unit == "aandeel":
        said = words.signed_points(change)
        return "–" if said == "gelijk" else said
    size = dutch.number(abs(change))
    return "–" if size == "0" else f"{'+' if change > 0 else '−'}{size}"


def targets(rows: Sequence[TableRow], *, made_up: bool) -> str:
    """The targets that are missed, furthest first, with what is short and what closing that would cost."""
    return table(
        "Streefwaarden met een tekort",
        (
            "KPI-onderdeel",
            "Bereikt",
            "Scenario",
            "Uitgangspunt",
            "Was er al",
            "Extra",
            "Streefwaarde",
            "Tekort",
            "Sluiten kost",
        ),
        [
            (
                word(f"{row['action']}. {row['component']}"),
                pair(row["ratio_before"], row["ratio"], made_up=made_up),
                number(words.percent(row["ratio"])),
                number(words.percent(row["ratio_before"])),
                number(dutch.number(row["baseline_reach"])),
                number(dutch.number(row["extra_reach"], 1)),
                number(dutch.number(row["target"])),
                number(dutch.number(row["shortfall"], 1)),
                number(closing(row)),
            )
            for row in rows
        ],
    )


def closing(row: TableRow) -> str:
    """The grant that closes a shortfall, or that no money can within the maxima."""
    if row["closing_eur"] is None:
        return "kan niet"
    return dutch.euro(row["closing_eur"]) + ("" if row["within_maxima"] else " *")


def sums(what: str, rows: Sequence[TableRow], *, made_up: bool) -> str:
    """Money and progress by goal or action; each row has `name`."""
    return table(
        f"Geld en voortgang per {what.lower()}",
        (
            what,
            "Gevraagd",
            "Subsidie",
            "Verschil",
            "Eigen inbreng",
            "Voortgang",
            "Scenario",
            "Uitgangspunt",
            "Was er al",
        ),
        [
            (
                word(row["name"]),
                number(dutch.euro(row["asked_eur"])),
                number(dutch.euro(row["grant_eur"])),
                number(dutch.signed_euro(row["change_eur"])),
                number(dutch.euro(row["own_share_eur"])),
                pair(row["progress_before"], row["progress"], made_up=made_up),
                number(_share(row["progress"])),
                number(_share(row["progress_before"])),
                number(_share(row["baseline_progress"])),
            )
            for row in rows
        ],
    )


def _share(value: float | None) -> str:
    return "–" if value is None else words.percent(value)


def years(rows: Sequence[TableRow], *, made_up: bool) -> str:
    """What is paid in each calendar year."""
    most = max((max(row["before_eur"], row["after_eur"]) for row in rows), default=0.0) or 1.0
    return table(
        "Voorschotten en saldo's per jaar",
        ("Kalenderjaar", "Betaald", "Scenario", "Uitgangspunt", "Verschil"),
        [
            (
                word(row["year"]),
                pair(row["before_eur"] / most, row["after_eur"] / most, made_up=made_up),
                number(dutch.euro(row["after_eur"])),
                number(dutch.euro(row["before_eur"])),
                number(dutch.signed_euro(row["change_eur"])),
            )
            for row in rows
        ],
    )
