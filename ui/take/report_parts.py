"""The figures of a report as tables and drawings for its template, from what the same figures show on the screen.

A part is plain data: `finding`, `unit`, `foot`, and a table (`heads`, `widths`, `right`, `rows`) or a `drawing` with
its `alt`. A cell is a text, or a bar or a plot that stands beside its number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from samenleven import dutch
from samenleven.attainment import Status
from samenleven.figures import Kind
from samenleven.findings import words
from samenleven.over_years import OverYears
from ui.authority import profile_drawing, profile_reads
from ui.authority.agreement_figures import in_order, in_words, lacking, seen
from ui.authority.money_figure import by_action, not_asked
from ui.authority.offer_figure import in_words as offered_in_words
from ui.authority.offer_figure import on_offer
from ui.authority.profile_drawing import Line
from ui.figure import object as figure_object
from ui.figure.model import Figure
from ui.filters.address import Address
from ui.pooling import pooling_reads
from ui.reading import provenance, reads
from ui.take import report_drawing
from ui.take.plain_text import plain

Part = dict[str, Any]
Cells = list[Any]
THEME = "Thema: "  # as ui/authority/people_figures.py begins their rows
SHARE, AUTO = "1fr", "auto"


def part(one: Figure, address: Address) -> Part:
    """A figure of the page as a part of its report, with its drawing under "svg" when it has one."""
    found = provenance.of(one.table, extra=one.extra)
    head = {
        "name": one.name,
        "finding": one.finding,
        "made_up": bool(one.made_up) or Kind.EXAMPLE in found.kinds,
        "unit": plain(one.unit),
        "foot": plain(figure_object.sources(found, address)),
    }
    return head | PARTS[one.name](one, address)


def _table(
    heads: Sequence[str], widths: Sequence[str], rows: Sequence[Part], right: Sequence[int] = (), **more: Any
) -> Part:
    """A table: what stands above each column, how wide, which columns stand to the right, and the rows."""
    return {"heads": list(heads), "widths": list(widths), "right": list(right), "rows": list(rows)} | more


def _row(*cells: Any) -> Part:
    return {"cells": list(cells)}


def _strong(text: str) -> Part:
    return {"strong": text}


def _numbered(number: int | None, text: str) -> Part:
    """A name with the number of its action before it."""
    return {"number": "" if number is None else str(number), "text": text}


def agreements(_: Figure, address: Address) -> Part:
    """Every agreement of the year around 100 %, worst first; small: the other years."""
    asked = seen(address)
    assert asked is not None  # else the page has no such figure
    lack, done = in_order(asked)
    rows: list[Part] = []
    for title, found in ((lacking(asked), lack), ("Gehaald", done)):
        rows += [{"group": f"{title}: {len(found)}"}] if found else []
        rows += [_agreement(row, asked.year) for row in found]
    heads = ["Actie en KPI-onderdeel", "", f"jaar {asked.year}", "behaald van afspraak", "tekort", "alle jaren samen"]
    star = any(row.adds_up and row.without_figure for row in [*lack, *done])
    others = sorted({year for row in [*lack, *done] for year in row.years} - {asked.year})
    small = f"Klein: jaar {dutch.listed([str(year) for year in others])}. " if others else ""
    note = (
        f"Elke balk loopt van 100 % van de afspraak naar wat in jaar {asked.year} behaald is. {small}"
        f"{'* zonder de jaren zonder cijfer. ' if star else ''}"
    )
    return _table(
        heads,
        ["1.5fr", "1fr", AUTO, AUTO, AUTO, AUTO],
        rows,
        (2, 3, 4, 5),
        axis=1,
        note=note.strip(),
        unit="Behaald in % van de afspraak, slechtste eerst",
    )


def _agreement(row: OverYears, year: int) -> Part:
    said, now = in_words(row, year), row.years[year]
    at = profile_drawing.place
    others = {other: then.ratio for other, then in row.years.items() if other != year and then.ratio is not None}
    far = [ratio for ratio in others.values() if ratio > profile_drawing.WIDEST]
    plot = {
        "one": at(1),
        "at": None if now.ratio is None else at(float(now.ratio)),
        "colour": "reached" if now.status is Status.REACHED else "behind",
        "made_up": now.kind is Kind.EXAMPLE,
        "others": [at(float(ratio)) for ratio in others.values() if ratio <= profile_drawing.WIDEST],
        "far": " · ".join(dutch.percent(ratio) for ratio in far),
    }
    together: Any = said.together
    if said.kept is not None:
        together = {"status": "reached" if said.kept else "behind", "text": said.together}
    name = _numbered(row.measure.action_id, row.measure.component)
    return _row(name, {"plot": plot}, _strong(said.percent), said.reached, said.short, together)


def money(one: Figure, address: Address) -> Part:
    """What was asked under each ceiling and what was left."""
    asked = seen(address)
    assert asked is not None
    found = by_action(asked)
    widest = max((row.ceiling or row.grant for row in found), default=None) or 1
    kinds = set(one.table["kind"].dropna())
    rows = []
    for row in found:
        most = row.ceiling or row.grant
        bar = {
            "whole": float(most / widest),
            "share": float(row.grant / most) if most else 1.0,
            "made_up": Kind.EXAMPLE.value in kinds,
        }
        left = "vol" if row.left is not None and row.left <= 0 else _strong(dutch.euro(row.left))
        name = _numbered(row.action_id, row.title)
        rows.append(_row(name, {"bar": bar}, dutch.euro(row.grant), dutch.euro(row.ceiling), left))
    heads = ["Actie", "", "subsidie", "plafond", "bleef liggen"]
    return _table(heads, ["1.5fr", "0.7fr", AUTO, AUTO, AUTO], rows, (2, 3, 4), note=not_asked(asked))


def asks(_: Figure, address: Address) -> Part:
    """What can be asked for, action by action."""
    offered = on_offer(address)
    assert offered is not None
    actions = offered[1]
    widest = max((action.ceiling for action in actions), default=None) or 1
    rows = []
    for action in actions:
        sign = "" if action.ceiling_kind is Kind.OFFICIAL else " ≈"
        amounts = [] if address.only_official else list(offered_in_words(action))
        bar = {"whole": float(action.ceiling / widest), "share": 1.0, "made_up": False}
        name = _numbered(action.action_id, action.title)
        rows.append(_row(name, action.target_group, *amounts, {"bar": bar}, _strong(dutch.euro(action.ceiling) + sign)))
    heads, widths, right = ["Actie", "Doelgroep"], ["1.5fr", "1fr"], [3]
    if not address.only_official:
        heads, widths, right = [*heads, "bedrag", "hoogstens"], [*widths, "0.8fr", AUTO], [3, 5]
    return _table([*heads, "", "plafond"], [*widths, "0.4fr", AUTO], rows, right)


def missing(one: Figure, _: Address) -> Part:
    """The target group between its bounds, beside the threshold."""
    row = one.table.iloc[0]
    day = profile_reads.newest_day()
    floor = pooling_reads.rules(day).floor if day else 0
    cells = [dutch.number(row["lower"]), _strong(f"≈ {dutch.number(row['estimate'])}"), dutch.number(row["upper"])]
    heads = ["Doelgroep", "ondergrens", "schatting", "bovengrens", "drempel", "tekort"]
    rows = [_row(row["name"], *cells, dutch.number(floor), dutch.number(row["short"]))]
    return _table(heads, [SHARE, AUTO, AUTO, AUTO, AUTO, AUTO], rows, (1, 2, 3, 4, 5))


def sets(one: Figure, _: Address) -> Part:
    """The best sets of partners, with what they count and may ask."""
    rows = [
        _row(
            row["members"],
            _strong(f"≈ {dutch.number(row['estimate'])}"),
            f"{dutch.number(row['lower'])} – {dutch.number(row['upper'])}",
            dutch.euro(row["ask_eur"]),
            dutch.euro(row["ask_per_member_eur"]),
        )
        for row in reads.records(one.table)
    ]
    heads = ["Leden", "doelgroep", "tussen", "hoogstens per jaar", "per lid"]
    return _table(heads, [SHARE, AUTO, AUTO, AUTO, AUTO], rows, (1, 2, 3, 4))


def half_year(one: Figure, _: Address) -> Part:
    """Who stood under the gate half-way, and what became of that."""
    below = [row for row in reads.records(one.table) if row["below_half_year_gate"]]
    rows = [
        _row(
            _numbered(row["action"], row["component"]),
            _strong(words.percent(row["ratio"])),
            {"status": "reached" if row["status"] == Status.REACHED else "behind", "text": ""},
        )
        for row in sorted(below, key=lambda row: row["action"] or 0)
    ]
    return _table(["Onder de drempel", "na een jaar", ""], [SHARE, AUTO, AUTO], rows, (1,))


def mentors(one: Figure, _: Address) -> Part:
    """Whom to ask about what lags."""
    titles: dict[int, list[str]] = {}
    for row in reads.records(one.table):
        said = f"{row['name']} ({row['mentor']})" if row["name"] else "niemand bekend"
        titles.setdefault(int(row["action"]), []).append(said)
    actions = {action.action_id: action.title for action in reads.actions()}
    rows = [_row(_numbered(action, actions[action]), ", ".join(said)) for action, said in titles.items()]
    return _table(["Actie", "aan wie"], [SHARE, SHARE], rows)


def published(one: Figure, _: Address) -> Part:
    """What sources say of this authority itself."""
    every = [(str(row["subject"]), str(row["value_text"])) for row in reads.records(one.table)]
    themes = [f"{name.removeprefix(THEME)} ({value})" for name, value in every if name.startswith(THEME)]
    rows = [_row(name, value) for name, value in every if not name.startswith(THEME)]
    return _table(["Wat", "waarde"], [SHARE, AUTO], rows, (1,), note=f"Thema’s: {', '.join(themes)}." if themes else "")


def people(one: Figure, _: Address) -> Part:
    """The share of the group over the years, beside the region and Flanders."""
    found: dict[str, dict[int, float]] = {}
    for row in reads.records(one.table):
        found.setdefault(row["name"], {})[int(row["year"])] = float(row["share"])
    looks = ["me", "vl"] if len(found) == 2 else ["me", "rg", "vl"]
    lines = [Line(name, values, look) for (name, values), look in zip(found.items(), looks, strict=False)]
    told = "; ".join(
        f"{line.name}: {words.percent(line.values[min(line.values)])} in {min(line.values)}, "
        f"{words.percent(line.values[max(line.values)])} in {max(line.values)}"
        for line in lines
    )
    return {"drawing": "mensen.svg", "svg": report_drawing.trend(lines), "alt": f"Lijnen over de jaren. {told}."}


def peers(one: Figure, address: Address) -> Part:
    """The share of its agreements that each peer reached, this authority among them."""
    asked = seen(address)
    names = profile_reads.names()
    own = names[asked.authority_id] if asked else ""
    applicant = names[asked.applicant] if asked else ""
    values = [
        (own if row["name"] == applicant else row["name"], row["share"], row["name"] == applicant, _kind(row["kind"]))
        for row in reads.records(one.table)
    ]
    told = ", ".join(f"{name} {words.percent(share)}" for name, share, _, _ in values)
    return {
        "unit": plain(one.unit).partition(";")[0],  # the rest is about a click
        "drawing": "gelijken.svg",
        "svg": report_drawing.strip(values),
        "alt": f"Punten op een as. {told}.",
    }


def _kind(code: str | None) -> Kind | None:
    return Kind(code) if code else None


PARTS: dict[str, Callable[[Figure, Address], Part]] = {
    "gemeente-afspraken": agreements,
    "gemeente-geld": money,
    "gemeente-vragen": asks,
    "gemeente-tekort": missing,
    "gemeente-partners": sets,
    "gemeente-halfweg": half_year,
    "gemeente-mentoren": mentors,
    "gemeente-gepubliceerd": published,
    "gemeente-mensen": people,
    "gemeente-gelijken": peers,
}
