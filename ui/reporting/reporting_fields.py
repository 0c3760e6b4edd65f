"""The fields of the form: their names, and from what somebody typed to the rows that every way in gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from samenleven.intake.handed import Handed, of_cells
from samenleven.intake.remarks import Remark
from samenleven.reporting.records import Origin, Subject
from ui.frame.form import Value
from ui.reporting.reporting_choice import Chosen

FIGURE, UNKNOWN, REASON, DOUBLE = "behaald", "onbekend", "reden", "dubbel"
BECAUSE = "waarom"
COLUMNS = {
    "realised": FIGURE,
    "not_yet_known": UNKNOWN,
    "shortfall_reason": REASON,
    "double_count_note": DOUBLE,
}
"""From our name of a column to the field that it is typed in."""


def field(kind: str, measure_id: str) -> str:
    """The name of a field of a line."""
    return f"{kind}-{measure_id}"


def handed(chosen: Chosen, values: Mapping[str, Value]) -> Handed:
    """What stands in the form, as rows of text."""

    def cell(kind: str, measure_id: str) -> str:
        value = values.get(field(kind, measure_id), "")
        return ("ja" if value else "") if isinstance(value, bool) else value

    rows = [
        {
            "applicant": chosen.applicant_id,
            "project_year": str(chosen.year.project_year),
            "period": chosen.period.value,
            "measure": name,
            **{column: cell(kind, name) for column, kind in COLUMNS.items()},
        }
        for name in chosen.lines
    ]
    names = [f"actie {one.measure.action_id}, {one.measure.component}" for one in chosen.lines.values()]
    return of_cells(Subject.REPORT, rows, names=names, origin=Origin.FORM, file="het formulier")


def of_file(chosen: Chosen, found: Handed) -> dict[str, Value]:
    """What a file says of the lines, as if it stood in the form; a line is named by its code or by what it counts."""
    names = {one.measure.component.lower(): name for name, one in chosen.lines.items()}
    values: dict[str, Value] = {}
    notes = []
    for row in found.table.to_pylist():
        said = {name: str(row[name] or "").strip() for name in (*COLUMNS, "measure", "component", "note")}
        word = (said["measure"] or said["component"]).lower()
        measure_id = names.get(word, word)
        if measure_id not in chosen.lines:
            continue
        is_unknown = said["not_yet_known"].lower() == "ja" or not said["realised"][:1].isdecimal()
        values[field(UNKNOWN, measure_id)] = is_unknown
        values[field(FIGURE, measure_id)] = "" if is_unknown else said["realised"]
        values[field(REASON, measure_id)] = said["shortfall_reason"]
        values[field(DOUBLE, measure_id)] = said["double_count_note"]
        notes += [said["note"]] if said["note"] else []
    values[BECAUSE] = " ".join(dict.fromkeys(notes))
    return values


def by_field(chosen: Chosen, remarks: Iterable[Remark]) -> dict[str, str]:
    """What is said of the cells of the form, by field; what is said of none stands with the reason for a change."""
    lines = list(chosen.lines)
    found: dict[str, str] = {}
    for one in remarks:
        kind, row = DOUBLE if one.code == "double" else COLUMNS.get(one.spot.name or ""), one.spot.row
        if kind and row and one.code not in ABOUT_ALL:
            found.setdefault(field(kind, lines[row - 1]), IN_A_FORM.get(one.code) or f"{one.what} {one.remedy}")
        else:
            before = found[BECAUSE].removesuffix(WHY) if BECAUSE in found else ""
            found[BECAUSE] = f"{before}{one.spot.row_name or ''}: {one.what} {WHY}".removeprefix(": ")
    return found


ABOUT_ALL = frozenset({"correction", "high", "lower"})
"""Remarks that one reason below the form answers."""
WHY = "Zeg hier waarom."
NO_FIGURE = "Vul een cijfer in, ook als het nul is, of kruis 'nog niet bekend' aan."
IN_A_FORM = {
    "no_figure": NO_FIGURE,
    "both": "Er staat een cijfer én 'nog niet bekend'. Wis het cijfer, of haal het kruisje weg.",
}
"""What is said otherwise where one types than in a file."""
