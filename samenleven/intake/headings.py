"""Which heading of a file is which column: our Dutch headings, our English names, and other words for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samenleven import column_names
from samenleven.errors import short, some
from samenleven.intake.remarks import Refused, Remark, Spot
from samenleven.reporting.records import Subject


def _said(name: str, *also: str) -> tuple[str, ...]:
    return (column_names.heading(name), name, *also)


_WHO = {
    "applicant": (column_names.heading("applicant_nis"), "applicant_id", "applicant_nis", "applicant", "indiener"),
    "project_year": _said("project_year"),
}
_WHAT = {"measure": _said("measure", "measure_id"), "component": _said("component", "onderdeel")}

HEADINGS: dict[Subject, dict[str, tuple[str, ...]]] = {
    Subject.REPORT: {
        **_WHO,
        "period": _said("period"),
        **_WHAT,
        "realised": _said("realised", "behaald bereik"),
        "not_yet_known": _said("not_yet_known"),
        "shortfall_reason": _said("shortfall_reason"),
        "double_count_note": _said("double_count_note"),
        "note": _said("note"),
        "reported_on": _said("reported_on", "gemeld op"),
    },
    Subject.AGREEMENT: {
        **_WHO,
        "awarded_on": _said("awarded_on"),
        "cooperation": _said("cooperation"),
        "members": _said("members"),
        "incentive_eur": _said("incentive_eur"),
        "note": _said("note"),
        **_WHAT,
        "priority": _said("priority"),
        "baseline_reach": _said("baseline_reach"),
        "planned_reach": _said("planned_reach"),
        "grant_eur": _said("grant_eur"),
        "own_share_eur": _said("own_share_eur"),
    },
}
"""By subject: our name of a column, and what it may be called; the first is how we write it."""

NEEDED = {
    Subject.REPORT: ("applicant", "project_year", "period", "measure", "realised"),
    Subject.AGREEMENT: (
        *("applicant", "project_year", "awarded_on", "measure", "priority", "baseline_reach", "planned_reach"),
        *("grant_eur", "own_share_eur"),
    ),
}
"""What a file for all applicants cannot do without; a measure may also be named by what it counts."""

OURS = frozenset(word.lower() for pair in column_names.COLUMN.items() for word in pair)
"""Headings of our own tables: read over where they are not asked, so that one may give such a table back."""


@dataclass(frozen=True, slots=True)
class Matched:
    """Where each column of ours stands in a file: its place from 0, and how the file calls it."""

    places: Mapping[str, int]
    headings: Mapping[str, str]


def plain(heading: str) -> str:
    """A heading as it is compared: without capitals and doubled spaces."""
    return " ".join(heading.split()).lower()


def known(subject: Subject, cells: Sequence[str]) -> int:
    """How many headings in a row are columns of the subject."""
    words = {plain(word) for said in HEADINGS[subject].values() for word in said}
    return sum(plain(cell) in words for cell in cells)


def match(subject: Subject, cells: Sequence[str], where: Spot, fixed: Sequence[str] = ()) -> Matched:
    """The columns of a head row; `fixed` are those that need not be there. Raises Refused with every fault in it."""
    names = {plain(word): name for name, said in HEADINGS[subject].items() for word in said}
    places: dict[str, int] = {}
    headings: dict[str, str] = {}
    faults: list[Remark] = []
    unknown = []
    for place, cell in enumerate(cells):
        name = names.get(plain(cell))
        if name is None:
            if plain(cell) and plain(cell) not in OURS:
                unknown.append(cell)
        elif name in places:
            what = f"De kolom '{short(cell)}' staat er twee keer (ook als '{short(headings[name])}')."
            faults.append(Remark(code="column_twice", spot=where, what=what, remedy="Haal er een weg."))
        else:
            places[name], headings[name] = place, cell.strip()
    for name in NEEDED[subject]:
        if name in places or name in fixed or (name == "measure" and "component" in places):
            continue
        what = f"De kolom '{HEADINGS[subject][name][0]}' ontbreekt."
        expected = ", ".join(HEADINGS[subject][one][0] for one in NEEDED[subject] if one not in fixed)
        faults.append(Remark(code="column_missing", spot=where, what=what, remedy=f"De kolommen zijn: {expected}."))
    if unknown:
        said = "De kolom {} is onbekend." if len(unknown) == 1 else "De kolommen {} zijn onbekend."
        remedy = "Haal ze weg, of geef ze de naam die wij gebruiken."
        faults.append(Remark(code="column_unknown", spot=where, what=said.format(some(unknown)), remedy=remedy))
    if faults:
        raise Refused(*faults)
    return Matched(places, headings)
