"""Reads an instance of regional pooling from two CSV files; a bad row is one Dutch message with file and row."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from samenleven.eligibility import TargetGroup
from samenleven.errors import Fault
from samenleven.pooling import Authority, Border, PoolingError

ROW = tuple[int, dict[str, str]]
MOST_DIGITS = 12


def read_nodes(path: Path) -> list[Authority]:
    """The authorities of a file with columns id, region, weight and perhaps share and name.

    Raises PoolingError for a file that cannot be read and for a row that makes no sense.
    """
    found: dict[str, Authority] = {}
    for line, row in _rows(path, ("id", "region", "weight")):
        code, region = row["id"], row["region"]
        if not code:
            _refuse(path, line, "De kolom id is leeg.", "Geef elk bestuur een code.")
        if not region:
            _refuse(path, line, f"Bestuur {code} heeft geen regio.", "Vul de kolom region in.")
        if code in found:
            _refuse(path, line, f"Bestuur {code} staat er twee keer in.", "Schrap één rij.")
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
    """The borders of a file with columns a, b and perhaps border_km. Raises PoolingError as `read_nodes`."""
    found = []
    for line, row in _rows(path, ("a", "b")):
        one, other = row["a"], row["b"]
        for end in (one, other):
            if end not in known:
                what = (
                    f"Bestuur {end} staat niet in de lijst van besturen."
                    if end
                    else "Een van de twee besturen is leeg."
                )
                _refuse(path, line, what, "Voeg het bestuur toe of schrap de grens.")
        if one == other:
            _refuse(path, line, f"Bestuur {one} kan niet aan zichzelf grenzen.", "Schrap de rij.")
        found.append(Border(one, other, _km(path, line, row.get("border_km", ""))))
    return found


def _rows(path: Path, needed: tuple[str, ...]) -> Iterator[ROW]:
    """The rows with their line, cells without spaces around them; separated by comma or semicolon."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError:
        _refuse(path, None, "Het bestand kan niet gelezen worden.", "Kijk de naam en de rechten na.")
    except UnicodeDecodeError:
        _refuse(path, None, "Het bestand is geen tekst in UTF-8.", "Bewaar het opnieuw als CSV (UTF-8).")
    lines = text.splitlines()
    if not any(line.strip() for line in lines):
        _refuse(path, None, "Het bestand is leeg.", f"Zet op de eerste rij de koppen {', '.join(needed)}.")
    reader = csv.reader(lines, delimiter=";" if ";" in lines[0] else ",")
    try:
        head = [name.strip().lower() for name in next(reader)]
        lacking = [name for name in needed if name not in head]
        if lacking:
            _refuse(path, 1, f"De kolom {', '.join(lacking)} ontbreekt.", f"Verwacht: {', '.join(needed)}.")
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(head):
                what = f"De rij heeft {len(cells)} waarden, de koprij {len(head)}."
                _refuse(path, reader.line_num, what, "Vul aan of schrap.")
            yield reader.line_num, dict(zip(head, (cell.strip() for cell in cells), strict=True))
    except csv.Error:
        _refuse(path, reader.line_num, "De rij is niet te lezen als CSV.", "Kijk de aanhalingstekens na.")


def _weight(path: Path, line: int, code: str, text: str) -> int:
    if not text:
        _refuse(path, line, f"Bestuur {code} heeft geen aantal inwoners.", "Vul de kolom weight in (nul mag).")
    if re.fullmatch(r"-\s*[0-9.,]+", text):
        _refuse(path, line, f"Bestuur {code} heeft een negatief aantal inwoners ({text}).", "Vul nul of meer in.")
    if not re.fullmatch(rf"[0-9]{{1,{MOST_DIGITS}}}", text, re.ASCII):
        what = f"Bestuur {code} heeft geen geheel aantal inwoners ({text[:20]})."
        _refuse(path, line, what, "Vul een geheel getal in, zonder punt of komma.")
    return int(text)


def _share(path: Path, line: int, code: str, text: str) -> float | None:
    if not text:
        return None
    share = _decimal(text)
    if share is None or not 0 <= share <= 1:
        what = f"Bestuur {code} heeft een aandeel van {text[:20]}."
        _refuse(path, line, what, "Vul een getal van 0 tot en met 1 in, of niets.")
    return share


def _km(path: Path, line: int, text: str) -> float:
    """The length of a border; a border that is not measured counts as one kilometre."""
    if not text:
        return 1.0
    km = _decimal(text)
    if km is None or km < 0:
        _refuse(path, line, f"De grens heeft lengte {text[:20]}.", "Vul kilometers in, nul of meer, of niets.")
    return km


def _decimal(text: str) -> float | None:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _refuse(path: Path, line: int | None, what: str, remedy: str) -> NoReturn:
    raise PoolingError(str(Fault(path.name, line, what, remedy))) from None
