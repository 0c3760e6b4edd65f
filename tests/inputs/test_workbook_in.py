"""A workbook that must not or cannot be read says why, and what to do; ours comes back as it was filled in."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from samenleven.counted import Period
from samenleven.errors import SamenlevenError
from samenleven.intake import package
from samenleven.intake.identity import Identity
from samenleven.reporting.records import Subject
from tests.support import find_office
from tests.support.intake_case import AGREED, REPORT_HEAD, WHO, YEAR_ROWS, Desk, agreed, changed, filled, reports

FILE = "rapport.xlsx"
WANTED = Identity(WHO, 2, Period.YEAR, 0)


@pytest.fixture(scope="module")
def desk(store_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return agreed(store_path, tmp_path_factory.mktemp("ledger"))


@pytest.fixture(scope="module")
def ours(desk: Desk) -> bytes:
    return changed(desk.workbook(), filled)


def said(desk: Desk, content: bytes, wanted: Identity | None = WANTED) -> list[str]:
    """What the sender reads: why the file is refused, or every fault in it."""
    try:
        found = desk.check(content, file=FILE, wanted=wanted)
    except SamenlevenError as error:
        return str(error).splitlines()
    return [str(one) for one in (*found.faults, *found.unconfirmed)]


def with_part(content: bytes, name: str, text: bytes | Callable[[bytes], bytes]) -> bytes:
    """A workbook with one part added or changed, as a program that means harm would make it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            body = old.read(part)
            if part != name or callable(text):
                new.writestr(part, text(body) if part == name and callable(text) else body)
        if isinstance(text, bytes):
            new.writestr(name, text)
    return out.getvalue()


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, body in parts.items():
            new.writestr(name, body)
    return out.getvalue()


def general(*rows: str, head: str = REPORT_HEAD) -> bytes:
    """A workbook for all applicants, as an agency makes it; figures are numbers."""
    book = openpyxl.Workbook()
    for row in (head, *rows):
        cells: list[Any] = [int(cell) if re.fullmatch(r"[0-9]{1,4}", cell) else cell or None for cell in row.split(";")]
        book.active.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_ours_comes_back_as_it_was_filled_in(desk: Desk, ours: bytes) -> None:
    found = desk.check(ours, file=FILE, wanted=WANTED)
    assert said(desk, ours) == []
    rows = {row["measure_id"]: row["realised"] for row in found.rows.to_pylist()}
    assert rows == {"call-02.1": 1, "call-05.1": 310, "call-06.1": 20, "call-07.1": 150}
    assert set(found.rows.column("period").to_pylist()) == {"year"}


def test_only_what_is_asked_can_be_typed(desk: Desk) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(desk.workbook()))["Rapportering"]
    assert sheet.protection.sheet
    open_cells = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert open_cells == {f"{letter}{row}" for letter in "IJKLM" for row in range(9, 13)}
    assert {rule.type for rule in sheet.data_validations.dataValidation} == {"whole", "list"}


BOMB = zipped(**{"[Content_Types].xml": b"x", "xl/workbook.xml": b"x"})


def bomb() -> bytes:
    out = io.BytesIO(BOMB)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as new:
        new.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
    return out.getvalue()


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">]><sst>&lol;</sst>'
SAVE = "Bewaar de cijfers als gewone Excel-werkmap (.xlsx)."
FILES: list[tuple[str, Callable[[bytes], bytes], str]] = [
    ("macro's erin", lambda old: with_part(old, "xl/vbaProject.bin", b"x"), f"Het bestand bevat macro's. {SAVE}"),
    (
        "een xlsm zonder project",
        lambda old: with_part(
            old, "[Content_Types].xml", lambda body: body.replace(b"spreadsheetml.sheet.main", b"macroEnabled.main")
        ),
        f"Het bestand is een werkmap met macro's (.xlsm). {SAVE}",
    ),
    (
        "koppelingen naar buiten",
        lambda old: with_part(old, "xl/externalLinks/externalLink1.xml", b"<x/>"),
        "Het bestand haalt gegevens uit andere bestanden. Plak de cijfers als waarden en verbreek de koppelingen.",
    ),
    (
        "een zip met een andere naam",
        lambda _: zipped(**{"cijfers.csv": b"1"}),
        f"Dit is een zip, geen Excel-werkmap. {SAVE}",
    ),
    (
        "een halve werkmap",
        lambda old: old[: len(old) // 2],
        "Het bestand is beschadigd of onvolledig: het kan niet uitgepakt worden. Bewaar het opnieuw in Excel, of haal "
        "het opnieuw op.",
    ),
    (
        "te groot",
        lambda old: old + b"0" * package.LARGEST,
        "Het bestand is te groot (meer dan 20 MB). Kijk na of het het juiste is.",
    ),
    (
        "100 MB",
        lambda old: old + b"0" * 100_000_000,
        "Het bestand is te groot (meer dan 20 MB). Kijk na of het het juiste is.",
    ),
    (
        "een zipbom",
        lambda _: bomb(),
        "Uitgepakt is het bestand veel te groot voor cijfers van een projectjaar. Kopieer alleen de rijen met cijfers "
        "naar een nieuwe werkmap.",
    ),
    (
        "een wachtwoord",
        lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "Het bestand is beveiligd met een wachtwoord. Bewaar het zonder wachtwoord en probeer het opnieuw.",
    ),
    (
        "een Excel-bestand van vroeger",
        lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        f"Dit is een Excel-bestand van voor 2007 (.xls), of een ander document. {SAVE}",
    ),
    (
        "eigen definities (billion laughs)",
        lambda old: with_part(old, "xl/sharedStrings.xml", LAUGHS),
        "Het bestand bevat delen die Excel zelf niet maakt (eigen definities in XML). Kopieer de cijfers naar een "
        "nieuwe werkmap.",
    ),
    (
        "een blad dat geen XML is",
        lambda old: with_part(old, "xl/worksheets/sheet1.xml", lambda body: body[:-300]),
        "Het bestand is beschadigd: de werkmap kan niet gelezen worden. Bewaar het opnieuw in Excel, of haal "
        "het opnieuw op.",
    ),
]


@pytest.mark.parametrize(("case", "make", "sentence"), FILES, ids=[case for case, *_ in FILES])
def test_a_file_that_must_not_be_opened_says_why(
    case: str, make: Callable[[bytes], bytes], sentence: str, desk: Desk, ours: bytes
) -> None:
    assert said(desk, make(ours)) == [f"{FILE}: {sentence}"], case


def set_cell(name: str, value: Any) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        sheet[name].value = value

    return change


CELLS: list[tuple[str, Callable[[Any], object], str]] = [
    (
        "een formule",
        set_cell("I10", "=100*3"),
        "blad 'Rapportering', rij 10, kolom I (behaald): Hier staat een formule ('=100*3'). Plak het resultaat als "
        "waarde, of begin de tekst anders.",
    ),
    (
        "een datum",
        set_cell("I10", date(2024, 3, 1)),
        "blad 'Rapportering', rij 10, kolom I (behaald): Hier staat een datum ('2024-03-01'), waar een getal hoort. "
        "Vul het getal in en geef de cel de vorm van een getal.",
    ),
    (
        "een half cijfer",
        set_cell("I10", 310.5),
        "blad 'Rapportering', rij 10, kolom I (behaald): '310,5' is geen geheel getal. Vul een geheel getal "
        "in, 0 of meer.",
    ),
    (
        "een getal met drie decimalen is geen duizendtal",
        set_cell("I10", 1.234),
        "blad 'Rapportering', rij 10, kolom I (behaald): '1,234' is geen geheel getal. Vul een geheel getal "
        "in, 0 of meer.",
    ),
    (
        "ja of nee in plaats van een getal",
        set_cell("I10", True),
        "blad 'Rapportering', rij 10, kolom I (behaald): 'WAAR' is geen getal. Vul een geheel getal in, 0 of meer.",
    ),
    (
        "een cijfer én nog niet bekend",
        set_cell("J10", "ja"),
        "blad 'Rapportering', rij 10, kolom J (nog niet bekend): Er staat een cijfer én 'nog niet bekend'. Laat een "
        "van beide leeg.",
    ),
    (
        "een andere code",
        set_cell("A10", "call-08.1"),
        "blad 'Rapportering', rij 10, kolom A (code): ongekwalificeerde uitstromers staat niet in het akkoord van "
        "Sint-Niklaas. Haal de rij weg, of pas eerst het akkoord aan.",
    ),
    (
        "een kolom ertussen",
        lambda sheet: sheet.insert_cols(9),
        "blad 'Rapportering', rij 8, kolom I (behaald): Hier staat '', waar in het bestand dat wij gaven "
        "'behaald' stond. Haal het bestand opnieuw op en verschuif geen rijen of kolommen.",
    ),
    (
        "een rij erboven",
        lambda sheet: sheet.insert_rows(1),
        "blad 'Rapportering', rij 9: De koprij staat op rij 9, in het bestand dat wij gaven op rij 8. "
        "Haal het bestand opnieuw op en verschuif geen rijen of kolommen.",
    ),
    (
        "een samengevoegde kop",
        lambda sheet: sheet.merge_cells("I8:J8"),
        "blad 'Rapportering', rij 8: In de koprij zijn cellen samengevoegd. Splits ze, zodat elke kolom haar eigen kop "
        "heeft.",
    ),
    (
        "geen koprij",
        lambda sheet: sheet.delete_rows(8),
        "blad 'Rapportering': In de eerste 30 rijen staat geen koprij met de namen van de kolommen. Begin van het "
        "bestand of het voorbeeld dat u hier kunt ophalen.",
    ),
]


@pytest.mark.parametrize(("case", "change", "sentence"), CELLS, ids=[case for case, *_ in CELLS])
def test_a_changed_cell_is_named_by_sheet_row_and_column(
    case: str, change: Callable[[Any], object], sentence: str, desk: Desk, ours: bytes
) -> None:
    assert f"{FILE}, {sentence}" in said(desk, changed(ours, change)), case


@pytest.mark.parametrize("text", ["1.234", "1 234", "1.234,00", 1234, 1234.0])
def test_numbers_as_text_with_belgian_separators_are_numbers(text: object, desk: Desk, ours: bytes) -> None:
    content = changed(changed(ours, set_cell("I10", text)), set_cell("M10", "druk jaar"))
    assert desk.check(content, file=FILE, wanted=WANTED).rows.column("realised").to_pylist()[1] == 1234


def test_thousands_of_empty_rows_are_no_rows(desk: Desk, ours: bytes) -> None:
    assert said(desk, changed(ours, set_cell("A60000", " "))) == []


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        (Identity("11002", 2, Period.YEAR, 0), "Dit is het bestand van Sint-Niklaas, niet dat van Antwerpen. Kies het "
         "bestand van uw eigen bestuur."),
        (Identity(WHO, 3, Period.YEAR, 0), "Dit is het bestand van projectjaar 2, niet dat van projectjaar 3. Kies het "
         "bestand van projectjaar 3."),
        (Identity(WHO, 2, Period.HALF_YEAR, 0), "Dit bestand gaat over het jaar, niet over het halfjaar. Kies het "
         "bestand over het halfjaar."),
    ],
    ids=["van een ander bestuur", "van vorig jaar", "van een andere periode"],
)  # fmt: skip
def test_a_workbook_that_is_not_the_one_asked_for_says_whose_it_is(
    wanted: Identity, sentence: str, desk: Desk, ours: bytes
) -> None:
    assert said(desk, ours, wanted) == [f"{FILE}: {sentence}"]


def test_who_changes_whose_workbook_it_is_is_seen(desk: Desk, ours: bytes) -> None:
    def change(sheet: Any) -> None:
        sheet["A1"].value = sheet["A1"].value.replace("46021", "11002")

    assert said(desk, changed(ours, change, "samenleven")) == [
        f"{FILE}: Wat het bestand over zichzelf zegt (van welk bestuur, welk projectjaar), is veranderd. Haal het "
        f"bestand opnieuw op en vul het opnieuw in."
    ]


def test_a_workbook_older_than_what_is_stored_is_outdated_and_a_new_one_has_the_figures(
    store_path: Path, tmp_path: Path
) -> None:
    desk = agreed(store_path, tmp_path)
    early = changed(desk.workbook(), filled)
    desk.keep(desk.check(reports()))
    assert said(desk, early) == [
        f"{FILE}: Sinds u dit bestand ophaalde, is er voor dit bestuur en projectjaar al iets anders bewaard. Haal het "
        "bestand opnieuw op en vul het opnieuw in."
    ]
    found = desk.check(desk.workbook(), file=FILE, wanted=WANTED)
    assert (found.new, found.corrected, found.unchanged, len(found.faults)) == (0, 0, 4, 0)


def test_the_same_file_twice_is_told(store_path: Path, tmp_path: Path) -> None:
    desk = agreed(store_path, tmp_path)
    found = desk.check(general(*YEAR_ROWS), file=FILE)
    desk.keep(found)
    with pytest.raises(SamenlevenError, match="Dit bestand is al bewaard"):
        desk.keep(found)


def test_an_agency_hands_in_all_applicants_in_one_workbook(desk: Desk) -> None:
    found = desk.check(general(*YEAR_ROWS), file=FILE)
    assert [str(one) for one in (*found.faults, *found.unconfirmed)] == []
    assert found.rows.num_rows == 4
    head, *rows = AGREED.strip().split("\n")
    lines = [
        row.replace("12.000,00", "12000").replace("€ 12.000", "12000").replace("12 000,00", "12000") for row in rows
    ]
    agreements = desk.check(general(*lines, head=head), Subject.AGREEMENT, FILE)
    assert [str(one) for one in agreements.faults] == []
    assert agreements.unchanged == 1


@pytest.mark.long
def test_ours_opened_and_saved_by_libreoffice_reads_back_the_same(desk: Desk, ours: bytes, tmp_path: Path) -> None:
    (tmp_path / "rapport.xlsx").write_bytes(ours)
    saved = find_office.convert(tmp_path / "rapport.xlsx", "xlsx").read_bytes()
    assert saved != ours
    one, other = (desk.check(content, file=FILE, wanted=WANTED) for content in (ours, saved))
    assert [str(fault) for fault in other.faults] == []
    assert other.rows.equals(one.rows)


@pytest.mark.long
def test_random_bytes_in_a_workbook_never_end_in_anything_but_a_message(desk: Desk, ours: bytes) -> None:
    import random

    luck = random.Random(15)
    parts = zipfile.ZipFile(io.BytesIO(ours)).namelist()
    for turn in range(1500):

        def spoil(body: bytes) -> bytes:
            spoiled = bytearray(body)
            for _ in range(luck.randint(1, 8)):
                at = luck.randrange(len(spoiled))
                spoiled[at : at + luck.choice((0, 1, 1, 5))] = luck.randbytes(luck.randint(0, 4))
            return bytes(spoiled)

        content = spoil(ours) if turn % 3 == 0 else with_part(ours, luck.choice(parts), spoil)
        assert isinstance(said(desk, content), list)
