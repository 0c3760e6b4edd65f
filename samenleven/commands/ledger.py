"""What was recorded, whether it is whole, all of it as plain files, and names that were kept long enough."""

from __future__ import annotations

import argparse
import csv
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from samenleven import dutch
from samenleven.commands import Commands, add, day, opened, whole
from samenleven.commands.output import in_csv, pick, plain, print_json, print_rows
from samenleven.errors import LedgerError, SamenlevenError
from samenleven.figures import TableRow
from samenleven.reporting.records import Subject
from samenleven.store import catalogue
from samenleven.store.ledger import Ledger, retention, state, trace

CELL = ("applicant_id", "project_year", "period", "measure_id")
FIGURE = ("realised", "shortfall_reason", "double_count_note", "handed_in_at")
COLUMNS = (*CELL, "action_id", *FIGURE, "kind", "source_id", "versions", "sequence")
HISTORY = (*CELL, "action_id", *FIGURE, "sequence", "person_id", "why")


def add_to(commands: Commands) -> None:
    """Add the commands about what was recorded."""
    show = add(commands, "ledger", "wat er gerapporteerd is, nu of op een dag", ledger_command)
    show.add_argument("--nis", metavar="CODE", help="alleen deze indiener")
    show.add_argument("--action", type=whole, metavar="NUMMER", help="alleen deze actie")
    show.add_argument("--as-of", type=day, metavar="DATUM", help="de stand op het einde van deze dag")
    show.add_argument("--history", action="store_true", help="ook elk vroeger cijfer, met wie het bewaarde en waarom")
    add(commands, "verify-ledger", "kijk na of het register volledig en onveranderd is", verify_command)
    export = add(commands, "export-ledger", "schrijf het hele register als CSV", export_command, formats=False)
    add(
        commands,
        "erase-expired",
        "wis namen, auditspoor en concepten die lang genoeg bewaard zijn",
        erase_command,
        formats=False,
    )
    export.add_argument("folder", metavar="MAP", help="een map die nog niet bestaat of leeg is")


def ledger_command(options: argparse.Namespace) -> int:
    """The newest figure of every cell, or with --history every figure that it had."""
    store = opened(dutch.end_of(options.as_of) if options.as_of else None)
    actions = {one.measure_id: one.action_id for one in catalogue.measures(store)}
    cells = [
        one
        for one in state.report_cells(store, applicant_id=options.nis)
        if options.action in (None, actions.get(one.measure_id))
    ]
    rows: list[TableRow] = []
    ledger = Ledger()
    for cell in cells:
        about = pick(cell, CELL) | {"action_id": actions.get(cell.measure_id)}
        if options.history:
            for one in trace.history(ledger, cell):
                head = {"sequence": one.batch.sequence, "person_id": one.batch.person_id, "why": one.batch.why}
                rows.append(about | pick(one, FIGURE) | head)
        else:
            rows.append(about | pick(cell, (*FIGURE, "kind", "versions", "sequence")) | {"source_id": "ledger-report"})
    columns = HISTORY if options.history else COLUMNS
    for row in rows:
        row["handed_in_at"] = row["handed_in_at"].astimezone(dutch.BRUSSELS).isoformat(timespec="seconds")
    print_rows([{name: row[name] for name in columns} for row in rows], columns, options.format)
    return 0


def verify_command(options: argparse.Namespace) -> int:
    """Read every file of the ledger; a fault per line."""
    ledger = Ledger()
    faults = ledger.verify()
    if options.format == "json":
        print_json({"folder": str(ledger.folder), "faults": [asdict(fault) for fault in faults]})
        return 1 if faults else 0
    for fault in faults:
        print(fault)
    if not faults:
        count = ledger.sequence
        print(f"Het register in {ledger.folder} is in orde: {dutch.counted(count, 'batch', 'batches')}.")
    return 1 if faults else 0


def erase_command(options: argparse.Namespace) -> int:
    """Erase what was kept long enough: for a timer, so that it also happens where nobody logs in."""
    gone = retention.keep(catalogue.parameters(opened()), datetime.now(UTC))
    print(
        f"Gewist: {dutch.counted(gone.names, 'naam', 'namen')}, {dutch.counted(gone.days, 'dag', 'dagen')} van het "
        f"auditspoor, {dutch.counted(gone.drafts, 'concept', 'concepten')}. Cijfers blijven staan."
    )
    return 0


def export_command(options: argparse.Namespace) -> int:
    """Every batch and every row as CSV, a file per subject; people are pseudonyms."""
    folder, ledger = Path(options.folder), Ledger()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SamenlevenError(f"{folder} bestaat al en is niet leeg. Kies een nieuwe map.")
    heads = ledger.batches()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / "batch.csv", [asdict(head) for head in heads])
        for subject in Subject:
            about = [head.sequence for head in heads if head.subject is subject]
            rows = [{"sequence": number} | row for number in about for row in ledger.rows(number).to_pylist()]
            _write(folder / f"{subject}.csv", rows)
    except OSError as error:
        raise LedgerError(f"In {folder} kan niet geschreven worden: {error.strerror}.") from error
    print(f"{dutch.counted(len(heads), 'batch', 'batches')} geschreven in {folder}.")
    return 0


def _write(path: Path, rows: list[TableRow]) -> None:
    """Rows as CSV; nothing for a subject without rows."""
    if not rows:
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: in_csv(plain(value)) for name, value in row.items()} for row in rows)
