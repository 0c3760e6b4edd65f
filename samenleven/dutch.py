"""Numbers, dates and lists as people in Flanders write them: the one place that writes Dutch numbers.

Rounding is half up, as people are taught; what is missing is said in words, never shown as zero.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time

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


def _grouped(exact: Decimal, least: int = 0) -> str:
    """A rounded number with points between thousands and a decimal comma; zeros at its end beyond `least` decimals go.

    By hand, as a page writes a thousand numbers and babel takes ten times as long; tests/rules/test_dutch.py compares.
    """
    whole, _, fraction = f"{abs(exact):,f}".partition(".")
    fraction = fraction[:least] + fraction[least:].rstrip("0")
    sign = "−" if exact < 0 else ""
    return f"{sign}{whole.replace(',', '.')}{',' if fraction else ''}{fraction}"


def number(value: float | Decimal | None, decimals: int = 0) -> str:
    """1234.5 becomes "1.235"; no value becomes "geen cijfer"."""
    if value is None or is_missing(value):
        return NOTHING
    return _grouped(_rounded(value, decimals))


def euro(value: float | Decimal | None, cents: bool = False) -> str:
    """1234.5 becomes "€ 1.235", or "€ 1.234,50" with cents."""
    if value is None or is_missing(value):
        return NOTHING
    decimals = 2 if cents else 0
    exact = _rounded(value, decimals)
    return f"{'−' if exact < 0 else ''}€ {_grouped(abs(exact), decimals)}"


def signed_euro(value: float | Decimal) -> str:
    """A change in euro with its sign: "+€ 1.235", "−€ 1.235"; what rounds to nothing is a dash."""
    shown = euro(-value if value < 0 else value)
    return "–" if shown == euro(0) else f"{'+' if value > 0 else '−'}{shown}"


def millions(value: float | Decimal | None, decimals: int = 1) -> str:
    """16830000 becomes "€ 16,8 mln", or with two decimals "€ 16,83 mln"; the second only where it is needed."""
    if value is None or is_missing(value):
        return NOTHING
    return f"€ {_grouped(_rounded(Decimal(str(value)) / 10**6, decimals), 1)} mln"


def percent(value: float | Decimal | None, decimals: int = 0) -> str:
    """0.125 becomes "13 %" (or "12,5 %" with one decimal)."""
    if value is None or is_missing(value):
        return NOTHING
    return f"{_grouped(_rounded(value, decimals + 2) * 100, decimals)} %"


def day(value: date | datetime | None) -> str:
    """A date as "1 januari 2024"; no date becomes "zonder datum"."""
    if value is None or is_missing(value):
        return "zonder datum"
    return str(format_date(value, format="d MMMM y", locale=LOCALE))


def moment(value: datetime) -> str:
    """A moment as "25 november 2026 om 15.20 uur", on the clock in Brussels wherever the server is."""
    here = value.astimezone(BRUSSELS)
    return f"{day(here)} om {format_time(here, format='H.mm', tzinfo=BRUSSELS, locale=LOCALE)} uur"


def end_of(value: date) -> datetime:
    """The last moment of a day on the clock in Brussels, in UTC without a zone, as the store keeps moments."""
    return datetime.combine(value, time.max, BRUSSELS).astimezone(UTC).replace(tzinfo=None)


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
