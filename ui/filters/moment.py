"""An earlier state of the ledger, through the address: `?stand=2023-10-15`, or with an hour, `?stand=2023-10-15T14:30`.

A day means its end; hours are those of Brussels. Every screen and file of that address then shows what was recorded by
then. It does not travel to another screen.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from samenleven import dutch

KEY = "stand"


def parse(raw: str | None) -> datetime | None:
    """The moment in UTC without a zone, as the store keeps moments; None for none, and for what is no moment."""
    if not raw or len(raw) > 20 or not raw.isascii():
        return None
    try:
        if len(raw) == len("2023-10-15"):
            return dutch.end_of(date.fromisoformat(raw))
        said = datetime.fromisoformat(raw)
        return said.replace(tzinfo=said.tzinfo or dutch.BRUSSELS).astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None


def words(raw: str) -> str:
    """The moment as people say it: "15 oktober 2023", or "15 oktober 2023 om 14.30 uur"."""
    at = parse(raw)
    if at is None or len(raw) == len("2023-10-15"):
        return dutch.day(date.fromisoformat(raw))
    return dutch.moment(at.replace(tzinfo=UTC))
