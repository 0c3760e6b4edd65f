"""The days of the plan as a calendar file (iCalendar, RFC 5545), to open in Outlook, Google or any other calendar.

Whole days on the calendar of Brussels: hours are hardly ever published. Lines end in CR LF and are folded at 75 octets.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LINE = 75  # octets of a line, its end not counted
DOMAIN = "plan-samenleven"
ZONE = (
    "BEGIN:VTIMEZONE",
    "TZID:Europe/Brussels",
    *("BEGIN:DAYLIGHT", "TZNAME:CEST", "DTSTART:19960331T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"),
    *("TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "END:DAYLIGHT"),
    *("BEGIN:STANDARD", "TZNAME:CET", "DTSTART:19961027T030000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"),
    *("TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "END:STANDARD"),
    "END:VTIMEZONE",
)
"""Summer and winter time as the European Union has them since 1996."""


@dataclass(frozen=True)
class CalendarEntry:
    """Something on one day or on several; `key` stays the same, so that a newer file replaces the entry of an older."""

    key: str
    title: str
    starts_on: date
    ends_on: date
    description: str = ""


def calendar_file(name: str, events: Iterable[CalendarEntry], made_at: datetime) -> bytes:
    """All events as one file; `made_at` is the moment at which they are as they stand there."""
    stamp = made_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{DOMAIN}//dashboard//NL", "CALSCALE:GREGORIAN"),
        *("METHOD:PUBLISH", f"X-WR-CALNAME:{_escaped(name)}", "X-WR-TIMEZONE:Europe/Brussels", *ZONE),
    ]
    for event in events:
        lines += [
            *("BEGIN:VEVENT", f"UID:{event.key}@{DOMAIN}", f"DTSTAMP:{stamp}"),
            f"DTSTART;VALUE=DATE:{event.starts_on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{event.ends_on + timedelta(days=1):%Y%m%d}",  # the day after: its end is not in it
            f"SUMMARY:{_escaped(event.title)}",
            *([f"DESCRIPTION:{_escaped(event.description)}"] if event.description else []),
            *("TRANSP:TRANSPARENT", "END:VEVENT"),
        ]
    return "".join(f"{folded}\r\n" for line in [*lines, "END:VCALENDAR"] for folded in _folded(line)).encode()


def _escaped(text: str) -> str:
    """Text as a value: what has a meaning in the file gets a backslash, other control signs go."""
    plain = text.replace("\r\n", "\n").replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "".join(sign for sign in plain.replace("\n", "\\n") if sign.isprintable())


def _folded(line: str) -> list[str]:
    """A line in pieces of at most 75 octets, never inside a sign; each but the first begins with a space."""
    pieces, piece = [], ""
    for sign in line:
        if len((piece + sign).encode()) > LINE:
            pieces.append(piece)
            piece = " "
        piece += sign
    return [*pieces, piece]
