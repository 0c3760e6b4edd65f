"""Whether a file is a workbook that can be opened without harm: looked at as bytes, before anything reads it.

A workbook is a zip of XML. Refused: what is too large, packed or unpacked; what is no zip, a damaged one or another
one; passwords, macros, links to other files; and XML that defines entities of its own (a few lines can grow to
gigabytes).
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from samenleven.intake.remarks import refuse

LARGEST = 20_000_000
"""In bytes, from the command line: far more rows than there are agreements. An upload is stopped at 1 MB before."""
LARGEST_UNPACKED = 400_000_000
MOST_PARTS = 2_000
MOST_TIMES = 200
"""How many times larger a part may be than its packed size; what Excel makes of equal rows is some fifty times."""
SMALL = 1_000_000
"""A part below this many bytes may be packed as tightly as it is."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ENTITIES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"^\s*<\?xml[^>]*encoding\s*=\s*[\"']([^\"']+)", re.IGNORECASE)
_MERGED_ROW = re.compile(rb'<mergeCell\b[^>]*\bref="([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)"')
_LINKS = ("xl/externalLinks/", "xl/embeddings/", "xl/activeX/", "xl/connections.xml", "xl/queryTables/")
_SAVE = "Bewaar de cijfers als gewone Excel-werkmap (.xlsx)."


def is_workbook(content: bytes) -> bool:
    """Whether the bytes say that they are a workbook of Excel, of now or of before 2007, rather than text."""
    return content.startswith((b"PK", _OLE))


def check(content: bytes, file: str) -> dict[str, list[int]]:
    """Stop a workbook that must not be opened; gives the rows with merged cells by part. Raises Refused."""
    if len(content) > LARGEST:
        what = f"Het bestand is te groot (meer dan {LARGEST // 10**6} MB)."
        raise refuse("too_large", file, what, "Kijk na of het het juiste is.")
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            what = "Het bestand is beveiligd met een wachtwoord."
            raise refuse("encrypted", file, what, "Bewaar het zonder wachtwoord en probeer het opnieuw.")
        raise refuse("old_excel", file, "Dit is een Excel-bestand van voor 2007 (.xls), of een ander document.", _SAVE)
    if not content.startswith(b"PK"):
        raise refuse("no_workbook", file, "Dit is geen Excel-bestand.", _SAVE)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return _check_parts(package, file)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        what = "Het bestand is beschadigd of onvolledig: het kan niet uitgepakt worden."
        raise refuse("damaged", file, what, "Bewaar het opnieuw in Excel, of haal het opnieuw op.") from error


def _check_parts(package: zipfile.ZipFile, file: str) -> dict[str, list[int]]:
    parts = package.infolist()
    names = {part.filename for part in parts}
    unpacked = sum(part.file_size for part in parts)
    tight = any(part.file_size > SMALL and part.file_size > MOST_TIMES * part.compress_size for part in parts)
    if unpacked > LARGEST_UNPACKED or len(parts) > MOST_PARTS or tight:
        what = "Uitgepakt is het bestand veel te groot voor cijfers van een projectjaar."
        raise refuse("bomb", file, what, "Kopieer alleen de rijen met cijfers naar een nieuwe werkmap.")
    if any(part.flag_bits & 1 for part in parts):
        what = "Het bestand is beveiligd met een wachtwoord."
        raise refuse("encrypted", file, what, "Bewaar het zonder wachtwoord en probeer het opnieuw.")
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= names:
        raise refuse("other_zip", file, "Dit is een zip, geen Excel-werkmap.", _SAVE)
    if any("vbaproject" in name.lower() for name in names):
        raise refuse("macros", file, "Het bestand bevat macro's.", _SAVE)
    if any(name.startswith(_LINKS) for name in names):
        what = "Het bestand haalt gegevens uit andere bestanden."
        raise refuse("links", file, what, "Plak de cijfers als waarden en verbreek de koppelingen.")
    merged = {}
    for part in parts:
        if part.filename.endswith((".xml", ".rels", ".vml")):
            text = package.read(part)
            _check_text(text, file)
            if part.filename == "[Content_Types].xml" and b"macroEnabled" in text:
                raise refuse("macros", file, "Het bestand is een werkmap met macro's (.xlsm).", _SAVE)
            if part.filename.startswith("xl/worksheets/"):
                merged[part.filename] = _merged_rows(text)
    return merged


def _check_text(text: bytes, file: str) -> None:
    said = _ENCODING.match(text.removeprefix(b"\xef\xbb\xbf"))
    other = said is not None and said[1].lower() not in (b"utf-8", b"us-ascii", b"ascii")
    if other or b"\x00" in text[:200] or _ENTITIES.search(text):
        what = "Het bestand bevat delen die Excel zelf niet maakt (eigen definities in XML)."
        raise refuse("entities", file, what, "Kopieer de cijfers naar een nieuwe werkmap.")


def _merged_rows(text: bytes) -> list[int]:
    """The rows in which cells are merged across columns."""
    rows: set[int] = set()
    for first, top, last, bottom in _MERGED_ROW.findall(text):
        if first != last and len(rows) < MOST_PARTS:
            rows |= set(range(int(top), min(int(bottom), int(top) + MOST_PARTS) + 1))
    return sorted(rows)
