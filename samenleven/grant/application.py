"""One application as it is sent in: its rows read from text and validated as the government's form did.

Source: the plan-living-together table of https://github.com/lblod/frontend-loket (whole numbers, zero or more, a
planned row needs a priority above zero, at least one row planned). Reach above the maximum and rows of an action
that the call does not pay are no faults: `samenleven.grant.grant` says what becomes of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samenleven import column_names
from samenleven.errors import Fault, SamenlevenError, short, some
from samenleven.grant.call import Call

COLUMNS = ("action", "measure", "baseline_reach", "planned_reach", "priority")
CELLS = (*COLUMNS, "component")
"""What is read of a row: a measure is named by its code or by what it counts, as the call's form says it."""
RESULT = (
    *("action_title", "for_whom", "unit", "amount_eur", "max_units", "ceiling_eur", "grant_eur", "own_share_eur"),
    *("grant", "own_share", "limited_by", "report_target", "amount_kind", "ceiling_kind"),
    *("kind", "source_id", "reference_date"),
)
"""What our own tables say of a row besides: read over, so that one may change such a table and give it back."""
SOURCE_IN_FULL = "bron voluit"
HEADINGS = (
    {name: name for name in (*CELLS, *RESULT)}
    | {column_names.heading(name).lower(): name for name in (*RESULT, *CELLS)}
    | {"onderdeel": "measure", SOURCE_IN_FULL: SOURCE_IN_FULL}
)
"""What each heading of a file stands for: our English names, and the Dutch ones of the screen and of the downloads."""
NUMBER = re.compile(r"[0-9]{1,9}")
"""At most nine digits: what the store keeps as a whole number."""


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """One row of an application: reach in units of the measure, `priority` 1 first (0: not ranked).

    `line` is where the row stands in the file as a spreadsheet counts it, None when it comes from elsewhere.
    """

    action_id: int
    measure_id: str
    baseline_reach: int
    planned_reach: int
    priority: int
    line: int | None = None


class ApplicationError(SamenlevenError):
    """An application with faults; every fault names its row."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        head = "1 fout" if len(faults) == 1 else f"{len(faults)} fouten"
        lines = [f"De aanvraag bevat {head}; er is niets berekend."]
        super().__init__("\n".join(lines + [f"- {fault}" for fault in faults]))


def read_rows(
    columns: Sequence[str], records: Iterable[Mapping[Any, Any]], call: Call, *, file: str
) -> list[ApplicationRow]:
    """The rows of an application from the cells of a table.

    `columns` are the headings found, English or Dutch, `records` the cells by heading, as `csv.DictReader` gives them;
    the first record stands on line 2. Rows of which every cell is empty are no rows.

    Raises ApplicationError with all faults together.
    """
    if faults := _column_faults(columns, file):
        raise ApplicationError(faults)
    headings = {name: one for one in columns if (name := HEADINGS.get(_plain(one))) in CELLS}
    rows: list[ApplicationRow] = []
    for line, record in enumerate(records, start=2):
        cells = {name: _text(record.get(headings.get(name, name))) for name in CELLS}
        if record.get(None):
            faults.append(Fault(file, line, "De rij heeft meer cellen dan er kolommen zijn.", "Haal ze weg."))
        elif any(cells.values()):
            row, found = _read_row(cells, call, file, line, headings)
            faults += found
            rows += [row] if row else []
    if faults:
        raise ApplicationError(sorted(faults + check_rows(rows, call, file=file, whole=False), key=_by_line))
    validate(rows, call, file=file)
    return rows


def read_cells(cells: Mapping[str, str], call: Call, *, where: str) -> tuple[ApplicationRow | None, list[Fault]]:
    """One row of a form, from its cells by column of COLUMNS; None with its faults, that name `where` it stands."""
    row, faults = _read_row(cells, call, where, None, {name: column_names.heading(name) for name in COLUMNS})
    faults += [Fault(where, None, what, remedy) for what, remedy in _faults_of(row, call)] if row else []
    return (None if faults else row), faults


def validate(rows: Sequence[ApplicationRow], call: Call, *, file: str = "aanvraag") -> None:
    """Raises ApplicationError with every fault in typed rows; does nothing when they are right."""
    if faults := check_rows(rows, call, file=file):
        raise ApplicationError(faults)


def check_rows(rows: Sequence[ApplicationRow], call: Call, *, file: str, whole: bool = True) -> list[Fault]:
    """The faults in typed rows, in the order of the rows; `whole` also judges the application as a whole."""
    faults: list[Fault] = []
    seen: dict[tuple[int, str], int] = {}
    for position, row in enumerate(rows, start=2):
        line = row.line or position
        faults += [Fault(file, line, what, remedy) for what, remedy in _faults_of(row, call)]
        first = seen.setdefault((row.action_id, row.measure_id), line)
        if first != line:
            faults.append(
                Fault(
                    file,
                    line,
                    f"Actie {row.action_id}, onderdeel '{_named(row.measure_id, call)}' staat ook op rij {first}.",
                    "Zet elk onderdeel op één rij.",
                )
            )
    if whole and not any(row.planned_reach > 0 for row in rows):
        faults.append(Fault(file, None, "Geen enkele rij heeft een gepland bereik.", "Plan minstens één onderdeel."))
    return faults


def _text(cell: Any) -> str:
    return "" if cell is None else str(cell).strip()


def _by_line(fault: Fault) -> int:
    return fault.row or 0


def _plain(heading: str) -> str:
    return heading.strip().lower()


def _column_faults(columns: Sequence[str], file: str) -> list[Fault]:
    expected = ", ".join(column_names.heading("component" if name == "measure" else name) for name in COLUMNS)
    known = [HEADINGS.get(_plain(one)) for one in columns]
    faults = [
        Fault(file, 1, f"De kolom '{column_names.heading(name)}' ontbreekt.", f"De kolommen zijn: {expected}.")
        for name in ("action", "component", "baseline_reach", "planned_reach", "priority")
        if name not in known and not (name == "component" and "measure" in known)
    ]
    unknown = list(dict.fromkeys(one for one, name in zip(columns, known, strict=True) if name is None))
    twice = [one for i, one in enumerate(columns) if known[i] in CELLS and known[i] in known[:i]]
    if unknown:
        said = "De kolom {} is onbekend." if len(unknown) == 1 else "De kolommen {} zijn onbekend."
        faults.append(Fault(file, 1, said.format(some(unknown)), "Haal ze weg."))
    faults += [Fault(file, 1, f"De kolom '{short(one)}' staat er twee keer.", "Haal er een weg.") for one in twice]
    return faults


def _read_row(
    cells: Mapping[str, str], call: Call, file: str, line: int | None, headings: Mapping[str, str]
) -> tuple[ApplicationRow | None, list[Fault]]:
    """A typed row, or None with the faults in its numbers; an empty priority is 0 (not ranked)."""
    numbers: dict[str, int] = {}
    faults: list[Fault] = []
    for name in ("action", "baseline_reach", "planned_reach", "priority"):
        text = cells[name] or ("0" if name == "priority" else "")
        if NUMBER.fullmatch(text):
            numbers[name] = int(text)
        else:
            faults.append(Fault(file, line, _number_fault(headings[name], text), "Vul een geheel getal in, 0 of meer."))
    if faults:
        return None, faults
    row = ApplicationRow(
        numbers["action"],
        _measure(cells["measure"] or cells.get("component", ""), numbers["action"], call),
        numbers["baseline_reach"],
        numbers["planned_reach"],
        numbers["priority"],
        line,
    )
    return row, []


def _measure(text: str, action: int, call: Call) -> str:
    """The code of a measure that is named by its code or by what it counts; the text itself when the call has none."""
    if text in call.measures:
        return text
    alike = [one for one in call.measures if call.components.get(one, one).lower() == text.lower()]
    return next((one for one in alike if call.measures[one] == action), alike[0] if alike else text)


def _named(measure_id: str, call: Call) -> str:
    """A measure as people read it: what it counts, or what somebody wrote when the call has no such measure."""
    return call.components.get(measure_id, short(measure_id))


def _number_fault(column: str, text: str) -> str:
    column = short(column)
    if not text:
        return f"De kolom '{column}' is leeg; leeg is niet hetzelfde als nul."
    shown = short(text)
    if re.fullmatch(r"-\s*[0-9]+([.,][0-9]+)?", text):
        return f"'{shown}' in de kolom '{column}' is negatief."
    if re.fullmatch(r"[0-9]+[.,][0-9]+", text):
        return f"'{shown}' in de kolom '{column}' is geen geheel getal."
    if text.isascii() and text.isdigit():
        return f"'{shown}' in de kolom '{column}' is te groot (hoogstens negen cijfers)."
    return f"'{shown}' in de kolom '{column}' is geen getal."


def _faults_of(row: ApplicationRow, call: Call) -> list[tuple[str, str]]:
    """What is wrong with one row, each with its remedy."""
    faults: list[tuple[str, str]] = []
    own = sorted(measure for measure, action in call.measures.items() if action == row.action_id)
    choice = f"Kies uit: {'; '.join(_named(measure, call) for measure in own)}."
    named = _named(row.measure_id, call)
    if row.action_id not in call.actions:
        faults.append((f"Actie {row.action_id} bestaat niet.", f"Kies uit: {_listed(call.actions)}."))
    elif row.measure_id not in call.measures:
        # An action without any measure in the form cannot be named better: it is simply not paid.
        if own:
            faults.append((f"Het onderdeel '{named}' bestaat niet in de oproep.", choice))
    elif call.measures[row.measure_id] != row.action_id:
        faults.append(
            (
                f"Het onderdeel '{named}' hoort bij actie {call.measures[row.measure_id]}, "
                f"niet bij actie {row.action_id}.",
                choice if own else f"Deze oproep betaalt actie {row.action_id} niet: haal de rij weg.",
            )
        )
    for value, word in (
        (row.baseline_reach, "huidig bereik"),
        (row.planned_reach, "gepland bereik"),
        (row.priority, "de prioriteit"),
    ):
        if value < 0:
            faults.append((f"Het getal {value} voor {word} is negatief.", "Vul 0 of meer in."))
    if row.planned_reach > 0 and row.priority == 0:
        faults.append(("Een geplande rij heeft een prioriteit boven 0 nodig.", "Vul 1 in voor de eerste keuze."))
    return faults


def _listed(actions: Iterable[int]) -> str:
    return ", ".join(str(action) for action in sorted(actions))
