"""Reads an instance of regional pooling from two CSV files; a bad row is one Dutch message with file and row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from samenleven import file_text
from samenleven.eligibility import TargetGroup
from samenleven.errors import Fault, short
from samenleven.pooling import Authority, Border, PoolingError

ROW = tuple[int, dict[str, str]]
MOST_DIGITS = 12
LARGEST_FILE = 1_000_000
"""In bytes: tens of thousands of rows, where Flanders has three hundred."""
MOST_KM = 100_000
"""More than twice around the earth."""


def read_nodes(path: Path) -> list[Authority]:
    """The authorities of a file with columns id, region, weight and perhaps share and name.

    Raises SamenlevenError for a file that cannot be read, PoolingError for a row that makes no sense.
    """
    found: dict[str, Authority] = {}
    for line, row in _rows(path, ("id", "region", "weight")):
        code, region = row["id"], row["region"]
        if not code:
            _refuse(path, line, "De kolom id is leeg.", "Geef elk bestuur een code.")
        if not region:
            _refuse(path, line, f"Bestuur {short(code)} heeft geen regio.", "Vul de kolom region in.")
        if code in found:
            _refuse(path, line, f"Bestuur {short(code)} staat er twee keer in.", "Schrap één rij.")
        weight = _weight(path, line, code, row["weight"])
        found[code] = Authority(
            code,
            region,
            TargetGroup.exactly(weight),
            row.get("name", ""),
            _share(path, line, code, row.get("share", "")),
        )
    return list(found.values())


def read_edges(path: Path, known: set[str]) -> list[Border]:
    """The borders of a file with columns a, b and perhaps border_km. Raises as `read_nodes`."""
    found = []
    for line, row in _rows(path, ("a", "b")):
        one, other = row["a"], row["b"]
        for end in (one, other):
            if end not in known:
                what = (
                    f"Bestuur {short(end)} staat niet in de lijst van besturen."
                    if end
                    else "Een van de twee besturen is leeg."
                )
                _refuse(path, line, what, "Voeg het bestuur toe of schrap de grens.")
        if one == other:
            _refuse(path, line, f"Bestuur {short(one)} kan niet aan zichzelf grenzen.", "Schrap de rij.")
        found.append(Border(one, other, _km(path, line, row.get("border_km", ""))))
    return found


def _rows(path: Path, needed: tuple[str, ...]) -> Iterator[ROW]:
    """The rows with their line, cells without spaces around them; separated by comma or semicolon."""
    text = file_text.text(file_text.read(path, LARGEST_FILE), path.name, LARGEST_FILE)
    if not text.strip():
        _refuse(path, None, "Het bestand is leeg.", f"Zet op de eerste rij de koppen {', '.join(needed)}.")
    rows = file_text.rows(text.lstrip("\r\n"), path.name, (",", ";"))
    head = [name.strip().lower() for name in next(rows)[1]]
    if lacking := [name for name in needed if name not in head]:
        _refuse(path, 1, f"De kolom {', '.join(lacking)} ontbreekt.", f"Verwacht: {', '.join(needed)}.")
    if twice := next((name for name in head if name and head.count(name) > 1), None):
        _refuse(path, 1, f"De kolom {short(twice)} staat er twee keer.", "Schrap er een.")
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(head):
            what = f"De rij heeft {len(cells)} waarden, de koprij {len(head)}."
            _refuse(path, line, what, "Vul aan of schrap.")
        yield line, dict(zip(head, (cell.strip() for cell in cells), strict=True))


def _weight(path: Path, line: int, code: str, text: str) -> int:
    if not text:
        _refuse(path, line, f"Bestuur {short(code)} heeft geen aantal inwoners.", "Vul de kolom weight in (nul mag).")
    if re.fullmatch(r"-\s*[0-9.,]+", text):
        _refuse(
            path,
            line,
            f"Bestuur {short(code)} heeft een negatief aantal inwoners ({short(text)}).",
            "Vul nul of meer in.",
        )
    if not re.fullmatch(rf"[0-9]{{1,{MOST_DIGITS}}}", text, re.ASCII):
        what = f"Bestuur {short(code)} heeft geen geheel aantal inwoners ({short(text)})."
        _refuse(path, line, what, "Vul een geheel getal in, zonder punt of komma.")
    return int(text)


def _share(path: Path, line: int, code: str, text: str) -> float | None:
    if not text:
        return None
    share = _decimal(text)
    if share is None or share > 1:
        what = f"Bestuur {short(code)} heeft een aandeel van {short(text)}."
        _refuse(path, line, what, "Vul een getal van 0 tot en met 1 in, of niets.")
    return share


def _km(path: Path, line: int, text: str) -> float:
    """The length of a border; a border that is not measured counts as one kilometre."""
    if not text:
        return 1.0
    km = _decimal(text)
    if km is None or km > MOST_KM:
        what = f"De grens heeft lengte {short(text)}."
        _refuse(path, line, what, f"Vul kilometers in, van 0 tot {MOST_KM}, of niets.")
    return km


def _decimal(text: str) -> float | None:
    """A number without an exponent, so far too small to run over."""
    written = re.fullmatch(rf"[0-9]{{1,{MOST_DIGITS}}}([.,][0-9]{{1,50}})?", text)
    return float(text.replace(",", ".")) if written else None


def _refuse(path: Path, line: int | None, what: str, remedy: str) -> NoReturn:
    raise PoolingError(str(Fault(path.name, line, what, remedy))) from None
