"""The figure of the money of who has agreements: used and left under the ceilings, and what was not asked at all."""

from __future__ import annotations

from decimal import Decimal
from html import escape
from typing import Any

import pandas as pd

from samenleven import dutch
from samenleven.figures import Kind
from samenleven.findings import authority_parts as parts
from ui.authority import profile_drawing as drawing
from ui.authority import profile_reads as known
from ui.authority.agreement_figures import Seen, action_name, nothing, seen
from ui.figure.model import Figure
from ui.figure.term import term
from ui.filters.address import Address
from ui.reading import reads


def money(address: Address) -> Figure:
    """What was asked for under each ceiling, what was left, and what was not asked at all."""
    asked = seen(address)
    if asked is None:
        return nothing("gemeente-geld", "Van de subsidie is geen verdeling over acties bekend")
    call, found, rows = known.call(asked.year), money_rows(asked), by_action(asked)
    widest = max((row.ceiling or row.grant for row in rows), default=Decimal(1)) or Decimal(1)
    kind = Kind(found[0]["kind"]) if found else None
    lines = "".join(_money_line(row, widest, kind, address) for row in rows)
    calculate = f'<a href="{escape(address.to("budget", deel="aanvraag"))}">Reken een aanvraag uit</a>'
    note = f"{not_asked(asked)} {calculate}"
    added = sum(float(row["own_share_eur"] or 0) for row in found)
    heads = (
        '<tr><th scope="col">Actie</th><th scope="col">gevraagd onder het plafond</th><th scope="col" class="num">'
        'subsidie</th><th scope="col" class="num">plafond</th><th scope="col" class="num">bleef liggen</th></tr>'
    )
    ceiling = term("plafond", "Het hoogste bedrag voor één aanvraag, per actie en per projectjaar.")
    table = pd.DataFrame(
        [
            row | {"ceiling_eur": float(c) if (c := call.ceilings.get(row["action_id"] or 0)) is not None else None}
            for row in found
        ]
    )
    return Figure(
        "gemeente-geld",
        parts.money_title(rows),
        f"Subsidie en {ceiling} per actie, projectjaar {asked.year}; eigen inbreng daarbij {dutch.euro(added)}",
        f'<table class="au-table au-money"><thead>{heads}</thead><tbody>{lines}</tbody></table>'
        f'<p class="small">{note}</p>',
        table,
        ("action_id", "action_title", "grant_eur", "own_share_eur", "ceiling_eur", "kind"),
        extra=("form",),
        made_up=kind is Kind.EXAMPLE,
        totals=("grant_eur", "own_share_eur", "ceiling_eur"),
        file_name=f"subsidie-{asked.authority_id}-jaar-{asked.year}",
    )


def by_action(asked: Seen) -> list[parts.ActionMoney]:
    """The actions that were asked for, each with its grant and ceiling: what left most under its ceiling first."""
    call = known.call(asked.year)
    titled = {one.action_id: one.title for one in reads.actions()}
    rows = [
        parts.ActionMoney(
            int(row["action_id"]),
            titled[int(row["action_id"])],
            Decimal(str(row["grant_eur"])),
            call.ceilings.get(int(row["action_id"])),
        )
        for row in money_rows(asked)
        if row["action_id"] is not None
    ]
    return sorted(rows, key=lambda row: (-(row.left or 0), -row.grant, row.action_id))


def not_asked(asked: Seen) -> str:
    """Which actions of the call were not asked for, and the ceilings of those together."""
    call = known.call(asked.year)
    missed = sorted(call.payable - {row.action_id for row in by_action(asked)})
    if not missed:
        return "Alle acties van de oproep zijn aangevraagd."
    over = sum((call.ceilings.get(one, Decimal(0)) for one in missed), Decimal(0))
    which = f"{'actie' if len(missed) == 1 else 'acties'} {dutch.listed([str(one) for one in missed])}"
    return f"Niet aangevraagd: {which}, samen {dutch.euro(over)} aan plafonds."


def money_rows(asked: Seen) -> list[dict[str, Any]]:
    """What an applicant was granted in a project year, by action; the incentive without one."""
    every = reads.grants(asked.shown)
    mine = every[(every["authority_id"] == asked.applicant) & (every["project_year"] == asked.year)]
    return reads.records(mine)


def _money_line(row: parts.ActionMoney, widest: Decimal, kind: Kind | None, address: Address) -> str:
    ceiling, left = row.ceiling, row.left
    share = float(row.grant / ceiling) if ceiling else 1.0
    said = f"{dutch.euro(row.grant)} van {dutch.euro(ceiling)}"
    bar = drawing.bar(share, float((ceiling or row.grant) / widest), kind, said)
    over = "vol" if left is not None and left <= 0 else f"<b>{dutch.euro(left)}</b>"
    return (
        f'<tr><th scope="row">{action_name(address, row.action_id, row.title)}</th><td class="pl">{bar}</td>'
        f"{drawing.number(dutch.euro(row.grant), 'subsidie:')}{drawing.number(dutch.euro(ceiling), 'plafond:')}"
        f"{drawing.number(over, 'bleef liggen:')}</tr>"
    )
