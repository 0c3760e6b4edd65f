"""A ledger with one real agreement (Sint-Niklaas, project year 2) over the real store, and files to hand in to it."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl

from samenleven.counted import Period
from samenleven.reporting.records import Origin, Subject
from samenleven.reporting.rights import Person, Role
from samenleven.store import Current, Store
from samenleven.store.ledger import Ledger
from samenleven.store.ledger.incoming import Incoming, check_file
from samenleven.store.ledger.incoming.personal import personal_workbook, signing_key

WHO, YEAR = "46021", 2
TODAY = date(2024, 10, 10)
AGENCY = Person("test-agency", Role.AGENCY)
AGREED = (
    "NIS-code indiener;projectjaar;toegekend op;code;prioriteit;huidig bereik;gepland bereik;subsidie (euro);"
    "eigen inbreng (euro)\n"
    "46021;2;22/09/2023;call-05.1;1;100;200;12.000,00;12000\n"
    "46021;2;22/09/2023;call-06.1;2;0;20;€ 12.000;12 000,00\n"
    "46021;2;22/09/2023;call-07.1;3;50;100;15000;15000\n"
    "46021;2;22/09/2023;call-02.1;4;0;1;25000;25000\n"
)
REPORT_HEAD = (
    "NIS-code indiener;projectjaar;periode;code;behaald;waarom niet gehaald;over dubbel tellen;opmerking;ingediend op"
)
YEAR_ROWS = (
    "46021;2;jaar;call-05.1;310;;;;",
    "46021;2;jaar;call-06.1;20;;;;",
    "46021;2;jaar;call-07.1;150;;;;",
    "46021;2;jaar;call-02.1;1;het plan is goedgekeurd;;;",
)


class Desk:
    """Where files are handed in: a ledger of its own over the store at a place."""

    def __init__(self, place: Path, folder: Path) -> None:
        self.ledger = Ledger(folder)
        self._current = Current(place, ledger=self.ledger)

    @property
    def store(self) -> Store:
        return self._current.get().store

    def check(
        self, content: bytes | str, subject: Subject = Subject.REPORT, file: str = "in.csv", **how: Any
    ) -> Incoming:
        if isinstance(content, str):
            content = content.encode()
        return check_file(content, file, subject, self.store, self.ledger, how.pop("today", TODAY), **how)

    def keep(self, found: Incoming, **how: Any) -> None:
        assert found.storable, [str(one) for one in (*found.faults, *found.unconfirmed)]
        self.ledger.write(
            found.handed.subject, found.rows, person=AGENCY, origin=Origin.CSV, file_sha256=found.handed.sha256, **how
        )

    def workbook(self, period: Period = Period.YEAR, who: str = WHO, year: int = YEAR) -> bytes:
        key = signing_key(self.ledger.folder)
        return personal_workbook(self.store, who, year, period, key=key, now=datetime(2024, 10, 1, 12, tzinfo=UTC))


def agreed(place: Path, folder: Path) -> Desk:
    """A desk whose ledger has the agreement."""
    desk = Desk(place, folder)
    desk.keep(desk.check(AGREED, Subject.AGREEMENT))
    return desk


def reports(*rows: str, instead: Sequence[str] = YEAR_ROWS) -> str:
    """A CSV of reports: these rows, each in the place of the row of the same measure, and the rest of the year."""
    mine = {row.split(";")[3]: row for row in rows}
    kept = [mine.pop(row.split(";")[3], row) for row in instead]
    return "\n".join((REPORT_HEAD, *kept, *mine.values(), ""))


def changed(content: bytes, change: Callable[[Any], object], sheet: str = "Rapportering") -> bytes:
    """A workbook as somebody saves it after changing cells, by openpyxl."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book[sheet])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def filled(sheet: Any) -> None:
    """Fill in the year figures of `YEAR_ROWS`."""
    for row, (figure, why) in enumerate(((1, "het plan is goedgekeurd"), (310, None), (20, None), (150, None)), 9):
        sheet.cell(row, 9).value = figure
        sheet.cell(row, 11).value = why
