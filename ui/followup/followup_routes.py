"""The calendar of the plan as a file: its days are published, so everybody may have it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from samenleven.findings.followup import last_days
from samenleven.reporting.calendar import windows
from samenleven.reporting.calendar_file import CalendarEntry, calendar_file
from samenleven.store import followup
from ui.followup.followup_tasks import CALENDAR
from ui.look import practice
from ui.reading import cached, reads
from ui.take import makers
from ui.take.makers import Made

NAME = "Plan Samenleven: uiterste dagen"


def routes() -> list[Route]:
    """The address of the calendar."""
    return [Route(f"/{CALENDAR}", _calendar)]


async def _calendar(request: Request) -> Response:
    return await makers.answer(request, partial(make))


def make() -> Made | None:
    """The calendar; None while there are no project years. It is as old as the store, so that it stays the same."""
    store = cached.open_store()
    with cached.using(store):
        years = reads.project_years()
        if not years:
            return None
        entries = [_marked(one) for one in (*followup.events(store), *last_days(windows(years)))]
        content = calendar_file(NAME, entries, store.built_at or datetime.now(UTC))
    return Made(content, "text/calendar; charset=utf-8", "plan-samenleven-kalender.ics")


def _marked(one: CalendarEntry) -> CalendarEntry:
    """In the practice environment every day says so: a calendar shows it among those of other calendars."""
    return replace(one, description="\n".join(filter(None, (practice.says(), one.description))))
