"""The workbook of one applicant for one period: filled from the store, signed, and recognised when it comes back."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from samenleven import dutch
from samenleven.counted import Period
from samenleven.errors import LedgerError, SamenlevenError
from samenleven.figures import Kind
from samenleven.intake import identity
from samenleven.intake.identity import Identity
from samenleven.intake.workbook_out import AskedLine, workbook
from samenleven.store import agreements, catalogue
from samenleven.store.connection import Store
from samenleven.store.ledger import state
from samenleven.store.ledger.state import ReportedCell

KEY = ".workbook-key"
"""In the folder of the ledger: what our workbooks are signed with. Who loses it only has to hand them out again."""


def signing_key(folder: Path) -> bytes:
    """The key of a ledger, made at the first question. Raises LedgerError when it cannot be kept."""
    place = folder / KEY
    try:
        with suppress(FileNotFoundError):
            return place.read_bytes()
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f"{KEY}.{secrets.token_hex(4)}"
        draft.write_bytes(secrets.token_bytes(32))
        draft.chmod(0o600)
        with suppress(FileExistsError):
            os.link(draft, place)  # of two who make one at once, the first has it
        draft.unlink()
        return place.read_bytes()
    except OSError as error:
        raise LedgerError(f"In de map {folder} kan niet geschreven worden. Kijk na of ze beschrijfbaar is.") from error


def last_sequence(store: Store, applicant_id: str, project_year: int) -> int:
    """The last batch that is about an applicant in a project year, 0 when there is none."""
    found = store.rows(
        "select max(sequence) as last from (select applicant_id, project_year, sequence from ledger_report union all "
        "select applicant_id, project_year, sequence from ledger_agreement) "
        "where applicant_id = ? and project_year = ?",
        [applicant_id, project_year],
    )
    return int(found[0]["last"] or 0)


def personal_workbook(
    store: Store, applicant_id: str, project_year: int, period: Period, *, key: bytes, now: datetime, warning: str = ""
) -> bytes:
    """The workbook of an applicant, with its agreement and what it last reported; only what is asked can be typed.

    `warning` stands above it. Raises SamenlevenError when there is no agreement, or no such project year.
    """
    year = catalogue.project_year(store, project_year)
    agreed = agreements.agreement(store, applicant_id, project_year)
    if agreed is None or agreed.kind is Kind.EXAMPLE:
        raise SamenlevenError(
            f"Dit bestuur heeft geen akkoord in {year.title.lower()}. Voer eerst het akkoord in op het scherm Beheer."
        )
    measures = {one.measure_id: one for one in catalogue.measures(store)}
    cells = state.report_cells(store, applicant_id=applicant_id, project_year=project_year)
    at = {(one.measure_id, one.period): one for one in cells}
    lines = []
    for line in sorted(agreed.agreement.lines, key=lambda one: one.measure_id):
        now_there = at.get((line.measure_id, period))
        measure = measures[line.measure_id]
        lines.append(
            AskedLine(
                measure_id=line.measure_id,
                action_id=measure.action_id,
                component=measure.component,
                unit=measure.unit or "",
                baseline_reach=line.baseline_reach,
                planned_reach=line.planned_reach,
                last_report=_said(now_there or at.get((line.measure_id, Period.HALF_YEAR))),
                realised=now_there.realised if now_there else None,
                is_unknown=now_there is not None and now_there.realised is None,
                shortfall_reason=now_there.shortfall_reason if now_there else None,
                double_count_note=now_there.double_count_note if now_there else None,
            )
        )
    owner = Identity(applicant_id, project_year, period, last_sequence(store, applicant_id, project_year))
    name = store.rows("select name from local_authority where authority_id = ?", [applicant_id])[0]["name"]
    return workbook(owner, name, year, lines, key=key, made=now, warning=warning)


def recognise(found: Identity, store: Store, file: str, wanted: Identity | None = None) -> None:
    """Stop a workbook of ours that is not the one that is asked for (`wanted`), or that is older than what is stored.

    Raises Refused. `wanted` None: whichever applicant, year and period it is about.
    """
    asked = wanted or found
    last = last_sequence(store, asked.applicant_id, asked.project_year)
    names = {row["authority_id"]: row["name"] for row in store.rows("select authority_id, name from local_authority")}
    now = Identity(asked.applicant_id, asked.project_year, asked.period, last)
    identity.check(found, now, names, catalogue.project_years(store), file)


def _said(cell: ReportedCell | None) -> str:
    """What was last handed in, in words, for the sender to see beside the new figure."""
    if cell is None:
        return "nog niets"
    over = "halfjaar" if cell.period is Period.HALF_YEAR else "jaar"
    figure = "nog niet bekend" if cell.realised is None else dutch.number(cell.realised)
    return f"{over}: {figure} ({dutch.day(cell.handed_in_at.date())})"
