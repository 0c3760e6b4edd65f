"""The figures of one application: the form with what each row brings, and the incentive for asking together."""

from __future__ import annotations

from html import escape
from itertools import groupby

import pandas as pd

from samenleven import dutch
from samenleven.figures import Kind, weakest
from samenleven.findings import application as findings
from samenleven.findings import authority_parts as parts
from samenleven.grant.grant import METHOD, Limit
from samenleven.terms import LIMIT
from ui.authority.agreement_figures import action_link
from ui.authority.offer_figure import closed
from ui.budget import application_incentive
from ui.budget import application_plan as plans
from ui.budget.application_plan import Line, Plan
from ui.figure.model import Figure, figure
from ui.filters.address import Address
from ui.look import theme
from ui.reading import reads

COLUMNS = (
    *("action", "component", "unit", "amount_eur", "max_units", "ceiling_eur"),
    *("baseline_reach", "planned_reach", "priority", "grant_eur", "own_share_eur", "limited_by"),
)
FIELDS = {"baseline_reach": "Huidig bereik", "planned_reach": "Gepland bereik", "priority": "Prioriteit"}
WITHHELD = "niet gepubliceerd"


@figure("aanvraag-plan", "budget")
def plan(address: Address) -> Figure:
    """Every row of the form: amount, unit, most units, ceiling, for whom, what was planned, and what it brings."""
    found = plans.plan(address)
    official = address.only_official
    said = parts.offer_title(found.offered, found.who)
    if official:
        said = findings.ceilings_title(found.offered)
    elif found.grant:
        said = findings.plan_title(found.grant, found.offered)
    about = f"Per aanvraag, niet per gemeente: leden van een verband vragen samen. {closed(found.offered)}"
    if Kind.ESTIMATE in found.kinds and not official:
        about += " ≈ berekend, of overgenomen uit een eerdere oproep."
    rows = [one for one in found.lines if not official or one.action.ceiling_kind is Kind.OFFICIAL]
    return Figure(
        "aanvraag-plan",
        said,
        escape(about),
        form(found),
        pd.DataFrame([_row(one, found, official) for one in rows], columns=None if rows else list(COLUMNS)),
        COLUMNS,
        file_name=f"aanvraag-oproep-{found.call.project_year}",
    )


def _row(line: Line, found: Plan, official: bool) -> dict[str, object]:
    """A row of the table: what the calculator reads back, and what it brings."""
    action, tariff, paid = line.action, line.measure.tariff, line.paid
    published = tariff.backing.kind is Kind.OFFICIAL
    offer = {
        "action": action.action_id,
        "action_title": action.title,
        "component": line.measure.component,
        "for_whom": action.target_group,
        "unit": line.measure.unit,
        "amount_eur": float(tariff.amount) if published or not official else None,
        "max_units": tariff.max_units if published or not official else None,
        "ceiling_eur": float(action.ceiling),
    }
    about: dict[str, object] = {"reference_date": found.offered.year.awarded_on}
    if official:
        return offer | about | {"kind": Kind.OFFICIAL.value, "source_id": action.ceiling_source_id}
    kinds = {"amount_kind": tariff.backing.kind.value, "ceiling_kind": action.ceiling_kind.value}
    numbers = {
        "baseline_reach": paid.baseline_reach if paid else 0,
        "planned_reach": paid.planned_reach if paid else 0,
        "priority": paid.priority if paid else line.place,
        "grant_eur": float(paid.grant) if paid else 0.0,
        "own_share_eur": float(paid.own_share) if paid else 0.0,
        "limited_by": (paid.limited_by if paid else Limit.NONE).value,
        "report_target": paid.report_target if paid else 0,
    }
    kind = Kind.ESTIMATE if paid else weakest([tariff.backing.kind, action.ceiling_kind]) or Kind.ESTIMATE
    sources = {tariff.backing.source_id, *action.ceiling_source_id.split(", "), *([METHOD] if paid else [])}
    about |= {"kind": kind.value, "source_id": ", ".join(sorted(one for one in sources if one))}
    return offer | numbers | kinds | about


def form(found: Plan) -> str:
    """The form as HTML: a row per measure under its goal and action, with fields that change the address."""
    official = found.address.only_official
    goals = {goal.goal_id: goal.title for goal in reads.goals()}
    body = []
    for goal, lines in groupby(found.lines, key=lambda line: line.action.goal_id):
        body.append(
            f'<tr class="gr"><th colspan="{5 if official else 8}" scope="colgroup">{escape(goals[goal])}</th></tr>'
        )
        for _, same in groupby(lines, key=lambda line: line.action.action_id):
            body += _action(found, list(same), official)
    fields = "".join(f'<th scope="col" class="num">{text}</th>' for text in FIELDS.values())
    head = (
        '<tr><th scope="col">Actie en KPI-onderdeel</th><th scope="col" class="num">Bedrag</th>'
        '<th scope="col" class="num">Hoogstens</th><th scope="col" class="num">Plafond</th>'
        f"{'' if official else fields}{'' if official else '<th scope=col class=num>Subsidie</th>'}</tr>"
    )
    return f'<table class="ap-form"><thead>{head}</thead><tbody>{"".join(body)}</tbody></table>{_sum(found)}'


def _action(found: Plan, lines: list[Line], official: bool) -> list[str]:
    """The rows of one action: one line when it has one measure, else its name with the ceiling, then its measures."""
    action = lines[0].action
    link = escape(action_link(found.address, action))
    name = f'<a href="{link}"><span class="no">{action.action_id}</span>{escape(action.title)}</a>'
    if len(lines) == 1:
        return [_line(found, lines[0], name, official)]
    blank = "" if official else '<td class="none"></td>' * 3
    total = sum((line.paid.grant for line in lines if line.paid), start=found.offered.most * 0)
    sums = "" if official else f'<td class="num none">{dutch.euro(total) if found.grant and total else ""}</td>'
    whom = f'<span class="who">voor {escape(action.target_group)}</span>'
    ceiling = _ceiling(found, lines, official)
    head = f'<tr class="of"><th scope="row" colspan="3">{name}{whom}</th>{ceiling}{blank}{sums}</tr>'
    return [head, *(_line(found, line, "", official) for line in lines)]


def _ceiling(found: Plan, lines: list[Line], official: bool) -> str:
    action = lines[0].action
    if official and action.ceiling_kind is not Kind.OFFICIAL:
        return f'<td class="num" data-l="plafond"><span class="un">{WITHHELD}</span></td>'
    sign = "" if action.ceiling_kind is Kind.OFFICIAL else " ≈"
    used = found.grant.of_action(action.action_id) if found.grant else 0
    share = float(used / action.ceiling) if action.ceiling else 0.0
    bar = (
        f'<i class="ap-bar{" full" if share >= 1 else ""}"><i style="width:{min(share, 1):.1%}"></i></i>'
        if used
        else ""
    )
    full = '<span class="ap-full">bereikt</span>' if used and share >= 1 else ""
    return f'<td class="num" data-l="plafond">{dutch.euro(action.ceiling)}{sign}{bar}{full}</td>'


def _line(found: Plan, line: Line, name: str, official: bool) -> str:
    """One measure; `name` is its action when it stands on the same line."""
    tariff = line.measure.tariff
    published = tariff.backing.kind is Kind.OFFICIAL
    sign = "" if published else " ≈"
    amount = f'{dutch.euro(tariff.amount)}{sign} <span class="un">per {escape(line.measure.per)}</span>'
    unit = line.measure.per if tariff.max_units == 1 else line.measure.unit
    most = f'{dutch.number(tariff.max_units)} <span class="un">{escape(unit)}</span>'
    if official and not published:
        amount, most = f'<span class="un">{WITHHELD}</span>', f'<span class="un">{WITHHELD}</span>'
    whom = line.action.target_group
    more = f'<span class="who">, voor {escape(whom)}</span>' if name and whom != line.measure.component else ""
    what = f'<span class="part">{escape(line.measure.component)}{more}</span>'
    ceiling = _ceiling(found, [line], official) if name else '<td class="none"></td>'
    cells = "" if official else "".join(_field(line, field) for field in FIELDS) + _brings(line)
    return (
        f'<tr><th scope="row">{name}{what}</th>'
        f'<td class="num" data-l="bedrag">{amount}</td><td class="num" data-l="hoogstens">{most}</td>'
        f"{ceiling}{cells}</tr>"
    )


def _field(line: Line, name: str) -> str:
    key = plans.key(name, line.measure.tariff.measure_id)
    default = str(line.place) if name == "priority" else ""
    least = 1 if name == "priority" else 0
    return (
        f'<td class="num field" data-l="{FIELDS[name].lower()}"><input type="number" id="f-{key}" data-param="{key}" '
        f'data-default="{default}" value="{escape(line.shown(name))}" min="{least}" max="999999999" step="1" '
        f'inputmode="numeric" aria-label="{escape(f"{FIELDS[name]}: {line.where}")}"></td>'
    )


def _brings(line: Line) -> str:
    paid = line.paid
    if paid is None or not paid.planned_reach:
        return '<td class="num none" data-l="subsidie"></td>'
    limit = f'<span class="ap-full">{LIMIT[paid.limited_by.value]}</span>' if paid.limited_by is not Limit.NONE else ""
    return f'<td class="num" data-l="subsidie"><b>{dutch.euro(paid.grant)}</b>{limit}</td>'


def _sum(found: Plan) -> str:
    """The total, that stays in sight while one fills in."""
    if found.address.only_official:
        return ""
    if found.grant is None:
        said = "<span>Vul bij een rij een gepland bereik in: het totaal staat dan hier.</span>"
    else:
        full = len(findings.full_actions(found.grant, found.offered))
        word = "plafond" if full == 1 else "plafonds"
        said = (
            f"<span><b>{dutch.euro(found.grant.total_grant)}</b> subsidie {theme.KIND[Kind.ESTIMATE].sign}</span>"
            f"<span><b>{findings.own_share_said(found.grant)}</b> eigen inbreng</span>"
            f"<span><b>{dutch.number(full)}</b> {word} bereikt</span>"
        )
        if bonus := application_incentive.judged(found.address).amount:
            said += f"<span>plus <b>{dutch.euro(bonus)}</b> stimulans voor samenwerking</span>"
    return f'<p class="ap-sum" role="status">{said}</p>'
