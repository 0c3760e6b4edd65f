"""`grant`: what one application brings."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from samenleven import file_text
from samenleven.commands import Commands, add, opened, whole
from samenleven.commands.output import print_json, print_rows
from samenleven.errors import SamenlevenError
from samenleven.figures import Kind, TableRow
from samenleven.grant.application import ApplicationError
from samenleven.grant.application_text import LARGEST_FILE, read_bytes
from samenleven.grant.call import Call, Reading, amounts_said
from samenleven.grant.grant import Grant, grant_application
from samenleven.store import budget

GRANT_COLUMNS = (
    *("action", "measure", "component", "baseline_reach", "planned_reach", "priority"),
    *("grant", "own_share", "limited_by", "report_target"),
    *("amount_kind", "ceiling_kind", "kind", "source_id", "reference_date"),
)


def add_to(commands: Commands) -> None:
    """Add the command about one application."""
    grant = add(commands, "grant", "de subsidie van één aanvraag", grant_command)
    grant.add_argument("file", metavar="AANVRAAG.csv")
    grant.add_argument("--call", type=whole, required=True, help="de oproep")
    grant.add_argument(
        "--groups",
        choices=[one.value for one in Reading],
        help="doelgroepen die na oproep 1 samengevoegd zijn: samen of gesplitst (standaard: wat in de oproep geldt)",
    )


def grant_command(options: argparse.Namespace) -> int:
    """The grant of one application, row by row; faults go to standard error, one per line."""
    with_store = opened()
    call = budget.call(with_store, options.call, options.groups and Reading(options.groups))
    if options.groups and call.reading is None:
        raise SamenlevenError(f"Oproep {options.call} telt de doelgroepen maar op één manier: laat --groups weg.")
    try:
        content = file_text.read(Path(options.file), LARGEST_FILE)
        found = grant_application(read_bytes(content, call, file=options.file), call)
    except ApplicationError as error:
        for fault in error.faults:
            print(fault, file=sys.stderr)
        return 1
    rows = _grant_rows(found, call)
    if options.format == "json":
        print_json(
            {
                "call": options.call,
                "groups": call.reading,
                "rows": rows,
                "total_grant": found.total_grant,
                "total_own_share": found.total_own_share,
                "note": amounts_said(call),
            }
        )
        return 0
    print_rows(rows, GRANT_COLUMNS, options.format)
    if options.format == "table":
        print(f"Totaal: subsidie {found.total_grant} euro, eigen inbreng {found.total_own_share} euro.")
        print(amounts_said(call))
    return 0


def _grant_rows(found: Grant, call: Call) -> list[TableRow]:
    return [
        {
            "action": row.action_id,
            "measure": row.measure_id,
            "component": call.components.get(row.measure_id),
            "baseline_reach": row.baseline_reach,
            "planned_reach": row.planned_reach,
            "priority": row.priority,
            "grant": row.grant,
            "own_share": row.own_share,
            "limited_by": row.limited_by.value,
            "report_target": row.report_target,
            "amount_kind": row.amount_kind,
            "ceiling_kind": row.ceiling_kind,
            "kind": Kind.ESTIMATE,
            "source_id": row.source_id,
            "reference_date": call.awarded_on,
        }
        for row in found.rows
    ]
