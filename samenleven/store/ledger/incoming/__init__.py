"""One check for every way in: rows of text become rows for the ledger, or a reason in Dutch for each that is wrong.

`reports` and `agreements` judge what came in (`samenleven.intake.handed`) against what is `known`, in one pass of SQL.
"""

from __future__ import annotations

from datetime import date

from samenleven.intake import files
from samenleven.intake.handed import Handed
from samenleven.intake.identity import Identity
from samenleven.reporting.records import Subject
from samenleven.store.connection import Store
from samenleven.store.ledger.book import Ledger
from samenleven.store.ledger.incoming import personal
from samenleven.store.ledger.incoming.agreements import check_agreements
from samenleven.store.ledger.incoming.judged import Incoming
from samenleven.store.ledger.incoming.known import facts_of
from samenleven.store.ledger.incoming.reports import check_reports

__all__ = ["ASKED_LATER", "Incoming", "check", "check_file"]

ASKED_LATER = "zie het formulier"
"""Stands in for the reason while a file is read: the screen that shows what is in it asks for one."""


def check(
    handed: Handed,
    store: Store,
    ledger: Ledger,
    today: date,
    *,
    why: str = "",
) -> Incoming:
    """Judge rows that came in, whichever way.

    `why` is the reason for everything that is corrected or stands out and has none of its own; a project year that the
    ledger says is closed takes nothing. Example agreements count only in a store of the practice environment.
    """
    facts = facts_of(store, today, closed=ledger.closed())
    if handed.subject is Subject.AGREEMENT:
        return check_agreements(handed, facts, store, today, why=why)
    return check_reports(handed, facts, today, why=why)


def check_file(
    content: bytes,
    file: str,
    subject: Subject,
    store: Store,
    ledger: Ledger,
    today: date,
    *,
    wanted: Identity | None = None,
    why: str = "",
) -> Incoming:
    """Read a workbook or a CSV and judge what is in it. `wanted` is the personal workbook that a screen asks for.

    Raises SamenlevenError when it cannot be read, or is not the workbook that is asked for; nothing of it is stored.
    """
    handed = files.read(content, file, subject, personal.signing_key(ledger.folder))
    if handed.identity:
        personal.recognise(handed.identity, store, file, wanted)
    return check(handed, store, ledger, today, why=why)
