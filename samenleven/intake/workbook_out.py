"""The workbook that an applicant fills in: agreement and last figures are there, only what is asked can be typed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import xlsxwriter

from samenleven import dutch, spreadsheet
from samenleven.catalogue import ProjectYear
from samenleven.counted import Period
from samenleven.intake.identity import Identity
from samenleven.intake.layout import COLUMNS, EXPLAINED, FILLED_IN, HEAD_ROW, HIDDEN, SHOWN

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
WIDTHS = {"component": 44, "last_report": 24, "shortfall_reason": 50, "double_count_note": 40, "note": 40, "unit": 14}
WIDTH = 12
MOST = 999_999_999
"""The largest figure: what the store keeps as a whole number."""
_INK, _FIELD = "#1F2937", "#FFF8DB"


@dataclass(frozen=True, kw_only=True)
class AskedLine:
    """One row of the workbook: a line of the agreement, what was last reported, and what this period holds already."""

    measure_id: str
    action_id: int
    component: str
    unit: str
    baseline_reach: int
    planned_reach: int
    last_report: str
    realised: int | None = None
    is_unknown: bool = False
    shortfall_reason: str | None = None
    double_count_note: str | None = None
    note: str | None = None


def workbook(
    identity: Identity,
    name: str,
    year: ProjectYear,
    lines: Sequence[AskedLine],
    *,
    key: bytes,
    made: datetime,
    warning: str = "",
) -> bytes:
    """The workbook of one applicant for one period, ready to be filled in; `made` is when (it is shown on it).

    `warning` stands above it and on every page that is printed: that nothing in it is real.
    """
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, OPTIONS)
    book.set_properties({"title": f"Rapportering {name}", "author": "Samenleven", "created": made.replace(tzinfo=None)})
    sheet = book.add_worksheet(SHOWN)
    over, until = ("het halfjaar", year.half_year_ends_on), ("het jaar", year.ends_on)
    period, last = over if identity.period is Period.HALF_YEAR else until
    about = (
        f"{name}: rapportering over {period} van {year.title.lower()}",
        f"Cijfers van {dutch.day(year.starts_on)} tot en met {dutch.day(last)}. Opgehaald op {dutch.moment(made)}.",
        "Vul alleen de gele cellen in. Elke rij heeft een cijfer nodig: nul is een cijfer. Hebt u het nog niet, kies "
        "dan 'ja' bij 'nog niet bekend'.",
        "Bewaar het bestand als .xlsx en geef het terug op het scherm waar u het ophaalde. Er wordt niets bewaard voor "
        "u daar bevestigt.",
        warning,
    )
    forms = _Forms(book)
    for row, text in enumerate(about):
        sheet.write_string(row, 0, text, forms.of(bold=row == 0 or text == warning, font_size=14 if row == 0 else 11))
    for column, (name_, heading) in enumerate(COLUMNS.items()):
        sheet.set_column(column, column, WIDTHS.get(name_, WIDTH))
        explained = forms.of(text_wrap=True, valign="top", italic=True, font_size=9)
        sheet.write_string(HEAD_ROW - 2, column, EXPLAINED[name_], explained)
        head = forms.of(bold=True, text_wrap=True, bottom=1, bg_color="#E5E7EB")
        sheet.write_string(HEAD_ROW - 1, column, heading, head)
    for row, line in enumerate(lines, HEAD_ROW):
        for column, name_ in enumerate(COLUMNS):
            _write(sheet, forms, row, column, name_, _value(line, name_))
    _validate(sheet, len(lines))
    sheet.set_row(HEAD_ROW - 2, 96)
    sheet.freeze_panes(HEAD_ROW, 3)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW - 1)
    sheet.set_footer(f"&C&12{warning}" if warning else "")
    sheet.protect("", {"format_columns": True, "format_rows": True})
    hidden = book.add_worksheet(HIDDEN)
    hidden.write_string(0, 0, identity.signed(key))
    hidden.protect()
    hidden.hide()
    book.close()
    return content.getvalue()


class _Forms:
    """Formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[Any, ...], Any] = {}

    def of(self, **how: Any) -> Any:
        key = tuple(sorted(how.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"font_color": _INK, "font_name": "Calibri", **how})
        return self._made[key]


def _value(line: AskedLine, name: str) -> str | int | None:
    match name:
        case "measure":
            return line.measure_id
        case "action":
            return line.action_id
        case "report_target":
            return line.baseline_reach + line.planned_reach
        case "not_yet_known":
            return "ja" if line.is_unknown else None
        case _:
            value: str | int | None = getattr(line, name)
            return value


def _write(sheet: Any, forms: _Forms, row: int, column: int, name: str, value: str | int | None) -> None:
    how: dict[str, Any] = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#D1D5DB"}
    if name in FILLED_IN:
        how |= {"locked": False, "bg_color": _FIELD, "num_format": "#,##0" if name == "realised" else "@"}
    if value is None:
        sheet.write_blank(row, column, None, forms.of(**how))
    elif isinstance(value, int):
        sheet.write_number(row, column, value, forms.of(**{"num_format": "0" if name == "action" else "#,##0", **how}))
    else:
        quoted = {"quote_prefix": True} if spreadsheet.calculates(value) else {}
        sheet.write_string(row, column, value, forms.of(**how, **quoted))


def _validate(sheet: Any, count: int) -> None:
    """What Excel itself stops while somebody types; the rest is checked when the file comes back."""
    places = {name: column for column, name in enumerate(COLUMNS)}
    last = HEAD_ROW + max(count, 1) - 1

    def rule(name: str, **how: Any) -> None:
        sheet.data_validation(HEAD_ROW, places[name], last, places[name], how)

    rule(
        "realised",
        validate="integer",
        criteria="between",
        minimum=0,
        maximum=MOST,
        input_title="Behaald",
        input_message="Geheel getal, 0 of meer. Nog niet bekend? Laat dit leeg en kies 'ja' hiernaast.",
        error_title="Geen geheel getal",
        error_message="Vul een geheel getal in, 0 of meer. Nog niet bekend? Laat dit leeg en kies 'ja' hiernaast.",
    )
    rule(
        "not_yet_known",
        validate="list",
        source=["ja", "nee"],
        error_title="Kies ja of nee",
        error_message="Kies 'ja' als u het cijfer nog niet hebt; anders 'nee' of niets.",
    )
