"""What is wrong with a cell that somebody handed in, or stands out in it, said so that they can mend it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from samenleven.errors import SamenlevenError, short


@dataclass(frozen=True, kw_only=True)
class Spot:
    """Where a cell stands. `row` as a spreadsheet counts it; `letter` that of its column in a workbook.

    `column` is the heading as it stands in the file, `name` ours; `row_name` is what a form calls the row.
    """

    file: str
    sheet: str | None = None
    row: int | None = None
    letter: str | None = None
    column: str | None = None
    name: str | None = None
    row_name: str | None = None

    def __str__(self) -> str:
        parts = [short(self.file, 100)]
        if self.sheet:
            parts.append(f"blad '{short(self.sheet)}'")
        if self.row_name:
            parts.append(short(self.row_name, 100))
        elif self.row is not None:
            parts.append(f"rij {self.row}")
        if self.column:
            parts.append(
                f"kolom {self.letter} ({short(self.column)})" if self.letter else f"kolom '{short(self.column)}'"
            )
        return ", ".join(parts)


@dataclass(frozen=True, kw_only=True)
class Remark:
    """One thing to say about a cell, a row or a whole file: `what` is wrong or stands out, `remedy` what to do."""

    code: str
    spot: Spot
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.spot}: {self.what} {self.remedy}"

    def at(self, **place: object) -> Remark:
        """The same, said of another place."""
        return replace(self, spot=replace(self.spot, **place))  # type: ignore[arg-type]


class Refused(SamenlevenError):
    """A file that cannot be read as rows; nothing of it is stored."""

    def __init__(self, *remarks: Remark) -> None:
        self.remarks = remarks
        super().__init__("\n".join(map(str, remarks)))


def refuse(code: str, file: str, what: str, remedy: str, **place: object) -> Refused:
    """A file that is refused, for one reason; `place` are fields of `Spot`."""
    return Refused(Remark(code=code, spot=Spot(file=file, **place), what=what, remedy=remedy))  # type: ignore[arg-type]
