"""`import-reports` and `import-agreements`: a file of the agency into the ledger, whole or not at all."""

from __future__ import annotations

import argparse
import getpass
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from samenleven import dutch, file_text
from samenleven.commands import Commands, add, opened
from samenleven.commands.output import pick, print_json, print_rows
from samenleven.intake.csv_in import LARGEST
from samenleven.intake.remarks import Remark
from samenleven.reporting.records import Subject
from samenleven.reporting.rights import Person, Role
from samenleven.store import Store
from samenleven.store.ledger import Ledger
from samenleven.store.ledger.incoming import Incoming, check_file
from samenleven.store.ledger.incoming.outlook import outlook
from samenleven.store.ledger.incoming.sentences import Remarks
from samenleven.store.ledger.people import People

REMARK_COLUMNS = ("code", "sheet", "row", "letter", "column", "what", "remedy")
PROVENANCE = ("kind", "source_id", "reference_date")
MEANING_COLUMNS = (
    *("applicant_id", "project_year", "action", "ratio_before", "ratio", "below_half_year_gate"),
    *PROVENANCE,
)
SHOWN = 50
"""So many remarks are printed; --format json gives them all."""


def add_to(commands: Commands) -> None:
    """Add the commands that take a file into the ledger."""
    for subject, text in (
        (Subject.REPORT, "neem rapporteringen uit een CSV of Excel-bestand op in het register"),
        (Subject.AGREEMENT, "neem akkoorden uit een CSV of Excel-bestand op in het register"),
    ):
        command = add(commands, f"import-{subject}s", text, import_command)
        command.set_defaults(subject=subject)
        command.add_argument("file", type=Path, metavar="BESTAND")
        command.add_argument("--dry-run", action="store_true", help="zeg wat er bewaard zou worden, en bewaar niets")
        command.add_argument("--why", default="", metavar="REDEN", help="waarom cijfers veranderen of opvallen")


def import_command(options: argparse.Namespace) -> int:
    """Judge a file and store it; exit code 0 when it is (or with --dry-run could be) stored, else 1."""
    store, ledger = opened(), Ledger()
    content = file_text.read(options.file, LARGEST)
    found = check_file(content, options.file.name, options.subject, store, ledger, date.today(), why=options.why)
    meaning = _means(found, store) if options.format != "csv" and options.subject is Subject.REPORT else []
    batch = None
    if found.storable and not options.dry_run:
        batch = ledger.write(
            options.subject,
            found.rows,
            person=person(),
            origin=found.handed.origin,
            store=store,
            why=options.why.strip() or None,
            file_name=options.file.name,
            file_sha256=found.handed.sha256,
        )
    if options.format == "json":
        print_json(_as_json(found) | {"means": meaning, "stored": batch.sequence if batch else None})
    elif options.format == "csv":
        remarks = [_remark(one) for one in (*found.faults, *found.warnings)]
        print_rows(remarks, REMARK_COLUMNS, "csv")
    else:
        if meaning:
            print_rows(meaning, MEANING_COLUMNS, "table")
        _print(found, batch.sequence if batch else None, dry_run=options.dry_run)
    return 0 if batch or found.storable or _nothing_new(found) else 1


def person() -> Person:
    """Who works at this computer: somebody of the agency, by a pseudonym; the account's name can be erased."""
    account = getpass.getuser()
    now = datetime.now(UTC)
    known, _ = People().seen(
        "command line", account, name=account, email="", login=int(now.timestamp()), claim_values=(), now=now
    )
    return Person(known.person_id, Role.AGENCY)


def _nothing_new(found: Incoming) -> bool:
    return not found.faults and not found.rows.num_rows


def _as_json(found: Incoming) -> dict[str, Any]:
    return {
        "rows": found.handed.table.num_rows,
        "new": found.new,
        "corrected": found.corrected,
        "unchanged": found.unchanged,
        "storable": found.storable,
        "faults": [_remark(one) for one in found.faults],
        "warnings": [_remark(one) for one in found.warnings],
        "unconfirmed": len(found.unconfirmed),
    }


def _means(found: Incoming, store: Store) -> list[dict[str, Any]]:
    """The attainment of every action that changes, before and after."""
    return [
        {
            "applicant_id": one.applicant_id,
            "project_year": one.project_year,
            "action": change.after.action,
            "ratio_before": change.before.ratio,
            "ratio": change.after.ratio,
            "below_half_year_gate": None if change.passes_gate is None else not change.passes_gate,
        }
        | pick(change.after, PROVENANCE)
        for one in outlook(found, store, date.today())
        for change in one.actions
        if change.changes
    ]


def _remark(one: Remark) -> dict[str, Any]:
    said = {"code": one.code, "what": one.what, "remedy": one.remedy}
    return {name: said.get(name, getattr(one.spot, name, None)) for name in REMARK_COLUMNS}


def _print(found: Incoming, sequence: int | None, *, dry_run: bool) -> None:
    _list("fout", "fouten", found.faults)
    if not found.faults:
        _list("cijfer dat opvalt", "cijfers die opvallen", found.warnings)
    kind = ("akkoord", "akkoorden") if found.handed.subject is Subject.AGREEMENT else ("cijfer", "cijfers")
    counts = (
        f"{dutch.counted(found.new, f'nieuw {kind[0]}', f'nieuwe {kind[1]}')}, {dutch.number(found.corrected)} "
        f"verbeterd, {dutch.number(found.unchanged)} ongewijzigd."
    )
    if found.faults:
        print("Er is niets bewaard. Verbeter het bestand en geef het opnieuw.", file=sys.stderr)
    elif _nothing_new(found):
        print(f"{counts} Alles staat al in het register; er is niets bewaard.")
    elif found.unconfirmed:
        print(f"{counts}\nEr is niets bewaard: geef met --why een reden voor wat opvalt.", file=sys.stderr)
    elif dry_run:
        print(f"{counts} Dit kan bewaard worden; met --dry-run is er niets bewaard.")
    else:
        print(f"{counts} Bewaard als nummer {sequence}.")


def _list(one: str, many: str, remarks: Remarks) -> None:
    if not remarks:
        return
    print(f"{dutch.counted(len(remarks), one, many)}:", file=sys.stderr)
    for remark in remarks[:SHOWN]:
        print(f"- {remark}", file=sys.stderr)
    if len(remarks) > SHOWN:
        print(f"- en nog {dutch.number(len(remarks) - SHOWN)}; zie --format json", file=sys.stderr)
