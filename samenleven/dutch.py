"""Numbers, dates and lists as people in Flanders write them: the one place that writes Dutch numbers.

Rounding is half up, as people are taught; what is missing is said in words, never shown as zero.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_decimal, format_percent

LOCALE = "nl_BE"
BRUSSELS = ZoneInfo("Europe/Brussels")
NOTHING = "geen cijfer"


def is_missing(value: Any) -> bool:
    """None, NaN and NaT all mean: no figure."""
    if value is None:
        return True
    if isinstance(value, (float, Decimal)):
        return math.isnan(value)
    return type(value).__name__ in ("NaTType", "NAType")


def _rounded(value: float | Decimal, decimals: int) -> Decimal:
    """Half a unit goes up, as people are taught; babel itself rounds half to even. Never minus zero."""
    exact = Decimal(str(value))
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0


def number(value: float | Decimal | None, decimals: int = 0) -> str:
    """1234.5 becomes "1.235"; no value becomes "geen cijfer"."""
    if value is None or is_missing(value):
        return NOTHING
    pattern = "#,##0" + ("." + "#" * decimals if decimals else "")
    return str(format_decimal(_rounded(value, decimals), format=pattern, locale=LOCALE))


def euro(value: float | Decimal | None, cents: bool = False) -> str:
    """1234.5 becomes "€ 1.235", or "€ 1.234,50" with cents."""
    if value is None or is_missing(value):
        return NOTHING
    pattern = "¤ #,##0.00" if cents else "¤ #,##0"
    return str(
        format_currency(_rounded(value, 2 if cents else 0), "EUR", format=pattern, locale=LOCALE, currency_digits=False)
    )


def signed_euro(value: float | Decimal) -> str:
    """A change in euro with its sign: "+€ 1.235"; what rounds to nothing is a dash."""
    shown = euro(-value if value < 0 else value)
    return "–" if shown == euro(0) else f"{'+' if value > 0 else '-'}{shown}"


def millions(value: float | Decimal | None) -> str:
    """16907780 becomes "€ 16,9 mln", for where there is no room for the whole amount."""
    if value is None or is_missing(value):
        return NOTHING
    return f"€ {format_decimal(_rounded(Decimal(str(value)) / 10**6, 1), format='#,##0.0', locale=LOCALE)} mln"


def percent(value: float | Decimal | None, decimals: int = 0) -> str:
    """0.125 becomes "13 %" (or "12,5 %" with one decimal)."""
    if value is None or is_missing(value):
        return NOTHING
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "") + " %"
    return str(format_percent(_rounded(value, decimals + 2), format=pattern, locale=LOCALE))


def day(value: date | datetime | None) -> str:
    """A date as "1 januari 2024"; no date becomes "zonder datum"."""
    if value is None or is_missing(value):
        return "zonder datum"
    return str(format_date(value, format="d MMMM y", locale=LOCALE))


def moment(value: datetime) -> str:
    """A moment as "25 november 2026 om 15.20 uur", on the clock in Brussels wherever the server is."""
    here = value.astimezone(BRUSSELS)
    return f"{day(here)} om {format_time(here, format='H.mm', tzinfo=BRUSSELS, locale=LOCALE)} uur"


def with_unit(value: float | Decimal | None, unit: str | None) -> str:
    """A figure with its unit: euro, percentage (a share of 1 is 100 %) or a count of something."""
    if value is None or is_missing(value):
        return NOTHING
    if unit == "euro":
        return euro(value)
    if unit == "%":
        return percent(value, 1)
    if unit == "aandeel":
        return percent(value)
    return f"{number(value)} {unit or ''}".strip()


def exact(value: float | Decimal) -> str:
    """All decimals that matter, as many as there are: 0.25 becomes "0,25", 7500.000 becomes "7.500"."""
    _, _, fraction = f"{Decimal(str(value)).normalize():f}".partition(".")
    return number(value, len(fraction))


def counted(value: int, one: str, many: str) -> str:
    """A number with its word: 1 with "lid" and "leden" becomes "1 lid", 1200 becomes "1.200 leden"."""
    return f"{number(value)} {one if value == 1 else many}"


def listed(words: Sequence[str]) -> str:
    """Words in a sentence: "Aalst", "Aalst en Gent", "Aalst, Gent en Ieper"; nothing gives ""."""
    return " en ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
