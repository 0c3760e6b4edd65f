"""Who is in no cooperation, why, and which neighbours would help."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

from samenleven import dutch, terms
from samenleven.findings import pooling as findings
from samenleven.pooling import Authority, Helper, divisions, left_alone
from ui.authority.agreement_figures import nothing
from ui.figure.model import Figure
from ui.filters.address import Address
from ui.pooling import division_figures as divided
from ui.pooling import pooling_reads
from ui.pooling.pooling_choice import Asked

LEFT = "samenwerking-over"
SHORT = 12  # rows; a longer list opens on request


def left(address: Address) -> Figure:
    """Who is in no cooperation of the best division, why, and which neighbours would help."""
    asked = divided.ask(address)
    if asked is None:
        return nothing(LEFT, divided.WITHHELD)
    solved = divided.found(asked.choice)
    groups = {f"verband {row.number}": row.members for row in divided.cooperations(solved, asked.choice)}
    reasons = {i: reason for one in solved for i, reason in one.left_out.items()}
    return left_figure(LEFT, groups, asked, reasons, "wie-blijft-over")


def left_figure(
    name: str,
    groups: Mapping[str, Sequence[str]],
    asked: Asked,
    reasons: Mapping[str, str],
    file_name: str,
    *,
    solved: bool = True,
) -> Figure:
    """The municipalities without a cooperation, with the neighbours that bring most; a long list opens on request."""
    choice = asked.choice
    who, around = pooling_reads.taking_part(choice), pooling_reads.around(choice)
    near = divisions.borders_among(pooling_reads.borders(), around)
    rows = [row for row in left_alone(groups, list(around.values()), near, choice.settings) if row.id in who]
    lines = []
    for row in rows:
        one, why = who[row.id], reasons.get(row.id)
        helping = "; ".join(_helper(around[help.id], help) for help in row.helpers[:3]) or "geen vrije buren"
        joins = f" Kan bij {dutch.listed(row.may_join)}." if row.may_join else ""
        because = f"{terms.LEFT_OUT[why]}. " if why else ""
        lines.append(
            f'<tr><th scope="row"><b>{escape(one.name)}</b></th><td class="num">{dutch.number(one.weight)}</td>'
            f'<td class="num">{dutch.number(row.short)}</td>'
            f"<td>{escape(terms.capital(because))}{escape(terms.capital(helping))}.{escape(joins)}</td></tr>"
        )
    heads = (
        '<tr><th scope="col">Gemeente</th><th scope="col" class="num">inwoners</th>'
        '<th scope="col" class="num">komt tekort</th><th scope="col">Waarom, en wie kan helpen</th></tr>'
    )
    table = pd.DataFrame(
        [
            {
                "nis": row.id,
                "name": who[row.id].name,
                "reference_region": who[row.id].region,
                "count": who[row.id].weight,
                "counted_kind": choice.kind.value,
                "short": row.short,
                "left_out": reasons.get(row.id),
                "helpers": "; ".join(_helper(around[help.id], help) for help in row.helpers[:3]),
                "may_join": ", ".join(row.may_join),
                **choice.computed,
            }
            for row in rows
        ],
        columns=[
            *("nis", "name", "reference_region", "count", "counted_kind", "short", "left_out", "helpers", "may_join"),
            *("kind", "source_id", "reference_date"),
        ],
    )
    body = f'<table class="po-list"><thead>{heads}</thead><tbody>{"".join(lines)}</tbody></table>' if rows else ""
    if len(rows) > SHORT:
        body = f'<details class="po-long" id="{name}-lijst"><summary>Toon deze gemeenten</summary>{body}</details>'
    return Figure(
        name,
        findings.left_title([who[row.id].name for row in rows], len(who), by_hand=not solved),
        f"inwoners van de doelgroep, {terms.WEIGHT[choice.reading]}, {dutch.day(choice.on)}" if rows else "",
        body,
        table,
        ("name", "reference_region", "count", "short", "left_out", "helpers", "may_join", "kind"),
        extra=tuple(divisions.COMPUTED_FROM.split(", ")) if not rows else (),
        file_name=file_name,
    )


def _helper(one: Authority, help: Helper) -> str:
    short = f"samen nog {dutch.number(help.short)} te weinig" if help.short else "samen genoeg"
    alone = "onzeker of het alleen mag; " if one.uncertain else "mag alleen indienen; " if one.alone_by else ""
    return f"{one.name} ({alone}{short})"
