"""What can be asked for, action by action, in the newest call: amount, unit, most units, ceiling, and for whom."""

from __future__ import annotations

from decimal import Decimal
from html import escape

import pandas as pd

from samenleven import dutch
from samenleven.eligibility import Eligibility
from samenleven.figures import Kind
from samenleven.findings import authority_parts as parts
from samenleven.grant.offer import Offer, OfferedAction
from ui.authority import drawing, known
from ui.authority.agreement_figures import action_name, nothing
from ui.authority.partner_figures import asked
from ui.figure.model import Figure
from ui.filters.address import Address
from ui.reading import reads


def asks(address: Address) -> Figure:
    """What can be asked for, action by action, in the newest call; closed calls say so."""
    authority_id, one = asked(address)
    years = reads.project_years()
    if not years:
        return nothing("gemeente-vragen", "Er zijn geen oproepen")
    offered = known.offered(years[-1].project_year, reads.today())
    certain = one is not None and one.eligible in (Eligibility.ALONE, Eligibility.OWN_RULE)
    who = known.called(authority_id) if certain else "het verband"
    actions = [action for action in offered.actions if not address.only_official or _official(action)]
    widest = max((action.ceiling for action in actions), default=Decimal(1))
    goals = {goal.goal_id: goal.title for goal in reads.goals()}
    lines = "".join(_ask(action, widest, goals, address) for action in actions)
    heads = (
        '<tr><th scope="col">Actie</th><th scope="col">Doelgroep</th><th scope="col" class="num">Bedrag</th>'
        '<th scope="col" class="num">Hoogstens</th><th scope="col"><span class="au-unseen">Plafond als balk</span></th>'
        '<th scope="col" class="num">Plafond</th></tr>'
    )
    table = pd.DataFrame(
        [
            {
                "action_id": action.action_id,
                "action_title": action.title,
                "for_whom": action.target_group,
                "component": row.component,
                "unit": row.unit,
                "amount_eur": float(row.tariff.amount),
                "max_units": row.tariff.max_units,
                "ceiling_eur": float(action.ceiling),
                "amount_kind": row.tariff.backing.kind.value,
                "ceiling_kind": action.ceiling_kind.value,
                "kind": max(row.tariff.backing.kind, action.ceiling_kind, key=list(Kind).index).value,
                "source_id": action.source_id,
                "reference_date": offered.year.starts_on,
            }
            for action in actions
            for row in action.measures
        ]
    )
    said = parts.offer_title(offered, who)
    if address.only_official:
        said = f"Wat in oproep {offered.year.project_year} gepubliceerd is: {len(actions)} plafonds en hun bedragen"
    return Figure(
        "gemeente-vragen",
        said,
        f"Per aanvraag, niet per gemeente. {closed(offered)} ≈ berekend of overgenomen uit een eerdere oproep.",
        f'<table class="au-table au-asks"><thead>{heads}</thead><tbody>{lines}</tbody></table>',
        table,
        ("action_id", "action_title", "for_whom", "component", "amount_eur", "max_units", "ceiling_eur", "kind"),
        headings={"for_whom": "voor wie"},
        file_name=f"wat-vragen-oproep-{offered.year.project_year}",
    )


def closed(offered: Offer) -> str:
    """Whether one can still apply, in a sentence."""
    year = offered.year
    if not offered.closed:
        return f"Oproep {year.project_year} is nog niet toegekend."
    return f"Oproep {year.project_year} is gesloten: toegekend op {dutch.day(year.awarded_on)}."


def _official(action: OfferedAction) -> bool:
    return action.ceiling_kind is Kind.OFFICIAL


def _ask(action: OfferedAction, widest: Decimal, goals: dict[int, str], address: Address) -> str:
    amounts = {row.tariff.amount: row for row in action.measures}
    assumed = "" if all(r.tariff.backing.kind is Kind.OFFICIAL for r in action.measures) else " ≈"
    if address.only_official and assumed:
        paid, most = "niet gepubliceerd", "–"
    else:
        paid = dutch.listed(
            [f"{dutch.euro(a)} <span class='un'>per {escape(r.per)}</span>" for a, r in amounts.items()]
        )
        most = dutch.number(sum(row.tariff.max_units for row in action.measures))
    sign = "" if action.ceiling_kind is Kind.OFFICIAL else " ≈"
    width = f"{float(action.ceiling / widest) * 100:.1f}%"
    return (
        f'<tr><th scope="row">{action_name(address, action.action_id, action.title)}'
        f'<span class="gl">{escape(goals[action.goal_id])}</span></th><td class="tg">{escape(action.target_group)}</td>'
        f"{drawing.number(paid + (assumed if paid[0] == '€' else ''), 'bedrag:')}{drawing.number(most, 'hoogstens:')}"
        f'<td class="cb"><i style="width:{width}"></i></td>'
        f"{drawing.number(f'<b>{dutch.euro(action.ceiling)}</b>{sign}', 'plafond:')}</tr>"
    )
