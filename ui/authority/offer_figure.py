"""What can be asked for, action by action, in the newest call: amount, unit, most units, ceiling, and for whom."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from html import escape

import pandas as pd

from samenleven import dutch
from samenleven.eligibility import Eligibility
from samenleven.figures import Kind, weakest
from samenleven.findings import authority_parts as parts
from samenleven.findings import words
from samenleven.grant.offer import Offer, OfferedAction
from ui.authority import profile_drawing as drawing
from ui.authority import profile_reads as known
from ui.authority.agreement_figures import action_name, nothing
from ui.authority.partner_figures import asked
from ui.figure.model import Figure
from ui.filters.address import Address
from ui.reading import reads


def asks(address: Address) -> Figure:
    """What can be asked for, action by action, in the newest call; closed calls say so."""
    authority_id, one = asked(address)
    found = on_offer(address)
    if found is None:
        return nothing("gemeente-vragen", "Er zijn geen oproepen")
    offered, actions = found
    certain = one is not None and one.eligible in (Eligibility.ALONE, Eligibility.OWN_RULE)
    acting = known.rows()[authority_id]["represented_by"]
    who = known.called(str(acting) if acting else authority_id) if certain or acting else "het verband"
    official = address.only_official
    year = offered.year.project_year
    said = parts.offer_title(offered, who)
    about = f"Per aanvraag, niet per gemeente. {closed(offered)} ≈ berekend of overgenomen uit een eerdere oproep."
    if official:
        said = (
            f"In oproep {year} {_published(len(actions))}; bedragen per eenheid zijn voor deze oproep niet gepubliceerd"
        )
        about = f"Per aanvraag, niet per gemeente. {closed(offered)}"
    return Figure(
        "gemeente-vragen",
        said,
        about,
        _drawn(actions, address),
        _table(actions, offered, official),
        ("action_id", "action_title", "for_whom", "component", "amount_eur", "max_units", "ceiling_eur", "kind"),
        file_name=f"wat-vragen-oproep-{year}",
    )


def on_offer(address: Address) -> tuple[Offer, list[OfferedAction]] | None:
    """The newest call with its actions; with only official figures those whose ceiling is published. None without."""
    years = reads.project_years()
    if not years:
        return None
    offered = known.offered(years[-1].project_year, reads.today())
    official = address.only_official
    return offered, [one for one in offered.actions if not official or one.ceiling_kind is Kind.OFFICIAL]


def _published(count: int) -> str:
    """How many ceilings a source names: of "plafond", a word with *het*."""
    if not count:
        return "is geen plafond gepubliceerd"
    return "is één plafond gepubliceerd" if count == 1 else f"zijn {words.cardinal(count)} plafonds gepubliceerd"


def _drawn(actions: Sequence[OfferedAction], address: Address) -> str:
    widest = max((action.ceiling for action in actions), default=Decimal(1))
    goals = {goal.goal_id: goal.title for goal in reads.goals()}
    lines = "".join(_line(action, widest, goals, address) for action in actions)
    amounts = (
        ""
        if address.only_official
        else '<th scope="col" class="num">Bedrag</th><th scope="col" class="num">Hoogstens</th>'
    )
    heads = (
        f'<tr><th scope="col">Actie</th><th scope="col">Doelgroep</th>{amounts}<th scope="col">'
        '<span class="au-unseen">Plafond als balk</span></th><th scope="col" class="num">Plafond</th></tr>'
    )
    return f'<table class="au-table au-asks"><thead>{heads}</thead><tbody>{lines}</tbody></table>'


def _table(actions: Sequence[OfferedAction], offered: Offer, official: bool) -> pd.DataFrame:
    """A row for each measure; with only official figures one for each action, with what is published of it."""
    rows = []
    for action in actions:
        common = {
            "action_id": action.action_id,
            "action_title": action.title,
            "for_whom": action.target_group,
            "ceiling_eur": float(action.ceiling),
            "reference_date": offered.year.starts_on,
        }
        if official:
            rows.append(common | {"kind": Kind.OFFICIAL.value, "source_id": action.ceiling_source_id})
            continue
        rows += [
            common
            | {
                "component": row.component,
                "unit": row.unit,
                "amount_eur": float(row.tariff.amount),
                "max_units": row.tariff.max_units,
                "amount_kind": row.tariff.backing.kind.value,
                "ceiling_kind": action.ceiling_kind.value,
                "kind": weakest([row.tariff.backing.kind, action.ceiling_kind]),
                "source_id": action.source_id,
            }
            for row in action.measures
        ]
    return pd.DataFrame(rows)


def closed(offered: Offer) -> str:
    """Whether one can still apply, in a sentence."""
    year = offered.year
    if not offered.closed:
        return f"Oproep {year.project_year} is nog niet toegekend."
    return f"Oproep {year.project_year} is gesloten: toegekend op {dutch.day(year.awarded_on)}."


def _line(action: OfferedAction, widest: Decimal, goals: dict[int, str], address: Address) -> str:
    sign = "" if action.ceiling_kind is Kind.OFFICIAL else " ≈"
    width = f"{float(action.ceiling / widest) * 100:.1f}%"
    return (
        f'<tr><th scope="row">{action_name(address, action.action_id, action.title)}'
        f'<span class="gl">{escape(goals[action.goal_id])}</span></th><td class="tg">{escape(action.target_group)}</td>'
        f"{'' if address.only_official else _amounts(action)}"
        f'<td class="cb"><i style="width:{width}"></i></td>'
        f"{drawing.number(f'<b>{dutch.euro(action.ceiling)}</b>{sign}', 'plafond:')}</tr>"
    )


def _amounts(action: OfferedAction) -> str:
    """The amount per unit, and how many units at most over all rows of the action."""
    paid, most = in_words(action, "{} <span class='un'>per {}</span>")
    return f"{drawing.number(paid, 'bedrag:')}{drawing.number(most, 'hoogstens:')}"


def in_words(action: OfferedAction, form: str = "{} per {}") -> tuple[str, str]:
    """The amounts per unit, with the sign of what is no publication, and how many units at most; `form` writes one."""
    amounts = {(row.tariff.amount, row.per): row for row in action.measures}
    sign = "" if all(row.tariff.backing.kind is Kind.OFFICIAL for row in action.measures) else " ≈"
    paid = dutch.listed([form.format(dutch.euro(euro), escape(per)) for euro, per in amounts])
    return paid + sign, dutch.number(sum(row.tariff.max_units for row in action.measures))
